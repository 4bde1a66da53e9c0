"""The embedded store: pages replaced as a whole, loading repeatable, and safe to interrupt at any moment."""

from __future__ import annotations

import gzip
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.errors import FilmKGError, OutputError, SourceError
from kg.stores import embedded
from kg.stores.embedded import Page, Tally, load, readable, writable
from kg.stores.pages import page_quads

from ..conftest import ROOT, Run, environment

SAMPLE = ROOT / "output" / "sample" / "Leaving_Las_Vegas.ttl"


def page(number: int, version: str, triples: int = 3) -> str:
    """N-Quads of a page of which all triples tell the version."""
    graph = f"<http://x.example/page/{number}>"
    return "".join(
        f'<http://x.example/thing/{number}/{n}> <http://x.example/version> "{version}" {graph} .\n'
        for n in range(triples)
    )


def pages(count: int, version: str, triples: int = 3) -> str:
    return "".join(page(number, version, triples) for number in range(count))


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def versions(directory: Path) -> dict[str, tuple[set[str], int]]:
    """What the store says of each page: its versions (which should be one) and how many triples."""
    found: dict[str, tuple[set[str], int]] = {}
    for quad in readable(str(directory)):
        assert isinstance(quad.graph_name, NamedNode)
        values, count = found.get(quad.graph_name.value, (set(), 0))
        found[quad.graph_name.value] = (values | {quad.object.value}, count + 1)
    return found


def loaded(directory: Path, *files: Path) -> Tally:
    tally = Tally()
    with writable(str(directory)) as store:
        for file in files:
            load(store, page_quads(str(file)), tally)
    return tally


# What becomes of pages


def test_added_then_unchanged(tmp_path: Path) -> None:
    file = write(tmp_path / "a.nq", pages(5, "1"))
    assert loaded(tmp_path / "s", file) == Tally(added=5, triples=15)
    before = sorted(map(str, readable(str(tmp_path / "s"))))
    assert loaded(tmp_path / "s", file) == Tally(unchanged=5, triples=15)
    assert sorted(map(str, readable(str(tmp_path / "s")))) == before
    assert len(before) == 15


def test_replaced_as_a_whole(tmp_path: Path) -> None:
    old = write(tmp_path / "old.nq", pages(3, "1", triples=4))
    new = write(tmp_path / "new.nq", page(1, "2", triples=2) + page(7, "2"))
    assert loaded(tmp_path / "s", old, new) == Tally(added=4, replaced=1, triples=4 * 3 + 2 + 3)
    assert versions(tmp_path / "s") == {
        "http://x.example/page/0": ({"1"}, 4),
        "http://x.example/page/1": ({"2"}, 2),
        "http://x.example/page/2": ({"1"}, 4),
        "http://x.example/page/7": ({"2"}, 3),
    }


