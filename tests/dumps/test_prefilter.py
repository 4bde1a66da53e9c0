"""Looking at bytes loses no film: held against the full route over the corpus and over generated spellings."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dumps.packed import beyond, layout, read
from kg.dumps.pages import Scanner, parse
from kg.dumps.prefilter import infobox_search
from kg.extraction.kinds import FILM_INFOBOXES, OTHER_INFOBOXES
from kg.extraction.page import extract
from kg.model import Page, PageKind
from kg.sources import read as read_source

from ..conftest import SHARED
from .making import FILMS, dump, make_dump

PATTERN = infobox_search()
SEEN = (PageKind.FILM, PageKind.FILM_SERIES, PageKind.UNCLOSED)
"""What the full route says of pages with a film infobox."""


def found(text: str) -> bool:
    return passes(Page("Title", text))


def passes(page: Page) -> bool:
    return any(True for _ in PATTERN.finditer(make_dump.page_xml(1, page.title, page).encode()))


def full(text: str) -> bool:
    """Whether the full route exports a page, or tells something of it, by its film infobox."""
    return extract(Page("Title", text)).kind in SEEN


@pytest.mark.parametrize("name", sorted(FILM_INFOBOXES))
def test_every_name(name: str) -> None:
    for spelt in (name, name.capitalize(), name.title(), name.upper(), name.replace(" ", "_"), f" {name}\n"):
        for prefix in ("", "Template:", "template: ", " TEMPLATE :", "Template:_"):
            text = f"{{{{{prefix}{spelt}|name=A}}}}\n'''A''' is a film."
            assert found(text), text


def test_full_route_takes_the_plain_names() -> None:
    assert all(full(f"{{{{{name}|name=A}}}}\n'''A''' is a film.") for name in FILM_INFOBOXES)


SPELLINGS = [
    "{{Infobox <!-- of a -->film|name=A}}",
    "{{In<!-- | }} -->fobox film|name=A}}",
    "{{<!-- x -->Infobox film\n|name=A}}",
    "{{Infobox film<!-- x -->\n|name=A}}",
    "{{Infobox<ref>{{cite web|url=http://x.example}}</ref> film|name=A}}",
    "{{Infobox<ref name=a/> film|name=A}}",
    "{{Infobox<nowiki/> film|name=A}}",
    "{{Infobox ]]film|name=A}}",
    "{{Infobox{{efn|a note}} film|name=A}}",
    "{{{{efn|a note}}Infobox film|name=A}}",
    "{{Infobox\u00a0film|name=A}}",
    "{{\u2003Infobox\u3000film|name=A}}",
    "{{Infobox \u212aorean film|name=A}}",
    "{{{Infobox film|name=A}}",
    "{{Infobox\tfilm\t|name=A}}",
    "{{Infobox\x85film|name=A}}",
    "{{Infobox film\n| name = A\n| director = [[B]]",
    "text {{Infobox Film|name=A}}",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_spelling(text: str) -> None:
    assert full(text), "the full route takes it for no film: no test of the filter"
    assert found(text)


@pytest.mark.parametrize(
    "name",
    sorted(
        {name for _, names in OTHER_INFOBOXES for name in names if "film" not in name and "movie" not in name}
        | {"film", "infobox"}
    ),
)
def test_others_are_left_out(name: str) -> None:
    assert not found(f"{{{{{name}|name=A}}}} Infobox film {{{{cite film|infobox film}}}}")


BETWEEN = (
    *("", "", "", " ", "_", "\n", "\t", "\u00a0", "\u2009", "<!-- | -->", "<!---->", "]]", "[[", "{{", "}}", "{", "}"),
    *("<ref>a</ref>", "<ref name=b />", "<nowiki/>", "<nowiki>x</nowiki>", "\ue001", "\ue003", "{{r|a}}"),
    *("{{efn|b}}", "{{rp|5}}", "<references/>", "<math>x</math>", "<br>", "[http://a.example b]", "&nbsp;"),
)
GLUE = st.lists(st.sampled_from(BETWEEN), max_size=2).map("".join)


@st.composite
def spelt(draw: st.DrawFn) -> str:
    """A name with anything between its letters, any case, with or without a prefix."""
    name = draw(st.sampled_from(["", "", "template:", "Template :"])) + draw(st.sampled_from(sorted(FILM_INFOBOXES)))
    places = draw(st.sets(st.integers(0, len(name)), max_size=3))
    out = []
    for place, letter in enumerate(name):
        out.append(draw(GLUE) if place in places else "")
        out.append(draw(st.sampled_from([letter, letter, letter.upper()])) if letter != " " else draw(
            st.sampled_from([" ", "_", "  ", "\n", " _"])
        ))  # fmt: skip
    out.append(draw(GLUE))
    return "".join(out)


@settings(max_examples=400, deadline=None)
@given(spelt(), GLUE, st.sampled_from(["|name=A}}", "\n| name = A\n}}", "}}", "\n|name=A", "<!-- x -->|name=A}}"]))
def test_generated_spellings(name: str, before: str, after: str) -> None:
    text = f"{before}{{{{{name}{after}\n'''A''' is a film by [[B]]."
    assert found(text) or not full(text)


def _pages() -> list[Page]:
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("needs ../shared/corpus")
    found: list[Page] = []
    for file in sorted([*(folder / "articles").glob("*.xml"), *(folder / "other").glob("*.wiki")]):
        title = file.stem if file.suffix == ".wiki" else None
        found += [page for page in read_source(file, title=title) if isinstance(page, Page)]
    return found


def test_corpus(tmp_path: Path) -> None:
    pages = _pages()
    films = {page.title for page in pages if extract(page).kind in SEEN}
    assert len(films) > 40
    passed = {page.title for page in pages if passes(page)}
    assert films <= passed
    assert len(passed) < len(pages) / 2


def test_raw_pages_are_the_pages_of_the_ordinary_reading(tmp_path: Path) -> None:
    path = dump(tmp_path, ".xml")
    found = layout(path)
    pages = []
    for number in range(found.count):
        scanner = Scanner(PATTERN)
        for raw in scanner.pages(read(found, number), partial(beyond, found, number)):
            assert isinstance(raw, bytes)
            pages.append(parse(found.head, raw, str(path)))
    assert pages == [
        page for page in read_source(path) if isinstance(page, Page) and extract(page).kind is PageKind.FILM
    ]
    assert len(pages) == 60
    assert FILMS[0].text == pages[0].text  # type: ignore[union-attr]
