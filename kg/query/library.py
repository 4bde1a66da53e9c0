"""The package's named queries: files `.rq` in kg/query/library/, each with a header of comments.

The header is one sentence, and a line for each parameter, a variable of the query::

    # The films that a person plays in, in order of release.
    #
    # ?actor (text@en, such as Nicolas Cage): the name of the person

The type of a parameter says which term is made of the value that a user gives: `text` a string, `text@en` a string in
English (as all names of the model are), `iri`, `year` (a string of four digits, to compare
with the begin of dates) or `integer`. After it may stand `optional`: without
a value, the variable is free, and the answer is about all values.

The queries are plain SPARQL 1.1, declare their prefixes and order their rows totally, so that they give the same rows
on other engines. As some of these count a triple as often as named graphs hold it, all of them select DISTINCT.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from kg.errors import InternalError, UsageError
from kg.query.language import PREFIXES, Term, bind
from kg.vocab import XSD


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that takes a value."""

    name: str
    """Without `?`."""
    type: str
    """A key of TYPES."""
    example: str
    meaning: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One query of the library."""

    name: str
    """Its file's name without the extension, after that of its folder: `filmography`, `wikidata/cast`."""
    sentence: str
    """What it answers."""
    parameters: tuple[Parameter, ...]
    text: str
    """The whole file."""

    def terms(self, values: Mapping[str, str]) -> dict[str, Term]:
        """The terms for `bind_as_values`. Raises UsageError: an unknown parameter, a missing one, a wrong value."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                takes = ", ".join(known) or "none"
                raise UsageError(f"{self.name}: has no parameter {name!r} (it takes {takes})")
        for parameter in self.parameters:
            if parameter.name not in values and not parameter.optional:
                example = f"--param {parameter.name}='{parameter.example}'"
                raise UsageError(f"{self.name}: needs the parameter {parameter.name}, such as {example}")
        return {name: term(value, known[name].type, name) for name, value in values.items()}


def _iri(value: str) -> NamedNode:
    found = free_term(value)
    return found if isinstance(found, NamedNode) else NamedNode(value)


def _year(value: str) -> Literal:
    if not re.fullmatch(r"[0-9]{4}", value):
        raise ValueError(value)
    return Literal(value)


def _integer(value: str) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]+", value):
        raise ValueError(value)
    return Literal(str(int(value)), datatype=NamedNode(XSD.integer))


TYPES: Mapping[str, Callable[[str], Term]] = {
    "text": Literal,
    "text@en": lambda value: Literal(value, language="en"),
    "iri": _iri,
    "year": _year,
    "integer": _integer,
}
"""How the value of a parameter becomes a term, by its type."""


def term(value: str, kind: str, name: str) -> Term:
    """The term of a parameter's value. kind: a key of TYPES; name: for messages. Raises UsageError."""
    try:
        return TYPES[kind](value)
    except ValueError as error:
        raise UsageError(f"parameter {name}: {value!r} is no {kind}") from error


def free_term(value: str) -> Term:
    """What a value stands for where no type is known: a term in the syntax of Turtle, with the model's prefixes
    (`<http://…>`, `schema:Movie`, `1995`, `"Heat"@en`); a plain string if it is none.

    >>> str(free_term("kg:Won")), str(free_term("1995")), str(free_term("Nicolas Cage"))
    ('<https://w3id.org/filmkg/ontology#Won>', '"1995"^^<http://www.w3.org/2001/XMLSchema#integer>', '"Nicolas Cage"')
    """
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    try:
        quads = list(pyoxigraph.parse(f"{head}<urn:s> <urn:p> {value} .", RdfFormat.TURTLE))
    except (SyntaxError, ValueError):
        return Literal(value)
    if len(quads) != 1 or isinstance(quads[0].object, BlankNode) or not isinstance(quads[0].object, Term):
        return Literal(value)
    return quads[0].object


def bind_as_values(query: str, params: Mapping[str, Term]) -> str:
    """The text of a query with variables bound to terms, for any engine: see kg.query.language.bind."""
    return bind(query, params)


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """All queries by name: those in the model's terms, then those written as for Wikidata."""
    folder = files("kg") / "query" / "library"
    found = [_read(file, "") for file in _queries_in(folder)]
    found += [_read(file, "wikidata/") for file in _queries_in(folder / "wikidata")]
    if not found:
        raise InternalError("the named queries are missing from this installation")
    return {query.name: query for query in found}


def _queries_in(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name)


_PARAMETER = re.compile(
    r"\?(?P<name>\w+) \((?P<type>[\w@]+)(?P<optional>, optional)?, such as (?P<example>.+?)\): (?P<meaning>.+)"
)


def _read(file: Traversable, folder: str) -> NamedQuery:
    return parse(folder + file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> NamedQuery:
    """A query with what its header says; of a text without one, nothing is known."""
    sentence: list[str] = []
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        words = line[1:].strip()
        if match := _PARAMETER.fullmatch(words):
            parameters.append(
                Parameter(match["name"], match["type"], match["example"], match["meaning"], bool(match["optional"]))
            )
        elif words:
            sentence.append(words)
    return NamedQuery(name, " ".join(sentence), tuple(parameters), text)
