"""One item of a list of tracks: its title, its length, who is credited there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import Column
from kg.extraction.soundtrack.credits import named
from kg.extraction.soundtrack.phrases import NEEDS_COLON, PHRASE, credit_phrases, credited_small
from kg.extraction.soundtrack.titles import Titled, joined, small_remark, song, split_remarks, titled
from kg.extraction.soundtrack.track import Credits, add, make_track
from kg.model import Entity, Span, Track
from kg.values.durations import parse_track_length
from kg.wikitext.lists import Item
from kg.wikitext.rich import EMPTY, Rich, join

LENGTH = re.compile(
    r"[\s–—:,-]*[(\[]?(?P<time>(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2}|[0-9]{1,2}['′][0-9]{2}[\"″])[)\]]?\s*$"
)
_LENGTH_WITHIN = re.compile(r"(?<=[\"”' ])[–—-]?\s*[(\[]?\b(?P<time>[0-9]{1,2}:[0-9]{2})\b[)\]]?(?=[\s,;])")
_LENGTH_SIZE = 24
"""A length and the dash and brackets around it are no longer than this."""
SPACED_DASH = re.compile(r"\s+[-–—―]{1,3}\s*|\s*[–—―]{1,3}\s+|\s*-\s+")
_DASH = re.compile(r"\s*[-–—―]{1,3}\s*|\s*[:~]\s+")
_AFTER_ITALIC = re.compile(r"\s*(?::|\.{2,}|…)")
OPENING = tuple("\"“„«‘'")
_BEFORE_TITLE = re.compile(r"(?P<who>[^\"“\n]{2,200}?)(?:\s+[-–—―]{1,3}\s*|\s*:\s+)(?=[\"“])")
"""`Jane Doe – "Song"`: the performer before the title."""
_USE = re.compile(
    r"(?:(?:opening|ending|closing|end|main|theme|insert(?:ed)?|image|title|character|promotional|first|second"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?)\s+){0,4}(?:theme|song|track|credits?|music|number|titles?|opening|ending|insert)s?"
    r"(?:\s+(?:song|[0-9]{1,2}))?",
    re.IGNORECASE,
)
"""`Opening theme: "Song"`: what the song is used for."""
_STAGED = re.compile(r"\bmusical numbers?\b", re.IGNORECASE)
"""Headings of lists whose performers are persons and roles, where any other list may name bands."""
_ACTING = re.compile(r"\s(?:sings?|sang|dances?|danced|performs?|performed|plays?|played)\b(?!\s+by\b)")
"""After who performs: `Jane and Joe dance in the park`."""
_NEWLINE = re.compile(r"\n")
_LEADING_NUMBER = re.compile(r"^[0-9]{1,2}\s*[.)]\s+")
_REMARK = re.compile(
    r"\b(?:reprise|instrumental|version|remix|mix|live|bonus|demo|edit|medley|theme|male|female|duet|solo|suite|cover"
    r"|acoustic|extended|unplugged|original|karaoke|part|pt|from|score|titles?|credits|bit|sad|happy|slow|club|radio"
    r"|explicit|clean|interlude|skit|dialogue|excerpt|uncredited|not|finale|overture|encore|deleted|poem|film|trailer"
    r"|f|m|i|ii|iii|iv|d|dj|rock|pathos|intro|outro|hidden|track|traditional|arr|remastered|title|song)\b|[0-9]",
    re.IGNORECASE,
)
"""Words that show a bracket after a title to be a remark on the recording and no credit."""
_JOINT_END = re.compile(r"(?:^|\s)(?:and|&)$")
"""Before the next credit: `sung by Jane and written by Joe`."""
_EDGES = "-–—―,;:…~| "
"""What divides a title and its credits."""
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


def read_item(reader: Reader, item: Item, subs: list[Item]) -> Entry:
    text, *after = reader.rich(item.span).split(_NEWLINE, links=True) or [EMPTY]
    more = (*after, *(reader.rich(sub.span) for sub in subs))
    if match := _LEADING_NUMBER.match(text.text):
        text = text.cut(match.end(), len(text))
    text, seconds = _without_length(text)
    if text.text[:1] not in OPENING and (match := _BEFORE_TITLE.match(text.text)):
        read = titled(text.cut(match.end(), len(text)))
        if read.quoted and len(match["who"]) <= MAX_TITLE:
            return Entry(text, read, seconds, item, more, text.cut(0, match.end("who")))
    return Entry(text, titled(text), seconds, item, more)


def _without_length(text: Rich) -> tuple[Rich, int | None]:
    """The text without the length at its end or in its middle, and the length."""
    read = titled(text)
    after = len(text) - len(read.rest) if read.quoted else len(text)
    match = LENGTH.search(text.text, max(0, len(text) - _LENGTH_SIZE)) or _LENGTH_WITHIN.search(text.text, after)
    if match is None or match.start() == 0 or text.linked(*match.span("time")):
        return text, None
    seconds = parse_track_length(re.sub("['′]", ":", match["time"]).strip('"″'))
    if seconds is None:
        return text, None
    return join((text.cut(0, match.start()), text.cut(match.end(), len(text)))), seconds


def track_of(reader: Reader, entry: Entry, position: int | None, part: str) -> Track | None:
    read = entry.read if entry.read.quoted else unquoted(entry.text)
    credits: Credits = {}
    text, small = small_remark(credited_small(reader, read.title, credits))
    entity = song(reader, text)
    if entity is None:
        reader.issue("track-untitled", part, entry.item.span)
        return None
    notes: list[str | None] = [small]
    who = Column.SINGERS if _STAGED.search(part) else Column.PERFORMERS
    if entry.before and _USE.fullmatch(entry.before.text):
        notes.append(entry.before.text)
    elif entry.before:
        add(credits, Column.PERFORMERS, _names(reader, entry.before, who))
    remarks, rest = split_remarks(read.rest)
    for remark in remarks:
        _bracket(reader, remark, entry.seconds is not None, credits, notes, entry, part)
    _credit(reader, rest, credits, notes, who)
    for line in entry.more:
        for piece in line.split(_NEWLINE, links=True):
            if not _credit(reader, piece, credits, notes, who, only_phrases=True) and _UNKNOWN.match(piece.text):
                reader.issue("credit-unclear", part, piece.span)
    end = Span(entry.item.line.begin, max([entry.item.line.end, *(more.span.end for more in entry.more)]))
    return make_track(entity, reader.origin(end), position, entry.seconds, credits, joined(*notes))


_UNKNOWN = re.compile(r"[A-Z][A-Za-z /&]{2,40}:\s*[A-Z]")
"""`Label: Jane Doe` in a line of its own."""


def unquoted(text: Rich) -> Titled:
    """`Title – Singer`, the title without quotation marks; one in italics ends with them."""
    italic = text.of("italic")
    if italic and not italic[0].begin and _AFTER_ITALIC.match(text.text, italic[0].end):
        return Titled(text.cut(0, italic[0].end), text.cut(italic[0].end, len(text)), False)
    for pattern in (SPACED_DASH, PHRASE, _DASH):
        for match in pattern.finditer(text.text):
            if pattern is PHRASE and match[1].lower() in NEEDS_COLON:
                continue
            if match.start() > 0 and not text.linked(match.start(), match.end()):
                return Titled(text.cut(0, match.start()), text.cut(match.start(), len(text)), False)
    return Titled(text, EMPTY, False)


def _bracket(
    reader: Reader, remark: Rich, timed: bool, credits: Credits, notes: list[str | None], entry: Entry, part: str
) -> None:
    """A bracket after a title: a credit by its words; the writers in lists with lengths; else a remark."""
    if _credit(reader, remark, credits, notes, only_phrases=True):
        return
    if re.match(r"(?:feat|ft|featuring|with)\b", remark.text, re.IGNORECASE):
        start = re.match(r"\w+\.?\s*", remark.text)
        names = named(reader, [remark.cut(start.end() if start else 0, len(remark))], Column.PERFORMERS)
        add(credits, Column.PERFORMERS, names)
    elif _REMARK.search(remark.text) or not remark.text[:1].isupper():
        notes.append(remark.text)
    elif timed:
        add(credits, Column.WRITERS, named(reader, [remark], Column.WRITERS))
    else:
        notes.append(remark.text)
        reader.issue("credit-unclear", part, entry.item.span)


def _credit(
    reader: Reader,
    text: Rich,
    credits: Credits,
    notes: list[str | None],
    who: Column = Column.PERFORMERS,
    *,
    only_phrases: bool = False,
) -> bool:
    """Reads what stands after a title: phrases (`written by …`) and, after a dash, who performs. Returns
    whether anything was credited."""
    text = _bare(text)
    marks = credit_phrases(text)
    for index, mark in enumerate(marks):
        end = marks[index + 1].begin if index + 1 < len(marks) else len(text)
        names = _bare(text.cut(mark.end, end), "()")
        if index + 1 < len(marks) and (joint := _JOINT_END.search(names.text)):
            names = _bare(names.cut(0, joint.start()), "()")
        for column in mark.columns if names else ():
            add(credits, column, _names(reader, names, who if column is Column.PERFORMERS else column))
        if mark.noted:
            notes.append(_bare(text.cut(mark.begin, end), "()").text)
    head = _bare(text.cut(0, marks[0].begin if marks else len(text)), "(")
    if only_phrases or not head:
        return bool(marks)
    _head(reader, head, credits, notes, who)
    return True


def _bare(text: Rich, also: str = "") -> Rich:
    """The text without what divides it from its surroundings; a full stop at its end stays: `Doe Jr.`"""
    text = text.strip(_EDGES + also)
    dots = len(text) - len(text.text.lstrip("." + _EDGES))
    return text.cut(dots, len(text)) if dots else text


def _head(reader: Reader, head: Rich, credits: Credits, notes: list[str | None], who: Column) -> None:
    """Names after the dash: the performers; words in lower case are a remark, and what they do is told there."""
    parts = [part for part in head.split(SPACED_DASH) if part]
    for index, part in enumerate(parts):
        if not index and (part.text[:1].isupper() or part.text[:1].isdigit() or part.of("link")):
            acting = _ACTING.search(part.text)
            told = acting is not None and not part.linked(*acting.span())
            names = _names(reader, part.cut(0, acting.start()) if acting and told else part, who)
            add(credits, Column.PERFORMERS, names)
            if names and not told:
                continue
        notes.append(part.text)


def _names(reader: Reader, text: Rich, column: Column) -> tuple[Entity, ...]:
    if re.search(r"(?<![A-Z])[a-z]{4,}\.\s", text.text):  # a sentence ends in it
        stop = re.search(r"(?<![A-Z])[a-z]{4,}(\.\s)", text.text)
        assert stop is not None
        text = text.cut(0, stop.start(1))
    return named(reader, [text], column)
