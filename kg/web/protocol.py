"""SPARQL 1.1 Protocol, query operation (https://www.w3.org/TR/sparql11-protocol/): from a request to a query, and
from its result to an answer. There is no update operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl

import pyoxigraph

RESULTS: dict[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media types of SELECT and ASK results and their short names, as the four recommendations of SPARQL 1.1 have them.
The first is what a client gets that takes anything."""
GRAPHS: dict[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
}
"""Media types of CONSTRUCT and DESCRIBE results."""
ALIASES = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}
"""What general clients ask for, and get under its full name."""

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
MAX_QUERY = 256 << 10
"""Bytes of a request's body or query string. Queries of this size are written by programs that went wrong."""
_MAX_FIELDS = 1000


class ProtocolError(Exception):
    """A request that is not answered; `str(error)` is the line that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Operation:
    """One query operation."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    """A short name of `RESULTS` or `GRAPHS`, for links, which cannot ask in a header; not of the standard."""


class Answer(NamedTuple):
    """A query's result in one of the formats."""

    media_type: str
    """Of `RESULTS` or `GRAPHS`."""
    body: bytes
    truncated: bool
    """Whether there was more than the limit lets pass."""


def get_operation(query_string: bytes) -> Operation | None:
    """The operation of a GET request (section 2.1.1); None for one without a query, which asks for the service's
    description. Raises ProtocolError."""
    fields = _fields(query_string)
    if not fields:
        return None
    return _operation(fields)


def form_operation(body: bytes, query_string: bytes = b"") -> Operation:
    """The operation of a POST with URL-encoded parameters (section 2.1.2). Raises ProtocolError."""
    return _operation([*_fields(query_string), *_fields(body)])


def direct_operation(body: bytes, query_string: bytes = b"") -> Operation:
    """The operation of a POST whose body is the query (section 2.1.3). Raises ProtocolError."""
    return _operation([*_fields(query_string), ("query", _text(body))])


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        # Parameters are UTF-8, percent-encoded (section 2.1.2).
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise ProtocolError(400, "the parameters are not URL-encoded UTF-8") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the query is not UTF-8: byte {error.start}") from error


def _operation(fields: Sequence[tuple[str, str]]) -> Operation:
    names = [name for name, _ in fields]
    if "update" in names or any(name.startswith("using-") for name in names):
        raise ProtocolError(400, "this endpoint is read-only: there is no update operation")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise ProtocolError(400, f"exactly one parameter 'query' is needed, there are {len(queries)}")
    graphs = {
        parameter: tuple(_graph(parameter, value) for name, value in fields if name == parameter)
        for parameter in ("default-graph-uri", "named-graph-uri")
    }
    forms = [value for name, value in fields if name == "format"]
    known = [*RESULTS.values(), *GRAPHS.values()]
    if len(forms) > 1 or any(form not in known for form in forms):
        raise ProtocolError(400, f"format is one of {', '.join(known)}")
    return Operation(queries[0], graphs["default-graph-uri"], graphs["named-graph-uri"], forms[0] if forms else None)


def _graph(parameter: str, value: str) -> str:
    try:
        pyoxigraph.NamedNode(value)
    except ValueError as error:
        raise ProtocolError(400, f"{parameter} is not an absolute IRI") from error
    return value
