"""Which words of a value list belong to which value: labels before, remarks after, brackets.

For texts such as infobox parameters: `Domestic: $4 million (rentals)`, `110 minutes (US), 95 minutes`.
The parsers of money and running times find the values; this module tells what stands around each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

APPROXIMATE = (
    r"about|approx\.?|approximately|around|circa|ca?\.|c|est\.?|estimated(?: at)?|estimates?:?|roughly|some"
    r"|nearly|almost|just under|~|≈|±"
)
"""Words before a value that say it is not exact."""
LOWER_BOUND = (
    r"over|more than|at least|upwards? of|in excess of|above|exceed(?:s|ed|ing)|minimum(?: of)?|no less than|>|≥"
)
"""Words before a value that is a lower bound: the value is stated, with this remark."""
UPPER_BOUND = r"less than|fewer than|not? more than|under|below|up to|at most|sub-|maximum(?: of)?|<|≤|not exceeding"
"""Words before a number that is only an upper bound: the value itself is not stated."""

BEGINS_WITH_UPPER_BOUND = re.compile(r"(?:or (?:less|under|below|fewer)|at (?:the )?most|max(?:imum)?)\b", re.I)
ENDS_IN_UPPER_BOUND = re.compile(rf"(?:(?<!\w)(?:{UPPER_BOUND}))\Z", re.IGNORECASE)
_ENDS_IN_LEAD = re.compile(
    rf"(?<!\w)(?:{APPROXIMATE}|{LOWER_BOUND}|{UPPER_BOUND}|equivalent to|or)\s*\Z", re.IGNORECASE
)
_SEPARATOR = re.compile(r"[,/&•·|]|\b(?:and|plus)\b", re.IGNORECASE)
_MARK = re.compile(r"[()\[\]\n;]")
_ESTIMATE = re.compile(r"(?:an? )?est(?:\.|imate|imates|imated|imation)?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[0-9]{1,3}|[a-z]|(?:nb|note|n) ?[0-9]{1,2}")
_JOINTS = frozenset({"or", "and", "but", "plus", "equivalent to", "between", "from", "of"})
_WRITTEN_OUT = {"c": "circa", "ca": "circa", "approx": "approximately"}
_LONGEST_BRACKET = 300
_EDGE = " \t\n:;,.–—-−·•*=|/&"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around one value; all texts with white space folded."""

    before: str
    """The label or words before it in its clause: `Domestic:`, `over`."""
    after: str
    """The words after it, up to the next value's."""
    brackets: tuple[str, ...]
    """The contents of the brackets after it that hold no value."""
    host: int | None
    """For a value inside brackets: the index of the value that the brackets follow."""
    bracket: str
    """For a value inside brackets: what stands in them (the first 300 characters); else empty."""

    def remarks(self) -> tuple[str, ...]:
        """The non-empty remarks, without the punctuation around them, `est.`, `c.` and `approx.` written out."""
        found = []
        for part in (self.before, self.after, *(b for b in self.brackets if not _FOOTNOTE.fullmatch(b))):
            part = part.strip(_EDGE)
            if part.count("(") != part.count(")") or (part[:1] == "(" and part.find(")") == len(part) - 1):
                part = " ".join(part.replace("(", " ").replace(")", " ").split()).strip(_EDGE)
            if any(char.isalnum() for char in part) and part.lower() not in _JOINTS:
                found.append("estimated" if _ESTIMATE.fullmatch(part) else _WRITTEN_OUT.get(part.lower(), part))
        return tuple(dict.fromkeys(found))

    def qualifier(self) -> str | None:
        """The remarks as one text; None when there are none."""
        return ", ".join(self.remarks()) or None


class _Item(NamedTuple):
    kind: str  # "text", "value", "bracket" or "break"
    begin: int
    end: int
    values: tuple[int, ...] = ()


@dataclass(slots=True)
class _Draft:
    before: str = ""
    after: list[str] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    host: int | None = None
    bracket: str = ""


def surroundings(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Surroundings, ...]:
    """One entry for each of the spans, which are in order and hold neither brackets nor line ends.

    Clauses end at line ends and semicolons. A line without a value belongs to the value before it, or
    to the next one when it ends in a colon. Between two values of one clause, the words up to the last
    comma, slash or `and` belong to the first. Brackets in brackets are read as text.
    """
    drafts = [_Draft() for _ in spans]
    _Region(text, spans, drafts).read(0, len(text), range(len(spans)))
    return tuple(Surroundings(d.before, _spaced(d.after), tuple(d.brackets), d.host, d.bracket) for d in drafts)


def _spaced(texts: Sequence[str]) -> str:
    """The words of some texts, with single spaces."""
    return " ".join(" ".join(texts).split())


