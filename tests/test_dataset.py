"""The description of an export says what a SPARQL engine counts in it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph
import pytest

from kg import __version__
from tests.conftest import SAMPLE, Run

PREFIXES = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <http://schema.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
SECOND = """{{Infobox film|name=Example|director=[[Mike Figgis]]|starring=[[Nicolas Cage]]|released={{Film date|2001}}
|runtime=90 minutes|country=United States|language=English}}
'''''Example''''' is a 2001 film.

[[Category:2001 films]]
"""


@pytest.fixture
def described(kg: Run, tmp_path: Path) -> tuple[pyoxigraph.Store, pyoxigraph.Store]:
    """(the export of two films who share people, its description)."""
    dump = tmp_path / "dump.xml"
    dump.write_text(_dump(SECOND), "utf-8")
    done = kg(
        "export", SAMPLE, dump, "-o", "films.nq.gz", "--dataset-description", "void.ttl", "--issued", "2024-05-01"
    )
    assert done.returncode == 0, done.stderr
    assert "2 exported" in done.stderr
    films, void = pyoxigraph.Store(), pyoxigraph.Store()
    films.load(gzip.decompress((tmp_path / "films.nq.gz").read_bytes()), format=pyoxigraph.RdfFormat.N_QUADS)
    void.load((tmp_path / "void.ttl").read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(films) > 3000
    return films, void


def _dump(text: str) -> str:
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><page>'
        "<title>Example (2001 film)</title><ns>0</ns><id>7</id><revision><id>70</id>"
        "<timestamp>2020-01-02T03:04:05Z</timestamp><model>wikitext</model><format>text/x-wiki</format>"
        f"<text>{text}</text></revision></page></mediawiki>"
    )


def rows(store: pyoxigraph.Store, query: str) -> set[tuple[str, ...]]:
    found = store.query(PREFIXES + query, use_default_graph_as_union=False)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return {tuple(value.value for value in row) for row in found}


COUNTS = (
    ("?d a dcat:Dataset ; void:triples ?n", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),
    ("?d a void:Dataset ; void:documents ?n", "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),
    ("?d void:distinctSubjects ?n", "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),
    ("?d void:classes ?n", "SELECT (COUNT(DISTINCT ?c) AS ?n) { GRAPH ?g { ?s a ?c } }"),
    ("?d void:properties ?n", "SELECT (COUNT(DISTINCT ?p) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),
    (
        "?x void:class ?c ; void:entities ?n",
        "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?c } } GROUP BY ?c",
    ),
    (
        "?x void:property ?p ; void:triples ?n",
        "SELECT ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?p",
    ),
    (
        "?x a void:Linkset ; void:objectsTarget/void:uriSpace 'https://en.wikipedia.org/wiki/' ; void:triples ?n",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s schema:sameAs ?o "
        "FILTER(STRSTARTS(STR(?o), 'https://en.wikipedia.org/wiki/')) } }",
    ),
)  # fmt: skip


def test_numbers_are_those_that_sparql_counts(described: tuple[pyoxigraph.Store, pyoxigraph.Store]) -> None:
    films, void = described
    for stated, counted in COUNTS:
        variables = " ".join(v for v in ("?c", "?p", "?n") if v in stated)
        said = rows(void, f"SELECT {variables} {{ {stated} }}")
        assert said, stated
        assert said == rows(films, counted), stated


def test_examples_and_vocabularies(described: tuple[pyoxigraph.Store, pyoxigraph.Store]) -> None:
    films, void = described
    examples = rows(void, "SELECT ?x { ?d void:exampleResource ?x }")
    assert len(examples) == 6
    for (example,) in examples:
        assert rows(films, f"SELECT ?p {{ GRAPH ?g {{ <{example}> ?p ?o }} }}"), example
    vocabularies = rows(void, "SELECT ?x { ?d void:vocabulary ?x }")
    assert ("http://schema.org/",) in vocabularies
    assert ("https://w3id.org/filmkg/ontology#",) in vocabularies


def test_licence_version_and_days(described: tuple[pyoxigraph.Store, pyoxigraph.Store]) -> None:
    _, void = described
    assert rows(void, "SELECT ?x { ?d a dcat:Dataset ; dcterms:license ?x }") == {
        ("https://creativecommons.org/licenses/by-sa/4.0/",)
    }
    assert rows(void, "SELECT ?x { ?d dcterms:creator/schema:version ?x }") == {(__version__,)}
    assert rows(void, "SELECT ?x { ?d dcterms:issued ?x }") == {("2024-05-01",)}
    assert rows(void, "SELECT ?x ?y { ?z a dcat:Distribution ; dcat:mediaType ?x ; dcat:compressFormat ?y }") == {
        tuple(f"https://www.iana.org/assignments/media-types/application/{name}" for name in ("n-quads", "gzip"))
    }


def test_values_are_in_the_ranges_of_their_properties(
    described: tuple[pyoxigraph.Store, pyoxigraph.Store],
) -> None:
    """What DCAT 3 and VoID want to be a resource of a class is no text."""
    _, void = described
    assert rows(void, "SELECT ?x { ?d a dcat:Dataset ; dcterms:language ?x FILTER(isIRI(?x)) }") == {
        ("http://id.loc.gov/vocabulary/iso639-1/en",)
    }
    [(rights,)] = rows(void, "SELECT ?t { ?d dcterms:rights ?x . ?x a dcterms:RightsStatement ; rdfs:label ?t }")
    assert "history" in rights
    targets = "SELECT ?x { ?l a void:Linkset ; void:subjectsTarget|void:objectsTarget ?x "
    assert rows(void, f"{targets} }}")
    assert rows(void, f"{targets} FILTER NOT EXISTS {{ ?x a void:Dataset }} }}") == set()
    assert rows(void, "SELECT ?x { ?d a dcat:Dataset ; dcterms:title ?x }") == {("What 2 film articles state",)}


def test_no_day_without_asking_and_the_same_bytes_again(kg: Run, tmp_path: Path) -> None:
    texts = []
    for name in ("a.ttl", "b.ttl"):
        done = kg("export", SAMPLE, "-o", "out/", "--dataset-description", name)
        assert done.returncode == 0, done.stderr
        texts.append((tmp_path / name).read_bytes())
    assert texts[0] == texts[1]
    assert b"issued" not in texts[0]
    assert b'"What 1 film article states"' in texts[0]
    assert b"text/turtle" in texts[0]
    assert b"ld+json" in texts[0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--dataset-description", "-", "-o", "-"], "standard output is named twice"),
        (["--issued", "2024-05-01"], "--dataset-description"),
        (["--issued", "soon", "--dataset-description", "x.ttl"], "expected a day"),
    ],
)
def test_wrong_calls(kg: Run, options: list[str], message: str) -> None:
    done = kg("export", SAMPLE, *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_description_on_standard_output(kg: Run) -> None:
    done = kg("export", SAMPLE, "-o", "films.nt", "--dataset-description", "-")
    assert done.returncode == 0
    assert done.stdout.startswith("@prefix schema:")
    assert "a void:Dataset" in done.stdout
