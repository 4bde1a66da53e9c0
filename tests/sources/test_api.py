"""The live API's manners and failures, against a small scripted server on the loopback."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

import kg
from kg.errors import FetchError, UsageError
from kg.model import Page
from kg.sources import DEFAULT_API, SourceProblem, api, fetch

from .scripted import Answer, ScriptedServer, of_json, of_query

SITE = "http://wiki.example/wiki/"


def entry(title: str, text: str = "a", **more: Any) -> dict[str, Any]:
    return {"title": title, "ns": 0, "revisions": [{"revid": 9, "slots": {"main": {"content": text}}}], **more}


def page(title: str, text: str = "a", wikidata: str | None = None) -> Page:
    return Page(title=title, text=text, revision=9, wikidata=wikidata, site=SITE)


GOOD = of_query(pages=[entry("A")])
LAG = {"error": {"code": "maxlag", "info": "Waiting for db1: 5.5 seconds lagged", "lag": 5.5}}


class Pauses:
    """In sleep's place: keeps how long the pauses were to be, and what was said of them."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.notices: list[str] = []

    def fetch(self, server: ScriptedServer, *titles: str, **options: Any) -> list[Page | SourceProblem]:
        options = {"api": server.api, "sleep": self.seconds.append, "notify": self.notices.append, **options}
        return list(fetch(titles=titles, **options))


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


def test_a_request(server: ScriptedServer, pauses: Pauses) -> None:
    server.answers = [of_query(pages=[entry("A b", pageprops={"wikibase_item": "Q1"})])]
    assert pauses.fetch(server, "A_b", contact="films@wiki.example") == [page("A b", wikidata="Q1")]
    (request,) = server.requests
    agent = request.headers["User-Agent"]
    assert agent == f"filmkg/{kg.__version__} (films@wiki.example) httpx/{httpx.__version__}"
    assert "gzip" in request.headers["Accept-Encoding"]
    assert request.path == "/w/api.php"
    assert request.form == {
        "action": "query",
        "format": "json",
        "formatversion": "2",
        "maxlag": "5",
        "prop": "revisions|pageprops",
        "rvprop": "content|ids|timestamp",
        "rvslots": "main",
        "ppprop": "wikibase_item",
        "redirects": "1",
        "titles": "\x1fA b",
    }


def test_nothing_is_asked_for_nothing(server: ScriptedServer, pauses: Pauses) -> None:
    assert pauses.fetch(server) == []
    assert server.requests == []


def test_titles_are_read_as_they_are_needed(server: ScriptedServer) -> None:
    server.answers = [of_query(pages=[])]

    def titles() -> Iterator[str]:
        for number in range(1000):
            yield f"T{number}"
            assert number < 50

    items = fetch(titles=titles(), api=server.api)
    assert next(items) == SourceProblem(server.api, "T0", "is not in the answer")
    (request,) = server.requests
    assert request.form["titles"] == "".join(f"\x1fT{number}" for number in range(50))


def test_unusual_titles(server: ScriptedServer, pauses: Pauses) -> None:
    """None is a path, a separator or two titles; every one is accounted for by the name it was given."""
    server.answers = [of_query(pages=[entry("É", ns=0)])]
    found = pauses.fetch(server, "E\u0301", "a|b", "", "x\x1fy", "../../etc/passwd", "É", "\udc80")
    assert server.requests[0].form["titles"] == "\x1fÉ"
    assert found[-1] == page("É")
    assert [item.page for item in found[:-1] if isinstance(item, SourceProblem)] == [
        "a|b",
        "",
        "x\x1fy",
        "../../etc/passwd",
        "\udc80",
    ]
    assert all(str(item).isprintable() for item in found[:-1])


def test_continuation(server: ScriptedServer, pauses: Pauses) -> None:
    server.answers = [
        of_query(
            redirects=[{"from": "C", "to": "B"}],
            pages=[{"title": "A", "ns": 0}, entry("B", "b")],
            more={"rvcontinue": "1|2", "continue": "||pageprops"},
        ),
        of_query(
            redirects=[{"from": "C", "to": "B"}],
            pages=[entry("A", "a"), {"title": "B", "ns": 0, "pageprops": {"wikibase_item": "Q2"}}],
        ),
    ]
    assert pauses.fetch(server, "A", "C", "B") == [page("A"), page("B", "b", wikidata="Q2")]
    assert len(server.requests) == 2
    assert server.requests[1].form["rvcontinue"] == "1|2"
    assert server.requests[1].form["continue"] == "||pageprops"
    assert server.requests[1].form["titles"] == server.requests[0].form["titles"]


