"""Dates as English Wikipedia writes them, as far as they are stated.

Sources: Wikipedia:Manual of Style/Dates and numbers (27 October 1995; October 27, 1995; 1995-10-27;
ranges 3–5 May 1946), documentation of Template:Film date and Template:Start date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import PartialDate

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Years outside are no dates of a film article; the number is taken for something else."""

MONTHS: Mapping[str, int] = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
"""English month names and their abbreviations, lower case, without a full stop."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the characters of the text that state it."""

    date: PartialDate
    begin: int
    end: int


# White space never crosses a line end: the lines of a list are values of their own.
_S = r"[ \t\u00a0\u2009\u202f]{0,3}"
_S1 = r"[ \t\u00a0\u2009\u202f]{1,3}"
_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\w:%])"
_YEAR = r"[12][0-9]{3}(?![\w%])(?![.,:/][0-9])"
_TO = rf"(?:{_S}[-–—−‒/]{_S}|{_S1}(?:to|until|through){_S1})"
_AND = rf"(?:{_S}[,&]{_S}|,?{_S1}and{_S1})"
_COMMA = rf"(?:{_S},)?{_S}"
_NO_YEAR = rf"(?!{_COMMA}[12][0-9]{{3}}(?!\d))"
_DAYS = rf"{_DAY}(?:(?:{_TO}|{_AND}){_DAY}){{0,6}}"
_SEASON = rf"(?:(?:early|mid|middle|late|spring|summer|fall|autumn|winter)(?:{_S1}|-)(?:of{_S1}|in{_S1})?)?"

# Tried in this order at each place: the longest reading first.
_PATTERNS: Mapping[str, str] = {
    "iso": r"(?P<iso>[12][0-9]{3}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])",
    "slashed": r"(?P<slashed>[0-9]{1,2}/[0-9]{1,2}/[12][0-9]{3})(?![\w/])",
    "dotted": r"(?P<dotted>[0-9]{1,2}\.[0-9]{1,2}\.[12][0-9]{3})(?![\w.]\d|\w)",
    # 31 October – 2 November 1995
    "dm_dmy": rf"(?P<dm_dmy>{_DAY}{_S}{_MONTH}(?:{_TO}|{_AND}){_DAY}{_S}(?:of{_S1})?{_MONTH}{_COMMA}{_YEAR})",
    "dmy": rf"(?P<dmy>{_DAYS}[ \t\u00a0-]{{0,3}}(?:of{_S1})?{_MONTH}(?:{_COMMA}|-){_YEAR})",
    # October 31 – November 2, 1995
    "md_mdy": rf"(?P<md_mdy>{_MONTH}{_S}{_DAY}(?:{_TO}|{_AND}){_MONTH}{_S}{_DAY}{_COMMA}{_YEAR})",
    "mdy": rf"(?P<mdy>{_MONTH}{_S}(?:the{_S1})?{_DAYS}{_COMMA}{_YEAR})",
    "ymd": rf"(?P<ymd>{_YEAR},?{_S1}{_MONTH}{_S1}{_DAY}{_NO_YEAR})",
    "my": rf"(?P<my>{_MONTH}(?:(?:{_TO}|{_AND}){_MONTH})?(?:{_COMMA}|{_S1}of{_S1}){_YEAR})",
    "y": rf"(?P<y>{_SEASON}{_YEAR}(?!-[0-9]{{1,2}}-)(?:[-–/](?:[0-9]{{4}}|[0-9]{{2}})(?![\w-]))?)",
}
_DATE = re.compile(r"(?<![\w$£€¥₹₩₱#])(?<![0-9][.,:/])(?:" + "|".join(_PATTERNS.values()) + ")", re.IGNORECASE)
_PIECE = re.compile(
    rf"(?P<month>{_MONTH})|(?P<year>[0-9]{{4}})|(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    r"|(?P<to>[-–—−‒/]|\b(?:to|until|through)\b)",
    re.IGNORECASE,
)

