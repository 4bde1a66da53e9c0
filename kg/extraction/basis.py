"""What the film is based on: the parameter `based_on` of Template:Infobox film and Template:Based on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.infobox import BASED_ON, Infobox, trimmed
from kg.extraction.names import NOBODY, mentions, peel
from kg.extraction.reader import Reader
from kg.model import Basis, Entity, Kind, Span
from kg.wikitext.lists import pieces
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Argument, templates

_BY = re.compile(r"(?:^|\s+)(?:written by|created by|story by|novel by|play by|by)\s+", re.IGNORECASE)
_NO_WORK = re.compile(
    r"\W*|(?:the|an?|his|her|their)?\s*(?:\d{4}\s+)?"
    r"(?:(?:original|short|stage|radio|television|comic|graphic|light|true|real|fairy|folk|magazine|newspaper"
    r"|children'?s)\s+){0,2}"
    r"(?:novel|novella|novelette|play|teleplay|book|story|stories|tale|idea|concept|memoirs?|autobiography|biography"
    r"|article|essay|comics?|manga|musical|musical comedy|opera|operetta|ballet|film|screenplay|events?"
    r"|life|poem|song|legend|series|television series)s?(?:\s+(?:of the same name|written|created))?",
    re.IGNORECASE,
)
"""Words that say what kind of work it is, and name none."""


def bases(box: Infobox) -> Iterator[Basis]:
    """The works named in `based_on`, by {{Based on|work|author…}} or as `''Work'' by Author`."""
    reader = box.reader
    for parameter, argument in box.get(BASED_ON):
        found = [t for t in templates(argument.nodes) if t.name in ("based on", "basedon", "based-on")]
        read = False
        for template in found:
            positional = template.positional
            if positional:
                work = _work(reader, reader.rich(positional[0].nodes))
                authors = tuple(
                    m.entity
                    for author in positional[1:]
                    for piece in pieces(author.nodes)
                    for m in mentions(reader, _without_by(reader.rich(piece.nodes)), Kind.PERSON)
                )
                if work or authors:
                    read = True
                    yield Basis(work, authors, reader.origin(template.span, [argument.span]))
        if not found:
            for basis in _written_out(reader, argument):
                read = True
                yield basis
        if not read and reader.rich(argument.nodes).text.casefold() not in NOBODY:
            reader.issue("basis-unreadable", parameter, argument.span)


def _without_by(text: Rich) -> Rich:
    match = _BY.match(text.text) or re.match(r"and\s+", text.text)
    return text.cut(match.end(), len(text)) if match else text


def _work(reader: Reader, text: Rich) -> Entity | None:
    """The work a text names: what is in italics or linked, else the text without remarks."""
    if not text:
        return None
    quoted = re.match(r"[\"“]([^\"”]+)[\"”]", text.text)
    if quoted:
        return reader.entity(text.cut(*quoted.span(1)), Kind.WORK, anchored=False)
    for kind in ("italic", "link"):
        marks = text.of(kind)
        if marks:
            mark = marks[0]
            part = text.cut(mark.begin, mark.end).strip("\"“”'")
            return reader.entity(part, Kind.WORK, anchored=kind == "link" or bool(part.of("link")))
    line = text.cut(0, text.text.index("\n")) if "\n" in text.text else text
    if re.match(r"\([^()]*\)\s*\S", line.text):  # `(stage play) E.R.`
        line = line.cut(line.text.index(")") + 1, len(line))
    name = peel(line)[0].strip("\"“”'")
    if not name or _NO_WORK.fullmatch(name.text):
        return None
    return reader.entity(name, Kind.WORK, anchored=False)


def _written_out(reader: Reader, argument: Argument) -> Iterator[Basis]:
    """Works in italics or quotation marks, each with the kind of work and `by` its authors on the same line or more."""
    works: list[tuple[Entity | None, list[Entity], Span]] = []
    for piece in pieces(argument.nodes):
        text = reader.rich(piece.nodes)
        span = trimmed(reader, piece.span)
        by = next((m for m in _BY.finditer(text.text) if not text.linked(*m.span()) and not _in_italic(text, m)), None)
        plain = not text.of("italic") and not text.text.startswith(('"', "“", "("))
        if works and plain and by is None:
            if _NO_WORK.fullmatch(text.text):
                continue  # `1932 play`
            people = mentions(reader, _without_by(text), Kind.PERSON)  # the authors on lines of their own
            if people and all(_may_write(m.entity, further=bool(works[-1][1])) for m in people):
                _add_authors(works, [m.entity for m in people], span)
                continue
        if by is None:
            work = _work(reader, text)
            if work is not None and (text.of("italic") or text.of("link") or not works):
                works.append((work, [], span))
            continue
        authors = [m.entity for m in mentions(reader, text.cut(by.end(), len(text)), Kind.PERSON)]
        before = text.cut(0, by.start())
        kind_only = (
            bool(before) and plain and _NO_WORK.fullmatch(text.text[: by.end()].rstrip()[:-2].rstrip()) is not None
        )
        if not works or (before and not kind_only) or (kind_only and works[-1][1]):
            works.append((None if kind_only else _work(reader, before), authors, span))
        else:
            _add_authors(works, authors, span)
    for work, authors, span in works:
        if work or authors:
            yield Basis(work, tuple(authors), reader.origin(span, [argument.span]))


def _add_authors(works: list[tuple[Entity | None, list[Entity], Span]], authors: list[Entity], span: Span) -> None:
    work, earlier, begun = works[-1]
    works[-1] = (work, earlier + authors, Span(begun.begin, span.end))


_WORK_PAGE = re.compile(
    r"\((?:[^()]*\s)?(?:novel|novella|play|musical|film|story|book|comics?|manga|series|opera|poem|song)\)$"
)


def _may_write(entity: Entity, *, further: bool) -> bool:
    """Whether a name on a line of its own may be an author's: none whose page is shown by its title to be a work's, and
    after other authors none that is but some words."""
    if entity.link is not None:
        return not (entity.link.endswith(")") and _WORK_PAGE.search(entity.link))
    words = entity.name.split()
    return not further or (len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper())


def _in_italic(text: Rich, match: re.Match[str]) -> bool:
    return any(m.begin < match.end() and match.start() < m.end for m in text.of("italic"))
