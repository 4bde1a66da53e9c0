"""Every field of a film has its line, and the line its wikitext."""

from __future__ import annotations

from dataclasses import fields

import kg
from kg.explain import CREDITS, ROWS, explain, statements
from kg.model import Extraction, Field, Film, Page, PageKind

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
    lines = [statement.line for statement in statements(film)]
    assert len(lines) > 150
    shown = list(explain(extraction))
    assert set(lines) <= set(shown)
    assert sum(line.startswith("    characters ") for line in shown) == len(lines) + len(extraction.issues)


def test_only_what_is_asked_for() -> None:
    shown = list(explain(sample(), "elisabeth SHUE"))
    facts = [line for line in shown[2:] if line and not line.startswith("    ")]
    assert len(facts) > 5
    assert all("Elisabeth Shue" in line for line in facts)
    assert list(explain(sample(), "no such text")) == []


def test_what_is_no_film_has_no_facts() -> None:
    assert list(explain(Extraction(Page("Lead", "A metal."), PageKind.OTHER))) == []


def test_wikitext_cannot_command_the_terminal() -> None:
    page = Page("Heat", "{{Infobox film|name=He\x1b[31mat\x07}}\n")
    shown = "\n".join(explain(kg.extract(page)))
    assert "He" in shown
    assert shown.replace("\n", "").isprintable()
