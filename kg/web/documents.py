"""The RDF documents about things, in the formats that clients ask for."""

from __future__ import annotations

import json

import pyoxigraph
from markupsafe import Markup
from pyoxigraph import RdfFormat

from kg.rdf.formats import JSON_LD, N_TRIPLES, TURTLE, Format
from kg.rdf.serialise import PageGraph, serialize
from kg.vocab import SCHEMA
from kg.web.graph import Nodes

RDF_XML = Format("rdfxml", ".rdf", "application/rdf+xml")
"""RDF 1.1 XML Syntax, for clients that read nothing else; `kg export` does not write it."""
FORMATS: dict[str, Format] = {form.extension: form for form in (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)}
"""The formats of documents, by extension."""
ALIASES: dict[str, str] = {"application/json": JSON_LD.media_type}
"""What general clients ask for, and get as what it is."""

# What would end a <script> element, or begin a comment in it (HTML, section 4.12.1.3), and the two line ends that
# JSON lets stand in a string and JavaScript once did not.
_UNSAFE = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def document(nodes: Nodes, form: Format, base: str) -> bytes:
    """The triples as text in UTF-8."""
    if form == RDF_XML:
        lines = serialize(PageGraph(None, nodes.triples), N_TRIPLES, base)
        return pyoxigraph.serialize(pyoxigraph.parse(lines, RdfFormat.N_TRIPLES), format=RdfFormat.RDF_XML) or b""
    return serialize(PageGraph(None, nodes.triples), form, base)


def script(text: str) -> Markup:
    """JSON text, fit to be the content of a `<script>` element: the same data, without `<`, `>` and `&`.

    >>> print(script('{"name": "</script><script>"}'))
    {"name": "\\u003c/script\\u003e\\u003cscript\\u003e"}
    """
    return Markup(text.translate(_UNSAFE))


def embedded(nodes: Nodes, base: str) -> Markup:
    """The document as JSON-LD for the head of a page."""
    return script(document(nodes, JSON_LD, base).decode())


def site_description(address: str) -> Markup:
    """What pages that tell of no one thing say: a site with a search."""
    description = {
        "@context": {"@vocab": SCHEMA.iri},
        "@type": "WebSite",
        "@id": address,
        "name": "filmkg",
        "description": "Films, and where each fact comes from",
        "license": {"@id": "https://creativecommons.org/licenses/by-sa/4.0/"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{address}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }
    return script(json.dumps(description, ensure_ascii=False))
