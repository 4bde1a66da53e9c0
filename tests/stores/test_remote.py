"""Everything about endpoints that needs no real one: addresses, credentials, requests, retries, messages."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import OutputError, SourceError, UsageError
from kg.stores.connection import Connection, EndpointError, Request
from kg.stores.credentials import Credentials, credentials
from kg.stores.flavors import FLAVORS, Protocol, private, target
from kg.stores.journal import Journal
from kg.stores.pages import NamedGraph
from kg.stores.remote import Remote
from kg.stores.updates import counted, counting, kept, replacement, staging_graph

from ..conftest import Run
from .answering import Answer, answering
from .conftest import triples
from .servers.base import free_port

GRAPH = NamedGraph("https://en.wikipedia.org/wiki/Heat", b"<urn:s> <urn:p> <urn:o> .\n", 1)
NOBODY = Credentials("basic", "nobody", "hunter2")


# Addresses

TARGETS: list[tuple[str, str, Protocol | None, str, str | None]] = [
    ("https://h/rdf", "standard", None, "https://h/rdf", None),
    ("https://h/u", "standard", "update", "https://h/u", "https://h/u"),
    ("http://h:7878", "oxigraph", None, "http://h:7878/store", "http://h:7878/query"),
    ("http://h:7878/", "oxigraph", "update", "http://h:7878/update", "http://h:7878/query"),
    ("http://h/films", "fuseki", None, "http://h/films/update", "http://h/films/query"),
    ("http://h/films", "fuseki", "gsp", "http://h/films/data", "http://h/films/query"),
    ("http://h:8890", "virtuoso", None, "http://h:8890/sparql-graph-crud-auth", "http://h:8890/sparql-auth"),
    ("http://h/repositories/f", "graphdb", None, "http://h/repositories/f/rdf-graphs/service", "http://h/repositories/f"),
    ("http://h/repositories/f", "rdf4j", "update", "http://h/repositories/f/statements", "http://h/repositories/f"),
    ("http://h/namespace/f/sparql", "blazegraph", None, "http://h/namespace/f/sparql", "http://h/namespace/f/sparql"),
]  # fmt: skip


@pytest.mark.parametrize(("endpoint", "flavor", "protocol", "write", "query"), TARGETS)
def test_target(endpoint: str, flavor: str, protocol: Protocol | None, write: str, query: str | None) -> None:
    found = target(endpoint, flavor, protocol)
    assert (found.write, found.query) == (write, query)


def test_every_flavor_has_a_row() -> None:
    assert {row[1] for row in TARGETS} == set(FLAVORS)


@pytest.mark.parametrize(
    ("endpoint", "says"),
    [
        ("ftp://h/x", "no http or https address"),
        ("h:3030/films", "no http or https address"),
        ("http://", "no http or https address"),
        ("http://h:99999/", "no http or https address"),
        ("http://h/a b", "no http or https address"),
        ("http://h/x#y", "has a fragment"),
        ("http://me:hunter2@h/x", "holds a user name or password"),
        ("http://hunter2@h/x", "holds a user name or password"),
        ("http://me:hunter2@[/x", "holds a user name or password"),
    ],
)
def test_no_target(endpoint: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as raised:
        target(endpoint, "standard")
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://h/", True), ("http://localhost:1/", True), ("http://127.0.0.1/", True), ("http://[::1]:1/", True),
     ("http://h/", False), ("http://10.0.0.1/", False)],
)  # fmt: skip
def test_private(address: str, expected: bool) -> None:
    assert private(address) is expected


# Credentials


def test_credentials(tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine h login n password p\n", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    both = {"KG_ENDPOINT_USER": "u", "KG_ENDPOINT_PASSWORD": "s", "HOME": str(tmp_path)}
    assert credentials("basic", "http://h/x", both) == Credentials("basic", "u", "s")
    assert credentials("digest", "http://h/x", {"HOME": str(tmp_path)}) == Credentials("digest", "n", "p")
    assert credentials("bearer", "http://h/x", {"KG_ENDPOINT_TOKEN": "t"}) == Credentials("bearer", "", "t")
    assert "hunter2" not in repr(NOBODY)


@pytest.mark.parametrize(
    ("scheme", "environment", "netrc", "says"),
    [
        ("basic", {"KG_ENDPOINT_USER": "u"}, "", "KG_ENDPOINT_PASSWORD is not set"),
        ("basic", {"KG_ENDPOINT_PASSWORD": "hunter2"}, "", "KG_ENDPOINT_USER is not set"),
        ("basic", {}, "", "an entry for h in a netrc file"),
        ("digest", {}, "machine other login u password hunter2\n", "an entry for h in a netrc file"),
        ("digest", {}, "hunter2\n", "line 2 is not as netrc files are written"),
        ("bearer", {}, "", "KG_ENDPOINT_TOKEN is not set"),
        ("bearer", {"KG_ENDPOINT_TOKEN": "hunter2\n"}, "", "characters that no token has"),
    ],
)
def test_no_credentials(scheme: str, environment: dict[str, str], netrc: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "n").write_text(netrc, encoding="utf-8")
    with pytest.raises(UsageError, match=says) as raised:
        credentials(scheme, "http://h/x", {**environment, "NETRC": str(tmp_path / "n")})  # type: ignore[arg-type]
    assert "hunter2" not in str(raised.value)


def test_bearer_is_sent() -> None:
    with answering(Answer()) as there, Connection(Credentials("bearer", "", "t0")) as connection:
        connection.send(Request("GET", there.address))
    assert there.asked[0].headers["Authorization"] == "Bearer t0"


def test_redirect_is_not_followed() -> None:
    """Nothing we write, and nothing of who we are, goes to another place than the one that was named."""
    with answering(Answer()) as other, answering(Answer(307, {"Location": f"{other.address}/x?key=1"})) as there:
        with Connection(NOBODY) as connection, pytest.raises(EndpointError) as raised:
            connection.send(Request("PUT", there.address, content=b"x"))
        assert other.asked == []
    assert f"redirects to {other.address}/x, which is not followed" in str(raised.value)


def test_what_a_server_repeats_of_our_secret_is_not_shown() -> None:
    body = b"<html><title>no</title><p>you sent AUTHORIZATION, hunter2"
    with answering(Answer(400, {}, body)) as there:
        failed = failure(Request("GET", f"{there.address}/a?token=hunter2"), NOBODY)
    assert str(failed) == f"{there.address}/a: answers 400 Bad Request (you sent Basic …, …)"


# Answers


def failure(request: Request, who: Credentials | None = None, tries: int = 6) -> EndpointError:
    """How a request fails, of which the pauses are left out."""
    with Connection(who, tries=tries, sleep=lambda _: None) as connection, pytest.raises(EndpointError) as raised:
        connection.send(request)
    return raised.value


def put(address: str) -> Request:
    return Request("PUT", address, content=b"x")


@pytest.mark.parametrize(
    ("answer", "who", "says"),
    [
        (Answer(401), NOBODY, "it does not take this user and password (--auth basic)"),
        (Answer(401), Credentials("bearer", "", "t"), "it does not take the token"),
        (Answer(401), None, "--auth basic, digest or bearer, with KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD"),
        (Answer(401, {"WWW-Authenticate": "Bearer"}), None, "--auth bearer, with KG_ENDPOINT_TOKEN"),
        (Answer(401, {"WWW-Authenticate": 'Digest realm="x"'}), None, "--auth digest, with KG_ENDPOINT_USER"),
        (Answer(403), None, "403 Forbidden: this user may not write there"),
        (Answer(404), None, "404 Not Found: nothing is there; are address, data set and --flavor right?"),
        (Answer(405), None, "405 Method Not Allowed: nothing is written there"),
        (Answer(413), None, "it does not take so large a request"),
        (Answer(415), None, "it does not take this media type"),
        (Answer(500, {}, b"No space left on device"), None, "its disk is full (No space left on device)"),
        (Answer(507), None, "its disk is full (no more is said); make room there and load again"),
        (Answer(500, {}, b"SR186:SECURITY: No permission to"), None, "this user may not write there"),
        (Answer(418, {}, b"<b>short</b>\n and\x1b[31m stout"), None, "(short and\N{REPLACEMENT CHARACTER}[31m stout)"),
    ],
)
def test_message(answer: Answer, who: Credentials | None, says: str) -> None:
    with answering(answer) as there:
        failed = failure(put(there.address), who)
    assert says in str(failed)
    assert "\n" not in str(failed)
    assert failed.exit_status == 3


def test_retries() -> None:
    """Pauses grow, or are as the server says."""
    moment = {"Date": "Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT"}
    pauses: list[float] = []
    told: list[str] = []
    answers = [Answer(503), Answer(502), Answer(429, {"Retry-After": "7"}), Answer(500, moment), Answer(504), Answer()]
    with answering(*answers) as there, Connection(sleep=pauses.append, notify=told.append) as connection:
        connection.send(Request("PUT", there.address, content=b"x"))
    assert pauses == [1, 2, 7, 10, 16]
    assert [asked.body for asked in there.asked] == [b"x"] * 6
    assert told[2] == f"{there.address}: answers 429 Too Many Requests; waiting 7 s before try 4 of 6"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 501])
def test_what_does_not_pass_is_not_tried_again(status: int) -> None:
    with answering(Answer(status)) as there:
        assert failure(put(there.address)).status == status
    assert len(there.asked) == 1


def test_tries_end() -> None:
    with answering(Answer(503)) as there:
        failed = failure(put(there.address), tries=3)
    assert str(failed) == f"{there.address}: answers 503 Service Unavailable (3 tries)"
    assert len(there.asked) == 3


def test_long_pause_is_not_waited_for() -> None:
    with answering(Answer(503, {"Retry-After": "3600"})) as there:
        failed = failure(put(there.address))
    assert str(failed).endswith("answers 503 Service Unavailable, and asks to come back in 3600 seconds")
    assert len(there.asked) == 1


def test_nothing_listens() -> None:
    """Told at once: what never answered is more likely a wrong address than a server that starts."""
    failed = failure(put(f"http://127.0.0.1:{free_port()}/x"))
    assert str(failed).endswith("cannot connect: Connection refused: is the server running, and is this its address?")
    assert failed.untouched


def test_https_where_http_is_spoken() -> None:
    with answering(Answer()) as there:
        failed = failure(put(f"https://127.0.0.1:{there.port}/"))
    assert "TLS: " in str(failed)
    assert str(failed).endswith("does the server speak https at this port?")


def test_certificate_of_nobody(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
         "k.pem", "-out", "c.pem", "-days", "1", "-subj", "/CN=localhost"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", tmp_path / "k.pem")
    with answering(Answer(), tls=context) as there:
        failed = failure(put(f"https://127.0.0.1:{there.port}/"), NOBODY)
    assert "TLS: certificate verify failed: " in str(failed)
    assert str(failed).endswith("; SSL_CERT_FILE can name a file with the certificates to trust")
    assert there.asked == []


# Updates


def test_a_small_graph_is_one_request() -> None:
    iri = f"<{GRAPH.iri}>"
    assert replacement(GRAPH, 1000) == [
        f"DROP SILENT GRAPH {iri} ;\nINSERT DATA {{ GRAPH {iri} {{\n<urn:s> <urn:p> <urn:o> .\n}} }}\n".encode()
    ]


@pytest.mark.parametrize("size", [4_000, 5_000, 77_777])
def test_a_large_graph_is_many(film: NamedGraph, size: int) -> None:
    *parts, place, end = replacement(film, size)
    staging = f"<{staging_graph(film.iri)}>"
    assert max(map(len, parts)) <= size
    assert parts[0].startswith(f"DROP SILENT GRAPH {staging} ;".encode())
    copied = f"INSERT {{ GRAPH <{film.iri}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH {staging} {{ ?s ?p ?o }} }}"
    assert place.decode() == f"DROP SILENT GRAPH <{film.iri}> ;\n{copied}\n"
    assert end.decode() == f"DROP SILENT GRAPH {staging}"
    lines = [line for part in parts for line in part.splitlines(keepends=True) if line.endswith(b" .\n")]
    assert b"".join(lines) == film.data


@pytest.mark.parametrize(
    ("triple", "says"),
    [
        (b'<urn:s> <urn:p> "%b" .\n' % (b"x" * 1000), "a triple of 1,021 bytes does not fit"),
        (b"_:b <urn:p> <urn:o> .\n" * 50, "has blank nodes"),
        (b"<urn:s> <urn:p> _:b .\n" * 50, "has blank nodes"),
    ],
)
def test_a_graph_that_cannot_be_parted(triple: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        replacement(NamedGraph(GRAPH.iri, triple, 1), 800)


def test_kept() -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    data = (
        f'<urn:s> <urn:p> "PT1H"^^<{xsd}duration> .\n<urn:s> <urn:p> "PT1H" .\n'
        f'<urn:s> <urn:p> "say \\"x\\"^^<{xsd}duration> ." .\n<urn:s> <urn:p> "1"^^<{xsd}decimal> .\n'
    )
    graph = NamedGraph(GRAPH.iri, data.encode(), 4)
    found = kept(graph, frozenset({xsd + "duration"}))
    assert found.triples == 3
    assert triples(found.data) == {line for line in triples(graph.data) if not line.endswith("duration>")}
    assert kept(graph, frozenset()) is graph


def test_counts() -> None:
    assert "<urn:a> <urn:b>" in counting(["urn:a", "urn:b"])
    rows = b'{"results": {"bindings": [{"g": {"value": "urn:a"}, "n": {"value": "3"}}, {"n": {"value": "0"}}]}}'
    assert counted(rows, "x") == {"urn:a": 3}


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"results": 1}', b'{"results":{"bindings":[{"g":1}]}}'])
def test_no_counts(answer: bytes) -> None:
    with pytest.raises(OutputError, match="http://h: does not answer queries with SPARQL results in JSON"):
        counted(answer, "http://h")


# Loading


def test_413_to_an_update_is_sent_in_parts(film: NamedGraph) -> None:
    to = "https://x"
    with answering(Answer(longest=100_000)) as there, Connection() as connection:
        to = there.address
        [loaded] = Remote(target(to, "standard", "update"), connection).load([film])
    assert loaded.refused is None
    taken = [asked.body for asked in there.asked if len(asked.body) <= 100_000]
    assert len(taken) > 5
    assert sum(part.count(b" .\n") for part in taken) == film.triples


@pytest.mark.parametrize("protocol", ["gsp", "update"])
def test_413_to_everything(kg: Run, protocol: str, tmp_path: Path) -> None:
    """The graph that is too large is told, the others go on."""
    large = f'<urn:s> <urn:p> "{"x" * 50_000}" <urn:large> .\n'
    small = "<urn:s> <urn:p> <urn:o> <urn:small> .\n"
    (tmp_path / "in.nq").write_text(large + small, encoding="utf-8")
    rows = b'{"results": {"bindings": [{"g": {"value": "urn:small"}, "n": {"value": "1"}}]}}'
    with answering(Answer(longest=20_000)) as there, answering(Answer(200, {}, rows)) as counts:
        options = ["--endpoint", there.address, "--protocol", protocol, "--query-url", counts.address]
        done = kg("load", "in.nq", *options)
    assert done.returncode == 1
    assert "kg: <urn:large> is not taken, and is as it was before: " in done.stderr
    assert "1 graph (1 triples) is in; 1 graph not taken\n" in done.stderr
    bodies = [asked.body for asked in there.asked]
    assert any(b"<urn:o>" in body for body in bodies)


def test_what_is_in_is_told(kg: Run, films_file: Path, films: list[NamedGraph]) -> None:
    with answering(Answer(), Answer(), Answer(400, {}, b"I am tired")) as there:
        done = kg("load", films_file, "--endpoint", there.address)
    assert done.returncode == 3
    assert done.stderr == (
        f"2 graphs (1601 triples) are in\n"
        f"the last of them is <{films[1].iri}>\n"
        f"under way, and perhaps not whole: <{films[2].iri}>\n"
        "the graphs after it are as they were\n"
        "the server's log may tell why. Once it is mended, load again (--resume FILE keeps a list of what is in, and "
        "skips that): nothing is doubled by it\n"
        f"kg: {there.address}: answers 400 Bad Request (I am tired)\n"
    )


def test_counts_differ(kg: Run, films_file: Path, films: list[NamedGraph]) -> None:
    rows = ", ".join(
        f'{{"g": {{"value": "{g.iri}"}}, "n": {{"value": "{g.triples + (n == 3)}"}}}}'
        for n, g in enumerate(films)
        if n != 5
    )
    counts = Answer(200, {}, f'{{"results": {{"bindings": [{rows}]}}}}'.encode())
    with answering(*[Answer()] * 12, counts) as there:
        done = kg("load", films_file, "--endpoint", there.address, "--query-url", there.address)
    assert done.returncode == 1
    assert f"differs: <{films[3].iri}>: 803 triples were written, 804 are there\n" in done.stderr
    assert f"differs: <{films[5].iri}>: 805 triples were written, 0 are there\n" in done.stderr
    assert done.stderr.endswith("2 graphs of 12 differ: load again\n")


def test_no_counts_at_the_wrong_address(kg: Run, films_file: Path) -> None:
    with answering(*[Answer()] * 12, Answer(400, {}, b"no update")) as there:
        done = kg("load", films_file, "--endpoint", there.address, "--protocol", "update")
    assert done.returncode == 3
    assert "12 graphs (9666 triples) are in\n" in done.stderr
    last = f"kg: {there.address}: answers 400 Bad Request (no update): what was loaded is in, but not counted: "
    assert done.stderr.endswith(f"{last}is --query-url right?\n")


def test_an_unreadable_file_among_others(kg: Run, films_file: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\nnonsense\n", encoding="utf-8")
    with answering(Answer()) as there:
        done = kg("load", "bad.nq", films_file, "--endpoint", there.address)
    assert done.returncode == 3
    assert "bad.nq:2: is not N-Quads" in done.stderr
    assert "12 graphs (9666 triples) are in\n" in done.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "nowhere to load to"),
        (["--store", "s", "--endpoint", "http://h"], "both name a place"),
        (["--store", "s", "--resume", "r"], "--resume goes with --endpoint"),
        (["--store", "s", "--auth", "basic"], "--auth goes with --endpoint"),
        (["--endpoint", "http://h", "--flavor", "blazegraph", "--protocol", "gsp"], "--protocol update"),
        (["--endpoint", "http://h", "--flavor", "virtuoso", "--protocol", "update"], "only --protocol gsp"),
        (["--endpoint", "http://h", "--flavor", "virtuoso"], "--auth digest: set KG_ENDPOINT_USER"),
        (["--endpoint", "http://h/?a=b", "--flavor", "fuseki"], "appends to the path"),
        (["--endpoint", "http://h/sparql", "--flavor", "virtuoso"], "--endpoint names the server, http://h\n"),
        (["--endpoint", "http://h/x/query/", "--flavor", "oxigraph"], "--endpoint names the server, http://h/x\n"),
        (["a.doc", "--endpoint", "http://h"], "a.doc: cannot tell its format"),
        (["--endpoint", "http://h", "--flavor", "fusseki"], "invalid choice"),
        (["--endpoint", "http://h", "--tries", "0"], "expected a number"),
    ],
)
def test_wrong_calls(kg: Run, films_file: Path, options: list[str], says: str) -> None:
    done = kg("load", films_file, *options, env={"HOME": "/nonexistent"})
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


# Journal


def test_journal(tmp_path: Path) -> None:
    path = tmp_path / "in"
    other = NamedGraph("urn:other", GRAPH.data, 1)
    with Journal(str(path), "http://h") as journal:
        assert not journal.has(GRAPH)
        journal.note(GRAPH)
        journal.note(other)
    path.write_bytes(path.read_bytes()[:-3])  # cut off while it was written
    with Journal(str(path), "http://h") as journal:
        assert journal.has(GRAPH)
        assert not journal.has(NamedGraph(GRAPH.iri, b"<urn:x> <urn:p> <urn:o> .\n", 1))
        assert not journal.has(other)
        journal.note(other)
    with Journal(str(path), "http://h") as journal:
        assert journal.has(other)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda path: path.write_text("# graphs that are in http://other\n"), UsageError, "another endpoint, http://other"),
        (lambda path: path.write_text("my novel\n"), UsageError, "a file of another kind"),
        (lambda path: path.write_bytes(b"\xff\xfe"), OutputError, "it is not UTF-8"),
        (lambda path: path.mkdir(), OutputError, "Is a directory"),
    ],
)  # fmt: skip
def test_no_journal(make: Callable[[Path], object], error: type[Exception], says: str, tmp_path: Path) -> None:
    make(tmp_path / "in")
    with pytest.raises(error, match=says):
        Journal(str(tmp_path / "in"), "http://h")
