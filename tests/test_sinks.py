"""Files: their names, that they come into being whole or not at all, and where pages end up."""

from __future__ import annotations

import errno
import gzip
import os
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg import identity
from kg.errors import OutputError, UsageError
from kg.rdf.formats import JSON_LD, N_QUADS, N_TRIPLES, TRIG, TURTLE, Format
from kg.rdf.serialise import PageGraph, page_graph, serialize
from kg.sinks import AtomicFile, DirectorySink, FileSink, file_name, open_sink, write_file
from tests.rdf.example import EXAMPLE, SECOND

GRAPH = page_graph(EXAMPLE)
OTHER = page_graph(SECOND)

# Names

NAMES = [
    ("Leaving Las Vegas", "Leaving_Las_Vegas.ttl"),
    ("Leaving_Las_Vegas", "Leaving_Las_Vegas.ttl"),
    ("Heat (1995 film)", "Heat_(1995_film).ttl"),
    ("Army of Darkness", "Army_of_Darkness.ttl"),
    ("Evil Dead II", "Evil_Dead_II.ttl"),
    ("E.T. the Extra-Terrestrial", "E.T._the_Extra-Terrestrial.ttl"),
    ("Mission: Impossible", "Mission%3A_Impossible.ttl"),
    ("Who's That?", "Who's_That%3F.ttl"),
    ("Fahrenheit 9/11", "Fahrenheit_9%2F11.ttl"),
    ("...And Justice for All", "%2E..And_Justice_for_All.ttl"),
    ("..", "%2E..ttl"),
    ("100%", "100%25.ttl"),
    ("Con", "%43on.ttl"),
    ("Con Air", "Con_Air.ttl"),
    ("Amélie", "Amélie.ttl"),
    ("千と千尋の神隠し", "千と千尋の神隠し.ttl"),
    ("HEAT", "HEAT~9e111938ea4c.ttl"),
]


@pytest.mark.parametrize(("title", "name"), NAMES)
def test_file_names(title: str, name: str) -> None:
    assert file_name(title, ".ttl") == name


TITLES = st.one_of(st.text(st.characters(), max_size=260), st.text("aA. /~%_-(:", max_size=8))
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt1"}


@given(TITLES)
@example("aux.x")
@example("x" * 300)
@example("é" * 200)
def test_every_title_has_a_safe_name(title: str) -> None:
    for extension in (".ttl", ".jsonld.gz"):
        name = file_name(title, extension)
        assert name.endswith(extension)
        assert len(name.encode()) <= 200
        assert not set(name) & set('<>:"/\\|?*')
        assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in name)
        assert name[0] not in ".-"
        assert name.split(".")[0].casefold() not in DEVICES


@given(TITLES, TITLES)
@example("Heat", "HEAT")
@example("a b", "A B")
@example("A/B", "A%2FB")
@example("Con", "%43on")
@example("", "%")
@example("x" * 300, "x" * 301)
def test_no_two_titles_share_a_file(one: str, other: str) -> None:
    same = identity.fold(one) == identity.fold(other)
    assert (file_name(one, ".nt").casefold() == file_name(other, ".nt").casefold()) == same


@given(st.text("aAbB -(.iI", max_size=8))
def test_case_alone_tells_files_apart(title: str) -> None:
    for variant in {title.lower(), title.upper(), title.title(), title.swapcase()}:
        same = identity.fold(title) == identity.fold(variant)
        assert (file_name(title, ".nt").casefold() == file_name(variant, ".nt").casefold()) == same


# Whole or not at all


def names_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_a_file_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "film.nt"
    write_file(path, b"one")
    path.chmod(0o640)
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names_in(path.parent) == ["film.nt"]


