"""Every field of a film has its line, and the line its wikitext."""

from __future__ import annotations

from dataclasses import fields

import pytest

import kg
from kg.explain import CREDITS, PARAMETERS, PROPERTIES, ROWS, explain, labels, labels_of, statements
from kg.model import Extraction, Field, Film, Page, PageKind
from kg.rdf.mapping_people import PARTS
from kg.vocab import NAMESPACES, WDT

from .conftest import SAMPLE


def sample() -> Extraction:
    (page,) = kg.read(SAMPLE)
    assert isinstance(page, Page)
    return kg.extract(page)


def test_every_field_has_a_label() -> None:
    assert set(CREDITS) == set(Field)
    # `origin` is what says that the page is a film's; the tracks are a row of their own.
    assert len(ROWS) == len(fields(Film)) - 1 + 1


def test_all_facts_are_shown_with_their_wikitext() -> None:
    extraction = sample()
    film = extraction.film
    assert film is not None
    stated = list(statements(film))
    lines = [statement.line for statement in stated]
    places = sum(1 + len(statement.origin.more) for statement in stated)
    assert places > len(lines) > 150
    shown = list(explain(extraction))
    assert set(lines) <= set(shown)
    assert sum(line.startswith("    characters ") for line in shown) == places + len(extraction.issues)


def test_only_what_is_asked_for() -> None:
    shown = list(explain(sample(), "elisabeth SHUE"))
    facts = [line for line in shown[2:] if line and not line.startswith("    ")]
    assert len(facts) > 5
    assert all("Elisabeth Shue" in line for line in facts)
    assert list(explain(sample(), "no such text")) == []


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("runtime", "running time"), ("Running_Time", "running time"), ("P2047", "running time"),
        ("p2047", "running time"), ("wdt:P2047", "running time"), ("schema:duration", "running time"),
        ("duration", "running time"), ("gross", "box office"), ("P58", "screenwriter"), ("released", "release"),
        ("kg:boxOffice", "box office"), ("P345", "identifier"), ("editing", "editor"), ("tt0113627", "identifier"),
    ],
)  # fmt: skip
def test_a_parameter_or_a_property(key: str, label: str) -> None:
    facts = [line for line in list(explain(sample(), key))[2:] if line and not line.startswith("    ")]
    assert facts
    assert all(line.startswith(f"{label}: ") for line in facts)


def test_issues_of_a_parameter() -> None:
    page = Page("Heat", "{{Infobox film|name=Heat|runtime=long|gross=much}}\n")
    shown = list(explain(kg.extract(page), "P2047"))
    assert [line for line in shown if line.startswith("not understood")] == [
        "not understood: runtime-unreadable: runtime"
    ]


def test_the_tables_are_whole() -> None:
    names = {label for label, _ in ROWS if label} | set(CREDITS.values())
    assert set(PROPERTIES) == names
    assert set(PARAMETERS) < names
    prefixes = {namespace.prefix: namespace for namespace in NAMESPACES}
    for terms in PROPERTIES.values():
        for term in terms.split():
            prefix, _, name = term.rpartition(":")
            assert (prefixes[prefix] if prefix else WDT)[name]
    for field, part in PARTS.items():
        for property_ in filter(None, (part.property_, part.predicate)):
            assert CREDITS[field] in labels_of(property_.replace("/", ":").replace("#", ":"))
    assert labels_of("no such") == labels_of("") == frozenset()


def test_what_there_is() -> None:
    found = labels(sample())
    assert len(found) > 20
    assert found[0] == "name"
    assert set(found) <= set(PROPERTIES)


def test_what_is_no_film_has_no_facts() -> None:
    assert list(explain(Extraction(Page("Lead", "A metal."), PageKind.OTHER))) == []


def test_wikitext_cannot_command_the_terminal() -> None:
    page = Page("Heat", "{{Infobox film|name=He\x1b[31mat\x07}}\n")
    shown = "\n".join(explain(kg.extract(page)))
    assert "He" in shown
    assert shown.replace("\n", "").isprintable()
