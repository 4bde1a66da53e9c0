"""What a track's title is, and the remarks that stand with it.

Source: Wikipedia:WikiProject Albums/Album article style advice ("Track listing": titles in quotation marks, remarks
outside of them).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.names import small_end
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich


@dataclass(frozen=True, slots=True)
class Titled:
    """A title without its quotation marks, and what stands after it."""

    title: Rich
    rest: Rich
    quoted: bool


_CLOSING = {
    '"': '"”“', "“": '”"“', "„": '“”"', "«": "»", "‘": "’'", "'": "'’", "”": '”"', "「": "」", "`": "`'",
}  # fmt: skip
"""Opening quotation marks with those that close them."""
_AFTER_SINGLE = re.compile(r"\s*(?:$|[(\[\n,;:/–—-]|by\b|feat)")
_MEDLEY = re.compile(r"\s*(?:[/&,+–—-]|and\b)\s*[\"“‘]")


def titled(text: Rich) -> Titled:
    """Splits a quoted title from what follows. Without quotation marks all is title."""
    body = text.text
    closing = _CLOSING.get(body[:1])
    if closing:
        single = body[0] in "'‘"
        for index in range(1, len(body)):
            if body[index] not in closing:
                continue
            if single and not _AFTER_SINGLE.match(body, index + 1):
                continue
            if _MEDLEY.match(body, index + 1) or index == 1:
                break
            return Titled(text.cut(1, index), text.cut(index + 1, len(body)), True)
    return Titled(text, text.cut(len(body), len(body)), False)


_GROUP = re.compile(r"^[(\[]([^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*)[)\]]\s*")


def split_remarks(text: Rich) -> tuple[list[Rich], Rich]:
    """The brackets that `text` begins with, and the rest."""
    remarks = []
    while match := _GROUP.match(text.text):
        if match[1].strip():
            remarks.append(text.cut(match.start(1), match.end(1)))
        text = text.cut(match.end(), len(text))
    return remarks, text


def small_remark(text: Rich) -> tuple[Rich, str | None]:
    """The text without small print at its end, and that print without brackets."""
    small = small_end(text)
    if small is None:
        return text, None
    return text.cut(0, small.begin), text.text[small.begin :].strip(" ()[]") or None


def joined(*notes: str | None) -> str | None:
    """The remarks as one text."""
    kept = dict.fromkeys(note.strip() for note in notes if note and note.strip())
    return "; ".join(kept) or None


def song(reader: Reader, title: Rich) -> Entity | None:
    """The track's title as an entity: its own link only, since a song shares its name with many things."""
    title = title.strip("*†‡")
    if len(title) > 1 and title.text[0] in '"“' and title.text[-1] in '"”' and title.text[1:-1].count('"') == 0:
        title = title.cut(1, len(title) - 1)
    return reader.entity(title, Kind.SONG, anchored=False)
