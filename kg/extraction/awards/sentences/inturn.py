"""What is told in turn of several, `Jane Doe and John Roe won Best Actress and Best Actor, respectively`, and of one of
two, `winning the latter`.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.awards.names.jobs import is_for_one_player
from kg.extraction.awards.names.oneprize import Prize
from kg.extraction.awards.names.wording import LOST
from kg.extraction.awards.sentences.counts import NUMBER
from kg.extraction.awards.sentences.details import with_details
from kg.extraction.awards.sentences.prizes import Found
from kg.extraction.awards.sentences.sources import Told
from kg.extraction.reader import Reader
from kg.model import Kind, Result
from kg.wikitext.rich import Rich

_WORD = "respectively"
_BEFORE = re.compile(r",?\s+(?:(?:was|were)\s+)?respectively\s*$")
_BEHIND = re.compile(r",?\s+respectively\b,?")
_LOST_TO = re.compile(rf"\b{LOST}\sto\b[^,.;()]*$")
"""Before the word those who won instead, which it then may be of."""
_AFTER_MORE = re.compile(r"(?:[,\s&]|(?:and|the|at|in|for|by|from|of)\b|(?=[A-Z\d])[\w.'’-]++)*+respectively\b")
"""Behind prizes, nothing but names that were not read and the small words between them."""


def in_turn_before(before: Rich) -> Rich | None:
    """What stands before a verb without the word that what follows is told in turn; None where it does not say so."""
    match = _BEFORE.search(before.text) if _WORD in before.text else None
    return before.cut(0, match.start()) if match else None


def in_turn_behind(reader: Reader, text: Rich, found: Found, stop: int, *, several: bool) -> bool:
    """Whether the prizes found are told in turn by what stands behind them, up to `stop`. What follows that word is
    taken for all of them. several: whether they are told of more than one."""
    if not found.prizes or _WORD not in text.text[found.end : stop]:
        return False
    match = _BEHIND.match(text.text, found.end, stop)
    if match is not None and not several and _LOST_TO.search(text.text, found.prizes[-1].place[0], found.end):
        found.end = match.end()
        return False
    if match is None:
        return _AFTER_MORE.match(text.text, found.end, stop) is not None
    last, found.end = with_details(reader, text.cut(0, stop), found.prizes[-1], match.end())
    shared = [replace(p, body=p.body or last.body, year=p.year or last.year) for p in found.prizes[:-1]]
    found.prizes = [*shared, last]
    return True


def _each_in_turn(read: Sequence[Told], named: int) -> list[Told]:
    """Of what was read for several prizes, people or bodies those that belong together; none where that is not known.
    named: how many prizes were found."""
    places = sorted({each.begin for each in read})
    rows = [[each for each in read if each.begin == place] for place in places]
    who = read[-1].nomination.nominees if read else ()
    size = len(rows[0]) if rows else 0
    if len(read) != named or any(len(row) != size for row in rows) or (size > 1 and len(rows) > 1 and len(who) > 1):
        return []
    if size == len(rows) > 1:
        return [row[index] for index, row in enumerate(rows)]
    if len(who) != len(read) or len(read) < 2 or min(size, len(rows)) != 1:
        return []
    one_each = zip(read, who, strict=True)
    return [told._replace(nomination=replace(told.nomination, nominees=(person,))) for told, person in one_each]


def told_of_each(read: list[Told], named: int, before: str, *, in_turn: bool) -> list[Told]:
    """What was read for several, where each of them won something of that, or each all of it. before: what stands
    before the verb; named, in_turn: as for `_each_in_turn`."""
    if in_turn:
        return _each_in_turn(read, named)
    return _for_each(read) if before.endswith(" each") else _players_in_turn(read)


def _for_each(read: Sequence[Told]) -> list[Told]:
    """What several are said to have won each, once for each of them."""
    return [
        told._replace(nomination=replace(told.nomination, nominees=(person,)))
        for told in read
        for person in told.nomination.nominees
    ]


def _players_in_turn(read: list[Told]) -> list[Told]:
    """What as many players won as there are categories for one, `Doe and Roe won Best Actor and Best Actress`: one
    each. None where that is not known: only some of the categories are such, or the same people may win them all. What
    several bodies call the same they may have won together."""
    who = read[0].nomination.nominees if read else ()
    places = sorted({each.begin for each in read})
    if not 2 <= len(who) == len(places) or any(each.nomination.nominees != who for each in read):
        return read
    if any(person.kind is Kind.WORK for person in who):
        return read
    names = [next(_category_of(told) for told in read if told.begin == place) for place in places]
    if len(set(names)) < len(places):
        return read
    alone = sum(1 for place in places if all(_is_for_one(told) for told in read if told.begin == place))
    if not alone:
        return read
    sorts = {frozenset(map(str.casefold, _SORT.findall(name))) for name in names}
    if alone < len(places) or len(sorts) < len(places) or frozenset() in sorts:
        return []
    return [
        told._replace(nomination=replace(told.nomination, nominees=(who[places.index(told.begin)],))) for told in read
    ]


_SORT = re.compile(r"\b(?:actor|actress|male|female|lead|leading|supporting)\b", re.IGNORECASE)
"""What tells categories apart by who may win them."""


def _category_of(told: Told) -> str:
    return told.nomination.category.name if told.nomination.category is not None else ""


def _is_for_one(told: Told) -> bool:
    """Whether a category is for one player."""
    return is_for_one_player(_category_of(told))


OF_TWO = re.compile(
    rf"(?:(?:for|in)\s+)?(?:the\s+(?P<one>(?:former|latter)(?:\s+{NUMBER})?)|both)"
    r"(?=[.,;]|$|\s+(?:awards?|prizes?|categor(?:y|ies)|and)\b)"
)


def without_doubtful(text: str, prizes: list[Prize]) -> tuple[list[Prize], bool]:
    """(prizes of a text, without one behind which a win is said that may be of several, `nominated for Best Film and
    Best Song, which it won`; whether there is one). One with who is nominated for it, behind words or an award of its
    own as in `Best Film and for Best Song`, or of which brackets tell, is the one that they won."""
    certain = [
        prize
        for last, prize in zip([None, *prizes], prizes, strict=False)
        if last is None
        or prize.names
        or prize.outcome is None
        or prize.outcome.result is not Result.WON
        or text.endswith(")", 0, prize.place[1])
        or prize.award not in {None, last.award}
        or _ONLY_JOINS.fullmatch(text, last.place[1], prize.place[0]) is None
    ]
    return certain, len(certain) < len(prizes)


_ONLY_JOINS = re.compile(r"\s*(?:,|,?\s*(?:and|&))\s+")


def won_of_two(told: list[Told], word: str, one: str | None) -> list[Told] | None:
    """The nominations, with those as won that the text says so of: `nominated for Best Film and Best Song, winning the
    latter`. The latter of several is the last one; None where which else is told of other than two."""
    last = [each for each in told if each.verb == told[-1].verb]
    if any(each.nomination.result is not Result.NOMINATED for each in last):
        return told
    won = {"former": last[:1], "latter": last[-1:], None: last}.get(one)
    if won is None or not (len(last) == 2 or (one == "latter" and len(last) > 2)):
        return None
    return [
        each._replace(nomination=replace(each.nomination, result=Result.WON, result_text=word)) if each in won else each
        for each in told
    ]
