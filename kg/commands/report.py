"""`kg report`: what reports of `kg export` say was not understood, ranked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from kg.errors import FilmKGError, SourceError
from kg.sources.problem import one_line
from kg.sources.streams import STDIN
from kg.worklist import Worklist, read_records, table


def run(arguments: argparse.Namespace) -> int:
    """Prints the worklist of all reports together: 3 when one cannot be read."""
    worklist = Worklist()
    status = 0
    for file in arguments.report:
        try:
            _add(worklist, file)
        except FilmKGError as error:
            print(f"kg: {error}", file=sys.stderr)
            status = max(status, error.exit_status)
    if worklist.pages or not status:
        print(*table(worklist, arguments.code, arguments.limit), sep="\n")
    return status


def _add(worklist: Worklist, file: str) -> None:
    name = one_line(file)
    try:
        if file == STDIN:
            _records(worklist, (line.decode("utf-8") for line in sys.stdin.buffer), "standard input")
        else:
            with Path(file).open(encoding="utf-8") as lines:
                _records(worklist, lines, name)
    except UnicodeDecodeError:
        raise SourceError(f"{name}: not a report of kg export") from None
    except OSError as error:
        raise SourceError(f"{name}: cannot be read: {error.strerror or error}") from error


def _records(worklist: Worklist, lines: Iterable[str], name: str) -> None:
    for record in read_records(lines, name):
        try:
            worklist.add(record)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise SourceError(f"{name}: a record is not one of kg export") from None
