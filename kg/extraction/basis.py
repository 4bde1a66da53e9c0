"""What the film is based on: the parameter `based_on` of Template:Infobox film and Template:Based on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from kg.extraction.infobox import BASED_ON, Infobox, trimmed
from kg.extraction.names import NOBODY, is_bracketed, mentions, outside, peel
from kg.extraction.organizations import ORGANIZATION, WORK_PAGE
from kg.extraction.reader import Reader
from kg.model import Basis, Entity, Kind, Span
from kg.wikitext.links import without_disambiguation
from kg.wikitext.lists import Piece, pieces
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Argument, Template, templates

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
            for work, authors in _of_template(reader, template):
                read = True
                yield Basis(work, tuple(authors), reader.origin(template.span, [argument.span]))
        if not found:
            for basis in _written_out(reader, parameter, argument):
                read = True
                yield basis
        if not read and reader.rich(argument.nodes).text.casefold() not in NOBODY:
            reader.issue("basis-unreadable", parameter, argument.span)


def _of_template(reader: Reader, template: Template) -> list[tuple[Entity | None, Sequence[Entity]]]:
    """The works that {{Based on}} names, each with its authors; None for one that is not named.

    Each work begins with its marks but the first, which may be plain, and may stand on lines, or in a list, with its
    kind and with `by` its author; what stands last, behind the kind of work, is where it was published. As many
    arguments of authors as works are each one's own.
    """
    positional = template.positional
    if not positional:
        return []
    named = [[reader.rich(piece.nodes) for piece in pieces(argument.nodes)] for argument in positional[1:]]
    # Brackets on a line of their own: as what the author of the line above is credited.
    own = [[e for text in texts if not is_bracketed(text) for e in _authors(reader, text)] for texts in named]
    authors = [author for found in own for author in found]
    lines = [_line(reader, piece) for piece in pieces(positional[0].nodes)]
    works: list[Entity] = []
    plain_before = False
    for line, after in zip(lines, [*lines[1:], None], strict=False):  # the last has none after it
        kind_only = bool(works) and line.is_kind
        by = line.by if line.by is not None and (kind_only or not line.by.start() or not own) else None
        before = line.text.cut(0, by.start()) if by is not None else line.text
        published = plain_before and (after is None or _is_marked(after.text))
        if not works or (_is_marked(before) and not kind_only and not published):
            works += [work for title in _titles(before) if (work := _work(reader, title)) is not None]
        if by is not None:
            authors += _authors(reader, line.text.cut(by.end(), len(line.text)))
        plain_before = not _is_marked(line.text)
    if len(works) > 1 and len(works) == len(own):
        return list(zip(works, own, strict=True))
    authors = list(dict.fromkeys(authors))
    return [(work, authors) for work in works] or ([(None, authors)] if authors else [])


def _is_marked(text: Rich) -> bool:
    """Whether something shows that a text has a title."""
    return bool(text.of("italic") or text.of("link") or _QUOTED.match(text.text))


def _titles(text: Rich) -> list[Rich]:
    """The parts of a text that names several works, each by its marks: `''Fern'' and ''Moss''`."""
    parts = outside(text, _BETWEEN)
    marked = [part.covered("italic") or part.covered("link") or _QUOTED.fullmatch(part.text) for part in parts]
    return parts if all(marked) else [text]


_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&)\s+")
_QUOTED = re.compile(r"[\"“][^\"”]+[\"”]")


def _without_by(text: Rich) -> Rich:
    match = _BY.match(text.text) or re.match(r"and\s+", text.text)
    return text.cut(match.end(), len(text)) if match else text


def _work(reader: Reader, text: Rich) -> Entity | None:
    """The work a text names: what is in italics or linked, else the text without remarks."""
    if not text:
        return None
    quoted = _QUOTED.match(text.text)
    if quoted:
        return reader.entity(text.cut(1, quoted.end() - 1), Kind.WORK, anchored=False)
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


class _Line(NamedTuple):
    """A line of works written out."""

    text: Rich
    span: Span
    by: re.Match[str] | None
    """The words before the authors that it names, if any."""
    plain: bool
    """Whether nothing shows that it begins with a title."""

    @property
    def before(self) -> Rich:
        """What stands before the authors."""
        return self.text.cut(0, self.by.start()) if self.by is not None else self.text

    @property
    def is_kind(self) -> bool:
        """Whether it only says what kind of work it is, and whose: `1932 play`, `1932 play by Jane Doe`."""
        words = self.text.text
        if self.by is not None:
            words = words[: self.by.end()].rstrip()[:-2].rstrip()  # without `by`
        return self.plain and _NO_WORK.fullmatch(words) is not None


@dataclass(slots=True)
class _Written:
    """A work written out, with the authors found so far."""

    work: Entity | None
    authors: list[Entity]
    span: Span
    below: bool = False
    """Whether its authors stand on lines of their own, so that the next line may name one more."""
    plain: bool = False
    """Whether it is one of several, named without a title's marks, so that the next line may name another."""

    def add(self, authors: Iterable[Entity], span: Span) -> None:
        self.below = self.below or not self.authors
        self.authors.extend(authors)
        self.span = Span(self.span.begin, span.end)


