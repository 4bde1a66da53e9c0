"""Loading into real servers: Oxigraph, Apache Jena Fuseki, OpenLink Virtuoso. What is loaded is read back and
compared triple by triple; then the ways in which it breaks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.stores.connection import Connection
from kg.stores.credentials import Credentials
from kg.stores.flavors import FLAVORS, Protocol, target
from kg.stores.journal import Journal
from kg.stores.pages import NamedGraph
from kg.stores.remote import Loaded, Remote
from kg.stores.updates import kept, staging_graph

from ..conftest import Run
from .conftest import TITLE, Started, triples
from .proxy import every_third, proxy
from .servers import SERVERS, Server

WAYS = [
    *((flavor, "gsp") for flavor in SERVERS if FLAVORS[flavor].graph_store is not None),
    *((flavor, "update") for flavor in SERVERS if FLAVORS[flavor].update is not None),
]
each_way = pytest.mark.parametrize(("server", "protocol"), WAYS, indirect=["server"])
each_updated = pytest.mark.parametrize("server", [flavor for flavor, way in WAYS if way == "update"], indirect=True)
XSD = "http://www.w3.org/2001/XMLSchema#"


@contextmanager
def remote(
    server: Server,
    protocol: Protocol = "gsp",
    *,
    port: int | None = None,
    sleep: Callable[[float], object] = lambda _: None,
    notify: Callable[[str], object] | None = None,
    credentials: Credentials | None = None,
) -> Iterator[Remote]:
    """`port`: of a proxy before the server."""
    endpoint = server.endpoint.replace(str(server.port), str(port or server.port))
    with Connection(credentials or server.credentials, sleep=sleep, notify=notify) as connection:
        yield Remote(server.target(protocol, endpoint), connection)


def assert_there(server: Server, graphs: list[NamedGraph]) -> None:
    """Each graph is there with exactly its triples, and nothing is gathered any more."""
    assert graphs
    for graph in graphs:
        expected = triples(kept(graph, server.target().flavor.untyped).data)
        assert triples(server.read_back(graph.iri)) == expected, graph.iri
        assert len(expected) > 0
    assert set(server.counts([staging_graph(graph.iri) for graph in graphs]).values()) == {0}


@each_way
def test_command(kg: Run, server: Server, protocol: str, films: list[NamedGraph], films_file: Path) -> None:
    for _ in range(2):  # the second time changes nothing
        done = kg("load", films_file, *server.options(), "--protocol", protocol, env=server.environment())
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert "12 graphs (9666 triples) are in\n" in done.stderr
        assert done.stderr.endswith("counted there: 12 graphs, as written\n")
        assert_there(server, films)


@each_way
def test_a_graph_is_replaced_as_a_whole(server: Server, protocol: Protocol, films: list[NamedGraph]) -> None:
    old, new = films[0], NamedGraph(films[0].iri, films[5].data, films[5].triples)
    with remote(server, protocol) as there:
        list(there.load([old, films[1]]))
        list(there.load([new]))
        assert_there(server, [new, films[1]])
        assert list(there.differences({new.iri: new.triples, films[1].iri: films[1].triples})) == []


@each_updated
@pytest.mark.parametrize("size", [20_000, 100_000, 1_000_000])
def test_a_large_graph_is_gathered_first(
    server: Server, film: NamedGraph, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.stores.remote.REQUEST_BYTES", size)
    with remote(server, "update") as there:
        list(there.load([NamedGraph(film.iri, film.data.replace(TITLE, b"Other"), film.triples)]))
    for _ in range(2):
        with remote(server, "update") as there:
            [loaded] = there.load([film])
        assert loaded.refused is None
        assert_there(server, [film])


LITERALS = [
    '"plain"',
    '"quote \\" backslash \\\\ line\\nfeed tab\\t return\\r"',
    '"not an escape: \\\\u0041 \\\\n"',
    '"Ægir, 東京, 😀, e\u0301 beside \u00e9"',
    '"markup <b>&amp;</b> {curly} ?x $y #no comment"',
    '"tagged"@en',
    '"getaggt"@de-AT',
    f'"{"long " * 4000}"',
    f'"PT3M16S"^^<{XSD}duration>',
    f'"1995"^^<{XSD}gYear>',
    f'"1995-10"^^<{XSD}gYearMonth>',
    f'"1995-10-27"^^<{XSD}date>',
    f'"1995-10-27T00:00:00Z"^^<{XSD}dateTime>',
    f'"49800000"^^<{XSD}decimal>',
    f'"7.5"^^<{XSD}decimal>',
    f'"-123456789"^^<{XSD}integer>',
    f'"true"^^<{XSD}boolean>',
]


@each_way
def test_literals_come_back(server: Server, protocol: Protocol) -> None:
    lines = "".join(f"<urn:test:s> <urn:test:p{number}> {text} .\n" for number, text in enumerate(LITERALS))
    graph = NamedGraph("urn:test:literal", lines.encode(), len(LITERALS))
    with remote(server, protocol) as there:
        list(there.load([graph]))
    assert_there(server, [graph])


def test_virtuoso_would_change_durations(started: Started) -> None:
    """Why its flavor writes them as strings: when this fails, a newer Virtuoso keeps them, and it need not."""
    server = started("virtuoso")
    data = f'<urn:test:s> <urn:test:p> "PT3M16S"^^<{XSD}duration> .\n'.encode()
    with Connection(server.credentials) as connection:
        there = Remote(server.target(), connection)
        there._replace(NamedGraph("urn:test:duration", data, 1))
    assert b'"196.16"' in server.read_back("urn:test:duration")
    server.empty()


def test_fuseki_would_leave_decimals(started: Started) -> None:
    """Why its flavor deletes a graph before PUT: when this fails, a newer Fuseki replaces it, and it need not."""
    server = started("fuseki")
    old = f'<urn:test:s> <urn:test:p> "111"^^<{XSD}decimal> .\n'.encode()
    new = b'<urn:test:s> <urn:test:p> "new" .\n'
    to = target(server.endpoint + "/data", "standard")
    with Connection(server.credentials) as connection:
        list(Remote(to, connection).load(NamedGraph("urn:test:decimal", data, 1) for data in (old, new)))
        [difference] = Remote(to, connection).differences({"urn:test:decimal": 1})
    assert (difference.expected, difference.found) == (1, 2)
    server.empty()


# Faults


@each_way
def test_killed_and_started_again(server: Server, protocol: Protocol, films: list[NamedGraph]) -> None:
    """In the middle of a load, which goes on by itself."""
    server_up = threading.Thread(target=server.start)
    told: list[str] = []

    def restart(_: float) -> None:
        if server_up.ident is None:
            server_up.start()
        server_up.join()

    def killing() -> Iterator[NamedGraph]:
        for number, graph in enumerate(films):
            if number == 6:
                server.kill()
            yield graph

    with remote(server, protocol, sleep=restart, notify=told.append) as there:
        loaded = list(there.load(killing()))
        assert len(told) >= 1
        assert [one.iri for one in loaded] == [graph.iri for graph in films]
        assert list(there.differences({one.iri: one.triples for one in loaded})) == []
    assert_there(server, films)


@each_way
def test_what_is_in_outlives_the_server(server: Server, protocol: Protocol, films: list[NamedGraph]) -> None:
    with remote(server, protocol) as there:
        list(there.load(films))
        list(there.load(films))
    server.kill()
    server.start()
    assert_there(server, films)


@each_way
def test_killed_while_it_writes(server: Server, protocol: Protocol, film: NamedGraph, films: list[NamedGraph]) -> None:
    """With a request under way: the graph is as it was or as it is to be, where the server promises that; loaded
    again, it is right."""
    old = NamedGraph(film.iri, films[0].data, films[0].triples)
    with remote(server, protocol) as there:
        list(there.load([films[1], old]))

    with proxy(server.port, lambda _: None) as before, remote(server, protocol, port=before.port) as there:
        killer = threading.Timer(0.02, server.kill)
        killer.start()
        with pytest.raises(OutputError, match="tries"):
            list(there.load([film] * 2000))
        killer.join()
    server.start()
    if protocol in server.atomic:
        assert triples(server.read_back(film.iri)) in (triples(old.data), triples(film.data))
    with remote(server, protocol) as there:
        list(there.load([film]))
    assert_there(server, [film, films[1]])


@each_way
def test_every_third_connection_breaks(server: Server, protocol: Protocol, films: list[NamedGraph]) -> None:
    with proxy(server.port, every_third) as before, remote(server, protocol, port=before.port) as there:
        loaded = list(there.load(films))
        assert list(there.differences({one.iri: one.triples for one in loaded})) == []
    assert before.broken >= 3
    assert len(loaded) == len(films)
    assert_there(server, films)


@each_updated
def test_every_third_connection_breaks_a_large_graph(
    server: Server, film: NamedGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of which each step can be made twice."""
    monkeypatch.setattr("kg.stores.remote.REQUEST_BYTES", 100_000)
    with proxy(server.port, every_third) as before, remote(server, "update", port=before.port) as there:
        for _ in range(6):
            list(there.load([film]))
            assert_there(server, [film])
    assert before.broken >= 3


