"""The examples of the README, run: `python -m tests.readme` writes their outputs, and output/sample, anew.

An example is a block of code and what follows it: commands and what they print, a query over the sample and the
table of its answer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.query.library import named_queries

from .conftest import ROOT, SAMPLE, environment

README = ROOT / "README.md"
SAMPLES = ROOT / "output" / "sample"

_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_START = re.compile(r"^```sh\n([^\n]*&& \.venv/bin/(kg [^\n]*))\n```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_QUERY = re.compile(r"^```sparql\n(.*?)^```\n\n((?:\|[^\n]*\n)+)", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One command or query, and what the README shows of it."""

    call: str
    shown: str
    begin: int
    """Where `shown` stands in the README."""
    is_query: bool = False

    def run(self, folder: Path) -> str:
        """What it gives. `folder`: where commands are run, see `prepared`."""
        return answer(self.call) if self.is_query else printed(self.call, folder)


def examples(text: str) -> Iterator[Example]:
    """In the order of the README."""
    for match in _START.finditer(text):
        yield Example(match[2], match[3], match.start(3))
    for block in _CONSOLE.finditer(text):
        for match in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[1], re.MULTILINE):
            yield Example(match[1], match[2], block.start(1) + match.start(2))
    for match in _QUERY.finditer(text):
        yield Example(match[1], match[2], match.start(2), is_query=True)


def prepare(folder: Path) -> None:
    """What a checkout has that examples name."""
    (folder / "kg" / "data").mkdir(parents=True)
    shutil.copy(SAMPLE, folder / "kg" / "data")
    shutil.copytree(SAMPLES, folder / "output" / "sample")


def printed(command: str, folder: Path) -> str:
    """What a command prints on both outputs, with the `kg` of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder, env=environment(PATH=path), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
    )  # fmt: skip
    return done.stdout.decode().replace("\r\n", "\n")  # as CSV ends its lines


def answer(query: str) -> str:
    """The answer over the sample, as a Markdown table."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(SAMPLES / "Leaving_Las_Vegas.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    found = store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = [[getattr(row[name], "value", "") for name in names] for row in found]
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"|{'|'.join(cell if cell == '---' else f' {cell} ' for cell in line)}|\n" for line in lines)


QUERIES = re.compile(r"(?<=^\| query \| parameters \| what it tells \|\n\|---\|---\|---\|\n)(?:\|.*\n)*", re.MULTILINE)


def queries() -> str:
    """The rows of the table of named queries."""
    rows = []
    for query in named_queries().values():
        needed = ", ".join(f"`{p.name}`" + (" (optional)" if p.optional else "") for p in query.parameters)
        rows.append(f"| [{query.name}](kg/query/library/{query.name}.rq) | {needed} | {query.sentence} |\n")
    return "".join(rows)


def main() -> None:
    shutil.rmtree(SAMPLES, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "kg", "export", str(SAMPLE), "-o", str(SAMPLES)], check=True, cwd=ROOT)
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        given = [(example, example.run(Path(name))) for example in examples(text)]
    for example, output in sorted(given, key=lambda pair: -pair[0].begin):
        text = text[: example.begin] + output + text[example.begin + len(example.shown) :]
    README.write_text(QUERIES.sub(lambda _: queries(), text), encoding="utf-8")


if __name__ == "__main__":
    main()
