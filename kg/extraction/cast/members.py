"""The people of a text without the band or the like that they are of, and without what they are to the film."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extraction.cast.people import NAMES_JOINT, is_name
from kg.extraction.cast.rolenames import RANKS
from kg.extraction.countries import is_country
from kg.extraction.namewords import GROUP_WORDS
from kg.extraction.organizations import ORGANIZATION, PERSON_PAGE
from kg.wikitext.rich import Mark, Rich

_OF = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?$")
_TOLD = re.compile(r"The\s+(?:[\w'’-]+\s+){0,3}[a-z]+,\s+")


def without_group(text: Rich) -> Rich:
    """The people of `[[Jane Doe]] and [[John Roe]] of [[The Placeholders]]`, of `The film's composer, [[Jane Doe]]`."""
    if text.text.startswith("The ") and (told := _TOLD.match(text.text)) and text.linked(told.end(), told.end() + 1):
        text = text if text.linked(*told.span()) else text.cut(told.end(), len(text))
    links = text.of("link")
    if not links or links[-1].end != len(text):
        return text
    match = _OF.search(text.text, 0, links[-1].begin)
    if match is None or text.linked(*match.span()):
        return text
    people = text.cut(0, match.start())
    if len(links) == 1:
        return people if "from" in match[0] and _is_person(people) else text
    return people if _are_people(people, links[:-1], links[-1].value) else text


def _is_person(text: Rich) -> bool:
    """Whether a text without links is one person's full name, no office and nobody's group: `Band Members`."""
    words = text.text.casefold().split()
    if len(words) != 2 or words[0] == "the" or words[1].endswith("s") or RANKS.intersection(words):
        return False
    return is_name(text) and words[1] not in GROUP_WORDS and not ORGANIZATION.search(text.text)


def _are_people(text: Rich, links: tuple[Mark, ...], group: str) -> bool:
    """Whether a text is nothing but people: several links, or one that goes on with no place, `group`, as that of a
    title does: `[[King Carl]] of [[Norway]]`, `[[Carl XVI]] of [[Sweden]]`."""
    if links[-1].end != len(text) or links[0].begin:
        return False
    if len(links) > 1:
        return all(NAMES_JOINT.fullmatch(text.text, a.end, b.begin) for a, b in pairwise(links))
    if PERSON_PAGE.search(links[0].value):
        return True
    first, *more = text.text.split()
    return (
        bool(more) and first.casefold() not in RANKS | {"the"} and bool(more[-1].strip("IVX")) and not is_country(group)
    )
