"""Prizes that a sentence names by other than a name in capitals: a body's `award`, what is `of the Year`, a category
in small letters."""

from __future__ import annotations

import re

from kg.extraction.awards.names.naming import BODY, INDIAN_LANGUAGES, category_entity
from kg.extraction.awards.names.oneprize import Prize
from kg.extraction.awards.names.phrases import AT, AWARD_FOR, category_ahead, phrase
from kg.extraction.awards.names.prizenames import of_owner
from kg.extraction.awards.names.wording import is_category_part
from kg.extraction.awards.names.years import YEAR
from kg.extraction.awards.sentences.bodies import body_at
from kg.extraction.awards.sentences.details import with_details
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

TAIL_NOUN = re.compile(r"\s+(?P<noun>award|prize|honou?r|trophy|title|category|nomination|nod)s?\b")
"""What a prize is called behind its name."""


def of_body(reader: Reader, text: Rich, name: Rich, end: int) -> Prize | None:
    """The prize of a body of which the word stands in small letters: `a [[National Board of Review]] award`, `the Swan
    Circle's award`, `the Swan Circle's Breakthrough award`. `end`: where the name ends."""
    tail = TAIL_NOUN.match(text.text, end)
    if tail is None or tail["noun"] in ("title", "category") or tail[0].endswith("s"):
        return None
    if not (name.of("link") or " " in name.text or name.text.isupper()):  # `an Academy award`
        return None
    owned = of_owner(reader, name, noun=True)
    if owned is not None:
        return owned
    last = end - 2 if name.text.endswith(("'s", "’s")) else end
    stop, body = body_at(reader, text.cut(0, last), end - len(name))
    return Prize(body, None) if body is not None and stop == last else None


def of_year(reader: Reader, text: Rich, name: Rich, end: int, *, given: bool) -> Prize | None:
    """The prize of `the Film of the Year award` or `Film of the Year at the Swan Awards`, or of a body that is `given`
    before it. Who else names films of a year may be a magazine."""
    if not name.text.endswith("of the Year") or name.of("link"):
        return None
    giver = AT.match(text.text, end)
    given = given or (giver is not None and (" at " in giver[0] or body_at(reader, text, giver.end())[1] is not None))
    return Prize(None, category_entity(reader, name)) if given or TAIL_NOUN.match(text.text, end) else None


def in_small(reader: Reader, text: Rich, position: int, *, given: bool) -> tuple[Prize, int] | None:
    """A category in small letters of a body that is named behind it, alone or with others, `best newcomer and best song
    at the [[Moss Festival]]`, or that is `given` before it: `three [[Swan Award]]s: best director, best script`."""
    general = _general(reader, text, position, given=given)
    if general is not None:
        return general
    lead = AWARD_FOR.match(text.text, position)
    begin = lead.end() if lead else position
    match = _SMALL.match(text.text, begin) if text.text.startswith(("best", "the best"), begin) else None
    if match is None or text.linked(*match.span()) or not is_small_category(text.cut(*match.span())):
        return None
    named = Prize(None, Entity(match["category"], None, Kind.CATEGORY))
    chosen = _CHOSEN.match(text.text, match.end())
    end = chosen.end() if chosen and chosen["year"] else match.end()
    prize, end = with_details(reader, text, named, end)
    if chosen:  # none by a person, or by a magazine that is linked
        given = given and not text.text.startswith((" by ", " from "), end)
        given = given if prize.body is None else BODY.search(f"{prize.body.name} {prize.body.link}") is not None
        return (prize, end) if given else None
    if prize.body is not None:
        given = prize.body.link is not None or BODY.search(prize.body.name) is not None
    return (prize, end) if given or _given_behind(reader, text, end, _MORE_SMALL) else None


