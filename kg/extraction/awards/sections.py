"""The way through an article: which sections, tables, lists and paragraphs are read, and what counts once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from kg.extraction.anchors import name_key
from kg.extraction.awards.lists.heads import is_heading_line, lines_of, may_be_heading
from kg.extraction.awards.lists.leadins import leads_awards
from kg.extraction.awards.lists.lines import Stated, read_lines
from kg.extraction.awards.lists.reader import ListReader
from kg.extraction.awards.names.headings import Context, award_sections, is_about_awards
from kg.extraction.awards.names.naming import AFI_LIST
from kg.extraction.awards.same import as_won, repeats, sums_up, tells_won
from kg.extraction.awards.sentences.prose import read_paragraph
from kg.extraction.awards.tables.rowtemplates import HEADERS, read_rows, row_templates, with_openings
from kg.extraction.awards.tables.table import is_award_table, read_table
from kg.extraction.reader import Reader
from kg.extraction.sentences import paragraphs
from kg.model import Nomination, Span
from kg.wikitext.document import Section
from kg.wikitext.mask import FILL, LESS
from kg.wikitext.rich import Rich
from kg.wikitext.tables import tables

OPENINGS = frozenset({
    "awards", "award", "accolades", "awards and nominations", "awards & nominations", "awards and honors", "honors",
    "awards and accolades", "awards and honours", "honours", "awards and recognition", "major awards", "nominations",
    "awards won", "accolades and awards", "nominations and awards", "american film institute lists",
    "american film institute recognition", "american film institute", "afi lists",
})  # fmt: skip
"""Lines that work as a heading of awards in a section about something else."""

RECEPTION = re.compile(
    r"(?:critical |public |initial |contemporary |audience )?(?:reception|response|reaction|acclaim|legacy|reviews)"
    r"(?: and (?:legacy|reception|impact|box office|aftermath))?|(?:release|box office) and reception|impact",
    re.IGNORECASE,
)
"""Sections where an article that has none about awards tells of them."""
_TERM_LINE = re.compile(rf"\n[ \t\r{FILL}]*;")
_LIST_LINE = re.compile(rf"(?:\d{{4}}\W+)?{AFI_LIST.pattern}")

MAX_TOLD = 500
"""Sentences' nominations looked at; no article has so many, and each is compared with all others."""


def nominations_of_page(reader: Reader) -> tuple[Nomination, ...]:
    """All nominations of the article, in its order, each once."""
    about = dict(award_sections(reader))
    marked = with_openings(reader.document)
    rows = row_templates(reader)
    firm: list[Nomination] = []
    told: list[Nomination] = []
    for section in reader.document.sections:
        context = about.get(section)
        if context is None:
            found = _elsewhere(reader, section)
            if not about and RECEPTION.fullmatch(section.title.strip()):
                found = chain(found, _told(reader, section), _led(reader, section))
        else:
            found = _section(reader, section, context, marked)
            inside = [row for row in rows if section.span.begin <= row.span.begin < section.span.end]
            firm += read_rows(reader, inside, context)
        for nomination, is_firm in found:
            (firm if is_firm else told).append(nomination)
    kept = _once(firm)
    stated = len(kept)
    film = reader.page.title
    for nomination in told[:MAX_TOLD]:
        again = [index for index, other in enumerate(kept) if repeats(nomination, other, film)]
        if len(again) == 1 and again[0] >= stated and tells_won(nomination, kept[again[0]]):
            kept[again[0]] = as_won(kept[again[0]], nomination)
        elif not again and not any(sums_up(nomination, row, film) for row in firm):
            kept.append(nomination)
    kept.sort(key=lambda n: n.origin.span.begin)
    return tuple(_without_prizes(_linked_categories(kept)))


def _once(nominations: list[Nomination]) -> list[Nomination]:
    """The nominations, each but for its origin once. They are told apart by their texts and numbers first: the kinds of
    what they name are dear to hash."""
    alike: dict[tuple[object, ...], list[Nomination]] = {}
    kept: list[Nomination] = []
    for n in nominations:
        named = [part for e in (n.award, n.category, *n.nominees) if e is not None for part in (e.name, e.link)]
        key = (n.result_text, n.year, n.place, n.ceremony, *named)
        others = alike.setdefault(key, [])
        if not any(replace(other, origin=n.origin) == n for other in others):
            others.append(n)
            kept.append(n)
    return kept


def _without_prizes(nominations: Iterator[Nomination]) -> Iterator[Nomination]:
    """No award or category of the article is a nominee: a cell that names one was read in the wrong column."""
    found = list(nominations)
    prizes = {e.link for n in found for e in (n.award, n.category) if e is not None and e.link is not None}
    for n in found:
        if any(nominee.link in prizes for nominee in n.nominees):
            n = replace(n, nominees=tuple(nominee for nominee in n.nominees if nominee.link not in prizes))
        yield n


