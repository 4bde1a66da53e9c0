"""What all servers have in common: a process that is started, asked, stopped and killed."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import httpx

from kg.stores.connection import Connection
from kg.stores.credentials import Credentials
from kg.stores.flavors import Protocol, Target, target
from kg.stores.remote import Remote

READY = 60.0
"""Seconds within which a server has to answer."""


def needed(what: str) -> NoReturn:
    """Skips the test; with FILMKG_REQUIRE_SERVERS=1 it fails."""
    import pytest

    if os.environ.get("FILMKG_REQUIRE_SERVERS") == "1":
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


_RESULTS = {"Accept": "application/sparql-results+json"}


class Server(ABC):
    """One server with its data under `folder`. Started again after `stop` or `kill`, it has the same address and
    data."""

    flavor: ClassVar[str]
    credentials: ClassVar[Credentials | None] = None
    atomic: ClassVar[frozenset[Protocol]] = frozenset()
    """With which protocols a graph that is being replaced is only ever seen as it was before or is after."""

    union: ClassVar[dict[str, str]] = {}
    """What of the protocol makes the default graph of a query the union of all named graphs, if it is not that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._http = httpx.Client(
            auth=None if self.credentials is None else self.credentials.auth(),
            timeout=60,
            limits=httpx.Limits(max_keepalive_connections=0),  # the server may be another one by the next request
        )

    @abstractmethod
    def command(self) -> list[str]:
        """Program and arguments; skips or fails the test when the program is not there."""

    @classmethod
    @abstractmethod
    def version(cls) -> str:
        """As the program says it."""

    @property
    def endpoint(self) -> str:
        """What `--endpoint` is given."""
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:  # noqa: B027  # not every server needs something
        """Before a start: what the server needs in its folder."""

    def start(self) -> None:
        self.prepare()
        with (self.folder / "output.log").open("ab") as log:
            self._process = subprocess.Popen(self.command(), cwd=self.folder, stdout=log, stderr=log)
        end = time.monotonic() + READY
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise AssertionError(f"{self.flavor} does not start: {self.log()[-2000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._reap()
        self._http.close()

    def kill(self) -> None:
        """As `kill -9` does."""
        if self._process is not None:
            self._process.kill()
        self._reap()

    def log(self) -> str:
        return (self.folder / "output.log").read_text(encoding="utf-8", errors="replace")

    def target(self, protocol: Protocol | None = None, endpoint: str | None = None) -> Target:
        return target(endpoint or self.endpoint, self.flavor, protocol)

    def environment(self) -> dict[str, str]:
        """For the command."""
        if self.credentials is None:
            return {}
        return {"KG_ENDPOINT_USER": self.credentials.user, "KG_ENDPOINT_PASSWORD": self.credentials.secret}

    def options(self) -> list[str]:
        """For `kg load`."""
        auth = [] if self.credentials is None else ["--auth", self.credentials.scheme]
        return ["--endpoint", self.endpoint, "--flavor", self.flavor, *auth]

    def query(self, text: str, union: bool = False) -> httpx.Response:
        """The answer to a query, whatever it is. `union`: the default graph is that of all named graphs."""
        address = self.target().query
        assert address is not None
        return self._http.post(address, data={"query": text, **(self.union if union else {})}, headers=_RESULTS)

    def rows(self, text: str) -> list[dict[str, Any]]:
        """The solutions of a SELECT, each a variable's term as SPARQL results in JSON have it."""
        answer = self.query(text)
        assert answer.status_code == 200, answer.text[:500]
        rows: list[dict[str, Any]] = answer.json()["results"]["bindings"]
        return rows

    def read_back(self, iri: str) -> bytes:
        """A graph's triples as N-Triples, by the Graph Store Protocol; none when it is not there."""
        to = self.target("gsp")
        parameters = {to.flavor.graph_parameter: iri}
        answer = self._http.get(to.write, params=parameters, headers={"Accept": "application/n-triples"})
        assert answer.status_code in (200, 404), answer.text[:500]
        return answer.content if answer.status_code == 200 else b""

    def empty(self) -> None:
        """Drops all graphs that tests loaded."""
        found = self.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        to = self.target("gsp")
        for iri in (row["g"]["value"] for row in found):
            if iri.startswith(("https://en.wikipedia.org/", "urn:x-filmkg:", "urn:test:")):
                self._http.delete(to.write, params={to.flavor.graph_parameter: iri})

    def counts(self, iris: list[str]) -> dict[str, int]:
        with Connection(self.credentials, tries=1) as connection:
            return Remote(self.target(), connection).counts(iris)

    def _answers(self) -> bool:
        try:
            return self.query("ASK {}").status_code == 200
        except httpx.TransportError:
            return False

    def _reap(self) -> None:
        if self._process is not None:
            self._process.wait()
            self._process = None