def _general(reader: Reader, text: Rich, position: int, *, given: bool) -> tuple[Prize, int] | None:
    """The same of a prize that festivals give, `the audience award at the [[Moss Festival]]`. Several are one at each
    of those named; with what else they are for they are read only where that is a category."""
    match = _GENERAL.match(text.text, position)
    if match is None:
        return None
    named = text.cut(*match.span("name"))
    end = match.end()
    kind = _FOR.match(text.text, end)
    if kind is not None and not match["many"]:
        small = _SMALL.match(text.text, kind.end())
        end = small.end() if small else phrase(text, kind.end()) if category_ahead(text, kind.end()) else end
        named = text.cut(match.start("name"), end)
    links = named.of("link")
    whole = not links or named.covered("link") is not None
    category = category_entity(reader, named) if whole else None
    if category is None:
        return None
    prize, end = with_details(reader, text, Prize(None, category), end)
    if kind is not None and prize.category != category and text.cut(kind.end(), end).of("italic"):
        return None  # a film that is called as a category is: `for ''Another''`
    if text.text.startswith(" for ", end) or (match["many"] and not prize.also):
        return None
    if prize.body is not None:
        return (prize, end) if BODY.search(f"{prize.body.name} {prize.body.link}") else None  # else a town, say
    behind = given or _given_behind(reader, text, end, _MORE_GENERAL)
    return (prize, end) if behind else None


def names_general(text: Rich, begin: int, stop: int) -> bool:
    """Whether a prize that festivals give is named there in small letters."""
    return _GENERAL.search(text.text, begin, stop) is not None


def is_small_category(text: Rich) -> bool:
    """Whether what is best may be what a prize is for, by its words, or for want of an article; `best reviews` and `the
    best opening` are none."""
    words = text.text.removeprefix("the ")
    return is_category_part(text.cut(len(text) - len(words) + len("best"), len(text))) or (
        words == text.text and not words.endswith("s")
    )


def _given_behind(reader: Reader, text: Rich, position: int, further: re.Pattern[str]) -> bool:
    """Whether nothing but more of the same in small letters, `further`, stands before the body that gives them."""
    more = further.match(text.text, position)
    at = AT.match(text.text, more.end()) if more else None
    return at is not None and body_at(reader, text, at.end())[1] is not None


def small_ahead(text: Rich, position: int) -> bool:
    """Whether a category in small letters begins there."""
    return text.text.startswith("best", position) and _SMALL.match(text.text, position) is not None


_CHOSEN = re.compile(rf"(?P<year>\sof\sthe\syear\b)|\sof\s{YEAR}\b|\s(?:by|from)\sthe\s[A-Z\d]")
"""Behind what is best in the eyes of somebody, who need not be one that gives prizes."""
_SMALL_NAME = r"best(?: (?!(?:and|or|at|by|in|from|for|of (?:the|its|all)(?! year at))\b)[a-z][a-z-]*){1,4}"
_SMALL = re.compile(
    rf"(?:the\s+)?(?P<category>{_SMALL_NAME})(?=\s?[,.;:()]|$|\s(?:for|at)\b"
    rf"|{_CHOSEN.pattern.replace('?P<year>', '?:')}"
    rf"|\sin\s(?:the\syear\b|(?!(?:{INDIAN_LANGUAGES}|English)\b)[A-Z\d])"
    r"|(?:(?<=film)|(?<=picture)|(?<=actor)|(?<=actress)|(?<=director))\sand\b"
    r"|\sand\s(?:$|[^a-z]|(?:the\s)?(?:best|film)\b"
    r"|(?:for|at|in|from|by|also|was|were|it|he|she|they|an?|its|his|her)\b))"
)
"""A category in small letters, up to where it must have ended: `best costume and set design` may be one."""
_MORE_SMALL = re.compile(
    rf"(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:for\s+)?(?:the\s+)?{_SMALL_NAME}){{1,9}}+(?=\s+(?:at|from)\b)"
)

_GENERAL_NAME = (
    r"(?:(?:(?:special )?jury|grand jury|audience|critics['’]?|people['’]s)(?: (?:choice|favou?rite))? (?:award|prize)"
    r"|grand prize|special (?:jury )?mention|honou?rable mention)"
)
_GENERAL = re.compile(
    rf"(?:(?:the|its|an?|two|three|both the) )?\b(?P<name>{_GENERAL_NAME})(?P<many>s)?\b(?! (?:win|nom))"
)
_MORE_GENERAL = re.compile(rf"(?:(?:, (?:and )?| and )(?:the |an? )?{_GENERAL_NAME}){{1,5}}+(?= (?:at|from)\b)")
_FOR = re.compile(r" for (?:the )?")
