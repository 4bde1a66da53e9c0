"""Results in the formats of the W3C: rows and truth values, and graphs.

SPARQL 1.1 Query Results in JSON (https://www.w3.org/TR/sparql11-results-json/), XML, CSV and TSV; RDF syntaxes for
CONSTRUCT and DESCRIBE.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)

from kg.errors import FilmKGError, UsageError
from kg.query.language import PREFIXES
from kg.sources.problem import one_line
from kg.vocab import XSD

ROWS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
"""Formats of what SELECT and ASK give, by name."""
GRAPHS: Mapping[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
"""Formats of what CONSTRUCT and DESCRIBE give, by name."""

CELL = 120
"""Characters that a message would show; a cell of a table may have four times as many."""
_LOCAL = re.compile(r"[\w-]+")
_NUMBERS = frozenset({XSD.integer, XSD.decimal, "http://www.w3.org/2001/XMLSchema#double"})


class UnfitFormatError(UsageError):
    """None of the formats asked for fits what a query gives."""


class ResultSizeError(FilmKGError):
    """A result is larger than it may be."""

    exit_status = 1


Value = NamedNode | BlankNode | Literal | Triple | None


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query, written out."""

    kind: str
    """`rows` of a SELECT, `boolean` of an ASK, `graph` of a CONSTRUCT or DESCRIBE."""
    form: str
    """A key of ROWS or GRAPHS."""
    media_type: str
    data: bytes
    count: int
    """Rows or triples; 1 of a boolean."""
    cut: bool
    """Whether there were more than the limit, which are left out."""

    def rows(self) -> tuple[list[str], list[list[Value]]]:
        """Variables and rows of a SELECT's result in JSON."""
        found = pyoxigraph.parse_query_results(self.data, QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            raise ValueError("a truth value has no rows")
        names = [variable.value for variable in found.variables]
        return names, [list(solution) for solution in found]


def written(
    found: QuerySolutions | QueryBoolean | QueryTriples,
    forms: Sequence[str],
    limit: int | None = None,
    size: int | None = None,
) -> Result:
    """What an engine found, in the first of the formats that fits it; at most `limit` rows or triples.

    A graph is a set of triples, in order of their text. Raises UnfitFormatError when no format fits, ResultSizeError
    for a result of more than `size` bytes (as JSON, from which it is made, in TSV and XML): as soon as its rows or
    triples are more, before all are found.
    """
    result = _written(found, forms, limit, size)
    _bound(len(result.data), size)
    return result


def _bound(length: int, size: int | None) -> None:
    if size is not None and length > size:
        raise ResultSizeError(f"the result is larger than {size:,} bytes: ask for less, with LIMIT say")


def _written(
    found: QuerySolutions | QueryBoolean | QueryTriples, forms: Sequence[str], limit: int | None, size: int | None
) -> Result:
    if isinstance(found, QueryTriples):
        return _graph(found, _chosen(forms, GRAPHS, "triples (CONSTRUCT, DESCRIBE)"), limit, size)
    name = _chosen(forms, ROWS, "rows (SELECT, ASK)")
    form = ROWS[name]
    if isinstance(found, QueryBoolean):
        return Result("boolean", name, form.media_type, _bytes(found.serialize(format=form)), 1, False)
    variables = [variable.value for variable in found.variables]
    rows = _Rows(found, limit)
    data = _csv(variables, rows, size) if form == QueryResultsFormat.CSV else _json(variables, rows, size)
    if form not in (QueryResultsFormat.CSV, QueryResultsFormat.JSON):
        again = pyoxigraph.parse_query_results(data, QueryResultsFormat.JSON)
        data = _bytes(again.serialize(format=form))
    return Result("rows", name, form.media_type, data, rows.count, rows.cut)


class _Rows:
    """At most so many rows of a result, each written out before the next one is found: they may be millions."""

    def __init__(self, found: QuerySolutions, limit: int | None) -> None:
        self._found = found
        self._limit = limit
        self.count = 0
        self.cut = False

    def __iter__(self) -> Iterator[list[Value]]:
        for solution in self._found:
            if self.count == self._limit:
                self.cut = True
                return
            self.count += 1
            yield list(solution)


def _chosen(forms: Sequence[str], known: Mapping[str, object], what: str) -> str:
    for form in forms:
        if form in known:
            return form
    raise UnfitFormatError(f"format {', '.join(forms)}: the query gives {what}: expected one of {', '.join(known)}")


def _graph(triples: Iterable[Triple], name: str, limit: int | None, size: int | None) -> Result:
    distinct: dict[Triple, None] = {}
    literals = 0  # their characters: names are shorter in some formats, but these are in none
    cut = False
    for triple in triples:
        if triple not in distinct and limit is not None and len(distinct) >= limit:
            cut = True
            break
        if triple not in distinct and isinstance(triple.object, Literal):
            literals += len(triple.object.value)
            _bound(literals, size)
        distinct[triple] = None
    form = GRAPHS[name]
    data = _bytes(pyoxigraph.serialize(sorted(distinct, key=str), format=form, prefixes=dict(PREFIXES)))
    if form == RdfFormat.TURTLE:
        data = _ordered(data)
    return Result("graph", name, form.media_type, data, len(distinct), cut)


def _ordered(turtle: bytes) -> bytes:
    """Turtle with its prefixes in the model's order and without those it does not use; the engine's is by chance."""
    body = turtle
    while body.startswith(b"@prefix "):
        body = body.partition(b"\n")[2]
    text = body.decode()
    used = [prefix for prefix in PREFIXES if re.search(rf"(?<!\w){prefix}:", text)]
    lines = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used)
    return f"{lines}\n{text}".encode() if used else body


