"""A store with the sample film and a hostile one, and the pages over it, served on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from pyoxigraph import RdfFormat, Store

import kg
from kg.model import Page
from kg.stores.embedded import readable
from kg.web import asking, server
from kg.web.app import create_app
from kg.web.graph import Graph
from kg.web.pages import Site

from ..conftest import SAMPLE
from . import hostile

TIMEOUT, LIMIT = 5.0, 40


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a store."""
    directory = tmp_path_factory.mktemp("web") / "films.store"
    [page] = kg.read(SAMPLE)
    assert isinstance(page, Page)
    filled = Store(str(directory))
    filled.load(kg.serialize(kg.extract(page), "nquads"), format=RdfFormat.N_QUADS)
    filled.extend(hostile.quads())
    filled.flush()
    del filled
    return directory


@pytest.fixture(scope="session")
def site(store: Path) -> Site:
    """What the pages are made from, with the texts of both articles."""
    opened = server.open_site(str(store), [str(SAMPLE)], lambda message: None)
    opened.articles.add(Page("x", hostile.TEXT, revision=int(hostile.REVISION)))
    return opened


@pytest.fixture(scope="session")
def address(site: Site, store: Path) -> Iterator[str]:
    """The URL of a running server, without the slash at its end."""
    asking.prepare()
    ask = asking.Asker(str(store), TIMEOUT, LIMIT)
    listener = server.listen("127.0.0.1", 0)
    config = uvicorn.Config(create_app(site, ask, LIMIT), log_level="critical", lifespan="off", ws="none")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    yield server.address_of(listener).rstrip("/")
    running.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of it that follows no redirect by itself."""
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as each:
        yield each


@pytest.fixture(scope="session")
def graph(store: Path) -> Graph:
    return Graph(readable(str(store)))
