"""Pages in, validated triples out: extraction, mapping and gate for each page, alone and in parallel.

What goes wrong with one page stays with that page: it becomes a record, and the others go on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

from kg.errors import FetchError, FilmKGError, InternalError
from kg.extraction.page import extract
from kg.model import Page, PageKind
from kg.rdf.serialise import PageGraph, page_graph
from kg.report import Fate, Record
from kg.resolver.links import Resolver, resolve
from kg.sources import SourceProblem
from kg.validation import validate
from kg.vocab import RESOURCE_BASE
from kg.workers import ordered_map


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that cannot be read, or not to its end."""

    message: str
    status: int
    """The exit status it stands for."""


Source = Callable[[], Iterable[Page | SourceProblem]]
"""Gives the pages of a file or a wiki when called."""
Item = Page | SourceProblem | Unreadable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one page."""

    record: Record
    graph: PageGraph | None = None
    """The triples, also those of a rejected page; None when there are none."""
    report: str = ""
    """Of a rejected page: the findings, in the text form of `kg validate`."""
    trace: str = ""
    """Of a failed page: where it failed, for us."""


def items(sources: Iterable[Source]) -> Iterator[Item]:
    """The pages of several sources, one after the other. One that cannot be read, or not to its end, gives an
    Unreadable there, and the next is read."""
    for source in sources:
        try:
            yield from source()
        except FilmKGError as error:
            if error.exit_status == 4:
                raise
            yield Unreadable(str(error), error.exit_status)


def outcomes(
    found: Iterable[Item], workers: int, base: str = RESOURCE_BASE, resolver: Resolver | None = None
) -> Iterator[Outcome | Unreadable]:
    """What comes of each page, in the order of the sources, whatever the number of workers (processes).

    resolver: tells where links lead (see kg.resolver.links); for several workers one that can be pickled. None
    leaves links as they are. Raises FetchError when it needs an API and that gives no usable answer.

    Of a film that comes more than once, the first is exported; a later one is skipped when it has the same
    text, else it is a problem: which of the two is right cannot be known here.
    """
    seen: dict[bytes, bytes] = {}
    for item, outcome in ordered_map(partial(process, base=base, resolver=resolver), found, workers):
        if isinstance(outcome, InternalError):
            assert isinstance(item, Page)
            yield Outcome(Record(item.title, Fate.FAILED, reason=str(outcome), revision=item.revision))
        elif isinstance(item, Page) and isinstance(outcome, Outcome) and outcome.graph is not None:
            yield _once(item, outcome, seen)
        else:
            yield outcome


def process(item: Item, base: str = RESOURCE_BASE, resolver: Resolver | None = None) -> Outcome | Unreadable:
    """What comes of one page by itself. Raises nothing, but FetchError when the resolver does: all pages need it."""
    outcome = prepared(item, base, resolver)
    return gated(outcome) if isinstance(outcome, Outcome) and outcome.graph is not None else outcome


def prepared(item: Item, base: str = RESOURCE_BASE, resolver: Resolver | None = None) -> Outcome | Unreadable:
    """What comes of one page by itself before the gate: a film counts as exported. Raises as `process` does."""
    if isinstance(item, Unreadable):
        return item
    if isinstance(item, SourceProblem):
        return Outcome(Record(item.page, Fate.PROBLEM, reason=item.message, source=item.source))
    try:
        return _film(item, base, resolver)
    except FetchError:
        raise
    except Exception as error:
        return _failed(item.title, item.revision, error)


def gated(outcome: Outcome) -> Outcome:
    """A prepared film after the gate. Raises nothing."""
    record, graph = outcome.record, outcome.graph
    assert graph is not None
    try:
        report = validate(graph)
        text = "" if report.conforms else report.to_text()
    except Exception as error:
        return _failed(record.page, record.revision, error)
    fate = Fate.EXPORTED if report.conforms else Fate.REJECTED
    return Outcome(replace(record, fate=fate, findings=report.findings), graph, text)


def _failed(title: str, revision: int | None, error: Exception) -> Outcome:
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    trace = "".join(traceback.format_exception(error))
    return Outcome(Record(title, Fate.FAILED, reason=reason, revision=revision), trace=trace)


def _film(page: Page, base: str, resolver: Resolver | None) -> Outcome:
    extraction = extract(page)
    if resolver is not None:
        extraction = resolve(extraction, resolver)
    if extraction.kind is PageKind.UNCLOSED:
        begin = extraction.issues[0].span.begin
        reason = f"its film infobox, opened at character {begin}, is never closed"
        return Outcome(
            Record(page.title, Fate.PROBLEM, reason=reason, revision=page.revision, issues=extraction.issues)
        )
    if extraction.kind is not PageKind.FILM:
        return Outcome(Record(page.title, Fate.SKIPPED, reason=extraction.kind.value, revision=page.revision))
    graph = page_graph(extraction, base)
    record = Record(
        page=page.title,
        fate=Fate.EXPORTED,
        revision=page.revision,
        triples=len(graph.triples),
        issues=extraction.issues,
        accounts=extraction.accounts,
        links=extraction.links,
    )
    return Outcome(record, graph)


def _once(page: Page, outcome: Outcome, seen: dict[bytes, bytes]) -> Outcome:
    """The outcome, unless a page of this title came before."""
    # Digests: a dump has some hundred thousand films, and texts of a megabyte.
    title, text = (blake2b(part.encode("utf-8", "replace"), digest_size=8).digest() for part in (page.title, page.text))
    before = seen.setdefault(title, text)
    if before is text:
        return outcome
    record = Record(page.title, Fate.SKIPPED, reason="came before", revision=page.revision)
    if before != text:
        reason = "came before with different text; the first is kept"
        record = replace(record, fate=Fate.PROBLEM, reason=reason)
    return Outcome(record)
