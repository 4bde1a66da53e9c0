"""The live API, its saved answers and its exports, against a real MediaWiki."""

from __future__ import annotations

import bz2
from collections.abc import Iterable
from pathlib import Path

import httpx
import pytest

from kg.model import Page
from kg.sources import SourceProblem, fetch, read

from .mediawiki import MediaWiki
from .wikis import FILMS, ODD, PAGES, SETTINGS, TEXTS


def split(items: Iterable[Page | SourceProblem]) -> tuple[dict[str, Page], dict[str, str]]:
    pages, problems = {}, {}
    for item in items:
        if isinstance(item, Page):
            assert item.title not in pages
            pages[item.title] = item
        else:
            problems[item.page] = item.message
    return pages, problems


def refuse(seconds: float) -> None:
    raise AssertionError(f"waits {seconds} s for a wiki that is well")


def test_by_title(wiki: MediaWiki) -> None:
    (page,) = fetch(titles=["leaving_Las Vegas"], api=wiki.api, contact="tests@wiki.example", sleep=refuse)
    assert isinstance(page, Page)
    assert (page.title, page.text) == ("Leaving Las Vegas", TEXTS["Leaving Las Vegas"])
    assert (page.namespace, page.model, page.wikidata) == (0, "wikitext", None)
    assert page.site.startswith(wiki.server)
    assert httpx.get(page.site + "Leaving_Las_Vegas", follow_redirects=True).status_code == 200
    assert page.revision is not None
    assert page.page_id is not None
    assert page.timestamp == "2018-11-28T01:47:58Z"


@pytest.mark.parametrize("title", ["Leaving Vegas", "leaving_Vegas", "Leave Vegas"])
def test_by_redirect(wiki: MediaWiki, title: str) -> None:
    pages, problems = split(fetch(titles=[title], api=wiki.api))
    # A redirect to a redirect is followed as well, as the API does.
    assert (list(pages), problems) == (["Leaving Las Vegas"], {})


def test_what_is_not_there_is_said_by_name(wiki: MediaWiki) -> None:
    asked = [
        "No such page",
        "Round",
        "Nowhere",
        "Special:Version",
        "A|B",
        "Leaving Las Vegas",
        "x" * 256,
        "Talk:",
        "de:Heat",
    ]
    pages, problems = split(fetch(titles=asked, api=wiki.api))
    assert list(pages) == ["Leaving Las Vegas"]
    assert problems.pop("de:Heat") in {"does not exist", "is a page of another wiki"}
    assert problems == {
        "No such page": "does not exist",
        "Round": "redirects in a circle",
        "Nowhere": "redirects to No such page, which does not exist",
        "Special:Version": "is a special page, which has no text",
        "A|B": "is no valid title: it has '|' in it",
        "x" * 256: problems["x" * 256],
        "Talk:": problems["Talk:"],
    }
    assert all("valid title" in problems[title] for title in ("x" * 256, "Talk:"))


def test_more_than_a_batch_in_the_order_asked(wiki: MediaWiki) -> None:
    titles = [film.title for film in reversed(FILMS)]
    found = list(fetch(titles=iter(titles), api=wiki.api, sleep=refuse))
    assert [(item.title, item.text) for item in found if isinstance(item, Page)] == [
        (title, TEXTS[title]) for title in titles
    ]
    assert len(found) == 120


def test_answers_are_continued_here(wiki: MediaWiki) -> None:
    """The tests above mean what they say: 50 films do not fit in one answer."""
    assert "$wgAPIMaxResultSize" in SETTINGS
    titles = "|".join(film.title for film in FILMS[:50])
    asked = {"action": "query", "format": "json", "prop": "revisions", "rvprop": "content", "rvslots": "main"}
    assert "continue" in httpx.post(wiki.api, data={**asked, "titles": titles}).json()


@pytest.mark.parametrize("name", ["Test films", "Category:Test_films"])
def test_by_category(wiki: MediaWiki, name: str) -> None:
    pages, problems = split(fetch(category=name, api=wiki.api))
    assert {title: page.text for title, page in pages.items()} == {film.title: film.text for film in FILMS}
    assert problems == {}


def test_category_has_articles_only(wiki: MediaWiki) -> None:
    found = list(fetch(category="odd films", titles=["Odd talk"], api=wiki.api))
    assert [item.title for item in found if isinstance(item, Page)] == ["Odd talk", ODD]
    assert len(found) == 2


def test_category_that_is_not_there(wiki: MediaWiki) -> None:
    problems = list(fetch(category="No such films", api=wiki.api))
    assert problems == [SourceProblem(wiki.api, "Category:No such films", "does not exist or has no articles in it")]


SHAPES = [
    {
        "action": "query",
        "prop": "revisions|pageprops",
        "rvprop": "content|ids|timestamp",
        **slots,
        "formatversion": version,
        "redirects": "1",
    }
    for version in ("1", "2")
    for slots in ({}, {"rvslots": "main"})
]


@pytest.mark.parametrize("parameters", SHAPES)
def test_saved_answers(wiki: MediaWiki, tmp_path: Path, parameters: dict[str, str]) -> None:
    titles = "leaving_Vegas|No such page|Film 001|A{b|Round|Special:Version"
    file = tmp_path / "saved.json"
    file.write_bytes(httpx.post(wiki.api, data={**parameters, "titles": titles, "format": "json"}).content)
    pages, problems = split(read(file))
    assert {title: page.text for title, page in pages.items()} == {
        title: TEXTS[title] for title in ("Leaving Las Vegas", "Film 001")
    }
    assert all(page.revision and page.timestamp for page in pages.values())
    assert sorted(problems) == ["A{b", "No such page", "Round", "Special:Version"]
    assert problems["Round"] == "redirects in a circle"


@pytest.mark.parametrize("version", ["1", "2"])
def test_saved_parse(wiki: MediaWiki, tmp_path: Path, version: str) -> None:
    asked = {"action": "parse", "page": "Film 002", "prop": "wikitext|revid|properties", "format": "json"}
    file = tmp_path / "saved.json"
    file.write_bytes(httpx.post(wiki.api, data={**asked, "formatversion": version}).content)
    (page,) = read(file)
    assert isinstance(page, Page)
    assert (page.title, page.text) == ("Film 002", TEXTS["Film 002"])
    assert page.revision is not None


def test_its_dump_says_the_same(wiki: MediaWiki, tmp_path: Path) -> None:
    file = tmp_path / "dump.xml.bz2"
    file.write_bytes(bz2.compress(wiki.maintenance("dumpBackup", "--current", "--quiet").encode()))
    pages, problems = split(read(file))
    assert problems == {}
    assert {page.title: (page.text, page.ns, page.redirect) for page in PAGES} == {
        title: (page.text, page.namespace, page.redirect) for title, page in pages.items() if title != "Main Page"
    }
    live, _ = split(fetch(titles=["Film 003"], api=wiki.api))
    assert live["Film 003"] == pages["Film 003"]


def test_special_export(wiki: MediaWiki, tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    asked = {
        "title": "Special:Export",
        "pages": "Leaving Vegas\nFilm 004\nNo such page",
        "curonly": "1",
        "action": "submit",
    }
    file.write_bytes(httpx.post(f"{wiki.server}/index.php", data=asked).content)
    pages, problems = split(read(file))
    assert {title: page.redirect for title, page in pages.items()} == {
        "Leaving Vegas": "Leaving Las Vegas",
        "Film 004": None,
    }
    assert pages["Film 004"].text == TEXTS["Film 004"]
    assert problems == {}
