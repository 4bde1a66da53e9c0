"""The export of a dump: the films of the ordinary export, whatever the packing, the workers, the accidents."""

from __future__ import annotations

import gzip
import json
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.commands import export_dump
from kg.dumps import run as runs
from kg.dumps.bzip2 import Gap
from kg.dumps.manifest import opened
from kg.dumps.packed import layout
from kg.dumps.pages import Lost, Scanner
from kg.dumps.run import RANGES_PER_SHARD, Job, Progress, run
from kg.errors import OutputError, SourceError, UsageError
from kg.extraction.page import extract
from kg.model import Extraction, LinkedPage, Page
from kg.rdf.serialise import PageGraph, page_graph
from kg.resolver.build import build
from kg.resolver.table import open_resolver
from kg.validation import Report, validate
from kg.vocab import SCHEMA

from ..conftest import ROOT, Run, environment
from ..resolver.dumps import WikiPage, write
from .making import dump, expected, film, make_dump
from .test_packed import ENDINGS

SIZE = 1500
"""Bytes of a range: so many that there are several shards."""


def export(path: Path, folder: Path, workers: int = 2, **options: object) -> list[Progress]:
    return list(run(replace(Job(path, folder, range_size=SIZE), **options), workers))  # type: ignore[arg-type]


def films(folder: Path) -> bytes:
    return b"".join(gzip.decompress(file.read_bytes()) for file in sorted(folder.glob("films-*.nq.gz")))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def manifest(folder: Path) -> dict[str, object]:
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The films of the test dump, by the ordinary route."""
    return expected(dump(tmp_path_factory.mktemp("plain"), ".xml"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_films_of_the_ordinary_export(tmp_path: Path, plain: bytes, ending: str) -> None:
    path = dump(tmp_path, ending)
    export(path, tmp_path / "out")
    assert plain.count(b"\n") > 1000
    assert films(tmp_path / "out") == plain


def test_workers_change_no_byte(tmp_path: Path) -> None:
    path = dump(tmp_path)
    for workers in (1, 2, 5):
        export(path, tmp_path / str(workers), workers)
    found = tree(tmp_path / "1")
    assert found == tree(tmp_path / "2") == tree(tmp_path / "5")
    assert sum(name.startswith("films-") for name in found) > 1
    assert {"manifest.json", "report/films.tsv", "report/films.svg", "report/films-00000.json"} <= set(found)
    assert not any(name.startswith("parts") for name in found)


def test_the_counts(tmp_path: Path) -> None:
    export(dump(tmp_path), tmp_path / "out")
    found = manifest(tmp_path / "out")
    counts = found["counts"]
    assert isinstance(counts, dict)
    assert (counts["read"], counts["exported"], counts["skipped"]) == (240, 60, 180)
    assert counts["skipped_by_reason"] == {"no film infobox": 170, "not an article": 5, "redirect": 5}
    shards = found["shards"]
    assert isinstance(shards, list)
    assert sum(shard["films"] for shard in shards) == 60
    assert [shard["ranges"][1] for shard in shards][:-1] == [shard["ranges"][0] for shard in shards][1:]
    assert found["complete"] is True
    table = (tmp_path / "out" / "report" / "films.tsv").read_text(encoding="utf-8").splitlines()
    assert table[0].split("\t")[:2] == ["country", "1950s"]
    assert table[1].split("\t")[0] == "all"
    assert table[1].split("\t")[-1] == "60"
    assert {line.split("\t")[0] for line in table[2:]} == {"India", "France", "Japan"}
    picture = (tmp_path / "out" / "report" / "films.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg ")
    assert "1950s, France: " in picture


SCRIPT = """
import sys
from pathlib import Path
from kg.dumps.run import Job, run
if __name__ == "__main__":
    for _ in run(Job(Path(sys.argv[1]), Path(sys.argv[2]), range_size=int(sys.argv[3])), 2):
        pass
