"""Page titles as MediaWiki understands them: what is one, how it is spelt, and lists of them.

Titles are data and come from strangers: nothing in here, or in this package, uses one as a path.
"""

from __future__ import annotations

import os
import re
import unicodedata

from kg.errors import SourceError
from kg.sources.streams import decoded, opened, read_whole

# https://www.mediawiki.org/wiki/Manual:Page_title and MediaWikiTitleCodec::getTitleInvalidRegex:
# characters with a meaning in wikitext, control characters, percent-encodings, character references.
_ILLEGAL = re.compile(r"[\x00-\x1f\x7f#<>\[\]{}|\ufffd]|~~~|%[0-9A-Fa-f]{2}|&[A-Za-z0-9\x80-\U0010ffff]{1,64};")
# What MediaWikiTitleCodec::splitTitleString takes for a space. Other white space is no part of a title.
_SPACES = re.compile("[ _\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# Parts that a browser would take as steps in a path.
_RELATIVE = re.compile(r"(?:^|/)\.\.?(?:/|$)")
_MAX_BYTES = 255
_MAX_SPECIAL_BYTES = 512

# https://www.mediawiki.org/wiki/Manual:Namespace#Built-in_namespaces; 100 and up as the English
# Wikipedia has them, https://en.wikipedia.org/wiki/Wikipedia:Namespace. Every wiki knows the built-in ones
# in English besides its own names for them.
_NAMESPACES = {
    "media": -2,
    "special": -1,
    "talk": 1,
    "user": 2,
    "user talk": 3,
    "project": 4,
    "project talk": 5,
    "wikipedia": 4,
    "wikipedia talk": 5,
    "wp": 4,
    "wt": 5,
    "file": 6,
    "file talk": 7,
    "image": 6,
    "image talk": 7,
    "mediawiki": 8,
    "mediawiki talk": 9,
    "template": 10,
    "template talk": 11,
    "help": 12,
    "help talk": 13,
    "category": 14,
    "category talk": 15,
    "portal": 100,
    "portal talk": 101,
    "draft": 118,
    "draft talk": 119,
    "timedtext": 710,
    "timedtext talk": 711,
    "module": 828,
    "module talk": 829,
}


def title_fault(title: str) -> str | None:
    """Why no wiki page can have this title, or None when one can.

    >>> title_fault("Leaving Las Vegas"), title_fault("A|B"), title_fault("../x")
    (None, "has '|' in it", 'is a relative path')
    """
    if not title.strip(" _"):
        return "is empty"
    try:
        size = len(title.encode())
    except UnicodeEncodeError:
        return "is not valid Unicode"
    limit = _MAX_SPECIAL_BYTES if namespace_of(title) == -1 else _MAX_BYTES
    if size > limit + 32:  # the limit holds without the namespace's name
        return f"is longer than {limit} bytes"
    if illegal := _ILLEGAL.search(title):
        return f"has {illegal.group()!r} in it"
    if _RELATIVE.search(title):
        return "is a relative path"
    return None


def respaced(title: str) -> str:
    """A title as a person types it, in the spelling that every wiki takes it for: NFC, spaces for
    underscores, none doubled or at the ends, no colon before it."""
    words = _SPACES.sub(" ", unicodedata.normalize("NFC", title.strip(" \t\r\n"))).strip(" ")
    return words.removeprefix(":").lstrip(" ")


def normalise(title: str) -> str:
    """The same with the first letter in upper case, as on most wikis, Wikipedia among them
    (https://www.mediawiki.org/wiki/Manual:$wgCapitalLinks).

    >>> normalise("_leaving_Las  Vegas ")
    'Leaving Las Vegas'
    """
    words = respaced(title)
    first = words[:1].upper()
    return first + words[1:] if len(first) == 1 else words


def namespace_of(title: str) -> int:
    """The number of the namespace a full title is in, by the names that every wiki knows and those of
    the English Wikipedia; 0 for articles.

    >>> namespace_of("Talk:Heat"), namespace_of("Alien: Resurrection")
    (1, 0)
    """
    prefix, colon, _ = title.partition(":")
    return _NAMESPACES.get(prefix.replace("_", " ").strip().lower(), 0) if colon else 0


def titles_from(path: str | os.PathLike[str]) -> list[str]:
    """The titles in a file, in its order: one a line, UTF-8; empty lines and lines that start with `#`
    (no title does) are skipped. `-` is standard input.

    Raises SourceError when the file cannot be read or is not UTF-8.
    """
    with opened(path) as (stream, name):
        text = decoded(read_whole(stream, name), name)
    lines = (line.strip() for line in text.splitlines())
    titles = [line for line in lines if line and not line.startswith("#")]
    if not titles:
        raise SourceError(f"{name}: no titles in it")
    return titles
