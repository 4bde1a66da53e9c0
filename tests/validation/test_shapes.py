"""Every shape refuses what it should and accepts a valid film, by queries and by pySHACL alike."""

from __future__ import annotations

from collections import Counter

import pyoxigraph
import pytest
from rdflib import SH, XSD, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

import kg
from kg.model import Page, Site
from kg.validation import Gate, Report, gate, validate
from kg.validation.paths import sparql_path
from kg.values.currencies import CODES
from kg.vocab import RESOURCE_BASE, Iri
from tests.conftest import SAMPLE
from tests.dictionary import short

from .cases import FOLDER, Case, read_cases, valid

SHAPE = Namespace("https://w3id.org/filmkg/shapes#")
SCHEMA = Namespace("http://schema.org/")
CASES = read_cases()
BATCH = 6
BATCHES = [
    pytest.param(batch, id=f"{batch[0].file} {start // BATCH + 1}")
    for file in sorted({case.file for case in CASES})
    for cases in [[case for case in CASES if case.file == file]]
    for start in range(0, len(cases), BATCH)
    for batch in [cases[start : start + BATCH]]
]
SHAPES = sorted(str(shape) for shape in set(gate().shapes.subjects()) if isinstance(shape, URIRef))


def local(iri: str) -> str:
    return iri.partition("#")[2]


def found(report: Report) -> set[str]:
    return {local(finding.shape) for finding in report.findings}


def test_cases_are_all_there() -> None:
    assert len(CASES) == 411
    assert len(SHAPES) == 286
    assert [name for name, number in Counter(case.id for case in CASES).items() if number > 1] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    report = validate(case.graph())
    assert found(report) == case.shapes
    # Neither kind comes from pySHACL here: it would be a finding that only the queries made.
    own = (str(SH.NodeConstraintComponent), str(SH.PropertyConstraintComponent))
    assert [finding for finding in report.findings if finding.component in own] == []


@pytest.mark.parametrize("batch", BATCHES)
def test_queries_and_pyshacl_agree(batch: list[Case]) -> None:
    """All changes of several cases in one graph: pySHACL alone takes long."""
    graph = Graph(bind_namespaces="none")
    graph += valid()
    for case in batch:
        changed = case.graph()
        graph -= valid() - changed
        graph += changed - valid()
    store = pyoxigraph.Store()
    store.bulk_load(graph.serialize(format="nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    report = validate(store)
    assert report == gate().reference(store)


def test_the_valid_graph_is_accepted() -> None:
    report = validate(valid())
    assert len(valid()) > 400
    assert report == Report(())
    assert report.conforms


def test_the_base_is_free() -> None:
    text = (FOLDER / "valid.ttl").read_text("utf-8").replace(RESOURCE_BASE, "http://localhost:8080/films/")
    moved = Graph().parse(data=text, format="turtle")
    assert URIRef("http://localhost:8080/films/Jane_Roe") in set(moved.subjects())
    assert validate(moved) == Report(())


def test_an_empty_graph_conforms() -> None:
    assert validate(Graph()).conforms


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if URIRef(shape) != SHAPE.Texts], ids=local)
def test_every_shape_refuses_something(shape: str) -> None:
    assert [case.id for case in CASES if local(shape) in case.shapes]


@pytest.mark.parametrize("shape", SHAPES, ids=local)
def test_every_shape_looks_at_something_in_the_valid_graph(shape: str) -> None:
    """That the valid graph is accepted means something only for nodes and values that are there."""
    shapes, graph = gate().shapes, valid()
    node = URIRef(shape)
    holders = {node} | set(shapes.subjects(SH.property, node))
    holders |= {top for holder in holders for top in shapes.subjects(SH.property, holder)}
    targets = [
        *[(None, None, value) for holder in holders for value in shapes.objects(holder, SH.targetClass)],
        *[(None, name, None) for holder in holders for name in shapes.objects(holder, SH.targetSubjectsOf)],
        *[(None, name, None) for holder in holders for name in shapes.objects(holder, SH.targetObjectsOf)],
    ]
    assert any(pattern in graph for pattern in targets)
    path = shapes.value(node, SH.path)
    if path is not None and shapes.value(node, SH.maxCount) != Literal(0):
        assert graph.query(f"ASK {{ ?node {sparql_path(shapes, path)} ?value }}").askAnswer


@pytest.mark.parametrize("shape", SHAPES, ids=local)
def test_every_shape_says_what_it_wants(shape: str) -> None:
    [message] = gate().shapes.objects(URIRef(shape), SH.message)
    assert str(message).endswith(".")
    assert str(message)[0].isupper() or str(message).startswith(("schema:", "kg:", "owl:", "pq:", "dcterms:"))