def test_standard(kg: Run, started: Started, films: list[NamedGraph], films_file: Path) -> None:
    """Without a flavor: the graphs are counted by reading them back, or by queries to the address that is named."""
    server = started("oxigraph")
    for options in (
        ["--endpoint", server.endpoint + "/store"],
        ["--endpoint", server.endpoint + "/store", "--query-url", server.endpoint + "/query"],
        ["--endpoint", server.endpoint + "/update", "--protocol", "update", "--query-url", server.endpoint + "/query"],
    ):
        done = kg("load", films_file, *options)
        assert done.returncode == 0, done.stderr
        assert "counted there: 12 graphs, as written\n" in done.stderr
        assert_there(server, films)
        server.empty()


@pytest.mark.parametrize("flavor", [name for name, kind in SERVERS.items() if kind.credentials is not None])
def test_wrong_password(kg: Run, started: Started, flavor: str, films_file: Path) -> None:
    server = started(flavor)
    wrong = {**server.environment(), "KG_ENDPOINT_PASSWORD": "hunter2-not-this-one"}
    done = kg("load", films_file, *server.options(), env=wrong)
    assert (done.returncode, done.stdout) == (3, "")
    assert server.credentials is not None
    assert done.stderr == (
        f"kg: {server.target().write}: answers 401 Unauthorized: "
        f"it does not take this user and password (--auth {server.credentials.scheme})\n"
    )


