"""What an album is called: in a headline, a caption, the line or heading above a listing, a sentence.

Sources: MOS:TITLE ("Major works": titles of albums in italics), Template:Track listing ("headline"). Soundtrack albums
are named after their film: `Example (Original Motion Picture Soundtrack)`, `Music from the Motion Picture Example`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extraction.reader import Reader
from kg.wikitext.rich import Rich

MAX_NAME = 120
"""Characters; a longer text is a sentence."""


class Name(NamedTuple):
    """What an album is called, and its page."""

    text: str
    link: str | None = None


ALBUM_PAGE = re.compile(r"\b(?:soundtrack|album|score)\b", re.IGNORECASE)
"""In the title of a page that is an album's own."""
_WORD = re.compile(r"[^\W_]+|&")
_ALBUMS = frozenset("soundtrack soundtracks score album ost".split())
_KINDS = _ALBUMS | frozenset("music songs".split())
_FORMAL = _KINDS | frozenset(
    "the a an original official complete motion picture film movie animated background from and & inspired by".split()
)
"""Words, in small letters, that the name of a soundtrack album consists of besides the name of the film."""
_EDGES = ' :;,()[]–—-"“”'
_LISTING = re.compile(r"[\s:–—-]{0,3}\(?\b(?:track[ -]?list(?:ings?)?|song ?list|tracks)\)?$", re.IGNORECASE)


def album_name(reader: Reader, text: Rich) -> Name | None:
    """The name in a headline: all of it where it reads as one, else what stands there in italics."""
    if (name := formal_name(reader, text)) is not None:
        return name
    italic = text.of("italic")
    if len(italic) != 1:
        return None
    title = text.cut(italic[0].begin, italic[0].end).strip('"“”')
    return Name(title.text, _page(title)) if title else None


def formal_name(reader: Reader, text: Rich) -> Name | None:
    """A text that reads as the name of an album: it says so in the words of such names, or is the link to one."""
    if listing := _LISTING.search(text.text):
        text = text.cut(0, listing.start())
    page = _page(text)
    if (page is not None and text.covered("link")) or (_is_formal(reader, text) and not reader.is_film(text)):
        return Name(text.text.strip('"“” '), page)
    return None


def is_listing(title: str) -> bool:
    """Whether a title is but a word for a listing of music: `Track listing`, `The songs`."""
    words = _WORD.findall(_LISTING.sub("", title).casefold())
    return all(word in _FORMAL or word in ("dub", "dubbed") for word in words)


def title_key(title: str) -> tuple[str, ...]:
    """The words of a title, alike however it is punctuated: `Example: The Score` and `Example (Score)`."""
    return tuple(word for word in _WORD.findall(title.casefold()) if word != "the")


_CALLED = re.compile(
    r"\b(?:(?:soundtrack|score)(?:\s+album)?,?|(?:soundtrack|score|album),?\s+(?:which\s+)?(?:(?:is|was)\s+)?"
    r"(?:entitled|titled|called|named))\s+[\"“]?$",
    re.IGNORECASE,
)
"""Before a title in italics: what the sentence says that it is the title of."""
_IS_CALLED = re.compile(
    r"[\"”]?,\s+the\s+(?:\w{1,12}\s+){0,2}(?:soundtrack|score)(?:\s+album)?(?=,|\s+(?:for|to|of|was)\b)", re.IGNORECASE
)
"""The same behind it: `''Example'', the soundtrack album,`."""


def name_told(reader: Reader, sentence: Rich) -> Name | None:
    """The name that a sentence gives an album, where it gives but one."""
    found: dict[str, Name] = {}
    for mark in sentence.of("italic"):
        title = sentence.cut(mark.begin, mark.end)
        name = formal_name(reader, title)
        if name is None and (
            _CALLED.search(sentence.text[max(0, mark.begin - 60) : mark.begin])
            or _IS_CALLED.match(sentence.text, mark.end)
        ):
            name = Name(title.text.strip('"“” '), _page(title))
        if name is not None and name.text:
            found.setdefault(name.text, name)
    return next(iter(found.values())) if len(found) == 1 else None


def _page(text: Rich) -> str | None:
    """The page of an album that a text links."""
    pages = {link.value for link in text.of("link") if "#" not in link.value and ALBUM_PAGE.search(link.value)}
    return pages.pop() if len(pages) == 1 else None


def _is_formal(reader: Reader, text: Rich) -> bool:
    """Whether a text is the name of the film, or something in italics, with what the album is after or before it."""
    body = text.text
    words = list(_WORD.finditer(body)) if len(body) <= MAX_NAME else []
    formal = [word[0].casefold() in _FORMAL for word in words]
    for index in range(len(words) - 1, 0, -1):
        if not formal[index]:
            break
        begin, after = words[index].start(), [word[0] for word in words[index:]]
        if _is_kind(after) and _is_work(reader, text, 0, begin):
            return True
    for index in range(1, len(words)):
        if not formal[index - 1]:
            break
        end, before = words[index - 1].end(), [word[0] for word in words[:index]]
        # a first word has its capital anyway: `Songs from the film Example` describes
        capitals = any(word[0].isupper() for word in before[1:])
        if capitals and _is_kind(before) and _is_work(reader, text, end, len(body)):
            return True
    return False


def _is_kind(words: Sequence[str]) -> bool:
    """Whether words say that something is an album, as part of its name: `Original Score`, not `score`."""
    kinds = {word.casefold() for word in words if word[0].isupper()} & _KINDS
    return bool(kinds & _ALBUMS) or (bool(kinds) and "from" in map(str.casefold, words))


def _is_work(reader: Reader, text: Rich, begin: int, end: int) -> bool:
    """Whether a part of a text is in italics, or names the film."""
    name = text.text[begin:end].strip(_EDGES)
    at = text.text.find(name, begin)
    if name and any(mark.begin <= at and at + len(name) <= mark.end for mark in text.of("italic")):
        return True
    return reader.names_film(name)
