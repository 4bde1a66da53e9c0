"""`kg query`: a store, or exported files, asked in SPARQL."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.query.engine import Query
from kg.query.engine import run as answer
from kg.query.language import FORMS, UPDATES, Term, verb
from kg.query.library import NamedQuery, free_term, named_queries, parse
from kg.query.results import GRAPHS, ROWS, Result, UnfitFormatError, table
from kg.sinks import write_stdout
from kg.sources.problem import one_line
from kg.sources.streams import decoded, opened, read_whole

TABLE = "table"
MAX_QUERY = 1 << 20
"""Bytes of the longest query that is read from a file."""


def run(arguments: argparse.Namespace) -> int:
    """Prints the answer."""
    if arguments.list:
        if arguments.argument:
            raise UsageError("--list shows the package's queries, and takes nothing else")
        return _list()
    if not arguments.argument:
        raise UsageError("nothing is asked: give a query, a file .rq or the name of a query (kg query --list)")
    *files, asked = arguments.argument
    if arguments.store is None and not files:
        raise UsageError("nothing to ask: name a store with --store DIR, or files before the query")
    if arguments.store is not None and files:
        raise UsageError(f"{one_line(files[0])}: files are asked without a store, which --store names")
    query = _query(asked)
    form = _form(arguments.format)
    try:
        found = answer(
            arguments.store if arguments.store is not None else files,
            Query(query.text, _terms(query, _values(arguments.param))),
            _forms(form, fixed=arguments.format is not None),
            timeout=arguments.timeout,
            limit=arguments.limit,
        )
    except UnfitFormatError as error:
        if form != TABLE:
            raise
        raise UnfitFormatError(
            f"format {TABLE}: the query gives triples: expected one of {', '.join(GRAPHS)}"
        ) from error
    _show(found, form == TABLE)
    if found.cut:
        print(f"kg: only the first {found.count} are shown: there are more than --limit", file=sys.stderr)
    return 0


def _query(asked: str) -> NamedQuery:
    known = named_queries().get(asked)
    if known is not None:
        return known
    if asked.endswith(".rq"):
        with opened(asked) as (stream, name):
            return parse(name, decoded(read_whole(stream, name, MAX_QUERY), name))
    if not _is_query(asked):
        what = "is a file: the query comes after it" if _is_file(asked) else "is no query, and none has this name"
        raise UsageError(f"{one_line(asked)}: {what} (kg query --list shows the names)")
    return NamedQuery("the query", "", (), asked)


def _is_query(asked: str) -> bool:
    """Whether it is meant as one, with what mistakes ever; DESCRIBE needs no braces."""
    return "{" in asked or (verb(asked).word in FORMS | UPDATES and re.search(r"[\s<]", asked) is not None)


def _is_file(asked: str) -> bool:
    try:
        return Path(asked).is_file()
    except (OSError, ValueError):  # too long for a name, a NUL in it
        return False


def _values(pairs: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        name = name.removeprefix("?")
        if not sign or not name.isidentifier():
            raise UsageError(f"--param {one_line(pair)}: expected NAME=VALUE")
        if name in values:
            raise UsageError(f"--param {name} is given twice")
        values[name] = value
    return values


def _terms(query: NamedQuery, values: Mapping[str, str]) -> Mapping[str, Term]:
    if query.parameters:
        return query.terms(values)
    return {name: free_term(value) for name, value in values.items()}


def _form(wanted: str | None) -> str:
    if wanted is None:
        return TABLE if sys.stdout.isatty() else "csv"
    form = wanted.lower().removeprefix(".")
    if form not in {TABLE, *ROWS, *GRAPHS}:
        raise UsageError(f"unknown format {wanted!r}: expected one of {', '.join((TABLE, *ROWS, *GRAPHS))}")
    return form


def _forms(form: str, fixed: bool) -> tuple[str, ...]:
    """Formats for the engine: triples are Turtle where no format is asked for."""
    rows = "json" if form == TABLE else form
    return (rows,) if fixed else (rows, "ttl")


def _show(found: Result, as_table: bool) -> None:
    if found.kind == "boolean" and as_table:
        print("true" if json.loads(found.data)["boolean"] else "false")
    elif found.kind == "rows" and as_table:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # lines and names
        for line in table(*found.rows()):
            print(line)
    else:
        write_stdout(found.data)
        if not found.data.endswith(b"\n"):
            write_stdout(b"\n")
        sys.stdout.buffer.flush()


def _list() -> int:
    for query in named_queries().values():
        print(f"{query.name}\n    {query.sentence}")
        for parameter in query.parameters:
            optional = ", may be left out" if parameter.optional else ""
            example = f"--param {parameter.name}='{parameter.example}'"
            print(f"    {example}  {parameter.meaning} ({parameter.type}{optional})")
    return 0
