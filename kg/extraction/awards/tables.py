"""Award tables: rows to nominations, whatever the columns are called and in whatever order they stand.

Sources: MOS:FILM#Accolades, Help:Table, Template:Awards table; headers and layouts as met in articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.awards.columns import Columns, Role, by_content, header_roles, resolve
from kg.extraction.awards.grid import Grid
from kg.extraction.awards.headings import Context, under
from kg.extraction.awards.items import read_segments
from kg.extraction.awards.lists import ListReader, of_list
from kg.extraction.awards.naming import (
    AFI_LIST,
    BEST,
    BODY,
    SUPERLATIVE,
    award_entity,
    award_of_title,
    category_entity,
    dateless,
    is_ceremony,
    same_body,
    split,
    year_in,
    year_of,
)
from kg.extraction.awards.nominees import HOUSES, nominees, nominees_of_cell
from kg.extraction.awards.results import Outcome, outcome_of_text
from kg.extraction.awards.segments import segments
from kg.extraction.awards.winners import result_beside
from kg.extraction.awards.wording import is_person_like
from kg.extraction.names import BLANK
from kg.extraction.reader import Reader
from kg.model import Entity, Nomination, Result
from kg.wikitext.lists import pieces
from kg.wikitext.rich import Rich
from kg.wikitext.tables import Row, Slot, Table

UNREAD = "award-row-unread"
NO_RESULT = "award-without-result"
_NEWLINE = re.compile(r"\n")
_BARE_RANK = re.compile(r"[1-9][0-9]{0,2}")
_BESIDE = {Result.WON: Outcome(Result.WON, "Won"), Result.NOMINATED: Outcome(Result.NOMINATED, "Nominee")}
_NO_WINNER = BLANK | {"", "no", "✗", "x"}
"""What stands in a column of winners where there is none."""
_AWARDS = re.compile(rf"{SUPERLATIVE.pattern}.*\b(?:Awards\b|Festival$)")
"""The name of a body that begins like that of a prize: `Critics' Choice Movie Awards`."""
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
        roles = _header(grid, row)
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
        yield from _row(grid, row, columns, here)


def is_award_table(reader: Reader, table: Table) -> bool:
    """Whether a table's header names an award (or category) and a result."""
    grid = Grid(reader, table)
    for row in [row for row in table.rows if row.cells][:3]:
        roles = _header(grid, row)
        category = roles and (Role.CATEGORY in roles or Role.SECTION in roles)
        if roles and Role.RESULT in roles and (category or Role.AWARD in roles):
            return Role.NOMINEE in roles or Role.WINNER in roles or bool(category and Role.AWARD in roles)
    return False


def _header(grid: Grid, row: Row) -> list[Role | None] | None:
    """The roles of the columns a header row names; None for any other row."""
    for cell in reversed(row.cells):  # the result mostly stands at the end
        if not cell.header and grid.sure(cell) and header_roles(grid.text(cell).text, strict=True) is None:
            return None
    own = [slot for slot in row.slots if slot is not None and slot.own]
    roles: list[Role | None] = []
    known = 0
    loose = all(slot.cell.header for slot in own)
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