@pytest.mark.parametrize("category", ["Test films", " category:Test_films"])
def test_category(server: ScriptedServer, pauses: Pauses, category: str) -> None:
    server.answers = [
        of_query(categorymembers=[{"title": "A"}], more={"cmcontinue": "x", "continue": "-||"}),
        of_query(categorymembers=[{"title": "B"}, {"title": "A"}]),
        of_query(pages=[entry("A"), entry("B")]),
    ]
    assert pauses.fetch(server, category=category) == [page("A"), page("B")]
    assert [request.form.get("cmtitle") for request in server.requests] == [*["Category:Test films"] * 2, None]
    assert server.requests[0].form["cmnamespace"] == "0"
    assert server.requests[1].form["cmcontinue"] == "x"
    assert server.requests[2].form["titles"] == "\x1fA\x1fB"


def test_each_page_once(server: ScriptedServer, pauses: Pauses) -> None:
    server.answers = [
        of_query(normalized=[{"from": "a", "to": "A"}], redirects=[{"from": "B", "to": "A"}], pages=[entry("A")])
    ]
    assert pauses.fetch(server, "B", "a", "A") == [page("A")]


# What an answer says, and what is said of the title "A".
DROPPED: list[tuple[dict[str, Any], str]] = [
    ({"pages": [{"title": "A", "missing": True}]}, "does not exist"),
    ({"pages": [{"title": "A", "invalid": True, "invalidreason": "too odd"}]}, "is no valid title: too odd"),
    ({"pages": [{"title": "A", "revisions": [{"texthidden": True}]}]}, "has its text hidden"),
    ({"pages": [{"title": "A"}]}, "has no revision in the answer (rvprop=content)"),
    ({"pages": []}, "is not in the answer"),
    ({}, "is not in the answer"),
    ({"redirects": [{"from": "A", "to": "B"}, {"from": "B", "to": "A"}]}, "redirects in a circle"),
    (
        {"redirects": [{"from": "A", "to": "B"}], "pages": [{"title": "B", "missing": True}]},
        "redirects to B, which does not exist",
    ),
    ({"redirects": [{"from": "A", "to": "B"}]}, "redirects to B, which the answer does not hold"),
    ({"interwiki": [{"title": "A", "iw": "a"}]}, "is a page of another wiki"),
    (
        {"redirects": [{"from": "A", "to": "de:B"}], "interwiki": [{"title": "de:B", "iw": "de"}]},
        "redirects to another wiki: de:B",
    ),
]


@pytest.mark.parametrize(("query", "message"), DROPPED)
def test_dropped_titles(server: ScriptedServer, pauses: Pauses, query: dict[str, Any], message: str) -> None:
    pages = [*query.get("pages", []), entry("Z")]
    server.answers = [of_query(**{**query, "pages": pages})]
    assert pauses.fetch(server, "A", "Z") == [SourceProblem(server.api, "A", message), page("Z")]


@pytest.mark.parametrize("name", ["E\u0301", "É"])
def test_titles_the_api_normalises(server: ScriptedServer, pauses: Pauses, name: str) -> None:
    """A title that is not NFC comes back percent-encoded."""
    server.answers = [of_query(normalized=[{"fromencoded": True, "from": "%C3%89", "to": "X"}], pages=[entry("X")])]
    assert pauses.fetch(server, name) == [page("X")]


# Answers that pass, then the pauses that are made for them.
PASSING: dict[str, tuple[list[Answer], list[float]]] = {
    "429": ([Answer(status=429)], [1]),
    "429-retry-after": ([Answer(status=429, headers={"Retry-After": "7"})], [7]),
    "503-retry-after": ([Answer(b"<html>busy", 503, {"Retry-After": " 2 ", "Content-Type": "text/html"})], [2]),
    "503-retry-after-date": (
        [
            Answer(
                status=503,
                headers={
                    "Retry-After": "Wed, 21 Oct 2015 07:28:30 GMT",
                    "Date": "Wed, 21 Oct 2015 07:28:00 GMT",
                },
            )
        ],
        [30],
    ),
    "503-retry-after-past-date": (
        [
            Answer(
                status=503,
                headers={
                    "Retry-After": "Wed, 21 Oct 2015 07:28:30 GMT",
                    "Date": "Wed, 21 Oct 2016 07:28:00 GMT",
                },
            )
        ],
        [0],
    ),
    "retry-after-nonsense": ([Answer(status=503, headers={"Retry-After": "soon"})], [1]),
    "growing-pauses": ([Answer(status=500), Answer(status=502), Answer(status=504), Answer(status=503)], [1, 2, 4, 8]),
    "maxlag": ([of_json(LAG, Retry_After="5")], [5]),
    "maxlag-without-retry-after": ([of_json(LAG)], [1]),
    "ratelimited": ([of_json({"error": {"code": "ratelimited", "info": "Slow down"}})], [1]),
    "database": ([of_json({"error": {"code": "internal_api_error_DBQueryError", "info": "locked"}})], [1]),
    "truncated-json": ([Answer(b'{"query": {"pages": [')], [1]),
    "truncated-transfer": ([Answer(b'{"query": {"pages": [', cut=400)], [1]),
    "no-answer": ([Answer(reset=True)], [1]),
    "not-utf8": ([Answer(b'{"a": "\xff"}')], [1]),
    "bad-gzip": ([Answer(b"no gzip", headers={"Content-Encoding": "gzip"})], [1]),
}


