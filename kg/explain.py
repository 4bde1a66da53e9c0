"""Facts as lines a person can read, each with the wikitext it was read from and what the article cites there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction import infobox
from kg.extraction.infobox import parameter_name
from kg.model import (
    Album,
    Amount,
    Basis,
    Citation,
    Credit,
    Entity,
    Extraction,
    Field,
    Film,
    Issue,
    Nomination,
    Origin,
    Page,
    PartialDate,
    Rating,
    Release,
    Role,
    RunningTime,
    Site,
    Span,
    Text,
    Track,
)
from kg.sources.problem import one_line

MAX_LINES = 8
"""Lines of wikitext shown for one fact; the abstract's are the whole lead."""
_MARGIN = "    "


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as one line, `budget: 3,500,000 to 4,000,000 USD`, and where it stands."""

    line: str
    origin: Origin
    label: str = ""
    """What it is a fact of: `budget`."""


Row = tuple[str, Callable[[Film], Iterable[tuple[str, Origin]]]]

ROWS: tuple[Row, ...] = (
    ("name", lambda film: [_text(film.name)]),
    ("other name", lambda film: map(_text, film.other_names)),
    ("short description", lambda film: [_text(film.short_description)] if film.short_description else []),
    ("abstract", lambda film: [_text(film.abstract)] if film.abstract else []),
    ("", lambda film: map(_credit, film.credits)),
    ("based on", lambda film: map(_basis, film.based_on)),
    ("cast", lambda film: map(_role, film.cast)),
    ("release", lambda film: map(_release, film.releases)),
    ("running time", lambda film: map(_running_time, film.running_times)),
    ("budget", lambda film: map(_amount, film.budget)),
    ("box office", lambda film: map(_amount, film.gross)),
    ("nomination", lambda film: map(_nomination, film.nominations)),
    ("album", lambda film: map(_album, film.albums)),
    ("track", lambda film: (_track(track) for album in film.albums for track in album.tracks)),
    ("rating", lambda film: map(_rating, film.ratings)),
    ("identifier", lambda film: ((f"{i.site.name.lower()} {i.value}", i.origin) for i in film.identifiers)),
    ("image", lambda film: ((image.file, image.origin) for image in film.images)),
    ("category", lambda film: ((category.name, category.origin) for category in film.categories)),
)
"""Label and facts of each part of a film; credits have labels of their own."""

CREDITS = {
    Field.DIRECTORS: "director",
    Field.PRODUCERS: "producer",
    Field.SCREENWRITERS: "screenwriter",
    Field.STORY_BY: "story by",
    Field.NARRATORS: "narrator",
    Field.STARRING: "starring",
    Field.MUSIC: "music by",
    Field.CINEMATOGRAPHERS: "cinematographer",
    Field.EDITORS: "editor",
    Field.PRODUCTION_COMPANIES: "production company",
    Field.DISTRIBUTORS: "distributor",
    Field.COUNTRIES: "country",
    Field.LANGUAGES: "language",
    Field.GENRES: "genre",
}


_CREDIT_PROPERTIES = {
    "director": "P57 schema:director",
    "producer": "P162 schema:producer",
    "screenwriter": "P58 schema:author",
    "story by": "kg:storyBy",
    "narrator": "P2438",
    "starring": "kg:starring P161 schema:actor",
    "music by": "P86 schema:musicBy",
    "cinematographer": "P344",
    "editor": "P1040 schema:editor",
    "production company": "P272 schema:productionCompany",
    "distributor": "P750",
    "country": "P495 schema:countryOfOrigin",
    "language": "P364 schema:inLanguage",
    "genre": "P136 schema:genre",
}

PROPERTIES: Mapping[str, str] = {
    "name": "P1476 schema:name",
    "other name": "schema:alternateName",
    "short description": "schema:description",
    "abstract": "schema:abstract",
    **_CREDIT_PROPERTIES,
    "based on": "P144 P50 schema:isBasedOn",
    "cast": "P161 schema:actor schema:characterName",
    "release": "P577 schema:datePublished schema:releasedEvent",
    "running time": "P2047 schema:duration",
    "budget": "P2130 kg:budget",
    "box office": "P2142 kg:boxOffice",
    "nomination": "P166 P1411 kg:nomination schema:award",
    "album": "P406 schema:MusicAlbum",
    "track": "schema:track",
    "rating": "P444 schema:aggregateRating",
    "identifier": "schema:sameAs " + " ".join(site.value for site in Site),
    "image": "schema:image",
    "category": "dcterms:subject",
}
"""The properties that the facts of each label become in the graph."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "name": infobox.NAMES,
    "other name": infobox.NATIVE_NAMES,
    **{CREDITS[row.field]: row.parameters for row in infobox.CREDITS},
    "based on": infobox.BASED_ON,
    "release": infobox.RELEASED,
    "running time": infobox.RUNTIME,
    "budget": infobox.BUDGET,
    "box office": infobox.GROSS,
    "image": infobox.IMAGES,
}
"""The parameters of the infobox that the facts of a label are read from."""


