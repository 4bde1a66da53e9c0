"""The segments of a list item: it is cut at dashes, colons, commas and brackets.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.extraction.awards.naming import BODY, SUPERLATIVE
from kg.wikitext.rich import Rich

MAX_ITEM = 2_500
"""Characters; a longer item is no row of names and would cost more than linear time."""

_SEPARATOR = re.compile(
    r"\s*:-\s*|\s+and\s+(?=Best\b|Outstanding\b)|\s+[–—-]+\s+|\s*—\s*|\s*–\s+|\s+–|:\s+|:$|,\s+|;\s+|\n|\.{3,}|…|\s+-(?=[A-Z])"
)

_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,150}[\"”]")
_GIVEN = r"(?:Awards?|Prizes?|Mention|Citation|Medal)"
_PRIZES = re.compile(
    rf"\s+and\s+(?=(?:the\s+)?(?:{SUPERLATIVE.pattern}|Youth|Public|Student|Ecumenical|FIPRESCI)(?:\s+[A-Z][\w'’-]*)*?"
    rf"\s+{_GIVEN}\b)"
)
"""Between two prizes of one giver: `Special Jury Prize and Audience Award`."""
_PRIZE = re.compile(rf"{SUPERLATIVE.pattern}(?:\s+[A-Z][\w'’-]*)*?\s+{_GIVEN}$")
"""A text that is the general name of a prize."""

_AT_BODY = re.compile(r"\s+(?:at|from)\s+(?:the\s+)?(?=(?P<body>[A-Z\d][^,;:–—()\n]{0,90}))")
"""`Best Actor at the Moss Film Festival`."""

_NOMINATION = re.compile(r"\s+(?P<word>[Nn]ominations?)\s+(?:for|as|in)\s+(?:the\s+)?")
"""Between a body and a linked prize: `Moss Film Festival nomination for the [[Golden Swan]]`."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an item, with where it begins and ends in the item's text."""

    text: Rich
    bracket: bool
    begin: int
    end: int
    joined: bool = False
    """Whether it is one of several prizes that `and` joins."""
    recipient: bool = False
    """Whether it is said to have got what stands before it."""


def segments(text: Rich) -> list[Segment]:
    """The parts of an item between separators that lie outside links, quotes and brackets; what stands in
    brackets is a part of its own."""
    body = text.text
    if len(body) > MAX_ITEM:
        return []
    closing = _brackets(body)
    opened = _with_results(body, closing)
    quoted = [m.span() for m in _QUOTED.finditer(body)]
    held = quoted + [(m.begin, m.end) for m in text.of("link")]
    # a colon at the end of italics is that of a label: `''Nominated:'' Best Film`
    held += [(m.begin, m.end - body.startswith(":", m.end - 1)) for m in text.of("italic")]
    out: list[Segment] = []
    start = position = 0

    def put(begin: int, end: int, bracket: bool = False) -> None:
        part = text.cut(begin, end)
        if any(map(str.isalnum, part.text)):
            out.append(Segment(part, bracket, begin, end, bool(prizes & {begin, end})))

    separators = {m.start(): m.end() for m in _SEPARATOR.finditer(body)} | opened
    prizes: set[int] = set()
    for joint in _PRIZES.finditer(body) if "and" in body else ():
        if _PRIZE.search(_last_part(body, joint.start())):
            separators[joint.start()] = joint.end()
            prizes |= {joint.start(), joint.end()}
    for result in _NOMINATION.finditer(body) if "omination" in body else ():
        linked = any(m.begin == result.end() for m in text.of("link"))
        if linked and BODY.search(_last_part(body, result.start())):
            separators |= {result.start(): result.start("word"), result.end("word"): result.end()}
    separators |= {m.start(): m.end() for m in _AT_BODY.finditer(body) if BODY.search(m["body"])}
    stops = sorted({*closing, *separators, *(begin for begin, _ in held), len(body)})  # nothing is between them
    while position < len(body):
        inside = next((end for begin, end in held if begin <= position < end), None)
        if inside is not None:
            position = inside
        elif position in closing:
            end = closing[position]
            attached = _of_name(body, position, end)
            if attached:
                position = end
                continue
            put(start, position)
            put(position + 1, end - 1, True)
            start = position = end
        elif position in separators:
            put(start, position)
            start = position = max(separators[position], position + 1)
        else:
            position = stops[bisect_right(stops, position)]
    put(start, len(body))
    return out


def _last_part(body: str, end: int) -> str:
    """What stands between the last separator before `end` and there."""
    begin = max((m.end() for m in _SEPARATOR.finditer(body, 0, end)), default=0)
    return body[begin:end].strip()


def _of_name(body: str, begin: int, end: int) -> bool:
    """Whether brackets belong to the name before them: `Writing (Motion Picture Story)` goes on with another
    bracket, which then holds the names."""
    rest = body[end:].lstrip()
    return rest.startswith("(") and not _RESULT.search(body[begin:end]) and not _RESULT.match(rest[1:])


_RESULT = re.compile(r"\d{4}|won|win|nomin", re.IGNORECASE)


_RESULT_AHEAD = re.compile(r"\((?:nominat(?:ed|ions?)|nominees?|won|wins?|winner)(?::|\s[–—-])\s", re.IGNORECASE)
_RESULT_BEHIND = re.compile(
    rf"\({SUPERLATIVE.pattern}[^()]{{1,80}}?(?:[:,]|\s[–—-])\s+(?:nominated|nomination|nominee|won|win|winner)\)"
)


def _with_results(body: str, closing: dict[int, int]) -> dict[int, int]:
    """Where separators begin: where they end, of brackets around a result and its categories, `Swan Awards (won: Best
    Film)`; these are no longer among the brackets."""
    out: dict[int, int] = {}
    for begin, end in list(closing.items()):
        if "(" in body[begin + 1 : end] or not (_RESULT_AHEAD.match(body, begin) or _RESULT_BEHIND.match(body, begin)):
            continue
        del closing[begin]
        out |= {begin: begin + 1, end - 1: end}
    return out


def _brackets(body: str) -> dict[int, int]:
    """Where outermost brackets open: where they have closed."""
    out: dict[int, int] = {}
    depth = start = 0
    for index, char in enumerate(body):
        if char == "(":
            if depth == 0:
                start = index
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                out[start] = index + 1
    return out
