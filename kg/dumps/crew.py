"""Processes that work on ranges and tell which page they are at, so that one which hangs or dies is known by its page.

Like kg.workers, without threads and with a pipe for each; a process tells where it is before each page, and what
stands in the pipe outlives it.
"""

from __future__ import annotations

import math
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, TypeVar

from kg.garbage import collect_seldom
from kg.interrupts import held

T = TypeVar("T")

_LINUX = sys.platform == "linux"
_CONTEXT: Any = multiprocessing.get_context("fork" if _LINUX else "spawn")
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG, prctl(2)."""
_NO_MEMORY = 77
"""The status of a process whose memory does not suffice."""
IDLE_FACTOR = 30
"""A process that says nothing for so many times the time of a page is ended as well."""

At = tuple[int, str]
"""(number of a page in its range, its title)"""


class Tell(Protocol):
    """Says at which page a process is; None: at none. `waits`: for something that has limits of its own, and whose time
    is not the page's."""

    def __call__(self, at: At | None, waits: bool = False) -> None: ...


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    task: T
    result: Any


@dataclass(frozen=True, slots=True)
class Ended(Generic[T]):
    """A process that ended, or was ended, over a task."""

    task: T
    at: At | None
    """Where it was; None: at no page."""
    reason: str
    late: bool
    """It was ended, as it took too long."""


class Crew(Generic[T]):
    """So many processes. When its block is left they are ended at once."""

    def __init__(self, work: Callable[[T, Tell], Any], count: int, seconds: float, memory: int | None) -> None:
        """seconds: that a page may take; memory: bytes that a process may take beyond those it starts with."""
        self._work = work
        self._seconds = seconds
        self._memory = memory
        self._workers: list[_Worker[T]] = []
        for _ in range(count):
            self._hire()

    def _hire(self) -> None:
        others = [worker.connection for worker in self._workers]
        self._workers.append(_Worker(self._work, others, self._memory))

    @property
    def idle(self) -> int:
        return sum(worker.task is None for worker in self._workers)

    @property
    def busy(self) -> int:
        return len(self._workers) - self.idle

    def give(self, task: T) -> None:
        worker = next(worker for worker in self._workers if worker.task is None)
        worker.task, worker.at, worker.since = task, None, time.monotonic()
        with suppress(OSError):  # it is dead: noticed when its result is collected
            worker.connection.send(task)

    def collect(self, seconds: float) -> Iterator[Finished[T] | Ended[T]]:
        """What has come of tasks; waits for something to come, at most so long."""
        working = {worker.connection: worker for worker in self._workers if worker.task is not None}
        for connection in wait(list(working), seconds):
            worker = working[connection]
            try:
                news = worker.news()
            except (EOFError, OSError):
                yield self._replace(worker, late=False)
                continue
            if news is None:
                continue
            kind, value = news
            if kind == "error":
                raise value
            task, worker.task = worker.task, None
            assert task is not None
            yield Finished(task, value)
        now = time.monotonic()
        for worker in list(self._workers):
            limit = self._seconds if worker.at is not None else IDLE_FACTOR * self._seconds
            if worker.task is not None and now - worker.since > limit and not worker.connection.poll():
                yield self._replace(worker, late=True)

    def _replace(self, worker: _Worker[T], late: bool) -> Ended[T]:
        code = worker.end()
        self._workers.remove(worker)
        self._hire()
        assert worker.task is not None
        return Ended(worker.task, worker.at, _reason(code), late)

    def __enter__(self) -> Crew[T]:
        return self

    def __exit__(self, *_: object) -> None:
        # A second Ctrl-C, while the first is being obeyed, would leave processes behind.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        for worker in self._workers:
            worker.end()
        signal.signal(signal.SIGINT, before)


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return "its memory does not suffice" if code == _NO_MEMORY else f"status {code}"


class _Worker(Generic[T]):
    def __init__(self, work: Callable[..., Any], others: list[Connection], memory: int | None) -> None:
        self.task: T | None = None
        self.at: At | None = None
        self.since = 0.0
        self.connection, theirs = _CONTEXT.Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        inherited = [*others, self.connection] if _LINUX else []
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, work, inherited, memory), daemon=True)
        with held():
            self._process.start()
        theirs.close()

    def news(self) -> tuple[str, Any] | None:
        """What has come of its task; None while it is at work. Raises EOFError or OSError when the process is dead."""
        while self.connection.poll():
            kind, value = self.connection.recv()
            self.since = math.inf if kind == "waits" else time.monotonic()
            if kind not in ("at", "waits"):
                return kind, value
            self.at = value
        return None

    def end(self) -> int | None:
        """Ends the process; how it ended, as of multiprocessing.Process.exitcode."""
        self.connection.close()
        self._process.join(0.1)  # one that died by itself says how
        self._process.kill()
        self._process.join()
        code: int | None = self._process.exitcode
        return code


def _serve(connection: Connection, work: Callable[..., Any], inherited: list[Connection], memory: int | None) -> None:
    """The life of a process: until its pipe is closed, or the process that started it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    _die_with_parent()
    collect_seldom()
    if memory is not None:
        _limit(memory)
    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            try:
                result = work(task, lambda at, waits=False: connection.send(("waits" if waits else "at", at)))
            except BrokenPipeError:
                return
            except (MemoryError, SystemError):  # the latter by libraries that do not look whether there is memory
                sys.exit(_NO_MEMORY)
            except Exception as error:
                connection.send(("error", error))
            else:
                connection.send(("done", result))


def _die_with_parent() -> None:
    """Without this a page that never ends would outlive a parent that was killed."""
    if _LINUX:
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


def _limit(memory: int) -> None:
    """Sets the address space to what is taken now and `memory` bytes more (setrlimit(2), RLIMIT_AS)."""
    if not _LINUX:
        return
    import resource
    from pathlib import Path

    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = taken + memory if most == resource.RLIM_INFINITY else min(most, taken + memory)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
