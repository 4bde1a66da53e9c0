"""`kg report`: what was not understood, over the pages of reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.extraction.page import extract
from kg.model import Page

from .conftest import SAMPLE, Run

ARTICLE = """{{Infobox film|name=Example|director=Jane Doe|dirctor=John Roe|budget=low|caption=x}}
'''''Example''''' is a film.
== Cast ==
* Jane Doe as Ann
* 1 2 3
"""


@pytest.fixture
def report(kg: Run, tmp_path: Path) -> Path:
    for title in ("One", "Two"):
        (tmp_path / f"{title}.wiki").write_text(ARTICLE, "utf-8")
        kg("export", f"{title}.wiki", "--title", title, "-o", f"{title}.nt", "--report", f"{title}.json")
    return tmp_path


def test_ranking(kg: Run, report: Path) -> None:
    done = kg("report", "One.json", "Two.json")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].split() == "infobox parameters: 10 = 4 read + 2 passed over + 4 not understood (40.0%)".split()
    assert [line.split()[:4] for line in lines if line.lstrip()[:1].isdigit()] == [
        ["2", "2", "cast-item-unreadable", "Cast:"],
        ["2", "2", "money-unreadable", "budget:"],
        ["2", "2", "unknown-parameter", "dirctor:"],
    ]


def test_one_code_and_limit(kg: Run, report: Path) -> None:
    done = kg("report", "One.json", "--code", "unknown-parameter")
    assert "dirctor: John Roe (One)" in done.stdout
    assert "budget" not in done.stdout
    assert "… and 2 more rows" in kg("report", "One.json", "--limit", "1").stdout


def test_standard_input(kg: Run, report: Path) -> None:
    given = (report / "One.json").read_text("utf-8")
    assert kg("report", "-", given=given).stdout == kg("report", "One.json").stdout


def test_the_three_add_up(kg: Run, tmp_path: Path) -> None:
    kg("export", SAMPLE, "-o", "a.nt", "--report", "a.json")
    counts = json.loads((tmp_path / "a.json").read_text("utf-8"))["counts"]["accounts"]
    assert counts["infobox parameter"] == {"read": 18, "ignored": 1, "issues": 0}
    assert counts["infobox list item"]["issues"] == 0
    assert counts["infobox list item"]["read"] > 15
    assert counts["table row"] == {"read": 61, "ignored": 1, "issues": 0}
    assert counts["listed track"] == {"read": 25, "ignored": 0, "issues": 0}


LISTS = {
    "starring={{ubl|[[Jane Doe]]|[[John Roe]]}}": (1, 0, 2, 0, 0),
    "starring='''Voices:'''<br>[[Jane Doe]]<br>(uncredited)<br>[[John Roe]]": (1, 0, 3, 1, 0),
    "music=[[Jane Doe]]<br>Lyrics:<br>John Roe": (1, 0, 1, 2, 0),
    "writer=See below for the writers": (0, 0, 0, 1, 0),
    "released=1 May 1999<br>later, 99": (0, 1, 1, 0, 1),  # the second is none
    "starring=Jane Doe<br>!": (1, 0, 1, 1, 0),
}
"""A list in the infobox, and what becomes of it: read or an issue; its items read, passed over, issues."""


@pytest.mark.parametrize("value", LISTS)
def test_every_name_of_a_list_is_accounted_for(value: str) -> None:
    extraction = extract(Page("X", f"{{{{Infobox film|{value}}}}}\n''X'' is a film."))
    accounts = {account.kind: account for account in extraction.accounts}
    whole, names = accounts["infobox parameter"], accounts["infobox list item"]
    passed = sum(count for _, count in names.ignored)
    assert (whole.read, whole.issues, names.read, passed, names.issues) == LISTS[value]


def test_what_is_read_in_part_is_an_issue() -> None:
    extraction = extract(Page("X", "{{Infobox film|gross=$5 million<br>9 rupees lakh crore 3}}\n''X'' is a film."))
    assert extraction.film is not None
    assert extraction.film.gross
    [parameter] = [account for account in extraction.accounts if account.kind == "infobox parameter"]
    assert (parameter.read, parameter.issues) == (0, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a report of kg export"),
        ("{}", "not a report of kg export"),
        ('{"pages": [\n{"page": \n', "line 2: not a record of a report"),
        ('{"pages": [\n{"a": 1}\n],', "a record is not one of kg export"),
        ("\udcff", "not a report of kg export"),
    ],
)
def test_bad_reports(kg: Run, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "r.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    done = kg("report", "r.json")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"kg: r.json: {message}\n"


def test_what_a_cut_report_holds_is_shown(kg: Run, report: Path) -> None:
    whole = (report / "One.json").read_text("utf-8")
    done = kg("report", "-", given=whole[: whole.index("\n]")] + "\n")
    assert (done.returncode, done.stderr) == (3, "kg: standard input: cut off: the report has no end\n")
    assert "dirctor: John Roe (One)" in done.stdout


def test_missing(kg: Run) -> None:
    done = kg("report", "none.json")
    assert (done.returncode, done.stderr) == (3, "kg: none.json: cannot be read: No such file or directory\n")
