"""What a sentence opens with, which is told of all of it: a year, a body, or both of two.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.givers import is_festival
from kg.extraction.awards.names.naming import year_in
from kg.extraction.awards.names.phrases import AT, EDITION
from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.names.years import DAY, MONTH, YEAR
from kg.extraction.awards.sentences.bodies import body_at, runs_on
from kg.extraction.awards.sentences.details import other_givers
from kg.extraction.awards.sentences.story import Story
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
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


LEAD = re.compile(
    r"^(?:(?:In|On)\s+[^,]{3,40},\s*)?(?:At|For|From|During|In)\s+(?:the\s+|that year's\s+)?(?=\S)", re.IGNORECASE
)
"""Before the body or ceremony that a sentence opens with: `At the`, `In May, at the`."""


def opening_body(reader: Reader, text: Rich, stop: int) -> Entity | None:
    """The body or ceremony of `At the 68th Academy Awards, …`."""
    lead = LEAD.match(text.text)
    if lead is None or lead.end() >= stop:
        return None
    end, body = body_at(reader, text, lead.end())
    return None if body is not None and end >= stop - 1 and runs_on(text.cut(lead.end(), end)) else body


def behind_opening(reader: Reader, before: Rich) -> Rich:
    """What stands between the body that a sentence opens with and its verb, where that is a name without a comma before
    it, `At the [[Swan Awards]] Jane Doe`; else all that stands before the verb."""
    lead = LEAD.match(before.text)
    end, body = body_at(reader, before, lead.end()) if lead else (0, None)
    named = body is not None and before.linked(end - 1, end) and _NAME_BEHIND.match(before.text, end) is not None
    return before.cut(end, len(before)).strip() if named else before


_NAME_BEHIND = re.compile(r" [A-Z]")


_AT_PLACE = re.compile(rf"At (?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)?),? (?=(?:it|he|she|they|[Tt]he {FILM})\b)")


def festival_in_short(reader: Reader, text: Rich, story: Story) -> Entity | None:
    """The festival of `At Cannes it also won …`, which was named in full before or is linked in the article. One of
    which several pages are linked, or that of a year alone, stays without a page: another film may have been there. At
    one that is not known no body of sentences before gives."""
    match = _AT_PLACE.match(text.text) if text.text.startswith("At ") else None
    if match is None or text.linked(*match.span()):
        return None
    named = re.compile(rf"(?:the )?(?:{EDITION} )?(?:Annual )?{re.escape(match['name'])}\b")
    if story.body is not None and is_festival(story.body) and named.match(story.body.name):
        return story.body
    pages = {page for _, title in reader.document.links for page in _pages_of(title) if named.match(page)}
    pages = {page for page in pages if is_festival(Entity(page, None, Kind.AWARD))}
    if not pages:
        story.body = None
        return None
    page = pages.pop() if len(pages) == 1 else None
    return Entity(match["name"], None if page is None or page[0].isdigit() or year_in(page) else page, Kind.AWARD)


def _pages_of(title: str) -> tuple[str, ...]:
    """A page, and that which the brackets of its title name: `Jury Prize (Moss Festival)`."""
    return (title, title[title.rfind("(") + 1 : -1]) if title.endswith(")") else (title,)
