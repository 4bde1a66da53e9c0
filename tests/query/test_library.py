"""The named queries: each gives the rows that are written down for it, in a store, over files and as plain text."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import UsageError
from kg.query.engine import Query, answered
from kg.query.library import TYPES, bind_as_values, free_term, named_queries, parse, term
from kg.stores.embedded import Tally, load, writable
from kg.stores.pages import page_quads

from .cases import CASES, Case, files

ASKED = {case.query for case in CASES}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return [str(file) for file in files(tmp_path_factory.mktemp("exports"))]


@pytest.fixture(scope="module")
def directory(exports: list[str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("stores") / "films.store")
    with writable(path) as store:
        for file in exports:
            load(store, page_quads(file), Tally())
    return path


def rows_of(directory: str | list[str], query: Query) -> list[list[str]]:
    _, rows = answered(directory, query, ("json",), None).rows()
    assert all(isinstance(value, NamedNode | Literal) for row in rows for value in row), "every variable is bound"
    return [[value.value for value in row if isinstance(value, NamedNode | Literal)] for row in rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rows(case: Case, directory: str) -> None:
    assert case.rows
    query = named_queries()[case.query]
    assert rows_of(directory, Query(query.text, query.terms(case.values))) == case.rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_same_rows_over_files(case: Case, exports: list[str]) -> None:
    query = named_queries()[case.query]
    assert rows_of(exports, Query(query.text, query.terms(case.values))) == case.rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_text_is_plain_sparql(case: Case, exports: list[str]) -> None:
    """No prefix from outside, no substitution: what any endpoint gets."""
    store = Store()
    for file in exports:
        store.extend(quad for _, quads in page_quads(file) for quad in quads)
    query = named_queries()[case.query]
    found = store.query(bind_as_values(query.text, query.terms(case.values)), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    assert [[value.value for value in solution] for solution in found] == case.rows


def test_every_query_has_a_case() -> None:
    assert set(named_queries()) == ASKED
    assert len(list((Path(__file__).parent / "rows").iterdir())) == len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("name", named_queries())
def test_header(name: str) -> None:
    query = named_queries()[name]
    assert query.sentence.endswith(".")
    assert query.text.startswith("# ")
    assert "ORDER BY" in query.text
    for parameter in query.parameters:
        assert f"?{parameter.name}" in query.text.partition("SELECT")[2]
        assert parameter.type in TYPES
        assert term(parameter.example, parameter.type, parameter.name)
    # What is left in the header is no parameter that could not be read.
    assert "?" not in query.sentence


@pytest.mark.parametrize("name", [name for name in named_queries() if name.startswith("wikidata/")])
def test_wikidata_terms_only(name: str) -> None:
    declared = re.findall(r"^PREFIX (\w+):", named_queries()[name].text, re.MULTILINE)
    assert declared
    assert set(declared) <= {"wd", "wdt", "p", "ps", "psv", "pq", "pr", "wikibase", "prov", "rdfs"}


def test_order_is_total(exports: list[str]) -> None:
    """All columns that could tell two rows apart are in ORDER BY, or follow from those that are."""
    for case in CASES:
        rows = case.rows
        assert len({tuple(row) for row in rows}) == len(rows), case.name


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "filmography: needs the parameter actor, such as --param actor='Nicolas Cage'"),
        ({"actor": "X", "film": "Y"}, "filmography: has no parameter 'film' (it takes actor)"),
    ],
)
def test_wrong_parameters(values: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)):
        named_queries()["filmography"].terms(values)


@pytest.mark.parametrize(("value", "kind"), [("95", "year"), ("ten", "integer"), ("no iri", "iri"), ("", "iri")])
def test_wrong_value(value: str, kind: str) -> None:
    with pytest.raises(UsageError, match=f"parameter x: '{value}' is no {kind}"):
        term(value, kind, "x")


HOSTILE = [
    '"',
    "\\",
    '") } DROP ALL #',
    '"@en) } UNION { ?s ?p ?o } #',
    "\n",
    "'''",
    '"""',
    "?film",
    "\\u0022",
    "é😀\t",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("language", [None, "en"])
def test_values_are_terms_never_text(value: str, language: str | None) -> None:
    """A value comes out as it went in, as the one term of the one row."""
    literal = Literal(value, language=language) if language else Literal(value)
    found = Store().query(bind_as_values("SELECT ?x { BIND(?x AS ?y) }", {"x": literal}))
    assert isinstance(found, QuerySolutions)
    assert [solution["x"] for solution in found] == [literal]


@pytest.mark.parametrize("value", [*HOSTILE, "<a> , <b>", "_:b", "<a:b> ; a <c:d>", "", "a", "[]", "( 1 )"])
def test_free_values_that_are_no_term_are_text(value: str) -> None:
    assert free_term(value) == Literal(value)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("<http://x.example/>", NamedNode("http://x.example/")),
        ("kg:Won", NamedNode("https://w3id.org/filmkg/ontology#Won")),
        ("Nicolas Cage", Literal("Nicolas Cage")),
        ("7", Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))),
        ('"Heat"@en', Literal("Heat", language="en")),
    ],
)
def test_free_values(value: str, meant: pyoxigraph.NamedNode | pyoxigraph.Literal) -> None:
    assert free_term(value) == meant


def test_a_query_of_ones_own_may_have_a_header() -> None:
    query = parse("x.rq", "# What it is.\n# ?y (year, optional, such as 1995): when\n\nSELECT ?y { }")
    assert query.sentence == "What it is."
    assert [(p.name, p.type, p.example, p.meaning, p.optional) for p in query.parameters] == [
        ("y", "year", "1995", "when", True)
    ]
    assert parse("x.rq", "SELECT ?y { }").parameters == ()
