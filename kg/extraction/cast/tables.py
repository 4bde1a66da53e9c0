"""Cast tables: a column of actors and one of roles, in any order, or a column of actors for each dub.

Headers as met in articles; Source for the layout: https://www.mediawiki.org/wiki/Help:Tables.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from kg.extraction.anchors import name_key
from kg.extraction.cast.entry import Entry, entries, performers, together
from kg.extraction.cast.forms import BY, shorten
from kg.extraction.cast.people import CREW, Evidence
from kg.extraction.cast.remarks import LANGUAGE, is_note
from kg.extraction.cast.roles import read_roles
from kg.extraction.cast.sections import Region
from kg.extraction.names import NOBODY
from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tables import Row, Slot, Table
from kg.wikitext.tree import Template, Text

UNREADABLE = "cast-table-unreadable"
ROW_UNREADABLE = "cast-row-unreadable"


class Column(Enum):
    ACTOR = "actor"
    ROLE = "role"
    NAME = "name: of whichever the other columns do not name"
    DUB = "actors of one language version"
    NOTE = "remarks"
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
            "seiyuu", "seiyu",
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
        )),
    )
    for header in headers
}  # fmt: skip

_VERSION = re.compile(
    r"\b(?:dub|dubbed|dubbing|version|original|animaze|streamline|funimation|voice (?:actor|actress|artist"
    r"|cast)s?|actors?|cast|va|voice)\b",
    re.IGNORECASE,
)
_NOT_APPLICABLE = frozenset(
    {"n/a", "na", "not applicable", "cnone", "none", "unknown", "dunno", "tba", "tbd", "no", "-"}
)
"""Templates of a cell without a value: Template:N/A, Template:CNone, Template:Dunno."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEWLINE = re.compile(r"\n")
_FILLER = re.compile(r"[\s.…·–—-]*(?:as)?[\s.…·–—-]*", re.IGNORECASE)


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
    columns = []
    for index in range(width):
        texts = list(dict.fromkeys(row[index].text for row in labels if index < len(row)))
        found = [_column(row[index]) for row in labels if index < len(row)]
        kinds = [column for column, _ in found]
        note = next((note for _, note in reversed(found) if note), None)
        if kinds[-1] is Column.DUB and {Column.ROLE, Column.NAME} & set(kinds):
            kinds = [Column.ROLE]  # the name of the role in a language
        kind: Column | None = next(
            (k for k in (Column.DUB, Column.ROLE, Column.ACTOR, Column.NAME, Column.NOTE) if k in kinds), None
        )
        if kind is None:
            kind = Column.IGNORED if Column.IGNORED in kinds and len(texts) == 1 else Column.UNKNOWN
        if kind is Column.ACTOR and note is None and len(texts) > 1 and found[-1][0] is Column.UNKNOWN:
            note = texts[-1].split("\n", 1)[0]  # a part of the actors: `Voice` over `Singing`
        if kind is Column.UNKNOWN and _YEAR.search(" ".join(texts)):
            kind, note = Column.DUB, texts[-1].split("\n", 1)[0]  # a version known by its year
        columns.append((kind, note))
    return Head(tuple(_settled(columns)), count)


def _spanned(labels: list[list[Rich]]) -> bool:
    texts = [text.text for text in labels[-1]]
    return any(a == b and a for a, b in itertools.pairwise(texts))


def _column(label: Rich) -> tuple[Column, str | None]:
    """What a header says; with the language version it names, if any."""
    first = label.text.split("\n", 1)[0]
    key = name_key(first).strip(" :.*").lower()
    if key in HEADERS:
        return HEADERS[key], None
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", key).strip()
    language = LANGUAGE.search(label.text)
    if bare in HEADERS and bare != key:
        column = HEADERS[bare]
        return column, language[0] if language and column in (Column.ACTOR, Column.ROLE) else None
    if language and (re.fullmatch(LANGUAGE.pattern, bare.title()) or _VERSION.search(key)):
        if re.search(r"\b(?:characters?|roles?|name)\b", key):
            return Column.IGNORED, None
        return Column.DUB, re.sub(r"\s*\(.*$", "", first).strip()
    words = set(re.findall(r"[a-z]+", key))
    if words & {"actor", "actors", "actress", "performer", "cast"} and not words & {"role", "character", "award"}:
        return Column.ACTOR, None
    if words & {"role", "roles", "character", "characters"} and len(words) <= 3 and "description" not in words:
        return Column.ROLE, None
    if language is None and _VERSION.search(key) and len(words) <= 4:
        return Column.DUB, first
    return Column.UNKNOWN, None


