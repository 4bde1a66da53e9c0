"""Queries in a process of their own: ended in time, bounded, and clear about what is wrong."""

from __future__ import annotations

import gzip
import json
import re
import signal
import socket
import threading
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg.errors import FilmKGError, SourceError, UsageError
from kg.query import engine
from kg.query.engine import Query, QueryMemoryError, QueryStoppedError, QueryTimeoutError, Stop, answered, run
from kg.query.results import GRAPHS, ROWS, ResultSizeError, table, written
from kg.stores.embedded import Tally, load, writable
from kg.stores.pages import page_quads

QUADS = """\
<http://x.example/a> <http://schema.org/name> "A, a \\"b\\""@en <http://x.example/1> .
<http://x.example/a> <http://schema.org/name> "A, a \\"b\\""@en <http://x.example/2> .
<http://x.example/a,b> <http://schema.org/minValue> "7"^^<INTEGER> <http://x.example/2> .
""".replace("INTEGER", "http://www.w3.org/2001/XMLSchema#integer")
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(30)) + " }"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "some.nq"
    path.write_text(QUADS, encoding="utf-8")
    return str(path)


@pytest.fixture
def directory(file: str, tmp_path: Path) -> str:
    path = str(tmp_path / "some.store")
    with writable(path) as store:
        load(store, page_quads(file), Tally())
    return path


def test_store_and_files_answer(directory: str, file: str) -> None:
    query = Query("SELECT ?g ?name { GRAPH ?g { ?s schema:name ?name } } ORDER BY ?g")
    sources: Sequence[str | list[str]] = (directory, [file])
    for source in sources:
        names, rows = run(source, query).rows()
        assert names == ["g", "name"]
        assert [str(row[0]) for row in rows] == ["<http://x.example/1>", "<http://x.example/2>"]


def test_the_default_graph_is_the_union(directory: str, file: str) -> None:
    query = Query("SELECT (COUNT(DISTINCT *) AS ?n) { ?s ?p ?o }")
    assert answered(directory, query, ("csv",), None).data == b"n\r\n2\r\n"
    assert answered([file], Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), ("csv",), None).data == b"n\r\n2\r\n"


def test_no_time_left(directory: str) -> None:
    with pytest.raises(QueryTimeoutError, match=r"longer than 0\.5 seconds"):
        run([directory.replace(".store", ".nq")] * 3, Query(ENDLESS), timeout=0.5)


def test_memory(directory: str) -> None:
    many = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(20))
    with pytest.raises(QueryMemoryError, match="more memory"):
        run(directory, Query(f"SELECT * {{ {many} }}"), memory=200 << 20)


