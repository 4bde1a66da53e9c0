"""What is wrong with one page of a source, and how any of it is put into one line."""

from __future__ import annotations

from dataclasses import dataclass

_LINE = 200
"""Characters of foreign text shown in a message."""


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """A page that a source names and does not give: missing, hidden, with an impossible title…

    The other pages of the source are read all the same.
    """

    source: str
    """The file as it was named, `standard input`, or the address of the API."""
    page: str
    """The page as the source or the caller names it; `page 3` when it has no name."""
    message: str
    """What is wrong with it, without its name: `does not exist`."""

    def __str__(self) -> str:
        return one_line(f"{self.source}: {self.page}: {self.message}", 4 * _LINE)


_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""They belong to the spelling of names in Persian or Malayalam."""


def one_line(text: str, limit: int = _LINE) -> str:
    """`text`, which may come from anywhere, fit to be shown on a terminal: white space folded, control
    characters and lone surrogates replaced, but for what joins letters of a script or keeps them apart, cut to `limit`
    characters.

    >>> one_line("two\\nlines and \\x1b[31mred")
    'two lines and �[31mred'
    >>> one_line("بچه\\u200cها") == "بچه\\u200cها", one_line("a\\u200cb")
    (True, 'a�b')
    """
    words = " ".join(text[: 4 * limit].split())
    shown = "".join(
        character if character.isprintable() or (character in _JOINERS and not before.isascii()) else _REPLACEMENT
        for before, character in zip(" " + words, words, strict=False)
    )
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
