"""One thing won or nominated for, as prose tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extraction.awards.names.jobs import OF_MUSIC, OF_SINGERS
from kg.extraction.awards.names.results import Outcome
from kg.model import Entity
from kg.wikitext.rich import Rich


@dataclass(frozen=True, slots=True)
class Prize:
    """One thing won or nominated for."""

    award: Entity | None
    category: Entity | None
    names: tuple[Rich, ...] = ()
    year: int | None = None
    dated: bool = False
    """Whether the year stands behind it and who gives it, so that it may be told of those named before as well."""
    nominated: bool = False
    other_work: bool = False
    """Whether it is said to be for another work than the film."""
    of_page: bool = False
    """Whether nothing but the page of the category tells the award."""
    apart: tuple[Entity, Entity] | None = None
    """Award and category of a prize's name, where nobody is said to give it."""
    body: Entity | None = None
    """The body said to give it: `at the …`, or that of `two Golden Globes, including …`."""
    songs: tuple[Rich, ...] = ()
    """The titles that a prize for music is said to be for: the recipient where no person is."""
    also: tuple[Entity, ...] = ()
    """Other bodies that are said to give it too."""
    outcome: Outcome | None = None
    """What brackets behind it say that became of it, where that is no win: `(Runner-up)`."""
    place: tuple[int, int] = (0, 0)
    """Where it is named in the sentence."""


def name_of(prize: Prize) -> str:
    """What its category is called."""
    return prize.category.name if prize.category else ""


def going_on(prize: Prize, more: str) -> Prize:
    """A prize whose category goes on, as `Best Score (Music)`."""
    return (
        replace(prize, category=replace(prize.category, name=f"{name_of(prize)} {more}")) if prize.category else prize
    )


def with_year(prize: Prize, year: int) -> Prize:
    """A prize with the year that stands behind it."""
    return prize if prize.year is not None else replace(prize, year=year, dated=True)


def is_for_music(prize: Prize) -> bool:
    """Whether its category is one for songs, scores or who performs them."""
    return prize.category is not None and _SONG.search(f"{prize.category.name} {prize.category.link}") is not None


def with_songs(prize: Prize, songs: tuple[Rich, ...]) -> Prize:
    """A prize with the songs it is for, but for those of singers."""
    category = prize.category
    return prize if category and _SUNG.search(f"{category.name} {category.link}") else replace(prize, songs=songs)


_SONG = re.compile(rf"{OF_MUSIC.pattern}|\b(?:record(?:ing)?|performance)\b", re.IGNORECASE)
_SUNG = re.compile(rf"{OF_SINGERS.pattern}|\bperformance\b", re.IGNORECASE)
"""Categories for people, who are not named by their song."""
