"""The ontology defines the terms that the vocabulary lists, and no others; data files are found."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.errors import InternalError
from kg.resources import data_file, shape_files, shapes_dir
from kg.vocab import KG

ONTOLOGY = Graph().parse(data=data_file("ontology.ttl").read_bytes(), format="turtle")
DEFINED = {str(term) for term in ONTOLOGY.subjects() if str(term).startswith(KG.iri)}
PROPERTIES = set(ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty)) | set(
    ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty)
)


def test_vocabulary_and_ontology_list_the_same_terms() -> None:
    assert len(DEFINED) > 20
    assert set(KG) == DEFINED


@pytest.mark.parametrize("term", sorted(DEFINED))
def test_a_term_is_defined(term: str) -> None:
    node = URIRef(term)
    assert [label.language for label in ONTOLOGY.objects(node, RDFS.label)] == ["en"]  # type: ignore[attr-defined]
    [comment] = ONTOLOGY.objects(node, RDFS.comment)
    assert str(comment).endswith(".")
    near = (SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, RDFS.seeAlso, RDFS.subPropertyOf, RDFS.subClassOf)
    assert any((node, relation, None) in ONTOLOGY for relation in near)


@pytest.mark.parametrize("term", sorted(PROPERTIES, key=str))
def test_a_property_has_domain_and_range(term: URIRef) -> None:
    for relation in (RDFS.domain, RDFS.range):
        [kind] = ONTOLOGY.objects(term, relation)
        assert not str(kind).startswith(KG.iri) or str(kind) in DEFINED


def test_shapes_are_found_in_order() -> None:
    names = [file.name for file in shape_files()]
    assert names == sorted(names)
    assert len(names) == 17
    assert shapes_dir().is_dir()


def test_a_missing_data_file_is_named() -> None:
    with pytest.raises(InternalError, match=r"no-such-file\.ttl"):
        data_file("no-such-file.ttl")
