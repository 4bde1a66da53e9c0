"""The pages in a real browser, as people use them: by mouse, by keyboard alone, on a narrow screen, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from pyoxigraph import RdfFormat, parse

from . import hostile
from .browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as each:
        yield each


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A window of a visitor of its own. Ends with a look at what was loaded, and at the console: nothing from
    elsewhere, no errors."""
    context = browser.new_context(base_url=address, accept_downloads=True, **options)
    page = context.new_page()
    page.set_default_timeout(20_000)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert said == []
    assert asked
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}


def editor(page: Page) -> Locator:
    """The editor, once it stands in place of the plain field."""
    return page.locator(".cm-content")


def test_find_read_follow_query_download(browser: Browser, address: str, tmp_path: Path) -> None:
    """From the start page to the film, its awards, a person, a query and the data, by mouse."""
    with opened(browser, address) as page:
        page.goto("/")
        page.get_by_role("combobox").press_sequentially("las ve")
        page.get_by_role("option", name="Leaving Las Vegas Film, 1995").click()
        page.wait_for_url("**/page/Leaving_Las_Vegas")
        assert page.get_by_role("heading", level=1).inner_text() == "Leaving Las Vegas"

        # Its awards, and where one of them stands in the article.
        page.get_by_role("navigation", name="On this page").get_by_role("link", name="Awards").click()
        awards = page.get_by_role("region", name="Awards").get_by_role("table")
        group = awards.get_by_role("row", name=re.compile("^68th Academy Awards"))
        assert "1 won, 3 nominated" in group.inner_text()
        row = awards.get_by_role("row", name=re.compile("Best Actor Nicolas Cage")).filter(has_text="Won").first
        row.locator("summary").click()
        assert "[[Nicolas Cage]]" in row.locator(".origin").inner_text()
        page.keyboard.press("Escape")
        assert not row.locator(".origin").is_visible()

        # A person.
        page.get_by_role("region", name="Cast").get_by_role("link", name="Nicolas Cage").click()
        page.wait_for_url("**/page/Nicolas_Cage")
        assert "15 won, 5 nominated" in page.get_by_role("main").inner_text()

        # A query: first one of the package's, then one of one's own.
        page.get_by_role("link", name="Query").click()
        editor(page).click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text("SELECT ?name WHERE { ?film a schema:Movie ; schema:name ?name } ORDER BY ?name")
        page.get_by_role("button", name="Run", exact=True).click()
        page.wait_for_url("**/query?*")
        result = page.get_by_role("region", name="Result", exact=True)
        assert result.get_by_role("cell").all_inner_texts() == [hostile.NAME, "Leaving Las Vegas"]
        with page.expect_download() as downloading:
            page.get_by_role("link", name="CSV").click()
        downloading.value.save_as(tmp_path / "result.csv")
        assert (tmp_path / "result.csv").read_text().splitlines()[0] == "name"

        # The film's data.
        page.goto("/page/Leaving_Las_Vegas")
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Turtle").click()
        downloading.value.save_as(tmp_path / "film.ttl")
        assert len(list(parse(path=str(tmp_path / "film.ttl"), format=RdfFormat.TURTLE))) > 2000


def test_by_keyboard(browser: Browser, address: str) -> None:
    """The same without a mouse: the skip link, suggestions by arrows, a source opened and closed, the editor left by
    Tab."""
    with opened(browser, address) as page:
        focused = "document.activeElement"
        page.goto("/films")
        page.keyboard.press("Tab")
        assert page.evaluate(f"{focused}.textContent") == "Skip to the content"
        page.keyboard.press("Enter")
        assert page.evaluate(f"{focused}.id") == "main"

        page.goto("/")
        field = page.get_by_role("combobox")
        assert field.evaluate("field => field === document.activeElement")
        page.keyboard.type("leaving")
        page.get_by_role("option").first.wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        selected = page.locator("#" + str(field.get_attribute("aria-activedescendant")))
        assert selected.get_attribute("aria-selected") == "true"
        page.keyboard.press("Escape")
        assert field.get_attribute("aria-expanded") == "false"
        assert field.input_value() == "leaving"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/page/Leaving_Las_Vegas")

        summary = page.locator("#facts ~ dl summary").first
        summary.focus()
        assert "solid" in summary.evaluate("element => getComputedStyle(element).outlineStyle")
        page.keyboard.press("Enter")
        assert page.locator("details[open] .origin").inner_text().startswith("[[Mike Figgis]]")
        page.keyboard.press("Escape")
        assert page.locator("details[open]").count() == 0
        assert summary.evaluate("element => element === document.activeElement")

        page.goto("/query")
        editor(page).focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text("ASK { ?film a schema:Movie }")
        page.keyboard.press("Tab")
        assert page.evaluate(f"{focused}.textContent") == "Run"
        editor(page).focus()
        page.keyboard.press("ControlOrMeta+Enter")
        page.wait_for_url("**/query?*")
        assert page.get_by_role("region", name="Result", exact=True).inner_text() == "Yes"