def _settled(columns: list[tuple[Column, str | None]]) -> Iterator[tuple[Column, str | None]]:
    """A `Name` column is of actors beside roles and of roles beside actors; further columns of roles (the
    name in another language) are left out, unless each is of a language that has actors of its own."""
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
    `Role (Tamil)`."""
    roles = [_language(note) for column, note in columns if column is Column.ROLE]
    actors = {_language(note) for column, note in columns if column in (Column.ACTOR, Column.DUB)}
    return 1 < len(roles) == len(actors) and actors == set(roles) - {None}


def read_table(reader: Reader, table: Table, evidence: Evidence, region: Region) -> Iterator[Entry]:
    """The entries of a cast table; a table whose columns are not understood is reported."""
    head, part = read_head(reader, table), region.section.title
    if head is None:
        yield from _headless(reader, table, evidence, part)
        return
    if not head.has(Column.ACTOR, Column.DUB):
        reader.issue(UNREADABLE, part, table.span)
        return
    for row in table.rows[head.rows :]:
        if _divides(row) or _heads(reader, row, head):
            continue
        found = [entry for part_ in _side_by_side(head, row) for entry in _row(reader, *part_, region.crew)]
        if not found and not _blank(reader, row, head):
            reader.issue(ROW_UNREADABLE, part, row.span)
        yield from found


def _divides(row: Row) -> bool:
    """Whether a row is a single cell over all columns: a heading among the rows, or a repeated head."""
    own = row.cells
    if len(own) == 1 and len(row.slots) > 1 and own[0].colspan >= len(row.slots):
        return True
    return len(own) > 1 and all(cell.header for cell in own) and not any(s and s.from_above for s in row.slots)


def _heads(reader: Reader, row: Row, head: Head) -> bool:
    """Whether one cell over actor and role that names nobody by a link is a heading among the rows."""
    over: dict[Column, list[Slot]] = {}
    for (column, _), slot in zip(head.columns, row.slots, strict=False):
        if slot and slot.cell.colspan > 1:
            over.setdefault(column, []).append(slot)
    roles = [slot.cell for slot in over.get(Column.ROLE, [])]
    actors = [slot.cell for kind in (Column.ACTOR, Column.DUB) for slot in over.get(kind, [])]
    shared = [cell for cell in actors if any(cell is other for other in roles)]
    return bool(shared) and not any(reader.rich(cell.span).of("link") for cell in shared)


def _blank(reader: Reader, row: Row, head: Head) -> bool:
    """Whether the cells for actors are there and name nobody: nothing is stated then."""
    texts = [
        reader.rich(slot.cell.span).text.casefold().strip(" .()")
        for index, slot in enumerate(row.slots)
        if slot and index < len(head.columns) and head.columns[index][0] in (Column.ACTOR, Column.DUB)
    ]
    return all(not any(c.isalnum() for c in text) or text in NOBODY for text in texts)


def _side_by_side(head: Head, row: Row) -> Iterator[tuple[Row, tuple[tuple[Column, str | None], ...]]]:
    """The row as one, or as two where the head repeats: `Actor | Role | Actor | Role`, also for a language each."""
    columns, half = head.columns, len(head.columns) // 2
    kinds = [column for column, _ in columns]
    alike = columns[:half] == columns[half:] or (Column.ROLE in kinds and kinds[:half] == kinds[half:])
    if half >= 2 and alike:
        yield Row(row.span, row.slots[:half]), columns[:half]
        yield Row(row.span, row.slots[half:]), columns[half:]
    else:
        yield row, columns


def _row(reader: Reader, row: Row, columns: tuple[tuple[Column, str | None], ...], crew: bool) -> Iterator[Entry]:
    roles: list[tuple[str | None, Rich]] = []
    remark: str | None = None
    extra: list[Span] = []
    actors: list[tuple[Slot, list[str | None]]] = []
    for (column, note), slot in zip(columns, row.slots, strict=False):
        if slot is None:
            continue
        if column in (Column.ACTOR, Column.DUB):
            if actors and actors[-1][0].cell is slot.cell:  # one cell over several versions
                actors[-1][1].append(note)
            else:
                actors.append((slot, [note]))
            continue
        if column is Column.ROLE:
            roles.append((note, reader.rich(slot.cell.span)))
        elif column is Column.NOTE:
            text = reader.rich(slot.cell.span).text
            remark = text if is_note(text) and len(text) < 60 else None
        elif slot.from_above:  # a source for several rows
            extra += [reference.span for reference in reader.document.refs_in(slot.cell.span)]
            continue
        if slot.from_above:
            extra.append(slot.cell.span)
    if crew and roles and CREW.fullmatch(roles[0][1].text):
        return
    for slot, versions in actors:
        if _says_nobody(reader, slot.cell.span):
            continue
        actor = shorten(reader.rich(slot.cell.span))
        by = BY.match(actor.text)
        if by:
            actor = actor.cut(by.end(), len(actor))
        stated = (*extra, slot.cell.span) if slot.from_above else tuple(extra)
        for role, of_role in _of_versions(roles, versions):
            note = together(tuple(of_role))
            for entry in cells(reader, actor, role, row.span, tuple(n for n in (note, remark) if n), stated):
                yield entry._replace(version=note)


def _of_versions(
    roles: list[tuple[str | None, Rich]], versions: list[str | None]
) -> Iterable[tuple[Rich, list[str | None]]]:
    """The roles of an actor of these versions, each with its versions: that of their language where the roles have a
    column for each, else the row's."""
    if len(roles) < 2:
        return [(roles[0][1] if roles else EMPTY, versions)]
    found: dict[str, tuple[Rich, list[str | None]]] = {}
    for version in versions:
        role = next((role for note, role in roles if _language(note) == _language(version)), EMPTY)
        found.setdefault(role.text, (role, []))[1].append(version)
    return found.values()


