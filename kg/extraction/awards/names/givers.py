"""Who gives a prize: the one it is said to be given by or at, or else one who was named for another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.awards.names.naming import BEST, BODY, FESTIVALS, is_ceremony, same_body
from kg.extraction.awards.names.oneprize import Prize
from kg.extraction.awards.names.phrases import EDITION, FESTIVAL_START, PRIZE, PRIZE_OF
from kg.extraction.awards.names.prizekinds import GENERIC_PRIZE, is_festival_prize, is_of_critics
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich


@dataclass(frozen=True, slots=True)
class Givers:
    """Who may give a prize that names no giver, the nearest first."""

    body: Entity | None
    """The body of the sentence so far."""
    stated: bool
    """Whether it is named for the verb or opens the sentence, rather than given another prize."""
    heading: Entity | None
    earlier: Entity | None
    """The body of the sentences before."""
    carried: bool = True
    """Whether those not stated for the prize may give it."""
    sent: Rich | None = None
    """What told that the film was sent to the earlier body, which then gives no prize but one named there."""

    def near(self, prize: Prize) -> Iterator[Entity]:
        return (giver for giver in (prize.body, self.body, self.earlier) if giver is not None)

    def of(self, prize: Prize, before: Entity | None) -> Iterator[Entity]:
        """Those that are likely to give it; `before` gives the prize named before it."""
        named = prize.apart[0] if prize.apart else prize.category
        listed = before is not None
        for giver, sure in (
            (prize.body, True),
            (before, False),
            (None if listed and not self.stated else self.body, self.stated),
            (self.heading, True),
            (None if listed else self._earlier(named), False),
        ):
            if giver is None:
                continue
            if sure or (self.carried and (named is None or may_give(giver, named, listed=listed))):
                yield giver

    def _earlier(self, named: Entity | None) -> Entity | None:
        return self.earlier if self.sent is None or (named and _is_told(self.sent, named)) else None


def _is_told(text: Rich, category: Entity) -> bool:
    """Whether a text names a category."""
    if category.link is not None and any(link.value == category.link for link in text.of("link")):
        return True
    return category.name.casefold() in text.text.casefold()


def given_at(prize: Prize, body: Entity) -> Prize:
    """A prize said to be given at a festival or ceremony, which is then its award: `the Fern Choice Award at the [[Moss
    Festival]]`, `the Jane Doe Prize for Best Film` there. A name of the body's own award is none of a prize."""
    award = prize.award
    if (
        award is None
        or (prize.category is not None and not _names_own_prize(award, prize.category, body))
        or not (BODY.search(f"{body.name} {body.link}") or _EDITION.match(body.name))
        or _AWARD_ITSELF.search(award.name)
        or (same_body(award, body) and not _SPECIAL.search(award.name))
        or abbreviates(award.name, body.name)
    ):
        return replace(prize, body=body)
    named = replace(award, kind=Kind.CATEGORY)
    if prize.category is not None:
        named = Entity(f"{award.name} for {prize.category.name}", prize.category.link or award.link, Kind.CATEGORY)
    return replace(prize, award=None, category=named, body=body)


def _names_own_prize(award: Entity, category: Entity, body: Entity) -> bool:
    """Whether a name in front of a category may be that of a prize of a festival, or of one named after a person that
    is given at a ceremony: it is of no award with a page, and of no other body. An award for the best of something may
    have its own ceremony, unless the page is that of the prize alone. What juries give at festivals is always such."""
    if is_of_critics(award) and category.link is None and is_festival(body):
        return True
    named = _OWN_PRIZE.search(award.name) if award.link is None else None
    if named is None or BODY.search(award.name, 0, named.start()):
        return False
    if category.link is not None:
        whole = category.link == f"{award.name} for {category.name}"
        return whole and is_ceremony(body) and OF_PERSON.match(award.name) is not None
    return is_festival(body) or (
        is_ceremony(body) and OF_PERSON.match(award.name) is not None and not BEST.match(category.name)
    )


