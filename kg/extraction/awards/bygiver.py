"""Sentences in which the giver of a prize is the subject: `The [[Swan Society]] named [[Jane Doe]] Best Actress`.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.awards.clauses import opening_year
from kg.extraction.awards.constructions import whom_meant
from kg.extraction.awards.givers import Givers
from kg.extraction.awards.headings import Context
from kg.extraction.awards.naming import SUPERLATIVE
from kg.extraction.awards.phrases import body_at
from kg.extraction.awards.prizes import given_by, read_prizes
from kg.extraction.awards.sources import Told
from kg.extraction.awards.stated import Statement, nominations
from kg.extraction.awards.subjects import Story
from kg.extraction.namewords import PARTICLES
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Result
from kg.wikitext.rich import Rich

_GIVES = re.compile(
    r"\s(?:(?:also|later|subsequently|then)\s)?(?P<verb>named|voted|chose|declared|awarded|gave|nominated)\s"
    r"(?P<whom>[^,.;:()]{1,60}?)\s(?:(?:as|for|with)\s)?(?:(?:the|its|an?|their)\s)?(?:(?:awards?|prizes?)\sfor\s)?"
    r"(?=(?:Best|Outstanding)\s[A-Z])"
)
_RANKED = re.compile(r"\s+(?:of all[ -]time|of (?:the|its) (?:decade|century|genre)|ever\b|in history)")
"""Behind what is no category but praise."""
_BEFORE_NAME = re.compile(r"\b[Tt]he\s+(?=[A-Z\d])|^(?=[A-Z\d])")
_MAX_NAMES = 4
"""Places looked at for the beginning of the giver's name, from its end: names have `the` at most twice."""
_ANOTHER = re.compile(r"(?:\band|,|&)\s+(?:the\s+)?$")


def has_giver(text: str) -> bool:
    """Whether a text may have such a sentence."""
    return _GIVES.search(text) is not None


def read_by_giver(reader: Reader, text: Rich, context: Context, story: Story) -> Iterator[Told]:
    """The nominations that a sentence states with their giver as its subject. Notes in the story when they could not be
    read, and who is meant by the next pronoun."""
    match = _GIVES.search(text.text)
    bodies = _bodies_before(reader, text, match.start()) if match else ()
    if match is None or not bodies:
        return
    subject = _whom(reader, text.cut(*match.span("whom")), story)
    found = read_prizes(reader, text, match.end(), len(text))
    if _RANKED.match(text.text, found.end):
        return
    if subject is None or not found.prizes:
        story.missed |= not text.cut(*match.span("whom")).of("italic")  # another film
        return
    if subject and subject[0].kind is not Kind.WORK:
        story.person = subject
    year = opening_year(text)
    context = context if year is None else replace(context, year=year)
    found.prizes = given_by(found.prizes, bodies)
    word = match["verb"]
    result = Result.NOMINATED if word == "nominated" else Result.WON
    stated = Statement(text, result, word, match.start("verb"), subject)
    yield from nominations(reader, stated, found, Givers(bodies[0], True, context.award, story.body), context, story)


def _bodies_before(reader: Reader, text: Rich, end: int) -> tuple[Entity, ...]:
    """The bodies that a text up to `end` closes with, of several joined by `and` all of them."""
    out: tuple[Entity, ...] = ()
    while True:
        found = _body_before(reader, text, end)
        if found is None:
            return out
        begin, body = found
        out = (body, *out)
        joint = _ANOTHER.search(text.text, 0, begin)
        if joint is None:
            return out
        end = len(text.text[: joint.start()].rstrip(" ,"))


def _body_before(reader: Reader, text: Rich, end: int) -> tuple[int, Entity] | None:
    """(where the name of a body begins that ends there, that body)."""
    for lead in [*_BEFORE_NAME.finditer(text.text, 0, end)][: -_MAX_NAMES - 1 : -1]:
        stop, body = body_at(reader, text, lead.end())
        if body is not None and stop == end:
            return lead.start(), body
    return None


def _whom(reader: Reader, text: Rich, story: Story) -> tuple[Entity, ...] | None:
    """Whom a body honours, as `whom_meant` has it."""
    if text.text in ("him", "her", "them"):
        return story.person or None
    told = (word for word in _SMALL_WORD.finditer(text.text) if not text.linked(*word.span()))
    apart = not text.text[0].isupper() or all(word[0] == "and" or word[0] in PARTICLES for word in told)
    return whom_meant(reader, text) if apart and not SUPERLATIVE.match(text.text) else None


_SMALL_WORD = re.compile(r"\b[a-z][\w-]*")
