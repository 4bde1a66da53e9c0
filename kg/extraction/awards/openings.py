"""What a sentence opens with, which is told of all of it: a year, or both of two bodies.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re

from kg.extraction.awards.bodies import body_at
from kg.extraction.awards.details import other_givers
from kg.extraction.awards.phrases import AT
from kg.extraction.awards.years import DAY, MONTH, YEAR
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_OPENING_YEAR = re.compile(
    rf"(?P<lead>(?:In|During) (?:{MONTH} )?)?(?P<year>{YEAR})"
    r"(?:[,:](?!\s+(?:and|or)\s+(?:in\s+)?\d)|(?(lead) (?!(?:and|or|to)\b|[&–—-])|(?!)))"
)
"""`In 1987, …`, `1987: …`, `In May 1987 the film won …`; of `In 1987 and 1988 …` it is not known which is meant."""


def opening_year(text: Rich) -> tuple[int | None, int]:
    """(the year that a sentence opens with, where it goes on behind it)."""
    dated = _OPENING_YEAR.match(text.text)
    return (int(dated["year"]), dated.end()) if dated else (None, 0)


_ON_DAY = re.compile(rf"On (?:the )?(?:{DAY} (?:of )?{MONTH}|{MONTH} {DAY}),? {YEAR}\b")


def opens_on_day(text: Rich) -> bool:
    """Whether a sentence opens with a day of its own, which may be that of another ceremony than was told of before."""
    return _ON_DAY.match(text.text) is not None


_BOTH = ("At both ", "From both ")


def both_bodies(reader: Reader, text: Rich) -> tuple[Entity, ...]:
    """The bodies of `At both the Swan Awards and the Fern Awards, …`."""
    at = AT.match(text.text) if text.text.startswith(_BOTH) else None
    end, body = body_at(reader, text, at.end()) if at else (0, None)
    others, end = other_givers(reader, text, end)
    return (body, *others) if body is not None and others and text.text.startswith(",", end) else ()
