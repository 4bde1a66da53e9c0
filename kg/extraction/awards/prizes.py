"""What a sentence names after `won` or `was nominated for`: prizes, who gives them, who gets them.

A small grammar over the words and links of a sentence. It takes what it knows for sure and stops at the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.awards.counts import NOMINATION_FOR, NUMBER, awards_of, read_count
from kg.extraction.awards.details import with_details
from kg.extraction.awards.givers import stands_alone
from kg.extraction.awards.lowercase import TAIL_NOUN, in_small, of_body, of_year
from kg.extraction.awards.naming import BODY, OF_THE_YEAR, SUPERLATIVE, category_entity, names_category, same_body
from kg.extraction.awards.phrases import (
    ARTICLE,
    AT,
    NAME_WORD,
    PLAIN_AWARD,
    PRIZE,
    Prize,
    body_at,
    category_ahead,
    named_prize,
    phrase,
)
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

MAX_PRIZES = 20
"""Prizes read after one verb: more than any sentence names."""


_YEAR_BEFORE = re.compile(r"(?P<year>1[89]\d\d|20\d\d)\s+")

_QUOTED_NAME = re.compile(r"\s*[:—–]\s*[\"“](?P<name>[A-Z][^\"“”]{1,80})[\"”]")

_AWARD_FOR = re.compile(
    r"(?:(?:an?|the|its)\s+)?(?:awards?|prizes?|honou?rs?|titles?)\s+(?:for|of)\s+(?:the\s+)?", re.IGNORECASE
)


_COUNTED = re.compile(rf"{NUMBER}\s.*\b(?:nominations|awards)$", re.IGNORECASE)
"""A link over a count, which names no prize: `[[9th Swan Awards|six nominations]]`."""


_ADJECTIVE = re.compile(r"[-–](?:winning|nominated|winner|nominee)\b")
"""Behind a prize that tells what kind of person or work another is: `the [[Swan Award]]–winning composer`."""

_ONE = re.compile(
    r"(?:(?:for|just|only)\s+)*(?:one|a single|(?:the|its)\s+(?:(?:film|movie|picture)['’]s\s+)?(?:only|sole|single))\s"
)
_NAMELY = re.compile(r"\s*[,:—–]\s*(?:for\s+)?(?:the\s+)?")
"""Between one award and what it was: `for just one Swan Award, Best Film`."""

_AND = re.compile(
    r"\)?\s*(?:,\s*(?:and|as well as|plus)\s+|,\s*|;\s*(?:and\s+)?|\s+and\s+|\s+as well as\s+|\s*&\s+|\s+plus\s+"
    r"|\s+along with\s+)"
    r"(?:also\s+)?(?:for\s+)?(?!(?:for|in|at)\b)"
)

_WHOM = re.compile(
    rf"(?:him|her|them|(?P<who>{NAME_WORD}(?:\s+(?:and\s+)?{NAME_WORD}){{0,5}}))\s+"
    r"(?=(?:an?|the|his|her|their|two|Best)\s)"
)

_PERSON_FOR = re.compile(rf"(?P<who>{NAME_WORD}(?:\s+(?:and\s+)?{NAME_WORD}){{0,5}}) for\s+(?:the\s+)?")

_NAMED_FIRST = re.compile(rf"(?P<who>{NAME_WORD}(?:\s+(?:and\s+)?{NAME_WORD}){{1,5}}?)\s+(?=Best\s)")
_NAMED_THEN = re.compile(rf"(?P<who>{NAME_WORD}(?:\s+{NAME_WORD}){{1,3}})\s+(?:the|an?)\s+")
_THEN = re.compile(r"\s+(?:(?:an?|the)\s+)?(?=\S)")
"""Between a winner and a prize, where the verb is not said again."""


@dataclass
class Found:
    """What stands after a verb: prizes, and the body named for all of them; `end` is where it ends."""

    prizes: list[Prize]
    body: Entity | None
    end: int
    year: int | None = None
    """The year of all that a count tells of."""
    whom: Rich | None = None
    """Who gets it, named between the verb and the prize."""
    pronoun: bool = False
    """Whether `him`, `her` or `them` stands there."""
    there: Entity | None = None
    """Where it is said to have been won: `At the Moss Festival, …`."""


def read_prizes(reader: Reader, text: Rich, begin: int, stop: int) -> Found:
    """The prizes named from `begin` on, at most to `stop`."""
    text = text.cut(0, stop)
    found = Found([], None, begin)
    position = begin
    whom = _WHOM.match(text.text, position)
    if whom and not SUPERLATIVE.match(whom[0]):  # `won her the …`, `earned Jane Doe a …`
        if whom["who"] is None:
            found.pronoun = True
        else:
            found.whom = text.cut(*whom.span("who"))
        position = whom.end()
    leading = AT.match(text.text, position)
    if leading:  # `nominated by the Guild for …`
        end, found.body = body_at(reader, text, leading.end())
        if found.body is not None:
            joint = re.compile(r"\s+(?:for|with)\s+").match(text.text, end)
            position = joint.end() if joint else end
    counted: Entity | None = None
    nominated = False
    ahead: int | None = None
    while len(found.prizes) < MAX_PRIZES:
        opened = read_count(reader, text, position)
        if opened is not None:
            found.body, found.end = found.body or opened.of_all, max(found.end, opened.end)
        if opened is not None and opened.begin is not None:
            counted, nominated, position = opened.body, opened.nominations, opened.begin
            found.year = opened.year
        begin = position
        taken = _prize(reader, text, position, found) or in_small(reader, text, position, counted)
        if taken is None:
            held = awards_of(reader, text, position)
            if held is None:
                break
            counted, position = held
            continue
        prize, position = taken
        joint = NOMINATION_FOR.match(text.text, position)
        if prize.nominated and prize.award and prize.category is None and joint and category_ahead(text, joint.end()):
            counted, nominated, position = prize.award, True, joint.end()  # `an Oscar nomination for Best …`
            continue
        joint = _NAMELY.match(text.text, position) if _ONE.match(text.text, begin) else None
        if prize.award and prize.category is None and joint and category_ahead(text, joint.end()):
            counted, nominated, position = prize.award, nominated or prize.nominated, joint.end()
            continue
        if prize.body is not None:  # it gives those named before as well: `Best Film and Best Actor at the …`
            found.prizes = given_by(found.prizes, (prize.body, *prize.also))
        if prize.body is not None and counted is not None and same_body(counted, prize.body):  # which of its ceremonies
            found.prizes = [replace(p, body=prize.body) if p.body == counted else p for p in found.prizes]
        year = prize.year or ahead or found.year
        prize = replace(prize, nominated=prize.nominated or nominated, body=prize.body or counted, year=year)
        prize = replace(prize, place=(begin, position), also=())
        found.prizes += given_by([replace(prize, body=None)], (prize.body, *taken[0].also))
        found.end = position
        joint = _AND.match(text.text, position)
        aside = _apposition(reader, text, prize, joint.end()) if joint and joint[0].strip() == "," else None
        if aside is not None:
            found.end, joint = aside, _AND.match(text.text, aside)
        dated = _AND_IN_YEAR.match(text.text, found.end) if joint is None else None
        if dated:
            ahead, joint = int(dated["year"]), dated
        if joint is None:
            break
        position = joint.end()
    return found


def _apposition(reader: Reader, text: Rich, prize: Prize, begin: int) -> int | None:
    """Where a remark ends that tells how often the prize before it was won, `the [[Swan Award for Best Film]], her
    first Swan Award`; None where none begins there, or it names another body's."""
    lead = _HOW_OFTEN.match(text.text, begin)
    if lead is None or text.text.startswith((",", "."), lead.end()):
        return lead.end() if lead else None
    end = phrase(text, lead.end())
    named = named_prize(reader, text.cut(lead.end(), end)) if end > lead.end() else None
    if named is None or not _is_same(prize, named):
        return None
    tail = TAIL_NOUN.match(text.text, end)
    return tail.end() if tail else end


