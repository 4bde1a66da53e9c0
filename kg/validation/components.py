"""The components of SHACL Core (https://www.w3.org/TR/shacl/#core-components) as functions over a graph in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from rdflib import SH
from rdflib.term import Node

from kg.rdf import terms
from kg.validation.graph import Blank, Index, Term
from kg.validation.paths import Reach
from kg.validation.values import extremes, is_less, pattern, text
from kg.vocab import Iri

Check: TypeAlias = Callable[[Index, Term], bool]
"""Whether a node conforms."""
OfValues: TypeAlias = Callable[[Index, Term, Collection[Term]], bool]
"""Whether the values of a path from a node are as they should be."""


NODE_KINDS: dict[Node, tuple[type, ...]] = {
    SH.IRI: (str,),
    SH.Literal: (terms.Literal,),
    SH.BlankNode: (Blank,),
    SH.BlankNodeOrIRI: (Blank, str),
    SH.IRIOrLiteral: (str, terms.Literal),
    SH.BlankNodeOrLiteral: (Blank, terms.Literal),
}


def anything(_index: Index, _node: Term) -> bool:
    """What a shape without constraints asks."""
    return True


def all_of(checks: list[Check]) -> Check:
    """Also sh:and."""
    checks = [check for check in checks if check is not anything]
    if not checks:
        return anything
    if len(checks) == 1:
        return checks[0]

    def conforms(index: Index, node: Term) -> bool:
        for check in checks:  # noqa: SIM110  # a generator takes twice the time
            if not check(index, node):
                return False
        return True

    return conforms


def any_of(checks: list[Check]) -> Check:
    """sh:or."""

    def conforms(index: Index, node: Term) -> bool:
        for check in checks:  # noqa: SIM110
            if check(index, node):
                return True
        return False

    return conforms


def one_of(checks: list[Check]) -> Check:
    """sh:xone."""
    return lambda index, node: sum(check(index, node) for check in checks) == 1


def none_of(check: Check) -> Check:
    """sh:not."""
    return lambda index, node: not check(index, node)


def of_kind(kinds: tuple[type, ...]) -> Check:
    """sh:nodeKind."""
    return lambda _, term: isinstance(term, kinds)


def bounded(bound: Term, greater: bool, or_equal: bool) -> Check:
    """sh:minInclusive and its kin; greater: whether the term must be above the bound."""
    if greater:
        return lambda _, term: is_less(bound, term, or_equal)
    return lambda _, term: is_less(term, bound, or_equal)


def of_length(shortest: int, longest: int | None) -> Check:
    """sh:minLength and sh:maxLength, in characters; a blank node has none."""

    def conforms(_: Index, term: Term) -> bool:
        characters = text(term)
        return (
            characters is not None and len(characters) >= shortest and (longest is None or len(characters) <= longest)
        )

    return conforms


def matching(regex: str, flags: str) -> Check:
    """sh:pattern with sh:flags. Raises ValueError for a pattern that is not covered."""
    search = pattern(regex, flags).search

    def conforms(_: Index, term: Term) -> bool:
        characters = text(term)
        return characters is not None and search(characters) is not None

    return conforms


def instance(name: Iri) -> Check:
    """sh:class."""
    return lambda index, node: index.is_a(node, name)


def values_of(reached: Reach, least: int, most: int | None, of_each: Check, of_all: list[OfValues]) -> Check:
    """A property shape: the number of values, what each must fulfil, and what all of them must."""
    each = None if of_each is anything else of_each

    def conforms(index: Index, node: Term) -> bool:
        values = reached(index, node)
        if len(values) < least or (most is not None and len(values) > most):
            return False
        if each is not None:
            for value in values:
                if not each(index, value):
                    return False
        for check in of_all:  # noqa: SIM110
            if not check(index, node, values):
                return False
        return True

    return conforms


def having(term: Term) -> OfValues:
    """sh:hasValue."""
    return lambda _index, _node, values: term in values


def qualified(check: Check, least: int) -> OfValues:
    """sh:qualifiedValueShape with sh:qualifiedMinCount."""
    return lambda index, _, values: sum(check(index, value) for value in values) >= least


def equal(name: Iri) -> OfValues:
    """sh:equals."""

    def conforms(index: Index, node: Term, values: Collection[Term]) -> bool:
        others = index.of(node).get(name, ())
        return len(values) == len(others) and set(values) == set(others)

    return conforms


def disjoint(name: Iri) -> OfValues:
    """sh:disjoint."""
    return lambda index, node, values: set(values).isdisjoint(index.of(node).get(name, ()))


def less(name: Iri, or_equal: bool) -> OfValues:
    """sh:lessThan and sh:lessThanOrEquals. In order are all pairs if the greatest and the least are."""

    def conforms(index: Index, node: Term, values: Collection[Term]) -> bool:
        others = index.of(node).get(name, ())
        if not values or not others:
            return True
        greatest, least = extremes(values, True), extremes(others, False)
        if greatest is None or least is None:
            return False
        return all(is_less(value, other, or_equal) for value in greatest for other in least)

    return conforms
