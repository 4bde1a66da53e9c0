"""The pages, their data and their headers, over HTTP; with a film that tries to be more than text."""

from __future__ import annotations

import http.client
import json
import re
import threading
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, unquote, urlsplit

import anyio
import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from starlette.requests import Request
from starlette.responses import Response

from kg.rdf.terms import Literal, Triple
from kg.vocab import PROV, PS, RESOURCE_BASE, SCHEMA, XSD, Iri, P
from kg.web import querying
from kg.web.app import SECURITY
from kg.web.film import film_page
from kg.web.graph import Graph, Nodes
from kg.web.names import Names, fragment_of
from kg.web.origins import Articles
from kg.web.pages import Anchors, Site, render
from kg.web.picture import picture
from kg.web.protocol import Answer
from kg.web.server import open_site
from kg.web.view import Viewer

from ..conftest import SAMPLE
from . import hostile

HOSTILE = "/page/" + quote(hostile.TITLE, safe="%&'()_\"").replace('"', "%22")
FILM = "/page/Leaving_Las_Vegas"
PAGES = [
    "/",
    "/?q=vegas",
    "/?q=%3Cscript%3E",
    "/films",
    "/query",
    "/query?query=ASK+%7B%7D",
    FILM,
    "/page/Nicolas_Cage",
    "/page/68th_Academy_Awards",
    "/page/Academy_Award_for_Best_Actor",
    "/page/United_Artists",
    "/page/Drama_film",
    "/page/Sting_(musician)",
    "/page/John_O'Brien_(novelist)",
    "/page/Jupiter_Award_(film_award)",
    "/page/Category:1995_films",
    HOSTILE,
    "/page/O'Brien_&_Sons",
]


class Page(HTMLParser):
    """The elements and the text of a page, as a browser's parser would have them, near enough."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self._open: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag == "script":
            self.scripts.append("")
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            self.scripts[-1] += data
        else:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def values(self, tag: str, attribute: str) -> list[str]:
        return [said[attribute] or "" for said in self.all(tag) if attribute in said]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def json_ld(self) -> Any:
        pairs = zip(self.all("script"), self.scripts, strict=True)
        [data] = [text for said, text in pairs if said.get("type") == "application/ld+json"]
        return json.loads(data)


def get(client: httpx.Client, path: str, **headers: str) -> Page:
    answer = client.get(path, headers={"accept": "text/html", **headers})
    assert answer.status_code == 200, (path, answer.text[:300])
    return Page(answer.text)


# Every page


@pytest.mark.parametrize("path", PAGES)
def test_page(client: httpx.Client, path: str) -> None:
    """Each is well-formed, of one heading, with unique ids, and nothing on it is from elsewhere or run in the page."""
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text[:300]
    page = Page(answer.text)
    tags = [tag for tag, _ in page.elements]
    assert (tags.count("h1"), tags.count("main")) == (1, 1)
    ids = [value for tag in set(tags) for value in page.values(tag, "id")]
    assert len(ids) == len(set(ids))
    assert not set(tags) & {"style", "iframe", "object", "embed", "base"}
    for tag in ("table", "thead", "tbody", "tr", "th", "td"):
        assert page.values(tag, "role") == [], "they have their roles by themselves (ARIA in HTML, section 4)"
    assert all(not name.startswith("on") and name != "style" for _, attributes in page.elements for name in attributes)
    loaded = [*page.values("script", "src"), *page.values("img", "src")]
    loaded += [said["href"] or "" for said in page.all("link") if said.get("rel") in ("stylesheet", "icon")]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    for said, text in zip(page.all("script"), page.scripts, strict=True):
        assert said.get("type") == "application/ld+json" or not text.strip()
    assert page.json_ld()["@context"]
    addresses = page.values("a", "href")
    assert all(urlsplit(address).scheme in ("", "http", "https") for address in addresses), addresses
    for fragment in {address[1:] for address in addresses if address.startswith("#")}:
        assert fragment in ids
    for name, value in SECURITY.items():
        assert answer.headers[name] == value


def test_links_lead_somewhere(client: httpx.Client) -> None:
    """All pages that the film's leads to are there, and what they call by a fragment too."""
    addresses = {
        address for address in get(client, FILM).values("a", "href") if address.startswith(("/page/", "/data/"))
    }
    assert len(addresses) > 100
    for address in sorted(addresses):
        answer = client.get(address.partition("#")[0])
        assert answer.status_code == 200, address


