"""Who or what a sentence is about: the winner before the verb, the body it opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.awards.naming import BODY, SUPERLATIVE, award_entity, award_of_title, names_category
from kg.extraction.awards.nominees import nominees
from kg.extraction.awards.phrases import NAME_WORD, body_at, phrase
from kg.extraction.kinds import film_infobox
from kg.extraction.organizations import ORGANIZATION, WORK_PAGE
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich


@dataclass
class Story:
    """What earlier sentences of a paragraph leave for the next."""

    subject: tuple[Entity, ...] = ()
    person: tuple[Entity, ...] = ()
    body: Entity | None = None
    sent: Rich | None = None
    """What told that the film was sent to the body, which says nothing of what else it won."""
    missed: bool = False
    """Whether the sentence named a prize that nobody is known to have given."""


_LEAD = re.compile(
    r"^(?:(?:In|On)\s+[^,]{3,40},\s*)?(?:At|For|From|During|In)\s+(?:the\s+|that year's\s+)?(?=\S)", re.IGNORECASE
)

_GIVEN_AT = re.compile(r"\b(?:at|by|from)\s+the\s+(?=[A-Z\d])")

_PRONOUN = re.compile(r"\b(?:He|She|he|she)\s*$")

_FILM_WORDS = re.compile(
    r"\b(?:film|movie|picture|it|It|documentary|feature|short|production|screenplay|script|soundtrack|score|which|that|who)\b"
)

_NAMES = re.compile(r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)*\s*$")


_AND_GROUP = re.compile(
    r",?\s+(?:and|with|along with|together with)\s+(?:his|her|their|the)\s+(?:[a-z-]+\s+){0,2}"
    r"(?:team|crew|department|staff),?\s*$"
)
"""`[[Bob Roe]] and his team`: who is named stands before it."""

_INSERTED = re.compile(r",\s+(?:after|following|despite)\s[^,]{3,80},\s*$|\s+finally\s*$")
"""Between who wins and the verb: `[[Jane Doe]], after ten nominations, finally won`."""

_TITLE = re.compile(
    r"(?:[,;]?\s*(?:and|but|while)\s+)?(?:(?:[Tt]he|[Ii]ts)\s+(?:(?:title|theme|original|opening|closing)\s+)?(?:song|track)\s+)?"
    r"(?P<title>[\"“][^\"“”]+[\"”])"
)
"""A sentence's opening `"Moss"` or `The song "Moss"`."""

_ROLE = (
    r"(?>(?i:(?:co-?|executive |art |music |film |voice )?(?:animator|director|musician|producer|composer|writer"
    r"|screenwriter|actor|actresse?|editor|cinematographer|singer|lyricist|designer|engineer|songwriter)s?)\s+)?+"
)
_CREDITED = re.compile(rf"{_ROLE}(?P<name>(?>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,4}}+))")
_CREDITS = re.compile(
    rf"{_CREDITED.pattern.replace('?P<name>', '?:')}"
    rf"(?>(?:,\s+(?:and\s+)?|\s+and\s+){_CREDITED.pattern.replace('?P<name>', '?:')})+,?\s*"
)
"""A sentence's opening `Director Jane Doe, writer John Smith and producer Ann Poe,`."""


def opening_body(reader: Reader, text: Rich, stop: int) -> Entity | None:
    """The body or ceremony of `At the 68th Academy Awards, …`."""
    lead = _LEAD.match(text.text)
    if lead is None or lead.end() >= stop:
        return None
    end = phrase(text, lead.end())
    part = text.cut(lead.end(), end)
    links = part.of("link")
    if part and (BODY.search(part.text) or any(BODY.search(m.value) for m in links)):
        return award_entity(reader, part)
    return None


def body_in(reader: Reader, text: Rich) -> Entity | None:
    for match in _GIVEN_AT.finditer(text.text):
        end = phrase(text, match.end())
        part = text.cut(match.end(), end)
        if part and BODY.search(part.text) and not SUPERLATIVE.match(part.text):
            return award_entity(reader, part)
    return None


_SENT = re.compile(
    r"\b(?:submi(?:tted|ssion)|(?:entry|entrant)(?!\s+at\b))\b|(?:['’]s|\b[A-Z]\w+)\s+(?:official\s+)?(?:entry|entrant)\b"
)
"""Words of a film sent to an award, or standing there for a country. An `official entry at` an award is nominated."""
_MAX_PLACES = 8
"""Places looked at for where a film was sent: real sentences have three."""
_SENT_TO = re.compile(r"\b(?:at|for|to|in|into)\s+(?:the\s+)?(?=[A-Z\d])")


def is_sent(text: Rich) -> bool:
    """Whether a text tells that the film was sent to an award."""
    return ("entr" in text.text or "ubmi" in text.text) and _SENT.search(text.text) is not None


def sent_to(reader: Reader, text: Rich) -> Entity | None:
    """The body that a text tells the film was sent to."""
    entry = _SENT.search(text.text)
    position = entry.end() if entry else len(text)
    for _ in range(_MAX_PLACES):
        place = _SENT_TO.search(text.text, position)
        if place is None:
            break
        _, body = body_at(reader, text, place.end())
        if body is not None and not (body.link and names_category(body.link)):
            return body
        position = max(place.end(), phrase(text, place.end()))
    categories = [m.value for m in text.of("link") if entry and m.begin >= entry.end() and names_category(m.value)]
    return award_of_title(reader, categories[0]) if categories else None


