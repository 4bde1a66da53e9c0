"""The nominations that a verb of a sentence states: the prizes behind it, each with who gives it and who gets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.awards.names.givers import (
    Givers,
    abbreviates,
    names_giver,
    of_festival,
    stands_alone,
)
from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.jobs import is_for_craft
from kg.extraction.awards.names.naming import is_ceremony, same_body, unquoted, year_of
from kg.extraction.awards.names.nominees import nominees
from kg.extraction.awards.names.oneprize import Prize
from kg.extraction.awards.names.prizekinds import GENERIC_PRIZE, is_of_critics, is_own_prize
from kg.extraction.awards.names.results import Outcome, outcome_of_text
from kg.extraction.awards.sentences.people import people_of
from kg.extraction.awards.sentences.prizes import Found
from kg.extraction.awards.sentences.sources import Told
from kg.extraction.awards.sentences.story import Story
from kg.extraction.reader import Reader
from kg.extraction.sentences import whole
from kg.model import Entity, Kind, Nomination, Result
from kg.wikitext.rich import Rich


@dataclass(frozen=True, slots=True)
class Statement:
    """A verb of a sentence, and of whom it states a result."""

    sentence: Rich
    result: Result
    word: str
    """The word that states the result."""
    verb: int
    """Where the verb begins."""
    subject: tuple[Entity, ...]


def nominations(
    reader: Reader, stated: Statement, found: Found, givers: Givers, context: Context, story: Story
) -> Iterator[Told]:
    """The nominations for the prizes found behind a verb. Notes in the story whether a prize is missed since nobody can
    have given it."""
    deed = story.deed if stated.subject and story.deed and story.deed.who == stated.subject else None
    if deed is not None and deed.several and len(found.prizes) > 1:  # which is for what is not known
        story.missed = True
        return
    before: Entity | None = None
    mixed = any(prize.award is not None and (prize.award.link or prize.category) for prize in found.prizes)
    for prize in found.prizes:
        listed = mixed or _ONE_OF_MANY.match(stated.sentence.text, prize.place[0])
        of_critics = prize.award is not None and is_of_critics(prize.award)
        festival = None if listed and not of_critics else prize.body or found.there
        prize = of_festival(prize, festival) if festival is not None else prize
        if prize.other_work:
            continue
        award, category = _award_of(prize, givers, before)
        if award is None:
            story.missed = True
            continue
        before = award if category is not None else prize.body or before
        if prize.year is None and award == found.shown:
            prize = replace(prize, year=year_of(award) or found.when)
        by = (
            replace(stated, subject=())
            if deed and deed.of_film and not (category and is_for_craft(category.name))
            else stated
        )
        yield Told(_nomination(reader, by, prize, award, category, context), stated.verb, *prize.place)


_ONE_OF_MANY = re.compile(r"(?:also\s+)?an?\s")
"""Before the prize of a body that gives several: `a Fern Award and the Grand Prize at the [[Moss Festival]]`."""


def _award_of(prize: Prize, givers: Givers, before: Entity | None) -> tuple[Entity | None, Entity | None]:
    """(award, category) of a prize; without an award where nobody can have given it. `before` gives the prize named
    before it."""
    if prize.award is None:
        return _given_by(prize, givers, before)
    if prize.award.link is not None and not prize.of_page:
        return prize.award, prize.category
    # the sentence names the body in full: `At the 68th Academy Awards …`; `Academy Awards for A and B`
    named = prize.award
    near = [other for other in givers.near(prize) if same_body(named, other) or _is_short(prize, other)]
    if named.link is not None:  # which of its ceremonies
        return next((other for other in near if is_ceremony(other)), named), prize.category
    near += [before] if before is not None and same_body(named, before, exact=True) else []
    return next((other for other in near if other.link is not None), next(iter(near), named)), prize.category


def _is_short(prize: Prize, body: Entity) -> bool:
    """Whether the page of a category calls its award by the first letters of a body: `SIIMA Award` of the `2nd South
    Indian International Movie Awards`."""
    return prize.of_page and prize.award is not None and abbreviates(prize.award.name, body.name)


def _given_by(prize: Prize, givers: Givers, before: Entity | None) -> tuple[Entity | None, Entity | None]:
    """(award, category) of a prize that is named without its giver."""
    category = prize.category
    likely = list(givers.of(prize, before))
    if category is not None and is_own_prize(category):
        own = next((giver for giver in likely if same_body(category, giver)), None)
        return (own, category) if own is not None else (replace(category, kind=Kind.AWARD), None)
    if likely:
        return likely[0], category
    if prize.apart is not None:
        return prize.apart
    if not givers.carried and category is not None and GENERIC_PRIZE.fullmatch(category.name):
        return None, category  # of another festival, which could not be read
    refused = before is not None or any(givers.near(prize)) or names_giver(category)
    if refused and category is not None and stands_alone(category):
        return replace(category, kind=Kind.AWARD), None
    return None, category


def _nomination(
    reader: Reader, stated: Statement, prize: Prize, award: Entity, category: Entity | None, context: Context
) -> Nomination:
    outcome = Result.NOMINATED if prize.nominated else stated.result
    word = stated.word if outcome is stated.result else "nominated"
    placed = outcome_of_text(word) if outcome is Result.PLACED else None
    said = prize.outcome or placed or Outcome(outcome, word)
    people = people_of(reader, prize.names) if prize.names else stated.subject
    if prize.songs and all(each.kind is Kind.WORK for each in people):
        people = _songs(reader, prize) or people
    return Nomination(
        award=award,
        result=said.result,
        result_text=said.text,
        place=said.place,
        origin=reader.origin(whole(reader, stated.sentence)),
        category=category,
        nominees=people,
        year=prize.year or year_of(award) or context.year,
        ceremony=is_ceremony(award),
    )


def _songs(reader: Reader, prize: Prize) -> tuple[Entity, ...]:
    """The songs that a prize is said to be for; one that has the film's name is not the film."""
    of_song = prize.category is not None and "Song" in prize.category.name
    found: list[Entity] = []
    for song in prize.songs:
        own = of_song and not song.of("link") and reader.is_film(unquoted(song))
        found += [Entity(unquoted(song).text, None, Kind.WORK)] if own else nominees(reader, [song])
    return tuple(found)