def test_stopped(directory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process is gone when `run` comes back, long before its time is over."""
    processes = []
    start = engine._CONTEXT.Process.start

    def started(process: engine._CONTEXT.Process) -> None:
        start(process)
        processes.append(process)
        threading.Timer(0.2, stop.set).start()

    monkeypatch.setattr(engine._CONTEXT.Process, "start", started)
    stop = Stop()
    with pytest.raises(QueryStoppedError):
        run([directory.replace(".store", ".nq")] * 3, Query(ENDLESS), timeout=30, stop=stop)
    [process] = processes
    assert process.exitcode == -signal.SIGKILL


def test_stopped_before_it_begins_and_after_its_end(directory: str) -> None:
    stop = Stop()
    assert run(directory, Query("ASK {}"), ("csv",), stop=stop).data == b"true"
    stop.set()
    with pytest.raises(QueryStoppedError):
        run(directory, Query(ENDLESS), timeout=30, stop=stop)


@pytest.mark.parametrize("form", ["csv", "json", "xml", *GRAPHS])
def test_size(directory: str, form: str) -> None:
    """At most so many bytes in any format, and not one less."""
    text = "SELECT ?s ?v { ?s ?p ?v }" if form in ROWS else "CONSTRUCT WHERE { ?s ?p ?v }"
    whole = answered(directory, Query(text), (form,), None)
    assert answered(directory, Query(text), (form,), None, size=len(whole.data)) == whole
    with pytest.raises(ResultSizeError, match="larger than"):
        run(directory, Query(text), (form,), size=len(whole.data) - 1)


@pytest.mark.parametrize("form", ["json", "csv", "xml", "ttl"])
def test_size_is_heeded_on_the_way(form: str, tmp_path: Path) -> None:
    """Before all that is found is written: it would take 2 GB."""
    path = tmp_path / "many.nt"
    path.write_text("".join(f'<urn:{n}> <urn:p> "{"x" * 10_000}" .\n' for n in range(450)), encoding="utf-8")
    said = "SELECT ?v" if form in ROWS else "CONSTRUCT { ?s <urn:q> ?v }"
    query = Query(f"{said} {{ ?s ?p ?o . ?t ?p ?o . BIND(CONCAT(STR(?t), ?o) AS ?v) }}")
    with pytest.raises(ResultSizeError):
        run([str(path)], query, (form,), timeout=60, size=1 << 20, memory=1 << 30)


def test_many_at_once(directory: str) -> None:
    """From threads, as a server does; one that takes for ever does not hold the others up."""
    answers: list[object] = []

    def ask(text: str, timeout: float | None) -> None:
        try:
            answers.append(run(directory, Query(text), ("csv",), timeout=timeout).data)
        except FilmKGError as error:
            answers.append(type(error))

    threads = [threading.Thread(target=ask, args=(ENDLESS, 3.0))]
    threads += [threading.Thread(target=ask, args=("ASK { ?s ?p ?o }", None)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"true"] * 4 + [QueryTimeoutError]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * { ?s ?p ", "the query, at 1:18: it is no SPARQL from here on: the end"),
        ("SELECT *\n{ ?s ?p }", "the query, at 2:10: it is no SPARQL from here on: "),
        ("SELECT * { ?s none:x ?o }", "a prefix that is not declared"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "SELECT names a variable that is neither grouped by nor bound"),
        ("SELECT * { SERVICE <http://x.example/> { } }", "the query, at 1:12: SERVICE is refused"),
        ("LOAD <http://x.example/>", "the query, at "),
        ("DROP ALL", "the query, at "),
        ("", "the query, at 1:1: "),
    ],
)
def test_no_query(directory: str, query: str, says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)) as caught:
        run(directory, Query(query))
    assert "\n" not in str(caught.value)


def test_prefixes_of_the_query_win(directory: str) -> None:
    query = "PREFIX schema: <http://other.example/> ASK { ?s schema:name ?o }"
    assert run(directory, Query(query), ("csv",)).data == b"false"


def test_from_is_heeded(directory: str, file: str) -> None:
    query = Query("SELECT ?s ?o FROM <http://x.example/1> { ?s ?p ?o }")
    for source in (directory, [file]):
        assert answered(source, query, ("csv",), None).count == 1


def test_nothing_is_fetched(directory: str) -> None:
    """Names of graphs and IRIs are looked up in the store alone."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        here = f"http://127.0.0.1:{server.getsockname()[1]}/"
        for query in (f"SELECT * FROM <{here}> {{ ?s ?p ?o }}", f"DESCRIBE <{here}>"):
            assert run(directory, Query(query), ("csv", "nt")).count == 0
        with pytest.raises(UsageError):
            run(directory, Query(f"SELECT * {{ SERVICE <{here}> {{ ?s ?p ?o }} }}"))
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("form", ROWS)
def test_rows_in_every_format(directory: str, form: str) -> None:
    query = Query("SELECT DISTINCT ?s ?v { ?s schema:name|schema:minValue ?v } ORDER BY ?s")
    found = answered(directory, query, (form,), None)
    assert (found.kind, found.form, found.count, found.cut) == ("rows", form, 2, False)
    if form == "csv":
        assert found.data == b's,v\r\nhttp://x.example/a,"A, a ""b"""\r\n"http://x.example/a,b",7\r\n'
        return
    read = pyoxigraph.parse_query_results(found.data, ROWS[form])
    same = pyoxigraph.parse_query_results(answered(directory, query, ("json",), None).data, QueryResultsFormat.JSON)
    assert isinstance(read, QuerySolutions)
    assert isinstance(same, QuerySolutions)
    assert [list(row) for row in read] == [list(row) for row in same]


def test_many_rows_are_held_once_as_text() -> None:
    store = Store()
    store.extend(Quad(NamedNode(f"urn:x:{n}"), NamedNode("urn:p"), Literal("x" * 20)) for n in range(140))
    rows = store.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert isinstance(rows, QuerySolutions)
    tracemalloc.start()
    found = written(rows, ["json"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.count == 140 * 140
    assert peak < 4 * len(found.data)


@pytest.mark.parametrize("form", GRAPHS)
def test_graphs_in_every_format(directory: str, form: str) -> None:
    query = Query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    found = answered(directory, query, (form,), None)
    assert (found.kind, found.count) == ("graph", 2)
    assert found.data == answered(directory, query, (form,), None).data
    assert len({quad.triple for quad in pyoxigraph.parse(found.data, GRAPHS[form])}) == 2


def test_turtle_declares_what_it_uses(directory: str) -> None:
    found = answered(directory, Query("CONSTRUCT WHERE { ?s ?p ?o }"), ("ttl",), None)
    prefixes = [line.split()[1] for line in found.data.decode().splitlines() if line.startswith("@prefix")]
    assert prefixes == ["schema:"]


@pytest.mark.parametrize(("query", "form"), [("SELECT * {}", "ttl"), ("ASK {}", "nt"), ("DESCRIBE <a:b>", "csv")])
def test_format_of_another_kind(directory: str, query: str, form: str) -> None:
    with pytest.raises(UsageError, match=f"format {form}: the query gives"):
        answered(directory, Query(query), (form,), None)


@pytest.mark.parametrize(("limit", "count", "cut"), [(0, 0, True), (1, 1, True), (2, 2, False), (None, 2, False)])
@pytest.mark.parametrize("query", ["SELECT DISTINCT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_limit(directory: str, query: str, limit: int | None, count: int, cut: bool) -> None:
    found = answered(directory, Query(query), ("json", "nt"), limit)
    assert (found.count, found.cut) == (count, cut)


FILES = {
    "a.ttl": b"<http://x.example/a> a <http://schema.org/Movie> .",
    "a.nt": b"<http://x.example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Movie> .",
    "a.trig": b"<http://x.example/g> { <http://x.example/a> a <http://schema.org/Movie> }",
    "a.n3": b"<http://x.example/a> a <http://schema.org/Movie> .",
    "a.jsonld": b'{"@id": "http://x.example/a", "@type": "http://schema.org/Movie"}',
    "a.rdf": b'<s:Movie xmlns:s="http://schema.org/" xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    b' r:about="http://x.example/a"/>',
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("packed", [False, True])
def test_files(name: str, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(FILES[name]) if packed else FILES[name])
    found = answered([str(path)], Query("SELECT ?film { ?film a schema:Movie }"), ("csv",), None)
    assert found.data == b"film\r\nhttp://x.example/a\r\n"


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_text("_:b <http://schema.org/name> 'x' .".replace("'", '"'), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.nt", "b.nt")]
    assert answered(files, Query("SELECT ?s { ?s ?p ?o }"), ("csv",), None).count == 2


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.ttl", None, "no such file"),
        ("bad.nt", b"<a:b> <c:d> x .", "bad.nt:1: is not N-Triples: "),
        ("a.doc", b"", "the extension is none of"),
    ],
)
def test_unreadable_files(name: str, content: bytes | None, says: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(FilmKGError, match=says):
        run([str(tmp_path / name)], Query("ASK {}"))


def test_no_store(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for name, says in (("none", "no such store"), ("other", "is no store")):
        with pytest.raises(SourceError, match=says):
            run(str(tmp_path / name), Query("ASK {}"))
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_table(directory: str) -> None:
    query = Query("SELECT DISTINCT ?p ?v ?none { ?s ?p ?v } ORDER BY ?p")
    lines = list(table(*answered(directory, query, ("json",), None).rows()))
    assert lines == [
        "p                v         none",
        "───────────────  ────────  ────",
        "schema:minValue  7",
        'schema:name      A, a "b"',
    ]


def test_table_aligns_what_terminals_show() -> None:
    literal, integer = pyoxigraph.Literal, pyoxigraph.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    rows = [
        [literal("映画"), literal("7", datatype=integer)],
        [literal("e\u0301\x1b[0m"), literal("12", datatype=integer)],
    ]
    assert list(table(["name", "n"], rows)) == ["name   n", "─────  ──", "映画    7", "e\u0301\ufffd[0m  12"]


def test_boolean(directory: str) -> None:
    assert json.loads(answered(directory, Query("ASK { ?s ?p ?o }"), ("json",), None).data)["boolean"] is True


def test_formats_are_told_apart() -> None:
    assert not set(ROWS) & set(GRAPHS)
    assert RdfFormat.TURTLE in GRAPHS.values()
