"""What has to be known of the text of a query before an engine parses it: its tokens, and no more.

Terminals as in SPARQL 1.1 Query Language, section 19.8 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.vocab import NAMESPACES

Term = NamedNode | Literal

PREFIXES: Mapping[str, str] = {namespace.prefix: namespace.iri for namespace in NAMESPACES}
"""The model's, which a query need not declare."""

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\r\n]* )
    | (?P<iri>     <[^<>"{}|^`\x00-\x20]*> )
    | (?P<string>  \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<prefixed> (?P<prefix>[\w.·-]*) : (?:[\w.:·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])* )
    | (?P<word>    \w+ )
    | (?P<space>   \s+ )
    | (?P<mark>    . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    kind: str
    text: str
    begin: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without white space and comments. What is no SPARQL gives tokens too."""
    for match in _TOKEN.finditer(query):
        kind = str(match.lastgroup)
        if kind not in {"comment", "space"}:
            yield Token(kind, match[0], match.start())


def refuse_remote(query: str) -> None:
    """Raises UsageError for a query that may ask another endpoint (SPARQL 1.1 Federated Query).

    Engines find keywords also where they touch what stands beside them (`1SERVICE<…>`), so it is enough that one is
    part of a word. `LOAD` is of SPARQL Update, which no query can hold.
    """
    for token in tokens(query):
        text = token.text.partition(":")[0] if token.kind == "prefixed" else token.text
        if token.kind in {"word", "prefixed"} and "service" in text.lower():
            raise UsageError(
                f"the query, at {position(query, token.begin)}: SERVICE is refused: no other endpoint is asked"
            )


def names_graphs(query: str) -> bool:
    """Whether a query says itself what its default graph is (FROM, section 13.2)."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(query))


def position(query: str, offset: int) -> str:
    """Line and column, from 1, as `2:14`."""
    line = query.count("\n", 0, offset) + 1
    column = offset - query.rfind("\n", 0, offset)
    return f"{line}:{column}"


def bind(query: str, terms: Mapping[str, Term]) -> str:
    """The query with variables bound to terms, by a VALUES block (section 10.2) at the begin of its WHERE clause.

    terms: by the name of the variable, without `?`. They are written by the engine, as N-Triples has them, so that no
    value can be more than a term. In the SELECT clause and in modifiers the variables may be used as any; in a
    subquery they are others, unless it selects them.

    Raises UsageError for a variable that the query does not have, and for a query without a group to put them into.

    >>> bind("SELECT ?film { ?film a ?class }", {"class": NamedNode("http://schema.org/Movie")})
    'SELECT ?film { VALUES (?class) { (<http://schema.org/Movie>) } ?film a ?class }'
    """
    if not terms:
        return query
    names = {token.text[1:] for token in tokens(query) if token.kind == "variable"}
    for name in terms:
        if name not in names:
            raise UsageError(f"the query has no variable ?{name}")
    place = _group(query)
    variables = " ".join(f"?{name}" for name in sorted(terms))
    row = " ".join(str(terms[name]) for name in sorted(terms))
    return f"{query[:place]} VALUES ({variables}) {{ ({row}) }}{query[place:]}"


_FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})


def _group(query: str) -> int:
    """Where the group of the WHERE clause begins, after its brace."""
    form, depth, template = "", 0, 0
    before = Token("", "", 0)
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else ""
        if not form and word in _FORMS:
            form = word
        elif token.kind == "mark" and token.text in "()":
            depth += 1 if token.text == "(" else -1  # SELECT (EXISTS { … } AS ?x)
        elif token.kind == "mark" and token.text == "{" and not depth and not template:
            if form == "CONSTRUCT" and before.text.upper() == "CONSTRUCT":
                template = 1
            elif form == "CONSTRUCT" and not _has_template(query):
                break
            else:
                return token.begin + 1
        elif token.kind == "mark" and token.text in "{}" and template:
            template += 1 if token.text == "{" else -1
        before = token
    raise UsageError("the query has no WHERE { … } of its own to bind parameters in")


def _has_template(query: str) -> bool:
    """Whether a CONSTRUCT query is of the long form (section 16.2.4 has the short one)."""
    return any(first.text.upper() == "CONSTRUCT" and second.text == "{" for first, second in pairwise(tokens(query)))