# What may stand around the one date of a text that is a date.
_ROUND_ABOUT = re.compile(
    r"(?:\s|[.,:]|\b(?:circa|ca?|about|around|in|on|the|of|early|mid|late|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
    r"(?:day)?)\b)*",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s{0,3}(?:[-–—−‒]|to|until|through)\s{0,3}", re.IGNORECASE)
_TO_BE_ANNOUNCED = frozenset({"", "tba", "tbd", "tbc", "?", "??", "n/a"})
_BARE_YEAR = re.compile(r"[12][0-9]{3}")
_MONTH_NAME = "|".join(filter(None, calendar.month_name))
_PLAIN = re.compile(
    r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})"
    rf"|([0-9]{{1,2}}) ({_MONTH_NAME}) ([12][0-9]{{3}})"
    rf"|({_MONTH_NAME}) ([0-9]{{1,2}}), ([12][0-9]{{3}})"
)
"""A day in one of the usual ways to write it, as nearly all texts have it that state a date as a whole."""


def make_date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The date, or None when the calendar has no such date or the year is not 1800 to 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return PartialDate(year) if day is None else None
    if not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All dates in `text`, in order, each in its longest reading.

    A month and day without a year are no date; a bare year is one (`1995`), so a caller for whom a year
    in running text is too little looks at `date.day`. Of a range (`3–5 May 1946`) the first day is
    given; of a list (`October 27 and 28, 1995`) each day. `10/12/1995`, which may be either day, gives
    the year. A day that the calendar does not have (`February 30, 1996`) gives nothing.
    """
    return tuple(found for match in _DATE.finditer(text) for found in _read(match))


def parse_date(text: str) -> PartialDate | None:
    """The date that `text` as a whole states: `27 October 1995`, `Oct. 27, 1995`, `c. 1931`, `Fall 1995`.

    Partial dates stay partial; of a range the beginning is given. None when it is no date, states
    several, or has other words beside it.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None and (date := _plain_date(plain)) is not None:
        return date
    found = find_dates(text)
    if not found or len(found) > 2:
        return None
    if not _ROUND_ABOUT.fullmatch(text, 0, found[0].begin):
        return None
    if not _ROUND_ABOUT.fullmatch(text, found[-1].end):
        return None
    if len(found) == 2 and not _RANGE.fullmatch(text, found[0].end, found[1].begin):
        return None
    return found[0].date


def _plain_date(match: re.Match[str]) -> PartialDate | None:
    """The day that a match of _PLAIN states."""
    if match[1]:
        return make_date(int(match[1]), int(match[2]), int(match[3]))
    day, month, year = (match[4], match[5], match[6]) if match[5] else (match[8], match[7], match[9])
    return make_date(int(year), MONTHS[month.lower()], int(day))


def _read(match: re.Match[str]) -> Iterator[FoundDate]:
    kind = match.lastgroup or ""
    raw = match[0]
    whole = (match.start(), match.end())
    if kind in _NUMERIC:
        date = _NUMERIC[kind](match[kind])
        if date:
            yield FoundDate(date, *whole)
        return
    days: list[tuple[int, int, int]] = []  # each with its begin and end in `raw`
    months: list[int] = []
    year = 0
    in_range = False
    for piece in _PIECE.finditer(raw):
        if piece["to"]:
            in_range = bool(days or months)
        elif piece["month"]:
            number = MONTHS.get(piece["month"].rstrip(".").casefold())
            if number is None:  # a letter that only matches when case is ignored: `Aprıl`
                return
            months.append(number)
        elif piece["year"]:
            year = year or int(piece["year"])
        elif kind != "y":
            if not (in_range and days):
                days.append((int(piece["day"]), piece.start(), piece.end()))
            in_range = False
    if kind in ("dm_dmy", "md_mdy"):
        yield from _two_months(match, days, months, year, is_range=len(days) == 1)
    elif len(days) > 1:
        dates = [make_date(year, months[0], day) for day, _, _ in days]
        for index, date in enumerate(dates):
            if date:
                begin = 0 if index == 0 else days[index][1]
                end = len(raw) if index == len(days) - 1 else days[index][2]
                yield FoundDate(date, match.start() + begin, match.start() + end)
    else:
        date = make_date(year, months[0] if months else None, days[0][0] if days else None)
        if date:
            yield FoundDate(date, *whole)