def test_a_shape_that_is_part_of_another_has_no_target_of_its_own() -> None:
    shapes = gate().shapes
    parts = set(shapes.objects(None, SH.property))
    assert len(parts) > 100
    for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf):
        assert parts & set(shapes.subjects(target, None)) == set()


TEXTS = gate().shapes.value(SHAPE.Text, SH.path)


def choices(path: Node | None) -> set[str]:
    """The properties that a path is a choice of, however deep."""
    assert path is not None
    inner = gate().shapes.value(path, SH.alternativePath)
    if inner is None:
        return {str(path)}
    return {name for option in Collection(gate().shapes, inner) for name in choices(option)}


def test_the_text_shapes_look_at_the_same_texts() -> None:
    """All but one with a reason: an abstract has paragraphs."""
    shapes = gate().shapes
    parts = [shape for shape in shapes.objects(SHAPE.Texts, SH.property) if local(str(shape)).startswith("Text")]
    assert len(parts) == 9
    assert TEXTS is not None
    paths = {local(str(shape)): shapes.value(shape, SH.path) for shape in parts}
    assert {name for name, path in paths.items() if path != TEXTS} == {"TextLine"}
    assert choices(TEXTS) - choices(paths["TextLine"]) == {str(SCHEMA.abstract)}


NO_TEXT = frozenset(
    # codes, scores and ids, which have forms of their own; and what a statement says again
    "schema:currency schema:inLanguage schema:ratingValue schema:version pq:P1545 wdt:P444 wdt:P1476 rdf:object".split()
) | {f"{prefix}:{site.value}" for prefix in ("wdt", "ps") for site in Site}


def test_every_text_is_looked_at() -> None:
    """No graph has a string for people, in a language or as plain words, that the shapes of texts do not look at."""
    assert TEXTS is not None
    seen = choices(TEXTS)
    values = [(name, value) for graph in (valid(), sample()) for _, name, value in graph if isinstance(value, Literal)]
    strings = {str(name) for name, value in values if value.datatype in (None, XSD.string) or value.language}
    assert len(strings) > 15
    assert {short(Iri(name)) for name in strings - seen} == NO_TEXT
    assert seen - strings == set()


def sample() -> Graph:
    """The graph of the sample article."""
    [page] = kg.read(str(SAMPLE))
    assert isinstance(page, Page)
    return Graph(bind_namespaces="none").parse(data=kg.serialize(kg.extract(page), "nt"), format="nt")


def test_every_currency_that_is_read_is_known() -> None:
    shapes = gate().shapes
    head = shapes.value(URIRef("https://w3id.org/filmkg/shapes#Amount-currency"), SH["in"])
    assert head is not None
    known = {str(code) for code in Collection(shapes, head)}
    assert len(CODES) > 100
    assert set(CODES) - known == set()


def test_all_kinds_of_data_give_the_same_report() -> None:
    [case] = [case for case in CASES if case.id == "role: with two actors"]
    graph = case.graph()
    triples = graph.serialize(format="nt").encode()
    store, named = pyoxigraph.Store(), pyoxigraph.Store()
    store.load(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    dataset = Dataset()
    for number, line in enumerate(triples.splitlines()):
        name = f"urn:graph:{number % 2}"
        named.load(line, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=pyoxigraph.NamedNode(name))
        dataset.graph(URIRef(name)).parse(data=line, format="nt")
    expected = validate(graph)
    assert found(expected) == case.shapes
    for data in (triples, store, named, dataset):
        assert validate(data) == expected


def test_data_are_not_changed() -> None:
    [case] = [case for case in CASES if case.id == "role: with two actors"]
    graph = case.graph()
    before = set(graph)
    validate(graph)
    assert set(graph) == before


def test_an_iri_that_is_none_is_found() -> None:
    """rdflib reads such an IRI and cannot write it."""
    graph = case_with("<https://w3id.org/filmkg/resource/Some One>")
    report = validate(graph)
    assert found(report) == {"Node"}
    assert report.findings[0].focus == "<https://w3id.org/filmkg/resource/Some\\u0020One>"
    assert "<https://w3id.org/filmkg/resource/Some%20One>" in report.to_turtle()


def case_with(node: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    some_one = URIRef(node.strip("<>"))
    for predicate, value in valid().predicate_objects(URIRef(RESOURCE_BASE + "John_Doe")):
        graph.add((some_one, predicate, value))
    return graph


def test_a_gate_is_made_once() -> None:
    assert gate() is gate()
    assert isinstance(gate(), Gate)
