"""Nothing silent: every infobox parameter, table row, list item, listed track and external-link template of the
parts that are read is counted as read, as passed over with a reason, or as an issue.

The units are found anew here, by their form alone, and held against where the facts and issues stand. A unit that
neither a fact, nor an issue, nor a rule below accounts for becomes an issue itself; so the three always add up. One
that states facts and has an issue in it is an issue: something in it was not read. Each name of a list in the infobox
is a unit, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, partial
from itertools import accumulate
from typing import NamedTuple, get_args, get_type_hints

from kg.extraction.awards.names.headings import award_sections
from kg.extraction.cast.sections import cast_regions
from kg.extraction.credits.lyrics import ONLY_LYRICS, heads_lyricists, is_of_lyricist
from kg.extraction.identifiers import SITES
from kg.extraction.infobox import BASED_ON, CREDITS, GROSS, IGNORED, RELEASED, Infobox
from kg.extraction.namewords import is_nobody
from kg.extraction.reader import Reader
from kg.extraction.soundtrack.listings import NAMES as LISTINGS
from kg.extraction.surroundings import peel
from kg.model import Account, Film, Origin, Span
from kg.values.money import ADMISSIONS
from kg.wikitext.lists import ARGUMENT_LISTS, BODY_LISTS, Item, Piece
from kg.wikitext.mask import FILL
from kg.wikitext.rich import Rich
from kg.wikitext.tables import Row, Table
from kg.wikitext.tree import Argument, Template

PARAMETER, PIECE, ROW, ITEM, TRACK, TEMPLATE = (
    "infobox parameter",
    "infobox list item",
    "table row",
    "list item",
    "listed track",
    "external-link template",
)
KINDS = (PARAMETER, PIECE, ROW, ITEM, TRACK, TEMPLATE)
"""The kinds of units, as reports name them."""

_SOUNDTRACK = re.compile(r"\b(?:soundtrack|track ?list(?:ing)?|songs)\b", re.IGNORECASE)
_EXTERNAL = re.compile(r"^external links?$", re.IGNORECASE)
_SITE_TEMPLATES = frozenset(name for row in SITES for name in row.templates)
_TRACK_TITLE = re.compile(r"title\s*\d+$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_LISTS = frozenset([*(name for row in CREDITS for name in row.parameters), *BASED_ON, *RELEASED])
"""The parameters that name several things, one a piece."""
_BRACKETED = re.compile(r"\([^()]*\)")
_MARKED_LINE = re.compile(rf"^[ \t\r{FILL}]*[*#:;]", re.MULTILINE)
_ABOUT_OTHERS = re.compile(
    r"\W*(?:uncredited|and|with|co-?starring|(?:and |with )?introducing|silent(?: film)?)\W*", re.IGNORECASE
)


Reason = Callable[[], str | None]
"""Why a unit may be passed over, if its form tells one. Asked for the few that nothing else accounts for."""


def _none() -> None:
    """The form tells no reason."""


class Unit(NamedTuple):
    """Something that states facts in articles of this kind."""

    kind: str
    part: str
    span: Span
    why: Reason = _none


class Marks:
    """Places in the text, to be asked which of them lie in a range."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(set(spans))
        self._begins = [span.begin for span in self._spans]
        self._ends = list(accumulate((span.end for span in self._spans), max))
        """The furthest that the first ones reach."""

    def touch(self, unit: Span) -> bool:
        """Whether any place lies in the unit or reaches into it."""
        last = bisect_left(self._begins, unit.end)
        return last > 0 and self._ends[last - 1] > unit.begin

    def within(self, unit: Span) -> bool:
        """Whether any place lies in the unit as a whole."""
        first = bisect_left(self._begins, unit.begin)
        last = bisect_left(self._begins, unit.end, first)
        return first < last and any(span.end <= unit.end for span in self._spans[first:last])


