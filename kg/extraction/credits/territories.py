"""The territories and kinds of release that a company is named for."""

from __future__ import annotations

import re

from kg.extraction.countries import COUNTRIES
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
        return match is not None or text.text in COUNTRIES
    other = text.cut(*match.span("other"))
    return is_territory(other) or not (other.of("link") or ORGANIZATION.search(other.text))


def territories_behind(text: Rich) -> list[tuple[Rich, str | None]]:
    """A company without the territory behind it, and that: `[[Doe Films]], US`. Of several linked, the last one's."""
    links = text.of("link")
    if links and links[-1].end == len(text):
        links = links[:-1]  # the territory may be linked, too
    last, end = (links[-1].begin, links[-1].end) if links else (0, text.text.find(","))
    if end < 0 or not (links or ORGANIZATION.search(text.text[:end])):
        return [(text, None)]
    match = _BEHIND.fullmatch(text.text, end)
    if match is None or not is_territory(text.cut(*match.span("name"))):
        return [(text, None)]
    told = (text.cut(last, match.start()), match["name"])
    before = text.text[:last].rstrip()
    joint = _JOINT.search(before)
    return [(text.cut(0, joint.start() if joint else last), None), told] if before else [told]