"""


@pytest.mark.parametrize("parts", [1, RANGES_PER_SHARD - 1, RANGES_PER_SHARD + 2])
def test_killed_and_called_again(tmp_path: Path, parts: int) -> None:
    """Killed when so many parts (or as many as are in shards) are done; the rest is done by a second call."""
    path = dump(tmp_path)
    export(path, tmp_path / "whole")
    folder = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(path), str(folder), str(SIZE)], env=environment(PYTHONPATH=str(ROOT))
    )
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        shards = len(list(folder.glob("films-*.nq.gz")))
        if shards * RANGES_PER_SHARD + len(list(folder.glob("parts/*.json"))) > parts:
            break
        time.sleep(0.001)
    assert process.poll() is None, "it ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (folder / "report" / "films.tsv").exists()
    time.sleep(0.2)  # its workers end with it, and with them their hold on the folder
    export(path, folder)
    assert tree(folder) == tree(tmp_path / "whole")


def test_a_call_once_more_changes_nothing(tmp_path: Path) -> None:
    path = dump(tmp_path)
    export(path, tmp_path / "out")
    times = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.gz")}
    assert export(path, tmp_path / "out") == []
    assert times == {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.gz")}


def test_a_damaged_part_is_done_again(tmp_path: Path) -> None:
    path = dump(tmp_path)
    export(path, tmp_path / "whole")
    found = run(Job(path, tmp_path / "out", range_size=SIZE), 1)
    for progress in found:
        if progress.done > 3 * 3000:
            break
    found.close()  # type: ignore[attr-defined]
    parts = sorted((tmp_path / "out" / "parts").glob("*.nq.gz"))
    assert len(parts) > 1
    parts[0].write_bytes(parts[0].read_bytes()[:-1])
    export(path, tmp_path / "out")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_something_else_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = dump(tmp_path)
    export(path, tmp_path / "out")
    with pytest.raises(UsageError, match=r"holds the export of other options .*limit 3"):
        export(path, tmp_path / "out", limit=3)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"\0")
    with pytest.raises(UsageError, match="holds the export of another dump"):
        export(path, tmp_path / "out")
    path.write_bytes(data)
    monkeypatch.setattr("kg.dumps.manifest.__version__", "9.9")
    with pytest.raises(UsageError, match=r"holds the export of another version .*now 9\.9"):
        export(path, tmp_path / "out")
    (tmp_path / "out" / "manifest.json").write_text("{}")
    with pytest.raises(OutputError, match="is no manifest of this program"):
        export(path, tmp_path / "out")
    (tmp_path / "out" / "manifest.json").unlink()
    with pytest.raises(UsageError, match="has shards without their manifest"):
        export(path, tmp_path / "out")


def test_two_at_a_time(tmp_path: Path) -> None:
    path = dump(tmp_path)
    first = run(Job(path, tmp_path / "out", range_size=SIZE), 1)
    next(first)
    for _ in range(2):  # nor does a call that is refused open the folder to the next
        with pytest.raises(UsageError, match="another export is writing to it"):
            export(path, tmp_path / "out")
    assert list(first)


# Accidents. Workers are forked, so that what is put in place here is in place there.


def _accident(monkeypatch: pytest.MonkeyPatch, title: str, happen: Callable[[], object]) -> None:
    def extracted(page: Page) -> Extraction:
        if page.title == title:
            happen()
        return extract(page)

    monkeypatch.setattr(pipeline, "extract", extracted)


def _fail(error: Exception) -> None:
    raise error


TITLE = "Film 17 (71)"


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
@pytest.mark.parametrize(
    ("happen", "reason"),
    [
        (lambda: time.sleep(600), "takes longer than 5 seconds"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "ends the process that works on it (signal SIGKILL)"),
        (lambda: os.abort(), "ends the process that works on it (signal SIGABRT)"),
        (lambda: bytearray(1 << 40), "takes more memory than it may"),
        (lambda: _fail(SystemError("error return without exception set")), "takes more memory than it may"),
        (lambda: [bytearray(1 << 20) for _ in range(2000)], "takes more memory than it may"),
    ],
)
def test_accident(
    tmp_path: Path, plain: bytes, monkeypatch: pytest.MonkeyPatch, happen: Callable[[], object], reason: str
) -> None:
    path = dump(tmp_path)
    seconds = 5.0 if "longer" in reason else 300.0  # no other page takes so long, on a busy machine neither
    _accident(monkeypatch, TITLE, happen)
    notices = [
        line
        for progress in export(path, tmp_path / "out", page_seconds=seconds, page_memory=600 << 20)
        for line in progress.notices
    ]
    assert notices == [f"{TITLE}: {reason}, see rejected"]
    assert (tmp_path / "out" / "rejected" / "Film_17_(71).txt").read_text() == f"{TITLE}: {reason}\n"
    assert TITLE.encode() in (tmp_path / "out" / "rejected" / "Film_17_(71).xml").read_bytes()
    without = b"".join(line for line in plain.splitlines(True) if b"/Film_17_(71)> ." not in line)
    assert without != plain
    assert films(tmp_path / "out") == without
    counted = opened(
        tmp_path / "out", {name: manifest(tmp_path / "out")[name] for name in ("software", "source", "options")}
    )
    assert counted.counted.tally.exit_status == 1


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
def test_a_worker_killed_once_loses_nothing(tmp_path: Path, plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    flag = tmp_path / "killed"

    def happen() -> None:
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    path = dump(tmp_path)
    _accident(monkeypatch, TITLE, happen)
    export(path, tmp_path / "out")
    assert flag.exists()
    assert films(tmp_path / "out") == plain


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
def test_a_gate_that_dies_over_a_film(tmp_path: Path, plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(graph: PageGraph) -> Report:
        if TITLE.replace(" ", "_") in str(graph.name):
            os.kill(os.getpid(), signal.SIGKILL)
        return validate(graph)

    monkeypatch.setattr(pipeline, "validate", dying)
    export(dump(tmp_path), tmp_path / "out")
    assert films(tmp_path / "out").count(b"\n") < plain.count(b"\n")
    assert [file.name for file in sorted((tmp_path / "out" / "rejected").iterdir())] == [
        "Film_17_(71).txt", "Film_17_(71).xml",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
def test_a_film_that_does_not_conform(tmp_path: Path, plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless(extraction: Extraction, base: str) -> PageGraph:
        graph = page_graph(extraction, base)
        if extraction.page.title != TITLE:
            return graph
        return graph._replace(triples=tuple(triple for triple in graph.triples if triple[1] != SCHEMA.name))

    monkeypatch.setattr(pipeline, "page_graph", nameless)
    export(dump(tmp_path), tmp_path / "out")
    rejected = tmp_path / "out" / "rejected"
    assert [file.name for file in sorted(rejected.iterdir())] == ["Film_17_(71).ttl", "Film_17_(71).txt"]
    assert "Every thing has a name." in (rejected / "Film_17_(71).txt").read_text()
    assert films(tmp_path / "out") == b"".join(
        line for line in plain.splitlines(True) if b"/Film_17_(71)> ." not in line
    )


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
def test_what_is_behind_the_limit_is_not_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless(extraction: Extraction, base: str) -> PageGraph:
        graph = page_graph(extraction, base)
        if int(extraction.page.title.rpartition("(")[2][:-1]) % 3:
            return graph
        return graph._replace(triples=tuple(triple for triple in graph.triples if triple[1] != SCHEMA.name))

    monkeypatch.setattr(pipeline, "page_graph", nameless)
    path = dump(tmp_path)
    for workers in (1, 4):
        export(path, tmp_path / str(workers), workers, limit=10)
    rejected = [file for file in tree(tmp_path / "1") if file.startswith("rejected")]
    counts = manifest(tmp_path / "1")["counts"]
    assert isinstance(counts, dict)
    assert len(rejected) == 2 * counts["rejected"] > 0
    assert tree(tmp_path / "1") == tree(tmp_path / "4")


def test_a_limit_that_is_reached_when_it_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = dump(tmp_path)
    export(path, tmp_path / "whole", limit=5)

    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(runs._Run, "_close", killed)
        with pytest.raises(KeyboardInterrupt):
            export(path, tmp_path / "out", limit=5)
    export(path, tmp_path / "out", limit=5)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
def test_a_dump_that_is_away_for_a_while(tmp_path: Path, plain: bytes) -> None:
    path = dump(tmp_path)
    steps = run(Job(path, tmp_path / "out", range_size=SIZE), 2)
    next(steps)
    path.rename(tmp_path / "away")
    with pytest.raises(SourceError, match="No such file"):
        list(steps)
    (tmp_path / "away").rename(path)
    export(path, tmp_path / "out")
    assert films(tmp_path / "out") == plain


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
def test_a_page_that_is_late_once_is_tried_again(tmp_path: Path, plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    flag = tmp_path / "halted"

    def happen() -> None:
        if not flag.exists():
            flag.touch()
            time.sleep(600)

    _accident(monkeypatch, TITLE, happen)
    export(dump(tmp_path), tmp_path / "out", page_seconds=5.0)
    assert flag.exists()
    assert films(tmp_path / "out") == plain


def test_links_are_resolved_as_on_the_ordinary_route(tmp_path: Path) -> None:
    wiki = [WikiPage("Some Director", "The Director"), WikiPage("The Director", item="Q1"), WikiPage("Drama film")]
    build(**write(tmp_path, wiki), output=str(tmp_path / "resolver"))
    resolver = open_resolver(str(tmp_path / "resolver"))
    resolved = expected(dump(tmp_path, ".xml"), resolver)
    for sign in (b"/entity/Q1>", b"ontology#hasArticle", b"resource/The_Director>"):
        assert sign in resolved
    for workers in (1, 2):
        folder = tmp_path / str(workers)
        export(dump(tmp_path), folder, workers, resolver=resolver, resolver_name=resolver.name)
        assert films(folder) == resolved


class _Slow:
    """A resolver that has to wait longer than a page may take."""

    name = "slow"

    def look_up(self, titles: Iterable[str]) -> dict[str, LinkedPage]:
        if TITLE in titles:
            time.sleep(8)
        return {}


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
def test_to_wait_for_a_resolver_is_not_to_take_long_over_a_page(tmp_path: Path, plain: bytes) -> None:
    export(dump(tmp_path), tmp_path / "out", page_seconds=5.0, resolver=_Slow(), resolver_name="slow")
    assert films(tmp_path / "out") == plain


@pytest.mark.skipif(sys.platform != "linux", reason="needs forking")
def test_memory_that_does_not_suffice_beside_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Scanner.pages

    def pages(self: Scanner, own: Iterator[bytes | Gap], beyond: Any) -> Iterator[bytes | Lost]:
        for found in real(self, own, beyond):
            if isinstance(found, bytes) and TITLE.encode() in found:
                raise MemoryError
            yield found

    monkeypatch.setattr(Scanner, "pages", pages)
    notices = [line for progress in export(dump(tmp_path), tmp_path / "out") for line in progress.notices]
    assert len(notices) == 1
    assert "is left out" in notices[0]
    assert "its memory does not suffice" in notices[0]
    assert films(tmp_path / "out").count(b"\n") > 1000


def test_a_mistake_leaves_the_folder_free(tmp_path: Path, plain: bytes) -> None:
    path = dump(tmp_path)
    for title in ("None of them", "\udcff"):
        with pytest.raises(SourceError, match="has no page"):
            export(path, tmp_path / "out", from_page=title)
    export(path, tmp_path / "out")
    assert films(tmp_path / "out") == plain


def test_a_shard_that_is_gone_is_missed(tmp_path: Path) -> None:
    path = dump(tmp_path)
    export(path, tmp_path / "out")
    (tmp_path / "out" / "films-00000.nq.gz").unlink()
    with pytest.raises(UsageError, match="is not as it was written"):
        export(path, tmp_path / "out")


def test_a_report_that_is_gone_is_missed(tmp_path: Path) -> None:
    path = dump(tmp_path)
    export(path, tmp_path / "out")
    (tmp_path / "out" / "report" / "films-00000.json").unlink()
    with pytest.raises(UsageError, match=r"films-00000\.json: is gone"):
        export(path, tmp_path / "out")


@pytest.mark.parametrize("key", ["file", "bytes", "report", "end"])
def test_a_manifest_of_other_hands(tmp_path: Path, key: str) -> None:
    path = dump(tmp_path)
    export(path, tmp_path / "out")
    data = manifest(tmp_path / "out")
    del data["shards"][0][key]  # type: ignore[index]
    (tmp_path / "out" / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(OutputError, match="is no manifest of this program"):
        export(path, tmp_path / "out")


def test_progress_is_a_line_a_minute_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 30.0, 61.0, 62.0, 125.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(now))
    found = [Progress(million * 1_000_000, 200_000_000) for million in (0, 61, 62, 124)]
    export_dump._show(iter([*found[:3], replace(found[3], notices=("a page: is odd",))]))
    assert capsys.readouterr().err.splitlines() == [
        "kg: 61.0 of 200.0 MB (30.5%), 1.00 MB/s, 2 min left",
        "kg: a page: is odd",
        "kg: 124.0 of 200.0 MB (62.0%), 0.99 MB/s, 1 min left",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        begin = time.monotonic()

        def progress() -> Iterator[Progress]:
            while (passed := time.monotonic() - begin) < 3:
                time.sleep(0.02)
                yield Progress(int(passed * 1e6), 10_000_000)

        export_dump._show(progress())
        drawn = os.read(ours, 1 << 20)
    os.close(ours)
    assert b"10.0M" in drawn
    assert b"B/s" in drawn
    assert 1 < drawn.count(b"\r") < 40  # from its third second on, ten times a second


def test_a_damaged_stream(tmp_path: Path, plain: bytes) -> None:
    path = dump(tmp_path)
    ranges = layout(path, SIZE)
    begin, end = ranges.borders[5:7]
    data = bytearray(path.read_bytes())
    data[(begin + end) // 2] ^= 0x40
    path.write_bytes(data)
    notices = [line for progress in export(path, tmp_path / "out") for line in progress.notices]
    assert len(notices) == 1
    assert f"is damaged at byte {begin + 4}: " in notices[0]
    kept = films(tmp_path / "out").splitlines()
    assert 0 < len(set(plain.splitlines()) - set(kept)) < len(plain.splitlines()) / 10
    assert set(kept) < set(plain.splitlines())
    counts = manifest(tmp_path / "out")["counts"]
    assert isinstance(counts, dict)
    assert counts["unreadable"] == 1
    assert counts["read"] == 230


@pytest.mark.parametrize("limit", [1, 7, 60, 1000])
def test_limit(tmp_path: Path, plain: bytes, limit: int) -> None:
    path = dump(tmp_path)
    export(path, tmp_path / "1", 1, limit=limit)
    export(path, tmp_path / "2", 2, limit=limit)
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    assert plain.startswith(films(tmp_path / "1"))
    counts = manifest(tmp_path / "1")["counts"]
    assert isinstance(counts, dict)
    assert counts["exported"] == min(limit, 60)


@pytest.mark.parametrize("ending", ["-multistream.xml.bz2", ".xml", ".xml.bz2"])
@pytest.mark.parametrize("title", ["Film 20 (83)", "place_2 (45)", "Moved (40)"])
def test_from_page(tmp_path: Path, plain: bytes, ending: str, title: str) -> None:
    path = dump(tmp_path, ending)
    export(path, tmp_path / "out", from_page=title)
    found = films(tmp_path / "out")
    number = int(title[title.index("(") + 1 : -1])
    assert plain.endswith(found)
    counts = manifest(tmp_path / "out")["counts"]
    assert isinstance(counts, dict)
    assert counts["read"] == 240 - number


def test_a_title_that_comes_twice_is_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "testwiki-pages-articles.xml"
    parts = [
        make_dump._HEAD,
        *(make_dump.page_xml(number, "Twice", film(number)) for number in (1, 2)),
        make_dump._TAIL,
    ]
    path.write_text("".join(parts), encoding="utf-8")
    export(path, tmp_path / "out")
    assert films(tmp_path / "out").count(b"/Twice> <http://schema.org/duration>") == 2


# The command


def test_command(kg: Run, tmp_path: Path, plain: bytes) -> None:
    path = dump(tmp_path)
    done = kg("export", path, "-o", "out/", "--workers", 2, "--report", "all.json")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "240 pages read: 60 exported" in done.stderr
    assert "written to out: " in done.stderr
    assert films(tmp_path / "out") == plain
    report = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert len(report["pages"]) == 60
    assert report["counts"]["exported"] == 60
    again = kg("export", path, "-o", "out/")
    assert again.returncode == 0
    assert "240 pages read: 60 exported" in again.stderr
    assert kg("report", "out/report/films-00000.json").returncode == 0
    assert kg("report", "all.json").returncode == 0


def test_other_outputs_take_the_ordinary_route(kg: Run, tmp_path: Path, plain: bytes) -> None:
    path = dump(tmp_path, ".xml")
    assert kg("export", path, "-o", "films.nq").returncode == 0
    assert (tmp_path / "films.nq").read_bytes() == plain
    assert kg("export", path, "-o", "folder/", "-f", "nt").returncode == 0
    assert len(list((tmp_path / "folder").glob("*.nt"))) == 60


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.xml", "--shards", "-o", "films.nq"], "name a directory"),
        (["a.xml", "b.xml", "--shards", "-o", "out/"], "--shards takes one SOURCE"),
        (["a.xml", "--shards", "-o", "out/", "-f", "ttl"], "no other format"),
        (["a.xml", "--limit", "3", "-o", "out/"], "--limit goes with the export of a dump"),
        (["a.xml", "--limit", "0", "--shards"], "expected a number from 1 on"),
        (["a.xml", "--shards", "-o", "out/", "--title", "A"], "--title does not go with"),
        (["a.xml", "--shards", "-o", "out/", "--dataset-description", "d.ttl"], "does not go with"),
        (["a.xml", "--shards", "-o", "out/", "--page-memory", "6"], "from 64 on"),
    ],
)
def test_wrong_calls(kg: Run, arguments: list[str], message: str) -> None:
    done = kg("export", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_no_dump(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "x-pages-articles.xml").write_text("hello")
    done = kg("export", "x-pages-articles.xml", "-o", "out/")
    assert done.returncode == 3
    assert "is no dump of MediaWiki" in done.stderr
    assert kg("export", "none-pages-articles.xml", "-o", "out/").returncode == 3
