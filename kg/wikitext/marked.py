"""Text as a reader sees it, that still knows its links, its looks and its characters in the source.

Everything the extractors match, split and cut is a `Rich`: slicing keeps the marks that fall into the slice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import Span


class Mark(NamedTuple):
    """Something about the characters `begin` to `end` of a Rich's text."""

    kind: str
    """`link`, `italic`, `bold`, `small`, `lang`, `unknown` (a template that is not understood), `url`."""
    begin: int
    end: int
    value: str = ""
    """The page title of a link, the language code, the template's name."""


class Rich:
    """A text with marks, each character of which stands for some of the source. Immutable.

    A part of a text is a view of it: it shares the whole text's table of characters, and looks for its own marks only
    when it is asked for them. Most parts never are."""

    __slots__ = ("_begins", "_clipped", "_ends", "_marks", "_offset", "text")

    def __init__(
        self,
        text: str,
        begins: Sequence[int],
        ends: Sequence[int],
        marks: tuple[Mark, ...] = (),
        offset: int | None = None,
    ) -> None:
        """`begins[i]` and `ends[i]`: the source characters that `text[i]` stands for. With an `offset`, all three are
        those of a whole text in which `text` stands there."""
        self.text = text
        self._begins = begins
        self._ends = ends
        self._marks = marks
        self._offset = offset or 0
        self._clipped = marks if offset is None else None

    @property
    def begins(self) -> Sequence[int]:
        """Where the source characters begin that each character of the text stands for."""
        return self._begins[self._offset : self._offset + len(self.text)]

    @property
    def ends(self) -> Sequence[int]:
        """Where they end."""
        return self._ends[self._offset : self._offset + len(self.text)]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks on any of the characters, cut to them."""
        if not self._marks:
            return ()
        if self._clipped is None:
            begin, end = self._offset, self._offset + len(self.text)
            self._clipped = tuple(
                [
                    Mark(kind, max(first, begin) - begin, min(last, end) - begin, value)
                    for kind, first, last, value in self._marks
                    if (first < end and last > begin) or (first == last and begin <= first <= end)
                ]
            )
        return self._clipped

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rich) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def _content(self) -> tuple[object, ...]:
        return self.text, tuple(self.begins), tuple(self.ends), self.marks

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
        begin += len(piece) - len(piece.lstrip())
        return Rich(piece.strip(), self._begins, self._ends, self._marks, self._offset + begin)

    def strip(self, chars: str = "") -> Rich:
        """Without white space and any of `chars` at both ends."""
        text = self.text
        stripped = text.strip(chars + " \n\t") if chars else text.strip()
        if stripped == text.strip() == text:
            return self
        begin = text.find(stripped) if stripped else 0
        return self.cut(begin, begin + len(stripped))

    def split(self, pattern: re.Pattern[str], *, links: bool = False) -> list[Rich]:
        """The parts between the matches of `pattern`; matches that touch a link do not split unless
        `links`. Empty parts are left out."""
        out, start = [], 0
        for match in pattern.finditer(self.text):
            if links or not self.linked(*match.span()):
                out.append(self.cut(start, match.start()))
                start = match.end()
        out.append(self.cut(start, len(self.text)))
        return [part for part in out if part]

    def linked(self, begin: int, end: int) -> bool:
        """Whether a link covers any of these characters."""
        return any(m.kind == "link" and m.begin < end and m.end > begin for m in self.marks)

    def of(self, kind: str) -> tuple[Mark, ...]:
        """The marks of one kind that cover at least one character (`unknown` may cover none)."""
        if not self._marks:
            return ()
        return tuple([m for m in self.marks if m.kind == kind and (m.end > m.begin or kind == "unknown")])

    def covered(self, kind: str) -> Mark | None:
        """The mark of this kind that covers the whole text, quotation marks aside."""
        core = self.strip("\"“”'‘’")
        return next((m for m in core.of(kind) if m.begin == 0 and m.end == len(core.text)), None)

    @property
    def span(self) -> Span:
        """The source characters this text stands in (0, 0 when it is empty)."""
        if not self.text:
            return Span(0, 0)
        return Span(self._begins[self._offset], self._ends[self._offset + len(self.text) - 1])


EMPTY = Rich("", (), ())