def _items(text: str, spans: Sequence[tuple[int, int]], begin: int, end: int, values: range, flat: bool) -> list[_Item]:
    """The region cut into texts, values, brackets (each with the values in it) and clause ends;
    brackets are text when `flat`."""
    closing = {} if flat else _closing(text, begin, end)
    items: list[_Item] = []
    at = begin
    pending = list(values)[::-1]

    def cut(upto: int) -> None:
        """Texts and values before `upto`."""
        nonlocal at
        while pending and spans[pending[-1]][0] < upto:
            index = pending.pop()
            first, last = spans[index]
            if first > at:
                items.append(_Item("text", at, first))
            items.append(_Item("value", first, last, (index,)))
            at = last
        if upto > at:
            items.append(_Item("text", at, upto))
            at = upto

    for mark in _MARK.finditer(text, begin, end):
        if mark.start() < at:
            continue
        if mark[0] in "([" and not flat:
            close = closing.get(mark.start())
            if close is None:  # never closed: to the end of the line
                close = text.find("\n", mark.start(), end)
                close = end if close < 0 else close
            cut(mark.start())
            inside = []
            while pending and spans[pending[-1]][0] < close:
                inside.append(pending.pop())
            items.append(_Item("bracket", mark.start() + 1, close, tuple(inside)))
            at = close + 1 if close < end and text[close] in ")]" else close
        elif mark[0] in "\n;":
            cut(mark.start())
            items.append(_Item("break", mark.start(), mark.end()))
            at = mark.end()
    cut(end)
    items.append(_Item("break", end, end))
    return items


def _closing(text: str, begin: int, end: int) -> dict[int, int]:
    """The position of the closing bracket for each opening one that has one."""
    stack: list[int] = []
    found: dict[int, int] = {}
    for mark in _MARK.finditer(text, begin, end):
        if mark[0] in "([":
            stack.append(mark.start())
        elif mark[0] in ")]" and stack:
            found[stack.pop()] = mark.start()
    return found


class _Region:
    """Fills the drafts of the values in one region, item after item: in the whole text, or in one pair of brackets."""

    def __init__(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        drafts: list[_Draft],
        host: int | None = None,
        bracket: str = "",
    ) -> None:
        """host and bracket: as in Surroundings."""
        self._text = text
        self._spans = spans
        self._drafts = drafts
        self._host = host
        self._bracket = bracket
        self._current: _Draft | None = None
        """The last value of this clause."""
        self._latest: _Draft | None = None
        """The last value of the clauses before."""
        self._latest_index: int | None = None
        self._lead: list[_Item] = []
        """Before the first value of the clause."""
        self._between: list[str] = []
        """Since the last value of the clause."""
        self._divided = False
        """Whether there is a separator in it."""

    def read(self, begin: int, end: int, values: range) -> None:
        for item in _items(self._text, self._spans, begin, end, values, flat=bool(self._bracket)):
            if item.kind == "value":
                self._value(item)
            elif item.kind == "bracket" and item.values:
                inner = range(item.values[0], item.values[-1] + 1)
                content = self._folded(item)[:_LONGEST_BRACKET]
                region = _Region(self._text, self._spans, self._drafts, self._latest_index, content)
                region.read(item.begin, item.end, inner)
            elif item.kind == "break":
                self._break()
            elif self._current is None:
                self._lead.append(item)
            elif item.kind == "text":
                self._between.append(self._folded(item))
                self._divided = self._divided or bool(_SEPARATOR.search(self._between[-1]))
            elif self._divided:
                self._between.append(f"({self._folded(item)})")
            else:
                self._current.after.extend(self._between)
                self._between = []
                self._current.brackets.append(self._folded(item))

    def _value(self, item: _Item) -> None:
        draft = self._drafts[item.values[0]]
        draft.host, draft.bracket = self._host, self._bracket
        if self._current is None:
            draft.before = self._joined_lead()
            self._lead = []
        else:
            tail, draft.before = _divide(" ".join(self._between))
            self._current.after.append(tail)
        self._between, self._divided = [], False
        self._current, self._latest_index = draft, item.values[0]

    def _break(self) -> None:
        """The end of a clause. One without a value belongs to the value before it, unless it ends in a colon."""
        if self._current is not None:
            self._current.after.extend(self._between)
            self._latest, self._current = self._current, None
            self._between, self._divided = [], False
        elif self._latest is not None and self._lead and not self._folded(self._lead[-1]).endswith(":"):
            for part in self._lead:
                remarks = self._latest.brackets if part.kind == "bracket" else self._latest.after
                remarks.append(self._folded(part))
            self._lead = []

    def _joined_lead(self) -> str:
        """The texts and brackets before a value as they read."""
        parts = [f"({self._folded(item)})" if item.kind == "bracket" else self._folded(item) for item in self._lead]
        return " ".join(part for part in parts if part).replace(") :", "):")

    def _folded(self, item: _Item) -> str:
        return _spaced([self._text[item.begin : item.end]])


def _divide(between: str) -> tuple[str, str]:
    """What of the words between two values belongs to the first and what to the second."""
    separators = list(_SEPARATOR.finditer(between))
    if separators:
        separator = separators[-1]
        return between[: separator.start()].strip(), between[separator.end() :].strip()
    if between.rstrip().endswith(":"):
        return "", between.strip()
    # Only the last words can be a lead; the slice keeps the search linear.
    start = max(0, len(between) - 40)
    lead = _ENDS_IN_LEAD.search(between, start)
    if lead:
        return between[: lead.start()].strip(), between[lead.start() :].strip()
    return between.strip(), ""
