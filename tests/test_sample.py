"""What the sample article states is in its export, as one counts it in the article."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from .conftest import ROOT, SAMPLE, Run

SAMPLES = ROOT / "output" / "sample"
FILM = "<https://w3id.org/filmkg/resource/Leaving_Las_Vegas>"
PREFIXES = """
PREFIX schema: <http://schema.org/>
PREFIX kg: <https://w3id.org/filmkg/ontology#>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX wikibase: <http://wikiba.se/ontology#>
"""

ANSWERS: tuple[tuple[str, str, str, set[tuple[str, ...]]], ...] = (
    ("nominations", "?f kg:nomination ?x", "(COUNT(DISTINCT ?x) AS ?n)", {("61",)}),
    (
        "results",
        "?f kg:nomination ?x . ?x kg:result ?r . BIND(STRAFTER(STR(?r), '#') AS ?result)",
        "?result (COUNT(DISTINCT ?x) AS ?n)",
        {("Won", "31"), ("Nominated", "25"), ("RunnerUp", "1"), ("Placed", "4")},
    ),
    ("roles", "?f p:P161 ?x . ?x a schema:PerformanceRole", "(COUNT(DISTINCT ?x) AS ?n)", {("28",)}),
    ("tracks", "?f wdt:P406/schema:track ?x", "(COUNT(DISTINCT ?x) AS ?n)", {("25",)}),
    (
        "budget",
        "?f kg:budget ?x . ?x schema:minValue ?low ; schema:maxValue ?high ; schema:currency ?currency",
        "?low ?high ?currency",
        {("3500000", "4000000", "USD")},
    ),
    (
        "box office",
        "?f kg:boxOffice ?x . ?x schema:minValue ?low ; schema:maxValue ?high ; schema:currency ?currency",
        "?low ?high ?currency",
        {("49800000", "49800000", "USD")},
    ),
    ("releases", "?f p:P577/schema:startDate ?date", "?date", {("1995-10-27",), ("1996-02-09",)}),
    ("running time", "?f p:P2047/ps:P2047 ?minutes ; schema:duration ?d", "?minutes ?d", {("111", "PT1H51M")}),
    ("director", "?f wdt:P57/schema:name ?name ; schema:director/schema:sameAs ?page", "?name ?page",
        {("Mike Figgis", "https://en.wikipedia.org/wiki/Mike_Figgis")}),
    ("identifiers", "?f wdt:P345 ?imdb ; wdt:P1258 ?rotten", "?imdb ?rotten", {("tt0113627", "m/leaving_las_vegas")}),
    (
        "statements without a source",
        "?x a wikibase:Statement FILTER NOT EXISTS { ?x prov:wasDerivedFrom ?source }",
        "?x",
        set(),
    ),
)  # fmt: skip


@pytest.fixture(scope="module", params=["ttl", "jsonld"])
def store(request: pytest.FixtureRequest) -> pyoxigraph.Store:
    form = pyoxigraph.RdfFormat.from_extension(request.param)
    assert form is not None
    loaded = pyoxigraph.Store()
    loaded.bulk_load(path=str(SAMPLES / f"Leaving_Las_Vegas.{request.param}"), format=form)
    assert len(loaded) > 2000
    return loaded


@pytest.mark.parametrize(("name", "where", "shown", "expected"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_fact(store: pyoxigraph.Store, name: str, where: str, shown: str, expected: set[tuple[str, ...]]) -> None:
    where = where.replace("?f ", f"{FILM} ")
    grouped = "GROUP BY ?result" if shown.startswith("?result (") else ""
    found = store.query(f"{PREFIXES} SELECT DISTINCT {shown} WHERE {{ {where} }} {grouped}")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in found.variables]
    assert {tuple(str(getattr(row[column], "value", None)) for column in names) for row in found} == expected


def test_sample_is_the_export(kg: Run, tmp_path: Path) -> None:
    """`python -m tests.readme` writes it anew."""
    assert kg("export", SAMPLE).returncode == 0
    kept = {path.name: path.read_bytes() for path in SAMPLES.iterdir()}
    assert set(kept) == {"Leaving_Las_Vegas.ttl", "Leaving_Las_Vegas.jsonld"}
    for name, content in kept.items():
        assert (tmp_path / "output" / name).read_bytes() == content