def test_a_new_file_may_be_read_as_the_user_has_it(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_file(tmp_path / "x", b"")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o644


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, OSError])
def test_nothing_stays_when_the_writer_fails(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "film.nt"
    path.write_bytes(b"old")
    with pytest.raises(error), AtomicFile(path) as file:  # noqa: PT012
        file.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["film.nt"]


@pytest.mark.parametrize("end", ["del file", "raise KeyboardInterrupt", "import sys; sys.exit(143)"])
def test_interrupted_before_the_block_begins(tmp_path: Path, end: str) -> None:
    script = f"""
import os, sys
from pathlib import Path
from kg.sinks import AtomicFile
file = AtomicFile(Path("film.nt"))
file.write(b"half")
print(*os.listdir())
if os.fork() == 0:
    del file
    os._exit(0)
os.wait()
print(*os.listdir(), flush=True)
{end}
print(*os.listdir())
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    begun, *after = done.stdout.splitlines()
    assert begun.endswith(".tmp")
    assert after == ([begun, ""] if end == "del file" else [begun])  # what a forked process drops stays its owner's
    assert names_in(tmp_path) == []


def full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match=r"film\.nt: cannot be written: No space left on device"):
        write_file(tmp_path / "film.nt", b"data")
    assert names_in(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_a_device_that_is_full(size: int) -> None:
    with pytest.raises(OutputError, match="/dev/full: cannot be written: No space left on device"):
        write_file(Path("/dev/full"), b"x" * size)


def test_a_device_stays_a_device() -> None:
    write_file(Path(os.devnull), b"data")
    assert not Path(os.devnull).is_file()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def below_a_file(tmp_path: Path) -> Path:
    (tmp_path / "file").touch()
    return tmp_path / "file" / "film.nt"


def a_directory(tmp_path: Path) -> Path:
    return tmp_path


def a_long_name(tmp_path: Path) -> Path:
    return tmp_path / ("x" * 300)


@pytest.mark.parametrize("place", [below_a_file, a_directory, a_long_name])
def test_places_that_cannot_be_written(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    before = names_in(tmp_path)
    path = place(tmp_path)
    with pytest.raises(OutputError, match="cannot be written") as raised:
        write_file(path, b"")
    assert "\n" not in str(raised.value)
    assert [name for name in names_in(tmp_path) if name != "file"] == before


# Sinks


def test_a_directory_gets_a_file_per_page_and_format(tmp_path: Path) -> None:
    directory = tmp_path / "a" / "b"
    with DirectorySink(directory) as sink:
        sink.write("Example (film)", GRAPH)
        sink.write("Heat", OTHER)
    assert names_in(directory) == ["Example_(film).jsonld", "Example_(film).ttl", "Heat.jsonld", "Heat.ttl"]
    assert (directory / "Heat.ttl").read_bytes() == serialize(OTHER, TURTLE)


def test_a_rejected_page_is_put_aside(tmp_path: Path) -> None:
    with DirectorySink(tmp_path / "out", [N_TRIPLES]) as sink:
        sink.write("Heat", OTHER)
        path = sink.reject("Example", GRAPH, "It says too much.\n")
    assert path == tmp_path / "out" / "rejected" / "Example.ttl"
    assert path.read_bytes() == serialize(GRAPH, TURTLE)
    assert path.with_suffix(".txt").read_text() == "It says too much.\n"
    assert names_in(tmp_path / "out") == ["Heat.nt", "rejected"]


def read(path: Path, form: Format) -> set[str]:
    data = path.read_bytes()
    data = gzip.decompress(data) if form.gzip else data
    ox = pyoxigraph.RdfFormat.from_extension(form.extension.removesuffix(".gz")[1:])
    assert ox is not None
    return {f"{q.subject} {q.predicate} {q.object}" for q in pyoxigraph.parse(data, format=ox)}


@pytest.mark.parametrize("plain", [TURTLE, JSON_LD, N_TRIPLES, N_QUADS, TRIG], ids=lambda form: form.name)
@pytest.mark.parametrize("compressed", [False, True])
def test_a_file_gets_all_pages(tmp_path: Path, plain: Format, compressed: bool) -> None:
    form = plain.compressed() if compressed else plain
    path = tmp_path / f"films{form.extension}"
    with FileSink(path, form) as sink:
        sink.write("Example (film)", GRAPH)
        sink.write("Heat", OTHER)
        rejected = sink.reject("Third", OTHER, "no")
    assert rejected == tmp_path / "rejected" / "Third.ttl"
    assert len(GRAPH.triples) > 600
    expected = serialize([GRAPH, OTHER], N_TRIPLES).decode().splitlines()
    assert read(path, form) == {line.removesuffix(" .") for line in expected}
    again = tmp_path / "again"
    with FileSink(again, form) as sink:
        sink.write("Example (film)", GRAPH)
        sink.write("Heat", OTHER)
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("form", [N_QUADS, TURTLE, N_QUADS.compressed()], ids=lambda form: form.name)
def test_an_interrupted_file_is_none(tmp_path: Path, form: Format) -> None:
    with pytest.raises(KeyboardInterrupt), FileSink(tmp_path / "x", form) as sink:  # noqa: PT012
        sink.write("Heat", OTHER)
        raise KeyboardInterrupt
    assert names_in(tmp_path) == []


def test_no_pages_make_an_empty_file(tmp_path: Path) -> None:
    with FileSink(tmp_path / "x.nt.gz", N_TRIPLES.compressed()):
        pass
    assert gzip.decompress((tmp_path / "x.nt.gz").read_bytes()) == b""


@pytest.mark.parametrize("form", [N_QUADS, JSON_LD], ids=lambda form: form.name)
def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes], form: Format) -> None:
    with FileSink(None, form) as sink:
        sink.write("Heat", OTHER)
        assert sink.reject("Heat", OTHER, "") is None
    assert capfdbinary.readouterr().out == serialize(OTHER, form)


PROGRAM = """
import sys
from pathlib import Path
from kg.errors import OutputError
from kg.rdf.formats import N_TRIPLES, TURTLE
from kg.sinks import FileSink
from kg.rdf.serialise import page_graph
from tests.rdf.example import EXAMPLE
try:
    with FileSink(None, {form}) as sink:
        for _ in range(500):
            sink.write("x", page_graph(EXAMPLE))
except (BrokenPipeError, OutputError) as error:
    print(type(error).__name__, error, file=sys.stderr)
    sys.stdout = None
"""
ROOT = Path(__file__).parents[1]


def run(command: str, form: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PROGRAM": PROGRAM.format(form=form), "PYTHON": sys.executable}
    return subprocess.run(["sh", "-c", command], env=env, capture_output=True, text=True, check=False).stderr


def test_a_closed_pipe_is_no_fault_of_the_output() -> None:
    assert run('"$PYTHON" -c "$PROGRAM" | head -1', "N_TRIPLES").startswith("BrokenPipeError")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["N_TRIPLES", "TURTLE", "TURTLE.compressed()"])
def test_standard_output_on_a_full_disk(form: str) -> None:
    found = run('"$PYTHON" -c "$PROGRAM" > /dev/full', form)
    assert found.startswith("OutputError standard output: cannot be written: No space left on device")


# What a user names as output

OUTPUTS: list[tuple[str, list[str], str]] = [
    ("-", [], "None turtle"),
    ("-", ["nq"], "None nquads"),
    ("films.nq.gz", [], "films.nq.gz nquads.gz"),
    ("films.ttl", ["turtle"], "films.ttl turtle"),
    ("films.xml", ["nt"], "films.xml ntriples"),
    ("films", [], "films/ turtle jsonld"),
    ("films.d/", ["nt", "turtle.gz"], "films.d/ ntriples turtle.gz"),
    ("there.d", [], "there.d/ turtle jsonld"),
    ("/dev/null", [], "/dev/null turtle"),
]


@pytest.mark.parametrize(("output", "formats", "expected"), OUTPUTS)
def test_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, formats: list[str], expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.d").mkdir()
    sink = open_sink(output, formats)
    if isinstance(sink, DirectorySink):
        assert f"{sink.directory}/ {' '.join(form.name for form in sink.formats)}" == expected
    else:
        assert isinstance(sink, FileSink)
        assert f"{sink.path} {sink.form.name}" == expected


WRONG: list[tuple[str, list[str], str]] = [
    ("-", ["nt", "nq"], "one format, not 2"),
    ("films.ttl", ["nt", "nq"], "one format, not 2"),
    ("films.ttl", ["nt"], "the extension says turtle, the format asked for is ntriples"),
    ("films.xml", [], "no format has this extension"),
    ("films", ["rdfxml"], "unknown format"),
]


@pytest.mark.parametrize(("output", "formats", "message"), WRONG)
def test_wrong_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, formats: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=message):
        open_sink(output, formats)


def test_a_directory_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match="cannot be written"), DirectorySink(tmp_path / "out") as sink:
        sink.write("Heat", PageGraph(None, ()))


def test_all_formats_of_a_page_or_none(tmp_path: Path) -> None:
    """The last of two files cannot be written: the first does not appear either."""
    (tmp_path / "out" / file_name("Heat", JSON_LD.extension)).mkdir(parents=True)
    with pytest.raises(OutputError, match="cannot be written"), DirectorySink(tmp_path / "out") as sink:
        sink.write("Heat", page_graph(EXAMPLE))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["Heat.jsonld"]
