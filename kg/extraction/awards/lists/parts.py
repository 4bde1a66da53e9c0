"""What one part of a list item is: the award, the category, or what goes on with either.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extraction.awards.names.givers import OF_PERSON, is_festival, names_festival
from kg.extraction.awards.names.headings import GIVER, Context
from kg.extraction.awards.names.jobs import CRAFTS, OTHER_CRAFTS
from kg.extraction.awards.names.known import is_mentioned
from kg.extraction.awards.names.naming import (
    BEST,
    BODY,
    CATEGORY_START,
    OF_NEWCOMERS,
    SUPERLATIVE,
    award_entity,
    category_entity,
    is_ceremony,
    names_category,
    same_body,
    split,
)
from kg.extraction.awards.names.phrases import AWARD_OF, PRIZE_OF
from kg.extraction.awards.names.prizekinds import (
    GENERIC_PRIZE,
    OF_NO_OTHER,
    PRIZE_AT_END,
    is_festival_prize,
    is_kind_of_prize,
    is_mention,
    is_named_prize,
    is_nameless,
    is_of_critics,
    is_of_festivals,
    is_other_body,
    is_prize,
    is_prize_for,
    is_prize_of,
    is_short_prize,
    links_prize,
)
from kg.extraction.awards.names.results import Outcome
from kg.extraction.awards.names.wording import IN_PRODUCTION, is_category_part, is_person_like
from kg.extraction.awards.names.years import YEAR
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Rich

LIST_OF = re.compile(r"\bAFI'?s?\b|100 Years|\bTop (?:10|100|50)\b|Greatest|\bRegistry\b")

_AWARD = re.compile(r"\bAwards?\b")
_AWARD_OR_PRIZE = re.compile(r"[Aa]ward|[Pp]rize|Prix")


APART = ("-", "–", "—")
"""What sets a name, or the kind that is meant, apart from the category before it, besides a colon."""
LED = (":", *APART)
"""What stands between a prize and what it was given for, or who got it."""

_CRAFT = re.compile(
    r"(?:[A-Z][\w'’-]* ){0,5}(?:Actor|Actress|Director|Cinematographer|Composer|Screenwriter|Editor|Producer|Screenplay"
    r"|Script|Cinematography|of the (?:Year|Decade))"
)
"""A category by who gets it, whatever it begins with: `European Actor`, `Discovery of the Year`."""
_WITHOUT_BEST = re.compile(r"\b(?:IIFA|International Indian Film Academy|Zee Cine)\b")
"""Bodies known to call their categories by the craft alone, `Lyrics`; under others that may tell what someone did for
the category above."""
_CRAFT_ALONE = re.compile(rf"(?i:{CRAFTS}|{OTHER_CRAFTS}|story)")
_FILMS = re.compile(r"\b(?:Films?|Pictures?|Shorts?|Documentary|Features?|Music|Score|Song)$")
"""What the name of a category ends with that may also be a title's end."""


@dataclass
class Read:
    """What the segments of one item say."""

    award: Entity | None = None
    category: Entity | None = None
    outcome: Outcome | None = None
    year: int | None = None
    names: tuple[Rich, ...] = ()
    prize: Entity | None = None
    """The prize whose name gave both award and category, `Silver Bear for Best Actor`."""
    unclear: bool = False
    """Whether it holds a name that may be of who won, or of where that was."""


def assign(reader: Reader, read: Read, text: Rich, context: Context, *, dated: bool = False, joint: str = "") -> bool:
    """Takes a segment for an award or a category; False when it is neither, or one more of either. dated: a
    year stands beside it. joint: what stands between it and the part before."""
    if LIST_OF.search(text.text) and read.award is None and not _AWARD.search(text.text):
        if len(read.names) == 1 and read.names[0].covered("italic"):  # `''Reel Magazine'' – Top 10 list`
            read.award, read.category = award_entity(reader, read.names[0]), category_entity(reader, text)
            read.names = ()
        else:
            read.award = award_entity(reader, text)
        return True
    if read.category is None:
        both = split(reader, text)
        taken = _takes_both(reader, read, text, both, context) if both is not None else None
        if taken is not None:
            return taken
    above = read.award or context.award
    is_category = _is_category(reader, read, text, above)
    is_body = bool(BODY.search(text.text)) or (above is None and not is_category and _is_body_by_link(text, dated))
    if is_body and not SUPERLATIVE.match(text.text) and not (is_category and above):
        if read.award is None or _holds(read, text):
            take_body(reader, read, text)
            return True
        if " " not in text.text and same_body(read.award, Entity(text.text, None, Kind.AWARD)):
            return True  # `Academy Awards: Oscar`
        if read.category is not None:
            return _takes_festival(reader, read, text, joint)
        given = is_category or _gives(read.award, text.text, led=joint.endswith(":"))
        return _takes_second(reader, read, text, read.award, given=given)
    if is_category and (read.category is None or (BEST.match(text.text) and _is_weak(read, read.category))):
        read.category = category_entity(reader, text)
        return read.category is not None
    return False


