"""Whom an article tells of outside of its awards: a name that only these hold may be that of a prize or a category.

Source: the sections of film articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extraction.awards.names.cellnames import NAME
from kg.extraction.awards.names.headings import award_sections
from kg.extraction.awards.names.wording import WORD, is_person_like
from kg.extraction.cast.sections import cast_regions
from kg.extraction.kinds import film_infobox
from kg.extraction.organizations import PERSON_PAGE, WORK_PAGE
from kg.extraction.reader import Reader
from kg.wikitext.rich import Rich

_TARGET = re.compile(r"\[\[[^\[\]|\n]*\|")
"""The page of a link that shows something else."""
_ROW = re.compile(r"[ \t]*[*#|:!](?![ \t]*released?\b)", re.IGNORECASE)
"""What begins a line of an infobox, a list or a table; films are shown at places."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells outside of its sections about awards; a name may be asked for with `in`."""

    text: str
    own: int
    """How often that names whoever the awards name: once where the article has no such section."""

    def __contains__(self, name: str) -> bool:
        return self.text.count(name) > self.own


def told_elsewhere(reader: Reader) -> tuple[Told, Told]:
    """(what the article tells outside of its sections about awards, the lines of that which are of an infobox, a list
    or a table): those name the people of the film."""
    return reader.once(_told)


def _told(reader: Reader) -> tuple[Told, Told]:
    text = reader.document.text
    kept, begin = [], 0
    for section, _ in award_sections(reader):
        kept.append(text[begin : section.span.begin])
        begin = section.span.end
    told, own = "".join((*kept, text[begin:])), int(not kept)
    return Told(told, own), Told("\n".join(line for line in told.split("\n") if _ROW.match(line)), own)


def is_known_person(reader: Reader, text: Rich) -> bool:
    """Whether a text is called like a person, and its page tells so or the article has that name outside of its
    awards."""
    if not NAME.fullmatch(text.text) or " " not in text.text or not is_person_like(text):
        return False
    link = text.covered("link")
    if link is not None and PERSON_PAGE.search(link.value):
        return True
    return text.text in told_elsewhere(reader)[0]


def is_named_again(reader: Reader, name: str) -> bool:
    """Whether the article names someone more than once."""
    return reader.once(_shown).count(name) > 1


def is_mentioned(reader: Reader, text: Rich) -> bool:
    """Whether all words of a name stand in the article more than once: the people of a film are named
    elsewhere than in its awards."""
    words = WORD.findall(text.text)
    counts = reader.once(_word_counts)
    return bool(text.of("link")) or all(counts[word] > 1 for word in words)


def is_written_small(reader: Reader, word: str) -> bool:
    """Whether a word stands in the article in small letters."""
    return reader.once(_word_counts)[word.lower()] > 0


def is_billed(reader: Reader, text: Rich) -> bool:
    """Whether a text that is called like a prize is a person or a work for all that: its page tells so, or the infobox
    or the cast has it."""
    link = text.covered("link")
    if link is not None and page_tells(link.value):
        return True
    return any(_names(part, text.text) for part in reader.once(_billed))


def is_role(reader: Reader, name: str) -> bool:
    """Whether the cast tells that someone plays a role of this name."""
    return any(_names(part, f"as {name}") for part in reader.once(_billed))


def _names(told: str, name: str) -> bool:
    """Whether a text has a whole name, and not only the beginning of a longer one: `Golden Moss Films`."""
    begin = told.find(name)
    while begin >= 0:
        end = begin + len(name)
        longer = told[end : end + 1].isalnum() or (told[end : end + 1] == " " and told[end + 1 : end + 2].isupper())
        if not longer and not told[max(begin - 1, 0) : begin].isalnum():
            return True
        begin = told.find(name, begin + 1)
    return False


def page_tells(page: str) -> bool:
    """Whether a page is shown by its title to be that of a person or a work: `Moss (actor)`."""
    return page.endswith(")") and bool(PERSON_PAGE.search(page) or WORK_PAGE.search(page))


def _shown(reader: Reader) -> str:
    """The article without the pages of its links."""
    return _TARGET.sub("", reader.document.text)


def _word_counts(reader: Reader) -> Mapping[str, int]:
    return Counter(WORD.findall(reader.page.text))


def _billed(reader: Reader) -> tuple[str, ...]:
    """The infobox and the cast as they are written."""
    document = reader.document
    box = film_infobox(document)
    spans = [region.section.span for region in cast_regions(document)]
    return tuple(document.raw(span) for span in ([box.span, *spans] if box is not None else spans))
