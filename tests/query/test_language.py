"""What is done with the text of queries before they are parsed: SERVICE refused, parameters put in their place."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import UsageError
from kg.query.language import bind, refuse_remote, tokens

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
    # A dot begins no local name, a comparison no IRI, and a name may have any letter of its script.
    "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p :.SERVICE :x { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE:x#>\n{ ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { FILTER(EXISTS{}<?o)SERVICE?x#>\n{ ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { FILTER(?s<?o)#>'''\nSERVICE :x { ?s ?p ?o } #'''\n }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { FILTER(?s<:o&&1=1)#'>\nSERVICE :x { ?s ?p ?o } #'\n }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p :e\u0301\\' . SERVICE :x { ?s ?p ?o } FILTER(1 != '') }",
    # A string with what is no escape is none: its begin is an empty one, and what follows is the query's.
    'PREFIX : <urn:x> SELECT * { VALUES ?v { """ " :a\\-b } SERVICE :x {} VALUES ?w { """ " } }',
    'PREFIX : <urn:x> SELECT * { VALUES ?v { """ " }#\\uD800\nSERVICE :x {} VALUES ?w { """ " } }',
)
HARMLESS = (
    "SELECT * { ?service ?p 'SERVICE <http://x.example/> {}' }",
    'SELECT * { ?s ?p """a "SERVICE" <x>""" }',
    "SELECT * { <http://x.example/SERVICE> ?p ?o } # SERVICE <http://x.example/> { }",
    "PREFIX s: <http://schema.org/> SELECT * { ?s s:serviceType ?o }",
    "DESCRIBE <http://x.example/#service>",
    "PREFIX e\u0301: <http://x.example/> SELECT * { ?s e\u0301:it\\'s_a_service ?service\u0301 }",
    "SELECT * { ?s ?p 'a\\tb\\u00e9\\U0001F3ACSERVICE', '''it's a \"\"service''' }",
)
HOSTILE = {
    "quotes": "'\\'",
    "long strings": '"""a" \\',
    "long strings, quotes alone": '"""\\""\\',
    "triple quotes": '"""',
    "words": "a",
    "names": "a.",
    "hyphens": "-",
    "local names": "a:b",
    "marks": "<",
    "IRIs": "<a",
    "IRIs with a comment": "<#",
    "IRIs with a mark": "<#>",
    "comments": "#\n",
    "variables": "?",
    "spaces": " \t",
    "backslashes": "\\",
    "percent signs": ":%",
}


@pytest.mark.parametrize("query", ASKS_OTHERS)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="SERVICE is refused"):
        refuse_remote(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_elsewhere_is_not(query: str) -> None:
    refuse_remote(query)
    Store().query(query)


@pytest.mark.parametrize("case", HOSTILE)
def test_time_is_in_proportion_to_the_length(case: str) -> None:
    """Otherwise each would take minutes, in which a server answers nobody."""
    text = HOSTILE[case] * ((256 << 10) // len(HOSTILE[case]))
    assert sum(len(token.text) for token in tokens(text)) <= len(text)
    with pytest.raises(UsageError, match="SERVICE is refused"):
        refuse_remote(text + "\n SERVICE")
    refuse_remote("?service " + text)


def test_tokens() -> None:
    query = "SELECT ?a{:a.b:c x-y:z\\'.1.5 \"\"'it' <a>#c\n.FILTER(?a<5)}'no end }"
    assert [(token.kind, token.text) for token in tokens(query)] == [
        ("word", "SELECT"), ("variable", "?a"), ("mark", "{"), ("prefixed", ":a.b:c"), ("prefixed", "x-y:z\\'.1.5"),
        ("string", '""'), ("string", "'it'"), ("iri", "<a>"), ("mark", "."), ("word", "FILTER"), ("mark", "("),
        ("variable", "?a"), ("mark", "<"), ("word", "5"), ("mark", ")"), ("mark", "}"), ("open", "'no end }"),
    ]  # fmt: skip


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
