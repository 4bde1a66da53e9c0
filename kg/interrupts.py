"""Ctrl-C where it would do harm: held back until it does none.

Python drops a KeyboardInterrupt that comes within a weak reference's callback, of which imports make many, and a
process that is being started says all that it was doing.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[None]:
    """Raises a KeyboardInterrupt that comes within only at its end, in a process of one thread: another one lets it in.
    Processes started within know nothing of Ctrl-C: who started them ends them. Where a system cannot hold signals
    back, it does nothing."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
