"""The people whom a sentence names: who stands at the end of a text, several in a row, surnames for full names."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.extraction.awards.naming import BODY
from kg.extraction.awards.nominees import nominees
from kg.extraction.awards.phrases import NAME_WORD
from kg.extraction.awards.wording import is_written_small
from kg.extraction.infobox import CREDITS, parameter_name
from kg.extraction.kinds import film_infobox
from kg.extraction.namewords import PARTICLE, PARTICLES
from kg.extraction.organizations import ORGANIZATION, WORK_PAGE
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Mark, Rich, join

_PARTICLES = rf"(?:(?:{PARTICLE})\s+){{0,2}}"
NAMES = re.compile(rf"\b{_PARTICLES}(?>{NAME_WORD})(?:\s+{_PARTICLES}(?>{NAME_WORD}))*+\s*+$")
"""The names that a text ends with."""

JOB = (
    r"(?:co-?|executive |art |music |film |voice )?(?:animator|director|musician|producer|composer|writer"
    r"|screenwriter|actor|actresse?|editor|cinematographer|singer|lyricist|designer|engineer|songwriter)s?"
)
"""What someone does, as a pattern."""
ROLE = rf"(?>(?i:{JOB})\s+)?+"
"""What the people named behind it are: `director`."""


_DID = re.compile(r"\s+\([a-z][^()]{0,80}\)")
_FOR_CRAFT = re.compile(r" for [a-z][a-z-]*(?: (?!and\b)[a-z-]+){0,3}(?=[,;]| and [A-Z]|$)")


def without_deeds(text: Rich) -> Rich:
    """Names without what each did or was, `Jane Doe (sound) and John Roe (special effects)`."""
    return _without(text, _DID)


def without_crafts(text: Rich) -> Rich:
    """Names without what each is honoured for: `Jane Doe for sound and John Roe for special effects`."""
    return _without(text, _FOR_CRAFT) if " for " in text.text else text


def _without(text: Rich, pattern: re.Pattern[str]) -> Rich:
    """A text without what matches, unless it begins within a link."""
    found = (match.span() for match in pattern.finditer(text.text))
    dropped = [(begin, end) for begin, end in found if not text.linked(begin, begin + 1)]
    ends = [0, *(end for _, end in dropped)]
    begins = [*(begin for begin, _ in dropped), len(text)]
    return join((text.cut(begin, end) for begin, end in zip(ends, begins, strict=True))) if dropped else text


def names_at_end(text: Rich) -> Rich:
    """The names the text ends with: `Composer [[Jane Doe]] and John Smith`."""
    first = begin = len(text)
    while True:
        link = next((m for m in text.of("link") if m.end >= begin - 1 and m.begin < begin), None)
        if link is not None:
            start = link.begin
        else:
            match = NAMES.search(text.text[:begin].rstrip())
            if match is None or match.end() < len(text.text[:begin].rstrip()):
                break
            start = max((m.end for m in text.of("link") if _ends_body(m, match, begin)), default=match.start())
        if first < len(text) and BODY.search(link.value if link is not None else text.text[start:begin]):
            break  # what is told of before: `shown at the Moss Festival, and Roe won`
        first = start
        joint = _JOINT_AT_END.search(text.text[:first])
        if joint is None:
            break
        begin = joint.start()
    return text.cut(first, len(text)).strip(", ")


def _ends_body(link: Mark, names: re.Match[str], end: int) -> bool:
    """Whether the link of a body stands among capital words, before who is named: `at the [[Swan Awards]] Doe`."""
    return names.start() < link.end < names.end() <= end and BODY.search(link.value) is not None


_JOINT_AT_END = re.compile(r"(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)$")


def people_of(reader: Reader, parts: tuple[Rich, ...]) -> tuple[Entity, ...]:
    """The people named in parts of a sentence, by their full names. A word for a thing (`Song`) is a name where the
    article links someone of that name."""
    named = [name for part in parts for name in _apart(reader, part)]
    people = tuple(full_person(reader, e) for e in nominees(reader, named))
    if not people and len(parts) == 1 and parts[0].text.isalpha():
        person = full_person(reader, Entity(parts[0].text, None, Kind.NOMINEE))
        people = (person,) if person.link is not None else ()
    return people


_JOINT = re.compile(r"(?:,|,?\s+and|\s*&)\s+(?:and\s+)?")
_BEFORE = re.compile(rf"(?:Both\s+|{ROLE})(?=[^\W\d_a-z])")


def _apart(reader: Reader, text: Rich) -> tuple[Rich, ...]:
    """Names joined by `and` of which one is the surname of a person whom the article links, `Doe and [[John Roe]]`,
    each by itself; any other text as one: two words may be one name."""
    before = _BEFORE.match(text.text)
    if before is not None and not text.linked(*before.span()):
        text = text.cut(before.end(), len(text))
    if not (" and " in text.text or "&" in text.text):
        return (text,)
    parts = tuple(text.split(_JOINT))
    if any(part.covered("link") is None and not _WHOLE_NAME.fullmatch(part.text) for part in parts):
        return (text,)
    entities = [Entity(part.text, None, Kind.NOMINEE) for part in parts if not part.of("link")]
    return parts if any(full_person(reader, entity).link for entity in entities) else (text,)


_WHOLE_NAME = re.compile(rf"{_PARTICLES}{NAME_WORD}(?: {_PARTICLES}{NAME_WORD}){{0,3}}")
_NAME = re.compile(rf"{NAME_WORD}(?: {NAME_WORD}){{1,3}}")


_APPOSED = re.compile(
    r"(?:^[,;]?\s*(?:(?:and|but|while)\s+)?|^(?:(?:[Aa]t|[Ff]or|[Ff]rom|[Dd]uring|[Ii]n)\s[^,;]{3,90},\s+){1,2}"
    r"|[,;]\s+(?:but|while)\s+)(?:[Ii]ts|[Tt]he(?:\s+(?:film|movie|picture)['’]s)?)\s+(?:[a-z-]+\s+)?"
    rf"{JOB},\s+(?P<name>{_WHOLE_NAME.pattern}),\s*$"
)
"""Someone by what they were of the film, where a clause begins: behind others, `Its star, Ann Poe, and its director,
Jane Doe,`, they are not alone."""


def apposed(text: Rich) -> Rich | None:
    """Who is named behind what they were of the film, at the end of a text: `Its music director, Jane Doe,`."""
    match = _APPOSED.search(text.text)
    return text.cut(*match.span("name")) if match else None


def full_person(reader: Reader, entity: Entity) -> Entity:
    """In a sentence a surname stands for the one person of that surname whom the article links, or else bills. The
    surname is the last word of a name, or else, as in East Asian names, one before it: `Song Kang-ho`, `Tony Leung
    Chiu-wai`."""
    *particles, surname = entity.name.split() or [""]
    if entity.link is not None:
        return entity
    if any(word.casefold() not in PARTICLES for word in particles):
        return _of_two_words(reader, entity)
    key = "".join((*particles, surname)).casefold()  # `de Havilland`, which others write `DeHavilland`
    pages: dict[str, str] = {}
    before: dict[str, str] = {}
    for shown, title in reader.document.links:
        words = shown.split() if surname in shown else ()
        if not 2 <= len(words) <= 4 + len(particles) or not _may_be_person(shown, title):
            continue
        if particles:
            if any("".join(words[begin:]).casefold() == key for begin in range(1, len(words))):
                pages.setdefault(title, shown)
        elif surname in words:
            if words[-1] == surname:
                pages.setdefault(title, shown)
            elif _NAME.fullmatch(shown):
                before.setdefault(title, shown)
    if not pages and len(before) == 1:
        pages = before
    if len(pages) > 1:  # the one of them who is of the film
        box = film_infobox(reader.document)
        billed = reader.document.raw(box.span) if box is not None else ""
        pages = {title: shown for title, shown in pages.items() if f"[[{title}" in billed}
    if len(pages) == 1:
        title, shown = next(iter(pages.items()))
        return Entity(shown, title, entity.kind)
    if not pages and not before:
        named = _unlinked(reader, " ".join((*particles, surname)))
        return replace(entity, name=named) if named is not None else entity
    return entity


_SENIORITY = ("Jr.", "Sr.", "Jr", "Sr", "II", "III")


def _of_two_words(reader: Reader, entity: Entity) -> Entity:
    """The same for a surname of two words, or one with what tells father and son apart: `Bonham Carter`, `Doe Jr.`. A
    name that the article links as it stands is that of someone else, or whole."""
    if entity.name.count(" ") != 1 or _NAME.fullmatch(entity.name) is None:
        return entity
    ending, pages = f" {entity.name}", dict[str, str]()
    for shown, title in reader.document.links:
        if shown.endswith(entity.name) and _may_be_person(shown, title):
            if shown == entity.name:
                return entity
            if shown.endswith(ending) and _NAME.fullmatch(shown):
                pages.setdefault(title, shown)
    if len(pages) == 1:
        title, shown = pages.popitem()
        return Entity(shown, title, entity.kind)
    named = _unlinked(reader, entity.name) if not pages and entity.name.endswith(_SENIORITY) else None
    return entity if named is None else replace(entity, name=named)


def _unlinked(reader: Reader, surname: str) -> str | None:
    """The full name of the one person of a surname whom the film's infobox or a list of its cast names without a
    link; None where the article names another so, who may be meant."""
    document = reader.document
    box = film_infobox(document)
    held = [each for each in box.arguments if parameter_name(each.name) in _BILLED] if box is not None else []
    billed = "\n".join(document.raw(each.span) for each in held)
    named = rf"(?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,2}} {re.escape(surname)})(?![\w'’-])"
    listed = rf"(?:^|\*|<br ?/?>|[|,])\s*{named}(?=\s*(?:[|<(}},]|$))"
    found = {m["name"] for m in re.finditer(listed, billed, re.MULTILINE)} if surname in billed else set()
    if surname in document.text:
        found |= {m["name"] for m in re.finditer(rf"^\* ?{named} as ", document.text, re.MULTILINE)}
    if len(found) != 1:
        return None
    name = found.pop()
    return None if _has_namesake(reader, name, surname) else name


def _has_namesake(reader: Reader, name: str, surname: str) -> bool:
    """Whether the article names another than this person by their surname, who is no role in its list of the cast. A
    word that it has in small letters too is no name: `When Doe`."""
    roles, others = _before_surname(reader.document.text, surname)
    others = others.difference(roles, name.split())
    return not all(is_written_small(reader, word) for word in others)


@lru_cache(maxsize=16)
def _before_surname(text: str, surname: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words with capitals before a surname in a text: (of roles, of others)."""
    roles, others = set[str](), set[str]()
    for match in re.finditer(rf" {re.escape(surname)}(?![\w-])", text):
        before = _GIVEN.search(text, max(0, match.start() - _MAX_GIVEN), match.start())
        if before is not None:
            played = text.endswith(" as ", 0, before.start())
            (roles if played else others).update(before[0].split())
    return frozenset(roles), frozenset(others)


_GIVEN = re.compile(rf"(?<![\w-]){NAME_WORD}(?: {NAME_WORD})*+$")
_MAX_GIVEN = 60
"""Characters of names before a surname."""


_BILLED = frozenset(name for row in CREDITS if row.kind is Kind.PERSON for name in row.parameters)


def _may_be_person(shown: str, title: str) -> bool:
    """Whether a link may be to a person: to no body, company, group or work."""
    return not (":" in title or BODY.search(shown) or ORGANIZATION.search(shown) or WORK_PAGE.search(title))
