"""What the label of a listing tells of it beside others: which part or volume of an album it is, in which language its
songs are, which dubbed film it is of.

Source: Template:Track listing ("Multiple listings": a headline per disc or side).
"""

from __future__ import annotations

import re

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.naming import Name, is_listing
from kg.values.languages import language_tag
from kg.wikitext.rich import Rich

_WORDS = "one|two|three|four|five|six"
_ROMAN = "i{1,3}|iv|v"
PART_OF_ALBUM = re.compile(
    r"\b(?:disc|disk|cd|side|part|volume|vol|lp|act|record|reel)\b\.?\s*"
    rf"(?P<which>[0-9]{{1,2}}|{_ROMAN}|{_WORDS}|[a-h])\b|\b(?P<bonus>bonus|additional|extra|continued|encores?)\b"
    r"|\b(?P<ordinal>first|second|third|fourth)\s+(?:disc|disk|cd|side|part|lp|act)\b",
    re.IGNORECASE,
)
EDITION = re.compile(r"\b(?:releases?|released|edition|reissue|version|issue)\b", re.IGNORECASE)
_FIRST = {"1", "i", "one", "a", "first"}
VOLUME = re.compile(rf"\bvol(?:ume)?\b\.?\s*(?P<which>[0-9]{{1,2}}|{_ROMAN}|{_WORDS})\b", re.IGNORECASE)
_NUMBERS = {
    word: str(number)
    for words in (_WORDS.split("|"), ("i", "ii", "iii", "iv", "v"))
    for number, word in enumerate(words, 1)
}
_VERSION = re.compile(r"\bversions?\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[();]")
_IN_LANGUAGE = re.compile(r"([^()]{1,80})\s\(([^()]{1,40})\)")


def is_first(part: re.Match[str]) -> bool:
    """Whether a part of an album (see PART_OF_ALBUM) is its first."""
    return (part["which"] or part["ordinal"] or "").lower() in _FIRST


def volume(match: re.Match[str] | None) -> str | None:
    """The number of a volume, alike however it is written."""
    which = match["which"].lower() if match else None
    return _NUMBERS.get(which, which.lstrip("0")) if which else None


def language(title: str) -> str | None:
    """The tag of the language of a listing, where a title says but that: `Tamil track listing`, `Hindi version`."""
    first, _, rest = title.strip().partition(" ")
    tag = language_tag(first.strip(":()"))
    return tag if tag is not None and not is_listing(first) and is_listing(_VERSION.sub("", rest)) else None


def in_language(title: str) -> tuple[str, str | None]:
    """A title without the language in brackets behind it, `Example (Tamil)`, and that."""
    match = _IN_LANGUAGE.fullmatch(title)
    tag = language(match[2]) if match else None
    return (match[1].rstrip(), tag) if match and tag else (title, None)


def dubbed(reader: Reader, label: Rich) -> Name | None:
    """The title in italics in a label that says beside it but the language of a dubbed film, `Hindi version
    (''Sample'')`; none of the film's own."""
    italic = label.of("italic")
    if len(italic) != 1 or italic[0].end - italic[0].begin == len(label):
        return None
    title = label.cut(italic[0].begin, italic[0].end).strip('"“”')
    beside = f"{label.text[: italic[0].begin]} {label.text[italic[0].end :]}"
    if not title or reader.names_film(title.text) or language(_BRACKETS.sub(" ", beside)) is None:
        return None
    return Name(title.text)
