"""Graphs to text and to rdflib. All formats of a graph say the same triples; all texts are byte-identical
between runs.

N-Triples and N-Quads are sorted lines in Unicode code point order (RDF 1.1 N-Triples, canonical form).
Turtle and TriG are written here and not by a library: rdflib changes lexical forms on the way (`"111"` as
a decimal becomes `111.0`, `Z` in a time becomes `+00:00`), pyoxigraph escapes half of our local names
(`resources:A\\#role\\/B`), and both write in no order that people read in.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from kg.errors import UsageError
from kg.model import Extraction
from kg.rdf import jsonld, terms
from kg.rdf.formats import JSON_LD, N_QUADS, N_TRIPLES, TRIG, TURTLE, Format, parse_format
from kg.rdf.mapping import graph_name, to_triples
from kg.rdf.reading import Description, describe
from kg.rdf.terms import Literal, Object, Triple, ntriples
from kg.vocab import DATASET_NAMESPACES, NAMESPACES, RDF, RESOURCE_BASE, XSD, Iri

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


class PageGraph(NamedTuple):
    """The triples of one page, or of any graph."""

    name: Iri | None
    """The named graph they belong to, the page's address; None for the default graph."""
    triples: tuple[Triple, ...]


Source: TypeAlias = "Extraction | PageGraph | Iterable[Extraction | PageGraph | Triple] | rdflib.Graph"
"""What can be written: facts, triples, many of them, an rdflib Graph or Dataset."""


def page_graph(extraction: Extraction, base: str = RESOURCE_BASE) -> PageGraph:
    """The triples of a page under the name of its graph. Raises UsageError for a base that is no IRI."""
    return PageGraph(graph_name(extraction), to_triples(extraction, base))


def serialize(source: Source, format: str | Format = TURTLE, base: str = RESOURCE_BASE) -> bytes:
    """A graph, or several merged, as text in UTF-8 (compressed with a `.gz` format).

    source: extractions, graphs of pages or an rdflib graph without blank nodes; format: see
    `kg.rdf.formats.parse_format`; base: where things have their IRIs, for extractions.
    Raises UsageError for an unknown format and for blank nodes.
    """
    form = parse_format(format) if isinstance(format, str) else format
    data = _write(form, list(_graphs(source, base)), base)
    return compress(data) if form.gzip else data


def compress(data: bytes) -> bytes:
    """gzip without time and file name: the same bytes for the same data."""
    # 31: a gzip header (zlib's manual, deflateInit2).
    return zlib.compress(data, wbits=31)


def _graphs(source: Source, base: str) -> Iterator[PageGraph]:
    if isinstance(source, Extraction):
        yield page_graph(source, base)
    elif isinstance(source, PageGraph):
        yield source
    elif hasattr(source, "namespace_manager"):  # without loading rdflib to ask
        yield from _from_rdflib(cast("rdflib.Graph", source))
    else:
        triples: list[Triple] = []
        for each in source:
            if isinstance(each, Extraction | PageGraph):
                yield from _graphs(each, base)
            else:
                triples.append(each)
        if triples:
            yield PageGraph(None, tuple(triples))


def _write(form: Format, graphs: list[PageGraph], base: str) -> bytes:
    name = form.name.removesuffix(".gz")
    if name == N_QUADS.name:
        return _encoded(sorted(chain.from_iterable(map(_quads, graphs))))
    if name == TRIG.name:
        return _trig(graphs, base).encode()
    triples = {triple for graph in graphs for triple in graph.triples}
    if name == N_TRIPLES.name:
        return _encoded(sorted(_lines(triples)))
    if name == JSON_LD.name:
        return jsonld.document(triples).encode()
    return _turtle(triples, base).encode()


# N-Triples, N-Quads


def _encoded(lines: Iterable[str]) -> bytes:
    """The lines in UTF-8, each by itself: nearly all are ASCII, which is copied as it is."""
    return b"".join(map(str.encode, lines))


def _lines(triples: Iterable[Triple]) -> list[str]:
    return _ended(triples, ".\n")


def _quads(graph: PageGraph) -> list[str]:
    return _ended(graph.triples, ".\n" if graph.name is None else f"<{graph.name}> .\n")


def _ended(triples: Iterable[Triple], end: str) -> list[str]:
    return [
        f"<{subject}> <{predicate}> {ntriples(value)} {end}"
        if isinstance(value, Literal)
        else f"<{subject}> <{predicate}> <{value}> {end}"
        for subject, predicate, value in triples
    ]


# Turtle, TriG

# The part of Turtle's PN_LOCAL that needs no escapes and no look at what follows.
_LOCAL = re.compile(
    r"[0-9A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff]"
    r"[\-0-9A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff]*"
)


