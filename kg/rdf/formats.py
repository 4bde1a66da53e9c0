"""The formats graphs are written in: their names, file extensions and media types. Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """One syntax, plain or compressed."""

    name: str
    extension: str
    """With its dot: `.ttl`, `.ttl.gz`."""
    media_type: str
    """The media type of the syntax, whether compressed or not."""
    aliases: tuple[str, ...] = ()
    named_graphs: bool = False
    """Whether the syntax keeps the graphs of several pages apart."""
    lines: bool = False
    """Whether it is one statement a line, so that texts of several pages can be put one after the other."""
    gzip: bool = False

    def compressed(self) -> Format:
        return Format(
            f"{self.name}.gz", f"{self.extension}.gz", self.media_type, (), self.named_graphs, self.lines, gzip=True
        )


TURTLE = Format("turtle", ".ttl", "text/turtle", ("ttl",))
JSON_LD = Format("jsonld", ".jsonld", "application/ld+json", ("json-ld",))
N_TRIPLES = Format("ntriples", ".nt", "application/n-triples", ("nt", "nt11"), lines=True)
N_QUADS = Format("nquads", ".nq", "application/n-quads", ("nq",), named_graphs=True, lines=True)
TRIG = Format("trig", ".trig", "application/trig", (), named_graphs=True)

FORMATS: tuple[Format, ...] = (TURTLE, JSON_LD, N_TRIPLES, N_QUADS, TRIG)
"""Every syntax; each may be compressed too."""

_BY_NAME = {name: form for form in FORMATS for name in (form.name, form.extension[1:], *form.aliases)}


def parse_format(name: str) -> Format:
    """A format by its name, alias or extension, in any case, with `.gz` when compressed: `turtle`, `nq.gz`.

    Raises UsageError for an unknown one.
    """
    wanted = name.strip().lower().removeprefix(".")
    plain = wanted.removesuffix(".gz")
    form = _BY_NAME.get(plain)
    if form is None:
        known = ", ".join(form.extension[1:] for form in FORMATS)
        raise UsageError(f"unknown format {name!r}: expected one of {known}, each also with .gz")
    return form if plain == wanted else form.compressed()


def format_of(path: str | PurePath) -> Format | None:
    """The format that a file's extension stands for; None for an extension of no format."""
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    gzip = suffixes[-1:] == [".gz"]
    extension = (suffixes[:-1] if gzip else suffixes)[-1:]
    for form in FORMATS:
        if extension == [form.extension]:
            return form.compressed() if gzip else form
    return None
