"""Parts of an award item that tell of no prize: remarks, initials of a body, towns and countries.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.givers import names_festival
from kg.extraction.awards.names.jobs import PEOPLE
from kg.extraction.awards.names.naming import BODY, SUPERLATIVE
from kg.extraction.awards.names.wording import tells_sharing
from kg.extraction.countries import COUNTRIES
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_REMARK = re.compile(r"(?:listed|in) alphabetical|(?:un|not )ranked\b", re.IGNORECASE)
"""What begins a remark on how those are listed who are all that won."""

_MONEY = re.compile(r"(?:US|[AC])?[$€£¥₹] ?\d{1,3}(?:,\d{3})+")
"""What came with a prize. A title may be a sum of less, `$9.99`."""

_COUNTRIES = {name.casefold() for name in COUNTRIES} | {
    "usa", "us", "u.s.a.", "uk", "ireland", "georgia", "california", "new york",
}  # fmt: skip

_DATED = re.compile(r"(?P<where>[^\W\d].*?),? (?P<year>19\d\d|20\d\d)$")
"""A country with a year: `Portugal 1989`."""

_TOWN = re.compile(r"[^\W\d_a-z][^\W\d_]+")


def is_remark(text: Rich, *, bracket: bool) -> bool:
    """Whether a text remarks on who else won, for what else, how all are listed, or what money was given."""
    return (
        tells_sharing(text, bracket=bracket)
        or _REMARK.match(text.text) is not None
        or _MONEY.fullmatch(text.text) is not None
    )


def abbreviates(text: Rich, before: Rich) -> bool:
    """Whether a text in brackets gives the initials of the body before it: `Fern Heath Film Festival (FHFF)`."""
    letters = text.text
    if text.of("link") or not re.fullmatch(r"[A-Z]{2,8}", letters):
        return False
    initials = iter(word[0] for word in re.findall(r"[^\W\d_]+", before.text.upper()))
    return bool(BODY.search(before.text)) and all(letter in initials for letter in letters)


def is_town(reader: Reader, text: Rich, before: Rich, category: Entity) -> bool:
    """Whether a text in brackets behind a festival, whose prize stands before it, says where it is held: `[[Moss Film
    Festival]] (Nantes)`, `(Nantes, France)`. One word may be the name of a person, whom the article links elsewhere or
    whom the category is for."""
    if not names_festival(before) or SUPERLATIVE.match(before.text):
        return False
    town, _, country = text.text.rpartition(", ")
    if town:
        return country.casefold() in _COUNTRIES
    if _TOWN.fullmatch(country) is None or PEOPLE.search(category.name):
        return False
    return bool(text.of("link")) or reader.anchors.page(country) is None


def country_in(text: str) -> tuple[str, int | None] | None:
    """(its name, the year beside it) of a country that a text names and nothing else: `Portugal 1989`; None for any
    other text."""
    dated = _DATED.match(text) if text[-1].isdigit() else None
    name = dated["where"] if dated else text
    if name.casefold().strip(".") not in _COUNTRIES:
        return None
    return name, int(dated["year"]) if dated else None
