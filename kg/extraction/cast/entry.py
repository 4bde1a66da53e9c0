"""An entry of the cast on its way to a kg.model.Role, and how the two halves of a line become entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.cast.forms import is_name
from kg.extraction.cast.roles import Roles, is_note, read_roles, without_brackets
from kg.extraction.names import NOBODY, mentions
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Span
from kg.wikitext.rich import Rich


@dataclass(frozen=True, slots=True)
class Entry:
    """`span`: what states it; `extra`: cells of other rows that belong to it."""

    actor: Entity
    character: str | None
    note: str | None
    span: Span
    extra: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Performer:
    entity: Entity
    note: str | None = None


_DESCRIBED = re.compile(r"^(?:(?:[a-z][\w'’-]*|The|A|An|Veteran|Former|Then)\s+)")


def performers(reader: Reader, text: Rich) -> list[Performer]:
    """The people a text names, each with the remark beside the name."""
    text = _core(text)
    out = []
    for mention in mentions(reader, text, Kind.PERSON):
        note = mention.qualifier if mention.qualifier and is_note(mention.qualifier) else None
        if mention.text.text.casefold().strip(" .") not in NOBODY:
            out.append(Performer(mention.entity, note))
    return out


def _core(text: Rich) -> Rich:
    """The name in a text that also tells who the person is: `veteran commentator [[John Doe]]`."""
    links = text.of("link")
    body, *_ = without_brackets(text)
    if not links or is_name(body):
        return text
    last = links[-1]
    before, after = body.text[: last.begin], body.text[last.end :]
    joined = re.search(r"(?:[,;/]|\band|&)\s*$", before)
    if after.strip() or joined or not before.strip():
        return text
    if _DESCRIBED.match(before) or len(before.split()) > 2:
        return text.cut(last.begin, len(text))
    return text


def entries(
    reader: Reader,
    actor: Rich,
    role: Rich,
    span: Span,
    notes: tuple[str, ...] = (),
    extra: tuple[Span, ...] = (),
) -> Iterator[Entry]:
    """One entry for each actor and role that the halves of a line or the cells of a row state.

    As many roles as actors belong to them one by one (`A and B as X and Y`); otherwise everybody has every
    role.
    """
    _, remarks, _ = without_brackets(actor)
    people = performers(reader, actor)
    if len(people) > 1:
        remarks = []
    roles = read_roles(role, len(people)) if role else Roles((), ())
    common = [*notes, *remarks, *roles.notes]
    names: list[str | None] = [name.text for name in roles.names] or [None]
    paired = len(people) > 1 and len(people) == len(names)
    for index, person in enumerate(people):
        for name in [names[index]] if paired else names:
            yield Entry(person.entity, name, together((person.note, *common)), span, extra)


def together(notes: tuple[str | None, ...]) -> str | None:
    """The remarks as one text, each once."""
    return "; ".join(dict.fromkeys(note.replace("\n", " ") for note in notes if note)) or None