def _row(grid: Grid, row: Row, columns: Columns, context: Context) -> Iterator[Nomination]:
    reader = grid.reader
    slots = row.slots

    def at(role: Role) -> Slot | None:
        index = columns.of(role)
        return slots[index] if index is not None and index < len(slots) else None

    if columns.by_result:
        yield from _listed(grid, row, columns, context)
        return
    award_slot, category_slot, who = at(Role.AWARD), at(Role.CATEGORY), at(Role.NOMINEE)
    if award_slot is not None and columns.titled and _is_of(reader, grid.text(award_slot.cell), context.award):
        award_slot, category_slot = None, award_slot
    result_slot, outcome = at(Role.RESULT), None
    if result_slot is not None:
        outcome = grid.outcome(result_slot.cell)
    if outcome is None or not outcome.sure:  # a cell is missing or one too many: the result is known by its look
        others = [s for s in slots if s is not None and s.own and s is not result_slot and grid.sure(s.cell)]
        others = [s for s in others if s is not category_slot and s is not award_slot]
        if len(others) == 1:
            result_slot = others[0]
            outcome = grid.outcome(result_slot.cell)
    if who is not None and (grid.sure(who.cell) or (result_slot is not None and who.cell is result_slot.cell)):
        who = None
    if outcome is None:
        winner = at(Role.WINNER)
        if columns.of(Role.RESULT) is None:
            outcome = context.result or columns.default
            if winner is not None and columns.of(Role.NOMINEE) is not None:
                who, outcome = _beside_winner(grid, who, winner)
    if outcome is None:
        if any(grid.text(cell) for cell in row.cells):
            reader.issue(NO_RESULT, context.part, row.span)
        return

    award, category_text = context.award, None
    own_award = award_slot is not None and bool(grid.text(award_slot.cell))
    if award_slot is not None and own_award:
        award = award_entity(reader, dateless(grid.text(award_slot.cell))[0])
    if category_slot is not None and (award_slot is None or category_slot.cell is not award_slot.cell):
        category_text = grid.text(category_slot.cell)
    if who is not None and category_slot is not None and who.cell is category_slot.cell:
        who = None
    year = None
    dated = at(Role.YEAR)
    if dated is not None:
        text = grid.text(dated.cell)
        year = year_in(text.text, *(m.value for m in text.of("link")))
    held = at(Role.BODY)  # beside the award: the ceremony
    if year is None and held is not None:
        text = grid.text(held.cell)
        year = year_in(text.text, *(m.value for m in text.of("link")))
    categories: list[Entity | None] = []
    named: tuple[Entity, ...] = ()
    if category_text and who is None and reader.is_film(category_text.strip("\"'“”")):  # no category, but the film
        named, category_text = (reader.film(category_text.text.strip("\"'“”")),), None
    if category_text and columns.joint:
        joint = _joint(reader, category_text)
        if joint is not None:
            categories, named = [joint[0]], joint[1]
    if category_text:
        categories = categories or list(_categories(reader, category_text))
    if not category_text and award_slot is not None:
        both = split(reader, grid.text(award_slot.cell))
        if both is not None:
            award, categories = both[0], [both[1]]
            joint = _joint(reader, grid.text(award_slot.cell)) if who is None and not named else None
            if joint is not None:
                categories, named = [joint[0]], joint[1]
        elif award is not None and BEST.match(award.name) and not BODY.search(award.name):
            categories = [category_entity(reader, grid.text(award_slot.cell))]
            award = award_of_title(reader, award.link) if award.link else None
    elif category_text and not own_award:
        both = split(reader, category_text)
        if both is not None:
            award, categories = both[0], [both[1]]
        elif AFI_LIST.match(category_text.text):
            award, categories = award_entity(reader, category_text), []
        elif award is None and categories and categories[0] is not None and categories[0].link is not None:
            award = award_of_title(reader, categories[0].link)
    if award is None:
        reader.issue(UNREAD, context.part, row.span)
        return
    if outcome.result is Result.OTHER and _BARE_RANK.fullmatch(outcome.text) and AFI_LIST.match(award.name):
        outcome = Outcome(Result.PLACED, outcome.text, int(outcome.text))
    lines: list[tuple[Entity, ...]] = [named] if named else []
    if who is not None and who.cell not in (award_slot and award_slot.cell, result_slot and result_slot.cell):
        label = category_text.text if category_text else ""
        houses = bool(HOUSES.search(award.name))
        named = of_list(reader, award, nominees_of_cell(reader, grid.nodes(who.cell), label, houses=houses))
        if len(categories) > 1:
            parts = grid.text(who.cell).split(_NEWLINE, links=True)
            if len(parts) == len(categories):
                lines = [nominees(reader, [part], label) for part in parts]
        lines = lines or [named] * max(1, len(categories))
    beside = grid.text(award_slot.cell).text if award_slot is not None and own_award else None
    extra = [slot.cell.span for slot in slots if slot is not None and slot.from_above]
    origin = reader.origin(row.span, extra)
    for index, category in enumerate(categories or [None]):
        yield Nomination(
            award=award,
            result=outcome.result,
            result_text=outcome.text,
            origin=origin,
            category=category,
            nominees=lines[index] if lines else (),
            year=year or context.year or year_of(award) or year_in(beside),
            place=outcome.place,
            ceremony=is_ceremony(award),
        )


