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

FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
"""What begins an operation of SPARQL 1.1 Update (https://www.w3.org/TR/sparql11-update/#grammar)."""

# What has begun is never tried again at the next character (atomic groups, and a string without an end is one token),
# so that the time is in proportion to the length, whatever a client sends. What ECHAR and UCHAR do not have is no
# escape: an engine that meets one does not take the string for one.
_ESCAPE = (
    r"""\\(?:[tbnrf"'\\]|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"""
    r"""|U000(?:0(?![Dd][89A-Fa-f])|[1-9A-Fa-f])[0-9A-Fa-f]{4}|U0010[0-9A-Fa-f]{4})"""
)
_LOCAL = r"(?::(?:[\w.:-]|[^\x00-\x7F]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*+)"
_TOKEN = re.compile(
    rf"""
      (?P<comment> \#[^\r\n]*+ )
    | (?P<iri>     <[^<>"{{}}|^`\x00-\x20]*+> )
    | (?P<string>  \"{{3}}(?:\"{{0,2}}+(?:[^"\\]|{_ESCAPE}))*+\"{{3}} | '{{3}}(?:'{{0,2}}+(?:[^'\\]|{_ESCAPE}))*+'{{3}}
                 | "(?!"")(?:[^"\\\r\n]|{_ESCAPE})*+" | '(?!'')(?:[^'\\\r\n]|{_ESCAPE})*+' )
    | (?P<open>    ["'].*+ )
    | (?P<variable> [?$](?:\w|[^\x00-\x7F])++ )
    | (?P<name>    (?:[\w.-]|[^\x00-\x7F])++ {_LOCAL}?+ | {_LOCAL} )
    | (?P<space>   \s++ )
    | (?P<mark>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(r"(?P<word>(?:\w|[^\x00-\x7F])++)|(?P<mark>.)", re.DOTALL)
_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)


class Token(NamedTuple):
    kind: str
    text: str
    begin: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without white space and comments. What is no SPARQL gives tokens too; of kind `open` is all
    from a string on that has no end."""
    for match in _TOKEN.finditer(query):
        kind = str(match.lastgroup)
        if kind == "name" and ":" not in match[0]:
            for piece in _PIECE.finditer(query, match.start(), match.end()):
                yield Token(str(piece.lastgroup), piece[0], piece.start())
        elif kind not in {"comment", "space"}:
            yield Token("prefixed" if kind == "name" else kind, match[0], match.start())


def refuse_remote(query: str) -> None:
    """Raises UsageError for a query that may ask another endpoint (SPARQL 1.1 Federated Query).

    Engines find keywords also where they touch what stands beside them (`1SERVICE<…>`, `x:.SERVICE`), so it is enough
    that one is part of a word. Where tokens alone do not tell what an engine reads, the word is refused from there on.
    `LOAD` is of SPARQL Update, which no query can hold.
    """
    if _SERVICE.search(query) is None:
        return
    for token in tokens(query):
        end = token.begin + len(token.text)
        doubt = token.kind in {"word", "open"}
        ambiguous = token.kind == "iri" and _ambiguous(token.text)
        if token.kind == "prefixed":
            prefix, _, local = token.text.partition(":")
            doubt = _SERVICE.search(prefix) is not None or ".service" in local.lower()
        elif ambiguous:
            doubt, end = True, len(query)
        found = _SERVICE.search(query, token.begin, end) if doubt else None
        if found is not None:
            raise UsageError(
                f"the query, at {position(query, found.start())}: SERVICE is refused: no other endpoint is asked"
            )
        if ambiguous:  # there is none in all that follows
            return


def _ambiguous(iri: str) -> bool:
    """Whether it may also be two comparisons (`?a<?b&&?c>?d`) with the begin of a comment or a string in between. An
    IRI with an authority is none: no expression has `//`."""
    return ("#" in iri or "'" in iri) and re.match(r"<[A-Za-z][A-Za-z0-9+.-]*://", iri) is None


class Verb(NamedTuple):
    word: str
    """In capitals; empty when there is none."""
    begin: int


def verb(query: str) -> Verb:
    """The first word after the prologue of BASE and PREFIX (section 4.1): what is asked for, when it is of FORMS."""
    for token in tokens(query):
        if token.kind == "word" and token.text.upper() not in {"BASE", "PREFIX"}:
            return Verb(token.text.upper(), token.begin)
    return Verb("", 0)


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


def _group(query: str) -> int:
    """Where the group of the WHERE clause begins, after its brace."""
    form, depth, template = "", 0, 0
    before = Token("", "", 0)
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else ""
        if not form and word in FORMS:
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
