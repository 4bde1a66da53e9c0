"""What stands among the writers of a film and is the work that it is made from, or its author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.basis.words import QUOTED
from kg.extraction.cast.people import is_name, is_name_list
from kg.extraction.cast.remarks import without_brackets
from kg.extraction.names import outside
from kg.extraction.organizations import ORGANIZATION
from kg.model import Field
from kg.wikitext.rich import Rich

WRITING = (Field.SCREENWRITERS, Field.STORY_BY)
OF_SOURCE = re.compile(
    r"based (?:up)?on|adapted from|(?:(?:original|short|graphic|stage)\s)?(?:novel|novella|book|play|musical"
    r"|comics?|comic (?:books?|strips?)|manga|characters?(?: created)?|short story|poem|opera|libretto|video game"
    r"|(?:radio|television|tv) (?:play|program(?:me)?|series|serial|show|drama))(?: by)?",
    re.IGNORECASE,
)
"""A line above a work that the film is made from, and its author: `Based on`, `Novel`."""
_SOURCE = re.compile(
    r"((?:based (?:up)?on|from|after)\s+(?:an?|the|his|her|their)\s+(?:original\s+|short\s+)?"
    r"(?:idea|concept|story|novel|novella|play|book|poem|tale|script|screenplay))\s+by\s+",
    re.IGNORECASE,
)
"""What somebody's part in the film is taken from: `From an idea by Jane Doe`."""
_STORY_SOURCE = re.compile(r"\b(?:idea|concept|story)$", re.IGNORECASE)

_FROM = (
    r"(?:(?:loosely|freely|partly|partially)\s+)?(?:based\s+(?:up)?on|adapted\s+from|inspired\s+by|suggested\s+by)\s"
    r"|(?:from|after)\s+(?:an?|the|his|her|their)\s"
)
_SIGNS = ("based", "from", "after", "inspired", "suggested")
_SOURCE_NEXT = re.compile(rf"[,;–—-]?\s+(?={_FROM})", re.IGNORECASE)
_AFTER_NEXT = re.compile(r",?\s+(?=(?:after|from)\s)")
_BEGINS = re.compile(rf"(?i:{_FROM})|(?:from|after)\s")
_AFTER = re.compile(r"(?:From|After)\s")
_BY = re.compile(r"(?:\s+[^\s:;]{1,20}){0,4}?\s+by(?:\s|$)")
_BY_FIRST = re.compile(r"by\s", re.IGNORECASE)


_LABEL = re.compile(r"([^:\n]{3,40}):\s")


def is_labelled_source(text: Rich) -> bool:
    """Whether a text begins with a label for the work a film is made from: `Comic book: Jane Doe`. The book of a
    musical is its script."""
    label = _LABEL.match(text.text) if ":" in text.text else None
    source = label is not None and OF_SOURCE.fullmatch(label[1].strip()) is not None
    return source and not text.text.startswith(("Book", "book"))


def source_of(text: Rich) -> re.Match[str] | None:
    """What a text begins with, where it says what the film is taken from and then whose that is."""
    match = _SOURCE.match(text.text)
    return None if match is None or text.linked(*match.span()) else match


def is_story(source: re.Match[str]) -> bool:
    """Whether a source was made for the film: whose it is wrote the story."""
    return _STORY_SOURCE.search(source[1]) is not None


def cut_at_source(text: Rich) -> Iterator[Rich]:
    """The parts of a text before and from where it names the source: `Jane Doe, based on her novel`."""
    folded = text.text.casefold()
    if not any(sign in folded for sign in _SIGNS):  # of nearly all
        yield from filter(None, (text.strip(),))
        return
    for part in outside(text, _SOURCE_NEXT):
        for match in _AFTER_NEXT.finditer(part.text):
            begin, word_end = match.start(), match.end() + part.text[match.end() :].index(" ") + 1
            italic = any(mark.begin == word_end for mark in part.of("italic"))
            if part.linked(begin - 1, begin) and (italic or part.linked(word_end, word_end + 1)):
                yield part.cut(0, begin)
                yield part.cut(match.end(), len(part))
                break
        else:
            yield part


def is_source(text: Rich, below: Rich) -> bool:
    """Whether a text names the work that a film is made from, with or without its author, and no writer of the film:
    `based on ''Fern''`, `''Fern'' by Jane Doe`, `"Fern"` with `by Jane Doe` below it."""
    begins = _BEGINS.match(text.text)
    if begins is None and (after := _AFTER.match(text.text)) and text.linked(after.end(), after.end() + 1):
        begins = after
    if begins and not text.linked(
        begins.start(), begins.start() + 1
    ):  # the rest may be of a title: `after [[The Fern]]`
        return True
    end = _title_end(text)
    if not end:
        return False
    if end == len(text):
        shown = QUOTED.match(text.text) is not None or bool(text.of("link"))
        return shown and _BY_FIRST.match(below.text) is not None
    by = _BY.match(text.text, end)
    return by is not None and not text.linked(*by.span())


def _title_end(text: Rich) -> int:
    """Where the title ends that a text begins with, in quotes or italics; 0 without one."""
    quoted = QUOTED.match(text.text)
    return quoted.end() if quoted else max((m.end for m in text.of("italic") if not m.begin), default=0)


_BY_NEXT = re.compile(r",?\s+by\s+(?=\S)")


def author_of(text: Rich) -> Rich | None:
    """Whose a titled work is by a text that says no more: `"Fern" by Jane Doe`; of a company's nobody is told."""
    by = _BY_NEXT.match(text.text, _title_end(text)) if " by " in text.text else None
    if by is None or not by.start() or text.linked(*by.span()):
        return None
    author = text.cut(by.end(), len(text))
    names = without_brackets(author)[0]
    persons = not ORGANIZATION.search(names.text) and (is_name(names) or is_name_list(names))
    return author if persons else None