def _is_same(prize: Prize, named: Prize) -> bool:
    """Whether a name may be that of a prize before it in short."""
    if named.award is None:  # `the Silver Bear for Best Actor, his first Silver Bear`
        held, short = prize.category, named.category
        return held is not None and short is not None and held.name.startswith(short.name)
    return named.category is None and (prize.award is None or same_body(prize.award, named.award))


_HOW_OFTEN = re.compile(
    r"(?:his|her|their|its)\s+(?:(?:first|second|third|fourth|fifth|sixth|only|sole|last|final|lone)(?:\s+|(?=[,.])))+"
    r"(?=[A-Z,.])"
)
_AND_IN_YEAR = re.compile(
    r"\s*,?\s+and,?\s+in\s+(?P<year>1[89]\d\d|20\d\d),?\s+(?:also\s+)?(?=(?:the|an?|its|his|her)\s)"
)
"""Between prizes of two years: `won the Fern Prize and in 1987 the Swan Award`."""


def given_by(prizes: Iterable[Prize], bodies: Sequence[Entity | None]) -> list[Prize]:
    """Prizes, those that no body is said to give once for each of the bodies: `Best Film from the [[Swan Society]] and
    the [[Fern Circle]]`. One of a name with a giver is one prize still."""
    return [given for prize in prizes for given in (_given(prize, bodies) if prize.body is None else (prize,))]


def _given(prize: Prize, bodies: Sequence[Entity | None]) -> list[Prize]:
    """A prize once for each body. The page of a category is that of the one body that it names."""
    award, category = prize.award, prize.category
    if award is None:
        return [replace(prize, body=body) for body in bodies]
    own = next((body for body in bodies if body is not None and same_body(award, body)), None)
    if own is None or award.link is not None or category is None or category.link is None:
        return [replace(prize, body=body) for body in bodies[:1]]
    others = replace(prize, award=None, category=replace(category, link=None))
    return [replace(prize if body == own else others, body=body) for body in bodies]


