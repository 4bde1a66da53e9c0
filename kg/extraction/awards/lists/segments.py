"""The segments of a list item: it is cut at dashes, colons, commas and brackets.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extraction.awards.lists.joints import PRIZE_NAME, joints, last_part
from kg.extraction.awards.names.cellnames import QUOTED
from kg.extraction.awards.names.givers import names_festival
from kg.extraction.awards.names.naming import BEST, BODY, SUPERLATIVE, links_category
from kg.extraction.awards.names.prizekinds import is_named_prize, names_no_giver
from kg.extraction.awards.names.wording import is_category_part, is_genre
from kg.wikitext.rich import Rich

MAX_ITEM = 2_500
"""Characters; a longer item is no row of names and would cost more than linear time."""

_LIST_NAME = re.compile(r"100 Years\s?(?:\.{3}|[…:–—-])\s?100 (?=[A-Z])")
"""What holds the name of an institute's list together: `AFI's 100 Years...100 Movies`."""

_JOB = "(?:Writer|Director|Producer|Screenwriter|Composer|Editor|Cinematographer|Actor|Actress|Animator)"
_BY_JOBS = re.compile(rf"\b(?:by|for|to) an? (?:[A-Z][\w-]* ){{0,2}}{_JOB}(?:, {_JOB}){{1,4}},? or {_JOB}\b")
"""Those that one category is for: `Outstanding Debut by a British Writer, Director or Producer`."""

AMOUNT = re.compile(r"(?:[Oo]ver|[Uu]nder|[Aa]bove|[Bb]elow|(?:[Mm]ore|[Ll]ess) than|[Uu]p to) [$€£¥₹]?\d")
"""What begins a text that tells by an amount what a category is for: `Best First Feature (Over $500,000)`."""

_BOLD_NAME = re.compile(r"[A-Z][\w'’ ]{1,30} [–—-] [A-Z][^:;,()–—]{0,60}Festival")
"""A festival with its short name before it: `Elmoia – Elm Film Festival`."""


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
    beaten: bool = False
    """Whether it tells that another won."""
    purpose: bool = False
    """Whether it is said to be what, or whom, the prize of the body before it was given for."""


def segments(text: Rich) -> list[Segment]:
    """The parts of an item between separators that lie outside links, quotes and brackets; what stands in
    brackets is a part of its own."""
    body = text.text
    if len(body) > MAX_ITEM:
        return []
    closing = _brackets(body)
    if "[" in body:
        closing |= {match.start(): match.end() for match in _RESULT_IN_SQUARE.finditer(body)}
    opened = _with_results(text, closing)
    held = _held(text, closing)
    separators, prizes, purposes = joints(text)
    separators |= opened
    out: list[Segment] = []
    start = position = 0

    def put(begin: int, end: int, bracket: bool = False) -> None:
        part = text.cut(begin, end)
        part = unwrapped(part) if part.text[:1] in ('"', "“") else part
        if any(map(str.isalnum, part.text)):
            joined = bool(prizes & {begin, end})
            out.append(Segment(part, bracket, begin, end, joined, purpose=begin in purposes))

    stops = sorted({*closing, *separators, *(begin for begin, _ in held), len(body)})  # nothing is between them
    while position < len(body):
        inside = next((end for begin, end in held if begin <= position < end), None)
        if inside is not None:
            position = inside
        elif position in closing:
            end = closing[position]
            if _of_name(body, position, end) or AMOUNT.match(body, position + 1):
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


def _held(text: Rich, closing: Mapping[int, int]) -> list[tuple[int, int]]:
    """Where what no separator cuts begins and ends; `closing`: where the brackets do."""
    body = text.text
    held = [m.span() for m in QUOTED.finditer(body)] + [(m.begin, m.end) for m in text.of("link")]
    held += [m.span() for m in _LIST_NAME.finditer(body)] if "100 Years" in body else ()
    held += [m.span() for m in _BY_JOBS.finditer(body)] if " or " in body else ()
    # a colon at the end of italics is that of a label: `''Nominated:'' Best Film`
    italic = [m for m in text.of("italic") if closing.get(m.begin) != m.end]  # brackets `''(nominated)''` are brackets
    held += [(m.begin, m.end - body.startswith(":", m.end - 1)) for m in italic]
    held += [(m.begin, m.end) for m in text.of("bold") if _BOLD_NAME.fullmatch(body, m.begin, m.end)]
    return held


def unwrapped(text: Rich) -> Rich:
    """A category or prize without the quotes around it: `"Best Director" – Jane Doe`."""
    if QUOTED.fullmatch(text.text) is None:
        return text
    inside = text.cut(1, len(text) - 1)
    best = BEST.match(inside.text)
    named = best is not None and is_category_part(inside.cut(best.end(), len(inside)).split(_KIND)[0])
    return inside if named or PRIZE_NAME.fullmatch(inside.text) or links_category(inside) else text


_KIND = re.compile(r"\s[–—-]\s")
"""Before which kind of a category is meant: `Best Feature – Gay Male`."""


def _of_name(body: str, begin: int, end: int) -> bool:
    """Whether brackets belong to the name before them: `Writing (Motion Picture Story)` goes on with another
    bracket, which then holds the names."""
    rest = body[end:].lstrip()
    return rest.startswith("(") and not _RESULT.search(body[begin:end]) and not _RESULT.match(rest[1:])


_RESULT = re.compile(r"\d{4}|won|win|nomin", re.IGNORECASE)
_RESULT_IN_SQUARE = re.compile(
    r"\[(?:nominat(?:ed|ion)|nominee|won|win(?:ner)?|songs?\s?:[^\[\]]{1,80})\]", re.IGNORECASE
)
_RESULTS = "(?:nominat(?:ed|ions?)|nominees?|won|wins?|winner)"
_RESULT_AHEAD = re.compile(
    rf"\({_RESULTS}(?P<joint>:\s|\s[–—-]\s|(?P<comma>[;,])\s(?:tied\s)?(?=(?-i:[A-Z])))", re.IGNORECASE
)
_RESULT_NEXT = re.compile(rf"[;,]\s{_RESULTS}\b[,:]?\s", re.IGNORECASE)
_WON = re.compile(r"[(;,]\s?(?:won|wins?|winner)\b", re.IGNORECASE)
_CATEGORIES = re.compile(r"\((?:Best|Outstanding)\b[^()]*(?:[,;:]|\s[–—-]|\band(?= (?:Best|Outstanding))) [^()]*\)")
"""Brackets around several categories: `3 Swan Awards (Best Actor, Best Score)`."""
_RESULT_BEHIND = re.compile(
    rf"\({SUPERLATIVE.pattern}[^()]{{1,80}}?(?:[:,]|\s[–—-])\s+(?:nominated|nomination|nominee|won|win|winner)\)"
)
_OPENED = (_RESULT_AHEAD, _RESULT_BEHIND, _CATEGORIES)


def _with_results(text: Rich, closing: dict[int, int]) -> dict[int, int]:
    """Where separators begin: where they end, of brackets around categories, also with a result, `Swan Awards (won:
    Best Film)`; these are no longer among the brackets."""
    body = text.text
    out: dict[int, int] = {}
    for begin, end in list(closing.items()):
        opened = next((pattern for pattern in _OPENED if pattern.match(body, begin)), None)
        if "(" in body[begin + 1 : end] or (opened is None and not _holds_prizes(text, begin, end)):
            continue
        if opened is _CATEGORIES and not _ends_in_body(text, begin):  # those of one person
            continue
        ahead = opened.match(body, begin) if opened is _RESULT_AHEAD else None
        if ahead is not None and ahead["comma"] and _is_of_category(text, begin, text.cut(ahead.end(), end - 1)):
            continue
        del closing[begin]
        out |= {begin: begin + 1, end - 1: end}
        if ahead is not None:
            out[ahead.start("joint")] = ahead.end()
    return out


def tells_both(text: Rich) -> bool:
    """Whether brackets tell of two results, and so of another's: `winner, Jim Poe; nominated, Al Poe`."""
    return _RESULT_AHEAD.match(f"({text.text})") is not None and _RESULT_NEXT.search(text.text) is not None


def _is_of_category(text: Rich, begin: int, behind: Rich) -> bool:
    """Whether brackets that open at `begin` hold a result and, `behind` a comma, what is of the category before them: a
    genre or the like, `(nominated, Drama)`, or the other result, `(winner, Jim Poe; nominated, Al Poe)`. A category or
    prize behind each result, or one behind a body, is told for itself."""
    begins = [0, *(result.end() for result in _RESULT_NEXT.finditer(behind.text))]
    if len(begins) > 1:
        won = (_WON.match(text.text, begin) is not None) + len(_WON.findall(behind.text))
        return 0 < won < len(begins) and not all(
            BEST.match(behind.text, at) or is_named_prize(behind.text[at:]) for at in begins
        )
    kind = BEST.match(behind.text) is None and (is_genre(behind) or is_category_part(behind))
    return kind and not _ends_in_body(text, begin)


def _holds_prizes(text: Rich, begin: int, end: int) -> bool:
    """Whether brackets right behind a festival hold nothing but prizes: `[[Moss Festival]] (Jury Award)`."""
    before = text.cut(0, begin).strip()
    links = before.of("link")
    held = links and _TOWN.fullmatch(before.text, links[-1].end)
    last = links[-1].begin if held else len(before) - len(last_part(before.text, len(before)))
    if not names_festival(before.cut(last, len(before))) or text.linked(begin, end):
        return False
    parts = text.text[begin + 1 : end - 1].split(", ")
    return all(names_no_giver(part) for part in parts)


_TOWN = re.compile(r"(?:, [^\W\d_a-z][\w'’ -]{1,30})?")
"""Where a festival was held, behind its link."""


def _ends_in_body(text: Rich, end: int) -> bool:
    """Whether the last part before `end`, or a page linked there, is called as a body."""
    last = text.cut(0, end).strip()
    pages = (link.value for link in last.of("link")[-1:] if link.end == len(last))
    return any(BODY.search(name) for name in (last_part(text.text, end), *pages))


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
