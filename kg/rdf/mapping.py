"""Facts to triples: the whole of a film, one part per module.

The terms and their shape are those of the data model: schema.org's where it has one, Wikidata's
statement form for every fact that Wikidata has a property for, our own for the rest.
"""

from __future__ import annotations

from kg import identity
from kg.model import Extraction, Film, Site
from kg.rdf import terms
from kg.rdf.mapping_base import ENGLISH, FilmGraph, PlainStatement, english
from kg.rdf.mapping_figures import map_amounts, map_ratings, map_releases, map_running_times
from kg.rdf.mapping_music import map_albums
from kg.rdf.mapping_nominations import map_nominations
from kg.rdf.mapping_people import map_basis, map_cast, map_credits
from kg.rdf.terms import Triple
from kg.vocab import DCTERMS, OWL, RDF, RDFS, RESOURCE_BASE, SCHEMA, SKOS, WD, Iri

LICENSE = Iri("https://creativecommons.org/licenses/by-sa/4.0/")
"""The licence of Wikipedia's text (foundation.wikimedia.org, Terms of Use, section 7)."""


def to_triples(extraction: Extraction, base: str = RESOURCE_BASE) -> tuple[Triple, ...]:
    """All that the facts of a page say, as triples without duplicates, in a fixed order.

    base: the IRI that titles are appended to. A page that is not about a film has no triples.
    Raises UsageError for a base that is no IRI.
    """
    identity.check_base(base)
    film = extraction.film
    if film is None:
        return ()
    graph = FilmGraph(extraction.page, film, base, extraction.links)
    _map_page(graph)
    _map_names(graph, film)
    map_credits(graph, film)
    map_basis(graph, film)
    map_cast(graph, film)
    map_releases(graph, film)
    map_running_times(graph, film)
    map_amounts(graph, film)
    map_ratings(graph, film)
    map_nominations(graph, film)
    map_albums(graph, film)
    _map_identifiers(graph, film)
    _map_categories(graph, film)
    return graph.triples()


def graph_name(extraction: Extraction) -> Iri:
    """The named graph of a page's triples: the page's own address."""
    return terms.iri(extraction.page.site + identity.page_path(extraction.page.title))


def _map_page(graph: FilmGraph) -> None:
    page = graph.page
    graph.describe(
        graph.address,
        {
            RDF.type: SCHEMA.Article,
            SCHEMA.about: graph.film,
            SCHEMA.inLanguage: terms.text(ENGLISH),
            SCHEMA.license: LICENSE,
            SCHEMA.version: terms.text(str(page.revision)) if page.revision is not None else None,
            SCHEMA.dateModified: terms.timestamp(page.timestamp) if page.timestamp is not None else None,
        },
    )
    graph.add(graph.film, SCHEMA.mainEntityOfPage, graph.address)
    graph.add(graph.film, SCHEMA.sameAs, graph.address)
    if page.wikidata is not None and WD.iri + page.wikidata in WD:
        graph.add(graph.film, OWL.sameAs, WD[page.wikidata])


def _map_names(graph: FilmGraph, film: Film) -> None:
    name = english(film.name.text)
    graph.add(graph.film, RDF.type, SCHEMA.Movie)
    graph.plain_statements("P31", [PlainStatement("film", WD.Q11424, None, film.origin)])
    graph.add(graph.film, SCHEMA.name, name)
    graph.add(graph.film, RDFS.label, name)
    graph.plain_statements("P1476", [PlainStatement(film.name.text, name, None, film.name.origin)])
    graph.reified(
        SCHEMA.alternateName,
        [
            PlainStatement(other.text, terms.text_in(other.text, other.language), None, other.origin)
            for other in film.other_names
        ],
    )
    for predicate, text in ((SCHEMA.description, film.short_description), (SCHEMA.abstract, film.abstract)):
        if text is not None:
            graph.reified(predicate, [PlainStatement("", english(text.text), None, text.origin)])
    graph.reified(
        SCHEMA.image,
        [PlainStatement(image.file, _file(graph, image.file), None, image.origin) for image in film.images],
    )


def _file(graph: FilmGraph, name: str) -> Iri:
    """Where a file is shown, on the wiki itself or on Commons."""
    return terms.iri(graph.page.site + identity.page_path(f"Special:FilePath/{identity.page_title(name)}"))


def _map_identifiers(graph: FilmGraph, film: Film) -> None:
    for site in Site:
        found = [identifier for identifier in film.identifiers if identifier.site is site]
        graph.plain_statements(
            site.value, [PlainStatement(each.value, terms.text(each.value), None, each.origin) for each in found]
        )
        graph.add(graph.film, SCHEMA.sameAs, *(terms.url(each.url) for each in found if each.url))


def _map_categories(graph: FilmGraph, film: Film) -> None:
    subjects = []
    for category in film.categories:
        title = f"Category:{identity.page_title(category.name)}"
        node = terms.iri(graph.namer.page(title))
        subjects.append(PlainStatement(category.name, node, None, category.origin))
        graph.describe(node, {RDF.type: SKOS.Concept, SKOS.prefLabel: english(category.name)})
        graph.name_thing(node, category.name, title)
    graph.reified(DCTERMS.subject, subjects)
