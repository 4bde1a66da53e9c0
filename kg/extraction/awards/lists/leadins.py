"""Sentences that end in a colon: whose awards follow them, and whether what follows was won.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.awards.lists.heads import AT_EVENT
from kg.extraction.awards.names.naming import (
    BODY,
    SUPERLATIVE,
    award_entity,
    begins_with_category,
    names_category,
    same_body,
)
from kg.extraction.awards.names.results import Outcome
from kg.extraction.awards.names.wording import THE_FILM
from kg.extraction.awards.names.years import YEAR
from kg.extraction.awards.sentences.bodies import body_in, linked_bodies
from kg.extraction.awards.sentences.counts import is_number
from kg.extraction.awards.sentences.prose import MAX_SENTENCE
from kg.extraction.awards.sentences.verbs import verbs_of
from kg.extraction.reader import Reader
from kg.extraction.sentences import sentences
from kg.extraction.surroundings import is_link
from kg.model import Entity, Result, Span
from kg.values.numbers import parse_number
from kg.wikitext.rich import Rich

_AND_MORE = (
    r"(?:,? (?:and|while)(?: (?:it|the film))?(?: (?:was|were|is|had been))?(?: also)?"
    r" (?:nominated for|received)(?: [a-z\d]+){0,4})?"
)
"""What a sentence tells behind what was won: `and was nominated for two others`."""
_FOLLOWING = re.compile(
    rf"\bfollowing (?:[a-z]+ )?(?P<body>[A-Z][^\s:]* (?:(?! (?:and|while) )[^:;,.()]){{2,60}}){_AND_MORE}:$"
)
_OPENING = re.compile(rf"{AT_EVENT.pattern}(?P<body>[A-Z\d][^:;,.()]{{2,90}}),")
_NOMINATED = re.compile(r"\bnominat(?:ed|ions?)\b", re.IGNORECASE)
_TAIL = (
    rf"(?: (?:in|for) (?P<year>{YEAR}))?"
    r"(?: (?:in|for|under) (?:the |these )?(?:following )?categor(?:y|ies)| for)?"
)
"""What may stand between awards and the colon: when they were given, and that their categories follow."""
_COUNTED = re.compile(
    rf"\b(?:won|received|earned|collected|bagged|for|of) (?P<number>[a-z]+|\d{{1,2}}) "
    rf"(?P<body>(?!International |Film |Festival |Other |Major )[A-Z]"
    rf"(?:(?! and | & )[^:;,.()\d]){{2,60}}?[Aa]wards){_TAIL}{_AND_MORE}:$"
)
"""So many awards of a body: `won 4 Swan Awards in the following categories:`."""
_YEAR = re.compile(rf"\b(?:[Aa]wards|[Pp]rizes|accolades|honou?rs){_TAIL}:$")
_LEADS = (
    (Result.NOMINATED, _NOMINATED),
    (
        Result.WON,
        re.compile(
            r"\b(?:won|wins?|winner|winning)\b"
            r"|\b(?:received|earned|collected|bagged) (?:(?!and\b)[\w-]+ ){1,3}(?:awards|prizes|accolades|honou?rs)"
            rf"(?: (?:at|from) [^:]{{1,90}})?{_TAIL}:$",
            re.IGNORECASE,
        ),
    ),
)
_HONOURS = r"(?:awards?|accolades|honou?rs|prizes?|recognitions)"
_JOINED = r"(?:\s?[,&/]\s?|,? (?:and|or|as well as) )"
_BOTH = re.compile(
    rf"\b(?P<title>{_HONOURS}(?:\s?[&/]\s?| and )nominations)\b"
    rf"|\b{_HONOURS}{_JOINED}(?:\w+ )?nominations?\b|\bnominations?{_JOINED}(?:\w+ )?{_HONOURS}\b",
    re.IGNORECASE,
)
"""What tells that there are results, and not which. `Awards and nominations` is what any such list is called; in other
words, `three nominations and an award:`, not all were won."""
_OTHERS = re.compile(rf"\b(?:and|plus|with|as well as|along with) [^:;]{{0,30}}\bother (?:[\w-]+ ){{0,2}}{_HONOURS}\b")
"""What tells that others gave what follows as well: `won the Swan Award and over 60 other awards, including:`."""
_WINS = re.compile(r"\b(?:won|winning) (?P<number>\d{1,2}|[a-z]{3,9})(?: (?:awards|of (?:them|these|which)))?:$")
"""`It received ten nominations, winning three:`"""


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What a sentence says of the awards that follow it."""

    body: Entity | None
    outcome: Outcome | None = None
    mixed: bool = False
    """Whether it says that some was won and some not, and not what."""
    year: int | None = None


_OF_AWARDS = re.compile(rf"\b(?:{_HONOURS}|nominations?)\b", re.IGNORECASE)


_FILM = re.compile(rf"(?:[^,:;]{{2,90}}, (?=it\b|the\b))?{THE_FILM}", re.IGNORECASE)
"""The film before a verb, also behind where or when it was: `At the [[Swan Awards]], the film`."""
_PAST = re.compile(r"\b(?:earlier|previous(?:ly)?|before|past|prior|former(?:ly)?|had|who|whose)\b", re.IGNORECASE)
"""What tells of what was won for others than the film."""


