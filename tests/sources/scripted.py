"""A small server on the loopback that answers as it is told, in order, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

JSON = {"Content-Type": "application/json; charset=utf-8"}
SITEINFO = {"general": {"server": "//wiki.example", "articlepath": "/wiki/$1", "script": "/w/index.php"}}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `cut`: bytes that are announced and not sent; `reset`: nothing is sent at all."""

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    reset: bool = False


def of_json(value: Any, status: int = 200, **headers: str) -> Answer:
    return Answer(json.dumps(value).encode(), status, {name.replace("_", "-"): text for name, text in headers.items()})


def of_query(**parts: Any) -> Answer:
    """An answer to `action=query`; `more` is what its `continue` holds."""
    more = parts.pop("more", None)
    return of_json({"query": parts, **({"continue": more} if more else {"batchcomplete": True})})


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: dict[str, str]
    form: dict[str, str]


class ScriptedServer:
    """Answers requests for pages and lists from `answers`, the last one again and again; requests for
    `meta=siteinfo` always with SITEINFO, uncounted."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.requests: list[Request] = []
        self._given = 0
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                form = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
                if form.get("meta") == "siteinfo":
                    answer = of_query(**SITEINFO)
                else:
                    answer = scripted._next(Request(self.path, dict(self.headers.items()), form))
                if answer.reset:
                    self.close_connection = True
                    return
                self.send_response_only(answer.status)
                for name, value in {**JSON, **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body) + answer.cut))
                self.end_headers()
                self.wfile.write(answer.body)
                self.close_connection = answer.cut > 0

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the requests are kept."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def api(self) -> str:
        return f"{self.address}/w/api.php"

    def _next(self, request: Request) -> Answer:
        self.requests.append(request)
        answer = self.answers[min(self._given, len(self.answers) - 1)]
        self._given += 1
        return answer

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