def audit(reader: Reader, box: Infobox, film: Film) -> tuple[Account, ...]:
    """What became of every unit, counted by kind; unaccounted ones are reported to `reader` as issues."""
    # The name of a film whose infobox has none is said to stand in all of it.
    facts = Marks(span for span in origins(film) if span != box.template.span)
    read: Counter[str] = Counter()
    open_: Counter[str] = Counter()
    ignored: Counter[tuple[str, str]] = Counter()
    found = list(units(reader, box))
    for pieces_only in (True, False):  # an issue of a piece is one of its parameter
        issues = Marks(issue.span for issue in reader.issues)
        for unit in found:
            if (unit.kind == PIECE) is not pieces_only:
                continue
            stated = facts.touch(unit.span)
            if issues.within(unit.span) or (not stated and issues.touch(unit.span)):
                open_[unit.kind] += 1
            elif stated:
                read[unit.kind] += 1
            elif (why := unit.why()) is not None:
                ignored[unit.kind, why] += 1
            else:
                reader.issue("not-understood", unit.part, unit.span)
                open_[unit.kind] += 1
    return tuple(
        Account(
            kind,
            read[kind],
            tuple(sorted((why, count) for (of, why), count in ignored.items() if of == kind)),
            open_[kind],
        )
        for kind in KINDS
    )


