"""Award tables: rows to nominations, whatever the columns are called and in whatever order they stand.

Sources: MOS:FILM#Accolades, Help:Table, Template:Awards table; headers and layouts as met in articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.awards.names.headings import Context, under
from kg.extraction.awards.names.naming import BODY
from kg.extraction.awards.names.results import outcome_of_text
from kg.extraction.awards.tables.columns import Columns, Role, by_content, header_roles, resolve
from kg.extraction.awards.tables.grid import Grid
from kg.extraction.awards.tables.rows import read_row
from kg.extraction.reader import Reader
from kg.model import Nomination
from kg.wikitext.rich import Rich
from kg.wikitext.tables import Row, Table

_NO_NAME = re.compile(r"\b(?:list|received|won by|for|accolades|nominations|awards and)\b", re.IGNORECASE)
"""Words of a caption that describes the table instead of naming a body."""


def read_table(reader: Reader, table: Table, context: Context, names: tuple[str, ...] = ()) -> Iterator[Nomination]:
    """The nominations in the rows of an award table, in order. `names`: the headers of a table whose header
    row comes from a template. Rows that state none are reported."""
    grid = Grid(reader, table, max((len(row.slots) for row in table.rows), default=0))
    columns: Columns | None = resolve([header_roles(name) for name in names]) if names else None
    body = [row for row in table.rows if row.cells]
    if columns is None and not any(_header(grid, row) for row in body):
        columns = by_content(grid, body)
        if columns is None:
            return
    if columns is None or columns.of(Role.AWARD) is None:
        context = _captioned(reader, table, context)
    here = context
    pending: list[list[Role | None]] = []
    for row in body:
        roles = _header(grid, row, again=columns is not None and not pending)
        if roles is not None:
            pending.append(roles)
            columns = _refined(grid, body, resolve(_merged(pending)))
            continue
        pending = []
        title = _title(grid, row)
        if title is not None:
            said = outcome_of_text(title.text)
            if said is None:
                here = _within(reader, title, context)
            elif columns is not None and columns.of(Role.RESULT) is None:
                here = replace(here, result=said)
            continue
        if columns is None:
            continue
        if columns.tally:
            return
        yield from read_row(grid, row, columns, here)


def is_award_table(reader: Reader, table: Table) -> bool:
    """Whether a table's header names an award (or category) and a result."""
    grid = Grid(reader, table)
    for row in [row for row in table.rows if row.cells][:3]:
        roles = _header(grid, row)
        category = roles and (Role.CATEGORY in roles or Role.SECTION in roles)
        if roles and Role.RESULT in roles and (category or Role.AWARD in roles):
            named = not {Role.NOMINEE, Role.PERSON, Role.WINNER}.isdisjoint(roles)
            return named or bool(category and Role.AWARD in roles)
    return False


def _header(grid: Grid, row: Row, *, again: bool = False) -> list[Role | None] | None:
    """The roles of the columns a header row names; None for any other row. A line that begins with the header of a row
    has `||` for headers, too, `! scope="row" | X || Y`: a result's template shows it to be none of the table, and
    below the table's header (`again`) words that are no header's do."""
    for cell in reversed(row.cells):  # the result mostly stands at the end
        if cell.header and grid.marked(cell):
            return None
        if not cell.header and grid.sure(cell) and header_roles(grid.text(cell).text, strict=True) is None:
            return None
    own = [slot for slot in row.slots if slot is not None and slot.own]
    roles: list[Role | None] = []
    known = 0
    loose = all(slot.cell.header for slot in own)
    if loose and again:
        sure = sum(header_roles(grid.text(slot.cell).text, strict=True) is not None for slot in own)
        if 2 * sure < len(own):
            return None
    for slot in row.slots:
        role = header_roles(grid.text(slot.cell).text, strict=not loose) if slot is not None else None
        roles.append(role)
        if slot is not None and slot.own and role is not None:
            known += 1
    marked = sum(slot.cell.header for slot in own) > 1 or all(slot.cell.header for slot in own)
    exact = len(own) > 1 and known == len(own)
    if known >= 2 and ((marked and known * 2 >= len(own)) or exact):
        return roles
    if marked and len(own) > 1 and known >= 1 and all(slot.cell.header for slot in own):
        return roles
    return None


def _merged(rows: list[list[Role | None]]) -> list[Role | None]:
    """One list of roles of the rows of a header: the lowest that says something counts."""
    width = max(map(len, rows))
    out: list[Role | None] = [None] * width
    for roles in rows:
        for index, role in enumerate(roles):
            out[index] = role or out[index]
    return out


def _refined(grid: Grid, body: list[Row], columns: Columns) -> Columns:
    """With the columns that only their content shows."""
    return by_content(grid, body, columns) or columns


def _title(grid: Grid, row: Row) -> Rich | None:
    """The text of a row that is one cell over (nearly) the whole table; None for any other row."""
    own = row.cells
    if len(own) != 1 or grid.width <= 2:
        return None
    (cell,) = own
    if cell.colspan >= grid.width - 1 and not any(slot is not None and slot.from_above for slot in row.slots):
        return grid.text(cell)
    alone = cell.header and len(row.slots) == 1 and cell.rowspan == 1
    return grid.text(cell) or None if alone else None


def _within(reader: Reader, title: Rich, context: Context) -> Context:
    """The context under a row that works as a heading: an award, a year, `Won`."""
    if not title:
        return context
    here = under(reader, title.text, title.span, context)
    return replace(here, part=context.part)


def _captioned(reader: Reader, table: Table, context: Context) -> Context:
    """The context with the award that the table's caption names."""
    caption = reader.rich(table.caption) if table.caption is not None else None
    if not caption or not BODY.search(caption.text) or _NO_NAME.search(caption.text):
        return context
    return _within(reader, caption, context)
