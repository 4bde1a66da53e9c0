"""The description of an export: what is in it, how much of each kind, under which licence, made by what.

Terms: VoID (https://www.w3.org/TR/void/) for the numbers, DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) and DCMI
Metadata Terms for what catalogues of datasets ask. Everything is counted as it is written: `void:triples` are the
triples of all pages' graphs, `void:entities` of a class its different nodes.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

from kg import __version__
from kg.rdf import terms
from kg.rdf.formats import Format
from kg.rdf.serialise import PageGraph
from kg.rdf.terms import Literal, Object, Triple
from kg.vocab import DCAT, DCT, KG, NAMESPACES, OWL, RDF, RDFS, RESOURCE_BASE, SCHEMA, VOID, WIKIBASE, XSD, Iri

LICENSE = Iri("https://creativecommons.org/licenses/by-sa/4.0/")
RIGHTS = (
    "Read from articles of the English Wikipedia, whose texts their authors have licensed under Creative Commons "
    "Attribution-ShareAlike 4.0. Each article is named by the graph its triples are in, and its authors by the "
    "article's history."
)
ARTICLES = Iri("https://en.wikipedia.org/wiki/")
ITEMS = Iri("http://www.wikidata.org/entity/")
FEATURES = {
    "turtle": "Turtle", "jsonld": "JSON-LD", "ntriples": "N-Triples", "nquads": "N-Quads", "trig": "TriG",
}  # fmt: skip
"""Names under http://www.w3.org/ns/formats/ (W3C, Unique URIs for File Formats)."""
EXAMPLES: tuple[Iri, ...] = (
    SCHEMA.Movie, SCHEMA.Person, KG.Nomination, SCHEMA.PerformanceRole, SCHEMA.MusicAlbum, WIKIBASE.Reference,
)  # fmt: skip
"""Classes of which the first node is an example."""
ENGLISH = Iri("http://id.loc.gov/vocabulary/iso639-1/en")
"""DCAT 3, "Property: language": languages are named by the Library of Congress's IRIs, where these are defined."""
RIGHTS_STATEMENT = Iri("http://purl.org/dc/terms/RightsStatement")
"""The range of dcterms:rights, which a text is not in."""
SOFTWARE_AGENT = Iri("http://www.w3.org/ns/prov#SoftwareAgent")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
"""What DCAT names media types by."""


class Census:
    """What an export holds, counted page by page. Of the nodes that pages share it keeps eight bytes each."""

    def __init__(self) -> None:
        self.pages = 0
        self.triples = 0
        self.properties: Counter[Iri] = Counter()
        self.entities: Counter[Iri] = Counter()
        """Different nodes of each class."""
        self.subjects = 0
        self.links: Counter[Iri] = Counter()
        """Triples that lead to Wikipedia's articles and to Wikidata's items."""
        self.examples: dict[Iri, Iri] = {}
        self.newest = ""
        """When the latest revision was saved, `2018-07-20T06:57:20Z`; empty when none tells."""
        self._seen: set[int] = set()

    def add(self, graph: PageGraph) -> None:
        """Counts the triples of one page."""
        self.pages += 1
        self.triples += len(graph.triples)
        about = next((s for s, p, _ in graph.triples if p == SCHEMA.mainEntityOfPage), None)
        own = f"{about}#"
        subjects = {subject for subject, _, _ in graph.triples}
        self.subjects += sum(self._is_new(subject, "", own) for subject in subjects)
        for subject, predicate, value in graph.triples:
            self.properties[predicate] += 1
            if predicate == RDF.type and not isinstance(value, Literal):
                self.entities[value] += self._is_new(subject, value, own)
                if value in EXAMPLES:
                    self.examples.setdefault(value, subject)
            elif predicate == SCHEMA.sameAs and str(value).startswith(ARTICLES):
                self.links[ARTICLES] += 1
            elif predicate == OWL.sameAs:
                self.links[ITEMS] += 1
            elif predicate == SCHEMA.dateModified and isinstance(value, Literal):
                self.newest = max(self.newest, value.lexical)

    def _is_new(self, node: Iri, kind: str, own: str) -> bool:
        """Whether no page before had the node; those named below the page's own film are its alone."""
        if node.startswith(own):
            return True
        key = int.from_bytes(blake2b(f"{node} {kind}".encode(), digest_size=8).digest())
        before = len(self._seen)
        self._seen.add(key)
        return len(self._seen) > before


def description(
    census: Census, formats: tuple[Format, ...], base: str = RESOURCE_BASE, issued: str | None = None
) -> PageGraph:
    """The triples that describe an export.

    formats: those it is written in; base: where its things have their IRIs; issued: the day it is published,
    `2024-05-01`, None to leave it open (no clock is read). The dataset is `BASE#dataset`; no node is blank.
    """
    made = _Description(base)
    made.told(census, issued)
    made.made_by()
    made.counts(census, base)
    made.partitions(census)
    for target, name, predicate in ((ARTICLES, "wikipedia", SCHEMA.sameAs), (ITEMS, "wikidata", OWL.sameAs)):
        if census.links[target]:
            made.linkset(target, name, predicate, census.links[target])
    for form in formats:
        made.distribution(form)
    return PageGraph(None, tuple(made.triples))


