"""Rows of an award table: what the cells of the columns say of a nomination."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extraction.awards.lists.items import read_segments
from kg.extraction.awards.lists.reader import ListReader, of_list
from kg.extraction.awards.lists.segments import segments
from kg.extraction.awards.lists.strands import is_strand
from kg.extraction.awards.names.givers import is_festival
from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.known import is_known_person, is_named_again
from kg.extraction.awards.names.naming import (
    AFI_LIST,
    BEST,
    BODY,
    SUPERLATIVE,
    award_entity,
    award_of_title,
    category_entity,
    dateless,
    is_ceremony,
    names_category,
    same_body,
    split,
    year_in,
    year_of,
)
from kg.extraction.awards.names.nominees import HOUSES, NEWLINE, nominees, nominees_of_cell
from kg.extraction.awards.names.prizekinds import is_named_prize, is_prize
from kg.extraction.awards.names.results import Outcome
from kg.extraction.awards.names.wording import is_person_like
from kg.extraction.awards.tables.columns import Columns, Role
from kg.extraction.awards.tables.grid import Grid
from kg.extraction.awards.tables.told import SEVERAL, without_said
from kg.extraction.awards.tables.winners import result_beside
from kg.extraction.cells import cell_text
from kg.extraction.namewords import BLANK
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_link
from kg.model import Entity, Kind, Nomination, Result
from kg.wikitext.lists import pieces
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tables import Row, Slot

UNREAD = "award-row-unread"
NO_RESULT = "award-without-result"
_BARE_RANK = re.compile(r"[1-9][0-9]{0,2}")
_BESIDE = {Result.WON: Outcome(Result.WON, "Won"), Result.NOMINATED: Outcome(Result.NOMINATED, "Nominee")}
_NO_WINNER = BLANK | {"", "no", "✗", "x"}
"""What stands in a column of winners where there is none."""
_AWARDS = re.compile(rf"(?:{SUPERLATIVE.pattern}|Critics\b).*\b(?:Awards\b|Festival$)")
"""The name of a body that begins like that of a prize: `Critics' Choice Movie Awards`."""


def read_row(grid: Grid, row: Row, columns: Columns, context: Context) -> Iterator[Nomination]:
    """The nominations of a row, one for each of its categories; one that states none is reported."""
    return _listed(grid, row, columns, context) if columns.by_result else _Row(grid, row, columns, context).read()


class _Prize(NamedTuple):
    """What a row's nominations are for."""

    award: Entity | None
    categories: Sequence[Entity]
    """Empty for an award without any."""
    named: tuple[Entity, ...]
    """Recipients that stand in the cell of the award or the category."""


