"""The named queries with values for their parameters, and the rows they have to give: one set for all engines.

Asked of the sample film's export and of three made-up films (films.xml). The expected rows are in rows/, as CSV without
the line of names.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.cli import main

from ..conftest import ROOT

HERE = Path(__file__).parent
FILMS = HERE / "films.xml"
SAMPLE = ROOT / "output" / "sample" / "Leaving_Las_Vegas.ttl"


@dataclass(frozen=True)
class Case:
    query: str
    values: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""

    @property
    def name(self) -> str:
        return self.query.replace("/", "-") + (f"-{self.variant}" if self.variant else "")

    @property
    def rows(self) -> list[list[str]]:
        with (HERE / "rows" / f"{self.name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))


CASES = (
    Case("budget-and-box-office"),
    Case("cited-facts", {"film": "First Film"}),
    Case("cited-facts", {"film": "Leaving Las Vegas"}, "sample"),
    Case("collaborations", {"person": "Director One"}),
    Case("film-awards", {"film": "First Film"}),
    Case("film-awards", {"film": "Leaving Las Vegas"}, "sample"),
    Case("filmography", {"actor": "Actor One"}),
    Case("filmography", {"actor": "Nicolas Cage"}, "sample"),
    Case("films-by-year-and-country"),
    Case("films-by-year-and-country", {"year": "2001"}, "year"),
    Case("films-by-year-and-country", {"country": "United Kingdom"}, "country"),
    Case("films-by-year-and-country", {"year": "1999", "country": "United States"}, "both"),
    Case("most-nominated"),
    Case("person-awards", {"person": "Actor One"}),
    Case("person-awards", {"person": "Elisabeth Shue"}, "sample"),
    Case("person-tally", {"person": "Actor One"}),
    Case("soundtrack", {"film": "First Film"}),
    Case("soundtrack", {"film": "Leaving Las Vegas"}, "sample"),
    Case("uncited-statements", {"film": "Third Film"}),
    Case("winners-of-year", {"year": "2001"}),
    Case("winners-of-year", {"year": "1995"}, "sample"),
    Case("wikidata/awards-received"),
    Case("wikidata/cast"),
    Case("wikidata/long-films", {"minutes": "100"}),
    Case("wikidata/money"),
    Case("wikidata/release-dates"),
    Case("wikidata/sources"),
)


def files(folder: Path) -> list[Path]:
    """The exports that are asked: the made-up films, in N-Quads, and the sample."""
    exported = folder / "films.nq"
    assert main(["export", str(FILMS), "-o", str(exported)]) == 0
    return [exported, SAMPLE]
