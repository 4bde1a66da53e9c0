"""For whom the people of the infobox worked, which names no further maker of the film: `Jane Doe for [[Doe Films]]`."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.cast.people import is_name, is_name_list
from kg.extraction.names import MAX_TEXT
from kg.extraction.organizations import ORGANIZATION
from kg.wikitext.rich import Rich

_FOR = re.compile(r",?\s+(?=for\s)")
_NEXT = re.compile(r"[,;]\s+(?:and\s+)?|\s+(?:and|&)\s+(?=[^,;\n]{1,80}\sfor\s)")
_AND = re.compile(r"\s(?:and|&)\s+")
_BY = re.compile(r"\sby\s", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:Organi[sz]ation|Institut(?:e|ion)|Cent(?:re|er)|Foundation|Association|Society|Council|Committee|Board|Fund"
    r"|Bureau|Office|Agency|Authority)$"
)
"""What may go on behind `for` as a name of one body."""


def is_employer(text: Rich) -> bool:
    """Whether a line names nobody but for whom those in the line above worked: `for [[Doe Films]]`, or heads the lines
    that do."""
    words = text.text.strip(" :").casefold()
    return (words == "for" or words.startswith("for ")) and not text.linked(0, 3) and not _BY.search(text.text)


class Employed(NamedTuple):
    """The people of a text."""

    names: list[tuple[Rich, str | None]]
    """Each part that names some, with for whom they worked in the place of the remark on them."""
    unread: bool = False
    """Whether one more may be named behind an employer: `Jane Doe for [[Doe Films]] and [[John Roe]]`."""


def with_employers(text: Rich, remark: str | None) -> Employed:
    """The people of a text, and for whom they worked."""
    if " for " not in text.text or len(text) > MAX_TEXT or _BY.search(text.text):
        return Employed([(text, remark)])
    unread = False
    out: list[tuple[Rich, str | None]] = []
    start = 0
    for match in _FOR.finditer(text.text):
        people = text.cut(start, match.start()) if match.start() > start else None
        if people is None or text.linked(*match.span()) or not _are_people(people):
            continue
        behind = next((m for m in _NEXT.finditer(text.text, match.end()) if not text.linked(*m.span())), None)
        employer = text.cut(match.end(), behind.start() if behind else len(text))
        if _BODY.search(people.text) and _is_purpose(employer):
            continue
        unread = unread or any(
            employer.linked(joint.end(), joint.end() + 1) and not ORGANIZATION.search(employer.text, joint.end())
            for joint in _AND.finditer(employer.text)
        )
        out.append((people, remark or employer.text))
        start = behind.end() if behind else len(text)
    return Employed([*out, (text.cut(start, len(text)), remark)] if start < len(text) else out, unread)


def _is_purpose(text: Rich) -> bool:
    """Whether words from `for` on tell what a body is for, and name no other: `General Organization for Cinema`, not
    `Film Board for Channel 4`."""
    words = text.text.removeprefix("for ")
    if text.of("link") or words.startswith("the ") or not words.replace(" ", "").isalpha():
        return False
    return ORGANIZATION.search(words.removesuffix("Cinema")) is None


def _are_people(text: Rich) -> bool:
    """Whether a text is names, of persons in full or linked: a work may be called `Song for Joy`."""
    if text.linked(len(text) - 1, len(text)):
        return True
    if text.of("italic"):
        return False
    return " " in text.text and (is_name(text) or is_name_list(text))