def linked_body(reader: Reader, before: Rich) -> Entity | None:
    """The body linked last before `nominations`: `led the 77th Academy Awards with four nominations`."""
    for link in reversed(before.of("link")):
        if BODY.search(link.value):
            return award_entity(reader, before.cut(link.begin, link.end))
    return None


def subject_of(reader: Reader, before: Rich, story: Story) -> tuple[Entity, ...] | None:
    """Who is said to win: people or works named right before the verb; () for the film meant by a common
    noun; None when it is another work."""
    group = _AND_GROUP.search(before.text)
    if group is not None:
        before = before.cut(0, group.start())
    for _ in range(2):
        inserted = _INSERTED.search(before.text) if before.text.rstrip().endswith((",", "finally")) else None
        before = before.cut(0, inserted.start()) if inserted else before
    text = " ".join(before.text.split())
    tail = before
    comma = max(text.rfind(", "), text.rfind("; "), text.rfind(": "))
    opening = _LEAD.match(text)
    if opening and comma > 0:
        tail = before.cut(comma + 1, len(before))
    for mark in before.of("italic"):
        named = before.cut(mark.begin, mark.end)
        if mark.end >= len(before) - 4:
            if reader.is_film(named):
                story.subject = (reader.film(named.text.strip("\"'")),)
                return story.subject
            if not _FILM_WORDS.search(before.text[mark.end :]):
                return None
    if _PRONOUN.search(tail.text):
        return story.person
    if text.rstrip().endswith(",") and _CREDITS.fullmatch(before.text):
        credited = [before.cut(*m.span("name")) for m in _CREDITED.finditer(before.text)]
        return tuple(full_person(reader, e) for e in nominees(reader, credited))
    links = [m for m in tail.of("link") if m.end >= len(tail) - 2]
    last = _NAMES.search(tail.text)
    quoted = _TITLE.match(tail.text)
    if quoted:
        part = tail.cut(*quoted.span("title"))
        return nominees(reader, [part])
    if links or (last and not _FILM_WORDS.search(last[0].lower())):
        part = names_at_end(tail)
        people = people_of(reader, (part,))
        if any(BODY.search(e.name) for e in people):
            return ()
        if people:
            story.person = people
        return people
    return ()


def possessor(reader: Reader, before: Rich) -> tuple[Entity, ...]:
    """Jane Doe of `Jane Doe's performance`."""
    match = re.search(r"([A-Z][\w.-]*(?: [A-Z][\w.-]*)*)['’]s? ", before.text)
    if match is None:
        return ()
    return tuple(full_person(reader, e) for e in nominees(reader, [before.cut(*match.span(1))]))


def names_at_end(text: Rich) -> Rich:
    """The names the text ends with: `Composer [[Jane Doe]] and John Smith`."""
    begin = len(text)
    pattern = re.compile(r"(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*))$")
    while True:
        link = next((m for m in text.of("link") if m.end >= begin - 1 and m.begin < begin), None)
        if link is not None:
            start = link.begin
        else:
            match = _NAMES.search(text.text[:begin].rstrip())
            if match is None or match.end() < len(text.text[:begin].rstrip()):
                break
            start = match.start()
        begin = start
        joint = pattern.search(text.text[:begin])
        if joint is None:
            break
        begin = joint.start()
    return text.cut(begin, len(text)).strip(", ")


def people_of(reader: Reader, parts: tuple[Rich, ...]) -> tuple[Entity, ...]:
    """The people named in parts of a sentence, by their full names. A word for a thing (`Song`) is a name where the
    article links someone of that name."""
    named = [name for part in parts for name in _apart(reader, part)]
    people = tuple(full_person(reader, e) for e in nominees(reader, named))
    if not people and len(parts) == 1 and parts[0].text.isalpha():
        person = full_person(reader, Entity(parts[0].text, None, Kind.NOMINEE))
        people = (person,) if person.link is not None else ()
    return people


_SURNAME_AND = re.compile(r"(?P<who>[^\W\d_a-z][\w’'-]+)(?P<and>\s+and\s+)(?=\S)")


def _apart(reader: Reader, text: Rich) -> tuple[Rich, ...]:
    """A known person's surname and who is linked behind it, `Doe and [[John Roe]]`, as two; any other text as one."""
    joint = _SURNAME_AND.match(text.text)
    if joint is None or text.linked(0, joint.end()) or not text.linked(joint.end(), joint.end() + 1):
        return (text,)
    who = text.cut(*joint.span("who"))
    if full_person(reader, Entity(who.text, None, Kind.NOMINEE)).link is None:
        return (text,)
    return who, text.cut(joint.end(), len(text))


_NAME = re.compile(rf"{NAME_WORD}(?: {NAME_WORD}){{1,3}}")


def full_person(reader: Reader, entity: Entity) -> Entity:
    """In a sentence a surname stands for the one person of that surname whom the article links. The surname is the last
    word of a name, or else, as in East Asian names, one before it: `Song Kang-ho`, `Tony Leung Chiu-wai`."""
    if entity.link is not None or " " in entity.name:
        return entity
    pages: dict[str, str] = {}
    before: dict[str, str] = {}
    for shown, title in reader.document.links:
        words = shown.split() if entity.name in shown else ()
        if 2 <= len(words) <= 4 and entity.name in words and _may_be_person(shown, title):
            if words[-1] == entity.name:
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
    return entity


def _may_be_person(shown: str, title: str) -> bool:
    """Whether a link may be to a person: to no body, company, group or work."""
    return not (":" in title or BODY.search(shown) or ORGANIZATION.search(shown) or WORK_PAGE.search(title))
