"""Each command as a user runs it."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kg import __version__
from kg.rdf.formats import FORMATS

from .conftest import SAMPLE, Run

FILM = "{{{{Infobox film\n| name = {0}\n| runtime = 170 minutes\n| budget = a lot\n}}}}\n'''''{0}''''' is a film.\n"


def saved(*titles: str) -> str:
    """A saved API response with one revision each."""
    pages = [
        {"pageid": number, "ns": 0, "title": title, "revisions": [{"revid": number, "content": FILM.format(title)}]}
        for number, title in enumerate(titles, start=1)
    ]
    return json.dumps({"query": {"pages": pages}})


def triples(data: bytes, form: RdfFormat) -> set[tuple[str, str, str]]:
    found = {(str(q.subject), str(q.predicate), str(q.object)) for q in pyoxigraph.parse(io.BytesIO(data), format=form)}
    assert found
    return found


def test_version(kg: Run) -> None:
    done = kg("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"kg {__version__}\n", "")


@pytest.mark.parametrize("command", [(), ("export",), ("explain",), ("validate",)])
def test_help(kg: Run, command: tuple[str, ...]) -> None:
    done = kg(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "exit status:" in done.stdout
    if command:
        assert f"examples:\n  kg {command[0]} " in done.stdout


class TestExport:
    def test_default_is_turtle_and_json_ld_in_output(self, kg: Run, tmp_path: Path) -> None:
        done = kg("export", SAMPLE)
        assert (done.returncode, done.stdout) == (0, "")
        assert "1 page read: 1 exported (" in done.stderr
        assert "written to output" in done.stderr
        turtle, tree = (tmp_path / "output" / f"Leaving_Las_Vegas{end}" for end in (".ttl", ".jsonld"))
        assert sorted((tmp_path / "output").iterdir()) == [tree, turtle]
        assert triples(turtle.read_bytes(), RdfFormat.TURTLE) == triples(tree.read_bytes(), RdfFormat.JSON_LD)

    @pytest.mark.parametrize("ending", [form.extension for form in FORMATS])
    def test_the_extension_is_the_format(self, kg: Run, tmp_path: Path, ending: str) -> None:
        """Every format into a file, packed and not, and the same to standard output."""
        assert kg("export", SAMPLE, "-o", f"a{ending}").returncode == 0
        assert kg("export", SAMPLE, "-o", f"a{ending}.gz").returncode == 0
        printed = kg("export", SAMPLE, "-o", "-", "-f", ending[1:])
        plain = (tmp_path / f"a{ending}").read_bytes()
        assert gzip.decompress((tmp_path / f"a{ending}.gz").read_bytes()) == plain
        assert printed.stdout.encode() == plain
        form = RdfFormat.from_extension(ending[1:])
        assert form is not None
        assert len(triples(plain, form)) > 1000

    @pytest.mark.parametrize(("ending", "syntax"), [("ttl", "turtle"), ("nt", "ntriples"), ("nq", "nquads")])
    def test_rapper_reads_the_same(self, kg: Run, tmp_path: Path, rapper: str, ending: str, syntax: str) -> None:
        """Debian's RDF reader, as strict as it gets."""
        file = tmp_path / f"a.{ending}"
        assert kg("export", SAMPLE, "-o", file.name).returncode == 0
        done = subprocess.run([rapper, "-q", "-i", syntax, str(file)], capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        form = RdfFormat.from_extension(ending)
        assert form is not None
        assert triples(done.stdout, RdfFormat.N_TRIPLES) == triples(file.read_bytes(), form)

    def test_formats_for_a_folder(self, kg: Run, tmp_path: Path) -> None:
        assert kg("export", SAMPLE, "-o", "films/", "-f", "nq.gz,trig", "-f", "turtle").returncode == 0
        assert sorted(path.name for path in (tmp_path / "films").iterdir()) == [
            "Leaving_Las_Vegas.nq.gz",
            "Leaving_Las_Vegas.trig",
            "Leaving_Las_Vegas.ttl",
        ]

    def test_several_sources_merge_in_one_file(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text(saved("Heat", "Alien"), encoding="utf-8")
        done = kg("export", "a.json", SAMPLE, "-o", "all.trig")
        assert "3 pages read: 3 exported" in done.stderr
        store = pyoxigraph.Store()
        store.bulk_load(path=str(tmp_path / "all.trig"), format=RdfFormat.TRIG)
        names = [str(graph) for graph in store.named_graphs()]
        assert sorted(names) == [
            f"<https://en.wikipedia.org/wiki/{name}>" for name in ("Alien", "Heat", "Leaving_Las_Vegas")
        ]

    def test_standard_input(self, kg: Run, tmp_path: Path) -> None:
        done = kg("export", "-", "--title", "heat", given=gzip.compress(FILM.format("Heat").encode()))
        assert (done.returncode, done.stdout) == (0, "")
        assert (tmp_path / "output" / "Heat.ttl").exists()

    def test_title_picks_a_page(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "a.json.bz2").write_bytes(bz2.compress(saved("Heat", "Alien").encode()))
        done = kg("export", "a.json.bz2", "--title", "alien", "-o", "x.nt")
        assert "1 page read: 1 exported" in done.stderr
        assert b"170" in (tmp_path / "x.nt").read_bytes()

    def test_base(self, kg: Run) -> None:
        done = kg("export", SAMPLE, "-o", "-", "--base", "https://example.org/film/")
        assert "@prefix resources: <https://example.org/film/> ." in done.stdout
        assert "w3id.org/filmkg/resource" not in done.stdout

    def test_nothing_exported_leaves_the_old_file(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "x.ttl").write_text("old", encoding="utf-8")
        (tmp_path / "a.txt").write_text("A metal.", encoding="utf-8")
        done = kg("export", "a.txt", "--title", "Lead", "-o", "x.ttl")
        assert done.returncode == 0
        assert "1  no film infobox  Lead" in done.stderr
        assert "nothing to write" in done.stderr
        assert (tmp_path / "x.ttl").read_text(encoding="utf-8") == "old"

    @pytest.mark.parametrize(
        "arguments", [("-o", "films"), ("-o", "films.nq"), ("-o", "films.ttl"), ("-o", "films.jsonld")]
    )
    def test_byte_equal(self, kg: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
        """Whatever the hash seed and the number of processes."""
        (tmp_path / "a.json").write_text(saved(*(f"Film {number}" for number in range(9))), encoding="utf-8")
        runs: list[dict[str, bytes]] = []
        for seed, workers in (("0", 1), ("1", 2), ("4711", 3)):
            folder = tmp_path / seed
            folder.mkdir()
            call = ("export", SAMPLE, "../a.json", *arguments, "--workers", workers, "--report", "report.json")
            done = kg(*call, env={"PYTHONHASHSEED": seed}, cwd=folder)
            assert done.returncode == 0
            files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            runs.append({**files, "": done.stderr.encode()})
        assert len(runs[0]) >= 3
        assert runs[0] == runs[1] == runs[2]


class TestReport:
    @pytest.fixture
    def report(self, kg: Run, tmp_path: Path) -> dict[str, Any]:
        (tmp_path / "a.json").write_text(saved("Heat"), encoding="utf-8")
        (tmp_path / "b.json").write_text(
            json.dumps({"query": {"pages": [{"ns": 0, "title": "Alien", "missing": True}]}}), encoding="utf-8"
        )
        (tmp_path / "lead.xml").write_text(
            "<mediawiki><page><title>Lead</title><ns>0</ns><revision><id>5</id><text>A metal.</text></revision></page>"
            "</mediawiki>",
            encoding="utf-8",
        )
        done = kg("export", "a.json", "b.json", "lead.xml", "none.json", "--report", "r.json")
        assert done.returncode == 3
        found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert isinstance(found, dict)
        return found

    def test_pages(self, report: dict[str, Any]) -> None:
        heat, alien, lead = report["pages"]
        assert heat.pop("triples") > 20
        assert {account["kind"] for account in heat["accounts"]} >= {"infobox parameter", "list item"}
        assert all(account.keys() == {"kind", "read", "ignored", "issues"} for account in heat.pop("accounts"))
        assert heat == {
            "page": "Heat",
            "revision": 1,
            "outcome": "exported",
            "issues": [
                {"code": "money-unreadable", "part": "budget", "raw": "a lot", "span": heat["issues"][0]["span"]},
            ],
        }
        begin, end = heat["issues"][0]["span"]
        assert FILM.format("Heat")[begin:end].strip() == "a lot"
        assert alien == {"page": "Alien", "source": "b.json", "outcome": "problem", "reason": "does not exist"}
        assert lead == {"page": "Lead", "revision": 5, "outcome": "skipped", "reason": "no film infobox"}

    def test_counts(self, report: dict[str, Any]) -> None:
        counts = report["counts"]
        assert counts.pop("triples") == report["pages"][0].get("triples")
        accounts = counts.pop("accounts")
        assert accounts["infobox parameter"]["read"] >= 2
        assert accounts["infobox parameter"]["issues"] == 1
        assert counts == {
            "read": 2,
            "exported": 1,
            "skipped": 1,
            "rejected": 0,
            "problem": 1,
            "failed": 0,
            "warnings": 0,
            "unreadable": 1,
            "skipped_by_reason": {"no film infobox": 1},
            "issues_by_code": {"money-unreadable": 1},
        }

    def test_to_standard_output(self, kg: Run) -> None:
        done = kg("export", SAMPLE, "--report", "-")
        assert done.returncode == 0
        assert json.loads(done.stdout)["counts"]["exported"] == 1

    def test_of_nothing(self, kg: Run, tmp_path: Path) -> None:
        assert kg("export", "none.json", "--report", "r.json").returncode == 3
        assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["pages"] == []


class TestExplain:
    def test_all(self, kg: Run) -> None:
        done = kg("explain", SAMPLE)
        assert (done.returncode, done.stderr) == (0, "")
        lines = done.stdout.splitlines()
        assert lines[0] == "# Leaving Las Vegas"
        assert "director: Mike Figgis" in lines
        assert sum(line.startswith("nomination: ") for line in lines) == 61
        assert sum(line.startswith("cast: ") for line in lines) == 28
        assert sum(line.startswith("track: ") for line in lines) == 25

    def test_fact(self, kg: Run) -> None:
        done = kg("explain", SAMPLE, "--fact", "BUDGET:")
        heading, _, fact, place, wikitext, *citations = done.stdout.splitlines()
        assert heading == "# Leaving Las Vegas"
        assert fact == "budget: 3,500,000 to 4,000,000 USD"
        assert place.startswith("    characters ")
        assert "3.5" in wikitext
        assert any(line.startswith("    cites: ") for line in citations)

    def test_issue(self, kg: Run) -> None:
        done = kg("explain", "-", "--fact", "money", given=saved("Heat"))
        assert "not understood: money-unreadable: budget" in done.stdout
        assert "│ a lot" in done.stdout

    def test_a_terminal_that_knows_ascii_only(self, kg: Run) -> None:
        done = kg("explain", "-", given=saved("Amélie"), env={"PYTHONIOENCODING": "ascii"})
        assert (done.returncode, done.stderr) == (0, "")
        assert "Am\\xe9lie" in done.stdout


class TestValidate:
    def test_conforms(self, kg: Run, tmp_path: Path) -> None:
        assert kg("export", SAMPLE, "-f", "ttl,jsonld,nq.gz,trig,nt").returncode == 0
        files = sorted(path.name for path in (tmp_path / "output").iterdir())
        assert len(files) == 5
        done = kg("validate", *files, cwd=tmp_path / "output")
        assert (done.returncode, done.stderr) == (0, "")
        shown = [line.split(": ") for line in done.stdout.splitlines()]
        assert [(name, verdict) for name, _, verdict in shown] == [(name, "conforms") for name in files]
        assert len({count for _, count, _ in shown}) == 1

    def test_violation(self, kg: Run, tmp_path: Path) -> None:
        (tmp_path / "a.ttl").write_text("<urn:a> a <http://schema.org/Person> .", encoding="utf-8")
        done = kg("validate", "a.ttl")
        assert (done.returncode, done.stderr) == (1, "kg: a.ttl: no film (schema:Movie) is in it\n")
        assert "a.ttl: 1 triples: does not conform: " in done.stdout
        assert "Every thing has a name." in done.stdout

    def test_report_of_the_w3c(self, kg: Run, tmp_path: Path) -> None:
        for name in ("a", "b"):
            (tmp_path / f"{name}.ttl").write_text(f"<urn:{name}> a <http://schema.org/Person> .", encoding="utf-8")
        done = kg("validate", "a.ttl", "b.ttl", "--format", "turtle")
        assert done.returncode == 1
        store = pyoxigraph.Store()
        store.load(done.stdout.encode(), format=RdfFormat.TURTLE)
        query = "SELECT (COUNT(?r) AS ?n) { ?r a <http://www.w3.org/ns/shacl#ValidationReport> }"
        answer = store.query(query)
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        assert [row["n"].value for row in answer] == ["2"]

    def test_standard_input(self, kg: Run) -> None:
        done = kg("validate", "-", given="<urn:a> a <http://schema.org/Person> .")
        assert done.returncode == 1
        assert done.stdout.startswith("-: 1 triples: does not conform")
