"""Which pages are shown by their titles to be those of persons."""

from __future__ import annotations

import pytest

from kg.extraction.organizations import PERSON_PAGE


@pytest.mark.parametrize(
    "page",
    [
        "Moss (singer)",
        "Moss (British actor)",
        "Moss (actor, born 1970)",
        "Moss (actor born 1970)",
        "Moss (born 1970)",
        "Moss (singer-songwriter)",
        "Moss (director and producer)",
        "Moss (actor)#Career",
    ],
)
def test_persons(page: str) -> None:
    assert PERSON_PAGE.search(page)


@pytest.mark.parametrize(
    "page",
    [
        "Moss (producers)",
        "Moss (musicians)",
        "Moss (model agency)",
        "Moss (artist collective)",
        "Moss (singer) discography",
    ],
)
def test_others(page: str) -> None:
    assert PERSON_PAGE.search(page) is None
