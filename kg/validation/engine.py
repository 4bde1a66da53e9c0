"""The SHACL gate: which nodes of a graph do not conform, and what is wrong with them.

pySHACL looks at one focus node after the other and takes a second or more for a film of some thousand
triples, so its work is divided. Queries (see kg.validation.compiler) find the focus nodes that break
a shape, in milliseconds; only where there are any, pySHACL validates these nodes against these shapes and
says what is wrong. That both agree is proven by the tests, over every test graph of every shape.

The only importer of pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph
import rdflib
import rdflib.term
from rdflib import SH, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import InternalError
from kg.resources import shape_files
from kg.validation.compiler import compile_shapes, in_order, sparql_path
from kg.validation.report import Finding, Report, Severity, sort_findings
from kg.validation.syntax import node_of, text_of

if TYPE_CHECKING:
    from pyshacl.shapes_graph import ShapesGraph

Data = Graph | pyoxigraph.Store | bytes
"""A graph, a dataset (all its graphs together) or a store of either library, or N-Triples in UTF-8."""


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
    with rdflib_settings_kept():
        for file in shape_files():
            shapes.parse(data=file.read_bytes(), format="turtle")
    return Gate(shapes)


class Gate:
    """A set of shapes, ready to be used on many graphs."""

    def __init__(self, shapes: Graph) -> None:
        """In: SHACL Core shapes. Raises UnsupportedShapeError for what kg.validation.compiler does not cover."""
        self.shapes = shapes
        self.queries = compile_shapes(shapes)

    def validate(self, data: Data) -> Report:
        """Check `data` by the queries; where they find something, ask pySHACL for the findings."""
        with rdflib_settings_kept():
            return self._validate(data)

    def _validate(self, data: Data) -> Report:
        store = _as_store(data)
        hits = self.hits(store)
        if not hits:
            return Report((), self.shapes)
        graph = _as_graph(store)
        findings: list[Finding] = []
        for shape, nodes in hits.items():
            for node in nodes:
                findings += [_with_place(finding, graph) for finding in self._explain_hit(graph, shape, node)]
        return Report(sort_findings(findings), self.shapes)

    def hits(self, store: pyoxigraph.Store) -> dict[URIRef, list[Node]]:
        """The focus nodes that do not conform, by the shape with a target, as the queries find them."""
        union = any(True for _ in store.named_graphs())
        found = {}
        for query in self.queries:
            answer = store.query(query.text, use_default_graph_as_union=union)
            assert isinstance(answer, pyoxigraph.QuerySolutions)
            nodes = {_from_oxigraph(solution["this"]) for solution in answer}
            if nodes:
                found[query.shape] = in_order(nodes)
        return found

    def reference(self, data: Data) -> Report:
        """Check `data` by pySHACL alone: slow, the measure for `validate`."""
        with rdflib_settings_kept():
            graph = _as_graph(_as_store(data))
            findings = [
                _with_place(finding, graph)
                for query in self.queries
                for finding in self._explain(graph, query.shape, None)
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
            from pyshacl.pytypes import SHACLExecutor

            shapes_graph = self._shapes_graph
            _ = shapes_graph.shapes  # reads the shapes, the first time
            _, results = shapes_graph.lookup_shape_from_node(shape).validate(
                SHACLExecutor(),
                graph,
                focus=nodes,  # type: ignore[arg-type]  # takes any nodes
            )
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


def _from_oxigraph(term: Any) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value == str(XSD.string)
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))
    raise InternalError(f"a term of an unknown kind in a graph: {term!r}")


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


def _as_store(data: Data) -> pyoxigraph.Store:
    """A store with all triples, for the queries."""
    if isinstance(data, pyoxigraph.Store):
        return data
    if isinstance(data, Graph):
        # Written here, as rdflib refuses to write IRIs that are none; they are for the shapes to find.
        triples = (quad[:3] for quad in data.quads()) if isinstance(data, Dataset) else iter(data)
        data = "".join(" ".join(map(text_of, triple)) + " .\n" for triple in triples).encode("utf-8", "replace")
    store = pyoxigraph.Store()
    store.bulk_load(data, format=pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    return store


def _as_graph(store: pyoxigraph.Store) -> Graph:
    """One graph of rdflib with all triples of a store, for pySHACL: the same terms as the queries saw."""
    graph = Graph(bind_namespaces="none")
    for quad in store:
        graph.add((_from_oxigraph(quad.subject), _from_oxigraph(quad.predicate), _from_oxigraph(quad.object)))
    return graph
