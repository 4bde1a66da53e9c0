"""The order in which a graph is read: films first, then what they point at; names before numbers.

Shared by the formats that people read (Turtle, TriG, JSON-LD). Depends on nothing but the triples.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kg.rdf.terms import Literal, Object, Triple, ntriples
from kg.vocab import DCTERMS, KG, OWL, PQ, PROV, RDF, RDFS, SCHEMA, SKOS, WIKIBASE, Iri

Description = dict[Iri, list[Object]]
"""What is said of one node: objects by predicate, both in reading order."""

_FIRST: tuple[Iri, ...] = (
    RDF.type,
    *(SCHEMA[name] for name in ("name", "alternateName")),
    *(RDFS.label, SKOS.prefLabel),
    *(SCHEMA[name] for name in ("description", "abstract", "image", "mainEntityOfPage", "sameAs")),
    OWL.sameAs,
    *(SCHEMA[name] for name in ("about", "version", "dateModified")),
    *(SCHEMA[name] for name in ("datePublished", "startDate", "duration", "countryOfOrigin", "inLanguage", "license")),
    *(SCHEMA.genre, SCHEMA.director, SCHEMA.producer, SCHEMA.author, KG.storyBy, SCHEMA.isBasedOn),
    *(KG.starring, SCHEMA.actor, SCHEMA.characterName),
    *(SCHEMA[name] for name in ("musicBy", "editor", "productionCompany", "releasedEvent")),
    *(KG.budget, KG.boxOffice),
    *(SCHEMA[name] for name in ("minValue", "maxValue", "value", "currency")),
    *(SCHEMA[name] for name in ("aggregateRating", "ratingValue", "bestRating", "reviewCount")),
    *(SCHEMA.award, KG.nomination),
    *(KG[name] for name in ("film", "award", "category", "nominee", "result", "resultText", "place", "year")),
    *(SCHEMA[name] for name in ("position", "byArtist", "recordLabel", "numTracks", "track", "inAlbum")),
    *(SCHEMA[name] for name in ("recordingOf", "composer", "lyricist")),
    DCTERMS.subject,
)
_ORDINALS = (PQ.P1545, SCHEMA.position)
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_LAST = (WIKIBASE.rank, PROV.wasDerivedFrom)
_RANK = {predicate: (0, rank) for rank, predicate in enumerate(_FIRST)} | {
    predicate: (2, rank) for rank, predicate in enumerate(_LAST)
}
# In the order that Wikidata's own exports have them; a property's number is more telling than its digits.
_LAYERS = {
    namespace: rank
    for rank, namespace in enumerate(
        "http://www.wikidata.org/prop/" + layer
        for layer in ("direct/", "", "statement/", "statement/value/", "qualifier/", "reference/")
    )
}


def describe(triples: Iterable[Triple]) -> dict[Iri, Description]:
    """The triples by subject, predicate and objects, all in reading order.

    Subjects stand in the order in which one comes upon them from the films, level by level; what no film
    leads to comes after, in order of IRI.
    """
    said: defaultdict[Iri, defaultdict[Iri, list[Object]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        said[subject][predicate].append(value)
    nodes: dict[Iri, Description] = {}
    for subject in sorted(said):
        predicates = said[subject]
        nodes[subject] = {
            predicate: sorted(set(predicates[predicate]), key=lambda value: _object_order(value, said))
            for predicate in sorted(predicates, key=_predicate_order)
        }
    films = [node for node, description in nodes.items() if SCHEMA.Movie in description.get(RDF.type, ())]
    found: dict[Iri, Description] = {}
    for start in (films, nodes):
        level: list[Iri] = [node for node in start if node not in found]
        while level:
            found.update((node, nodes[node]) for node in level)
            level = list(
                dict.fromkeys(
                    value
                    for node in level
                    for values in nodes[node].values()
                    for value in values
                    if not isinstance(value, Literal) and value in nodes and value not in found
                )
            )
    return found


def _predicate_order(predicate: Iri) -> tuple[tuple[int, int], int, str]:
    rank = _RANK.get(predicate)
    if rank is not None:
        return rank, 0, predicate
    head, slash, name = predicate.rpartition("/")
    layer = _LAYERS.get(head + slash)
    if layer is not None and name[1:].isdecimal():
        return (1, layer), int(name[1:]), predicate
    return (1, len(_LAYERS)), 0, predicate


def _object_order(value: Object, said: Mapping[Iri, Mapping[Iri, Sequence[Object]]]) -> tuple[Decimal, str, str]:
    """Numbers by size, roles and tracks by their place in the article, everything else by its letters."""
    number: Object | None = value
    if not isinstance(value, Literal):
        ordinals = (ordinal for predicate in _ORDINALS for ordinal in said.get(value, {}).get(predicate, ()))
        number = next(ordinals, None)
    if isinstance(number, Literal) and _NUMBER.fullmatch(number.lexical):
        rank = Decimal(number.lexical)
    else:
        rank = Decimal("Infinity")
    if isinstance(value, Literal):
        return rank, value.lexical, ntriples(value)
    # Of the classes of a node, what it is comes before that it is a statement.
    return rank, "~" if value == WIKIBASE.Statement else value, value
