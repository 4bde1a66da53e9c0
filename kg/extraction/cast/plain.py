"""A line without a separator: a name, a role in brackets or behind a comma, a sentence."""

from __future__ import annotations

import re

from kg.extraction.cast.forms import Form, Parsed
from kg.extraction.cast.people import are_offices, is_name, is_name_list
from kg.extraction.cast.remarks import (
    CREDITED_AS,
    NOTE,
    ROLE_IN_BRACKETS,
    find,
    is_note,
    outside,
    outside_links,
    without_brackets,
)
from kg.extraction.namewords import SUFFIXES
from kg.extraction.organizations import ORGANIZATION
from kg.wikitext.rich import EMPTY, Rich

_APPEARS = re.compile(
    r"\b(?:appears?|appeared|cameos?|appearances?|has a|have a|plays?|played|seen|featured|stars?|provides?"
    r"|provided|makes?|made|narrates|narrated)\b",
    re.IGNORECASE,
)
_IN_ROLES = re.compile(
    r"\s*,?\s+in\s+(?:an?\s+|the\s+|his\s+|her\s+|their\s+)?(?=(?:[\w-]+\s+){0,3}?(?:roles?|parts?|appearances?"
    r"|cameos?|episodes?|(?:item|dance|song)\s+(?:numbers?|songs?)|items?|songs?)\b)"
)
"""What stands between people and the kind of parts they have: `[[X]] and [[Y]] in minor roles`."""


def alone(text: Rich, notes: list[str]) -> Parsed:
    """A line without separator: a name, with a remark, a role in brackets or after a comma."""
    body, remarks, others = without_brackets(text)
    roles = [r for r in remarks if CREDITED_AS.match(r) and r[:2].casefold() == "as"]  # none is what one is credited as
    stated = next((o for o in others if ROLE_IN_BRACKETS.fullmatch(o)), None)
    kind = _IN_ROLES.search(body.text)
    if kind and not any(m.begin < kind.start() < m.end for m in body.of("link")):
        people = without_brackets(body.cut(0, kind.start()))[0]
        if is_name(people) or is_name_list(people):
            told = re.split(r"[.;:]\s", body.text[kind.end() : kind.end() + 120], maxsplit=1)[0].strip(" .")
            return Parsed(Form.NAME, people, notes=(*notes, *remarks, told))
    if is_name_list(body, sure=True):
        return Parsed(Form.NAME, body, notes=(*notes, *remarks))
    free = outside(body)
    comma = find(_COMMA, body, free) if "," in body.text or ";" in body.text else None
    if comma and is_name(body.cut(0, comma.start())) and not _suffix(body, comma.end()):
        first, second = body.cut(0, comma.start()), body.cut(comma.end(), len(body))
        if is_note(second.text) and (together := _with_predicate(body)):
            return together._replace(notes=(*notes, *remarks, *together.notes))
        if is_note(second.text):
            return Parsed(Form.NAME, first, notes=(*notes, *remarks, second.text))
        told = ORGANIZATION.search(second.text) or are_offices(second)
        if told or not (is_name(second) and (second.of("link") or not first.of("link"))):
            return Parsed(Form.COMMA, first, second, (*notes, *remarks))
    if roles and len(remarks) == len(roles) and not _alike(body.text, roles[0]):
        begin = text.text.index(roles[0])
        second = text.cut(begin, begin + len(roles[0]))
        return Parsed(Form.AS, body, second.cut(second.text.index("as") + 3, len(second)), tuple(notes))
    if (stated or others) and len(others) == 1:
        begin = text.text.rindex(others[0])
        second = text.cut(begin, begin + len(others[0]))
        form = Form.AS if stated else Form.BRACKET
        return Parsed(form, body, second, (*notes, *remarks))
    if is_name(body) or body.covered("link"):
        return Parsed(Form.NAME, body, notes=(*notes, *remarks))
    if is_name_list(body):
        return Parsed(Form.NAME, body, notes=(*notes, *remarks))
    verb = find(_APPEARS, body, outside_links(body))
    subject = _of_sentence(body, verb.start()) if verb else None
    if verb and subject:
        after = body.text.index(subject.text) + len(subject)
        told = [m[0].removeprefix("in a ") for m in NOTE.finditer(body.text, after, after + 100)]
        return Parsed(Form.PROSE, subject, notes=(*notes, *(t for t in told if t not in ("appearance", "dubbed"))))
    return Parsed(Form.PROSE, EMPTY)


_PREDICATE = re.compile(
    r"\s+(?:(?:also|all)\s+)?(?:provided?|makes?|made|do|did|have|had|appear(?:ed)?(?=\s+in)|cameo(?:ed)?|are)\s+(?:in\s+)?"
)


def _with_predicate(text: Rich) -> Parsed | None:
    """Several people and how all of them take part: `[[X]], [[Y]] and Z provided additional voices`."""
    verb = find(_PREDICATE, text, outside_links(text))
    people = text.cut(0, verb.start()) if verb else EMPTY
    if verb is None or not is_name_list(people):
        return None
    return Parsed(Form.NAME, people, notes=(text.text[verb.end() :].strip(" ."),))


def _of_sentence(text: Rich, end: int) -> Rich | None:
    """The linked people that a sentence begins with: those joined by commas and `and`, else the last one
    before its verb."""
    links = [link for link in text.of("link") if link.end <= end]
    if not links or len(text.text[: links[-1].begin].split()) > 12:
        return None
    between = text.text[links[0].end : links[-1].begin]
    for link in links[1:-1]:
        between = between.replace(text.text[link.begin : link.end], "")
    joined = links[0].begin == 0 and not re.sub(r"\band\b|[,&\s]", "", between)
    return text.cut(links[0].begin if joined else links[-1].begin, links[-1].end)


_COMMA = re.compile(r"\s*[,;]\s*")


def _suffix(text: Rich, start: int) -> bool:
    word = re.match(r"[^\s,]+", text.text[start:])
    return word is not None and SUFFIXES.fullmatch(word[0].rstrip(".")) is not None


def _alike(name: str, credited: str) -> bool:
    """Whether a name in brackets is another form of the name before it: they share a word."""
    return bool({w.lower() for w in name.split() if len(w) > 2} & {w.lower() for w in credited.split() if len(w) > 2})
