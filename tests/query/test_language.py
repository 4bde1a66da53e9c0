"""What is done with the text of queries before they are parsed: SERVICE refused, parameters put in their place."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import UsageError
from kg.query.language import bind, refuse_remote

X = {"x": NamedNode("http://x.example/1")}
ASKS_OTHERS = (
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:1/> SELECT * { SERVICE e:sparql { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:1/> SELECT * { SERVICEe:sparql { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:sparql { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s <p:p> 1SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s <p:p> trueSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s <p:p> 'a'SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s <p:p> '''it's'''SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { # comment\rSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s <p:#> ?o SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
)
HARMLESS = (
    "SELECT * { ?service ?p 'SERVICE <http://x.example/> {}' }",
    'SELECT * { ?s ?p """a "SERVICE" <x>""" }',
    "SELECT * { <http://x.example/SERVICE> ?p ?o } # SERVICE <http://x.example/> { }",
    "PREFIX s: <http://schema.org/> SELECT * { ?s s:serviceType ?o }",
)


@pytest.mark.parametrize("query", ASKS_OTHERS)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="SERVICE is refused"):
        refuse_remote(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_elsewhere_is_not(query: str) -> None:
    refuse_remote(query)
    Store().query(query)


def test_the_place_is_told() -> None:
    with pytest.raises(UsageError, match="at 2:3: SERVICE"):
        refuse_remote("SELECT * {\n  SERVICE <http://x.example/> { }\n}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { }",
        "SELECT * { } ORDER BY ?x",
        "PREFIX e: <http://x.example/#>\nSELECT ?x # {\nWHERE { }",
        "SELECT (EXISTS { ?s ?p ?x } AS ?e) ?x WHERE { }",
        "SELECT ('{' AS ?brace) ?x { }",
        "SELECT ?x FROM <http://x.example/g> WHERE { }",
        "SELECT ?x (COUNT(*) AS ?n) WHERE { } GROUP BY ?x",
        "SELECT ?x { { SELECT ?y { } } FILTER(BOUND(?x)) }",
        "DESCRIBE ?x WHERE { }",
        "ASK { FILTER(?x = <http://x.example/1>) }",
        "CONSTRUCT { ?x a ?x . } WHERE { }",
    ],
)
def test_bound(query: str) -> None:
    found = Store().query(bind(query, X))
    match found:
        case QueryBoolean():
            assert bool(found)
        case QueryTriples():
            assert all(triple.subject == X["x"] for triple in found)
        case QuerySolutions():
            solutions = list(found)
            names = [variable.value for variable in found.variables]
            assert "x" in names
            assert [solution["x"] for solution in solutions] == [X["x"]]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT ?y { ?y ?p ?o }", r"the query has no variable \?x"),
        ("SELECT ?y { ?y ?p '?x' } # ?x", r"the query has no variable \?x"),
        ("DESCRIBE ?x", "no WHERE"),
        ("CONSTRUCT WHERE { ?x ?p ?o }", "no WHERE"),
    ],
)
def test_cannot_be_bound(query: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        bind(query, X)


def test_several_parameters_are_one_row() -> None:
    text = bind("SELECT * { BIND(?a AS ?c) BIND(?b AS ?d) }", {"b": Literal("2"), "a": Literal("1")})
    found = Store().query(text)
    assert isinstance(found, QuerySolutions)
    assert [(s["a"], s["b"]) for s in found] == [(Literal("1"), Literal("2"))]
