"""The lines of `based_on`, each with what it says of a work and its authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.extraction.basis.owners import Owned, owned
from kg.extraction.basis.publication import Above, without_publication
from kg.extraction.basis.words import BETWEEN, BY, BY_ALONE, NO_WORK, QUOTED, in_italic, is_marked, title_in_quotes
from kg.extraction.infobox import trimmed
from kg.extraction.reader import Reader
from kg.model import Entity, Span
from kg.wikitext.lists import Piece
from kg.wikitext.rich import EMPTY, Rich, join


class Line(NamedTuple):
    """A line of works written out."""

    text: Rich
    span: Span
    by: re.Match[str] | None
    """The words before the authors that it names, if any."""
    plain: bool
    """Whether nothing shows that it begins with a title."""
    owners: tuple[Entity, ...] = ()
    """The authors told beside the title without `by`, which are not in the text."""
    doubtful: Span | None = None
    """Where what may be an author stands, which is not in the text."""

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
        return self.plain and NO_WORK.fullmatch(words) is not None


def lines_of(reader: Reader, found: Iterable[Piece]) -> list[Line]:
    """The lines that hold anything, one for each work on them that has an author of its own."""
    lines: list[Line] = []
    above = EMPTY
    begin: int | None = None  # of the line above that belongs to this one
    story = False  # whether the last title was one in quotes
    for piece in found:
        whole = reader.rich(piece.nodes)
        if above:
            titled, whole, above = begin is not None and _is_half(above), join((above, whole)), EMPTY
            whole = _one_line(reader.rich(Span(begin, piece.span.end))) if titled and begin is not None else whole
        elif _is_owner(whole) or _goes_on(whole):
            above, begin = whole.strip(":") if _BY_AT_END.search(whole.text) else whole, piece.span.begin
            continue
        span = trimmed(reader, piece.span if begin is None else Span(begin, piece.span.end))
        begin = None
        parts = list(_each(whole))
        for part in parts:
            before = Above(story, bool(lines[-1].before) and lines[-1].is_kind) if lines else None
            beside = owned(reader, without_publication(part, before))
            if not beside.text:
                continue
            line = _line(beside, span if len(parts) == 1 else part.span)
            lines.append(line)
            if is_marked(line.before):
                story = title_in_quotes(line.before) is not None
    if above:
        lines.append(_line(Owned(above), above.span))
    return lines


def _line(owned: Owned, span: Span) -> Line:
    text = owned.text
    matches = sorted((*BY.finditer(text.text), *BY_ALONE.finditer(text.text)), key=lambda match: match.start())
    by = next((m for m in matches if not text.linked(*m.span()) and not in_italic(text, m)), None)
    plain = not text.of("italic") and not text.text.startswith("(") and title_in_quotes(text) is None
    return Line(text, span, by, plain, owned.owners, owned.doubtful)


_OWNS = re.compile(r"['’]s?")


def _is_owner(text: Rich) -> bool:
    """Whether a line is nothing but whose the work is that stands below it: `[[Jane Doe]]'s`."""
    link = next(iter(text.of("link")), None)
    return link is not None and not link.begin and _OWNS.fullmatch(text.text, link.end) is not None


def _is_half(text: Rich) -> bool:
    return text.text.endswith(":") and text.covered("italic") is not None


def _one_line(text: Rich) -> Rich:
    return text.only([(0, len(text))], text.text.replace("\n", " "))


_BY_AT_END = re.compile(r"\bby:?$", re.IGNORECASE)


def _goes_on(text: Rich) -> bool:
    """Whether a line goes on with the next: the first half of a title, `''Fern:''` above `''A Life''`, or `Characters
    created by:` above the author."""
    by = _BY_AT_END.search(text.text) is not None and not text.of("italic") and not text.of("link")
    return by or _is_half(text)


_KIND_BY = re.compile(rf"(?=(?:an?|the)\s)(?:{NO_WORK.pattern})\s+by\s", re.IGNORECASE)
"""With its article: without it may be what the same work's author did."""


def _before_kind(text: Rich, match: re.Match[str]) -> bool:
    """Whether a kind of work with its author follows, outside titles and links."""
    kind = _KIND_BY.match(text.text, match.end())
    return kind is not None and not text.linked(match.start(), kind.end()) and not in_italic(text, match)


def _each(text: Rich) -> Iterator[Rich]:
    """The parts of a line that each have a title, or a kind, and an author: `''Fern'' by Jane Doe and ''Moss'' by John
    Roe`, `the poem by Jane Doe and the play by John Roe`."""
    start = 0
    if text.text.count(" by ") > 1:
        titles = {mark.begin for mark in text.of("italic")} | {m.start() for m in QUOTED.finditer(text.text)}
        for match in BETWEEN.finditer(text.text):
            if (match.end() in titles or _before_kind(text, match)) and " by " in text.text[start : match.start()]:
                yield text.cut(start, match.start())
                start = match.end()
    yield text.cut(start, len(text))
