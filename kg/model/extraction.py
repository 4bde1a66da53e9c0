"""What came of one page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kg.model.film import Film
from kg.model.linked import Links
from kg.model.source import Issue, Page


class PageKind(Enum):
    """What a page is about; the value is the reason shown when it is skipped."""

    FILM = "film"
    REDIRECT = "redirect"
    DISAMBIGUATION = "disambiguation"
    NOT_AN_ARTICLE = "not an article"
    NOT_WIKITEXT = "not wikitext"
    EMPTY = "no text"
    FILM_SERIES = "film series"
    TELEVISION = "television"
    AWARD_CEREMONY = "award ceremony"
    PERSON = "person"
    ALBUM = "album"
    LIST = "list"
    UNCLOSED = "film infobox that is never closed"
    OTHER = "no film infobox"


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the units of one kind in an article: parameters, rows, items… The three add up to all."""

    kind: str
    read: int
    ignored: tuple[tuple[str, int], ...]
    """(why they were passed over, how many), in order of the reasons."""
    issues: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of one page. `film` is set exactly when `kind` is FILM."""

    page: Page
    kind: PageKind
    film: Film | None = None
    issues: tuple[Issue, ...] = ()
    accounts: tuple[Account, ...] = ()
    """Of a film's article: what became of everything that could state a fact (see kg.extraction.audit)."""
    links: Links | None = None
    """What was looked up about the pages it links to (see kg.resolver.links); None when nothing was."""
