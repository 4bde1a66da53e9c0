"""Text as a reader sees it, that still knows its links, its looks and its characters in the source.

Everything the extractors match, split and cut is a `Rich`: slicing keeps the marks that fall into the slice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from kg.model import Span
from kg.wikitext.nodes import new
from kg.wikitext.places import Places, places


class Mark(NamedTuple):
    """Something about the characters `begin` to `end` of a Rich's text."""

    kind: str
    """`link`, `italic`, `bold`, `small`, `lang`, `named` (given with its own script), `unknown` (a template that is not
    understood), `url`."""
    begin: int
    end: int
    value: str = ""
    """The page title of a link, the language code, the template's name."""


class Rich:
    """A text with marks, each character of which stands for some of the source. Immutable.

    A part of a text is a view of it: it shares the whole text's table of characters, and looks for its own marks only
    when it is asked for them. Most parts never are."""

    __slots__ = ("_clipped", "_marks", "_offset", "_places", "text")

    def __init__(self, text: str, places: Places, marks: tuple[Mark, ...] = (), offset: int | None = None) -> None:
        """`places`: of the source that each character of the text stands for. With an `offset`, they and the marks are
        those of a whole text in which `text` stands there."""
        self.text = text
        self._places = places
        self._marks = marks
        if offset is None or not marks:
            self._offset = offset or 0
            self._clipped: tuple[Mark, ...] | None = marks
        else:
            self._offset = offset
            self._clipped = None

    def source(self, index: int) -> Span:
        """The source characters that a character of the text stands for."""
        return Span(self._places.begin(self._offset + index), self._places.end(self._offset + index))

    def only(self, kept: list[tuple[int, int]], text: str) -> Rich:
        """The characters of these ranges, in order, which read as `text`."""
        found = Places()
        starts = []  # in the new text, of the ranges
        for first, last in kept:
            starts.append(found.length)
            found.take(self._places, self._offset + first, self._offset + last)
        firsts = [first for first, _ in kept]

        def moved(offset: int) -> int:
            index = bisect_right(firsts, offset) - 1
            return starts[index] + min(offset, kept[index][1]) - kept[index][0] if index >= 0 else 0

        return Rich(text, found, tuple([Mark(m.kind, moved(m.begin), moved(m.end), m.value) for m in self.marks]))

    def locate(self, into: Places) -> None:
        """Adds the places of all characters to those of a longer text."""
        into.take(self._places, self._offset, self._offset + len(self.text))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks on any of the characters, cut to them."""
        marks = self._clipped
        return self._clip() if marks is None else marks

    def _clip(self) -> tuple[Mark, ...]:
        begin = self._offset
        end = begin + len(self.text)
        marks = self._clipped = tuple(
            [
                new(Mark, (kind, first - begin if first > begin else 0, (last if last < end else end) - begin, value))
                for kind, first, last, value in self._marks
                if (first < end and last > begin) or (first == last and begin <= first <= end)
            ]
        )
        return marks

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Rich) and self.text == other.text and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def _content(self) -> tuple[object, ...]:
        return self.text, tuple(map(self.source, range(len(self.text)))), self.marks

    def __repr__(self) -> str:
        return f"Rich({self.text!r}, {self.span}, {self.marks})"

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def cut(self, begin: int, end: int) -> Rich:
        """Characters `begin` to `end` with surrounding white space left out, and the marks on them."""
        piece = self.text[begin:end]
        text = piece.strip()
        if len(text) != len(piece):
            begin += len(piece) - len(piece.lstrip())
        elif len(text) == len(self.text):
            return self
        return Rich(text, self._places, self._marks if self._clipped != () else (), self._offset + begin)

    def strip(self, chars: str = "") -> Rich:
        """Without white space and any of `chars` at both ends."""
        text = self.text
        stripped = text.strip(chars + " \n\t") if chars else text.strip()
        if len(stripped) == len(text):
            return self if not chars or len(text.strip()) == len(text) else self.cut(0, len(text))
        begin = text.find(stripped) if stripped else 0
        return self.cut(begin, begin + len(stripped))

    def unmarked(self, kind: str, value: str = "") -> Rich:
        """The same characters without the marks of a kind and a value: the links to a page."""
        kept = tuple([m for m in self._marks if m.kind != kind or m.value != value])
        return Rich(self.text, self._places, kept, self._offset)

    def split(self, pattern: re.Pattern[str], *, links: bool = False) -> list[Rich]:
        """The parts between the matches of `pattern`; matches that touch a link do not split unless
        `links`. Empty parts are left out."""
        out, start = [], 0
        for match in pattern.finditer(self.text):
            begin, end = match.span()
            if links or not self.linked(begin, end):
                out.append(self.cut(start, begin))
                start = end
        out.append(self.cut(start, len(self.text)))
        return [part for part in out if part.text]

    def linked(self, begin: int, end: int) -> bool:
        """Whether a link covers any of these characters."""
        marks = self.marks
        return bool(marks) and any(m[1] < end and m[2] > begin and m[0] == "link" for m in marks)

    def of(self, kind: str) -> tuple[Mark, ...]:
        """The marks of one kind that cover at least one character (`unknown` may cover none)."""
        marks = self._clipped
        if marks is None:
            marks = self._clip()
        if not marks:
            return ()
        return tuple([m for m in marks if m[0] == kind and (m[2] > m[1] or kind == "unknown")])

    def covered(self, kind: str) -> Mark | None:
        """The mark of this kind that covers the whole text, quotation marks aside."""
        if self._clipped == ():
            return None
        core = self.strip("\"“”'‘’")
        for mark in core.of(kind):
            if mark.begin == 0 and mark.end == len(core.text):
                return mark
        return None

    @property
    def span(self) -> Span:
        """The source characters this text stands in (0, 0 when it is empty)."""
        if not self.text:
            return Span(0, 0)
        return Span(self._places.begin(self._offset), self._places.end(self._offset + len(self.text) - 1))


EMPTY = Rich("", places(0, 0))
