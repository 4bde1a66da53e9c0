"""A graph as one readable JSON-LD document (JSON-LD 1.1; nothing of it beyond what 1.0 readers know).

The film is the root; what it points at is nested where one first comes upon it, level by level, and
elsewhere named by its @id. The context is inline and lists only the terms that the document uses: datatypes
and IRIs are coerced by term, explicitly, so that reading it needs no other file. (schema.org's published
context coerces dates to its own `schema:Date` and has changed its coercions before.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TypeAlias

from kg.rdf.reading import Description, describe
from kg.rdf.terms import Literal, Object, Triple
from kg.vocab import DCTERMS, KG, NAMESPACES, PQ, PR, PROV, PS, RDF, RDFS, SCHEMA, SKOS, WDT, WIKIBASE, XSD, Iri

Json: TypeAlias = "str | int | list[Json] | dict[str, Json]"

# Whose local names stand by themselves; where two have the same, the second keeps its prefix (`kg:award`).
# Wikidata's properties keep theirs: `wdt:P57` and `ps:P57` are what they are known by.
_PLAIN = (SCHEMA, KG, WIKIBASE, PROV, SKOS, DCTERMS, RDFS)
_WITH_PREFIX = frozenset(
    term
    for rank, namespace in enumerate(_PLAIN)
    for term in namespace
    if any(term.removeprefix(namespace.iri) in {t.removeprefix(n.iri) for t in n} for n in _PLAIN[:rank])
)
_ENGLISH: frozenset[Iri] = frozenset(
    {SCHEMA.name, SCHEMA.description, SCHEMA.abstract, SCHEMA.award, RDFS.label, SKOS.prefLabel}
)
"""Properties whose texts are in English unless they say otherwise."""
_AMOUNTS = ("P2047", "P2130", "P2142")
_DATATYPES: dict[Iri, Iri] = {
    **dict.fromkeys((SCHEMA.datePublished, SCHEMA.startDate, PR.P577, PR.P813), XSD.date),
    **dict.fromkeys((SCHEMA.dateModified, WIKIBASE.timeValue, WDT.P577, PS.P577, PQ.P585), XSD.dateTime),
    **dict.fromkeys((KG.year,), XSD.gYear),
    **dict.fromkeys((SCHEMA.duration,), XSD.duration),
    **dict.fromkeys((SCHEMA.minValue, SCHEMA.maxValue, SCHEMA.value, SCHEMA.ratingValue), XSD.decimal),
    **dict.fromkeys((WIKIBASE.quantityAmount, WIKIBASE.quantityLowerBound, WIKIBASE.quantityUpperBound), XSD.decimal),
    **dict.fromkeys([layer[name] for layer in (WDT, PS) for name in _AMOUNTS], XSD.decimal),
    **dict.fromkeys((SCHEMA.position, SCHEMA.numTracks, SCHEMA.bestRating, SCHEMA.reviewCount), XSD.integer),
    **dict.fromkeys((KG.place, WIKIBASE.timePrecision, WIKIBASE.timeTimezone), XSD.integer),
}
"""Datatypes of properties; a value of another one (a year in place of a date) says so itself."""
_NOT_NESTED = frozenset({RDF.type, WDT.P166, WDT.P1411})
"""Classes have their place in @type; award categories are read with the nominations for them."""
_LOCAL = re.compile(r"[A-Za-z0-9_]+")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
"""Integers that JSON's numbers hold exactly."""
_BY_IRI = {namespace.iri: namespace for namespace in NAMESPACES}


def document(triples: Iterable[Triple]) -> str:
    """The triples as a JSON-LD document: one object for one film, else a list of them as @graph."""
    whole = tree(triples)
    context = whole.pop("@context")
    assert isinstance(context, dict)
    # One line per term: most of a context is of interest to programs only.
    terms = ",\n".join(f"    {_json(name)}: {_json(definition)}" for name, definition in context.items())
    body = json.dumps(whole, ensure_ascii=False, indent=2).removeprefix("{\n")
    return f'{{\n  "@context": {{\n{terms}\n  }},\n{body}\n'


