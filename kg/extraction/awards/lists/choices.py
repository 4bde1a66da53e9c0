"""Categories of the Teen Choice Awards, whose names are in two halves: `Choice Movie: Dance Scene`.

Source: the categories of these awards.
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.known import is_billed, is_known_person
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_KIND = re.compile(r"[A-Z][\w'’/&-]*(?: (?:[A-Z&][\w'’/&-]*|of|the|and|or|a|in))*")
"""What a choice is of, in words with capitals."""
_OF_WORKS = re.compile(r"Choice(?: (?:Summer|Movie|Film|Music|TV|Other))+")
"""The first half of a category that nobody's name follows."""


def names_choice(reader: Reader, category: Entity, award: Entity, text: Rich, joint: str) -> bool:
    """Whether a text behind a choice of teenagers goes on with its name: `Choice Movie: Dance Scene`. joint: what
    stands before it."""
    if joint != ":" or _OF_WORKS.fullmatch(category.name) is None or "Teen Choice" not in f"{award.name} {award.link}":
        return False
    if text.of("link") or text.of("italic") or _KIND.fullmatch(text.text) is None:
        return False
    return not (is_billed(reader, text) or is_known_person(reader, text))