def may_give(giver: Entity, prize: Entity, *, listed: bool) -> bool:
    """Whether a body that was named for another prize is likely to give this one too: a festival gives festivals'
    prizes, and all give categories; a prize of a name of its own may be anyone's. `listed`: both prizes stand in one
    list, where each may have its own giver."""
    if _CATEGORY.match(prize.name) or same_body(giver, prize):
        return True
    if listed:
        return is_festival(giver) and _GENERAL.match(prize.name) is not None
    if not is_festival(giver):
        return prize.link is None and _OF_CRITICS.match(prize.name) is not None
    return is_festival_prize(prize) or bool(FESTIVAL_START.match(prize.name) or PRIZE_OF.match(prize.name))


def is_festival(body: Entity) -> bool:
    """Whether a body or event is called a festival."""
    return _FESTIVAL.search(f"{body.name} {body.link}") is not None


def names_festival(text: Rich) -> bool:
    """Whether a text, or the page it is linked to, is called a festival."""
    return is_festival(Entity(text.text, next((m.value for m in text.of("link")), None), Kind.AWARD))


def stands_alone(prize: Entity) -> bool:
    """Whether a prize is told by its name, whoever gives it."""
    named = PRIZE.search(prize.name) or FESTIVAL_START.match(prize.name) or PRIZE_OF.match(prize.name)
    return named is not None and not _CATEGORY.match(prize.name) and not _NO_PRIZE.search(prize.name)


def names_giver(prize: Entity | None) -> bool:
    """Whether a linked prize is called by who gives it, so that nobody else need be named: `[[FIPRESCI Prize]]`. One
    with a page of its own may be what the book of the film won: `[[Jane Doe Prize]]`."""
    return prize is not None and prize.link is not None and BODY.search(prize.name.removesuffix(" Prize")) is not None


_NO_PRIZE = re.compile(r"\b(?:Certificate|Jubilee|Disc|Star)s?$")
"""What a film gets that is no prize of its own."""


_CATEGORY = re.compile(
    r"(?:the )?(?:[Bb]est|Outstanding|Favou?rite|Worst|Excellence in|Achievement in|Most|Top|Distinguished|Honorary"
    r"|Special(?! Jury))\b"
)
_FESTIVAL = re.compile(rf"Fest|fest(?:ival)?\b|(?:{FESTIVALS})\b")
_GENERAL = re.compile(r"(?:the )?(?:Grand|Special|Jury|Audience|Critics|Youth|Student)\b")

_OF_CRITICS = re.compile(r"(?:the )?Critics['’]? (?:Awards?|Prizes?)$")
"""A prize that awards of the trade have beside their own, as Filmfare's `Critics Award for Best Actor`."""


def of_festival(prize: Prize, festival: Entity) -> Prize:
    """A prize that was named among a festival's, which it gives unless the name tells of another giver: `the Fern Award
    and the Grand Prize at the [[Moss Festival]]`."""
    named = _OWN_PRIZE.search(prize.award.name) if prize.award is not None and prize.award.link is None else None
    if prize.award is not None and is_of_critics(prize.award):
        return given_at(prize, festival) if is_festival(festival) else prize
    if prize.award is None or named is None:
        return prize
    if BODY.search(prize.award.name, 0, named.start()) and not GENERIC_PRIZE.fullmatch(prize.award.name):
        return prize
    return given_at(prize, festival) if is_festival(festival) else prize


OF_PERSON = re.compile(r"(?:[Tt]he )?(?!The )[A-Z][\w.'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+ (?:Award|Prize)$")
"""A prize that may be named after a person."""
_OWN_PRIZE = re.compile(r"\b(?:Award|Prize|Trophy)$|^Prix\b")
_EDITION = re.compile(rf"(?:the )?{EDITION} (?=[A-Z])")
"""What the name of one of an event's years begins with, whatever the event is called: `8th Moss Days`."""
_AWARD_ITSELF = re.compile(r"\b(?:Oscar|BAFTA|Golden Globe|Emmy|Grammy|Razzie)\b")
_SPECIAL = re.compile(r"\b(?:Honorary|Special|Achievement|Juvenile|Technical|Memorial|Humanitarian)\b")
"""Words of a prize that a body gives besides those of its categories."""


def abbreviates(name: str, body: str) -> bool:
    """Whether a name begins with the first letters of a body's: `SAG Award`, `Screen Actors Guild Awards`."""
    short = name.split()[0]
    letters = "".join(word[0] for word in body.split() if word[0].isupper())
    return len(short) > 1 and short.isupper() and letters.startswith(short)
