"""Servers for the tests of the sources: a scripted one and a real MediaWiki, both on the loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .mediawiki import MediaWiki, missing, running
from .scripted import ScriptedServer
from .wikis import EXPORT, SETTINGS


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine has no business with the loopback."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture(scope="session")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    """A MediaWiki with the pages of `wikis`. Where it cannot be run the tests are skipped; with
    FILMKG_REQUIRE_SERVERS=1 they fail."""
    if lacking := missing():
        if os.environ.get("FILMKG_REQUIRE_SERVERS") == "1":
            pytest.fail(f"needs {lacking}")
        pytest.skip(f"needs {lacking}")
    folder = tmp_path_factory.mktemp("mediawiki")
    export = folder / "import.xml"
    export.write_text(EXPORT, encoding="utf-8")
    with running(folder, export, SETTINGS) as started:
        yield started
