"""Tables as grids: every row and column filled, spans repeated.

MediaWiki reads tables line by line, whatever stands around them, and so does this: markup that is not
closed in one cell cannot spoil the next. Source: https://www.mediawiki.org/wiki/Help:Tables and the HTML
standard's "forming a table" for rowspan and colspan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Span
from kg.wikitext.mask import BRACE, FILL, REF, flat

MAX_COLUMNS = 60
"""Cells beyond are left out: a hostile colspan must not fill memory; no real table here has 20."""

_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_BLANK = re.compile(rf"[\s:{FILL}{REF}]*")
# `| rowspan="2" {{won}}`: the template itself ends the attributes with the bar. Source: Template:Won.
_BARE_ATTRIBUTES = re.compile(
    rf"\s*(?:(?:rowspan|colspan|style|class|align|valign|scope|width|bgcolor|nowrap|id|data-sort-value)\s*=\s*"
    rf"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'|{FILL}]+)\s*)+(?={FILL})",
    re.IGNORECASE,
)
_DIVIDER = {"|": re.compile(r"\|\|"), "!": re.compile(r"\|\||!!")}


class Cell(NamedTuple):
    """`span` is the content's; `attributes` as written (`rowspan="2" style=…`)."""

    span: Span
    header: bool
    attributes: str
    rowspan: int
    colspan: int


class Slot(NamedTuple):
    """A place of the grid. `own` is true where the cell starts in this row and column."""

    cell: Cell
    own: bool
    """False where the cell comes from a row above or a column to the left."""
    from_above: bool


