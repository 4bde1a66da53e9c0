"""A graph in memory, as the gate asks it: what a property says, and of which nodes.

Terms are those of kg.rdf.terms, so that a film's triples go in as they are, and blank nodes, which other people's data
have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
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

    def __init__(self, first: dict[Term, Term], several: dict[Term, list[Term]]) -> None:
        self.first = first
        self.several = several
        self._nodes: Terms | None = None
        self._values: Terms | None = None
        self._failing: dict[object, Terms] = {}

    # Not cached properties, which take a lock: there are hundreds for a film.

    @property
    def nodes(self) -> Terms:
        if self._nodes is None:
            self._nodes = set(self.first)
        return self._nodes

    @property
    def values(self) -> Terms:
        if self._values is None:
            self._values = set(self.first.values())
            if self.several:
                self._values.update(*self.several.values())
        return self._values

    @property
    def having(self) -> Collection[Term]:
        """The nodes that have any value."""
        return self.first

    def of(self, node: Term) -> Sequence[Term]:
        """The values of a node, each once."""
        if node in self.several:
            return self.several[node]
        return (self.first[node],) if node in self.first else ()

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        if not self.several:
            return iter(self.first.items())
        return self._pairs()

    def _pairs(self) -> Iterator[tuple[Term, Term]]:
        several = self.several
        for node, value in self.first.items():
            if node in several:
                for each in several[node]:
                    yield node, each
            else:
                yield node, value

    def failing(self, check: Callable[[Index, Terms], Terms], index: Index) -> Terms:
        """The values that do not conform to what several shapes may ask, asked once."""
        if not self.first:
            return NO_TERMS
        found = self._failing.get(check)
        if found is None:
            found = self._failing[check] = check(index, self.values)
        return found


def of_pairs(pairs: Iterable[tuple[Term, Term]]) -> Column:
    """pairs: each once."""
    first: dict[Term, Term] = {}
    several: dict[Term, list[Term]] = {}
    for node, value in pairs:
        if first.setdefault(node, value) is not value:
            several.setdefault(node, [first[node]]).append(value)
    return Column(first, several)


EMPTY = Column({}, {})


class Inverse(Column):
    """What a column says the other way round, gathered when it is asked for: often it is enough to know the values."""

    def __init__(self, column: Column) -> None:
        self._nodes = self._values = None
        self._failing = {}
        self._column = column
        self._gathered: Column | None = None

    def _gather(self) -> Column:
        if self._gathered is None:
            self._gathered = of_pairs((value, node) for node, value in self._column.pairs())
        return self._gathered

    @property
    def first(self) -> dict[Term, Term]:  # type: ignore[override]
        return self._gather().first

    @property
    def several(self) -> dict[Term, list[Term]]:  # type: ignore[override]
        return self._gather().several

    @property
    def having(self) -> Collection[Term]:
        return self._column.values


class Union(Column):
    """What any of several columns says, gathered when it is asked for: often the values alone are."""

    def __init__(self, parts: Sequence[Column]) -> None:
        self._parts = parts
        self._nodes = self._values = None
        self._failing = {}

    @cached_property
    def first(self) -> dict[Term, Term]:  # type: ignore[override]
        found: dict[Term, Term] = {}
        for part in self._parts:
            found.update(part.first)
        return found

    @cached_property
    def several(self) -> dict[Term, list[Term]]:  # type: ignore[override]
        if sum(len(part.first) for part in self._parts) == len(self.first):  # no node is in two of them
            found: dict[Term, list[Term]] = {}
            for part in self._parts:
                found.update(part.several)
            return found
        return of_pairs(self.pairs()).several

    @property
    def values(self) -> Terms:
        if self._values is None:
            found: set[Term] = set()
            for part in self._parts:
                found.update(part.first.values(), *part.several.values())
            self._values = found
        return self._values

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        return iter(dict.fromkeys(pair for part in self._parts for pair in part.pairs()))


class Index:
    """The triples of one graph, by property. What else is looked for is gathered when it is first asked for."""

    def __init__(self, triples: Iterable[tuple[Subject, Iri, Term]]) -> None:
        """triples: each once."""
        self._columns: dict[object, Column] = {}
        self._classes: dict[Iri, Terms] = {}
        self._properties: dict[Iri, tuple[dict[Term, Term], dict[Term, list[Term]]]] = {}
        found = self._properties
        for subject, predicate, value in triples:
            pairs = found.get(predicate)
            if pairs is None:
                found[predicate] = ({subject: value}, {})
                continue
            first, several = pairs
            if subject not in first:
                first[subject] = value
            elif subject not in several:
                several[subject] = [first[subject], value]
            else:
                several[subject].append(value)

    def __contains__(self, name: Iri) -> bool:
        """Whether any node has a property."""
        return name in self._properties

    def column(self, name: Iri) -> Column:
        """What a property says."""
        found = self._columns.get(name)
        if found is None:
            pairs = self._properties.get(name)
            if pairs is None:
                return EMPTY
            found = self._columns[name] = Column(*pairs)
        return found

    def inverse(self, name: Iri) -> Column:
        """What a property says the other way round."""
        return self.kept(("inverse", name), lambda index: Inverse(index.column(name))) if name in self else EMPTY

    def kept(self, key: object, make: Callable[[Index], Column]) -> Column:
        """The column that `make` gives, made once. key: equal for what gives the same."""
        found = self._columns.get(key)
        if found is None:
            found = self._columns[key] = make(self)
        return found

    @cached_property
    def properties(self) -> dict[Term, list[Iri]]:
        """The properties that each node has."""
        found: defaultdict[Term, list[Iri]] = defaultdict(list)
        for name, (first, _) in self._properties.items():
            for node in first:
                found[node].append(name)
        return found

    def instances(self, name: Iri) -> Terms:
        """The nodes of a class and those that the graph says to be below it
        (https://www.w3.org/TR/shacl/#dfn-shacl-subclass)."""
        found = self._classes.get(name)
        if found is None:
            by_class = self._by_class
            if SUBCLASS not in self:
                found = by_class.get(name, NO_TERMS)
            else:
                found = NO_TERMS.union(*(by_class.get(each, NO_TERMS) for each in self._below(name)))
            self._classes[name] = found
        return found

    @cached_property
    def _by_class(self) -> dict[Term, set[Term]]:
        found: dict[Term, set[Term]] = {}
        for node, name in self.column(RDF.type).pairs():
            if name in found:
                found[name].add(node)
            else:
                found[name] = {node}
        return found

    def _below(self, name: Iri) -> AbstractSet[Term]:
        """A class and those below it."""
        below = self.inverse(SUBCLASS)
        reached: set[Term] = {name}
        waiting: list[Term] = [name]
        while waiting:
            found = below.of(waiting.pop())
            waiting += [node for node in found if node not in reached]
            reached.update(found)
        return reached

    def triples(self) -> Iterator[tuple[Term, Iri, Term]]:
        """All of them."""
        for name in self._properties:
            for node, value in self.column(name).pairs():
                yield node, name, value


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