def _bytes(data: bytes | None) -> bytes:
    return data or b""


def _csv(variables: Sequence[str], rows: Iterable[Sequence[Value]], size: int | None) -> bytes:
    """SPARQL 1.1 Query Results CSV (https://www.w3.org/TR/sparql11-results-csv-tsv/, section 3). The engine's own does
    not quote IRIs, which may have commas."""
    data = io.BytesIO()
    with io.TextIOWrapper(data, encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(variables)
        for row in rows:
            writer.writerow([_field(value) for value in row])
            _bound(data.tell(), size)
        text.flush()
        return data.getvalue()


def _field(value: Value) -> str:
    match value:
        case None:
            return ""
        case NamedNode() | Literal():
            return value.value
        case _:
            return str(value)


def _json(variables: Sequence[str], rows: Iterable[Sequence[Value]], size: int | None) -> bytes:
    data = io.BytesIO()
    data.write(b'{"head":%b,"results":{"bindings":[' % _dumped({"vars": list(variables)}))
    for number, row in enumerate(rows):
        data.write(b"," if number else b"")
        data.write(_dumped({n: _binding(value) for n, value in zip(variables, row, strict=True) if value is not None}))
        _bound(data.tell(), size)
    data.write(b"]}}")
    return data.getvalue()


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


_STRING = NamedNode(XSD.string)


def _binding(value: Value) -> dict[str, object]:
    match value:
        case NamedNode():
            return {"type": "uri", "value": value.value}
        case BlankNode():
            return {"type": "bnode", "value": value.value}
        case Literal(language=str(language)):
            return {"type": "literal", "value": value.value, "xml:lang": language}
        case Literal(datatype=datatype) if datatype != _STRING:
            return {"type": "literal", "value": value.value, "datatype": datatype.value}
        case Literal():
            return {"type": "literal", "value": value.value}
        case Triple():
            parts = {"subject": value.subject, "predicate": value.predicate, "object": value.object}
            return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}
        case _:
            raise TypeError(value)


def table(names: Sequence[str], rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    """An aligned table for people, line by line: IRIs short where the model has a prefix, numbers to the right."""
    texts = [[_cell(value) for value in row] for row in rows]
    widths = [max([_width(name), *(_width(row[column]) for row in texts)]) for column, name in enumerate(names)]
    right = [bool(rows) and all(_number(row[column]) for row in rows) for column in range(len(names))]
    yield "  ".join(_padded(name, width, False) for name, width in zip(names, widths, strict=True)).rstrip()
    yield "  ".join("─" * width for width in widths)
    for row in texts:
        yield "  ".join(_padded(*cell) for cell in zip(row, widths, right, strict=True)).rstrip()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case NamedNode():
            return _short(value.value)
        case Literal():
            return one_line(value.value, 4 * CELL)
        case _:
            return one_line(str(value), 4 * CELL)


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        name = iri.removeprefix(namespace)
        if name != iri and _LOCAL.fullmatch(name):
            return f"{prefix}:{name}"
    return f"<{one_line(iri, 4 * CELL)}>"


def _number(value: Value) -> bool:
    return value is None or (isinstance(value, Literal) and value.datatype.value in _NUMBERS)


def _width(text: str) -> int:
    """Columns of a terminal (Unicode Standard Annex 11): wide characters take two, combining ones none."""
    return sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
