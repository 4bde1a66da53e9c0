"""Every IRI of a vocabulary that the graph uses, as closed namespaces: a misspelt term raises.

Terms are plain strings of the type `Iri`, so that this module needs no RDF library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NewType

Iri = NewType("Iri", str)
"""An absolute IRI. Made here for vocabulary terms and in kg.rdf.terms for everything else."""


class Namespace:
    """A closed namespace: `SCHEMA.name` or `SCHEMA["name"]`; AttributeError for what is not in it."""

    def __init__(self, prefix: str, iri: str, terms: str = "", pattern: str | None = None) -> None:
        """`terms`: the local names, separated by white space; `pattern`: a regular expression that
        further local names must match in full (Wikidata's ids)."""
        self.prefix = prefix
        self.iri = iri
        self._terms = {name: Iri(iri + name) for name in terms.split()}
        self._pattern = re.compile(pattern) if pattern else None
        self.__dict__.update(self._terms)  # found as attributes are, without asking __getattr__

    def __getitem__(self, name: str) -> Iri:
        term = self._terms.get(name)
        if term is not None:
            return term
        if self._pattern is not None and self._pattern.fullmatch(name):
            return Iri(self.iri + name)
        raise AttributeError(f"{self.prefix}:{name} is not a term of {self.iri} that this package uses")

    def __getattr__(self, name: str) -> Iri:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[Iri]:
        """The listed terms, in order of their listing."""
        return iter(self._terms.values())

    def __contains__(self, iri: str) -> bool:
        if not iri.startswith(self.iri):
            return False
        name = iri[len(self.iri) :]
        return name in self._terms or bool(self._pattern and self._pattern.fullmatch(name))


RDF = Namespace(
    "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type langString Statement subject predicate object"
)
RDFS = Namespace("rdfs", "http://www.w3.org/2000/01/rdf-schema#", "label")
OWL = Namespace("owl", "http://www.w3.org/2002/07/owl#", "sameAs")
XSD = Namespace(
    "xsd",
    "http://www.w3.org/2001/XMLSchema#",
    "string boolean integer decimal date dateTime gYear gYearMonth duration",
)
SKOS = Namespace("skos", "http://www.w3.org/2004/02/skos/core#", "Concept prefLabel")
DCTERMS = Namespace("dcterms", "http://purl.org/dc/terms/", "subject")
PROV = Namespace("prov", "http://www.w3.org/ns/prov#", "wasDerivedFrom")
SCHEMA = Namespace(
    "schema",
    "http://schema.org/",
    """
    Movie Person Organization CreativeWork Book Country Language Place MusicAlbum MusicRecording
    MusicComposition MonetaryAmount PerformanceRole PublicationEvent AggregateRating Article Thing
    name alternateName description abstract sameAs mainEntityOfPage about version dateModified
    inLanguage license director producer author editor musicBy actor characterName isBasedOn genre
    productionCompany countryOfOrigin datePublished releasedEvent startDate duration image award
    minValue maxValue value currency aggregateRating ratingValue bestRating reviewCount byArtist
    recordLabel numTracks track position inAlbum recordingOf composer lyricist
    """,
)
KG = Namespace(
    "kg",
    "https://w3id.org/filmkg/ontology#",
    """
    Nomination Result Award AwardCategory Genre
    nomination film award category nominee result resultText place year
    Won Nominated RunnerUp Placed Other
    budget boxOffice starring storyBy statement hasArticle
    """,
)
WIKIBASE = Namespace(
    "wikibase",
    "http://wikiba.se/ontology#",
    """
    Statement Reference TimeValue QuantityValue rank NormalRank
    timeValue timePrecision timeTimezone timeCalendarModel
    quantityAmount quantityLowerBound quantityUpperBound quantityUnit
    """,
)
WD = Namespace("wd", "http://www.wikidata.org/entity/", pattern=r"Q[1-9]\d*")
_PROPERTIES = """
    P31 P1476 P57 P162 P58 P144 P50 P2438 P86 P344 P1040 P161 P272 P750 P577 P2047 P495 P364 P2130 P2142
    P136 P166 P1411 P406 P444 P345 P1258 P1562 P2631 P1712 P1237 P3593
"""
WDT = Namespace("wdt", "http://www.wikidata.org/prop/direct/", _PROPERTIES)
P = Namespace("p", "http://www.wikidata.org/prop/", _PROPERTIES)
PS = Namespace("ps", "http://www.wikidata.org/prop/statement/", _PROPERTIES)
PSV = Namespace("psv", "http://www.wikidata.org/prop/statement/value/", "P577 P2047 P2130 P2142")
PQ = Namespace(
    "pq",
    "http://www.wikidata.org/prop/qualifier/",
    "P4633 P1545 P291 P1346 P2453 P805 P585 P1686 P447 P1932",
)
PR = Namespace(
    "pr",
    "http://www.wikidata.org/prop/reference/",
    "P854 P1476 P577 P813 P1433 P123 P2093",
)

NAMESPACES: tuple[Namespace, ...] = (
    SCHEMA, KG, WD, WDT, P, PS, PSV, PQ, PR, WIKIBASE, PROV, DCTERMS, SKOS, RDF, RDFS, OWL, XSD,
)  # fmt: skip

VOID = Namespace(
    "void",
    "http://rdfs.org/ns/void#",
    """
    Dataset Linkset triples entities distinctSubjects classes properties documents classPartition class
    propertyPartition property vocabulary exampleResource uriSpace feature subset linkPredicate subjectsTarget
    objectsTarget
    """,
)
DCAT = Namespace("dcat", "http://www.w3.org/ns/dcat#", "Dataset Distribution distribution mediaType compressFormat")
DCT = Namespace("dcterms", DCTERMS.iri, "title description license rights source issued modified language creator")
DATASET_NAMESPACES: tuple[Namespace, ...] = (VOID, DCAT)
"""What a description of a dataset uses beside the others; no graph of a page does."""

RESOURCE_BASE = "https://w3id.org/filmkg/resource/"
"""Where things get their IRIs unless the user gives another base."""

CURRENCY_ITEMS = {
    "USD": WD.Q4917,
    "EUR": WD.Q4916,
    "GBP": WD.Q25224,
    "INR": WD.Q80524,
    "JPY": WD.Q8146,
}
"""Wikidata items of currencies, by ISO 4217 code."""