NARROW = [
    "/",
    "/films",
    "/page/Leaving_Las_Vegas",
    "/page/Mike_Figgis",
    "/page/68th_Academy_Awards",
    "/query",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow(browser: Browser, address: str, scheme: str) -> None:
    """At 320 px (WCAG 2.2, 1.4.10) nothing but the picture and results is wider than the screen, and sources open."""
    with opened(browser, address, viewport={"width": 320, "height": 700}, color_scheme=scheme) as page:
        for path in NARROW:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path
            small = page.evaluate(
                "[...document.querySelectorAll('main p, main td, main dd, main li, main a')]"
                ".filter(each => each.offsetParent && parseFloat(getComputedStyle(each).fontSize) < 12).length"
            )
            assert small == 0, path
        page.goto("/page/Leaving_Las_Vegas")
        for summary in (page.locator("dl summary").first, page.locator(".awards summary").first):
            summary.click()
            box = page.locator("details[open] .origin").bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
            assert box["width"] > 180
            summary.click()
        assert page.get_by_role("table").first.get_by_role("row").count() > 20
        # Rows stay rows for those who hear the page, though they are laid out as blocks.
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = [node["role"]["value"] for node in tree if not node["ignored"]]
        assert roles.count("row") > 20
        assert roles.count("rowheader") > 10
        page.goto("/page/Drama_film")
        page.locator(".jobs summary").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_print(browser: Browser, address: str) -> None:
    """On paper, letters are dark also for those who read light ones on a dark screen."""
    with opened(browser, address, color_scheme="dark") as page:
        page.goto("/page/Leaving_Las_Vegas")
        colour = "getComputedStyle(document.body).color"
        on_screen = page.evaluate(colour)
        page.emulate_media(media="print", color_scheme="dark")
        on_paper = page.evaluate(colour)
        assert sum(map(int, re.findall("[0-9]+", on_paper))) < 200 < sum(map(int, re.findall("[0-9]+", on_screen)))


def test_without_scripts(browser: Browser, address: str) -> None:
    """Search, sources and queries are forms and links."""
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_role("searchbox").fill("figgis")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Mike Figgis", exact=True).click()
        page.locator("summary").first.click()
        assert page.locator("details[open] .origin").is_visible()
        page.goto("/query")
        page.get_by_role("textbox", name="SPARQL query").fill("ASK { ?film a schema:Movie }")
        page.get_by_role("button", name="Run", exact=True).click()
        assert "Yes" in page.get_by_role("region", name="Result", exact=True).inner_text()


def test_named_query(browser: Browser, address: str) -> None:
    """One of the package's, with its parameter filled in."""
    with opened(browser, address) as page:
        page.goto("/query?name=filmography")
        page.get_by_role("button", name="Run with these").click()
        page.wait_for_url("**run=1*")
        assert "Leaving Las Vegas" in page.get_by_role("region", name="Result", exact=True).inner_text()


def test_hostile_film(browser: Browser, address: str) -> None:
    """Nothing of it is run, by suggestions and the editor neither (`opened` looks at dialogs and the console)."""
    with opened(browser, address) as page:
        page.goto("/")
        page.get_by_role("combobox").press_sequentially("script alert")
        page.get_by_role("option", name=hostile.NAME).click()
        page.wait_for_url("**/page/*")
        assert page.get_by_role("heading", level=1).inner_text() == hostile.NAME
        page.locator("summary").last.click()
        page.goto("/query?query=SELECT+*+%7B%3Fs+schema:name+%3Fo%7D")
        assert hostile.NAME in page.get_by_role("region", name="Result", exact=True).inner_text()


def test_no_other_page_frames_it(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content(f'<iframe src="{address}/"></iframe>')
    page.wait_for_timeout(500)
    assert all("Films" not in frame.content() for frame in page.frames[1:])
    context.close()