@pytest.mark.parametrize("path", [FILM, "/page/Nicolas_Cage", "/page/68th_Academy_Awards", HOSTILE])
def test_json_ld_is_the_data(client: httpx.Client, path: str) -> None:
    """In the head stands the document that the JSON-LD link gives: the same triples as the Turtle."""
    page = get(client, path)
    addresses = {
        attributes["type"]: attributes["href"]
        for tag, attributes in page.elements
        if tag == "link" and attributes.get("rel") == "alternate"
    }
    assert set(addresses) == {"text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"}
    texts = {kind: client.get(address or "") for kind, address in addresses.items()}
    for kind, answer in texts.items():
        assert answer.headers["content-type"].partition(";")[0] == kind
    assert json.loads(texts["application/ld+json"].text) == page.json_ld()
    graphs = {
        kind: {str(quad) for quad in parse(answer.content, RdfFormat.from_media_type(kind or ""))}
        for kind, answer in texts.items()
    }
    assert graphs["text/turtle"] == graphs["application/n-triples"] == graphs["application/ld+json"] != set()
    assert graphs["application/rdf+xml"] == graphs["text/turtle"]


def test_pages_are_the_same_each_time(client: httpx.Client) -> None:
    for path in (FILM, "/page/Mike_Figgis", "/?q=las"):
        assert client.get(path).content == client.get(path).content


# What they tell


def test_film(client: httpx.Client) -> None:
    text = get(client, FILM).text
    for part in (
        "Leaving Las Vegas", "1995 film by Mike Figgis", "111 minutes (1 h 51 min)", "$3,500,000–4,000,000",
        "$49,800,000", "27 October 1995 (Limited)", "Nicolas Cage Ben Sanderson",
        "31 won, 25 nominated, 5 placed or other",
        "68th Academy Awards 1 won, 3 nominated", "Angel Eyes", "4:02", "91%", "53 reviews", "Drama film", "Lila Cazès",
    ):  # fmt: skip
        assert part in text, part


def test_won_and_nominated_differ_in_words_and_signs(client: httpx.Client) -> None:
    html = client.get(FILM, headers={"accept": "text/html"}).text
    outcomes = set(re.findall(r'class="outcome (\w+)"><span aria-hidden="true">(.)</span> ([^<]+)<', html))
    assert {("won", "★", "Won"), ("nominated", "○", "Nominated"), ("other", "◇", "2nd Place")} <= outcomes


def test_sources_show_the_article(client: httpx.Client) -> None:
    """The characters that the graph names, and what is cited for them."""
    page = client.get(FILM, headers={"accept": "text/html"}).text
    budget = page[page.index("<dt>Budget") : page.index("<dt>Box office")]
    assert "$3.5–4 million&lt;ref name=NUM&gt;" in budget
    assert "char=1184,1771" in budget
    assert "Oscars: Six Contenders" in budget
    assert "https://en.wikipedia.org/w/index.php?title=Leaving_Las_Vegas" in budget


def test_without_the_article(client: httpx.Client, site: Site) -> None:
    """What the user gave no text of shows place and link."""
    film = Iri(RESOURCE_BASE + "Leaving_Las_Vegas")
    described = site.graph.film(film, site.graph.film_page(film) or film)
    view = film_page(Viewer(described.nodes, Names(RESOURCE_BASE), Articles(), film))
    [passage] = view.cast[0].origin.passages
    assert (passage.text, passage.begin, passage.end) == (None, 6248, 6282)


EDITS = {
    "a character more before": ("{{Infobox film", " {{Infobox film"),
    "a character more": ("$3.5–4 million", "$3.55–4 million"),
    "another character": ("$3.5–4 million", "$3.7–4 million"),
    "another name": ("director       = [[Mike Figgis]]", "director       = [[Mike Figgos]]"),
    "nothing left": ("{{Infobox film", "{{Infobox book"),
}


@pytest.mark.parametrize("edit", [None, *EDITS])
def test_an_edited_article_is_not_shown_as_source(store: Path, tmp_path: Path, edit: str | None) -> None:
    """The sample's revision is not known: a text is taken for it when it says the same at the same places."""
    response = json.loads(SAMPLE.read_text(encoding="utf-8"))
    [article] = response["query"]["pages"].values()
    text = article["revisions"][0]["*"]
    if edit is not None:
        old, new = EDITS[edit]
        article["revisions"][0]["*"] = text.replace(old, new, 1)
        assert article["revisions"][0]["*"] != text
    path = tmp_path / "edited.json"
    path.write_text(json.dumps(response), encoding="utf-8")
    site = open_site(str(store), [str(path)], lambda message: None)
    film = Iri(RESOURCE_BASE + "Leaving_Las_Vegas")
    described = site.graph.film(film, site.graph.film_page(film) or film)
    view = film_page(Viewer(described.nodes, site.names, site.articles, film))
    [passage] = view.cast[0].origin.passages
    assert (passage.text is None, passage.edited) == ((False, False) if edit is None else (True, True))
    values = {"film": view, "picture": picture(view), "prize_count": 0, "page": Anchors(film)}
    told = b"not the one that the graph was read from" in render("film.html", values).body
    assert told == (edit is not None)


