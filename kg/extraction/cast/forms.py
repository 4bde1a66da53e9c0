"""The forms in which a line names an actor and a role.

Sources: MOS:FILM, section "Cast" (`* Actor as Role`), and the forms met in articles: dashes, dots, colons,
brackets, `voiced by`, sentences.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from kg.extraction.cast.people import is_name, is_name_list
from kg.extraction.cast.remarks import (
    AGE,
    CREDITED_AS,
    NOTE,
    ROLE_IN_BRACKETS,
    find,
    is_free,
    is_note,
    outside,
    outside_links,
    without_brackets,
)
from kg.extraction.cast.rolenames import is_role_name
from kg.extraction.names import SUFFIXES
from kg.extraction.organizations import ORGANIZATION
from kg.wikitext.rich import EMPTY, Rich


class Form(Enum):
    AS = "X as Y"
    BY = "Y, voiced by X"
    VERB = "X plays Y"
    PAIR = "X – Y, or Y – X: the section's habit decides"
    BRACKET = "X (Y), or Y (X)"
    COMMA = "X, Y"
    NAME = "X"
    OPEN = "X as: the roles follow below"
    LABEL = "X: roles or people follow below"
    PROSE = "a sentence about X"


class Parsed(NamedTuple):
    """`first` is what stands before the separator, `second` what stands after it."""

    form: Form
    first: Rich
    second: Rich = EMPTY
    notes: tuple[str, ...] = ()
    dots: bool = False
    """Whether dots stand between the halves of a pair."""


_AROUND = ",;*†‡•·"
_LEADING = re.compile(r"[\s.…:=→⇒~|–—−‒―-]+")
MAX_TEXT = 1500
"""Characters of a line that are looked at: names stand first."""

AS = re.compile(r"(?:as|As|AS)(?<=[\s)\]\"”]..)(?=\s|:|$)")  # what stands before it is looked at last: quicker
_NO_AS = re.compile(
    r"\b(?:(?P<name>such|well|same|just|far|soon|long|work)|known|credited|billed|serv(?:e[sd]?|ing)|act(?:s|ed|ing)?"
    r"|work(?:s|ed|ing)|regarded|described|considered|intended|written)\s+$",
    re.IGNORECASE,
)
"""`name`: words that with a capital are surnames too: `John Long as Bill`."""
_NO_GIVEN = frozenset("actor actors actress actresses artists comedians others people performers singers stars".split())
_SHORT_GIVEN = 3
"""Characters of a first name that a full stop ends: `J. Long`, `Dr. Long`."""
_BRACKET_LINK = re.compile(r"[^()]{1,80}\(([^()]{1,80})\)(?=\s*(?:[,:;.–—-]|$)|\s+(?:is|was)\b)")
_APART = re.compile(r"(?::\s|\s[-–—−‒―]|\.\s?\.|…)\s*\w")
"""What sets the halves of a pair apart: a link in brackets then stands beside the second, `John Roe: Bill ([[X]])`."""
_NO_AS_AFTER = re.compile(r"\s*(?:well|if|though|of\s+\d)\b")
BY = re.compile(
    r"[\s,;:(\[–—-]*\b(?:(?:originally|also|all|both|who is|is|was|are|were)\s+)*"
    r"(?:voiced|played|portrayed|performed|enacted|essayed|dubbed|acted|acted out|interpreted)\s+by\s*:?\s*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"[\s,]+(?:who\s+|also\s+)?(?:plays?|portrays?|voices|played|portrayed|voiced|playing|portraying|voicing"
    r"|stars? as|(?:in|has|plays) the (?:title )?role of|can (?:also )?be seen as|co-stars? as"
    r"|(?:provides?|provided|does|did) the (?:\w+ )?voices? (?:of|for)|(?:is|was) the voices? of|are|is"
    r"|essays?|enacts?|(?:appears?|appeared"
    r"|seen|cameos?|stars?|(?:makes?|made) (?:an? )?(?:\w+ )?appearances?|is featured|returns?|reprises? (?:his|her"
    r"|their) role)(?:\s+\w+){0,5}?\s+as)\s+(?:the\s+(?:role|part|character)\s+of\s+)?"
)
_SPACE = re.compile(
    r"[\s,]++(?=who|also|play|portray|voic|star|in|has|can|co-star|provide|does|did|is|was|are|essay|enact|appear|seen"
    r"|cameo|ma[dk]e|return|reprise)"
)
"""What a verb begins with, before the beginnings of all its words."""
_SEPARATOR = re.compile(
    r"\s*(?:\.{2,}|…+|(?<![A-Z])\.(?:\s\.)+)[\s.…]*"  # dots, also with spaces among them
    r"|\s+(?:--+|[-–—−‒―])\s*|\s*(?:--+|[-–—−‒―])\s+|\s*(?:--+|[–—―])\s*"  # dashes, a hyphen only beside a space
    r"|\s*:\s*[-–—−‒―]+\s*"  # both: `X :- Y`
    r"|\s*:(?=\s|$|[^\s/\d])\s*|\s+=+>?\s+|\s*[→⇒]\s*|\s+~\s+|\s+\|\s+"
)
_SEPARATING = re.compile(r"[.…–—−‒―:=→⇒~|-]")
"""What is in every separator; at its beginning, but for white space."""
_HYPHEN = re.compile(r"-(?=[^\W\d_a-z])")
_APPEARS = re.compile(
    r"\b(?:appears?|appeared|cameos?|appearances?|has a|have a|plays?|played|seen|featured|stars?|provides?"
    r"|provided|makes?|made|narrates|narrated)\b",
    re.IGNORECASE,
)
_IN_ROLES = re.compile(
    r"\s*,?\s+in\s+(?:an?\s+|the\s+|his\s+|her\s+|their\s+)?(?=(?:[\w-]+\s+){0,3}?(?:roles?|parts?|appearances?"
    r"|cameos?|(?:item|dance|song)\s+(?:numbers?|songs?)|items?|songs?)\b)"
)
"""What stands between people and the kind of parts they have: `[[X]] and [[Y]] in minor roles`."""
_LABEL = re.compile(
    r"^(?:(?P<note>(?:special|guest|cameo|friendly|extended)(?: (?:guest|special))?(?: appearances?| roles?| stars?)?"
    r"(?: by)?|cameos?(?: by)?|uncredited|special guests?"
    r"|voices?(?: of)?|(?:additional|other|various|extra) (?:voices?|cast|roles?|characters?)(?: by)?"
    r"|narrat(?:ed by|ion by))(?:\s*[:–-]\s*|(?<=by)\s+|(?<=of)\s+)"
    r"|(?:and|with|also starring|also|starring|co-starring|introducing|featuring|actors?|actress(?:es)?"
    r"|plus)\s*:?\s+)",
    re.IGNORECASE,
)


def shorten(text: Rich) -> Rich:
    return text.cut(0, MAX_TEXT) if len(text) > MAX_TEXT else text


def parse(text: Rich) -> Parsed | None:
    """The form of a line; None for a line without a letter."""
    text = shorten(text).strip(_AROUND)
    notes: list[str] = []
    dash = _LEADING.match(text.text)
    if dash:
        text = text.cut(dash.end(), len(text))
    label = _LABEL.match(text.text)
    if label and not text.linked(0, label.end()) and label.end() < len(text):
        if label["note"]:
            notes.append(label["note"].strip(" :").removesuffix(" by").removesuffix(" of"))
        text = text.cut(label.end(), len(text))
    if not (text.text[:1].isalnum() or any(map(str.isalnum, text.text))):
        return None
    played = _in_brackets(text)
    if played is not None:
        return played._replace(notes=tuple(notes))
    free = outside(text)
    found = _as(text, free)
    lower = text.text.lower()
    voiced = "ed by" in lower or "out by" in lower or "\nby" in lower
    by = next((m for m in BY.finditer(text.text) if not text.linked(*m.span())), None) if voiced else None
    if by and (found is None or by.start() < found.start()) and not _stop_before(text, by.start()):
        return _by(text, by, notes)
    end = found.start() if found else len(text)
    verb = _verb(text, free, end)
    if verb and verb.start() and _subject(text, verb.start()):
        notes += ["voice"] if "voice" in verb[0] else []
        return Parsed(Form.VERB, text.cut(0, verb.start()), text.cut(verb.end(), len(text)), tuple(notes))
    separator = _separator(text, free, end) or (None if found else _hyphen(text))
    if found and not (separator and _separates(text, separator)):
        first, second = text.cut(0, found.start()), text.cut(found.end(), len(text)).strip(":")
        return Parsed(Form.AS if second else Form.OPEN, first, second, tuple(notes))
    if separator:
        first, second = text.cut(0, separator.start()), text.cut(separator.end(), len(text))
        if not second:
            return Parsed(Form.LABEL, first, notes=tuple(notes))
        labelled = _labelled(first, second)
        if labelled:
            return labelled._replace(notes=(*notes, *labelled.notes))
        if first:
            dots = separator[0].strip().startswith((".", "…"))
            return Parsed(Form.PAIR, first, _without_as(second), tuple(notes), dots)
    return _alone(text, notes)


def _in_brackets(text: Rich) -> Parsed | None:
    """`Anna ([[Jane Doe]])`, alone or before a description: a link in brackets after a plain name."""
    match = _BRACKET_LINK.match(text.text) if "(" in text.text else None
    if match is None or text.linked(0, match.start(1)):
        return None
    first, second = text.cut(0, match.start(1) - 1), text.cut(*match.span(1))
    if not second.covered("link") or is_note(second.text) or not is_role_name(first) or _APART.search(first.text):
        return None
    return Parsed(Form.BRACKET, first, second)


def link_in_brackets(pair: Parsed) -> Rich | None:
    """The link in brackets that a pair of plain texts ends with: `Anna: Bell ([[Jane Doe]])`. Whether it is the actor
    or tells of the role, the pair does not show."""
    second = pair.second
    opened = second.text.rfind("(") if second.text.endswith(")") else -1
    if opened < 1 or pair.first.of("link") or second.linked(0, opened):
        return None
    held = second.cut(opened + 1, len(second) - 1)
    return held if held.covered("link") and not is_note(held.text) else None


def is_no_as(text: Rich, begin: int) -> bool:
    """Whether the word before an `as` shows it to be none that names a role: `known as`; not the last word of a
    name: `[[Jane Long]] as`."""
    body = text.text
    start = body.rfind(" ", 0, max(0, begin - 1)) + 1
    word = _NO_AS.search(body, start, begin)
    if word is None or not body[word.start()].isupper():
        return word is not None
    small = body[begin : begin + 2] == "as"  # in title case a capital shows nothing
    return not (text.linked(*word.span()) or (word["name"] and small and _is_given(body[max(0, start - 40) : start])))


def _is_given(before: str) -> bool:
    """Whether a text ends with what a surname goes on: a word with a capital, and nothing that sets it apart. Behind
    `John Roe,` a sentence may begin: `Just as …`."""
    last = next(iter(before.split()[-1:]), "").strip("\"“”'‘’()")
    stopped = not last[-1:].isalnum() and not (last.endswith(".") and len(last) <= _SHORT_GIVEN)
    return last[:1].isupper() and not stopped and last.casefold() not in _NO_GIVEN


def _as(text: Rich, free: bytearray) -> re.Match[str] | None:
    for match in AS.finditer(text.text):
        begin, end = match.span()
        if not is_free(match, free):
            continue
        if is_no_as(text, begin) or _NO_AS_AFTER.match(text.text, end):
            continue
        return match
    return None


def _verb(text: Rich, free: bytearray, end: int) -> re.Match[str] | None:
    """The first verb that is free and begins before `end`, looked for only where one can begin."""
    position = 0
    for space in _SPACE.finditer(text.text, 0, end):
        begin = max(space.start(), position)
        match = _VERB.match(text.text, begin) if begin < space.end() else None
        if match is not None:
            if is_free(match, free):
                return match
            position = match.end()
    return None


def _separator(text: Rich, free: bytearray, end: int) -> re.Match[str] | None:
    """The first separator that is free and begins before `end`, looked for only where one can begin."""
    body, position = text.text, 0
    for mark in _SEPARATING.finditer(body, 0, end):
        if mark.start() < position:
            continue
        begin = position + len(body[position : mark.start()].rstrip())
        match = _SEPARATOR.match(body, begin)
        if match is not None:
            if is_free(match, free):
                return match
            position = match.end()
    return None


def _hyphen(text: Rich) -> re.Match[str] | None:
    """A hyphen without a space between a linked full name that the text begins with and what is written as a name."""
    link = next((m for m in text.of("link") if m.begin == 0), None) if "-" in text.text else None
    return _HYPHEN.match(text.text, link.end) if link and " " in text.text[: link.end] else None


def _stop_before(text: Rich, end: int) -> bool:
    """Whether a sentence ends before `end`: what follows then is a remark inside a description; not where it goes on
    with no more than whom the one before it is about, `Anna is the old queen of the land. She is voiced by X`."""
    match = re.search(r"[.!?]\s+(?=[A-Z\"(])", text.text[:end])
    if match is None or len(text.text[: match.start()].split()) <= 6:
        return False
    return text.text[match.end() : end].strip() not in _PRONOUNS


def _separates(text: Rich, match: re.Match[str]) -> bool:
    """Whether a separator before an `as` is the line's own: what stands before it is a name by itself."""
    first = without_brackets(text.cut(0, match.start()))[0]
    rest = text.cut(match.end(), len(text))
    return bool(first) and is_name(first) and not rest.text.lower().startswith("as ")