def _beside_winner(grid: Grid, who: Slot | None, winner: Slot) -> tuple[Slot, Outcome | None]:
    """(whose cell holds the nominees, their result) of a row with a cell for the nominees and one for who won; the
    result is None where it names neither, or who won is in doubt."""
    nominees_text = grid.text(who.cell).text if who is not None else ""
    winners_text = grid.text(winner.cell).text
    if who is None or not nominees_text:
        return winner, Outcome(Result.WON, "Won") if winners_text else None
    if nominees_text == winners_text:
        return who, Outcome(Result.WON, "Won")
    named, winners = (nominees_of_cell(grid.reader, grid.nodes(slot.cell)) for slot in (who, winner))
    if not winners and winners_text.casefold().strip(" .") not in _NO_WINNER:
        return who, None  # `Film`, `Yes`
    result = result_beside(grid.reader, named, winners)
    return who, _BESIDE[result] if result is not None else None


def _is_of(reader: Reader, text: Rich, body: Entity | None) -> bool:
    """Whether a cell of a column `Award` names a category of the body above the table, and no body of its own."""
    if body is None:
        return False
    if not BODY.search(text.text):
        return True
    award = award_entity(reader, text)
    same = award is not None and same_body(award, body)
    links = [link.value for link in text.of("link")]
    named = any(_AWARDS.match(name) for name in (text.text, *links)) if links else False
    return same or (SUPERLATIVE.match(text.text) is not None and not named)


def _captioned(reader: Reader, table: Table, context: Context) -> Context:
    """The context with the award that the table's caption names."""
    caption = reader.rich(table.caption) if table.caption is not None else None
    if not caption or not BODY.search(caption.text) or _NO_NAME.search(caption.text):
        return context
    return _within(reader, caption, context)


def _joint(reader: Reader, text: Rich) -> tuple[Entity, tuple[Entity, ...]] | None:
    """(category, recipients) of a cell that names both: `Best Music (Jane Doe)`; None for any other."""
    read = read_segments(reader, text, segments(text), Context(""))
    if read.category is None or read.outcome is not None:
        return None
    names = [name for name in read.names if is_person_like(name) or name.text[0] in '"“' or reader.is_film(name)]
    if len(names) < len(read.names) or not names:
        return None
    return read.category, nominees(reader, names, read.category.name)


def _listed(grid: Grid, row: Row, columns: Columns, context: Context) -> Iterator[Nomination]:
    """A row whose columns `Won` and `Nominated` list categories."""
    reader = grid.reader
    index = columns.of(Role.AWARD)
    slot = row.slots[index] if index is not None and index < len(row.slots) else None
    award = award_entity(reader, grid.text(slot.cell)) if slot is not None else None
    for column, outcome in columns.by_result:
        cell = row.slots[column] if column < len(row.slots) else None
        if cell is None or (slot is not None and cell.cell is slot.cell):
            continue
        here = replace(context, award=award or context.award, result=outcome)
        for piece in pieces(grid.nodes(cell.cell)):
            text = reader.rich(piece.nodes)
            if text:
                listed = ListReader(reader, here)
                yield from listed.nominations(segments(text), text, piece.span, here)


def _categories(reader: Reader, text: Rich) -> Iterable[Entity]:
    """The categories of a cell: one, or one a line where each line is a category of its own."""
    lines = text.split(_NEWLINE, links=True) if "\n" in text.text else []
    apart = len(lines) > 1 and all(SUPERLATIVE.match(line.text) for line in lines)
    for part in lines if apart else [text]:
        entity = category_entity(reader, part)
        if entity is not None:
            yield entity
