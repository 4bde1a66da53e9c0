"""The SHACL gate: which nodes of a graph do not conform, and what is wrong with them.

pySHACL looks at one focus node after the other and takes a second or more for a film of some thousand
triples, so its work is divided. The shapes as functions (see kg.validation.compiler) find the focus nodes that do not
conform, in milliseconds; only where there are any, pySHACL validates these nodes against these shapes and
says what is wrong. That both agree is proven by the tests, over every test graph of every shape.

The only importer of pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph
import rdflib
import rdflib.term
from rdflib import SH, XSD, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from kg.rdf.serialise import PageGraph
from kg.resources import shape_files
from kg.validation.compiler import compile_shapes
from kg.validation.graph import Index, Subject, Term, from_oxigraph, from_rdflib, to_rdflib
from kg.validation.paths import in_order, sparql_path
from kg.validation.report import Finding, Report, Severity, sort_findings
from kg.validation.syntax import node_of, text_of
from kg.vocab import Iri

if TYPE_CHECKING:
    from pyshacl.shapes_graph import ShapesGraph

Data = PageGraph | Graph | pyoxigraph.Store | bytes
"""The triples of a page, a graph, a dataset (all its graphs together) or a store of either library, or N-Triples in
UTF-8."""


def validate(data: Data) -> Report:
    """Check a graph against the package's shapes.

    In: a graph (see `Data`), which is not changed. Out: the report, sorted; `report.conforms` is False
    when there is a violation. An empty graph conforms: there is nothing in it to be wrong.
    """
    return gate().validate(data)


@lru_cache(maxsize=1)
def gate() -> Gate:
    """The gate of the package's own shapes, made once in a process."""
    shapes = Graph(bind_namespaces="none")
    for file in shape_files():  # by pyoxigraph, in a fifth of the time: it is the start of every call
        for quad in pyoxigraph.parse(file.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True):
            shapes.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return Gate(shapes)


def _node(term: object) -> Node:
    return to_rdflib(from_oxigraph(term))


class Gate:
    """A set of shapes, ready to be used on many graphs."""

    def __init__(self, shapes: Graph) -> None:
        """In: SHACL Core shapes. Raises UnsupportedShapeError for what kg.validation.compiler does not cover."""
        self.shapes = shapes
        self.targeted = compile_shapes(shapes)

    def validate(self, data: Data) -> Report:
        """Check `data`; where a node does not conform, ask pySHACL for the findings."""
        with rdflib_settings_kept():
            return self._validate(data)

    def _validate(self, data: Data) -> Report:
        index = _index(data)
        hits = self.hits(index)
        if not hits:
            return Report((), self.shapes)
        graph = _graph(index)
        findings: list[Finding] = []
        for shape, nodes in hits.items():
            for node in nodes:
                findings += [_with_place(finding, graph) for finding in self._explain_hit(graph, shape, node)]
        return Report(sort_findings(findings), self.shapes)

    def hits(self, index: Index) -> dict[URIRef, list[Node]]:
        """The focus nodes that do not conform, by the shape with a target."""
        found = {}
        for shape in self.targeted:
            nodes = shape.focus_nodes(index)
            failing = shape.failing(index, nodes) if nodes else nodes
            if failing:
                found[shape.name] = in_order(map(to_rdflib, failing))
        return found

    def reference(self, data: Data) -> Report:
        """Check `data` by pySHACL alone: slow, the measure for `validate`."""
        with rdflib_settings_kept():
            graph = _graph(_index(data))
            findings = [
                _with_place(finding, graph)
                for shape in self.targeted
                for finding in self._explain(graph, shape.name, None)
            ]
        return Report(sort_findings(findings), self.shapes)

    @cached_property
    def _shapes_graph(self) -> ShapesGraph:
        with rdflib_settings_kept():
            from pyshacl.shapes_graph import ShapesGraph

            copy = Graph(bind_namespaces="none")  # pySHACL adds triples to the graph that it is given
            copy += self.shapes
            return ShapesGraph(copy)

    def _explain_hit(self, graph: Graph, shape: Node, node: Node) -> list[Finding]:
        """At least one finding for a node that does not conform.

        Where pySHACL sees no fault (it does not check the form of an xsd:gYear) or gives up (it cannot compare
        an ill-typed literal), the finding is the shape's own, without a value; the parts of a shape are then
        looked at one by one.
        """
        try:
            found = self._explain(graph, shape, [node])
        except (TypeError, ValueError, ArithmeticError):
            parts = in_order(self.shapes.objects(shape, SH.property))
            found = [finding for part in parts for finding in self._explain_part(graph, part, node)]
        return found or [self._bare(shape, node)]

    def _explain_part(self, graph: Graph, shape: Node, node: Node) -> list[Finding]:
        """Like `_explain_hit`, for a node of which it is not known whether it conforms."""
        try:
            return self._explain(graph, shape, [node])
        except (TypeError, ValueError, ArithmeticError):
            return [self._bare(shape, node)]

    def _explain(self, graph: Graph, shape: Node, nodes: list[Node] | None) -> list[Finding]:
        """pySHACL's findings for one shape, on `nodes` or, if None, on all that the shape targets."""
        with rdflib_settings_kept():
            from pyshacl.errors import ReportableRuntimeError
            from pyshacl.pytypes import SHACLExecutor

            shapes_graph = self._shapes_graph
            _ = shapes_graph.shapes  # reads the shapes, the first time
            try:
                _, results = shapes_graph.lookup_shape_from_node(shape).validate(
                    SHACLExecutor(),
                    graph,
                    focus=nodes,  # type: ignore[arg-type]  # takes any nodes
                )
            except ReportableRuntimeError as error:  # it compares no blank nodes
                raise ValueError(str(error)) from error
        return [self._finding(triples) for _, _, triples in results]

    def _finding(self, triples: Iterable[tuple[Any, Any, Any]]) -> Finding:
        """A finding from pySHACL's triples, whose objects are terms or pairs of a graph and a term."""
        parts: dict[Node, list[Node]] = {}
        for _, predicate, value in triples:
            parts.setdefault(predicate, []).append(value[1] if isinstance(value, tuple) else value)
        path = parts.get(SH.resultPath)
        value = parts.get(SH.value)
        return Finding(
            severity=_severity(parts[SH.resultSeverity][0]),
            focus=text_of(parts[SH.focusNode][0]),
            path=sparql_path(self.shapes, path[0]) if path else None,
            value=text_of(value[0]) if value else None,
            message=" ".join(sorted(str(message) for message in parts[SH.resultMessage])),
            shape=str(parts[SH.sourceShape][0]),
            component=str(parts[SH.sourceConstraintComponent][0]),
        )

    def _bare(self, shape: Node, node: Node) -> Finding:
        severity = self.shapes.value(shape, SH.severity, default=SH.Violation)
        message = self.shapes.value(shape, SH.message, default=Literal("The node does not conform."))
        path = self.shapes.value(shape, SH.path)
        return Finding(
            severity=_severity(severity),
            focus=text_of(node),
            path=None if path is None else sparql_path(self.shapes, path),
            value=None,
            message=str(message),
            shape=str(shape),
            component=str(SH.NodeConstraintComponent if path is None else SH.PropertyConstraintComponent),
        )