def _takes_both(reader: Reader, read: Read, text: Rich, both: tuple[Entity, Entity], context: Context) -> bool | None:
    """Takes a segment that may be split into `both`, an award and a category, of which it may be only the latter.
    Whether that made a category; None, and nothing taken, where it is neither."""
    above = read.award or context.award
    if above is not None and _is_of(both[0], above, usual=_is_usual(text), best=bool(BEST.search(text.text))):
        read.category = category_entity(reader, text)  # `Silver Bear for Best Actor` of the festival above
    elif read.award is not None and same_body(both[0], read.award):
        read.category = both[1]  # `Golden Swans: Golden Swan Award for Best Actor`
    elif read.award is None and (context.award is None or not SUPERLATIVE.match(text.text)):
        read.award, read.category = both
        read.prize = category_entity(reader, text)
        nameless = GENERIC_PRIZE.fullmatch(both[0].name) is not None
        read.unclear = nameless and bool(read.names)  # which may be of the festival
    else:
        return None
    return read.category is not None


def take_body(reader: Reader, read: Read, text: Rich) -> None:
    """Takes a segment for the award; what was taken for that before, and is a festival's prize, is the category."""
    if read.award is not None and (_is_of_juries(read.award) or is_nameless(read.award)):
        read.category = read.prize
        read.unclear = False
    town = _IN_TOWN.search(text.text) if " in " in text.text else None
    if town and any(m.end == town.start() for m in text.of("link")) and names_festival(text):
        text = text.cut(0, town.start())
    links = [link for link in text.of("link") if BODY.search(text.text, link.begin, link.end)]
    if any(_JOINED.fullmatch(text.text, one.end, two.begin) for one, two in pairwise(links)):
        read.unclear = True
    read.award = award_entity(reader, text)


def _is_of_juries(prize: Entity) -> bool:
    """Whether a prize is given at festivals and nowhere else."""
    return is_festival_prize(prize) or is_of_critics(prize)


_JOINED = re.compile(r"(?:,|,? (?:and|&)) (?:the )?")
"""What joins two bodies: `[[Swan Awards]] and [[Moss Awards]]`."""

_IN_TOWN = re.compile(r" in [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?$")
"""Where a festival was held, behind its link: `[[Moss Festival]] in Oslo`."""


def _takes_second(reader: Reader, read: Read, text: Rich, award: Entity, *, given: bool) -> bool:
    """Takes a segment that is called as a body behind an award: one of them gives the other. given: it is known to be
    given by the award before it."""
    of_prize = _AWARD_OR_PRIZE.search(award.name) or (names_festival(text) and is_kind_of_prize(award))
    if not given and not _NAMELESS.match(text.text) and of_prize:
        # the prize stood first, and this is who gives it
        read.category = replace(award, kind=Kind.CATEGORY)
        read.award = award_entity(reader, text)
        return True
    if GIVER.search(text.text):
        return True  # who gives it: `Silver Swan, National Syndicate of Film Journalists`
    read.category = category_entity(reader, text)
    return read.category is not None


def _takes_festival(reader: Reader, read: Read, text: Rich, joint: str) -> bool:
    """Takes a festival behind a prize and its category, where the prize is one of it. joint: what stands before it."""
    award, category = read.award, read.category
    if award is None or category is None or not names_festival(text) or not is_kind_of_prize(award):
        return False
    if is_mention(category.name):
        read.category = Entity(f"{award.name}: {category.name}", None, Kind.CATEGORY)
    elif BEST.match(category.name) and (is_festival_prize(award) or _is_of_festival(read, award, joint)):
        read.category = read.prize or replace(category, name=f"{award.name}, {category.name}")
    else:
        return False
    read.award = award_entity(reader, text)
    return True


