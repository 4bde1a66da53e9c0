"""Where servers listen and what they bear: one row for each product."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.sources.problem import one_line
from kg.vocab import XSD

Protocol = Literal["gsp", "update"]
Scheme = Literal["basic", "digest", "bearer"]

REQUEST_BYTES = 1_000_000
"""Bytes of an update that is sent in one request, unless the flavor says otherwise: below 1 MiB, the limit of a
server behind nginx as it comes (https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size)."""


@dataclass(frozen=True, slots=True)
class Flavor:
    """What is peculiar to a product; the defaults are what the W3C's recommendations say."""

    name: str
    base: str
    """What `--endpoint` names, as an example."""
    graph_store: str | None = ""
    """The address of the Graph Store HTTP Protocol, appended to the endpoint's; None: not served."""
    update: str | None = ""
    """The address of SPARQL Update; None: not served, or not to be trusted."""
    query: str | None = ""
    """The address of SPARQL queries; None: not known."""
    graph_parameter: str = "graph"
    """What a graph's IRI is called in the query string
    (https://www.w3.org/TR/sparql11-http-rdf-update/#indirect-graph-identification)."""
    protocol: Protocol = "gsp"
    """What is spoken unless asked otherwise."""
    auth: Scheme | None = None
    """How the product asks who you are, as it comes."""
    delete_first: bool = False
    """Whether PUT leaves something of the graph that was there, so that it has to be deleted before."""
    untyped: frozenset[str] = frozenset()
    """Datatypes whose literals the product does not keep; they are written as strings, with the same characters."""
    services: tuple[str, ...] = ()
    """Ends of addresses that are the product's services, where `--endpoint` names the server that has them."""


STANDARD = "standard"

FLAVORS: dict[str, Flavor] = {
    flavor.name: flavor
    for flavor in (
        # https://www.w3.org/TR/sparql11-http-rdf-update/, https://www.w3.org/TR/sparql11-protocol/: both leave the
        # addresses open. Where queries are answered is told by --query-url.
        Flavor(STANDARD, "https://example.org/the/write/address", query=None),
        # https://github.com/oxigraph/oxigraph/blob/main/cli/README.md
        Flavor(
            "oxigraph",
            "http://localhost:7878",
            "/store",
            "/update",
            "/query",
            services=("/store", "/update", "/query"),
        ),
        # https://jena.apache.org/documentation/fuseki2/fuseki-data-access-protocols.html
        # Found with 5.2.0 and 5.6.0 on TDB2 (tests/stores/test_servers.py): PUT and CLEAR leave triples with a decimal
        # that is stored as another text than it would be written with ("111", "1.50"). DROP and DELETE leave nothing.
        Flavor(
            "fuseki",
            "http://localhost:3030/DATASET",
            "/data",
            "/update",
            "/query",
            protocol="update",
            delete_first=True,
        ),
        # https://docs.openlinksw.com/virtuoso/rdfsparql/, "SPARQL Protocol Endpoint" and "HTTP Graph Store Protocol".
        # Found with 7.2.5: of what updates insert, most is gone when the server is killed before its next checkpoint,
        # though the DROP before it is not; with `DEFINE sql:log-enable 3`, which keeps it, a DROP of one graph takes
        # triples of another. PUT does neither. An xsd:duration is read as a number, "PT3M16S" as 196.16, and integers
        # of more than 32 bits become decimals. A PUT to an address below /sparql is never answered.
        Flavor(
            "virtuoso",
            "http://localhost:8890",
            "/sparql-graph-crud-auth",
            None,
            "/sparql-auth",
            graph_parameter="graph-uri",
            auth="digest",
            untyped=frozenset({XSD.duration}),
            services=("/sparql", "/sparql-auth", "/sparql-graph-crud", "/sparql-graph-crud-auth"),
        ),
        # https://rdf4j.org/documentation/reference/rest-api/
        Flavor("rdf4j", "http://localhost:8080/rdf4j-server/repositories/ID", "/rdf-graphs/service", "/statements"),
        # https://graphdb.ontotext.com/documentation/: the interface of RDF4J
        Flavor("graphdb", "http://localhost:7200/repositories/ID", "/rdf-graphs/service", "/statements"),
        # https://github.com/blazegraph/database/wiki/REST_API; the namespace has to be one of quads.
        Flavor("blazegraph", "http://localhost:9999/blazegraph/namespace/NAME/sparql", None, protocol="update"),
    )
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where graphs are written, and how. The addresses hold no credentials."""

    flavor: Flavor
    protocol: Protocol
    write: str
    """The address of the graph store or of updates."""
    query: str | None
    """The address of queries; None: none is known, and graphs are counted by reading them back (only with gsp)."""


def target(endpoint: str, flavor: str, protocol: Protocol | None = None, query_url: str | None = None) -> Target:
    """The addresses of an endpoint. `flavor`: a name of FLAVORS; `protocol`: None takes the flavor's own;
    `query_url`: None takes the flavor's.

    Raises UsageError when an address is none or holds credentials, or the product does not speak the protocol.
    """
    row = FLAVORS[flavor]
    spoken = protocol or row.protocol
    base = checked(endpoint).rstrip("/") if row.services else checked(endpoint)
    for service in row.services:
        if base.endswith(service):
            server = shown(base.removesuffix(service))
            raise UsageError(
                f"--flavor {flavor}: {shown(base)} is one of its services: --endpoint names the server, {server}"
            )
    path = row.graph_store if spoken == "gsp" else row.update
    if path is None:
        why = "loses what updates insert when it is killed" if spoken == "update" else "has no such service"
        raise UsageError(f"--protocol {spoken}: {row.name} {why}: only --protocol {row.protocol}")
    if query_url is not None:
        query: str | None = checked(query_url)
    elif row.query is not None:
        query = _below(base, row.query)
    else:  # A service of updates that is none of queries as well is told by its answer.
        query = base if spoken == "update" else None
    return Target(row, spoken, _below(base, path), query)


def checked(address: str) -> str:
    """`address`, when it is one of http or https. Raises UsageError, which never shows a password."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound, parts = False, urlsplit("")
    if "@" in address.partition("?")[0].partition("://")[2].partition("/")[0]:
        raise UsageError(
            "the endpoint's address holds a user name or password, which other users of this machine can read: "
            "leave them out, and give --auth with KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or a netrc file"
        )
    if not sound or not address.isprintable() or " " in address or not address.isascii():
        raise UsageError(f"endpoint {one_line(address)!r} is no http or https address")
    if parts.fragment:
        raise UsageError(f"endpoint {one_line(address)!r} has a fragment (#…), which no server sees")
    return address


def shown(address: str) -> str:
    """An address as messages have it: without its query string, which may hold a key."""
    return one_line(address.partition("?")[0])


def private(address: str) -> bool:
    """Whether nobody else can read what is sent there: it is encrypted or does not leave the machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "https" or host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _below(base: str, path: str) -> str:
    if not path:
        return base
    if "?" in base:
        raise UsageError(f"endpoint {shown(base)}?…: --flavor appends to the path, so that no query can be in it")
    return base.rstrip("/") + path
