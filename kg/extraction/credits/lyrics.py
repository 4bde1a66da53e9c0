"""Those who wrote the words of a film's songs: named for its music in infoboxes, and not of the data model."""

from __future__ import annotations

import re

from kg.wikitext.rich import Rich

_WRITTEN = r"(?:(?:additional|original|film|movie|songs?|title|theme)\s+){0,3}lyric(?:s|ists?)?(?:\s+writers?)?"
ONLY_LYRICS = re.compile(_WRITTEN, re.IGNORECASE)
"""A remark on who is named for the music and wrote only words."""
_FIRST = re.compile(rf"\W*{_WRITTEN}\b(?!\s*(?:[,&/]|\band\b)\s*\w)", re.IGNORECASE)
_MUSIC = re.compile(r"\b(?:music|compos|score)", re.IGNORECASE)


def heads_lyricists(label: str) -> bool:
    """Whether a label is for those alone who wrote words: `Lyrics:`, not `Music and lyrics:`."""
    return "lyric" in label.casefold() and _MUSIC.search(label) is None


def is_of_lyricist(text: Rich) -> bool:
    """Whether a line says first that it names such: `Film song lyrics by Jane Doe`."""
    return "yric" in text.text and (match := _FIRST.match(text.text)) is not None and not text.linked(*match.span())
