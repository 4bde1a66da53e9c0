"""Soundtracks: albums, their tracks, and the songs these are recordings of."""

from __future__ import annotations

from kg import identity
from kg.model import Album, Entity, Film, Kind, Track
from kg.rdf import terms
from kg.rdf.mapping_base import FilmGraph, PlainStatement, english
from kg.rdf.terms import Object
from kg.vocab import RDF, SCHEMA, Iri


def map_albums(graph: FilmGraph, film: Film) -> None:
    """Each album is a thing of its own: of the film it is only said that it has it."""
    albums = film.albums
    names = [_album_name(graph, album) for album in albums]
    nodes = graph.nodes(
        "album",
        [[name] for name in names],
        [(album.release, album.artists, album.labels) for album in albums],
        merge=False,
    )
    statements: list[PlainStatement] = []
    tracks: list[tuple[Iri, str, Track]] = []
    for unlinked, name, album in zip(nodes, names, albums, strict=True):
        page = _linked(graph, album.link)
        node = page or unlinked
        statements.append(PlainStatement(name, node, None, album.origin))
        graph.name_thing(node, name, album.link if page else None)
        graph.add(node, SCHEMA.byArtist, *graph.entities(album.artists))
        graph.add(node, SCHEMA.recordLabel, *graph.entities(album.labels))
        graph.describe(
            node,
            {
                RDF.type: SCHEMA.MusicAlbum,
                SCHEMA.datePublished: terms.date(album.release) if album.release else None,
                SCHEMA.numTracks: terms.integer(len(album.tracks)) if album.tracks else None,
            },
        )
        tracks += ((node, name, track) for track in album.tracks)
    graph.plain_statements("P406", statements)
    _map_tracks(graph, tracks, {statement.value for statement in statements})


def _map_tracks(graph: FilmGraph, tracks: list[tuple[Iri, str, Track]], albums: set[Object]) -> None:
    """The tracks of all albums; tracks: album, its name, track."""
    nodes = graph.nodes(
        "track",
        [[_local_name(album, name), track.title.name] for album, name, track in tracks],
        # All but the position: an edit of another track may change it.
        [
            (track.title, track.seconds, track.performers, track.writers, track.composers, track.lyricists, track.note)
            for _, _, track in tracks
        ],
        merge=False,
    )
    for node, (album, _, track) in zip(nodes, tracks, strict=True):
        graph.add(album, SCHEMA.track, node)
        graph.describe(
            node,
            {
                RDF.type: SCHEMA.MusicRecording,
                SCHEMA.name: english(track.title.name),
                SCHEMA.inAlbum: album,
                SCHEMA.position: terms.integer(track.position) if track.position else None,
                SCHEMA.duration: terms.duration(track.seconds) if track.seconds else None,
            },
        )
        graph.add(node, SCHEMA.byArtist, *graph.entities(track.performers))
        graph.remark(node, track.note)
        graph.derived(node, track.origin)
    _map_songs(graph, albums, [(node, track) for node, (_, _, track) in zip(nodes, tracks, strict=True)])


def _map_songs(graph: FilmGraph, albums: set[Object], tracks: list[tuple[Iri, Track]]) -> None:
    """The songs of those tracks that tell more of them than a title: a page, or who wrote them. Unlinked songs
    of one title and the same writers are one.

    Where recordings of one page's song are credited differently (another arrangement, other words), each
    credit is a song of its own, based on that of the page: no writer is given to a version he did not write.
    """
    tracks = [(recording, track) for recording, track in tracks if track.title.link or any(_writers(track))]
    nodes = graph.nodes(
        Kind.SONG.value,
        [[track.title.name] for _, track in tracks],
        [_writers(track) for _, track in tracks],
    )
    credits: dict[str, set[tuple[tuple[Entity, ...], ...]]] = {}
    for _, track in tracks:
        for writers in _writers(track):
            graph.entities(writers)  # so that it is known of every page whether it is somebody's
        if track.title.link and any(_writers(track)):
            credits.setdefault(track.title.link, set()).add(_writers(track))
    for unlinked, (recording, track) in zip(nodes, tracks, strict=True):
        link = track.title.link
        page = _linked(graph, link)
        song = page if page is not None and page not in albums and graph.may_be(page, Kind.SONG) else None
        if song is not None:
            graph.entity(Entity(track.title.name, link, Kind.SONG))
        if song is None or (any(_writers(track)) and len(credits[link or ""]) > 1):
            graph.add(unlinked, SCHEMA.isBasedOn, song)
            song = unlinked
            graph.add(song, RDF.type, SCHEMA.MusicComposition)
            graph.name_thing(song, track.title.name, None)
        graph.add(recording, SCHEMA.recordingOf, song)
        for term, writers in zip((SCHEMA.composer, SCHEMA.lyricist, SCHEMA.author), _writers(track), strict=True):
            graph.add(song, term, *graph.entities(writers))


def _writers(track: Track) -> tuple[tuple[Entity, ...], ...]:
    """Composers, lyricists, and those of a combined credit."""
    return track.composers, track.lyricists, track.writers


def _local_name(album: Iri, name: str) -> str:
    """What tells an album from others of its name: the end of its own IRI when that has a mark."""
    return f"{name}~{album.rpartition('~')[2]}" if "~" in album.rpartition("#album/")[2] else name


def _linked(graph: FilmGraph, link: str | None) -> Iri | None:
    """The node of a page; None for no page, and for the film's own: a song or an album is not the film."""
    node = terms.iri(graph.namer.page(link)) if link else None
    return None if node == graph.film else node


def _album_name(graph: FilmGraph, album: Album) -> str:
    """The name of an album; one without a title is called after the film."""
    own = album.name or f"{graph.film_name} soundtrack"
    return identity.entity_name(Entity(own, album.link)) if _linked(graph, album.link) else own
