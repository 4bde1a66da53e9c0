"""Runs the pages over a store: what `kg serve` does, from opening files to the last answer."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import unquote, urlsplit

import uvicorn
from pyoxigraph import Literal, NamedNode, Store

from kg.errors import OutputError, UsageError
from kg.identity import page_path
from kg.model import Page
from kg.sources import SourceProblem, read
from kg.stores.embedded import readable
from kg.vocab import RESOURCE_BASE, SCHEMA, Iri
from kg.web.app import LOOPBACK_HOSTS, create_app
from kg.web.endpoint import Ask
from kg.web.graph import Graph
from kg.web.names import Names
from kg.web.origins import Articles, Told, article_key, told
from kg.web.pages import Site
from kg.web.search import Index

GRACE = 3
"""Seconds that running answers have after an interrupt."""


def open_site(directory: str, sources: Sequence[str], say: Callable[[str], None]) -> Site:
    """Everything the pages are made from.

    directory: of an embedded store; sources: files with articles, as `kg export` reads them, whose texts
    are shown as sources; say: told what is wrong with single pages. Raises SourceError for what cannot be read.
    """
    graph = Graph(readable(directory))
    base = base_of(graph.store)
    return Site(graph, Names(base), Index(graph.store), _articles(graph, base, sources, say))


def base_of(store: Store) -> str:
    """What the IRIs of a store's things begin with: a film's IRI and the address of its article end in the same title
    (see kg.identity.page_path)."""
    for quad in store.quads_for_pattern(None, NamedNode(SCHEMA.about), None, None):
        page, film = quad.subject, quad.object
        if isinstance(page, NamedNode) and isinstance(film, NamedNode):
            parts = page.value.split("/")
            titles = [page.value.partition("/wiki/")[2], *("/".join(parts[number:]) for number in range(3, len(parts)))]
            for title in titles:
                if title and film.value.endswith(title):
                    return film.value.removesuffix(title)
    return RESOURCE_BASE


def _articles(graph: Graph, base: str, sources: Sequence[str], say: Callable[[str], None]) -> Articles:
    """The texts of those revisions that the store was read from."""
    articles = Articles(partial(_said, graph))
    wanted = set(_wanted(graph.store, base)) if sources else set()
    for source in sources:
        for item in read(source):
            if isinstance(item, SourceProblem):
                say(str(item))
            else:
                revision = None if item.revision is None else str(item.revision)
                if article_key(urlsplit(item.site).netloc, revision, item.title) in wanted:
                    articles.add(item)
    if sources and len(articles.texts) < len(wanted):
        missing = len(wanted) - len(articles.texts)
        say(f"the sources lack the text of {missing} of {len(wanted)} articles in the revision that the store has")
    return articles


def _said(graph: Graph, page: Page) -> Told:
    return told(graph.film(Iri(""), Iri(page.site + page_path(page.title))).nodes.triples)


def _wanted(store: Store, base: str) -> Iterator[tuple[str, ...]]:
    for quad in store.quads_for_pattern(None, NamedNode(SCHEMA.about), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            versions = store.quads_for_pattern(quad.subject, NamedNode(SCHEMA.version), None, None)
            version = next((each.object.value for each in versions if isinstance(each.object, Literal)), None)
            title = unquote(quad.object.value.removeprefix(base))
            yield article_key(urlsplit(quad.subject.value).netloc, version, title)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. port: 0 takes any that is free. Raises UsageError for a host that is no name or address
    of this machine, OutputError when the port cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise UsageError(f"{host}: is no address of this machine: {error.strerror or error}") from error
    listener = socket.socket(family, kind, protocol)
    try:
        # Otherwise a port is taken for a minute after a server on it has ended.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            message = f"port {port} of {host} is in use: end what uses it, or take another with --port"
        elif error.errno == errno.EADDRNOTAVAIL:
            raise UsageError(f"{host}: is no address of this machine") from error
        else:
            message = f"port {port} of {host}: {error.strerror or error}"
        raise OutputError(message) from error
    return listener


def is_loopback(listener: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback


def address_of(listener: socket.socket) -> str:
    """The URL of the server."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(site: Site, ask: Ask, limit: int | None, listener: socket.socket, host: str) -> None:
    """Answers until it is interrupted. host: the name that the user gave the server; on loopback, clients must call
    it so or by a name of loopback. Raises KeyboardInterrupt for Ctrl-C, once running answers are given."""
    hosts = (*LOOPBACK_HOSTS, host.lower()) if is_loopback(listener) else None
    config = uvicorn.Config(
        create_app(site, ask, limit, hosts),
        log_level="critical",  # what goes wrong is told by kg.web.pages
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run(sockets=[listener])