def _labelled(first: Rich, second: Rich) -> Parsed | None:
    """`Lead: [[X]] as Y`: a plain text before a linked name that has its own `as`."""
    as_ = None if first.of("link") else _as(second, outside(second))
    if as_ is None or not without_brackets(second.cut(0, as_.start()))[0].covered("link"):
        return None
    role = second.cut(as_.end(), len(second))
    return Parsed(Form.AS, second.cut(0, as_.start()), role) if role and not AGE.fullmatch(role.text) else None


def _without_as(text: Rich) -> Rich:
    return text.cut(3, len(text)) if text.text.lower().startswith("as ") else text


def _by(text: Rich, match: re.Match[str], notes: list[str]) -> Parsed:
    first = text.cut(0, match.start()).strip(" ,;:–—-")
    second = text.cut(match.end(), len(text))
    opened = first.text.rfind("(")
    held = opened > first.text.rfind(")")  # `Anna (a girl voiced by X)`
    if held:
        first = first.cut(0, opened)
    if held or "(" in match[0] or "[" in match[0]:
        second = second.cut(0, _closing(second))
    second = second.strip(" ,;:")
    free = outside(second)
    end = find(_BY_ENDS, second, free)
    if end:
        second = second.cut(0, end.start())
    note = "voice" if "voiced" in match[0].lower() else None
    return Parsed(Form.BY, first, second, (*notes, note) if note else tuple(notes))


