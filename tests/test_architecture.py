"""The rooms of the house: imports only go down, and each library has its one door."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT, environment

LEVELS: tuple[tuple[str, ...], ...] = (
    ("errors", "model", "vocab", "retries", "garbage", "interrupts"),
    ("resources", "workers", "identity", "wikitext", "values", "sources"),
    ("extraction", "resolver"),
    ("rdf",),
    ("validation",),
    ("stores",),
    ("query",),
    ("web",),
    ("sinks", "report", "worklist", "explain", "dataset"),
    ("pipeline",),
    ("dumps",),
    ("commands", "arguments"),
    ("cli",),
    ("__main__",),
)
"""Rooms from the ground up; those of one level know nothing of each other."""

DOORS = {
    "mwparserfromhell": {"wikitext"},
    "mypy_extensions": {"wikitext"},
    "rdflib": {"rdf", "validation"},
    "pyshacl": {"validation"},
    "httpx": {"sources", "stores"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "jinja2": {"web"},
    "markupsafe": {"web"},
    "anyio": {"web"},
    "defusedxml": {"sources"},
    "tqdm": {"commands"},
    "indexed_bzip2": {"dumps"},
    "zstandard": {"dumps"},
}
"""Which rooms may import a library."""

AWARDS = ("names", "sentences", "lists", "tables", "sections")
"""The floors of `kg.extraction.awards` from the ground up."""

LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}
FILES = sorted((ROOT / "kg").rglob("*.py"))


def room(module: str) -> str | None:
    """`kg.rdf.terms` is in the room `rdf`; the package itself, which only hands out names, in none."""
    parts = module.split(".")
    return parts[1] if parts[0] == "kg" and len(parts) > 1 else None


def imported(file: Path) -> Iterator[str]:
    """All modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield str(node.module)
            if node.module == "kg":
                yield from (f"kg.{name.name}" for name in node.names if name.name in LEVEL)


def edges() -> Iterator[tuple[str, str, Path]]:
    for file in FILES:
        parts = file.relative_to(ROOT).with_suffix("").parts
        here = room(".".join(part for part in parts if part != "__init__"))
        if here is not None:
            for module in imported(file):
                yield here, module, file


def test_every_file_has_a_room() -> None:
    assert len(FILES) > 50
    assert {here for here, _, _ in edges()} <= set(LEVEL)


def test_imports_go_down() -> None:
    upward = [
        f"{file.relative_to(ROOT)} imports {module}"
        for here, module, file in edges()
        if (there := room(module)) is not None and there != here and LEVEL[there] >= LEVEL[here]
    ]
    assert upward == []


def test_imports_of_awards_go_down() -> None:
    prefix = "kg.extraction.awards."
    found = [
        (AWARDS.index(folder), AWARDS.index(there), f"{file.relative_to(ROOT)} imports {module}")
        for file in FILES
        if (folder := file.parent.name) in AWARDS and file.parent.parent.name == "awards"
        for module in imported(file)
        if module.startswith(prefix) and (there := module.removeprefix(prefix).split(".")[0]) in AWARDS
    ]
    assert {here for here, _, _ in found} == set(range(len(AWARDS) - 1))
    assert [line for here, there, line in found if there > here] == []


def test_compiled_rooms_keep_what_is_worked_out_once() -> None:
    """Of a `cached_property` mypyc makes a plain one, worked out at each look, which only the time it takes would show:
    `kg.wikitext.lazy.lazily` is for these rooms."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]["include"]
    compiled = [file for file in FILES if file.relative_to(ROOT).as_posix().startswith(tuple(included))]
    assert included
    assert all((ROOT / path).exists() for path in included)
    assert len(compiled) > 100
    used = [file for file in compiled if re.search(r"\bcached_property\b", file.read_text(encoding="utf-8"))]
    assert used == [ROOT / "kg" / "wikitext" / "lazy.py"]


@pytest.mark.parametrize("library", DOORS)
def test_door(library: str) -> None:
    found = {here for here, module, _ in edges() if module.split(".")[0] == library}
    assert found
    assert found <= DOORS[library]


HEAVY = (
    "rdflib", "pyshacl", "mwparserfromhell", "httpx", "pyoxigraph", "defusedxml", "langcodes", "starlette", "uvicorn",
    "jinja2", "anyio",
)  # fmt: skip


@pytest.mark.parametrize(
    "call",
    [
        "import kg",
        "from kg.cli import main; main(['--help'])",
        "from kg.cli import main; main(['export', '--help'])",
        "from kg.cli import main; main(['--version'])",
    ],
)
def test_help_loads_no_library(call: str) -> None:
    script = f"""
import sys
try:
    {call}
except SystemExit:
    pass
print("loaded:", sorted(set({HEAVY!r}) & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "loaded: []"