def statements(film: Film) -> Iterator[Statement]:
    """Every fact of a film as a line, part by part."""
    for heading, facts in ROWS:
        for text, origin in facts(film):
            label = heading or text.partition(":")[0]
            yield Statement(one_line(f"{heading}: {text}" if heading else text, 400), origin, label)


def labels(extraction: Extraction) -> list[str]:
    """What a page states facts of, each once, in the order in which they are shown."""
    return list(dict.fromkeys(each.label for each in statements(extraction.film))) if extraction.film else []


def labels_of(key: str) -> frozenset[str]:
    """The labels of the facts that are read from an infobox parameter of this name (`runtime`), or that become this
    property: `P2047`, `wdt:P2047`, `schema:duration`, `duration`. None for any other text."""
    name = key.strip().casefold().rpartition(":")[2]
    properties = {
        label
        for label, names in PROPERTIES.items()
        if any(name == each.casefold().rpartition(":")[2] for each in names.split())
    }
    parameters = {label for label, names in PARAMETERS.items() if parameter_name(key) in names}
    return frozenset(properties | parameters)


def explain(extraction: Extraction, fact: str | None = None) -> Iterator[str]:
    """The facts of a page, with their sources, as lines of text; then what was not understood.

    fact: only facts and issues with this text in their line, whatever its case, and those of the parameter or
    property of this name (see labels_of); None gives all. Gives nothing for a page that is not a film's, or when
    there is none of these.
    """
    if extraction.film is None:
        return
    page = extraction.page
    wanted = (fact or "").casefold()
    named = labels_of(wanted)
    parameters = {parameter for label in named for parameter in PARAMETERS.get(label, ())}
    heading = _heading(page)
    for statement in statements(extraction.film):
        if statement.label in named or wanted in statement.line.casefold():
            yield from heading
            heading = []
            yield statement.line
            for span in (statement.origin.span, *statement.origin.more):
                yield from _snippet(page, span)
            yield from (f"{_MARGIN}cites: {_citation(citation)}" for citation in statement.origin.citations)
            yield ""
    for issue in extraction.issues:
        if issue.part in parameters or wanted in _issue(issue).casefold():
            yield from heading
            heading = []
            yield _issue(issue)
            yield from _snippet(page, issue.span)
            yield ""


def _heading(page: Page) -> list[str]:
    revision = "" if page.revision is None else f", revision {page.revision}"
    return [f"# {one_line(page.title)}{revision}", ""]


def _issue(issue: Issue) -> str:
    return f"not understood: {issue.code}: {one_line(issue.part)}"


def _snippet(page: Page, span: Span) -> Iterator[str]:
    lines = span.cut(page.text).strip().split("\n")
    yield f"{_MARGIN}characters {span.begin}–{span.end}:"
    for line in lines[:MAX_LINES]:
        yield f"{_MARGIN}│ {one_line(line)}".rstrip()
    if len(lines) > MAX_LINES:
        yield f"{_MARGIN}│ … {len(lines) - MAX_LINES} more lines"


