"""The data dictionary says what is so, and leaves nothing out: rows, vocabulary, graphs and shapes, both ways."""

from __future__ import annotations

import re
from collections import Counter

import pyoxigraph
import pytest

from kg.extraction import infobox
from kg.extraction.identifiers import SITES
from kg.rdf.terms import Literal, Triple, ntriples
from kg.vocab import CURRENCY_ITEMS, KG, NAMESPACES, OWL, RDF, RESOURCE_BASE, WD, Iri

from .conftest import ROOT
from .dictionary import (
    PAGE,
    Row,
    examples,
    generated,
    groups,
    invented,
    is_property,
    ontology,
    sample,
    shapes,
    shapes_of,
    short,
    slug,
)

ROWS = [row for group in groups() for row in group.rows]
TERMS = [term for row in ROWS for term in row.terms]
LISTED = {term for namespace in NAMESPACES for term in namespace}

# Terms that no graph here has.
WITHOUT_EXAMPLE = {WD.Q25224, WD.Q80524, WD.Q8146}


def used(triples: tuple[Triple, ...]) -> set[Iri]:
    """All terms of vocabularies in a graph; Wikidata's items only as values of facts, not as what a thing is."""
    found: set[Iri] = set()
    for subject, predicate, value in triples:
        found |= {subject, predicate}
        if isinstance(value, Literal):
            found.add(value.datatype)
        elif predicate != OWL.sameAs:
            found.add(value)
    return {term for term in found if any(term in namespace for namespace in NAMESPACES)}


def test_it_is_as_generated() -> None:
    """`python -m tests.dictionary` writes it anew."""
    assert PAGE.read_bytes() == generated().encode("utf-8")


def test_every_term_of_the_vocabulary_has_a_row_and_every_row_is_of_the_vocabulary() -> None:
    assert len(LISTED) > 230
    items = {term for term in TERMS if term in WD}
    assert set(TERMS) - items == LISTED
    assert [term for term, number in Counter(TERMS).items() if number > 1] == []


@pytest.mark.parametrize("graph", [sample, invented], ids=["sample", "invented"])
def test_every_term_of_a_graph_has_a_row(graph: object) -> None:
    assert callable(graph)
    triples: tuple[Triple, ...] = graph()
    assert len(used(triples)) > 190
    assert used(triples) <= set(TERMS)
    # What is no term of a vocabulary cannot have been forgotten: predicates and classes are none of those.
    for _, predicate, value in triples:
        assert any(predicate in namespace for namespace in NAMESPACES)
        assert predicate != RDF.type or any(str(value) in namespace for namespace in NAMESPACES)


def test_every_item_of_wikidata_is_a_value() -> None:
    items = {term for term in TERMS if term in WD}
    values = {term for triples in (sample(), invented()) for term in used(triples) if term in WD}
    assert items == values | set(CURRENCY_ITEMS.values())


def test_every_property_has_a_shape() -> None:
    properties = [term for term in TERMS if is_property(term)]
    assert len(properties) > 180
    assert [term for term in properties if not shapes_of([term])] == []


def test_every_shape_is_there() -> None:
    """The one that closes a film is about no term, it lists all of a film's."""
    named = {
        (file, name) for row in ROWS for shape in shapes_of(row.terms) for file, name in [(shape.file, shape.name)]
    }
    assert len(named) > 270
    assert {shape.name for shape in shapes() if (shape.file, shape.name) not in named} == {"FilmVocabulary"}
    text = PAGE.read_text(encoding="utf-8")
    assert [shape.name for shape in shapes() if f"`{shape.name}`" not in text] == []