def origins(fact: object) -> Iterator[Span]:
    """All places that a fact and what it consists of are said to stand in, in no order."""
    waiting = [fact]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Origin):
            yield part.span
            yield from part.more
        elif isinstance(part, tuple):
            waiting += part
        else:
            kind: type = type(part)
            waiting += [getattr(part, name) for name in _parts(kind)]


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """The fields of a kind of fact that have an origin in them, themselves or in what they consist of."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if field.name != "abstract" and _has_origin(hints[field.name]))


def _has_origin(hint: object) -> bool:
    """Whether a value of a type may have an origin in it."""
    if isinstance(hint, type) and not get_args(hint):
        return hint is Origin or bool(_parts(hint))
    return any(map(_has_origin, get_args(hint)))


def units(reader: Reader, box: Infobox) -> Iterator[Unit]:
    """All units of the page, each once."""
    seen: set[tuple[bool, Span]] = set()
    for unit in _all_units(reader, box):
        key = (unit.kind == PIECE, unit.span)  # of a parameter with one name, both have one place
        if key not in seen:
            seen.add(key)
            yield unit


def _all_units(reader: Reader, box: Infobox) -> Iterator[Unit]:
    for name, argument in box.arguments.items():
        if reader.document.visible(argument.span):
            yield Unit(PARAMETER, name, argument.span, partial(_parameter_reason, reader, name, argument))
            if name in _LISTS:
                yield from _pieces(reader, name, argument)
    for region in cast_regions(reader.document):
        yield from _structure(reader, region.section.span, region.section.title)
    for section, _ in award_sections(reader):
        yield from _structure(reader, section.span, section.title)
    for section in reader.document.sections:
        if _SOUNDTRACK.search(section.title):
            yield from _structure(reader, section.span, section.title)
    for template in reader.document.find(*LISTINGS):
        for argument in template.arguments:
            if _TRACK_TITLE.fullmatch(argument.name) and reader.document.visible(argument.span):
                yield Unit(TRACK, template.name, argument.span)
    for section in reader.document.sections:
        if _EXTERNAL.match(section.title):
            yield from _external(reader, section.span)


def _pieces(reader: Reader, name: str, argument: Argument) -> Iterator[Unit]:
    """The names of a list in the infobox, and what stands between them."""
    found = reader.document.pieces_of(argument.nodes)
    reasons: list[str | None] = []  # of all of them, when one is asked for
    for number, piece in enumerate(found):
        yield Unit(PIECE, name, piece.span, partial(_piece_reason, reader, found, reasons, number))


def _piece_reason(reader: Reader, found: Sequence[Piece], reasons: list[str | None], number: int) -> str | None:
    if not reasons:
        reasons += _piece_reasons(reader, found)
    return reasons[number]


def _piece_reasons(reader: Reader, found: Sequence[Piece]) -> Iterator[str | None]:
    label = ""
    for piece in found:
        text = reader.rich(piece.nodes)
        why = None
        if _states_nothing(text):
            why = "states nothing"
        elif _is_label(text):
            label = text.text
            why = "a heading of what is below it"
        elif _BRACKETED.fullmatch(text.text) or _ABOUT_OTHERS.fullmatch(text.text):
            why = "a remark on what is beside it"
        elif heads_lyricists(label) or is_of_lyricist(text) or ONLY_LYRICS.fullmatch(peel(text)[1] or ""):
            why = "not in the data model"
        yield why


def _states_nothing(text: Rich) -> bool:
    """Whether a text holds no letter, and no template that may show one, or stands for nobody."""
    if _LETTER.search(text.text):
        return is_nobody(text)
    return all(mark.value in ARGUMENT_LISTS or mark.value in BODY_LISTS for mark in text.of("unknown"))


def _is_label(text: Rich) -> bool:
    return text.text.endswith(":") and not text.of("link")


def _parameter_reason(reader: Reader, name: str, argument: Argument) -> str | None:
    if name in IGNORED:
        return IGNORED[name]
    text = reader.rich(argument.nodes)
    if _states_nothing(text):
        return "states nothing"
    if name in GROSS and ADMISSIONS.search(text.text):
        return IGNORED["admissions"]
    return None


def _external(reader: Reader, span: Span) -> Iterator[Unit]:
    for template in reader.document.templates(span):
        if template.name in _SITE_TEMPLATES:
            yield Unit(TEMPLATE, template.name, template.span, partial(_site_reason, template))
        else:
            yield Unit(TEMPLATE, template.name, template.span, lambda: "no site of the data model")


def _site_reason(template: Template) -> str | None:
    return None if template.get("1", "id") is not None else "its id is Wikidata's, not stated"


def _structure(reader: Reader, span: Span, part: str) -> Iterator[Unit]:
    """The rows and list items of a range."""
    found = reader.document.tables(span)
    for table in found:
        for number, row in enumerate(table.rows):
            yield Unit(ROW, part, row.span, partial(_row_reason, reader, table, number, row))
            for cell in row.cells:
                yield from _items(reader, cell.span, part, [])
    yield from _items(reader, span, part, [table.span for table in found])


def _row_reason(reader: Reader, table: Table, number: int, row: Row) -> str | None:
    if all(cell.header for cell in row.cells):
        return "a header"
    if not any(_LETTER.search(reader.rich(cell.span).text) for cell in row.cells):
        return "states nothing"
    if number == 0 and not any(cell.header for other in table.rows for cell in other.cells):
        return "a header"
    return "a heading among the rows" if _is_heading(reader, row) else None


def _is_heading(reader: Reader, row: Row) -> bool:
    """Whether a row is one cell over several columns, all in bold and without a link: `| colspan=2 | '''Cameos'''`."""
    if len(row.cells) != 1 or row.cells[0].colspan < max(2, len(row.slots)):
        return False
    text = reader.rich(row.cells[0].span)
    return text.covered("bold") is not None and not text.of("link")


def _items(reader: Reader, span: Span, part: str, passed: list[Span]) -> Iterator[Unit]:
    """Marked lines outside of tables, also in list templates. The line above deeper ones is their heading."""
    document = reader.document
    text = document.masked[span.begin : span.end]
    if "{{" not in text and not _MARKED_LINE.search(text):
        return  # as in nearly all cells
    items = list(document.lines_outside(span, passed))
    for index, item in enumerate(items):
        if not item.marker:
            for template in _lists(document.nodes(item.span)):
                for argument in template.positional:
                    if template.name in BODY_LISTS:
                        yield from _items(reader, argument.span, part, [])
                    elif document.visible(argument.span):
                        yield Unit(ITEM, part, argument.span)
            continue
        if set(item.marker) <= {";", ":"}:
            continue  # headings and paragraphs
        below = items[index + 1].marker if index + 1 < len(items) else ""
        yield Unit(ITEM, part, item.line, partial(_item_reason, reader, item, below))


def _item_reason(reader: Reader, item: Item, below: str) -> str | None:
    """below: the marker of the next line."""
    if not _LETTER.search(reader.rich(item.span).text):
        return "states nothing"
    if len(below) > len(item.marker) and below.startswith(item.marker):
        return "a heading of what is below it"
    return "a paragraph below an item" if item.marker.endswith(":") else None


def _lists(nodes: Iterable[object]) -> Iterator[Template]:
    for node in nodes:
        if isinstance(node, Template) and (node.name in BODY_LISTS or node.name in ARGUMENT_LISTS):
            yield node
