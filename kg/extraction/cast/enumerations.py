"""Roles that a list names, some of them by a description: `the guard, the [[Black Knight]] and Tim`.

Conventions of MOS:FILM, section "Cast": what stands after a comma tells of the role before it. A list shows by the
`and` that closes it and by its parts: a linked name, the person as such, a description with its own article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from kg.extraction.cast.remarks import is_free, outside, without_brackets
from kg.wikitext.rich import Rich


class _Part(Enum):
    SURE = "a linked name, or the person as such"
    NAME = "a name"
    DESCRIBED = "a description with its article"


JOINT = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+(?:also\s+)?(?:as\s+)?")
STYLED = re.compile(
    r"(?:Duke|Duchess|King|Queen|Prince|Princess|Lord|Lady|Count|Countess|Earl|Baron|Baroness|Marquis|Marquess|Emperor"
    r"|Empress|Bishop|Archbishop|Sultan|Head|Chief|Director|President|Mayor|Governor|Minister|Secretary|Captain"
    r"|Commander|Leader|Master|Goddess|God|Ruler)\s+of\b"
)
"""What follows a comma and tells who someone is, however it is written: `Queen of the North`."""
_CLOSING = re.compile(r"\band\s|&\s")
_SELF = re.compile(r"(?:himself|herself|themselves|itself)(?=$|\s+(?:in|at|from|for|on|as)\b)")
_TO_OTHERS = (
    r"daughter|son|child|children|wife|husband|widow|widower|sister|brother|mother|father|parents?|uncle|aunt|niece"
    r"|nephew|cousin|grand\w+|step\w+|twin|friend|lover|fianc[ée]+|girlfriend|boyfriend|partner|owner|founder|boss"
    r"|manager|rival|assistant|servant|heir|heiress"
)
_RELATION = re.compile(
    rf"(?:head|chief)\b|(?:\S+\s+){{0,3}}?\b(?:{_TO_OTHERS}|leader|king|queen|ruler|president|prince|princess|mayor"
    r"|director|captain|best|\w+est)\b",
    re.IGNORECASE,
)
"""Words for what someone is to others: after a name they tell of it, `Anna, the daughter of Bill`."""
_OF_OTHERS = re.compile(
    rf"(?:[^\s,]+\s+){{0,2}}?(?:{_TO_OTHERS}|bodyguard|driver|neighbou?r|teacher)s?\s+of\s", re.IGNORECASE
)
"""What tells of people by those who follow, however many: `Friend of Anna and Bill`."""
_ON_ITS_OWN = re.compile(r"(?:the|an?|his|her|their|himself|herself|themselves|itself|narrator)\b", re.IGNORECASE)
"""Beginnings of a role that is not among those others."""
_VOICES = re.compile(
    r"(?:additional|other|various|extra|miscellaneous|assorted|several) (?:voices?|roles?|characters?)"
    r"|(?:\S+ ){0,5}\S+['’]s? voice",
    re.IGNORECASE,
)
"""Parts of a list that are roles for themselves: `additional voices`, `the robot's voice`."""
_NARRATOR = re.compile(r"Narrat(?:or|ion)")
_FURTHER = re.compile(r"\s(?:of|from|to|with|for|in|at|by)\s")
_POSSESSIVE = re.compile(r"['’]s?\s")


def enumerated(text: Rich, is_role_name: Callable[[Rich], bool]) -> list[Rich]:
    """The roles of a list of which some are descriptions or have a remark in brackets; empty for any other text,
    and where what follows the commas may tell of the first role: `Anna, the queen of France and Spain`."""
    if not may_join(text):
        return []
    free = outside(text)
    joints = [m for m in JOINT.finditer(text.text) if is_free(m, free)]
    closing = [m for m in joints if _CLOSING.search(m[0])]
    if "/" in text.text or len(closing) != 1 or closing[0] is not joints[-1] or not joints[0].start():
        return []
    begins, ends = [0, *(m.end() for m in joints)], [*(m.start() for m in joints), len(text)]
    raw = [text.cut(begin, end) for begin, end in zip(begins, ends, strict=True)]
    parts = [_bare(part) for part in raw]
    kinds = [_kind(part, is_role_name) for part in parts]
    if not all(kinds) or not all(parts):
        return []
    alike = kinds[0] is _Part.DESCRIBED  # `the king and the queen`
    told = [
        part.text for part in parts[1:] if not alike or _FURTHER.search(part.text) or not part.text.startswith("the ")
    ]
    if any(_relative(part) for part in told) or _runs_on(parts, kinds):
        return []
    if _Part.DESCRIBED not in kinds and _Part.SURE not in kinds[1:]:
        return parts if any(len(a.text) > len(b.text) for a, b in zip(raw, parts, strict=True)) else []
    if _Part.SURE in kinds[1:]:
        return parts
    if len(parts) == 2:
        return parts if kinds[1] is _Part.DESCRIBED else []  # one article may be of both: `the Mother and Wife`
    if kinds[0] is _Part.DESCRIBED:
        return parts
    serial = closing[0][0].lstrip().startswith(",")
    return parts if (serial or len(parts) > 3) and set(kinds[1:]) == {_Part.DESCRIBED} else []


def may_join(text: Rich) -> bool:
    """Whether a text may hold a joint."""
    body = text.text
    return "," in body or "and" in body or "&" in body


def is_part(text: str) -> bool:
    """Whether a text is a part that is nobody's: `Narrator`, `additional voices`."""
    return _NARRATOR.fullmatch(text) is not None or _VOICES.fullmatch(text) is not None


def is_of_others(text: str) -> bool:
    """Whether a role is nothing but what someone is to others: `Mother of Anna`."""
    return " of " in text and _OF_OTHERS.match(text) is not None


def runs_on(before: str, after: str) -> bool:
    """Whether the name behind an `and` is one more of those the role before it tells of: `Mother of Anna and Bill`."""
    return is_of_others(before) and not (_ON_ITS_OWN.match(after) or is_of_others(after))


def _bare(part: Rich) -> Rich:
    """A part without its brackets; of `himself as the animator`, the person as such."""
    part = without_brackets(part)[0]
    itself = _SELF.match(part.text)
    return part.cut(0, itself.end()) if itself and not part.linked(0, len(part)) else part


def _kind(part: Rich, is_role_name: Callable[[Rich], bool]) -> _Part | None:
    article = re.match(r"the\s+", part.text)
    name = part.cut(article.end(), len(part)) if article else part
    if _SELF.fullmatch(part.text) or _VOICES.fullmatch(part.text) or (name.covered("link") and name.text[:1].isupper()):
        return _Part.SURE
    if article or re.match(r"an?\s+\S", part.text):
        return _Part.DESCRIBED
    return _Part.NAME if is_role_name(part) else None


def _relative(body: str) -> bool:
    """Whether a part after a comma may tell of the role before it."""
    described = body.removeprefix("the ")
    if _VOICES.fullmatch(body):
        return False
    if re.match(r"an?\s", body) or STYLED.match(described):
        return True
    return described != body and bool(_RELATION.match(described) or _POSSESSIVE.search(described))


def _runs_on(parts: list[Rich], kinds: list[_Part | None]) -> bool:
    """Whether a part may belong to the description before it: `the queen of France and Spain`."""
    return any(
        runs_on(parts[index].text, parts[index + 1].text)
        or (
            kinds[index] is _Part.DESCRIBED
            and _FURTHER.search(parts[index].text)
            and not re.match(r"the\s|himself|herself|themselves|itself", parts[index + 1].text)
        )
        for index in range(len(parts) - 1)
    )
