"""`kg load --endpoint`: exports into a server, graph by graph."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from time import sleep
from typing import cast

from tqdm import tqdm

from kg.errors import FilmKGError, OutputError, UsageError
from kg.sources.problem import one_line
from kg.stores.connection import Connection, EndpointError
from kg.stores.credentials import credentials
from kg.stores.flavors import STANDARD, Protocol, Scheme, Target, private, shown, target
from kg.stores.journal import Journal
from kg.stores.pages import NamedGraph, named_graphs
from kg.stores.remote import Loaded, Remote

_SHOWN = 20
"""Graphs that are told one by one at the end; of the others, how many there are."""


def into_endpoint(arguments: argparse.Namespace) -> int:
    """Loads and counts: 1 when a graph was refused or the counts differ, 3 when a file cannot be read to its end
    (what comes before in it is loaded). Raises EndpointError when the endpoint fails."""
    where = target(arguments.endpoint, arguments.flavor, cast(Protocol | None, arguments.protocol), arguments.query_url)
    scheme = cast(Scheme | None, arguments.auth) or where.flavor.auth
    who = None if scheme is None else credentials(scheme, where.write)
    if who is not None and who.scheme != "digest" and not private(where.write):
        _tell(f"{shown(where.write)}: whoever listens on the way reads the password: it is sent over http, not https")
    with ExitStack() as stack:
        connection = stack.enter_context(Connection(who, tries=arguments.tries, sleep=sleep, notify=_tell))
        journal = stack.enter_context(Journal(arguments.resume, where.write)) if arguments.resume else None
        run = _Run(where, Remote(where, connection), journal)
        status = run.load(arguments.file)
        return max(status, run.check())


class _Run:
    """One load, and what is told of it."""

    def __init__(self, where: Target, remote: Remote, journal: Journal | None) -> None:
        self._where = where
        self._remote = remote
        self._journal = journal
        self._in: dict[str, int] = {}
        """Triples by graph, of those that are in."""
        self._skipped = 0
        self._untyped = 0
        self._refused = 0
        self._begun: str | None = None

    def load(self, files: list[str]) -> int:
        status = 0
        try:
            for file in files:
                try:
                    for loaded in self._remote.load(self._with_progress(file), self._journal):
                        self._count(loaded)
                except OutputError:
                    raise
                except FilmKGError as error:
                    _tell(str(error))
                    status = max(status, error.exit_status)
        except EndpointError as error:
            self._sum_up_broken(error.untouched)
            raise
        except BaseException:
            self._sum_up_broken(False)
            raise
        print(f"{self._sums()}\nloaded into {shown(self._where.write)}", file=sys.stderr)
        return max(status, 1 if self._refused else 0)

    def check(self) -> int:
        """Whether the endpoint has as many triples of each graph as were written."""
        if not self._in:
            return 0
        differing = 0
        differences = self._remote.differences(self._in)
        while True:
            try:
                difference = next(differences, None)
            except OutputError as error:
                raise OutputError(f"{error}: what was loaded is in, but not counted: is --query-url right?") from error
            if difference is None:
                break
            differing += 1
            if differing <= _SHOWN:
                print(
                    f"differs: <{one_line(difference.iri)}>: {difference.expected} triples were written, "
                    f"{difference.found} are there",
                    file=sys.stderr,
                )
        if differing:
            print(f"{_graphs(differing)} of {len(self._in)} differ: load again", file=sys.stderr)
            return 1
        print(f"counted there: {_graphs(len(self._in))}, as written", file=sys.stderr)
        return 0

    def _with_progress(self, file: str) -> Iterator[NamedGraph]:
        """The graphs of a file, with a bar on standard error where that is a terminal and it takes a moment."""
        graphs = named_graphs(file)
        for graph in tqdm(graphs, desc=one_line(file, 40), unit=" graphs", delay=2, disable=None, leave=False):
            self._begun = graph.iri
            yield graph
            self._begun = None

    def _count(self, loaded: Loaded) -> None:
        if loaded.refused is not None:
            self._refused += 1
            if self._refused <= _SHOWN:
                hint = "; --protocol update sends it in parts" if self._where.protocol == "gsp" else ""
                _tell(f"<{one_line(loaded.iri)}> is not taken, and is as it was before: {loaded.refused}{hint}")
            return
        self._in[loaded.iri] = loaded.triples
        self._skipped += loaded.skipped
        self._untyped += loaded.untyped

    def _sums(self) -> str:
        lines = []
        if self._untyped:
            kinds = ", ".join(sorted(one.rpartition("#")[2] for one in self._where.flavor.untyped))
            product = self._where.flavor.name
            lines.append(f"{self._untyped} literals of xsd:{kinds} written as strings: {product} does not keep them")
        skipped = f", {self._skipped} of them since before" if self._skipped else ""
        refused = f"; {_graphs(self._refused)} not taken" if self._refused else ""
        verb = "is" if len(self._in) == 1 else "are"
        lines.append(f"{_graphs(len(self._in))} ({sum(self._in.values())} triples) {verb} in{skipped}{refused}")
        return "\n".join(lines)

    def _sum_up_broken(self, untouched: bool) -> None:
        """`untouched`: the graph under way is as it was."""
        if untouched and not self._in:
            return  # the message says all
        lines = [self._sums()]
        if self._in:
            lines.append(f"the last of them is <{one_line(next(reversed(self._in)))}>")
        if self._begun is not None and not untouched:
            lines.append(f"under way, and perhaps not whole: <{one_line(self._begun)}>")
        lines.append("the graphs after it are as they were")
        then = "" if self._journal else " (--resume FILE keeps a list of what is in, and skips that)"
        lines.append(f"the server's log may tell why. Once it is mended, load again{then}: nothing is doubled by it")
        print("\n".join(lines), file=sys.stderr)


def _graphs(number: int) -> str:
    return f"{number} graph" if number == 1 else f"{number} graphs"


def _tell(message: str) -> None:
    tqdm.write(f"kg: {message}", file=sys.stderr)


def check_options(arguments: argparse.Namespace) -> None:
    """Raises UsageError for options that only make sense with the endpoint that was not named."""
    for option, default in (
        ("protocol", None),
        ("auth", None),
        ("query_url", None),
        ("resume", None),
        ("flavor", STANDARD),
    ):
        if getattr(arguments, option) != default:
            raise UsageError(f"--{option.replace('_', '-')} goes with --endpoint")
