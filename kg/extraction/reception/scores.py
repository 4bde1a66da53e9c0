"""The aggregators, and the forms in which their scores are written.

Sources: MOS:FILM, section "Critical response", and the wordings met in articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kg.values.numbers import parse_number
from kg.wikitext.rich import Rich


class Site(Enum):
    """The aggregators; the value is the name and the page."""

    ROTTEN_TOMATOES = "Rotten Tomatoes"
    METACRITIC = "Metacritic"
    CINEMASCORE = "CinemaScore"


class Scale(Enum):
    """How a score is given; the value is the upper end."""

    PERCENT = 100
    POINTS = 10
    GRADE = None


_PAGES = {site.value: site for site in Site}

SITES = (
    (Site.ROTTEN_TOMATOES, re.compile(r"\bRotten\s?Tomato(?:es|s|e)?\b(?:\.com)?|\bTomatometer\b", re.IGNORECASE)),
    (Site.METACRITIC, re.compile(r"\bMetacritic\b(?:\.com)?|\bMetascore\b", re.IGNORECASE)),
    (Site.CINEMASCORE, re.compile(r"\bCinema\s?Score\b", re.IGNORECASE)),
)

_PARTS = ("tomato", "meta", "cinema")
"""What every name of a site has in it, in the order of SITES: to look for first, since few texts have any."""
_SOUGHT = tuple(part.encode() for part in _PARTS)


def names_site(source: str) -> bool:
    """Whether a site's name stands in a text."""
    folded = source.encode("utf-8", "replace").lower()  # of bytes: three times as quick
    for part, (_, pattern) in zip(_SOUGHT, SITES, strict=True):
        at = folded.find(part)
        while at >= 0:
            if pattern.search(folded[max(0, at - _LONGEST) : at + _LONGEST].decode("utf-8", "ignore")):
                return True
            at = folded.find(part, at + 1)
    return False


_LONGEST = 24
"""Bytes; no site's name has so many."""


_BEST = r"(?:out\s+of|of|/|on)"
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two"
    r"|three|four|five|six|seven|eight|nine))?)"
)
_COUNT = rf"(?P<count>\d{{1,3}}(?:[, ]\d{{3}})+|\d{{1,4}}|{_WORD})"
_CRITICS = (
    r"(?:\s+(?:surveyed|collected|selected|sampled|counted|total|professional|published|different|mainstream|film"
    r"|movie|critics?['’]?|critical|positive|top|registered|online|national|international|major|written"
    r"|\w+-language))*\s+(?:critics?|reviews?|reviewers?|critiques|ratings)\b"
)

