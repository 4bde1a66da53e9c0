"""The functions made from shapes say what pySHACL says, for every construct; others are refused."""

from __future__ import annotations

import pyoxigraph
import pytest
from rdflib import Graph, URIRef

from kg.validation import Gate
from kg.validation.compiler import UnsupportedShapeError, compile_shapes

HEAD = """
@prefix : <urn:> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

DATA = """
:a a :C ; :n 1, 2 ; :o 1 ; :m 3 ; :t "abc"@en ; :r :b .
:b a :C ; :n 2.5 ; :m 2 ; :t "ABCDEF" ; :r :c, "text" ; :o 2.5 .
:c a :C, :D ; :n "x" ; :t ""@de ; :x true .
:d a :C, :D ; :n 1 ; :m 1 ; :t "abc"@en-GB ; :r :d ; :o 1 ; :d "2000-02-29"^^xsd:date .
:e a :C ; :n "five"^^xsd:integer, 7 ; :m 5 ; :d "2001-02-29"^^xsd:date ; :x "perhaps"^^xsd:boolean .
:f a :C ; :r :g ; :y "1999"^^xsd:gYear ; :d "1999-01"^^xsd:gYearMonth ; :when "2000-01-01T00:00:00Z"^^xsd:dateTime .
:g a :C ; :r :f ; :l "PT1H30M"^^xsd:duration ; :y "'99"^^xsd:gYear ; :when "2000-01-01T25:00:00Z"^^xsd:dateTime .
_:h a :C ; :n 3 ; :many 1, 2, 3, 4 .
:i a :C ; :r _:h, :b .
"""

VALUE_TESTS = [
    "sh:path :n ; sh:datatype xsd:integer",
    "sh:path :n ; sh:datatype xsd:decimal",
    "sh:path :n ; sh:datatype xsd:string",
    "sh:path :t ; sh:datatype rdf:langString",
    "sh:path :d ; sh:datatype xsd:date",
    "sh:path :d ; sh:datatype xsd:gYearMonth",
    "sh:path :x ; sh:datatype xsd:boolean",
    "sh:path :when ; sh:datatype xsd:dateTime",
    "sh:path :r ; sh:nodeKind sh:IRI",
    "sh:path :r ; sh:nodeKind sh:Literal",
    "sh:path :r ; sh:nodeKind sh:BlankNode",
    "sh:path :r ; sh:nodeKind sh:BlankNodeOrIRI",
    "sh:path :r ; sh:nodeKind sh:IRIOrLiteral",
    "sh:path :r ; sh:nodeKind sh:BlankNodeOrLiteral",
    "sh:path :r ; sh:class :D",
    "sh:path :r ; sh:class :C, :D",
    "sh:path :r ; sh:in ( :b :c )",
    "sh:path :n ; sh:in ( 1 2 )",
    'sh:path :t ; sh:in ( "abc" "ABCDEF" )',
    'sh:path :t ; sh:pattern "^a.c$"',
    'sh:path :t ; sh:pattern "^a.c" ; sh:flags "i"',
    'sh:path :r ; sh:pattern "^urn:[a-c]$"',
    "sh:path :t ; sh:minLength 1 ; sh:maxLength 5",
    "sh:path :n ; sh:minInclusive 2",
    "sh:path :n ; sh:minExclusive 2",
    "sh:path :n ; sh:maxInclusive 2.5",
    "sh:path :n ; sh:maxExclusive 2.5",
    'sh:path :t ; sh:languageIn ( "en" "fr" )',
    "sh:path :r ; sh:not [ sh:class :D ]",
    "sh:path :r ; sh:or ( [ sh:class :D ] [ sh:nodeKind sh:Literal ] )",
    "sh:path :r ; sh:and ( [ sh:class :D ] [ sh:nodeKind sh:IRI ] )",
    "sh:path :r ; sh:xone ( [ sh:class :D ] [ sh:class :C ] )",
    "sh:path :r ; sh:node [ sh:property [ sh:path :n ; sh:minCount 1 ] ]",
    "sh:path :r ; sh:property [ sh:path :n ; sh:minInclusive 2 ]",
]
PROPERTY_TESTS = [
    "sh:path :n ; sh:minCount 1",
    "sh:path :n ; sh:maxCount 1",
    "sh:path :n ; sh:minCount 2",
    "sh:path :many ; sh:maxCount 3",
    "sh:path :r ; sh:maxCount 0",
    "sh:path :n ; sh:hasValue 1",
    "sh:path :r ; sh:hasValue :b, :c",
    "sh:path :n ; sh:equals :m",
    "sh:path :n ; sh:disjoint :m",
    "sh:path :n ; sh:lessThan :m",
    "sh:path :n ; sh:lessThanOrEquals :o",
    "sh:path :r ; sh:qualifiedValueShape [ sh:class :D ] ; sh:qualifiedMinCount 1",
    "sh:path :many ; sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 5",
    "sh:path [ sh:inversePath :r ] ; sh:minCount 1",
    "sh:path ( :r :n ) ; sh:minInclusive 2 ; sh:maxCount 1",
    "sh:path ( :r [ sh:inversePath :r ] ) ; sh:maxCount 1",
    "sh:path [ sh:alternativePath ( :n :m ) ] ; sh:maxCount 1 ; sh:datatype xsd:integer",
    "sh:path [ sh:alternativePath ( :n ( :r :m ) ) ] ; sh:maxCount 1",
    "sh:path [ sh:inversePath [ sh:alternativePath ( :r :q ) ] ] ; sh:minCount 1",
]
NODE_TESTS = [
    "sh:nodeKind sh:IRI",
    'sh:pattern "[a-d]$"',
    "sh:class :D",
    "sh:not [ sh:property [ sh:path :n ; sh:minCount 1 ] ]",
    "sh:or ( [ sh:property [ sh:path :n ; sh:minCount 1 ] ] [ sh:property [ sh:path :r ; sh:hasValue :g ] ] )",
    "sh:xone ( [ sh:property [ sh:path :n ; sh:maxCount 0 ] ] [ sh:property [ sh:path :m ; sh:equals :n ] ] )",
    "sh:closed true ; sh:ignoredProperties ( rdf:type :n :m :t )",
    "sh:closed true ; sh:property [ sh:path :r ] , [ sh:path rdf:type ] , [ sh:path :n ; sh:maxCount 1 ]",
]
TARGETS = [
    "sh:targetClass :C, :D",
    "sh:targetSubjectsOf :n, :o",
    "sh:targetObjectsOf :r, :n",
    "sh:targetClass :D ; sh:targetObjectsOf :t",
]
REFUSED = {
    "sh:property [ sh:path :n ; sh:uniqueLang true ]": "uniqueLang, which is not covered",
    "sh:property [ sh:path [ sh:zeroOrMorePath :n ] ; sh:minCount 1 ]": "zeroOrMorePath",
    "sh:property [ sh:path :n ; sh:datatype xsd:float ]": "cannot be checked",
    "sh:property [ sh:path :n ; sh:qualifiedValueShape [ sh:class :D ] ]": "needs sh:qualifiedMinCount",
    "sh:property [ sh:path :n ; sh:qualifiedValueShape [ sh:class :D ] ; sh:qualifiedMaxCount 1 ]": "not covered",
    "sh:class :D ; sh:deactivated true": "deactivated, which is not covered",
    "sh:sparql [ sh:select '' ]": "sparql, which is not covered",
    "sh:minCount 1": "minCount, which is not covered",
    "sh:closed false ; sh:class :D": "only when true",
    "sh:property [ sh:path :n ; sh:minCount 'one' ]": "is no number",
    "sh:property [ sh:path :n ; sh:minInclusive :n ]": "cannot be compared with",
    "sh:pattern 'a' ; sh:flags 'q'": "flags ['q'] of a pattern",
    r"sh:pattern '\\w'": "in a pattern is not covered",
    "sh:pattern '(?i)a'": "in a pattern is not covered",
    "sh:pattern '[a'": "is none",
    "sh:node :S": "refers to itself",
    "sh:pattern 'xa{,5}$'": "{ without a number",
    "sh:nodeKind :D": "is no kind of node",
    "sh:class 'D'": "is no class",
    "sh:in :D": "is used as a list and is none",
    "sh:targetNode :x ; sh:class :D": "targetNode, which is not covered",
    "sh:target [ sh:select '' ] ; sh:class :D": "target, which is not covered",
    "a rdfs:Class ; sh:class :D": "is a class and so its own target",
    "sh:pattern 'a', 'b'": "has 2 values",
    "sh:message 'nothing asked'": "no constraint",
}


def shapes(text: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=HEAD + text, format="turtle")


def check(shape: str) -> int:
    """The number of findings, after a comparison of both ways to get them."""
    store = pyoxigraph.Store()
    store.load((HEAD + DATA).encode(), format=pyoxigraph.RdfFormat.TURTLE)
    made = Gate(shapes(shape))
    report = made.validate(store)
    assert report == made.reference(store)
    return len(report.findings)


@pytest.mark.parametrize("constraint", VALUE_TESTS + PROPERTY_TESTS)
def test_a_property_constraint(constraint: str) -> None:
    assert check(f":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ {constraint} ] .") > 0


@pytest.mark.parametrize("constraint", NODE_TESTS)
def test_a_node_constraint(constraint: str) -> None:
    assert check(f":S a sh:NodeShape ; sh:targetClass :C ; {constraint} .") > 0


@pytest.mark.parametrize("target", TARGETS)
def test_a_target(target: str) -> None:
    assert check(f':S a sh:NodeShape ; {target} ; sh:pattern "^nothing$" .') > 0


def test_a_property_shape_with_a_target() -> None:
    assert check(":S a sh:PropertyShape ; sh:targetClass :C ; sh:path :n ; sh:minCount 1 .") > 0


@pytest.mark.parametrize("constraint", REFUSED)
def test_what_is_not_covered_is_refused(constraint: str) -> None:
    with pytest.raises(UnsupportedShapeError) as error:
        compile_shapes(shapes(f":S a sh:NodeShape ; sh:targetClass :C ; {constraint} ."))
    assert REFUSED[constraint] in str(error.value)


@pytest.mark.parametrize("target", ["sh:targetNode :x", "sh:target [ sh:select '' ]", "a owl:Class"])
def test_a_shape_with_another_target_alone_is_not_passed_over(target: str) -> None:
    with pytest.raises(UnsupportedShapeError):
        compile_shapes(shapes(f":S a sh:NodeShape ; {target} ; sh:class :D ."))


def test_a_target_needs_an_iri() -> None:
    with pytest.raises(UnsupportedShapeError, match="no IRI"):
        compile_shapes(shapes("[] a sh:NodeShape ; sh:targetClass :C ; sh:class :D ."))


STRICTER = {
    '"\'99"^^xsd:gYear': "sh:datatype xsd:gYear",
    '"1999-13"^^xsd:gYearMonth': "sh:datatype xsd:gYearMonth",
}


@pytest.mark.parametrize("literal", STRICTER)
def test_where_pyshacl_sees_no_fault_we_have_the_say(literal: str) -> None:
    """pySHACL does not check the form of these datatypes."""
    made = Gate(
        shapes(f":S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; {STRICTER[literal]} ] .")
    )
    store = pyoxigraph.Store()
    store.load(f"{HEAD} :a :p {literal} .".encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert made.reference(store).findings == ()
    [finding] = made.validate(store).findings
    assert (finding.focus, finding.shape) == ("<urn:a>", "urn:S")


def test_where_pyshacl_gives_up_we_have_the_say() -> None:
    """It cannot compare an ill-typed literal, and raises; what else is wrong must not be lost."""
    parts = ":S-less, [ sh:path :r ; sh:minCount 1 ]"
    made = Gate(
        shapes(
            f":S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property {parts} ."
            ':S-less a sh:PropertyShape ; sh:path :p ; sh:lessThanOrEquals :q ; sh:message "p is not above q." .'
        )
    )
    store = pyoxigraph.Store()
    data = f'{HEAD} :a :p "five"^^xsd:integer ; :q 7 .'
    store.load(data.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    with pytest.raises(TypeError):
        made.reference(store)
    findings = made.validate(store).findings
    assert [(finding.path, finding.message) for finding in findings if finding.shape == "urn:S-less"] == [
        ("<urn:p>", "p is not above q.")
    ]
    assert [finding.path for finding in findings if finding.shape != "urn:S-less"] == ["<urn:r>"]


def test_they_are_in_order_of_shapes() -> None:
    found = compile_shapes(shapes(":T sh:targetClass :C ; sh:class :D . :S sh:targetClass :C ; sh:class :D ."))
    assert [shape.name for shape in found] == [URIRef("urn:S"), URIRef("urn:T")]
