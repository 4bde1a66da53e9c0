"""Where in a source the characters of a text stand, as runs of characters: nearly all stand for one character of the
source each, one after the other."""

from __future__ import annotations

from bisect import bisect_left

Run = tuple[int, int, int]
"""The first character of the text in a run, and the source's `begin` and `end` that its characters stand for as a
whole; with EACH for an end, each for one character from `begin` on."""
EACH = -1


class Places:
    """Grows at its end, while a text is built."""

    __slots__ = ("length", "runs")

    def __init__(self, runs: list[Run] | None = None, length: int = 0) -> None:
        self.runs: list[Run] = [] if runs is None else runs
        self.length = length
        """Characters of the text."""

    def begin(self, index: int) -> int:
        """Where the source's characters begin that one of the text stands for."""
        at, begin, end = self.runs[self._run(index)]
        return begin + index - at if end == EACH else begin

    def end(self, index: int) -> int:
        """Where they end."""
        at, begin, end = self.runs[self._run(index)]
        return begin + index - at + 1 if end == EACH else end

    def _run(self, index: int) -> int:
        # A run that begins at `index + 1` comes after this shorter tuple.
        return bisect_left(self.runs, (index + 1,)) - 1 if len(self.runs) > 1 else 0

    def put(self, count: int, begin: int, end: int) -> None:
        """`count` characters more, as a Run has them."""
        if count:
            self.runs.append((self.length, begin, end))
            self.length += count

    def take(self, other: Places, first: int, last: int) -> None:
        """Characters `first` to `last` of another text."""
        if first >= last:
            return
        moved = self.length - first
        run = other._run(first)
        at, begin, end = other.runs[run]
        self.runs.append((self.length, begin + first - at if end == EACH else begin, end))
        for at, begin, end in other.runs[run + 1 : other._run(last - 1) + 1]:
            self.runs.append((at + moved, begin, end))
        self.length += last - first

    def widen(self, first: int, begin: int, end: int) -> None:
        """Lets the characters from the run `first` on begin and end where they are said to in the source."""
        runs = self.runs
        at, old, whole = runs[-1]
        last = self.length - 1
        if whole == EACH and first == len(runs) - 1 and last > at:  # as nearly all are: one run
            runs[-1] = (at, begin, old + 1)
            if last > at + 1:
                runs.append((at + 1, old + 1, EACH))
            runs.append((last, old + last - at, end))
            return
        if at == last:
            runs[-1] = (at, old, end)
        else:
            runs.append((last, old + last - at if whole == EACH else old, end))
        at, old, whole = runs[first]
        following = runs[first + 1][0] if first + 1 < len(runs) else self.length
        runs[first] = (at, begin, old + 1 if whole == EACH else whole)
        if following > at + 1:
            runs.insert(first + 1, (at + 1, old + 1 if whole == EACH else old, whole))


def places(count: int, begin: int, end: int = EACH) -> Places:
    """Of a text of `count` characters that stand as a whole for the source's `begin` to `end`; without an end, each
    for one from `begin` on."""
    return Places([(0, begin, end)] if count else [], count)
