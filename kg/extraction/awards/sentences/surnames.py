"""Whom a surname stands for in a sentence: the one person of that surname whom the article links, or else bills.

What an article says of names is gathered once, by surname, as a hostile one has thousands of both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.awards.names.headings import award_sections
from kg.extraction.awards.names.known import is_written_small, told_elsewhere
from kg.extraction.awards.names.naming import BODY
from kg.extraction.awards.names.phrases import NAME_WORD
from kg.extraction.infobox import CREDITS, parameter_name
from kg.extraction.kinds import film_infobox
from kg.extraction.namewords import PARTICLE, PARTICLES
from kg.extraction.organizations import ORGANIZATION, WORK_PAGE
from kg.extraction.reader import Reader
from kg.model import Entity, Kind

NAME_PARTICLES = rf"(?:(?:{PARTICLE})\s+){{0,2}}"
"""What may stand before a word of a name: `de la`."""
_NAME = re.compile(rf"{NAME_PARTICLES}{NAME_WORD}(?:\s+{NAME_PARTICLES}{NAME_WORD})*")
_MAX_WORDS = 4
"""Of a person's name, but for what stands before a surname: `de la`."""
_MAX_SAME = 100
"""Pages of people of one surname that are looked at: no article has so many."""

_Pages = dict[str, str]
"""The pages of people: how their first link reads, by title."""


def full_person(reader: Reader, entity: Entity) -> Entity:
    """In a sentence a surname stands for the one person of that surname whom the article links, or else bills. The
    surname is the last word of a name, or else, as in East Asian names, one before it: `Song Kang-ho`, `Tony Leung
    Chiu-wai`."""
    *particles, surname = entity.name.split() or [""]
    two = any(word.casefold() not in PARTICLES for word in particles)
    if entity.link is not None or (two and (len(particles) > 1 or _NAME.fullmatch(entity.name) is None)):
        return entity
    known = reader.once(_answers)
    if entity.name not in known:
        known[entity.name] = _of_two_words(reader, entity.name) if two else _person(reader, particles, surname)
    name, title = known[entity.name]
    return replace(entity, name=name or entity.name, link=title)


def is_known(reader: Reader, word: str) -> bool:
    """Whether a word is a name of somebody of the film, or stands behind another name outside of the awards."""
    if full_person(reader, Entity(word, None, Kind.NOMINEE)).name != word:
        return True
    return word in reader.once(_linked_texts) or word in reader.once(_behind_names)


def _linked_texts(reader: Reader) -> frozenset[str]:
    return frozenset(shown for shown, _ in reader.document.links)


def _behind_names(reader: Reader) -> frozenset[str]:
    """The words that stand behind a name, or a letter for one, with and without `'s`."""
    words = frozenset(_BEHIND_NAME.findall(told_elsewhere(reader)[0].text))
    return words | {word[:-2] for word in words if word.endswith(("'s", "’s"))}


_BEHIND_NAME = re.compile(r"(?<![\w'’-])(?:[^\W\d_a-z][\w'’-]+|[A-Z]\.) (?=(\w+(?:['’-]\w+)*))")


def _answers(_reader: Reader) -> dict[str, tuple[str | None, str | None]]:
    """What was found for surnames so far."""
    return {}


def _person(reader: Reader, particles: list[str], surname: str) -> tuple[str | None, str | None]:
    """(the full name, the page) of whom a surname stands for; None where that is not known."""
    linked = reader.once(_linked)
    if particles:  # `de Havilland`, which others write `DeHavilland`
        pages, before = _people(linked.joined.get("".join((*particles, surname)).casefold()), len(particles)), {}
    else:
        pages, before = _people(linked.last.get(surname)), _people(linked.inner.get(surname))
    if not pages and len(before) == 1:
        pages = before
    if len(pages) > 1:  # the one of them who is of the film
        billed = reader.once(_linked_in_infobox)
        pages = {title: shown for title, shown in pages.items() if title in billed}
    if len(pages) == 1:
        title, shown = next(iter(pages.items()))
        return shown, title
    return (_unlinked(reader, " ".join((*particles, surname))) if not (pages or before) else None), None


_SENIORITY = ("Jr.", "Sr.", "Jr", "Sr", "II", "III")


def _of_two_words(reader: Reader, surname: str) -> tuple[str | None, str | None]:
    """The same for a surname of two words, or one with what tells father and son apart: `Bonham Carter`, `Doe Jr.`. A
    name that the article links or bills as it stands is that of someone else, or whole."""
    pages = _people(reader.once(_linked).two.get(surname), particles=3)
    if surname in pages.values():
        return None, None
    if surname in reader.once(_billed).get(surname.rpartition(" ")[2], ()):
        return None, None
    pages = {title: shown for title, shown in pages.items() if _NAME.fullmatch(shown) and _is_of_film(reader, title)}
    if len(pages) == 1:
        title, shown = next(iter(pages.items()))
        return shown, title
    return (_unlinked(reader, surname) if not pages and surname.endswith(_SENIORITY) else None), None


def _is_of_film(reader: Reader, title: str) -> bool:
    """Whether a page is linked where people of the film are."""
    return title in reader.once(_linked_in_infobox) or title in reader.once(_linked_in_lists)


def _people(pages: _Pages | None, particles: int = 0) -> _Pages:
    """Those pages that may be of people."""
    if pages is None or len(pages) > _MAX_SAME:
        return {}
    most = _MAX_WORDS + particles
    return {title: shown for title, shown in pages.items() if shown.count(" ") < most and _may_be_person(shown, title)}


