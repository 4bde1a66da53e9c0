"""The components of SHACL Core (https://www.w3.org/TR/shacl/#core-components) as functions over a graph in memory.

They take many nodes at once and give back those that do not conform: a film's graph asks the same of most of its nodes,
and a set of them is compared with what the graph says as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from rdflib import SH
from rdflib.term import Node

from kg.rdf import terms
from kg.validation.graph import NO_TERMS, Blank, Column, Index, Term, Terms
from kg.validation.paths import Reach
from kg.validation.patterns import MARK, Pattern
from kg.validation.values import TEXTS, extremes, is_less, text, well_formed
from kg.vocab import Iri

Check: TypeAlias = Callable[[Index, Terms], Terms]
"""Those of some nodes that do not conform."""
OfValues: TypeAlias = Callable[[Index, Terms, Column], Terms]
"""Those of some nodes for which the values of a path are not as they should be."""


NODE_KINDS: dict[Node, tuple[type, ...]] = {
    SH.IRI: (str,),
    SH.Literal: (terms.Literal,),
    SH.BlankNode: (Blank,),
    SH.BlankNodeOrIRI: (Blank, str),
    SH.IRIOrLiteral: (str, terms.Literal),
    SH.BlankNodeOrLiteral: (Blank, terms.Literal),
}


def anything(_index: Index, _nodes: Terms) -> Terms:
    """What a shape without constraints asks."""
    return NO_TERMS


def all_of(checks: list[Check]) -> Check:
    """Also sh:and."""
    checks = [check for check in checks if check is not anything]
    unlike = [check for check in checks if isinstance(check, Unlike)]
    if len(unlike) > 1:
        merged = Unlike([pattern for check in unlike for pattern in check.patterns])
        checks = [*(check for check in checks if not isinstance(check, Unlike)), merged]
    if not checks:
        return anything
    if len(checks) == 1:
        return checks[0]

    def failing(index: Index, nodes: Terms) -> Terms:
        found = NO_TERMS
        for check in checks:
            some = check(index, nodes)
            if some:
                found = found.union(some)
        return found

    return failing


def any_of(checks: list[Check]) -> Check:
    """sh:or."""

    def failing(index: Index, nodes: Terms) -> Terms:
        for check in checks:
            if not nodes:
                break
            nodes = check(index, nodes)
        return nodes

    return failing


def one_of(checks: list[Check]) -> Check:
    """sh:xone."""

    def failing(index: Index, nodes: Terms) -> Terms:
        once: set[Term] = set()
        twice: set[Term] = set()
        for check in checks:
            conforming = nodes.difference(check(index, nodes))
            twice |= once & conforming
            once |= conforming
        return nodes.difference(once).union(twice)

    return failing


def none_of(check: Check) -> Check:
    """sh:not."""
    return lambda index, nodes: nodes.difference(check(index, nodes))


def of_kind(kinds: tuple[type, ...]) -> Check:
    """sh:nodeKind."""
    kind = kinds[0] if len(kinds) == 1 else kinds
    return lambda _, nodes: {term for term in nodes if not isinstance(term, kind)}


def each(test: Callable[[Term], bool]) -> Check:
    """A component that looks at one term alone. test: whether it conforms."""
    return lambda _, nodes: {term for term in nodes if not test(term)}


def of_datatype(datatype: Iri) -> Check:
    """sh:datatype, of a CHECKED one."""
    if datatype in TEXTS:  # in which all characters are well-formed
        return lambda _, nodes: {
            term for term in nodes if not isinstance(term, terms.Literal) or term.datatype != datatype
        }
    return each(well_formed(datatype))


def bounded(bound: Term, greater: bool, or_equal: bool) -> Check:
    """sh:minInclusive and its kin; greater: whether the term must be above the bound."""
    if greater:
        return each(lambda term: is_less(bound, term, or_equal))
    return each(lambda term: is_less(term, bound, or_equal))


def of_length(shortest: int, longest: int | None) -> Check:
    """sh:minLength and sh:maxLength, in characters; a blank node has none."""

    def failing(_: Index, nodes: Terms) -> Terms:
        if longest is None:
            return {term for term in nodes if (characters := text(term)) is None or len(characters) < shortest}
        return {
            term for term in nodes if (characters := text(term)) is None or not shortest <= len(characters) <= longest
        }

    return failing


def matching(pattern: Pattern) -> Check:
    """sh:pattern with sh:flags."""
    search = pattern.search

    def found_in(term: Term) -> bool:
        characters = text(term)
        return characters is not None and search(characters) is not None

    def failing(_: Index, nodes: Terms) -> Terms:
        # Nearly all are IRIs, which are their own characters.
        return {term for term in nodes if not (search(term) if isinstance(term, str) else found_in(term))}

    return failing


class Unlike:
    """sh:not of a sh:pattern, or of several: of many texts, those that one is found in. As a rule there are none, which
    is seen in all texts together."""

    def __init__(self, patterns: list[Pattern]) -> None:
        self.patterns = patterns

    def __call__(self, _: Index, nodes: Terms) -> Terms:
        texts = [term.lexical if isinstance(term, terms.Literal) else text(term) or "" for term in nodes]
        joined = MARK.join(["", *texts, ""])
        bad = {characters for pattern in self.patterns for characters in pattern.found_in(texts, joined)}
        return {term for term in nodes if text(term) in bad} if bad else NO_TERMS


def instance(name: Iri) -> Check:
    """sh:class."""
    return lambda index, nodes: nodes.difference(index.instances(name))


def values_of(reached: Reach, least: int, most: int | None, of_each: Check, of_all: list[OfValues]) -> Check:
    """A property shape: the number of values, what each must fulfil, and what all of them must."""

    def failing(index: Index, nodes: Terms) -> Terms:
        column = reached(index, nodes)
        found: Terms = NO_TERMS
        if least == 1:
            found = nodes.difference(column.having)
        elif least:
            found = found.union(node for node in nodes if len(column.of(node)) < least)
        if most == 0:
            found = found.union(node for node in nodes if node in column.having)
        elif most is not None and (several := column.several):
            found = found.union(node for node in nodes if len(several.get(node, ())) > most)
        if of_each is not anything and column.first:
            found = found.union(_with_bad_values(of_each, index, nodes, column))
        for check in of_all:
            found = found.union(check(index, nodes, column))
        return found

    return failing


def _with_bad_values(check: Check, index: Index, nodes: Terms, column: Column) -> Terms:
    """The nodes that have a value that does not conform."""
    if len(nodes) > len(column.first) // 4:
        bad = column.failing(check, index)
    else:
        bad = check(index, {value for node in nodes for value in column.of(node)})
    return {node for node in nodes if not bad.isdisjoint(column.of(node))} if bad else NO_TERMS


def having(term: Term) -> OfValues:
    """sh:hasValue."""
    return lambda _, nodes, column: {node for node in nodes if term not in column.of(node)}


def qualified(check: Check, least: int) -> OfValues:
    """sh:qualifiedValueShape with sh:qualifiedMinCount."""

    def failing(index: Index, nodes: Terms, column: Column) -> Terms:
        good = column.values.difference(column.failing(check, index))
        if least == 1:
            return {node for node in nodes if good.isdisjoint(column.of(node))}
        return {node for node in nodes if sum(value in good for value in column.of(node)) < least}

    return failing


def _comparing(name: Iri, agree: Callable[[Sequence[Term], Sequence[Term]], bool]) -> OfValues:
    """A comparison of the values of a path with those of a property, node by node."""

    def failing(index: Index, nodes: Terms, column: Column) -> Terms:
        others = index.column(name)
        return {node for node in nodes if not agree(column.of(node), others.of(node))}

    return failing


def equal(name: Iri) -> OfValues:
    """sh:equals."""
    node_by_node = _comparing(name, lambda values, others: len(values) == len(others) and set(values) == set(others))

    def failing(index: Index, nodes: Terms, column: Column) -> Terms:
        others = index.column(name)
        if column is others or (len(nodes) > 1 and column.first == others.first and column.several == others.several):
            return NO_TERMS
        return node_by_node(index, nodes, column)

    return failing


def disjoint(name: Iri) -> OfValues:
    """sh:disjoint."""
    return _comparing(name, lambda values, others: set(values).isdisjoint(others))


def less(name: Iri, or_equal: bool) -> OfValues:
    """sh:lessThan and sh:lessThanOrEquals. In order are all pairs if the greatest and the least are."""

    def in_order(values: Sequence[Term], others: Sequence[Term]) -> bool:
        if not values or not others:
            return True
        greatest, least = extremes(values, True), extremes(others, False)
        if greatest is None or least is None:
            return False
        return all(is_less(value, other, or_equal) for value in greatest for other in least)

    return _comparing(name, in_order)


def closed(names: frozenset[Iri]) -> Check:
    """sh:closed; names: of the properties that may be there."""

    def failing(index: Index, nodes: Terms) -> Terms:
        properties = index.properties
        return {node for node in nodes if not names.issuperset(properties.get(node, ()))}

    return failing
