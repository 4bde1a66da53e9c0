"""SPARQL text that writes and counts graphs, and what the answers say. Nothing is sent here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from kg.errors import OutputError, SourceError
from kg.sources.problem import one_line
from kg.stores.pages import NamedGraph

GRAPHS_PER_COUNT = 50
"""Graphs counted by one query."""
_VARIABLES = ("g", "n")


def kept(graph: NamedGraph, untyped: frozenset[str]) -> NamedGraph:
    """The graph with the literals of these datatypes as strings (xsd:string) of the same characters."""
    data = graph.data
    for datatype in sorted(untyped):
        # A literal's quotes are escaped and the object is a line's last term: nothing else can read so.
        data = data.replace(f'"^^<{datatype}> .\n'.encode(), b'" .\n')
    if data == graph.data:
        return graph
    lines = dict.fromkeys(data.splitlines(keepends=True))
    return NamedGraph(graph.iri, b"".join(lines), len(lines))


def replacement(graph: NamedGraph, request_bytes: int) -> list[bytes]:
    """The updates that replace a graph, in order (https://www.w3.org/TR/sparql11-update/).

    One request drops and inserts when that fits into `request_bytes`: a server that keeps to section 3 ("SHOULD be
    atomic") shows the graph as it was before or is after. A larger graph is gathered in another one, see
    `staging_graph`, and put into its place by one request. Each request can be made twice; so nothing is moved, of
    which a second one would find nothing and leave nothing. In Jena's TDB2 (5.2, 5.6) CLEAR leaves decimals behind
    and ADD loses triples after a DROP in the same request: so it is DROP, and INSERT from a pattern.

    Raises SourceError when a triple alone is larger than a request, or a graph with blank nodes does not fit in one.
    """
    lines = graph.data.splitlines(keepends=True)
    whole = _drop(graph.iri) + _insert(graph.iri, lines)
    if len(whole) <= request_bytes:
        return [whole]
    if any(map(_has_blank_node, lines)):
        raise SourceError(
            f"<{graph.iri}>: has blank nodes and is larger than a request ({request_bytes:,} bytes): --protocol gsp"
        )
    staging = staging_graph(graph.iri)
    requests = [_insert(staging, batch) for batch in _batches(lines, staging, request_bytes, graph.iri)]
    requests[0] = _drop(staging) + requests[0]
    copy = f"INSERT {{ GRAPH {_iri(graph.iri)} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {_iri(staging)} {{ ?s ?p ?o }} }}\n"
    place = _drop(graph.iri) + copy.encode()
    return [*requests, place, _drop(staging).rstrip(b" ;\n")]


def staging_graph(iri: str) -> str:
    """Where a large graph is gathered. What a broken load left there is dropped by the next one."""
    return f"urn:x-filmkg:loading:{hashlib.sha256(iri.encode()).hexdigest()}"


def counting(iris: Sequence[str]) -> str:
    """A query for the number of triples in each of these graphs; those without any are absent from the answer."""
    graphs = " ".join(_iri(iri) for iri in iris)
    graph, number = _VARIABLES
    return (
        f"SELECT ?{graph} (COUNT(*) AS ?{number}) WHERE {{ VALUES ?{graph} {{ {graphs} }} "
        f"GRAPH ?{graph} {{ ?s ?p ?o }} }} GROUP BY ?{graph}"
    )


def counted(answer: bytes, source: str) -> dict[str, int]:
    """Triples by graph, out of SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/).
    Raises OutputError when it is something else; `source` names the endpoint in the message."""
    graph, number = _VARIABLES
    try:
        rows = json.loads(answer)["results"]["bindings"]
        # Some engines give one row without a graph when nothing was found.
        return {row[graph]["value"]: int(row[number]["value"]) for row in rows if graph in row}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        start = one_line(answer[:200].decode(errors="replace"), 60)
        raise OutputError(f"{source}: does not answer queries with SPARQL results in JSON, but: {start}") from error


def _drop(iri: str) -> bytes:
    return f"DROP SILENT GRAPH {_iri(iri)} ;\n".encode()


def _insert(iri: str, lines: Sequence[bytes]) -> bytes:
    # N-Triples are a subset of what QuadData holds (https://www.w3.org/TR/sparql11-query/#rQuadData).
    return b"INSERT DATA { GRAPH %b {\n%b} }\n" % (_iri(iri).encode(), b"".join(lines))


def _batches(lines: Sequence[bytes], staging: str, request_bytes: int, iri: str) -> Iterator[list[bytes]]:
    """The lines in parts, of which each, with what is around them, fits into a request."""
    room = request_bytes - len(_drop(staging)) - len(_insert(staging, ()))
    batch, size = list[bytes](), 0
    for line in lines:
        if len(line) > room:
            raise SourceError(
                f"<{iri}>: a triple of {len(line):,} bytes does not fit into a request of {request_bytes:,} bytes"
            )
        if size + len(line) > room:
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    yield batch


def _has_blank_node(line: bytes) -> bool:
    subject, _, rest = line.partition(b" ")
    return subject.startswith(b"_:") or rest.partition(b" ")[2].startswith(b"_:")


def _iri(iri: str) -> str:
    return str(NamedNode(iri))
