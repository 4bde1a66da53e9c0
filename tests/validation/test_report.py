"""The report, for people and for machines."""

from __future__ import annotations

import pyoxigraph
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.validation import Finding, Report, Severity, gate, validate
from kg.validation.report import sort_findings
from kg.validation.syntax import node_of, text_of

from .cases import Case, read_cases

CASES = {case.id: case for case in read_cases()}
MIXED: Case = CASES["rating: with a score above 100"]


def finding(severity: Severity, focus: str = "<urn:a>", value: str | None = None) -> Finding:
    return Finding(severity, focus, None, value, "Something.", "urn:shape", str(SH.ClassConstraintComponent))


def test_only_a_violation_blocks() -> None:
    warning = finding(Severity.WARNING)
    assert Report((warning, finding(Severity.INFO))).conforms
    assert not Report((finding(Severity.VIOLATION), warning)).conforms


def test_findings_are_sorted_and_once() -> None:
    first, second, third = (
        finding(Severity.VIOLATION, "<urn:b>"),
        finding(Severity.WARNING, "<urn:a>"),
        finding(Severity.WARNING, "<urn:a>", "<urn:v>"),
    )
    assert sort_findings([third, second, first, third]) == (first, second, third)


def test_text() -> None:
    report = validate(CASES["text: a link"].graph())
    assert report.to_text() == (
        "does not conform: 1 violation\n"
        "violation: <https://w3id.org/filmkg/resource/Jane_Roe> schema:name\n"
        "    Wiki markup is left over in a text: [[ ]], {{ }}, ''', || or a table's |, a bracketed address.\n"
        '    value: "a [[b"@en\n'
        "    shape: shape:TextWikiMarkup\n"
    )


def test_text_of_a_property() -> None:
    report = validate(CASES["running-time: of more than 400 minutes"].graph())
    assert report.to_text() == (
        "conforms: 1 warning\n"
        "warning: <https://w3id.org/filmkg/resource/Example_(film)#statement/P2047> ps:P2047\n"
        "    Films of more than 400 minutes are rare.\n"
        '    value: "566.0"^^xsd:decimal\n'
        "    shape: shape:RunningTime-usual\n"
    )


def test_text_of_nothing() -> None:
    assert Report(()).to_text() == "conforms\n"


def test_turtle_is_a_report_of_the_w3c() -> None:
    report = validate(MIXED.graph())
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    [root] = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(root, SH.conforms) == Literal(False)
    results = set(graph.objects(root, SH.result))
    assert len(results) == len(report.findings) > 1
    for result in results:
        for needed in (SH.resultSeverity, SH.focusNode, SH.resultMessage, SH.sourceConstraintComponent, SH.sourceShape):
            assert len(set(graph.objects(result, needed))) == 1
    assert {str(shape) for shape in graph.objects(None, SH.sourceShape)} == {item.shape for item in report.findings}


def test_turtle_of_nothing() -> None:
    graph = Graph().parse(data=Report(()).to_turtle(), format="turtle")
    assert [bool(value) for value in graph.objects(None, SH.conforms)] == [True]


def test_turtle_keeps_paths() -> None:
    """Alternative and inverse paths are nodes of their own."""
    report = validate(CASES["statement: that two things point at"].graph())
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    shape = URIRef("https://w3id.org/filmkg/shapes#Statement-subject")
    [result] = graph.subjects(SH.sourceShape, shape)
    path, expected = Graph(), Graph()
    for target, source, holder in ((path, graph, result), (expected, gate().shapes, shape)):
        predicate = SH.resultPath if holder is result else SH.path
        node = source.value(holder, predicate)
        assert node is not None
        target += source.cbd(node)
    assert len(path) > 60
    assert isomorphic(path, expected)


def test_reports_are_the_same_each_time() -> None:
    graph = MIXED.graph()
    assert validate(graph).to_turtle() == validate(graph).to_turtle()
    assert validate(graph).to_text() == validate(graph).to_text()


TERMS = [
    URIRef("https://en.wikipedia.org/wiki/Am%C3%A9lie_Ōkami_\U0001f3ac"),
    Literal("plain"),
    Literal('"quoted" \\ and\nbroken\rapart\t…', lang="en"),
    Literal("1.50", datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal"), normalize=False),
]


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_terms_survive(term: URIRef | Literal) -> None:
    assert node_of(text_of(term)) == term
    line = f"<urn:s> <urn:p> {text_of(term)} ."
    [quad] = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
    assert quad.object.value == str(term)
