"""A graph in memory, as the gate asks it: what a property says, and of which nodes.

Terms are those of kg.rdf.terms, so that a film's triples go in as they are, and blank nodes, which other people's data
have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
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
Terms: TypeAlias = set[Term] | frozenset[Term]

NO_TERMS: frozenset[Term] = frozenset()


class Column:
    """What a property, or a path, says: pairs of a node and a value, each once."""

    first: dict[Term, Term]
    """A value of each node that has any."""
    several: dict[Term, list[Term]]
    """All values of the nodes that have more than one."""

    def __init__(self, nodes: Sequence[Term], values: Sequence[Term]) -> None:
        """nodes[i] has values[i]."""
        self._nodes = nodes
        self._values = values
        self._distinct: Terms | None = None
        self._inverse: Column | None = None
        self.first = dict(zip(nodes, values, strict=True))
        self.several = {} if len(self.first) == len(nodes) else _several(nodes, values)

    # Not cached properties, which take a lock: there are hundreds for a film.

    @property
    def values(self) -> Terms:
        if self._distinct is None:
            self._distinct = set(self._values)
        return self._distinct

    @property
    def inverse(self) -> Column:
        if self._inverse is None:
            self._inverse = Column(self._values, self._nodes)
        return self._inverse

    def of(self, node: Term) -> Sequence[Term]:
        """The values of a node, each once."""
        if node in self.several:
            return self.several[node]
        return (self.first[node],) if node in self.first else ()

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        return zip(self._nodes, self._values, strict=True)


def _several(nodes: Sequence[Term], values: Sequence[Term]) -> dict[Term, list[Term]]:
    found: dict[Term, list[Term]] = {}
    for node, value in zip(nodes, values, strict=True):
        if node in found:
            found[node].append(value)
        else:
            found[node] = [value]
    return {node: each for node, each in found.items() if len(each) > 1}


EMPTY = Column((), ())


class Union(Column):
    """What any of several columns says, gathered when it is asked for: often the values alone are."""

    def __init__(self, parts: Sequence[Column]) -> None:
        self._parts = parts

    @cached_property
    def first(self) -> dict[Term, Term]:  # type: ignore[override]
        found: dict[Term, Term] = {}
        for part in self._parts:
            found.update(part.first)
        return found

    @cached_property
    def several(self) -> dict[Term, list[Term]]:  # type: ignore[override]
        if sum(len(part.first) for part in self._parts) == len(self.first):  # no node is in two of them
            return {node: values for part in self._parts for node, values in part.several.items()}
        return _several(*zip(*self.pairs(), strict=True))

    @property
    def values(self) -> Terms:
        return NO_TERMS.union(*(part.values for part in self._parts))

    @property
    def inverse(self) -> Column:
        return Union([part.inverse for part in self._parts])

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        return iter(dict.fromkeys(pair for part in self._parts for pair in part.pairs()))


class Index:
    """The triples of one graph, by property. What else is looked for is gathered when it is first asked for."""

    def __init__(self, triples: Iterable[tuple[Subject, Iri, Term]]) -> None:
        """triples: each once."""
        self._rows: dict[Iri, list[tuple[Subject, Iri, Term]]] = {}
        self._columns: dict[object, Column] = {}
        self._classes: dict[Iri, Terms] = {}
        rows = self._rows
        for triple in triples:
            predicate = triple[1]
            if predicate in rows:
                rows[predicate].append(triple)
            else:
                rows[predicate] = [triple]

    def __contains__(self, name: Iri) -> bool:
        """Whether any node has a property."""
        return name in self._rows

    def column(self, name: Iri) -> Column:
        """What a property says."""
        found = self._columns.get(name)
        if found is None:
            rows = self._rows.get(name)
            if rows is None:
                return EMPTY
            nodes, _, values = zip(*rows, strict=True)
            found = self._columns[name] = Column(nodes, values)
        return found

    def kept(self, key: object, make: Callable[[Index], Column]) -> Column:
        """The column that `make` gives, made once. key: equal for what gives the same."""
        found = self._columns.get(key)
        if found is None:
            found = self._columns[key] = make(self)
        return found

    @cached_property
    def properties(self) -> dict[Term, list[Iri]]:
        """The properties that each node has."""
        found: dict[Term, list[Iri]] = {}
        for name in self._rows:
            for node in self.column(name).first:
                if node in found:
                    found[node].append(name)
                else:
                    found[node] = [name]
        return found

    def instances(self, name: Iri) -> Terms:
        """The nodes of a class and those that the graph says to be below it
        (https://www.w3.org/TR/shacl/#dfn-shacl-subclass)."""
        found = self._classes.get(name)
        if found is None:
            by_class = self._by_class
            if SUBCLASS not in self._rows:
                found = by_class.get(name, NO_TERMS)
            else:
                found = NO_TERMS.union(*(by_class.get(each, NO_TERMS) for each in self._below(name)))
            self._classes[name] = found
        return found

    @cached_property
    def _by_class(self) -> dict[Term, set[Term]]:
        found: dict[Term, set[Term]] = {}
        for node, _, name in self._rows.get(RDF.type, ()):
            if name in found:
                found[name].add(node)
            else:
                found[name] = {node}
        return found

    def _below(self, name: Iri) -> AbstractSet[Term]:
        """A class and those below it."""
        below = self.column(SUBCLASS).inverse
        reached: set[Term] = {name}
        waiting: list[Term] = [name]
        while waiting:
            found = below.of(waiting.pop())
            waiting += [node for node in found if node not in reached]
            reached.update(found)
        return reached

    def triples(self) -> Iterator[tuple[Term, Iri, Term]]:
        """All of them."""
        for rows in self._rows.values():
            yield from rows


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
