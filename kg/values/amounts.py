"""The amounts in a text about money: numbers with their currencies, units and ranges.

Only what belongs to an amount itself; what the words around it make of it is for kg.values.money.
Sources: as there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kg.model import Money
from kg.values.currencies import CODES_AT_HOME, COUNTED_IN_LAKHS, DOUBTS, DOUBTS_AT_HOME, Sign
from kg.values.money_tokens import Token, find_adjective, tokenize
from kg.values.numbers import NUMBER_WORDS

_FIRST_OF_TWO = frozenset({Decimal(100), Decimal(10**3), Decimal(10**5)})  # hundred million, lakh crore
_LEADING_NAMES = frozenset({"rupee", "rupees", "indian rupee", "indian rupees", "euro", "euros", "yen", "lire"})
YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_LARGEST = Decimal(10) ** 15
_LAKHS = frozenset({Decimal(10**5), Decimal(10**7)})
_AT_HOME = frozenset({"INR", "JPY", "CZK"})
"""Defaults of signs (Rs, ¥, Kč) that in films of some countries mean another currency; $ and £ are read as they are
everywhere: films take in dollars abroad."""


class _Quantity(NamedTuple):
    begin: int
    end: int
    signs: tuple[Sign, ...]
    number: Decimal
    unit: Decimal | None
    grouped: bool
    decimals: int
    next: int  # the token after it
    open_end: bool = False  # `9+ million`


class Candidate(NamedTuple):
    """A piece of text that is an amount, or (money None) something like one that cannot be read."""

    begin: int
    end: int
    money: Money | None
    open_end: bool = False  # `$100 million+`
    noted: bool = False  # its currency stands in brackets after it


def _quantity(tokens: Sequence[Token], at: int) -> _Quantity | None:
    """`[currency] number [unit] [currency]` at a token; None when there is none or it is malformed."""
    begin = tokens[at].begin
    signs, at = _leading_signs(tokens, at)
    if at >= len(tokens):
        return None
    token = tokens[at]
    number = token.value if token.kind == "number" else None
    if token.kind == "word" and at + 1 < len(tokens) and tokens[at + 1].kind == "unit":
        word = NUMBER_WORDS.get(token.text.lower())
        number = None if word is None or len(tokens[at + 1].text) < 3 else Decimal(word)
    if number is None:
        return None
    plus = at + 2 < len(tokens) and tokens[at + 1].text == "+" and tokens[at + 2].kind == "unit"  # 9+ million
    unit, at = _unit(tokens, at + 2 if plus else at + 1)
    end = tokens[at - 1].end
    if at < len(tokens) and tokens[at].begin - end <= 1:
        after, glued = tokens[at], tokens[at].begin == end
        if after.kind in ("number", "unit") or (glued and (after.kind == "word" or after.text == "%")):
            return None  # 5 00 000, 5 B movie, 3D, 1st, 50L, 35%
    behind, at, end = _trailing_signs(tokens, at, signs, end)
    decimals = len(token.text.partition(".")[2])
    return _Quantity(begin, end, signs + behind, number, unit, "," in token.text, decimals, at, plus)


def _leading_signs(tokens: Sequence[Token], at: int) -> tuple[tuple[Sign, ...], int]:
    """The currencies before a number (`CAD $`, `Canadian $`), and the token after them."""
    signs: list[Sign] = []
    adjective, used = find_adjective(tokens, at)
    if adjective is not None and at + used < len(tokens) and tokens[at + used].text == "$":
        signs.append(adjective)
        at += used
    if not signs and _is_of_letters(tokens, at):
        signs.append(_UNKNOWN)
    while at < len(tokens) and _leads(tokens[at]) and len(signs) < 3:
        signs.extend(filter(None, [tokens[at].sign]))
        at += 1
        if at < len(tokens) and tokens[at].text == "." and tokens[at - 1].text[-1].isalpha():
            at += 1
    return tuple(signs), at


_UNKNOWN = Sign((), None)


def _is_of_letters(tokens: Sequence[Token], at: int) -> bool:
    """Whether a `$` stands right behind letters that make another sign with it, which is not known: `M$450,000`; of
    `5M$` they are a unit."""
    if not at or tokens[at].text != "$":
        return False
    letters = tokens[at - 1]
    behind = at > 1 and tokens[at - 2].end == letters.begin and tokens[at - 2].kind == "number"
    glued = letters.kind in ("word", "unit") and letters.end == tokens[at].begin
    shown = len(letters.text) == 1 or (letters.text[0].isupper() and len(letters.text) <= _LETTERS)
    shown = shown and letters.text != "Est"  # estimated
    return glued and shown and not behind


_LETTERS = 3
"""Before a `$`; longer words are no part of a sign."""


def _trailing_signs(
    tokens: Sequence[Token], at: int, signs: tuple[Sign, ...], end: int
) -> tuple[tuple[Sign, ...], int, int]:
    """The currency after a number, the token after it and the end of what is stated so far."""
    if at >= len(tokens):
        return (), at, end
    token = tokens[at]
    if token.kind in ("currency", "name") and token.sign is not None:
        if signs and at + 1 < len(tokens) and tokens[at + 1].kind == "number":
            return (), at, end  # $5 million £3 million: the next amount's
        if signs and token.kind == "name" and not _common((*signs, token.sign)):
            return (), at, end  # an ordinary word: $5 million won
        return (token.sign,), at + 1, token.end
    adjective, used = find_adjective(tokens, at)
    if adjective is not None and signs and _closes(tokens, at + used):
        return (adjective,), at + used, tokens[at + used - 1].end
    return (), at, end


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing more is said there: the end, a line end, a bracket or punctuation."""
    return at >= len(tokens) or tokens[at].kind in ("line", "other")


