"""The people whom a sentence names: who stands at the end of a text, several in a row, surnames for full names."""

from __future__ import annotations

import re

from kg.extraction.awards.names.naming import BODY
from kg.extraction.awards.names.nominees import nominees
from kg.extraction.awards.names.phrases import NAME_WORD
from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.sentences.surnames import NAME_PARTICLES, full_person
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Mark, Rich, join

NAMES = re.compile(rf"\b{NAME_PARTICLES}(?>{NAME_WORD})(?:\s+{NAME_PARTICLES}(?>{NAME_WORD}))*+\s*+$")
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


def are_names(text: Rich) -> bool:
    """Whether a text is nothing but names."""
    return bool(text) and names_at_end(text).text == text.text.strip()


def is_no_person(text: Rich) -> bool:
    """Whether a name is one of a body, a company or a work."""
    return bool(BODY.search(text.text) or ORGANIZATION.search(text.text) or text.of("italic"))


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
    if any(part.covered("link") is None and not WHOLE_NAME.fullmatch(part.text) for part in parts):
        return (text,)
    entities = [Entity(part.text, None, Kind.NOMINEE) for part in parts if not part.of("link")]
    return parts if any(full_person(reader, entity).link for entity in entities) else (text,)


WHOLE_NAME = re.compile(rf"{NAME_PARTICLES}{NAME_WORD}(?: {NAME_PARTICLES}{NAME_WORD}){{0,3}}")


_APPOSED = re.compile(
    r"(?:^[,;]?\s*(?:(?:and|but|while)\s+)?|^(?:(?:[Aa]t|[Ff]or|[Ff]rom|[Dd]uring|[Ii]n)\s[^,;]{3,90},\s+){1,2}"
    rf"|[,;]\s+(?:but|while)\s+)(?:[Ii]ts|[Tt]he(?:\s+{FILM}['’]s)?)\s+(?:[a-z-]+\s+)?"
    rf"{JOB},\s+(?P<name>{WHOLE_NAME.pattern}),\s*$"
)
"""Someone by what they were of the film, where a clause begins: behind others, `Its star, Ann Poe, and its director,
Jane Doe,`, they are not alone."""


def apposed(text: Rich) -> Rich | None:
    """Who is named behind what they were of the film, at the end of a text: `Its music director, Jane Doe,`."""
    match = _APPOSED.search(text.text)
    return text.cut(*match.span("name")) if match else None
