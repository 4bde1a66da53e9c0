"""Which media type a client gets: the Accept field of RFC 9110, section 12.5.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

_RANGE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z\-]+)/([!#$%&'*+.^_`|~0-9A-Za-z\-]+)")
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
# A comma or semicolon inside a quoted parameter does not divide. What stands between them is found, not they by what
# follows: the time is then in proportion to the length, whatever a client sends.
_BETWEEN_COMMAS = re.compile(r'(?:"[^"]*(?:"|\Z)|[^",])+')
_BETWEEN_SEMICOLONS = re.compile(r'(?:"[^"]*(?:"|\Z)|[^";])+')
_MAX_RANGES = 64


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subtype: str
    weight: float
    exact: int
    """How much it says: 0 for */*, 1 for text/*, 2 for text/html."""

    def holds(self, media_type: str) -> bool:
        kind, _, subtype = media_type.partition("/")
        return self.kind in ("*", kind) and self.subtype in ("*", subtype)


def best(accept: str | None, offered: Sequence[str]) -> str | None:
    """The media type of `offered` that `accept` gives the most weight; None when it accepts none of them.

    accept: the field's value; None or empty accepts everything. offered: media types without parameters, in
    lower case, those the server prefers first: they win among equals. The most specific range that holds for a
    type gives its weight. A range that cannot be read is passed over.

    >>> best("text/html;q=0.8, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    >>> best("*/*, text/html;q=0", ["text/html", "text/turtle"])
    'text/turtle'
    """
    ranges = [] if accept is None else _ranges(accept)
    if not accept or not accept.strip():
        return offered[0]
    weights = [_weight(ranges, media_type) for media_type in offered]
    highest = max(weights)
    return offered[weights.index(highest)] if highest > 0 else None


def _weight(ranges: Sequence[_Range], media_type: str) -> float:
    holding = [each for each in ranges if each.holds(media_type)]
    if not holding:
        return 0.0
    exact = max(each.exact for each in holding)
    return max(each.weight for each in holding if each.exact == exact)


def _ranges(accept: str) -> list[_Range]:
    ranges = []
    for between in islice(_BETWEEN_COMMAS.finditer(accept), _MAX_RANGES):
        name, *parameters = [part.strip() for part in _BETWEEN_SEMICOLONS.findall(between[0])] or [""]
        match = _RANGE.fullmatch(name.lower() if name != "*" else "*/*")
        if match is None or (match[1] == "*" and match[2] != "*"):
            continue
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                weight = float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
        ranges.append(_Range(match[1], match[2], weight, (match[1] != "*") + (match[2] != "*")))
    return ranges