def _language(note: str | None) -> str | None:
    """The language that the remark of a column is of."""
    language = LANGUAGE.search(note) if note else None
    return language[0] if language else None


def _says_nobody(reader: Reader, span: Span) -> bool:
    """Whether a cell is marked as not applicable, whatever its text is: `{{n/a|Original track}}`."""
    nodes = [node for node in reader.document.nodes(span) if not isinstance(node, Text) or node.text.strip()]
    return bool(nodes) and isinstance(nodes[0], Template) and nodes[0].name in _NOT_APPLICABLE


def cells(
    reader: Reader, actor: Rich, role: Rich, span: Span, notes: tuple[str, ...], extra: tuple[Span, ...]
) -> Iterator[Entry]:
    """The entries of an actor's and a role's cell; each line of the role's cell is a role, unless it stands
    in brackets or small print."""
    lines = role.split(_NEWLINE) if "\n" in role.text else [role] if role else []
    parts = [line for line in lines if not _aside(line)]
    if len(parts) > 1:
        people = performers(reader, actor)
        for index, person in enumerate(people):
            for part in [parts[index]] if len(people) == len(parts) else parts:
                found = read_roles(part)
                for name in found.names or ():
                    note = together((*notes, person.note, *found.notes))
                    yield Entry(person.entity, name.text, note, span, extra)
        return
    yield from entries(reader, actor, parts[0] if parts else role, span, notes, extra)


def _aside(text: Rich) -> bool:
    return text.text.startswith("(") or text.covered("small") is not None or text.text[:1].islower()


def _headless(reader: Reader, table: Table, evidence: Evidence, part: str) -> Iterator[Entry]:
    """A table without headers: two columns with text, of which one is of actors (`X | as Y`)."""
    rows = [row for row in table.rows if not _divides(row)]
    texts = [[shorten(reader.rich(slot.cell.span)) if slot else EMPTY for slot in row.slots] for row in rows]
    width = max((len(row) for row in texts), default=0)
    filled = [
        index
        for index in range(width)
        if any(len(row) > index and not _FILLER.fullmatch(row[index].text) for row in texts)
    ]
    if len(filled) == 1:
        for row, cells_ in zip(rows, texts, strict=True):
            yield from entries(reader, cells_[filled[0]] if len(cells_) > filled[0] else EMPTY, EMPTY, row.span)
        return
    if len(filled) < 2:
        return
    left, right = filled[0], filled[1]
    pairs = [(row, t[left], t[right]) for row, t in zip(rows, texts, strict=True) if len(t) > right]
    as_ = sum(b.text.lower().startswith("as ") for _, _, b in pairs)
    lean = sum(evidence.person(a) - evidence.person(b) for _, a, b in pairs)
    if not pairs or (not as_ and lean == 0):
        reader.issue(UNREADABLE, part, table.span)
        return
    for row, a, b in pairs:
        actor, role = (a, b) if as_ or lean > 0 else (b, a)
        found = list(cells(reader, actor, role, row.span, (), ()))
        if not found and actor:
            reader.issue(ROW_UNREADABLE, part, row.span)
        yield from found
