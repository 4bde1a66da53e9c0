"""An HTTP server on loopback that answers as it is told to."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Answer:
    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    longest: int | None = None
    """Answers 413 instead to a longer body."""


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Answering:
    port: int
    asked: list[Asked] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def answering(*answers: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Answering]:
    """Gives the answers in order, the last one for ever."""
    state = Answering(0)
    rest: Sequence[Answer] = answers

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            nonlocal rest
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            state.asked.append(Asked(self.command, self.path, dict(self.headers), body))
            now, rest = rest[0], rest[1:] or rest[-1:]
            if now.longest is not None and len(body) > now.longest:
                now = Answer(413)
            self.send_response_only(now.status)
            for name, value in now.headers.items():
                self.send_header(name, value)
            text = now.body.replace(b"AUTHORIZATION", self.headers.get("Authorization", "").encode())
            if now.status != 204:
                self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Nothing is printed: clients that break off are what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
