"""SQL dumps for tests, in the forms that mysqldump has written over the years."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kg.resolver.sqldump import Value, literal

Cell = Value | int | float


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out and written. `columns`: name and SQL type."""

    table: str
    columns: tuple[tuple[str, str], ...]
    multiline: bool = False
    """One row a line, as newer mariadb-dump writes them."""


# https://www.mediawiki.org/wiki/Manual:Page_table; before 1.25, and now.
OLD_PAGE = Layout("page", (
    ("page_id", "int(8) unsigned NOT NULL AUTO_INCREMENT"), ("page_namespace", "int(11) NOT NULL DEFAULT 0"),
    ("page_title", "varbinary(255) NOT NULL DEFAULT ''"), ("page_restrictions", "tinyblob NOT NULL"),
    ("page_counter", "bigint(20) unsigned NOT NULL DEFAULT '0'"), ("page_is_redirect", "tinyint(1) unsigned NOT NULL"),
    ("page_random", "double unsigned NOT NULL DEFAULT 0"), ("page_touched", "varbinary(14) NOT NULL DEFAULT ''"),
))  # fmt: skip
PAGE = Layout("page", (
    ("page_id", "int(10) unsigned NOT NULL AUTO_INCREMENT"), ("page_namespace", "int(11) NOT NULL"),
    ("page_title", "varbinary(255) NOT NULL"), ("page_is_redirect", "tinyint(3) unsigned NOT NULL DEFAULT 0"),
    ("page_random", "double unsigned NOT NULL"), ("page_lang", "varbinary(35) DEFAULT NULL"),
))  # fmt: skip
REDIRECT = Layout("redirect", (
    ("rd_from", "int(10) unsigned NOT NULL DEFAULT 0"), ("rd_namespace", "int(11) NOT NULL DEFAULT 0"),
    ("rd_title", "varbinary(255) NOT NULL DEFAULT ''"), ("rd_interwiki", "varbinary(32) DEFAULT NULL"),
    ("rd_fragment", "varbinary(255) DEFAULT NULL"),
))  # fmt: skip
PROPS = Layout("page_props", (
    ("pp_page", "int(11) NOT NULL"), ("pp_propname", "varbinary(60) NOT NULL DEFAULT ''"),
    ("pp_value", "blob NOT NULL"), ("pp_sortkey", "float DEFAULT NULL"),
))  # fmt: skip


def dump(layout: Layout, rows: Sequence[dict[str, Cell]], each: int = 2) -> bytes:
    """A dump of a table; columns that a row does not have are NULL. `each`: rows in one INSERT."""
    columns = ",\n".join(f"  `{name}` {kind}" for name, kind in layout.columns)
    parts = [
        "-- MySQL dump 10.13  Distrib 5.7.39, for debian-linux-gnu (x86_64)\n--\n\n"
        "/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n\n"
        f"DROP TABLE IF EXISTS `{layout.table}`;\n"
        f"CREATE TABLE `{layout.table}` (\n{columns},\n  PRIMARY KEY (`{layout.columns[0][0]}`)\n"
        ") ENGINE=InnoDB AUTO_INCREMENT=78 DEFAULT CHARSET=binary ROW_FORMAT=COMPRESSED;\n\n"
        f"/*!40000 ALTER TABLE `{layout.table}` DISABLE KEYS */;\n"
    ]  # fmt: skip
    data = "".join(parts).encode()
    for begin in range(0, len(rows), each):
        between = b",\n" if layout.multiline else b","
        written = between.join(_row(layout, row) for row in rows[begin : begin + each])
        data += b"INSERT INTO `%b` VALUES%b%b;\n" % (
            layout.table.encode(), b"\n" if layout.multiline else b" ", written,
        )  # fmt: skip
    return data + b"/*!40000 ALTER TABLE ENABLE KEYS */;\n\n-- Dump completed on 2024-05-01  0:00:00\n"


def _row(layout: Layout, row: dict[str, Cell]) -> bytes:
    assert set(row) <= {name for name, _ in layout.columns}
    return b"(" + b",".join(literal(row.get(name)) for name, _ in layout.columns) + b")"


@dataclass(frozen=True, slots=True)
class WikiPage:
    """A page of an invented wiki. `leads`: of a redirect, `Title#fragment`; the titles have their spaces."""

    title: str
    leads: str | None = None
    item: str | None = None
    namespace: int = 0
    to: int = 0
    """The namespace it leads to."""
    interwiki: str = ""


class Dumps(TypedDict):
    """The files of three tables, as arguments of `build`."""

    page: str
    redirect: str
    page_props: str


def write(folder: Path, pages: Iterable[WikiPage], page: Layout = PAGE) -> Dumps:
    """The three dumps of a wiki, packed."""
    tables: dict[str, tuple[Layout, list[dict[str, Cell]]]] = {
        "page": (page, []), "redirect": (REDIRECT, []), "page_props": (PROPS, []),
    }  # fmt: skip
    for number, found in enumerate(pages, 1):
        row: dict[str, Cell] = {
            "page_id": number, "page_namespace": found.namespace, "page_title": _stored(found.title),
            "page_is_redirect": int(found.leads is not None), "page_random": 0.5e-7 * number,
        }  # fmt: skip
        tables["page"][1].append(row)
        if found.leads is not None:
            title, _, fragment = found.leads.partition("#")
            tables["redirect"][1].append({
                "rd_from": number, "rd_namespace": found.to, "rd_title": _stored(title),
                "rd_interwiki": found.interwiki.encode(), "rd_fragment": fragment.encode(),
            })  # fmt: skip
        tables["page_props"][1].append({"pp_page": number, "pp_propname": b"defaultsort", "pp_value": b"Roe, Jane"})
        if found.item is not None:
            tables["page_props"][1].append(
                {"pp_page": number, "pp_propname": b"wikibase_item", "pp_value": found.item.encode()}
            )
    return packed(folder, {name: dump(layout, rows) for name, (layout, rows) in tables.items()})


def packed(folder: Path, dumps: Mapping[str, bytes]) -> Dumps:
    """Files with these dumps, by table."""
    paths = {name: folder / f"{name}.sql.gz" for name in dumps}
    for name, path in paths.items():
        path.write_bytes(gzip.compress(dumps[name], mtime=0))
    return Dumps(page=str(paths["page"]), redirect=str(paths["redirect"]), page_props=str(paths["page_props"]))


def _stored(title: str) -> bytes:
    return title.replace(" ", "_").encode()