PERCENT = re.compile(r"(?<![\d.,–-])(?P<value>\d{1,3})\s?(?:%|percent\b|per\s+cent\b)", re.IGNORECASE)
OF_TEN = re.compile(rf"(?<![\d.,–-])(?P<value>{_NUMBER})\s*{_BEST}\s*(?:a\s+possible\s+)?(?:10\b(?![.,]?\d)|ten\b)")
OF_HUNDRED = re.compile(rf"(?<![\d.,–-])(?P<value>{_NUMBER})\s*{_BEST}\s*(?:a\s+possible\s+)?100\b")
AVERAGE = re.compile(
    rf"\b(?:average\s+(?:critic(?:al|s['’]?)?\s+|reviewer\s+)?(?:rating|score|grade|vote)|rating\s+average)\s+"
    rf"(?:is|was|of|at|being|stands\s+at)?\s*(?:about\s+|around\s+)?(?P<value>{_NUMBER})(?![\d%]|\s*(?:%|percent|out\s+of\s+(?!10\b)"
    rf"|/\s*(?!10\b)|stars?))",
    re.IGNORECASE,
)
SCORE = re.compile(
    rf"\b(?:score|metascore|rating|average|rated(?:\s+it)?)\s+(?:of|is|was|at|as)?\s*(?:an?\s+)?(?:about\s+)?"
    rf"[\"“]?(?P<value>\d{{1,3}})(?![\d%]|\.\d|\s*(?:%|percent|{_BEST}\s|/|stars?|points?\s+out))",
    re.IGNORECASE,
)
RATED = re.compile(
    r"\b(?:an?|its)\s+(?:\w{1,12}\s+){0,2}(?P<value>\d{1,3})\s+(?:average\s+)?(?:rating|score|metascore)\b",
    re.IGNORECASE,
)
"""`a 77 rating`"""
BESIDE = re.compile(r"(?<![\d.,–-])(?P<value>\d{1,3})(?=\s+(?:on|at|from)\s+Metacritic\b)", re.IGNORECASE)
GOT = re.compile(
    r"\b(?:Metacritic(?:\s*:|\s+an?)|(?:got|received|earned|scored|has|holds|gave|gives|awarded)"
    r"(?:\s+(?:it|the\s+film))?(?:\s+an?)?)\s+[\"“]?(?P<value>\d{2,3})[\"”]?"
    r"(?=\s*(?:[.,;)]|$|\(?(?:based|from)\b|\(\d+\s+(?:critics|reviews)\b))",
    re.IGNORECASE,
)
"""`it got a 60`, `Metacritic: 60`"""
FORMS = {
    Site.ROTTEN_TOMATOES: ((Scale.PERCENT, (PERCENT,)), (Scale.POINTS, (OF_TEN, AVERAGE))),
    Site.METACRITIC: ((Scale.PERCENT, (OF_HUNDRED, PERCENT, SCORE, BESIDE, RATED, GOT)),),
}
"""The forms in which a site's scores are stated, the surest first."""
_NO_KIND = (
    r"(?:and|but|the|out|for|from|with|per|among|while|stars?|points?|percent"
    r"|audiences?|users?|viewers?|fans?|verified)"
)
"""Words between a number and `reviews` that show that it does not count reviews of critics."""
_LEAD = r"(?:(?:only|just|about|over|some|at\s+least|more\s+than|nearly|the|a\s+total\s+of|an?\s+sample\s+of)\s+)?"
COUNTS = (
    re.compile(  # `23 positive reviews out of 28`
        rf"\b(?:\d{{1,4}}|{_WORD})\s+(?:positive|fresh|favou?rable|good)\s+(?:critics?\s+|critical\s+)?"
        rf"(?:reviews?|ratings?)\s+out\s+of\s+{_LEAD}{_COUNT}(?![\w%/]|[.,]\d|\s+(?:%|stars?|points?))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:based\s+(?:up)?on|from|of|out\s+of|with|among|by|using|compiled\s+from|aggregat\w+|surveyed"
        rf"|sampled|counting)\s+(?:(?:a|the|its|their)\s+)?(?:(?:sample|total|survey|pool|reviews?|aggregate"
        rf"|average|collection|basis|opinions?)\s+)?(?:(?:of|from|by)\s+)?{_LEAD}{_COUNT}{_CRITICS}",
        re.IGNORECASE,
    ),
    re.compile(  # whatever the reviews are called: `based on 46 retrospective reviews`
        rf"\b(?:based\s+(?:up)?on|from|sampled|compiled)\s+{_LEAD}{_COUNT}"
        rf"(?:\s+(?:[\"“(][^\"”()\d]{{3,40}}[\"”)]|(?!{_NO_KIND}\b)[A-Za-z][\w’'-]{{2,20}})){{1,3}}"
        rf"\s+(?:critics?|reviews?|reviewers?)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\(\s*{_COUNT}{_CRITICS}\s*\)", re.IGNORECASE),
    re.compile(
        rf"\bbased\s+(?:up)?on\s+an?\s+(?:sample|pool|survey|total)\s+of\s+{_COUNT}(?![\w%/]|[.,]\d)", re.IGNORECASE
    ),
    re.compile(rf"(?<![\w.,%/–-])(?<!\bin )(?<!since ){_COUNT}{_CRITICS}", re.IGNORECASE),
)
_IN_PART = re.compile(
    rf"\s*(?:,|and|against|to|versus|vs\.?)\s+(?:\d{{1,4}}|{_WORD})\s+(?:negative|mixed|rotten|unfavou?rable)\b",
    re.IGNORECASE,
)
"""Behind a number of reviews: there are others, `20 positive reviews and 3 negative ones`."""
GRADE = re.compile(
    r"(?<![\w+−–-])(?P<value>[A-DF])(?:(?P<sign>[+\-−–—])(?!\w)|[\s-](?P<word>plus|minus)\b)?(?![\w’]|'\w|[+−])"
)
_GRADE_SCALE = re.compile(
    r"\bF\b[\"”']?\s+to\s+[\"“']?A\+?|(?:on|from|using|,)?\s*(?:an?\s+|the\s+)?(?:scale\s+(?:of"
    r"|from)\s+)?[\"“']?A\s?[+]?[\"”']?\s*(?:to|through|[-–—])\s*[\"“']?F\b[\"”']?(?:\s+(?:grading\s+)?scale)?"
)
_GRADE_BEFORE = re.compile(
    r"(?:grade|score|rating|rated(?:\s+(?:it|the\s+film))?|graded(?:\s+(?:it|the\s+film))?|cinemascore"
    r"|gave\s+(?:it|the\s+film)|received|earned|scored|got|garnered|awarded(?:\s+(?:it|the\s+film))?)\s*(?:was|is"
    r"|of|as|:)?\s*(?:an?\s+)?(?:\w+\s+)?(?:grade\s+of\s+)?(?:an?\s+)?[\"“'‘]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Score:
    site: Site
    scale: Scale
    value: str
    at: int
    """Where in the text it stands."""
    count: int | None = None


def sites(text: Rich) -> list[tuple[Site, int, int]]:
    """The aggregators named or linked, with where; one after itself counts once."""
    folded = text.text.lower()
    found = [
        (match.start(), match.end(), site)
        for part, (site, pattern) in zip(_PARTS, SITES, strict=True)
        if part in folded
        for match in pattern.finditer(text.text)
    ]
    found += [(link.begin, link.end, _PAGES[link.value]) for link in text.of("link") if link.value in _PAGES]
    out: list[tuple[Site, int, int]] = []
    for begin, end, site in sorted(found, key=lambda f: f[0]):
        if not out or out[-1][0] is not site:
            out.append((site, begin, end))
    return out


def canonical(value: Decimal) -> str:
    """`5.50` → `5.5`, `9.0` → `9`.

    >>> canonical(Decimal("100"))
    '100'
    """
    return format(value.normalize(), "f")


def read_count(text: str, begin: int) -> tuple[int, int | None]:
    """(where the number of reviews stands, the number); -1 and None where none is stated."""
    for pattern in COUNTS:
        match = pattern.search(text, begin)
        if match:
            if _IN_PART.match(text, match.end()):
                return match.start("count"), None
            words = re.sub(r"(?<=[a-z]) (?=[a-z])", "-", match["count"].lower())
            number = parse_number(words.replace(" ", ""))
            if number is not None:
                return match.start("count"), int(number)
    return -1, None


def grades(text: str, begin: int, end: int) -> Iterator[Score]:
    """The grades of CinemaScore in `text[begin:end]`; its scale (`A+ to F`) and the article `A` are none."""
    text = text[:end]
    scales = [m.span() for m in _GRADE_SCALE.finditer(text)]
    for match in GRADE.finditer(text, begin):
        if any(a <= match.start() < b for a, b in scales):
            continue
        before, after = text[begin : match.start()], text[match.end() : match.end() + 1]
        quoted = before.endswith(('"', "“", "'", "‘")) and after in ('"', "”", "'", "’", ",", ".")
        signed = match["sign"] or match["word"]
        if not (quoted or signed or _GRADE_BEFORE.search(before[-80:])):
            continue
        if match["value"] == "A" and not (quoted or signed) and re.match(r"\s+[a-z]", text[match.end() :]):
            continue  # the article
        yield _grade(match)


def _grade(match: re.Match[str]) -> Score:
    signed = match["sign"] or match["word"]
    sign = "+" if signed in ("+", "plus") else "-" if signed else ""
    return Score(Site.CINEMASCORE, Scale.GRADE, match["value"] + sign, match.start())


def read_cell(text: str, site: Site) -> Iterator[Score]:
    """The scores in a cell of an aggregator: `91% (53 reviews)`, `7.6/10`, `82/100`, `82 (23 reviews)`, `B+`."""
    if site is Site.CINEMASCORE:
        grade = GRADE.match(text.strip('"“” '))
        if grade:
            yield _grade(grade)
        return
    _, count = read_count(text, 0)
    if site is Site.METACRITIC:
        match = OF_HUNDRED.search(text) or re.match(r"\s*(?P<value>\d{1,3})(?:%|\s*(?:\(|$))", text)
        found = [(Scale.PERCENT, match)]
    else:
        found = [(Scale.PERCENT, PERCENT.search(text)), (Scale.POINTS, OF_TEN.search(text))]
    for scale, match in found:
        if match and Decimal(match["value"]) <= (scale.value or 0):
            yield Score(site, scale, canonical(Decimal(match["value"])), match.start(), count)
