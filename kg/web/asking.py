"""Queries of clients: so many at a time, each in a process of its own, ended when it takes too long."""

from __future__ import annotations

import multiprocessing
import os
import sys
from dataclasses import dataclass, field

import anyio
from anyio import to_thread

from kg.errors import FilmKGError, UsageError
from kg.query.engine import Query, QueryMemoryError, QueryTimeoutError, Stop, run
from kg.query.results import ResultSizeError, UnfitFormatError
from kg.web.dataset import with_dataset
from kg.web.protocol import GRAPHS, RESULTS, Answer, Operation, ProtocolError

SLOTS = max(4, 2 * (os.cpu_count() or 2))
"""Queries that run at the same time; more wait for their turn, as long as a query may take."""
MEMORY = 4 << 30
"""Bytes of address space that a query may take."""
SIZE = 64 << 20
"""Bytes that a result may have: it is held whole, in the process that answers everybody."""
_TYPES = {name: media_type for types in (RESULTS, GRAPHS) for media_type, name in types.items()}


@dataclass(frozen=True)
class Asker:
    """Asks one store.

    directory: the store's; timeout: seconds for one query; limit: rows or triples of a result, None for all;
    size: bytes of a result.
    """

    directory: str
    timeout: float
    limit: int | None
    size: int = SIZE
    _turn: anyio.Semaphore = field(default_factory=lambda: anyio.Semaphore(SLOTS))
    # Threads of their own: on a machine with many processors, queries would else take all that answer pages.
    _threads: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(SLOTS))

    async def __call__(self, operation: Operation, results: str | None, graphs: str | None) -> Answer:
        """The answer in the media type for results (SELECT, ASK) or that for graphs (CONSTRUCT, DESCRIBE), of which
        None says that the client takes none.

        Raises ProtocolError: 400 for what is no query, or asks other endpoints; 406 for a result in no format that the
        client takes; 413 for one that is too large; 503 for a query that took too long or too much memory, or did not
        get its turn. When the task is cancelled, so is the query.
        """
        forms = [name for name in (RESULTS.get(results or ""), GRAPHS.get(graphs or "")) if name is not None]
        try:
            with anyio.fail_after(self.timeout):
                await self._turn.acquire()
        except TimeoutError as error:
            raise ProtocolError(503, "too many queries are running: try again") from error
        stop = Stop()
        try:
            # The thread ends at once when it is told to stop; until then it need not be waited for.
            return await to_thread.run_sync(
                self._run, operation, forms, stop, limiter=self._threads, abandon_on_cancel=True
            )
        finally:
            stop.set()
            self._turn.release()

    def _run(self, operation: Operation, forms: list[str], stop: Stop) -> Answer:
        query = Query(with_dataset(operation.query, operation.default_graphs, operation.named_graphs))
        try:
            result = run(self.directory, query, forms, self.timeout, self.limit, MEMORY, self.size, stop)
        except FilmKGError as error:
            status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
            raise ProtocolError(status, str(error)) from error
        return Answer(_TYPES[result.form], result.data, result.cut)


_STATUSES = (
    (QueryTimeoutError, 503),
    (QueryMemoryError, 503),
    (ResultSizeError, 413),
    (UnfitFormatError, 406),
    (UsageError, 400),
)


def prepare() -> None:
    """Has the parent of all query processes load the engine once, instead of each of them."""
    if sys.platform == "linux":
        multiprocessing.get_context("forkserver").set_forkserver_preload(["kg.query.engine"])
