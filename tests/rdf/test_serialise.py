"""All formats say the same, in both engines, byte for byte the same each time."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import cast

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.model import Extraction
from kg.rdf import terms
from kg.rdf.formats import FORMATS, N_QUADS, TRIG, TURTLE, Format, format_of, parse_format
from kg.rdf.mapping import to_triples
from kg.rdf.serialise import PageGraph, page_graph, serialize, to_dataset, to_graph
from kg.rdf.terms import Literal, Object, Triple
from kg.vocab import DCTERMS, KG, PQ, RDF, RDFS, SCHEMA, SKOS, WD, WDT, WIKIBASE, XSD, Iri
from tests.rdf.example import EXAMPLE, PAGE, SECOND

OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
}
RDFLIB = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt", "nquads": "nquads", "trig": "trig"}
TRIPLE_FORMATS = [form for form in FORMATS if not form.named_graphs]
QUAD_FORMATS = [form for form in FORMATS if form.named_graphs]
BY_NAME = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
ODD_BASE = "urn:filmkg:a.b:"


def read_oxigraph(data: bytes, form: Format) -> tuple[set[Triple], set[str]]:
    """Triples as terms of ours, and the names of their graphs."""
    quads = list(pyoxigraph.parse(data, format=OXIGRAPH[form.name]))
    triples = {(_term(quad.subject), _term(quad.predicate), _term(quad.object)) for quad in quads}
    return cast("set[Triple]", triples), {str(quad.graph_name) for quad in quads}


def _term(term: object) -> Object:
    if isinstance(term, pyoxigraph.Literal):
        return Literal(term.value, Iri(term.datatype.value), term.language)
    assert isinstance(term, pyoxigraph.NamedNode)
    return Iri(term.value)


def read_rdflib(data: bytes, form: Format) -> set[tuple[object, ...]]:
    with warnings.catch_warnings():
        # rdflib's own readers use what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        if form.named_graphs:
            dataset = rdflib.Dataset()
            dataset.parse(data=data, format=RDFLIB[form.name])
            return set(dataset.quads())
        return set(rdflib.Graph().parse(data=data, format=RDFLIB[form.name]))


@BY_NAME
@pytest.mark.parametrize("base", ["https://w3id.org/filmkg/resource/", ODD_BASE])
def test_both_engines_read_the_same_triples(form: Format, base: str) -> None:
    data = serialize(EXAMPLE, form, base)
    expected = set(to_triples(EXAMPLE, base))
    assert len(expected) > 600
    found, names = read_oxigraph(data, form)
    assert found == expected
    assert names == ({"<https://en.wikipedia.org/wiki/Example_(film)>"} if form.named_graphs else {"DEFAULT"})
    graph = to_dataset(EXAMPLE, base).quads() if form.named_graphs else to_graph(EXAMPLE, base)
    wanted: set[tuple[object, ...]] = set(graph)
    assert len(wanted) == len(expected)
    assert read_rdflib(data, form) == wanted


@BY_NAME
def test_several_pages(form: Format) -> None:
    expected = {*to_triples(EXAMPLE), *to_triples(SECOND)}
    found, names = read_oxigraph(serialize([EXAMPLE, SECOND], form), form)
    assert found == expected
    assert len(names) == (2 if form.named_graphs else 1)


@BY_NAME
def test_every_kind_of_source_gives_the_same_text(form: Format) -> None:
    data = serialize(EXAMPLE, form)
    assert serialize(page_graph(EXAMPLE), form) == data
    assert serialize([EXAMPLE], form.name) == data
    assert serialize(EXAMPLE, f"{form.name}.gz") == serialize(EXAMPLE, form.compressed())
    assert gzip.decompress(serialize(EXAMPLE, form.compressed())) == data
    if form.named_graphs:
        assert serialize(to_dataset(EXAMPLE), form) == data
    else:
        assert serialize(to_triples(EXAMPLE), form) == data
        assert serialize(to_graph(EXAMPLE), form) == data
        assert serialize(to_dataset(EXAMPLE), form) == data


def test_triples_without_a_name_have_no_graph() -> None:
    triples = to_triples(SECOND)
    assert serialize(triples, N_QUADS) == serialize(triples, "nt")
    assert b"{" not in serialize(triples, TRIG)


def test_texts_are_the_same_in_every_process() -> None:
    """Sets and hashes of strings differ from process to process: nothing of that may show."""
    program = (
        "import hashlib\n"
        "from kg.rdf.formats import FORMATS\n"
        "from kg.rdf.serialise import serialize\n"
        "from tests.rdf.example import EXAMPLE, SECOND\n"
        "for form in FORMATS:\n"
        "    for each in (form, form.compressed()):\n"
        "        print(each.name, hashlib.sha256(serialize([EXAMPLE, SECOND], each)).hexdigest())\n"
    )
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=root,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 2 * len(FORMATS)


def test_gzip_holds_no_time() -> None:
    assert serialize(SECOND, "nt.gz")[4:8] == bytes(4)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize("form", [TURTLE, parse_format("nt")], ids=lambda form: form.name)
def test_rapper_reads_it_too(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"film{form.extension}"
    path.write_bytes(serialize(EXAMPLE, form))
    run = subprocess.run(
        ["rapper", "-q", "-i", form.name, "-o", "ntriples", str(path)], capture_output=True, check=False, text=True
    )
    assert run.returncode == 0, run.stderr
    assert len(set(run.stdout.splitlines())) == len(to_triples(EXAMPLE))


# What people read


def test_turtle_begins_with_the_film_and_binds_what_it_uses() -> None:
    text = serialize(EXAMPLE, "turtle").decode()
    header, _, body = text.partition("\n\n")
    assert body.startswith("<https://w3id.org/filmkg/resource/Example_(film)> a schema:Movie ;\n    schema:name ")
    bound = [line.split()[1] for line in header.splitlines()]
    assert len(bound) > 10
    for prefix in bound:
        assert f" {prefix}" in body or f"^^{prefix}" in body or f"\n{prefix}" in body, prefix
    small = serialize(SECOND, "turtle").decode()
    assert "@prefix pr:" not in small
    assert "@prefix xsd:" not in small


def test_tracks_and_roles_stand_in_the_order_of_the_article() -> None:
    tree = json.loads(serialize(EXAMPLE, "jsonld"))
    unlinked = next(album for album in tree["wdt:P406"] if album["name"] == "Example soundtrack")
    assert [track["position"] for track in unlinked["track"]] == [1, 2, 3, 4, 5, 6]
    assert [role.get("pq:P1545") for role in tree["p:P161"]] == ["1", "2", "3", "5", None]


def test_jsonld_is_a_tree_under_the_film() -> None:
    tree = json.loads(serialize(EXAMPLE, "jsonld"))
    assert "@graph" not in tree
    assert tree["@id"] == "https://w3id.org/filmkg/resource/Example_(film)"
    assert tree["@type"] == "Movie"
    assert tree["name"] == "Example"
    assert tree["director"]["name"] == "Jane Roe"
    assert tree["datePublished"] == "1995-10-27"
    assert tree["releasedEvent"][0]["startDate"] == {"@type": "xsd:gYear", "@value": "1995"}
    assert tree["releasedEvent"][1]["startDate"] == "1995-10-27"
    assert tree["releasedEvent"][1]["psv:P577"]["timePrecision"] == 11
    assert tree["nomination"][0]["kg:award"]["name"] == "1st Grand Prix"
    assert all(isinstance(nomination, dict) for nomination in tree["nomination"])
    assert tree["budget"]["minValue"] == "3500000"
    # Each node is described once.
    described = [node["@id"] for node in _dicts(tree) if len(node) > 1 and "@id" in node]
    assert len(described) == len(set(described)) == len({s for s, _, _ in to_triples(EXAMPLE)})


def _dicts(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        return [found for item in value for found in _dicts(item)]
    if isinstance(value, dict):
        return [value, *(found for key, item in value.items() if key != "@context" for found in _dicts(item))]
    return []


def test_jsonld_needs_no_other_file_and_lists_only_what_it_uses() -> None:
    text = serialize(SECOND, "jsonld").decode()
    context = json.loads(text)["@context"]
    assert isinstance(context, dict)
    for name in context:
        assert text.count(f'"{name}"') > 1 or f'"{name}:' in text or f": {name}" in text, name
    assert "actor" not in context


def test_jsonld_of_several_films_is_a_list() -> None:
    tree = json.loads(serialize([EXAMPLE, SECOND], "jsonld"))
    assert [film["name"] for film in tree["@graph"]] == ["Example", "Heat"]
    # The person they share is described with the first.
    assert tree["@graph"][1]["director"] == "https://w3id.org/filmkg/resource/Jane_Roe"


# Any graph

IRIS = st.sampled_from(
    [
        Iri("http://example.org/"), Iri("http://example.org/a#b"), Iri("urn:a:b"), Iri("http://schema.org/new-term"),
        Iri("https://w3id.org/filmkg/resource/A.B"), Iri("https://w3id.org/filmkg/resource/-"), Iri("mailto:a@b"),
        Iri("https://w3id.org/filmkg/resource/"), Iri("https://w3id.org/filmkg/resource/é_1"), WD.Q1, SCHEMA.Movie,
        Iri("http://www.wikidata.org/prop/direct/"), KG.award, KG.Won,
    ]
)  # fmt: skip
PREDICATES = st.sampled_from(
    [
        RDF.type, SCHEMA.name, SCHEMA.award, KG.award, SCHEMA.startDate, SCHEMA.position, SCHEMA.duration,
        SCHEMA.sameAs, WDT.P57, WDT.P2047, PQ.P1545, RDFS.label, SKOS.prefLabel, DCTERMS.subject, WIKIBASE.rank,
        KG.year, Iri("http://example.org/p"), Iri("urn:p"),
    ]
)  # fmt: skip
LITERALS = st.one_of(
    st.builds(terms.text, st.text(max_size=20)),
    st.builds(terms.text_in, st.text(max_size=20), st.sampled_from(["en", "de", "pt-BR"])),
    st.builds(terms.integer, st.integers()),
    st.builds(terms.decimal, st.decimals(-1000, 1000, places=2)),
    st.builds(terms.year, st.integers(1, 9999)),
    st.builds(terms.duration, st.integers(1, 10**6)),
    st.sampled_from(
        [Literal("true", XSD.boolean), Literal("1995-10-27", XSD.date), Literal("x", Iri("http://example.org/type"))]
    ),
)
GRAPHS = st.lists(st.tuples(IRIS, PREDICATES, st.one_of(IRIS, LITERALS)), max_size=30).map(
    lambda triples: tuple(
        (s, p, o) for s, p, o in triples if not (p == RDF.type and isinstance(o, Literal))
    )
)  # fmt: skip


@given(GRAPHS)
def test_any_graph_comes_back_as_it_was(triples: tuple[Triple, ...]) -> None:
    name = Iri("http://example.org/graph")
    for form in FORMATS:
        found, _ = read_oxigraph(serialize(PageGraph(name, triples), form), form)
        assert found == set(triples), form.name


def test_an_empty_graph() -> None:
    for form in FORMATS:
        assert read_oxigraph(serialize([], form), form) == (set(), set())
        assert read_oxigraph(serialize(Extraction(PAGE, EXAMPLE.kind), form), form) == (set(), set())


def test_blank_nodes_are_refused() -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.BNode(), rdflib.RDF.type, rdflib.URIRef("http://schema.org/Movie")))
    with pytest.raises(UsageError, match="without blank nodes"):
        serialize(graph, "turtle")


def test_rdflib_prefixes() -> None:
    graph = to_graph(replace(SECOND))
    bound = dict(graph.namespaces())
    assert str(bound["schema"]) == "http://schema.org/"
    assert str(bound["resources"]) == "https://w3id.org/filmkg/resource/"


# Names of formats

NAMES = [
    ("turtle", "turtle"), ("TTL", "turtle"), (".ttl", "turtle"), ("json-ld", "jsonld"), ("jsonld", "jsonld"),
    ("nt", "ntriples"), ("nq", "nquads"), ("trig", "trig"), ("turtle.gz", "turtle.gz"), ("nt.gz", "ntriples.gz"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_format_names(name: str, expected: str) -> None:
    assert parse_format(name).name == expected


@pytest.mark.parametrize("name", ["", "rdfxml", "gz", ".gz", "turtle.bz2", "turtle.gz.gz"])
def test_unknown_formats(name: str) -> None:
    with pytest.raises(UsageError, match="expected one of ttl, jsonld, nt, nq, trig"):
        parse_format(name)


EXTENSIONS = [
    ("a.ttl", "turtle"), ("a.b.JSONLD", "jsonld"), ("x/a.nt", "ntriples"), ("a.nq.gz", "nquads.gz"), ("a.gz", None),
    ("a", None), (".ttl", None), ("a.ttl/b", None), ("a.rdf", None), ("a.trig", "trig"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), EXTENSIONS)
def test_formats_of_files(path: str, expected: str | None) -> None:
    form = format_of(path)
    assert (form.name if form else None) == expected
