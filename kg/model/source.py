"""Pages, and places in them: where a fact stands and what is cited for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `begin` to `end` (excluded) of a page's wikitext. (A tuple: a page has thousands, and they are looked
    up and sorted.)"""

    begin: int
    end: int

    def cut(self, text: str) -> str:
        return text[self.begin : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """One revision of one wiki page, as a source gives it."""

    title: str
    """Full title with spaces and, outside the main namespace, its prefix: `Talk:Heat`."""
    text: str
    """The wikitext, untouched: spans count in it."""
    namespace: int = 0
    page_id: int | None = None
    revision: int | None = None
    """The revision id; None when the source does not tell it."""
    timestamp: str | None = None
    """When the revision was saved, `2018-07-20T06:57:20Z`."""
    wikidata: str | None = None
    """The page's Wikidata item, `Q123`, when the source tells it."""
    redirect: str | None = None
    """Where the source itself says the page redirects to."""
    model: str = "wikitext"
    """The content model; only `wikitext` is read."""
    site: str = "https://en.wikipedia.org/wiki/"
    """What a title is appended to, to give the page's address."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in the wikitext that was seen and not understood. Counted and shown, never dropped."""

    code: str
    """Kebab-case, from a fixed list: `money-unreadable`, `unknown-parameter`…"""
    part: str
    """Where: an infobox parameter, or a section heading."""
    raw: str
    """The wikitext in question, untouched, cut to at most 200 characters."""
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as far as it is stated: a year, a month of a year, or a day. Never padded."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """`1995`, `1995-10` or `1995-10-27`."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference (`<ref>` or a footnote template), as far as it states its parts."""

    text: str
    """The whole citation as plain text, for those that use no citation template."""
    url: str | None = None
    title: str | None = None
    date: PartialDate | None = None
    access_date: PartialDate | None = None
    work: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact stands and what the article cites for it there."""

    span: Span
    citations: tuple[Citation, ...] = ()
    more: tuple[Span, ...] = ()
    """Where the rest stands: a cell that spans rows, the bullet above, from which the fact takes a part."""
