"""Whatever is wrong with a call or an input: one clear line, the right exit status, nothing half-written."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from .conftest import ROOT, SAMPLE, Run, environment

FILM = "{{Infobox film\n| name = Heat\n| runtime = 170 minutes\n}}\n'''''Heat''''' is a 1995 film.\n"


def response(*pages: dict[str, object]) -> bytes:
    return json.dumps({"batchcomplete": True, "query": {"pages": list(pages)}}).encode()


def revision(title: str, text: str, **more: object) -> dict[str, object]:
    return {"pageid": 1, "ns": 0, "title": title, "revisions": [{"revid": 7, "content": text}], **more}


def export_of(pages: int) -> bytes:
    page = "<page><title>Film {0}</title><ns>0</ns><revision><id>{0}</id><text>{1}</text></revision></page>"
    text = FILM.replace("'", "&apos;")
    inside = "".join(page.format(number, text) for number in range(1, pages + 1))
    return f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">{inside}</mediawiki>'.encode()


HEAT = response(revision("Heat", FILM))
PACKED = gzip.compress(FILM.encode())
BOTH = ("Heat.jsonld", "Heat.ttl")
REMOTE = b'{"@context": "http://x.example/c", "a": 1}'


@dataclass(frozen=True)
class Case:
    """A call, the files it finds, and what must come of it."""

    name: str
    call: str
    status: int
    says: str
    """A part of the one line on standard error."""
    files: dict[str, bytes] = field(default_factory=dict)
    given: bytes = b""
    writes: tuple[str, ...] = ()
    """What lies in the output folder afterwards."""


CASES = (
    # --- the call
    Case("no command", "", 2, "kg: the following arguments are required: COMMAND (see kg --help)"),
    Case("no such command", "import x", 2, "kg: argument COMMAND: invalid choice: 'import'"),
    Case("nothing to read", "export", 2, "kg: nothing to export: name a SOURCE, or --title"),
    Case("unknown option", "export --colour x.json", 2, "kg: unrecognized arguments: --colour"),
    Case("file and live API", "export a.xml --category Films", 2, "kg: --category fetches from the API"),
    Case("contact without fetching", "export a.xml --contact me@example.org", 2, "kg: --contact"),
    Case("one title, two files", "export a.txt b.txt --title Heat", 2, "kg: --title goes with one SOURCE only"),
    Case("two titles, one file", "export a.txt --title Heat --title Alien", 2, "kg: --title goes with one SOURCE only"),
    Case("not a title", "export a.txt --title A|B", 2, "kg: title 'A|B' has '|' in it", {"a.txt": b"x"}),
    Case("no title", "export a.txt", 2, "kg: a.txt: is plain wikitext", {"a.txt": FILM.encode()}),
    Case("workers", "export a.xml --workers 0", 2, "expected a number from 1 to 256, not '0'"),
    Case("unknown format", "export a.xml -f rdfx", 2, "kg: unknown format 'rdfx': expected one of ttl, jsonld"),
    Case("unknown extension", "export a.xml -o films.doc", 2, "kg: films.doc: "),
    Case("formats that differ", "export a.xml -o films.ttl -f nt", 2, "kg: films.ttl: "),
    Case("two formats, one file", "export a.xml -o films.ttl -f ttl -f nt", 2, "kg: "),
    Case("base that is no IRI", "export a.json --base films", 2, "kg: base IRI 'films': expected", {"a.json": b"{}"}),
    Case("base with spaces", "export a.json --base http://a/b c/", 2, "kg: ", {"a.json": b"{}"}),
    Case(
        "base without a slash", "export a.json --base http://a/b", 2,
        "kg: base IRI 'http://a/b': expected a slash at the end, since titles are appended to it: 'http://a/b/'",
        {"a.json": b"{}"},
    ),
    Case("base with a hash", "export a.json --base http://a/b#", 2, "kg: base IRI 'http://a/b#': ", {"a.json": b"{}"}),
    Case("API that is none", "export --title Heat --api ftp://x/", 2, "kg: "),
    Case("standard output twice", "export a.json -o - --report -", 2, "kg: standard output is named twice"),
    Case("standard input twice", "export - -", 2, "kg: - is named twice"),
    # --- the source
    Case("missing", "export none.json", 3, "kg: none.json: no such file"),
    Case("a folder", "export folder", 3, "kg: folder: is a directory, not a file", {"folder/x": b""}),
    Case("empty", "export a.json", 3, "kg: a.json: is empty", {"a.json": b""}),
    Case("empty standard input", "export -", 3, "kg: standard input: is empty"),
    Case("not JSON", "export a.json", 3, "kg: a.json: is not JSON: ", {"a.json": b'{"query": oops}'}),
    Case("JSON cut off", "export a.json", 3, "(cut off?)", {"a.json": response(revision("Heat", FILM))[:90]}),
    Case("other JSON", "export a.json", 3, "kg: a.json: is JSON, but no API response", {"a.json": b'{"name": "x"}'}),
    Case("a JSON list", "export a.json", 3, "kg: a.json: is JSON, but no API response", {"a.json": b"[]"}),
    Case(
        "API error",
        "export a.json",
        3,
        "kg: a.json: is an error of the API: badvalue: Unrecognized value",
        {"a.json": b'{"error": {"code": "badvalue", "info": "Unrecognized value"}}'},
    ),
    Case(
        "page without text",
        "export a.json",
        1,
        "kg: a.json: Heat: ",
        {"a.json": response({"pageid": 1, "ns": 0, "title": "Heat"})},
    ),
    Case(
        "missing page",
        "export a.json",
        1,
        "kg: a.json: Heat: does not exist",
        {"a.json": response({"ns": 0, "title": "Heat", "missing": True}, revision("Alien", FILM))},
        writes=("Alien.jsonld", "Alien.ttl"),
    ),
    Case("no text in it", "export a.json", 0, "1 skipped", {"a.json": response(revision("Heat", " "))}),
    Case("not UTF-8", "export a.txt --title Heat", 3, "kg: a.txt: is not UTF-8: byte 0xff", {"a.txt": b"abc\xff"}),
    Case("gzip cut off", "export a.gz", 3, "kg: a.gz: the packed file is cut off", {"a.gz": PACKED[:-9]}),
    Case("bzip2 broken", "export a.bz2", 3, "kg: a.bz2: ", {"a.bz2": bz2.compress(FILM.encode())[:30] + b"x" * 90}),
    Case(
        "XML cut off", "export a.xml", 3, "kg: a.xml: ", {"a.xml": export_of(2)[:-60]},
        writes=("Film_1.jsonld", "Film_1.ttl"),
    ),
    Case(
        "XML with an entity",
        "export a.xml",
        3,
        "kg: a.xml: ",
        {"a.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><mediawiki>&a;</mediawiki>'},
    ),
    Case("no titles", "export --titles-from t.txt", 3, "kg: t.txt: no titles in it", {"t.txt": b"# none\n"}),
    Case("missing list", "export --titles-from t.txt", 3, "kg: t.txt: no such file"),
    Case(
        "one of three unreadable",
        "export a.json none.json b.json",
        3,
        "kg: none.json: no such file",
        {"a.json": response(revision("Heat", FILM)), "b.json": response(revision("Alien", FILM))},
        writes=("Alien.jsonld", "Alien.ttl", "Heat.jsonld", "Heat.ttl"),
    ),
    # --- the wikitext: data, not an error
    Case(
        "cut in a template",
        "export a.txt --title Heat",
        0,
        "1 exported",
        {"a.txt": (FILM + "== Cast ==\n* [[Al Pacino]] as Hanna\n{{Infobox film\n| name = [[Al").encode()},
        writes=BOTH,
    ),
    Case(
        "cut in the infobox",
        "export a.txt --title Heat",
        0,
        "infobox-unclosed",
        {"a.txt": b"{{Infobox film\n| name = Heat\n| director = [[Michael Mann]]\n| starring = {{ubl|[[Al Pacino]]|[["},
        writes=BOTH,
    ),
    Case(
        "an infobox without an end",
        "export a.txt --title Heat",
        1,
        "kg: Heat: its film infobox, opened at character 0, is never closed",
        {"a.txt": b"{{Infobox film\n| name = Heat\n\n== Cast ==\n* [[Al Pacino]] as Hanna\n"},
    ),
    Case(
        "cut in a table",
        "export a.txt --title Heat",
        0,
        "1 exported",
        {"a.txt": (FILM + "== Accolades ==\n{| class=wikitable\n! Award !! Result\n|-\n| [[Saturn Aw").encode()},
        writes=BOTH,
    ),
    Case(
        "the same page with another text",
        "export a.json b.json",
        1,
        "kg: Heat: came before with different text",
        {"a.json": response(revision("Heat", FILM)), "b.json": response(revision("Heat", FILM + "More."))},
        writes=BOTH,
    ),
    Case(
        "the same page twice",
        "export a.json a.json",
        0,
        "1 skipped",
        {"a.json": HEAT},
        writes=BOTH,
    ),
    # --- the output
    Case(
        "output below a file",
        "export a.json -o a.json/films",
        3,
        "kg: a.json/films: ",
        {"a.json": HEAT},
    ),
    Case(
        "report that cannot be written",
        "export a.json --report a.json/report.json",
        3,
        "kg: a.json: cannot be written: File exists",
        {"a.json": HEAT},
    ),
    # --- the other commands
    Case("explain a missing file", "explain none.json", 3, "kg: none.json: no such file"),
    Case("explain no film", "explain a.txt --title Heat", 1, "kg: Heat: no film infobox", {"a.txt": b"A metal."}),
    Case(
        "explain no fact", "explain a.json --fact weight", 1,
        "kg: no fact with 'weight' in it; there are: name", {"a.json": HEAT},
    ),
    Case("validate a missing file", "validate none.ttl", 3, "kg: none.ttl: no such file"),
    Case("validate no RDF", "validate a.doc", 2, "kg: a.doc: cannot tell its format", {"a.doc": b"x"}),
    Case("validate broken Turtle", "validate a.ttl", 3, "kg: a.ttl:1: is not Turtle: ", {"a.ttl": b"<a> <b"}),
    Case("validate a remote context", "validate a.jsonld", 3, "kg: a.jsonld: is not JSON-LD: ", {"a.jsonld": REMOTE}),
)  # fmt: skip


def written(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input(case: Case, kg: Run, tmp_path: Path) -> None:
    for name, content in case.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    before = written(tmp_path)
    # No argument of a case has white space but the one that tests it.
    arguments = case.call.replace("b c/", "b\tc/").split(" ")
    done = kg(*(argument.replace("\t", " ") for argument in arguments if argument), given=case.given)
    assert done.returncode == case.status, done.stderr
    assert case.says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    if case.status in {2, 4} or not case.writes:
        assert sum(line.startswith("kg: ") for line in done.stderr.splitlines()) <= 1
    assert written(tmp_path / "output") == case.writes
    assert set(written(tmp_path)) - {f"output/{name}" for name in case.writes} == set(before)


def test_case_names() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 40


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kg", *arguments]


def env() -> dict[str, str]:
    return environment(PYTHONPATH=str(ROOT))


@pytest.mark.parametrize("output", ["films", "films.ttl", "films.nq.gz"])
def test_full_disk(tmp_path: Path, output: str) -> None:
    """A limit on the size of files stands for the disk: the system refuses to write on, as it would there."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        command("export", str(SAMPLE), "-o", output),
        cwd=tmp_path, env=env(), capture_output=True, text=True, timeout=60, preexec_fn=limit,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("kg: ")]
    assert len(lines) == 1
    assert "File too large" in lines[0]
    assert output in lines[0]
    assert "Traceback" not in done.stderr
    assert written(tmp_path) == ()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [("export", str(SAMPLE), "-o", "-"), ("explain", str(SAMPLE)), ("validate", str(ROOT / "shapes" / "film.ttl"))],
)
def test_standard_output_on_a_full_disk(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command(*arguments), cwd=tmp_path, env=env(), stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 3, done.stderr
    assert done.stderr.splitlines()[-1] == "kg: standard output: cannot be written: No space left on device"
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("export", str(SAMPLE), "-o", "-"), ("export", str(SAMPLE), "-o", "-", "-f", "nq"), ("explain", str(SAMPLE))],
)
def test_closed_pipe(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command(*arguments), cwd=tmp_path, env=env(), stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60
    )
    os.close(writing)
    assert done.returncode == 141
    assert done.stderr == ""
    assert written(tmp_path) == ()


