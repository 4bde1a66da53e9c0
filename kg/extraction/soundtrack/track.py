"""Tracks and listings while they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import Column
from kg.model import Entity, Origin, Span, Track
from kg.values.durations import parse_track_length
from kg.wikitext.rich import EMPTY, Rich

Credits = dict[Column, tuple[Entity, ...]]
"""Who is named in which part, by the columns of `kg.extraction.soundtrack.columns.CREDITS`."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing of tracks, as it stands."""

    span: Span
    tracks: tuple[Track, ...]
    headline: Rich = EMPTY
    """What it is titled: a headline, a caption, a row across the table."""
    intro: Rich = EMPTY
    """The line of text directly above it."""
    heading: str = ""
    """The heading of the section it stands in."""
    unclear: frozenset[Span] = frozenset()
    """Where tracks stand that may be exceptions to what is said of all; each is an issue."""

    def says(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of `pattern` in what the listing is titled: the first that is given of headline, the end
        of the line above it, heading."""
        return pattern.search(self.headline.text or self.intro.text[-60:] or self.heading)


def make_track(
    title: Entity, origin: Origin, position: int | None, seconds: int | None, credits: Credits, note: str | None
) -> Track:
    """The track with each credit's names once."""

    def of(*columns: Column) -> tuple[Entity, ...]:
        found = [entity for column in columns for entity in credits.get(column, ())]
        return tuple(dict.fromkeys(found) if len(found) > 1 else found)

    return Track(
        title,
        origin,
        position,
        seconds,
        performers=of(Column.PERFORMERS, Column.SINGERS),
        writers=of(Column.WRITERS),
        composers=of(Column.COMPOSERS),
        lyricists=of(Column.LYRICISTS),
        note=note,
    )


def credits_of(track: Track) -> Credits:
    """The track's credits, those without names left out."""
    credits: Credits = {}
    add(credits, Column.PERFORMERS, track.performers)
    add(credits, Column.WRITERS, track.writers)
    add(credits, Column.COMPOSERS, track.composers)
    add(credits, Column.LYRICISTS, track.lyricists)
    return credits


def with_credits(track: Track, credits: Credits, more: Credits | None = None) -> Track:
    """The track with `credits`, and those in `more` after them, in place of its own."""
    credits = dict(credits)
    for column, names in (more or {}).items():
        add(credits, Column.PERFORMERS if column is Column.SINGERS else column, names)
    return make_track(track.title, track.origin, track.position, track.seconds, credits, track.note)


def add(credits: Credits, column: Column, names: tuple[Entity, ...]) -> None:
    """Puts names to a credit, after those that it has."""
    if names:
        credits[column] = credits.get(column, ()) + names


_IN_COLUMN = re.compile(r"([0-9]{1,2})[:.]([0-5][0-9])(?:\s*(?:mins?\.?|minutes?))?")
"""What a length may look like where nothing but lengths stands: `3.26` has a full stop for the colon."""


def length(reader: Reader, text: str, span: Span, part: str) -> int | None:
    """Seconds; None, with an issue, for a text that is no track length."""
    if not any(char.isalnum() for char in text):
        return None
    seconds = parse_track_length(text)
    if seconds is None and (match := _IN_COLUMN.fullmatch(text.strip())):
        seconds = parse_track_length(f"{match[1]}:{match[2]}")
    if seconds is None:
        reader.issue("length-unreadable", part, span)
    return seconds
