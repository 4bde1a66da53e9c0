"""Queries in a process of their own, which can be ended at any time, over a store or over files.

An engine that evaluates a query listens to nobody, not to Ctrl-C either; a process can be killed. It opens the store
read-only, and what it loads is seen by the next query.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import Any

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from kg.errors import FilmKGError, InternalError, SourceError, UsageError
from kg.interrupts import held
from kg.query.language import PREFIXES, UPDATES, Term, bind, names_graphs, position, refuse_remote, verb
from kg.query.results import Result, written
from kg.sources.problem import one_line
from kg.sources.streams import STDIN, opened, read_whole, source_name
from kg.stores.embedded import readable
from kg.stores.pages import nothing_in, parsed, syntax_of

DEFAULT_FORMS = ("json", "ttl")
_END = 1.0
"""Seconds after its end that a process is given to be gone."""


class QueryTimeoutError(FilmKGError):
    """A query took longer than it was given."""

    exit_status = 1


class QueryStoppedError(FilmKGError):
    """Nobody waits for the answer any more."""

    exit_status = 1


class QueryMemoryError(FilmKGError):
    """A query took more memory than it may, or than there is."""

    exit_status = 1


class Stop:
    """Ends a query from another thread: `run` is given it, and waits for it too."""

    def __init__(self) -> None:
        self.told, self._tell = _CONTEXT.Pipe(duplex=False)

    def set(self) -> None:
        """May be called at any time, before the query is asked and after it is answered too."""
        with suppress(OSError):
            self._tell.send_bytes(b".")


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the terms that its variables are bound to."""

    text: str
    """SPARQL 1.1; the model's prefixes need no declaration."""
    terms: Mapping[str, Term] = field(default_factory=dict)
    """By name of the variable, without `?`: see kg.query.language.bind."""


def run(
    source: str | Sequence[str],
    query: Query,
    forms: Sequence[str] = DEFAULT_FORMS,
    timeout: float | None = None,
    limit: int | None = None,
    memory: int | None = None,
    size: int | None = None,
    stop: Stop | None = None,
) -> Result:
    """The answer to a query; waits for it. May be called from several threads.

    source: the directory of a store, or files (`-` is standard input, as TriG). The default graph is the union of all
    graphs, unless the query names some with FROM. With a store, a triple counts once for each graph that has it (the
    engine's way: SELECT DISTINCT and COUNT(DISTINCT …) are the remedy); with files, once.

    forms: names of formats, the first that fits what the query gives is taken (see kg.query.results). timeout:
    seconds, with opening the store; None for ever. limit: rows or triples. memory: bytes of address space that the
    process may have; None for any. size: bytes of the result, see
    kg.query.results.written; None for any. stop: ends the query from another thread, at once.

    Raises UsageError, with line and column, for what is no query or asks other endpoints; UnfitFormatError (a
    UsageError); ResultSizeError; SourceError for a store or file that cannot be read; QueryTimeoutError;
    QueryStoppedError; QueryMemoryError; InternalError when the process died otherwise.
    """
    refuse_remote(query.text)
    deadline = None if timeout is None else monotonic() + timeout
    given = None if isinstance(source, str) or STDIN not in source else _standard_input()
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    job = _Job(source, given, query, tuple(forms), limit, timeout, memory, size)
    process = _CONTEXT.Process(target=_serve, args=(theirs, job), daemon=True)
    try:
        _start(process)
        theirs.close()
        left = None if deadline is None else max(0.0, deadline - monotonic())
        ready = wait([ours] if stop is None else [ours, stop.told], left)
        if stop is not None and stop.told in ready:
            raise QueryStoppedError("the query was ended: nobody waits for its answer")
        if not ready:
            raise QueryTimeoutError(f"the query was ended: it took longer than {timeout:g} seconds")
        answer = ours.recv()
    except (EOFError, OSError) as error:
        process.join(_END)
        if timeout is not None and process.exitcode == -signal.SIGXCPU:
            raise QueryTimeoutError(f"the query was ended: it took longer than {timeout:g} seconds") from error
        if process.exitcode in _OUT_OF_MEMORY:
            raise QueryMemoryError(_TOO_MUCH) from error
        raise InternalError(f"the process of the query died (status {process.exitcode})") from error
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        theirs.close()
        ours.close()
    if isinstance(answer, FilmKGError):
        raise answer
    assert isinstance(answer, Result)
    return answer


def _start(process: Any) -> None:
    """Starts a process that knows nothing of Ctrl-C."""
    if os.name == "posix":  # the library's own process for this lets signals through again when it is started
        resource_tracker.ensure_running()
    with held():
        process.start()


