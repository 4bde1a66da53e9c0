"""A TCP proxy on loopback that breaks connections as networks do."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

Fault = Callable[[int], "Break | None"]


@dataclass(frozen=True, slots=True)
class Break:
    """When a connection is cut: after so many bytes to the server, or so many back from it."""

    sent: int | None = None
    received: int | None = None


@dataclass(slots=True)
class Proxy:
    port: int
    connections: int = 0
    broken: int = 0


KEPT = 60_000
"""Bytes after which a sound connection is closed too, so that there are many."""


def every_third(number: int) -> Break | None:
    """Of three connections one is broken: in turn before anything, within the request, and within the answer, which
    the server then has carried out and the client not heard of."""
    if number % 3:
        return None
    return (Break(sent=0), Break(sent=5_000), Break(received=0))[number // 3 % 3]


@contextmanager
def proxy(port: int, fault: Fault) -> Iterator[Proxy]:
    """Passes connections to `port` on. `fault` is asked for each, by its number from 1, how it is to be broken; None:
    it is not."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        state = Proxy(listener.getsockname()[1])
        ended = threading.Event()
        accepting = threading.Thread(target=_accept, args=(listener, port, fault, state, ended))
        accepting.start()
        try:
            yield state
        finally:
            ended.set()
            accepting.join()


def _accept(listener: socket.socket, port: int, fault: Fault, state: Proxy, ended: threading.Event) -> None:
    threads: list[threading.Thread] = []
    while not ended.is_set():
        if select.select([listener], [], [], 0.05)[0]:
            client, _ = listener.accept()
            state.connections += 1
            broken = fault(state.connections)
            state.broken += broken is not None
            threads.append(threading.Thread(target=_serve, args=(client, port, broken, ended)))
            threads[-1].start()
    for thread in threads:
        thread.join()


def _serve(client: socket.socket, port: int, fault: Break | None, ended: threading.Event) -> None:
    with client, suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=10) as server:
        client.settimeout(10)
        passed = {client: 0, server: 0}
        limits = {client: None, server: None} if fault is None else {client: fault.sent, server: fault.received}
        while not ended.is_set():
            for source in select.select([client, server], [], [], 0.05)[0]:
                data = source.recv(4096)
                passed[source] += len(data)
                limit = limits[source]
                if not data or (limit is not None and passed[source] > limit):
                    return
                (server if source is client else client).sendall(data)
                if source is server and passed[client] > KEPT and not select.select([server], [], [], 0.02)[0]:
                    return