@pytest.mark.parametrize(("few", "batch"), [(0, 1), (1, 10), (10, 20), (1000, 1000)])
def test_the_last_of_one_name_stays(few: int, batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever way they come in: by transaction, by the bulk loader, or one after the other."""
    monkeypatch.setattr(embedded, "FEW", few)
    monkeypatch.setattr(embedded, "BATCH", batch)
    first = write(tmp_path / "1.nq", pages(9, "1"))
    second = write(tmp_path / "2.nq", "".join(page(number, "2", 2) for number in (8, 3, 20, 21, 5)))
    tally = loaded(tmp_path / "s", first, second)
    assert tally == Tally(added=11, replaced=3, triples=9 * 3 + 5 * 2)
    found = versions(tmp_path / "s")
    assert len(found) == 11
    for number, new in ((0, False), (3, True), (5, True), (8, True), (20, True)):
        assert found[f"http://x.example/page/{number}"] == ({"2"}, 2) if new else ({"1"}, 3)


def test_one_name_twice_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "FEW", 5)

    def incoming() -> Iterator[Page]:
        for number, version in ((1, "1"), (1, "2"), (2, "1"), (3, "1"), (2, "2")):
            quads = list(pyoxigraph.parse(page(number, version), RdfFormat.N_QUADS))
            graph = quads[0].graph_name
            assert isinstance(graph, NamedNode)
            yield graph, quads

    tally = Tally()
    with writable(str(tmp_path / "s")) as store:
        load(store, incoming(), tally)
    assert tally == Tally(added=3, replaced=2, triples=15)
    assert versions(tmp_path / "s") == {
        f"http://x.example/page/{number}": ({version}, 3) for number, version in ((1, "2"), (2, "2"), (3, "1"))
    }


LITERALS = ["\\u0022", "a\\", '"', "\n\r\t\b", "\\U00000022", "é😀", "} ; DROP ALL #", "'''", "\x7f\ufffd"]


def test_text_comes_back_as_it_was(tmp_path: Path) -> None:
    """Also through an update request, whose syntax has escapes of its own."""
    graph, predicate = NamedNode("http://x.example/g"), NamedNode("http://x.example/p")
    quads = [
        Quad(graph, predicate, literal, graph)
        for text in LITERALS
        for literal in (pyoxigraph.Literal(text), pyoxigraph.Literal(text, language="en-gb"))
    ]
    with writable(str(tmp_path / "s")) as store:
        load(store, [(graph, quads[:1])], Tally())
        tally = Tally()
        load(store, [(graph, quads)], tally)
    assert tally.replaced == 1
    assert set(readable(str(tmp_path / "s"))) == set(quads)


def test_the_default_graph_stays_empty(tmp_path: Path) -> None:
    loaded(tmp_path / "s", SAMPLE)
    store = readable(str(tmp_path / "s"))
    assert len(store) > 2000
    assert next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is None
    assert [graph.value for graph in store.named_graphs()] == ["https://en.wikipedia.org/wiki/Leaving_Las_Vegas"]


def test_oxigraph_opens_it(tmp_path: Path) -> None:
    """Its own command, with the store as `--location`."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        if os.environ.get("FILMKG_REQUIRE_SERVERS") == "1":
            pytest.fail("needs the command of the package oxigraph")
        pytest.skip("needs the command of the package oxigraph")
    loaded(tmp_path / "s", SAMPLE)
    call = [str(program), "dump", "--location", str(tmp_path / "s"), "--format", "nq"]
    dumped = subprocess.run(call, capture_output=True, text=True, check=True)
    assert set(dumped.stdout.splitlines()) == {f"{quad} ." for quad in readable(str(tmp_path / "s"))}


# What is wrong with files


def test_what_comes_before_a_mistake_is_loaded(tmp_path: Path) -> None:
    file = write(tmp_path / "a.nq", pages(4, "1") + page(4, "1")[:-30] + "\n" + page(5, "1"))
    tally = Tally()
    with (
        writable(str(tmp_path / "s")) as store,
        pytest.raises(SourceError, match=re.escape("a.nq:15: is not N-Quads: ")),
    ):
        load(store, page_quads(str(file)), tally)
    assert tally == Tally(added=4, triples=12)
    assert versions(tmp_path / "s") == {f"http://x.example/page/{n}": ({"1"}, 3) for n in range(4)}


ARTICLE = (
    "<http://x.example/{0}> a <http://schema.org/Article> ; <http://schema.org/about> <http://x.example/film{0}> .\n"
)
BAD = {
    "twice.nq": (page(1, "1") + page(2, "1") + page(1, "2"), "<http://x.example/page/1> goes on after other graphs"),
    "default.nq": ("<a:b> <c:d> <e:f> .\n" + page(1, "1"), "a triple without the name of a graph beside named graphs"),
    "blank.nq": ("<a:b> <c:d> <e:f> _:g .\n", "the name of a graph is a blank node"),
    "two.ttl": (ARTICLE.format(1) + ARTICLE.format(2), "holds 2 pages and no names of graphs: export the pages as"),
    "none.ttl": ("<a:b> <c:d> <e:f> .", "holds no page (a schema:Article that is schema:about a film)"),
    "cut.ttl": (ARTICLE.format(1) + "<a:b> <c:d", "cut.ttl:2: is not Turtle: "),
    "cut.jsonld": ('{"@id": "a:b",\n', "cut.jsonld:2: is not JSON-LD: "),
    "empty.nq": ("# nothing\n", "holds no triples"),
    "a.doc": ("", "cannot tell its format: the extension is none of"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file(name: str, tmp_path: Path) -> None:
    content, says = BAD[name]
    file = write(tmp_path / name, content)
    with pytest.raises(FilmKGError, match=re.escape(says)):
        list(page_quads(str(file)))


GOOD = {
    "a.nq": page(1, "1"),
    "a.trig": "GRAPH <http://x.example/page/1> { <a:b> <c:d> <e:f> , <g:h> , 7 }",
    "a.ttl": ARTICLE.format("page/1") + "<a:b> <c:d> <e:f> .",
    "a.jsonld": '{"@id": "http://x.example/page/1", "@graph": [{"@id": "a:b", "c:d": [1, 2, 3]}]}',
    "comments.nq": "# a\n\n" + page(1, "1").replace(" .\n", "\t.  # <a:b> <c:d> .\r\n"),
    "twice.nq": page(1, "1") + page(1, "1"),
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("packed", [False, True])
def test_good_file(name: str, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(GOOD[name].encode()) if packed else GOOD[name].encode())
    loaded(tmp_path / "s", path)
    store = readable(str(tmp_path / "s"))
    assert [graph.value for graph in store.named_graphs()] == ["http://x.example/page/1"]
    assert len(store) == 3


# What is wrong with stores


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "letter.txt", "Dear")
    with pytest.raises(OutputError, match="is no store, and holds other files"), writable(str(tmp_path)):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    file = write(tmp_path / "letter.txt", "Dear")
    with pytest.raises(OutputError, match=r"letter\.txt: cannot be written: "), writable(str(file)):
        pass


def test_locked(kg: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "a.nq", pages(1, "1"))
    with writable(str(tmp_path / "s")):
        done = kg("load", file, "--store", tmp_path / "s")
        assert done.returncode == 3
        (line,) = done.stderr.splitlines()
        assert line.startswith("kg: ")
        assert "another process is writing to it (kg load or a server): try again when that has ended" in line
        # It can be read meanwhile.
        assert len(readable(str(tmp_path / "s"))) == 0


def test_full_disk(tmp_path: Path) -> None:
    """A limit to the size of files stands for a full disk: what was there before stays, and the next run goes on."""
    first = write(tmp_path / "first.nq", pages(50, "1"))
    more = write(tmp_path / "more.nq", "".join(page(n, "2", 2000) for n in range(40)))
    loaded(tmp_path / "s", first)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    done = subprocess.run(
        [sys.executable, "-m", "kg", "load", str(more), "--store", str(tmp_path / "s")],
        capture_output=True, text=True, cwd=ROOT, env=environment(), preexec_fn=limit, timeout=60,
    )  # fmt: skip
    assert done.returncode == 3, done
    assert "cannot be written: " in done.stderr
    assert "Traceback" not in done.stderr
    for name, (values, count) in versions(tmp_path / "s").items():
        assert (values, count) in (({"1"}, 3), ({"2"}, 2000)), name
    loaded(tmp_path / "s", more)
    assert set(versions(tmp_path / "s")) == {f"http://x.example/page/{n}" for n in range(50)}
    assert sum(count for _, count in versions(tmp_path / "s").values()) == 40 * 2000 + 10 * 3


WRITER = """
import itertools, sys
from kg.stores import embedded
from kg.stores.pages import page_quads
embedded.FEW, embedded.BATCH = 100, 200
for number in itertools.count():
    with embedded.writable({directory!r}) as store:
        for file in {files!r}:
            embedded.load(store, page_quads(file), embedded.Tally())
    del store  # or it stays open
    print(number, flush=True)
"""


def test_read_while_it_is_written(tmp_path: Path) -> None:
    """Whoever opens it sees whole pages, each as it was at one moment."""
    store, old, new = tmp_path / "s", tmp_path / "old.nq", tmp_path / "new.nq"
    write(old, pages(40, "1", triples=50))
    write(new, pages(40, "2", triples=50))
    loaded(store, old)
    script = WRITER.format(directory=str(store), files=[str(new), str(old)])
    writer = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment(), stdout=subprocess.PIPE)
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        for _ in range(15):
            check_whole(store, 40, 40, 50)
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()


# Killed

CHILD = """
import os, signal, sys
from kg.stores import embedded
from kg.stores.pages import page_quads
embedded.FEW, embedded.BATCH = {few}, {batch}

def until(pages, last):
    for number, page in enumerate(pages):
        if number == last:
            os.kill(os.getpid(), signal.SIGKILL)
        yield page

with embedded.writable({directory!r}) as store:
    print("open", flush=True)
    embedded.load(store, until(page_quads({file!r}), {last}), embedded.Tally())
"""


def child(directory: Path, file: Path, few: int, batch: int, last: int) -> subprocess.Popen[str]:
    script = CHILD.format(few=few, batch=batch, directory=str(directory), file=str(file), last=last)
    return subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
    )


def check_whole(directory: Path, old: int, new: int, triples: int) -> None:
    """Every page is the old one or the new one; those that only the new export has may be missing."""
    found = versions(directory)
    assert {f"http://x.example/page/{n}" for n in range(old)} <= set(found)
    for number in range(new):
        name = f"http://x.example/page/{number}"
        assert found.get(name, ({"2"}, triples)) in (({"1"}, triples), ({"2"}, triples)), name


@pytest.mark.parametrize(("few", "batch"), [(10, 40), (1000, 1000)])
@pytest.mark.parametrize("last", [0, 1, 17, 25, 39])
def test_killed_between_pages(few: int, batch: int, last: int, tmp_path: Path) -> None:
    store = tmp_path / "s"
    loaded(store, write(tmp_path / "old.nq", pages(20, "1")))
    new = write(tmp_path / "new.nq", pages(40, "2"))
    process = child(store, new, few, batch, last)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    check_whole(store, 20, 40, 3)
    loaded(store, new)
    assert versions(store) == {f"http://x.example/page/{n}": ({"2"}, 3) for n in range(40)}
    assert list(store.glob("bulk-*")) == []


@pytest.mark.parametrize("moment", [0.0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8])
def test_killed_at_any_moment(moment: float, tmp_path: Path) -> None:
    """Wherever the engine is just then; the next run completes what was begun."""
    store = tmp_path / "s"
    loaded(store, write(tmp_path / "old.nq", pages(60, "1", triples=100)))
    new = write(tmp_path / "new.nq", pages(300, "2", triples=100))
    process = child(store, new, 2_000, 5_000, -1)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(moment)
    process.kill()
    process.communicate(timeout=60)
    check_whole(store, 60, 300, 100)
    tally = loaded(store, new)
    assert tally.added + tally.replaced + tally.unchanged == 300
    assert versions(store) == {f"http://x.example/page/{n}": ({"2"}, 100) for n in range(300)}
    assert list(store.glob("bulk-*")) == []


def test_what_a_killed_bulk_loader_left_is_removed(tmp_path: Path) -> None:
    file = write(tmp_path / "a.nq", pages(1, "1"))
    loaded(tmp_path / "s", file)
    write(tmp_path / "s" / "bulk-123456.sst", "half")
    loaded(tmp_path / "s", file)
    assert not (tmp_path / "s" / "bulk-123456.sst").exists()
    assert len(Store.read_only(str(tmp_path / "s"))) == 3


# The command


def test_command(kg: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.nq", pages(2, "1"))
    write(tmp_path / "b.nq", page(1, "2") + page(2, "2"))
    done = kg("load", "a.nq", "b.nq", "--store", "deep/films.store")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "4 pages: 3 added, 1 replaced, 0 unchanged; 12 triples\nloaded into deep/films.store\n"
    done = kg("load", "-", "--store", "deep/films.store", given=page(9, "1", 1))
    assert done.stderr == "1 page: 1 added, 0 replaced, 0 unchanged; 1 triple\nloaded into deep/films.store\n"


def test_command_goes_on_after_a_bad_file(kg: Run, tmp_path: Path) -> None:
    write(tmp_path / "bad.nq", page(1, "1") + page(2, "1", 1) + "oops\n" + page(2, "1"))
    write(tmp_path / "good.nq", page(3, "1"))
    done = kg("load", "bad.nq", "none.nq", "good.nq", "--store", "s")
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert [line.partition(": is not")[0] for line in lines] == [
        "kg: bad.nq:5",
        "kg: none.nq: no such file",
        "2 pages: 2 added, 0 replaced, 0 unchanged; 6 triples",
        "loaded into s",
    ]


@pytest.mark.parametrize(
    ("files", "status"),
    [(["none.nq"], 3), (["answer.json"], 3), (["a.nq", "a.doc"], 2), (["empty.nq", "none.nq"], 3)],
)
def test_a_mistake_makes_no_store(kg: Run, files: list[str], status: int, tmp_path: Path) -> None:
    """A store that nobody meant would answer every query with nothing."""
    write(tmp_path / "a.nq", pages(1, "1"))
    write(tmp_path / "answer.json", '{"query": {"pages": []}}')
    write(tmp_path / "empty.nq", "")
    done = kg("load", *files, "--store", "deep/s")
    assert done.returncode == status
    assert "loaded into" not in done.stderr
    assert not (tmp_path / "deep").exists()


@pytest.mark.parametrize("few", [0, 1000])
def test_what_is_in_when_interrupted_is_told(few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is heard when the engine is done with what it had."""

    class Interrupted:
        def __init__(self, store: Store) -> None:
            self._store = store

        def __getattr__(self, name: str) -> object:
            def then_interrupted(*arguments: object) -> None:
                getattr(self._store, name)(*arguments)
                raise KeyboardInterrupt

            return then_interrupted if name in ("extend", "bulk_extend") else getattr(self._store, name)

    monkeypatch.setattr(embedded, "FEW", few)
    file = write(tmp_path / "a.nq", pages(4, "1"))
    tally = Tally()
    with writable(str(tmp_path / "s")) as store, pytest.raises(KeyboardInterrupt):
        load(Interrupted(store), page_quads(str(file)), tally)  # type: ignore[arg-type]
    assert tally == Tally(added=4, triples=12)
    assert len(readable(str(tmp_path / "s"))) == 12


@pytest.mark.parametrize(
    ("call", "status", "says"),
    [
        (["load", "a.nq"], 2, "nowhere to load to"),
        (["load", "--store", "s"], 2, "the following arguments are required: FILE"),
        (["load", "-", "-", "--store", "s"], 2, "kg: - is named twice"),
        (["load", "a.doc", "--store", "s"], 2, "kg: a.doc: cannot tell its format"),
        (["load", "none.nq", "--store", "s"], 3, "kg: none.nq: no such file"),
        (["load", ".", "--store", "s"], 2, "kg: .: "),
        (["load", "a.nq", "--store", "s", "--flavor", "fuseki"], 2, "kg: --flavor goes with --endpoint"),
        (["load", "a.nq", "--store", "a.nq/s"], 3, "kg: a.nq/s: cannot be written: File exists"),
        (["load", "b.json", "--store", "s"], 3, "kg: b.json: holds no triples (kg export makes them"),
    ],
)
def test_command_called_wrong(kg: Run, call: list[str], status: int, says: str, tmp_path: Path) -> None:
    write(tmp_path / "a.nq", pages(1, "1"))
    write(tmp_path / "b.json", '{"query": {}}')
    done = kg(*call)
    assert (done.returncode, done.stdout) == (status, "")
    assert says in done.stderr.splitlines()[0]