class _Description:
    """The triples of a description, in the making."""

    def __init__(self, base: str) -> None:
        self.triples: list[Triple] = []
        self._dataset = terms.iri(f"{base}#dataset")

    def _add(self, node: Iri, predicate: Iri, *values: Object) -> None:
        self.triples.extend((node, predicate, value) for value in values)

    def _say(self, predicate: Iri, *values: Object) -> None:
        """Of the dataset itself."""
        self._add(self._dataset, predicate, *values)

    def _below(self, *parts: str) -> Iri:
        return terms.iri("/".join((self._dataset, *parts)))

    def told(self, census: Census, issued: str | None) -> None:
        """What it is, whose it is, and of when."""
        one = census.pages == 1
        self._say(RDF.type, VOID.Dataset, DCAT.Dataset)
        self._say(DCT.title, _english(f"What {census.pages} film article{' states' if one else 's state'}"))
        self._say(DCT.description, _english(_CONTENT))
        self._say(DCT.license, LICENSE)
        rights = self._below("rights")
        self._say(DCT.rights, rights)
        self._add(rights, RDF.type, RIGHTS_STATEMENT)
        self._add(rights, RDFS.label, _english(RIGHTS))
        self._say(DCT.source, ARTICLES)
        self._say(DCT.language, ENGLISH)
        if census.newest:
            self._say(DCT.modified, Literal(census.newest, XSD.dateTime))
        if issued is not None:
            self._say(DCT.issued, Literal(issued, XSD.date))

    def made_by(self) -> None:
        """The software."""
        maker = self._below("software")
        self._say(DCT.creator, maker)
        self._add(maker, RDF.type, SOFTWARE_AGENT)
        self._add(maker, RDFS.label, _english(f"filmkg {__version__}"))
        self._add(maker, SCHEMA.version, terms.text(__version__))

    def counts(self, census: Census, base: str) -> None:
        """VoID's statistics of the whole, the vocabularies used and an example of each main class."""
        self._say(VOID.uriSpace, terms.text(base))
        self._say(VOID.documents, terms.integer(census.pages))
        self._say(VOID.triples, terms.integer(census.triples))
        self._say(VOID.distinctSubjects, terms.integer(census.subjects))
        self._say(VOID["classes"], terms.integer(len(census.entities)))
        self._say(VOID["properties"], terms.integer(len(census.properties)))
        used = {*census.entities, *census.properties}
        self._say(VOID.vocabulary, *(Iri(n.iri) for n in NAMESPACES if any(term in n for term in used)))
        self._say(VOID.exampleResource, *(census.examples[kind] for kind in EXAMPLES if kind in census.examples))

    def partitions(self, census: Census) -> None:
        """Entities by class, triples by property."""
        for kind, count in sorted(census.entities.items()):
            part = self._below("class", _name(kind))
            self._say(VOID.classPartition, part)
            self._add(part, VOID["class"], kind)
            self._add(part, VOID.entities, terms.integer(count))
        for predicate, count in sorted(census.properties.items()):
            part = self._below("property", _name(predicate))
            self._say(VOID.propertyPartition, part)
            self._add(part, VOID.property, predicate)
            self._add(part, VOID.triples, terms.integer(count))

    def linkset(self, target: str, name: str, predicate: Iri, count: int) -> None:
        """The links to another dataset, which is told by its URI space `target` alone."""
        part, there = self._below("links", name), self._below("target", name)
        self._say(VOID.subset, part)
        self._add(part, RDF.type, VOID.Linkset)
        self._add(part, VOID.linkPredicate, predicate)
        self._add(part, VOID.subjectsTarget, self._dataset)
        self._add(part, VOID.objectsTarget, there)
        self._add(there, RDF.type, VOID.Dataset)
        self._add(there, VOID.uriSpace, terms.text(target))
        self._add(part, VOID.triples, terms.integer(count))

    def distribution(self, form: Format) -> None:
        """A form that the dataset is written in."""
        part = self._below("distribution", form.name)
        self._say(VOID.feature, Iri(f"http://www.w3.org/ns/formats/{FEATURES[form.name.removesuffix('.gz')]}"))
        self._say(DCAT.distribution, part)
        self._add(part, RDF.type, DCAT.Distribution)
        self._add(part, DCT.license, LICENSE)
        self._add(part, DCAT.mediaType, terms.iri(MEDIA_TYPES + form.media_type))
        if form.gzip:
            self._add(part, DCAT.compressFormat, Iri(MEDIA_TYPES + "application/gzip"))


_CONTENT = (
    "Films, people, companies, releases, money, awards, cast and soundtracks as articles of the English "
    "Wikipedia state them, each fact with the characters of the article and the references it comes from."
)


def _name(term: Iri) -> str:
    """A term as part of an IRI: `schema:Movie` → `schema-Movie`, `wdt:P31` → `wdt-P31`."""
    space = next(n for n in NAMESPACES if term in n)
    return f"{space.prefix}-{term[len(space.iri) :]}"


def _english(text: str) -> Literal:
    return terms.text_in(text, "en")
