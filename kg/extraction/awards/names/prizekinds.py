"""Prizes by their names: which texts name a prize, and of what kind it is.

Source: the names of prizes in award lists of film articles.
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.naming import BEST, BODY, same_body
from kg.extraction.awards.names.phrases import AWARD_OF, METAL, PRIZE, PRIZE_OF
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

_PRIX = re.compile(
    r"(?:Prix|Grand Prix|Grand Prize|Palme|Cam[eé]ra|Premio|Special (?:Jury )?Mention"
    rf"|(?:{METAL}|Grand|Special|Honorary) [A-Z])"
)

FOR_FILMS = re.compile(
    r"(?:the )?Best (?:[A-Z][\w-]* ){0,2}(?:Film|Feature|Documentary|Short|Picture|Movie)s?(?: (?:Film|Feature)s?)?"
)
"""What audiences give prizes for, which need no category else."""

_OF_AUDIENCE = re.compile(r"(?:the )?(?:Audience|Public|People['’]s Choice)(?: Choice)? (?:Award|Prize)")


def is_prize(text: Rich) -> bool:
    """Whether a text is the name of one prize: `Crystal Globe`, `FIPRESCI Prize`, `Prix Un Certain Regard`."""
    named = PRIZE.search(text.text) or _PRIX.match(text.text) or PRIZE_OF.match(text.text)
    return bool(named) and not re.search(r"\bfor\b|Festival", text.text)


def is_festival_prize(award: Entity) -> bool:
    """Whether a name is that of a festival's prize (`Silver Bear`, `Volpi Cup`), which is given at the festival
    and no body of its own."""
    if GENERIC_PRIZE.fullmatch(award.name):
        return True
    return bool(_FESTIVAL_PRIZE.fullmatch(award.name)) and not _OWN_BODY.search(award.name)


GENERIC_PRIZE = re.compile(
    r"(?:the )?(?:(?:Grand|Special|Jury|Audience|(?:International )?Critics['’]?|Youth|Public|Honorary|Student"
    r"|Technical|World Cinema)\s)+"
    r"(?:Awards?|Prizes?)"
)
_FESTIVAL_PRIZE = re.compile(
    rf"(?:the )?(?:(?:{METAL}|Grand|Special|Jury|Audience)\b.*"
    r"|(?:.* )?(?:Cup|Bear|Lion|Leopard|Shell|Palm)|(?:All India )?(?:Certificate|Diploma) of Merit)"
)
_OWN_BODY = re.compile(r"\b(?:Awards?|(?<!Crystal )Globes?|Horse|Rooster|Screen|Calf|Eagle|Bauhinia)\b")


def is_own_prize(prize: Entity) -> bool:
    """Whether a linked prize names its giver (`Special Achievement Academy Award`), so that it can stand as the
    award where no body is named."""
    name = prize.name.removesuffix("Award")
    own = prize.link is not None and name != prize.name and bool(BODY.search(name))
    return own and not is_of_critics(prize)


def is_of_critics(prize: Entity) -> bool:
    """Whether a name is that of a prize which juries of their own give at festivals of all kinds: `FIPRESCI Prize`."""
    return _OF_JURIES.fullmatch(prize.name) is not None


_OF_JURIES = re.compile(r"(?:the )?(?:FIPRESCI|NETPAC|OCIC|SIGNIS|CICAE)\b.*\b(?:Award|Prize)")


def is_single_prize(award: Entity) -> bool:
    """Whether a name is that of a prize (`OCIC Award`), not of a body or ceremony (`Academy Awards`)."""
    return _SINGLE.search(award.name) is not None


_SINGLE = re.compile(r"\b(?:(?:Award|Prize|Prix|Medal|Bear|Lion|Leopard|Globe)$|(?:Award|Medal) of\b)")


def is_nameless(award: Entity) -> bool:
    """Whether a name is but the word for a prize, `Prize for Best Debut`, so that it is no award."""
    return award.link is None and _NO_NAME.fullmatch(award.name) is not None


GRADE = "(?:First|Second|Third)"
"""Of a prize or a category that is given more than once, as a pattern: `Best Film (Second)`."""
_GRADE = f"(?:{GRADE}|1st|2nd|3rd)"
_NO_NAME = re.compile(rf"(?:the )?(?:{_GRADE} )?(?:Awards?|Prizes?|Diplomas?)", re.IGNORECASE)
GRADED = re.compile(rf"{_GRADE} Prize")
"""A prize that has no name but its grade."""

OF_NO_OTHER = re.compile(rf"(?i:{_NO_NAME.pattern})|.*\b(?:Medal|(?:Certificate|Diploma) of Merit)")
"""Prizes whose names tell of no body."""

PRIZE_AT_END = re.compile(r"\b(?:Award|Prize|Trophy|Prix)$")

PRIZE_WORD = "(?:Award|Prize|Trophy|Prix|Medal|Diploma|Certificate|Citation|Mention)"
"""The last word of a prize's name, also of those that are less than a prize, as a pattern."""


