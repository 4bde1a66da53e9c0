"""Where a sentence says that a film was shown, and when, before it tells of what was won there: `It was shown at the
[[Moss Festival]] in May 2004, where it won …`.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.names.years import DAY, MONTH, YEAR
from kg.model import Entity
from kg.wikitext.rich import Rich

_WHERE = re.compile(rf"\bwhere\s+(?:it|(?:[Tt]he|this)\s+{FILM})\s*$")
"""Between a festival and what was won there."""

_DATE = rf"(?:the )?(?:{DAY} (?:of )?)?(?:{MONTH}(?: {DAY})?,? )?(?P<year>{YEAR})\b"
_DATED = re.compile(rf",? (?:held )?(?:in|on) {_DATE}| \((?P<bracketed>{YEAR})\)")
"""Behind a festival."""
_DATED_AHEAD = re.compile(rf"\b(?:in|on) {_DATE} (?:at|in|into) the $")
"""Before a festival."""
_MAX_DATE = 50

_AND = re.compile(r",? and(?: it| the film)?\s*$")
"""Behind a festival or its date, before what it gave."""


class Place(NamedTuple):
    """A festival where a film was shown."""

    body: Entity
    year: int | None
    """When, by what stands beside it."""
    there: bool
    """Whether all that the sentence goes on with was won there."""


def place_of(before: Rich, body: Entity) -> Place | None:
    """What a text before a verb says of the body that is named in it; None where it does not say that what follows was
    won there, or when."""
    where = _WHERE.search(before.text) is not None
    begin = before.text.rfind(body.name)
    if begin < 0:
        return Place(body, None, there=True) if where else None
    end = begin + len(body.name)
    dated = _DATED.match(before.text, end)
    ahead = _DATED_AHEAD.search(before.text, max(0, begin - _MAX_DATE), begin)
    if not where and _AND.match(before.text, dated.end() if dated else end) is None:
        return None
    year = next((int(year) for match in (dated, ahead) if match for year in match.groups() if year), None)
    return Place(body, year, there=where)


def place_ahead(text: Rich, body: Entity) -> Place | None:
    """What a sentence that opens with a body says of its year: `At the Moss Festival in 2004, …`."""
    begin = text.text.find(body.name)
    dated = _DATED.match(text.text, begin + len(body.name)) if begin >= 0 else None
    if dated is None or _YEARS.match(text.text, dated.end()):
        return None
    return Place(body, int(dated["year"] or dated["bracketed"]), there=False)


_YEARS = re.compile(r",?\s(?:and|or|to)\s(?:in\s)?\d|\s?[&–-]")
"""Behind a year which is one of several."""