@pytest.mark.parametrize("name", PASSING)
def test_what_passes_is_waited_for(server: ScriptedServer, pauses: Pauses, name: str) -> None:
    answers, waits = PASSING[name]
    server.answers = [*answers, GOOD]
    assert pauses.fetch(server, "A") == [page("A")]
    assert pauses.seconds == waits
    assert len(server.requests) == len(answers) + 1
    assert len(pauses.notices) == len(waits)
    assert all(
        line.startswith(f"{server.api}: ") and line.isprintable() and f"waiting {wait:g} s before try" in line
        for line, wait in zip(pauses.notices, waits, strict=True)
    )


# What does not pass: the answers (the last again and again), the message, how many requests are made.
FAILING: dict[str, tuple[list[Answer], str, int]] = {
    "429": ([Answer(status=429)], "answers 429 Too Many Requests (5 tries)", 5),
    "maxlag": (
        [of_json(LAG, Retry_After="3")],
        "answers with the error maxlag: Waiting for db1: 5.5 seconds lagged (5 tries)",
        5,
    ),
    "truncated-json": (
        [Answer(b'{"query": {"pages": [')],
        "the answer is not JSON: Expecting value at line 1, column 22 (cut off?) (5 tries)",
        5,
    ),
    "truncated-transfer": (
        [Answer(b"{", cut=400)],
        "the connection broke: peer closed connection without sending complete message body "
        "(received 1 bytes, expected 401) (5 tries)",
        5,
    ),
    "no-answer": (
        [Answer(reset=True)],
        "the connection broke: Server disconnected without sending a response. (5 tries)",
        5,
    ),
    "an-hour-to-wait": (
        [Answer(status=503, headers={"Retry-After": "3600"})],
        "answers 503 Service Unavailable, and asks to come back in 3600 seconds",
        1,
    ),
    "404": ([Answer(b"", 404)], "answers 404 Not Found", 1),
    "403": ([Answer(b"", 403, {"Content-Type": "text/html"})], "answers 403 Forbidden", 1),
    "204": ([Answer(b"", 299)], "answers 299", 1),
    "web-page": (
        [Answer(b"<html>", headers={"Content-Type": "text/html; charset=utf-8"})],
        "is no Action API: it answers with text/html; charset=utf-8, not with JSON",
        1,
    ),
    "a-list": ([Answer(b"[]")], "is no Action API: its JSON is no object", 1),
    "api-error": (
        [of_json({"error": {"code": "badvalue", "info": "Unrecognized\n\x1b[31mvalue"}})],
        "answers with the error badvalue: Unrecognized \ufffd[31mvalue",
        1,
    ),
    "redirect-to-itself": ([Answer(status=302, headers={"Location": "/w/api.php"})], "redirects in a circle", 5),
    "redirect-to-another-host": (
        [Answer(status=301, headers={"Location": "http://wiki.example/w/api.php"})],
        "redirects to another host, which is not followed: http://wiki.example/w/api.php",
        1,
    ),
    "redirect-to-another-port": (
        [Answer(status=307, headers={"Location": "http://127.0.0.1:1/w/api.php"})],
        "redirects to another host, which is not followed: http://127.0.0.1:1/w/api.php",
        1,
    ),
    "redirect-to-a-file": (
        [Answer(status=301, headers={"Location": "file:///etc/passwd"})],
        "redirects to another host, which is not followed: file:///etc/passwd",
        1,
    ),
    "redirect-to-nowhere": (
        [Answer(status=301, headers={"Location": "http://[x"})],
        "redirects to another host, which is not followed: http://[x",
        1,
    ),
    "continued-without-end": (
        [of_query(pages=[], more={"rvcontinue": "x", "continue": "||"})],
        "the answer is continued without end",
        2,
    ),
}


@pytest.mark.parametrize("name", FAILING)
def test_what_does_not_pass(server: ScriptedServer, pauses: Pauses, name: str) -> None:
    server.answers, message, requests = FAILING[name]
    with pytest.raises(FetchError) as raised:
        pauses.fetch(server, "A")
    assert str(raised.value) == f"{server.api}: {message}"
    assert len(server.requests) == requests


