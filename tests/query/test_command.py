"""`kg query` as a user calls it."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..conftest import ROOT, Run, environment
from .cases import SAMPLE

FILMS = "SELECT ?name { ?f a schema:Movie ; schema:name ?name }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


@pytest.fixture
def store(kg: Run, tmp_path: Path) -> Path:
    path = tmp_path / "films.store"
    assert kg("load", SAMPLE, "--store", path).returncode == 0
    return path


def test_store_and_file_answer(kg: Run, store: Path) -> None:
    for source in (["--store", store], [SAMPLE]):
        done = kg("query", *source, FILMS)
        assert (done.returncode, done.stdout, done.stderr) == (0, "name\r\nLeaving Las Vegas\r\n", "")


def test_standard_input(kg: Run) -> None:
    done = kg("query", "-", FILMS, given=SAMPLE.read_bytes())
    assert (done.returncode, done.stdout) == (0, "name\r\nLeaving Las Vegas\r\n")


def test_named_query(kg: Run, store: Path) -> None:
    done = kg("query", "--store", store, "filmography", "--param", "actor=Nicolas Cage", "--format", "table")
    assert done.stdout.splitlines() == [
        "released    title              role           film",
        "──────────  ─────────────────  ─────────────  ────────────────────────────────────────────────────",
        "1995-10-27  Leaving Las Vegas  Ben Sanderson  <https://w3id.org/filmkg/resource/Leaving_Las_Vegas>",
    ]


def test_query_file(kg: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(
        "# A film's year.\n# ?name (text@en, such as Heat): the title\n\n"
        "SELECT ?date { ?f schema:name ?name ; schema:datePublished ?date }",
        encoding="utf-8",
    )
    done = kg("query", "--store", store, "q.rq", "--param", "name=Leaving Las Vegas", "-f", "tsv")
    assert done.stdout.splitlines()[0] == "?date"
    assert done.stdout.splitlines()[1].startswith('"1995-10-27"^^')
    assert "needs the parameter name" in kg("query", "--store", store, "q.rq").stderr


def test_parameter_without_a_known_type(kg: Run, store: Path) -> None:
    call = ["query", "--store", store, "SELECT ?f { ?f schema:name ?name ; a ?class }"]
    call += ["--param", '?name="Leaving Las Vegas"@en', "--param", "class=schema:Movie"]
    assert kg(*call).stdout == "f\r\nhttps://w3id.org/filmkg/resource/Leaving_Las_Vegas\r\n"


@pytest.mark.parametrize(
    ("query", "form", "begins"),
    [
        (FILMS, "json", '{"head":{"vars":["name"]}'),
        (FILMS, "XML", "<?xml"),
        (FILMS, ".csv", "name\r\n"),
        ("ASK { ?f a schema:Movie }", "table", "true\n"),
        ("ASK { ?f a schema:Book }", None, "false\n"),
        ("CONSTRUCT { ?f a schema:Movie } WHERE { ?f a schema:Movie }", None, "@prefix schema: <http://schema.org/>"),
        ("CONSTRUCT { ?f a schema:Movie } WHERE { ?f a schema:Movie }", "nt", "<https://w3id.org/filmkg/resource/L"),
        ("DESCRIBE <https://w3id.org/filmkg/resource/Mike_Figgis>", "jsonld", "["),
        (
            "BASE <https://w3id.org/filmkg/resource/> DESCRIBE <Mike_Figgis>",
            "nt",
            "<https://w3id.org/filmkg/resource/M",
        ),
        ("# who\nPREFIX r: <https://w3id.org/filmkg/resource/>\ndescribe r:Mike_Figgis", "nt", "<https://w3id.org/"),
    ],
)
def test_formats(kg: Run, store: Path, query: str, form: str | None, begins: str) -> None:
    done = kg("query", "--store", store, query, *(["--format", form] if form else []))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(begins)
    assert done.stdout.endswith("\n")


def test_table_on_a_terminal(store: Path) -> None:
    leader, follower = pty.openpty()
    call = [sys.executable, "-m", "kg", "query", "--store", str(store), FILMS]
    subprocess.run(call, stdout=follower, cwd=ROOT, env=environment(), check=True, timeout=60)
    os.close(follower)
    assert os.read(leader, 4096).decode().replace("\r\n", "\n") == "name\n─────────────────\nLeaving Las Vegas\n"
    os.close(leader)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_reader_goes_away(store: Path, unbuffered: str) -> None:
    call = [sys.executable, "-m", "kg", "query", "--store", str(store), "SELECT * { ?s ?p ?o }"]
    variables = {**environment(), "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(call, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


def test_limit(kg: Run, store: Path) -> None:
    done = kg("query", "--store", store, "SELECT ?s { ?s ?p ?o }", "--limit", "3", "-f", "json")
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 3
    assert done.stderr == "kg: only the first 3 are shown: there are more than --limit\n"


def test_timeout(kg: Run, store: Path) -> None:
    done = kg("query", "--store", store, ENDLESS, "--timeout", "0.5")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kg: the query was ended: it took longer than 0.5 seconds\n"


def test_interrupted(store: Path) -> None:
    """Ctrl-C ends a query that would run for ever, and leaves no process."""
    call = [sys.executable, "-m", "kg", "query", "--store", str(store), ENDLESS]
    process = subprocess.Popen(
        call, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(1.5)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)  # until all who hold the pipes are gone
    assert (process.returncode, out, err) == (130, b"", b"kg: interrupted\n")


def test_list(kg: Run) -> None:
    done = kg("query", "--list")
    assert done.returncode == 0
    assert "filmography\n    The films that a person plays in" in done.stdout
    assert "    --param actor='Nicolas Cage'  the name of the person (text@en)\n" in done.stdout
    assert "wikidata/cast\n" in done.stdout


@pytest.mark.parametrize(
    ("call", "status", "says"),
    [
        ("", 2, "kg: nothing is asked"),
        ("--store s", 2, "kg: nothing is asked"),
        ("ASK{}", 2, "kg: nothing to ask"),
        ("--store s a.ttl ASK{}", 2, "kg: a.ttl: files are asked without a store"),
        ("answer.json ASK{}", 3, "kg: answer.json: holds no triples (kg export makes them"),
        ("--store s DESCRIBE<urn:x> -f table", 2, "kg: format table: the query gives triples: expected one of ttl"),
        ("--store s SELECT<x>", 2, "kg: the query, at 1:10: it is no SPARQL"),
        ("--store s INSERT{<a:b><c:d><e:f>}WHERE{}", 2, "kg: the query, at 1:1: INSERT is of SPARQL Update"),
        ("--store s " + 5000 * "x", 2, "x…: is no query"),
        ("--store s wikidata/long-films --param minutes=9_0", 2, "kg: parameter minutes: '9_0' is no integer"),
        ("--store s nonsense", 2, "kg: nonsense: is no query"),
        ("--store s a.ttl", 2, "kg: a.ttl: is a file"),
        ("--store s none.rq", 3, "kg: none.rq: no such file"),
        ("--store none ASK{}", 3, "kg: none: no such store"),
        ("--store . ASK{}", 3, "kg: .: is no store"),
        ("--store s ASK{", 2, "kg: the query, at 1:5: "),
        ("--store s ASK{SERVICE<http://127.0.0.1:9/>{}}", 2, "kg: the query, at 1:5: SERVICE is refused"),
        ("--store s ASK{} -f ttl", 2, "kg: format ttl: the query gives rows"),
        ("--store s ASK{} -f doc", 2, "kg: unknown format 'doc': expected one of table, csv"),
        ("--store s ASK{} --param x", 2, "kg: --param x: expected NAME=VALUE"),
        ("--store s ASK{} --param x=1", 2, "kg: the query has no variable ?x"),
        ("--store s ASK{?x?y?z} --param x=1 --param x=2", 2, "kg: --param x is given twice"),
        ("--store s filmography", 2, "kg: filmography: needs the parameter actor"),
        ("--store s winners-of-year --param year=xx", 2, "kg: parameter year: 'xx' is no year"),
        ("--store s ASK{} --timeout never", 2, "expected a number of seconds"),
        ("--store s ASK{} --timeout 0", 2, "expected a number of seconds"),
        ("--list ASK{}", 2, "kg: --list shows"),
        ("a.ttl none.ttl ASK{}", 3, "kg: none.ttl: no such file"),
        ("bad.ttl ASK{}", 3, "kg: bad.ttl:1: is not Turtle: "),
    ],
)
def test_called_wrong(kg: Run, call: str, status: int, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<a:b> <c:d> <e:f> .", encoding="utf-8")
    (tmp_path / "answer.json").write_text('{"query": {"pages": []}}', encoding="utf-8")
    (tmp_path / "bad.ttl").write_text("<a:b> <c:d> oops .", encoding="utf-8")
    assert kg("load", SAMPLE, "--store", "s").returncode == 0
    done = kg("query", *call.split())
    assert (done.returncode, done.stdout) == (status, "")
    (line,) = done.stderr.splitlines()
    assert re.match(r"kg(?: query)?: ", line)
    assert says.removeprefix("kg: ") in line


def test_the_store_is_only_read(kg: Run, store: Path) -> None:
    def content() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in store.iterdir() if not path.name.startswith("LOG")}

    before = content()
    kg("query", "--store", store, FILMS)
    assert content() == before
