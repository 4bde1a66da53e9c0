"""The territories and kinds of release that a company is named for, and the towns where it is."""

from __future__ import annotations

import re

from kg.extraction.countries import COUNTRIES, TOWNS
from kg.extraction.namewords import SUFFIXES
from kg.extraction.organizations import ORGANIZATION
from kg.wikitext.rich import Rich

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
        return match is not None or text.text in COUNTRIES or text.text in TOWNS
    other = text.cut(*match.span("other"))
    return is_territory(other) or not (other.of("link") or ORGANIZATION.search(other.text))


def territories_behind(text: Rich) -> list[tuple[Rich, str | None]]:
    """A company without the territory behind it, and that: `[[Doe Films]], US`. Of several, the last one's."""
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
    return [(text.cut(0, joint.start() if joint else last), None), told] if before else [told]


def _last_company(names: str) -> tuple[int, int]:
    """Where the last name before the last comma begins and ends: of `Doe Films, Roe Films, Inc., US` the second."""
    end = begin = names.rfind(",")
    while begin >= 0:
        begin = names.rfind(",", 0, begin)
        name = names[begin + 1 : end].strip()
        if SUFFIXES.fullmatch(name.partition(",")[0]) is None:
            break
    return begin + 1, end
