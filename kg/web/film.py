"""The page of a film, from the triples of its article's graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.rdf.terms import Literal
from kg.vocab import DCTERMS, KG, PQ, PS, RDF, SCHEMA, Iri, P
from kg.web import wording
from kg.web.origins import Origin, web_address
from kg.web.view import Fact, Link, Prize, Viewer, tally


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A role in the cast."""

    actor: Link
    character: str
    note: str | None
    origin: Origin
    anchor: str


@dataclass(frozen=True, slots=True)
class PrizeGroup:
    award: Link
    prizes: tuple[Prize, ...]
    tally: str


@dataclass(frozen=True, slots=True)
class Track:
    position: str
    name: str
    song: Link | None
    """None for a recording of nothing that has a name of its own in the graph."""
    performers: tuple[Link, ...]
    writers: tuple[tuple[str, tuple[Link, ...]], ...]
    """What they did, and who: (music, …), (lyrics, …), (written by, …)."""
    length: str
    note: str | None
    origin: Origin
    anchor: str


@dataclass(frozen=True, slots=True)
class Album:
    link: Link
    anchor: str
    artists: tuple[Link, ...]
    labels: tuple[Link, ...]
    released: str | None
    tracks: tuple[Track, ...]
    origin: Origin
    """Of the statement that it is the film's."""


@dataclass(frozen=True, slots=True)
class Score:
    by: Link
    value: str
    rating: str | None
    best: str | None
    reviews: str | None
    origin: Origin
    anchor: str


@dataclass(frozen=True, slots=True)
class Release:
    date: str
    where: str
    place: Link | None
    origin: Origin
    anchor: str


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class FilmPage:
    iri: Iri
    name: str
    year: str | None
    description: str | None
    paragraphs: tuple[str, ...]
    abstract_origin: Origin | None
    rows: tuple[Row, ...]
    cast: tuple[Part, ...]
    releases: tuple[Release, ...]
    scores: tuple[Score, ...]
    prizes: tuple[PrizeGroup, ...]
    prize_tally: str
    albums: tuple[Album, ...]
    sites: tuple[Site, ...]
    categories: tuple[Fact, ...]
    article: str | None
    """The address of the article."""
    revision: str | None
    revision_address: str | None
    """As people read it; None where no statement names a passage of it."""
    modified: str | None


ROWS: tuple[tuple[str, Iri], ...] = (
    ("Directed by", P.P57),
    ("Produced by", P.P162),
    ("Written by", P.P58),
    ("Story by", KG.storyBy),
    ("Based on", P.P144),
    ("Narrated by", P.P2438),
    ("Starring", KG.starring),
    ("Music by", P.P86),
    ("Cinematography", P.P344),
    ("Edited by", P.P1040),
    ("Production", P.P272),
    ("Distributed by", P.P750),
    ("Country", P.P495),
    ("Language", P.P364),
    ("Genre", P.P136),
    ("Running time", P.P2047),
    ("Budget", P.P2130),
    ("Box office", P.P2142),
    ("Also known as", SCHEMA.alternateName),
)
"""The facts beside the text: what they are called, and the property that leads to their statement nodes. What
Wikidata has no property for is an rdf:Statement with it as predicate."""

_SITES = {
    "en.wikipedia.org": "Wikipedia",
    "www.wikidata.org": "Wikidata",
    "www.imdb.com": "IMDb",
    "www.rottentomatoes.com": "Rotten Tomatoes",
    "www.allmovie.com": "AllMovie",
    "www.tcm.com": "TCM",
    "www.metacritic.com": "Metacritic",
    "www.boxofficemojo.com": "Box Office Mojo",
    "catalog.afi.com": "AFI Catalog",
}


