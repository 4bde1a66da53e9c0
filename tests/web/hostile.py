"""A film whose texts and addresses try to be more than text: what a page must show, and never obey."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import KG, PQ, PR, PROV, PS, RDF, RESOURCE_BASE, SCHEMA, WIKIBASE, P

TITLE = "\"Quoted\"_&_'odd'_100%25_Why%3F_(film)"
"""As the end of an IRI; `%25` and `%3F` stand for `%` and `?`."""
FILM = RESOURCE_BASE + "%22Quoted%22_&_'odd'_100%25_Why%3F_(film)"
PERSON = RESOURCE_BASE + "O'Brien_&_Sons"
NAME = "<script>alert('name')</script>"
ACTOR = '"><img src=x onerror=alert(1)>'
ABSTRACT = "</script><script>alert('json')</script> <!-- \u2028 & ]]>"
CHARACTER = "{{ 7 * 7 }} <b onclick='x'>bold</b>"
CITED = "</a><svg onload=alert(2)>"
WORDS = '<details open ontoggle="alert(3)">'
REVISION = "4242"
TEXT = f"xx{WORDS}yy"
"""The article's wikitext."""

_PAGE = "https://en.wikipedia.org/wiki/%22Quoted%22_&_'odd'_100%25_Why%3F_(film)"
_SOURCE = f"https://en.wikipedia.org/w/index.php?oldid={REVISION}&action=raw#char=2,{2 + len(WORDS)}"
_ROLE, _REFERENCE = f"{FILM}#role/x", f"{FILM}#reference/x"
VAST = "1E+99999999"
"""A number that no machine writes out."""
ORDINAL = "9" * 5000
"""One that Python does not read (https://docs.python.org/3/library/stdtypes.html#int-max-str-digits)."""
NO_HOST = "http://a\N{ACCOUNT OF}b/"
"""An IRI that urllib refuses to take apart: in normal form, its host has a slash."""


def quads() -> list[Quad]:
    """The graph of the film's page."""
    iris = [
        (FILM, RDF.type, SCHEMA.Movie),
        (FILM, SCHEMA.mainEntityOfPage, _PAGE),
        (FILM, SCHEMA.sameAs, "javascript:alert(document.domain)"),
        (FILM, SCHEMA.sameAs, NO_HOST),
        (FILM, SCHEMA.sameAs, _PAGE),
        (FILM, P.P2047, f"{FILM}#length"),
        (FILM, P.P2130, f"{FILM}#budget"),
        (_PAGE, RDF.type, SCHEMA.Article),
        (_PAGE, SCHEMA.about, FILM),
        (FILM, P.P161, _ROLE),
        (_ROLE, RDF.type, SCHEMA.PerformanceRole),
        (_ROLE, RDF.type, WIKIBASE.Statement),
        (_ROLE, PS.P161, PERSON),
        (_ROLE, SCHEMA.actor, PERSON),
        (_ROLE, PROV.wasDerivedFrom, _SOURCE),
        (_ROLE, PROV.wasDerivedFrom, _REFERENCE),
        (_REFERENCE, RDF.type, WIKIBASE.Reference),
        (_REFERENCE, PR.P854, "javascript:alert(4)"),
        (PERSON, RDF.type, SCHEMA.Person),
        (FILM, KG.statement, f"{FILM}#statement/abstract"),
        (f"{FILM}#statement/abstract", RDF.type, RDF.Statement),
        (f"{FILM}#statement/abstract", RDF.subject, FILM),
        (f"{FILM}#statement/abstract", RDF.predicate, SCHEMA.abstract),
    ]
    texts = [
        (FILM, SCHEMA.name, NAME),
        (FILM, SCHEMA.abstract, ABSTRACT),
        (FILM, SCHEMA.datePublished, "1999"),
        (PERSON, SCHEMA.name, ACTOR),
        (_ROLE, SCHEMA.characterName, CHARACTER),
        (_ROLE, PQ.P1545, ORDINAL),
        (f"{FILM}#length", PS.P2047, VAST),
        (f"{FILM}#budget", PS.P2130, VAST),
        (f"{FILM}#budget", SCHEMA.currency, "USD"),
        (_REFERENCE, PR.P1476, CITED),
        (_PAGE, SCHEMA.version, REVISION),
        (f"{FILM}#statement/abstract", RDF.object, ABSTRACT),
    ]
    graph = NamedNode(_PAGE)
    return [Quad(NamedNode(s), NamedNode(p), NamedNode(o), graph) for s, p, o in iris] + [
        Quad(NamedNode(s), NamedNode(p), Literal(o), graph) for s, p, o in texts
    ]
