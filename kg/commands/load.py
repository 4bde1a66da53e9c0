"""`kg load`: exports into a store, page by page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from tqdm import tqdm

from kg.commands.load_endpoint import check_options, into_endpoint
from kg.errors import FilmKGError, UsageError
from kg.sources.problem import one_line
from kg.stores.embedded import Page, Tally, load, writable
from kg.stores.pages import page_quads


def run(arguments: argparse.Namespace) -> int:
    """Loads; returns 3 when a file cannot be read to its end (what comes before in it is loaded)."""
    if arguments.file.count("-") > 1:
        raise UsageError("- is named twice: standard input can be read once")
    if (arguments.store is None) == (arguments.endpoint is None):
        both = "both name a place to load to: one of them" if arguments.store else "nowhere to load to: name one"
        raise UsageError(f"--store DIR and --endpoint URL: {both}")
    if arguments.endpoint is not None:
        return into_endpoint(arguments)
    check_options(arguments)
    return _into_store(arguments.file, arguments.store)


def _into_store(files: list[str], directory: str) -> int:
    status = 0
    tally = Tally()
    with writable(directory) as store:
        try:
            for file in files:
                try:
                    load(store, _with_progress(page_quads(file), file), tally)
                except FilmKGError as error:
                    tqdm.write(f"kg: {error}", file=sys.stderr)
                    status = max(status, error.exit_status)
        finally:
            pages = tally.added + tally.replaced + tally.unchanged
            print(
                f"{_count(pages, 'page')}: {tally.added} added, {tally.replaced} replaced, "
                f"{tally.unchanged} unchanged; "
                f"{_count(tally.triples, 'triple')}\nloaded into {one_line(directory)}",
                file=sys.stderr,
            )
    return status


def _with_progress(pages: Iterator[Page], file: str) -> Iterator[Page]:
    """The same, with a bar on standard error where that is a terminal and it takes more than a moment."""
    return iter(tqdm(pages, desc=one_line(file, 40), unit=" pages", delay=2, disable=None, leave=False))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
