"""The query page: the package's queries, an editor, and results as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from anyio import to_thread
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from kg.errors import UsageError
from kg.query.library import NamedQuery, Parameter, bind_as_values, named_queries
from kg.vocab import NAMESPACES
from kg.web.documents import site_description
from kg.web.endpoint import Ask, asked
from kg.web.names import Names
from kg.web.pages import error, render
from kg.web.protocol import GRAPHS, RESULTS, Answer, Operation, ProtocolError

_JSON, _TURTLE = "application/sparql-results+json", "text/turtle"
SHOWN = 8 << 20
"""Bytes of a result that is shown in the page: as a table it takes many times as much."""
_START = """\
SELECT ?film ?name ?year WHERE {
  ?film a schema:Movie ;
        schema:name ?name ;
        schema:datePublished ?date .
  BIND(YEAR(?date) AS ?year)
}
ORDER BY ?date
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table of results."""

    text: str
    address: str | None = None
    title: str | None = None
    """What the short text stands for."""


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(body: bytes, names: Names) -> Table | bool:
    """A result in the SPARQL 1.1 JSON format as a table; that of ASK as a truth value."""
    result = json.loads(body)
    if "boolean" in result:
        return bool(result["boolean"])
    columns = tuple(result["head"].get("vars", ()))
    rows = tuple(
        tuple(cell(row[column], names) if column in row else Cell("") for column in columns)
        for row in result["results"]["bindings"]
    )
    return Table(columns, rows)


def cell(term: Mapping[str, Any], names: Names) -> Cell:
    """A term of the JSON format, ready to show."""
    value = str(term["value"])
    if term["type"] == "uri":
        page = names.page(value)
        if page is not None:
            return Cell(value.removeprefix(names.base), page, value)
        short = next(
            (f"{each.prefix}:{value.removeprefix(each.iri)}" for each in NAMESPACES if value.startswith(each.iri)),
            value,
        )
        return Cell(short, value if value.startswith(("http://", "https://")) else None, value)
    if term["type"] == "bnode":
        return Cell(f"_:{value}")
    more = term.get("xml:lang") or str(term.get("datatype", "")).rpartition("#")[2]
    return Cell(value, None, more or None)


@dataclass(frozen=True, slots=True)
class QueryPage:
    """`/query`."""

    ask: Ask
    names: Names
    limit: int | None
    """Rows that a result has at most; None is no limit."""

    async def page(self, request: Request) -> Response:
        """The page; with `?query=`, or `?name=` and `&run=`, the result too."""
        given = request.query_params
        name = given.get("name", "")
        named = named_queries().get(name)
        if name and named is None:
            message = f"No query is called “{name[:100]}”. The query page lists those that there are."
            return error(request, 404, "No such query", message, ("/query", "Queries"))
        text = given.get("query")
        values: dict[str, Any] = {
            "status": 200,
            "here": "query",
            "json_ld": site_description(str(request.base_url)),
            "groups": _groups(),
            "named": named,
            "fields": [] if named is None else [(each, _given(each, given)) for each in named.parameters],
            "query": text or (_START if named is None else named.text),
            "result": None,
            "graph": None,
            "problem": None,
            "truncated": False,
            "limit": self.limit,
            "downloads": (),
        }
        try:
            if named is not None and text is None and "run" in given:
                text = bind_as_values(named.text, named.terms(_arguments(named, given)))
                values["query"] = text
            if text is not None:
                await self._ask(request, text, values)
        except (ProtocolError, UsageError) as problem:
            values["problem"] = str(problem)
            values["status"] = problem.status if isinstance(problem, ProtocolError) else 400
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        # In a thread: a table of thousands of rows takes seconds, and others are answered meanwhile.
        return await to_thread.run_sync(render, "query.html", values, values["status"])

    async def _ask(self, request: Request, text: str, values: dict[str, Any]) -> None:
        answer = await asked(request, self.ask, Operation(text), _JSON, _TURTLE)
        await to_thread.run_sync(self._show, text, answer, values)

    def _show(self, text: str, answer: Answer, values: dict[str, Any]) -> None:
        values["truncated"] = answer.truncated
        forms = RESULTS if answer.media_type == _JSON else GRAPHS
        if len(answer.body) > SHOWN:
            values["problem"] = f"The result is too large to show ({len(answer.body):,} bytes): take it as a file."
        elif answer.media_type == _JSON:
            values["result"] = table(answer.body, self.names)
        else:
            values["graph"] = answer.body.decode()
        values["downloads"] = [
            (form, f"/sparql?{urlencode({'query': text, 'format': form})}") for form in forms.values()
        ]


def _groups() -> list[tuple[str, list[NamedQuery]]]:
    """The named queries under their headings."""
    groups: dict[str, list[NamedQuery]] = {}
    for query in named_queries().values():
        folder = query.name.rpartition("/")[0]
        groups.setdefault("In Wikidata's terms" if folder == "wikidata" else folder or "Queries", []).append(query)
    return list(groups.items())


def _given(parameter: Parameter, given: QueryParams) -> str:
    """What the field of a parameter holds: what was given, or at first its example."""
    return given.get(parameter.name, "" if parameter.optional or "run" in given else parameter.example)


def _arguments(named: NamedQuery, given: QueryParams) -> dict[str, str]:
    """The values that a user gave; an empty field is none."""
    return {each.name: given[each.name] for each in named.parameters if given.get(each.name)}


def words(_: Request) -> Response:
    """What the editor offers for completion: SPARQL's words, and the terms of the model with their prefixes."""
    terms = [
        {"label": f"{space.prefix}:{term.removeprefix(space.iri)}", "detail": "term", "type": "constant"}
        for space in NAMESPACES
        for term in space
    ]
    return JSONResponse([*({"label": word, "type": "keyword"} for word in _WORDS), *terms])


_WORDS = """
    SELECT CONSTRUCT DESCRIBE ASK WHERE DISTINCT REDUCED FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES EXISTS
    ORDER GROUP HAVING LIMIT OFFSET COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT SEPARATOR PREFIX BASE REGEX CONTAINS
    STRSTARTS STRENDS LCASE UCASE STRLEN REPLACE CONCAT YEAR MONTH DAY LANG DATATYPE BOUND COALESCE
""".split()
"""Of the grammar (SPARQL 1.1 Query Language, section 19.8)."""