def film_page(viewer: Viewer) -> FilmPage:
    """The view of a film; `viewer.page` is the film."""
    film, nodes = viewer.page, viewer.nodes
    page = nodes.iri(film, SCHEMA.mainEntityOfPage)
    statements = _statements(viewer)
    prizes = sorted(
        (prize for node in nodes.iris(film, KG.nomination) if (prize := viewer.prize(node)) is not None),
        key=lambda prize: (prize.origin.position, prize.anchor),
    )
    abstract = nodes.text(film, SCHEMA.abstract)
    origins = [fact.origin for facts in statements.values() for fact in facts] + [prize.origin for prize in prizes]
    abstract_origins = [fact.origin for fact in statements.get(SCHEMA.abstract, ()) if fact.origin]
    return FilmPage(
        film,
        viewer.name(film),
        viewer.film_year(film),
        nodes.text(film, SCHEMA.description),
        tuple(line for line in (abstract or "").splitlines() if line),
        abstract_origins[0] if abstract_origins else None,
        tuple(Row(label, facts) for label, key in ROWS if (facts := tuple(statements.get(key, ())))),
        tuple(_cast(viewer)),
        tuple(_releases(viewer)),
        tuple(_scores(viewer)),
        _groups(prizes),
        tally(prizes),
        tuple(_albums(viewer)),
        tuple(sites(nodes.iris(film, SCHEMA.sameAs))),
        tuple(statements.get(DCTERMS.subject, ())),
        None if page is None else web_address(page),
        nodes.text(page, SCHEMA.version),
        next((each.address for origin in origins for each in origin.passages if each.revision), None),
        nodes.text(page, SCHEMA.dateModified),
    )


def _statements(viewer: Viewer) -> dict[Iri, list[Fact]]:
    """The facts of a film by the property that leads to them, in the order of the article."""
    film, nodes = viewer.page, viewer.nodes
    found: dict[Iri, list[Fact]] = {}
    for _, key in ROWS:
        if key in P:
            value = PS[key.removeprefix(P.iri)]
            for node in nodes.iris(film, key):
                for each in nodes.all(node, value):
                    found.setdefault(key, []).append(_fact(viewer, key, node, each))
    for node in nodes.iris(film, KG.statement):
        predicate = nodes.iri(node, RDF.predicate)
        for each in nodes.all(node, RDF.object):
            if predicate is not None:
                found.setdefault(predicate, []).append(_fact(viewer, predicate, node, each))
    for facts in found.values():
        facts.sort(key=lambda fact: (fact.origin.position, fact.anchor))
    return found


def _fact(viewer: Viewer, key: Iri, node: Iri, value: Iri | Literal) -> Fact:
    nodes = viewer.nodes
    note = nodes.text(node, SCHEMA.description)
    shown = viewer.value(value)
    authors: tuple[Link, ...] = ()
    if key == P.P2047:
        shown = wording.minutes(str(shown))
    elif key in (P.P2130, P.P2142):
        low, high = nodes.text(node, SCHEMA.minValue), nodes.text(node, SCHEMA.maxValue)
        shown = wording.money(low or str(shown), high or str(shown), nodes.text(node, SCHEMA.currency) or "")
    elif key == P.P144 and not isinstance(value, Literal):
        authors = viewer.links(nodes.iris(value, SCHEMA.author))
    elif key == SCHEMA.alternateName and isinstance(value, Literal) and value.language:
        note = note or value.language
    return Fact(shown, viewer.origin(node), viewer.anchor(node), note, authors)


def _cast(viewer: Viewer) -> Iterable[Part]:
    nodes = viewer.nodes
    roles = [node for node in nodes.iris(viewer.page, P.P161) if SCHEMA.PerformanceRole in nodes.iris(node, RDF.type)]

    def order(node: Iri) -> tuple[int, str, Iri]:
        return (*_position(nodes.text(node, PQ.P1545)), node)

    for node in sorted(roles, key=order):
        actor = nodes.iri(node, PS.P161)
        if actor is not None:
            character = ", ".join(nodes.texts(node, SCHEMA.characterName))
            note = nodes.text(node, SCHEMA.description)
            yield Part(viewer.link(actor), character, note, viewer.origin(node), viewer.anchor(node))


