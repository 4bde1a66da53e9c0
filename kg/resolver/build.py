"""Tables of titles out of a wiki's dumps, by sorting on disk: memory does not grow with the wiki.

The dumps are those of https://dumps.wikimedia.org/: page (https://www.mediawiki.org/wiki/Manual:Page_table),
redirect (Manual:Redirect_table) and page_props (Manual:Page_props_table, property `wikibase_item`). Rows are staged
in an SQLite database in the output folder, which joins and sorts them and is deleted at the end.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import OutputError, SourceError
from kg.resolver.sqldump import Row, rows
from kg.resolver.table import ABOUT, FORMAT, KEYS, NAMESPACES, REDIRECT, TARGETS, VALUES, key, place

CACHE = 96 << 20
"""Bytes of memory that SQLite takes for pages and for sorting."""
_STAGING = ".staging.sqlite"
_BATCH = 1 << 16
_SIGN = 1 << 63
"""Keys are staged less this: SQLite's integers have a sign, and are to be sorted as they are here."""
_ITEM = re.compile(rb"Q([1-9][0-9]{0,8})")
_BREAKS = re.compile(rb"[\t\r\n]")

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA temp_store = FILE;
    CREATE TABLE page (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, namespace INTEGER NOT NULL, redirect INTEGER NOT NULL);
    CREATE TABLE redirect (id INTEGER PRIMARY KEY, namespace INTEGER NOT NULL, target BLOB NOT NULL);
    CREATE TABLE item (id INTEGER PRIMARY KEY, item INTEGER NOT NULL);
    CREATE TABLE entry (key INTEGER NOT NULL, value INTEGER NOT NULL);
"""  # noqa: E501
# A redirect into another namespace or wiki, or without a row, stands for itself.
_FOLLOWED = "page.redirect AND redirect.id IS NOT NULL AND redirect.namespace = page.namespace"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a resolver holds."""

    titles: int
    redirects: int
    """Those of the titles that lead to another."""
    items: int
    """Pages that have a Wikidata item."""
    size: int
    """Bytes of the tables."""


def build(
    *, page: str, redirect: str, page_props: str, output: str, told: Callable[[str], object] | None = None
) -> Counts:
    """Builds a resolver in the folder `output`, in place of one that is there.

    page, redirect, page_props: SQL dumps of these tables of one wiki, see `kg.resolver.sqldump.rows`. `told` is told
    of each step. A resolver that is there stays as it is until all has gone well. Raises SourceError for what is no
    such dump, OutputError when the folder cannot be written.
    """
    folder = Path(output)
    staging = folder / _STAGING
    if sys.byteorder != "little":
        raise OutputError(f"{output}: a resolver cannot be built on processors of this byte order")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging.unlink(missing_ok=True)
        with closing(sqlite3.connect(staging, isolation_level=None)) as base:
            base.execute(f"PRAGMA cache_size = -{CACHE >> 10}")
            base.executescript(_TABLES)
            return _build(base, folder, (page, redirect, page_props), told or (lambda _: None))
    except sqlite3.Error as error:
        raise OutputError(f"{output}: cannot be built: {error}") from error
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        for left in (staging, *(folder / f"{name}.tmp" for name in (TARGETS, KEYS, VALUES, ABOUT))):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _build(
    base: sqlite3.Connection, folder: Path, dumps: tuple[str, str, str], told: Callable[[str], object]
) -> Counts:
    page, redirect, props = dumps
    base.execute("BEGIN")
    told(f"reading {page}")
    _stage(base, page, "INSERT INTO page VALUES (?, ?, ?, ?)", _pages(page))
    told(f"reading {redirect}")
    _stage(base, redirect, "INSERT INTO redirect VALUES (?, ?, ?)", _redirects(redirect))
    told(f"reading {props}")
    _stage(base, props, "INSERT INTO item VALUES (?, ?)", _items(props))
    told("sorting")
    base.execute(
        "INSERT INTO entry SELECT key, coalesce(item, 0) FROM page LEFT JOIN redirect USING (id) LEFT JOIN item "
        f"USING (id) WHERE NOT ({_FOLLOWED})"
    )
    with _writing(folder, TARGETS) as file:
        size = _write_targets(base, file)
    told("writing")
    with _writing(folder, KEYS) as keys, _writing(folder, VALUES) as values:
        titles, reach = _write_titles(base, keys, values, page)
    (redirects,) = base.execute("SELECT count(*) FROM entry WHERE value >= ?", (REDIRECT,)).fetchone()
    (items,) = base.execute("SELECT count(*) FROM item JOIN page USING (id)").fetchone()
    about = {
        "filmkg-resolver": FORMAT,
        "sha256": _digest(folder),
        "titles": titles,
        "redirects": redirects,
        "items": items,
        "targets": size,
        "reach": reach,
    }
    with _writing(folder, ABOUT) as file:
        file.write((json.dumps(about, indent=1) + "\n").encode())
    # Without its description, the folder is no resolver: old and new tables do not mix.
    (folder / ABOUT).unlink(missing_ok=True)
    for name in (TARGETS, KEYS, VALUES, ABOUT):
        (folder / f"{name}.tmp").replace(folder / name)
    return Counts(titles, redirects, items, size + 12 * titles)