def _citation(citation: Citation) -> str:
    parts = [
        ", ".join(citation.authors),
        citation.title or (citation.text if citation.url is None else ""),
        citation.work or "",
        citation.publisher or "",
        _date(citation.date),
        citation.url or "",
        f"read {citation.access_date.iso}" if citation.access_date else "",
    ]
    return one_line(". ".join(part.rstrip(".") for part in parts if part), 400)


# --- the facts, kind by kind


def _entity(entity: Entity) -> str:
    if entity.link is None:
        return f"{entity.name} (no page)"
    return entity.name if entity.link == entity.name else f"{entity.name} → {entity.link}"


def _entities(entities: Iterable[Entity]) -> str:
    return ", ".join(map(_entity, entities))


def _bracketed(text: str | None) -> str:
    return f" ({text})" if text else ""


def _date(date: PartialDate | None) -> str:
    return "" if date is None else date.iso


def _number(number: Decimal) -> str:
    return f"{number:,f}"


def _text(text: Text) -> tuple[str, Origin]:
    return text.text + ("" if text.language in {None, "en"} else f" [{text.language}]"), text.origin


def _credit(credit: Credit) -> tuple[str, Origin]:
    return f"{CREDITS[credit.field]}: {_entity(credit.entity)}{_bracketed(credit.qualifier)}", credit.origin


def _basis(basis: Basis) -> tuple[str, Origin]:
    by = f"by {_entities(basis.authors)}" if basis.authors else ""
    return " ".join(part for part in (_entity(basis.work) if basis.work else "", by) if part), basis.origin


def _role(role: Role) -> tuple[str, Origin]:
    character = f" as {role.character}" if role.character else ""
    return f"{role.order}. {_entity(role.actor)}{character}{_bracketed(role.note)}", role.origin


def _release(release: Release) -> tuple[str, Origin]:
    place = f", {_entity(release.place)}" if release.place else ""
    return f"{release.date.iso}{place}{_bracketed(release.qualifier)}", release.origin


def _running_time(time: RunningTime) -> tuple[str, Origin]:
    return f"{_number(time.minutes)} minutes{_bracketed(time.qualifier)}", time.origin


def _amount(amount: Amount) -> tuple[str, Origin]:
    money = amount.money
    low, high = _number(money.minimum), _number(money.maximum)
    return f"{low if low == high else f'{low} to {high}'} {money.currency}{_bracketed(amount.qualifier)}", amount.origin


def _nomination(nomination: Nomination) -> tuple[str, Origin]:
    parts = [
        _entity(nomination.award),
        str(nomination.year or ""),
        _entity(nomination.category) if nomination.category else "",
        _entities(nomination.nominees),
        nomination.result_text or nomination.result.value,
    ]
    return " | ".join(part for part in parts if part), nomination.origin


def _album(album: Album) -> tuple[str, Origin]:
    parts = [
        album.name or "(no title)",
        f"by {_entities(album.artists)}" if album.artists else "",
        _date(album.release),
        _entities(album.labels),
        f"{len(album.tracks)} tracks",
    ]
    return " | ".join(part for part in parts if part), album.origin


def _track(track: Track) -> tuple[str, Origin]:
    length = "" if track.seconds is None else f"{track.seconds // 60}:{track.seconds % 60:02}"
    credits = (
        ("performed by", track.performers),
        ("written by", track.writers),
        ("composed by", track.composers),
        ("lyrics by", track.lyricists),
    )
    parts = [
        _entity(track.title),
        length,
        *(f"{words} {_entities(people)}" for words, people in credits if people),
        track.note or "",
    ]
    number = "" if track.position is None else f"{track.position}. "
    return number + " | ".join(part for part in parts if part), track.origin


def _rating(rating: Rating) -> tuple[str, Origin]:
    best = "" if rating.best is None else f" of {rating.best}"
    count = "" if rating.count is None else f", {rating.count} reviews"
    return f"{_entity(rating.by)} {rating.value}{best}{count}", rating.origin
