"""The forms in which a line names an actor and a role.

Sources: MOS:FILM, section "Cast" (`* Actor as Role`), and the forms met in articles: dashes, dots, colons,
brackets, `voiced by`, sentences.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from kg.extraction.cast.people import is_name, is_name_list
from kg.extraction.cast.remarks import is_note, without_brackets
from kg.extraction.cast.rolenames import is_role_name
from kg.wikitext.rich import EMPTY, Rich


class Form(Enum):
    AS = "X as Y"
    BY = "Y, voiced by X"
    VERB = "X plays Y"
    PAIR = "X – Y, or Y – X: the section's habit decides"
    BRACKET = "X (Y), or Y (X)"
    COMMA = "X, Y"
    NAME = "X"
    OPEN = "X as: the roles follow below"
    LABEL = "X: roles or people follow below"
    PROSE = "a sentence about X"


class Parsed(NamedTuple):
    """`first` is what stands before the separator, `second` what stands after it."""

    form: Form
    first: Rich
    second: Rich = EMPTY
    notes: tuple[str, ...] = ()
    dots: bool = False
    """Whether dots stand between the halves of a pair."""


MAX_TEXT = 1500
"""Characters of a line that are looked at: names stand first."""


def shorten(text: Rich) -> Rich:
    return text.cut(0, MAX_TEXT) if len(text) > MAX_TEXT else text


def link_in_brackets(pair: Parsed) -> Rich | None:
    """The link in brackets that a pair of plain texts ends with: `Anna: Bell ([[Jane Doe]])`. Whether it is the actor
    or tells of the role, the pair does not show."""
    second = pair.second
    opened = second.text.rfind("(") if second.text.endswith(")") else -1
    if opened < 1 or pair.first.of("link") or second.linked(0, opened):
        return None
    held = second.cut(opened + 1, len(second) - 1)
    return held if held.covered("link") and not is_note(held.text) else None


def describes(first: Rich, second: Rich) -> bool:
    """Whether `X: text` tells of a character X instead of naming the role of an actor X."""
    name = re.split(r"[,;:.]\s|\s+[–—-]\s+|\n", second.text, maxsplit=1)[0]
    plain = is_role_name(second.cut(0, len(name)))
    return not plain and len(second.text.split()) > 8


def names_actor(parsed: Parsed) -> bool:
    """Whether what stands before `as` is nothing but people; else a remark, `X was first cast as Y`."""
    if parsed.form is not Form.AS:
        return False
    first = without_brackets(parsed.first)[0]
    last = next(iter(reversed(first.of("link"))), None)
    told = last is not None and last.end == len(first) and len(first.text[: last.begin].split()) <= 3
    return is_name(first) or is_name_list(first) or told
