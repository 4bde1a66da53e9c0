"""Amounts of money in the budget and gross of a film infobox.

Sources: documentation of Template:Infobox film (budget, gross), Wikipedia:Manual of Style/Dates and
numbers (currencies, large numbers, ranges), articles Lakh and Crore. The rule above all others: a number
that may be wrong is not given; its text is handed back as `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Money
from kg.values.amounts import Candidate, candidates
from kg.values.surroundings import BEGINS_WITH_UPPER_BOUND, ENDS_IN_UPPER_BOUND, Surroundings, surroundings


@dataclass(frozen=True, slots=True)
class MoneyFound:
    """An amount and the characters of the text that state it, without remarks around it."""

    money: Money
    raw: str
    begin: int
    end: int
    qualifier: str | None
    """What stands around it: `estimated`, `Domestic earnings`, `over`; None when nothing does."""


@dataclass(frozen=True, slots=True)
class MoneyReading:
    amounts: tuple[MoneyFound, ...]
    unread: str | None
    """What may be money and could not be read; None when all was read."""


# A value in the money of another year is not what the film cost or took in.
_INFLATION = re.compile(
    r"\badjusted|\badj\b|inflation|\btoday|present[- ]day|nowadays|current (?:value|money|dollars)"
    r"|\b(?:19|20)[0-9]{2}(?:'s)? (?:dollars|pounds|prices|money|value|terms|us\$|usd)",
    re.IGNORECASE,
)
_EQUIVALENT = re.compile(r"equivalent|equal to|\bin (?:19|20)[0-9]{2}\b", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:in|as of) (?:19|20)[0-9]{2}\b", re.IGNORECASE)
# Sums that are not the budget or gross, however labelled.
_OTHER_SUM = re.compile(
    r"\b(?:loss(?:es)?|deficits?|profits?|tax|rebates?|incentives?|salar(?:y|ies)|refund(?:ed|s)?|debts?|fines?"
    r"|tickets?|admissions?|advertising|marketing|promotion|prints|p ?& ?a)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:excluding|excl|exclusive|without|before|not including|net of|sans)\b", re.IGNORECASE)
_LOSS_OR_PROFIT = re.compile(r"(?:an? |net |estimated )*(?:loss|deficit|profit)s?", re.IGNORECASE)
# What else may stand in brackets with an amount: conversion, territory, kind of earnings.
_IN_BRACKETS = frozenset(
    """
    about approx approximately around roughly c ca circa est estimate estimated estimates nearly almost over
    equivalent equal equals to or i e ie converted at the time then exchange rate rates of in and only a
    domestic domestically foreign overseas international internationally worldwide global total us u s usa
    uk canada north america american united states kingdom india indian china chinese japan japanese france
    germany italy australia rental rentals gross grosses grossed box office theatrical theaters theatres
    initial original release re reissue reissues rerelease earnings budget
    share shares distributor distributors collection collections
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")
_OPERATOR = re.compile(r"\s{0,9}(?:[+x×*]|plus|minus)\s{0,9}")
_MULTIPLIED = re.compile(r"(?:^|[\s0-9])[x×*]\s?\Z")
_LONGEST_REMARK = 80
# Brackets whose number the wiki computes, and which is therefore missing: (equivalent to $ in 2019).
_COMPUTED = re.compile(r"equivalent|[$£€₹¥]", re.IGNORECASE)

_FRACTION = re.compile(r"\s*[/⁄]\s*[0-9]|\s*[½¼¾⅓⅔]")
_OTHER_GROUPS = re.compile(r",\s+[0-9]{3}(?![0-9])")
"""`$9, 000, 000`"""
ADMISSIONS = re.compile(
    r"(?<![0-9,.])[0-9][0-9,.]*+(?:\s+(?:million|thousand))?\s+(?:(?:total|paid|ticket)\s+)?"
    r"(?:admissions?|tickets? sold|spectators|viewers|entries)\b",
    re.IGNORECASE,
)
"""How many people saw a film, which is no money."""
_UNKNOWN_UNIT = re.compile(r"[ \t]*[^\W\d_]+")
"""A word right after a small number may be a unit that is not known: better no amount than a millionth of it."""


