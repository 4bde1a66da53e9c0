"""Numbered and bulleted lists of tracks.

Source: Wikipedia:WikiProject Albums/Album article style advice ("Track listing": a numbered list,
`"Title" (writers) – 3:42`), and the ways film articles list songs: `"Song" – Singer`, `"Song" performed by X`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import Column
from kg.extraction.soundtrack.entries import MAX_TITLE, SPACED_DASH, Entry, read_item
from kg.extraction.soundtrack.forall import credits_told, notes_writers
from kg.extraction.soundtrack.items import STAGED, track_of
from kg.extraction.soundtrack.phrases import credit_phrases
from kg.extraction.soundtrack.styles import (
    bracket_names,
    brackets_except,
    brackets_perform,
    brackets_write,
    by_writes,
    performer_first,
)
from kg.extraction.soundtrack.track import Listing
from kg.model import Span
from kg.wikitext.lists import Item
from kg.wikitext.mask import LESS
from kg.wikitext.rich import EMPTY, Rich

_LABELLED = re.compile(
    r"^(?:music|lyrics?|lyricist|composers?|singers?|producers?|director|label|length|background score|released?"
    r"|audio|language|genre|playback|orchestra|programming|mixing|recording|studio|music label)\b[^\"“]{0,20}\s*[:–-]",
    re.IGNORECASE,
)


@dataclass
class _Group:
    """A run of list lines of one marker; `subs[i]` are the lines under item i."""

    marker: str
    intro: Rich
    """The line above it."""
    titled: bool = False
    """Whether that line is a title by its markup: `;Side one`."""
    items: list[Item] = field(default_factory=list)
    subs: list[list[Item]] = field(default_factory=list)


def read_lists(reader: Reader, span: Span, part: str, *, plain: bool) -> list[Listing]:
    """The listings in the lists of a range. `plain`: the section is about songs or the album, so that
    lists without lengths and quotation marks may be taken, too."""
    numbered = _unlisted(reader, span)
    if len(numbered) > 1:
        end = reader.document.flat.find("\n", numbered[-1], span.end)
        reader.issue("list-unread", part, Span(numbered[0], span.end if end < 0 else end))
    return [listing for group in _groups(reader, span) if (listing := _read(reader, group, part, plain)) is not None]


_NUMBERED = re.compile(rf"(?:^|{LESS}br ?/?> ?)(?P<number>:* ?[0-9]{{1,2}}[.)] ?[\"“])", re.MULTILINE)
"""`1. "Title" – Jane Doe<br>`"""


def _unlisted(reader: Reader, span: Span) -> list[int]:
    """Where numbers of items that are no list to the wiki stand, outside of its lists and tables."""
    document = reader.document
    if _NUMBERED.search(document.flat, span.begin, span.end) is None:
        return []
    tables = [table.span for table in document.tables(span)]
    lines = [item.line for item in document.lines_outside(span, tables) if not item.marker.lstrip(":;")]
    return [m.start("number") for line in lines for m in _NUMBERED.finditer(document.flat, line.begin, line.end)]


_BOXES = ("columns-list", "columns list", "col-list", "collist", "cmn", "hidden")
"""Templates whose arguments hold lines of lists."""


def _groups(reader: Reader, span: Span, *, boxed: bool = False) -> list[_Group]:
    """The runs of list lines in a range, those in templates among them unless the range is `boxed` in one itself."""
    boxes = {} if boxed else {template.span.begin: template for template in reader.document.find(*_BOXES)}
    held = [table.span for table in reader.document.tables(span)]
    out: list[_Group] = []
    group: _Group | None = None
    intro, heading = EMPTY, False
    above: list[Item] = []  # lines whose text is looked at where a list follows: most is prose
    for item in reader.document.lines(span):
        while held and held[0].end <= item.line.begin:
            del held[0]
        marker = item.marker.lstrip(":;")
        if held and held[0].begin <= item.line.begin:
            group = None
            continue
        if boxes and (box := boxes.get(item.span.begin)) is not None:
            intro, heading = _text_above(reader, above) or (intro, heading)
            above.clear()
            inside = [group for argument in box.arguments for group in _groups(reader, argument.span, boxed=True)]
            if inside and not inside[0].intro:
                inside[0].intro, inside[0].titled = intro, heading
            out += inside
            group, intro, heading = None, EMPTY, False
            continue
        under = item.marker != "" and not item.marker.startswith(";")
        if above and (marker or (under and group is not None)):
            told = _text_above(reader, above)
            above.clear()
            if told is not None:
                group, intro, heading = None, *told
        if not marker:
            if group is not None and under:
                group.subs[-1].append(item)  # `:` under an item goes on with it
            else:
                above.append(item)
        elif group is not None and (len(marker) > 1 and marker[0] == group.marker):
            group.subs[-1].append(item)
        else:
            if group is None or group.marker != marker[0]:
                group = _Group(marker[0], intro, heading)
                out.append(group)
                intro, heading = EMPTY, False
            group.items.append(item)
            group.subs.append([])
    return out


def _text_above(reader: Reader, lines: list[Item]) -> tuple[Rich, bool] | None:
    """The text of the last of the lines that has any, and whether it is a title by its markup."""
    for item in reversed(lines):
        text = reader.rich(item.span)
        if text:
            return text, item.marker.startswith(";")
    return None


_EXCLUDED = re.compile(
    r"\b(?:not (?:included|featured|present|released|on|in|appear|used)|omitted|unreleased|excluded|isn't|aren't"
    r"|doesn't|didn't|do not|does not|did not|without|missing|left out|cut from|deleted|personnel|musicians|credits"
    r"|certifications?|charts?|awards?|unused|outtakes?|trailers?|other songs)\b",
    re.IGNORECASE,
)
"""Words in the line above a list that show it to be no listing of the album."""
_SENTENCE = re.compile(r"[.!?][\"”)]?\s+(?=[A-Z\"“])")
_INTRODUCES = re.compile(r"\b(?:songs|tracks|titles|pieces|numbers|singles|following|these|below)\b", re.IGNORECASE)


def _excludes(intro: str) -> bool:
    """Whether the line above a list shows it to be no listing of the album: its last sentence does, and introduces the
    list or is its title."""
    last = _SENTENCE.split(intro[-200:])[-1]
    if _EXCLUDED.search(last) is None:
        return False
    return not last.rstrip('"”)').endswith((".", "!", "?")) or _INTRODUCES.search(last) is not None


def _read(reader: Reader, group: _Group, part: str, plain: bool) -> Listing | None:
    if _excludes(group.intro.text):
        return None
    entries = [read_item(reader, item, subs) for item, subs in zip(group.items, group.subs, strict=True)]
    entries = performer_first([entry for entry in entries if entry.text])
    if any(_LABELLED.match(entry.text.text) for entry in entries):
        return None  # the album's makers: `Music: Jane Doe`
    whole = Span(group.items[0].line.begin, (group.subs[-1] or group.items)[-1].line.end)
    doubted = by_writes(entries)
    if not _is_listing(entries, group.marker, plain, doubted):
        if entries and (plain or _of_songs(entries) or (group.marker == "#" and _credited(entries))):
            reader.issue("list-unread", part, whole)
        return None
    tracks = []
    writers = not brackets_perform(entries)
    billed = writers and brackets_write(entries)
    excepted = STAGED.search(part) is None and notes_writers(group.intro.strip(":"))
    excepts = excepted and brackets_except(entries)
    unclear = set()
    for number, entry in enumerate(entries, 1):
        position = number if group.marker == "#" else None
        track = track_of(
            reader, entry, position, part, writers=writers, noted=excepts is True, billed=billed, doubted=doubted
        )
        if track is not None:
            tracks.append(track)
            if excepts is None and bracket_names(entry):
                unclear.add(track.origin.span)
    if not tracks:
        return None
    return Listing(whole, tuple(tracks), intro=group.intro, headline=_headline(group), unclear=frozenset(unclear))


def _headline(group: _Group) -> Rich:
    """The line above a list where it reads as its title: marked so, bold, or short and closed by a colon."""
    intro = group.intro
    if credits_told(intro.strip(":")) is not None:
        return EMPTY
    if len(intro) <= 80 and (group.titled or intro.covered("bold") or intro.text.endswith(":")):
        return intro.strip(":")
    return EMPTY


def _is_listing(entries: list[Entry], marker: str, plain: bool, doubted: bool) -> bool:
    """Whether these are tracks: by quotation marks, lengths and credits after a dash; in doubt not. doubted: whether a
    mere `by` names who wrote one of them."""
    if len(entries) < 2 and not (entries and plain and (entries[0].seconds or entries[0].read.quoted)):
        return False
    many = 0.6 * len(entries)
    timed = sum(entry.seconds is not None for entry in entries)
    quoted = sum(entry.read.quoted for entry in entries)
    if timed >= many:
        return all(len(e.text) <= 4 * MAX_TITLE for e in entries)
    if not plain:
        return marker == "#" and quoted >= many and all(_short(e) for e in entries)
    if quoted >= many:
        return all(_short(e) for e in entries)
    if any(len(e.text) > MAX_TITLE or _sentence(e.text.text) for e in entries):
        return False
    if len(entries) >= 2 and all(_labelled(e, 0 if doubted else len("by ")) for e in entries):
        return True
    dashed = sum(SPACED_DASH.search(e.text.text) is not None for e in entries)
    return marker == "#" or (len(entries) >= 3 and dashed == len(entries) and all(map(_capital, entries)))


def _of_songs(entries: list[Entry]) -> bool:
    """Whether most entries begin with a title in quotation marks."""
    return sum(entry.read.quoted for entry in entries) >= 0.6 * len(entries)


def _credited(entries: list[Entry]) -> bool:
    """Whether most entries say who performs or wrote something."""
    told = (any(mark.columns for mark in credit_phrases(entry.text)) for entry in entries)
    return sum(told) >= 0.6 * len(entries)


_NO_TITLE = re.compile(r"\b(?:soundtrack|score|album|motion picture)\b", re.IGNORECASE)


def _labelled(entry: Entry, longer: int) -> bool:
    """Whether a title in italics, or in quotation marks beside such, is followed by who sings it: `''Title''... Singer:
    Jane Doe`, `''Title'' sung by Jane Doe`. Who made an album in italics would stand behind a mere `by`: the words
    must be longer."""
    if entry.read.quoted:
        return _performed(entry.read.rest, longer)
    italic = entry.text.of("italic")
    if not italic or italic[0].begin or _NO_TITLE.search(entry.text.text, 0, italic[0].end):
        return False
    return _performed(entry.text.cut(italic[0].end, len(entry.text)), longer)


def _performed(rest: Rich, longer: int) -> bool:
    return any(Column.PERFORMERS in mark.columns and mark.end - mark.begin > longer for mark in credit_phrases(rest))


_STOP = re.compile(r"[a-z]{3,}\.\s+(?![A-Z][A-Za-z ]{2,30}:)[A-Z]")
"""A full stop between sentences, not before a label: `Music: Jane Doe. Lyrics: John Roe`."""


def _short(entry: Entry) -> bool:
    """Whether what follows the title is no story: a credit, not several sentences."""
    return len(entry.text) <= 3 * MAX_TITLE and len(_STOP.findall(entry.read.rest.text)) < 2


def _sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) > 8


def _capital(entry: Entry) -> bool:
    parts = entry.text.split(SPACED_DASH)
    return parts[-1].text[:1].isupper()
