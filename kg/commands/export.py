"""`kg export`: pages of files or of the live API, written as RDF."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

from tqdm import tqdm

from kg.commands import export_dump
from kg.dataset import Census, description
from kg.errors import UsageError
from kg.identity import check_base
from kg.pipeline import Outcome, Source, Unreadable, items, outcomes
from kg.rdf.formats import TURTLE, format_of
from kg.rdf.serialise import PageGraph, serialize
from kg.report import Fate, Record, ReportFile, Tally
from kg.resolver.links import Resolver
from kg.resolver.table import open_resolver
from kg.sinks import AtomicFile, Sink, open_sink, write_file, write_stdout
from kg.sources import DEFAULT_API, read, titles_from
from kg.sources.problem import one_line
from kg.workers import default_workers

MAX_LINES = 20
"""Lines about single pages; what concerns more is in the summary and in the report."""


def run(arguments: argparse.Namespace) -> int:
    """Exports; returns the exit status of the gravest thing that happened to a page or a source."""
    if export_dump.is_dump(arguments):
        return export_dump.run(arguments, *_resolver(arguments))
    base = check_base(arguments.base)
    _check_outputs(arguments)
    census = Census() if arguments.dataset_description else None
    sink = open_sink(arguments.output, [name for names in arguments.format for name in names.split(",")], base)
    sources = _sources(arguments)
    resolver, workers = _resolver(arguments)
    with ExitStack() as stack:
        if isinstance(resolver, AbstractContextManager):
            stack.enter_context(resolver)
        report = _report(arguments.report, stack)
        export = _Export(sink, stack, report, census)
        for outcome in _with_progress(outcomes(items(sources), workers, base, resolver)):
            export.take(outcome)
        if report is not None:
            report.close(export.tally.counts())
    if census is not None and export.written:
        form = format_of(arguments.dataset_description) or TURTLE
        graph = description(census, sink.formats, base, arguments.issued)
        _put(arguments.dataset_description, serialize(graph, form, base))
    export.close()
    tally = export.tally
    if tally.fates:
        print(*tally.summary(), sep="\n", file=sys.stderr)
        if arguments.output != "-":
            print(f"written to {arguments.output}" if export.written else "nothing to write", file=sys.stderr)
    return tally.exit_status


class _Export:
    """Takes what comes of the pages to where it belongs: sink, report, counts, lines about single pages."""

    def __init__(self, sink: Sink, stack: ExitStack, report: ReportFile | None, census: Census | None) -> None:
        """stack: closes the sink."""
        self.tally = Tally()
        self.written = False
        """Whether anything was given to the sink."""
        self._sink = sink
        self._stack = stack
        self._report = report
        self._census = census
        self._lines = _Lines()

    def take(self, outcome: Outcome | Unreadable) -> None:
        if isinstance(outcome, Unreadable):
            self.tally.add_unreadable(outcome.status)
            _say(outcome.message)
            return
        record, graph = outcome.record, outcome.graph
        place = None
        if record.fate is Fate.EXPORTED and graph is not None:
            self._write(record.page, graph)
        elif record.fate is Fate.REJECTED and graph is not None:
            place = self._sink.reject(record.page, graph, outcome.report)
        self.tally.add(record)
        self._lines.add(outcome, place)
        if self._report is not None:
            self._report.add(record)

    def _write(self, page: str, graph: PageGraph) -> None:
        if not self.written:
            # Not before: where nothing is exported, the file of the last time is left as it is.
            self._stack.enter_context(self._sink)
            self.written = True
        self._sink.write(page, graph)
        if self._census is not None:
            self._census.add(graph)

    def close(self) -> None:
        """Says what there is left to say of pages."""
        self._lines.close()


def _check_outputs(arguments: argparse.Namespace) -> None:
    outputs = (arguments.output, arguments.report, arguments.dataset_description)
    if outputs.count("-") > 1:
        raise UsageError("standard output is named twice: for the films, the report or the description")
    if arguments.issued and not arguments.dataset_description:
        raise UsageError("--issued is stated in the --dataset-description, which is not asked for")


def _sources(arguments: argparse.Namespace) -> list[Source]:
    files, titles = arguments.source, arguments.title
    if not files:
        if not (titles or arguments.titles_from or arguments.category):
            raise UsageError("nothing to export: name a SOURCE, or --title, --titles-from or --category to fetch pages")
        if arguments.titles_from:
            titles = [*titles, *titles_from(arguments.titles_from)]
        from kg.sources import fetch  # loads the HTTP client

        options = {"api": arguments.api or DEFAULT_API, "contact": arguments.contact, "notify": _say}
        return [partial(fetch, titles=titles, category=arguments.category, **options)]
    for name in ("titles_from", "category", "api", "contact"):
        if getattr(arguments, name) is not None and not (arguments.resolve and name in ("api", "contact")):
            raise UsageError(f"--{name.replace('_', '-')} fetches from the API, which a SOURCE excludes")
    if titles and (len(titles) > 1 or len(files) > 1):
        raise UsageError("--title goes with one SOURCE only, and once")
    if files.count("-") > 1:
        raise UsageError("- is named twice: standard input can be read once")
    return [partial(read, file, title=titles[0] if titles else None) for file in files]


def _resolver(arguments: argparse.Namespace) -> tuple[Resolver | None, int]:
    """What tells where links lead, if anything is to, and the number of workers."""
    workers = arguments.workers or default_workers()
    if arguments.resolver is not None:
        if arguments.resolve:
            raise UsageError("--resolver DIR and --resolve both tell where links lead: one of them")
        return open_resolver(arguments.resolver), workers
    if arguments.resolve:
        from kg.sources.lookup import ApiResolver  # loads the HTTP client

        # One request at a time is what the API asks for.
        return ApiResolver(arguments.api or DEFAULT_API, arguments.contact, _say), 1
    return None, workers


def _report(path: str | None, stack: ExitStack) -> ReportFile | None:
    if path is None:
        return None
    if path == "-":
        return ReportFile(lambda text: write_stdout(text.encode()))
    file = stack.enter_context(AtomicFile(Path(path)))
    return ReportFile(lambda text: file.write(text.encode()))


def _put(path: str, data: bytes) -> None:
    if path == "-":
        write_stdout(data)
    else:
        write_file(Path(path), data)


def _with_progress(found: Iterator[Outcome | Unreadable]) -> Iterator[Outcome | Unreadable]:
    """The same, with a bar on standard error where that is a terminal and it takes more than a moment."""
    tqdm.monitor_interval = 0  # its thread would be in the way of forking, and here pages come steadily
    return iter(tqdm(found, unit=" pages", delay=2, disable=None, leave=False))


def _say(message: str) -> None:
    tqdm.write("kg: " + one_line(message, 800), file=sys.stderr)


class _Lines:
    """Says what became of single pages, as long as there are not too many."""

    def __init__(self) -> None:
        self._count = 0

    def add(self, outcome: Outcome, place: Path | None) -> None:
        line = _line(outcome.record, place)
        if line is None:
            return
        self._count += 1
        if self._count <= MAX_LINES:
            _say(line)
        if outcome.trace and os.environ.get("KG_DEBUG") == "1":
            tqdm.write(outcome.trace, file=sys.stderr)

    def close(self) -> None:
        if self._count > MAX_LINES:
            _say(f"… and {self._count - MAX_LINES} more pages (--report FILE lists all)")


def _line(record: Record, place: Path | None) -> str | None:
    match record.fate:
        case Fate.PROBLEM:
            return ": ".join(part for part in (record.source, record.page, record.reason) if part)
        case Fate.REJECTED:
            where = "" if place is None else f", see {place}"
            return f"{record.page}: rejected, it does not conform to the shapes{where}"
        case Fate.FAILED:
            return f"{record.page}: internal error: {record.reason} (please report it; KG_DEBUG=1 shows more)"
        case _:
            return None
