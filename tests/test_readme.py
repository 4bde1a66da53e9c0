"""The README says what is so: its examples are run, its links lead somewhere."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pyoxigraph
import pytest

from kg.arguments import EXIT_STATUSES
from kg.rdf.formats import FORMATS
from kg.vocab import NAMESPACES, RDF, RESOURCE_BASE

from .conftest import ROOT
from .readme import PYTHON, QUERIES, README, SAMPLES, Example, examples, prepare, queries

TEXT = README.read_text(encoding="utf-8")
EXAMPLES = list(examples(TEXT))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 15
    silent = [example.call for example in EXAMPLES if not example.shown.strip()]
    assert all("2>/dev/null" in call for call in silent)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("checkout")
    prepare(made)
    return made


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.call.split("\n")[0])
def test_example(example: Example, folder: Path) -> None:
    """`python -m tests.readme` writes them anew."""
    assert example.run(folder) == example.shown


def test_the_table_of_queries() -> None:
    """`python -m tests.readme` writes it anew."""
    assert QUERIES.findall(TEXT) == [queries()]
    assert queries().count("\n") > 10


def test_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = PYTHON.findall(TEXT)
    assert blocks
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block, {}, "README", str(README), 0)
        assert len(test.examples) > 5
        assert doctest.DocTestRunner().run(test).failed == 0


def test_the_picture_shows_what_is_in_the_sample() -> None:
    """Each arrow, each class and each value is a triple."""
    (picture,) = re.findall(r"^```mermaid\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    labels = {name: label.split("<br/>") for name, label in re.findall(r'(\w+)\(?\["(.*?)"\]', picture)}
    arrows = re.findall(r'^ *(\w+) -- "(.*?)" --> (\w+)', picture, re.MULTILINE)
    assert len(labels) == 15
    assert len(arrows) == 15
    drawn = [
        (labels[begin][0], predicate, labels[end][0])
        for begin, predicates, end in arrows
        for predicate in predicates.split(", ")
    ]
    for name, *said in labels.values():
        drawn += [(name, *line.split(" ", 1)) for line in said]
    graph = sample_triples()
    assert [triple for triple in drawn if not any(all(map(shows, triple, found)) for found in graph)] == []


def sample_triples() -> list[tuple[str, str, str]]:
    data = pyoxigraph.parse(path=str(SAMPLES / "Leaving_Las_Vegas.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return [tuple(getattr(term, "value", "") for term in quad.triple) for quad in data]  # type: ignore[misc]


def shows(drawn: str, term: str) -> bool:
    """Whether what stands in the picture is this term: an IRI, short or with parts left out, or a 'text'."""
    if drawn.startswith("'"):
        return term == drawn.strip("'")
    if drawn == "a":
        return term == RDF.type
    prefix, _, name = drawn.partition(":")
    for namespace in NAMESPACES:
        if namespace.prefix == prefix:
            return term == namespace.iri + name
    drawn = drawn if drawn.startswith("https:") else RESOURCE_BASE + drawn.replace("…#", "Leaving_Las_Vegas#", 1)
    return re.fullmatch(".+".join(map(re.escape, drawn.split("…"))), term) is not None


def test_links() -> None:
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", TEXT) if not target.startswith("https://")]
    assert len(targets) > 15
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_its_commands_are_those_that_ci_runs() -> None:
    """.ci/run takes both from here."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    patterns = re.findall(r"grep -m1 '([^']+)' README\.md", script)
    assert len(patterns) == 2
    for pattern in patterns:
        assert len(re.findall(pattern, TEXT, re.MULTILINE)) == 1


def test_every_format_and_exit_status_is_there() -> None:
    for form in FORMATS:
        assert f"`{form.extension[1:]}`" in TEXT
    statuses = re.findall(r"^  (\d+) ", EXIT_STATUSES, re.MULTILINE)
    assert len(statuses) >= 6
    for status in statuses:
        assert re.search(rf"^\| {status}\b", TEXT, re.MULTILINE)
