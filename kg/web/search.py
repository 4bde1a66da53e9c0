"""Finding things by their names: an index in SQLite's full-text search, made from the store when the server starts.

The index is a private temporary database of SQLite, which keeps it in memory as far as its cache reaches and removes
it in the end (https://www.sqlite.org/inmemorydb.html, "temporary databases").
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.vocab import KG, RDF, SCHEMA, SKOS, Iri
from kg.web import wording
from kg.web.names import article_of, fragment_of

_INDEXED = (
    SCHEMA.Movie,
    SCHEMA.Person,
    KG.Award,
    KG.AwardCategory,
    SCHEMA.Organization,
    SCHEMA.MusicAlbum,
    SCHEMA.MusicComposition,
    SCHEMA.Book,
    SCHEMA.CreativeWork,
    KG.Genre,
    SCHEMA.Country,
    SCHEMA.Language,
    SCHEMA.Place,
    SKOS.Concept,
    SCHEMA.Thing,
)
"""The classes of what can be found; among equals, the first come first."""
_TABLES = """
    CREATE TABLE thing (
        id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, article TEXT, kind INTEGER NOT NULL,
        films INTEGER NOT NULL DEFAULT 1, name TEXT, other TEXT, year TEXT
    );
    CREATE VIRTUAL TABLE words USING fts5(name, other, tokenize = "unicode61 remove_diacritics 2", prefix = "2 3");
"""
_SELECT = "SELECT thing.iri, thing.name, kind, films, year, article"
_WORD = re.compile(r"\w+")
_MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found."""

    iri: Iri
    name: str
    kind: str
    """What it is, in words."""
    films: int
    """How many films name it; of a film, 1."""
    year: str | None
    """Of a film, when it was first released."""
    article: Iri | None
    """Of what has no page of its own, the thing whose page names it."""

    @property
    def note(self) -> str:
        """What it is, to tell things of one name apart."""
        if self.kind == "Film":
            return f"Film, {self.year}" if self.year else "Film"
        return f"{self.kind}, {wording.count(self.films, 'film')}"


class Index:
    """All names of a store. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.executescript(_TABLES)
        with self._database:
            self._fill(store)

    def _fill(self, store: Store) -> None:
        put = self._database.executemany
        for rank, kind in enumerate(_INDEXED):
            seen = ((iri, _article(iri), rank) for iri in _subjects(store, RDF.type, kind))
            # A thing is counted once for each graph that names it, in the class that is first.
            put(
                "INSERT INTO thing (iri, article, kind) VALUES (?, ?, ?) "
                "ON CONFLICT (iri) DO UPDATE SET films = films + (kind = excluded.kind)",
                seen,
            )
        for predicate in (SCHEMA.name, SKOS.prefLabel):
            put("UPDATE thing SET name = coalesce(min(name, ?1), ?1) WHERE iri = ?2", _texts(store, predicate))
        dates = ((wording.year(date), iri) for date, iri in _texts(store, SCHEMA.datePublished))
        put("UPDATE thing SET year = ? WHERE iri = ?", dates)
        put(
            "UPDATE thing SET other = trim(coalesce(other, '') || ' ' || ?) WHERE iri = ?",
            _texts(store, SCHEMA.alternateName),
        )
        self._database.execute("DELETE FROM thing WHERE name IS NULL")
        self._database.execute("INSERT INTO words (rowid, name, other) SELECT id, name, other FROM thing")
        self._database.execute("CREATE INDEX of_article ON thing (article) WHERE article IS NOT NULL")
        self._database.execute("CREATE INDEX of_kind ON thing (kind, name)")

    def find(self, text: str, limit: int) -> list[Hit]:
        """What is called so: all words of `text`, the last as far as it is typed, in any order, whatever their case
        and accents. The same name first, then names that begin so, then films, people and so on."""
        words = _WORD.findall(text.casefold())[:_MAX_WORDS]
        if not words:
            return []
        match = " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*'
        folded = _fold(text)
        rows = self._rows(
            # Short names first: what is called just so is among them, however many names have the words.
            f"{_SELECT} FROM words JOIN thing ON thing.id = words.rowid WHERE words MATCH ? "
            "ORDER BY length(thing.name), thing.id LIMIT 2000",
            (match,),
        )

        def order(hit: tuple[int, Hit]) -> tuple[bool, bool, int, int, str, str]:
            name = _fold(hit[1].name)
            return (name != folded, not name.startswith(folded), hit[0], -hit[1].films, name, hit[1].iri)

        return [hit for _, hit in sorted(rows, key=order)[:limit]]

    def below(self, article: Iri) -> list[Hit]:
        """Things that are named after a section of an article: `Title#Fragment`."""
        rows = self._rows(f"{_SELECT} FROM thing WHERE article = ? ORDER BY iri", (article,))
        return [hit for _, hit in rows]

    def films(self, limit: int, offset: int = 0) -> list[Hit]:
        """The films by name."""
        rows = self._rows(
            f"{_SELECT} FROM thing WHERE kind = 0 ORDER BY name, iri LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [hit for _, hit in rows]

    def counts(self) -> dict[str, int]:
        """How many things of each kind there are, by what the kind is called."""
        with self._lock:
            rows = self._database.execute("SELECT kind, count(*) FROM thing GROUP BY kind").fetchall()
        counts = {wording.KINDS[_INDEXED[kind]]: int(number) for kind, number in rows}
        return {name: counts[name] for name in wording.KINDS.values() if name in counts}

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[int, Hit]]:
        with self._lock:
            rows = self._database.execute(query, values).fetchall()
        return [
            (kind, Hit(Iri(iri), name, wording.KINDS[_INDEXED[kind]], films, year, article))
            for iri, name, kind, films, year, article in rows
        ]


def _article(iri: str) -> str | None:
    return article_of(iri) if fragment_of(iri) else None


def _subjects(store: Store, predicate: Iri, value: Iri) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value), None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _texts(store: Store, predicate: Iri) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, NamedNode(predicate), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.object.value, quad.subject.value


def _fold(text: str) -> str:
    """`text` without case, accents and outer white space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).strip()
