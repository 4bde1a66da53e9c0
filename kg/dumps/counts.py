"""What was counted in one range, or in many: kept as JSON between runs, added up in the dump's order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.rdf.serialise import PageGraph
from kg.rdf.terms import Literal
from kg.report import SAMPLES, Fate, Tally
from kg.vocab import RDF, SCHEMA

MAX_COUNTRIES = 1000
"""Names of countries kept: what films call one is text from articles."""
_MORE = "(other countries)"
NO_COUNTRY = "(no country stated)"
NO_DECADE = "(no date)"
_ASKED = frozenset((RDF.type, SCHEMA.name, SCHEMA.countryOfOrigin, SCHEMA.datePublished))
"""What is looked at to tell when and where a film is from."""


@dataclass(slots=True)
class Counted:
    """The counters of a run over a dump; bounded, whatever the dump's size."""

    tally: Tally = field(default_factory=Tally)
    decades: dict[str, Counter[str]] = field(default_factory=dict)
    """Exported films by country and by decade of their first release (`1990s`). One of several countries counts for
    each, and once in `films`."""
    films: Counter[str] = field(default_factory=Counter)
    """Exported films by decade."""

    def add_film(self, graph: PageGraph) -> None:
        """Counts an exported film by decade and country."""
        decade, countries = _when_and_where(graph)
        self.films[decade] += 1
        for country in countries or [NO_COUNTRY]:
            self._country(country)[decade] += 1

    def _country(self, name: str) -> Counter[str]:
        if name not in self.decades and len(self.decades) >= MAX_COUNTRIES:
            name = _MORE
        return self.decades.setdefault(name, Counter())

    def skip(self, reason: str, count: int) -> None:
        """Pages that were skipped by their bytes, without their titles."""
        if count:
            self.tally.fates[Fate.SKIPPED] += count
            self.tally.groups["skipped"].add(reason, "")
            group = self.tally.groups["skipped"][reason]
            group.count += count - 1
            group.samples = [sample for sample in group.samples if sample]

    def to_json(self) -> dict[str, Any]:
        tally = self.tally
        return {
            "fates": {fate.value: tally.fates[fate] for fate in Fate if tally.fates[fate]},
            "triples": tally.triples,
            "warnings": tally.warnings,
            "unreadable": tally.unreadable,
            "accounts": {kind: dict(counter) for kind, counter in tally.accounts.items()},
            "links": dict(tally.links),
            "red": [tally.red.count, tally.red.samples],
            "groups": {
                name: {key: [group.count, group.samples] for key, group in groups.items()}
                for name, groups in tally.groups.items()
            },
            "films": dict(self.films),
            "decades": {country: dict(counter) for country, counter in self.decades.items()},
        }

    def merge(self, data: dict[str, Any]) -> None:
        """Adds what `to_json` gave for the part of the dump that comes next. Raises KeyError, TypeError, ValueError
        or AttributeError for something else."""
        tally = self.tally
        for value, count in data["fates"].items():
            tally.fates[Fate(value)] += count
        tally.triples += data["triples"]
        tally.warnings += data["warnings"]
        for _ in range(data["unreadable"]):
            tally.add_unreadable(1)
        for kind, counts in data["accounts"].items():
            tally.accounts.setdefault(kind, Counter()).update(counts)
        tally.links.update(data["links"])
        _extend(tally.red, data["red"])
        for name, groups in data["groups"].items():
            for key, counted in groups.items():
                tally.groups[name].add(key, "")
                group = tally.groups[name][key]
                group.count -= 1
                group.samples = [sample for sample in group.samples if sample]
                _extend(group, counted)
        self.films.update(data["films"])
        for country, counts in data["decades"].items():
            self._country(country).update(counts)


def _extend(group: Any, counted: tuple[int, list[str]]) -> None:
    count, samples = counted
    group.count += count
    group.samples = [*group.samples, *map(str, samples)][:SAMPLES]


def _when_and_where(graph: PageGraph) -> tuple[str, list[str]]:
    """The decade of a film's first release and the names of its countries, in alphabetical order."""
    names: dict[str, str] = {}
    countries: list[str] = []
    decade = NO_DECADE
    triples = [triple for triple in graph.triples if triple[1] in _ASKED]
    film = next((node for node, predicate, value in triples if predicate == RDF.type and value == SCHEMA.Movie), None)
    for subject, predicate, value in triples:
        if predicate == SCHEMA.name and isinstance(value, Literal):
            names.setdefault(subject, value.lexical)
        elif subject == film and predicate == SCHEMA.countryOfOrigin and not isinstance(value, Literal):
            countries.append(value)
        elif subject == film and predicate == SCHEMA.datePublished and isinstance(value, Literal):
            decade = f"{value.lexical[:3]}0s"
    return decade, sorted({names.get(country, country) for country in countries})


def rows(counted: Counted) -> Iterator[tuple[str, dict[str, int], int]]:
    """(country, films by decade, sum) by falling sum, then by name."""
    sums = {country: sum(counter.values()) for country, counter in counted.decades.items()}
    for country in sorted(sums, key=lambda name: (-sums[name], name)):
        yield country, dict(counted.decades[country]), sums[country]


def decades(counted: Counted) -> list[str]:
    """All decades from the first to the last one, those without films too, and at the end films without a date."""
    found = sorted(decade for decade in counted.films if decade != NO_DECADE)
    every = [f"{year}s" for year in range(int(found[0][:4]), int(found[-1][:4]) + 10, 10)] if found else []
    return [*every, *([NO_DECADE] if counted.films[NO_DECADE] else [])]