def test_person(client: httpx.Client) -> None:
    text = get(client, "/page/Mike_Figgis").text
    for part in ("Person · in 1 film", "Mobster #1", "Director", "Writer", "5 won, 12 nominated", "Bossa Vega"):
        assert part in text, part


def test_award(client: httpx.Client) -> None:
    text = get(client, "/page/68th_Academy_Awards").text
    for part in ("Award · in 1 film", "1 won, 3 nominated", "Best Director", "Mike Figgis", "★ Won"):
        assert part in text, part


def test_section_of_an_article(client: httpx.Client) -> None:
    """A thing named after a section is told of on the article's page, though no film names the article itself."""
    page = get(client, "/page/Jupiter_Award_(film_award)")
    assert "Jupiter Award" in page.text
    assert any(value.startswith("19th") for value in page.values("article", "id"))


def test_search(client: httpx.Client) -> None:
    page = get(client, "/?q=Caz%C3%A8s")
    assert "Lila Cazès" in page.text
    assert "/page/Leaving_Las_Vegas#person/Lila_Caz%C3%A8s" in page.values("a", "href")
    assert "person/Lila_Cazès" in get(client, FILM).values("span", "id")


def test_everything_found_has_its_place(client: httpx.Client, site: Site) -> None:
    """The address of a thing that has no page of its own leads to an element of the page that names it."""
    below = site.index.below(Iri(RESOURCE_BASE + "Leaving_Las_Vegas"))
    page = get(client, FILM)
    ids = {value for tag, _ in page.elements for value in page.values(tag, "id")}
    assert {"Song", "Person, group or work"} <= {hit.kind for hit in below}
    assert [hit.iri for hit in below if fragment_of(hit.iri) not in ids] == []


