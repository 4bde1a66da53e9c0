"""The heads of cast tables: which column is of actors, which of roles, and the language version of each.

Headers as met in articles; Source for the layout: https://www.mediawiki.org/wiki/Help:Tables.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kg.extraction.anchors import name_key
from kg.extraction.cast.remarks import LANGUAGE
from kg.extraction.cast.studios import is_studio
from kg.extraction.reader import Reader
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tables import Row, Table


class Column(Enum):
    ACTOR = "actor"
    ROLE = "role"
    NAME = "name: of whichever the other columns do not name"
    DUB = "actors of one language version"
    NOTE = "remarks"
    PART = "a part of the film, by its title: the roles in it, where no column is of roles"
    IGNORED = "what is no part of an entry"
    UNKNOWN = "not understood"


HEADERS = {
    header: column
    for column, headers in (
        (Column.ACTOR, (
            "actor", "actors", "actress", "actresses", "actor/actress", "actor / actress", "actors/actresses",
            "actor or actress",
            "actor(s)", "actor/s", "performer", "performers", "performer(s)", "artist", "artists", "artiste",
            "artistes", "cast",
            "cast member", "cast members", "cast name", "player", "players", "star", "stars", "starring",
            "actor name",
            "actor's name", "actors name", "name of actor", "name of the actor", "real name", "played by",
            "portrayed by",
            "performed by", "voiced by", "voice by", "voice", "voices", "voice actor", "voice actors",
            "voice actress",
            "voice actor(s)", "voice artist", "voice artists", "voice cast", "voice talent", "voice performer",
            "seiyuu", "seiyu", "seiyū",
            "original voice", "original voice actor", "original actor", "portrayer", "interpreter", "person",
            "interviewee",
            "actor/performer", "artiste name", "artist name", "performer name", "name of artist", "name of artiste",
            "cast & crew", "actor / actresses", "actors & actresses", "dubbed by",
            "actor/voice actor", "casting", "credited actor", "original cast", "film actor",
        )),
        (Column.ROLE, (
            "role", "roles", "role(s)", "role/s", "character", "characters", "character(s)", "character/s",
            "character name",
            "character names", "character's name", "characters name", "name of character", "name of the character",
            "name of role", "role name", "role played", "part", "as", "played", "played as", "role/character",
            "character/role", "roles/characters", "character / role", "in the role of", "character played",
            "screen name",
            "film role", "film character", "english character", "character (english)", "plays", "role as",
            "appeared as", "appears as", "seen as", "as character", "acted as", "rôle", "played role",
        )),
        (Column.NAME, ("name", "names", "full name")),
        (Column.NOTE, ("note", "notes", "note(s)", "remark", "remarks", "comment", "comments", "appearance",
        "credit", "type")),
        (Column.IGNORED, (
            "description", "descriptions", "character description", "ref", "refs", "ref(s)", "reference",
            "references",
            "source", "sources", "image", "picture", "photo", "portrait", "#", "no", "no.", "number", "s.no",
            "sl no", "sr no",
            "sl. no", "sr. no", "s. no", "order", "outcome", "result", "award", "awards", "age", "relationship",
            "relation",
            "occupation", "profession", "gender", "biography", "scene", "scenes", "details", "other notes",
            "episodes", "duration",
            "year", "original name", "japanese name", "character (japanese)", "kanji", "romaji", "species", "status",
            "nationality", "country", "affiliation", "salary", "",
            "real person", "real-life person", "real-life counterpart", "historical figure", "based on", "inspired by",
            "spouse",
        )),
    )
    for header in headers
}  # fmt: skip

_VERSION = re.compile(
    r"\b(?:dub|dubbed|dubbing|version|original|animaze|streamline|funimation|voice (?:actor|actress|artist"
    r"|cast)s?|actors?|cast|va|voice|singing|speaking)\b",
    re.IGNORECASE,
)
_SEIYU = re.compile(r"(?:japanese )?seiy(?:ū|uu|u)s?(?: voices?)?")
"""What a voice actor is called in Japan."""
_OF_COUNTRY = {"japan": "Japanese", "united states": "US", "us": "US", "u.s": "US", "usa": "US", "america": "US",
               "united kingdom": "UK", "uk": "UK"}  # fmt: skip
"""Countries that name a version by themselves; US and UK have one language, and may have a cast each."""
_ON_STAGE = re.compile(
    r"\b(?:broadway|off-broadway|west end|stage|theat(?:re|er)|touring|tour|workshop|play|revival"
    r"|(?:london|new york|sydney|toronto|chicago|australian|national|premi[eè]re) (?:cast|production))\b"
)
"""Who played it there is none of the film's cast."""
_DATED = r"(?:,? \(?(?:19|20)\d\d\)?)?"
_FIRST_CAST = re.compile(rf"original (?:cast|actors?|performers?){_DATED}")
"""Beside the film's cast that of the play."""
_ON_FILM = re.compile(r"(?:(?:19|20)\d\d )?(?:feature )?(?:film|movie)(?: version| adaptation| actor| cast)?" + _DATED)
_TITLE = re.compile(r"[\"“][^\"“”]{1,80}[\"”]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Head:
    """`columns[i]`: what column i holds, and the remark its actors get; `rows`: how many rows the head has."""

    columns: tuple[tuple[Column, str | None], ...]
    rows: int

    def has(self, *kinds: Column) -> bool:
        return any(column in kinds for column, _ in self.columns)


def is_cast_table(reader: Reader, table: Table) -> bool:
    """Whether the headers of a table name both actors and roles."""
    head = read_head(reader, table)
    kinds = {column for column, _ in head.columns} if head else set()
    return Column.ACTOR in kinds and Column.ROLE in kinds


def _labels(reader: Reader, row: Row) -> list[Rich]:
    return [reader.rich(slot.cell.span) if slot else EMPTY for slot in row.slots]


def _is_header(reader: Reader, row: Row) -> bool:
    cells = row.cells
    if not cells:
        return False
    if all(cell.header for cell in cells):
        return True
    texts = [reader.rich(cell.span) for cell in cells]
    return all(not text or text.covered("bold") for text in texts) and any(
        _column(text)[0] in (Column.ACTOR, Column.ROLE) for text in texts
    )


def read_head(reader: Reader, table: Table) -> Head | None:
    """What the header rows say of the columns; None when the table has no header row that names any."""
    labels: list[list[Rich]] = []
    count = 0
    for row in table.rows[:4]:
        spans_all = len(row.cells) == 1 and len(row.slots) > 1 and row.cells[0].colspan >= len(row.slots)
        if spans_all and not labels:  # a title over the whole table
            count += 1
            continue
        plain = all(_column(text)[0] in (Column.ACTOR, Column.ROLE, Column.NAME) for text in _labels(reader, row))
        if not _is_header(reader, row) and not (not labels and plain and len(row.cells) > 1):
            break
        if (
            labels
            and not any(slot and (slot.from_above or not slot.own) for slot in row.slots)
            and not _spanned(labels)
        ):
            break
        labels.append(_labels(reader, row))
        count += 1
    if not labels:
        return None
    width = max(len(row) for row in labels)
    columns, headers = [], []
    for index in range(width):
        texts = list(dict.fromkeys(row[index].text for row in labels if index < len(row)))
        found = [_column(row[index]) for row in labels if index < len(row)]
        kinds = [column for column, _ in found]
        notes = [note for _, note in reversed(found) if note]
        note = next((note for note in notes if LANGUAGE.search(note)), notes[0] if notes else None)
        if note and len(texts) > 1 and note not in texts[-1] and _tells_dub(texts[-1], found[-1][0]):
            note = f"{note} ({_in_brackets(texts[-1])})"  # `English` over `Funimation`
        if kinds[-1] is Column.DUB and {Column.ROLE, Column.NAME} & set(kinds):
            kinds = [Column.ROLE]  # the name of the role in a language
        kind: Column | None = next(
            (k for k in (Column.DUB, Column.ROLE, Column.ACTOR, Column.NAME, Column.NOTE, Column.PART) if k in kinds),
            None,
        )
        if kind is None:
            kind = Column.IGNORED if Column.IGNORED in kinds and len(texts) == 1 else Column.UNKNOWN
        if kind is Column.ACTOR and note is None and len(texts) > 1 and found[-1][0] in (Column.UNKNOWN, Column.PART):
            note = texts[-1].split("\n", 1)[0]  # a part of the actors: `Voice` over `Singing`
        if kind in (Column.UNKNOWN, Column.PART) and _YEAR.search(" ".join(texts)):
            kind, note = Column.DUB, texts[-1].split("\n", 1)[0]  # a version known by its year
        columns.append((kind, note))
        headers.append(" ".join(texts).casefold())
    return Head(tuple(_settled(_of_film(columns, headers))), count)


def _of_film(columns: list[tuple[Column, str | None]], headers: list[str]) -> list[tuple[Column, str | None]]:
    """The columns without those of a play's cast, `Original Broadway cast`; beside such the film's own says so."""
    on_film = [_ON_FILM.fullmatch(header) is not None for header in headers]
    on_stage = [
        _ON_STAGE.search(header) is not None or (any(on_film) and _FIRST_CAST.fullmatch(header) is not None)
        for header in headers
    ]
    if not any(on_stage):
        return columns
    out: list[tuple[Column, str | None]] = []
    for (column, note), stage, film in zip(columns, on_stage, on_film, strict=True):
        if film:
            out.append((Column.ACTOR, None))
        elif stage:
            out.append((Column.IGNORED, None))
        elif any(on_film) and column in (Column.ACTOR, Column.DUB):
            out.append((Column.UNKNOWN, None))
        else:
            out.append((column, note))
    return out


def _spanned(labels: list[list[Rich]]) -> bool:
    texts = [text.text for text in labels[-1]]
    return any(a == b and a for a, b in itertools.pairwise(texts))


def _column(label: Rich) -> tuple[Column, str | None]:
    """What a header says; with the language version it names, if any."""
    first = label.text.split("\n", 1)[0]
    key = name_key(first).strip(" :.*").lower()
    if key in HEADERS:
        return HEADERS[key], None
    if is_studio(first):
        return Column.DUB, _in_brackets(first)
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", key).strip()
    language = LANGUAGE.search(label.text)
    if bare in HEADERS and bare != key:
        column = HEADERS[bare]
        version = language[0] if language else _OF_COUNTRY.get(key[len(bare) :].strip(" ()."))
        return column, version if column in (Column.ACTOR, Column.ROLE) else None
    if language and (re.fullmatch(LANGUAGE.pattern, bare.title()) or _VERSION.search(key)):
        if re.search(r"\b(?:characters?|roles?|name)\b", key):
            return Column.IGNORED, None
        return Column.DUB, _with_studio(re.sub(r"\s*\(.*$", "", first).strip(), label.text)
    if _SEIYU.fullmatch(key):
        return Column.DUB, "Japanese"
    if key in _OF_COUNTRY:
        return Column.DUB, _OF_COUNTRY[key]
    words = set(re.findall(r"[a-z]+", key))
    if words & {"actor", "actors", "actress", "performer", "cast"} and not words & {"role", "character", "award"}:
        return Column.ACTOR, None
    if words & {"role", "roles", "character", "characters"} and len(words) <= 3 and "description" not in words:
        return Column.ROLE, None
    if language is None and _VERSION.search(key) and len(words) <= 4:
        return Column.DUB, first
    if label.covered("italic") or _TITLE.fullmatch(first):
        return Column.PART, first.strip('"“”')
    return Column.UNKNOWN, None


def _tells_dub(label: str, column: Column) -> bool:
    """Whether a label below that of a language tells which of its dubs it is of."""
    return is_studio(label) or (column is Column.UNKNOWN and 0 < len(label) <= _LONGEST_DUB and "\n" not in label)


_LONGEST_DUB = 40


def _in_brackets(label: str) -> str:
    """A label as it stands in brackets: without those of its own."""
    return label.replace(" (", ", ").strip("() ")


def _with_studio(version: str, label: str) -> str:
    """The name of a version with the company that dubbed it, which a bracket of the header tells."""
    studio = next((told for told in _IN_BRACKETS.findall(label) if is_studio(told)), None)
    return f"{version} ({studio})" if studio else version


_IN_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)")