_PRONOUNS = frozenset({"He", "She", "It", "They"})
_BY_ENDS = re.compile(
    r"\n|:(?=\s)|;(?=\s)(?![^;()]{1,60}\([^()]{1,60}\)\s*(?:$|[;,]))|\.\s+(?=[A-Z])|\s+[–—-]\s+|,?\s+(?:is|was|who)\s"
)
"""What ends the people after `voiced by`; not the semicolon before another name with its language."""


def _closing(text: Rich) -> int:
    depth = 1
    for index, char in enumerate(text.text):
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            return index
    return len(text)


def _subject(text: Rich, end: int) -> bool:
    """Whether what stands before a verb is who plays: it ends with a link or is a name."""
    first = without_brackets(text.cut(0, end))[0]
    aside = re.search(r",\s+[a-z]", first.text) if text.text[end : end + 1] == "," else None
    if aside and any(m.end == aside.start() for m in first.of("link")):  # `[[X]], who also wrote it, plays Y`
        return True
    return bool(first) and (any(m.end == len(first) for m in first.of("link")) or is_name(first)) and len(first) < 150


def _alone(text: Rich, notes: list[str]) -> Parsed:
    """A line without separator: a name, with a remark, a role in brackets or after a comma."""
    body, remarks, others = without_brackets(text)
    roles = [r for r in remarks if CREDITED_AS.match(r)]
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
        if is_note(second.text):
            return Parsed(Form.NAME, first, notes=(*notes, *remarks, second.text))
        if ORGANIZATION.search(second.text) or not (is_name(second) and (second.of("link") or not first.of("link"))):
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


def describes(first: Rich, second: Rich) -> bool:
    """Whether `X: text` tells of a character X instead of naming the role of an actor X."""
    name = re.split(r"[,;:.]\s|\s+[–—-]\s+|\n", second.text, maxsplit=1)[0]
    plain = is_role_name(second.cut(0, len(name)))
    return not plain and len(second.text.split()) > 8
