"""Template:Infobox film: its parameters by the names they have had, and the film's image.

Source of the rows: https://en.wikipedia.org/wiki/Template:Infobox_film (documentation of the parameters of
today and of its earlier spellings), Template:Infobox Hollywood cartoon (now a redirect to it). What the
parameters state is read by kg.extraction.credits, .basis, .titles, .releases and
.figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.reader import Reader
from kg.model import Field, Image, Kind, Span
from kg.wikitext.links import LinkKind, title_of
from kg.wikitext.lists import Piece
from kg.wikitext.tree import Argument, Link, Template


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A field, the parameters that hold it, and what is named there."""

    field: Field
    parameters: tuple[str, ...]
    kind: Kind


CREDITS: tuple[CreditRow, ...] = (
    CreditRow(Field.DIRECTORS, ("director", "directors"), Kind.PERSON),
    CreditRow(Field.PRODUCERS, ("producer", "producers"), Kind.PERSON),
    CreditRow(
        Field.SCREENWRITERS, ("writer", "writers", "screenplay", "screenwriter", "screenwriters", "script"), Kind.PERSON
    ),
    CreditRow(Field.STORY_BY, ("story", "story_artist", "story_by"), Kind.PERSON),
    CreditRow(Field.NARRATORS, ("narrator", "narrators", "narrated"), Kind.PERSON),
    CreditRow(Field.STARRING, ("starring", "stars", "voice_actor", "voice_actors", "voices"), Kind.PERSON),
    CreditRow(Field.MUSIC, ("music", "composer", "musician"), Kind.PERSON),
    CreditRow(Field.CINEMATOGRAPHERS, ("cinematography", "cinematographer", "photography"), Kind.PERSON),
    CreditRow(Field.EDITORS, ("editing", "editor", "editors"), Kind.PERSON),
    CreditRow(
        Field.PRODUCTION_COMPANIES,
        ("studio", "studios", "production_companies", "production_company", "productioncompany", "company"),
        Kind.ORGANIZATION,
    ),
    CreditRow(Field.DISTRIBUTORS, ("distributor", "distributors"), Kind.ORGANIZATION),
    CreditRow(Field.COUNTRIES, ("country", "countries"), Kind.COUNTRY),
    CreditRow(Field.LANGUAGES, ("language", "languages", "movie_language"), Kind.LANGUAGE),
)

NAMES = ("name", "title", "film_title", "movie_name", "cartoon_name")
NATIVE_NAMES = ("native_name", "film_name", "original_name", "native_title")
BASED_ON = ("based_on", "basedon")
IMAGES = ("image", "poster")
RELEASED = ("released", "release_date", "release", "released_date")
RUNTIME = ("runtime", "running_time", "length", "time")
BUDGET = ("budget",)
GROSS = ("gross", "revenue", "box_office")

IGNORED: dict[str, str] = {
    **dict.fromkeys(
        ("image_size", "imagesize", "image_upright", "border", "alt", "image_alt", "caption", "italic_title", "color",
         "colour", "color_process", "image_caption", "upright", "module", "embed", "child", "header_color", "width",
         "native_name_lang", "logo", "logo_size", "footnotes"),
        "how the box looks",
    ),
    **dict.fromkeys(("website", "url", "homepage", "imdb_id", "imdb", "amg_id", "id", "imdb_rating", "rt",
                     "allmovie_id", "allrovi_id"), "an address; the external links section states it"),
    **dict.fromkeys(("preceded_by", "followed_by", "prequel", "sequel", "series", "related"), "another film"),
    **dict.fromkeys(("awards", "rating", "genre", "year", "tagline", "aspect_ratio", "ratio", "admissions",
                     "sound_design", "casting", "casting_director", "art_direction", "production_design", "costumes",
                     "costume_design", "choreography", "choreographer", "lyrics", "lyricist", "lyrics_by", "playback",
                     "dialogue", "dialogues", "dialog", "executive_producer", "executive_producers", "co-producer",
                     "associate_producer", "line_producer", "presenter", "sound", "stunts", "layout_artist",
                     "background_artist", "animator", "animation", "animators", "color_format", "theme_music",
                     "makeup", "set_design", "visual_effects", "copyright", "camera", "format",
                     "characters", "cast", "creator", "creators", "script_editor", "num_episodes", "seasons"),
                    "not in the data model"),
}  # fmt: skip
"""Parameters that are passed over, with the reason."""

_KNOWN = frozenset(
    [p for row in CREDITS for p in row.parameters]
    + [*NAMES, *NATIVE_NAMES, *BASED_ON, *IMAGES, *RELEASED, *RUNTIME, *BUDGET, *GROSS, *IGNORED]
)

_PARAMETER_SPACES = re.compile(r"[\s_]+")


class Infobox:
    """The arguments of a film's infobox by normalised parameter name (the last one given counts)."""

    def __init__(self, reader: Reader, template: Template) -> None:
        self.reader = reader
        self.template = template
        self.arguments: dict[str, Argument] = {}
        for argument in template.arguments:
            name = parameter_name(argument.name)
            if reader.document.raw(argument.span).strip() or name not in self.arguments:
                self.arguments[name] = argument

    def get(self, names: tuple[str, ...]) -> Iterator[tuple[str, Argument]]:
        """(parameter, argument) of those parameters that are filled."""
        for name in names:
            argument = self.arguments.get(name)
            if argument is not None and self.reader.document.visible(argument.span):
                yield name, argument

    def report_unknown(self) -> None:
        """An issue for every filled parameter that no row knows."""
        for name, argument in self.arguments.items():
            if name not in _KNOWN and self.reader.rich(argument.nodes):
                self.reader.issue("unknown-parameter", name, argument.span)


def parameter_name(name: str) -> str:
    """`based on`, `Based_on` → `based_on`. Source: the template's own aliases."""
    name = name.strip().lower()
    return name if name.isidentifier() and "__" not in name else _PARAMETER_SPACES.sub("_", name)


def trimmed(reader: Reader, span: Span) -> Span:
    """The span without white space at its ends."""
    raw = reader.document.raw(span)
    left = len(raw) - len(raw.lstrip())
    return Span(span.begin + left, max(span.begin + left, span.begin + len(raw.rstrip())))


def shared_references(reader: Reader, argument: Argument, found: Sequence[Piece]) -> list[Span]:
    """The references in a parameter that stand in none of its pieces: they are for all of them."""
    references = reader.document.refs_in(argument.span)
    if not references:
        return []
    held = {ref.span for piece in found for ref in reader.document.refs_in(piece.span)}
    return [ref.span for ref in references if ref.span not in held]


_FILE = re.compile(r"[^\[\]{}|<>\n]+\.(?:jpe?g|png|gif|svg|webp|tiff?|bmp|webm|ogv)", re.IGNORECASE)


def images(box: Infobox) -> Iterator[Image]:
    """The file named in `image`, with or without `File:` and brackets."""
    reader = box.reader
    for _, argument in box.get(IMAGES):
        name = ""
        for node in argument.nodes:
            if isinstance(node, Link):
                kind, title = title_of(node.target)
                name = title if kind is LinkKind.FILE else ""
                break
        else:
            match = _FILE.match(reader.rich(argument.nodes).text)
            name = match[0].strip() if match else ""
            if name.lower().startswith(("file:", "image:")):
                name = name.split(":", 1)[1].strip()
        if name:
            yield Image(name.replace("_", " "), reader.origin(trimmed(reader, argument.span)))
        elif reader.rich(argument.nodes):
            reader.issue("image-unreadable", "image", argument.span)
