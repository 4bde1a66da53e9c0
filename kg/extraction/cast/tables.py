"""Cast tables: a column of actors and one of roles, in any order, or a column of actors for each dub.

Source for the layout: https://www.mediawiki.org/wiki/Help:Tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extraction.cast.entry import Entry, entries, leaves_out, performers, together
from kg.extraction.cast.forms import Form, shorten
from kg.extraction.cast.groups import is_full_name
from kg.extraction.cast.headers import Column, Head, language_of, read_head
from kg.extraction.cast.labels import beside_role
from kg.extraction.cast.lines import Line, several
from kg.extraction.cast.parsing import BY, parse
from kg.extraction.cast.people import CREW, Evidence
from kg.extraction.cast.performers import performer_text
from kg.extraction.cast.remarks import AGED, is_note, romanized, without_brackets
from kg.extraction.cast.rolelines import GOES_ON
from kg.extraction.cast.roles import read_roles
from kg.extraction.cast.sections import Region
from kg.extraction.cells import cell_text
from kg.extraction.namewords import NOBODY
from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tables import Cell, Row, Slot, Table
from kg.wikitext.tree import Template, Text

UNREADABLE = "cast-table-unreadable"
ROW_UNREADABLE = "cast-row-unreadable"

_NOT_APPLICABLE = frozenset(
    {"n/a", "na", "not applicable", "cnone", "none", "unknown", "dunno", "tba", "tbd", "no", "-"}
)
"""Templates of a cell without a value: Template:N/A, Template:CNone, Template:Dunno."""
_ACTORS = (Column.ACTOR, Column.DUB)
_NEWLINE = re.compile(r"\n")
_ROLE_LINES = re.compile(rf"{GOES_ON.pattern}|\n")
_WITH = re.compile(r"(?:and\s+|also\s+)?(?:with|featuring|introducing)\b", re.IGNORECASE)
_FILLER = re.compile(r"[\s.…·–—-]*(?:as)?[\s.…·–—-]*", re.IGNORECASE)


def read_table(reader: Reader, table: Table, evidence: Evidence, region: Region) -> Iterator[Entry]:
    """The entries of a cast table; a table whose columns are not understood is reported."""
    head, part = read_head(reader, table), region.section.title
    if head is None:
        yield from _headless(reader, table, evidence, part)
        return
    if not head.has(*_ACTORS):
        reader.issue(UNREADABLE, part, table.span)
        return
    named = False
    for row in table.rows[head.rows :]:
        if _divides(row) or _heads(reader, row, head):
            yield from _without_roles(reader, row)
            continue
        found = [entry for part_ in _side_by_side(head, row) for entry in _row(reader, *part_, region.crew)]
        if any(entry.cut for entry in found) or (not found and not _blank(reader, row, head)):
            reader.issue(ROW_UNREADABLE, part, row.span)
        named = named or any(entry.character for entry in found)
        yield from found
    for cell in _of_people(reader, table, head, evidence):
        reader.issue(UNREADABLE, part, cell.span)
    if not named and not head.has(Column.ROLE) and head.has(Column.UNKNOWN, Column.PART):
        reader.issue(UNREADABLE, part, table.span)  # the roles may stand in what is not understood


def _of_people(reader: Reader, table: Table, head: Head, evidence: Evidence) -> Iterator[Cell]:
    """The heads of columns that are not understood and name people in most of their cells: a studio's dub."""
    for index, (column, _) in enumerate(head.columns):
        if column is Column.UNKNOWN:
            slots = [row.slots[index] for row in table.rows[head.rows :] if index < len(row.slots)]
            texts = [reader.rich(slot.cell.span) for slot in slots if slot]
            texts = [text for text in texts if text.text.strip(' .()"').casefold() not in NOBODY | {""}]
            people = sum(_may_be_person(text, evidence) for text in texts)
            heading = table.rows[head.rows - 1].slots[index] if 2 * people > len(texts) else None
            if heading:
                yield heading.cell