def _releases(viewer: Viewer) -> Iterable[Release]:
    nodes = viewer.nodes
    found = []
    for node in nodes.iris(viewer.page, P.P577):
        stated = nodes.text(node, SCHEMA.startDate) or nodes.text(node, PS.P577) or ""
        place = nodes.iri(node, PQ.P291)
        link = None if place is None else viewer.link(place)
        where = nodes.text(node, SCHEMA.description) or ""
        if link is not None and where == link.name:
            where = ""
        found.append((stated, Release(wording.date(stated), where, link, viewer.origin(node), viewer.anchor(node))))
    return (release for _, release in sorted(found, key=lambda pair: (pair[0], pair[1].anchor)))


def _scores(viewer: Viewer) -> Iterable[Score]:
    nodes = viewer.nodes
    found = []
    for node in nodes.iris(viewer.page, P.P444):
        by = nodes.iri(node, PQ.P447) or nodes.iri(node, SCHEMA.author)
        if by is not None:
            rating, best = nodes.text(node, SCHEMA.ratingValue), nodes.text(node, SCHEMA.bestRating)
            number = rating if rating and rating.replace(".", "", 1).isdecimal() else None
            found.append(
                Score(
                    viewer.link(by),
                    nodes.text(node, PS.P444) or rating or "",
                    number if best else None,
                    best,
                    nodes.text(node, SCHEMA.reviewCount),
                    viewer.origin(node),
                    viewer.anchor(node),
                )
            )
    return sorted(found, key=lambda score: (score.origin.position, score.anchor))


def _groups(prizes: Iterable[Prize]) -> tuple[PrizeGroup, ...]:
    """Nominations by who gives the award, in the order of the article."""
    groups: dict[Iri, list[Prize]] = {}
    for prize in prizes:
        groups.setdefault(prize.award.iri, []).append(prize)
    return tuple(PrizeGroup(group[0].award, tuple(group), tally(group)) for group in groups.values())


def _albums(viewer: Viewer) -> Iterable[Album]:
    nodes = viewer.nodes
    for node in sorted(nodes.iris(viewer.page, P.P406)):
        album = nodes.iri(node, PS.P406)
        if album is None:
            continue
        released = nodes.text(album, SCHEMA.datePublished)
        tracks = sorted(
            nodes.iris(album, SCHEMA.track), key=lambda track: _position(nodes.text(track, SCHEMA.position))
        )
        yield Album(
            viewer.link(album),
            viewer.anchor(album),
            viewer.links(sorted(nodes.iris(album, SCHEMA.byArtist))),
            viewer.links(sorted(nodes.iris(album, SCHEMA.recordLabel))),
            None if released is None else wording.date(released),
            tuple(_track(viewer, track) for track in tracks),
            viewer.origin(node),
        )


def _position(text: str | None) -> tuple[int, str]:
    return (int(text) if text and text.isdecimal() and len(text) < 10 else 1 << 30, text or "")


_CREDITS = (("Music", SCHEMA.composer), ("Lyrics", SCHEMA.lyricist), ("", SCHEMA.author))


def _track(viewer: Viewer, track: Iri) -> Track:
    nodes = viewer.nodes
    song = nodes.iri(track, SCHEMA.recordingOf)
    writers = ((word, viewer.links(sorted(nodes.iris(song, credit)))) for word, credit in _CREDITS)
    link = None if song is None else viewer.link(song)
    return Track(
        nodes.text(track, SCHEMA.position) or "",
        viewer.name(track),
        link if link is not None and (link.address or link.anchor) else None,
        viewer.links(sorted(nodes.iris(track, SCHEMA.byArtist))),
        tuple((word, people) for word, people in writers if people),
        wording.length(nodes.text(track, SCHEMA.duration)),
        nodes.text(track, SCHEMA.description),
        viewer.origin(track),
        viewer.anchor(track),
    )


def sites(same: Iterable[Iri]) -> Iterable[Site]:
    """The pages elsewhere about the same thing, by the names of the sites."""
    for iri in sorted(same):
        address = web_address(iri)
        if address is not None:
            host = urlsplit(address).hostname or address
            yield Site(_SITES.get(host, host.removeprefix("www.")), address)
