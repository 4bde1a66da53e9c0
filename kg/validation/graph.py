"""A graph in memory, as the gate asks it: what a node says, and what says something of it.

Terms are those of kg.rdf.terms, so that a film's triples go in as they are, and blank nodes, which other people's data
have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import pyoxigraph
from rdflib import XSD, BNode, Literal, URIRef
from rdflib.term import Node

from kg.errors import InternalError
from kg.rdf import terms
from kg.vocab import RDF, Iri

SUBCLASS = Iri("http://www.w3.org/2000/01/rdf-schema#subClassOf")


class Blank(NamedTuple):
    """A blank node."""

    label: str


Subject: TypeAlias = Iri | Blank
Term: TypeAlias = Iri | terms.Literal | Blank
Said: TypeAlias = Mapping[Iri, list[Term]]
"""The values of a node's properties, each once."""

_NOTHING: Said = {}


class Index:
    """The triples of one graph. What is looked for by value is gathered when it is first asked for."""

    def __init__(self, triples: Iterable[tuple[Subject, Iri, Term]]) -> None:
        """triples: each once."""
        self.said: dict[Term, dict[Iri, list[Term]]] = {}
        """By node."""
        self.users: dict[Iri, list[Subject]] = {}
        """The nodes that have a property, each once."""
        self._inverse: dict[Iri, dict[Term, list[Subject]]] = {}
        self._subclasses: dict[Iri, frozenset[Term]] = {}
        said, users = self.said, self.users
        for subject, predicate, value in triples:
            of_node = said.get(subject)
            if of_node is None:
                of_node = said[subject] = {}
            values = of_node.get(predicate)
            if values is None:
                of_node[predicate] = [value]
                users.setdefault(predicate, []).append(subject)
            else:
                values.append(value)

    def of(self, node: Term) -> Said:
        """What a node says."""
        return self.said.get(node, _NOTHING)

    def inverse(self, predicate: Iri) -> Mapping[Term, list[Subject]]:
        """The nodes that have a value, by the value."""
        found = self._inverse.get(predicate)
        if found is None:
            found = self._inverse[predicate] = {}
            for subject in self.users.get(predicate, ()):
                for value in self.said[subject][predicate]:
                    found.setdefault(value, []).append(subject)
        return found

    def classes(self, name: Iri) -> frozenset[Term]:
        """A class and those that the graph says to be below it (https://www.w3.org/TR/shacl/#dfn-shacl-subclass)."""
        found = self._subclasses.get(name)
        if found is None:
            reached: set[Term] = {name}
            waiting: list[Term] = [name]
            while waiting and SUBCLASS in self.users:
                below = self.inverse(SUBCLASS).get(waiting.pop(), [])
                waiting += [node for node in below if node not in reached]
                reached.update(below)
            found = self._subclasses[name] = frozenset(reached)
        return found

    def instances(self, name: Iri) -> Iterator[Subject]:
        """The nodes of a class; the same may come several times."""
        by_class = self.inverse(RDF.type)
        for each in self.classes(name) if SUBCLASS in self.users else (name,):
            yield from by_class.get(each, ())

    def is_a(self, node: Term, name: Iri) -> bool:
        """Whether a node is of a class."""
        types = self.of(node).get(RDF.type)
        if types is None:
            return False
        return name in types or (SUBCLASS in self.users and not self.classes(name).isdisjoint(types))

    def triples(self) -> Iterator[tuple[Term, Iri, Term]]:
        """All of them."""
        for node, said in self.said.items():
            for predicate, values in said.items():
                for value in values:
                    yield node, predicate, value


def from_rdflib(node: Node) -> Term:
    """A term of rdflib, whatever is wrong with it."""
    if isinstance(node, Literal):
        if node.language:
            return terms.Literal(str(node), RDF.langString, node.language.lower())
        return terms.Literal(str(node), Iri(str(node.datatype or XSD.string)))
    return Blank(str(node)) if isinstance(node, BNode) else Iri(str(node))


def to_rdflib(term: Term) -> Node:
    """The same term for rdflib."""
    if isinstance(term, Blank):
        return BNode(term.label)
    if not isinstance(term, terms.Literal):
        return URIRef(term)
    if term.language:
        return Literal(term.lexical, lang=term.language)
    return Literal(term.lexical, datatype=None if term.datatype == str(XSD.string) else URIRef(term.datatype))


def from_oxigraph(term: object) -> Term:
    """A term of pyoxigraph."""
    if isinstance(term, pyoxigraph.NamedNode):
        return Iri(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return Blank(term.value)
    if isinstance(term, pyoxigraph.Literal):
        language = term.language.lower() if term.language else None
        return terms.Literal(term.value, Iri(term.datatype.value), language)
    raise InternalError(f"a term of an unknown kind in a graph: {term!r}")
