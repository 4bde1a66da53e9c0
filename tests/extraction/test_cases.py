"""Runs the case files of tests/data/cases: wikitext in, facts as text out.

A file is named after the part of the article it is about (a key of PARTS). A case is::

    === what the case is about
    title: Heat (1995 film)          (optional)
    issues                           (optional: the issues are expected too)
    --- wikitext
    …
    --- facts
    role: Al Pacino [] | Vincent Hanna | -
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.extraction.reader import Reader
from kg.model import Page
from tests.extraction.parts import PARTS
from tests.extraction.show import show

CASES = Path(__file__).parent.parent / "data" / "cases"


@dataclass(frozen=True)
class Case:
    part: str
    name: str
    title: str
    with_issues: bool
    wikitext: str
    facts: str


def read_cases(path: Path) -> Iterator[Case]:
    for block in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, rest = block.split("--- wikitext\n", 1)
        wikitext, facts = rest.split("--- facts", 1)
        name, *options = head.strip().split("\n")
        title = next((o.split(":", 1)[1].strip() for o in options if o.startswith("title:")), "Example (film)")
        yield Case(path.stem, name.strip(), title, "issues" in options, wikitext.rstrip("\n"), facts.strip())


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


def run(part: Callable[[Reader], Iterable[object]], case: Case) -> str:
    reader = Reader(Page(title=case.title, text=case.wikitext))
    facts = [line for fact in part(reader) for line in show(fact)]
    if case.with_issues:
        facts += [line for issue in reader.issues for line in show(issue)]
    return "\n".join(facts)


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.part}: {case.name}")
def test_case(case: Case) -> None:
    assert run(PARTS[case.part], case) == case.facts


def test_every_part_has_cases() -> None:
    assert {case.part for case in ALL} == set(PARTS)
    assert len({(case.part, case.name) for case in ALL}) == len(ALL)


def test_nothing_is_left_to_the_garbage_collector() -> None:
    """Cycles of objects hold a page's whole document until they are looked for. Compiled, functions within a function
    that call each other are one."""
    for case in ALL:  # what is made once
        run(PARTS[case.part], case)
    gc.collect()
    gc.disable()
    try:
        for case in ALL:
            run(PARTS[case.part], case)
        assert gc.collect() == 0
    finally:
        gc.enable()