@pytest.mark.parametrize(
    ("closed", "source", "status"), [(">&-", str(SAMPLE), 0), ("2>&-", str(SAMPLE), 0), ("<&-", "-", 3)]
)
def test_closed_from_the_begin(tmp_path: Path, closed: str, source: str, status: int) -> None:
    """Files that are opened later do not take the place of a standard stream."""
    script = shlex.join(command("export", source, "-f", "nt", "--report", "report.json")) + " " + closed
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=env(), capture_output=True, text=True, timeout=60)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    if status == 0:
        lines = (tmp_path / "output" / "Leaving_Las_Vegas.nt").read_text(encoding="utf-8").splitlines()
        assert len(lines) > 1000
        assert all(line.startswith("<") for line in lines)
        assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["counts"]["exported"] == 1


@pytest.mark.parametrize("output", ["films", "films.ttl", "films.nq", "-"])
@pytest.mark.parametrize(
    ("number", "status", "line"), [(signal.SIGINT, 130, "kg: interrupted"), (signal.SIGTERM, 143, "")]
)
def test_interrupted(tmp_path: Path, output: str, number: int, status: int, line: str) -> None:
    """While it waits for more input, after it has exported some: nothing half-written stays, no process either."""
    formats = ("-f", "nq") if output == "-" else ()
    with subprocess.Popen(
        command("export", "-", "-o", output, *formats, "--workers", "2", "--report", "report.json"),
        cwd=tmp_path, env=env(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(export_of(60)[:-20])  # fits into the pipe, and more could come
        process.stdin.flush()
        if output == "-":
            assert process.stdout.read(1) == b"<"
        else:
            _wait_for_output(tmp_path, process)
        os.killpg(process.pid, number)  # to all of its processes, as a terminal does
        _, errors = process.communicate(timeout=60)
    assert process.returncode == status, errors
    assert errors.decode().strip() == line
    whole = written(tmp_path)
    assert all(name.startswith("films/Film_") and name.endswith((".ttl", ".jsonld")) for name in whole)
    assert all((tmp_path / name).read_bytes().endswith((b".\n", b"}\n")) for name in whole)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def _wait_for_output(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Until there is a file besides that of the report, whatever its name is now."""
    end = time.monotonic() + 60
    while len(written(folder)) < 2:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)
