"""Whether two nominations are the same fact: what prose repeats of a table counts once."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.extraction.anchors import name_key
from kg.extraction.awards.names.givers import stands_alone
from kg.extraction.awards.names.naming import AFI_LIST, same_body, words_of_body
from kg.model import Entity, Kind, Nomination, Result

_COMMON = frozenset({"the", "of", "for", "and", "in", "a", "award", "film", "prize", "at", "international", "annual"})
_KINDS = frozenset({"festival", "society", "association", "circle", "critic", "guild", "movie", "national", "choice"})

_OTHERS = frozenset({"critic", "fan", "guild", "journalist", "online"})
"""Words that a body has which is another than that of its name without them: the `Moss Film Critics` give other awards
than the state of Moss."""

_PRIZE = re.compile(r"\bAward$")


def repeats(late: Nomination, early: Nomination, film: str) -> bool:
    """Whether `late` says again what `early` says: the same category of the same body. `film`: the page of the film."""
    if late.result is not early.result and {late.result, early.result} != {Result.WON, Result.NOMINATED}:
        return False
    if not _told_alone(late, early):
        if not _same_category(late.category, early.category, late.award):
            return False
        if _are_of_two(late, early) or not _same_award(late, early):
            return False
    return not late.nominees or not early.nominees or _share(late.nominees, early.nominees, film)


def tells_won(late: Nomination, early: Nomination) -> bool:
    """Whether `late`, which repeats `early`, tells that what a sentence named as a nomination was won: `nominated for
    two Swan Awards, Best Film and Best Song, winning Best Song`."""
    if (late.result, early.result) != (Result.WON, Result.NOMINATED) or late.category is None:
        return False
    if late.year != early.year and None not in (late.year, early.year):
        return False
    if late.nominees and early.nominees and len(late.nominees) != len(early.nominees):  # one of several won
        return False
    one, two = late.award.link, early.award.link
    if one is not None and two is not None and not _same_name(_words(one), _words(two)):
        return False
    return same_body(late.award, early.award, exact=True)


def as_won(early: Nomination, late: Nomination) -> Nomination:
    """A nomination that `late` tells to be won."""
    return replace(
        early,
        result=late.result,
        result_text=late.result_text,
        origin=late.origin,
        nominees=early.nominees or late.nominees,
        year=early.year or late.year,
    )


def sums_up(told: Nomination, row: Nomination, film: str) -> bool:
    """Whether a sentence only counts what a row tells, `won an Academy Award` beside that of `Best Film`."""
    if told.category is not None or row.category is None or not same_body(told.award, row.award, exact=True):
        return False
    if told.result is not row.result and (told.result, row.result) != (Result.NOMINATED, Result.WON):
        return False
    if told.year is not None and row.year is not None and abs(told.year - row.year) > 1:  # of the film, or the ceremony
        return False
    return not told.nominees or (bool(row.nominees) and _share(told.nominees, row.nominees, film))


def _told_alone(late: Nomination, early: Nomination) -> bool:
    """Whether `late` names a prize without its giver that `early` names as a giver's."""
    prize, named = late.award, early.category
    if late.category is not None or named is None or not stands_alone(prize):
        return False
    words = _words(prize.name)
    return bool(words) and words == _words(named.name) if prize.link is None else prize.link == named.link


def _share(left: tuple[Entity, ...], right: tuple[Entity, ...], film: str) -> bool:
    def keys(entities: tuple[Entity, ...]) -> set[str]:
        return {name_key(e.name).casefold() for e in entities} | {e.link for e in entities if e.link}

    if keys(left) & keys(right) or any(_may_be_one(a, b) for a in left for b in right):
        return True
    works = [e.kind is Kind.WORK for e in (*left, *right)]
    if all(works):  # two songs of the film; beside the film itself one is told nearer
        return any(e.link == film for e in (*left, *right))
    return any(works)


def _may_be_one(left: Entity, right: Entity) -> bool:
    """Whether two names can be of one person: the surname is the same, and of two given names the first letter. A work
    may have several titles."""
    one, two = (name_key(entity.name).casefold().split() for entity in (left, right))
    if not one or not two or one[-1] != two[-1]:
        return False
    return Kind.WORK in (left.kind, right.kind) or 1 in (len(one), len(two)) or one[0][0] == two[0][0]


