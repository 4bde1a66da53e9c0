"""The named graphs of exported files, one by one: what is loaded, and replaced, as a whole.

N-Quads and TriG keep the graphs of pages apart, and are read as a stream: memory holds one graph, whatever the size
of the file. Other formats have no graph names: such a file is one page's, and the graph's name is the page's IRI,
which the triples themselves tell.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import SourceError, UsageError
from kg.sources.problem import one_line
from kg.sources.streams import STDIN, opened, source_name
from kg.vocab import RDF, SCHEMA

SYNTAXES = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "n3": RdfFormat.N3,
    "jsonld": RdfFormat.JSON_LD,
    "json": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
}
"""Syntaxes by extension; each may have `.gz` or `.bz2` after it."""
MAX_TRIPLES = 1_000_000
"""Triples of the largest graph that is taken. Articles give about a thousand, the longest some ten thousand."""

_TYPE = NamedNode(RDF.type)
_ARTICLE = NamedNode(SCHEMA.Article)
_ABOUT = NamedNode(SCHEMA.about)
_POSITION = re.compile(r"\A(?:Parser error )?(?:at|between) line \d+ [^:]*: ")
_AS_NQUADS = "export the pages as N-Quads (.nq), which keeps them apart"


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """One page's graph."""

    iri: str
    """The graph's name: the IRI of the page."""
    data: bytes
    """Its triples as N-Triples, each once, in the order of the file."""
    triples: int


def syntax_of(path: str) -> RdfFormat:
    """The syntax that a file's extension stands for. Raises UsageError for an extension of none."""
    extension = path.lower().removesuffix(".gz").removesuffix(".bz2").rpartition(".")[2]
    if extension not in SYNTAXES:
        known = ", ".join("." + name for name in SYNTAXES)
        raise UsageError(
            f"{source_name(path)}: cannot tell its format: the extension is none of {known} (or these with .gz)"
        )
    return SYNTAXES[extension]


def named_graphs(path: str) -> Iterator[NamedGraph]:
    """The graphs of a file in its order; `-` is standard input, as N-Quads.

    Raises UsageError for an unknown extension; SourceError, which names the file and, for its syntax, the line, at
    the first thing that is wrong: not the syntax, a triple without the name of a graph, a graph whose triples do not
    stand together, several pages in a syntax without graph names. What was given before is whole.
    """
    for graph, quads in page_quads(path):
        lines = dict.fromkeys(f"{quad.triple} .\n" for quad in quads)
        yield NamedGraph(graph.value, "".join(lines).encode(), len(lines))


def page_quads(path: str) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """As `named_graphs`, in terms of the engine: the name of a graph and its quads, some perhaps more than once."""
    syntax = RdfFormat.N_QUADS if path == STDIN else syntax_of(path)
    if path != STDIN and Path(path).is_dir():
        raise SourceError(f"{source_name(path)}: is a directory")
    seen: set[str] = set()
    with opened(path) as (stream, name):
        for graph, quads in _graphs(parsed(stream, name, syntax, path), name):
            if graph.value in seen:
                raise SourceError(
                    f"{name}: <{one_line(graph.value)}> goes on after other graphs: all triples of a graph have to "
                    "stand together, as an export writes them"
                )
            seen.add(graph.value)
            yield graph, quads
    if not seen:
        raise SourceError(nothing_in(name, syntax))


def parsed(stream: BinaryIO, name: str, syntax: RdfFormat, path: str, rename: bool = False) -> Iterator[Quad]:
    """The quads of an open file. name: for messages; path: what relative IRIs in it are relative to; rename: whether
    its blank nodes get new names, so that they are none of another file's. Raises SourceError."""
    base = "urn:stdin:" if path == STDIN else Path(path).absolute().as_uri()
    try:
        yield from pyoxigraph.parse(stream, syntax, base_iri=base, rename_blank_nodes=rename)
    except SyntaxError as error:
        place = f"{name}:{error.lineno}" if error.lineno else name
        what = one_line(_POSITION.sub("", error.msg), 300)
        raise SourceError(f"{place}: is not {syntax.name}: {what}") from error
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise SourceError(f"{name}: cannot be read: {one_line(str(error))}") from error


def nothing_in(name: str, syntax: RdfFormat) -> str:
    """What is wrong with a file without triples. Any JSON is JSON-LD, of which most say nothing."""
    hint = " (kg export makes them of an answer of Wikipedia's API)" if syntax == RdfFormat.JSON_LD else ""
    return f"{name}: holds no triples{hint}"


def _graphs(quads: Iterable[Quad], name: str) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """The graphs of a dataset; of quads without graph names, the one page's."""
    nameless: list[Quad] = []
    named = False
    for graph, group in groupby(quads, key=_graph_name):
        found = list(islice(group, MAX_TRIPLES + 1))
        if isinstance(graph, NamedNode):
            named = True
            yield graph, _bounded(found, name)
        elif isinstance(graph, DefaultGraph):
            nameless = _bounded([*nameless, *found], name)
        else:
            raise SourceError(f"{name}: the name of a graph is a blank node: {_AS_NQUADS}")
        if named and nameless:
            triple = one_line(str(nameless[0].triple))
            raise SourceError(f"{name}: a triple without the name of a graph beside named graphs: {triple}")
    if nameless:
        page = _page_of(nameless, name)
        yield page, [Quad(quad.subject, quad.predicate, quad.object, page) for quad in nameless]


_graph_name = attrgetter("graph_name")


def _page_of(quads: Iterable[Quad], name: str) -> NamedNode:
    """The one page of a graph: what is a schema:Article and schema:about something."""
    articles, about = set(), set()
    for quad in quads:
        if quad.predicate == _TYPE and quad.object == _ARTICLE:
            articles.add(quad.subject)
        elif quad.predicate == _ABOUT:
            about.add(quad.subject)
    pages = [page for page in articles & about if isinstance(page, NamedNode)]
    if len(pages) != 1:
        found = f"{len(pages)} pages" if pages else "no page (a schema:Article that is schema:about a film)"
        raise SourceError(f"{name}: holds {found} and no names of graphs: {_AS_NQUADS}")
    return pages[0]


def _bounded(quads: list[Quad], name: str) -> list[Quad]:
    if len(quads) > MAX_TRIPLES:
        raise SourceError(f"{name}: a graph of more than {MAX_TRIPLES:,} triples")
    return quads