def test_a_long_table_is_made_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that answers everybody does not wait for it."""
    threads: list[int] = []

    def note(*_: object) -> Response:
        threads.append(threading.get_ident())
        return Response()

    monkeypatch.setattr(querying, "render", note)
    monkeypatch.setattr(querying, "table", note)

    async def ask(*_: object) -> Answer:
        return Answer("application/sparql-results+json", b"{}", False)

    async def receive() -> NoReturn:
        await anyio.sleep_forever()
        raise AssertionError

    async def page() -> None:
        scope = {"type": "http", "path": "/query", "query_string": b"query=x", "headers": [(b"host", b"localhost")]}
        await querying.QueryPage(ask, Names(RESOURCE_BASE), None).page(Request(scope, receive))

    anyio.run(page)
    assert len(threads) == 2
    assert threading.get_ident() not in threads


SUGGESTED = [
    ("vegas leav", "Leaving Las Vegas", "Film, 1995"),
    ("nicolas ca", "Nicolas Cage", "Person, 1 film"),
    ("CAZES", "Lila Cazès", "Person, named in Leaving Las Vegas"),
    ("academy award for best actor", "Academy Award for Best Actor", "Award category, 1 film"),
    ("<script>alert", hostile.NAME, "Film, 1999"),
]


@pytest.mark.parametrize(("typed", "name", "note"), SUGGESTED)
def test_suggestions(client: httpx.Client, typed: str, name: str, note: str) -> None:
    first = client.get("/suggest", params={"q": typed}).json()[0]
    assert (first["name"], first["note"]) == (name, note)
    assert client.get(first["address"]).status_code == 200


@pytest.mark.parametrize(
    "typed", ["", " ", '"', "*", "a OR b*", "NEAR(a b)", "name:x", "^", "'; DROP TABLE thing;--", "\0"]
)
def test_searches_that_are_no_words(client: httpx.Client, typed: str) -> None:
    """Nothing that is typed is syntax of the index."""
    assert isinstance(client.get("/suggest", params={"q": typed}).json(), list)
    assert client.get("/", params={"q": typed}).status_code == 200


def test_query_page(client: httpx.Client) -> None:
    answer = client.get(
        "/query", params={"query": "SELECT ?film ?name { ?film a schema:Movie ; schema:name ?name } ORDER BY ?name"}
    )
    page = Page(answer.text)
    assert "2 rows" in page.text
    assert hostile.NAME in page.text
    assert FILM in page.values("a", "href")
    assert any(
        address.startswith("/sparql?query=") and address.endswith("format=csv") for address in page.values("a", "href")
    )
    wrong = client.get("/query", params={"query": "SELECT <b>"})
    assert (wrong.status_code, "1:" in Page(wrong.text).text) == (400, True)


def test_no_such_query(client: httpx.Client) -> None:
    answer = client.get("/query", params={"name": "<nope>"}, headers={"accept": "text/html"})
    page = Page(answer.text)
    assert answer.status_code == 404
    assert "No query is called “<nope>”" in page.text
    assert "/query" in page.values("a", "href")


def test_what_is_too_large_is_not_shown(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querying, "SHOWN", 100)
    page = Page(client.get("/query", params={"query": "SELECT * { ?s schema:name ?name }"}).text)
    assert "too large to show" in page.text
    assert not page.all("td")
    assert any(address.endswith("format=csv") for address in page.values("a", "href"))


# What is more than text elsewhere


def test_hostile_texts_stay_texts(client: httpx.Client) -> None:
    page = get(client, HOSTILE)
    for part in (hostile.NAME, hostile.ACTOR, hostile.CHARACTER, hostile.CITED, hostile.WORDS):
        assert part in page.text, part
    assert " ".join(hostile.ABSTRACT.split()) in page.text
    assert page.text.count(hostile.VAST) == 4, "the two facts, and the budget's box with its title in the picture"
    assert page.json_ld()["abstract"] == {"@value": hostile.ABSTRACT}
    assert not [address for address in page.values("a", "href") if "javascript" in address.lower()]
    assert hostile.ACTOR in get(client, "/page/O'Brien_&_Sons").text
    assert '<script>alert("q")</script>' in get(client, "/?q=%3Cscript%3Ealert(%22q%22)%3C/script%3E").text


def test_revision_is_of_the_wiki_that_was_read() -> None:
    """Not all articles are of the English Wikipedia."""
    film, page = Iri(RESOURCE_BASE + "F"), "https://wiki.example/wiki/F"
    source = Iri("https://wiki.example/index.php?oldid=7&action=raw#char=0,1")
    said: list[Triple] = [
        (film, SCHEMA.mainEntityOfPage, Iri(page)),
        (Iri(page), SCHEMA.version, Literal("7", XSD.string)),
        (film, P.P57, Iri(film + "#s")),
        (Iri(film + "#s"), PS.P57, Iri(RESOURCE_BASE + "Someone")),
        (Iri(film + "#s"), PROV.wasDerivedFrom, source),
    ]
    view = film_page(Viewer(Nodes(tuple(said)), Names(RESOURCE_BASE), Articles(), film))
    assert (view.revision, view.revision_address) == ("7", "https://wiki.example/index.php?oldid=7")
    text = render("film.html", {"film": view, "picture": picture(view), "prize_count": 0, "page": Anchors(film)}).body
    assert b'<a href="https://wiki.example/index.php?oldid=7" rel="external">revision 7</a>' in text


OUTSIDE = [
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e%2f%2e%2e%2fcli.py",
    "/static//etc/passwd",
    "/static/..\\app.py",
    "/static/editor/../../pages.py",
    "/page/../static/../app.py",
    "/data/../../../etc/passwd.ttl",
    "/data/%2e%2e%2f%2e%2e%2fetc%2fpasswd.nt",
    "/resource/..%2f..%2fetc%2fpasswd",
    "/page/%00",
    "/static/%00",
    "/page/",
    "/data/.ttl",
    "/data/Leaving_Las_Vegas",
    "/data/Leaving_Las_Vegas.exe",
    "/templates/film.html",
    "/films?page=0",
    "/films?page=x",
    "/films?page=99",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_file_but_the_pages_own(address: str, path: str) -> None:
    """Sent as it stands: clients that are libraries would tidy it before."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status in (400, 404), (path, body[:200])
    assert b"root:" not in body
    assert b"import" not in body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "localhost.evil:80"]
)
def test_other_hosts_names(client: httpx.Client, host: str) -> None:
    """DNS rebinding: a page elsewhere reaches this server by its own name."""
    for path in ("/", "/sparql?query=ASK+%7B%7D", "/static/style.css"):
        assert client.get(path, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"])
def test_own_names(client: httpx.Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_read_only(client: httpx.Client, method: str) -> None:
    for path in ("/", FILM, "/data/Leaving_Las_Vegas.ttl", "/query"):
        answer = client.request(method, path, headers={"accept": "text/html"})
        assert answer.status_code == 405
        assert answer.headers["content-security-policy"]


# A thing's IRI


NEGOTIATED = [
    ("text/html", FILM),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", FILM),
    ("*/*", FILM),
    ("text/turtle", "/data/Leaving_Las_Vegas.ttl"),
    ("application/ld+json", "/data/Leaving_Las_Vegas.jsonld"),
    ("application/n-triples", "/data/Leaving_Las_Vegas.nt"),
    ("text/html;q=0.1, text/turtle;q=0.2", "/data/Leaving_Las_Vegas.ttl"),
    ("text/turtle;q=0, */*", FILM),
    ("application/json", "/data/Leaving_Las_Vegas.jsonld"),
    ("application/json, text/turtle;q=0.9", "/data/Leaving_Las_Vegas.jsonld"),
    ("application/rdf+xml", "/data/Leaving_Las_Vegas.rdf"),
]


@pytest.mark.parametrize(("accept", "location"), NEGOTIATED)
def test_see_other(client: httpx.Client, accept: str, location: str) -> None:
    """303 as "Cool URIs for the Semantic Web" has it: the thing is no document."""
    answer = client.get("/resource/Leaving_Las_Vegas", headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"], answer.headers["vary"]) == (303, location, "Accept")
    assert client.get(answer.headers["location"], headers={"accept": accept}).status_code == 200


def test_not_acceptable(client: httpx.Client) -> None:
    answer = client.get("/resource/Leaving_Las_Vegas", headers={"accept": "image/png"})
    assert (answer.status_code, answer.headers["vary"]) == (406, "Accept")
    assert "text/turtle" in answer.text


@pytest.mark.parametrize("path", ["/resource/Nothing", "/page/Nothing", "/data/Nothing.ttl", "/nothing"])
def test_unknown(client: httpx.Client, path: str) -> None:
    people = client.get(path, headers={"accept": "text/html"})
    assert (people.status_code, people.headers["content-type"]) == (404, "text/html; charset=utf-8")
    programs = client.get(path, headers={"accept": "text/turtle, text/plain;q=0.5"})
    assert (programs.status_code, programs.text.count("\n")) == (404, 1)


def test_other_writings_of_a_title(client: httpx.Client) -> None:
    answer = client.get("/page/leaving%20Las%20Vegas")
    assert (answer.status_code, answer.headers["location"]) == (308, FILM)


def test_link_headers(client: httpx.Client) -> None:
    links = client.get(FILM).headers["link"]
    assert '</data/Leaving_Las_Vegas.ttl>; rel="alternate"; type="text/turtle"' in links
    assert client.get("/data/Leaving_Las_Vegas.ttl").links["alternate"]["url"] == FILM


def test_names() -> None:
    """Every title comes back from its address as it went in."""
    names = Names(RESOURCE_BASE)
    for title in ("Heat", "Face/Off", "Who%3F", "100%25", "Amélie", "%22Q%22_&_'o'_(film)", "A+B", "A;B=C,D", "Æon~1"):
        iri = RESOURCE_BASE + title
        address = names.page(iri)
        assert address is not None
        assert address.isascii()
        assert names.article(unquote(address.removeprefix("/page/"))) == iri
    assert names.page("https://elsewhere.example/Heat") is None


def test_things_are_described_whole(graph: Graph) -> None:
    """A person's data names every nomination of theirs in the store."""
    cage = Iri(RESOURCE_BASE + "Nicolas_Cage")
    described = graph.thing(cage)
    assert described.statements == described.shown > 20
    assert described.nodes.text(cage, SCHEMA.name) == "Nicolas Cage"
    cut = graph.thing(cage, 5)
    assert (cut.statements, cut.shown) == (described.statements, 5)


def test_picture(site: Site) -> None:
    """Each box has its place inside, and none lies on another."""
    film = Iri(RESOURCE_BASE + "Leaving_Las_Vegas")
    described = site.graph.film(film, site.graph.film_page(film) or film)
    drawn = picture(film_page(Viewer(described.nodes, site.names, site.articles, film)))
    boxes = drawn.boxes
    assert len(boxes) > 15
    assert {"Mike Figgis", "Nicolas Cage", "United Artists", "$49,800,000"} <= {box.text for box in boxes}
    for number, box in enumerate(boxes):
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= drawn.width
        assert box.y + box.height <= drawn.height
        for other in boxes[:number]:
            beside = box.x + box.width <= other.x or other.x + other.width <= box.x
            assert beside or box.y + box.height <= other.y or other.y + other.height <= box.y