def test_tries_are_bounded(server: ScriptedServer, pauses: Pauses) -> None:
    server.answers = [Answer(status=503)]
    with pytest.raises(FetchError, match=r"answers 503 Service Unavailable$"):
        pauses.fetch(server, "A", tries=1)
    with pytest.raises(FetchError, match=r"\(12 tries\)$"):
        pauses.fetch(server, "A", tries=12)
    assert len(server.requests) == 13
    assert pauses.seconds == [1, 2, 4, 8, 16, 32, 64, 120, 120, 120, 120]


def test_ever_new_parts_are_bounded(server: ScriptedServer, pauses: Pauses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_MAX_PARTS", 3)
    server.answers = [of_query(pages=[], more={"rvcontinue": str(number)}) for number in range(9)]
    with pytest.raises(FetchError, match="is continued without end"):
        pauses.fetch(server, "A")
    assert len(server.requests) == 3


def test_pages_before_a_failure_are_given(server: ScriptedServer) -> None:
    titles = [f"T{number}" for number in range(60)]
    server.answers = [of_query(pages=[entry(title) for title in titles[:50]]), Answer(b"", 404)]
    found: list[Page | SourceProblem] = []
    items = fetch(titles=titles, api=server.api)
    with pytest.raises(FetchError):
        found.extend(next(items) for _ in titles)
    assert found == [page(title) for title in titles[:50]]


def test_connection_refused(pauses: Pauses) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/api.php"
        with pytest.raises(FetchError) as raised:
            list(fetch(titles=["A"], api=address, sleep=pauses.seconds.append))
    assert str(raised.value) == f"{address}: cannot connect: Connection refused (2 tries)"
    assert pauses.seconds == [1]


def test_no_answer_in_time(pauses: Pauses) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/api.php"
        with pytest.raises(FetchError) as raised:
            list(fetch(titles=["A"], api=address, timeout=0.05, tries=2, sleep=pauses.seconds.append))
    assert str(raised.value) == f"{address}: no answer within 0.05 seconds (2 tries)"


def test_redirects_within_the_host_are_followed(server: ScriptedServer, pauses: Pauses) -> None:
    """Once: the next request goes straight to where the API is."""
    server.answers = [Answer(status=301, headers={"Location": "../new/api.php"}), GOOD]
    assert pauses.fetch(server, *(f"T{number}" for number in range(50)), "A")[-1] == page("A")
    assert [request.path for request in server.requests] == ["/w/api.php", "/new/api.php", "/new/api.php"]
    assert server.requests[1].form == server.requests[0].form


def test_gzip(server: ScriptedServer, pauses: Pauses) -> None:
    server.answers = [Answer(gzip.compress(GOOD.body), headers={"Content-Encoding": "gzip"})]
    assert pauses.fetch(server, "A") == [page("A")]


def test_too_large_an_answer(server: ScriptedServer, pauses: Pauses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MAX_BYTES", 1 << 20)
    bomb = gzip.compress(json.dumps({"query": {"pages": [entry("A", "a" * (1 << 20))]}}).encode())
    server.answers = [Answer(bomb, headers={"Content-Encoding": "gzip"})]
    with pytest.raises(FetchError, match=r"the answer is larger than 1 MiB$"):
        pauses.fetch(server, "A")
    assert len(server.requests) == 1


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"api": "ftp://wiki.example/api.php"}, "no http or https address"),
    ({"api": "file:///etc/passwd"}, "no http or https address"),
    ({"api": "/w/api.php"}, "no http or https address"),
    ({"api": ""}, "no http or https address"),
    ({"api": "http://[::1/api.php"}, "no web address"),
    ({"api": "http://wiki.example:99999/api.php"}, "no web address"),
    ({"api": "http://wiki.example/a pi.php"}, "no http or https address"),
    ({"api": "http://wiki.example/\x1b"}, "no "),
    ({"api": "http://a:b@wiki.example/api.php"}, "no user name, query or fragment"),
    ({"api": "http://wiki.example/api.php?x=1"}, "no user name, query or fragment"),
    ({"contact": "a\r\nX-Evil: 1"}, "no e-mail address or web address"),
    ({"contact": "Ä"}, "no e-mail address or web address"),
    ({"contact": " "}, "no e-mail address or web address"),
    ({"timeout": 0}, "time-out 0 is not positive"),
    ({"tries": 0}, "number of tries 0 is less than 1"),
    ({"category": "a|b"}, "has '|' in it"),
    ({"category": "Category:"}, "is empty"),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_wrong_calls(options: dict[str, Any], message: str) -> None:
    """Refused before anything is asked, and before the first page is wanted."""
    with pytest.raises(UsageError, match=r"^") as raised:
        fetch(titles=["A"], **options)
    assert message in str(raised.value)
    assert str(raised.value).isprintable()


def test_default() -> None:
    assert DEFAULT_API == "https://en.wikipedia.org/w/api.php"
    sleepers: list[Callable[[float], object]] = [lambda _: None]
    assert next(fetch(sleep=sleepers[0]), None) is None