def test_what_is_said_of_a_shape() -> None:
    """A path with alternatives, an inverse, a sequence; a list; a class; a target; not the target of a property."""
    found = {shape.name: {short(Iri(term)) for term in shape.terms} for shape in shapes()}
    assert found["Amount-middle"] == {"ps:P2130", "ps:P2142", "xsd:decimal", "schema:maxValue"}
    assert found["Album-inAlbum"] == {"schema:inAlbum", "schema:track"}
    assert found["P57-mirror"] == {"p:P57", "ps:P57", "wdt:P57"}
    assert found["RunningTime-unit"] == {"psv:P2047", "wikibase:quantityUnit", "wd:Q7727"}
    assert {"p:P31", "p:P3593"} <= found["Statement-subject"]
    assert found["Nomination-result"] == {
        "kg:result",
        *map(short, (KG.Won, KG.Nominated, KG.RunnerUp, KG.Placed, KG.Other)),
    }
    assert found["CountryOfOrigin"] == {"ps:P495", "schema:Country"}
    assert found["TimedFilm"] == {"schema:duration"}
    assert found["Page"] == {"schema:Article", "schema:mainEntityOfPage"}


def test_every_example_is_in_a_graph() -> None:
    sources = {"": sample(), "invented": invented(), "ontology": ontology()}
    known = {mark: {tuple(map(ntriples, triple)) for triple in triples} for mark, triples in sources.items()}
    prefixes = "".join(f"@prefix {namespace.prefix}: <{namespace.iri}> .\n" for namespace in NAMESPACES)
    shown: Counter[str] = Counter()
    for row in ROWS:
        for line in examples(row):
            triple, _, mark = line.partition("  # ")
            shown[mark] += 1
            if "…" not in triple:
                [quad] = pyoxigraph.parse(prefixes + triple, format=pyoxigraph.RdfFormat.TURTLE, base_iri=RESOURCE_BASE)
                assert tuple(map(str, quad.triple)) in known[mark]
    assert shown[""] > 180
    assert set(shown) == set(sources)


def test_every_term_has_an_example() -> None:
    # Only where a form of a Wikidata property is missing has a row fewer lines than terms.
    lacking = {term for row in ROWS if len(examples(row)) < len(row.terms) for term in row.terms}
    assert lacking == WITHOUT_EXAMPLE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.wikidata or row.term)
def test_row(row: Row) -> None:
    assert bool(row.term) != bool(row.wikidata)
    ours = row.terms[0] in KG
    assert bool(row.meaning) != ours  # the ontology's comment is the meaning
    for text in (row.meaning, row.article):
        assert not text or text[0].isupper() or text[0] in "`“"
        assert not text or (text.endswith(".") and "\n" not in text)
    assert bool(row.label) == bool(row.wikidata or re.match(r"(pq|pr|wd):", row.term))


def test_infobox_parameters_and_templates_are_those_that_are_read() -> None:
    named = {
        parameter
        for row in ROWS
        for names in re.findall(r"[Ii]nfobox ((?:`\w+`(?:, | and )?)+)", row.article)
        for parameter in re.findall(r"\w+", names.replace(" and ", " "))
    }
    read = [row.parameters for row in infobox.CREDITS]
    read += [infobox.NAMES, infobox.NATIVE_NAMES, infobox.BASED_ON, infobox.IMAGES]
    read += [infobox.RELEASED, infobox.RUNTIME, infobox.BUDGET, infobox.GROSS]
    assert len(read) > 20
    assert named <= {parameter for parameters in read for parameter in parameters}
    assert [parameters for parameters in read if not named & set(parameters)] == []
    articles = {row.wikidata: row.article for row in ROWS}
    for site in SITES:
        [template] = re.findall(r"\{\{(.*?)\}\}", articles[site.site.value])
        assert template.lower() in site.templates


def test_links_lead_somewhere() -> None:
    text = PAGE.read_text(encoding="utf-8")
    anchors: Counter[str] = Counter()
    found = {slug(heading, anchors) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    inside = {target[1:] for target in targets if target.startswith("#")}
    assert len(inside) > 180
    assert inside <= found
    assert [
        heading for heading in found - inside if heading not in ("data-dictionary", "contents", "terms-by-prefix")
    ] == []
    outside = {target for target in targets if not target.startswith("#")}
    assert len(outside) > 17
    assert [target for target in outside if not (ROOT / "docs" / target).exists()] == []
