"""Where in a source the characters of a text stand, as runs of characters: nearly all stand for one character of the
source each, one after the other."""

from __future__ import annotations

from bisect import bisect_right


class Places:
    """Grows at its end, while a text is built. Runs are kept in three lists of one length."""

    __slots__ = ("_at", "_begins", "_ends", "length")

    def __init__(self) -> None:
        self._at: list[int] = []  # the first character of the text in each run
        self._begins: list[int] = []
        self._ends: list[int] = []  # of a run whose characters stand as a whole for some of the source; else _EACH
        self.length = 0
        """Characters of the text."""

    def put(self, count: int, begin: int, end: int) -> None:
        """`count` characters that stand as a whole for the source's `begin` to `end`."""
        if count:
            self._add(count, begin, end)

    def put_each(self, count: int, begin: int) -> None:
        """`count` characters of which each stands for one of the source's, from `begin` on."""
        if count:
            self._add(count, begin, _EACH)

    def _add(self, count: int, begin: int, end: int) -> None:
        self._at.append(self.length)
        self._begins.append(begin)
        self._ends.append(end)
        self.length += count

    def begin(self, index: int) -> int:
        """Where the source's characters begin that one of the text stands for."""
        run = bisect_right(self._at, index) - 1
        return self._begins[run] + (index - self._at[run] if self._ends[run] == _EACH else 0)

    def end(self, index: int) -> int:
        """Where they end."""
        run = bisect_right(self._at, index) - 1
        end = self._ends[run]
        return self._begins[run] + index - self._at[run] + 1 if end == _EACH else end

    def take(self, other: Places, first: int, last: int) -> None:
        """Characters `first` to `last` of another text."""
        run = bisect_right(other._at, first) - 1
        while first < last:
            following = other._at[run + 1] if run + 1 < len(other._at) else other.length
            count = min(following, last) - first
            begin, end = other._begins[run], other._ends[run]
            self._add(count, begin + (first - other._at[run] if end == _EACH else 0), end)
            first += count
            run += 1

    def widen(self, first: int, begin: int, end: int) -> None:
        """Lets the text's characters from `first` on begin and end where they are said to in the source."""
        self._single(first, begin, self.end(first))
        last = self.length - 1
        self._single(last, self.begin(last), end)

    def _single(self, index: int, begin: int, end: int) -> None:
        """Makes one character, of the last few runs, a run of its own."""
        run = bisect_right(self._at, index) - 1
        start, stop = self._at[run], self._at[run + 1] if run + 1 < len(self._at) else self.length
        old_begin, old_end = self._begins[run], self._ends[run]
        moved = old_end == _EACH
        parts = [(index, begin, end)]
        if start < index:
            parts.insert(0, (start, old_begin, old_end))
        if index + 1 < stop:
            parts.append((index + 1, old_begin + (index + 1 - start if moved else 0), old_end))
        self._at[run : run + 1] = [part[0] for part in parts]
        self._begins[run : run + 1] = [part[1] for part in parts]
        self._ends[run : run + 1] = [part[2] for part in parts]


_EACH = -1


def places(count: int, begin: int, end: int | None = None) -> Places:
    """Of a text of `count` characters that stand as a whole for the source's `begin` to `end`; without an end, each
    for one from `begin` on."""
    out = Places()
    if count:
        out._add(count, begin, _EACH if end is None else end)
    return out
