"""The sections of an article: which are about music, which hold no listing.

Source: MOS:FILM ("Soundtrack"), Wikipedia:WikiProject Albums/Album article style advice (the sections of an album).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.details import HATNOTES
from kg.model import Span
from kg.wikitext.document import Document, Section
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tree import Template

SOUNDTRACK_SECTION = re.compile(
    r"\b(?:(?:sound ?)?tracks|sound ?track|ost|track ?list(?:ing)?s?|albums?|audio)\b", re.IGNORECASE
)
"""Headings of sections about the album itself."""
SONGS_SECTION = re.compile(r"\bsong(?:s|ography)?\b|\bset ?lists?\b", re.IGNORECASE)
"""Headings of sections about the film's songs, or those of the concert that it shows."""
MUSICAL = re.compile(
    rf"{SOUNDTRACK_SECTION.pattern}|{SONGS_SECTION.pattern}|\b(?:music|score|scoring|musical numbers?|theme)\b",
    re.IGNORECASE,
)
"""Headings of sections that may hold a listing, among other lists."""
OTHER_SECTION = re.compile(
    r"\b(?:personnel|musicians|credits|charts?|awards?|accolades|nominations?|certifications?|sales|reception|reviews?"
    r"|critical|singles|release history|references|notes|see also|external links|bibliography|further reading|cast"
    r"|theme song|other songs|unreleased|not included|deleted|not on|outtakes?|sources|videos?|sound (?:mix|design)"
    r"|commentary|instruments|audiobooks?|audio drama)\b",
    re.IGNORECASE,
)
"""Headings under which no list is a listing of tracks, wherever they stand."""

_SHARED = re.compile(r"\b(?:cast|(?:critical )?(?:reception|response)|reviews?)\b", re.IGNORECASE)
"""Of these the subjects that a section may have beside the album."""
_WITH_ALBUM = re.compile(rf"(?:original\s)?{SOUNDTRACK_SECTION.pattern}\s(?:and|&)\s", re.IGNORECASE)


MAX_SUBSECTIONS = 100
"""How many sections back the section on music is looked for that holds a listing's section."""


def found(pattern: re.Pattern[str], titles: Set[str]) -> set[str]:
    """Those of the titles in which a pattern is found."""
    return {title for title in titles if pattern.search(title)}


class Subjects:
    """What the sections of a page are about, by their headings."""

    def __init__(self, titles: Set[str]) -> None:
        self.musical = found(MUSICAL, titles)
        self.albums = found(SOUNDTRACK_SECTION, self.musical)
        self.songs = found(SONGS_SECTION, self.musical)
        other = found(OTHER_SECTION, titles)
        self._strictly_other = {title for title in other if OTHER_SECTION.search(_SHARED.sub("", title))}
        self.other = {t for t in other if t in self._strictly_other or not _WITH_ALBUM.match(t)}

    def is_other(self, chain: Sequence[str]) -> bool:
        """Whether a section holds no listing of tracks, by the headings that it stands under: a section on the album
        may, though the section around it is about the cast and the music."""
        if self.other.isdisjoint(chain):
            return False
        album = max((index for index, title in enumerate(chain) if title in self.albums), default=0)
        return any(title in (self._strictly_other if i < album else self.other) for i, title in enumerate(chain))


class Outline:
    """The sections of a page by where they begin."""

    def __init__(self, document: Document) -> None:
        self.sections = document.sections
        self._begins = [section.heading.begin for section in self.sections]
        self._roots = [section for section in self.sections if section.level <= 2]
        self._root_begins = [section.heading.begin for section in self._roots]
        self._lead = document.lead
        self._hatnotes = document.find(*HATNOTES)
        self._hatnote_begins = [template.span.begin for template in self._hatnotes]

    def heading(self, offset: int) -> str:
        """The heading of the section that a character stands in; empty in the lead."""
        index = bisect_right(self._begins, offset) - 1
        return self.sections[index].title if index >= 0 else ""

    def headline(self, reader: Reader, offset: int) -> Rich:
        """The same with its markup."""
        index = bisect_right(self._begins, offset) - 1
        return reader.rich(self.sections[index].heading).strip("=") if index >= 0 else EMPTY

    def root(self, offset: int) -> Span:
        """The section of the first or second level that a character stands in, with its heading."""
        index = bisect_right(self._root_begins, offset) - 1
        return Span(self._root_begins[index], self._roots[index].whole.end) if index >= 0 else self._lead

    def is_one_section(self, begin: int, end: int) -> bool:
        """Whether no heading stands between two characters."""
        return bisect_right(self._begins, begin) == bisect_right(self._begins, end)

    def hatnotes(self, span: Span) -> Sequence[Template]:
        """The {{Main}} templates that stand in a range."""
        first = bisect_left(self._hatnote_begins, span.begin)
        return self._hatnotes[first : bisect_left(self._hatnote_begins, span.end, first)]

    def chains(self) -> Iterator[tuple[Section, tuple[str, ...]]]:
        """Each section with the headings of all sections that it stands in, its own last."""
        chain: list[Section] = []
        for section in self.sections:
            while chain and chain[-1].level >= section.level:
                chain.pop()
            chain.append(section)
            yield section, tuple(s.title for s in chain)

    def music(self, offset: int) -> Span:
        """The widest section on music that a character stands in; without one, the section itself."""
        root = self.root(offset)
        index = bisect_right(self._begins, offset) - 1
        first = bisect_right(self._begins, root.begin - 1)
        for section in self.sections[max(first, index - MAX_SUBSECTIONS) : index + 1]:
            if section.whole.end > offset and MUSICAL.search(section.title):
                return section.whole
        return self.sections[index].span if index >= 0 else root