def _unit(tokens: Sequence[Token], at: int) -> tuple[Decimal | None, int]:
    """The product of the one or two units at a token, and the token after them."""
    start = at
    if at + 1 < len(tokens) and tokens[at].kind == "dash" and tokens[at + 1].kind == "unit":
        if tokens[at].begin != tokens[at - 1].end or tokens[at].end != tokens[at + 1].begin:
            return None, start
        at += 1  # `$5-million`
    if at >= len(tokens) or tokens[at].kind != "unit" or tokens[at].begin - tokens[at - 1].end > 2:
        return None, start
    if tokens[at].text in ("b", "B") and tokens[at].begin > tokens[at - 1].end and not _closes(tokens, at + 1):
        return None, start  # a $5 B movie
    unit = tokens[at].value
    at += 1
    if unit in _FIRST_OF_TWO and at < len(tokens) and tokens[at].kind == "unit":
        second = tokens[at].value
        if second is not None and unit is not None and second > unit and len(tokens[at].text) > 1:
            unit *= second
            at += 1
    return unit, at


class _Known(NamedTuple):
    """What is known of the currencies in a text beside their signs."""

    default: str | None
    """The code of a number without a currency."""
    doubtful: frozenset[str]
    """Codes that a sign does not mean unless it says so."""
    home: frozenset[str]
    """Codes of the film's countries."""
    abroad: frozenset[str]
    """Codes of countries that the text names."""


def candidates(text: str, default_currency: str | None, home: frozenset[str] = frozenset()) -> list[Candidate]:
    """All amounts and would-be amounts, in order. `home` are the codes of the film's countries."""
    tokens = tokenize(text)
    items: list[Candidate] = []
    doubtful = {code for code, hint in DOUBTS.items() if hint.search(text)}
    doubtful.update(code for code, others in DOUBTS_AT_HOME.items() if home & others)
    abroad = (codes for country, codes in CODES_AT_HOME.items() if country in text) if home else ()
    known = _Known(default_currency, frozenset(doubtful), home, frozenset().union(*abroad))
    alone = sum(token.kind == "number" for token in tokens) == 1
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not _may_begin(tokens, at):
            at += 1
            continue
        first = _quantity(tokens, at)
        if first is None:
            skipped, item = _malformed(tokens, at)
            if item:
                items.append(item)
            at = skipped
            continue
        year = token.kind == "number" and YEAR.fullmatch(token.text) and first.unit is None
        like_money = first.unit is not None or first.grouped or first.number >= 10_000 or bool(first.signs)
        if year or not (like_money or (default_currency and alone)):  # also `2004 dollars`
            second = _second(tokens, first)  # 5–6 million dollars
            if second is None or not (second.unit or second.signs or second.grouped):
                at = first.next
                continue
        item, at = _amount(tokens, first, text, known)
        items.append(item)
    return items


