"""Tables of an export for people: films by decade and country, as tab-separated values and as a picture."""

from __future__ import annotations

from pathlib import Path

from kg.dumps.counts import Counted, decades, rows
from kg.dumps.picture import bars
from kg.sinks import write_file

TABLE = "films.tsv"
PICTURE = "films.svg"
SHOWN = 7
"""Countries with a colour of their own in the picture."""


def write_summary(folder: Path, counted: Counted) -> None:
    """Writes both. A film of several countries counts for each of them, and once in the row of all. Raises
    OutputError."""
    write_file(folder / TABLE, table(counted).encode("utf-8", "replace"))
    write_file(folder / PICTURE, picture(counted).encode("utf-8", "replace"))


def table(counted: Counted) -> str:
    """A line for each country, by falling number of films, and one for all at the top."""
    columns = decades(counted)
    lines = [["country", *columns, "films"]]
    lines.append(["all", *(str(counted.films[column]) for column in columns), str(counted.films.total())])
    for country, counts, total in rows(counted):
        lines.append([" ".join(country.split()), *(str(counts.get(column, 0)) for column in columns), str(total)])
    return "".join("\t".join(line) + "\n" for line in lines)


def picture(counted: Counted) -> str:
    """Stacked bars: a bar for each decade, its parts the countries with most films, films counted in parts where
    they have several countries."""
    columns = decades(counted)
    every = list(rows(counted))
    parts = [(country, [counts.get(column, 0) for column in columns]) for country, counts, _ in every[:SHOWN]]
    if every[SHOWN:]:
        rest = [sum(counts.get(column, 0) for _, counts, _ in every[SHOWN:]) for column in columns]
        parts.append(("other countries", rest))
    note = "A film of several countries is counted for each of them."
    return bars(f"Films by decade and country: {counted.films.total():,} films", columns, parts, note)
