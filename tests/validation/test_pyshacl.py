"""The gate's verdicts are pySHACL's: on graphs with nodes left out, with random violations, and on the corpus."""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

import kg
from kg.model import Page
from kg.rdf.serialise import PageGraph, page_graph
from kg.rdf.terms import Literal as Text
from kg.validation import Gate, Report, gate, validate
from kg.validation.engine import rdflib_settings_kept
from tests.conftest import ROOT, SAMPLE

from .cases import valid
from .test_compiler import DATA, HEAD, NODE_TESTS, PROPERTY_TESTS, VALUE_TESTS, shapes

GIVES_UP = (TypeError, ValueError, ArithmeticError)
"""What pySHACL raises when it cannot compare ill-typed literals; a test of its own says what the gate does then."""


def focus_nodes(report: Report) -> set[tuple[str, str]]:
    return {(finding.shape, finding.focus) for finding in report.findings}


@pytest.mark.parametrize("node", ["a", "b", "c", "d", "e", "f", "g", "i"])
@pytest.mark.parametrize(
    "constraints", [VALUE_TESTS[::2], VALUE_TESTS[1::2], PROPERTY_TESTS[::2], PROPERTY_TESTS[1::2], NODE_TESTS]
)
def test_every_construct_without_one_of_the_nodes(constraints: list[str], node: str) -> None:
    """What a shape finds depends on what is there: the constructs once more, each time without one node."""
    wrap = "{}" if constraints is NODE_TESTS else "sh:property [ {} ]"
    made = Gate(
        shapes(
            "".join(
                f":S{number} a sh:NodeShape ; sh:targetClass :C ; {wrap.format(constraint)} .\n"
                for number, constraint in enumerate(constraints)
            )
        )
    )
    graph = Graph(bind_namespaces="none").parse(data=HEAD + DATA, format="turtle")
    graph.remove((URIRef(f"urn:{node}"), None, None))
    report = made.validate(graph)
    assert report.findings
    assert report == made.reference(graph)


ODD: list[Node] = [
    URIRef("http://example.org/x"),
    URIRef("https://en.wikipedia.org/wiki/Some%20page"),
    BNode("b"),
    Literal("text"),
    Literal(" [[text]] ", lang="en"),
    Literal("texte", lang="fr"),
    Literal("7", datatype=XSD.integer),
    Literal("-7.5", datatype=XSD.decimal),
    Literal("seven", datatype=XSD.integer, normalize=False),
    Literal("2000-02-30", datatype=XSD.date, normalize=False),
    Literal("1999", datatype=XSD.gYear),
    Literal("1850-01-01T00:00:00Z", datatype=XSD.dateTime, normalize=False),
    Literal("PT400M", datatype=XSD.duration, normalize=False),
]


def spoilt(graph: Graph, random: Random, changes: int) -> Graph:
    """A copy with triples taken out, put in, and with other objects."""
    out = Graph(bind_namespaces="none")
    out += graph
    for _ in range(changes):
        triples = sorted(out)
        subject, predicate, value = random.choice(triples)
        other = random.choice(triples)
        match random.randrange(4):
            case 0:
                out.remove((subject, predicate, value))
            case 1:
                out.add((other[0], predicate, value))
            case 2:
                out.remove((subject, predicate, value))
                out.add((subject, predicate, other[2]))
            case 3:
                out.remove((subject, predicate, value))
                out.add((subject, predicate, random.choice(ODD)))
    return out


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_random_violations(seed: int, changes: int) -> None:
    graph = spoilt(valid(), Random(seed), changes)
    try:
        expected = gate().reference(graph)
    except GIVES_UP:
        assert validate(graph).findings
        return
    assert focus_nodes(validate(graph)) == focus_nodes(expected)


def rdf(graph: PageGraph) -> Graph:
    """The same triples in rdflib, with the very characters of their literals."""
    out = Graph(bind_namespaces="none")
    for subject, predicate, value in graph.triples:
        node: Node = URIRef(str(value))
        if isinstance(value, Text):
            datatype = None if value.language or value.datatype == str(XSD.string) else URIRef(value.datatype)
            node = Literal(value.lexical, lang=value.language, datatype=datatype, normalize=False)
        out.add((URIRef(subject), URIRef(predicate), node))
    return out


CORPUS = ROOT.parent / "shared" / "corpus" / "articles"
FILES = sorted(CORPUS.glob("*")) if CORPUS.is_dir() else []
CHOSEN = FILES if os.environ.get("FILMKG_WHOLE_CORPUS") else FILES[::16]
"""pySHACL takes a second or two for each; with the variable set, all are read."""


@pytest.mark.parametrize("file", [SAMPLE, *CHOSEN], ids=lambda file: file.name)
def test_articles(file: os.PathLike[str]) -> None:
    """Of each film, as it is and with random changes, given as triples and as a graph of rdflib."""
    for page in kg.read(str(file)):
        if isinstance(page, Page) and (extraction := kg.extract(page)).film is not None:
            graph = page_graph(extraction)
            whole = rdf(graph)
            assert len(whole) == len(graph.triples) > 50
            expected = gate().reference(whole)
            assert validate(graph) == validate(whole) == expected
            assert expected.conforms
            changed = spoilt(whole, Random(page.title), 5)
            with rdflib_settings_kept():
                try:
                    expected = gate().reference(changed)
                except GIVES_UP:
                    continue
            assert focus_nodes(validate(changed)) == focus_nodes(expected)


def test_the_type_of_a_node_counts_below_its_class() -> None:
    """Classes of the data's own are looked at, as the recommendation wants."""
    made = Gate(shapes(":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :r ; sh:class :D ] ."))
    below = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
    data = f":E {below} :D . :F {below} :C . :a a :F ; :r :b . :b a :E . :c a :C ; :r :d . :d a :C ."
    graph = Graph(bind_namespaces="none").parse(data=HEAD + data, format="turtle")
    assert {finding.focus for finding in made.validate(graph).findings} == {"<urn:c>"}
    assert made.validate(graph) == made.reference(graph)