class _As(Enum):
    """What a plain line is read as."""

    AUTHORS = "authors"
    WORK = "work"
    NOTHING = "nothing"


def _written_out(reader: Reader, parameter: str, argument: Argument) -> Iterator[Basis]:
    """Works in italics or quotation marks, each with the kind of work and `by` its authors on the same line or more."""
    lines = [line for piece in pieces(argument.nodes) if (line := _line(reader, piece)).text]
    works: list[_Written] = []
    for before, line, after in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        if line.by is not None:
            _read_by(reader, works, line)
        elif not works or not line.plain:
            _read_work(reader, works, line)
        elif not line.is_kind:  # `1932 play`
            people = _authors(reader, line.text)
            match _plain(line, people, works[-1], before, after):
                case _As.AUTHORS:
                    works[-1].add(people, line.span)
                case _As.WORK:
                    works.append(_Written(_work(reader, line.text), [], line.span, plain=True))
                case _As.NOTHING:
                    reader.issue("basis-unreadable", parameter, line.span)
    for written in works:
        if written.work or written.authors:
            yield Basis(written.work, tuple(written.authors), reader.origin(written.span, [argument.span]))


def _line(reader: Reader, piece: Piece) -> _Line:
    text = reader.rich(piece.nodes)
    by = next((m for m in _BY.finditer(text.text) if not text.linked(*m.span()) and not _in_italic(text, m)), None)
    plain = not text.of("italic") and not text.text.startswith(('"', "“", "("))
    return _Line(text, trimmed(reader, piece.span), by, plain)


def _read_work(reader: Reader, works: list[_Written], line: _Line) -> None:
    named = [work for title in _titles(line.text) if (work := _work(reader, title)) is not None]
    if _is_marked(line.text) or not works:
        works += [_Written(work, [], line.span) for work in named]


def _read_by(reader: Reader, works: list[_Written], line: _Line) -> None:
    """Reads a line that names authors: of the work before them on it, else of the last one."""
    before = line.before
    authors = _authors(reader, line.text.cut(line.by.end() if line.by else 0, len(line.text)))
    kind_only = bool(before) and line.is_kind
    if not works or (before and not kind_only) or (kind_only and works[-1].authors):
        titles = [before] if kind_only else _titles(before) or [before]
        works += [_Written(None if kind_only else _work(reader, title), [*authors], line.span) for title in titles]
        return
    place = works[-1].span
    for written in works:
        if written.span == place:  # all that are named on the line above
            written.add(authors, line.span)


def _plain(line: _Line, people: list[Entity], last: _Written, before: _Line | None, after: _Line | None) -> _As:
    """What a line is that neither begins with a title nor has `by`: where nothing tells authors of `last` from another
    work, nothing."""
    if any(map(_is_work, people)):
        return _As.WORK
    if after is not None and after.is_kind and (last.authors or after.by):  # its own kind and author follow
        titled = last.authors and (line.text.of("link") or line.text.text[:1].isupper())
        return _As.WORK if titled else _As.NOTHING
    if not people:
        return _As.NOTHING
    if not last.authors and not last.plain:
        return _As.NOTHING if any(_ARTICLE.match(entity.name) for entity in people) else _As.AUTHORS
    joined = _JOINT.match(line.text.text) or (before is not None and _OPEN.search(before.text.text))
    if all(map(_may_be_person, people)):
        further = joined or (last.below and all(entity.link for entity in people))
        sure = further if last.authors else last.work is not None and _is_work(last.work)
        return _As.AUTHORS if sure else _As.NOTHING
    titled = not joined and line.text.of("link") and not ORGANIZATION.search(line.text.text)
    return _As.WORK if titled else _As.NOTHING


_JOINT = re.compile(r"(?:and|&)\s")
_OPEN = re.compile(r"(?:,|\s(?:and|&))$")
"""What joins a line to the one before it, and to the one after."""
_ARTICLE = re.compile(r"the\s", re.IGNORECASE)
_NO_PERSON = re.compile(r"^(?:the|an?)\s|\s(?:of|the|and|in|on|at|to|for|with|is|&)\s|[\d:;!?]|['’]s\b", re.IGNORECASE)
"""What the title of a work has, and no person's name."""


def _may_be_person(entity: Entity) -> bool:
    """Whether a name is written as a person's is: more than one word, the first and the last capitalised."""
    name = without_disambiguation(entity.link) if entity.link is not None else entity.name
    words = name.split()
    capitals = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
    return capitals and not _NO_PERSON.search(name) and not ORGANIZATION.search(name)


def _authors(reader: Reader, text: Rich) -> list[Entity]:
    """Everyone named in a text, without `by` or `and` before them and what joins them to the next line."""
    text = _without_by(text)
    end = _OPEN.search(text.text)
    return [m.entity for m in mentions(reader, text.cut(0, end.start()) if end else text, Kind.PERSON)]


def _is_work(entity: Entity) -> bool:
    """Whether a page is shown by its title to be a work's."""
    return entity.link is not None and entity.link.endswith(")") and WORK_PAGE.search(entity.link) is not None


def _in_italic(text: Rich, match: re.Match[str]) -> bool:
    return any(m.begin < match.end() and match.start() < m.end for m in text.of("italic"))
