"""One item of a list of tracks: its title, its length and what stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.phrases import NEEDS_COLON, PHRASE
from kg.extraction.soundtrack.titles import Titled, are_full_names, are_linked, names_in, titled
from kg.values.durations import parse_track_length
from kg.wikitext.lists import Item
from kg.wikitext.rich import EMPTY, Rich, join

LENGTH = re.compile(
    r"[\s–—:,-]*(?:[(\[](?:(?:length|time|duration):?\s?)?)?"
    r"(?P<time>(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2}|(?<=\():[0-9]{2}|[0-9]{1,2}['′][0-9]{2}[\"″]"
    r"|[0-9]{1,2} ?min(?:ute)?s?\.? ?[0-9]{1,2} ?s(?:ec(?:ond)?s?\.?)?)"
    r"(?: ?min(?:ute)?s?\.?)?[)\]]?[\s*†‡]*$",
    re.IGNORECASE,
)
_LENGTH_WITHIN = re.compile(r"(?<=[\"”' ])[–—-]?\s*[(\[]?\b(?P<time>[0-9]{1,2}:[0-9]{2})\b[)\]]?(?=[\s,;])")
_LENGTH_BRACKETED = re.compile(r"\s[(\[](?P<time>[0-9]{1,2}:[0-9]{2})[)\]](?=\s)")
"""Behind a title without quotation marks."""
_LENGTH_SIZE = 24
"""A length and the dash and brackets around it are no longer than this."""
SPACED_DASH = re.compile(r"\s+[-–—―]{1,3}\s*|\s*[–—―]{1,3}\s+|\s*-\s+")
_DASH = re.compile(r"\s*[–—―]{1,3}\s*|(?<=[^-\s])-(?=[A-Z])|\s*[:~]\s+")
_AFTER_ITALIC = re.compile(r"\s*(?::|\.{2,}|…)")
OPENING = tuple("\"“„«‘'")
_NUMBER = re.compile(r"[0-9]{1,2}[.)]")
_BEFORE_TITLE = re.compile(r"(?P<who>[^\"“\n]{2,200}?)(?:\s+[-–—―]{1,3}\s*|\s*:\s+)(?=[\"“])")
"""`Jane Doe – "Song"`: the performer before the title."""
NEWLINE = re.compile(r"\n")
LEADING_NUMBER = re.compile(r"^[0-9]{1,2}\s*[.)](?:\s+|(?=[\"“]))")
MAX_TITLE = 120
"""Longer unquoted items are sentences."""


@dataclass(frozen=True, slots=True)
class Entry:
    text: Rich
    """The first line without the length."""
    read: Titled
    seconds: int | None
    item: Item
    more: tuple[Rich, ...]
    """The lines after the first: those after a break, and the list lines under the item."""
    before: Rich = EMPTY
    """The performer, where named before the title."""
    unclear: bool = False
    """Whether the one before the title may have written it rather."""


def read_item(reader: Reader, item: Item, subs: list[Item]) -> Entry:
    text, *after = reader.rich(item.span).split(NEWLINE, links=True) or [EMPTY]
    if (match := LEADING_NUMBER.match(text.text)) or (match := _number_before_italics(text)):
        text = text.cut(match.end(), len(text))
    text, seconds = _without_length(text)
    if after and seconds is None:  # behind a line break, the length ends what follows it
        after[-1], seconds = _without_length(after[-1])
    more = (*after, *(reader.rich(sub.span) for sub in subs))
    if text.text[:1] not in OPENING and (match := _BEFORE_TITLE.match(text.text)):
        read = titled(text.cut(match.end(), len(text)))
        if read.quoted and len(match["who"]) <= MAX_TITLE:
            return Entry(text, read, seconds, item, more, text.cut(0, match.end("who")))
    return Entry(text, titled(text), seconds, item, more)


def _number_before_italics(text: Rich) -> re.Match[str] | None:
    """`1.''Title''`"""
    match = _NUMBER.match(text.text) if text.text[:1].isdigit() else None
    return match if match and any(mark.begin == match.end() for mark in text.of("italic")) else None


def _without_length(text: Rich) -> tuple[Rich, int | None]:
    """The text without the length at its end or in its middle, and the length."""
    read = titled(text)
    after = len(text) - len(read.rest) if read.quoted else len(text)
    match = LENGTH.search(text.text, max(0, len(text) - _LENGTH_SIZE)) or _LENGTH_WITHIN.search(text.text, after)
    match = match or (None if read.quoted else _LENGTH_BRACKETED.search(text.text))
    if match is None or match.start() == 0 or text.linked(*match.span("time")):
        return text, None
    seconds = parse_track_length(re.sub("['′]", ":", match["time"]).strip('"″'))
    if seconds is None:
        return text, None
    return join((text.cut(0, match.start()), text.cut(match.end(), len(text)))), seconds


def parted(entry: Entry) -> Titled:
    """The title of an item and what stands behind it, with or without quotation marks."""
    return entry.read if entry.read.quoted else unquoted(entry.text)


def unquoted(text: Rich) -> Titled:
    """`Title – Singer`, the title without quotation marks; one in italics ends with them."""
    italic = text.of("italic")
    if italic and not italic[0].begin and _AFTER_ITALIC.match(text.text, italic[0].end):
        return Titled(text.cut(0, italic[0].end), text.cut(italic[0].end, len(text)), False)
    for pattern in (SPACED_DASH, PHRASE, _DASH):
        for match in pattern.finditer(text.text):
            if pattern is PHRASE and not _credits(text, match):
                continue
            if match[0] == "-" and (text.text.count("-") > 1 or " " not in text.text):
                continue  # `Dil-e-Moss`, `Ma-Ma`
            if match.start() > 0 and not text.linked(match.start(), match.end()):
                begin = _bracket_around(text.text, match.start())
                end = len(text.text[:begin].rstrip(" ,;(["))
                return Titled(text.cut(0, end), text.cut(begin, len(text)), False)
    last = next(iter(reversed(text.of("link"))), None)
    if last is not None and last.end == len(text) and text.text.endswith(", ", 0, last.begin):
        who = text.cut(last.begin, last.end)  # `Title, [[Jane Doe]]`
        if are_full_names(who):
            return Titled(text.cut(0, last.begin).strip(","), who, False)
    return Titled(text, EMPTY, False)


def _bracket_around(body: str, at: int) -> int:
    """Where the bracket opens that a place stands in, `Title (vocal by Jane Doe)`; else the place."""
    for opening, closing in ("()", "[]"):
        begin = body.rfind(opening, 1, at)
        if begin > body.rfind(closing, 0, at) and body.find(closing, at) > 0:
            return begin
    return at


def _credits(text: Rich, phrase: re.Match[str]) -> bool:
    """Whether a phrase in an item without quotation marks credits somebody, and is no part of its title: `Stand by Me`,
    `Love Theme from ''Foo''`."""
    words = phrase[1].lower()
    if words in ("by", "from"):
        if words == "from":
            return _OF_FILM.search(text.text, 0, phrase.start()) is None
        first = next(iter(names_in(text.cut(phrase.end(), len(text)))), EMPTY)
        return are_linked(first) or are_full_names(first)
    return words not in NEEDS_COLON or _is_label(text.text, phrase)


_OF_FILM = re.compile(r"\b(?:Themes?|Titles?|Music|Suite|Songs?|Selections?|Medley|Overture|Scenes?|Score)\s*$")
"""What a title goes on with `from` and a film behind."""


def _is_label(body: str, phrase: re.Match[str]) -> bool:
    """Whether a word that is one of titles, too, credits here: `Title, singer: Jane Doe`."""
    return ":" in phrase[0] and body[: phrase.start()].rstrip().endswith((",", ";", "("))
