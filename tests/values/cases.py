"""Reads the case files of tests/data/values: texts and what is read in them, as plain text.

::

    # a remark
    == a group of cases
    the text that is read; ⏎ is a line end, ␣ a space at its edge
        what is read, one line each
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "values"


@dataclass(frozen=True)
class Case:
    group: str
    line: int
    text: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"line {self.line}: {self.text[:40]}"


def read_cases(file: str, at_least: int) -> list[Case]:
    """The cases of a file; an error when there are fewer than there should be."""
    cases: list[Case] = []
    group, text, line, expected = "", None, 0, []

    def close() -> None:
        if text is not None:
            assert expected, f"{file}, line {line}: nothing expected"
            read = text.replace("⏎", "\n").replace("␣", " ")
            cases.append(Case(group, line, read, tuple(expected)))

    for number, raw in enumerate((DATA / file).read_text(encoding="utf-8").splitlines(), start=1):
        if not raw.strip() or raw.startswith("# "):
            continue
        if raw.startswith("    "):
            expected.append(raw.strip())
            continue
        close()
        text = None
        if raw.startswith("== "):
            group = raw[3:].strip()
        else:
            text, line, expected = raw, number, []
    close()
    assert len(cases) >= at_least, f"{file}: {len(cases)} cases"
    return cases
