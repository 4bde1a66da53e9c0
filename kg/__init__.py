"""filmkg: Wikipedia's film articles as a typed, sourced and validated RDF knowledge graph.

The way of the data in five functions; each is loaded when it is first used:

>>> import kg
>>> [page] = kg.read("kg/data/leaving_las_vegas.json")
>>> page.title, len(page.text)
('Leaving Las Vegas', 33575)

`read` gives the pages of a saved API response, an export file or a plain wikitext file. A page that the source
names and does not hold comes as a `kg.sources.SourceProblem` in its place.

>>> extraction = kg.extract(page)
>>> extraction.kind.value, extraction.film.budget[0].money.currency
('film', 'USD')

`extract` gives the facts as plain data (see `kg.model`), each with its place in the wikitext, and what was not
understood. It never raises, whatever the wikitext; for a page that is no film's, `film` is None and `kind` says
what it is.

>>> graph = kg.to_graph(extraction)
>>> type(graph).__module__, len(graph) > 1000
('rdflib.graph', True)

`to_graph` gives an rdflib Graph; `kg.rdf.serialise.to_dataset` a Dataset with the page as the named graph.

>>> report = kg.validate(graph)
>>> report.conforms, report.findings
(True, ())

`validate` checks a graph against the package's SHACL shapes; `report.to_text()` is for people,
`report.to_turtle()` the report of the W3C.

>>> data = kg.serialize(graph, "turtle")
>>> data.decode().split("\\n\\n")[1].splitlines()[0]
'resources:Leaving_Las_Vegas a schema:Movie ;'

`serialize` gives the bytes of a file in one of the formats of `kg.rdf.formats`: the same bytes for the same
triples.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.extraction.page import extract
    from kg.rdf.serialise import serialize, to_graph
    from kg.sources import read
    from kg.validation import validate

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "read", "serialize", "to_graph", "validate"]

_HOMES = {
    "read": "kg.sources",
    "extract": "kg.extraction.page",
    "to_graph": "kg.rdf.serialise",
    "validate": "kg.validation",
    "serialize": "kg.rdf.serialise",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
