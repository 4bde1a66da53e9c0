"""Where a statement comes from, ready to show: the characters of the article, and what it cites.

The graph names the characters only, `…oldid=REVISION&action=raw#char=BEGIN,END` (RFC 5147); their text comes from
the article files that the user names.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from threading import Lock
from urllib.parse import parse_qs, quote, urlsplit

from kg.extraction.page import extract
from kg.identity import page_path, page_title
from kg.model import Page
from kg.rdf.mapping import to_triples
from kg.rdf.terms import Literal, Object, Triple
from kg.vocab import PR, PROV, RDFS, SCHEMA, Iri
from kg.web.graph import Nodes

_CHARACTERS = re.compile(r"char=([0-9]{1,9}),([0-9]{1,9})")
SHOWN = 1500
"""Characters of a snippet that are shown; a whole track list or plot is longer."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of one revision of an article."""

    iri: Iri
    begin: int
    end: int
    revision: str | None
    """The revision id; None where the source of the graph did not tell it."""
    address: str
    """The revision as people read it; without one, the article."""
    text: str | None = None
    """The wikitext, at most `SHOWN` characters of it; None when the article's text is not at hand."""
    cut: bool = False
    edited: bool = False
    """Whether a text is at hand that is not the one the graph was read from."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference that the article gives for a statement."""

    iri: Iri
    title: str | None
    address: str | None
    authors: tuple[str, ...] = ()
    work: str | None = None
    publisher: str | None = None
    date: str | None = None
    read: str | None = None
    """When it was last read, as the article says."""


@dataclass(frozen=True, slots=True)
class Origin:
    """All sources of one statement, in the order of the article."""

    passages: tuple[Passage, ...] = ()
    cited: tuple[Cited, ...] = ()

    @property
    def position(self) -> int:
        """Where the last passage, the statement's own, begins; what has no source comes last."""
        return self.passages[-1].begin if self.passages else 1 << 30

    def __bool__(self) -> bool:
        return bool(self.passages or self.cited)


Told = frozenset[tuple[str, str, str]]
"""What statements say of passages: place, property and literal, or the name of a thing."""


def told(triples: Iterable[Triple]) -> Told:
    """The places that statements come from, and in words what they say. IRIs are left out: they depend on how the
    graph was made (its base, redirects)."""
    nodes = Nodes(tuple(triples))
    places = [
        (subject, place)
        for subject, predicate, source in nodes.triples
        if predicate == PROV.wasDerivedFrom
        and not isinstance(source, Literal)
        and _CHARACTERS.fullmatch(place := source.partition("#")[2])
    ]
    said = {(place, predicate, text) for subject, place in places for predicate, text in nodes.words(subject)}
    return frozenset({*said, *((place, "", "") for _, place in places)})


@dataclass(frozen=True, slots=True)
class Articles:
    """The texts of articles, by `article_key`. One whose revision is not known may be another than the graph was read
    from: it is taken when it says the same at the same places."""

    said: Callable[[Page], Told] = field(default=lambda page: frozenset())
    """What the graph of a page's article says, as `told` has it."""
    texts: dict[tuple[str, ...], bytes] = field(default_factory=dict)
    _pages: dict[tuple[str, ...], Page] = field(default_factory=dict)
    """Without their texts: those whose revision is not known."""
    _same: dict[tuple[str, ...], bool] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, page: Page) -> None:
        """Keeps a page's text, packed: thousands of articles fit in memory."""
        host = urlsplit(page.site).netloc
        revision = None if page.revision is None else str(page.revision)
        packed = zlib.compress(page.text.encode("utf-8", "surrogatepass"), 1)
        key = article_key(host, revision, page.title)
        self.texts[key] = packed
        if revision is None:
            self._pages[key] = replace(page, text="")
            self._same.pop(key, None)

    def text(self, key: tuple[str, ...]) -> str | None:
        """The wikitext known by a key; None when it is not at hand, or is another. The first call for an article of no
        known revision takes as long as reading it: for threads that may wait."""
        packed = self.texts.get(key)
        if packed is None:
            return None
        text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
        if key not in self._pages:
            return text
        with self._lock:
            if key not in self._same:
                page = replace(self._pages[key], text=text)
                found = told(to_triples(extract(page)))
                self._same[key] = bool(found) and found == self.said(page)
            return text if self._same[key] else None


def article_key(host: str, revision: str | None, title: str) -> tuple[str, ...]:
    """What the text of an article is known by: the wiki and the revision, or the title where no revision is told."""
    return (host, "title", page_path(title)) if revision is None else (host, "revision", revision)


def origin(nodes: Nodes, statement: Iri, articles: Articles) -> Origin:
    """Where a statement node comes from."""
    passages = []
    cited = []
    for source in nodes.iris(statement, PROV.wasDerivedFrom):
        found = passage(source, articles)
        if found is not None:
            passages.append(found)
        elif source in nodes:
            cited.append(citation(nodes, source))
    passages.sort(key=lambda each: (each.begin, each.end))
    cited.sort(key=lambda each: (each.title or "", each.iri))
    return Origin(tuple(passages), tuple(cited))


def passage(source: Iri, articles: Articles) -> Passage | None:
    """The passage that an IRI of the form above names; None for any other IRI."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    characters = _CHARACTERS.fullmatch(parts.fragment)
    if characters is None or parts.scheme not in ("http", "https"):
        return None
    begin, end = int(characters[1]), int(characters[2])
    query = parse_qs(parts.query)
    revision = query["oldid"][0] if "oldid" in query else None
    title = page_title(query.get("title", [""])[0])
    site = f"{parts.scheme}://{parts.netloc}{quote(parts.path)}"
    address = f"{site}?oldid={quote(revision)}" if revision else f"{site}?title={quote(page_path(title), safe='/%:')}"
    key = article_key(parts.netloc, revision, title)
    text = articles.text(key)
    if text is None or not begin <= end <= len(text):
        return Passage(source, begin, end, revision, address, edited=key in articles.texts)
    return Passage(source, begin, end, revision, address, text[begin : min(end, begin + SHOWN)], end - begin > SHOWN)


def citation(nodes: Nodes, reference: Iri) -> Cited:
    """A reference node with what it says."""
    address = nodes.iri(reference, PR.P854)
    return Cited(
        reference,
        nodes.text(reference, PR.P1476) or nodes.text(reference, RDFS.label) or nodes.text(reference, SCHEMA.name),
        web_address(address),
        tuple(nodes.texts(reference, PR.P2093)),
        nodes.text(reference, PR.P1433),
        nodes.text(reference, PR.P123),
        nodes.text(reference, PR.P577),
        nodes.text(reference, PR.P813),
    )


def web_address(node: Object | None) -> str | None:
    """An IRI that may be a link: http or https, nothing that a browser would run."""
    if not isinstance(node, str):
        return None
    try:
        parts = urlsplit(node)
    except ValueError:
        return None
    return str(node) if parts.scheme in ("http", "https") and parts.netloc else None
