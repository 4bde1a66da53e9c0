"""Queries with the dataset of a request, evaluated."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.web.dataset import with_dataset

DEFAULT, NAMED = ["urn:a"], ["urn:b"]
HEADS = [
    "SELECT * { ?s ?p ?o }",
    "select (EXISTS { ?x ?y ?z } AS ?e) ?s where{?s ?p ?o}",
    "SELECT * FROM <urn:c> FROM NAMED <urn:c> WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 5",
    "PREFIX from: <urn:> # FROM <urn:c> {\nSELECT ?s FROM from:c { ?s ?p ?o }",
    "BASE <urn:x> SELECT ?s FROM <#c> FROM <c> { ?s ?p ?o FILTER(STR(?o) != 'FROM {') }",
    "SELECT (COUNT(*) AS ?from) { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?o } VALUES ?p { <urn:p> }",
    "ASK { ?s ?p ?o }",
    "ASK FROM NAMED <urn:c> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o . ?o ?p ?s } FROM <urn:c> WHERE { ?s ?p ?o }",
    "CONSTRUCT FROM <urn:c> WHERE { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "CONSTRUCT {} { ?s ?p ?o }",
    "DESCRIBE <urn:a>",
    "DESCRIBE <urn:a> # of it",
    "DESCRIBE <urn:a> FROM <urn:c>",
    "DESCRIBE ?s { ?s ?p ?o }",
    "DESCRIBE <urn:a> LIMIT 3",
    "DESCRIBE * FROM NAMED <urn:c> WHERE { ?s ?p ?o } LIMIT 3",
]


@pytest.fixture(scope="module")
def store() -> Store:
    """One triple in each of three graphs: the graph's name is its subject."""
    filled = Store()
    for name in ("urn:a", "urn:b", "urn:c"):
        filled.add(Quad(NamedNode(name), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode(name)))
    return filled


def things(found: QuerySolutions | QueryBoolean | QueryTriples) -> set[str]:
    """All that an answer tells, as text."""
    if isinstance(found, QueryBoolean):
        return {str(bool(found))}
    if isinstance(found, QueryTriples):
        return {str(triple.subject) for triple in found}
    return {str(value) for row in found for value in row if value is not None}


@pytest.mark.parametrize("query", HEADS)
def test_dataset_of_the_request_counts(store: Store, query: str) -> None:
    """As with the engine's own switches, which no text takes part in."""
    found = store.query(query, default_graph=[NamedNode("urn:a")], named_graphs=[NamedNode("urn:b")])
    assert things(store.query(with_dataset(query, DEFAULT, NAMED))) == things(found)
    assert with_dataset(query, [], []) == query


NO_QUERIES = ["", "SELECT", "SELECT *", "FROM", "ASK FROM", "ASK FROM NAMED", "}{", "CONSTRUCT {", "# x"]


@pytest.mark.parametrize("text", NO_QUERIES)
def test_no_query_stays_none(store: Store, text: str) -> None:
    with pytest.raises(SyntaxError):
        store.query(with_dataset(text, DEFAULT, NAMED))