class _Row:
    """A row while it is read."""

    def __init__(self, grid: Grid, row: Row, columns: Columns, context: Context) -> None:
        self._grid = grid
        self._row = row
        self._columns = columns
        self._context = context
        self._award = self._at(Role.AWARD)
        self._category = self._at(Role.CATEGORY)
        self._who = self._at(Role.NOMINEE)
        self._result = self._at(Role.RESULT)
        award = self._award
        if award is not None and columns.titled and _is_of(grid.reader, grid.text(award.cell), context.award):
            self._award, self._category = None, award
        self._award_text = grid.text(self._award.cell) if self._award is not None else EMPTY
        self._spanned = False
        """Whether one cell is of the columns of the category and of the nominee."""

    def _at(self, role: Role) -> Slot | None:
        index = self._columns.of(role)
        return self._row.slots[index] if index is not None and index < len(self._row.slots) else None

    def read(self) -> Iterator[Nomination]:
        grid, context = self._grid, self._context
        outcome = self._outcome()
        if outcome is None:
            if any(grid.text(cell) for cell in self._row.cells):
                grid.reader.issue(NO_RESULT, context.part, self._row.span)
            return
        category, said = self._told(self._category_text())
        if not category and said is None:
            self._award_text, said = self._told(self._award_text)
        if said is SEVERAL:
            grid.reader.issue(UNREAD, context.part, self._row.span)
            return
        outcome = said or outcome
        award, categories, named = self._prize(category)
        if award is None:
            grid.reader.issue(UNREAD, context.part, self._row.span)
            return
        if outcome.result is Result.OTHER and _BARE_RANK.fullmatch(outcome.text) and AFI_LIST.match(award.name):
            outcome = Outcome(Result.PLACED, outcome.text, int(outcome.text))
        results = self._results(outcome, said, max(1, len(categories)))
        if results is None:
            grid.reader.issue(UNREAD, context.part, self._row.span)
            return
        lines = self._recipients(award, categories, named, category)
        year = self._year() or context.year or year_of(award) or year_in(self._award_text.text)
        extra = [slot.cell.span for slot in self._row.slots if slot is not None and slot.from_above]
        origin = grid.reader.origin(self._row.span, extra)
        for index, each in enumerate(categories or [None]):
            yield Nomination(
                award=award,
                result=results[index].result,
                result_text=results[index].text,
                origin=origin,
                category=each,
                nominees=lines[index] if lines else (),
                year=year,
                place=results[index].place,
                ceremony=is_ceremony(award),
            )

    # --- cells

    def _category_text(self) -> Rich:
        """Of the cell of the category, where it is no award's too; then no recipient stands in it."""
        category, award, who = self._category, self._award, self._who
        if who is not None and category is not None and who.cell is category.cell:
            self._who = None
            self._spanned = True
        if category is None or (award is not None and category.cell is award.cell):
            return EMPTY
        text = cell_text(self._grid.reader, category.cell.span)
        if self._spanned and self._award is not None and _names_person(self._grid.reader, text):
            self._who = category
            return EMPTY
        return text

    def _year(self) -> int | None:
        """That of the column of years, else of the ceremony in the column beside the award."""
        for role in (Role.YEAR, Role.BODY):
            slot = self._at(role)
            text = EMPTY if slot is None else self._grid.text(slot.cell)
            year = year_in(text.text, *(link.value for link in text.of("link")))
            if year is not None:
                return year
        return None

    # --- the result

    def _outcome(self) -> Outcome | None:
        """The result; None where the row tells none. Where a cell is missing or one too many, it is known by its
        look."""
        grid = self._grid
        outcome = grid.outcome(self._result.cell) if self._result is not None else None
        if outcome is None or not outcome.sure:
            known = (self._result, self._category, self._award)
            others = [slot for slot in self._row.slots if slot is not None and slot.own and grid.sure(slot.cell)]
            others = [slot for slot in others if all(slot is not other for other in known)]
            if len(others) == 1:
                self._result = others[0]
                outcome = grid.outcome(others[0].cell)
        who, result = self._who, self._result
        if who is not None and (grid.sure(who.cell) or (result is not None and who.cell is result.cell)):
            self._who = None
        return self._outcome_of_columns() if outcome is None else outcome

    def _results(self, outcome: Outcome, said: Outcome | None, count: int) -> Sequence[Outcome] | None:
        """The result of each of `count` categories: those of the cell, where it has as many, else one for all. None
        where it has several that differ and cannot be told apart."""
        stated = self._grid.outcomes(self._result.cell) if self._result is not None and said is None else ()
        if len({one.result for one in stated}) < 2:
            return [outcome] * count
        return stated if len(stated) == count else None

    def _told(self, text: Rich) -> tuple[Rich, Outcome | None]:
        """(a cell's text without a result, the row's result): where no column tells results, the cell of the category
        may, `Best Film (nominated)`, or that of the award."""
        if self._columns.of(Role.RESULT) is not None or self._result is not None or self._at(Role.WINNER) is not None:
            return text, None
        return without_said(text)

    def _outcome_of_columns(self) -> Outcome | None:
        """The result that the table tells by its columns or by what stands above."""
        columns = self._columns
        if columns.of(Role.RESULT) is not None:
            return None
        winner = self._at(Role.WINNER)
        if winner is None or columns.of(Role.NOMINEE) is None:
            if columns.unsaid and self._context.result is None and "nomin" in self._context.part.casefold():
                return None
            return self._context.result or columns.default
        self._who, outcome = _beside_winner(self._grid, self._who, winner)
        return outcome

    # --- the prize

    def _prize(self, category: Rich) -> _Prize:
        reader = self._grid.reader
        text = self._award_text
        award = award_entity(reader, dateless(text)[0]) if text else self._context.award
        if category and self._who is None and reader.is_film(category.strip("\"'“”")):  # no category, but the film
            return self._of_award_cell(award, (reader.film(category.text.strip("\"'“”")),))
        if not category:
            return self._of_award_cell(award, ())
        joint = _joint(reader, category, award) if self._columns.joint or self._spanned else None
        if joint is not None and self._spanned and not all(is_named_again(reader, one.name) for one in joint[1]):
            joint = None
        prize = _Prize(award, list(_categories(reader, category)), ()) if joint is None else _Prize(award, *joint)
        return prize if text else _of_category_cell(reader, category, prize)

    def _of_award_cell(self, award: Entity | None, named: tuple[Entity, ...]) -> _Prize:
        """The prize of a row that tells no category but in the cell of the award."""
        reader, text = self._grid.reader, self._award_text
        both = (split(reader, text) or _beside(reader, text)) if self._award is not None else None
        if both is not None:
            joint = _joint(reader, text, None) if self._who is None and not named else None
            return _Prize(both[0], [both[1]], named) if joint is None else _Prize(both[0], *joint)
        if self._award is not None and award is not None and BEST.match(award.name) and not BODY.search(award.name):
            category = category_entity(reader, text)
            given = award_of_title(reader, award.link) if award.link else None
            return _Prize(given, [] if category is None else [category], named)
        return _Prize(award, [], named)

    # --- who it is for

    def _recipients(
        self, award: Entity, categories: Sequence[Entity], named: tuple[Entity, ...], category: Rich
    ) -> list[tuple[Entity, ...]]:
        """Those of each category, or none for all of them. named: those that stand with the prize."""
        who, grid = self._who, self._grid
        lines = [named] if named else []
        if who is None or any(slot is not None and who.cell is slot.cell for slot in (self._award, self._result)):
            return lines
        houses = bool(HOUSES.search(award.name))
        found = nominees_of_cell(grid.reader, grid.nodes(who.cell), category.text, houses=houses)
        if len(categories) > 1:
            parts = cell_text(grid.reader, who.cell.span).split(NEWLINE, links=True)
            if len(parts) == len(categories):
                lines = [nominees(grid.reader, [part], category.text) for part in parts]
        return lines or [of_list(grid.reader, award, found)] * max(1, len(categories))


