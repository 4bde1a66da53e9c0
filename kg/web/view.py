"""What pages are made of: links, facts with their origin, rows of awards. Plain data for the templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.rdf.terms import Literal, Object
from kg.vocab import KG, PQ, RDF, SCHEMA, SKOS, Iri
from kg.web import wording
from kg.web.graph import Nodes
from kg.web.names import Names, article_of, fragment_of
from kg.web.origins import Articles, Origin, origin


@dataclass(frozen=True, slots=True)
class Link:
    """A thing by its name."""

    name: str
    iri: Iri
    address: str | None
    """Its page on this server; None where it has none, or where it is told of on the page itself."""
    anchor: str = ""
    """The id of the place on this page that tells of it; empty for a thing with a page of its own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with where it comes from."""

    value: Link | str
    origin: Origin
    anchor: str = ""
    """The id of its statement node on this page."""
    note: str | None = None
    authors: tuple[Link, ...] = ()
    """Of a work that a film is based on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a nomination ended."""

    name: str
    """A word for styles: won, nominated, other."""
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Prize:
    """A nomination."""

    film: Link
    film_year: str | None
    award: Link
    category: Link | None
    nominees: tuple[Link, ...]
    outcome: Outcome
    year: str | None
    origin: Origin
    anchor: str


_OUTCOMES = {
    KG.Won: Outcome("won", "★", "Won"),
    KG.Nominated: Outcome("nominated", "○", "Nominated"),
    KG.RunnerUp: Outcome("other", "◇", "Runner-up"),
}
_OTHER = ("other", "◇")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Reads the nodes of one document for one page."""

    nodes: Nodes
    names: Names
    articles: Articles
    page: Iri
    """The thing whose page it is: what is named below it is an anchor there."""

    def name(self, iri: Iri) -> str:
        text = self.nodes.text(iri, SCHEMA.name) or self.nodes.text(iri, SKOS.prefLabel)
        return text or wording.title_of(iri, self.names.base)

    def link(self, iri: Iri, name: str | None = None) -> Link:
        """A thing by its name, or as `name` calls it."""
        here = article_of(iri) == self.page
        anchor = fragment_of(iri) if here else ""
        return Link(name or self.name(iri), iri, None if here else self.names.page(iri), anchor)

    def links(self, iris: Iterable[Iri]) -> tuple[Link, ...]:
        return tuple(self.link(iri) for iri in iris)

    def origin(self, statement: Iri) -> Origin:
        return origin(self.nodes, statement, self.articles)

    def anchor(self, node: Iri) -> str:
        return fragment_of(node) if article_of(node) == self.page else ""

    def value(self, value: Object) -> Link | str:
        return value.lexical if isinstance(value, Literal) else self.link(value)

    def kind(self, iri: Iri) -> Iri | None:
        return wording.kind_of(self.nodes.iris(iri, RDF.type))

    def film_year(self, film: Iri) -> str | None:
        return wording.year(self.nodes.text(film, SCHEMA.datePublished))

    def prize(self, nomination: Iri) -> Prize | None:
        """A kg:Nomination; None for one that does not say what for."""
        nodes = self.nodes
        award, film = nodes.iri(nomination, KG.award), nodes.iri(nomination, KG.film)
        if award is None or film is None:
            return None
        category = nodes.iri(nomination, KG.category)
        result = nodes.iri(nomination, KG.result)
        text = nodes.text(nomination, KG.resultText) or "Other"
        outcome = _OUTCOMES.get(result or KG.Other) or Outcome(*_OTHER, text[:1].upper() + text[1:])
        return Prize(
            self.link(film),
            self.film_year(film),
            self.link(award),
            None if category is None else self.link(category, nodes.text(nomination, PQ.P1932)),
            self.links(sorted(nodes.iris(nomination, KG.nominee), key=lambda iri: (iri == film, self.name(iri)))),
            outcome,
            nodes.text(nomination, KG.year),
            self.origin(nomination),
            self.anchor(nomination),
        )


def tally(prizes: Iterable[Prize]) -> str:
    """How many were won and how many not, in words.

    >>> tally([])
    ''
    """
    found = list(prizes)
    won = sum(prize.outcome.name == "won" for prize in found)
    nominated = sum(prize.outcome.name == "nominated" for prize in found)
    parts = [(won, "won"), (nominated, "nominated"), (len(found) - won - nominated, "placed or other")]
    return ", ".join(f"{number} {word}" for number, word in parts if number)
