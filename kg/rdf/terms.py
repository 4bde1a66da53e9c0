"""The only constructor of IRIs and literals (RDF 1.1 Concepts, sections 3.2 and 3.3).

Terms are plain immutable values without an RDF library, so that graphs of many thousand pages are
cheap; they are checked here, once, when they are made. An IRI is a string of the type `Iri`; a literal
is made from a typed Python value and has the canonical lexical form of its datatype (XML Schema 1.1
Part 2), so that equal values are equal terms.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple
from urllib.parse import quote

import langcodes
import pyoxigraph

from kg.errors import TermError
from kg.model import PartialDate
from kg.vocab import RDF, XSD, Iri


class Literal(NamedTuple):
    """A literal. Make one with the functions below, not directly."""

    lexical: str
    datatype: Iri
    language: str | None = None
    """A BCP 47 tag in lower case (the form RDF engines bring them to) exactly when the datatype is
    rdf:langString."""


_literal = partial(tuple.__new__, Literal)
"""A literal of all three parts, without a call of Python's: there are hundreds for a film."""

Object = Iri | Literal
Triple = tuple[Iri, Iri, Object]


# Code points that no XML document can hold (XML 1.0, production 2): they would break other syntaxes of RDF.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


@lru_cache(maxsize=1 << 14)
def iri(text: str) -> Iri:
    """An absolute IRI (RFC 3987). Raises TermError for a string that is none, or that RDF engines refuse."""
    try:
        # Checks the grammar of RFC 3987 in full; what passes it, rdflib can write too.
        pyoxigraph.NamedNode(text)
    except ValueError as error:  # UnicodeEncodeError, for unpaired surrogates, is one of them
        raise TermError(f"not an IRI: {text!r} ({error})") from None
    return Iri(text)


def characters(document: Iri, begin: int, end: int) -> Iri:
    """Some characters of a text (RFC 5147, section 2.1). document: its address, which has no fragment."""
    return Iri(f"{document}#char={begin},{end}")


def text(value: str) -> Literal:
    """A string. Unpaired surrogates become U+FFFD; control characters that no XML can hold are left out."""
    return _literal((_writable(value), XSD.string, None))


def text_in(value: str, language: str | None) -> Literal:
    """A string in a natural language.

    language: a BCP 47 tag; None, or a tag that is not well-formed, gives a plain string: nothing is said
    about the language.
    """
    tag = None if language is None else language_tag(language)
    if tag is None:
        return text(value)
    return _literal((_writable(value), RDF.langString, tag))


@lru_cache(maxsize=1024)
def language_tag(tag: str) -> str | None:
    """A language tag in its canonical form (RFC 5646, section 4.5), in lower case; None if not well-formed."""
    try:
        canonical = langcodes.standardize_tag(tag).lower()
        pyoxigraph.Literal("", language=canonical)
    except ValueError:
        return None
    return canonical


def boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", XSD.boolean)


def integer(value: int) -> Literal:
    return Literal(str(value), XSD.integer)


def decimal(value: Decimal | int) -> Literal:
    """A finite number in canonical form: `3500000`, `7.6`. Raises TermError for NaN and infinities."""
    number = Decimal(value)
    if not number.is_finite():
        raise TermError(f"not a decimal number: {value}")
    lexical = f"{number:f}"
    if "." in lexical:
        lexical = lexical.rstrip("0").rstrip(".")
    return Literal("0" if lexical == "-0" else lexical, XSD.decimal)


def date(value: PartialDate) -> Literal:
    """A date as precise as it is stated: xsd:gYear, xsd:gYearMonth or xsd:date, never padded."""
    if value.month is None:
        return Literal(value.iso, XSD.gYear)
    return Literal(value.iso, XSD.gYearMonth if value.day is None else XSD.date)


def date_time(value: PartialDate) -> Literal:
    """The start of a date as a point in time, as Wikidata writes all dates: what is not stated is 1."""
    return Literal(f"{value.year:04d}-{value.month or 1:02d}-{value.day or 1:02d}T00:00:00Z", XSD.dateTime)


def timestamp(value: str) -> Literal | None:
    """A point in time in UTC, `2018-07-20T06:57:20Z`; None for any other form."""
    return Literal(value, XSD.dateTime) if _DATE_TIME.fullmatch(value) else None


def year(value: int) -> Literal:
    return Literal(f"{value:04d}", XSD.gYear)


def duration(seconds: Decimal | int) -> Literal:
    """A length of time, not negative, in seconds: `PT1H51M`, `PT4M2S` (canonical: no part that is zero)."""
    whole, fraction = divmod(Decimal(seconds), 1)
    minutes, rest = divmod(int(whole), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    second = decimal(rest + fraction).lexical
    time = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (second, "S")) if n not in (0, "0"))
    if not days and not time:
        time = "0S"
    return Literal("P" + (f"{days}D" if days else "") + (f"T{time}" if time else ""), XSD.duration)


_NOT_IN_URL = re.compile(
    r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]"
)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"(?:https?|ftp)://[^/]", re.IGNORECASE)


def url(address: str) -> Iri | None:
    """The IRI of a web address as people write them: `www.x.com/a b` is `http://www.x.com/a%20b`.

    None for what is no http, https or ftp address.
    """
    address = address.strip()
    if address.startswith("//"):
        address = "https:" + address
    elif address.lower().startswith("www."):
        address = "http://" + address
    if not _SCHEME.match(address):
        return None
    address = _NOT_IN_URL.sub(lambda match: quote(match[0], safe="", errors="surrogatepass"), address)
    address = _STRAY_PERCENT.sub("%25", address)
    # Square brackets may stand around an IPv6 host only, and `#` only once.
    head, slashes, tail = address.partition("//")
    host, slash, path = tail.partition("/")
    path, mark, fragment = path.replace("[", "%5B").replace("]", "%5D").partition("#")
    try:
        return iri(head + slashes + host + slash + path + mark + fragment.replace("#", "%23"))
    except TermError:
        return None


def _writable(value: str) -> str:
    if value.isprintable():  # as nearly all are: no control character, surrogate or noncharacter
        return value
    return _UNWRITABLE.sub("", _SURROGATE.sub("\ufffd", value))


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]')


def quoted(value: str) -> str:
    """A string in double quotes as in N-Triples and Turtle, on one line."""
    return f'"{_ESCAPED.sub(lambda match: _ESCAPES[match[0]], value)}"'


@lru_cache(maxsize=1 << 14)  # each term is in several triples, and each triple is written twice: for the gate, and out
def ntriples(term: Object) -> str:
    """A term as N-Triples writes it (RDF 1.1 N-Triples, section 2)."""
    if not isinstance(term, Literal):
        return f"<{term}>"
    if term.language is not None:
        return f"{quoted(term.lexical)}@{term.language}"
    if term.datatype == XSD.string:
        return quoted(term.lexical)
    return f"{quoted(term.lexical)}^^<{term.datatype}>"


def order(triple: Triple) -> tuple[str, str, str]:
    """A key to sort triples by."""
    return triple[0], triple[1], ntriples(triple[2])