def _digest(folder: Path) -> str:
    """What tells the tables from all others."""
    whole = hashlib.sha256()
    for name in (KEYS, VALUES, TARGETS):
        with (folder / f"{name}.tmp").open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()


def _writing(folder: Path, name: str) -> IO[bytes]:
    return (folder / f"{name}.tmp").open("wb")


def _stage(base: sqlite3.Connection, dump: str, statement: str, values: Iterable[tuple[object, ...]]) -> None:
    try:
        base.executemany(statement, values)
    except sqlite3.IntegrityError as error:
        raise SourceError(f"{dump}: is damaged: it has two rows for one page") from error


def _pages(dump: str) -> Iterator[tuple[int, int, int, int]]:
    wanted = {b"%d" % namespace: namespace for namespace in NAMESPACES}
    columns = ("page_id", "page_namespace", "page_title", "page_is_redirect")
    for number, space, title, redirect in rows(dump, "page", columns):
        if (namespace := wanted.get(space or b"")) is not None:
            yield _number(number, dump), key(namespace, title or b"") - _SIGN, namespace, redirect == b"1"


def _redirects(dump: str) -> Iterator[tuple[int, int, bytes]]:
    wanted = {b"%d" % namespace: namespace for namespace in NAMESPACES}
    columns = ("rd_from", "rd_namespace", "rd_title", "rd_interwiki", "rd_fragment")
    for number, space, title, interwiki, fragment in rows(dump, "redirect", columns):
        namespace = wanted.get(space or b"")
        if namespace is None or not title or interwiki:
            continue
        prefix = b"Category:" if namespace == 14 else b""
        section = b"#" + _BREAKS.sub(b" ", fragment).replace(b"_", b" ") if fragment else b""
        yield _number(number, dump), namespace, prefix + _BREAKS.sub(b" ", title).replace(b"_", b" ") + section


def _items(dump: str) -> Iterator[tuple[int, int]]:
    for number, name, value in rows(dump, "page_props", ("pp_page", "pp_propname", "pp_value")):
        if name == b"wikibase_item" and (item := _ITEM.fullmatch(value or b"")):
            yield _number(number, dump), int(item[1])


def _number(value: Row | bytes | None, dump: str) -> int:
    if not isinstance(value, bytes) or not value.isdigit():
        raise SourceError(f"{dump}: is damaged: {value!r} is no number of a page")
    return int(value)


def _write_targets(base: sqlite3.Connection, file: IO[bytes]) -> int:
    """The targets of all redirects, each once, and an entry for each redirect; the bytes written."""
    found = base.execute(
        "SELECT key, target, item FROM redirect JOIN page USING (id) LEFT JOIN item USING (id) "
        f"WHERE {_FOLLOWED} ORDER BY target, item, key"
    )
    end = 0

    def entries() -> Iterator[tuple[int, int]]:
        nonlocal end
        last, begin = b"", 0
        for title, target, item in found:
            line = b"%b\t%b\n" % (target, b"Q%d" % item if item else b"")
            if line != last:
                last, begin = line, end
                end += file.write(line)
                if end >= REDIRECT:
                    raise OutputError(f"{file.name}: has more than {REDIRECT >> 30} GiB of titles")
            yield title, REDIRECT | begin

    base.executemany("INSERT INTO entry VALUES (?, ?)", entries())
    return end


def _write_titles(base: sqlite3.Connection, keys: IO[bytes], values: IO[bytes], dump: str) -> tuple[int, int]:
    """Keys and values in order of the keys; how many, and how far one is at most from where it is looked for."""
    (count,) = base.execute("SELECT count(*) FROM entry").fetchone()
    found = base.execute("SELECT key, value FROM entry ORDER BY key")
    number = reach = 0
    last = -1
    while batch := found.fetchmany(_BATCH):
        here = array("Q", [title + _SIGN for title, _ in batch])
        for title in here:
            if title == last:
                raise SourceError(f"{dump}: is damaged: two of its pages have one title")
            last = title
            reach = max(reach, abs(place(title, count) - number))
            number += 1
        here.tofile(keys)
        array("I", [value for _, value in batch]).tofile(values)
    return count, reach