def _is_of_festival(read: Read, award: Entity, joint: str) -> bool:
    """Whether an award with its category is a prize of the festival behind it, `Fern Award, Best Film, [[Moss
    Festival]]`: but a comma stands between, and it is called as no award of a country or of a body and has no page, as
    those of their own mostly have. Elsewhere the film may only have been shown there as well."""
    if joint not in {",", *LED} or any(is_named_prize(name.text) for name in read.names):
        return False
    prize = award.name.endswith("Prize")
    if not prize:
        pages = (entity.link for entity in (award, read.category, read.prize) if entity is not None)
        if BODY.search(award.name.removesuffix("Award")) or any(pages):
            return False
    own = _OF_COUNTRY_OR_BODY.search(award.name) is not None
    read.unclear = read.unclear or (prize if own else joint != ",")
    return joint == "," and not own


_OF_COUNTRY_OR_BODY = re.compile(r"\b(?:National|State|Film|Academy|Guild)\b")
"""Words of the names of awards that have ceremonies of their own."""


def _is_category(reader: Reader, read: Read, text: Rich, above: Entity | None) -> bool:
    """Whether a segment names a category, by its words, its link, or where it stands. above: the award before it or
    above the item."""
    if above is not None and is_other_body(text, above) and is_festival(above):
        return False
    if (
        CATEGORY_START.match(text.text)
        or OF_NEWCOMERS.match(text.text)
        or (IN_PRODUCTION.match(text.text) and not text.of("italic"))
    ):
        return True
    linked = next((m.value for m in text.of("link")), None)
    if (linked is not None and names_category(linked)) or is_prize_for(text):
        return True
    if above is not None and is_festival(above) and is_short_prize(reader, text):
        return True
    return above is not None and _is_category_of(reader, read, text, above)


def _is_weak(read: Read, category: Entity) -> bool:
    """Whether what was taken for the category may be none, so that a better one takes its place."""
    return not (read.names or SUPERLATIVE.match(category.name) or is_prize_of(category))


def _gives(body: Entity, prize: str, *, led: bool) -> bool:
    """Whether a prize of one name, behind a body with a colon between (`led`) or behind awards of many, is given there:
    `[[Swan Awards]]: Jane Roe Award – Jane Doe`."""
    named = prize.partition(" for ")[0]
    best = BEST.search(named)
    named = named[: best.start()].rstrip() if best else named  # `Swan Award Best Film`
    return PRIZE_AT_END.search(named) is not None and (led or _MANY.search(body.name) is not None)


_MANY = re.compile(rf"\b(?:Awards|Prizes)(?: {YEAR})?$")


def _is_of(prize: Entity, body: Entity, *, usual: bool, best: bool) -> bool:
    """Whether a prize is given by a body that is named above it, rather than by one of its own name. usual: it is for
    what any body has an award for, so that `Fern Heath Award` may be another body's. best: it is for the best of a
    kind, as whole awards are."""
    if is_festival_prize(prize) or OF_NO_OTHER.fullmatch(prize.name):
        return True
    if is_festival(body) and is_of_critics(prize):
        return True
    many = _MANY.search(body.name) is not None
    named_after = many and OF_PERSON.match(prize.name) is not None  # `Ann Fern Award for Best Newcomer`: `Swan Awards`
    own_kind = many and not best and body.link is not None  # `Fern Prize for Most Local Film` under `[[Swan Awards]]`
    may_hold = prize.link is None and (named_after or own_kind or is_ceremony(body) or is_festival(body))
    own = is_festival(body) and _OF_COUNTRY_OR_BODY.search(prize.name) is None
    if usual and prize.name.endswith("Award") and not own and not SUPERLATIVE.match(prize.name):
        return False
    named = PRIZE_AT_END.search(prize.name) if may_hold else None
    return named is not None and not BODY.search(prize.name, 0, named.start()) and not same_body(prize, body)


def _is_usual(text: Rich) -> bool:
    """Whether a prize is for what categories have in common: `Best Actor`, but not `Best Local Film`."""
    best = BEST.search(text.text)
    return best is not None and is_category_part(text.cut(best.end(), len(text)))


