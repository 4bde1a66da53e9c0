"""The data dictionary: `python -m tests.dictionary` writes docs/data-dictionary.md anew.

What people wrote (docs/dictionary.toml: meaning, place in the article) with what is so: the comments of the ontology,
examples from the export of the sample article, the shapes that constrain each term.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph
import rdflib
from rdflib import SH, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

import kg
from kg.model import Page
from kg.rdf.mapping import to_triples
from kg.rdf.terms import Literal, Object, Triple, ntriples, quoted
from kg.resources import data_file, shape_files
from kg.vocab import NAMESPACES, PS, PSV, RDF, RESOURCE_BASE, WD, WDT, WIKIBASE, XSD, Iri, P

from .conftest import ROOT, SAMPLE

DICTIONARY = ROOT / "docs" / "dictionary.toml"
PAGE = ROOT / "docs" / "data-dictionary.md"
INVENTED = ROOT / "tests" / "data" / "shapes" / "valid.ttl"

MANY_TERMS = 10
"""A shape for more terms than this is named at each, and says what it says once, at the end."""
MANY_SHAPES = 8
"""A term with more shapes than this has their names only."""
LONG = 90
"""Characters of a text in an example, the rest is left out."""


# The rows


@dataclass(frozen=True, slots=True)
class Row:
    """What is written by hand of one term, or of one Wikidata property in all its forms."""

    article: str
    """Where in the article it comes from."""
    term: str = ""
    """A prefixed name."""
    wikidata: str = ""
    """A Wikidata property, in place of `term`."""
    label: str = ""
    """What Wikidata calls it."""
    meaning: str = ""
    """Empty exactly for terms of kg:, which the ontology defines."""

    @property
    def terms(self) -> tuple[Iri, ...]:
        """All terms that the row is about. Raises AttributeError for one that is not in kg/vocab.py."""
        if self.wikidata:
            forms = (WDT, P, PS, PSV)
            return tuple(form[self.wikidata] for form in forms if form is not PSV or form.iri + self.wikidata in form)
        prefix, _, name = self.term.partition(":")
        return (next(namespace for namespace in NAMESPACES if namespace.prefix == prefix)[name],)

    @property
    def heading(self) -> str:
        name = f"`{self.wikidata or self.term}`"
        return f"{name} {self.label}" if self.label else name


@dataclass(frozen=True, slots=True)
class Group:
    """Rows about one kind of thing."""

    title: str
    about: str
    rows: tuple[Row, ...]


@cache
def groups() -> tuple[Group, ...]:
    """What docs/dictionary.toml says. Raises TypeError for a key that it should not have."""
    data = tomllib.loads(DICTIONARY.read_text(encoding="utf-8"))
    return tuple(Group(g["title"], g["about"], tuple(Row(**row) for row in g["row"])) for g in data["group"])


# The graphs


@cache
def sample() -> tuple[Triple, ...]:
    """The triples of the sample article, as the export has them."""
    [page] = kg.read(str(SAMPLE))
    assert isinstance(page, Page)
    return to_triples(kg.extract(page))


@cache
def invented() -> tuple[Triple, ...]:
    """The triples of the invented film that the shapes are tested with: every kind of node."""
    return _parse(INVENTED.read_bytes(), RESOURCE_BASE)


@cache
def ontology() -> tuple[Triple, ...]:
    """What the ontology says of its terms, except for lists."""
    return _parse(data_file("ontology.ttl").read_bytes(), None)


def _parse(turtle: bytes, base: str | None) -> tuple[Triple, ...]:
    found = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE, base_iri=base)
    triples: list[Triple] = []
    for subject, predicate, value in (quad.triple for quad in found):
        if isinstance(subject, pyoxigraph.NamedNode) and not isinstance(value, pyoxigraph.BlankNode):
            triples.append((Iri(subject.value), Iri(predicate.value), _object(value)))
    return tuple(triples)


def _object(value: object) -> Object:
    if isinstance(value, pyoxigraph.Literal):
        return Literal(value.value, Iri(value.datatype.value), value.language)
    assert isinstance(value, pyoxigraph.NamedNode)
    return Iri(value.value)


# Names


@cache
def short(iri: Iri) -> str:
    """`schema:name`; below our base `<Leaving_Las_Vegas>`; else the whole IRI."""
    for namespace in NAMESPACES:
        if iri in namespace:
            return f"{namespace.prefix}:{iri[len(namespace.iri) :]}"
    path = iri.removeprefix(RESOURCE_BASE)
    # What begins like `Category:` would be an IRI of that scheme (RFC 3986, section 4.2).
    return f"<{iri if ':' in path.split('/')[0] else path}>"


def _turtle(term: Object) -> str:
    if not isinstance(term, Literal):
        return short(term)
    if len(term.lexical) > LONG:
        term = term._replace(lexical=term.lexical[:LONG].rsplit(" ", 1)[0] + " …")
    if term.datatype in (XSD.string, RDF.langString):
        return ntriples(term)
    return term.lexical if term.datatype == XSD.integer else f"{quoted(term.lexical)}^^{short(term.datatype)}"


def line(triple: Triple) -> str:
    """A triple in Turtle."""
    subject, predicate, value = triple
    verb = "a" if predicate == RDF.type else short(predicate)
    return f"{short(subject)} {verb} {_turtle(value)} ."


# Examples


def is_datatype(term: Iri) -> bool:
    return term in XSD or term == RDF.langString


def is_property(term: Iri) -> bool:
    """By its name: that of a property begins with a small letter or is a Wikidata property's."""
    return not is_datatype(term) and term not in WD and bool(re.fullmatch(r"[a-z]\w*|P\d+", re.split("[/#]", term)[-1]))


