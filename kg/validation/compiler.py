"""SHACL Core shapes as SPARQL queries that find the nodes which do not conform.

The recommendation defines every Core component by a SPARQL expression or query
(https://www.w3.org/TR/shacl/#core-components); this module writes these down once per shape with a
target. Each query selects `?this`, the focus nodes of the shape with at least one result. It tells
neither which constraint nor which value: that is left to pySHACL, which then looks at these nodes
only (see kg.validation.engine).

Only the constructs below are covered. Anything else in a shapes graph is refused when it is
compiled, so that no constraint can be skipped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import InternalError

_DESCRIPTIVE = frozenset(
    (SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, SH.path, RDF.type, RDFS.comment)
)
_TARGETS = frozenset((SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf))
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

_NODE_KINDS = {
    SH.IRI: "isIRI({v})",
    SH.Literal: "isLiteral({v})",
    SH.BlankNode: "isBlank({v})",
    SH.BlankNodeOrIRI: "(!isLiteral({v}))",
    SH.IRIOrLiteral: "(!isBlank({v}))",
    SH.BlankNodeOrLiteral: "(!isIRI({v}))",
}
_COMPARISONS = {
    SH.minInclusive: ">=",
    SH.minExclusive: ">",
    SH.maxInclusive: "<=",
    SH.maxExclusive: "<",
    SH.lessThan: "<",
    SH.lessThanOrEquals: "<=",
}
_ANY_STRING = frozenset((XSD.string, RDF.langString))
_CASTS = frozenset(
    (XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth, XSD.duration)
)
"""Datatypes that the engine can make from a string, which tells whether the string is of their form."""


@dataclass(frozen=True, slots=True)
class Query:
    """A shape with a target, as a query."""

    shape: URIRef
    text: str
    """SPARQL 1.1, a SELECT of `?this`; the same node may come several times."""


class UnsupportedShapeError(InternalError):
    """A shape says something that this compiler does not cover, or says it wrongly."""


def compile_shapes(shapes: Graph) -> tuple[Query, ...]:
    """One query for each shape with a target, in order of the shapes' IRIs.

    In: a graph of SHACL Core shapes; all with a target must have an IRI.
    Raises UnsupportedShapeError for a construct that is not covered.
    """
    compiler = _Compiler(shapes)
    targeted = {shape for target in _TARGETS for shape in shapes.subjects(target, None)}
    for shape in targeted:
        if not isinstance(shape, URIRef):
            raise UnsupportedShapeError(f"the shape {shape} has a target but no IRI")
    return tuple(compiler.query(shape) for shape in in_order(targeted))


def sparql_path(shapes: Graph, path: Node) -> str:
    """A path of a property shape (https://www.w3.org/TR/shacl/#property-paths) in SPARQL's syntax.

    Raises UnsupportedShapeError for paths that repeat (`*`, `+`, `?`).
    """
    if isinstance(path, URIRef):
        return path.n3()
    if (path, RDF.first, None) in shapes:
        return "(" + "/".join(sparql_path(shapes, step) for step in Collection(shapes, path)) + ")"
    for inverted in shapes.objects(path, SH.inversePath):
        return f"^{sparql_path(shapes, inverted)}"
    for choice in shapes.objects(path, SH.alternativePath):
        return "(" + "|".join(sparql_path(shapes, option) for option in Collection(shapes, choice)) + ")"
    raise UnsupportedShapeError(f"a path of {in_order(shapes.predicates(path, None))} is not covered")


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Nodes in a fixed order; that of blank nodes differs between runs."""
    return sorted(nodes, key=str)


class _Compiler:
    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes
        self._numbers = count(1)

    def query(self, shape: Node) -> Query:
        assert isinstance(shape, URIRef)
        branches = [
            f"{{ {target} {violation} }}"
            for target in self._targets(shape)
            for violation in self._violations(shape, "?this")
        ]
        if not branches:
            raise UnsupportedShapeError(f"{shape} has a target but no constraint")
        return Query(shape, "SELECT ?this WHERE { " + "\nUNION ".join(branches) + " }")

    # Reading the shapes graph

    def _variable(self) -> str:
        return f"?v{next(self._numbers)}"

    def _list(self, head: Node) -> list[Node]:
        return list(Collection(self._shapes, head))

    def _one(self, shape: Node, parameter: URIRef) -> Node | None:
        values = list(self._shapes.objects(shape, parameter))
        if len(values) > 1:
            raise UnsupportedShapeError(f"{shape} has {len(values)} values of {parameter}")
        return values[0] if values else None

    def _number(self, shape: Node, parameter: URIRef, *allowed: int) -> int | None:
        value = self._one(shape, parameter)
        if value is None:
            return None
        if not isinstance(value, Literal) or value.value not in allowed:
            raise UnsupportedShapeError(f"{shape}: {parameter} {value} is not covered, only {allowed}")
        return int(value)

    def _check_parameters(self, shape: Node, has_path: bool) -> None:
        covered = _DESCRIPTIVE | _TARGETS | _VALUE | {SH.property} | (_OF_PROPERTY if has_path else _OF_NODE)
        for parameter in in_order(set(self._shapes.predicates(shape, None))):
            if parameter not in covered:
                raise UnsupportedShapeError(f"{shape} uses {parameter}, which is not covered")

    def _targets(self, shape: Node) -> Iterator[str]:
        """Patterns that bind ?this to the focus nodes (https://www.w3.org/TR/shacl/#targets)."""
        for parameter, pattern in (
            (SH.targetClass, "VALUES {name} {{ {iris} }} ?this a {name} ."),
            (SH.targetSubjectsOf, "VALUES {name} {{ {iris} }} ?this {name} {end} ."),
            (SH.targetObjectsOf, "VALUES {name} {{ {iris} }} {end} {name} ?this ."),
        ):
            iris = in_order(self._shapes.objects(shape, parameter))
            name, end = self._variable(), self._variable()
            if len(iris) == 1:
                single = pattern.partition("}} ")[2]
                yield single.format(name=iris[0].n3(), end=end)
            elif iris:
                yield pattern.format(name=name, end=end, iris=" ".join(iri.n3() for iri in iris))

    def _reach(self, focus: str, path: Node, value: str) -> str:
        """A pattern that binds `value` to what `path` leads to from `focus`."""
        inverse = self._one(path, SH.inversePath) if isinstance(path, BNode) else None
        if inverse is not None:
            return self._reach(value, inverse, focus)
        options = self._choices(path)
        if len(options) > 1 and all(isinstance(option, URIRef) for option in options):
            name = self._variable()
            names = " ".join(option.n3() for option in options)
            return f"VALUES {name} {{ {names} }} {focus} {name} {value} ."
        return f"{focus} {sparql_path(self._shapes, path)} {value} ."

    def _choices(self, path: Node) -> list[Node]:
        """The paths that a path is a choice of, however deep; the path itself where it is none."""
        choice = self._one(path, SH.alternativePath) if isinstance(path, BNode) else None
        return [path] if choice is None else [inner for option in self._list(choice) for inner in self._choices(option)]

    # Writing SPARQL

    def _violations(self, shape: Node, focus: str, with_tests: bool = True) -> list[str]:
        """Graph patterns, each of which matches when `focus` breaks one of the shape's constraints.

        `with_tests`: whether those are included that look at `focus` itself, without a path.
        """
        path = self._one(shape, SH.path)
        self._check_parameters(shape, path is not None)
        nested = in_order(self._shapes.objects(shape, SH.property))
        if path is None:
            tests = self._tests(shape, focus) if with_tests else []
            found = [f"FILTER(!({' && '.join(tests)}))"] if tests else []
            found += self._closed(shape, focus)
            return found + [pattern for inner in nested for pattern in self._violations(inner, focus)]
        found = []
        value = self._variable()
        reach = self._reach(focus, path, value)
        tests = self._tests(shape, value)
        if tests:
            found.append(f"{reach} FILTER(!({' && '.join(tests)}))")
        found += [f"{reach} {pattern}" for inner in nested for pattern in self._violations(inner, value)]
        found += self._counts(shape, focus, path)
        found += self._pairs(shape, focus, path)
        return found

    def _conforms(self, shape: Node, value: str) -> str:
        """A boolean expression, never an error: whether `value` conforms to `shape`."""
        parts = self._tests(shape, value) if self._one(shape, SH.path) is None else []
        parts += [f"NOT EXISTS {{ {pattern} }}" for pattern in self._violations(shape, value, with_tests=False)]
        return "(" + (" && ".join(parts) or "true") + ")"

    def _closed(self, shape: Node, focus: str) -> list[str]:
        if self._one(shape, SH.closed) is None:
            return []
        if self._one(shape, SH.closed) != Literal(True):
            raise UnsupportedShapeError(f"{shape}: sh:closed is covered only when true")
        allowed = {
            path
            for inner in self._shapes.objects(shape, SH.property)
            if isinstance(path := self._one(inner, SH.path), URIRef)
        }
        ignored = self._one(shape, SH.ignoredProperties)
        allowed |= set(self._list(ignored)) if ignored is not None else set()  # type: ignore[arg-type]
        name, value = self._variable(), self._variable()
        names = ", ".join(iri.n3() for iri in in_order(allowed))
        return [f"{focus} {name} {value} . FILTER({name} NOT IN ({names}))"]

    def _counts(self, shape: Node, focus: str, path: Node) -> list[str]:
        """minCount, maxCount, hasValue and qualifiedMinCount."""
        found = []
        one, other = self._variable(), self._variable()
        if self._number(shape, SH.minCount, 0, 1):
            found.append(f"FILTER NOT EXISTS {{ {self._reach(focus, path, one)} }}")
        most = self._number(shape, SH.maxCount, 0, 1)
        if most == 0:
            found.append(self._reach(focus, path, one))
        elif most == 1:
            both = f"{self._reach(focus, path, one)} {self._reach(focus, path, other)}"
            found.append(f"{both} FILTER(!sameTerm({one}, {other}))")
        found += [
            f"FILTER NOT EXISTS {{ {self._reach(focus, path, value.n3())} }}"
            for value in in_order(self._shapes.objects(shape, SH.hasValue))
        ]
        qualified = self._one(shape, SH.qualifiedValueShape)
        if qualified is not None:
            if self._number(shape, SH.qualifiedMinCount, 1) is None:
                raise UnsupportedShapeError(f"{shape}: sh:qualifiedValueShape needs sh:qualifiedMinCount 1")
            inner = f"{self._reach(focus, path, one)} FILTER({self._conforms(qualified, one)})"
            found.append(f"FILTER NOT EXISTS {{ {inner} }}")
        return found

    def _pairs(self, shape: Node, focus: str, path: Node) -> list[str]:
        """Comparisons with the values of another property (#core-components-property-pairs)."""
        found = []
        one, other = self._variable(), self._variable()
        reach = self._reach(focus, path, one)
        for name in in_order(self._shapes.objects(shape, SH.equals)):
            same = f"{focus} {name.n3()} {one} ."
            found.append(f"{reach} FILTER NOT EXISTS {{ {same} }}")
            found.append(f"{same} FILTER NOT EXISTS {{ {reach} }}")
        for name in in_order(self._shapes.objects(shape, SH.disjoint)):
            found.append(f"{reach} {focus} {name.n3()} {one} .")
        for parameter in (SH.lessThan, SH.lessThanOrEquals):
            for name in in_order(self._shapes.objects(shape, parameter)):
                test = f"COALESCE({one} {_COMPARISONS[parameter]} {other}, false)"
                found.append(f"{reach} {focus} {name.n3()} {other} . FILTER(!{test})")
        return found

    def _tests(self, shape: Node, v: str) -> list[str]:
        """Boolean expressions, never errors: what the value node `v` must fulfil."""
        shapes = self._shapes
        found = []
        kind = self._one(shape, SH.nodeKind)
        if kind is not None:
            found.append(_NODE_KINDS[URIRef(str(kind))].format(v=v))
        datatype = self._one(shape, SH.datatype)
        if datatype is not None:
            found.append(_datatype(v, URIRef(str(datatype))))
        allowed = self._one(shape, SH["in"])
        if allowed is not None:
            found.append(_among(v, self._list(allowed)))
        for parameter in (SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive):
            bound = self._one(shape, parameter)
            if bound is not None:
                found.append(f"COALESCE({v} {_COMPARISONS[parameter]} {bound.n3()}, false)")
        for parameter, sign in ((SH.minLength, ">="), (SH.maxLength, "<=")):
            length = self._one(shape, parameter)
            if length is not None:
                found.append(f"COALESCE(STRLEN(STR({v})) {sign} {int(str(length))}, false)")
        pattern = self._one(shape, SH.pattern)
        if pattern is not None:
            flags = self._one(shape, SH.flags) or Literal("")
            found.append(f"COALESCE(REGEX(STR({v}), {pattern.n3()}, {flags.n3()}), false)")
        languages = self._one(shape, SH.languageIn)
        if languages is not None:
            options = [f"LANGMATCHES(LANG({v}), {tag.n3()})" for tag in self._list(languages)]
            found.append(f"COALESCE({' || '.join(options)}, false)")
        found += [f"EXISTS {{ {v} a {name.n3()} }}" for name in in_order(shapes.objects(shape, SH["class"]))]
        found += [self._conforms(inner, v) for inner in in_order(shapes.objects(shape, SH.node))]
        found += [f"(!{self._conforms(inner, v)})" for inner in in_order(shapes.objects(shape, SH["not"]))]
        for parameter, sign in ((SH["and"], " && "), (SH["or"], " || ")):
            for head in in_order(shapes.objects(shape, parameter)):
                found.append("(" + sign.join(self._conforms(inner, v) for inner in self._list(head)) + ")")
        for head in in_order(shapes.objects(shape, SH.xone)):
            terms = [f"IF({self._conforms(inner, v)}, 1, 0)" for inner in self._list(head)]
            found.append(f"({' + '.join(terms)} = 1)")
        return found


def _datatype(v: str, datatype: URIRef) -> str:
    """Whether `v` is a literal of the datatype and a well-formed one."""
    test = f"DATATYPE({v}) = {datatype.n3()}"
    if datatype in _CASTS:
        test += f" && DATATYPE({datatype.n3()}(STR({v}))) = {datatype.n3()}"
    elif datatype not in _ANY_STRING:
        raise UnsupportedShapeError(f"the form of {datatype} cannot be checked")
    return f"COALESCE({test}, false)"


def _among(v: str, terms: list[Node]) -> str:
    """Whether `v` is one of `terms` as a term: `=` would compare numbers by their value."""
    if all(isinstance(term, URIRef) for term in terms) or all(
        isinstance(term, Literal) and term.datatype in (None, XSD.string) and not term.language for term in terms
    ):
        return f"COALESCE({v} IN ({', '.join(term.n3() for term in terms)}), false)"
    return "(" + " || ".join(f"sameTerm({v}, {term.n3()})" for term in terms) + ")"