def _two_months(
    match: re.Match[str], days: list[tuple[int, int, int]], months: list[int], year: int, is_range: bool
) -> Iterator[FoundDate]:
    """`31 October – 2 November 1995` (the first day) or `31 October and 2 November 1995` (both)."""
    first_year = year - 1 if months[0] > months[1] else year
    first = make_date(first_year, months[0], days[0][0])
    if is_range:
        if first:
            yield FoundDate(first, match.start(), match.end())
        return
    # Where the second begins: at its day, or at the month name before it.
    second = days[1][1]
    for piece in _PIECE.finditer(match[0], days[0][2]):
        if piece["month"] and piece.start() < second and match.lastgroup == "md_mdy":
            second = piece.start()
    if first and first_year == year:
        yield FoundDate(first, match.start(), match.start() + max(days[0][2], _month_end(match[0], second)))
    last = make_date(year, months[1], days[1][0])
    if last:
        yield FoundDate(last, match.start() + second, match.end())


def _month_end(raw: str, before: int) -> int:
    """The end of the first month name that ends before `before`; 0 when there is none."""
    ends = [piece.end() for piece in _PIECE.finditer(raw, 0, before) if piece["month"]]
    return ends[0] if ends else 0


def _iso(raw: str) -> PartialDate | None:
    year, month, day = map(int, raw.split("-"))
    return make_date(year, month, day)


def _dotted(raw: str) -> PartialDate | None:
    day, month, year = map(int, raw.split("."))
    return make_date(year, month, day)


def _slashed(raw: str) -> PartialDate | None:
    """Both orders are in use: read in full only where one of them is impossible."""
    first, second, year = map(int, raw.split("/"))
    readings = {make_date(year, first, second), make_date(year, second, first)} - {None}
    if len(readings) == 1:
        return readings.pop()
    return make_date(year) if readings else None


_NUMERIC: Mapping[str, Callable[[str], PartialDate | None]] = {
    "iso": _iso,
    "slashed": _slashed,
    "dotted": _dotted,
}


def film_date(args: Sequence[str]) -> tuple[tuple[PartialDate | None, str], ...]:
    """The releases that the positional arguments of {{Film date}} state, each with its place or event.

    The arguments are groups of four, year, month, day, location, of which all but the year may be empty
    (documentation of Template:Film date). Result i is of the arguments 4i to 4i+3; empty ones and `TBA` at
    the end are left out. The location is "" when there is none, also where a bare year stands in its place
    (it was forgotten, and the groups after it are displaced). The date is None for a group without a date
    that can be read.
    """
    stated = ["" if arg.strip().lower() in _TO_BE_ANNOUNCED else arg.strip() for arg in args]
    while stated and not stated[-1]:
        stated.pop()
    releases = []
    for begin in range(0, len(stated), 4):
        year, month, day, place = (stated[begin : begin + 4] + [""] * 4)[:4]
        releases.append((_from_parts(year, month, day), "" if _BARE_YEAR.fullmatch(place) else place))
    return tuple(releases)


def start_date(args: Sequence[str]) -> PartialDate | None:
    """The date that the positional arguments of {{Start date}} state: year, month, day; then hour, minute,
    second and time zone, which a film's dates do not need (documentation of Template:Start date).

    None when there is no year or something cannot be read.
    """
    year, month, day = ([arg.strip() for arg in args[:3]] + [""] * 3)[:3]
    return _from_parts(year, month, day)


def in_words(date: PartialDate) -> str:
    """A date as a text that is read as it again: 1999-03 would be a range of years."""
    return f"{calendar.month_name[date.month]} {date.year}" if date.month and not date.day else date.iso


def _from_parts(year: str, month: str, day: str) -> PartialDate | None:
    """Months as numbers or names; everything in the first part is read, too: `27 October 1995`."""
    month = "" if month.lower() in _TO_BE_ANNOUNCED else month
    day = "" if day.lower() in _TO_BE_ANNOUNCED else day
    if not month and not day:
        return parse_date(year)
    if not _BARE_YEAR.fullmatch(year):
        return None
    number = MONTHS.get(month.rstrip(".").lower())
    if number is None:
        if not re.fullmatch(r"[0-9]{1,2}", month):
            return None
        number = int(month)
    if not day:
        return make_date(int(year), number)
    match = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", day, re.IGNORECASE)
    return make_date(int(year), number, int(match[1])) if match else None
