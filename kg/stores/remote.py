"""Graphs into an endpoint: each replaced as a whole, and counted there at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import OutputError, SourceError
from kg.stores.connection import Connection, EndpointError, Request
from kg.stores.flavors import REQUEST_BYTES, Target, shown
from kg.stores.journal import Journal
from kg.stores.pages import NamedGraph
from kg.stores.updates import GRAPHS_PER_COUNT, counted, counting, kept, replacement

SMALLEST_REQUEST = 16_384
"""Bytes: where a server takes no update of this size either, it is not asked for less."""

_N_TRIPLES = {"Content-Type": "application/n-triples"}
_UPDATE = {"Content-Type": "application/sparql-update", "Accept": "*/*"}
_RESULTS = {"Accept": "application/sparql-results+json"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one graph."""

    iri: str
    triples: int
    """How many the endpoint should have."""
    skipped: bool = False
    """It was in already."""
    untyped: int = 0
    """Literals that were written as strings, since the product does not keep their datatype."""
    refused: str | None = None
    """Why the endpoint does not take this graph; None when it is in."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A graph of which the endpoint has another number of triples than were written."""

    iri: str
    expected: int
    found: int


class Remote:
    """An endpoint that graphs are written to. Its methods raise EndpointError when it does not answer as it should."""

    def __init__(self, target: Target, connection: Connection) -> None:
        self._target = target
        self._connection = connection
        self._request_bytes = REQUEST_BYTES

    def load(self, graphs: Iterable[NamedGraph], journal: Journal | None = None) -> Iterator[Loaded]:
        """Writes graphs, in order, and gives what became of each when the endpoint has answered.

        Each replaces the graph of its name, so that loading again changes nothing. Graphs that the journal has with
        the same triples, and that the endpoint has as many triples of, are skipped; those written are noted in it.
        A graph that is too large for the endpoint is left as it was, and the others go on; anything else that is wrong
        ends the load with an EndpointError. Then the graphs given so far are in, the one under way is as it was or
        new (with a server that carries out requests whole or not at all), and the others are as they were.
        """
        for graph in graphs:
            written = kept(graph, self._target.flavor.untyped)
            if journal is not None and journal.has(graph) and self.counts([graph.iri])[graph.iri] == written.triples:
                yield Loaded(graph.iri, written.triples, skipped=True)
                continue
            untyped = 0 if written is graph else _changed(graph, written)
            try:
                self._replace(written)
            except (EndpointError, SourceError) as error:
                if isinstance(error, EndpointError) and error.status != 413:
                    raise
                yield Loaded(graph.iri, written.triples, refused=str(error))
                continue
            if journal is not None:
                journal.note(graph)
            yield Loaded(graph.iri, written.triples, untyped=untyped)

    def differences(self, expected: Mapping[str, int]) -> Iterator[Difference]:
        """The graphs, of those given with their numbers of triples, of which the endpoint has another number."""
        rest = iter(expected)
        while part := list(islice(rest, GRAPHS_PER_COUNT)):
            found = self.counts(part)
            for iri in part:
                if found[iri] != expected[iri]:
                    yield Difference(iri, expected[iri], found[iri])

    def counts(self, iris: list[str]) -> dict[str, int]:
        """How many triples the endpoint has in each graph: 0 for one that is not there."""
        address = self._target.query
        if address is None:
            return {iri: self._read_back(iri) for iri in iris}
        # As a form: https://www.w3.org/TR/sparql11-protocol/#query-via-post-urlencoded is what every server takes;
        # Virtuoso 7.2.5 does not answer to a query that is the body.
        request = Request("POST", address, _RESULTS, form={"query": counting(iris)})
        found = counted(self._connection.send(request), shown(address))
        return {iri: found.get(iri, 0) for iri in iris}

    def _replace(self, graph: NamedGraph) -> None:
        target = self._target
        if target.protocol == "gsp":
            parameters = {target.flavor.graph_parameter: graph.iri}
            if target.flavor.delete_first:
                self._connection.send(Request("DELETE", target.write, {}, parameters, missing_ok=True))
            self._connection.send(Request("PUT", target.write, _N_TRIPLES, parameters, graph.data))
            return
        while True:
            updates = replacement(graph, self._request_bytes)
            try:
                for update in updates:
                    self._connection.send(Request("POST", target.write, _UPDATE, content=update))
            except EndpointError as error:
                if error.status != 413 or self._request_bytes // 2 < SMALLEST_REQUEST:
                    raise
                self._request_bytes //= 2
            else:
                return

    def _read_back(self, iri: str) -> int:
        target = self._target
        accept = {"Accept": "application/n-triples"}
        request = Request("GET", target.write, accept, {target.flavor.graph_parameter: iri}, missing_ok=True)
        answer = self._connection.send(request)
        try:
            return len({quad.triple for quad in pyoxigraph.parse(answer, RdfFormat.N_TRIPLES)})
        except (SyntaxError, ValueError) as error:
            raise OutputError(
                f"{shown(target.write)}: does not give its graphs as N-Triples; see --query-url"
            ) from error


def _changed(graph: NamedGraph, written: NamedGraph) -> int:
    return len(set(graph.data.splitlines()) - set(written.data.splitlines()))
