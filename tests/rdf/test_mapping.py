"""From facts to triples: the hand-made film's graph line by line, and what holds for every graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Citation, Credit, Entity, Extraction, Field, Film, Kind, PageKind, Release, Text
from kg.rdf.mapping import to_triples
from kg.rdf.serialise import serialize
from kg.rdf.terms import Literal, Triple
from kg.vocab import DCTERMS, KG, NAMESPACES, OWL, PR, PROV, PS, RDF, RDFS, SCHEMA, WDT, WIKIBASE, Iri, P
from tests.rdf.example import EXAMPLE, FILM_FACTS, PAGE, SECOND, at

GOLDEN = Path(__file__).parent / "example.nq"
"""The film's graph, checked by hand against the data model. After a wanted change:
`python -m tests.rdf.test_mapping` writes it anew; read the difference."""

FILM = Iri("https://w3id.org/filmkg/resource/Example_(film)")
TRIPLES = to_triples(EXAMPLE)


def film(**changes: object) -> Extraction:
    return Extraction(PAGE, PageKind.FILM, replace(FILM_FACTS, **changes))  # type: ignore[arg-type]


def objects(triples: tuple[Triple, ...], subject: Iri, predicate: Iri) -> set[Iri | Literal]:
    return {o for s, p, o in triples if s == subject and p == predicate}


def nodes(triples: tuple[Triple, ...], kind: Iri) -> set[Iri]:
    return {s for s, p, o in triples if p == RDF.type and o == kind}


def test_the_whole_graph() -> None:
    expected = set(GOLDEN.read_text("utf-8").splitlines())
    found = set(serialize(EXAMPLE, "nquads").decode().splitlines())
    assert len(expected) > 600
    assert sorted(found - expected) == []
    assert sorted(expected - found) == []


def test_sorted_without_duplicates() -> None:
    assert len(set(TRIPLES)) == len(TRIPLES)
    assert to_triples(EXAMPLE) == TRIPLES


@pytest.mark.parametrize("triples", [TRIPLES, to_triples(SECOND)], ids=["example", "second"])
def test_every_direct_triple_has_its_statement(triples: tuple[Triple, ...]) -> None:
    subject = next(iter(nodes(triples, SCHEMA.Movie)))
    direct = [(p, o) for s, p, o in triples if s == subject and p in WDT]
    assert direct
    for predicate, value in direct:
        name = predicate.removeprefix(WDT.iri)
        statements = objects(triples, subject, P[name])
        assert any(objects(triples, Iri(str(node)), PS[name]) == {value} for node in statements), name
    for node in nodes(triples, WIKIBASE.Statement):
        assert objects(triples, node, WIKIBASE.rank) == {WIKIBASE.NormalRank}
        assert sum(1 for s, p, _ in triples if s == node and p in PS) == 1
        assert any("#char=" in str(source) for source in objects(triples, node, PROV.wasDerivedFrom))
        assert sum(1 for _, p, o in triples if o == node and p in P) == 1


def test_every_thing_has_a_name_and_a_page_if_linked() -> None:
    things = {s for s, p, o in TRIPLES if p == RDF.type} - nodes(TRIPLES, SCHEMA.Article)
    for node in things:
        if "#" not in node:
            assert len(objects(TRIPLES, node, SCHEMA.name)) == 1, node
            assert objects(TRIPLES, node, SCHEMA.sameAs), node


def test_only_terms_of_the_vocabularies() -> None:
    for subject, predicate, value in TRIPLES:
        assert any(predicate in namespace for namespace in NAMESPACES)
        assert not subject.startswith("_:")
        if predicate == RDF.type:
            assert any(str(value) in namespace for namespace in NAMESPACES)


def test_no_triples_without_a_film() -> None:
    assert to_triples(Extraction(PAGE, PageKind.LIST)) == ()


def test_the_base() -> None:
    base = "http://localhost:8000/x/"
    triples = to_triples(EXAMPLE, base)
    text = "\n".join(str(triple) for triple in triples)
    assert base in text
    assert "w3id.org/filmkg/resource" not in text
    with pytest.raises(UsageError):
        to_triples(EXAMPLE, "http://localhost:8000/x?y=")


def test_names_do_not_depend_on_the_order() -> None:
    """An edit elsewhere renames nothing: the facts of an article turned round make the same nodes."""
    turned = film(
        cast=FILM_FACTS.cast[::-1],
        nominations=FILM_FACTS.nominations[::-1],
        releases=FILM_FACTS.releases[::-1],
        gross=FILM_FACTS.gross[::-1],
        ratings=FILM_FACTS.ratings[::-1],
        albums=tuple(replace(album, tracks=album.tracks[::-1]) for album in FILM_FACTS.albums[::-1]),
    )
    turned_nodes = {s for s, _, _ in to_triples(turned)}
    assert turned_nodes == {s for s, _, _ in TRIPLES}


def test_an_edit_elsewhere_changes_nothing_else() -> None:
    fewer = {s for s, _, _ in to_triples(film(nominations=FILM_FACTS.nominations[1:], cast=FILM_FACTS.cast[1:]))}
    assert fewer < {s for s, _, _ in TRIPLES}


def test_true_duplicates_are_counted_and_repeated_statements_merged() -> None:
    kinds = Counter(str(o) for _, p, o in TRIPLES if p == RDF.type)
    assert kinds[KG.Nomination] == len(FILM_FACTS.nominations)
    assert kinds[SCHEMA.MusicRecording] == 6
    # Five entries of the cast, one of them twice, and one who stars without an entry.
    assert kinds[SCHEMA.PerformanceRole] == 5
    assert kinds[SCHEMA.MusicComposition] == 4


def test_the_soundtrack_is_not_the_film() -> None:
    for predicate in ("byArtist", "recordLabel", "track", "numTracks", "composer", "inAlbum"):
        assert objects(TRIPLES, FILM, SCHEMA[predicate]) == set()
    assert objects(TRIPLES, FILM, RDF.type) == {SCHEMA.Movie}


def test_an_entity_is_all_that_the_article_shows_it_to_be() -> None:
    credits = [
        Credit(field, Entity("Studio Ghibli", "Studio Ghibli", kind), at(1))
        for field, kind in ((Field.PRODUCERS, Kind.PERSON), (Field.DISTRIBUTORS, Kind.ORGANIZATION))
    ]
    triples = to_triples(film(credits=tuple(credits)))
    node = Iri("https://w3id.org/filmkg/resource/Studio_Ghibli")
    assert objects(triples, node, RDF.type) == {SCHEMA.Person, SCHEMA.Organization}


def test_a_source_without_revision() -> None:
    triples = to_triples(SECOND)
    page = Iri("https://en.wikipedia.org/wiki/Heat")
    assert objects(triples, page, SCHEMA.version) == set()
    assert (
        Iri("https://w3id.org/filmkg/resource/Heat#statement/P57/Jane_Roe"),
        PROV.wasDerivedFrom,
        Iri("https://en.wikipedia.org/w/index.php?title=Heat&action=raw#char=5,10"),
    ) in triples


SITES = [
    ("https://de.wikipedia.org/wiki/", "https://de.wikipedia.org/w/index.php?oldid=1001&action=raw#char=0,5"),
    ("http://127.0.0.1:8080/index.php/", "http://127.0.0.1:8080/index.php?oldid=1001&action=raw#char=0,5"),
    ("http://127.0.0.1/w/index.php?title=", "http://127.0.0.1/w/index.php?oldid=1001&action=raw#char=0,5"),
    ("http://wiki.example/", "http://wiki.example/index.php?oldid=1001&action=raw#char=0,5"),
]


@pytest.mark.parametrize(("site", "address"), SITES)
def test_other_wikis(site: str, address: str) -> None:
    triples = to_triples(replace(EXAMPLE, page=replace(PAGE, site=site)))
    statement = Iri(FILM + "#statement/P31/film")
    assert objects(triples, statement, PROV.wasDerivedFrom) == {Iri(address)}


HOSTILE = ["2018", "Q0", "<x>", "\ud800", ""]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_page_with_nonsense_in_its_metadata(value: str) -> None:
    triples = to_triples(replace(EXAMPLE, page=replace(PAGE, timestamp=value, wikidata=value)))
    page = Iri("https://en.wikipedia.org/wiki/Example_(film)")
    assert objects(triples, page, SCHEMA.dateModified) == set()
    assert objects(triples, FILM, OWL.sameAs) == set()


def test_a_citation_without_an_address_to_follow() -> None:
    citations = (Citation(text=""), Citation(text="Some <book>", url="not an address"), Citation("", publisher="Press"))
    facts = Film(Text("X", "en", at(0)), at(0), credits=(Credit(Field.STORY_BY, Entity("A"), at(1)),))
    facts = replace(facts, releases=(Release(FILM_FACTS.releases[0].date, at(2, *citations)),))
    triples = to_triples(Extraction(PAGE, PageKind.FILM, facts))
    references = nodes(triples, WIKIBASE.Reference)
    assert len(references) == 2
    assert not any(p == PR.P854 for _, p, _ in triples)


def test_categories() -> None:
    labels = {str(o) for o in objects(TRIPLES, FILM, DCTERMS.subject)}
    assert labels == {
        "https://w3id.org/filmkg/resource/Category:1995_films",
        "https://w3id.org/filmkg/resource/Category:Films_about_AC/DC%3F",
    }


def test_labels_of_nominations() -> None:
    labels = {o.lexical for s, p, o in TRIPLES if p == RDFS.label and isinstance(o, Literal) and s != FILM}
    assert labels == {
        "Example Awards 1996, Best Actor: John Doe (Won)",
        '20/20 "Fancy" Awards, Best Actor: John Doe (Nominated)',
        "Grand Prix 1996 (4th Place)",
        "Example Awards 1996, Best Film: The Crew, Pat Producer (Nominated)",
        "Example Awards, Best Song (Nominated)",
        "Example Awards 1996, Best Plot (Runner-up)",
    }


if __name__ == "__main__":
    GOLDEN.write_bytes(serialize(EXAMPLE, "nquads"))