def parse_money(text: str, default_currency: str | None = None, home: frozenset[str] = frozenset()) -> MoneyReading:
    """All amounts stated in the plain text of a budget or gross.

    `default_currency` is the ISO 4217 code for a number without a currency and for signs that several
    currencies share (`kr`); without it those are unread, but `$` is USD, `Rs` INR and `¥` JPY. `home` are
    the codes of the currencies of the film's countries: they decide what shared signs mean, and what amounts
    in lakhs or crores without a sign are; what the text says of another country makes them unread. A range
    gives minimum and maximum, whichever of its numbers the unit stands at. An amount in brackets beside
    another (a conversion, a part by territory) is a second amount. Remarks become the qualifier, also
    `about` and `over`; a conversion without any has those of what it converts. Unread are: upper bounds
    (`less than $1 million`), ranges that run backwards, unclear currencies, losses, profits and other sums
    that are neither budget nor gross. Values in another year's money (`equivalent to $14 million in 2019`)
    beside an amount are neither amounts nor unread, and neither are years, footnote marks and counts, also
    of the people who saw the film. `unread` is the whole text when nothing at all could be read, None for a
    text without any letter or figure, and for one that only counts people.
    """
    items = candidates(text, default_currency, home)
    people = [match.span() for match in ADMISSIONS.finditer(text)]
    around = surroundings(text, [(item.begin, item.end) for item in items])
    amounts: list[MoneyFound] = []
    told: dict[int, str | None] = {}
    unread: list[str] = []
    for index, (item, words) in enumerate(zip(items, around, strict=True)):
        host = items[words.host] if words.host is not None else None
        if host is not None and item.money is not None and item.money == host.money:
            continue  # the same in other words: INR 30 crore (INR 300 million)
        if _of_another_year(item, words, host):
            continue
        if any(begin == item.begin for begin, _ in people):
            continue
        if item.money is None or not _is_stated(words, text, items, index):
            unread.append(text[_with_bound(text, item.begin) : item.end])
        else:
            brackets = words.brackets[1:] if item.noted else words.brackets
            brackets = tuple(bracket for bracket in brackets if not _COMPUTED.search(bracket))
            remarks = (("or more",) if item.open_end else ()) + replace(words, brackets=brackets).remarks()
            raw = text[item.begin : item.end]
            told[index] = ", ".join(remarks) or (told.get(words.host) if words.host is not None else None)
            amounts.append(MoneyFound(item.money, raw, item.begin, item.end, told[index]))
    if amounts:
        return MoneyReading(tuple(amounts), "; ".join(unread) or None)
    if people and not unread and not any(map(str.isdigit, ADMISSIONS.sub("", text))):
        return MoneyReading((), None)
    return MoneyReading((), text.strip() if any(char.isalnum() for char in text) else None)


def _with_bound(text: str, begin: int) -> int:
    """Where the words `less than` begin that stand before an amount; else `begin`."""
    start = max(0, begin - 24)
    bound = ENDS_IN_UPPER_BOUND.search(text[start:begin].rstrip())
    return start + bound.start() if bound else begin


def _of_another_year(item: Candidate, words: Surroundings, host: Candidate | None) -> bool:
    """Whether an amount is the value of another in another year's money."""
    remarks = " ".join(bracket for bracket in words.brackets if not _COMPUTED.search(bracket))
    if _INFLATION.search(f"{words.before} {words.bracket or words.after} {remarks}"):
        return True
    near = words.bracket or f"{words.before} {words.after}"
    if "equivalent" in near.lower() and _IN_YEAR.search(near):
        return True
    if host is None or host.money is None or not _EQUIVALENT.search(words.bracket):
        return False
    return item.money is None or host.money.currency == item.money.currency


def _is_stated(words: Surroundings, text: str, items: Sequence[Candidate], index: int) -> bool:
    """Whether an amount is stated as the budget or gross, and not as something near it."""
    if ENDS_IN_UPPER_BOUND.search(words.before[-40:]) or BEGINS_WITH_UPPER_BOUND.match(words.after):
        return False
    if any(len(remark) > _LONGEST_REMARK for remark in words.remarks()):
        return False  # prose
    remarks = f"{words.before} {words.after}"
    if _OTHER_SUM.search(remarks) and not _WITHOUT.search(remarks):
        return False
    if any(_LOSS_OR_PROFIT.fullmatch(bracket) for bracket in words.brackets):
        return False
    begin = items[index - 1].end if index else 0
    end = items[index + 1].begin if index + 1 < len(items) else len(text)
    before, after = text[begin : items[index].begin], text[items[index].end : end]
    if _OPERATOR.fullmatch(before) or (index + 1 < len(items) and _OPERATOR.fullmatch(after)):
        return False
    money = items[index].money
    if _FRACTION.match(text, items[index].end):
        return False
    if money is not None and money.maximum < 1000 and _UNKNOWN_UNIT.match(after):
        return False
    if text[items[index].end - 1].isdigit() and _OTHER_GROUPS.match(text, items[index].end):
        return False
    if _MULTIPLIED.search(words.before[-4:]) or (not begin and before in ("-", "−")):
        return False
    if words.host is None:
        return True
    if _IN_YEAR.search(words.bracket):
        return False
    besides = " ".join((words.before, words.after, *words.brackets))
    return all(word.lower() in _IN_BRACKETS for word in _WORD.findall(besides))