class Row(NamedTuple):
    """`slots[i]` is what stands in column i (None where the table has a hole)."""

    span: Span
    slots: tuple[Slot | None, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that start in this row."""
        return tuple(slot.cell for slot in self.slots if slot is not None and slot.own)


class Table(NamedTuple):
    span: Span
    caption: Span | None
    attributes: str
    rows: tuple[Row, ...]


@dataclass
class _RawRow:
    begin: int
    end: int
    cells: list[Cell]


def tables(masked: str, span: Span, structure: str | None = None) -> list[Table]:
    """The tables that start in a range, in order; tables inside a cell belong to that cell. One that is
    never closed ends with the range. `structure`: the range as kg.wikitext.mask.flat gives it, where that is known."""
    if masked.find(BRACE + "|", span.begin, span.end) < 0:
        return []
    out = []
    structure = flat(masked, span.begin, span.end) if structure is None else structure
    first = structure.find(BRACE + "|")
    if first < 0:
        return []
    lines = list(_lines(structure, structure.rfind("\n", 0, first) + 1))
    index = 0
    while index < len(lines):
        begin, end = lines[index]
        start = _content(structure, begin, end)
        if structure.startswith(BRACE + "|", start):
            last = _closing(structure, lines, index)
            out.append(_table(masked, structure, span.begin, lines[index : last + 1]))
            index = last
        index += 1
    return out


def _lines(structure: str, position: int) -> Iterator[tuple[int, int]]:
    """Where the lines from a position on begin and end."""
    for line in structure[position:].split("\n"):
        yield position, position + len(line)
        position += len(line) + 1


def _content(structure: str, begin: int, end: int) -> int:
    match = _BLANK.match(structure, begin, end)
    return match.end() if match else begin


def _closing(structure: str, lines: list[tuple[int, int]], first: int) -> int:
    depth = 0
    for index in range(first, len(lines)):
        start = _content(structure, *lines[index])
        if structure.startswith(BRACE + "|", start):
            depth += 1
        elif structure.startswith("|}", start) and not structure.startswith("|}}", start):
            depth -= 1
            if depth == 0:
                return index
    return len(lines) - 1


def _table(masked: str, structure: str, offset: int, lines: list[tuple[int, int]]) -> Table:
    begin, end = lines[0]
    attributes = masked[offset + begin : offset + end].split("|", 1)[1]
    reader = _TableReader(masked, structure, offset)
    for index in range(1, len(lines)):
        reader.line(*lines[index], last=index == len(lines) - 1)
    reader.close()
    filled = [row for row in reader.rows if row.cells]
    span = Span(offset + lines[0][0], offset + lines[-1][1])
    return Table(span, reader.caption, attributes, tuple(_grid(filled, offset)))


class _TableReader:
    """The rows of one table, line after line. Tables within it are text of the cells that they stand in."""

    def __init__(self, masked: str, structure: str, offset: int) -> None:
        self.rows: list[_RawRow] = []
        self.caption: Span | None = None
        self._masked = masked
        self._structure = structure
        self._offset = offset
        self._depth = 0
        """Of the tables within."""
        self._current: list[int] | None = None
        """Begin and end of the cell or caption being read, in the structure."""
        self._kind = ""
        """The sign that it begins with."""

    def line(self, begin: int, end: int, last: bool) -> None:
        structure = self._structure
        start = _content(structure, begin, end)
        if structure.startswith(BRACE + "|", start):
            self._depth += 1
        elif self._depth:
            self._depth -= structure.startswith("|}", start)
        elif last and structure.startswith("|}", start):
            return
        elif structure.startswith("|-", start):
            self.close()
            self.rows.append(_RawRow(start, end, []))
        elif structure.startswith("|+", start):
            self.close()
            self._kind, self._current = "+", [start + 2, end]
        elif structure[start : start + 1] in ("|", "!") and start < end:
            self.close()
            self._cells(start, end)
        if self._current is not None:
            self._current[1] = end

    def _cells(self, start: int, end: int) -> None:
        """The cells that begin on one line; the last is open."""
        structure = self._structure
        if not self.rows:
            self.rows.append(_RawRow(start, end, []))
        self._kind = structure[start]
        position = start + 1
        for match in _DIVIDER[self._kind].finditer(structure, position, end):
            self._current = [position, match.start()]
            self.close()
            position = match.end()
        self._current = [position, end]

    def close(self) -> None:
        """Ends the cell or caption being read, if there is one."""
        if self._current is None:
            return
        begin, end = self._current
        cell = _cell(self._masked, self._structure, self._offset, begin, end, self._kind == "!")
        if self._kind == "+":
            self.caption = cell.span
        else:
            self.rows[-1].cells.append(cell)
            self.rows[-1].end = end
        self._current = None


def _cell(masked: str, structure: str, offset: int, begin: int, end: int, header: bool) -> Cell:
    attributes = ""
    bar = structure.find("|", begin, end)
    if bar >= 0:
        before = masked[offset + begin : offset + bar]
        # MediaWiki: what stands before a single bar are attributes unless it holds a link
        if "[[" not in before and ("=" in before or not before.strip() or "{{" in before):
            attributes, begin = before, bar + 1
    elif match := _BARE_ATTRIBUTES.match(structure, begin, end):
        attributes, begin = masked[offset + begin : offset + match.end()], match.end()
    spans = {name.lower(): int(number) for name, number in _SPAN.findall(attributes)}
    while begin < end and structure[begin] in " \t\n":
        begin += 1
    while begin < end and structure[end - 1] in " \t\n":
        end -= 1
    return Cell(
        Span(offset + begin, offset + end),
        header,
        attributes.strip(),
        max(1, spans.get("rowspan", 1)),
        min(MAX_COLUMNS, max(1, spans.get("colspan", 1))),
    )


def _grid(rows: list[_RawRow], offset: int) -> Iterator[Row]:
    hanging: dict[int, tuple[int, Cell]] = {}  # column → rows still to fill, cell
    for number, row in enumerate(rows):
        slots: dict[int, Slot] = {}
        for column, (left, cell) in [*hanging.items()]:
            slots[column] = Slot(cell, False, True)
            if left == 1:
                del hanging[column]
            else:
                hanging[column] = (left - 1, cell)
        column = 0
        for cell in row.cells:
            while column in slots:
                column += 1
            for repeat in range(cell.colspan):
                if column >= MAX_COLUMNS or column in slots:
                    break
                slots[column] = Slot(cell, repeat == 0, False)
                if cell.rowspan > 1 and number + 1 < len(rows):
                    hanging[column] = (min(cell.rowspan, len(rows) - number) - 1, cell)
                column += 1
        width = max(slots, default=-1) + 1
        yield Row(Span(offset + row.begin, offset + row.end), tuple(slots.get(index) for index in range(width)))
