"""`kg export` without a SOURCE: pages of a wiki, fetched from a real MediaWiki."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from .conftest import SAMPLE, Run
from .sources.conftest import wiki  # noqa: F401  # a fixture
from .sources.mediawiki import MediaWiki

NO_PROXY = {name: "" for name in os.environ if name.lower().endswith("_proxy")}
"""A proxy of the machine has no business with the loopback."""


def triples(path: Path) -> set[str]:
    """The facts of a graph, without the address of its page and what is named from it."""
    found = {
        str(quad.predicate) + str(quad.object) for quad in pyoxigraph.parse(path=str(path), format=RdfFormat.TURTLE)
    }
    return {fact for fact in found if "/wiki/" not in fact and "char=" not in fact}


def test_titles_and_a_list(kg: Run, tmp_path: Path, wiki: MediaWiki) -> None:  # noqa: F811
    (tmp_path / "titles.txt").write_text("# two\nfilm_001\nRound\n", encoding="utf-8")
    call = ("--title", "Leaving Vegas", "--title", "No such page", "--titles-from", "titles.txt")
    done = kg("export", *call, "--api", wiki.api, "--contact", "tests@wiki.example", "-f", "ttl", env=NO_PROXY)
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == [
        f"kg: {wiki.api}: No such page: does not exist",
        f"kg: {wiki.api}: Round: redirects in a circle",
    ]
    assert "2 pages read: 2 exported" in done.stderr
    fetched = tmp_path / "output" / "Leaving_Las_Vegas.ttl"
    assert sorted(path.name for path in fetched.parent.iterdir()) == ["Film_001.ttl", fetched.name]
    assert kg("export", SAMPLE, "-o", "saved.ttl").returncode == 0
    missing = triples(tmp_path / "saved.ttl") - triples(fetched)
    assert len(triples(fetched)) > 1000
    assert missing == set()


def test_category(kg: Run, wiki: MediaWiki) -> None:  # noqa: F811
    done = kg("export", "--category", "Test films", "--api", wiki.api, "-o", "-", "-f", "nq", env=NO_PROXY)
    assert done.returncode == 0
    assert "120 pages read: 120 exported" in done.stderr
    assert len({line.rsplit(" ", 2)[1] for line in done.stdout.splitlines()}) == 120


def test_nobody_answers(kg: Run) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/api.php"
        done = kg("export", "--title", "Heat", "--api", address, env=NO_PROXY)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(f"kg: {address}")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("option", ["--title", "--category", "--titles-from"])
def test_nothing_is_fetched_beside_a_file(kg: Run, option: str) -> None:
    call = ("a.json", "b.json", option, "x")
    assert kg("export", *call, "--api", "http://127.0.0.1:1/api.php", env=NO_PROXY).returncode == 2