def _may_be_person(shown: str, title: str) -> bool:
    """Whether a link may be to a person: to no body, company, group or work."""
    return not (":" in title or BODY.search(shown) or ORGANIZATION.search(shown) or WORK_PAGE.search(title))


# --- whom the article links


@dataclass(frozen=True, slots=True)
class _Linked:
    """Linked names of several words."""

    last: dict[str, _Pages]
    """By their last word."""
    two: dict[str, _Pages]
    """By their last two words."""
    inner: dict[str, _Pages]
    """By each word before the last."""
    joined: dict[str, _Pages]
    """By the words that they end with, from the second on, in small letters and without spaces."""


def _linked(reader: Reader) -> _Linked:
    found = _Linked(*(defaultdict[str, _Pages](dict) for _ in range(4)))
    for shown, title in reader.document.links:
        words = shown.split()
        if not 2 <= len(words) <= _MAX_WORDS + 3:
            continue
        found.last[words[-1]].setdefault(title, shown)
        found.two[" ".join(words[-2:])].setdefault(title, shown)
        for begin in range(1, len(words)):
            found.joined["".join(words[begin:]).casefold()].setdefault(title, shown)
        if _NAME.fullmatch(shown):
            for word in words[:-1]:
                if word != words[-1]:
                    found.inner[word].setdefault(title, shown)
    return found


_LINK = re.compile(r"\[\[\s*([^\[\]|\n]+)")


def _linked_in_infobox(reader: Reader) -> frozenset[str]:
    """The pages that the infobox links."""
    box = film_infobox(reader.document)
    return frozenset(map(str.strip, _LINK.findall(reader.document.raw(box.span)))) if box is not None else frozenset()


def _linked_in_lists(reader: Reader) -> frozenset[str]:
    """The pages that items of lists begin with or sections on awards link, but for works, in italics."""
    text = reader.document.text
    parts = (text[section.span.begin : section.span.end] for section, _ in award_sections(reader))
    found = (*_ITEM_LINK.findall(text), *(title for part in parts for title in _PLAIN_LINK.findall(part)))
    return frozenset(map(str.strip, found))


_ITEM_LINK = re.compile(rf"^\* ?{_LINK.pattern}", re.MULTILINE)
_PLAIN_LINK = re.compile(rf"(?<!''){_LINK.pattern}")


# --- whom it names without a link


def _unlinked(reader: Reader, surname: str) -> str | None:
    """The full name of the one person of a surname whom the film's infobox or a list of its cast names without a
    link; None where the article names another so, who may be meant."""
    found = reader.once(_billed).get(surname, ())
    if len(found) != 1:
        return None
    [name] = found
    return None if _has_namesake(reader, name, surname) else name


_FULL_NAME = rf"(?P<name>{NAME_WORD}(?: (?:(?:{PARTICLE}) ){{0,3}}{NAME_WORD}){{1,3}})"
_LISTED = re.compile(rf"(?:^|\*|<br ?/?>|[|,])\s*{_FULL_NAME}(?=\s*(?:[|<(}},]|$))", re.MULTILINE)
_CAST = re.compile(rf"^\* ?{_FULL_NAME} as ", re.MULTILINE)
_FIELDS = frozenset(name for row in CREDITS if row.kind is Kind.PERSON for name in row.parameters)


def _billed(reader: Reader) -> dict[str, set[str]]:
    """Full names by the surnames that they may end with, of one word or of several."""
    document = reader.document
    box = film_infobox(document)
    held = [each for each in box.arguments if parameter_name(each.name) in _FIELDS] if box is not None else []
    found: defaultdict[str, set[str]] = defaultdict(set)
    for matches in (
        _LISTED.finditer("\n".join(document.raw(each.span) for each in held)),
        _CAST.finditer(document.text),
    ):
        for match in matches:
            words = match["name"].split(" ")
            for begin in range(1, len(words)):
                found[" ".join(words[begin:])].add(match["name"])
    return found


def _has_namesake(reader: Reader, name: str, surname: str) -> bool:
    """Whether the article names another than this person by their surname, who is no role in its list of the cast. A
    word that it has in small letters too is no name: `When Doe`."""
    text = reader.document.text
    roles, others = set[str](), set[str]()
    for position in _places(reader, surname):
        before = _GIVEN.search(text, max(0, position - _MAX_GIVEN), position)
        if before is not None:
            played = text.endswith(" as ", 0, before.start())
            (roles if played else others).update(before[0].split())
    return not all(is_written_small(reader, word) for word in others.difference(roles, name.split()))


def _places(reader: Reader, surname: str) -> Iterator[int]:
    """Where a surname stands behind a space: the places of that space."""
    text = reader.document.text
    last = _CAPITAL_WORD.search(surname, surname.rfind(" ") + 1)
    for begin in reader.once(_capital_words).get(last[0], ()) if last is not None else ():
        begin -= last.start() if last is not None else 0
        end = begin + len(surname)
        if text.startswith(" " + surname, begin - 1) and not _MORE.match(text, end):
            yield begin - 1


_CAPITAL_WORD = re.compile(r"(?<!\w)[^\W\d_a-z]\w*")
_MORE = re.compile(r"[\w-]")


def _capital_words(reader: Reader) -> dict[str, list[int]]:
    """Where the words with a capital stand in an article."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for match in _CAPITAL_WORD.finditer(reader.document.text):
        found[match[0]].append(match.start())
    return found


_GIVEN = re.compile(rf"(?<![\w-]){NAME_WORD}(?: {NAME_WORD})*+$")
_MAX_GIVEN = 60
"""Characters of names before a surname."""
