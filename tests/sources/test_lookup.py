"""Where titles lead by the API: batches, redirects, red links and items, against scripted answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import FetchError, UsageError
from kg.model import LinkedPage
from kg.sources.lookup import ApiResolver
from tests.conftest import Run

from .scripted import ScriptedServer, of_json, of_query


def entry(title: str, item: str | None = None, **more: Any) -> dict[str, Any]:
    properties = {"pageprops": {"wikibase_item": item}} if item is not None else {}
    return {"title": title, "ns": 0, "pageid": 1, **properties, **more}


def step(begin: str, end: str, fragment: str | None = None) -> dict[str, str]:
    return {"from": begin, "to": end, **({"tofragment": fragment} if fragment else {})}


@pytest.fixture
def resolver(server: ScriptedServer) -> Iterator[ApiResolver]:
    with ApiResolver(server.api) as asking:
        yield asking


def titles(server: ScriptedServer) -> list[list[str]]:
    """What was asked for, request by request."""
    return [request.form["titles"].split("\x1f")[1:] for request in server.requests]


def test_pages_and_red_links_take_one_request(server: ScriptedServer, resolver: ApiResolver) -> None:
    server.answers = [of_query(pages=[entry("Jane Roe", "Q1"), entry("Plain"), {"title": "Red", "missing": True}])]
    assert resolver.look_up(["Jane Roe", "Red", "Plain"]) == {
        "Jane Roe": LinkedPage("Jane Roe", True, "Q1"),
        "Red": LinkedPage("Red", False),
        "Plain": LinkedPage("Plain", True),
    }
    (request,) = server.requests
    assert titles(server) == [["Jane Roe", "Red", "Plain"]]
    assert {key: request.form[key] for key in ("prop", "ppprop", "redirects")} == {
        "prop": "pageprops", "ppprop": "wikibase_item", "redirects": "1",
    }  # fmt: skip


def test_redirects_are_asked_for_their_own_items(server: ScriptedServer, resolver: ApiResolver) -> None:
    way = [step("J. Roe", "Jane Roe"), step("Roe", "J. Roe"), step("Song", "Album"), step("Crew", "Film", "The_crew")]
    server.answers = [
        of_query(redirects=way, pages=[entry("Jane Roe", "Q1"), entry("Album", "Q2"), entry("Film", "Q3")]),
        of_query(pages=[entry("J. Roe"), entry("Roe"), entry("Song", "Q4"), entry("Crew")]),
    ]
    assert resolver.look_up(["Roe", "Song", "Crew"]) == {
        "Roe": LinkedPage("Jane Roe", True, "Q1"),
        "Song": LinkedPage("Song", True, "Q4"),
        "Crew": LinkedPage("Film#The crew", True),
    }
    assert titles(server) == [["Roe", "Song", "Crew"], ["Crew", "J. Roe", "Roe", "Song"]]
    assert "redirects" not in server.requests[1].form


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        ({"redirects": [step("A", "B")], "pages": [{"title": "B", "missing": True}]}, LinkedPage("B", False)),
        ({"redirects": [step("A", "B"), step("B", "A")]}, LinkedPage("A", True)),
        ({"redirects": [step("A", "A")]}, LinkedPage("A", True)),
        ({"redirects": [step("A", "de:B")], "interwiki": [{"title": "de:B", "iw": "de"}]}, LinkedPage("A", True)),
        ({"redirects": [step("A", "Help:B")], "pages": [entry("Help:B", ns=12)]}, LinkedPage("A", True)),
        ({"normalized": [{"from": "A", "to": "A B"}], "pages": [entry("A B", "Q1")]}, LinkedPage("A", True, "Q1")),
        ({"pages": [{"title": "A", "invalid": True, "invalidreason": "x"}]}, None),
        ({"pages": []}, None),
        ({"interwiki": [{"title": "A", "iw": "a"}]}, None),
        ({"pages": [entry("A", "x")]}, LinkedPage("A", True)),
        ({"pages": [{"title": "A", "pageprops": []}]}, LinkedPage("A", True)),
    ],
)  # fmt: skip
def test_a_way(answer: dict[str, Any], page: LinkedPage | None, server: ScriptedServer, resolver: ApiResolver) -> None:
    server.answers = [of_query(**answer), of_query(pages=[])]
    assert resolver.look_up(["A"]).get("A") == page


def test_batches_of_fifty_each_title_once(server: ScriptedServer, resolver: ApiResolver) -> None:
    asked = [f"T{number}" for number in range(120)]
    batches = [asked[:50], asked[50:100], asked[100:]]
    server.answers = [of_query(pages=[entry(title) for title in batch]) for batch in batches]
    assert list(resolver.look_up([*asked, *asked])) == asked
    assert titles(server) == batches
    assert resolver.look_up(asked[:3]) == {title: LinkedPage(title, True) for title in asked[:3]}
    assert len(server.requests) == 3


def test_continued_answers_are_put_together(server: ScriptedServer, resolver: ApiResolver) -> None:
    server.answers = [
        of_query(pages=[entry("A"), entry("B", "Q2")], more={"ppcontinue": "5", "continue": "||"}),
        of_query(pages=[entry("A", "Q1"), entry("B")]),
    ]
    found = resolver.look_up(["A", "B"])
    assert [page.item for page in found.values()] == ["Q1", "Q2"]


def test_what_no_page_can_be_called_is_not_asked_for(server: ScriptedServer, resolver: ApiResolver) -> None:
    assert resolver.look_up(["A|B", "Talk:A", "", "x" * 300]) == {}
    assert server.requests == []


def test_a_wiki_that_does_not_answer(server: ScriptedServer, resolver: ApiResolver) -> None:
    server.answers = [of_json({"error": {"code": "badvalue", "info": "no"}})]
    with pytest.raises(FetchError, match="answers with the error badvalue: no"):
        resolver.look_up(["A"])


def test_an_address_that_is_none() -> None:
    with pytest.raises(UsageError):
        ApiResolver("x")


FILM = "{{Infobox film\n| director = [[J. Roe]]\n| starring = [[Red Link]]\n}}\n'''Film''' is a film.\n"
REVISION = {"revisions": [{"revid": 9, "slots": {"main": {"content": FILM}}}]}
ANSWERS = (
    of_query(pages=[entry("Film", "Q9", **REVISION)]),
    of_query(
        redirects=[step("J. Roe", "Jane Roe")],
        pages=[entry("Film", "Q9"), entry("Jane Roe", "Q1"), {"title": "Red Link", "missing": True}],
    ),
    of_query(pages=[entry("J. Roe")]),
)
HERE = {name: "" for name in os.environ if name.lower().endswith("_proxy")}


def test_export(server: ScriptedServer, kg: Run, tmp_path: Path) -> None:
    server.answers = [*ANSWERS]
    done = kg("export", "--title", "Film", "--resolve", "--api", server.api, "-o", "film.nt", env=HERE)
    assert done.returncode == 0, done.stderr
    assert titles(server) == [["Film"], ["Film", "J. Roe", "Red Link"], ["J. Roe"]]
    assert "2 pages linked: 1 redirect followed, 1 with a Wikidata item, 1 red link\n" in done.stderr
    graph = (tmp_path / "film.nt").read_text(encoding="utf-8")
    assert "resource/Jane_Roe> <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q1> ." in graph
    assert 'resource/Red_Link> <https://w3id.org/filmkg/ontology#hasArticle> "false"' in graph


def test_without_the_option_nothing_is_looked_up(server: ScriptedServer, kg: Run) -> None:
    server.answers = [*ANSWERS]
    done = kg("export", "--title", "Film", "--api", server.api, "-o", "film.nt", env=HERE)
    assert done.returncode == 0, done.stderr
    assert titles(server) == [["Film"]]
    assert "linked" not in done.stderr


def test_an_api_that_fails_midway_ends_the_export(server: ScriptedServer, kg: Run, tmp_path: Path) -> None:
    """A graph of which some links are resolved and others not would be of no use."""
    (tmp_path / "film.nt").write_text("as it was")
    server.answers = [ANSWERS[0], of_json({"error": {"code": "badvalue", "info": "no"}})]
    done = kg("export", "--title", "Film", "--resolve", "--api", server.api, "-o", "film.nt", env=HERE)
    assert (done.returncode, done.stderr) == (3, f"kg: {server.api}: answers with the error badvalue: no\n")
    assert (tmp_path / "film.nt").read_text() == "as it was"
