"""The cast: who plays whom, from the lists and tables of the cast sections.

Issues: `cast-item-unreadable` (a list item in none of the known forms, with brackets
that may hold a role where the list does not write its roles so, or with names that may be further roles),
`cast-table-unreadable` (a table whose columns are not understood), `cast-row-unreadable` (a row of a cast table
that names nobody or may name further roles).
Paragraphs of prose, captions, galleries, descriptions below an entry and work behind the camera are left
out on purpose. Source: MOS:FILM, section "Cast".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.anchors import name_key
from kg.extraction.cast.dubbing import undubbed
from kg.extraction.cast.entry import Entry
from kg.extraction.cast.habits import habit
from kg.extraction.cast.headers import is_cast_table
from kg.extraction.cast.items import UNREADABLE
from kg.extraction.cast.lines import Line, cast_lines
from kg.extraction.cast.lists import read_lines
from kg.extraction.cast.people import Evidence
from kg.extraction.cast.sections import Region, cast_regions
from kg.extraction.cast.tables import read_table
from kg.extraction.kinds import FILM_INFOBOXES
from kg.extraction.lead import is_broken
from kg.extraction.names import mentions
from kg.extraction.reader import Reader
from kg.model import Kind, Role, Span
from kg.wikitext.tables import Table

__all__ = ["extract_cast"]


def extract_cast(reader: Reader) -> tuple[Role, ...]:
    """The roles that the article's cast sections list, in order; without such a section, those of the one
    table with columns of actors and roles. Exact repeats count once. Raises nothing."""
    evidence = Evidence(_billed(reader))
    regions = list(cast_regions(reader.document))
    found = list(_of_regions(reader, regions, evidence)) if regions else list(_lone_table(reader, evidence))
    seen: dict[tuple[str, str | None], set[str | None]] = {}
    kept: list[Entry] = []
    for entry in found:
        if any("|" in text and (is_broken(text) or _OF_TABLE.search(text)) for text in _texts(entry)):
            reader.issue(UNREADABLE, "cast", entry.span)
            continue
        versions = seen.setdefault((entry.actor.link or name_key(entry.actor.name), entry.character), set())
        if not versions or (entry.version and not versions & {None, entry.version}):  # in another language version
            kept.append(entry)
        versions.add(entry.version)
    return tuple(
        Role(entry.actor, entry.character, order, reader.origin(entry.span, entry.extra), entry.note)
        for order, entry in enumerate(kept, 1)
    )


_OF_TABLE = re.compile(r"\n\||\{\||\|\}")
"""Marks of a table that lost its beginning."""


def _texts(entry: Entry) -> Iterator[str]:
    """What an entry states as it reads, without that of a page's title."""
    yield entry.actor.name
    yield from (text for text in (entry.character, entry.note) if text)


def _billed(reader: Reader) -> frozenset[str]:
    """The keys of the names and pages in the infobox's `starring` (also `narrator`)."""
    names: set[str] = set()
    for template in reader.document.find(*FILM_INFOBOXES):
        for parameter in ("starring", "narrator"):
            argument = template.get(parameter)
            for mention in mentions(reader, reader.rich(argument.nodes), Kind.PERSON) if argument else ():
                names |= {name_key(mention.entity.name), name_key(mention.entity.link or mention.entity.name)}
    return frozenset(names)


def _of_regions(reader: Reader, regions: list[Region], evidence: Evidence) -> Iterator[Entry]:
    read: list[tuple[Region, list[Table], list[Line]]] = []
    for region in regions:
        span = region.section.span
        own = reader.document.tables(span)
        layout = [table for table in own if _is_layout(reader, table)]
        lines = list(cast_lines(reader, span, tuple(table.span for table in own)))
        for table in layout:
            lines += _lines_in(reader, table)
        lines.sort(key=lambda line: line.span)
        beside = {table.span for table in layout}
        told = undubbed(lines, evidence)
        for line, before in zip(told, lines, strict=True):
            if before.parsed and not line.parsed:  # ahead of who lends the voice, an actor or a character
                reader.issue(UNREADABLE, region.section.title, line.span)
        read.append((region, [table for table in own if table.span not in beside], told))
    parsed = [line.parsed for _, _, lines in read for line in lines if line.parsed and line.marker]
    whole = habit(parsed, evidence)
    for region, own_tables, lines in read:
        local = [line.parsed for line in lines if line.parsed and line.marker]
        style = habit(local, evidence, region.explicit, region.crew)
        if not any(evidence.person(p.first) or evidence.person(p.second) for p in local):
            style = replace(style, role_first=whole.role_first)
        entries = list(read_lines(reader, region, lines, style))
        unsure = {entry.span for entry in entries if region.figures and _may_be_figure(entry)}
        for span in dict.fromkeys(entry.span for entry in entries if entry.cut or entry.span in unsure):
            reader.issue(UNREADABLE, region.section.title, span)
        entries = [entry for entry in entries if entry.span not in unsure]
        for table in own_tables:
            if region.prose and not is_cast_table(reader, table):
                continue
            entries += read_table(reader, table, evidence, region)
        yield from sorted(entries, key=lambda entry: entry.span.begin)


def _may_be_figure(entry: Entry) -> bool:
    """Whether a name by itself may be that of a puppet or monster: it is not linked as a person's full name is."""
    return not entry.character and (entry.actor.link is None or not _FULL_NAME.fullmatch(entry.actor.link))


_FULL_NAME = re.compile(r"[^\W\d_][^()\d]* [^()\d]+")


def _is_layout(reader: Reader, table: Table) -> bool:
    """Whether a table only puts lists side by side: no cell is a header and some hold bulleted lines, or
    bullets stand where no cell is."""
    masked = reader.document.masked
    spans = [cell.span for row in table.rows for cell in row.cells]
    if not spans:
        return True
    bulleted = [s for s in spans if masked[s.begin : s.end].startswith("*") or "\n*" in masked[s.begin : s.end]]
    return bool(bulleted) and len(table.rows) <= 3


def _lines_in(reader: Reader, table: Table) -> Iterator[Line]:
    spans = [cell.span for row in table.rows for cell in row.cells]
    if spans:
        for span in spans:
            yield from cast_lines(reader, span)
        return
    text = reader.document.masked
    begin = text.find("\n", table.span.begin, table.span.end)
    end = text.rfind("\n", table.span.begin, table.span.end)
    if begin < end:
        yield from (line for line in cast_lines(reader, Span(begin, end)) if line.marker.startswith(("*", "#")))


def _lone_table(reader: Reader, evidence: Evidence) -> Iterator[Entry]:
    """For an article without a cast section: its one table of actors and roles."""
    found = [
        (Region(section, explicit=False, crew=True), table)
        for section in reader.document.sections
        for table in reader.document.tables(section.span)
        if is_cast_table(reader, table)
    ]
    if len(found) == 1:
        yield from read_table(reader, found[0][1], evidence, found[0][0])
