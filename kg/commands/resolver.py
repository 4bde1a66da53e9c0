"""`kg resolver build`: a wiki's SQL dumps made into tables of where its titles lead."""

from __future__ import annotations

import argparse
import sys

from kg.errors import UsageError
from kg.resolver.build import build
from kg.sources.problem import one_line


def run(arguments: argparse.Namespace) -> int:
    """Builds; returns 0."""
    dumps = (arguments.page, arguments.redirect, arguments.page_props)
    if dumps.count("-") > 1:
        raise UsageError("- is named twice: standard input can be read once")
    if arguments.output == "-":
        raise UsageError("-o names a folder: the tables are several files")
    page, redirect, page_props = dumps
    told = _say if sys.stderr.isatty() else None
    counts = build(page=page, redirect=redirect, page_props=page_props, output=arguments.output, told=told)
    print(
        f"{counts.titles} titles, {counts.redirects} of them redirects, {counts.items} with a Wikidata item; "
        f"{counts.size} bytes\nbuilt in {one_line(arguments.output)}",
        file=sys.stderr,
    )
    return 0


def _say(step: str) -> None:
    print(f"{one_line(step)} …", file=sys.stderr)
