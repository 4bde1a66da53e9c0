"""`kg load`: exports into a store, page by page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain

from tqdm import tqdm

from kg.commands.load_endpoint import check_options, into_endpoint
from kg.errors import FilmKGError, UsageError
from kg.sources.problem import one_line
from kg.sources.streams import STDIN
from kg.stores.embedded import Page, Tally, load, writable
from kg.stores.pages import page_quads, syntax_of


def run(arguments: argparse.Namespace) -> int:
    """Loads; returns 3 when a file cannot be read to its end (what comes before in it is loaded)."""
    if arguments.file.count(STDIN) > 1:
        raise UsageError("- is named twice: standard input can be read once")
    if (arguments.store is None) == (arguments.endpoint is None):
        both = "both name a place to load to: one of them" if arguments.store else "nowhere to load to: name one"
        raise UsageError(f"--store DIR and --endpoint URL: {both}")
    if arguments.endpoint is None:
        check_options(arguments)
    for file in arguments.file:
        if file != STDIN:
            syntax_of(file)  # a mistake in the call is told before anything is written
    if arguments.endpoint is not None:
        return into_endpoint(arguments)
    return _into_store(arguments.file, arguments.store)


def _into_store(files: list[str], directory: str) -> int:
    status = 0
    tally = Tally()
    store = None
    with ExitStack() as stack:
        for file in files:
            try:
                pages = page_quads(file)
                first = next(pages)
            except FilmKGError as error:
                status = max(status, _tell(error))
                continue
            if store is None:  # a store is made for pages, not for a file that has none
                store = stack.enter_context(writable(directory))
                stack.callback(_sum_up, tally, directory)
            try:
                load(store, _with_progress(chain((first,), pages), file), tally)
            except FilmKGError as error:
                status = max(status, _tell(error))
    return status


def _tell(error: FilmKGError) -> int:
    tqdm.write(f"kg: {error}", file=sys.stderr)
    return error.exit_status


def _sum_up(tally: Tally, directory: str) -> None:
    pages = tally.added + tally.replaced + tally.unchanged
    print(
        f"{_count(pages, 'page')}: {tally.added} added, {tally.replaced} replaced, {tally.unchanged} unchanged; "
        f"{_count(tally.triples, 'triple')}\nloaded into {one_line(directory)}",
        file=sys.stderr,
    )


def _with_progress(pages: Iterator[Page], file: str) -> Iterator[Page]:
    """The same, with a bar on standard error where that is a terminal and it takes more than a moment."""
    return iter(tqdm(pages, desc=one_line(file, 40), unit=" pages", delay=2, disable=None, leave=False))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
