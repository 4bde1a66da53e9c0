"""Categories of the Teen Choice Awards, whose names are in two halves: `Choice Movie: Dance Scene`.

Source: the categories of these awards.
"""

from __future__ import annotations

import re

from kg.extraction.awards.lists.parts import APART
from kg.extraction.awards.names.known import is_billed, is_known_person
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_KIND = re.compile(r"[A-Z][\w'’/&-]*(?: (?:[A-Z&][\w'’/&-]*|of|the|and|or|a|in))*")
"""What a choice is of, in words with capitals."""
_OF_WORKS = re.compile(r"Choice(?: (?:Summer|Movie|Film|Music|TV|Other))+")
"""The first half of a category that nobody's name follows."""


def names_choice(reader: Reader, category: Entity, award: Entity, text: Rich, joint: str, behind: str) -> bool:
    """Whether a text behind a choice of teenagers goes on with its name: `Choice Movie: Dance Scene`. Where that is of
    people, who got it has to follow with a link. joint: what stands before the text; behind: the same of what follows,
    empty where no link or quote does."""
    if joint != ":" or not category.name.startswith("Choice ") or "Teen Choice" not in f"{award.name} {award.link}":
        return False
    if text.of("link") or text.of("italic") or _KIND.fullmatch(text.text) is None:
        return False
    if behind not in (*APART, "(") and _OF_WORKS.fullmatch(category.name) is None:
        return False
    return not (is_billed(reader, text) or is_known_person(reader, text))
