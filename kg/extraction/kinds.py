"""What kind of page a page is: a film's, or what else, so that it is skipped for a stated reason.

Templates are matched by their exact normalised names; redirects as listed on Special:WhatLinksHere of the
template documentation pages.
"""

from __future__ import annotations

import re

from kg.model import Page, PageKind, Span
from kg.wikitext.document import Document
from kg.wikitext.mask import FILL, MAX_DEPTH
from kg.wikitext.tree import Node, Template, Text

FILM_INFOBOXES = frozenset({
    "infobox film", "infobox movie", "film infobox", "infobox hollywood cartoon", "infobox tamil film",
    "infobox japanese film", "infobox korean film", "infobox chinese film", "infobox short film", "infobox cinema",
    "movie infobox", "infobox animated film", "infobox hong kong film", "infobox film/sandbox",
})  # fmt: skip
"""Template:Infobox film and its redirects."""

OTHER_INFOBOXES: tuple[tuple[PageKind, frozenset[str]], ...] = (
    (PageKind.AWARD_CEREMONY, frozenset({
        "infobox film awards", "infobox film festival", "infobox awards list", "infobox award",
        "infobox academy award", "infobox film award", "infobox filmfare awards", "infobox ceremony",
        "infobox awards ceremony",
    })),
    (PageKind.TELEVISION, frozenset({
        "infobox television", "infobox television film", "infobox television episode", "infobox television season",
        "infobox tv", "infobox tv show", "infobox tv series", "infobox tv episode", "infobox web series",
        "infobox television series", "infobox show", "infobox serial",
    })),
    (PageKind.FILM_SERIES, frozenset({
        "infobox film series", "infobox media franchise", "infobox franchise", "infobox movie series",
        "infobox fictional universe",
    })),
    (PageKind.PERSON, frozenset({
        "infobox person", "infobox actor", "infobox musical artist", "infobox writer", "infobox artist",
        "infobox biography", "infobox officeholder", "infobox sportsperson", "infobox scientist",
        "infobox comedian", "infobox model", "infobox adult biography", "infobox football biography",
        "infobox academic", "infobox musician", "infobox author",
    })),
    (PageKind.ALBUM, frozenset({"infobox album", "infobox soundtrack", "infobox song", "infobox single"})),
)  # fmt: skip

DISAMBIGUATION = frozenset({
    "disambiguation", "disambig", "dab", "disamb", "hndis", "human name disambiguation", "geodis", "numberdis",
    "surname", "given name", "set index article", "film disambiguation", "disambiguation cleanup",
    "disambiguation page", "sia", "dp", "film and tv disambiguation", "title disambiguation", "name disambiguation",
})  # fmt: skip

_SERIES_TITLE = re.compile(r"\((?:.*\b)?(?:film series|franchise|series|trilogy|tetralogy|films)\)$", re.I)
_LIST_TITLE = re.compile(r"^(?:Lists? of|Filmography of|Outline of|Index of)\b|\b(?:filmography|discography)$", re.I)
_SERIES_LEAD = re.compile(
    r"\b(?:is|was|are|were)\s+(?:an?|the)\s+(?:(?:collective\s+)?(?:title|name)\s+(?:of|for|given\s+to)\s+(?:an?|the)\s+)?"
    # What stands before the series itself; a film within a series is told as such first.
    r"(?:(?!(?:films?|movies?|shorts?|cartoons?|features?|documentary|anime|sequel|prequel|part|chapter|entry"
    r"|inst[ae]ll?ments?|second|third|(?:four|fif|six|seven|eigh|nin|ten)th|last|final"
    r"|latest|next|in|of|from|to|by|for|with|about|based|that|which|the)\b"
    r"(?!\s+(?:(?:film|movie|cartoon)s?\s+)?(?:series|franchise|trilogy)\b)(?!-))"
    r"[^\s.;]+\s+){0,8}?"
    r"(?:film series|series of (?:[\w-]+ ){0,6}?(?:films|movies|shorts)|(?:(?:film|media|multimedia) )?franchise"
    r"|film trilogy|trilogy of)\b(?!\s+(?:entry|entries|part|chapter|inst[ae]ll?ments?|film|movie|feature"
    r"|production|venture|spin-?off|reboot)\b)",
    re.I,
)
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9)])\.\s+[A-Z]")
_SERIES_WORDS = ("series", "franchise", "trilogy")
"""What no such lead is without: most leads need not be read to tell."""


