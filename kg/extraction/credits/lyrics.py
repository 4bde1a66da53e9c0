"""Those who wrote the words of a film's songs: named for its music in infoboxes, and not of the data model."""

from __future__ import annotations

import re

from kg.model import Field
from kg.wikitext.rich import Rich

WRITTEN = r"(?:(?:additional|original|film|movie|songs?|title|theme)\s+){0,3}lyric(?:s|ists?)?(?:\s+writers?)?"
"""Who wrote words, or that he did."""
ONLY_LYRICS = re.compile(WRITTEN, re.IGNORECASE)
"""A remark on who is named for the music and wrote only words."""
JOINT = r"\s*(?:[,&/]|\band\b)\s*"
MADE_MUSIC = r"(?:the\s+)?(?:original\s+)?(?:music|compos|score|songs?\b|tunes?\b|arrang)"
MADE_BOTH = rf"{WRITTEN}(?:{JOINT}\w+){{0,2}}{JOINT}{MADE_MUSIC}"
"""The words for who wrote words and made music, to the first for music: `Lyrics and comp`."""
_FIRST = re.compile(rf"\W*(?!{MADE_BOTH}){WRITTEN}\b", re.IGNORECASE)
_ALONE = re.compile(rf"\W*{WRITTEN}\b(?!{JOINT}\w)", re.IGNORECASE)
_MUSIC = re.compile(r"\b(?:music|compos|score)", re.IGNORECASE)


_COMPOSES = re.compile(rf"\W*{MADE_MUSIC}\w*(?:{JOINT}{WRITTEN})?(?:\s*:|\s+(?:composed\s+)?by\b)", re.IGNORECASE)


def is_of_composer(words: str) -> bool:
    """Whether the words of a line, or a label with a colon, are for those who made music: `Music by Jane Doe`."""
    return _COMPOSES.match(words) is not None


def heads_lyricists(label: str, field: Field = Field.MUSIC) -> bool:
    """Whether a label is for those alone who wrote words: `Lyrics:`, not `Music and lyrics:`; among the writers of a
    film not `Lyrics and dialogues:`."""
    if field is not Field.MUSIC:
        return _ALONE.match(label) is not None
    return "lyric" in label.casefold() and _MUSIC.search(label) is None


def is_of_lyricist(text: Rich, field: Field = Field.MUSIC) -> bool:
    """Whether a line says first that it names such: `Film song lyrics by Jane Doe`."""
    match = (_FIRST if field is Field.MUSIC else _ALONE).match(text.text) if "yric" in text.text else None
    return match is not None and not text.linked(*match.span())
