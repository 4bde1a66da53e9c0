"""The territories and kinds of release that a company is named for, and the towns where it is."""

from __future__ import annotations

import re

from kg.extraction.countries import COUNTRIES, TOWNS
from kg.extraction.namewords import SUFFIXES
from kg.extraction.organizations import ORGANIZATION
from kg.wikitext.rich import EMPTY, Rich

_TERRITORY_NAME = (
    r"(?:(?:Europe|Asia|Africa|North America|South America|Latin America|International|Worldwide|Overseas|US|U\.S\."
    r"|USA|UK|U\.K\.|United States|United Kingdom|Canada|Australia|India|Japan|China|Hong Kong|France|Germany"
    r"|Italy|Spain|Theatrical|Domestic|Foreign|Home (?:video|media|entertainment)|Video|VHS|DVD|Blu-ray|VOD|TV"
    r"|Television|Online|Streaming)"
    r"(?:\s*(?:&|and|,|/)\s*(?P<other>[A-Z][\w. ]+))?)"
)
TERRITORY = re.compile(rf"({_TERRITORY_NAME})\s*[-–—:]\s+")
_JOINT = re.compile(r"(?:,?\s(?:and|&)|[,/&])$")
"""What joins a company to the next one."""
_BEHIND = re.compile(r"(?:,|\s+[-–—])\s+(?P<name>[A-Z][\w. &/]{1,40})")


def is_territory(text: Rich) -> bool:
    """Whether a text is nothing but the name of a territory or a kind of release, or two: no company joined to one."""
    match = re.fullmatch(_TERRITORY_NAME, text.text)
    if match is None or match["other"] is None:
        named = text.text in COUNTRIES or text.text in TOWNS
        return match is not None or (named and not _links_company(text))
    other = text.cut(*match.span("other"))
    return is_territory(other) or not (other.of("link") or ORGANIZATION.search(other.text))


def _links_company(text: Rich) -> bool:
    """Whether a text is linked to the page of a company: `[[Hollywood Pictures|Hollywood]]`."""
    return any(ORGANIZATION.search(link.value) for link in text.of("link"))


_COMPANIES = 12
"""With territories in one text at most: real ones have three."""


def territories_behind(text: Rich) -> list[tuple[Rich, str | None]]:
    """Companies without the territories behind them, and those: `[[Doe Films]], US, [[Roe Films]], UK`; what stands
    before the first that has one is one text."""
    out: list[tuple[Rich, str | None]] = []
    while text:
        before, *told = _last_territory(text) if len(out) < _COMPANIES else [(text, None)]
        out[:0] = told or [before]
        text = before[0] if told else EMPTY
    return out


def _last_territory(text: Rich) -> list[tuple[Rich, str | None]]:
    """What stands before the last company of a text, and that without the territory behind it, and this; all of the
    text where there is none."""
    links = text.of("link")
    if links and links[-1].end == len(text):
        links = links[:-1]  # the territory may be linked, too
    last, end = (links[-1].begin, links[-1].end) if links else _last_company(text.text)
    if end < 0 or not (links or ORGANIZATION.search(text.text, last, end)):
        return [(text, None)]
    match = _BEHIND.fullmatch(text.text, end)
    if match is None or not is_territory(text.cut(*match.span("name"))):
        return [(text, None)]
    told = (text.cut(last, match.start()), match["name"])
    before = text.text[:last].rstrip()
    joint = _JOINT.search(before)
    return [(text.cut(0, joint.start() if joint else last), None), told]


def _last_company(names: str) -> tuple[int, int]:
    """Where the last name before the last comma begins and ends: of `Doe Films, Roe Films, Inc., US` the second."""
    end = begin = names.rfind(",")
    while begin >= 0:
        begin = names.rfind(",", 0, begin)
        name = names[begin + 1 : end].strip()
        if SUFFIXES.fullmatch(name.partition(",")[0]) is None:
            break
    return begin + 1, end