def film_infobox(document: Document) -> Template | None:
    """The page's first film infobox that stands by itself: what the page is about."""
    found = document.find(*FILM_INFOBOXES)
    return found[0] if found else None


_OPENED = re.compile(
    r"\{\{\s*(?:template:)?\s*(?:"
    + "|".join(re.escape(n).replace("\\ ", "[ _]+") for n in sorted(FILM_INFOBOXES))
    + r")"
    r"\s*(?=[|\n<])",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?m)^==.*==\s*$")


def unclosed_infobox(document: Document) -> tuple[int, int | None, str] | None:
    """Where a film infobox opens that never closes; where the text was cut off in it, also the end of the last argument
    that is whole and the brackets to close it with (else None and nothing). None when there is no such infobox."""
    text = document.text
    match = _OPENED.search(text)
    if match is None or document.names() & FILM_INFOBOXES or document.masked[match.start()] != FILL:
        return None
    begin = match.start()
    end = max(text.rfind("\n"), text.rfind("|"), match.end())
    missing = text.count("{{", begin, end) - text.count("}}", begin, end)
    if _HEADING.search(text, begin) or not 0 < missing <= MAX_DEPTH:
        return begin, None, ""
    return begin, end, "}}" * missing


def page_kind(page: Page, document: Document) -> PageKind:
    """What the page is about. Only a FILM has a film's facts."""
    if page.model != "wikitext":
        return PageKind.NOT_WIKITEXT
    if page.redirect or document.redirect:
        return PageKind.REDIRECT
    if page.namespace != 0:
        return PageKind.NOT_AN_ARTICLE
    if not page.text.strip():
        return PageKind.EMPTY
    names = document.names()
    if names & DISAMBIGUATION:
        return PageKind.DISAMBIGUATION
    if names & FILM_INFOBOXES:
        if _SERIES_TITLE.search(page.title) or _is_series(document):
            return PageKind.FILM_SERIES
        if _LIST_TITLE.search(page.title):
            return PageKind.LIST
        return PageKind.FILM
    for kind, infoboxes in OTHER_INFOBOXES:
        if names & infoboxes:
            return kind
    if _LIST_TITLE.search(page.title):
        return PageKind.LIST
    return PageKind.OTHER


def _is_series(document: Document) -> bool:
    """Whether the lead's first sentence says that the page is about several films."""
    parts: tuple[Span, ...] = (document.lead,)
    infobox = film_infobox(document)
    if infobox is not None and infobox.span.end <= document.lead.end:  # which reads as nothing
        parts = (Span(document.lead.begin, infobox.span.begin), Span(infobox.span.end, document.lead.end))
    before = "".join([part.cut(document.masked) for part in parts]).casefold()
    if not any(word in before for word in _SERIES_WORDS):
        return False
    lead = _beginning(document, [node for part in parts for node in document.nodes(part)])
    match = _SERIES_LEAD.search(lead)
    if match is None:
        return False
    first = _NEXT_SENTENCE.search(lead)
    return first is None or match.start() < first.start()


_BEGINNING = 600
"""Characters of a lead that its first sentence is looked for in."""


def _beginning(document: Document, nodes: list[Node]) -> str:
    """The beginning of what nodes read as. More of them are rendered than it takes: markup reads as nothing, and may
    change what stands before it."""
    taken = 2 * _BEGINNING
    while True:
        length = count = 0
        while count < len(nodes) and length < taken:
            node = nodes[count]
            length += len(node.text) if isinstance(node, Text) else node.span.end - node.span.begin
            count += 1
        text = document.rich_of(tuple(nodes[:count])).text
        if count == len(nodes) or len(text) > _BEGINNING + 100:
            return text[:_BEGINNING]
        taken *= 2
