"""What the SPARQL endpoint says of itself: SPARQL 1.1 Service Description
(https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from kg.vocab import RDF

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"

DESCRIPTIONS: dict[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
"""The formats of the description, by media type."""
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)
"""As https://www.w3.org/ns/formats/ names what kg.web.protocol offers."""


def service_description(address: str, media_type: str) -> bytes:
    """The description of the endpoint at an address, in one of `DESCRIPTIONS`."""
    service, dataset, graph = NamedNode(address), BlankNode("dataset"), BlankNode("graph")
    said: list[tuple[NamedNode | BlankNode, str, NamedNode | BlankNode]] = [
        (service, RDF.type, NamedNode(SD + "Service")),
        (service, SD + "endpoint", service),
        (service, SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query")),
        # The default graph has the triples of all pages' graphs, unless a query names its dataset.
        (service, SD + "feature", NamedNode(SD + "UnionDefaultGraph")),
        *((service, SD + "resultFormat", NamedNode(_FORMATS + name)) for name in _RESULT_FORMATS),
        (service, SD + "defaultDataset", dataset),
        (dataset, RDF.type, NamedNode(SD + "Dataset")),
        (dataset, SD + "defaultGraph", graph),
        (graph, RDF.type, NamedNode(SD + "Graph")),
    ]
    triples = [Triple(subject, NamedNode(predicate), value) for subject, predicate, value in said]
    prefixes = {"sd": SD, "formats": _FORMATS}
    text = serialize(triples, format=DESCRIPTIONS[media_type], prefixes=prefixes)
    assert text is not None
    return text
