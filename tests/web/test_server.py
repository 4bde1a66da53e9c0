"""`kg serve` as a command: where it listens, what it refuses, how it ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import UsageError
from kg.vocab import RESOURCE_BASE, SCHEMA
from kg.web import server

from ..conftest import ROOT, SAMPLE, Run, environment


@contextmanager
def serving(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """A server as a process, its URL, and what it said before it told that."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(PYTHONPATH=str(ROOT)),
    )
    try:
        said: list[str] = []
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if match := re.search(r"serving .* on (http://\S+/)", line):
                yield process, match[1], said
                break
        else:
            pytest.fail("".join(said))
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_serves_and_ends(store: Path, sent: signal.Signals) -> None:
    """Standard output stays empty; Ctrl-C is status 130, with one line."""
    with serving("--store", store, "--port", 0, "--source", SAMPLE) as (process, address, said):
        assert address.startswith("http://127.0.0.1:")
        assert httpx.get(address, trust_env=False).status_code == 200
        query = {"query": "ASK { ?film a schema:Movie }"}
        assert httpx.get(address + "sparql", params=query, trust_env=False).json()["boolean"] is True
        process.send_signal(sent)
        out, error = process.communicate(timeout=30)
        assert out == ""
        assert "Traceback" not in "".join(said) + error
        if sent == signal.SIGINT:
            assert (process.returncode, error) == (130, "kg: interrupted\n")
        else:
            assert process.returncode in (-signal.SIGTERM, 128 + signal.SIGTERM)


def test_says_which_texts_are_missing(store: Path) -> None:
    with serving("--store", store, "--port", 0, "--source", SAMPLE) as (_, _, said):
        assert said[0] == ("kg: the sources lack the text of 1 of 2 articles in the revision that the store has\n")


def test_other_machines_are_let_in_by_name_only(store: Path) -> None:
    with serving("--store", store, "--port", 0, "--host", "0.0.0.0") as (_, address, said):
        assert any("other machines" in line for line in said)
        port = address.rstrip("/").rpartition(":")[2]
        answer = httpx.get(f"http://127.0.0.1:{port}/", headers={"host": "films.example"}, trust_env=False)
        assert answer.status_code == 200


def test_port_in_use(kg: Run, store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = kg("serve", "--store", store, "--port", port)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"kg: port {port} of 127.0.0.1 is in use: end what uses it, or take another with --port\n"


WRONG = [
    (["--store", "nothing"], 3, "nothing: no such store (kg load makes one)"),
    (["--store", "."], 3, ".: is no store (kg load makes one)"),
    (["--store", "x", "--port", "65536"], 2, "expected a port from 0 to 65535, not '65536'"),
    (["--store", "x", "--timeout", "0"], 2, "expected a number of seconds"),
    (["--store", "x", "--host", "no such host"], 2, "no such host: is no address of this machine"),
    (["--store", "x", "--host", "192.0.2.1"], 2, "192.0.2.1: is no address of this machine"),
    ([], 2, "--store"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_wrong_calls(kg: Run, arguments: list[str], status: int, message: str) -> None:
    done = kg("serve", *arguments, *([] if "--port" in arguments else ["--port", "0"]))
    assert done.returncode == status
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_source_that_cannot_be_read(kg: Run, store: Path) -> None:
    done = kg("serve", "--store", store, "--port", "0", "--source", "nothing.xml")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "nothing.xml" in done.stderr


def test_without_the_extra(kg: Run, store: Path, tmp_path: Path) -> None:
    """A library that is not there is told with the extra that brings it."""
    # The folder that the command runs in comes first where Python looks for libraries.
    (tmp_path / "starlette.py").write_text("raise ModuleNotFoundError('No module named starlette', name='starlette')")
    done = kg("serve", "--store", store)
    assert done.returncode == 2
    assert done.stderr == "kg: kg serve needs starlette: install it with pip install 'filmkg[serve]'\n"


BASES = [
    (RESOURCE_BASE, "Heat", "https://en.wikipedia.org/wiki/Heat"),
    ("https://x.org/wiki/", "Face/Off", "https://en.wikipedia.org/wiki/Face/Off"),
    ("urn:films:", "Heat", "http://localhost:8080/index.php/Heat"),
]


@pytest.mark.parametrize(("base", "title", "page"), BASES)
def test_base_of_a_store(base: str, title: str, page: str) -> None:
    store = Store()
    store.add(Quad(NamedNode(page), NamedNode(SCHEMA.about), NamedNode(base + title), NamedNode(page)))
    assert server.base_of(store) == base
    store.add(Quad(NamedNode(page), NamedNode(SCHEMA.version), Literal("1"), NamedNode(page)))
    assert server.base_of(Store()) == RESOURCE_BASE


def test_listen_on_version_6() -> None:
    try:
        listener = server.listen("::1", 0)
    except UsageError:
        pytest.skip("no IPv6 on this machine")
    with listener:
        assert server.is_loopback(listener)
        assert server.address_of(listener).startswith("http://[::1]:")
