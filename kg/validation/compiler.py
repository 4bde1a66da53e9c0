"""SHACL Core shapes as functions that tell which nodes of a graph in memory do not conform.

The recommendation defines each Core component (https://www.w3.org/TR/shacl/#core-components); each is a function here,
made once for every place it is used in. They tell neither which constraint is broken nor by which value: that is left
to pySHACL, which then looks at the nodes that do not conform only (see kg.validation.engine).

Only the constructs below are covered. Anything else in a shapes graph is refused when it is compiled, so that no
constraint can be skipped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple, TypeAlias

from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.validation.components import (
    NODE_KINDS,
    Check,
    OfValues,
    Unlike,
    all_of,
    any_of,
    anything,
    bounded,
    closed,
    disjoint,
    each,
    equal,
    having,
    instance,
    less,
    matching,
    none_of,
    of_datatype,
    of_kind,
    of_length,
    one_of,
    qualified,
    values_of,
)  # fmt: skip
from kg.validation.graph import NO_TERMS, Index, Terms, from_rdflib
from kg.validation.paths import UnsupportedShapeError, in_order, reach
from kg.validation.patterns import Pattern
from kg.validation.values import CHECKED, speaks, value_of
from kg.vocab import Iri

__all__ = ["Shape", "UnsupportedShapeError", "compile_shapes"]

_DESCRIPTIVE = frozenset(
    (SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, SH.path, RDF.type, RDFS.comment)
)
_VALUE = frozenset(
    (
        SH.datatype, SH.nodeKind, SH["class"], SH["in"], SH.pattern, SH.flags, SH.minLength, SH.maxLength,
        SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive, SH.languageIn,
        SH["not"], SH["or"], SH["and"], SH.xone, SH.node,
    )
)  # fmt: skip
"""Components that look at one value node at a time, wherever it was reached from."""
_OF_PROPERTY = frozenset(
    (
        SH.minCount, SH.maxCount, SH.hasValue, SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals,
        SH.qualifiedValueShape, SH.qualifiedMinCount,
    )
)  # fmt: skip
_OF_NODE = frozenset((SH.closed, SH.ignoredProperties))
_PATTERN = frozenset((SH.pattern, SH.flags))

_BOUNDS = (
    # parameter, whether the value is the greater one, whether it may be equal
    (SH.minInclusive, True, True),
    (SH.minExclusive, True, False),
    (SH.maxInclusive, False, True),
    (SH.maxExclusive, False, False),
)


Target: TypeAlias = Callable[[Index], Terms]


class Shape(NamedTuple):
    """A shape with a target."""

    name: URIRef
    focus_nodes: Target
    """The nodes that the shape is about (https://www.w3.org/TR/shacl/#targets)."""
    failing: Check


def _instances(name: Iri) -> Target:
    return lambda index: index.instances(name)


def _subjects(name: Iri) -> Target:
    return lambda index: index.column(name).nodes


def _objects(name: Iri) -> Target:
    return lambda index: index.column(name).values


def _any_of_targets(targets: list[Target]) -> Target:
    if len(targets) == 1:
        return targets[0]
    return lambda index: NO_TERMS.union(*[target(index) for target in targets])


_TARGETS: dict[Node, Callable[[Iri], Target]] = {
    SH.targetClass: _instances,
    SH.targetSubjectsOf: _subjects,
    SH.targetObjectsOf: _objects,
}


_OTHER_TARGETS = (SH.targetNode, SH.target)
_CLASSES = frozenset((RDFS.Class, OWL.Class))
"""What makes a shape the shape of its own instances (https://www.w3.org/TR/shacl/#implicit-targetClass)."""


class _Parts(NamedTuple):
    """What a property shape asks of the values of its path."""

    least: int
    most: int | None
    of_each: Check
    of_all: list[OfValues]


def compile_shapes(shapes: Graph) -> tuple[Shape, ...]:
    """All shapes with a target, in order of their IRIs.

    In: a graph of SHACL Core shapes; all with a target must have an IRI.
    Raises UnsupportedShapeError for a construct that is not covered.
    """
    compiler = _Compiler(shapes)
    for target in _OTHER_TARGETS:
        for shape in shapes.subjects(target, None):
            raise UnsupportedShapeError(f"{shape} uses {target}, which is not covered")
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in shapes.subjects(RDF.type, kind):
            if not _CLASSES.isdisjoint(shapes.objects(shape, RDF.type)):
                raise UnsupportedShapeError(f"{shape} is a class and so its own target, which is not covered")
    targeted = {shape for target in _TARGETS for shape in shapes.subjects(target, None)}
    for shape in targeted:
        if not isinstance(shape, URIRef):
            raise UnsupportedShapeError(f"the shape {shape} has a target but no IRI")
    return tuple(compiler.shape(shape) for shape in in_order(targeted) if isinstance(shape, URIRef))


class _Compiler:
    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes
        # Each shape is asked for some thirty parameters, and has two or three.
        self._said: dict[Node, dict[Node, list[Node]]] = {}
        for subject, predicate, value in shapes:
            self._said.setdefault(subject, {}).setdefault(predicate, []).append(value)
        self._open: list[Node] = []  # shapes that are being compiled, the outermost first
        self._done: dict[Node, Check] = {}
        self._done_parts: dict[Node, _Parts] = {}

    def shape(self, shape: URIRef) -> Shape:
        check = self._check(shape)
        if check is anything:
            raise UnsupportedShapeError(f"{shape} has a target but no constraint")

        targets = [
            target(Iri(str(name))) for parameter, target in _TARGETS.items() for name in self._all(shape, parameter)
        ]
        return Shape(shape, _any_of_targets(targets), check)

    # Reading the shapes graph

    def _list(self, head: Node) -> list[Node]:
        if head != RDF.nil and RDF.first not in self._parameters(head):
            raise UnsupportedShapeError(f"{head} is used as a list and is none")
        return list(self._shapes.items(head))

    def _parameters(self, shape: Node) -> Collection[Node]:
        """The parameters that a shape has a value of."""
        return self._said.get(shape, {}).keys()

    def _all(self, shape: Node, parameter: Node) -> list[Node]:
        """The values of a parameter, in order."""
        return in_order(self._said.get(shape, {}).get(parameter, ()))

    def _one(self, shape: Node, parameter: URIRef) -> Node | None:
        values = self._all(shape, parameter)
        if len(values) > 1:
            raise UnsupportedShapeError(f"{shape} has {len(values)} values of {parameter}")
        return values[0] if values else None

    def _number(self, shape: Node, parameter: URIRef) -> int | None:
        value = self._one(shape, parameter)
        if value is None:
            return None
        if not isinstance(value, Literal) or not isinstance(value.value, int) or value.value < 0:
            raise UnsupportedShapeError(f"{shape}: {parameter} {value} is no number")
        return value.value

    def _check_parameters(self, shape: Node, has_path: bool) -> None:
        covered = _DESCRIPTIVE | _TARGETS.keys() | _VALUE | {SH.property} | (_OF_PROPERTY if has_path else _OF_NODE)
        for parameter in in_order(self._parameters(shape)):
            if parameter not in covered:
                raise UnsupportedShapeError(f"{shape} uses {parameter}, which is not covered")

    # Making functions

    def _check(self, shape: Node) -> Check:
        """Which nodes do not conform to a shape."""
        if shape in self._open:
            raise UnsupportedShapeError(f"{shape} refers to itself, which is not covered")
        if shape not in self._done:
            self._open.append(shape)
            path = self._one(shape, SH.path)
            self._check_parameters(shape, path is not None)
            self._done[shape] = self._node_shape(shape) if path is None else self._property_shape(shape, path)
            self._open.pop()
        return self._done[shape]

    def _node_shape(self, shape: Node) -> Check:
        return all_of([*self._tests(shape), *self._closed(shape), *self._nested(shape)])

    def _nested(self, shape: Node) -> list[Check]:
        """The property shapes of a shape; those of one path look at its values together."""
        by_path: dict[Node, list[Node]] = {}
        for inner in self._all(shape, SH.property):
            path = self._one(inner, SH.path)
            if path is None:
                raise UnsupportedShapeError(f"{inner} is used as a property shape and has no path")
            by_path.setdefault(path, []).append(inner)
        return [
            all_of([self._check(inner) for inner in group]) if len(group) == 1 else self._together(path, group)
            for path, group in by_path.items()
        ]

    def _together(self, path: Node, group: list[Node]) -> Check:
        parts = []
        for inner in group:
            self._check(inner)  # that it is covered, and does not refer to itself
            parts.append(self._parts(inner))
        return values_of(
            reach(self._shapes, path),
            max(part.least for part in parts),
            min((part.most for part in parts if part.most is not None), default=None),
            all_of([part.of_each for part in parts]),
            [check for part in parts for check in part.of_all],
        )

    def _property_shape(self, shape: Node, path: Node) -> Check:
        """https://www.w3.org/TR/shacl/#property-shapes"""
        part = self._parts(shape)
        if part.least == 0 and part.most is None and part.of_each is anything and not part.of_all:
            return anything
        return values_of(reach(self._shapes, path), part.least, part.most, part.of_each, part.of_all)

    def _parts(self, shape: Node) -> _Parts:
        # Once: what several shapes ask of the same values is asked once (see Column.failing).
        if shape not in self._done_parts:
            self._done_parts[shape] = _Parts(
                self._number(shape, SH.minCount) or 0,
                self._number(shape, SH.maxCount),
                all_of([*self._tests(shape), *self._nested(shape)]),
                [*self._values(shape), *self._pairs(shape)],
            )
        return self._done_parts[shape]

    def _closed(self, shape: Node) -> list[Check]:
        """https://www.w3.org/TR/shacl/#ClosedConstraintComponent"""
        if self._one(shape, SH.closed) is None:
            return []
        if self._one(shape, SH.closed) != Literal(True):
            raise UnsupportedShapeError(f"{shape}: sh:closed is covered only when true")
        allowed = {
            path for inner in self._all(shape, SH.property) if isinstance(path := self._one(inner, SH.path), URIRef)
        }
        ignored = self._one(shape, SH.ignoredProperties)
        listed = self._list(ignored) if ignored is not None else []
        names = frozenset(Iri(str(name)) for name in (*allowed, *listed))
        return [closed(names)]

    def _values(self, shape: Node) -> list[OfValues]:
        """hasValue and qualifiedMinCount."""
        found = [having(from_rdflib(value)) for value in self._all(shape, SH.hasValue)]
        inner = self._one(shape, SH.qualifiedValueShape)
        least = self._number(shape, SH.qualifiedMinCount)
        if inner is not None:
            if least is None:
                raise UnsupportedShapeError(f"{shape}: sh:qualifiedValueShape needs sh:qualifiedMinCount")
            found.append(qualified(self._check(inner), least))
        return found

    def _pairs(self, shape: Node) -> list[OfValues]:
        """Comparisons with the values of another property (https://www.w3.org/TR/shacl/#core-components-property-pairs)."""

        def names(parameter: URIRef) -> list[Iri]:
            return [Iri(str(name)) for name in self._all(shape, parameter)]

        found = [equal(name) for name in names(SH.equals)]
        found += [disjoint(name) for name in names(SH.disjoint)]
        found += [less(name, False) for name in names(SH.lessThan)]
        found += [less(name, True) for name in names(SH.lessThanOrEquals)]
        return found

    def _tests(self, shape: Node) -> list[Check]:
        """What a value node must fulfil."""
        return [*self._of_term(shape), *self._of_shapes(shape)]

    def _of_term(self, shape: Node) -> list[Check]:
        """Components that look at the term alone; those that rule out most come first."""
        found: list[Check] = []
        kind = self._one(shape, SH.nodeKind)
        if kind is not None:
            if kind not in NODE_KINDS:
                raise UnsupportedShapeError(f"{shape}: {kind} is no kind of node")
            found.append(of_kind(NODE_KINDS[kind]))
        datatype = self._one(shape, SH.datatype)
        if datatype is not None:
            name = Iri(str(datatype))
            if name not in CHECKED:
                raise UnsupportedShapeError(f"the form of {datatype} cannot be checked")
            found.append(of_datatype(name))
        allowed = self._one(shape, SH["in"])
        if allowed is not None:
            among = frozenset(map(from_rdflib, self._list(allowed)))
            found.append(lambda _, nodes: nodes - among)
        for parameter, greater, or_equal in _BOUNDS:
            bound = self._one(shape, parameter)
            if bound is not None:
                if value_of(from_rdflib(bound)) is None:
                    raise UnsupportedShapeError(f"{shape}: {parameter} {bound} cannot be compared with")
                found.append(bounded(from_rdflib(bound), greater, or_equal))
        shortest, longest = self._number(shape, SH.minLength), self._number(shape, SH.maxLength)
        if shortest is not None or longest is not None:
            found.append(of_length(shortest or 0, longest))
        pattern = self._pattern(shape)
        if pattern is not None:
            found.append(matching(pattern))
        languages = self._one(shape, SH.languageIn)
        if languages is not None:
            ranges = [str(tag) for tag in self._list(languages)]
            found.append(each(lambda term: speaks(term, ranges)))
        return found

    def _pattern(self, shape: Node) -> Pattern | None:
        regex = self._one(shape, SH.pattern)
        if regex is None:
            return None
        try:
            return Pattern(str(regex), str(self._one(shape, SH.flags) or ""))
        except ValueError as error:
            raise UnsupportedShapeError(f"{shape}: {error}") from error

    def _of_shapes(self, shape: Node) -> list[Check]:
        """Components that look at what else the graph says."""
        classes = self._all(shape, SH["class"])
        for name in classes:
            if not isinstance(name, URIRef):
                raise UnsupportedShapeError(f"{shape}: sh:class {name} is no class")
        found = [instance(Iri(str(name))) for name in classes]
        found += [self._check(inner) for inner in self._all(shape, SH.node)]
        found += [self._negated(inner) for inner in self._all(shape, SH["not"])]
        for parameter, combined in ((SH["and"], all_of), (SH["or"], any_of), (SH.xone, one_of)):
            for head in self._all(shape, parameter):
                found.append(combined([self._check(inner) for inner in self._list(head)]))
        return found

    def _negated(self, inner: Node) -> Check:
        check = self._check(inner)
        pattern = self._pattern(inner)
        if pattern is not None and _PATTERN.issuperset(self._parameters(inner)):
            return Unlike([pattern])
        return none_of(check)
