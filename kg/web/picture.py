"""A small picture of a film's graph: the film in the middle, what it points at left and right, in fixed places.

The layout is computed from the page's view alone, so that it is the same on every machine; the template draws it
as SVG.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.web import wording
from kg.web.film import FilmPage
from kg.web.view import Link

WIDTH, ROW, BOX, MIDDLE = 960, 44, 280, 220
"""Of the picture, from one box to the next, of a box, of the film's box: in units of the SVG."""
_LETTERS = 35
"""How many letters fit in a box."""
_CAST = 5
_PER_FIELD = 2


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    text: str
    full: str
    """All of the text, where the box has room for its begin only."""
    kind: str
    """A word for styles: film, person, company, value, award, music."""
    address: str | None
    edge: str
    """What leads from the film to it."""
    path: str
    """The line to it, as SVG path data; empty for the film's own box."""


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    text: str
    edge: str
    kind: str
    address: str | None = None


_LEFT = (
    ("Directed by", "director", "person"),
    ("Written by", "writer", "person"),
    ("Based on", "based on", "value"),
    ("Produced by", "producer", "person"),
    ("Music by", "music", "person"),
)
_RIGHT = (
    ("Production", "production", "company"),
    ("Distributed by", "distributor", "company"),
    ("Country", "country", "value"),
    ("Genre", "genre", "value"),
    ("Budget", "budget", "value"),
    ("Box office", "box office", "value"),
)


def picture(page: FilmPage) -> Picture:
    """Where everything stands in the picture of a film."""
    left = [*_facts(page, _LEFT), *_cast(page)]
    right = [*_facts(page, _RIGHT), *_release(page), *_awards(page), *_album(page)]
    rows = max(len(left), len(right), 3)
    height = rows * ROW + 16
    middle = height // 2
    film = Box(
        (WIDTH - MIDDLE) // 2,
        middle - 32,
        MIDDLE,
        64,
        _cut(page.name, 24),
        page.name,
        "film",
        None,
        page.year or "",
        "",
    )
    return Picture(WIDTH, height, (film, *_column(left, 0, height), *_column(right, WIDTH - BOX, height)))


def _column(nodes: list[_Node], x: int, height: int) -> Iterable[Box]:
    top = (height - len(nodes) * ROW) // 2
    for number, node in enumerate(nodes):
        y = top + number * ROW + (ROW - 34) // 2
        begin = (WIDTH - MIDDLE) // 2 if x == 0 else (WIDTH + MIDDLE) // 2
        end = BOX if x == 0 else x
        half, level = (begin + end) // 2, y + 17
        path = f"M{begin} {height // 2}C{half} {height // 2} {half} {level} {end} {level}"
        text = _cut(node.text, _LETTERS - len(node.edge))
        yield Box(x, y, BOX, 34, text, node.text, node.kind, node.address, node.edge, path)


def _facts(page: FilmPage, columns: Iterable[tuple[str, str, str]]) -> Iterable[_Node]:
    rows = {row.label: row.facts for row in page.rows}
    for label, edge, kind in columns:
        for fact in rows.get(label, ())[:_PER_FIELD]:
            if isinstance(fact.value, Link):
                yield _Node(fact.value.name, edge, kind, fact.value.address)
            else:
                yield _Node(fact.value, edge, kind)


def _cast(page: FilmPage) -> Iterable[_Node]:
    for part in page.cast[:_CAST]:
        yield _Node(part.actor.name, "cast", "person", part.actor.address)


def _release(page: FilmPage) -> Iterable[_Node]:
    if page.releases:
        yield _Node(page.releases[0].date, "released", "value")


def _awards(page: FilmPage) -> Iterable[_Node]:
    if page.prizes:
        number = sum(len(group.prizes) for group in page.prizes)
        yield _Node(wording.count(number, "award or nomination", "awards, nominations"), "", "award", "#awards")


def _album(page: FilmPage) -> Iterable[_Node]:
    for album in page.albums[:1]:
        yield _Node(album.link.name, "soundtrack", "music", "#soundtrack")


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
