"""Award lists: bullets, definition lists and the bold lines that work as headings above them.

What an item does not say comes from above it. Source: the wording of award lists in film articles; Help:List
for the markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.awards.headings import Context, is_about_awards, under
from kg.extraction.awards.naming import (
    BODY,
    SUPERLATIVE,
    award_entity,
    award_of_title,
    is_ceremony,
    unquoted,
    year_in,
    year_of,
)
from kg.extraction.awards.nominees import nominees
from kg.extraction.awards.results import Outcome
from kg.extraction.awards.segments import (
    MAX_ITEM,
    WON,
    Segment,
    read_segments,
    said_by,
    segments,
    without_result,
    without_year,
)
from kg.extraction.reader import Reader
from kg.model import Entity, Nomination, Result, Span
from kg.wikitext.lists import Item
from kg.wikitext.rich import Rich

UNREAD = "award-item-unread"


_RANKING = re.compile(
    r"(?:the )?(?:year's )?(?:(?:Top|Best) (?:Ten|10|Five|5|Twenty)|(?:Ten|10|Five) Best)\b", re.IGNORECASE
)

_BOLD_LINE = 90


class ListReader:
    """Reads the lines of a section in order; each line may be the context of the next."""

    def __init__(self, reader: Reader, context: Context) -> None:
        self.reader = reader
        self.section = context
        self.heading = context
        self.parents: list[tuple[str, Context]] = []

    def context(self, marker: str) -> Context:
        """What stands above an item of this marker."""
        while self.parents and len(marker) <= len(self.parents[-1][0]):
            self.parents.pop()
        return self.parents[-1][1] if self.parents else self.heading

    def set_heading(self, text: Rich) -> None:
        """A line that works as a heading for what follows."""
        bare = text.strip(":;. ")
        self.parents.clear()
        self.heading = _under(self.reader, bare, self.section)

    def item(self, item: Item, text: Rich, has_children: bool) -> list[Nomination]:
        """The nominations of one list item; with children it is the context of theirs."""
        context = self.context(item.marker)
        if len(text) > MAX_ITEM:
            self.reader.issue(UNREAD, context.part, item.line)
            return []
        parts = segments(text)
        if has_children:
            read = read_segments(self.reader, text, parts, context)
            here = _under(self.reader, text.strip(":;. "), context)
            here = replace(
                here,
                award=read.award or here.award,
                result=read.outcome or here.result,
                year=read.year or here.year,
            )
            self.parents.append((item.marker, here))
            if not (read.category and read.award and (read.outcome or read.names)):
                return []
        return self.nominations(parts, text, item.line, context)

    def nominations(self, parts: Sequence[Segment], text: Rich, span: Span, context: Context) -> list[Nomination]:
        reader = self.reader
        read = read_segments(reader, text, parts, context)
        award, category = read.award, read.category
        if award is None:
            link = category.link if category else None
            award = context.award or (award_of_title(reader, link) if link else None)
        outcome = read.outcome or context.result
        if award is None or (context.shy and read.outcome is None):
            if not context.shy:
                reader.issue(UNREAD, context.part, span)
            return []
        if category is None and outcome is None and (read.names or not _is_prize(award)):
            reader.issue(UNREAD, context.part, span)
            return []
        if category is None and award is context.award and not read.outcome:
            reader.issue(UNREAD, context.part, span)
            return []
        if outcome is None:
            ranked = category is not None and _RANKING.match(category.name)
            outcome = Outcome(Result.PLACED, category.name) if ranked and category else WON
        year = read.year or context.year or year_of(award)
        return [
            Nomination(
                award=award,
                result=outcome.result,
                result_text=outcome.text,
                origin=reader.origin(span),
                category=category,
                nominees=_recipients(reader, read.names, award, category),
                year=year,
                place=outcome.place,
                ceremony=is_ceremony(award),
            )
        ]


def _recipients(reader: Reader, names: Sequence[Rich], award: Entity, category: Entity | None) -> tuple[Entity, ...]:
    """Who is named; a name made of the award's own words is the award once more."""
    words = set(re.findall(r"\w+", f"{award.name} {award.link}".casefold()))
    found = nominees(reader, names, category.name if category else "")
    return tuple(e for e in found if not set(re.findall(r"\w+", e.name.casefold())) <= words)


def _is_prize(award: Entity) -> bool:
    """Whether a name is that of a prize (`OCIC Award`), not of a body or ceremony (`Academy Awards`)."""
    return bool(re.search(r"\b(?:Award|Prize|Prix|Medal|Bear|Lion|Leopard|Globe)$", award.name))


def _under(reader: Reader, text: Rich, above: Context) -> Context:
    part = above.part
    here = under(reader, text.text, text.span, above) if text else above
    award = here.award
    plain = BODY.search(text.text) and not SUPERLATIVE.match(text.text) and not said_by(text.text)
    if plain and (award is None or award is above.award):
        named, _ = without_result(text)
        named, year = without_year(named)
        generic = is_about_awards(named.text) and len(named.text.split()) < 2
        if not generic and len(named.text.split()) < 12:
            award = award_entity(reader, unquoted(named)) or award
            here = replace(here, award=award, year=here.year or year or year_in(text.text))
    return replace(here, part=part, shy=above.shy)


def is_heading_line(text: Rich) -> bool:
    """Whether a line outside lists works as a heading: all of it is bold, or it is short and ends in `:`."""
    body = text.text
    bold = text.of("bold")
    if bold and len(body) <= _BOLD_LINE:
        core = body.strip(" :.")
        covered = sum(min(m.end, len(body)) - m.begin for m in bold)
        return covered >= len(core) - 1
    return False


def lines_of(texts: Sequence[Item]) -> Iterator[tuple[Item, bool]]:
    """The items, each with whether items of its own follow."""
    for index, item in enumerate(texts):
        after = texts[index + 1].marker if index + 1 < len(texts) else ""
        yield item, bool(item.marker) and len(after) > len(item.marker)