def _of_category_cell(reader: Reader, text: Rich, prize: _Prize) -> _Prize:
    """The prize of a row that names no award but in the cell of the category."""
    both = split(reader, text)
    if both is not None:
        return _Prize(both[0], [both[1]], prize.named)
    if AFI_LIST.match(text.text):
        return _Prize(award_entity(reader, text), [], prize.named)
    link = prize.categories[0].link if prize.award is None and prize.categories else None
    return prize if link is None else prize._replace(award=award_of_title(reader, link))


def _beside(reader: Reader, text: Rich) -> tuple[Entity, Entity] | None:
    """(award, category) of a cell with the category in brackets or on a line of its own, or before the award: `Best
    Sound – [[Swan Awards]]`; None for any other."""
    best = BEST.search(text.text)
    if best is None or not text:
        return None
    if is_link(text):
        ahead = _AHEAD.fullmatch(text.text)
        page = text.of("link")[0].value
        if ahead is None or BODY.search(ahead["body"]) is None:
            return None
        of_body, of_category = (None, page) if names_category(page) else (page, None)
        return Entity(ahead["body"], of_body, Kind.AWARD), Entity(ahead["category"], of_category, Kind.CATEGORY)
    read = read_segments(reader, text, segments(text), Context(""))
    if read.award is None or read.category is None or read.names or read.outcome is not None:
        return None
    return read.award, read.category


_AHEAD = re.compile(rf"(?P<category>{BEST.pattern}[^–—]*)(?: [–—-]|,) (?P<body>.*)")
"""A category before the body, within one link."""


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


def _joint(reader: Reader, text: Rich, award: Entity | None) -> tuple[list[Entity], tuple[Entity, ...]] | None:
    """(category, recipients) of a cell that names both: `Best Music (Jane Doe)`; None for any other. award: that of the
    row, which tells what is a category where it is a festival."""
    above = award if award is not None and is_festival(award) else None
    read = read_segments(reader, text, segments(text), Context("", award=above))
    category = read.category
    if category is None and award is not None and read.award is not None:  # a prize of a name of its own
        category = replace(read.award, kind=Kind.CATEGORY)
    if category is None or read.outcome is not None:
        return None
    names = [name for name in read.names if is_person_like(name) or name.text[0] in '"“' or reader.is_film(name)]
    if len(names) < len(read.names) or not names or any(map(is_prize, names)):
        return None
    return [category], nominees(reader, names, category.name)


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


def _names_person(reader: Reader, text: Rich) -> bool:
    """Whether a cell that stands for both category and nominee is the linked name of a person of whom the article
    tells elsewhere, and of no prize."""
    page = text.covered("link")
    if page is None or is_named_prize(text.text) or is_prize(text) or is_strand(text) or names_category(page.value):
        return False
    return is_known_person(reader, text)


def _categories(reader: Reader, text: Rich) -> Iterable[Entity]:
    """The categories of a cell: one, or one a line where each line is a category of its own."""
    lines = text.split(NEWLINE, links=True) if "\n" in text.text else []
    apart = len(lines) > 1 and all(SUPERLATIVE.match(line.text) for line in lines)
    for part in lines if apart else [text]:
        entity = category_entity(reader, part)
        if entity is not None:
            yield entity
