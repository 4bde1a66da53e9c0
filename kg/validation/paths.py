"""Property paths of shapes (https://www.w3.org/TR/shacl/#property-paths): where they lead to, and how they are written.

Paths that repeat (`*`, `+`, `?`) are not covered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

from kg.errors import InternalError
from kg.validation.graph import EMPTY, Column, Index, Term, Terms, Union, of_pairs
from kg.vocab import Iri

Reach: TypeAlias = Callable[[Index, Terms], Column]
"""Where a path leads to from nodes; what it says of others may be in the column, too."""


class UnsupportedShapeError(InternalError):
    """A shape says something that is not covered, or says it wrongly."""


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Nodes in a fixed order; that of blank nodes differs between runs."""
    return sorted(nodes, key=str)


def sparql_path(shapes: Graph, path: Node) -> str:
    """A path in SPARQL's syntax. Raises UnsupportedShapeError for one that is not covered."""
    kind, parts = _parts(shapes, path)
    texts = [sparql_path(shapes, part) for part in parts]
    match kind:
        case "/" | "|":
            return "(" + kind.join(texts) + ")"
        case "^":
            return f"^{texts[0]}"
        case _:
            assert isinstance(path, URIRef)
            return path.n3()


def reach(shapes: Graph, path: Node) -> Reach:
    """A path as a function. Raises UnsupportedShapeError for one that is not covered."""
    kind, parts = _parts(shapes, path)
    match kind:
        case "/":
            return _sequence([reach(shapes, part) for part in parts])
        case "|":
            return _choice(shapes, parts)
        case "^":
            return _inverse(shapes, parts[0])
        case _:
            name = Iri(str(path))
            return lambda index, _: index.column(name)


def _parts(shapes: Graph, path: Node) -> tuple[str, list[Node]]:
    """What a path is: a sequence `/`, a choice `|`, inverse `^`, or with an empty word a property; and of what."""
    if isinstance(path, URIRef):
        return "", []
    if (path, RDF.first, None) in shapes:
        return "/", list(shapes.items(path))
    if isinstance(path, BNode):
        for inverted in shapes.objects(path, SH.inversePath):
            return "^", [inverted]
        for choice in shapes.objects(path, SH.alternativePath):
            return "|", list(shapes.items(choice))
    raise UnsupportedShapeError(f"a path of {in_order(shapes.predicates(path, None))} is not covered")


def _sequence(steps: list[Reach]) -> Reach:
    def reached(index: Index, nodes: Terms) -> Column:
        pairs: Iterable[tuple[Term, Term]] = [(node, node) for node in nodes]
        for step in steps:
            column = step(index, {value for _, value in pairs})
            if not column.first:
                return EMPTY
            pairs = dict.fromkeys((node, value) for node, between in pairs for value in column.of(between))
        return of_pairs(pairs)

    return reached


def _choice(shapes: Graph, options: list[Node]) -> Reach:
    flat = [inner for option in options for inner in _options(shapes, option)]
    names = frozenset(Iri(str(option)) for option in flat if isinstance(option, URIRef))
    others = [reach(shapes, option) for option in flat if not isinstance(option, URIRef)]

    def of_names(index: Index) -> Column:
        return _union([index.column(name) for name in names if name in index])

    if not others:
        return lambda index, _: index.kept(names, of_names)
    return lambda index, nodes: _union([of_names(index), *(option(index, nodes) for option in others)])


def _union(columns: list[Column]) -> Column:
    return columns[0] if len(columns) == 1 else Union(columns) if columns else EMPTY


def _options(shapes: Graph, path: Node) -> list[Node]:
    """The paths that a path is a choice of, however deep; the path itself where it is none."""
    kind, parts = _parts(shapes, path)
    return [inner for part in parts for inner in _options(shapes, part)] if kind == "|" else [path]


def _inverse(shapes: Graph, path: Node) -> Reach:
    kind, parts = _parts(shapes, path)
    match kind:
        case "":
            name = Iri(str(path))
            return lambda index, _: index.inverse(name)
        case "^":
            return reach(shapes, parts[0])
        case "/":
            return _sequence([_inverse(shapes, part) for part in reversed(parts)])
    options = [_inverse(shapes, part) for part in parts]
    return lambda index, nodes: _union([column for option in options if (column := option(index, nodes)) is not EMPTY])
