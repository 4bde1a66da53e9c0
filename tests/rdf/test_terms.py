"""Terms: canonical lexical forms by table, and that no text makes a term that an RDF engine refuses."""

from __future__ import annotations

import warnings
from decimal import Decimal

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import TermError
from kg.model import PartialDate
from kg.rdf import terms
from kg.rdf.terms import Literal, ntriples
from kg.vocab import XSD, Iri

ANY_TEXT = st.text(st.characters(), max_size=100)

FORMS: list[tuple[Literal | None, str]] = [
    (terms.text('a "b" \\ c\n\td\r'), '"a \\"b\\" \\\\ c\\n\\td\\r"'),
    (terms.text("lone \ud800, nul \x00, esc \x1b, last \uffff."), '"lone \ufffd, nul , esc , last ."'),
    (terms.text("kept: \x7f \x85 \u2028 \U0001f3ac"), '"kept: \x7f \x85 \u2028 \U0001f3ac"'),
    (terms.text_in("Olá", "pt_BR"), '"Olá"@pt-br'),
    (terms.text_in("你好", "zh-Hant"), '"你好"@zh-hant'),
    (terms.text_in("x", None), '"x"'),
    (terms.text_in("x", "no such tag!"), '"x"'),
    (terms.text_in("x", ""), '"x"'),
    (terms.integer(28), '"28"^^xsd:integer'),
    (terms.decimal(111), '"111"^^xsd:decimal'),
    (terms.decimal(Decimal("120.50")), '"120.5"^^xsd:decimal'),
    (terms.decimal(Decimal("4.98E7")), '"49800000"^^xsd:decimal'),
    (terms.decimal(Decimal("-0.0")), '"0"^^xsd:decimal'),
    (terms.decimal(Decimal(100)), '"100"^^xsd:decimal'),
    (terms.date(PartialDate(1995)), '"1995"^^xsd:gYear'),
    (terms.date(PartialDate(1995, 10)), '"1995-10"^^xsd:gYearMonth'),
    (terms.date(PartialDate(1995, 10, 7)), '"1995-10-07"^^xsd:date'),
    (terms.date_time(PartialDate(1995)), '"1995-01-01T00:00:00Z"^^xsd:dateTime'),
    (terms.date_time(PartialDate(1995, 10, 7)), '"1995-10-07T00:00:00Z"^^xsd:dateTime'),
    (terms.year(988), '"0988"^^xsd:gYear'),
    (terms.timestamp("2018-07-20T06:57:20Z"), '"2018-07-20T06:57:20Z"^^xsd:dateTime'),
    (terms.duration(111 * 60), '"PT1H51M"^^xsd:duration'),
    (terms.duration(242), '"PT4M2S"^^xsd:duration'),
    (terms.duration(Decimal("120.5") * 60), '"PT2H30S"^^xsd:duration'),
    (terms.duration(Decimal("0.25")), '"PT0.25S"^^xsd:duration'),
    (terms.duration(0), '"PT0S"^^xsd:duration'),
    (terms.duration(25 * 3600), '"P1DT1H"^^xsd:duration'),
    (terms.duration(24 * 3600), '"P1D"^^xsd:duration'),
]


@pytest.mark.parametrize(("literal", "form"), FORMS)
def test_literals(literal: Literal | None, form: str) -> None:
    assert literal is not None
    assert ntriples(literal).replace(f"<{XSD.iri}", "xsd:").removesuffix(">") == form


@pytest.mark.parametrize("value", ["", "yesterday", "2018-07-20", "2018-07-20T06:57:20", "2018-07-20T06:57:20+01:00"])
def test_no_timestamps(value: str) -> None:
    assert terms.timestamp(value) is None


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_no_decimals(value: str) -> None:
    with pytest.raises(TermError):
        terms.decimal(Decimal(value))


@pytest.mark.parametrize(
    "value", ["", "x", "/x", "http://a b/", "http://a/%zz", "http://a/{x}", "http://a/\ud800", "#a"]
)
def test_no_iris(value: str) -> None:
    with pytest.raises(TermError, match="not an IRI"):
        terms.iri(value)


URLS: list[tuple[str, str | None]] = [
    ("http://example.org/a?b=c&d=e#f", "http://example.org/a?b=c&d=e#f"),
    (" HTTPS://Example.org/ ", "HTTPS://Example.org/"),
    ("//example.org/x", "https://example.org/x"),
    ("www.example.org/x", "http://www.example.org/x"),
    ("http://example.org/a b|c\\d^e`f{g}", "http://example.org/a%20b%7Cc%5Cd%5Ee%60f%7Bg%7D"),
    ("http://example.org/100%?q=50%25", "http://example.org/100%25?q=50%25"),
    ("http://example.org/a[1]?b[]=2", "http://example.org/a%5B1%5D?b%5B%5D=2"),
    ("http://example.org/#a#b", "http://example.org/#a%23b"),
    ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ("http://example.org/é", "http://example.org/é"),
    ("ftp://example.org/x", "ftp://example.org/x"),
    ("http://[bad]/x", None),
    ("http://", None),
    ("http:/x", None),
    ("mailto:a@b", None),
    ("javascript:alert(1)", None),
    ("example.org", None),
    ("", None),
]


@pytest.mark.parametrize(("address", "expected"), URLS)
def test_urls(address: str, expected: str | None) -> None:
    assert terms.url(address) == expected


@given(ANY_TEXT)
def test_any_address_is_an_iri_or_none(text: str) -> None:
    for address in (text, "http://" + text, "http://example.org/" + text):
        found = terms.url(address)
        if found is not None:
            assert_writable(found, terms.text(""))


@given(ANY_TEXT, st.one_of(st.none(), st.sampled_from(["en", "pt-BR", "x-klingon"]), ANY_TEXT))
def test_any_text_is_a_literal(text: str, language: str | None) -> None:
    assert_writable(Iri("http://example.org/"), terms.text_in(text, language))


def assert_writable(iri: Iri, literal: Literal) -> None:
    """Both engines read what is written of these terms, and read the same."""
    line = f"<{iri}> <{iri}> {ntriples(literal)} .\n"
    (triple,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert triple.subject == pyoxigraph.NamedNode(iri)
    assert isinstance(triple.object, pyoxigraph.Literal)
    assert triple.object.value == literal.lexical
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert rdflib.URIRef(iri).n3() == f"<{iri}>"
        (found,) = rdflib.Graph().parse(data=line, format="nt")
    assert str(found[0]) == iri
    assert str(found[2]) == literal.lexical
