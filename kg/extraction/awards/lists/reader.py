"""Award lists: bullets, definition lists and the bold lines that work as headings above them.

What an item does not say comes from above it. Source: the wording of award lists in film articles; Help:List
for the markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.awards.lists.beside import are_of_body, links_awards
from kg.extraction.awards.lists.grouping import given_last, groups, has_second_body, joins_festivals, title_among
from kg.extraction.awards.lists.heads import AT_EVENT, Heads, context_under, heads, is_heading_line, says_one
from kg.extraction.awards.lists.items import read_segments
from kg.extraction.awards.lists.leadins import LeadIn, wins_told
from kg.extraction.awards.lists.parts import Read
from kg.extraction.awards.lists.said import WON
from kg.extraction.awards.lists.segments import MAX_ITEM, Segment, segments
from kg.extraction.awards.lists.sharing import share
from kg.extraction.awards.names.cellnames import NAME
from kg.extraction.awards.names.givers import is_festival, names_festival
from kg.extraction.awards.names.headings import Context, is_general, tally
from kg.extraction.awards.names.known import is_mentioned, is_named_again, page_tells
from kg.extraction.awards.names.naming import (
    BODY,
    GENRE_LISTS,
    award_entity,
    award_of_title,
    category_entity,
    dateless,
    is_ceremony,
    names_category,
    same_body,
    year_of,
)
from kg.extraction.awards.names.nominees import nominees
from kg.extraction.awards.names.prizekinds import is_nameless, is_own_prize, is_prize, is_single_prize
from kg.extraction.awards.names.results import Outcome, outcome_of_text
from kg.extraction.awards.names.wording import RANKING, THE_FILM, has_category_words, is_person_like
from kg.extraction.awards.sentences.counts import NUMBER
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Nomination, Result, Span
from kg.wikitext.lists import Item
from kg.wikitext.rich import Rich

UNREAD = "award-item-unread"


class ListReader:
    """Reads the lines of a section in order; each line may be the context of the next."""

    def __init__(self, reader: Reader, context: Context) -> None:
        self.reader = reader
        self.section = context
        self.headings: list[tuple[Heads, Context]] = []
        self.led: int | None = None
        self.mixed = False
        """Whether only an item that says so itself is won."""
        self.parents: list[tuple[str, Context]] = []
        self.indented = False
        """Whether the last heading is an indented line, so that more of these may follow."""
        self.divided = False
        """Whether the last bullet that is a heading says a result or year, so that more of these may follow."""

    @property
    def heading(self) -> Context:
        """What stands above a line that is in no list."""
        return self.headings[-1][1] if self.headings else self.section

    def context(self, marker: str) -> Context:
        """What stands above an item of this marker."""
        while self.parents and len(marker) <= len(self.parents[-1][0]):
            self.parents.pop()
        return self.parents[-1][1] if self.parents else self.heading

    def set_heading(self, text: Rich) -> None:
        """A line that works as a heading for what follows. Headings of awards, results and years stand under
        each other, in whatever order the section uses: a new one ends the last of its kind."""
        bare = text.strip(":;. ")
        at = AT_EVENT.match(bare.text)
        bare = bare.cut(at.end(), len(bare)) if at else bare
        if bare.text.endswith(" record") and BODY.search(bare.text):  # `Swan Awards record`, of those that follow
            bare = bare.cut(0, len(bare) - len(" record"))
        self.indented = False
        if self.led is None or not self.mixed or not says_one(bare):  # else the sentence tells whose results follow
            self.paragraph()
        self.parents.clear()
        kind = heads(context_under(self.reader, bare, self.section), self.section)
        kinds = [head for head, _ in self.headings]
        if kind is None:
            self.headings.clear()
        elif kind in kinds:
            del self.headings[kinds.index(kind) :]
        self.headings.append((kind or Heads.AWARD, context_under(self.reader, bare, self.heading)))

    def takes_indented(self, item: Item, text: Rich, before: str, after: str) -> bool:
        """Whether an indented line, between lines of the markers `before` and `after`, says the result or year of the
        bullets under it, and so is their heading. Between bullets it may be about the one above it as well, unless
        others have led them already."""
        if item.marker.strip(":") or not item.marker or not after.startswith("*") or len(after) > len(item.marker):
            return False
        if not says_one(text.strip(":;. ")):
            return False
        if before.startswith("*") and not self.indented:
            self.reader.issue(UNREAD, self.heading.part, item.line)
        else:
            self.set_heading(text)
            self.indented = True
        return True

    def takes_beside(self, item: Item, text: Rich, before: Item | None, below: Iterator[Item]) -> bool:
        """Whether a bullet names the body, or says the result or year, of the bullets beside it up to the next such,
        and so is their heading: it is bold and the next is not, or it links awards. Those under a body all have to be
        of it (see `are_of_body`). before: the line before it; below: the lines after it."""
        if item.marker != "*":
            return False
        bold = is_heading_line(text)
        core = text.strip(":;. ")
        says = bold and says_one(core)
        if says and self._is_beside(next(below, None)):
            self._set_beside(item, core, before)
            return True
        if not (bold or links_awards(text)):
            return False
        self.parents.clear()
        if says or not are_of_body(self.reader, below, bold=bold, at_festival=names_festival(text)):
            return False
        read = read_segments(self.reader, text, segments(text), self.heading)
        if read.award is None or read.category or read.names or read.outcome or is_single_prize(read.award):
            return False
        self.parents = [("", context_under(self.reader, core, self.heading))]
        self.divided = False
        return True

    def _set_beside(self, item: Item, text: Rich, before: Item | None) -> None:
        """A bold bullet that says the result or year of those beside it. Between bullets it may be about the one above
        it as well, unless others have led them already: then what became of those after it is known only if all won."""
        above = self.context("*")
        if self._is_beside(before) and not (self.parents and self.divided):
            self.reader.issue(UNREAD, above.part, item.line)
            self.parents.clear()
            said = outcome_of_text(text.text)
            self.mixed = self.mixed or (said is not None and said.result is not Result.WON)
            return
        self.parents = [("", context_under(self.reader, text, above))]
        self.divided = True

    def _is_beside(self, item: Item | None) -> bool:
        """Whether a line is a bullet that may stand under a bold one beside it."""
        return item is not None and item.marker == "*" and not is_heading_line(self.reader.rich(item.span))

    def lead_in(self, led: LeadIn) -> None:
        """A sentence that leads into a list, `It won the following Golden Swan Awards:`, up to the next."""
        self.led = len(self.headings)
        self.mixed = led.mixed
        above = self.heading
        here = replace(
            above, award=led.body or above.award, result=led.outcome or above.result, year=led.year or above.year
        )
        self.headings.append((Heads.AWARD, here))

    def paragraph(self) -> None:
        """A paragraph ends what a sentence led into."""
        self.parents.clear()
        self.mixed = False
        if self.led is not None:
            del self.headings[self.led :]
            self.led = None

    def item(self, item: Item, text: Rich, children: int = 0) -> list[Nomination]:
        """The nominations of one list item; with so many children it is the context of theirs."""
        context = self.context(item.marker)
        text = text.cut(0, len(text) - 1) if _STOP.search(text.text[-5:]) else text
        of_all = _OUT_OF.search(text.text) if text.text.endswith("nominations") else None
        text = text.cut(0, of_all.start()) if of_all else text
        if len(text) > MAX_ITEM:
            self.reader.issue(UNREAD, context.part, item.line)
            return []
        parts = segments(text)
        if children:
            read = read_segments(self.reader, text, parts, context)
            here = context_under(self.reader, text.strip(":;. "), context)
            won = wins_told(text)
            mixed = here.mixed or (won is not None and won < children)
            here = replace(
                here,
                mixed=mixed,
                award=read.award or here.award,
                result=context.result if mixed or tally(text.text) else read.outcome or here.result,
                year=read.year or here.year,
                place=item.line if read.award or here.award is not context.award else here.place,
            )
            self.parents.append((item.marker, here))
            if not (read.category and read.award and (read.outcome or read.names)):
                return []
        found = self.nominations(parts, text, item.line, context)
        told = context.award or context.result is not self.heading.result or context.year != self.heading.year
        if self.parents and not told and any(map(_may_be_given, found)):
            self.reader.issue(UNREAD, context.part, item.line)  # the item above may name who gave it
        return found

    def nominations(self, parts: Sequence[Segment], text: Rich, span: Span, context: Context) -> list[Nomination]:
        """The nominations of an item: one for each category it names."""
        above = context.award
        if has_second_body(text, parts):
            self.reader.issue(UNREAD, context.part, span)
            return []
        grouped = groups(self.reader, text, parts, at_festival=above is not None and is_festival(above))
        closing = given_last(text, parts) if len(grouped) > 1 else None
        if closing is not None:
            context = replace(context, award=award_entity(self.reader, dateless(closing.text)[0]) or context.award)
        reads = [read_segments(self.reader, text, grouped[0], context)]
        given = reads[0].award
        below = replace(context, award=given) if given is not None and is_festival(given) else context
        reads += [read_segments(self.reader, text, group, below) for group in grouped[1:]]
        sure = share(text, grouped, reads, context.result)
        if len(sure) < len(reads):
            self.reader.issue(UNREAD, context.part, span)
        if any(read.unclear for read in sure) or any(joins_festivals(text, group) for group in grouped):
            self.reader.issue(UNREAD, context.part, span)
            return []
        doubtful = title_among(text, grouped, given or context.award)
        if doubtful is not None:
            self.reader.issue(UNREAD, context.part, span)
            at_end = doubtful is grouped[-1] and len(doubtful) == 1  # so that it tells nothing of those before it
            sure = sure[:-1] if at_end and len(sure) == len(grouped) else ()
        return [n for read in sure for n in self._nomination(read, span, context)]

    def _nomination(self, read: Read, span: Span, context: Context) -> list[Nomination]:
        reader = self.reader
        award, category, names = read.award, read.category, read.names
        if category is None and award is not None and _names_category(reader, award, names):
            category, names = category_entity(reader, names[0]), ()
        if award is not None and category is not None and _is_critics_of(context.award, award):
            award, category = context.award, replace(category, name=f"Critics Award for {category.name}")
        elif award is not None and category is not None and _is_heading(context.award, award):
            award = context.award  # the ceremony, or the body as the heading names it
        if award is None:
            link = category.link if category else None
            award = context.award or (award_of_title(reader, link) if link else None)
            if award is None and category is not None and is_own_prize(category):
                award, category = replace(category, kind=Kind.AWARD), None
        outcome = read.outcome or context.result
        told = any(_TELLS.search(named.name) for named in (award, category) if named)
        told = told or any(_TELLS_OF_FILM.match(name.text) for name in names)
        if award is None or told or is_nameless(award) or (context.shy and read.outcome is None):
            if not context.shy:
                reader.issue(UNREAD, context.part, span)
            return []
        untold = category is None and outcome is None and not _is_given(reader, award, names)
        bare = category is None and award is context.award and not read.outcome
        of_festival = award is not context.award and _is_at_festival(award, category, context.award)
        if untold or bare or of_festival or (outcome is None and (self.mixed or context.mixed)):
            reader.issue(UNREAD, context.part, span)
            return []
        if outcome is None:
            ranked = category is not None and RANKING.match(category.name)
            outcome = Outcome(Result.PLACED, category.name) if ranked and category else WON
        year = read.year or context.year or year_of(award)
        apart = category is None and award is context.award  # then what it is for stands above
        above = (context.place,) if apart and context.place is not None else ()
        return [
            Nomination(
                award=award,
                result=outcome.result,
                result_text=outcome.text,
                origin=reader.origin(span, above),
                category=category,
                nominees=_recipients(reader, names, award, category),
                year=year,
                place=outcome.place,
                ceremony=is_ceremony(award),
            )
        ]


def _is_heading(above: Entity | None, award: Entity) -> bool:
    """Whether a heading names the body of an award, rather than but the kind of its awards: `International Awards`."""
    return above is not None and same_body(award, above) and not is_general(above.name)


def _is_critics_of(above: Entity | None, award: Entity) -> bool:
    """Whether an award is that which critics choose at the ceremony of a body of one word: `Filmfare Critics Award`."""
    body = award.name.removesuffix(" Critics Award")
    if above is None or body == award.name or BODY.fullmatch(body) is None:
        return False
    return same_body(Entity(f"{body} Award", None, Kind.AWARD), above)


def _is_at_festival(award: Entity, category: Entity | None, above: Entity | None) -> bool:
    """Whether what stands where the award would, under a festival, may be one of its prizes by a name that shows no
    body: `Lotus du Public (Prix du Public) – Best Film`."""
    if above is None or category is None or award.link is not None or not is_festival(above):
        return False
    return BODY.search(award.name) is None


_STOP = re.compile(r"\d\.$")
"""A full stop behind a year, which no name ends with."""

_OUT_OF = re.compile(rf"\s+out of (?:(?:a total of|its) )?{NUMBER} nominations$")
"""Of how many nominations an item tells those that were won."""

_TELLS = re.compile(r" (?:(?:is|was|were|has|have|had)(?: [a-z]|$)|(?:won|received) (?:the|an?) )")
"""What makes a sentence of what stands in the place of a name: `Moss was selected for the [[Film Registry]]`."""

_TELLS_OF_FILM = re.compile(rf"(?i:{THE_FILM}) (?:is|was|has|had)\b")


def _may_be_given(nomination: Nomination) -> bool:
    """Whether a nomination is for a prize that may be one of a festival or body that is not known."""
    return nomination.category is None and nomination.award.link is None and is_single_prize(nomination.award)


_OF_PARTS = re.compile(r"AFI['’]s 100 Years\s?\W+100 (?:Heroes|Songs|(?:Movie )?Quotes|Stars)")
"""Lists of characters, songs and lines: what has the film's name there is not the film."""


