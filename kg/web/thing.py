"""The page of a person, an award, a company or anything else that films name: what all films say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.vocab import DCTERMS, KG, PQ, PS, RDF, SCHEMA, Iri
from kg.web import wording
from kg.web.film import Site, sites
from kg.web.names import article_of
from kg.web.origins import Origin
from kg.web.view import Link, Prize, Viewer, tally


@dataclass(frozen=True, slots=True)
class Role:
    film: Link
    year: str | None
    character: str
    note: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Job:
    """One part in a film behind the camera, or of a company, a genre, a country…"""

    name: str
    note: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Credit:
    """All parts in one film."""

    film: Link
    year: str | None
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Music:
    """A part in a recording."""

    track: str
    film: Link
    year: str | None
    parts: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Work:
    """Something it wrote or made, and the films that come from it."""

    link: Link
    part: str
    films: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ThingPage:
    iri: Iri
    name: str
    kind: str
    """What kind of thing it is, in words."""
    sites: tuple[Site, ...]
    films: int
    """How many films name it."""
    roles: tuple[Role, ...]
    credits: tuple[Credit, ...]
    prizes: tuple[Prize, ...]
    prize_tally: str
    prizes_as: str
    """How it has to do with them: nominee, award or category."""
    music: tuple[Music, ...]
    works: tuple[Work, ...]


JOBS: dict[Iri, str] = {
    PS.P57: "Director",
    PS.P162: "Producer",
    PS.P58: "Writer",
    KG.storyBy: "Story",
    KG.starring: "Starring",
    PS.P144: "Basis of the film",
    PS.P2438: "Narrator",
    PS.P86: "Music",
    PS.P344: "Cinematographer",
    PS.P1040: "Editor",
    PS.P272: "Production company",
    PS.P750: "Distributor",
    PS.P495: "Country of origin",
    PS.P364: "Language",
    PS.P136: "Genre",
    PS.P406: "Soundtrack",
    PQ.P291: "Place of a release",
    PQ.P447: "Review score",
    DCTERMS.subject: "Category",
}
"""What a thing is to a film, by the property of the statement that says so."""

_SONGS = ((SCHEMA.composer, "music"), (SCHEMA.lyricist, "lyrics"), (SCHEMA.author, "written by"))
_WORKS = ((SCHEMA.author, "Author"), (SCHEMA.byArtist, "Artist"), (SCHEMA.recordLabel, "Label"))


def thing_page(viewer: Viewer, thing: Iri) -> ThingPage:
    """The view of a thing that is not a film of the store."""
    nodes = viewer.nodes
    kind = viewer.kind(thing)
    prizes = _prizes(viewer, thing)
    as_award = any(prize.award.iri == thing for prize in prizes)
    as_category = any(prize.category is not None and prize.category.iri == thing for prize in prizes)
    roles = tuple(_roles(viewer, thing))
    credits = tuple(_credits(viewer, thing, {role.film.iri for role in roles}))
    music = tuple(_music(viewer, thing))
    films = {role.film.iri for role in roles} | {credit.film.iri for credit in credits}
    films |= {prize.film.iri for prize in prizes} | {each.film.iri for each in music}
    works = tuple(_works(viewer, thing))
    films |= {film.iri for work in works for film in work.films}
    return ThingPage(
        thing,
        viewer.name(thing),
        wording.KINDS.get(kind, "Thing") if kind is not None else "Thing",
        tuple(sites(nodes.iris(thing, SCHEMA.sameAs))),
        len(films),
        roles,
        credits,
        prizes,
        tally(prizes),
        "award" if as_award else "category" if as_category else "nominee",
        music,
        works,
    )


def _order(film: Link, year: str | None) -> tuple[str, str, str]:
    return (year or "9999", film.name, film.iri)


def _roles(viewer: Viewer, thing: Iri) -> Iterable[Role]:
    nodes = viewer.nodes
    found = []
    for node in nodes.subjects(SCHEMA.PerformanceRole):
        if thing in nodes.iris(node, SCHEMA.actor):
            film = article_of(node)
            character = ", ".join(nodes.texts(node, SCHEMA.characterName))
            note = nodes.text(node, SCHEMA.description)
            found.append(Role(viewer.link(film), viewer.film_year(film), character, note, viewer.origin(node)))
    return sorted(found, key=lambda role: (*_order(role.film, role.year), role.character))


def _credits(viewer: Viewer, thing: Iri, played_in: set[Iri]) -> Iterable[Credit]:
    nodes = viewer.nodes
    jobs: dict[Iri, list[tuple[str, Job]]] = {}
    for node, predicate, value in nodes.triples:
        if value != thing:
            continue
        if predicate == RDF.object:
            predicate = nodes.iri(node, RDF.predicate) or predicate
        film = article_of(node)
        if predicate not in JOBS or (predicate == KG.starring and film in played_in):
            continue
        note = nodes.text(node, SCHEMA.description)
        if predicate == PQ.P447:
            note = nodes.text(node, PS.P444)
        if predicate == PQ.P291:
            note = wording.date(nodes.text(node, SCHEMA.startDate) or "")
        jobs.setdefault(film, []).append((node, Job(JOBS[predicate], note, viewer.origin(node))))
    ranks = {name: rank for rank, name in enumerate(JOBS.values())}
    credits = [
        Credit(
            viewer.link(film),
            viewer.film_year(film),
            tuple(job for _, job in sorted(found, key=lambda pair: (ranks[pair[1].name], pair[0]))),
        )
        for film, found in jobs.items()
    ]
    return sorted(credits, key=lambda credit: _order(credit.film, credit.year))


def _prizes(viewer: Viewer, thing: Iri) -> tuple[Prize, ...]:
    nodes = viewer.nodes
    found = [
        prize
        for node in nodes.subjects(KG.Nomination)
        if any(thing in nodes.iris(node, part) for part in (KG.award, KG.category, KG.nominee))
        and (prize := viewer.prize(node)) is not None
    ]

    def order(prize: Prize) -> tuple[str, str, str, str, str]:
        category = prize.category.name if prize.category else ""
        return (prize.year or prize.film_year or "9999", prize.award.name, category, prize.film.name, str(prize))

    return tuple(sorted(found, key=order))


def _music(viewer: Viewer, thing: Iri) -> Iterable[Music]:
    nodes = viewer.nodes
    found = []
    for track in nodes.subjects(SCHEMA.MusicRecording):
        song = nodes.iri(track, SCHEMA.recordingOf)
        parts = ["performer"] if thing in nodes.iris(track, SCHEMA.byArtist) else []
        parts += [word for credit, word in _SONGS if thing in nodes.iris(song, credit)]
        if song == thing:
            parts.append("recording")
        if parts:
            film = article_of(track)
            found.append(
                Music(viewer.name(track), viewer.link(film), viewer.film_year(film), tuple(parts), viewer.origin(track))
            )
    return sorted(found, key=lambda music: (*_order(music.film, music.year), music.track))


def _works(viewer: Viewer, thing: Iri) -> Iterable[Work]:
    nodes = viewer.nodes
    found = []
    for work, predicate, value in nodes.triples:
        word = dict(_WORKS).get(predicate)
        if value != thing or word is None or SCHEMA.MusicRecording in nodes.iris(work, RDF.type):
            continue
        films = {article_of(node) for node, said, of in nodes.triples if of == work and said in (PS.P144, PS.P406)}
        if films:
            ordered = sorted(viewer.links(films), key=lambda film: (film.name, film.iri))
            found.append(Work(viewer.link(work), word, tuple(ordered)))
    return sorted(found, key=lambda work: (work.link.name, work.link.iri, work.part))
