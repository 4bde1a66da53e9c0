"""What a store says of a thing, as the triples of a document about it.

A film's document is its page's named graph, whole. A person, an award or any other thing is described by the
statements of all films that name it: each with what it says, and the names of what it points at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Store

from kg.errors import InternalError
from kg.rdf.terms import Literal, Object, Triple, order
from kg.vocab import KG, RDF, SCHEMA, SKOS, WIKIBASE, Iri

_STATEMENTS = (KG.Nomination, SCHEMA.PerformanceRole, WIKIBASE.Statement, RDF.Statement, SCHEMA.MusicRecording)
_BRIEF = frozenset({RDF.type, SCHEMA.name, SKOS.prefLabel, SCHEMA.datePublished, SCHEMA.inAlbum})
"""What is told of things that a document only names."""
_REFERENCE = NamedNode(WIKIBASE.Reference)
_ANONYMOUS = "urn:kg:genid:"


@dataclass(frozen=True)
class Nodes:
    """Triples by subject and predicate, each list of objects without duplicates."""

    triples: tuple[Triple, ...]

    @cached_property
    def _said(self) -> dict[Iri, dict[Iri, list[Object]]]:
        said: defaultdict[Iri, defaultdict[Iri, list[Object]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in self.triples:
            said[subject][predicate].append(value)
        return {node: dict(predicates) for node, predicates in said.items()}

    def all(self, node: Object | None, predicate: Iri) -> list[Object]:
        if node is None or isinstance(node, Literal):
            return []
        return self._said.get(node, {}).get(predicate, [])

    def iris(self, node: Object | None, predicate: Iri) -> list[Iri]:
        return [value for value in self.all(node, predicate) if not isinstance(value, Literal)]

    def texts(self, node: Object | None, predicate: Iri) -> list[str]:
        return [value.lexical for value in self.all(node, predicate) if isinstance(value, Literal)]

    def iri(self, node: Object | None, predicate: Iri) -> Iri | None:
        return next(iter(self.iris(node, predicate)), None)

    def text(self, node: Object | None, predicate: Iri) -> str | None:
        return next(iter(self.texts(node, predicate)), None)

    def words(self, node: Iri) -> Iterator[tuple[Iri, str]]:
        """Each literal with its predicate, and the names of the things that are said."""
        for predicate, values in self._said.get(node, {}).items():
            for value in values:
                texts = [value.lexical] if isinstance(value, Literal) else self.texts(value, SCHEMA.name)
                yield from ((predicate, text) for text in texts)

    def subjects(self, kind: Iri) -> list[Iri]:
        """The nodes of a class, in order of IRI."""
        return sorted(node for node, said in self._said.items() if kind in said.get(RDF.type, ()))

    def __contains__(self, node: Iri) -> bool:
        return node in self._said


@dataclass(frozen=True, slots=True)
class Description:
    """A document about one thing."""

    thing: Iri
    nodes: Nodes
    statements: int = 0
    """How many statements of films name the thing."""
    shown: int = 0
    """How many of them are in `nodes`."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Reads a store. Its methods may be called from several threads at once."""

    store: Store

    def film_page(self, film: Iri) -> Iri | None:
        """The address of the article whose subject a film is, which names its graph; None for anything else."""
        for quad in self._quads(film, SCHEMA.mainEntityOfPage, None):
            if isinstance(quad.object, NamedNode) and isinstance(quad.graph_name, NamedNode):
                return Iri(quad.graph_name.value)
        return None

    def knows(self, thing: Iri) -> bool:
        """Whether anything is said of a thing."""
        return next(self._quads(thing, None, None), None) is not None

    def film(self, film: Iri, page: Iri) -> Description:
        """The document about a film: the graph of its article."""
        quads = self.store.quads_for_pattern(None, None, None, NamedNode(page))
        return Description(film, Nodes(_triples(quads)))

    def thing(self, thing: Iri, limit: int | None = None) -> Description:
        """The document about a thing that no article of the store is about.

        limit: how many of the statements that name it are taken, in order of their IRIs; None is all.
        """
        quads = list(self._quads(thing, None, None))
        statements, works = self._pointing(thing)
        for work in works:  # a song it wrote, a book: told of by the statements and recordings that name these
            quads += self._quads(work, None, None)
            statements |= self._pointing(work)[0]
        taken = sorted(statements)[:limit]
        for statement in taken:
            quads += self._quads(statement, None, None)
            quads += self._quads(None, None, statement)
        named = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
        named |= {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
        known = {thing, *works, *taken}
        for other in sorted(named - known):
            said = list(self._quads(Iri(other), None, None))
            whole = any(quad.object == _REFERENCE for quad in said)
            quads += said if whole else [quad for quad in said if quad.predicate.value in _BRIEF]
        return Description(thing, Nodes(_triples(quads)), len(statements), len(taken))

    def _pointing(self, thing: Iri) -> tuple[set[Iri], set[Iri]]:
        """What points at a thing: statements and recordings, and other things (films are neither)."""
        statements: set[Iri] = set()
        others: set[Iri] = set()
        for subject in {quad.subject for quad in self._quads(None, None, thing)}:
            if not isinstance(subject, NamedNode) or subject.value == thing:
                continue
            node = Iri(subject.value)
            kinds = {quad.object.value for quad in self._quads(node, RDF.type, None)}  # type: ignore[union-attr]
            if not kinds.isdisjoint(_STATEMENTS):
                statements.add(node)
            elif SCHEMA.Movie not in kinds:
                others.add(node)
        return statements, others

    def _quads(self, subject: Iri | None, predicate: Iri | None, value: Iri | None) -> Iterator[pyoxigraph.Quad]:
        nodes = [None if iri is None else NamedNode(iri) for iri in (subject, predicate, value)]
        return self.store.quads_for_pattern(nodes[0], nodes[1], nodes[2], None)


def _triples(quads: Iterable[pyoxigraph.Quad]) -> tuple[Triple, ...]:
    """Quads as triples of this package, without duplicates, in order of subject, predicate and object."""
    triples = {(_iri(quad.subject), Iri(quad.predicate.value), _object(quad.object)) for quad in quads}
    return tuple(sorted(triples, key=order))


def _iri(term: object) -> Iri:
    """A node; one without a name gets one, as RDF 1.1 Concepts (section 3.5) lets a system do."""
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if isinstance(term, BlankNode):
        return Iri(_ANONYMOUS + term.value)
    raise InternalError(f"{term}: is no node of RDF 1.1")


def _object(term: object) -> Object:
    if isinstance(term, pyoxigraph.Literal):
        return Literal(term.value, Iri(term.datatype.value), term.language)
    return _iri(term)