def leads_awards(reader: Reader, text: Rich) -> bool:
    """Whether a paragraph ends in a sentence about the film that leads into a list of its awards, `The film won several
    awards:`, and tells of no others before it."""
    named = _OF_AWARDS.search(text.text) or BODY.search(text.text)
    if named is None or lead_in(reader, text) is None or _PAST.search(text.text):
        return False
    leads = sentences(text)[-1]
    before = text.text[: -len(leads)]
    verbs = verbs_of(leads)
    if BODY.search(before) or _OF_AWARDS.search(before) or not verbs:
        return False
    subject = leads.cut(0, verbs[0][1].start()).strip()
    return _is_film(reader, subject)


def _is_film(reader: Reader, subject: Rich) -> bool:
    return _FILM.fullmatch(subject.text) is not None or reader.is_film(subject)


def lead_in(reader: Reader, text: Rich) -> LeadIn | None:
    """What a sentence says that ends in a colon and tells of what follows that it was won, or was nominated for, or
    that there were both; None for any other text."""
    if not text.text.endswith(":") or len(text) > MAX_SENTENCE:
        return None
    results = {result for result, words in _LEADS if words.search(text.text)}
    both = _BOTH.search(text.text) if results == {Result.NOMINATED} else None
    if both is not None and not _NOMINATED.search(_BOTH.sub("", text.text)):
        return LeadIn(body_led_to(reader, text), mixed=both["title"] is None, year=year_led_to(text))
    if len(results) > 1 and _WINS.search(text.text):
        results = {Result.WON}
    if not results:
        return None
    body = body_led_to(reader, text)
    if len(results) > 1:
        return LeadIn(body, mixed=True, year=year_led_to(text))
    result = results.pop()
    return LeadIn(body, Outcome(result, "nominated" if result is Result.NOMINATED else "won"), year=year_led_to(text))


def wins_told(text: Rich) -> int | None:
    """How many of the awards that follow a text were won, where it says so at its end: `winning three:`."""
    told = _WINS.search(text.text)
    number = parse_number(told["number"]) if told is not None else None
    return None if number is None else int(number)


def counts_before(reader: Reader, text: Rich, items: Sequence[Span]) -> LeadIn | None:
    """What a paragraph above a list of categories says that only tells that the film won as many awards of a linked
    body: `The film won two [[Swan Awards]].`; None for any other."""
    links = text.of("link")
    if len(links) != 1 or text.text[links[0].end :] not in _ENDS or len(text) > MAX_SENTENCE:
        return None
    told = _WON.fullmatch(text.text, 0, links[0].begin)
    number = parse_number(told["number"]) if told is not None and told["number"] else 1
    if told is None or number != len(items) or names_category(links[0].value):
        return None
    subject, body = text.cut(*told.span("subject")), text.cut(links[0].begin, links[0].end)
    if BODY.search(body.text) is None or not _is_film(reader, subject):
        return None
    if not all(_is_of_category(reader.rich(item)) for item in items):  # they may be of other bodies
        return None
    return LeadIn(award_entity(reader, body), Outcome(Result.WON, "won"))


def _is_of_category(text: Rich) -> bool:
    return begins_with_category(text) or SUPERLATIVE.match(text.text) is not None


_WON = re.compile(
    r"(?P<subject>[^,.:;]{2,90}?) (?:has |had )?(?:won|received|earned|bagged) (?:an?|(?P<number>[a-z]+|\d{1,2})) "
)
_ENDS = {"", ".", "s", "s."}
"""What may stand behind the link of the last award of a sentence."""


def year_led_to(text: Rich) -> int | None:
    """The year that a sentence which ends in a colon says the awards are of that follow it: `five [[Swan Awards]] in
    1960 for:`."""
    dated = _YEAR.search(text.text)
    return int(dated["year"]) if dated and dated["year"] else None


def body_led_to(reader: Reader, text: Rich) -> Entity | None:
    """The body whose awards follow a sentence that ends in a colon; None where any of several that are
    named behind its verb, or before it, may have given them."""
    verbs = verbs_of(text)
    others = _OTHERS.search(text.text)
    if others is not None:
        at = verbs[0][1].start() if verbs and AT_EVENT.match(text.text) else 0
        told = (text.cut(others.end(), len(text)), text.cut(0, at))
        return next((body for part in told for body in linked_bodies(reader, part)), None)
    behind = text.cut(verbs[-1][1].end(), len(text)) if verbs else text
    linked = list(linked_bodies(reader, behind)) or list(linked_bodies(reader, text))
    if linked:
        return linked[0] if all(same_body(linked[0], other) for other in linked) else None
    body = body_in(reader, text)
    counted = _COUNTED.search(text.text) if body is None else None
    if counted is not None and is_number(counted["number"]):
        part = text.cut(*counted.span("body"))
        if (part.text.endswith("Awards") or is_link(part)) and not SUPERLATIVE.match(part.text):
            return award_entity(reader, part)
    named = (_FOLLOWING.search(text.text) or _OPENING.match(text.text)) if body is None else None
    return award_entity(reader, text.cut(*named.span("body"))) if named and BODY.search(named["body"]) else body
