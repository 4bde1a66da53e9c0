"""The endpoint against SPARQL 1.1 Protocol, over HTTP."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import anyio
import anyio.to_thread
import httpx
import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from kg.errors import FilmKGError
from kg.query import engine
from kg.query.results import Result
from kg.web import asking
from kg.web.app import create_app
from kg.web.endpoint import accepted
from kg.web.pages import Site
from kg.web.protocol import MAX_QUERY, Operation, ProtocolError, get_operation

from .conftest import LIMIT

FILM = "https://w3id.org/filmkg/resource/Leaving_Las_Vegas"
PAGE = "https://en.wikipedia.org/wiki/Leaving_Las_Vegas"
SELECT = f"SELECT ?name {{ <{FILM}> schema:director/schema:name ?name }}"
ASK = f"ASK {{ <{FILM}> a schema:Movie }}"
CONSTRUCT = f"CONSTRUCT {{ <{FILM}> schema:name ?name }} WHERE {{ <{FILM}> schema:name ?name }}"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
JSON = "application/sparql-results+json"


def rows(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return [{name: term["value"] for name, term in row.items()} for row in answer.json()["results"]["bindings"]]


def media_type(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
ENCODED = urlencode({"query": SELECT})
WAYS = {
    "get": ("GET", "?" + ENCODED, {}, b""),
    "form": ("POST", "", FORM, ENCODED.encode()),
    "form, charset": ("POST", "", {"content-type": FORM["content-type"] + "; charset=UTF-8"}, ENCODED.encode()),
    "charset, more": ("POST", "", {"content-type": FORM["content-type"] + "; charset=UTF-8; a=b"}, ENCODED.encode()),
    "direct": ("POST", "", DIRECT, SELECT.encode()),
    "direct, graph in the address": ("POST", "?" + urlencode({"default-graph-uri": PAGE}), DIRECT, SELECT.encode()),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_query(client: httpx.Client, way: str) -> None:
    """Section 2.1: the three ways to ask."""
    method, query, headers, body = WAYS[way]
    answer = client.request(method, "/sparql" + query, headers=headers, content=body)
    assert rows(answer) == [{"name": "Mike Figgis"}]
    assert media_type(answer) == JSON
    assert "Accept" in answer.headers["vary"]


ACCEPTED = [
    (SELECT, "application/sparql-results+xml", "application/sparql-results+xml", b"<sparql "),
    (SELECT, "application/xml", "application/sparql-results+xml", b"Mike Figgis"),
    (SELECT, "application/json", JSON, b'"Mike Figgis"'),
    (SELECT, "text/csv", "text/csv", b"name\r\nMike Figgis\r\n"),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values", b'?name\n"Mike Figgis"@en\n'),
    (SELECT, "text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values", b"?name\n"),
    (SELECT, "text/html, */*;q=0.1", JSON, b"bindings"),
    (ASK, "application/sparql-results+xml", "application/sparql-results+xml", b"<boolean>true</boolean>"),
    (ASK, "text/csv", "text/csv", b"true"),
    (CONSTRUCT, "*/*", "text/turtle", b"Leaving Las Vegas"),
    (CONSTRUCT, "application/n-triples", "application/n-triples", f"<{FILM}> <http://schema.org/name>".encode()),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml", b"rdf:RDF"),
    (CONSTRUCT, "application/ld+json", "application/ld+json", b"@id"),
    (f"DESCRIBE <{FILM}#role/Nicolas_Cage/Ben_Sanderson>", "text/turtle", "text/turtle", b"Ben Sanderson"),
]


@pytest.mark.parametrize(("query", "accept", "expected", "part"), ACCEPTED)
def test_formats(client: httpx.Client, query: str, accept: str, expected: str, part: bytes) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    assert media_type(answer) == expected
    assert part in answer.content


def test_format_of_a_link(client: httpx.Client) -> None:
    """A link cannot ask in a header."""
    answer = client.get("/sparql", params={"query": SELECT, "format": "csv"}, headers={"accept": "text/html"})
    assert (media_type(answer), answer.text.splitlines()[1]) == ("text/csv", "Mike Figgis")


REFUSED = {
    "no query": ("POST", "", FORM, b"", 400, "exactly one"),
    "two queries": ("GET", "?query=a&query=b", {}, b"", 400, "exactly one"),
    "no SPARQL": ("GET", "?query=SELECT", {}, b"", 400, "1:"),
    "update in a form": ("POST", "", FORM, b"update=DROP+ALL", 400, "read-only"),
    "update in the address": ("GET", "?update=DROP+ALL", {}, b"", 400, "read-only"),
    "update": ("POST", "", {"content-type": "application/sparql-update"}, b"DROP ALL", 415, "read-only"),
    "update as a query": ("GET", "?query=DROP+ALL", {}, b"", 400, "query"),
    "LOAD as a query": ("GET", "?query=LOAD+%3Chttp://localhost/%3E", {}, b"", 400, "query"),
    "SERVICE": ("GET", "?query=ASK+%7BSERVICE+%3Chttp://localhost/%3E+%7B%7D%7D", {}, b"", 400, "SERVICE"),
    "JSON": ("POST", "", {"content-type": "application/json"}, b"{}", 415, "application/sparql-query"),
    "no media type": ("POST", "", {}, b"ASK {}", 415, "application/sparql-query"),
    "another charset": ("POST", "", {"content-type": DIRECT["content-type"] + "; charset=latin1"}, b"", 415, "UTF-8"),
    "not UTF-8": ("POST", "", DIRECT, b"ASK { ?s ?p '\xff' }", 400, "UTF-8"),
    "not UTF-8 in a form": ("POST", "", FORM, b"query=%FF", 400, "UTF-8"),
    "graph that is no IRI": ("GET", "?query=ASK+%7B%7D&default-graph-uri=x", {}, b"", 400, "default-graph-uri"),
    "unknown format": ("GET", "?query=ASK+%7B%7D&format=exe", {}, b"", 400, "format"),
    "too long": ("POST", "", DIRECT, b"#" * (MAX_QUERY + 1), 413, "longer"),
    "nothing acceptable": ("GET", "?query=ASK+%7B%7D", {"accept": "image/png"}, b"", 406, "json"),
    "rows as a graph": ("GET", "?" + ENCODED, {"accept": "text/turtle"}, b"", 406, "rows"),
    "a graph as rows": ("GET", "?" + urlencode({"query": CONSTRUCT}), {"accept": "text/csv"}, b"", 406, "triples"),
    "no format of the description": ("GET", "", {"accept": "image/png"}, b"", 406, "text/turtle"),
    "PUT": ("PUT", "", {}, b"", 405, "read-only"),
    "DELETE": ("DELETE", "", {}, b"", 405, "read-only"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused(client: httpx.Client, case: str) -> None:
    """Section 2.1.7: the status, and a line of plain text that says why."""
    method, query, headers, body, status, part = REFUSED[case]
    answer = client.request(method, "/sparql" + query, headers=headers, content=body)
    assert (answer.status_code, media_type(answer)) == (status, "text/plain")
    assert part in answer.text
    assert answer.text.count("\n") == 1


def test_nothing_changed(client: httpx.Client) -> None:
    """After all that was refused."""
    assert rows(client.get("/sparql", params={"query": SELECT})) == [{"name": "Mike Figgis"}]


OTHER = "https://en.wikipedia.org/wiki/%22Quoted%22_&_'odd'_100%25_Why%3F_(film)"
NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def count(client: httpx.Client, query: str, **graphs: str) -> int:
    parameters = {name.replace("_", "-"): value for name, value in graphs.items()}
    return int(rows(client.get("/sparql", params={"query": query, **parameters}))[0]["n"])


def test_dataset(client: httpx.Client) -> None:
    """Sections 2.1.4 of the protocol, 13.2 of the query language: without a dataset all graphs, with one its graphs;
    that of the request counts instead of the query's."""
    everything = count(client, COUNT)
    sample, other = count(client, COUNT, default_graph_uri=PAGE), count(client, COUNT, default_graph_uri=OTHER)
    assert everything == sample + other
    assert sample > other > 0
    assert count(client, COUNT, named_graph_uri=PAGE) == 0
    assert count(client, NAMED) == everything
    assert count(client, NAMED, named_graph_uri=PAGE) == sample
    assert count(client, NAMED, default_graph_uri=PAGE) == 0
    from_other = COUNT.replace("{", f"FROM <{OTHER}> {{")
    assert count(client, from_other) == other
    assert count(client, from_other, default_graph_uri=PAGE) == sample


