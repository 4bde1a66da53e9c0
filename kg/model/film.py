"""Everything an article can state of its film."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kg.model.source import Origin, PartialDate


class Kind(Enum):
    """What a thing is, as far as its place in the article shows it. The value names it in IRIs."""

    __hash__ = object.__hash__  # entities are looked up by the thousand, and Enum's own is not made in C

    PERSON = "person"
    ORGANIZATION = "organization"
    WORK = "work"
    COUNTRY = "country"
    LANGUAGE = "language"
    PLACE = "place"
    GENRE = "genre"
    AWARD = "award"
    CATEGORY = "category"
    SONG = "song"
    NOMINEE = "nominee"
    """A recipient of which the article does not show whether it is a person, a company or a work."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing as an article names it."""

    name: str
    """The text as it reads."""
    link: str | None = None
    """The page title it is linked to, first letter upper case, spaces, with any `#fragment`; None when
    the name is linked nowhere in the article (see kg.identity)."""
    kind: Kind = Kind.PERSON


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its language: a name, a description."""

    text: str
    language: str | None
    """BCP 47 tag; None when the article does not tell it."""
    origin: Origin


class Field(Enum):
    """The parts in a film that entities are named for, one by one. The value names the field."""

    DIRECTORS = "directors"
    PRODUCERS = "producers"
    SCREENWRITERS = "screenwriters"
    STORY_BY = "story_by"
    NARRATORS = "narrators"
    STARRING = "starring"
    MUSIC = "music"
    CINEMATOGRAPHERS = "cinematographers"
    EDITORS = "editors"
    PRODUCTION_COMPANIES = "production_companies"
    DISTRIBUTORS = "distributors"
    COUNTRIES = "countries"
    LANGUAGES = "languages"
    GENRES = "genres"


@dataclass(frozen=True, slots=True)
class Credit:
    """Someone or something named for a part in the film: director, editor, distributor, country…"""

    field: Field
    entity: Entity
    origin: Origin
    qualifier: str | None = None
    """A remark in brackets or small text: a territory, a version."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A work the film is based on, or the author of one that is not named."""

    work: Entity | None
    authors: tuple[Entity, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Role:
    """An entry of the cast."""

    actor: Entity
    character: str | None
    order: int
    """1 for the first entry of the cast."""
    origin: Origin
    note: str | None = None
    """`uncredited`, `voice`, or the dub a column is for: `English`."""


@dataclass(frozen=True, slots=True)
class Release:
    date: PartialDate
    origin: Origin
    place: Entity | None = None
    """The country, city or festival named as the place."""
    qualifier: str | None = None
    """The text beside the date as it reads: `Limited`, `Japan`, `Cannes`."""


@dataclass(frozen=True, slots=True)
class RunningTime:
    minutes: Decimal
    origin: Origin
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount or a range in one currency, in full units; minimum == maximum when exact."""

    minimum: Decimal
    maximum: Decimal
    currency: str
    """ISO 4217 code."""


@dataclass(frozen=True, slots=True)
class Amount:
    money: Money
    origin: Origin
    qualifier: str | None = None
    """`estimated`, `domestic`…"""


class Result(Enum):
    """The outcome of a nomination. The value is the local name of its term in our ontology."""

    WON = "Won"
    NOMINATED = "Nominated"
    RUNNER_UP = "RunnerUp"
    PLACED = "Placed"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Nomination:
    """One row of an award table, or one item or sentence of an awards section."""

    award: Entity
    """The body or ceremony as the article names it there."""
    result: Result
    result_text: str
    origin: Origin
    category: Entity | None = None
    nominees: tuple[Entity, ...] = ()
    """Who is named; the film itself, where it is named, is the entity linked to its own page."""
    year: int | None = None
    place: int | None = None
    """The rank stated by the result: 4 for `4th Place`."""
    ceremony: bool = False
    """Whether `award` is linked to one ceremony (`68th Academy Awards`), not to the body."""


@dataclass(frozen=True, slots=True)
class Track:
    title: Entity
    origin: Origin
    position: int | None = None
    seconds: int | None = None
    performers: tuple[Entity, ...] = ()
    writers: tuple[Entity, ...] = ()
    """The combined credit (`writer=`)."""
    composers: tuple[Entity, ...] = ()
    lyricists: tuple[Entity, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Album:
    """The film's soundtrack: its own thing, none of its facts is the film's."""

    origin: Origin
    name: str | None = None
    """None when the article gives the album no title."""
    link: str | None = None
    """The album's own page."""
    artists: tuple[Entity, ...] = ()
    release: PartialDate | None = None
    labels: tuple[Entity, ...] = ()
    tracks: tuple[Track, ...] = ()


@dataclass(frozen=True, slots=True)
class Rating:
    """A score of a review aggregator or of a poll among viewers."""

    by: Entity
    value: str
    """Canonical: `91`, `7.6`, or a grade: `A-`."""
    origin: Origin
    best: int | None = None
    """The upper end of the scale; None for grades."""
    count: int | None = None
    """How many reviews it is based on."""


class Site(Enum):
    """Sites whose ids are read. The value is the Wikidata property of the id."""

    IMDB = "P345"
    ROTTEN_TOMATOES = "P1258"
    ALLMOVIE = "P1562"
    TCMDB = "P2631"
    METACRITIC = "P1712"
    MOJO = "P1237"
    AFI = "P3593"


@dataclass(frozen=True, slots=True)
class Identifier:
    site: Site
    value: str
    """As the site writes it: `tt0113627`, `m/leaving_las_vegas`."""
    url: str | None
    """The site's page for the film; None where the site has dropped the address scheme."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class Category:
    name: str
    """Without the `Category:` prefix."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class Image:
    file: str
    """File name without the `File:` prefix, spaces as they are."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class Film:
    """Everything an article states of its film. Tuples keep the order of the article."""

    name: Text
    origin: Origin
    """The infobox's opening: what says that the page is about a film."""
    other_names: tuple[Text, ...] = ()
    short_description: Text | None = None
    abstract: Text | None = None
    credits: tuple[Credit, ...] = ()
    based_on: tuple[Basis, ...] = ()
    cast: tuple[Role, ...] = ()
    releases: tuple[Release, ...] = ()
    running_times: tuple[RunningTime, ...] = ()
    budget: tuple[Amount, ...] = ()
    gross: tuple[Amount, ...] = ()
    images: tuple[Image, ...] = ()
    nominations: tuple[Nomination, ...] = ()
    albums: tuple[Album, ...] = ()
    ratings: tuple[Rating, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    categories: tuple[Category, ...] = ()
