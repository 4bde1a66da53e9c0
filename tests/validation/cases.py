"""Cases for shapes: a valid graph, changed a little, and the shapes that then find something.

A file of cases, `tests/data/shapes/NAME.cases`, is read line by line:

- `## name` begins a case, the rest of the line names it;
- `- TRIPLE .` takes a triple in Turtle out of `valid.ttl` (it must be there); `*` as its object takes out
  all triples of its subject and predicate;
- `+ TRIPLES .` adds triples in Turtle;
- `! Shape Shape…` names all shapes that find something, and no others; without this line the graph must be
  accepted without any finding;
- `#` and empty lines say nothing.

Prefixes and base are those of `valid.ttl`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rdflib import Graph, URIRef

FOLDER = Path(__file__).parent.parent / "data" / "shapes"
_ANY = "<urn:any>"


@dataclass
class Case:
    file: str
    name: str
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    shapes: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return f"{self.file}: {self.name}"

    def graph(self) -> Graph:
        """The valid graph with the case's changes."""
        graph = Graph(bind_namespaces="none")
        graph += valid()
        for line in self.removed:
            for subject, predicate, value in _parse(line.replace(" * .", f" {_ANY} .")):
                pattern = (subject, predicate, None if value == URIRef(_ANY[1:-1]) else value)
                assert pattern in graph, f"{self.id}: not in the valid graph: {line}"
                graph.remove(pattern)
        for line in self.added:
            new = _parse(line)
            assert len(new)
            assert not any(triple in graph for triple in new), f"{self.id}: is there already: {line}"
            graph += new
        return graph


def read_cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.cases")) for case in _read(path)]


@lru_cache(maxsize=1)
def valid() -> Graph:
    return Graph(bind_namespaces="none").parse(FOLDER / "valid.ttl")


def _read(path: Path) -> list[Case]:
    cases: list[Case] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        mark, _, rest = line.partition(" ")
        if mark == "##":
            cases.append(Case(path.stem, rest))
        elif mark == "-":
            cases[-1].removed.append(rest)
        elif mark == "+":
            cases[-1].added.append(rest)
        elif mark == "!":
            cases[-1].shapes = frozenset(rest.split())
        else:
            assert mark in ("", "#"), f"{path.name}, line {number}: {line}"
    return cases


@lru_cache(maxsize=1)
def _head() -> str:
    lines = (FOLDER / "valid.ttl").read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith(("@prefix", "@base")))


def _parse(turtle: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=f"{_head()}\n{turtle}", format="turtle")
