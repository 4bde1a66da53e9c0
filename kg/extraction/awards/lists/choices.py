"""Categories of the Teen Choice Awards, whose names are in two halves: `Choice Movie: Dance Scene`.

Source: the categories of these awards.
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.known import is_billed, is_known_person
from kg.extraction.awards.names.wording import is_category_part, is_genre
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_NAMED = re.compile(r"[A-Z][\w'’-]*(?:(?: | ?[/&] ?)(?:[A-Z][\w'’-]*|of|the|and|or|a|in))*")
"""What a choice is of, or who won, in words with capitals."""
_KINDS = frozenset("""
    blush breakout chemistry dance duo fight fit hissy liar liplock love meltdown moment r&b rockstar
    romcom rumble scary scene scream star stealer track villain
""".split())  # fmt: skip
"""Words of what a choice is of, besides those of other categories."""
_BETWEEN = re.compile(r" & | ?/ ?| ")
_OF_WORKS = re.compile(r"Choice(?: (?:Summer|Movie|Film|Music|TV|Other))+")
"""The first half of a category that nobody's name follows."""


def names_choice(reader: Reader, category: Entity, award: Entity, text: Rich, joint: str) -> bool | None:
    """Whether a text behind a choice of teenagers goes on with its name: `Choice Movie: Dance Scene`. joint: what
    stands before it. None where the text may name who won as well."""
    if joint != ":" or _OF_WORKS.fullmatch(category.name) is None or "Teen Choice" not in f"{award.name} {award.link}":
        return False
    if text.of("link") or text.of("italic") or _NAMED.fullmatch(text.text) is None:
        return False
    if is_billed(reader, text) or is_known_person(reader, text):
        return False
    words = text.split(_BETWEEN)
    known = all(word.text.casefold() in _KINDS or is_category_part(word) or is_genre(word) for word in words)
    return known or None