def test_no_password(kg: Run, started: Started, films_file: Path) -> None:
    server = started("fuseki")
    done = kg("load", films_file, "--endpoint", server.endpoint, "--flavor", "fuseki")
    assert done.returncode == 3
    assert "it wants to know who you are: --auth basic, with KG_ENDPOINT_USER" in done.stderr


def test_netrc(kg: Run, started: Started, films_file: Path, tmp_path: Path) -> None:
    server = started("virtuoso")
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login dba password dba\n", encoding="utf-8")
    done = kg("load", films_file, *server.options(), env={"NETRC": str(file)})
    assert done.returncode == 0, done.stderr
    server.empty()


def test_a_user_who_may_only_read(kg: Run, started: Started, films_file: Path) -> None:
    """Virtuoso's address for everybody answers updates with status 500, which would pass for a failure that passes."""
    server = started("virtuoso")
    done = kg("load", films_file, "--endpoint", f"{server.endpoint}/sparql", "--protocol", "update")
    assert done.returncode == 3
    assert "this user may not write there" in done.stderr
    assert "tries" not in done.stderr


def test_wrong_data_set(kg: Run, started: Started, films_file: Path) -> None:
    server = started("fuseki")
    options = ["--endpoint", server.endpoint + "s", "--flavor", "fuseki", "--auth", "basic", "--protocol", "gsp"]
    done = kg("load", films_file, *options, env=server.environment())
    assert done.returncode == 3
    # Without a data set of this name, Fuseki sees a static file, to which it does not write.
    assert re.match(rf"kg: {server.endpoint}s/data: answers 40[45] .*: nothing is .* are address,", done.stderr)
    assert done.stderr.count("\n") == 1


def test_resume(server: Server, films: list[NamedGraph], tmp_path: Path) -> None:
    """A load that broke goes on where it was, does again what has changed, and what the server has lost."""
    path = str(tmp_path / "in.txt")
    with remote(server) as there:
        with Journal(path, server.endpoint) as journal:
            list(there.load(films[:6], journal))
        changed = NamedGraph(films[1].iri, films[7].data, films[7].triples)
        lost = NamedGraph(films[2].iri, films[3].data[: films[3].data.index(b"\n") + 1], 1)
        list(there.load([lost]))
        with Journal(path, server.endpoint) as journal:
            graphs = [films[0], changed, *films[2:]]
            loaded = list(there.load(graphs, journal))
    assert [one.skipped for one in loaded] == [True, False, False, True, True, True, *[False] * 6]
    assert_there(server, graphs)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or not _run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", str(folder)):
        pytest.skip("a file system cannot be mounted here")
    try:
        yield folder
    finally:
        assert _run("umount", "-l", str(folder))


def _run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


FULL = {
    "oxigraph": "500 .*: its disk is full .* make room there and load again",
    # Its files are mapped into memory: where no room is left for one, the process ends.
    "fuseki": "cannot connect|the connection broke|its disk is full|answers 500",
    "virtuoso": "500 .*: its disk is full .* make room there and load again",
}
"""What is said."""


@pytest.mark.parametrize("flavor", FULL)
def test_disk_full(small_disk: Path, flavor: str, film: NamedGraph) -> None:
    """Of many graphs some are in, which is told; with room again and the server started anew, the rest follows."""
    server = SERVERS[flavor](small_disk)
    graphs = [
        NamedGraph(film.iri.replace(TITLE.decode(), name), film.data.replace(TITLE, name.encode()), film.triples)
        for name in (f"Film_{number}" for number in range(20))
    ]
    server.start()
    try:
        taken = shutil.disk_usage(small_disk).used
        assert _run("mount", "-o", f"remount,size={taken + 2_000_000}", str(small_disk))
        before: list[Loaded] = []
        with remote(server) as there, pytest.raises(OutputError, match=FULL[flavor]):
            before.extend(there.load(graphs))
        assert len(before) < len(graphs)
        assert _run("mount", "-o", "remount,size=400m", str(small_disk))
        server.kill()
        server.start()
        with remote(server) as there:
            loaded = list(there.load(graphs))
            assert list(there.differences({one.iri: one.triples for one in loaded})) == []
        assert_there(server, graphs)
    finally:
        server.stop()
