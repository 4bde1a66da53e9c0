"""Scores in templates and tables.

Sources: Template:Rotten Tomatoes prose, Template:Metacritic film prose, Template:Film and game ratings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.extraction.reader import Reader
from kg.extraction.reception.scores import Scale, Score, Site, canonical, names_site, read_cell, sites
from kg.extraction.sentences import references_end
from kg.model import Span
from kg.values.numbers import parse_number
from kg.wikitext.rich import EMPTY
from kg.wikitext.tables import Row, Table
from kg.wikitext.tree import Template

PROSE_TEMPLATES = {
    "rotten tomatoes prose": (Site.ROTTEN_TOMATOES, "1", "2", "3"),
    "rt prose": (Site.ROTTEN_TOMATOES, "1", "2", "3"),
    "rotten tomatoes film prose": (Site.ROTTEN_TOMATOES, "1", "2", "3"),
    "rt film prose": (Site.ROTTEN_TOMATOES, "1", "2", "3"),
    "metacritic film prose": (Site.METACRITIC, "1", None, "2"),
    "metacritic prose": (Site.METACRITIC, "1", None, "2"),
    "mc film": (Site.METACRITIC, "1", None, "2"),
    "mc film prose": (Site.METACRITIC, "1", None, "2"),
    "mc prose": (Site.METACRITIC, "1", None, "2"),
}
"""Templates that write the sentence: site, and the arguments of score, average and count."""

SCORE_BOXES = frozenset({
    "film ratings", "film reviews", "film and game ratings", "video game reviews", "vg reviews", "critical reviews",
    "movie ratings", "film review scores", "review ratings", "video game multiple console reviews",
    "television critical response",
})  # fmt: skip
"""Boxes of scores: `RT=`, `MC=`, `revN=` with `revNScore=`. Template:Album ratings is about music."""

TEMPLATES = (*PROSE_TEMPLATES, *SCORE_BOXES)


def of_templates(reader: Reader, span: Span) -> Iterator[tuple[Score, Span, tuple[Span, ...]]]:
    for node in reader.document.nodes(span):
        if not isinstance(node, Template):
            continue
        if node.name in PROSE_TEMPLATES:
            extra = (Span(node.span.end, references_end(reader, node.span.end)),)
            yield from ((score, node.span, extra) for score in _of_prose(reader, node))
        elif node.name in SCORE_BOXES:
            yield from ((score, at, ()) for score, at in _of_box(reader, node))


def _value(reader: Reader, template: Template, name: str | None) -> Decimal | None:
    argument = template.get(name) if name else None
    return parse_number(reader.rich(argument.nodes).text.rstrip("%").split("/")[0]) if argument else None


def _of_prose(reader: Reader, template: Template) -> Iterator[Score]:
    site, score, average, count = PROSE_TEMPLATES[template.name]
    number = _value(reader, template, count)
    total = int(number) if number is not None and number == int(number) else None
    for name, scale in ((score, Scale.PERCENT), (average, Scale.POINTS)):
        value = _value(reader, template, name)
        if value is not None and 0 <= value <= (scale.value or 0):
            yield Score(site, scale, canonical(value), template.span.begin, total)


def _of_box(reader: Reader, template: Template) -> Iterator[tuple[Score, Span]]:
    for argument in template.arguments:
        key = argument.name.lower()
        site = {"rt": Site.ROTTEN_TOMATOES, "mc": Site.METACRITIC}.get(key)
        if site is None and re.fullmatch(r"(?:rev|agg)\d+", key):
            named = sites(reader.rich(argument.nodes))
            site = named[0][0] if named else None
            scored = template.get(f"{argument.name}Score", f"{argument.name}score")
            if site is None or scored is None:
                continue
            argument = scored
        if site is not None:
            text = reader.rich(argument.nodes)
            yield from ((score, argument.span) for score in read_cell(text.text, site))


def of_table(reader: Reader, table: Table) -> Iterator[tuple[Score, Span, tuple[Span, ...]]]:
    """A table with a column for each aggregator and this film's row, or with a row for each aggregator."""
    if not table.rows or not names_site(reader.document.raw(table.span)):
        return
    head = [_site_of(reader, table.rows[0], index) for index in range(len(table.rows[0].slots))]
    if sum(site is not None for site in head) > 0 and len(table.rows) > 1:
        row = _row_of_film(reader, table.rows[1:], head)
        for site, slot in zip(head, row.slots if row else (), strict=False):
            if site is not None and slot is not None and row is not None:
                text = reader.rich(slot.cell.span).text
                yield from ((score, row.span, ()) for score in read_cell(text, site))
        return
    for row in table.rows:
        site = _site_of(reader, row, 0)
        if site is not None:
            for slot in row.slots[1:]:
                if slot is not None and slot.own:
                    text = reader.rich(slot.cell.span).text
                    yield from ((score, row.span, ()) for score in read_cell(text, site))


def _site_of(reader: Reader, row: Row, index: int) -> Site | None:
    slot = row.slots[index] if index < len(row.slots) else None
    text = reader.rich(slot.cell.span) if slot else EMPTY
    named = sites(text) if len(text) < 60 else []
    return named[0][0] if len(named) == 1 else None


def _row_of_film(reader: Reader, rows: Iterable[Row], head: list[Site | None]) -> Row | None:
    """The row of this film: the one named after it, or the only one."""
    rows = [row for row in rows if len(row.cells) > 1]
    for row in rows:
        for site, slot in zip(head, row.slots, strict=False):
            if site is None and slot is not None and reader.is_film(reader.rich(slot.cell.span)):
                return row
    return rows[0] if len(rows) == 1 else None
