"""The named queries give the same rows from the servers that people run as from the embedded store: those of
tests/query/rows, which tests/query holds the embedded store to."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from kg.query.library import bind_as_values, named_queries
from kg.stores.connection import Connection
from kg.stores.pages import NamedGraph, named_graphs
from kg.stores.remote import Remote

from ..query.cases import CASES, Case, files
from .conftest import Started
from .servers import SERVERS, Server

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {XSD + "integer", XSD + "decimal"}
_DECIMAL = re.compile(r"-?[0-9]+\.0")


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> list[NamedGraph]:
    found = [graph for file in files(tmp_path_factory.mktemp("exports")) for graph in named_graphs(str(file))]
    assert len(found) >= 3
    return found


@pytest.fixture(scope="module", params=SERVERS)
def loaded(request: pytest.FixtureRequest, started: Started, graphs: list[NamedGraph]) -> Server:
    """Each server in turn, with the films of tests/query and nothing else."""
    server = started(request.param)
    server.empty()
    with Connection(server.credentials) as connection:
        remote = Remote(server.target(), connection)
        done = {one.iri: one.triples for one in remote.load(graphs)}
        assert list(remote.differences(done)) == []
    return server


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_same_rows(loaded: Server, case: Case) -> None:
    query = named_queries()[case.query]
    answer = loaded.query(bind_as_values(query.text, query.terms(case.values)), union=True)
    assert answer.status_code == 200, answer.text
    result = answer.json()
    names = result["head"]["vars"]
    rows = [[value(solution[name]) for name in names] for solution in result["results"]["bindings"]]
    assert rows == case.rows
    assert rows


def value(term: dict[str, Any]) -> str:
    """What a row has of a term. Of a number the value counts, as results may write it in any way, and so does it in
    the text that a query makes of one: Fuseki's TDB2 keeps the value alone, and STR(111) is "111.0" there."""
    text = str(term["value"])
    if term.get("datatype") in NUMBERS or _DECIMAL.fullmatch(text):
        return f"{Decimal(text).normalize():f}"
    return text