def _linked_categories(nominations: list[Nomination]) -> Iterator[Nomination]:
    """An unlinked category takes the link that its name has elsewhere within the same award."""
    pages: dict[tuple[str, str], set[str]] = {}
    for n in nominations:
        if n.category is not None and n.category.link is not None:
            pages.setdefault((_award_key(n), name_key(n.category.name)), set()).add(n.category.link)
    for n in nominations:
        if n.category is not None and n.category.link is None:
            found = pages.get((_award_key(n), name_key(n.category.name)), set())
            if len(found) == 1:
                n = replace(n, category=replace(n.category, link=next(iter(found))))
        yield n


def _award_key(nomination: Nomination) -> str:
    return nomination.award.link or name_key(nomination.award.name)


def _section(reader: Reader, section: Section, context: Context, marked: str) -> Iterator[Stated]:
    """The nominations of a section about awards; `marked` is the page's masked text with all openings of
    tables."""
    position = section.span.begin
    listed = ListReader(reader, context)
    own_only = marked is reader.document.masked
    for table in reader.document.tables(section.span) if own_only else tables(marked, section.span):
        own = reader.document.masked[table.span.begin] == marked[table.span.begin]
        headers = () if own else HEADERS
        yield from read_lines(reader, Span(position, table.span.begin), listed, before_table=True)
        for nomination in read_table(reader, table, listed.heading, headers):
            yield nomination, True
        position = table.span.end
    yield from read_lines(reader, Span(position, section.span.end), listed)


def _elsewhere(reader: Reader, section: Section) -> Iterator[Stated]:
    """In other sections: tables whose headers show them to be about awards, and what stands under a line
    `Awards` that works as a heading."""
    for table in reader.document.tables(section.span):
        if is_award_table(reader, table):
            for nomination in read_table(reader, table, Context(section.title)):
                yield nomination, True
    source = section.span.cut(reader.document.masked)
    if not ("'''" in source or LESS in source or "AFI" in source or (";" in source and _TERM_LINE.search(source))):
        return  # none of its lines is looked at
    begin: int | None = None
    listed = ListReader(reader, Context(section.title))
    inside = ""
    for item, has_children in lines_of(reader.document.lines(section.span)):
        if item.marker != ";" and item.marker:
            if begin is None and "AFI" in reader.document.masked[item.span.begin : item.span.end]:
                inside = item.marker if _LIST_LINE.match(reader.rich(item.span).text) else inside
            if inside and begin is None and item.marker.startswith(inside):
                for nomination in listed.item(item, reader.rich(item.span), has_children):
                    yield nomination, True
            continue
        inside = ""
        if item.marker != ";" and not may_be_heading(item.span.cut(reader.document.masked)):
            continue
        text = reader.rich(item.span)
        if not (item.marker == ";" or is_heading_line(text)):
            continue
        if _opens_awards(text):
            begin = item.line.end if begin is None else begin
        elif begin is not None and not is_about_awards(text.text):
            yield from _opened(reader, section, Span(begin, item.line.begin))
            begin = None
    if begin is not None:
        yield from _opened(reader, section, Span(begin, section.span.end))


def _opened(reader: Reader, section: Section, span: Span) -> Iterator[Stated]:
    """What the lines in a range of a section about something else state; tables have been looked at."""
    listed = ListReader(reader, Context(section.title))
    position = span.begin
    for table in reader.document.tables(section.span):
        if position <= table.span.begin < span.end:
            yield from read_lines(reader, Span(position, table.span.begin), listed)
            position = table.span.end
    yield from read_lines(reader, Span(position, span.end), listed)


def _told(reader: Reader, section: Section) -> Iterator[Stated]:
    """What the paragraphs of a section about the film's reception tell of awards. They tell much else: what is not
    understood there is no issue."""
    for paragraph in paragraphs(reader, section.span):
        for nomination in read_paragraph(reader, paragraph, Context(section.title), report=False):
            yield nomination, False


def _led(reader: Reader, section: Section) -> Iterator[Stated]:
    """The lists in a section about the film's reception that a sentence says to be of awards."""
    lines = reader.document.lines(section.span)
    for index, (item, has_children) in enumerate(lines_of(lines)):
        if item.marker or not has_children or not leads_awards(reader, reader.rich(item.span)):
            continue
        end = next((at for at in range(index + 1, len(lines)) if not lines[at].marker), len(lines))
        yield from read_lines(
            reader, Span(item.line.begin, lines[end - 1].line.end), ListReader(reader, Context(section.title))
        )


def _opens_awards(text: Rich) -> bool:
    words = text.text.strip(" :.").casefold()
    return words in OPENINGS
