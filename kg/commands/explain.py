"""`kg explain`: facts with the wikitext they were read from."""

from __future__ import annotations

import argparse
import sys

from kg.explain import explain, labels
from kg.extraction.page import extract
from kg.model import PageKind
from kg.sources import SourceProblem, read
from kg.sources.problem import one_line


def run(arguments: argparse.Namespace) -> int:
    """Prints the facts of each film in the source; 1 when there is none, or none with the text looked for."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a terminal may know ASCII only
    told = found = problem = False
    known: dict[str, None] = {}
    for item in read(arguments.source, title=arguments.title):
        if isinstance(item, SourceProblem):
            problem = True
            _say(str(item))
            continue
        extraction = extract(item)
        if extraction.kind is not PageKind.FILM:
            told = True
            _say(f"{item.title}: {extraction.kind.value}")
        known.update(dict.fromkeys(labels(extraction)))
        for line in explain(extraction, arguments.fact):
            found = True
            print(line)
    if not (found or told or problem):
        _say(f"no fact with {arguments.fact!r} in it; there are: {', '.join(known)}")
    return 1 if problem or not found else 0


def _say(message: str) -> None:
    print("kg:", one_line(message, 800), file=sys.stderr)
