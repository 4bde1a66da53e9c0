"""The segments of a list item: it is cut at dashes, colons, commas and brackets.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.awards.asides import country_in
from kg.extraction.awards.cellnames import NAME
from kg.extraction.awards.givers import names_festival
from kg.extraction.awards.naming import BEST, BODY, CATEGORY_START, SUPERLATIVE, names_category
from kg.extraction.awards.parts import is_named_prize
from kg.extraction.awards.phrases import FESTIVAL_START, PRIZE
from kg.extraction.awards.wording import has_category_words, is_category_part, is_person_like
from kg.extraction.surroundings import is_link
from kg.wikitext.rich import Mark, Rich

MAX_ITEM = 2_500
"""Characters; a longer item is no row of names and would cost more than linear time."""

_SEPARATOR = re.compile(
    r"\s*:-\s*|\s+and\s+(?=Best\b|Outstanding\b)|\s+[–—-]+\s+|\s*—\s*|\s*--+\s*|\s*–\s+|\s+–|:\s+|:$|,\s+(?:and\s+(?=Best\b|Outstanding\b))?|;\s+|\n|\.{3,}|…"
    r"|(?:(?<=\))|(?<=film)|(?<=actor)|(?<=actress)|(?<=director))\s+and\s+(?=best\s(?!of\b))"
    r"|\s+-(?=[A-Z])|(?<=Award)[–-](?=[A-Z])(?!Winning|Nominated)"
)

_LIST_NAME = re.compile(r"100 Years\s?(?:\.{3}|[…:–—-])\s?100 (?=[A-Z])")
"""What holds the name of an institute's list together: `AFI's 100 Years...100 Movies`."""

_JOB = "(?:Writer|Director|Producer|Screenwriter|Composer|Editor|Cinematographer|Actor|Actress|Animator)"
_BY_JOBS = re.compile(rf"\b(?:by|for|to) an? (?:[A-Z][\w-]* ){{0,2}}{_JOB}(?:, {_JOB}){{1,4}},? or {_JOB}\b")
"""Those that one category is for: `Outstanding Debut by a British Writer, Director or Producer`."""

AMOUNT = re.compile(r"(?:[Oo]ver|[Uu]nder|[Aa]bove|[Bb]elow|(?:[Mm]ore|[Ll]ess) than|[Uu]p to) [$€£¥₹]?\d")
"""What begins a text that tells by an amount what a category is for: `Best First Feature (Over $500,000)`."""

QUOTED = re.compile(r"[\"“](?P<name>[^\"“”\n]{1,150})[\"”]")
"""A text in quotes."""
_GIVEN = r"(?:Awards?|Prizes?|Mention|Citation|Medal)"
_BOLD_NAME = re.compile(r"[A-Z][\w'’ ]{1,30} [–—-] [A-Z][^:;,()–—]{0,60}Festival")
"""A festival with its short name before it: `Elmoia – Elm Film Festival`."""
_PRIZES = re.compile(
    rf"\s+and\s+(?=(?:the\s+)?(?:{SUPERLATIVE.pattern}|Youth|Public|Student|Ecumenical|FIPRESCI)(?:\s+[A-Z][\w'’-]*)*?"
    rf"\s+{_GIVEN}\b)"
)
"""Between two prizes of one giver: `Special Jury Prize and Audience Award`."""
_PRIZE = re.compile(rf"{SUPERLATIVE.pattern}(?:\s+[A-Z][\w'’-]*)*?\s+{_GIVEN}$")
"""A text that is the general name of a prize."""

_AT_BODY = re.compile(
    r",?\s+(?:at|from|(?P<for>for)(?=\s+(?:the\s+)?\d{1,3}(?:st|nd|rd|th)\s))\s+(?:the\s+)?"
    r"(?=(?P<body>[A-Z\d][^,;:–—()\n]{0,90}))"
)
"""`Best Actor at the Moss Film Festival`, or `for` a ceremony by its number."""
_GIVEN_PRIZE = re.compile(rf"(?=.*\s)(?:{SUPERLATIVE.pattern}|.*\s(?:Award|Prize|Prix|Medal|Mention)$)")
"""Before a body that is linked: `Grand Prix of the [[Moss Film Festival]]`."""
_FOR = re.compile(r"\s+for\s+(?=\w)")
_AHEAD = re.compile(r"(?:(?:Won|Nominated for) )?(?:(?:[Tt]he|[Aa]n?) )?")
"""What may begin an item before a linked body."""
_FOR_BEST = re.compile(r"\s+for\s+(?=(?:the\s+)?(?:[Bb]est|[Oo]utstanding)\b)")
"""Behind a body: `Golden Fern at the Moss Film Festival for best actor`."""

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
    separators, prizes, purposes = _joints(text)
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


def _joints(text: Rich) -> tuple[dict[int, int], set[int], set[int]]:
    """(where separators begin: where they end, the ends of those between prizes that `and` joins, where what a prize
    was given for begins)."""
    body = text.text
    separators = {m.start(): m.end() for m in _SEPARATOR.finditer(body)}
    separators = _with_small(text, separators) if " for best " in body else separators
    prizes: set[int] = set()
    for joint in _PRIZES.finditer(body) if "and" in body else ():
        last = _last_part(body, joint.start())
        if _PRIZE.search(last) or FESTIVAL_START.match(last):
            separators[joint.start()] = joint.end()
            prizes |= {joint.start(), joint.end()}
    for result in _NOMINATION.finditer(body) if "omination" in body else ():
        linked = any(m.begin == result.end() for m in text.of("link"))
        if linked and BODY.search(_last_part(body, result.start())):
            separators |= {result.start(): result.start("word"), result.end("word"): result.end()}
    bodies = [m for m in _AT_BODY.finditer(body) if BODY.search(m["body"])]
    bodies = [m for m in bodies if not m["for"] or BEST.search(_last_part(body, m.start()))]
    given = _given_for(text, [m.span("body") for m in bodies])
    separators |= {m.start(): m.end() for m in bodies} | given | _before_links(text)
    festival = _FESTIVAL.match(body) if "Film Festival " in body else None
    if festival and not text.linked(*festival.span()) and _is_before_prize(text, 0, festival.end()):
        separators[festival.end()] = festival.end() + 1
    joined = _between_categories(text) if " & " in body or " and " in body else {}
    separators |= joined
    prizes |= {*joined, *joined.values()}
    return separators, prizes, set(given.values())


def _with_small(text: Rich, separators: dict[int, int]) -> dict[int, int]:
    """The separators with that behind the linked body of categories in small letters, `[[Swan Award]] for best director
    and best actor`; behind any other text these are not told apart."""
    begin = text.text.index(" for best ")
    kept = {start: end for start, end in separators.items() if start < begin or not text.text.startswith("best ", end)}
    linked = any(m.end == begin and _AHEAD.fullmatch(text.text, 0, m.begin) for m in text.of("link"))
    return {**separators, begin: begin + len(" for ")} if linked and len(kept) < len(separators) else kept


def unwrapped(text: Rich) -> Rich:
    """A category or prize without the quotes around it: `"Best Director" – Jane Doe`."""
    if QUOTED.fullmatch(text.text) is None:
        return text
    inside = text.cut(1, len(text) - 1)
    best = BEST.match(inside.text)
    named = best is not None and is_category_part(inside.cut(best.end(), len(inside)))
    return inside if named or _PRIZE.fullmatch(inside.text) or _links_category(inside) else text


def _links_category(text: Rich) -> bool:
    return any(names_category(link.value) for link in text.of("link"))


def _given_for(text: Rich, bodies: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Where separators begin: where they end, of those behind bodies, before what or whom the prize was for."""
    out: dict[int, int] = {}
    for begin, end in bodies if " for " in text.text else ():
        link = next((m for m in text.of("link") if begin <= m.begin < end), None)
        joint = _FOR.match(text.text, link.end) if link else None
        joint = joint or _FOR_BEST.search(text.text, begin, end)
        if joint and not text.linked(*joint.span()):
            out[joint.start()] = joint.end()
    return out


def _before_links(text: Rich) -> dict[int, int]:
    """Where separators begin: where they end, of those that only a link behind them shows: `Grand Prix of the [[Moss
    Festival]]`, `[[Swan Award]]-[[Jane Doe]]`, `[[Swan Award for Best Actor]] [[Joe Doe]]`."""
    out: dict[int, int] = {}
    before = None
    for link in text.of("link"):
        between = text.text[before.end if before else 0 : link.begin]
        hyphen = between in ("-", "–") and before and names_prize(text.text[before.begin : before.end], before.value)
        if before and (hyphen or (between == " " and _is_name_behind(text, before, link))):
            out[before.end] = link.begin
        elif between.endswith(("-", "–")) and _ends_category(between[:-1]) and _is_name_at_end(text, link):
            out[link.begin - 1] = link.begin
        elif between.endswith((" of ", " of the ")) and BODY.search(f"{text.text[link.begin : link.end]} {link.value}"):
            begin = text.text.rindex(" of ", 0, link.begin)
            if _GIVEN_PRIZE.match(_last_part(text.text, begin)) and not names_category(link.value):
                out[begin] = link.begin
        elif _is_before_prize(text, link.begin, link.end) and _festivals(text) == [link]:
            out[link.end] = link.end + 1
        before = link
    return out


_FESTIVAL = re.compile(r"(?:[A-Z\d][\w.'’&-]* ){1,6}Film Festival(?= )")
_EDITION = re.compile(r"(?:the )?(?:\d+(?:st|nd|rd|th)?)?", re.IGNORECASE)
"""What may stand before the name of a festival."""


def _festivals(text: Rich) -> list[Mark]:
    return [link for link in text.of("link") if names_festival(text.cut(link.begin, link.end))]


def _is_before_prize(text: Rich, begin: int, end: int) -> bool:
    """Whether a part begins with a name there, and a prize of a name of its own, which a part ends with, stands behind
    it without a sign: `[[Moss Festival]] Golden Fern`."""
    body = text.text
    if body[end : end + 1] != " " or not body[end + 1 : end + 2].isupper():
        return False
    if not _EDITION.fullmatch(_last_part(body, begin)):
        return False
    stop = next((m.start() for m in _STOP.finditer(body, end + 1) if not text.linked(*m.span())), len(body))
    prize = body[end + 1 : stop].partition(" for ")[0].strip()
    if FESTIVAL_START.match(prize):
        return True
    return " " in prize and is_named_prize(prize) and BODY.search(prize.rpartition(" ")[0]) is None


_STOP = re.compile(rf"{_SEPARATOR.pattern}| \(")


def _between_categories(text: Rich) -> dict[int, int]:
    """Where separators begin: where they end, of those between two categories of which a whole link is one: `[[Swan
    Award for Best Film|Best Film]] & Audience Award`. Two links to one page are the halves of one category."""
    out: dict[int, int] = {}
    categories = [link for link in text.of("link") if names_category(link.value)]
    pages = {link.begin: link.value for link in categories}
    for link in categories:
        joint = AND.match(text.text, link.end)
        page = pages.get(joint.end()) if joint else None
        if joint and (page not in (None, link.value) or _precedes_category(text.text, joint)):
            out[link.end] = joint.end()
        begin = link.begin - 3
        if text.text.startswith(" & ", max(begin, 0)) and _ends_category(_last_part(text.text, begin)):
            out[begin] = link.begin
    return out


AND = re.compile(r" (?:&|and)(?: the)? ")
"""What joins two categories or awards."""


def _precedes_category(body: str, joint: re.Match[str]) -> bool:
    return joint[0] == " & " and SUPERLATIVE.match(body, joint.end()) is not None


def _ends_category(text: str) -> bool:
    """Whether a text ends with the name of a category: `Swan Award Best Villain`."""
    best = BEST.search(text)
    return best is not None and text[-1].isalpha() and _SEPARATOR.search(text, best.end()) is None


def _is_name_at_end(text: Rich, link: Mark) -> bool:
    """Whether a link may be a name behind a category and a hyphen without spaces, rather than the category's last
    words, `Best Non-[[Hindi cinema|Hindi]] Film`: it has several words, the first with a capital, and none follows."""
    name, after = text.text[link.begin : link.end], text.text[link.end :]
    if " " not in name or not name[0].isupper() or CATEGORY_START.match(name) or names_category(link.value):
        return False
    return not after.lstrip()[:1].isalnum()


def _is_name_behind(text: Rich, category: Mark, link: Mark) -> bool:
    """Whether a link right behind that of a category names who got it, rather than going on with the category: it is
    called like a person, nobody's follows behind a dash or colon, and the former is called by its page's whole title or
    the latter by several names."""
    if not names_category(category.value) or names_prize(text.text[link.begin : link.end], link.value):
        return False
    shown, name = text.cut(category.begin, category.end).text, text.cut(link.begin, link.end).text
    if not shown.rsplit(maxsplit=1)[-1][0].isupper() or CATEGORY_START.match(name) or _NAMES.fullmatch(name) is None:
        return False
    titled = "Award for Best " in shown
    behind = _BEHIND_SIGN.match(text.text, link.end)
    if behind is not None and _names_person(text.cut(*behind.span("rest")), linked=titled):
        return False
    if has_category_words(name) or country_in(name):
        return False
    return titled or (BEST.match(shown) is not None and " " in name)


def _names_person(text: Rich, *, linked: bool) -> bool:
    """Whether a text names someone by several names, rather than a work or body. linked: one without a link may be the
    title of a song."""
    if " " not in text.text or text.of("italic") or (linked and not is_link(text)):
        return False
    pages = (link.value for link in text.of("link"))
    named = _NAMES.fullmatch(text.text) and is_person_like(text)
    return bool(named) and not any(names_prize(text.text, page) for page in pages)


_NAMES = re.compile(rf"{NAME.pattern}(?:(?:–| & | and ){NAME.pattern})*+")
_BEHIND_SIGN = re.compile(r"\s*(?:[–—:]|-+(?=\s))\s*(?P<rest>[^\W\d_].*)", re.DOTALL)
"""What stands behind a dash or a colon, unless it is a year or the like."""


def names_prize(name: str, page: str) -> bool:
    """Whether a linked name is that of an award, a body or a category."""
    return bool(PRIZE.search(name) or BODY.search(name)) or names_category(page)


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
_RESULT_IN_SQUARE = re.compile(r"\[(?:nominat(?:ed|ion)|nominee|won|win(?:ner)?)\]", re.IGNORECASE)
_RESULT_AHEAD = re.compile(r"\((?:nominat(?:ed|ions?)|nominees?|won|wins?|winner)(?::|\s[–—-])\s", re.IGNORECASE)
_CATEGORIES = re.compile(r"\((?:Best|Outstanding)\b[^()]*(?:,|\band\b) (?:and )?(?:Best|Outstanding)\b[^()]*\)")
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
        if "(" in body[begin + 1 : end] or opened is None:
            continue
        if opened is _CATEGORIES and not _ends_in_body(text, begin):  # those of one person
            continue
        del closing[begin]
        out |= {begin: begin + 1, end - 1: end}
    return out


def _ends_in_body(text: Rich, end: int) -> bool:
    """Whether the last part before `end`, or a page linked there, is called as a body."""
    last = text.cut(0, end).strip()
    pages = (link.value for link in last.of("link")[-1:] if link.end == len(last))
    return any(BODY.search(name) for name in (_last_part(text.text, end), *pages))


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