@dataclass(frozen=True, slots=True)
class _Job:
    source: str | Sequence[str]
    given: bytes | None
    """Standard input, which only the first process has."""
    query: Query
    forms: tuple[str, ...]
    limit: int | None
    timeout: float | None
    memory: int | None
    size: int | None


_OUT_OF_MEMORY = frozenset({-signal.SIGABRT, -signal.SIGKILL})
"""What Rust's allocator ends a process with, and what Linux does."""
_TOO_MUCH = "the query was ended: it took more memory than there is for one"

# A process that has threads must not fork itself; one that does nothing but wait to fork may.
_CONTEXT: Any = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
_CONTEXT.set_forkserver_preload([__name__])


def _serve(connection: Connection, job: _Job) -> None:
    """The life of the process: one query."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _bound(job)
    try:
        answer: Result | FilmKGError = answered(job.source, job.query, job.forms, job.limit, job.given, job.size)
    except FilmKGError as error:
        answer = type(error)(str(error))
    except MemoryError:
        answer = QueryMemoryError(_TOO_MUCH)
    except (OSError, RuntimeError, ValueError) as error:
        answer = SourceError(f"the query failed: {one_line(str(error) or type(error).__name__, 300)}")
    with suppress(OSError):
        connection.send(answer)


def _bound(job: _Job) -> None:
    """Limits that hold also when the process that asked is gone."""
    if os.environ.get("KG_DEBUG") != "1":  # the engine's own words when memory runs out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    with suppress(ImportError):
        import resource

        if job.timeout is not None:
            seconds = math.ceil(job.timeout) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        if job.memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (job.memory, job.memory))


def answered(
    source: str | Sequence[str],
    query: Query,
    forms: Sequence[str],
    limit: int | None,
    given: bytes | None = None,
    size: int | None = None,
) -> Result:
    """As `run`, in this process: for queries that are known to be quick. Raises the same, but for QueryTimeoutError.

    given: what standard input had, where it was read already.
    """
    refuse_remote(query.text)
    _evaluate(Store(), query.text)  # what is wrong is told in the places of the text as it came
    text = bind(query.text, query.terms)
    if isinstance(source, str):
        return written(_evaluate(readable(source), text, union=not names_graphs(text)), forms, limit, size)
    return written(_evaluate(_in_memory(source, given), text), forms, limit, size)


def _evaluate(store: Store, text: str, union: bool = False) -> Any:
    try:
        return store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=union)
    except SyntaxError as error:
        word, begin = verb(text)
        if word in UPDATES:
            place = position(text, begin)
            raise UsageError(f"the query, at {place}: {word} is of SPARQL Update: nothing is changed here") from error
        raise UsageError(f"the query, at {_problem(str(error.msg), text)}") from error


_AT = re.compile(r"(?:error )?at (\d+):(\d+): (.*)", re.DOTALL)
_TELLING = {
    "Prefix not found": "a prefix that is not declared",
    "variable that is unbound": "SELECT names a variable that is neither grouped by nor bound",
}
"""By what the engine's parser says among all that it would have taken there."""


def _problem(message: str, text: str) -> str:
    match = _AT.fullmatch(message)
    if match is None:
        return one_line(message, 300)
    line, column, expected = int(match[1]), int(match[2]), match[3]
    what = next((meaning for sign, meaning in _TELLING.items() if sign in expected), "it is no SPARQL from here on")
    rest = "".join(text.splitlines()[line - 1 : line])[column - 1 :]
    return one_line(f"{line}:{column}: {what}: {one_line(rest, 40) or 'the end'}", 200)


def _standard_input() -> bytes:
    with opened(STDIN) as (stream, name):
        return read_whole(stream, name)


def _in_memory(files: Sequence[str], given: bytes | None) -> Store:
    """The files' graphs, and in the default graph the union of all."""
    store = Store()
    for file in files:
        if file == STDIN:
            data = _standard_input() if given is None else given
            quads = parsed(BytesIO(data), source_name(STDIN), RdfFormat.TRIG, STDIN, rename=True)
            store.extend(_both(quads))
            continue
        if Path(file).is_dir():
            raise SourceError(f"{source_name(file)}: is a directory (name a store with --store)")
        syntax = syntax_of(file)
        with opened(file) as (stream, name):
            quads = parsed(stream, name, syntax, file, rename=True)
            first = next(quads, None)
            if first is not None:
                store.extend(_both(chain((first,), quads)))
            elif syntax == RdfFormat.JSON_LD:  # it may be any JSON, of which an answer would be misleading
                raise SourceError(nothing_in(name, syntax))
    return store


def _both(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        if not isinstance(quad.graph_name, DefaultGraph):
            yield Quad(quad.subject, quad.predicate, quad.object)
