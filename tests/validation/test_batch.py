"""The gate for many films at once hits the graphs that pySHACL finds something in, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.validation import Gate, gate
from kg.validation.batch import by_graph, graphs_hit
from kg.validation.syntax import text_of

from .cases import Case, read_cases, valid
from .test_compiler import DATA, HEAD, PROPERTY_TESTS, VALUE_TESTS

CASES = read_cases()


def quads(graph: Graph, name: str) -> bytes:
    lines = (" ".join(map(text_of, triple)) + f" <{name}> .\n" for triple in graph)
    return "".join(lines).encode()


def hit(graphs: dict[str, Graph], shapes: Gate | None = None) -> set[str]:
    return set(graphs_hit(b"".join(quads(graph, name) for name, graph in graphs.items()), shapes))


def test_every_shape_case_in_one_batch() -> None:
    """The cases share nearly all their nodes: what one graph says must not count for another."""
    graphs = {f"urn:case:{number}": case.graph() for number, case in enumerate(CASES)}
    wanted = {name for name, graph in graphs.items() if gate().validate(graph).findings}
    assert len(CASES) > 100
    assert 0 < len(wanted) < len(graphs)
    assert wanted == {f"urn:case:{number}" for number, case in enumerate(CASES) if case.shapes}
    assert hit(graphs) == wanted


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(CASES), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_random_violations(cases: list[Case], random: object) -> None:
    """Cases with random triples taken out, in one batch and each alone."""
    graphs = {}
    for number, case in enumerate(cases):
        graph = case.graph()
        triples = sorted(graph)
        for triple in random.sample(triples, min(3, len(triples))):  # type: ignore[attr-defined]
            graph.remove(triple)
        graphs[f"urn:case:{number}"] = graph
    wanted = {name for name, graph in graphs.items() if gate().validate(graph).findings}
    assert hit(graphs) == wanted


def test_no_graph_and_a_good_one() -> None:
    assert graphs_hit(b"") == frozenset()
    assert hit({"urn:a": valid()}) == set()


@pytest.mark.parametrize("shape", [*VALUE_TESTS, *PROPERTY_TESTS])
def test_every_construct(shape: str) -> None:
    """Each construct, over the test graph and a graph without one of its nodes, against the queries on each alone."""
    shapes = Gate(Graph().parse(data=f"{HEAD} :S a sh:NodeShape ; sh:targetClass :C ; sh:property [ {shape} ] ."))
    whole = Graph(bind_namespaces="none").parse(data=HEAD + DATA)
    graphs = {"urn:whole": whole}
    for subject in sorted(set(whole.subjects()), key=str):
        part = Graph(bind_namespaces="none")
        part += whole
        part.remove((subject, None, None))
        graphs[f"urn:without:{len(graphs)}"] = part
    wanted = {name for name, graph in graphs.items() if shapes.validate(graph).findings}
    assert len(by_graph(shapes)) == 1
    assert hit(graphs, shapes) == wanted
