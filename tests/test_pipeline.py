"""What goes wrong with one page stays with that page."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.cli import main
from kg.errors import InternalError, SourceError, UsageError
from kg.extraction.page import extract
from kg.model import Extraction, Page
from kg.pipeline import Item, Outcome, Unreadable, items, outcomes, process
from kg.rdf.serialise import PageGraph
from kg.report import Fate, Record, Tally
from kg.sources import SourceProblem
from kg.validation import Report, validate
from kg.vocab import SCHEMA

FILM = "{{Infobox film|name=%s|runtime=100 minutes}}"


def film(title: str, text: str = FILM) -> Page:
    return Page(title, text.replace("%s", title))


def fates(found: Iterator[Outcome | Unreadable]) -> list[tuple[str, str, str | None]]:
    return [
        ("", "unreadable", outcome.message)
        if isinstance(outcome, Unreadable)
        else (outcome.record.page, outcome.record.fate.value, outcome.record.reason)
        for outcome in found
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_one_record_a_page_in_order(workers: int) -> None:
    given: list[Item] = [
        film("A"),
        SourceProblem("x.json", "B", "does not exist"),
        Page("C", "#REDIRECT [[A]]"),
        Unreadable("y.json: no such file", 3),
        *(film(f"D{number}") for number in range(8)),
        Page("E", "Text."),
    ]
    assert fates(outcomes(given, workers)) == [
        ("A", "exported", None),
        ("B", "problem", "does not exist"),
        ("C", "skipped", "redirect"),
        ("", "unreadable", "y.json: no such file"),
        *((f"D{number}", "exported", None) for number in range(8)),
        ("E", "skipped", "no film infobox"),
    ]


def test_a_title_is_exported_once() -> None:
    given = [film("A"), film("B"), film("A"), film("A", FILM + " More.")]
    assert fates(outcomes(given, 1)) == [
        ("A", "exported", None),
        ("B", "exported", None),
        ("A", "skipped", "came before"),
        ("A", "problem", "came before with different text; the first is kept"),
    ]


def test_the_next_source_is_read_after_a_broken_one() -> None:
    def broken() -> Iterator[Page]:
        yield film("A")
        raise SourceError("a.xml: cut off")

    def refused() -> Iterator[Page]:
        raise UsageError("a.txt: no title")

    found = list(items([broken, refused, lambda: [film("B")]]))
    assert found == [film("A"), Unreadable("a.xml: cut off", 3), Unreadable("a.txt: no title", 2), film("B")]


def test_a_mistake_of_ours_is_not_taken_for_a_broken_source() -> None:
    def wrong() -> Iterator[Page]:
        raise InternalError("ours")
        yield

    with pytest.raises(InternalError, match="ours"):
        list(items([wrong]))


def breaks_for_b(page: Page) -> Extraction:
    if page.title == "B":
        raise ZeroDivisionError("over\nnothing")
    if page.title == "C":
        os._exit(1)
    return extract(page)


def test_an_exception_is_the_page_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", breaks_for_b)
    (outcome,) = outcomes([film("B")], 1)
    assert isinstance(outcome, Outcome)
    assert outcome.record == Record("B", Fate.FAILED, "ZeroDivisionError: over nothing")
    assert "breaks_for_b" in outcome.trace


def test_a_dead_process_is_the_page_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", breaks_for_b)
    found = fates(outcomes([*(film(name) for name in "XABCDEFGH")], 2))
    assert [name for name, _, _ in found] == list("XABCDEFGH")
    assert {name: fate for name, fate, _ in found if fate != "exported"} == {"B": "failed", "C": "failed"}


def test_an_exception_in_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "extract", breaks_for_b)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.json", "A", "B", "D")
    assert main(["export", "a.json", "--workers", "1"]) == 4
    shown = capsys.readouterr().err
    assert "kg: B: internal error: ZeroDivisionError: over nothing (please report it" in shown
    assert "3 pages read: 2 exported" in shown
    assert "1 failed" in shown
    assert "Traceback" not in shown
    assert sorted(path.name for path in (tmp_path / "output").glob("*.ttl")) == ["A.ttl", "D.ttl"]
    monkeypatch.setenv("KG_DEBUG", "1")
    assert main(["export", "a.json", "--workers", "1"]) == 4
    assert "Traceback" in capsys.readouterr().err


MESSAGE = "name, tagged English."
"""What the shapes say of a film without a name, in part."""


def refuses_b(graph: PageGraph) -> Report:
    """The gate, which does not see the name of B."""
    if any(subject.endswith("resource/B") for subject, _, _ in graph.triples):
        graph = graph._replace(triples=tuple(triple for triple in graph.triples if triple[1] != SCHEMA.name))
    return validate(graph)


@pytest.mark.parametrize(("output", "rejected"), [("films", "films/rejected"), ("out/films.nq", "out/rejected")])
def test_a_page_that_does_not_conform(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    output: str,
    rejected: str,
) -> None:
    monkeypatch.setattr(pipeline, "validate", refuses_b)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.json", "A", "B", "D")
    assert main(["export", "a.json", "-o", output, "--workers", "1", "--report", "report.json"]) == 1
    shown = capsys.readouterr().err
    assert f"kg: B: rejected, it does not conform to the shapes, see {rejected}/B.ttl" in shown
    assert MESSAGE in shown
    kept = tmp_path / rejected
    assert b"resources:B" in (kept / "B.ttl").read_bytes()
    assert MESSAGE in (kept / "B.txt").read_text(encoding="utf-8")
    others = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != kept and path.name != "a.json"]
    written = b"".join(path.read_bytes() for path in others if path.name != "report.json")
    assert b"100" in written
    assert b"/B>" not in written
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    page = report["pages"][1]
    assert (page["page"], page["outcome"]) == ("B", "rejected")
    assert any(MESSAGE in finding["message"] for finding in page["findings"])
    assert report["counts"]["rejected"] == 1


def write(path: Path, *titles: str) -> None:
    """A saved API response."""
    pages = [{"ns": 0, "title": title, "revisions": [{"content": film(title).text}]} for title in titles]
    path.write_text(json.dumps({"query": {"pages": pages}}), encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["", "{{", "{|", "{{Infobox film", "{{Infobox film|name=\ud800|budget=$" + "9" * 5000 + "}}"]
)
def test_no_text_raises(text: str) -> None:
    outcome = process(Page("A", text))
    assert isinstance(outcome, Outcome)
    assert outcome.record.fate is not Fate.FAILED, outcome.trace


def test_bookkeeping_is_bounded() -> None:
    tally = Tally()
    for number in range(10_000):
        tally.add(Record(f"Page {number}", Fate.SKIPPED, "redirect"))
    assert tally.counts()["skipped_by_reason"] == {"redirect": 10_000}
    lines = list(tally.summary())
    assert lines == [
        "10000 pages read: 0 exported (0 triples), 10000 skipped, 0 rejected; 0 problems",
        "skipped:",
        " 10000  redirect  Page 0; Page 1; Page 2; …",
    ]
