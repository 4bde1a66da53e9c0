"""Categories that teenagers choose for, whose names are in two halves: `Choice Movie: Dance Scene`.

Source: the categories of the Teen Choice Awards.
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.wording import is_category_part, is_genre
from kg.wikitext.rich import EMPTY, Rich

_CHOICE = r"\bChoice(?: (?:Summer|Movie|Film|Music|TV|Other))+"
CHOICE = re.compile(rf"{_CHOICE}\b")
"""What these categories begin with."""
_FIRST_HALF = re.compile(rf"{_CHOICE}(?P<player> (?:Actor|Actress))?$")
_CAPITAL = r"[^\W\d_a-z][\w'’-]*"
_NAMED = re.compile(rf"{_CAPITAL}(?:(?: | ?[/&] ?)(?:{_CAPITAL}|of|the|and|or|a|in))*")
"""What a choice is of, or who was chosen, in words with capitals."""
_AHEAD = re.compile(rf": (?P<half>{_CAPITAL}(?:(?: | ?[/&] ?){_CAPITAL})*)")
_KINDS = frozenset("""
    blush breakout chemistry dance duo fight fit hissy liar liplock love meltdown moment r&b rockstar
    romcom rumble scary scene scream star stealer track villain
""".split())  # fmt: skip
"""Words of what a choice is of, besides those of other categories."""
_BETWEEN = re.compile(r" & | ?/ ?| ")


def half_ahead(text: Rich, end: int) -> Rich:
    """What stands in a sentence behind a colon at `end` and may be the second half of a choice; else nothing."""
    ahead = _AHEAD.match(text.text, end) if text.text.startswith(": ", end) else None
    return text.cut(*ahead.span("half")) if ahead else EMPTY


def goes_on_choice(named: str, half: Rich) -> bool | None:
    """Whether what stands behind a colon goes on with the category that is named before it, `Choice Movie: Dance
    Scene`. None where it may as well tell who or what was chosen."""
    first = _FIRST_HALF.search(named) if half and "Choice " in named else None
    if first is None or half.of("link") or half.of("italic") or _NAMED.fullmatch(half.text) is None:
        return False
    words = half.split(_BETWEEN)
    if all(word.text.casefold() in _KINDS or is_category_part(word) or is_genre(word) for word in words):
        return True
    return False if first["player"] else None