@contextmanager
def rdflib_settings_kept() -> Iterator[None]:
    """Put back what pySHACL changes in rdflib for the whole process.

    It switches off the normalising of literals and swaps the reading of xsd:boolean while it loads shapes
    (`pyshacl.monkey`), and does not put them back when that fails or when they were set otherwise before.
    """
    mapping = rdflib.term._toPythonMapping
    normalize, boolean = rdflib.NORMALIZE_LITERALS, mapping.get(XSD.boolean)
    # rdflib writes a line to its log for every IRI that is none: the shapes find those, with more to say.
    log = rdflib.term.logger
    disabled, log.disabled = log.disabled, True
    compare = {name: Literal.__dict__.get(name) for name in ("__ge__", "__le__")}
    try:
        yield
    finally:
        log.disabled = disabled
        rdflib.NORMALIZE_LITERALS = normalize
        mapping[XSD.boolean] = boolean
        for name, method in compare.items():
            if Literal.__dict__.get(name) is not method:
                setattr(Literal, name, method)


def _severity(term: Node | None) -> Severity:
    return Severity(str(term).removeprefix(str(SH)))


def _with_place(finding: Finding, graph: Graph) -> Finding:
    """The finding with the first place of its focus, if that is a literal; of a path that is a choice of properties,
    with the first one that leads to its value."""
    if finding.path is not None and "|" in finding.path and finding.value is not None:
        names = [text_of(name) for name in graph.predicates(node_of(finding.focus), node_of(finding.value))]
        return replace(finding, path=min((name for name in names if name in finding.path), default=finding.path))
    if not finding.focus.startswith('"'):
        return finding
    focus = node_of(finding.focus)
    places = [f"{text_of(node)} {text_of(name)}" for node, name in graph.subject_predicates(focus)]
    return replace(finding, holder=min(places, default=None))


def _index(data: Data) -> Index:
    """All triples of what is to be checked."""
    if isinstance(data, PageGraph):
        return Index(data.triples)
    if isinstance(data, Graph):
        triples = (quad[:3] for quad in data.quads()) if isinstance(data, Dataset) else iter(data)
        terms = ((from_rdflib(s), from_rdflib(p), from_rdflib(o)) for s, p, o in triples)
    else:
        quads = data if isinstance(data, pyoxigraph.Store) else _parsed(data)
        terms = ((from_oxigraph(q.subject), from_oxigraph(q.predicate), from_oxigraph(q.object)) for q in quads)
    return Index(cast("Iterable[tuple[Subject, Iri, Term]]", dict.fromkeys(terms)))


def _parsed(data: bytes) -> Iterable[pyoxigraph.Quad]:
    return pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)


def _graph(index: Index) -> Graph:
    """All triples for pySHACL: the same terms as were checked."""
    graph = Graph(bind_namespaces="none")
    for subject, predicate, value in index.triples():
        graph.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(value)))
    return graph