class _Names:
    """Short names of IRIs, with a record of the prefixes that were used."""

    def __init__(self, base: str) -> None:
        known = (*NAMESPACES, *DATASET_NAMESPACES)
        self._prefixes = [(namespace.iri, namespace.prefix) for namespace in known] + [(base, "resources")]
        self._by_iri = dict(self._prefixes)
        self._used: set[str] = set()
        self._short: dict[Iri, str] = {}

    def __call__(self, iri: Iri) -> str:
        short = self._short.get(iri)
        if short is None:
            short = self._short[iri] = self._shorten(iri)
        return short

    def _shorten(self, iri: Iri) -> str:
        for cut in (iri.rfind("#"), iri.rfind("/"), iri.rfind(":")):
            prefix = self._by_iri.get(iri[: cut + 1])
            if prefix is not None and _LOCAL.fullmatch(iri, cut + 1):
                self._used.add(iri[: cut + 1])
                return f"{prefix}:{iri[cut + 1 :]}"
        return f"<{iri}>"

    def header(self) -> str:
        return "".join(f"@prefix {prefix}: <{iri}> .\n" for iri, prefix in self._prefixes if iri in self._used)


def _turtle(triples: Iterable[Triple], base: str) -> str:
    names = _Names(base)
    blocks = [_block(node, description, names) for node, description in describe(triples).items()]
    return "\n".join([names.header(), *blocks])


def _trig(graphs: Iterable[PageGraph], base: str) -> str:
    names = _Names(base)
    merged: defaultdict[Iri | None, set[Triple]] = defaultdict(set)
    for graph in graphs:
        merged[graph.name].update(graph.triples)
    parts = []
    for name in sorted(merged, key=lambda name: name or ""):
        blocks = [_block(node, description, names) for node, description in describe(merged[name]).items()]
        parts.append("\n".join(blocks) if name is None else f"<{name}> {{\n" + "\n".join(blocks) + "}\n")
    return "\n".join([names.header(), *parts])


def _block(node: Iri, description: Description, names: _Names) -> str:
    lines = []
    for predicate, values in description.items():
        verb = "a" if predicate == RDF.type else names(predicate)
        lines.append(f"{verb} " + ",\n        ".join(_term(value, names) for value in values))
    return f"{names(node)} " + " ;\n    ".join(lines) + " .\n"


def _term(term: Object, names: _Names) -> str:
    if not isinstance(term, Literal):
        return names(term)
    if term.datatype == XSD.integer:
        return term.lexical
    if term.language is not None or term.datatype == XSD.string:
        return ntriples(term)
    return f"{terms.quoted(term.lexical)}^^{names(term.datatype)}"


# rdflib


def to_graph(source: Source, base: str = RESOURCE_BASE) -> rdflib.Graph:
    """All triples of a source as one rdflib Graph, with the prefixes of this package bound."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    _bind(graph, base)
    for page in _graphs(source, base):
        for triple in page.triples:
            graph.add(_rdflib_triple(triple))
    return graph


def to_dataset(source: Source, base: str = RESOURCE_BASE) -> rdflib.Dataset:
    """All triples of a source as an rdflib Dataset, each page's in the graph named as the page."""
    import rdflib

    dataset = rdflib.Dataset()
    _bind(dataset, base)
    for page in _graphs(source, base):
        name = rdflib.graph.DATASET_DEFAULT_GRAPH_ID if page.name is None else rdflib.URIRef(page.name)
        graph = dataset.graph(name)
        for triple in page.triples:
            graph.add(_rdflib_triple(triple))
    return dataset


def _bind(graph: rdflib.Graph, base: str) -> None:
    for namespace in NAMESPACES:
        graph.bind(namespace.prefix, namespace.iri, replace=True)
    graph.bind("resources", base, replace=True)


def _rdflib_triple(triple: Triple) -> tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef | rdflib.Literal]:
    import rdflib

    subject, predicate, value = triple
    if not isinstance(value, Literal):
        return rdflib.URIRef(subject), rdflib.URIRef(predicate), rdflib.URIRef(value)
    # Normalised as rdflib's own parsers would, so that a graph equals what is read from its texts.
    if value.language is not None:
        literal = rdflib.Literal(value.lexical, lang=value.language)
    elif value.datatype == XSD.string:
        literal = rdflib.Literal(value.lexical)
    else:
        literal = rdflib.Literal(value.lexical, datatype=rdflib.URIRef(value.datatype))
    return rdflib.URIRef(subject), rdflib.URIRef(predicate), literal


def _from_rdflib(graph: rdflib.Graph) -> Iterator[PageGraph]:
    import rdflib

    if not isinstance(graph, rdflib.Dataset):
        yield PageGraph(None, tuple((_iri(s), _iri(p), _object(o)) for s, p, o in graph))
        return
    for part in graph.graphs():
        triples = tuple((_iri(s), _iri(p), _object(o)) for s, p, o in part)
        if triples:
            default = part.identifier == rdflib.graph.DATASET_DEFAULT_GRAPH_ID
            yield PageGraph(None if default else _iri(part.identifier), triples)


def _iri(node: Node) -> Iri:
    import rdflib

    if not isinstance(node, rdflib.URIRef):
        raise UsageError(f"cannot write {node.n3()}: only graphs without blank nodes are written")
    return terms.iri(str(node))


def _object(node: Node) -> Object:
    import rdflib

    if not isinstance(node, rdflib.Literal):
        return _iri(node)
    if node.language is not None:
        return terms.text_in(str(node), node.language)
    datatype = XSD.string if node.datatype is None else terms.iri(str(node.datatype))
    # rdflib turns the Z of a time in UTC into +00:00.
    lexical = str(node).replace("+00:00", "Z") if datatype == XSD.dateTime else str(node)
    return Literal(lexical, datatype)