def _in_category(reader: Reader, prize: Prize, category: Rich, whole: Rich) -> Prize:
    """A prize, named without its category; `whole` is both, which a festival's prize is called: `Silver Fern award for
    Best Actor`."""
    named = category_entity(reader, category)
    if prize.category is None:
        return replace(prize, category=named)
    if prize.award is not None or prize.category.link is not None or not stands_alone(prize.category) or named is None:
        return prize
    apart = replace(prize.category, kind=Kind.AWARD), named
    return replace(prize, category=category_entity(reader, whole), apart=apart)


def _without_verb(text: Rich, begin: int) -> tuple[int, int] | None:
    """(where a winner's name ends, where the prize begins) of a list's `…, and [[John Roe]] Best Actor`."""
    link = next((m for m in text.of("link") if m.begin == begin), None)
    if link is None:
        named = _NAMED_THEN.match(text.text, begin)
        if named and any(m.begin == named.end() and names_category(m.value) for m in text.of("link")):
            who = text.text[begin : named.end("who")]
            if not (BODY.search(who) or PRIZE.search(who) or SUPERLATIVE.match(who)):
                return named.end("who"), named.end()
        named = _NAMED_FIRST.match(text.text, begin)
        if named is None or BODY.search(named["who"]) or PRIZE.search(named["who"]) or text.linked(*named.span()):
            return None
        return (named.end("who"), named.end()) if category_ahead(text, named.end()) else None
    name = text.text[begin : link.end]
    if BODY.search(f"{name} {link.value}") or PRIZE.search(name) or names_category(link.value) or " " not in name:
        return None
    then = _THEN.match(text.text, link.end)
    if then is None or text.text[begin - 4 : begin] == "the ":
        return None
    prize = next((m for m in text.of("link") if m.begin == then.end()), None)
    if category_ahead(text, then.end()) or (prize is not None and PRIZE.search(text.text[prize.begin : prize.end])):
        return link.end, then.end()
    return None


def _prize(reader: Reader, text: Rich, position: int, found: Found) -> tuple[Prize, int] | None:
    body = text.text
    names: tuple[Rich, ...] = ()
    who = _PERSON_FOR.match(body, position)
    if (
        who
        and not text.linked(who.end("who"), who.end())
        and not BODY.search(who["who"])
        and not SUPERLATIVE.match(who["who"])
        and not PRIZE.search(who["who"])
        and not any(names_category(m.value) for m in text.cut(*who.span("who")).of("link"))
    ):
        names = (text.cut(*who.span("who")),)
        position = who.end()
    elif found.prizes and (verbless := _without_verb(text, position)):
        names = (text.cut(position, verbless[0]),)
        position = verbless[1]
    given = _AWARD_FOR.match(body, position)
    quote = given is not None and body[given.end() : given.end() + 1] in ('"', "“")
    if given is not None and category_ahead(text, given.end() + quote):  # `the award for Best Actress`
        position = given.end()
    plain = PLAIN_AWARD.match(body, position)
    if plain is not None:
        prize, end = Prize(None, None, names), plain.end()
    else:
        article = ARTICLE.match(body, position)
        begin = article.end() if article else position
        year = _YEAR_BEFORE.match(body, begin)
        if year and not text.linked(*year.span()):
            begin = year.end()
        end = phrase(text, begin)
        part = text.cut(begin, end)
        if not part or _COUNTED.match(part.text) or _ADJECTIVE.match(body, end):
            return None
        made = named_prize(reader, part) or of_body(reader, text, part, end) or of_year(reader, text, part, end)
        if made is None:
            return None
        stated = OF_THE_YEAR.search(part.text)
        year_stated = year["year"] if year and begin == year.end() else stated["year"] if stated else None
        prize = replace(made, names=names, year=int(year_stated) if year_stated else None)
        tail = TAIL_NOUN.match(body, end)
        if tail:
            end = tail.end()
            prize = replace(prize, nominated=prize.nominated or tail["noun"] in ("nomination", "nod"))
        joint = NOMINATION_FOR.match(body, end) if tail and tail["noun"] in ("award", "prize") else None
        if joint and category_ahead(text, joint.end()):  # `a [[Swan Society]] award for Best …`
            end = phrase(text, joint.end())
            prize = _in_category(reader, prize, text.cut(joint.end(), end), text.cut(begin, end))
    prize, end = with_details(reader, text, prize, end)
    named = _QUOTED_NAME.match(body, end) if plain is not None and prize.category is None else None
    if named is not None:  # `a special award at the Swan Awards: "Best Film of 50 Years"`
        prize = replace(prize, category=category_entity(reader, text.cut(*named.span("name"))))
        end = named.end()
    if plain is not None and prize.body is None and found.body is None:
        return None
    return prize, end
