"""People, companies, countries and works of a film: credits, cast, and what it is based on."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from kg import identity
from kg.model import Entity, Field, Film, Kind, Origin, Role
from kg.rdf import terms
from kg.rdf.mapping_base import FilmGraph, PlainStatement
from kg.vocab import KG, PQ, RDF, SCHEMA, WDT, Iri


class _Part(NamedTuple):
    """How a film's credits of one field are said."""

    predicate: Iri | None
    """Our own or schema.org's property, film → entity."""
    property_: str | None
    """Wikidata's property, as a statement."""


# Wikidata properties by their English labels; P161 of those who star is said with the cast.
PARTS: dict[Field, _Part] = {
    Field.DIRECTORS: _Part(SCHEMA.director, "P57"),  # director
    Field.PRODUCERS: _Part(SCHEMA.producer, "P162"),  # producer
    Field.SCREENWRITERS: _Part(SCHEMA.author, "P58"),  # screenwriter
    Field.STORY_BY: _Part(KG.storyBy, None),
    Field.NARRATORS: _Part(None, "P2438"),  # narrator
    Field.STARRING: _Part(KG.starring, None),
    Field.MUSIC: _Part(SCHEMA.musicBy, "P86"),  # composer
    Field.CINEMATOGRAPHERS: _Part(None, "P344"),  # director of photography
    Field.EDITORS: _Part(SCHEMA.editor, "P1040"),  # film editor
    Field.PRODUCTION_COMPANIES: _Part(SCHEMA.productionCompany, "P272"),  # production company
    Field.DISTRIBUTORS: _Part(None, "P750"),  # distributed by
    Field.COUNTRIES: _Part(SCHEMA.countryOfOrigin, "P495"),  # country of origin
    Field.LANGUAGES: _Part(None, "P364"),  # original language of film or TV show
    Field.GENRES: _Part(SCHEMA.genre, "P136"),  # genre
}


def map_credits(graph: FilmGraph, film: Film) -> None:
    # The tables of language names are slow to load and not needed to import this module.
    from kg.values.languages import language_tag

    for field, part in PARTS.items():
        credits = [credit for credit in film.credits if credit.field is field]
        nodes = [graph.entity(credit.entity) for credit in credits]
        said = [
            PlainStatement(identity.entity_key(credit.entity), node, credit.qualifier, credit.origin, credit.entity)
            for credit, node in zip(credits, nodes, strict=True)
        ]
        if part.property_ is not None:
            graph.plain_statements(part.property_, said)
            if part.predicate is not None:
                graph.add(graph.film, part.predicate, *nodes)
        elif part.predicate is not None:
            graph.reified(part.predicate, said)
        if field is Field.LANGUAGES:
            for credit in credits:
                tag = language_tag(credit.entity.name) or language_tag(identity.entity_name(credit.entity))
                graph.add(graph.film, SCHEMA.inLanguage, terms.text(tag) if tag else None)


def map_cast(graph: FilmGraph, film: Film) -> None:
    """The cast, and those who star without an entry of their own in it. Entries that say the same of the same
    actor are one role, at the place of the first."""
    actors = [graph.entity(role.actor) for role in film.cast]
    stars = [(graph.entity(credit.entity), credit) for credit in film.credits if credit.field is Field.STARRING]
    stars = [(actor, star) for actor, star in stars if actor not in actors]
    names = [
        [identity.entity_key(role.actor), *([role.character or ""] if role.character or role.note else []),
         *([role.note] if role.note else [])]
        for role in film.cast
    ]  # fmt: skip
    nodes = graph.nodes(
        "role",
        [*names, *([identity.entity_key(star.entity)] for _, star in stars)],
        [(actor, role.character, role.note) for actor, role in zip(actors, film.cast, strict=True)]
        + [(actor, None, None) for actor, _ in stars],
    )
    entries: defaultdict[tuple[Iri, Iri], list[Role]] = defaultdict(list)
    for node, actor, role in zip(nodes, actors, film.cast, strict=False):  # those of the stars follow
        entries[node, actor].append(role)
    for (node, actor), roles in entries.items():
        _map_actor(graph, node, actor, *(role.origin for role in roles))
        for role in roles:
            graph.named_as(node, role.actor)
        character = terms.text(roles[0].character) if roles[0].character else None
        # Wikidata's series ordinal is a string.
        order = terms.text(str(min(role.order for role in roles)))
        graph.describe(node, {SCHEMA.characterName: character, PQ.P4633: character, PQ.P1545: order})
        graph.remark(node, roles[0].note)
    for node, (actor, star) in zip(nodes[len(film.cast) :], stars, strict=True):
        _map_actor(graph, node, actor, star.origin)
        graph.named_as(node, star.entity)


def _map_actor(graph: FilmGraph, node: Iri, actor: Iri, *origins: Origin) -> None:
    graph.statement(node, "P161", actor, *origins)
    graph.describe(node, {RDF.type: SCHEMA.PerformanceRole, SCHEMA.actor: actor})
    graph.add(graph.film, SCHEMA.actor, actor)


def map_basis(graph: FilmGraph, film: Film) -> None:
    """Works the film is based on; one that is not named is called by its authors."""
    values: list[PlainStatement] = []
    for basis in film.based_on:
        work = basis.work
        if work is None:
            if not basis.authors:
                continue
            work = Entity("work by " + ", ".join(author.name for author in basis.authors), None, Kind.WORK)
        node = graph.entity(work)
        values.append(PlainStatement(identity.entity_key(work), node, None, basis.origin, basis.work))
        graph.add(graph.film, SCHEMA.isBasedOn, node)
        authors = graph.entities(basis.authors)
        graph.add(node, SCHEMA.author, *authors)
        graph.add(node, WDT.P50, *authors)
    graph.plain_statements("P144", values)