def stating(term: Iri, triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples that show what a term is for."""
    if is_property(term):
        yield from (triple for triple in triples if triple[1] == term)
    elif is_datatype(term):
        yield from (triple for triple in triples if isinstance(triple[2], Literal) and triple[2].datatype == term)
    else:
        yield from (triple for triple in triples if triple[2] == term or triple[:2] == (term, RDF.type))


SOURCES = (("", sample), ("  # invented", invented), ("  # ontology", ontology))
"""Where examples are looked for, and how they are marked."""


@cache
def examples(row: Row) -> tuple[str, ...]:
    """Lines of Turtle, one for each term of the row that a graph has."""
    shown: dict[Iri, str] = {}
    for mark, source in SOURCES:
        triples = source()
        # The forms of one Wikidata property are shown by one fact.
        chain = _chain(row, triples) if row.wikidata and not shown else {}
        for term in row.terms:
            triple = chain.get(term) or min(stating(term, triples), key=_order, default=None)
            if triple is not None:
                shown.setdefault(term, line(triple) + mark)
    return tuple(shown[term] for term in row.terms if term in shown)


def _order(triple: Triple) -> tuple[bool, bool, int, str]:
    """What is said of a film first, then what is easy to read."""
    text = line(triple)
    return "#" in triple[0] or "wiki/" in triple[0], "%" in text, len(text), text


def _chain(row: Row, triples: Sequence[Triple]) -> dict[Iri, Triple]:
    """One fact in all forms of a Wikidata property; empty when the graph has not got all of them."""
    direct, statement, value, *_ = row.terms
    said = {(triple[1], triple[0]): triple for term in row.terms[2:] for triple in stating(term, triples)}
    truths = {triple[2]: triple for triple in stating(direct, triples)}
    chains = []
    for link in stating(statement, triples):
        node = link[2]
        assert not isinstance(node, Literal)
        chain = {statement: link} | {term: said[term, node] for term in row.terms[2:] if (term, node) in said}
        if value in chain and chain[value][2] in truths:
            chain[direct] = truths[chain[value][2]]
        if len(chain) == len(row.terms):
            chains.append(chain)
    return min(
        chains, key=lambda chain: (sum(len(line(said)) for said in chain.values()), chain[statement][2]), default={}
    )


@cache
def _classes() -> Mapping[Object, frozenset[str]]:
    """The classes of each node of both graphs; that it is a statement only where nothing else is said."""
    found: defaultdict[Object, set[str]] = defaultdict(set)
    for subject, _, kind in (each for each in (*sample(), *invented()) if each[1] == RDF.type):
        found[subject].add(_turtle(kind))
    statement = short(WIKIBASE.Statement)
    return {node: frozenset(f"`{kind}`" for kind in kinds - {statement} or kinds) for node, kinds in found.items()}


def usage(term: Iri) -> str:
    """What a property is said of and what its values are, in the graphs: `on A or B; the value is C.`"""
    classes = _classes()
    subjects, values = set[str](), set[str]()
    for subject, _, value in stating(term, (*sample(), *invented())):
        subjects |= classes[subject]
        if isinstance(value, Literal):
            values.add(f"`{short(value.datatype)}`")
        elif value in WD:
            values.add("an item of Wikidata")
        elif value in classes:
            values |= classes[value]
        else:
            values.add("a term" if any(value in namespace for namespace in NAMESPACES) else "an address")
    if not subjects:
        return ""
    return f"on {_several(subjects, 'many kinds of nodes')}; the value is {_several(values, 'of many kinds')}."


def _several(names: set[str], many: str) -> str:
    return many if len(names) > 6 else _or(sorted(names, key=lambda name: name.strip("`")))


def _or(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


# Shapes


@dataclass(frozen=True, slots=True, order=True)
class Shape:
    """One shape that has a name."""

    file: str
    name: str
    message: str
    terms: frozenset[str]
    """What it constrains: in its path or target, in a list, a comparison, as a class or datatype that is asked for."""


_TARGETS = (SH.targetSubjectsOf, SH.targetObjectsOf)
_TERMS = (SH.targetClass, SH["class"], SH.datatype, SH.hasValue, SH.equals, SH.disjoint, SH.lessThan,
          SH.lessThanOrEquals)  # fmt: skip
_ABOUT = {rdflib.RDF.type, *_TARGETS, SH.targetClass, SH.severity, SH.message, SH.closed, SH.ignoredProperties}
"""Of a shape with nothing else, `sh:closed` is all it asks."""


@cache
def shapes() -> tuple[Shape, ...]:
    """All shapes that have a name, by file and name."""
    found = []
    for file in shape_files():
        graph = Graph().parse(data=file.read_text(encoding="utf-8"), format="turtle")
        for node in {subject for subject in graph.subjects() if isinstance(subject, URIRef)}:
            found.append(_shape(graph, file.name, node))
    return tuple(sorted(found, key=lambda shape: (shape.file, shape.name)))


def _shape(graph: Graph, file: str, node: URIRef) -> Shape:
    terms = set[str]()
    only_closed = set(graph.predicates(node)) <= _ABOUT
    for part in _parts(graph, node):
        for predicate, value in graph.predicate_objects(part):
            if predicate == SH.path:
                terms |= {str(each) for each in (value, *_tree(graph, value)) if isinstance(each, URIRef)}
            elif predicate in _TERMS:
                terms.add(str(value))
            elif predicate == SH["in"]:
                terms |= {str(member) for member in Collection(graph, value)}
            # The target of a property shape says where it holds, not what it is about.
            elif predicate in _TARGETS and (node, SH.path, None) not in graph and not only_closed:
                terms.add(str(value))
    message = str(graph.value(node, SH.message) or "")
    return Shape(file, node.partition("#")[2], message, frozenset(terms))


def _parts(graph: Graph, node: Node) -> Iterator[Node]:
    """A shape and all shapes without a name inside it."""
    yield node
    for predicate, value in graph.predicate_objects(node):
        if isinstance(value, BNode) and predicate != SH.path:
            yield from _parts(graph, value)


def _tree(graph: Graph, node: Node) -> Iterator[Node]:
    """Everything below a path."""
    if isinstance(node, BNode):
        for value in graph.objects(node):
            if value != rdflib.RDF.nil:
                yield value
                yield from _tree(graph, value)


def shapes_of(terms: Iterable[Iri]) -> list[Shape]:
    """The shapes that constrain any of the terms."""
    return [shape for shape in shapes() if any(term in shape.terms for term in terms)]


def known(shape: Shape) -> int:
    """How many terms of our vocabulary, apart from datatypes, a shape constrains."""
    return sum(any(term in namespace for namespace in NAMESPACES if namespace is not XSD) for term in shape.terms)


# The page


def slug(heading: str, before: Counter[str]) -> str:
    """The anchor that code hosts give a heading: the second of one spelling ends in -1, and so on."""
    anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
    before[anchor] += 1
    return anchor if before[anchor] == 1 else f"{anchor}-{before[anchor] - 1}"


INTRODUCTION = """\
# Data dictionary

Each class and property of an exported graph: what it means, where in an article it comes from, an example, and the
shapes that constrain it.

*This file is generated: edit [dictionary.toml](dictionary.toml), [ontology.ttl](../kg/data/ontology.ttl) or the
[shapes](../shapes), then run `python -m tests.dictionary`. A test compares all of them with
[vocab.py](../kg/vocab.py), both ways.*

Examples are triples of [the sample's export](../output/sample/Leaving_Las_Vegas.ttl) in Turtle, with the prefixes below
and `@base <{base}>`; long texts end in `…`. What the sample does not state is marked: `# invented`
is of [the film that the shapes are tested with](../tests/data/shapes/valid.ttl), `# ontology` of the ontology.

A Wikidata property has one entry for all its forms: `wdt:` leads from the film to the value, `p:` to the statement
node, `ps:` from there to the value again, and `psv:` to a node with the whole value. Qualifiers (`pq:`) and parts of
references (`pr:`) have entries of their own.
"""


def generated() -> str:
    """docs/data-dictionary.md."""
    anchors = Counter[str]()
    slug("Data dictionary", anchors)
    for title in ("Contents", "Terms by prefix"):
        slug(title, anchors)
    contents: list[str] = []
    index: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    body: list[str] = []
    for group in groups():
        contents.append(f"- [{group.title}](#{slug(group.title, anchors)})")
        body += [f"## {group.title}", group.about.strip()]
        for row in group.rows:
            anchor = slug(row.heading, anchors)
            for term in row.terms:
                prefix, name = short(term).split(":")
                index[prefix].append((name, anchor))
            body += _entry(row)
    contents.append(f"- [Shapes for many terms](#{slug('Shapes for many terms', anchors)})")
    parts = [
        INTRODUCTION.format(base=RESOURCE_BASE),
        "## Contents",
        "\n".join(contents),
        "## Terms by prefix",
        _index(index),
        *body,
        "## Shapes for many terms",
        f"Each holds for more than {MANY_TERMS} terms, or is one of a family with a shape for each property (`Pn`).",
        _general_table(),
        "[film.ttl](../shapes/film.ttl) `FilmVocabulary` lists the terms of a film; any other there is a warning.",
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _index(entries: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """Links to all terms, by prefix; those with the same names together. entries: (name, anchor) by prefix."""
    paragraphs: dict[str, list[str]] = {}
    for namespace in NAMESPACES:
        links = [f"[{name}](#{anchor})" for name, anchor in sorted(entries[namespace.prefix], key=_natural)]
        paragraphs.setdefault(" · ".join(links), []).append(f"`{namespace.prefix}:` <{namespace.iri}>")
    return "\n\n".join("\\\n".join([*names, links]) for links, names in paragraphs.items())


def _natural(entry: tuple[str, str]) -> tuple[str, int, str]:
    """P57 before P162; small and capital letters together."""
    head, digits = re.fullmatch(r"(\D*)(\d*)", entry[0]).groups()  # type: ignore[union-attr]
    return head.lower(), int(digits or 0), head


def _entry(row: Row) -> list[str]:
    [term, *_] = row.terms
    lines = examples(row)
    facts = [f"- **In the article:** {row.article}"]
    if is_property(term) and (used := usage(term)):
        facts.append(f"- **In the graph:** {used}")
    return [
        f"### {row.heading}",
        row.meaning or _plain(comment(term)),
        *(["```turtle\n" + "\n".join(lines) + "\n```"] if lines else []),
        "\n".join(facts + _constraints(row.terms)),
    ]


def comment(term: Iri) -> str:
    """What the ontology says of one of its terms."""
    [text] = (
        value.lexical
        for subject, predicate, value in ontology()
        if subject == term and predicate == str(rdflib.RDFS.comment) and isinstance(value, Literal)
    )
    return text


def _of_any_property(text: str) -> str:
    return re.sub(r"\bP\d+", "Pn", text)


@cache
def general() -> frozenset[Shape]:
    """The shapes that are the same for many terms."""
    alike = Counter((shape.file, _of_any_property(shape.message)) for shape in shapes())
    return frozenset(
        shape
        for shape in shapes()
        if known(shape) > MANY_TERMS or alike[shape.file, _of_any_property(shape.message)] > MANY_TERMS
    )


def _general_table() -> str:
    rows = [
        f"| {_file(shape.file)} `{_of_any_property(shape.name)}` | {_plain(_of_any_property(shape.message))} |"
        for shape in sorted(general(), key=lambda shape: (shape.file, _of_any_property(shape.name)))
    ]
    return "\n".join(["| shape | what it says |", "|---|---|", *dict.fromkeys(rows)])


def _constraints(terms: Sequence[Iri]) -> list[str]:
    """The list of shapes: those about the term with what they say, the others by name."""
    found = shapes_of(terms)
    special = [shape for shape in found if shape not in general()]
    if len(special) > MANY_SHAPES or is_datatype(terms[0]):
        special = []
    named = [shape for shape in found if shape not in special]
    lines = [f"  - {_file(shape.file)} `{shape.name}`: {_plain(shape.message)}" for shape in special]
    if named:
        lines.append(f"  - {_names(named)}")
    return ["- **Shapes:**", *lines] if lines else []


def _names(found: Iterable[Shape]) -> str:
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for shape in found:
        by_file[shape.file].append(f"`{shape.name}`")
    return "; ".join(f"{_file(file)} {', '.join(names)}" for file, names in by_file.items())


def _file(name: str) -> str:
    return f"[{name}](../shapes/{name})"


def _plain(text: str) -> str:
    """A text in which Markdown has nothing to read."""
    return re.sub(r"([\\`*<|])", r"\\\1", text)


def main() -> None:
    PAGE.write_text(generated(), encoding="utf-8")


if __name__ == "__main__":
    main()
