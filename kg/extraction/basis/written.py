"""Works written out in `based_on`: in italics or quotation marks, with `by` their authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from kg.extraction.basis.lines import Line, lines_of
from kg.extraction.basis.words import (
    ARTICLE,
    JOINT,
    OPEN,
    authors_of,
    is_marked,
    is_work,
    may_be_person,
    titles_of,
    work_of,
)
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.model import Basis, Entity, Span
from kg.wikitext.lists import pieces
from kg.wikitext.tree import Argument


@dataclass(slots=True)
class _Written:
    """A work written out, with the authors found so far."""

    work: Entity | None
    authors: list[Entity]
    span: Span
    below: bool = False
    """Whether its authors stand on lines of their own, so that the next line may name one more."""
    line: Line | None = None
    """The line that names it."""
    plain: bool = False
    """Whether it is one of several, named without a title's marks, so that the next line may name another."""

    def add(self, authors: Iterable[Entity], span: Span, *, by: bool = False) -> None:
        if by and self.line is not None and self.authors == [*self.line.owners]:
            self.authors = []  # those whom `by` names wrote it
        self.below = self.below or not self.authors
        self.authors.extend(authors)
        self.span = Span(self.span.begin, span.end)


class _As(Enum):
    """What a plain line is read as."""

    AUTHORS = "authors"
    WORK = "work"
    NOTHING = "nothing"


def written_out(reader: Reader, parameter: str, argument: Argument) -> Iterator[Basis]:
    """Works in italics or quotation marks, each with the kind of work and `by` its authors on the same line or more."""
    lines = lines_of(reader, pieces(argument.nodes))
    works: list[_Written] = []
    for before, line, after in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        if line.by is not None:
            _read_by(reader, works, line)
        elif not works or not line.plain:
            _read_work(reader, works, line)
        elif not line.is_kind:  # `1932 play`
            people = authors_of(reader, line.text)
            match _plain(line, people, works[-1], before, after):
                case _As.AUTHORS:
                    works[-1].add(people, line.span)
                case _As.WORK:
                    works.append(_Written(work_of(reader, line.text), [], line.span, plain=True))
                case _As.NOTHING:
                    reader.issue("basis-unreadable", parameter, line.span)
    for written in works:
        if written.line is not None and written.line.doubtful is not None and not written.authors:
            reader.issue("basis-unreadable", parameter, written.line.doubtful)
        if written.work or written.authors:
            authors = tuple(dict.fromkeys(written.authors))
            yield Basis(written.work, authors, reader.origin(written.span, [argument.span]))


def _read_work(reader: Reader, works: list[_Written], line: Line) -> None:
    named = [work for title in titles_of(line.text) if (work := work_of(reader, title)) is not None]
    if is_marked(line.text) or not works:
        works += [_Written(work, [*line.owners], line.span, line=line) for work in named]


def _read_by(reader: Reader, works: list[_Written], line: Line) -> None:
    """Reads a line that names authors: of the work before them on it, else of the last one."""
    before = line.before
    authors = authors_of(reader, line.text.cut(line.by.end() if line.by else 0, len(line.text)))
    kind_only = bool(before) and line.is_kind
    if not works or (before and not kind_only) or (kind_only and works[-1].authors):
        titles = [before] if kind_only else titles_of(before) or [before]
        works += [_Written(None if kind_only else work_of(reader, title), [*authors], line.span) for title in titles]
        return
    place = works[-1].span
    for written in reversed(works):
        if written.span != place:  # not named on the line above
            break
        written.add(authors, line.span, by=True)


def _plain(line: Line, people: list[Entity], last: _Written, before: Line | None, after: Line | None) -> _As:
    """What a line is that neither begins with a title nor has `by`: where nothing tells authors of `last` from another
    work, nothing."""
    if any(map(is_work, people)):
        return _As.WORK
    if after is not None and after.is_kind and (last.authors or after.by):  # its own kind and author follow
        titled = last.authors and (line.text.of("link") or line.text.text[:1].isupper())
        return _As.WORK if titled else _As.NOTHING
    if not people:
        return _As.NOTHING
    if not last.authors and not last.plain:
        return _As.NOTHING if any(ARTICLE.match(entity.name) for entity in people) else _As.AUTHORS
    joined = JOINT.match(line.text.text) or (before is not None and OPEN.search(before.text.text))
    if all(map(may_be_person, people)):
        further = joined or (last.below and all(entity.link for entity in people))
        sure = further if last.authors else last.work is not None and is_work(last.work)
        return _As.AUTHORS if sure else _As.NOTHING
    titled = not joined and line.text.of("link") and not ORGANIZATION.search(line.text.text)
    return _As.WORK if titled else _As.NOTHING
