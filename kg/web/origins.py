"""Where a statement comes from, ready to show: the characters of the article, and what it cites.

The graph names the characters only, `…oldid=REVISION&action=raw#char=BEGIN,END` (RFC 5147); their text comes from
the article files that the user names.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, urlsplit

from kg.identity import page_path, page_title
from kg.model import Page
from kg.rdf.terms import Object
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


@dataclass(frozen=True, slots=True)
class Articles:
    """The texts of articles, by `article_key`."""

    texts: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    def add(self, page: Page) -> None:
        """Keeps a page's text, packed: thousands of articles fit in memory."""
        host = urlsplit(page.site).netloc
        revision = None if page.revision is None else str(page.revision)
        packed = zlib.compress(page.text.encode("utf-8", "surrogatepass"), 1)
        self.texts[article_key(host, revision, page.title)] = packed

    def text(self, key: tuple[str, ...]) -> str | None:
        """The wikitext known by a key; None when it is not at hand."""
        packed = self.texts.get(key)
        return None if packed is None else zlib.decompress(packed).decode("utf-8", "surrogatepass")


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
    text = articles.text(article_key(parts.netloc, revision, title))
    if text is None or not begin <= end <= len(text):
        return Passage(source, begin, end, revision, address)
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
