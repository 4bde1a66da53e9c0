"""What goes on with the name of a category behind it: its kind, its genre, the section of a festival.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.awards.lists.parts import APART
from kg.extraction.awards.lists.segments import Segment
from kg.extraction.awards.names.choices import goes_on_choice
from kg.extraction.awards.names.jobs import is_job
from kg.extraction.awards.names.known import is_billed, is_known_person
from kg.extraction.awards.names.naming import BEST, INDIAN_LANGUAGES, OF_RELEASE, SUPERLATIVE
from kg.extraction.awards.names.phrases import SUBDIVIDES
from kg.extraction.awards.names.prizekinds import GRADE, is_prize_of
from kg.extraction.awards.names.wording import IN_PRODUCTION, is_category_part, is_person_like
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_DIVISION = (
    rf"Drama|Musical|Comedy|Musical or Comedy|Comedy or Musical|{INDIAN_LANGUAGES}|Black-and-White|Black and White"
    r"|Color|Colour|B/W|B ?& ?W"
)
_DIVIDED = re.compile(_DIVISION, re.IGNORECASE)
_YOUNG = (
    r"(?:(?:Leading|Lead|Supporting|Recurring) )?Young (?:Actor|Actress|Performer|Ensemble)s?(?:/Actress)?"
    r"(?: (?:Age|Under|Ten|\d).*)?"
)
"""Categories of children: `Best Performance in a Feature Film – Supporting Young Actress`."""
_OF_YOUNG = re.compile(_YOUNG)
_MORE = re.compile(
    rf"(?:{_DIVISION}|Motion Picture.*|Feature.*|Male|Female|Original.*"
    r"|Screenplay.*|Story.*|Adapt.*|Adaptation.*|Score.*|Scoring.*|Recording|Editing|Animated.*|Foreign.*|Foreign"
    r"|Actor|Actress|Dramatic.*|Long Form|Short Form|Effects|Special|International|Supporting|Leading|Critics.*"
    rf"|{GRADE}|Jury|Popular.*|Interior Decoration.*|Photoplay|Short.*|Live Action|Television|TV|Song|Substantially.*"
    rf"|South|Not in (?:the )?[A-Z][\w-]* Language|{_YOUNG}"
    rf"|Written.*|Based.*|Mystery.*|Thriller|Action.*|Theatrical.*|Horror|Fantasy|Science Fiction|{OF_RELEASE})",
    re.IGNORECASE,
)
"""What follows a separator and still belongs to the category before it."""


def in_strand(category: Entity, whole: Rich, strand: Segment) -> Entity:
    """A category with the section of a festival before it: `Panorama – Audience Award`."""
    joint = whole.text[strand.end :].lstrip()[:1]
    joint = f"{joint} " if joint == ":" else " – "
    return _named(category, f"{strand.text.text}{joint}{category.name}")


def _named(category: Entity, name: str) -> Entity:
    """A category by another name; what stands on two lines is one."""
    return replace(category, name=" ".join(name.split()))


def extended(category: Entity, whole: Rich, begin: int, part: Segment) -> Entity:
    """A category with a further part of its name and the separator before that, which begins there."""
    if part.bracket:
        return _named(category, f"{category.name} ({part.text.text})")
    joint = whole.text[begin : part.begin].lstrip(")") or " "
    return _named(category, category.name + joint + part.text.text)


def is_kind(whole: Rich, category: Segment, part: Segment) -> bool:
    """Whether a part behind a category and a dash tells its kind, `Best Screenplay – Original: Jane Doe`, rather than
    what each person did, `Best Song – Music: Jane Doe; Lyrics: Joan Roe`; behind a comma only one of those that its
    name is known to go on with, `Best Writing, Screenplay: Jane Doe`."""
    joint = whole.text[category.end : part.begin].strip()
    if joint == ",":
        return SUBDIVIDES.fullmatch(f"{category.text.text}, {part.text.text}") is not None
    if joint not in APART:
        return False
    if _OF_YOUNG.fullmatch(part.text.text):
        return True
    if is_job(part.text.text) and not part.text.text.endswith("ed"):  # but `Adapted`
        return False
    behind = whole.text[part.begin + len(part.text) :].lstrip()
    return is_more(part.text) and ": " not in behind[1:]


def is_label(whole: Rich, part: Segment, after: Segment | None) -> bool:
    """Whether a part says what the person in the part after it did: `Sound: Jane Doe`."""
    text = part.text
    if part.bracket or after is None or text.of("link") or len(text.text.split()) > 3:
        return False
    return whole.text[part.begin + len(text) :].lstrip().startswith(":") and is_person_like(after.text)


def is_more(text: Rich) -> bool:
    """Whether what follows a category goes on with its name."""
    if text.of("link"):
        return False
    return is_category_part(text) or any(names.fullmatch(text.text) for names in (_MORE, IN_PRODUCTION))


_SECTION = re.compile(r"(?:[A-Z][\w'’-]* ){1,3}(?:Films?|Cinema)")
"""The films of a region or kind, of which a festival's section is; or a company, most of all one called `Film`."""


def is_section(text: Rich, category: Entity) -> bool:
    """Whether a text behind the prize of a jury or an audience may tell of which films that is."""
    if _SECTION.fullmatch(text.text) is None or text.of("italic") or text.of("link"):
        return False
    by_jury = SUPERLATIVE.match(category.name) is not None or is_prize_of(category)
    return by_jury and BEST.match(category.name) is None


def names_choice(reader: Reader, category: Entity, award: Entity, text: Rich) -> bool | None:
    """Whether a text behind a choice of teenagers and a colon goes on with its name: `Choice Movie: Dance Scene`. None
    where it may as well name who won, as it does for those whom the article knows and at other awards."""
    named = goes_on_choice(category.name, text)
    if named is False or "Teen Choice" not in f"{award.name} {award.link}":
        return False
    return False if is_billed(reader, text) or is_known_person(reader, text) else named


def is_kind_ahead(text: Rich, category: Rich) -> bool:
    """Whether what stands before a category tells of which kind that is."""
    if category.text.startswith("Choice "):  # `Film – Choice Chemistry`
        return is_category_part(text)
    return not text.of("link") and _AHEAD.fullmatch(text.text) is not None


_RELEASED = "(?:Theatrical|Network|Cable|Broadcast)"
_AHEAD = re.compile(
    rf"{_DIVISION}|(?:Long|Short)[ -]Form|Short|{_RELEASED}(?:/{_RELEASED})?",
    re.IGNORECASE,
)


def is_division(text: Rich) -> bool:
    """Whether a text is a genre, a language or the like, which belongs to the category even behind a name."""
    return _DIVIDED.fullmatch(text.text) is not None


def is_of_several(category: Entity) -> bool:
    """Whether a category of the Academy Awards was several, told apart behind a comma: `Best Music, Song: Jane Doe`."""
    return category.name in _OF_SEVERAL


_OF_SEVERAL = frozenset(
    {"Best Music", "Best Writing", "Best Effects", "Best Sound", "Best Short Subject", "Best Short"}
)
