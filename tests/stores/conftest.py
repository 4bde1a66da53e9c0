"""Servers for the tests of a session, and graphs to load into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import cast

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kg.stores.pages import NamedGraph, named_graphs

from ..conftest import ROOT
from .servers import SERVERS, Server

TITLE = b"Leaving_Las_Vegas"

Started = Callable[[str], Server]


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A running server by its flavor; one of each in a session."""
    running: dict[str, Server] = {}

    def start(flavor: str) -> Server:
        if flavor not in running:
            server = SERVERS[flavor](tmp_path_factory.mktemp(flavor))
            server.start()
            running[flavor] = server
        return running[flavor]

    yield start
    for server in running.values():
        server.stop()


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, started: Started) -> Iterator[Server]:
    """Each server in turn, with no graph of ours in it."""
    found = started(cast(str, request.param))
    found.empty()
    yield found
    found.empty()


@pytest.fixture(scope="session")
def film() -> NamedGraph:
    """The sample film, 2952 triples."""
    [graph] = named_graphs(str(ROOT / "output" / "sample" / "Leaving_Las_Vegas.ttl"))
    assert graph.triples > 2900
    return graph


@pytest.fixture(scope="session")
def films(film: NamedGraph) -> list[NamedGraph]:
    """Twelve films, each of them 800 or so of the sample's triples under a name of its own."""
    lines = film.data.splitlines(keepends=True)
    found = []
    for number in range(12):
        name = f"Film_{number}".encode()
        part = [line.replace(TITLE, name) for line in lines[number * 100 : number * 100 + 800 + number]]
        found.append(NamedGraph(film.iri.replace(TITLE.decode(), name.decode()), b"".join(part), len(part)))
    return found


@pytest.fixture(scope="session")
def films_file(films: list[NamedGraph], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as N-Quads."""
    path = tmp_path_factory.mktemp("films") / "films.nq"
    path.write_bytes(b"".join(line.replace(b" .\n", f" <{g.iri}> .\n".encode()) for g in films for line in lines_of(g)))
    return path


def lines_of(graph: NamedGraph) -> list[bytes]:
    return graph.data.splitlines(keepends=True)


_DECIMAL = re.compile(r'"([^"]+)"(\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>)$')


def triples(data: bytes) -> set[str]:
    """The triples of N-Triples as canonical text. Of a decimal the value counts, not how it is written: Fuseki's TDB2
    keeps the value alone, and gives "111" back as "111.0"."""
    return {_DECIMAL.sub(_shortest, str(quad.triple)) for quad in pyoxigraph.parse(data, RdfFormat.N_TRIPLES)}


def _shortest(match: re.Match[str]) -> str:
    return f'"{Decimal(match[1]).normalize():f}"{match[2]}'
