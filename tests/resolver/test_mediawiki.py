"""Dumps of a real MediaWiki's tables by a real mariadb-dump; the same wiki's API says the same as the tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.model import LinkedPage
from kg.resolver.build import build
from kg.resolver.sqldump import rows
from kg.resolver.table import open_resolver
from kg.sources.lookup import ApiResolver
from tests.sources import mediawiki
from tests.sources.wikis import Imported, export_of

from . import mariadb
from .dumps import WikiPage, packed
from .test_table import LEADS, WIKI

TABLES = ("page", "redirect", "page_props")
# The ways in which Wikimedia and others have had them written.
FORMS = {
    "wikimedia": ("--opt", "--quick"),
    "bare": ("--compact",),
    "columns": ("--complete-insert", "--skip-extended-insert"),
    "hexadecimal": ("--hex-blob", "--skip-comments"),
    "small": ("--net-buffer-length=4096",),
}
NAMESPACES = {0: "", 1: "Talk:", 12: "Help:", 14: "Category:"}


@dataclass(frozen=True, slots=True)
class Wiki:
    web: mediawiki.MediaWiki
    database: mariadb.MariaDB


def imported(page: WikiPage) -> Imported:
    """A page with the wikitext that makes it what it is."""
    prefix = f"{page.interwiki}:" if page.interwiki else NAMESPACES[page.to]
    text = f"#REDIRECT [[:{prefix}{page.leads}]]" if page.leads is not None else "Text."
    return Imported(NAMESPACES[page.namespace] + page.title, text, page.namespace)


@pytest.fixture(scope="module")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiki]:
    if lacking := mariadb.missing() or mediawiki.missing("mysqli"):
        if os.environ.get("FILMKG_REQUIRE_SERVERS") == "1":
            pytest.fail(f"needs {lacking}")
        pytest.skip(f"needs {lacking}")
    folder = tmp_path_factory.mktemp("wiki")
    export = folder / "import.xml"
    export.write_text(export_of([imported(page) for page in WIKI]), encoding="utf-8")
    with mariadb.running() as database:
        arguments = (
            "--dbtype",
            "mysql",
            "--dbserver",
            f"localhost:{database.socket}",
            "--dbuser",
            "root",
            "--dbname",
            "wiki",
        )
        with mediawiki.running(folder, export, database=arguments) as web:
            database.run(items(), "wiki")
            yield Wiki(web, database)


def items() -> str:
    """SQL that gives the pages their items, as Wikibase's client would."""
    return "".join(
        f"INSERT INTO page_props SELECT page_id, 'wikibase_item', '{page.item}', NULL FROM page "
        f"WHERE page_namespace = {page.namespace} AND page_title = '{stored(page.title)}';\n"
        for page in WIKI
        if page.item is not None
    )


def stored(title: str) -> str:
    return title.replace("\\", "\\\\").replace("'", "\\'").replace(" ", "_")


@pytest.fixture(scope="module", params=FORMS)
def tables(request: pytest.FixtureRequest, wiki: Wiki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dumps")
    dumps = {table: wiki.database.dump("wiki", table, *FORMS[request.param]) for table in TABLES}
    build(**packed(folder, dumps), output=str(folder / "resolver"))
    return folder


def test_rows_are_those_of_the_database(wiki: Wiki, tables: Path) -> None:
    found = {title for (title,) in rows(str(tables / "page.sql.gz"), "page", ("page_title",))}
    assert {page.title.replace(" ", "_").encode() for page in WIKI} <= found
    answer = wiki.database.run("SELECT hex(page_title) FROM page", "wiki").split()[1:]
    assert found == {bytes.fromhex(title.decode()) for title in answer}


def test_titles_lead_where_they_should(tables: Path) -> None:
    resolver = open_resolver(str(tables / "resolver"))
    assert resolver.look_up(LEADS) == {title: page for title, page in LEADS.items() if page is not None}


def test_the_api_says_the_same(wiki: Wiki) -> None:
    asked = [title for title in LEADS if title != ""]
    with ApiResolver(wiki.web.api) as resolver:
        found = resolver.look_up(asked)
    expected = {title: page for title, page in LEADS.items() if page is not None and title}
    assert found == expected
    assert LinkedPage("Jane Roe", True, "Q1") in found.values()
