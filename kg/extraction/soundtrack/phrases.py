"""Phrases that credit somebody with a part of a track: `words by Jane Doe`.

Source: the wording of track listings in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import Column
from kg.extraction.soundtrack.credits import named
from kg.extraction.soundtrack.track import Credits, add
from kg.wikitext.rich import Rich

PHRASES: Mapping[str, tuple[Column, ...]] = {
    # the words before a name → what it is credited for
    phrase: columns
    for columns, phrases in {
        (Column.PERFORMERS,): "performed by|sung by|vocals by|vocals|vocal|singer|singers|singer(s)|artist|artists"
        "|artist(s)|performer|performers|performer(s)|by|recorded by|rendered by|played by|voice"
        "|sung and performed by",
        (Column.WRITERS,): "written by|words and music by|music and lyrics by|lyrics and music by"
        "|written and composed by|writer|writers|writer(s)|music & lyrics by|words & music by"
        "|composed and written by|music and words by"
        "|music and lyrics|words and music|lyrics & music by|w & m|song by",
        (Column.COMPOSERS,): "music by|composed by|composer|composers|music|music composed by|by composer",
        (Column.LYRICISTS,): "lyrics by|lyrics written by|lyrics|lyricist|lyricists|lyric by|words by|penned by"
        "|lyrics penned by|poet|poets",
        (Column.WRITERS, Column.PERFORMERS): "written and performed by|performed and written by"
        "|written & performed by",
        (Column.COMPOSERS, Column.PERFORMERS): "composed and performed by|performed and composed by",
        (): "courtesy of|by arrangement with|under license from|produced by|arranged by|published by"
        "|arrangement by|conducted by|from|featured in|used by permission|picturised on|picturized on"
        "|originally performed by|originally by|remixed by|dubbed by|lip-synched by|adapted by|translated by"
        "|licensed by|originally recorded by",
    }.items()
    for phrase in phrases.split("|")
}  # fmt: skip
PHRASE = re.compile(
    r"(?:(?<=^)|(?<=[\s,;.(–—-]))("
    + "|".join(re.escape(p) for p in sorted(PHRASES, key=len, reverse=True))
    + r")(?:\s*[:–]\s*|\s+|$)",
    re.IGNORECASE,
)
NEEDS_COLON = frozenset(p for p in PHRASES if not p.endswith((" by", "of", "with", "from")) and p != "by")
"""Phrases that are also words of titles and remarks: they credit only with a colon or dash after them."""
_OPENING = re.compile(r"[\s(\[]*")


def credited_small(reader: Reader, title: Rich, credits: Credits) -> Rich:
    """The title without the small print at its end that begins with a phrase, `(words by Jane Doe)`; who is named
    there goes to `credits`. Any other title as it is."""
    small = next((m for m in title.of("small") if m.end == len(title) and m.begin > 0), None)
    if small is None:
        return title
    opening = _OPENING.match(title.text, small.begin)
    begin = opening.end() if opening else small.begin
    match = PHRASE.match(title.text, begin)
    if match is None or match[1].lower() in NEEDS_COLON or title.linked(*match.span(1)):
        return title
    names = title.cut(match.end(), small.end).strip("()[]")
    for column in PHRASES[match[1].lower()]:
        add(credits, column, named(reader, [names], column))
    return title.cut(0, small.begin)