def _settled(columns: list[tuple[Column, str | None]]) -> Iterator[tuple[Column, str | None]]:
    """A `Name` column is of actors beside roles and of roles beside actors; further columns of roles (the
    name in another language) are left out, unless each is of a language that has actors of its own."""
    kinds = [column for column, _ in columns]
    if Column.ACTOR in kinds and not {Column.ROLE, Column.NAME, Column.DUB} & set(kinds):
        of_part = Column.ROLE if kinds.count(Column.PART) > 1 else Column.UNKNOWN  # a film in parts has two at least
        columns = [(of_part, note) if column is Column.PART else (column, note) for column, note in columns]
        kinds = [column for column, _ in columns]
    half = len(columns) // 2
    seen_role = False
    each = _has_role_each(columns)
    for index, (column, note) in enumerate(columns):
        if index == half and half >= 2 and kinds[:half] == kinds[half:]:
            seen_role = False
        if column is Column.NAME:
            if Column.ROLE in kinds and not {Column.ACTOR, Column.DUB} & set(kinds):
                column = Column.ACTOR
            elif Column.ROLE not in kinds:
                column = Column.ROLE
            else:
                column = Column.IGNORED
        alone = kinds.count(Column.DUB) == 1 and Column.ACTOR not in kinds and not LANGUAGE.search(note or "")
        if column is Column.DUB and (alone or not {Column.ROLE, Column.NAME} & set(kinds)):
            column = Column.UNKNOWN
        if column is Column.ROLE:
            if seen_role:
                column = Column.IGNORED
            seen_role = not each
        yield column, note


def _has_role_each(columns: list[tuple[Column, str | None]]) -> bool:
    """Whether the columns of roles are each of a language, and the actors of the same: `Actor (Tamil)`,
    `Role (Tamil)`; or each of a language or a part of the film that all actors are in."""
    notes = [note for column, note in columns if column is Column.ROLE]
    roles = [language_of(note) for note in notes]
    actors = [language_of(note) for column, note in columns if column in (Column.ACTOR, Column.DUB)]
    if len(roles) < 2 or None in notes:
        return False
    if actors == [None]:
        return len(set(notes)) == len(notes) and _RENAMED.isdisjoint(roles)
    return len(roles) == len(set(actors)) and set(actors) == set(roles) - {None}


_RENAMED = frozenset({"English", "Japanese"})
"""Languages whose versions give roles other names: beside one column of actors they are of one role."""


def language_of(note: str | None) -> str | None:
    """The language that the remark of a column is of."""
    language = LANGUAGE.search(note) if note else None
    return language[0] if language else None