def is_prize_for(text: Rich) -> bool:
    """Whether a text names a prize with what it is for: `Crystal Moss for Best Director`."""
    if " for " in text.text:
        return _PRIX.match(text.text) is not None
    return _FOR_QUOTED.match(text.text) is not None


_FOR_QUOTED = re.compile(r"(?:Prize|Award|Diploma|Medal) [\"“]For ")
"""A prize with what it is for in quotes: `Prize "For Best Actor"`."""


def links_prize(text: Rich) -> bool:
    """Whether a text is the short name of the prize that it is linked to: `[[Fern Award|Fern]]`."""
    link = text.covered("link")
    return link is not None and _is_short_of(text.text, link.value)


def links_other(text: Rich) -> bool:
    """Whether a text is the link to a prize: `[[FIPRESCI Prize]]`."""
    return text.covered("link") is not None and PRIZE_AT_END.search(text.text) is not None


def _is_short_of(name: str, page: str | None) -> bool:
    return page in {f"{name} Award", f"{name} Prize"}


def is_short_prize(reader: Reader, text: Rich) -> bool:
    """Whether a text names a prize of a festival by one word and what it is for, `Coral for Best Director`, rather than
    someone of the film."""
    short = _SHORT_PRIZE.match(text.text) if " for " in text.text else None
    if short is not None and links_prize(text.cut(*short.span("name"))):
        return True
    return short is not None and not text.linked(*short.span()) and reader.anchors.page(short["name"]) is None


_SHORT_PRIZE = re.compile(rf"(?P<name>[A-Z][\w'’-]+) for {BEST.pattern}")


def is_other_body(text: Rich, body: Entity) -> bool:
    """Whether a link is to an award of a name of its own: `[[Golden Globe Award]]`, `[[Golden Fern Awards]]`."""
    if not text.of("link"):
        return False
    named = _AWARD_AT_END.search(text.text)
    own = named is not None and (named[0] == "Awards" or BODY.search(text.text, 0, named.start()) is not None)
    return own and not same_body(Entity(text.text, None, Kind.AWARD), body)


_AWARD_AT_END = re.compile(r"\bAwards?$")


def is_kind_of_prize(prize: Entity) -> bool:
    """Whether a name is that of a prize by itself, `Moss Award`, `Silver Swan`: what it is for may follow."""
    shown = PRIZE_AT_END.search(prize.name) is not None or _is_short_of(prize.name, prize.link)
    return shown or is_festival_prize(prize) or is_prize_of(prize)


def is_prize_of(prize: Entity) -> bool:
    """Whether a prize is named after what it is for or who gives it: `Award of the Youth`, `Prize of the Jury`."""
    return bool(AWARD_OF.match(prize.name) or PRIZE_OF.match(prize.name))


def is_of_festivals(prize: Entity) -> bool:
    """Whether a prize under or beside a festival can be no other's: `Volpi Cup`, `Caméra d'Or`."""
    return is_festival_prize(prize) or _IN_METAL.fullmatch(prize.name) is not None


_IN_METAL = re.compile(r"[^\W\d_a-z]\w+ d['’](?:Or|Argent)")
"""A prize of gold or silver: `Caméra d'Or`."""


def is_mention(text: str) -> bool:
    """Whether a category or result is but a mention, which is one of some prize or jury."""
    return _MENTION.fullmatch(text) is not None


_MENTION = re.compile(r"(?:Special|Honou?rable)(?: Jury)? Mention", re.IGNORECASE)


def is_named_prize(text: str) -> bool:
    """Whether a text is shown to be a prize's name by its first or last word, as no person's is; what it is for may
    follow."""
    name = text.partition(" for ")[0]
    return bool(PRIZE_AT_END.search(name) or _PRIX.match(name) or PRIZE_OF.match(name)) or is_festival_prize(
        Entity(name, None, Kind.AWARD)
    )


def names_no_giver(text: str) -> bool:
    """Whether a text is the name of a prize, and not also that of a body: `Jury Award`, but not `Academy Award`."""
    return is_named_prize(text) and BODY.search(text.rpartition(" ")[0]) is None


def is_for_films(prize: str, text: str) -> bool:
    """Whether a text goes on with the name of a prize of the audience: `Audience Award, Best Feature`."""
    return _OF_AUDIENCE.fullmatch(prize) is not None and FOR_FILMS.fullmatch(text) is not None
