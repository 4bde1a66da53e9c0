"""Whom an article tells of outside of its awards: a name that only these hold may be that of a prize or a category.

Source: the sections of film articles.
"""

from __future__ import annotations

import re

from kg.extraction.awards.cellnames import NAME
from kg.extraction.awards.headings import award_sections
from kg.extraction.awards.wording import is_person_like
from kg.extraction.cast.sections import cast_regions
from kg.extraction.kinds import film_infobox
from kg.extraction.organizations import PERSON_PAGE, WORK_PAGE
from kg.extraction.reader import Reader
from kg.wikitext.rich import Rich

_TARGET = re.compile(r"\[\[[^\[\]|\n]*\|")
"""The page of a link that shows something else."""


def is_known_person(reader: Reader, text: Rich) -> bool:
    """Whether a text is called like a person, and its page tells so or the article has that name outside of its
    awards."""
    if not NAME.fullmatch(text.text) or " " not in text.text or not is_person_like(text):
        return False
    link = text.covered("link")
    if link is not None and PERSON_PAGE.search(link.value):
        return True
    outside, own = reader.once(_outside_awards)
    return outside.count(text.text) > own


def is_named_again(reader: Reader, name: str) -> bool:
    """Whether the article names someone more than once."""
    return reader.once(_shown).count(name) > 1


def is_of_film(reader: Reader, text: Rich) -> bool:
    """Whether a text that is called like a prize is a person or a work for all that: its page tells so, or the infobox
    or the cast has it."""
    link = text.covered("link")
    if link is not None and page_tells(link.value):
        return True
    return any(text.text in part for part in reader.once(_billed))


def page_tells(page: str) -> bool:
    """Whether a page is shown by its title to be that of a person or a work: `Moss (actor)`."""
    return page.endswith(")") and bool(PERSON_PAGE.search(page) or WORK_PAGE.search(page))


def _shown(reader: Reader) -> str:
    """The article without the pages of its links."""
    return _TARGET.sub("", reader.document.text)


def _outside_awards(reader: Reader) -> tuple[str, int]:
    """(the article without its sections about awards and without the pages of its links, how often it names whoever
    those name: once where it has no such section)."""
    source = reader.document.text
    kept, position = [], 0
    for section, _ in award_sections(reader):
        kept.append(source[position : section.span.begin])
        position = section.span.end
    return _TARGET.sub("", "\n".join((*kept, source[position:]))), not kept


def _billed(reader: Reader) -> tuple[str, ...]:
    """The infobox and the cast as they are written."""
    document = reader.document
    box = film_infobox(document)
    spans = [region.section.span for region in cast_regions(document)]
    return tuple(document.raw(span) for span in ([box.span, *spans] if box is not None else spans))