def _may_be_person(text: Rich, evidence: Evidence) -> bool:
    """Whether a text is a person's name in full."""
    name = without_brackets(text)[0]
    return " " in name.text and (evidence.person(text) > 0 or (not text.of("link") and is_full_name(name)))


def _divides(row: Row) -> bool:
    """Whether a row is a single cell over all columns: a heading among the rows, or a repeated head."""
    own = row.cells
    if len(own) == 1 and len(row.slots) > 1 and own[0].colspan >= len(row.slots):
        return True
    return len(own) > 1 and all(cell.header for cell in own) and not any(s and s.from_above for s in row.slots)


def _without_roles(reader: Reader, row: Row) -> Iterator[Entry]:
    """The linked people of a row that is one cell over all columns: `With [[Jane Doe]], [[John Roe]]`."""
    text = reader.rich(row.cells[0].span) if len(row.cells) == 1 else EMPTY
    parsed = parse(text) if _WITH.match(text.text) and text.of("link") else None
    if parsed is not None and parsed.form is Form.NAME:
        yield from entries(reader, parsed.first, EMPTY, row.span, parsed.notes)


def _heads(reader: Reader, row: Row, head: Head) -> bool:
    """Whether one cell over actor and role that names nobody by a link is a heading among the rows."""
    over: dict[Column, list[Slot]] = {}
    for (column, _), slot in zip(head.columns, row.slots, strict=False):
        if slot and slot.cell.colspan > 1:
            over.setdefault(column, []).append(slot)
    roles = [slot.cell for slot in over.get(Column.ROLE, [])]
    actors = [slot.cell for kind in _ACTORS for slot in over.get(kind, [])]
    shared = [cell for cell in actors if any(cell is other for other in roles)]
    return bool(shared) and not any(reader.rich(cell.span).of("link") for cell in shared)


