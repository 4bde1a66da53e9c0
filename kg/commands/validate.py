"""`kg validate`: RDF files against the package's shapes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import FilmKGError, SourceError
from kg.sources.problem import one_line
from kg.sources.streams import STDIN, opened
from kg.stores.pages import parsed, syntax_of
from kg.validation import validate
from kg.vocab import RDF, SCHEMA

_TYPE = pyoxigraph.NamedNode(RDF.type)
_MOVIE = pyoxigraph.NamedNode(SCHEMA.Movie)


def run(arguments: argparse.Namespace) -> int:
    """Prints a report for each file: 1 when one has a violation, 3 when one cannot be read."""
    status = 0
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # Turtle is UTF-8
    for file in arguments.file:
        try:
            store = _load(file)
        except FilmKGError as error:
            print(f"kg: {error}", file=sys.stderr)
            status = max(status, error.exit_status)
            continue
        if next(store.quads_for_pattern(None, _TYPE, _MOVIE, None), None) is None:
            print(f"kg: {one_line(file)}: no film (schema:Movie) is in it", file=sys.stderr)
        report = validate(store)
        if not report.conforms:
            status = max(status, 1)
        name = one_line(file)
        if arguments.format == "turtle":
            print(f"# {name}\n{report.to_turtle()}", flush=True)
        else:
            print(f"{name}: {len(store)} triples: {report.to_text()}", end="", flush=True)
    return status


def _load(file: str) -> pyoxigraph.Store:
    """The graph or dataset of a file, also packed with gzip or bzip2; `-` is standard input, as Turtle or what
    TriG includes of it. Raises UsageError for an unknown extension, SourceError for what cannot be read."""
    if file != STDIN and Path(file).is_dir():
        raise SourceError(f"{one_line(file)}: is a directory")
    syntax = RdfFormat.TRIG if file == STDIN else syntax_of(file)
    store = pyoxigraph.Store()
    with opened(file) as (stream, name):
        store.bulk_extend(parsed(stream, name, syntax, file))
    if not len(store):
        raise SourceError(f"{name}: holds no triples")
    return store
