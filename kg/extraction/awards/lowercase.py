"""Prizes that a sentence names by other than a name in capitals: a body's `award`, what is `of the Year`, a category
in small letters."""

from __future__ import annotations

import re

from kg.extraction.awards.details import with_details
from kg.extraction.awards.naming import BODY, category_entity
from kg.extraction.awards.phrases import AT, Prize, body_at
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

TAIL_NOUN = re.compile(r"\s+(?P<noun>award|prize|honou?r|trophy|title|category|nomination|nod)s?\b")
"""What a prize is called behind its name."""


def of_body(reader: Reader, text: Rich, name: Rich, end: int) -> Prize | None:
    """The prize of a body of which the word stands in small letters: `a [[National Board of Review]] award`. `end`:
    where the name ends."""
    tail = TAIL_NOUN.match(text.text, end)
    if tail is None or tail["noun"] in ("title", "category") or tail[0].endswith("s"):
        return None
    if not (name.of("link") or " " in name.text or name.text.isupper()):  # `an Academy award`
        return None
    stop, body = body_at(reader, text, end - len(name))
    return Prize(body, None) if body is not None and stop == end else None


def of_year(reader: Reader, text: Rich, name: Rich, end: int) -> Prize | None:
    """The prize of `the Film of the Year award` or `Film of the Year at the Swan Awards`. Who else names films of a
    year may be a magazine."""
    if not name.text.endswith("of the Year") or name.of("link"):
        return None
    giver = AT.match(text.text, end)
    given = giver is not None and (" at " in giver[0] or body_at(reader, text, giver.end())[1] is not None)
    return Prize(None, category_entity(reader, name)) if given or TAIL_NOUN.match(text.text, end) else None


def in_small(reader: Reader, text: Rich, position: int, counted: Entity | None) -> tuple[Prize, int] | None:
    """A category in small letters of a body that is named behind it, `best newcomer at the [[Moss Festival]]`, or
    before it, `counted`: `three [[Swan Award]]s: best director, best script and best score`."""
    pattern = _SMALL_AT if counted is None else _SMALL
    match = pattern.match(text.text, position) if text.text.startswith(("best", "the best"), position) else None
    if match is None or text.linked(*match.span()):
        return None
    named = Prize(None, Entity(match["category"], None, Kind.CATEGORY))
    prize, end = with_details(reader, text, named, match.end())
    given = prize.body is not None and (prize.body.link is not None or BODY.search(prize.body.name))
    return (prize, end) if counted is not None or given else None


_SMALL_NAME = r"best(?: (?!(?:and|or|at|by|in|from|for)\b)[a-z][a-z-]*){1,4}"
_SMALL = re.compile(rf"(?:the\s+)?(?P<category>{_SMALL_NAME})(?=[,.;:()]|$|\s(?:and|for|at|in)\b)")
_SMALL_AT = re.compile(rf"(?:the\s+)?(?P<category>{_SMALL_NAME})(?=\sat\s)")