def _is_category_of(reader: Reader, read: Read, text: Rich, above: Entity) -> bool:
    """Whether the first name in an item under a body is that of a category, though no word shows it."""
    if read.category is not None or read.names or text.text[0] in '"“' or text.of("italic"):
        return False
    if is_festival(above):
        if links_prize(text) or (is_prize(text) and (PRIZE_AT_END.search(text.text) or PRIZE_OF.match(text.text))):
            return True
        of = AWARD_OF.match(text.text)
        if of and not BODY.search(text.text, of.end() - 1) and not GIVER.search(text.text):  # `Award of the Youth`
            return True
        if is_of_festivals(Entity(text.text, None, Kind.AWARD)):  # `Volpi Cup`
            return True
    if _CRAFT_ALONE.fullmatch(text.text) and _WITHOUT_BEST.search(f"{above.name} {above.link}"):
        return True
    named = _CRAFT.fullmatch(text.text) or (_FILMS.search(text.text) and is_category_part(text))
    return bool(named) and not text.of("link") and not reader.is_film(text)


def _is_body_by_link(text: Rich, dated: bool) -> bool:
    """Whether a link is to a body that its text does not show: `[[Moss Critics Awards|MCA]]`, or one with a year beside
    it, which festivals have."""
    links = text.of("link")
    if not links or links[0].begin or text.text[links[0].end :] not in ("", "s"):  # `[[Moss Awards|MCA]]s`
        return False
    page = links[0].value
    named = BODY.search(without_disambiguation(page)) or page.endswith(_OF_AWARDS)
    return dated or (bool(named) and not names_category(page))


_OF_AWARDS = ("(award)", "(awards)", "(film award)", "(prize)", "(festival)", "(film festival)")
"""How pages end of awards and festivals whose names are those of other things as well."""


def given_for(reader: Reader, read: Read, text: Rich) -> None:
    """Takes what the prize of a body was given for: the category, or who got it."""
    if read.category is None:
        read.category = category_entity(reader, text)
    elif CATEGORY_START.match(text.text) and not text.of("link"):
        read.category = replace(read.category, name=f"{read.category.name} for {text.text}")
    elif is_person_like(text) and is_mentioned(reader, text):
        read.names += (text,)


def narrows(read: Read, text: Rich, joint: str, context: Context) -> bool:
    """Whether a text tells which of a prize's kinds is meant, `Audience Award: Best Feature`, or names the prize behind
    what it is for, `Film Script – Moss Award`. joint: what stands before it."""
    if read.category is None or read.names or text.of("link"):
        return False
    joint = joint.removeprefix(")").strip()
    if joint == "(":
        prize = SUPERLATIVE.match(read.category.name) and GENERIC_PRIZE.fullmatch(text.text)
        return bool(prize) or (BEST.match(text.text) is not None and is_kind_of_prize(read.category))
    if joint == ",":
        above = read.award or context.award
        of_festival = (above is None or is_festival(above)) and is_festival_prize(read.category)
        return SUPERLATIVE.match(text.text) is not None and (
            of_festival or PRIZE_AT_END.search(read.category.name) is not None or is_prize_of(read.category)
        )
    if joint not in LED:
        return False
    if SUPERLATIVE.match(text.text) and is_kind_of_prize(read.category):
        return True
    named = PRIZE_AT_END.search(text.text)
    return named is not None and context.award is not None and BODY.search(text.text, 0, named.start()) is None


_NAMELESS = re.compile(r"(?:Award|Prize|Prix) for\b")
"""A prize told by what it is for, which gives nothing itself: `Swan Awards: Award for Best Film`."""


def _holds(read: Read, text: Rich) -> bool:
    """Whether a body is the festival or ceremony that a prize before it was given at: `Silver Bear for Best Actor at
    the 40th Berlin Festival`, `Academy Award for Best Actor at the 35th Academy Awards`."""
    if read.award is None or read.prize is None:
        return False
    body = Entity(text.text, None, Kind.AWARD)
    if is_nameless(read.award):
        return True
    if _is_of_juries(read.award):
        return is_festival(body)
    return "Award" in text.text and same_body(read.award, body)
