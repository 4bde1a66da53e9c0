"""How often or by whom a body's award was won, which a sentence says beside what was won: `…, becoming the first Korean
to be nominated for a Swan Award`.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.awards.names.naming import same_body
from kg.extraction.awards.names.oneprize import Prize
from kg.extraction.awards.names.phrases import TIMES
from kg.model import Entity

_WHICH = (
    rf"\bthe (?:(?:very|{TIMES}|only|youngest|oldest|sole)\b|(?:1[1-9]|[2-9]\d)th\b)"
    r"(?:[^,;]*|[^;]*\bto(?: be| have)?\s*)$"
)
_FIRST = re.compile(
    rf"(?:(?P<made>\bbecoming\b|\bmaking (?!history\b)|\bma(?:de|kes) (?P<whom>him|her|them)\b)|\bbecame\b)"
    rf"[^,;]{{0,60}}?{_WHICH}|,(?: and)? {_WHICH}"
)
"""Before the verb: the last one is an apposition to who was named."""


def without_firsts(prizes: Sequence[Prize], before: str, told: Sequence[Entity]) -> tuple[list[Prize], bool]:
    """(prizes without those that are but the awards of a body, by which it is told that someone was the first to get
    any; whether one is of a body of which nothing is told). before: what stands before the verb; told: the awards told
    of so far in the sentence."""
    first = _FIRST.search(before) if any(prize.category is None for prize in prizes) else None
    if first is None or not (told or first["whom"]):
        return list(prizes), False
    own: list[Prize] = []
    unknown = False
    for prize in prizes:
        award = prize.award if prize.category is None else None
        known = award is not None and any(same_body(award, other) for other in told)
        if award is None or not (known or first["made"]):
            own.append(prize)
        elif not known:
            unknown = True
    return own, unknown
