"""Which raw pages can be films, told by their bytes: what is not found here is neither parsed as XML nor as wikitext.

Every page that `kg.extraction.kinds` takes for a film has one of its FILM_INFOBOXES behind `{{`. The search is made
from that list, and is wider than what the parsers take for the name: case does not matter, and between any two letters
may stand white space, underscores, brackets that have no partner and any character outside of ASCII (of which some are
spaces). Where a comment, a tag or another template begins within the name, which the parsers take out, the page is
looked at whatever follows. A page too many costs a millisecond; one too few would be a film lost, and tests compare
both routes.

In a dump's XML `<` stands as `&lt;` (MediaWiki's Xml::element), so that tags of the dump cannot be in a text.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from kg.extraction.kinds import FILM_INFOBOXES

PREFIXES = ("template", "msg")
"""What may stand before a template's name, with a colon (https://www.mediawiki.org/wiki/Help:Templates, Help:Magic
words)."""
_JUNK = rb"[\s\x1c-\x1f_\[\]\x80-\xff]*+"
_LETTERS = {"k": b"[kK]?"}  # U+212A, the Kelvin sign, is a k in lower case: it is passed over
_ENDLESS = rb"&lt;|&#|\{\{"
"""Where what the parsers take out may begin. A number of a character is written by no MediaWiki, but can be read."""
_HIDDEN = rb"&#(?:0*123|[xX]0*7[bB]);"
"""A brace as a character reference."""

_Trie = dict[str, "_Trie"]


class Search(Protocol):
    """What finds something in bytes, as a compiled pattern does."""

    def finditer(self, data: bytes, begin: int = 0, /) -> Iterator[re.Match[bytes]]:
        """The matches from `begin` on, in order."""


class AnyOf:
    """The matches of several patterns. As one pattern they would be tried at every byte; each by itself is looked for
    by the characters that it begins with, in a tenth of the time."""

    def __init__(self, *patterns: re.Pattern[bytes]) -> None:
        self._patterns = patterns

    def finditer(self, data: bytes, begin: int = 0, /) -> Iterator[re.Match[bytes]]:
        found = (pattern.finditer(data, begin) for pattern in self._patterns)
        return heapq.merge(*found, key=lambda match: match.start())


@cache
def infobox_search() -> Search:
    """Finds what the raw pages have that may have a template of FILM_INFOBOXES (named as kg.wikitext.tree.template_name
    does). It looks at each character a bounded number of times but for runs of braces and spaces."""
    written = [*FILM_INFOBOXES, *(f"{prefix}:{name}" for prefix in PREFIXES for name in FILM_INFOBOXES)]
    return AnyOf(re.compile(rb"\{\{" + _node(_trie(written))), re.compile(_HIDDEN))


def _trie(names: Iterable[str]) -> _Trie:
    root: _Trie = {}
    for name in names:
        node = root
        for letter in name.replace(" ", ""):
            node = node.setdefault(letter, {})
        node[""] = {}
    return root


def _node(node: _Trie) -> bytes:
    if "" in node:
        return b""
    branches = [_letter(letter) + _node(following) for letter, following in sorted(node.items())]
    return _JUNK + rb"(?:" + b"|".join([*branches, _ENDLESS]) + rb")"


def _letter(letter: str) -> bytes:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter.isalpha():
        return f"[{letter}{letter.upper()}]".encode()
    return re.escape(letter).encode()
