"""Running times of films and lengths of tracks.

Sources: documentation of Template:Infobox film (runtime: minutes, several with a remark in brackets),
Template:Duration, Template:Track listing (length: mm:ss or h:mm:ss).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.values.numbers import parse_number
from kg.values.surroundings import BEGINS_WITH_UPPER_BOUND, ENDS_IN_UPPER_BOUND, Surroundings, surroundings

SHORTEST, LONGEST = Decimal(1), Decimal(1000)
"""Minutes; what is shorter, and not told in seconds, or longer is taken for a slip or another quantity."""


@dataclass(frozen=True, slots=True)
class RunningTimeFound:
    """A running time and the characters of the text that state it."""

    minutes: Decimal
    """In minutes, rounded to hundredths."""
    qualifier: str | None
    """What stands around it: `theatrical`, `US release`, `about`; None when nothing does."""
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class RunningTimeReading:
    times: tuple[RunningTimeFound, ...]
    unread: str | None
    """What may be a running time and could not be read; None when all was read."""


_S = r"[ \t\u00a0]{0,3}"
_N = r"[0-9]{1,5}(?:,[0-9]{3})?(?:\.[0-9]{1,4})?"
_HOUR = r"(?:hours?|hrs?\b\.?|h)(?![^\W\d_])"
_MINUTE = r"(?:minutes?|mins?\b\.?)(?![^\W\d_])"
_PRIME = r"['′’](?![\w'′’])"
_SECOND = r"(?:seconds?|secs?\b\.?|s)(?![^\W\d_])"
_JOINT = rf"{_S}(?:,|and|&)?{_S}"
# What is a running time, or (range, loose, clock) looks like one and is not.
_TIME = re.compile(
    r"(?<![\w.,])(?<!\d:)(?:"
    # 90–95 minutes, 1 to 2 hours: which of them is the film's is not said
    rf"(?P<range>{_N}{_S}(?:(?:{_HOUR}|{_MINUTE}|{_PRIME})?{_S}(?:[-–—−]|\bto\b|\bor\b)|/){_S}"
    rf"{_N}[ \t\u00a0-]{{0,3}}(?:{_HOUR}|{_MINUTE}|{_PRIME}))"
    # 107 and 81 min: of parts, or of versions
    rf"|(?P<joined>{_N}{_S}(?:and|[&+]){_S}{_N}[ \t\u00a0-]{{0,3}}(?:{_HOUR}|{_MINUTE}))"
    rf"|(?P<times>[0-9]{{1,4}}{_S}(?:[x×*]|episodes? of|parts of){_S}{_N}{_S}(?:{_HOUR}|{_MINUTE}))"
    rf"|(?P<h>{_N})[ \t\u00a0-]{{0,3}}{_HOUR}"
    rf"(?:{_JOINT}(?P<hm>[0-9]{{1,2}}){_S}(?:{_MINUTE}|m(?![^\W\d_])|(?![\w.,:–-])))?(?:{_JOINT}(?P<hs>[0-9]{{1,2}}){_S}{_SECOND})?"
    rf"|(?P<m>{_N})(?:[ \t\u00a0-]{{0,3}}{_MINUTE}|m(?={_S}[0-9]{{1,2}}{_S}s\b)"
    rf"|{_PRIME}(?!{_S}[0-9]{{1,2}}(?!{_S}[^\W\d_]|[\"″”0-9])))"
    rf"(?:{_JOINT}(?P<ms>[0-9]{{1,2}})(?:{_S}{_SECOND}|[\"″”](?!\w)))?"
    rf"|(?P<s>[0-9]{{1,4}}){_S}(?:seconds?|secs?\b\.?)(?![^\W\d_])"
    rf"|(?P<clock>[0-9]{{1,3}}:[0-5][0-9](?::[0-5][0-9])?)(?![\w:])(?:{_S}(?:(?P<clock_m>{_MINUTE})|(?P<clock_h>{_HOUR})))?"
    # 1h51 is read above; a number alone in its clause is only unread: 111 (US), 120 minutes (uncut)
    rf"|(?P<loose>(?:(?<=\n)|(?<=[,;/] )|(?<=\n )|\A)[0-9]{{2,3}}(?={_S}(?:[\n;(]|\Z|,{_S}[0-9])))"
    r")",
    re.IGNORECASE,
)
# The length and speed of the film strip: no remark on the time.
_STRIP = re.compile(
    r"[\d.,\s]+(?:reels?|feet|foot|ft|met(?:re|er)s?|m|fps|frames (?:per|a) second)\.?"
    r"|(?:one|two|three|four|five|six|seven|eight) reels?",
    re.IGNORECASE,
)
_REEL = re.compile(r"\breels?\s?\($", re.IGNORECASE)


def parse_running_times(text: str) -> RunningTimeReading:
    """All running times in the plain text of a runtime, in minutes, in order.

    `111 minutes`, `1 hour 51 minutes`, `1h 51m`, `16' 46"`, `50 seconds`, `2:03:15` (hours), `74:30` (minutes from 5
    on); a number alone is minutes when it is the whole text. Remarks around it become the qualifier. The same
    time in other words in brackets (`203 minutes (3 hours 23 minutes)`) is not given twice.

    Unread are: ranges and sums (`90–95 minutes`, `80 + 80 min`: neither is stated to be the film's), upper
    bounds, `1:51` (hours or minutes), multiples (`6 × 45 minutes`), numbers without a unit beside others, times
    of less than 1 or more than 1,000 minutes. `unread` is the whole text when no time was
    read, as for `7 reels`; None for a text without any letter or figure.
    """
    whole = parse_number(text)
    if whole is not None and any(char.isdigit() for char in text):
        stripped = text.strip()
        begin = text.index(stripped)
        if SHORTEST <= whole <= LONGEST:
            time = RunningTimeFound(_rounded(whole), None, begin, begin + len(stripped))
            return RunningTimeReading((time,), None)
        return RunningTimeReading((), stripped)
    stated = text
    if "\n" in text:
        text = "\n".join([" " * len(line) if _STRIP.fullmatch(line) else line for line in text.split("\n")])
    matches = list(_TIME.finditer(text))
    values = [None if _is_feet(match) else _minutes(match) for match in matches]
    around = surroundings(text, [match.span() for match in matches])
    times: list[RunningTimeFound] = []
    unread: list[str] = []
    for match, minutes, words in zip(matches, values, around, strict=True):
        host = values[words.host] if words.host is not None else None
        if minutes is not None and host is not None and abs(minutes - host) < 1:
            continue
        fits = minutes is not None and (minutes >= SHORTEST or match["s"]) and 0 < minutes <= LONGEST
        if minutes is None or not fits or not _is_stated(words):
            unread.append(match[0])
            continue
        remarks = ", ".join(part for part in words.remarks() if not _STRIP.fullmatch(part))
        times.append(RunningTimeFound(minutes, remarks or None, match.start(), match.end()))
    if times:
        return RunningTimeReading(tuple(times), "; ".join(unread) or None)
    return RunningTimeReading((), stated.strip() if any(char.isalnum() for char in stated) else None)


def _is_feet(match: re.Match[str]) -> bool:
    """Whether a number with a prime is the length of the film strip: `1 reel (985')`."""
    return match[0][-1] in "'′’" and _REEL.search(match.string[max(0, match.start() - 10) : match.start()]) is not None


def _is_stated(words: Surroundings) -> bool:
    bounded = ENDS_IN_UPPER_BOUND.search(words.before[-40:]) or BEGINS_WITH_UPPER_BOUND.match(words.after)
    return not bounded


def _minutes(match: re.Match[str]) -> Decimal | None:
    """The time in minutes; None for what only looks like one."""
    if int(match["hs"] or match["ms"] or 0) >= 60:
        return None
    if match["h"]:
        hours, minutes = parse_number(match["h"]), int(match["hm"] or 0)
        if hours is None or minutes >= 60 or (match["hm"] and "." in match["h"]):
            return None
        return _rounded(hours * 60 + minutes + Decimal(int(match["hs"] or 0)) / 60)
    if match["m"]:
        number = parse_number(match["m"])
        return None if number is None else _rounded(number + Decimal(int(match["ms"] or 0)) / 60)
    if match["s"]:
        return _rounded(Decimal(int(match["s"])) / 60)
    if match["clock"]:
        return _clock([int(part) for part in match["clock"].split(":")], match)
    return None


def _clock(parts: Sequence[int], match: re.Match[str]) -> Decimal | None:
    if len(parts) == 3:
        hours, minutes, seconds = parts
    elif match["clock_h"]:
        (hours, minutes), seconds = parts, 0
    elif parts[0] >= 5:  # 1:51 may well be hours
        hours, (minutes, seconds) = 0, parts
    else:
        return None
    return _rounded(Decimal(hours * 60 + minutes) + Decimal(seconds) / 60)


def _rounded(minutes: Decimal) -> Decimal:
    """To a second of an hour or closer (four decimals), without trailing zeros and without an exponent."""
    rounded = minutes.quantize(Decimal("0.0001"))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


_LENGTH = re.compile(
    r"(?:(?P<h>[0-9]{1,2})\s{0,2}:\s{0,2})?(?P<m>[0-9]{0,3})\s{0,2}:\s{0,2}(?P<s>[0-5][0-9])"
    r"|(?:(?P<wh>[0-9]{1,2})\s?(?:h|hrs?\.?|hours?)[ ,]{0,2})?"
    r"(?:(?P<wm>[0-9]{1,3})\s?(?:m|mins?\.?|minutes?|′|')[ ,]{0,2})?"
    r"(?:(?P<ws>[0-9]{1,2})\s?(?:s|secs?\.?|seconds?|″|\"|''))?",
    re.IGNORECASE,
)


def parse_track_length(text: str) -> int | None:
    """The length of a track in seconds: `4:02`, `1:02:03`, `0:32`, `4 min 2 s`, `4′02″`.

    None when it is none, or not certain: `4.02` (minutes with a full stop, or a decimal fraction), `4:2`,
    `242`, or seconds from 60 on.
    """
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    match = _LENGTH.fullmatch(text)
    if match is None or not text:
        return None
    if match["s"]:
        hours, minutes, seconds = int(match["h"] or 0), int(match["m"] or 0), int(match["s"])
        if match["h"] and (not match["m"] or minutes >= 60):
            return None
    else:
        hours, minutes, seconds = (int(match[part] or 0) for part in ("wh", "wm", "ws"))
        if (match["wh"] and minutes >= 60) or (match["wm"] and seconds >= 60):
            return None
    return hours * 3600 + minutes * 60 + seconds
