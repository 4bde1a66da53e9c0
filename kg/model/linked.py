"""What a wiki says of the pages that an article links to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_REDIRECTS = 8
"""Redirects followed one after the other. MediaWiki itself follows one; double redirects are mended by bots."""


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """Where a link leads, and what stands there."""

    title: str
    """The title of the page, redirects followed; with `#fragment` where a redirect leads to a section."""
    exists: bool
    """Whether the wiki has a page of this title; a link to one that it has not is a red link."""
    item: str | None = None
    """The page's Wikidata item, `Q123`; None when it has none, and of a section."""


@dataclass(frozen=True, slots=True)
class Links:
    """What was looked up about the pages that an article links to."""

    pages: Mapping[str, LinkedPage] = field(default_factory=dict)
    """By the links that its entities have, after redirects; in order of the links."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """The redirects that were followed: the title as linked, and where it leads."""

    @property
    def red(self) -> tuple[str, ...]:
        """The links that lead to no page."""
        return tuple(link for link, page in self.pages.items() if not page.exists)
