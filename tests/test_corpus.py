"""Fifty real articles in one call: every film exported, everything else skipped for the right reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, SAMPLE, SHARED, environment

FACTS = 0.99
"""The floor of the score against the gold annotations."""

SKIPPED = {
    "1920 (film series)": "film series",
    "Final Destination": "film series",
    "Twin Peaks": "television",
    "(Baazi (1968 film)": "redirect",
    # Actrius.xml holds the first pages of a dump, down to the film.
    "AccessibleComputing": "redirect",
    "AfghanistanHistory": "redirect",
    "AfghanistanGeography": "redirect",
    "AfghanistanPeople": "redirect",
    "AfghanistanCommunications": "redirect",
    "AfghanistanTransportations": "redirect",
    "AfghanistanMilitary": "redirect",
    "AfghanistanTransnationalIssues": "redirect",
    "AssistiveTechnology": "redirect",
    "Anarchism": "no film infobox",
}


@pytest.fixture(scope="module")
def exported(articles: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `all.nq` and `report.json` of all articles and the sample."""
    folder = tmp_path_factory.mktemp("corpus")
    command = ["export", *map(str, articles), str(SAMPLE), "-o", "all.nq", "--report", "report.json"]
    done = subprocess.run(
        [sys.executable, "-m", "kg", *command],
        cwd=folder, env=environment(PYTHONPATH=str(ROOT)), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def report(exported: Path) -> dict[str, Any]:
    found = json.loads((exported / "report.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_what_is_no_film_is_skipped(report: dict[str, Any]) -> None:
    assert {page["page"]: page["reason"] for page in report["pages"] if page["outcome"] == "skipped"} == SKIPPED


def test_every_film_is_exported(report: dict[str, Any], articles: list[Path]) -> None:
    films = [page["page"] for page in report["pages"] if page["outcome"] == "exported"]
    gold = {
        json.loads(file.read_text(encoding="utf-8"))["article"] for file in (SHARED / "corpus" / "gold").glob("*.json")
    }
    assert len(films) == len(set(films)) == 47
    assert gold <= set(films)
    assert {page["outcome"] for page in report["pages"]} == {"exported", "skipped"}
    assert report["counts"]["read"] == len(report["pages"]) == 61
    assert len(articles) == 50


def test_score(exported: Path) -> None:
    """By the scoring program beside the corpus, on the file as it was written."""
    figures = exported / "figures.json"
    command = [SHARED / "score" / "score.py", SHARED / "corpus" / "gold", exported / "all.nq", "--json", figures]
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, timeout=300)
    facts = json.loads(figures.read_text(encoding="utf-8"))["facts"]
    assert facts["gold"] > 1000
    assert facts["f1"] >= FACTS


def test_rapper_reads_it(exported: Path, rapper: str) -> None:
    done = subprocess.run(
        [rapper, "-q", "-c", "-i", "nquads", str(exported / "all.nq")], capture_output=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, b"")