def test_limit(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert len(rows(answer)) == LIMIT
    assert answer.headers["x-result-truncated"] == "true"
    whole = client.get("/sparql", params={"query": SELECT})
    assert "x-result-truncated" not in whole.headers


def test_a_long_query_ends_and_stops_nobody(client: httpx.Client, address: str) -> None:
    """It is ended in its time; others are answered before."""
    ended: list[httpx.Response] = []

    def ask() -> None:
        ended.append(httpx.post(address + "/sparql", data={"query": ENDLESS}, timeout=60, trust_env=False))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        assert rows(client.get("/sparql", params={"query": SELECT})) == [{"name": "Mike Figgis"}]
        assert client.get("/page/Leaving_Las_Vegas").status_code == 200
        assert not ended, "the long query was none"
    finally:
        thread.join()
    [answer] = ended
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "longer than" in answer.text


@pytest.mark.parametrize("path", ["/sparql", "/query"])
def test_a_client_that_is_gone_ends_its_query(
    store: Path, site: Site, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long before its time is over, and its turn is another's."""
    ended: list[str] = []
    begun = threading.Event()

    def note(*arguments: Any) -> Result:
        begun.set()
        try:
            return engine.run(*arguments)
        except FilmKGError as error:
            ended.append(type(error).__name__)
            raise

    async def receive() -> dict[str, Any]:
        if not given:
            given.append(True)
            return {"type": "http.request", "body": b"", "more_body": False}
        await anyio.to_thread.run_sync(begun.wait)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        pass

    async def ask() -> None:
        with anyio.fail_after(60):
            await create_app(site, asker)(scope, receive, send)
            while not ended:
                await anyio.sleep(0.01)
        with anyio.fail_after(30):
            assert (await asker(Operation(ASK), JSON, None)).body

    given: list[bool] = []
    monkeypatch.setattr(asking, "run", note)
    monkeypatch.setattr(asking, "SLOTS", 1)
    asker = asking.Asker(str(store), 600, None)
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "scheme": "http", "root_path": "",
        "query_string": urlencode({"query": ENDLESS}).encode(), "headers": [(b"host", b"localhost")],
    }  # fmt: skip
    anyio.run(ask)
    assert ended == ["QueryStoppedError"]


@pytest.mark.parametrize(("memory", "size", "query", "status", "part"), [
    (200 << 20, 1 << 30, ENDLESS.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?a", 503, "memory"),
    (4 << 30, 1000, "SELECT * { ?s ?p ?o }", 413, "larger than"),
])  # fmt: skip
def test_too_much(
    store: Path, monkeypatch: pytest.MonkeyPatch, memory: int, size: int, query: str, status: int, part: str
) -> None:
    monkeypatch.setattr(asking, "MEMORY", memory)
    asker = asking.Asker(str(store), 60, None, size)
    with pytest.raises(ProtocolError, match=part) as caught:
        anyio.run(asker, Operation(query), JSON, None)
    assert caught.value.status == status


def test_queries_leave_threads_for_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many queries may run at a time, what answers pages finds a thread."""
    monkeypatch.setattr(asking, "SLOTS", 80)
    done = threading.Event()
    started = threading.Semaphore(0)

    def wait(*_: object) -> Result:
        started.release()
        done.wait()
        return Result("boolean", "json", JSON, b"{}", 1, False)

    monkeypatch.setattr(asking, "run", wait)

    async def answer() -> None:
        asker = asking.Asker("no store", 5, None)
        async with anyio.create_task_group() as group:
            try:
                for _ in range(asking.SLOTS):
                    group.start_soon(asker, Operation(ASK), JSON, None)
                while not started.acquire(blocking=False):
                    await anyio.sleep(0)
                await anyio.wait_all_tasks_blocked()
                with anyio.fail_after(20):
                    await anyio.to_thread.run_sync(int)
            finally:
                done.set()

    anyio.run(answer)


def test_description(client: httpx.Client) -> None:
    """Service Description 1.1, section 2: GET without a query."""
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    quads = pyoxigraph.parse(answer.content, RdfFormat.TURTLE)
    triples = {(str(quad.subject), quad.predicate.value, str(quad.object)) for quad in quads}
    endpoint = NamedNode(str(client.base_url).rstrip("/") + "/sparql")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert (str(endpoint), sd + "endpoint", str(endpoint)) in triples
    assert (str(endpoint), sd + "supportedLanguage", f"<{sd}SPARQL11Query>") in triples
    assert (str(endpoint), sd + "feature", f"<{sd}UnionDefaultGraph>") in triples
    assert not any("Update" in value for *_, value in triples)
    assert media_type(client.get("/sparql")) == "text/turtle"


def test_description_for_people(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/query")


def test_head(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.content) == (200, b"")


def test_answers_are_the_same_each_time(client: httpx.Client) -> None:
    parameters = {"query": "SELECT ?s { ?s a schema:Person } ORDER BY ?s LIMIT 9"}
    assert client.get("/sparql", params=parameters).content == client.get("/sparql", params=parameters).content


def test_parameters() -> None:
    assert get_operation(b"") is None
    operation = get_operation(b"query=ASK%20%7B%7D&named-graph-uri=urn:a&named-graph-uri=urn:b")
    assert operation is not None
    assert (operation.query, operation.named_graphs) == ("ASK {}", ("urn:a", "urn:b"))
    with pytest.raises(ProtocolError):
        accepted("image/png", None)
    assert accepted("application/json", None) == (JSON, None)
