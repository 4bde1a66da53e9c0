"""`kg validate`: RDF files against the package's shapes."""

from __future__ import annotations

import argparse
import sys
import zlib
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import FilmKGError, SourceError, UsageError
from kg.sources.problem import one_line
from kg.sources.streams import STDIN, opened
from kg.validation import validate
from kg.vocab import RDF, SCHEMA

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "n3": RdfFormat.N3,
    "jsonld": RdfFormat.JSON_LD,
    "json": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
}
"""Syntaxes by extension."""


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
    syntax = RdfFormat.TRIG if file == STDIN else _syntax(file)
    base = "urn:stdin:" if file == STDIN else Path(file).absolute().as_uri()
    store = pyoxigraph.Store()
    with opened(file) as (stream, name):
        try:
            store.bulk_load(stream, format=syntax, base_iri=base)
        except SyntaxError as error:
            raise SourceError(f"{name}: is not {syntax.name}: {one_line(str(error.msg), 300)}") from error
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise SourceError(f"{name}: cannot be read: {one_line(str(error))}") from error
    if not len(store):
        raise SourceError(f"{name}: holds no triples")
    return store


def _syntax(file: str) -> RdfFormat:
    extension = file.lower().removesuffix(".gz").removesuffix(".bz2").rpartition(".")[2]
    if extension not in FORMATS:
        known = ", ".join("." + name for name in FORMATS)
        raise UsageError(f"{file}: cannot tell its format: the extension is none of {known} (or these with .gz)")
    return FORMATS[extension]
