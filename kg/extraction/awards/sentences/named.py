"""One prize that a sentence names: who got it, its name, its category, what is told behind it.

It takes what it knows for sure and leaves the rest.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.awards.names.naming import (
    BEST,
    BODY,
    OF_THE_YEAR,
    SUPERLATIVE,
    category_entity,
    links_category,
    names_category,
    without_year_of,
)
from kg.extraction.awards.names.oneprize import Prize
from kg.extraction.awards.names.phrases import (
    ARTICLE,
    AWARD_FOR,
    NAME_WORD,
    PLAIN_AWARD,
    PRIZE,
    category_ahead,
    phrase,
)
from kg.extraction.awards.names.prizekinds import GENERIC_PRIZE
from kg.extraction.awards.names.prizenames import named_prize
from kg.extraction.awards.names.years import TO_YEAR, YEAR
from kg.extraction.awards.sentences.counts import NOMINATION_FOR, NUMBER
from kg.extraction.awards.sentences.details import in_category, with_details
from kg.extraction.awards.sentences.lowercase import TAIL_NOUN, of_body, of_year
from kg.extraction.awards.sentences.people import ROLE
from kg.extraction.awards.sentences.surnames import full_person
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

_YEAR_BEFORE = re.compile(rf"(?P<year>{YEAR}){TO_YEAR}\s+")

_QUOTED_NAME = re.compile(r"\s*[:—–]\s*[\"“](?P<name>[A-Z][^\"“”]{1,80})[\"”]")

_COUNTED = re.compile(rf"{NUMBER}\s.*\b(?:nominations|awards)$", re.IGNORECASE)
"""A link over a count, which names no prize: `[[9th Swan Awards|six nominations]]`."""

_ADJECTIVE = re.compile(
    r"[-–](?:winning|nominated|winner|nominee)\b"
    rf"|\s(?:winner|nominee)s?\s+(?:and\s+)?{ROLE}(?=[A-Z])"
    r"|\s(?:winning|nominated)\s+(?!(?:for|in|at|by|over|against|from|the|an?)\b)(?=[a-z])"
)
"""Behind a prize that tells what kind of person or work another is: `the [[Swan Award]]–winning composer`, `Swan Award
winner [[Jane Doe]]`."""

_PERSON_FOR = re.compile(rf"(?P<who>{NAME_WORD}(?:\s+(?:and\s+)?{NAME_WORD}){{0,5}}) for\s+(?:the\s+)?")

_PRIZE_OF = re.compile(r"\b(?:Award|Prize)\s+of\s")
"""In what is itself the name of a prize, unless the best of something follows: `the Prize of the Jury`."""

_NAMED_FIRST = re.compile(rf"(?P<who>{NAME_WORD}(?:\s+(?:and\s+)?{NAME_WORD}){{0,5}}?)\s+(?=Best\s)")
_NAMED_THEN = re.compile(rf"(?P<who>{NAME_WORD}(?:\s+{NAME_WORD}){{1,3}})\s+(?:the|an?)\s+")
_THEN = re.compile(r"\s+(?:(?:an?|the)\s+)?(?=\S)")
"""Between a winner and a prize, where the verb is not said again."""


def read_prize(reader: Reader, text: Rich, begin: int, *, further: bool, given: bool) -> tuple[Prize, int] | None:
    """(the prize named at `begin`, where it ends); None where no prize is. further: others are named before it, so that
    its winner may stand there without a verb. given: the body that gives it is known, as a mere `award` needs."""
    names, begin = _winner(reader, text, begin, further=further)
    begin = _behind_award_for(text, begin)
    plain = PLAIN_AWARD.match(text.text, begin)
    taken = (Prize(None, None, names), plain.end()) if plain else _by_name(reader, text, begin, names, given=given)
    if taken is None:
        return None
    prize, end = with_details(reader, text, *taken)
    if plain is None:
        return prize, end
    if prize.category is None:
        prize, end = _with_quoted(reader, text, prize, end)
    return (prize, end) if given or prize.body is not None else None


def _winner(reader: Reader, text: Rich, begin: int, *, further: bool) -> tuple[tuple[Rich, ...], int]:
    """(who is said before a prize to have got it, where the prize begins)."""
    who = _PERSON_FOR.match(text.text, begin)
    if who and not text.linked(who.end("who"), who.end()) and not _is_prize(text, *who.span("who")):
        return (text.cut(*who.span("who")),), who.end()
    verbless = _without_verb(reader, text, begin) if further else None
    if verbless is not None:
        return (text.cut(begin, verbless[0]),), verbless[1]
    return (), begin


def _is_prize(text: Rich, begin: int, end: int) -> bool:
    """Whether what stands where a winner may is a prize, a body or theirs, by its words or links."""
    name = text.text[begin:end]
    if name.endswith(("'s", "’s")):  # what is theirs
        return True
    if BODY.search(name) or SUPERLATIVE.match(name) or PRIZE.search(name):
        return True
    return links_category(text.cut(begin, end))


def _without_verb(reader: Reader, text: Rich, begin: int) -> tuple[int, int] | None:
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
        if " " not in named["who"] and full_person(reader, Entity(named["who"], None, Kind.NOMINEE)).link is None:
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


def _behind_award_for(text: Rich, begin: int) -> int:
    """Where a category begins that `the award for` leads to, `the award for Best Actress`; else `begin`."""
    given = AWARD_FOR.match(text.text, begin)
    if given is None or (_PRIZE_OF.search(given[0]) and not BEST.match(text.text, given.end())):
        return begin
    quote = text.text[given.end() : given.end() + 1] in ('"', "“")
    return given.end() if category_ahead(text, given.end() + quote) else begin


def _by_name(
    reader: Reader, text: Rich, begin: int, names: tuple[Rich, ...], *, given: bool
) -> tuple[Prize, int] | None:
    """(the prize whose name begins there, won by those of `names`, where it ends); None where there is none. given:
    the body that gives it is known."""
    body = text.text
    article = ARTICLE.match(body, begin)
    begin = article.end() if article else begin
    year = _YEAR_BEFORE.match(body, begin)
    if year and text.linked(*year.span()):
        year = None
    begin = year.end() if year else begin
    end = phrase(text, begin)
    part = text.cut(begin, end)
    if not part or part.text.startswith("same ") or _COUNTED.match(part.text) or _ADJECTIVE.match(body, end):
        return None
    part, dated = without_year_of(part)
    made = (
        named_prize(reader, part) or of_body(reader, text, part, end) or of_year(reader, text, part, end, given=given)
    )
    if made is None:
        return None
    stated = year or OF_THE_YEAR.search(part.text)
    prize = replace(made, names=names, year=int(stated["year"]) if stated else dated)
    return _with_noun(reader, text, prize, begin, end)


def _with_noun(reader: Reader, text: Rich, prize: Prize, begin: int, end: int) -> tuple[Prize, int]:
    """A prize whose name stands from `begin` to `end`, with what the noun behind that adds, `… nomination`,
    `a [[Swan Society]] award for Best …`; and where it ends then."""
    tail = TAIL_NOUN.match(text.text, end)
    if tail is None:
        return prize, end
    kind = text.cut(begin, tail.end())
    if None in {prize.award, prize.category} and not kind.of("link") and GENERIC_PRIZE.fullmatch(kind.text.title()):
        prize = replace(prize, award=None, category=category_entity(reader, kind))
    end = tail.end()
    prize = replace(prize, nominated=prize.nominated or tail["noun"] in ("nomination", "nod"))
    joint = NOMINATION_FOR.match(text.text, end) if tail["noun"] in ("award", "prize") else None
    if joint is None or not category_ahead(text, joint.end()):
        return prize, end
    end = phrase(text, joint.end())
    category = category_entity(reader, text.cut(joint.end(), end))
    whole = category_entity(reader, text.cut(begin, end))
    return (in_category(prize, category, whole) if category else None) or prize, end


def _with_quoted(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int]:
    """A prize with the name that follows it in quotes, `a special award at the Swan Awards: "Best Film of 50 Years"`;
    and where it ends then."""
    quoted = _QUOTED_NAME.match(text.text, end)
    if quoted is None:
        return prize, end
    return replace(prize, category=category_entity(reader, text.cut(*quoted.span("name")))), quoted.end()