def tree(triples: Iterable[Triple]) -> dict[str, Json]:
    """The document as Python data."""
    return _Tree(describe(triples)).document()


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Tree:
    def __init__(self, nodes: dict[Iri, Description]) -> None:
        self._nodes = nodes
        self._parent: dict[Iri, tuple[Iri, Iri]] = {}
        films = [node for node, said in nodes.items() if SCHEMA.Movie in said.get(RDF.type, ())]
        self._roots = list(films)
        placed = set(films)
        # `describe` has the nodes level by level: the first to point at a node is the nearest to the film.
        for node, said in nodes.items():
            if node not in placed:
                placed.add(node)
                self._roots.append(node)
            for predicate, values in said.items():
                for value in values:
                    if isinstance(value, Literal) or value in placed or value not in nodes:
                        continue
                    if predicate not in _NOT_NESTED:
                        placed.add(value)
                        self._parent[value] = node, predicate
        self._context = _Context(nodes)

    def document(self) -> dict[str, Json]:
        bodies = [self._node(root) for root in self._roots]
        context: Json = self._context.entries()
        if len(bodies) == 1:
            return {"@context": context, **bodies[0]}
        return {"@context": context, "@graph": list(bodies)}

    def _node(self, node: Iri) -> dict[str, Json]:
        said = self._nodes[node]
        body: dict[str, Json] = {"@id": node}
        for predicate, values in said.items():
            items: list[Json]
            if predicate == RDF.type:
                key, items = "@type", [self._context.kind(Iri(str(value))) for value in values]
            else:
                key = self._context.key(predicate)
                items = [self._value(node, predicate, value) for value in values]
            body[key] = items[0] if len(items) == 1 else items
        return body

    def _value(self, node: Iri, predicate: Iri, value: Object) -> Json:
        if isinstance(value, Literal):
            return self._context.literal(predicate, value)
        if self._parent.get(value) == (node, predicate):
            return self._node(value)
        return self._context.reference(predicate, value)


class _Context:
    """The terms of a document, with a record of those that are used."""

    def __init__(self, nodes: dict[Iri, Description]) -> None:
        self._keys: dict[Iri, str] = {}
        self._terms: dict[str, Json] = {}
        self._prefixes: set[str] = set()
        # A property that points at nodes everywhere has its values read as IRIs.
        self._links = {predicate for said in nodes.values() for predicate in said} - {
            predicate
            for said in nodes.values()
            for predicate, values in said.items()
            if any(isinstance(value, Literal) for value in values)
        }

    def entries(self) -> dict[str, Json]:
        """The context: prefixes, then terms by their names."""
        prefixes: dict[str, Json] = {
            namespace.prefix: namespace.iri for namespace in NAMESPACES if namespace.prefix in self._prefixes
        }
        return prefixes | dict(sorted(self._terms.items()))

    def key(self, predicate: Iri) -> str:
        """The key of a property."""
        key = self._keys.get(predicate)
        if key is None:
            key = self._keys[predicate] = self._define(predicate)
        return key

    def _define(self, predicate: Iri) -> str:
        compact = self._compact(predicate)
        coercion: dict[str, Json] = {}
        if predicate in self._links:
            coercion["@type"] = "@id"
        elif predicate in _DATATYPES:
            coercion["@type"] = self._compact(_DATATYPES[predicate])
        elif predicate in _ENGLISH:
            coercion["@language"] = "en"
        name = self._plain(predicate)
        if coercion:
            self._terms[name or compact] = {"@id": compact, **coercion}
        elif name:
            self._terms[name] = compact
        return name or compact

    def kind(self, node: Iri) -> str:
        """A class, as @type has it."""
        name = self._plain(node)
        if name is None:
            return self._compact(node)
        self._terms[name] = self._compact(node)
        return name

    def reference(self, predicate: Iri, node: Iri) -> Json:
        """A node that is described elsewhere, or not at all."""
        compact = self._compact(node)
        return compact if predicate in self._links else {"@id": compact}

    def literal(self, predicate: Iri, value: Literal) -> Json:
        expected = None if predicate in self._links else _DATATYPES.get(predicate)
        english = expected is None and predicate in _ENGLISH
        if value.language is not None:
            if english and value.language == "en":
                return value.lexical
            return {"@language": value.language, "@value": value.lexical}
        if value.datatype == XSD.string:
            return {"@value": value.lexical} if expected or english else value.lexical
        if value.datatype == expected:
            whole = expected == XSD.integer and _WHOLE.fullmatch(value.lexical)
            return int(value.lexical) if whole else value.lexical
        return {"@type": self._compact(value.datatype), "@value": value.lexical}

    def _plain(self, term: Iri) -> str | None:
        """The name by which a term of a vocabulary stands without prefix."""
        if term in _WITH_PREFIX:
            return None
        for namespace in _PLAIN:
            if term in namespace:
                return term.removeprefix(namespace.iri)
        return None

    def _compact(self, iri: Iri) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        namespace = _BY_IRI.get(iri[:cut])
        if namespace is None or not _LOCAL.fullmatch(iri, cut):
            return iri
        self._prefixes.add(namespace.prefix)
        return f"{namespace.prefix}:{iri[cut:]}"
