"""Tables of tracks: a row a track, columns by their headers.

Source: https://www.mediawiki.org/wiki/Help:Tables; the headers are those of kg.extraction.soundtrack.columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import CREDITS, Column, meaning
from kg.extraction.soundtrack.credits import people
from kg.extraction.soundtrack.entries import LEADING_NUMBER, OPENING
from kg.extraction.soundtrack.forall import credit_told, credits_told, is_unclear
from kg.extraction.soundtrack.phrases import credited_bracket, credited_remark, credited_small
from kg.extraction.soundtrack.titles import joined, small_remark, song, split_remarks, titled
from kg.extraction.soundtrack.track import Credits, Listing, add, credits_of, length, make_track, with_credits
from kg.model import Entity, Span, Track
from kg.wikitext.mask import BRACE
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tables import Cell, Row, Table

HEADER_ROWS = 4
"""The header is looked for in so many rows: captions and titles may stand above it."""
MAX_NESTING = 3
"""Tables within cells of tables that only arrange the page."""

_TOTAL = re.compile(r"\s*(?:total|sum|overall)\b", re.IGNORECASE)
_ARRANGED = re.compile(BRACE + r"\||\{\{\s*(?:track|infobox|album ratings|certification)", re.IGNORECASE)
_SONGLIKE = re.compile(r"\b(?:song|track|tracklist)s?\b", re.IGNORECASE)


def read_tables(reader: Reader, span: Span, part: str, soundtrack: bool, depth: int = 0) -> list[Listing]:
    """The listings in the tables of a range. Outside a section about music (`soundtrack` false) only tables
    whose headers speak of songs and their makers are taken."""
    out: list[Listing] = []
    for table in reader.document.tables(span):
        found = _read(reader, table, part, soundtrack)
        if found is not None:
            out += found
            continue
        for row in table.rows if depth < MAX_NESTING else ():
            for cell in row.cells:
                if BRACE in reader.document.masked[cell.span.begin : cell.span.end]:
                    out += read_tables(reader, cell.span, part, soundtrack, depth + 1)
    return out


def _read(reader: Reader, table: Table, part: str, soundtrack: bool) -> list[Listing] | None:
    """None when it is no table of tracks."""
    texts: dict[Span, Rich] = {}

    def text(cell: Cell) -> Rich:
        if cell.span not in texts:
            texts[cell.span] = reader.rich(cell.span)
        return texts[cell.span]

    for index, row in enumerate(table.rows[:HEADER_ROWS]):
        headers = [text(slot.cell).text if slot else "" for slot in row.slots]
        columns = _columns(headers, soundtrack, partial(_numbers, table.rows[index + 1 :], text))
        if columns is None:
            continue
        for slot, column in zip(row.slots, columns, strict=True):
            if slot and slot.own and column is None and text(slot.cell):
                reader.issue("column-unknown", part, slot.cell.span)
        caption = text_of(reader, table.caption)
        above = next((text(c) for r in table.rows[:index] for c in r.cells if text(c)), EMPTY)
        return _rows(reader, table, index + 1, columns, caption or above, part)
    if soundtrack and not _known(reader, table, text):
        reader.issue("table-unread", part, table.span)
    return None


def text_of(reader: Reader, span: Span | None) -> Rich:
    return reader.rich(span) if span is not None else EMPTY


def _known(reader: Reader, table: Table, text: Callable[[Cell], Rich]) -> bool:
    """Whether a table is of something else (awards, charts) or only arranges what is read by itself."""
    if len(table.rows) < 2 or max(len(row.slots) for row in table.rows) < 2:
        return True
    if any(meaning(text(cell).text) is Column.FOREIGN for cell in table.rows[0].cells):
        return True
    inside = reader.document.masked[table.span.begin + 2 : table.span.end]
    return _ARRANGED.search(inside) is not None


_NUMBER = re.compile(r"[0-9]{1,3}\.?")


def _numbers(rows: Sequence[Row], text: Callable[[Cell], Rich], column: int) -> bool:
    """Whether a column holds bare numbers."""
    slots = [row.slots[column] for row in rows if len(row.slots) > column]
    texts = [text(slot.cell).text for slot in slots if slot is not None and slot.own]
    return bool(texts) and all(map(_NUMBER.fullmatch, texts))


def _columns(headers: list[str], soundtrack: bool, numbers: Callable[[int], bool]) -> list[Column | None] | None:
    """What the columns of a header row state; None when it is not the header of a listing of tracks. `numbers`:
    whether a column holds bare numbers."""
    found = [meaning(header) if header else None for header in headers]
    if Column.FOREIGN in found or Column.CHART in found:
        return None
    if Column.TITLE in found:
        found = [Column.NUMBER if column is Column.TRACK else column for column in found]
    elif Column.TRACK in found:
        # `Track | Length`: of two the first is the number
        at = len(found) - 1 - found[::-1].index(Column.TRACK)
        found = [Column.TITLE if i == at else Column.NUMBER if c is Column.TRACK else c for i, c in enumerate(found)]
    else:
        return None
    first, *more = [index for index, column in enumerate(found) if column is Column.TITLE]
    if more and numbers(first):  # `Tracks | Titles`
        found[first], first = Column.NUMBER, more[0]
    second = next((index for index in more if index > first), len(found))
    again = {column for column in found[second:] if column in CREDITS} & {*found[first:second]}
    if again:  # the titles of another language with those who sing it: no second credit of these
        found = [None if i >= second and c in {*again, Column.TITLE} else c for i, c in enumerate(found)]
    found = [Column.OTHER if c is Column.TITLE and i != first else c for i, c in enumerate(found)]
    credited = any(column in CREDITS for column in found)
    if not soundtrack and not (credited and _SONGLIKE.search(headers[first])):
        return None
    return found if credited or Column.LENGTH in found or Column.NUMBER in found else None


def _rows(
    reader: Reader, table: Table, start: int, columns: list[Column | None], caption: Rich, part: str
) -> list[Listing]:
    out: list[Listing] = []
    headline, begin = caption, table.span.begin
    tracks: list[Track] = []
    titles: list[Cell] = []
    for_all: list[tuple[Column, Rich]] = []

    def close(end: int) -> None:
        if tracks:
            out.append(Listing(Span(begin, end), tuple(credit_told(reader, tracks, for_all)), headline))

    header = frozenset(cell.span for cell in table.rows[start - 1].cells)
    for row in table.rows[start:]:
        cells = row.cells
        if any(slot is not None and slot.from_above and slot.cell.span in header for slot in row.slots):
            continue  # a second row of headers
        if len(cells) == 1 and len(row.slots) > 1 and all(s is not None and s.cell == cells[0] for s in row.slots):
            across = reader.rich(cells[0].span)
            if _TOTAL.match(across.text) or not across:
                continue
            stated = credits_told(across)
            if unclear := is_unclear(across, stated):
                reader.issue("credit-unclear", part, row.span)
            if stated is not None or unclear:
                for_all += stated or ()
                continue
            close(row.span.begin)  # a title row: another listing begins
            tracks, titles, headline, begin, for_all = [], [], across, row.span.begin, []
            continue
        _row(reader, row, columns, tracks, titles, part)
    close(table.span.end)
    return out


def _row(
    reader: Reader, row: Row, columns: list[Column | None], tracks: list[Track], titles: list[Cell], part: str
) -> None:
    """Reads a row as one more track, or as another line of the track whose title spans into it."""
    slots = {column: slot for slot, column in reversed([*zip(row.slots, columns, strict=False)]) if slot and column}
    title = slots.get(Column.TITLE)
    texts = [reader.rich(cell.span).text for cell in row.cells]
    if not any(texts) or any(_TOTAL.match(text) for text in texts[:2] if not text.startswith(('"', "“"))):
        return
    if texts and len(texts) > 1 and [meaning(t) for t in texts if t] == [c for c in columns if c] and title:
        return  # the header once more
    credits: Credits = {}
    noted: list[Rich] = []
    seconds = None
    for index, (slot, column) in enumerate(zip(row.slots, columns, strict=False)):
        if slot is None or column is None:
            continue
        if not (slot.own or slot.from_above or _goes_on(row, columns, index)):
            continue
        if column in CREDITS:
            add(credits, column, people(reader, reader.document.nodes(slot.cell.span), column))
        elif column is Column.NOTE:
            noted.append(reader.rich(slot.cell.span))
        elif column is Column.LENGTH and seconds is None:
            seconds = length(reader, reader.rich(slot.cell.span).text, slot.cell.span, part)
    number = slots.get(Column.NUMBER)
    if title and title.from_above and titles and titles[-1] == title.cell and not (number and number.own):
        fresh = slots.get(Column.LENGTH)
        if not (fresh and fresh.own):  # one track, its credits in several rows
            tracks[-1] = with_credits(tracks[-1], credits_of(tracks[-1]), credits)
            return
    entity, remarks = _title(reader, title.cell, credits) if title else (None, [])
    if entity is None or title is None:
        reader.issue("track-untitled", part, row.span)
        return
    notes = [note.text.replace("\n", " ") for note in noted if not credited_remark(reader, note, credits)]
    above = [slot.cell.span for slot in row.slots if slot is not None and slot.from_above]
    origin = reader.origin(row.span, above)
    position = _position(reader, number.cell) if number else None
    tracks.append(make_track(entity, origin, position, seconds, credits, joined(*remarks, *notes)))
    titles.append(title.cell)


def _goes_on(row: Row, columns: list[Column | None], index: int) -> bool:
    """Whether a cell spans from one column of credits into another: who wrote the music wrote the words too."""
    left = row.slots[index - 1] if index else None
    slot = row.slots[index]
    spans = left is not None and slot is not None and left.cell == slot.cell
    return spans and columns[index - 1] in CREDITS and columns[index] in CREDITS


def _title(reader: Reader, cell: Cell, credits: Credits) -> tuple[Entity | None, list[str | None]]:
    """The title and the remarks in its cell; who is credited there in small print goes to `credits`."""
    text = reader.rich(cell.span)
    number = LEADING_NUMBER.match(text.text)
    if number and text.text.startswith(OPENING, number.end()):  # `1. "Title"`
        text = text.cut(number.end(), len(text))
    read = titled(credited_bracket(reader, credited_small(reader, text, credits), credits))
    remarks, rest = split_remarks(read.rest)
    text, small = small_remark(read.title)
    return song(reader, text), [small, *(r.text for r in remarks), rest.text.strip(" –—-,;:\n").replace("\n", " ")]


def _position(reader: Reader, cell: Cell) -> int | None:
    match = re.match(r"\s*(?:track|no\.?|#)?\s*0*([1-9][0-9]{0,2})\b", reader.rich(cell.span).text, re.IGNORECASE)
    return int(match[1]) if match else None
