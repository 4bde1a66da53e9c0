"""The lines of a section about awards: headings, items, paragraphs, and what leads into a list or table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, takewhile

from kg.extraction.awards.lists.heads import is_heading_line, is_term, leads_list, lines_of, says_one
from kg.extraction.awards.lists.items import read_segments
from kg.extraction.awards.lists.leadins import LeadIn, body_led_to, counts_before, lead_in, wins_told, year_led_to
from kg.extraction.awards.lists.reader import ListReader
from kg.extraction.awards.lists.said import DATE, LEADING_YEAR
from kg.extraction.awards.lists.segments import segments
from kg.extraction.awards.names.givers import is_festival
from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.naming import BEST, BODY, SUPERLATIVE, same_body
from kg.extraction.awards.names.prizekinds import is_single_prize
from kg.extraction.awards.names.results import outcome_of_template
from kg.extraction.awards.names.wording import THE_FILM, is_person_like
from kg.extraction.awards.names.years import YEAR
from kg.extraction.awards.sentences.prose import MAX_SENTENCE, is_statement, read_paragraph
from kg.extraction.awards.sentences.verbs import has_verb
from kg.extraction.reader import Reader
from kg.extraction.sentences import sentences
from kg.model import Entity, Nomination, Result, Span
from kg.wikitext.lists import Item, is_list, list_parts
from kg.wikitext.places import places
from kg.wikitext.rich import EMPTY, Rich, join
from kg.wikitext.tree import Template, Text

Stated = tuple[Nomination, bool]
"""A nomination, and whether it is firm: a row or item, not a sentence that may repeat one."""


def read_lines(reader: Reader, span: Span, listed: ListReader, *, before_table: bool = False) -> Iterator[Stated]:
    """The nominations of the lists and paragraphs in a range; `before_table`: a table follows."""
    lines = reader.document.lines(span)
    for index, (item, has_children) in enumerate(lines_of(lines)):
        opened = _list_templates(reader, item)
        if opened:
            yield from _list(reader, opened, listed)
            continue
        text = _with_result(reader, item, reader.rich(item.span))
        if not text:
            continue
        text = _without_number(reader, text, lines, index)
        at_table = before_table and item is lines[-1] and not item.marker
        term, description = _term(text) if is_term(item) else (text, EMPTY)
        if _is_heading(item, term, has_children or at_table):
            listed.set_heading(term)
            if description:
                for nomination in listed.nominations(segments(description), description, item.line, listed.heading):
                    yield nomination, not listed.heading.shy
        elif not item.marker:
            items = _items_below(lines, index) if has_children else _items_of_results(reader, text, lines, index)
            yield from _plain_line(reader, text, listed, items, at_table)
        elif not _takes_heading(listed, item, text, lines, index):
            yield from _item(reader, item, text, _children(lines, index) if has_children else 0, listed)


def _with_result(reader: Reader, item: Item, text: Rich) -> Rich:
    """An item with what the template for a result at its end shows, in brackets: `Best Actor – Joe Doe {{nom}}`."""
    nodes = reader.document.nodes(item.span) if item.marker and text else ()
    last = next((node for node in reversed(nodes) if not isinstance(node, Text) or node.text.strip()), None)
    said = outcome_of_template(last) if isinstance(last, Template) else None
    if not isinstance(last, Template) or said is None or said.result is Result.OTHER:
        return text
    shown = f"({said.text})"
    return join((text, Rich(shown, places(len(shown), last.span.begin, last.span.end))))


def _without_number(reader: Reader, text: Rich, lines: Sequence[Item], index: int) -> Rich:
    """An item, the one of this index, without its number written out, `1. Best Actor, Joe Doe`, which those beside it
    have as well: else it may be a rank."""
    own = _NUMBER.match(text.text) if text.text[:1].isdigit() else None
    if own is None:
        return text
    beside = (reader.rich(lines[at].span).text for at in (index - 1, index + 1) if 0 <= at < len(lines))
    others = {int(other["number"]) for each in beside if (other := _NUMBER.match(each))}
    number = int(own["number"])
    return text.cut(own.end(), len(text)) if {number - 1, number + 1} & others else text


_NUMBER = re.compile(r"(?P<number>\d{1,2})\. (?=[A-Z])")


def _items_below(lines: Sequence[Item], index: int) -> list[Span]:
    """The items right below a line, those under others included."""
    return [line.span for line in takewhile(lambda line: line.marker, islice(lines, index + 1, None))]


def _children(lines: Sequence[Item], index: int) -> int:
    """How many items stand under one that has some, those under others included; numbers are of its own marker."""
    own = len(lines[index].marker)
    return max(1, sum(1 for _ in takewhile(lambda line: len(line.marker) > own, islice(lines, index + 1, None))))


def _items_of_results(reader: Reader, text: Rich, lines: Sequence[Item], index: int) -> list[Span]:
    """The items below a line that leads into them, with what became of the first as a heading between: `The film won
    two Swan Awards and was nominated for three more:`, `;Won`."""
    if not text.text.endswith(":") or index + 2 >= len(lines) or lines[index + 2].marker[:1] not in ("*", "#"):
        return []
    head = reader.rich(lines[index + 1].span)
    works = is_term(lines[index + 1]) or (not lines[index + 1].marker and is_heading_line(head))
    return _items_below(lines, index + 1) if works and says_one(head.strip(":;. ")) else []


def _list_templates(reader: Reader, item: Item) -> list[Template]:
    """The templates of a line outside of lists that hold lists."""
    if item.marker or "{{" not in item.span.cut(reader.document.masked):
        return []
    return [node for node in reader.document.nodes(item.span) if isinstance(node, Template) and is_list(node)]


def _is_heading(item: Item, text: Rich, goes_on: bool) -> bool:
    """Whether a line works as a heading; goes_on: a list or table follows."""
    return is_term(item) or (not item.marker and (is_heading_line(text) or (goes_on and leads_list(text))))


def _takes_heading(listed: ListReader, item: Item, text: Rich, lines: Sequence[Item], index: int) -> bool:
    """Whether an item, the one of this index, says but what holds for those after it."""
    before, after = (lines[i] if 0 <= i < len(lines) else None for i in (index - 1, index + 1))
    markers = [line.marker if line is not None else "" for line in (before, after)]
    below = (lines[i] for i in range(index + 1, len(lines)))
    return listed.takes_indented(item, text, *markers) or listed.takes_beside(item, text, before, below)


def _plain_line(
    reader: Reader, text: Rich, listed: ListReader, items: Sequence[Span], at_table: bool
) -> Iterator[Stated]:
    """What a paragraph states, and what it says of the list, of these items, or table that it leads into."""
    before = listed.heading.award if listed.led is not None else None
    listed.paragraph()
    led = lead_in(reader, text) or counts_before(reader, text, items) if items else None
    if led is not None and led.body is None and _ALSO.fullmatch(text.text) and not _name_bodies(reader, items):
        led = replace(led, body=before)
    won = wins_told(text)
    if led is not None and won is not None and won < len(items):  # which, the items have to say
        led = replace(led, outcome=None, mixed=True)
    if led is not None and led.body is not None and _are_dated(reader, items):
        led = replace(led, body=body_led_to(reader, sentences(text)[-1]))
    if at_table:
        led = _leads_table(reader, text, listed.heading.award)
    if led is None and not items and not at_table and _is_bare(reader, text, listed.heading):
        for nomination in listed.nominations(segments(text), text, text.span, listed.heading):
            yield nomination, not listed.heading.shy
        return
    if not listed.section.shy:
        for nomination in _paragraph(reader, text, listed.heading, report=led is None):
            yield nomination, False
    if led is not None:
        listed.lead_in(led)


_ALSO = re.compile(rf"(?i:{THE_FILM}|they) (?:was|were) (?:also )?nominated for(?: the following)?:")
"""A sentence between the lists of what was won and what was not, of the same awards."""


def _are_dated(reader: Reader, items: Sequence[Span]) -> bool:
    """Whether items end in years of their own, so that no sentence before the one that leads into them tells of whom
    they are."""
    ends = (segments(reader.rich(item))[-1:] for item in items)
    return any(DATE.match(part.text.text) for parts in ends for part in parts)


def _name_bodies(reader: Reader, items: Sequence[Span]) -> bool:
    """Whether an item, or a page linked in one, is called as a body or its award."""
    texts = [reader.rich(item) for item in items]
    return any(BODY.search(name) for text in texts for name in (text.text, *(link.value for link in text.of("link"))))


def _is_bare(reader: Reader, text: Rich, context: Context) -> bool:
    """Whether a line without a bullet is an item for all that: it begins with a year and has no words but names of an
    award, a category and people, `1981: [[Swan Award for Best Film]]`."""
    if LEADING_YEAR.match(text.text) is None or len(text) > MAX_SENTENCE or text.text.endswith((".", ":")):
        return False
    if has_verb(text.text) or _SMALL_WORD.search(text.text):
        return False
    read = read_segments(reader, text, segments(text), context)
    if read.category is None or (read.award is None and read.category.link is None):
        return False
    return all(map(is_person_like, read.names))


_SMALL_WORD = re.compile(r"\b(?!(?:for|of|the|in|and|at|by|or|from)\b)[a-z]{2,}")


def _item(reader: Reader, item: Item, text: Rich, children: int, listed: ListReader) -> Iterator[Stated]:
    """What an item of a list states, in parts or in a sentence. children: how many items stand under it."""
    context = listed.context(item.marker)
    if is_statement(text) and not children:
        found = list(read_paragraph(reader, text, _dated(text, context), report=False))
        if found:
            yield from ((nomination, False) for nomination in found)
            if len(sentences(text)) > 1:  # what others tell
                list(read_paragraph(reader, text, _dated(text, context)))
            return
    for nomination in listed.item(item, text, children):
        yield nomination, not context.shy


def _list(reader: Reader, templates: Sequence[Template], listed: ListReader) -> Iterator[Stated]:
    """The nominations of the lists that templates hold."""
    for part, is_item in chain.from_iterable(map(list_parts, templates)):
        if not is_item:
            yield from read_lines(reader, part, listed)
        elif text := reader.rich(part):
            for nomination in listed.item(Item("*", part, part), text):
                yield nomination, not listed.heading.shy


def _leads_table(reader: Reader, text: Rich, above: Entity | None) -> LeadIn | None:
    """The body, and the result if it is one, of a sentence that leads into a table, `It was nominated for these [[Swan
    Awards]]:`; None for one that names several bodies, of which the rows may be. `above`: the body that the heading
    names."""
    if not text.text.endswith(":") or len(text) > MAX_SENTENCE:
        return None
    sentence = sentences(text)[-1]
    if len({link.value for link in sentence.of("link") if BODY.search(link.value)}) > 1:
        return None
    body = body_led_to(reader, sentence)
    if body is None:
        return None
    led = lead_in(reader, sentence)
    named = above if above is not None and same_body(body, above) else body
    return LeadIn(named, led.outcome if led is not None else None, year=year_led_to(sentence))


def _paragraph(reader: Reader, text: Rich, context: Context, *, report: bool) -> Iterator[Nomination]:
    """What a paragraph states under a heading. The year of a heading that names a body is that of its ceremony, and no
    other body's."""
    body = context.award if context.year is not None else None
    for nomination in read_paragraph(reader, text, replace(context, year=None) if body else context, report=report):
        if body is not None and nomination.year is None and _of_body(nomination.award, body):
            nomination = replace(nomination, year=context.year)
        yield nomination


