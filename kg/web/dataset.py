"""The dataset that a request names, put into its query in place of the query's own.

SPARQL 1.1 Protocol, section 2.1.4 (https://www.w3.org/TR/sparql11-protocol/#dataset).
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg.query.language import Token, tokens

_FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})
_AFTER = frozenset({"FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})
"""What may stand after the head of a query, where its dataset clauses have their place."""


def with_dataset(query: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """The query over the graphs that are named, absolute IRIs; unchanged when there are none. What is no query comes
    out as no query.

    >>> with_dataset("ASK FROM <urn:x> { ?s ?p ?o }", ["urn:a"], ["urn:b"])
    'ASK FROM <urn:a> FROM NAMED <urn:b> { ?s ?p ?o }'
    """
    clauses = [f"FROM {NamedNode(iri)} " for iri in default_graphs]
    clauses += [f"FROM NAMED {NamedNode(iri)} " for iri in named_graphs]
    if not clauses:
        return query
    found = list(tokens(query))
    begin = end = _head(found)
    while end < len(found) and _word(found[end]) == "FROM":
        end += 3 if end + 1 < len(found) and _word(found[end + 1]) == "NAMED" else 2
    before, after = _offset(found, begin, query), _offset(found, end, query)
    if begin == len(found):
        clauses.insert(0, "\n")  # the end may be that of a comment
    return query[:before] + "".join(clauses) + query[after:]


def _head(found: Sequence[Token]) -> int:
    """How many tokens the head of a query has: its prologue, SELECT with its variables, CONSTRUCT with its template."""
    place = next((number for number, token in enumerate(found) if _word(token) in _FORMS), len(found))
    template = _word(found[place]) == "CONSTRUCT" if place < len(found) else False
    depth = 0
    for number in range(place + 1, len(found)):
        token = found[number]
        template = template and (depth > 0 or number == place + 1)
        if not depth and not (template and token.text == "{") and (token.text == "{" or _word(token) in _AFTER):
            return number
        if token.kind == "mark" and token.text in "({":
            depth += 1
        elif token.kind == "mark" and token.text in ")}":
            depth -= 1
    return len(found)


def _word(token: Token) -> str:
    return token.text.upper() if token.kind == "word" else ""


def _offset(found: Sequence[Token], number: int, query: str) -> int:
    return found[number].begin if number < len(found) else len(query)
