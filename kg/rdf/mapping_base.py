"""What all parts of the mapping share: the graph under construction, its entities, statements and sources.

Statement nodes follow Wikibase's RDF dump format (mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format,
sections "Statement types" and "Value representation"), with nodes of our own in place of Wikidata's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from kg import identity
from kg.model import Citation, Entity, Film, Kind, Links, Origin, Page, PartialDate, Span
from kg.rdf import terms
from kg.rdf.terms import Literal, Object, Triple
from kg.vocab import KG, NAMESPACES, OWL, PQ, PR, PROV, PS, RDF, SCHEMA, WD, WDT, WIKIBASE, Iri, P

ENGLISH = "en"
"""The language of the wiki: of names, labels and remarks as the article has them."""

CLASSES: dict[Kind, Iri] = {
    Kind.PERSON: SCHEMA.Person,
    Kind.ORGANIZATION: SCHEMA.Organization,
    Kind.WORK: SCHEMA.CreativeWork,
    Kind.COUNTRY: SCHEMA.Country,
    Kind.LANGUAGE: SCHEMA.Language,
    Kind.PLACE: SCHEMA.Place,
    Kind.GENRE: KG.Genre,
    Kind.AWARD: KG.Award,
    Kind.CATEGORY: KG.AwardCategory,
    Kind.SONG: SCHEMA.MusicComposition,
    Kind.NOMINEE: SCHEMA.Thing,
}
"""The class of an entity by what the article shows it to be."""

_AGENTS = {Kind.PERSON, Kind.ORGANIZATION}
"""What one of unknown kind, a nominee or a performer, may be shown to be elsewhere: one that is named as anything else
stays a thing of unknown kind, too."""


class PlainStatement(NamedTuple):
    """A statement that says no more than a value and a remark."""

    name: str
    """What the statement is named from."""
    value: Object
    remark: str | None
    origin: Origin
    named: Entity | None = None
    """The thing that is the value, as the article names it there."""


class FilmGraph:
    """The triples of one film, while they are gathered."""

    def __init__(self, page: Page, film: Film, base: str, links: Links | None = None) -> None:
        self.page = page
        self._pages = links.pages if links is not None else {}
        self.namer = identity.Namer(base, page.title, identity.kinds_of(entities_of(film)))
        self.film = terms.iri(self.namer.film)
        self.film_name = film.name.text
        self.address = terms.iri(page.site + identity.page_path(page.title))
        self._revision = terms.iri(_revision_address(page))
        self._said: defaultdict[Iri, dict[Iri, Object]] = defaultdict(dict)
        # Nearly all that is said of a thing has one value; where there are several, all of them are here.
        self._several: dict[tuple[Iri, Iri], set[Object]] = {}
        self._kinds: defaultdict[Iri, set[Kind]] = defaultdict(set)
        self._names: dict[Iri, str] = {}
        self._entities: dict[tuple[str, str | None, Kind, str | None], Iri] = {}
        # By identity: the same citation read twice has the same node, and to compare them takes longer.
        self._references: dict[int, Iri | None] = {}

    def add(self, subject: Iri, predicate: Iri, *objects: Object | None) -> None:
        """One triple for each object that is there."""
        said = self._said[subject]
        for value in objects:
            if value is not None:
                known = said.setdefault(predicate, value)
                if known is not value and known != value:
                    self._another(subject, predicate, known, value)

    def _another(self, subject: Iri, predicate: Iri, known: Object, value: Object) -> None:
        values = self._several.get((subject, predicate))
        if values is None:
            self._several[subject, predicate] = {known, value}
        else:
            values.add(value)

    def describe(self, subject: Iri, pairs: dict[Iri, Object | None]) -> None:
        """One triple for each predicate with an object that is there."""
        said = self._said.get(subject)
        if said is None:  # as most are that are described
            self._said[subject] = {predicate: value for predicate, value in pairs.items() if value is not None}
            return
        for predicate, value in pairs.items():
            if value is not None:
                known = said.setdefault(predicate, value)
                if known is not value and known != value:
                    self._another(subject, predicate, known, value)

    def triples(self) -> tuple[Triple, ...]:
        """Everything gathered, without duplicates, in order of subject, predicate and object."""
        for node, kinds in self._kinds.items():
            # One of unknown kind that is named elsewhere as somebody is what it is there.
            shown = kinds - {Kind.NOMINEE}
            self.add(node, RDF.type, *(CLASSES[kind] for kind in (kinds if shown.isdisjoint(_AGENTS) else shown)))
        out: list[Triple] = []
        orders: dict[tuple[Iri, ...], list[Iri]] = {}  # most nodes say the same as another
        crowded = {subject for subject, _ in self._several}
        for subject in sorted(self._said):
            said = self._said[subject]
            predicates = tuple(said)
            order = orders.get(predicates)
            if order is None:
                order = orders[predicates] = sorted(predicates)
            if subject not in crowded:
                out += [(subject, predicate, said[predicate]) for predicate in order]
                continue
            for predicate in order:
                values = self._several.get((subject, predicate))
                if values is None:
                    out.append((subject, predicate, said[predicate]))
                else:
                    out += [(subject, predicate, value) for value in sorted(values, key=_order)]
        return tuple(out)

    # Things

    def entity(self, entity: Entity, award: Entity | None = None) -> Iri:
        """The node of a thing, with its class, name and page. `award`: of a category, what it belongs to."""
        key = entity.name, entity.link, entity.kind, identity.entity_key(award) if award is not None else None
        node = self._entities.get(key)
        if node is None:
            node = self._entities[key] = terms.iri(self.namer.entity(entity, award))
            if node != self.film:
                self._kinds[node].add(self.namer.kind(entity))
                self.name_thing(node, identity.entity_name(entity), entity.link)
        return node

    def may_be(self, node: Iri, kind: Kind) -> bool:
        """Whether nothing said of a thing so far shows it to be of another kind."""
        return self._kinds[node] <= {kind, Kind.NOMINEE, Kind.WORK}

    def entities(self, entities: Sequence[Entity]) -> list[Iri]:
        return [self.entity(entity) for entity in entities]

    def name_thing(self, node: Iri, name: str, link: str | None) -> None:
        """A thing's name, the first that is given where the article has several, and its page: that there is none
        and, as far as it is known, which Wikidata item it has."""
        if self._names.setdefault(node, name) == name:
            self.add(node, SCHEMA.name, english(name))
        if link is not None:
            page = self._pages.get(link)
            if page is not None and not page.exists:
                self.add(node, KG.hasArticle, terms.boolean(False))
                return
            if page is not None and page.item is not None:
                self.add(node, OWL.sameAs, WD[page.item])
            link = self.page.title + link if link.startswith("#") else link
            self.add(node, SCHEMA.sameAs, terms.iri(self.page.site + identity.page_path(link)))

    def nodes(
        self, kind: str, names: Sequence[Sequence[str]], said: Sequence[object], *, merge: bool = True
    ) -> list[Iri]:
        """Nodes below the article for things that are said: names[i] is what the node is named from, said[i]
        everything it says (see `identity.distinct`)."""
        paths = [identity.local_path(kind, parts) for parts in names]
        found = identity.distinct(paths, said, merge=merge)
        return [terms.iri(self.namer.below(path)) for path in found]

    # Statements

    def statement(self, node: Iri, property_: str, value: Object, *origins: Origin) -> None:
        """Statement `node`: that the film has `value` as Wikidata property `property_`, and the direct triple."""
        direct, statement, of_statement = _properties(property_)
        self.describe(self.film, {direct: value, statement: node})
        self.describe(node, {RDF.type: WIKIBASE.Statement, WIKIBASE.rank: WIKIBASE.NormalRank, of_statement: value})
        self.derived(node, *origins)

    def plain_statements(self, property_: str, values: Sequence[PlainStatement]) -> None:
        """Plain statements of one property. What is said twice is one with both sources. All of one property in one
        call: among them their names are distinct."""
        names = [[property_, plain.name, *([plain.remark] if plain.remark else [])] for plain in values]
        nodes = self.nodes("statement", names, [(plain.value, plain.remark) for plain in values])
        for node, plain in zip(nodes, values, strict=True):
            self.statement(node, property_, plain.value, plain.origin)
            self.remark(node, plain.remark)
            self.named_as(node, plain.named)

    def named_as(self, node: Iri, entity: Entity | None) -> None:
        """P1932, object named as: how the article names a statement's value there, where it is not the value's name."""
        if entity is not None and entity.name != identity.entity_name(entity):
            self.add(node, PQ.P1932, terms.text(entity.name))

    def reified(self, predicate: Iri, values: Sequence[PlainStatement]) -> None:
        """Says `predicate` of the film, with sources, where Wikidata has no property for it: as a reified statement
        (RDF 1.1 Schema, section 5.3)."""
        term = _prefixed(predicate)
        nodes = self.nodes(
            "statement",
            [[term, *([plain.name] if plain.name else [])] for plain in values],
            [plain.value for plain in values],
        )
        for node, plain in zip(nodes, values, strict=True):
            self.describe(self.film, {predicate: plain.value, KG.statement: node})
            self.describe(
                node,
                {
                    RDF.type: RDF.Statement,
                    RDF.subject: self.film,
                    RDF.predicate: predicate,
                    RDF.object: plain.value,
                },
            )
            self.derived(node, plain.origin)
            self.named_as(node, plain.named)

    def derived(self, node: Iri, *origins: Origin) -> None:
        """Where what a node says stands: the characters, and what is cited there."""
        for origin in origins:
            # Most facts stand in one place, and nothing is cited for them there.
            begin, end = origin.span
            self.add(node, PROV.wasDerivedFrom, terms.characters(self._revision, begin, end))
            if origin.more or origin.citations:
                others = *map(self.characters, origin.more), *map(self.reference, origin.citations)
                self.add(node, PROV.wasDerivedFrom, *others)

    def remark(self, node: Iri, remark: str | None) -> None:
        if remark:
            self.add(node, SCHEMA.description, english(remark))

    # Values with more to them than a literal holds

    def time_value(self, date: PartialDate) -> Iri:
        """Precision 9 is a year, 10 a month, 11 a day (Wikibase's TimeValue); Q1985727 the Gregorian calendar."""
        node = terms.iri(self.namer.local("value", "time", date.iso))
        precision = 9 + (date.month is not None) + (date.day is not None)
        self.describe(
            node,
            {
                RDF.type: WIKIBASE.TimeValue,
                WIKIBASE.timeValue: terms.date_time(date),
                WIKIBASE.timePrecision: terms.integer(precision),
                WIKIBASE.timeTimezone: terms.integer(0),
                WIKIBASE.timeCalendarModel: WD.Q1985727,
            },
        )
        return node

    # Sources

    def characters(self, span: Span) -> Iri:
        """Characters of the article's revision (RFC 5147)."""
        return terms.characters(self._revision, span.begin, span.end)

    def reference(self, citation: Citation) -> Iri | None:
        """The node of what is cited; None if the citation says nothing that could be looked up."""
        if id(citation) not in self._references:
            self._references[id(citation)] = self._make_reference(citation)
        return self._references[id(citation)]

    def _make_reference(self, citation: Citation) -> Iri | None:
        address = terms.url(citation.url) if citation.url else None
        label = citation.title or citation.text or citation.work or citation.publisher or address
        if not label and not citation.authors:
            return None
        # Two citations may have one title: the hash tells them apart wherever they stand.
        path = identity.local_path("reference", [(label or citation.authors[0])[:60]])
        node = terms.iri(self.namer.below(f"{path}~{identity.digest(repr(citation))}"))
        self.describe(node, {RDF.type: WIKIBASE.Reference, PR.P854: address})
        if citation.title:
            self.add(node, PR.P1476, terms.text(citation.title))
        elif citation.text:
            self.add(node, SCHEMA.description, english(citation.text))
        for predicate, date in ((PR.P577, citation.date), (PR.P813, citation.access_date)):
            if date is not None:
                self.add(node, predicate, terms.date(date))
        for predicate, name in ((PR.P1433, citation.work), (PR.P123, citation.publisher)):
            if name:
                self.add(node, predicate, terms.text(name))
        self.add(node, PR.P2093, *(terms.text(author) for author in citation.authors if author))
        return node


def _order(value: Object) -> str:
    """As `terms.ntriples` writes it, which keeps what it is asked again: IRIs of one page are not."""
    return terms.ntriples(value) if isinstance(value, Literal) else f"<{value}>"


@cache
def _properties(name: str) -> tuple[Iri, Iri, Iri]:
    """The terms of a Wikidata property: of the direct triple, of the statement node, and of the value there."""
    return WDT[name], P[name], PS[name]


@cache
def _prefixed(term: Iri) -> str:
    """A vocabulary's term with its prefix: `schema-name`."""
    return next(ns.prefix + "-" + term[len(ns.iri) :] for ns in NAMESPACES if term in ns)


def english(text: str) -> Literal:
    return terms.text_in(text, ENGLISH)


def entities_of(film: Film) -> Iterator[Entity]:
    """Every entity that is named in the facts of a film."""
    yield from (credit.entity for credit in film.credits)
    for basis in film.based_on:
        yield from ([basis.work] if basis.work else [])
        yield from basis.authors
    yield from (role.actor for role in film.cast)
    yield from (release.place for release in film.releases if release.place)
    yield from (rating.by for rating in film.ratings)
    for nomination in film.nominations:
        yield nomination.award
        yield from ([nomination.category] if nomination.category else [])
        yield from nomination.nominees
    for album in film.albums:
        yield from (*album.artists, *album.labels)
        for track in album.tracks:
            yield from (track.title, *track.performers, *track.writers, *track.composers, *track.lyricists)


def _revision_address(page: Page) -> str:
    """The wikitext that spans count in, at the wiki's index.php; without a revision number the page's current."""
    parts = urlsplit(page.site)
    path, found, _ = parts.path.partition("index.php")
    if found:
        script = path + found
    else:
        # Wikimedia's layout has pages under /wiki/ and the script under /w/.
        script = path.removesuffix("wiki/") + "w/index.php" if path.endswith("/wiki/") else "/index.php"
    if page.revision is not None:
        query = f"oldid={page.revision}"
    else:
        query = f"title={quote(identity.fold(page.title).replace(' ', '_'), safe='/:', errors='surrogatepass')}"
    return f"{parts.scheme}://{parts.netloc}{script}?{query}&action=raw"
