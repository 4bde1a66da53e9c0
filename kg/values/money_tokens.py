"""A text about money cut into tokens: currencies, numbers, units and the words between them.

Sources: as for kg.values.money; articles Lakh and Crore.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kg.values.currencies import ADJECTIVES, CODES, NAMES, SIGNS, Sign
from kg.values.numbers import parse_number

UNITS: Mapping[str, Decimal] = {
    **dict.fromkeys(("hundred",), Decimal(100)),
    **dict.fromkeys(("k", "thousand", "thousands"), Decimal(10**3)),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), Decimal(10**5)),
    **dict.fromkeys(("m", "mn", "mil", "mill", "mio", "mln", "million", "millions"), Decimal(10**6)),
    **dict.fromkeys(("cr", "crs", "crore", "crores"), Decimal(10**7)),
    **dict.fromkeys(("b", "bn", "bil", "bill", "bln", "billion", "billions"), Decimal(10**9)),
    **dict.fromkeys(("tn", "trillion", "trillions"), Decimal(10**12)),
}
"""Words and letters after a number, lower case (short scale; lakh 10^5, crore 10^7)."""

_EXACT = "½¼¾⅕⅖⅗⅘⅛⅜⅝⅞"
"""Fractions that a decimal number states in full."""

# Signs with letters are not part of a word: `Rs` but not `Errs`.
_LETTER = r"[^\W\d_]"


def _sign_pattern(sign: str) -> str:
    before = rf"(?<!{_LETTER})" if sign[0].isalpha() else ""
    after = rf"(?!{_LETTER})" if sign[-1].isalpha() else ""
    pattern = re.escape(sign).replace(r"\ ", "[ \u00a0]")
    return before + (pattern if sign.isalpha() else f"(?i:{pattern})") + after


_TOKEN = re.compile(
    # The look-ahead only spares the alternatives where none can match.
    "(?P<sign>(?=[" + re.escape("".join(sorted({c for s in SIGNS for c in s[0] + s[0].swapcase()}))) + "])(?:"
    + "|".join(_sign_pattern(s) for s in sorted(SIGNS, key=len, reverse=True) if s not in ("R", "P"))
    + "))"
    rf"|(?P<letter>(?<!{_LETTER})[RP](?=[ \u00a0]?[0-9]))"
    # 1 500 000 with spaces
    r"|(?P<spaced>[0-9]{1,3}(?:(?:[ \u00a0\u2009\u202f])[0-9]{3})+(?![0-9.,]*[0-9]))"
    # a run of figures, commas and points, with a fraction after it
    rf"|(?P<number>[0-9](?:[0-9.,]*[0-9])?[{_EXACT}]?|[{_EXACT}])"
    rf"|(?P<word>{_LETTER}+)"
    r"|(?P<dash>[-–—−‒‐‑])"
    r"|(?P<other>[^\s])"
    r"|(?P<line>\n)"
)  # fmt: skip


_POINTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
"""Groups parted by points, told from decimals by being several: `9.000.000`."""


class Token(NamedTuple):
    kind: str  # "currency", "name", "number", "unit", "word", "dash", "other" or "line"
    begin: int
    end: int
    text: str  # of a number: with commas for the spaces or points between its groups
    sign: Sign | None = None
    value: Decimal | None = None


_BY_FOLDED_SIGN = {sign.casefold(): value for sign, value in SIGNS.items()}


def tokenize(text: str) -> list[Token]:
    """All of the text but its white space, in order; line ends are tokens."""
    tokens: list[Token] = []
    matches = list(_TOKEN.finditer(text))
    at = 0
    while at < len(matches):
        match = matches[at]
        kind = match.lastgroup or "other"
        begin, end, raw = match.start(), match.end(), match[0]
        at += 1
        if kind in ("sign", "letter"):
            key = raw.replace("\u00a0", " ")
            sign = SIGNS.get(key) or _BY_FOLDED_SIGN.get(key.casefold())
            tokens.append(Token("currency", begin, end, raw, sign))
        elif kind in ("number", "spaced"):
            grouped = raw.replace(".", ",") if _POINTED.fullmatch(raw) else ",".join(raw.split())
            tokens.append(Token("number", begin, end, grouped, value=_value(grouped)))
        elif kind == "word":
            name, used = _name(text, matches, at - 1)
            if name is not None:
                end = matches[at + used - 2].end()
                at += used - 1
                kind = "currency" if match[0] in CODES else "name"
                tokens.append(Token(kind, begin, end, text[begin:end], name))
            elif raw.lower() in UNITS:
                if at < len(matches) and matches[at][0] == "." and matches[at].start() == end and len(raw) < 5:
                    end = matches[at].end() if _abbreviated(text, end) else end  # `mil.`
                    at += end > match.end()
                tokens.append(Token("unit", begin, end, raw, value=UNITS[raw.lower()]))
            else:
                tokens.append(Token("word", begin, end, raw))
        else:
            tokens.append(Token(kind, begin, end, raw))
    return tokens


def _value(figures: str) -> Decimal | None:
    if figures[-1] not in _EXACT:
        return parse_number(figures)
    whole = parse_number(figures[:-1] or "0")
    return None if whole is None or whole % 1 else whole + Decimal(unicodedata.numeric(figures[-1]))


def _abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` is an abbreviation's: something goes on after it."""
    return text[stop + 1 : stop + 2] != "" and not text[stop + 1].isdigit()


def _name(text: str, matches: Sequence[re.Match[str]], at: int) -> tuple[Sign | None, int]:
    """The currency named in words at a token, and how many tokens its name has; codes in capitals."""
    first = matches[at][0]
    if first in CODES:
        return Sign((first,), first), 1
    words = [first.lower()]
    for match in matches[at + 1 : at + 3]:
        if match.lastgroup != "word" or match.start() - matches[at + len(words) - 1].end() != 1:
            break
        words.append(match[0].lower())
    for count in range(len(words), 0, -1):
        sign = NAMES.get(" ".join(words[:count]))
        if sign is not None:
            return sign, count
    return None, 0


def find_adjective(tokens: Sequence[Token], at: int) -> tuple[Sign | None, int]:
    """The dollar that a word such as `Canadian` or `Hong Kong` tells, and how many tokens it has."""
    words = [token.text.lower() for token in tokens[at : at + 2] if token.kind == "word"]
    if tokens[at].kind != "word":
        return None, 0
    for count in range(len(words), 0, -1):
        sign = ADJECTIVES.get(" ".join(words[:count]))
        if sign is not None:
            return sign, count
    return None, 0
