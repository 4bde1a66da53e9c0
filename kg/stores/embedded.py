"""The embedded store: a directory of Oxigraph's (RocksDB), which `oxigraph serve --location DIR` opens too.

What makes loading safe to interrupt is the engine's: an update request and `Store.extend` are transactions,
`Store.bulk_extend` adds all its quads at its end or none (https://pyoxigraph.readthedocs.io/en/stable/store.html). So a
page that the store has is replaced in one transaction, and pages that it does not have are added together, by one
transaction when they are few and by the bulk loader when they are many.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import FilmKGError, OutputError, SourceError
from kg.sources.problem import one_line

FEW = 50_000
"""Up to so many quads are added by one transaction. The bulk loader writes some files each time it runs, which the
engine merges later: that pays for more only."""
BATCH = 500_000
"""Quads that one run of the bulk loader takes, at least: what an interruption costs. Memory grows with it by about 1 kB
a quad."""

_MARK = "CURRENT"
"""The file that every RocksDB directory has (https://github.com/facebook/rocksdb/wiki/MANIFEST)."""

_PAUSES = (0.0, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Seconds to wait for a process that merges files."""

Page = tuple[NamedNode, list[Quad]]


@dataclass(slots=True)
class Tally:
    """What became of the pages that are in the store for certain."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    """Pages of which the store had these very triples."""
    triples: int = 0
    """As read, of all these pages."""


@contextmanager
def writable(directory: str) -> Iterator[Store]:
    """A store to load into; it is made when there is none. What was loaded is on disk when the block ends.

    Raises OutputError, also for what the engine meets in the block: a directory of other things, another process that
    writes to the store, a full disk.
    """
    path = Path(directory)
    try:
        if path.is_dir() and not (path / _MARK).exists() and any(path.iterdir()):
            raise OutputError(f"{one_line(directory)}: is no store, and holds other files")
        path.parent.mkdir(parents=True, exist_ok=True)
        store = Store(directory)
        # Whoever has the store open for writing is alone with it: this is what a killed bulk loader left behind.
        for left in path.glob("bulk-*.sst"):
            left.unlink()
        yield store
        store.flush()
    except (OSError, RuntimeError) as error:  # RuntimeError: what the engine finds damaged
        raise OutputError(f"{one_line(directory)}: cannot be written: {_reason(error)}") from error


def readable(directory: str) -> Store:
    """A store to read, as it is now: what is loaded later is seen by who opens it later. Raises SourceError.

    Another process may be loading: while it is being opened, files may be merged into others, then it is tried again.
    """
    path = Path(directory)
    if not (path / _MARK).exists():
        problem = "is no store (kg load makes one)" if path.exists() else "no such store (kg load makes one)"
        raise SourceError(f"{one_line(directory)}: {problem}")
    for pause in (*_PAUSES, None):
        try:
            return Store.read_only(directory)
        except (OSError, RuntimeError, ValueError) as error:
            if pause is None or "No such file" not in str(error):
                raise SourceError(f"{one_line(directory)}: cannot be read: {_reason(error)}") from error
            time.sleep(pause)
    raise AssertionError


def load(store: Store, pages: Iterable[Page], tally: Tally) -> None:
    """Puts the pages into the store, in their order: of several graphs of one name, the last is the one that stays.

    Raises what `pages` raises, after all that came before is in the store and in `tally`; OSError when the store
    cannot be written, which then has all pages of `tally` and perhaps the next ones, each whole.
    """
    incoming = _Incoming(pages)
    waiting: dict[NamedNode, list[Quad]] = {}
    count = 0
    for graph, quads in incoming:
        if graph in waiting:
            _add(store, waiting, tally)
            count = 0
        if store.contains_named_graph(graph):
            _replace(store, graph, quads, tally)
            continue
        waiting[graph] = quads
        count += len(quads)
        if count > FEW:
            _add_many(store, waiting, incoming, tally)
            count = 0
    _add(store, waiting, tally)
    incoming.reraise()


class _Incoming:
    """An iterator that ends where `pages` fails, and tells afterwards; and into which a page can be put back."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = iter(pages)
        self._failure: FilmKGError | None = None

    def __iter__(self) -> Iterator[Page]:
        return self

    def __next__(self) -> Page:
        try:
            return next(self._pages)
        except FilmKGError as error:
            self._failure, self._pages = error, iter(())
            raise StopIteration from error

    def put_back(self, page: Page) -> None:
        self._pages = chain((page,), self._pages)

    def reraise(self) -> None:
        if self._failure is not None:
            raise self._failure


def _add(store: Store, waiting: dict[NamedNode, list[Quad]], tally: Tally) -> None:
    if not waiting:
        return
    try:
        store.extend(quad for quads in waiting.values() for quad in quads)
    finally:
        # All of them or none; an interruption that comes meanwhile is raised when it is done.
        if store.contains_named_graph(next(iter(waiting))):
            tally.added += len(waiting)
            tally.triples += sum(map(len, waiting.values()))
    waiting.clear()


def _add_many(store: Store, waiting: dict[NamedNode, list[Quad]], incoming: _Incoming, tally: Tally) -> None:
    """Adds the pages that wait and those that come, until the batch is full or a page comes that has to be replaced."""
    names = set(waiting)
    count = 0

    def batch() -> Iterator[Quad]:
        nonlocal count
        for quads in waiting.values():
            yield from quads
            count += len(quads)
        waiting.clear()
        for graph, quads in incoming:
            if count >= BATCH or graph in names or store.contains_named_graph(graph):
                incoming.put_back((graph, quads))
                return
            names.add(graph)
            yield from quads
            count += len(quads)

    one = next(iter(waiting))
    try:
        store.bulk_extend(batch())
    finally:
        if store.contains_named_graph(one):  # see _add
            tally.added += len(names)
            tally.triples += count


def _replace(store: Store, graph: NamedNode, quads: list[Quad], tally: Tally) -> None:
    if set(quads) == set(store.quads_for_pattern(None, None, None, graph)):
        tally.unchanged += 1
    else:
        # Terms as the engine writes them: nothing of the file's own text gets into the request.
        triples = " .\n".join(str(quad.triple) for quad in quads)
        store.update(f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ GRAPH {graph} {{\n{triples}\n}} }}")
        tally.replaced += 1
    tally.triples += len(quads)


def _reason(error: Exception) -> str:
    """What the engine says, for people."""
    text = str(error)
    for sign, meaning in _REASONS.items():
        if sign in text:
            return meaning
    return one_line(getattr(error, "strerror", None) or text, 300)


_REASONS = {
    "LOCK": "another process is writing to it (kg load or a server): try again when that has ended",
    "No space left on device": "no space left on the device; what was loaded before is whole",
    "File too large": "a file would become too large; what was loaded before is whole",
    "Permission denied": "permission denied",
    "Read-only file system": "the file system is read-only",
}
"""By a part of what RocksDB says, which puts file names and error codes around it."""