def _blank(reader: Reader, row: Row, head: Head) -> bool:
    """Whether the cells for actors are there and name nobody: nothing is stated then."""
    texts = [
        reader.rich(slot.cell.span).text.casefold().strip(" .()")
        for index, slot in enumerate(row.slots)
        if slot and index < len(head.columns) and head.columns[index][0] in _ACTORS
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
    for column, note, slot in _filled(row, columns):
        if column in _ACTORS:
            if actors and actors[-1][0].cell is slot.cell:  # one cell over several versions
                actors[-1][1].append(note)
            else:
                actors.append((slot, [note]))
            continue
        if column is Column.ROLE:
            roles.append((note, cell_text(reader, slot.cell.span)))
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
        actor = shorten(cell_text(reader, slot.cell.span))
        by = BY.match(actor.text)
        if by:
            actor = actor.cut(by.end(), len(actor))
        stated = (*extra, slot.cell.span) if slot.from_above else tuple(extra)
        for role, of_role in _of_versions(roles, versions):
            note = together(tuple(of_role))
            for entry in cells(reader, actor, role, row.span, tuple(n for n in (note, remark) if n), stated):
                yield entry._replace(version=note)


def _filled(row: Row, columns: tuple[tuple[Column, str | None], ...]) -> Iterator[tuple[Column, str | None, Slot]]:
    """The slots of a row in which a cell stands, with their columns; one over actor and role names no role."""
    actors = [s.cell for (column, _), s in zip(columns, row.slots, strict=False) if s and column in _ACTORS]
    for (column, note), slot in zip(columns, row.slots, strict=False):
        if slot and not (column is Column.ROLE and any(slot.cell is cell for cell in actors)):
            yield column, note, slot


def _of_versions(
    roles: list[tuple[str | None, Rich]], versions: list[str | None]
) -> Iterable[tuple[Rich, list[str | None]]]:
    """The roles of an actor of these versions, each with its versions: that of their language where the roles have a
    column for each, else the row's; all where only the roles are of versions."""
    if len(roles) < 2:
        return [(roles[0][1] if roles else EMPTY, versions)]
    found: dict[str, tuple[Rich, list[str | None]]] = {}
    if versions == [None]:
        for note, role in roles:
            if not _FILLER.fullmatch(role.text):
                found.setdefault(role.text, (role, []))[1].append(note)
        return found.values() or [(EMPTY, versions)]
    for version in versions:
        role = next((role for note, role in roles if language_of(note) == language_of(version)), EMPTY)
        found.setdefault(role.text, (role, []))[1].append(version)
    return found.values()


def _says_nobody(reader: Reader, span: Span) -> bool:
    """Whether a cell is marked as not applicable, whatever its text is: `{{n/a|Original track}}`."""
    nodes = [node for node in reader.document.nodes(span) if not isinstance(node, Text) or node.text.strip()]
    return bool(nodes) and isinstance(nodes[0], Template) and nodes[0].name in _NOT_APPLICABLE


def cells(
    reader: Reader, actor: Rich, role: Rich, span: Span, notes: tuple[str, ...], extra: tuple[Span, ...]
) -> Iterator[Entry]:
    """The entries of an actor's and a role's cell; each line of the role's cell is a role, unless it stands
    in brackets or small print. Without a role's cell the lines of the actor's may state it, `[[X]] as Y`."""
    if not role and " as " in actor.text:
        for line in actor.split(_NEWLINE):
            yield from _of_line(reader, Line("*", span, line, parse(line)), notes, extra)
        return
    role = romanized(role)
    beside = beside_role(role)
    if beside is not None:
        yield from cells(reader, actor, beside[0], span, notes, extra)
        yield from cells(reader, beside[1], beside[0], span, (), extra)
        return
    lines = _role_lines(role) if "\n" in role.text else [role] if role else []
    parts = [line for line in lines if not _aside(line)]
    people = performers(reader, actor) if len(lines) > 1 else []
    if len(people) == len(lines) and all(not _aside(line) or AGED.match(line.text) for line in lines):
        parts = lines  # `Anna<br>young Anna`, of an actor each
    if len(parts) > 1:
        for index, person in enumerate(people):
            for part in [parts[index]] if len(people) == len(parts) else parts:
                found = read_roles(part)
                for name in found.names or ():
                    note = together((*notes, person.note, *found.notes))
                    yield Entry(person.entity, name.text, note, span, extra, cut=found.cut or leaves_out(actor))
        return
    yield from entries(reader, actor, parts[0] if parts else role, span, notes, extra)


def _of_line(reader: Reader, line: Line, notes: tuple[str, ...], extra: tuple[Span, ...]) -> Iterator[Entry]:
    for each in several(line):
        parsed = each.parsed
        if parsed and parsed.form is Form.AS:
            subject = performer_text(parsed.first)
            yield from entries(reader, subject, parsed.second, line.span, (*notes, *parsed.notes), extra)
        else:
            yield from entries(reader, each.text, EMPTY, line.span, notes, extra)


def _role_lines(role: Rich) -> list[Rich]:
    """The lines of a role's cell without what joins them; not with work that is joined to a role, `and Producer`."""
    lines = {line.text for line in role.split(_NEWLINE)}
    return [line for line in role.split(_ROLE_LINES) if line.text in lines or not CREW.fullmatch(line.text)]


def _aside(text: Rich) -> bool:
    return text.text.startswith("(") or text.covered("small") is not None or text.text[:1].islower()


def _headless(reader: Reader, table: Table, evidence: Evidence, part: str) -> Iterator[Entry]:
    """A table without headers: two columns with text, of which one is of actors (`X | as Y`)."""
    rows = [row for row in table.rows if not _divides(row)]
    texts = [[shorten(cell_text(reader, slot.cell.span)) if slot else EMPTY for slot in row.slots] for row in rows]
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
