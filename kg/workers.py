"""A function over a stream of items by several processes: results in the order of the items, memory bounded,
and an item that kills its process takes no other with it.

No thread is involved, so that forking is safe, and each worker has a pipe of its own, so that it is known over
which item it died. (`concurrent.futures` starts threads, does not tell which item broke the pool, and before
Python 3.11.5 may hang then: https://github.com/python/cpython/issues/94777.)
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from kg.errors import InternalError
from kg.garbage import collect_seldom
from kg.interrupts import held

T = TypeVar("T")
R = TypeVar("R")

FEW = 4
"""Up to so many items, starting processes takes longer than it saves."""
_AHEAD = 4
"""Items on the way, per worker: enough that none waits while a slow one is at work."""
# Forking shares what is loaded already; elsewhere than on Linux, system libraries do not bear it.
_FORKING = sys.platform == "linux"
_CONTEXT: Any = multiprocessing.get_context("fork" if _FORKING else "spawn")


def default_workers() -> int:
    """As many as processors that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered_map(function: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[tuple[T, R | InternalError]]:
    """Each item with what `function` makes of it, in the order of the items, whatever the number of workers.

    `function` is a function of a module, and items and results can be pickled: they go to other processes and
    back. What it raises is raised here. An InternalError in place of a result says that the process died over
    the item, as it does when memory runs out. Closing the iterator ends the processes.
    """
    iterator = iter(items)
    first = list(islice(iterator, FEW + 1))
    everything = chain(first, iterator)
    if workers == 1 or len(first) <= FEW:
        return ((item, function(item)) for item in everything)
    return _parallel(function, everything, workers)


def _parallel(function: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[tuple[T, R | InternalError]]:
    numbered = enumerate(items)
    on_the_way: dict[int, T] = {}
    results: dict[int, R | InternalError] = {}
    due = 0
    with _Crew(function, workers) as crew:
        while True:
            for number, item in islice(numbered, min(crew.idle, workers * _AHEAD - len(on_the_way))):
                on_the_way[number] = item
                crew.give(number, item)
            if due in results:
                yield on_the_way.pop(due), results.pop(due)
                due += 1
            elif on_the_way:
                results.update(crew.collect())
            else:
                return


class _Crew(Generic[T, R]):
    """Workers, each idle or busy with one item. When its block is left early they are ended at once."""

    def __init__(self, function: Callable[[T], R], count: int) -> None:
        self._function = function
        self._busy: dict[_Worker, int] = {}
        self._idle: list[_Worker] = []
        for _ in range(count):
            self._hire()

    def _hire(self) -> None:
        others = [worker.connection for worker in (*self._idle, *self._busy)]
        self._idle.append(_Worker(self._function, others))

    @property
    def idle(self) -> int:
        """How many workers have nothing to do."""
        return len(self._idle)

    def give(self, number: int, item: T) -> None:
        worker = self._idle.pop()
        self._busy[worker] = number
        with suppress(OSError):  # it is dead: noticed when its result is collected
            worker.connection.send(item)

    def collect(self) -> Iterator[tuple[int, R | InternalError]]:
        """The results that have come; waits for one if there is none."""
        workers = {worker.connection: worker for worker in self._busy}
        for connection in wait(list(workers)):
            worker = workers[connection]
            number = self._busy.pop(worker)
            try:
                result, error = worker.connection.recv()
            except (EOFError, OSError):
                worker.end()
                self._hire()
                yield number, InternalError("the process that read it died (is there enough memory?)")
                continue
            self._idle.append(worker)
            if error is not None:
                raise error
            yield number, result

    def __enter__(self) -> _Crew[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        # A second Ctrl-C, while the first is being obeyed, would leave processes behind.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        for worker in (*self._idle, *self._busy):
            worker.end()
        signal.signal(signal.SIGINT, before)


class _Worker:
    """A process with our end of a pipe to it."""

    def __init__(self, function: Callable[..., object], others: list[Connection]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        # A forked process writes out once more what is still buffered here when it ends.
        sys.stdout.flush()
        sys.stderr.flush()
        inherited = [*others, self.connection] if _FORKING else []
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, function, inherited), daemon=True)
        with held():
            self._process.start()
        theirs.close()

    def end(self) -> None:
        self.connection.close()
        self._process.terminate()
        self._process.join()


def _serve(connection: Connection, function: Callable[[Any], object], inherited: list[Connection]) -> None:
    """The life of a worker: until the pipe is closed, also because the process that opened it was killed."""
    # Ctrl-C goes to all processes of a terminal: what to do then is decided by the first alone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    collect_seldom()
    with suppress(EOFError, OSError):
        while True:
            item = connection.recv()
            try:
                answer = function(item), None
            except Exception as error:
                connection.send((None, error))
            else:
                connection.send(answer)
