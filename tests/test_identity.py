"""Which IRI a thing gets: cases by rule, and properties over any text."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.identity import (
    MAX_PATH,
    Namer,
    check_base,
    distinct,
    entity_name,
    fold,
    kinds_of,
    local_path,
    page_path,
    title_name,
)
from kg.model import Entity, Kind

BASE = "https://example.org/film/"

ANY_TEXT = st.text(st.characters(), max_size=200)
"""Any text with all its control characters, noncharacters and unpaired surrogates."""

PAGES = [
    ("Leaving Las Vegas", "Leaving_Las_Vegas"),
    ("leaving Las  Vegas ", "Leaving_Las_Vegas"),
    ("Leaving_Las_Vegas", "Leaving_Las_Vegas"),
    ("Leaving\u00a0Las Vegas\u200e", "Leaving_Las_Vegas"),
    ("Amélie", "Amélie"),
    ("Ame\u0301lie", "Amélie"),
    ("Élan", "Élan"),
    ("élan", "Élan"),
    ("ßtraße", "ßtraße"),  # no single upper-case letter: stays, as in MediaWiki
    ("თბილისი", "თბილისი"),
    ("千と千尋の神隠し", "千と千尋の神隠し"),
    ("𝔘nicode 🎬", "𝔘nicode_🎬"),
    ("AC/DC", "AC/DC"),
    ("./Up", "%2E/Up"),
    ("..", "%2E%2E"),
    ("Dr. No...", "Dr._No..."),
    ("Who's That (1985 film, uncut)!*;:@&=+$,~", "Who's_That_(1985_film,_uncut)!*;:@&=+$,~"),
    ('100% "?" <>[]{}|\\^`', "100%25_%22%3F%22_%3C%3E%5B%5D%7B%7D%7C%5C%5E%60"),
    ("A\x00B\x7fC\u0085D", "A%00B%7FC%C2%85D"),
    ("Private \ue000 use, none \ufdd0", "Private_%EE%80%80_use,_none_%EF%B7%90"),
    ("Page#Section two", "Page#Section_two"),
    ("page#", "Page"),
    ("Page#a#b/c?", "Page#a%23b%2Fc%3F"),
]


@pytest.mark.parametrize(("title", "path"), PAGES)
def test_page_path(title: str, path: str) -> None:
    assert page_path(title) == path


@given(ANY_TEXT)
def test_every_title_makes_an_iri(title: str) -> None:
    pyoxigraph.NamedNode(BASE + page_path(title))


@given(st.lists(ANY_TEXT, max_size=4))
def test_every_name_makes_an_iri(names: list[str]) -> None:
    iri = Namer(BASE, "An Article").local("kind", *names)
    pyoxigraph.NamedNode(iri)
    assert len(iri) <= len(BASE + "An_Article#") + MAX_PATH


@given(ANY_TEXT)
def test_a_title_that_was_folded_stays(title: str) -> None:
    assert page_path(fold(title)) == page_path(title)


SHORT = st.lists(st.text("ab/_ %~#é", max_size=6), max_size=3)


@given(SHORT, SHORT)
def test_different_names_have_different_paths(one: list[str], other: list[str]) -> None:
    same = [fold(name) for name in one] == [fold(name) for name in other]
    assert (local_path("kind", one) == local_path("kind", other)) == same


def test_long_names_are_cut_and_told_apart() -> None:
    one, other = (local_path("nomination", ["%" * 60, ending]) for ending in ("a", "b"))
    assert one != other
    assert len(one) <= MAX_PATH
    assert one.startswith("nomination/%25%25%25")
    assert "~" in one


BASES = [
    "https://w3id.org/x/",
    "http://localhost:8000/",
    "http://[::1]/x/",
    "urn:filmkg:",
    "http://é.org/ü/",
    "http://a/b/",
    "urn:filmkg:films/",
]
NO_BASES = [
    "", "x", "/x/", "example.org/", "ftp://example.org/", "http://", "http://example.org", "http:///x/", "http://e x/",
    "http://e/x#", "http://e/?q=", "http://e/%zz/", "http://e/<x>/", "urn:", "urn:x", "http://e/{x}/", "mailto:a@b",
    "http://e/\n", "http://e/x", "urn:filmkg:x",
]  # fmt: skip


@pytest.mark.parametrize("base", BASES)
def test_bases(base: str) -> None:
    assert check_base(base) == base
    pyoxigraph.NamedNode(Namer(base, "A Title?").local("person", "B/C"))


@pytest.mark.parametrize("base", NO_BASES)
def test_no_bases(base: str) -> None:
    with pytest.raises(UsageError, match="base IRI"):
        check_base(base)


def person(name: str, link: str | None = None, kind: Kind = Kind.PERSON) -> Entity:
    return Entity(name, link, kind)


AWARD = Entity("AFI Awards", None, Kind.AWARD)
LINKED_AWARD = Entity("Oscar", "Academy Awards", Kind.AWARD)
CATEGORY = Entity("Best Actor", None, Kind.CATEGORY)

ENTITIES: list[tuple[Entity, Entity | None, str]] = [
    (person("Cage", "Nicolas Cage"), None, "Nicolas_Cage"),
    (person("Nic Cage", "Nicolas Cage"), None, "Nicolas_Cage"),
    (person("John Smith"), None, "The_Film#person/John_Smith"),
    (person("John Smith", "John Smith (actor)"), None, "John_Smith_(actor)"),
    (person("John Smith", "John Smith (director)"), None, "John_Smith_(director)"),
    (person("Song", "The Film#Soundtrack"), None, "The_Film#Soundtrack"),
    (person("Song", "#Soundtrack"), None, "The_Film#Soundtrack"),
    (person("itself", "The Film"), None, "The_Film"),
    (CATEGORY, AWARD, "The_Film#category/AFI_Awards/Best_Actor"),
    (CATEGORY, LINKED_AWARD, "The_Film#category/Academy_Awards/Best_Actor"),
    (Entity("Best Actor", "Academy Award for Best Actor", Kind.CATEGORY), AWARD, "Academy_Award_for_Best_Actor"),
    # One unlinked name is one thing among people and companies, and a nominee is what it is elsewhere.
    (person("Lumen"), None, "The_Film#organization/Lumen"),
    (person("Lumen", None, Kind.NOMINEE), None, "The_Film#organization/Lumen"),
    (person("John Smith", None, Kind.NOMINEE), None, "The_Film#person/John_Smith"),
    (person("Angel  Eyes", None, Kind.NOMINEE), None, "The_Film#song/Angel_Eyes"),
    (person("Nobody", None, Kind.NOMINEE), None, "The_Film#nominee/Nobody"),
    (person("Chad", None, Kind.PLACE), None, "The_Film#country/Chad"),
    (person("Chad"), None, "The_Film#person/Chad"),
]
KINDS = kinds_of(
    [
        *(entity for entity, _, _ in ENTITIES),
        person("Lumen", None, Kind.ORGANIZATION),
        person("Angel Eyes", None, Kind.SONG),
        person("Chad", None, Kind.COUNTRY),
    ]
)


@pytest.mark.parametrize(("entity", "award", "path"), ENTITIES)
def test_entities(entity: Entity, award: Entity | None, path: str) -> None:
    assert Namer(BASE, "The Film", KINDS).entity(entity, award) == BASE + path


def test_an_unlinked_name_is_claimed_for_one_article() -> None:
    smith = person("John Smith")
    assert Namer(BASE, "One").entity(smith) != Namer(BASE, "Two").entity(smith)


NAMES = [
    (person("Cage", "Nicolas Cage"), "Nicolas Cage"),
    (person("V. Ward", "Vincent Ward (American actor)"), "Vincent Ward"),
    (person("Best Male", "Spirit Awards#Best Male Lead"), "Best Male"),
    (person("the film", "(500) Days of Summer"), "(500) Days of Summer"),
    (person("x", "Kill_Bill_(film)_(disambiguation)"), "Kill Bill (film)"),
    (person("Plain Name"), "Plain Name"),
]


@pytest.mark.parametrize(("entity", "name"), NAMES)
def test_entity_names(entity: Entity, name: str) -> None:
    assert entity_name(entity) == name


def test_a_title_of_nothing_but_brackets_keeps_them() -> None:
    assert title_name("(film)") == "(film)"


DISTINCT: list[tuple[list[tuple[str, str]], bool, list[str]]] = [
    ([("a", "1"), ("b", "1")], True, ["a", "b"]),
    ([("a", "1"), ("a", "1")], True, ["a", "a"]),
    ([("a", "1"), ("a", "1"), ("a", "1")], False, ["a", "a/2", "a/3"]),
    # A name that reads like a number already stands there.
    ([("a", "1"), ("a/2", "1"), ("a", "1")], False, ["a", "a/2", "a/3"]),
    ([("a", "1"), ("a", "1"), ("a/2", "1")], False, ["a", "a/3", "a/2"]),
]


@pytest.mark.parametrize(("nodes", "merge", "expected"), DISTINCT)
def test_distinct(nodes: list[tuple[str, str]], merge: bool, expected: list[str]) -> None:
    assert distinct([path for path, _ in nodes], [said for _, said in nodes], merge=merge) == expected


NODES = st.lists(st.tuples(st.sampled_from(["a", "b", "a/2"]), st.sampled_from("123")), max_size=8)


@given(NODES)
def test_distinct_whatever_the_order(nodes: list[tuple[str, str]]) -> None:
    def named(items: list[tuple[str, str]], merge: bool) -> list[tuple[tuple[str, str], str]]:
        return list(zip(items, distinct([p for p, _ in items], [c for _, c in items], merge=merge), strict=True))

    turned = nodes[::-1]
    for merge in (True, False):
        assert sorted(named(nodes, merge)) == sorted(named(turned, merge))
    assert len({name for _, name in named(nodes, False)}) == len(nodes)
    assert len({name for _, name in named(nodes, True)}) == len(set(nodes))