def _same_category(left: Entity | None, right: Entity | None, award: Entity) -> bool:
    if left is None or right is None:
        return left is right
    if left.link and left.link == right.link:
        return True
    one, two = _words(left.name), _words(right.name)
    return one == two or (bool(one) and one <= two and bool(_words(award.name) & (two - one)))


def _are_of_two(late: Nomination, early: Nomination) -> bool:
    """Whether two nominations tell by the pages of their categories, or by a word, that two bodies gave them. An award
    of the same name has no other words than the full name on its page: `SAG Awards`."""
    one, two = _giver_of(late.category), _giver_of(early.category)
    if one and two:  # a word of the giver may stand with the category: `Best Film (Critics)`
        apart = (one - two - _named(early.category)) | (two - one - _named(late.category))
        linked = late.award.link is not None and late.award.link == early.award.link
        return bool(apart & _OTHERS) or (not linked and not apart <= _KINDS)
    if _dateless(_words(late.award.name)) == _dateless(_words(early.award.name)):
        return False
    return bool((_all_words(late) ^ _all_words(early)) & _OTHERS)


def _all_words(nomination: Nomination) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for entity in (nomination.award, nomination.category):
        if entity is not None:
            found |= _words(entity.name) | _words(entity.link)
    return found


def _dateless(words: frozenset[str]) -> frozenset[str]:
    """Words without the number or year of a ceremony."""
    return frozenset(word for word in words if not word[0].isdigit())


def _named(category: Entity | None) -> frozenset[str]:
    return _words(category.name) if category is not None else frozenset()


def _giver_of(category: Entity | None) -> frozenset[str]:
    """The words of who gives a category, by its page, `Swan Award for Best Film`; none where that names nobody."""
    giver, joint, _ = category.link.partition(" for ") if category is not None and category.link else ("", "", "")
    return _words(giver) if joint else frozenset()


def _same_award(late: Nomination, early: Nomination) -> bool:
    """Whether two nominations are of the same award. Where they have no categories, a prize's name tells it from
    others; where one sentence names two, they are but the same when they are called the same."""
    left, right, alone = late.award, early.award, late.category is None
    if left.link and left.link == right.link:
        return True
    if late.origin.span == early.origin.span and late.result is early.result:
        return _same_name(_words(left.name), _words(right.name))
    if _PRIZE.search(left.name) and _PRIZE.search(right.name) and left.link and right.link and alone:
        return False  # two prizes of one giver
    if alone and _words(left.name) != _words(right.name) and all(map(_is_own_name, (left, right))):
        return False
    one = _dateless(_words(left.name) | _words(left.link))
    two = _dateless(_words(right.name) | _words(right.link))
    one, two = (one - _KINDS) or one, (two - _KINDS) or two
    if alone and left.link and right.link and one - two and two - one:
        return False  # each has a word of its own: guilds of writers and of directors
    return bool(one) and bool(two) and (one <= two or two <= one or _are_alike(one, two))


def _are_alike(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two names have more in common than not; half of the words are enough where others begin alike: `Japan
    Academy`, `Japanese Academy`, but not `Golden Globe`, `Golden Eagle`."""
    more = len(one & two) * 2 - min(len(one), len(two))
    return more > 0 or (more == 0 and any(a[:4] == b[:4] for a in one - two for b in two - one))


def _same_name(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two awards are called the same; of two ceremonies each may be told by its number or year."""
    dateless = _dateless(one)
    return dateless == _dateless(two) and (one == two or dateless in (one, two))


def _is_own_name(award: Entity) -> bool:
    """Whether an award is called by a prize's own name, `Grand Jury Prize`, which is another than `Jury Prize`, or is
    one of an institute's lists."""
    return ("Award" not in award.name and stands_alone(award)) or AFI_LIST.match(award.name) is not None


@lru_cache(maxsize=1 << 9)  # each is compared with many
def _words(text: str | None) -> frozenset[str]:
    if not text:
        return frozenset()
    return words_of_body(text) - _COMMON