def _recipients(reader: Reader, names: Sequence[Rich], award: Entity, category: Entity | None) -> tuple[Entity, ...]:
    """Who is named; a name made of the award's own words is the award once more."""
    words = _words(award.name, award.link)
    quotes = [name for name in names if name.text[0] in '"“'] if "Quotes" in award.name else []
    # of quotes, the line and not who says it
    found = nominees(reader, quotes or names, category.name if category else "", listed=True)
    found = of_list(reader, award, found)
    return tuple(e for e in found if not _words(e.name) <= words or _is_other(e))


def _words(*names: str | None) -> set[str]:
    return set(re.findall(r"\w+", " ".join(filter(None, names)).casefold()))


def _is_other(nominee: Entity) -> bool:
    """Whether a nominee that is called like the award has the page of a person or a work: `[[Moss (actor)|Moss]]` of
    the `Moss Awards`."""
    return nominee.link is not None and page_tells(nominee.link)


def of_list(reader: Reader, award: Entity, named: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """What an institute's list names, without what it is in it: `Max Roe, Villain`."""
    if not _OF_PARTS.match(award.name):
        return named
    own = Kind.WORK if "Songs" in award.name else Kind.NOMINEE
    found = (replace(e, link=None, kind=own) if e.link == reader.page.title else e for e in named)
    return tuple(e for e in found if e.link is not None or e.name not in ("Hero", "Heroine", "Villain"))


def _names_category(reader: Reader, award: Entity, names: Sequence[Rich]) -> bool:
    """Whether what follows a body is a prize of its own naming rather than one of the film's people. AFI's 10 Top 10
    are ten lists, each of a genre."""
    if GENRE_LISTS.match(award.name):
        return len(names) == 1
    if is_single_prize(award) or len(names) != 1 or _OF_PARTS.match(award.name):
        return False
    return not is_mentioned(reader, names[0]) and not reader.is_film(names[0])


def _is_given(reader: Reader, award: Entity, names: Sequence[Rich]) -> bool:
    """Whether a prize tells all without a category: with nobody behind it, or, where it has a page of its own, with
    people whom the article names elsewhere, `[[Swan Prize]] – [[Jane Doe]]`."""
    if not is_single_prize(award) or not names or award.link is None or names_category(award.link):
        return is_own_prize(award) or (is_single_prize(award) and not names)
    people = (
        NAME.fullmatch(name.text) and is_person_like(name) and is_named_again(reader, name.text) for name in names
    )
    prizes = any(is_prize(name) or has_category_words(name.text) for name in names)
    return is_own_prize(award) or (all(people) and not prizes)