def _leads(token: Token) -> bool:
    """Whether a currency may stand there before its number; `won 3 million` may be a verb."""
    return token.kind == "currency" or (token.kind == "name" and token.text.lower() in _LEADING_NAMES)


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Whether an amount may begin at a token: with a currency, a number in figures or words, or the
    adjective of a dollar."""
    if tokens[at].kind != "word":
        return tokens[at].kind == "number" or _leads(tokens[at])
    lower = tokens[at].text.lower()
    if lower in NUMBER_WORDS:
        return at + 1 < len(tokens) and tokens[at + 1].kind == "unit"
    adjective, used = find_adjective(tokens, at)
    return adjective is not None and at + used < len(tokens) and tokens[at + used].text == "$"


def _malformed(tokens: Sequence[Token], at: int) -> tuple[int, Candidate | None]:
    """What begins like an amount and is none: the token to go on at, and the item when it looks like money.

    `$TBA` and `3D` are nothing; `$1.2.3 million`, `₹50L` and `60,5 million` are something unread.
    """
    begin, start = tokens[at].begin, at
    while at < len(tokens) and _leads(tokens[at]):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "number":
        return max(at, start + 1), None
    number = tokens[at]
    at += 1
    currency = at - 1 > start
    if at < len(tokens) and tokens[at].text == "%":
        return at + 1, None
    while at < len(tokens) and tokens[at].kind in ("number", "unit", "word"):
        gap = tokens[at].begin - tokens[at - 1].end
        if gap > 1 or (gap and tokens[at].kind != "number"):
            break
        at += 1
    unit, at = _unit(tokens, at)
    if currency or unit is not None or (number.value is None and len(number.text) > 4):
        return at, Candidate(begin, tokens[at - 1].end, None)
    return at, None


def _second(tokens: Sequence[Token], first: _Quantity) -> _Quantity | None:
    """The upper end of a range whose lower end is `first`; None when no range follows."""
    at = first.next
    if at + 1 >= len(tokens):
        return None
    joint = tokens[at]
    word = joint.text.lower()
    is_joint = joint.kind == "dash" or (joint.kind == "word" and word in ("to", "or"))
    if not is_joint and word == "and":
        lead = [token.text.lower() for token in tokens[max(0, at - 6) : at] if token.begin < first.begin]
        is_joint = "between" in lead
    if not is_joint:
        return None
    second = _quantity(tokens, at + 1)
    if second is None:
        return None
    if first.signs and second.signs and not _common(first.signs + second.signs):
        return None  # £3 million or $5 million: two amounts
    if word == "or" and _are_two(first, second):
        return None
    return second


def _are_two(first: _Quantity, second: _Quantity) -> bool:
    """Whether each of two whole amounts is stated for itself, as by two sources: `$1,050,000 or $1.2 million`,
    `$4 million or $3 million`. Those of one form and in order are a range: `$3 million or $4 million`."""
    if not (first.signs and second.signs and (first.unit or first.grouped) and (second.unit or second.grouped)):
        return False
    return first.unit != second.unit or first.number > second.number


def _common(signs: Sequence[Sign]) -> tuple[str, ...]:
    """The codes that all the signs may mean, in the order of the first."""
    return tuple(code for code in signs[0].codes if all(code in sign.codes for sign in signs))


def _amount(tokens: Sequence[Token], first: _Quantity, text: str, known: _Known) -> tuple[Candidate, int]:
    """The amount that begins with `first`, and the token after it."""
    second = _second(tokens, first)
    at = (second or first).next
    begin, end = first.begin, (second or first).end
    before = text[max(0, begin - 9) : begin].rstrip().lower()
    if second is not None and before.endswith(("between", "from")):
        begin = max(0, begin - 9) + max(before.rfind("between"), before.rfind("from"))
    open_end = (second or first).open_end
    failed = second is not None and first.open_end
    if at < len(tokens) and tokens[at].text == "+":
        open_end = _closes(tokens, at + 1)
        failed = failed or not open_end  # $5 million + 10% of the profits
        if open_end:
            at += 1
            end = tokens[at - 1].end
    while second is not None and at + 1 < len(tokens) and tokens[at].kind == "dash":
        if tokens[at + 1].kind != "number":
            break
        failed, end, at = True, tokens[at + 1].end, at + 2  # 10–12–14
    signs = first.signs + (second.signs if second else ())
    noted = _bracketed_currency(tokens, at)
    if noted is not None:
        signs, at = (*signs, noted[0]), noted[1]
    if not signs and (second or first).unit in _LAKHS and _fills_line(text, begin, tokens, at):
        signs = (COUNTED_IN_LAKHS,)
    currency = _currency(signs, known)
    ends = _ends(first, second)
    if failed or ends is None or currency is None or ends[1] > _LARGEST:
        return Candidate(begin, end, None), at
    return Candidate(begin, end, Money(_plain(ends[0]), _plain(ends[1]), currency), open_end, noted is not None), at


def _fills_line(text: str, begin: int, tokens: Sequence[Token], at: int) -> bool:
    """Whether an amount from a character up to a token has its line for itself but for a label: no sign that is not
    known stands beside it."""
    before = text[text.rfind("\n", 0, begin) + 1 : begin].rstrip()
    return (not before or before.endswith(":")) and (at >= len(tokens) or tokens[at].kind == "line")


def _bracketed_currency(tokens: Sequence[Token], at: int) -> tuple[Sign, int] | None:
    """The currency alone in brackets at a token, and the token after it: `(CAD)`, `(Canadian)`; but `(US)`
    is a territory."""
    if at + 2 >= len(tokens) or tokens[at].text != "(":
        return None
    sign, used = tokens[at + 1].sign, 1
    if sign is None and tokens[at + 1].text.lower() in ("canadian", "australian"):
        sign, used = find_adjective(tokens, at + 1)
    close = at + 1 + used
    if sign is None or close >= len(tokens) or tokens[close].text != ")":
        return None
    return sign, close + 1


def _currency(signs: Sequence[Sign], known: _Known) -> str | None:
    """The ISO 4217 code; None when it is not certain."""
    if not signs:
        return known.default
    common = _common(signs)
    if len(common) == 1:
        return common[0]
    if known.default in common:
        return known.default
    defaults = [sign.default for sign in signs if sign.default in common]
    if not defaults or defaults[0] in _AT_HOME:
        local = {*common} & known.home
        if local:
            return local.pop() if len(local) == 1 and not {*common} & known.abroad - known.home else None
    certain = [code for code in defaults if code not in known.doubtful]
    return certain[0] if certain else None


def _ends(first: _Quantity, second: _Quantity | None) -> tuple[Decimal, Decimal] | None:
    """The lower and upper end in full units; None when they make no sense."""
    if second is None:
        if first.unit is None and first.decimals == 3:
            return None  # €1.500: a decimal point or a thousands separator
        value = first.number * (first.unit or 1)
        return value, value
    if (first.decimals == 3 or second.decimals == 3) and not second.unit:
        return None
    upper = second.number * (second.unit or 1)
    lower = first.number * (first.unit or 1)
    if first.unit is None and second.unit is not None:
        if first.number <= second.number:
            lower = first.number * second.unit  # 3.5–4 million
        elif first.number < 1000:
            return None  # $900–1 million
    if lower > upper:
        return None
    # $7.5–8,000,000: such a distance is a unit left out.
    return (lower, upper) if upper < lower * 1000 else None


def _plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
