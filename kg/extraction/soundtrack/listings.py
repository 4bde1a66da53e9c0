"""{{Track listing}}: tracks by numbered parameters.

Source: Template:Track listing and its documentation, with the parameters of its older versions
(`writing_credits`, `lyrics_credits`… only switched columns on; they are read from their values).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import CREDITS, Column, meaning
from kg.extraction.soundtrack.credits import people
from kg.extraction.soundtrack.forall import credit_all
from kg.extraction.soundtrack.phrases import credited_bracket, credited_remark, credited_small
from kg.extraction.soundtrack.titles import joined, small_remark, song, split_remarks, titled
from kg.extraction.soundtrack.track import Credits, Listing, add, length, make_track
from kg.model import Span, Track
from kg.wikitext.lists import pieces
from kg.wikitext.rich import EMPTY, Rich, join
from kg.wikitext.tree import Argument, Template, Text

NAMES = ("track listing", "tracklist", "track list", "tracklisting", "track-listing", "track", "tracks", "track lists")
"""The template and its redirects."""

PARAMETERS: Mapping[str, Column] = {
    # parameter name without its number → what it states; `extra` is told by `extra_column`
    "title": Column.TITLE,
    "note": Column.NOTE,
    "writer": Column.WRITERS,
    "lyrics": Column.LYRICISTS,
    "lyric": Column.LYRICISTS,
    "music": Column.COMPOSERS,
    "length": Column.LENGTH,
    "extra": Column.OTHER,
}
FOR_ALL: Mapping[str, Column] = {
    "all_writing": Column.WRITERS,
    "all_lyrics": Column.LYRICISTS,
    "all_music": Column.COMPOSERS,
}
_NUMBERED = re.compile(rf"({'|'.join(PARAMETERS)})_?0*([1-9][0-9]{{0,2}})")
_SPACES = re.compile(r"[\s_]+")


def read_listing(reader: Reader, template: Template, part: str) -> Listing:
    """The tracks of one {{Track listing}}, in the order of their numbers. `part`: the section, for issues."""
    fixed: dict[str, Argument] = {}
    rows: dict[int, dict[str, Argument]] = {}
    for argument in template.arguments:
        name = _SPACES.sub("_", argument.name.lower())
        match = _NUMBERED.fullmatch(name)
        if match is None:
            fixed[name] = argument
        elif _filled(argument):
            rows.setdefault(int(match[2]), {})[match[1].replace("lyrics", "lyric")] = argument
    extra = _extra_column(reader, template, fixed.get("extra_column"), rows, part)
    tracks: list[Track] = []
    for number in sorted(rows):
        track = _track(reader, number, rows[number], extra, _neighbours(rows, number), part)
        if track is not None:
            tracks.append(track)
    for name, column in FOR_ALL.items():
        if name in fixed:
            texts = [reader.rich(piece.nodes) for piece in pieces(fixed[name].nodes)]
            tracks = credit_all(reader, tracks, texts, column)
    headline = fixed.get("headline")
    return Listing(template.span, tuple(tracks), reader.rich(headline.nodes) if headline else EMPTY)


def _extra_column(
    reader: Reader, template: Template, header: Argument | None, rows: dict[int, dict[str, Argument]], part: str
) -> Column | None:
    """What the extra column states; None, with an issue, when it is used and its header is not understood."""
    used = next((row["extra"] for row in rows.values() if "extra" in row), None)
    if used is None:
        return None
    if header is None or not _filled(header):
        reader.issue("column-unnamed", part, used.span)
        return None
    column = meaning(reader.rich(header.nodes).text)
    if column is None:
        reader.issue("column-unknown", part, header.span)
    return column


def _tight(reader: Reader, span: Span) -> Span:
    """The span without white space at its ends."""
    raw = reader.document.raw(span)
    begin = span.begin + len(raw) - len(raw.lstrip())
    return Span(begin, max(begin, span.begin + len(raw.rstrip())))


def _filled(argument: Argument) -> bool:
    return any(not isinstance(node, Text) or node.text.strip() for node in argument.nodes)


def _neighbours(rows: dict[int, dict[str, Argument]], number: int) -> list[int]:
    return [a.span.begin for n in (number - 1, number + 1) for a in rows.get(n, {}).values()]


def _track(
    reader: Reader, number: int, row: dict[str, Argument], extra: Column | None, others: list[int], part: str
) -> Track | None:
    spans = sorted(_tight(reader, argument.span) for argument in row.values())
    whole = Span(spans[0].begin, spans[-1].end)
    title = row.get("title")
    if title is None:
        reader.issue("track-untitled", part, whole)
        return None
    credits: Credits = {}
    seconds, note = _stated(reader, row, extra, credits, part)
    read = titled(credited_bracket(reader, credited_small(reader, reader.rich(title.nodes), credits), credits))
    remarks, rest = split_remarks(read.rest)
    text, small = small_remark(read.title)
    entity = song(reader, text)
    if entity is None:
        reader.issue("track-untitled", part, title.span)
        return None
    notes = [small, *(remark.text for remark in remarks), rest.text.strip(" –—-,;:")]
    if not credited_remark(reader, note, credits):
        notes.append(note.text.replace("\n", " "))
    # the parameters of one track mostly stand together; else the title alone says which track it is
    apart = any(whole.begin <= begin < whole.end for begin in others)
    origin = reader.origin(_tight(reader, title.span), spans) if apart else reader.origin(whole)
    return make_track(entity, origin, number, seconds, credits, joined(*notes))


def _stated(
    reader: Reader, row: dict[str, Argument], extra: Column | None, credits: Credits, part: str
) -> tuple[int | None, Rich]:
    """(length, note) of a track; its credits go to `credits`."""
    seconds, note = None, EMPTY
    for name, argument in row.items():
        column = extra if name == "extra" else PARAMETERS[name]
        if column is not None and column in CREDITS:
            add(credits, column, people(reader, argument.nodes, column))
        elif column is Column.NOTE:
            note = join((note, reader.rich(argument.nodes)), "; ") if note else reader.rich(argument.nodes)
        elif column is Column.LENGTH and seconds is None:
            seconds = length(reader, reader.rich(argument.nodes).text, argument.span, part)
    return seconds, note