def _of_body(award: Entity, body: Entity) -> bool:
    """Whether an award is that of a body, or a prize that may have been given at its festival."""
    return same_body(award, body) or (is_festival(body) and is_single_prize(award))


def _dated(text: Rich, context: Context) -> Context:
    """The context of a statement, with the year that stands before all else, `1961 [[Swan Award]] nomination for …`,
    behind the body that it begins with, `[[Swan Awards]] 1961: nominated for …`, or behind a comma at its end."""
    lead = LEADING_YEAR.match(text.text)
    first = next((m for m in text.of("link") if m.begin == 0), None)
    if first is not None and BODY.search(f"{text.text[: first.end]} {first.value}"):
        lead = _YEAR_BEHIND.match(text.text, first.end)
    lead = lead or _YEAR_AT_END.search(text.text)
    return replace(context, year=int(lead["year"])) if lead and not text.linked(*lead.span()) else context


_YEAR_AT_END = re.compile(rf"{BEST.pattern}(?: (?:and )?[A-Z][\w'’-]*)++, (?P<year>{YEAR})\.?$")
"""Right behind the name of a category: `won the Swan Award for Best Film, 1999`."""
_YEAR_BEHIND = re.compile(rf",? (?:(?P<open>\()|in )?(?P<year>{YEAR})(?(open)\))(?=:| [–—-] )")


def _term(text: Rich) -> tuple[Rich, Rich]:
    """(term, description) of a line `;term: description`; the description is empty where none follows, or
    where the line reads `category: name`."""
    for match in re.finditer(r"\s*:\s+(?=\S)", text.text[:300]):
        if not text.linked(*match.span()) and not SUPERLATIVE.match(text.text):
            return text.cut(0, match.start()), text.cut(match.end(), len(text))
    return text, EMPTY
