"""From the lines of a cast section to its entries: which line is an entry, a role of the one above, a
description, a heading; and which half of a pair is the person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.cast.entry import Entry, entries
from kg.extraction.cast.forms import CREW, Evidence, Form, Parsed, describes, is_name, is_name_list
from kg.extraction.cast.lines import BREAK, Line, several
from kg.extraction.cast.roles import LANGUAGE, ROLE_IN_BRACKETS, find, is_role_name, outside, without_brackets
from kg.extraction.cast.sections import NOT_CAST, Region, heading_key
from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.rich import EMPTY, Rich

UNREADABLE = "cast-item-unreadable"


@dataclass
class Habit:
    """How a section writes its pairs: filled before its lines are read."""

    role_first: bool
    brackets: bool
    commas: bool
    explicit: bool
    crew: bool
    evidence: Evidence


def habit(parsed: list[Parsed], evidence: Evidence, explicit: bool = False, crew: bool = False) -> Habit:
    """What the lines of a section show together."""
    total = max(1, len(parsed))
    brackets = sum(p.form is Form.BRACKET for p in parsed)
    commas = sum(p.form is Form.COMMA for p in parsed)
    return Habit(
        role_first=evidence.direction(parsed, Form.PAIR) < 0,
        brackets=brackets >= 2 and 2 * brackets >= total,
        commas=commas >= 2 and 2 * commas >= total,
        explicit=explicit,
        crew=crew,
        evidence=evidence,
    )


def read_lines(reader: Reader, region: Region, found: list[Line], style: Habit) -> Iterator[Entry]:
    """The entries of a region's lines. Paragraphs, captions and descriptions are no entries; a list item
    that is none of the known forms is reported."""
    part = region.section.title
    skip = False
    parent: Line | None = None
    paragraphs = sum(_stands_alone(line) for line in found)
    for index, line in enumerate(found):
        heading = _pseudo_heading(line, found[index + 1] if index + 1 < len(found) else None)
        if heading is not None:
            skip = heading_key(heading) in NOT_CAST or heading_key(heading).startswith("crew")
            parent = None
            continue
        if skip or line.parsed is None:
            continue
        if line.marker == "" and not (paragraphs > 1 and _stands_alone(line)):
            parent = None
            continue  # a paragraph of prose
        if line.marker == BREAK and not _entry_like(line):
            continue  # a paragraph with a line break in it
        if set(line.marker) == {":"} and parent is None and not _entry_like(line):
            continue  # an indented remark
        if parent is not None and (line.depth > parent.depth or _is_below(parent, line)):
            told = line.marker.endswith(":") and line.parsed.form not in (Form.BY, Form.AS)
            if not told or (parent.marker == ";" and _answers(line)):  # else an indented description
                yield from _below(reader, parent, line, style, part)
            continue
        parent = line
        if _has_below(found, index):
            yield from _above(reader, line, found[index + 1], style, part)
            continue
        for each in several(line):
            yield from _entry(reader, each, style, part)


def _pseudo_heading(line: Line, following: Line | None) -> str | None:
    """The text of a line that is a heading in all but name: `'''Main cast'''`, `;Hindi version`."""
    text = line.text.strip(":")
    if not text or (text.of("link") and line.marker != ""):
        return None
    if line.marker == "" and text.covered("bold") and len(text) < 80:
        return text.text
    if line.marker == "" and heading_key(text.text) in NOT_CAST:
        return text.text
    if (
        line.marker.endswith(";")
        and line.parsed is not None
        and line.parsed.form in (Form.NAME, Form.OPEN, Form.LABEL, Form.PROSE)
    ) and (following is None or not following.marker.endswith(":")):
        return text.text
    return None


def _stands_alone(line: Line) -> bool:
    """Whether a paragraph is nothing but an entry: `[[John Doe]] as Jim`."""
    parsed = line.parsed
    if line.marker or parsed is None or len(line.text) > 120 or re.search(r"[.!?]\s+[A-Z]", line.text.text):
        return False
    if parsed.form not in (Form.AS, Form.PAIR, Form.BY) or not parsed.second:
        return False
    return is_name(without_brackets(parsed.first)[0]) and len(parsed.second.text.split()) <= 8


def _entry_like(line: Line) -> bool:
    parsed = line.parsed
    if parsed is None or len(line.text) > 250:
        return False
    if parsed.form in (Form.AS, Form.PAIR, Form.BRACKET, Form.COMMA):
        first = without_brackets(parsed.first)[0]
        return is_name(first) or is_name_list(first) or is_name(without_brackets(parsed.second)[0])
    return parsed.form in (Form.NAME, Form.BY)


def _answers(line: Line) -> bool:
    """Whether the `:` line of a definition list is a name or a role rather than a description."""
    return line.parsed is not None and len(line.text) < 80 and not line.text.text.endswith(".")


def _has_below(found: list[Line], index: int) -> bool:
    return index + 1 < len(found) and _is_below(found[index], found[index + 1])


def _is_below(line: Line, following: Line) -> bool:
    if line.marker in ("", BREAK) or following.marker in ("", BREAK):
        return False
    if line.marker == ";":
        return following.marker == ":"
    return following.depth > line.depth and not following.marker.endswith(":")


def _above(reader: Reader, line: Line, following: Line, style: Habit, part: str) -> Iterator[Entry]:
    """A line that others stand below: an entry of its own, unless the ones below are its roles or it only
    labels them."""
    parsed = line.parsed
    if parsed is None or parsed.form in (Form.OPEN, Form.LABEL):
        return
    if parsed.form is Form.NAME and (_role_of(line, following) or not line.text.of("link") or line.marker == ";"):
        return
    yield from _entry(reader, line, style, part)


def _role_of(parent: Line, line: Line) -> bool:
    """Whether a line below a name is one of that person's roles: it names nobody itself."""
    parsed = line.parsed
    if parsed is None or parent.parsed is None:
        return False
    if parent.parsed.form is Form.OPEN:
        return True
    if parent.parsed.form not in (Form.NAME, Form.LABEL):
        return False
    if parsed.form in (Form.AS, Form.BY, Form.VERB):
        return False
    linked = parsed.first.covered("link") is not None
    return not linked and bool(parent.text.of("link"))


def _below(reader: Reader, parent: Line, line: Line, style: Habit, part: str) -> Iterator[Entry]:
    """A line of a sub-list: a role of the person above, or an entry by itself."""
    assert parent.parsed is not None
    assert line.parsed is not None
    first, parsed = parent.parsed, line.parsed
    text = line.text
    if parsed.form is Form.BY and not parsed.first:
        yield from entries(reader, parsed.second, first.first, line.span, parsed.notes, (parent.span,))
        return
    if first.form is Form.OPEN and is_name(without_brackets(first.first)[0]) and not CREW.fullmatch(first.first.text):
        if parsed.form in (Form.AS, Form.BY) and parsed.first.covered("link") and not first.first.covered("link"):
            yield from _entry(reader, line, style, part)
            return
        starts = parsed.second if parsed.form is Form.AS and not parsed.first else text
        yield from entries(reader, first.first, starts, line.span, first.notes, (parent.span,))
        return
    if first.form is Form.NAME and parent.marker == ";":
        if text.text.lower().startswith("as "):
            yield from entries(reader, first.first, text.cut(3, len(text)), line.span, first.notes, (parent.span,))
        elif style.evidence.person(text) > style.evidence.person(first.first) and not style.explicit:
            yield from entries(reader, text, first.first, line.span, (), (parent.span,))
        elif style.evidence.person(first.first) > 0 and not style.explicit:
            yield from entries(reader, first.first, text, line.span, first.notes, (parent.span,))
        return
    if first.form in (Form.NAME, Form.LABEL) and not parent.text.of("link") and _version(parsed):
        yield from entries(reader, text, first.first, line.span, (), (parent.span,))  # X (Japanese) below a role
        return
    if _role_of(parent, line) and not style.explicit:
        yield from entries(reader, first.first, text, line.span, first.notes, (parent.span,))
        return
    bare = parsed.form is Form.NAME and not parsed.first.of("link") and first.form is Form.AS
    if parsed.form in (Form.AS, Form.BY, Form.VERB) or (_entry_like(line) and not bare):
        yield from _entry(reader, line, style, part)
    # else: a description of the role above


def _version(parsed: Parsed) -> bool:
    """Whether a name stands with the language of a dub."""
    return parsed.form is Form.NAME and any(LANGUAGE.search(note) for note in parsed.notes)


def _entry(reader: Reader, line: Line, style: Habit, part: str) -> Iterator[Entry]:
    """The entries of a line that stands by itself."""
    out = list(_of_form(reader, line, style))
    if not out and not _ignored(line, style):
        reader.issue(UNREADABLE, part, line.span)
    yield from out


def _ignored(line: Line, style: Habit) -> bool:
    """Lines left out on purpose: work behind the camera; in sections of characters, whoever is told of
    without an actor."""
    parsed = line.parsed
    if parsed is None or style.explicit:
        return True
    return _is_crew(parsed, style) or describes(parsed.first, parsed.second)


def _is_crew(parsed: Parsed, style: Habit) -> bool:
    """Work behind the camera: `Director: X`; `X – Director` where the section is also of the crew."""
    if CREW.fullmatch(without_brackets(parsed.first)[0].text.strip(" :")):
        return True
    return style.crew and CREW.fullmatch(without_brackets(parsed.second)[0].text) is not None


def _of_form(reader: Reader, line: Line, style: Habit) -> Iterator[Entry]:
    parsed, span = line.parsed, line.span
    assert parsed is not None
    first, second, notes = parsed.first, parsed.second, parsed.notes
    match parsed.form:
        case Form.AS if style.crew and CREW.fullmatch(second.text):
            return
        case Form.AS:
            subject = _performer_text(first)
            yield from entries(reader, subject, second, span, notes)
        case Form.VERB:
            uncredited = ("uncredited",) if "uncredited" in line.text.text[: len(first.text) + 60].lower() else ()
            if not style.explicit or first.of("link"):
                yield from entries(reader, _told(_performer_text(first)), second, span, (*notes, *uncredited))
        case Form.BY:
            yield from _by(reader, first, second, span, notes)
        case Form.PAIR:
            yield from _pair(reader, parsed, span, style)
        case Form.BRACKET:
            if style.evidence.person(second) > max(0, style.evidence.person(first)):
                yield from entries(reader, second, first, span, notes)
            elif not style.explicit:
                yield from entries(reader, first, second if style.brackets else EMPTY, span, notes)
        case Form.COMMA:
            if not style.explicit and (first.of("link") or style.commas) and is_name(first):
                lower = second.text[:1].islower()
                yield from entries(reader, first, second if style.commas or lower else EMPTY, span, notes)
        case Form.NAME:
            if not style.explicit and not CREW.fullmatch(first.text):
                yield from entries(reader, first, EMPTY, span, notes)
        case Form.PROSE:
            if not style.explicit and first:
                yield from entries(reader, first, EMPTY, span, notes)
        case Form.OPEN | Form.LABEL:
            if not style.explicit and first.of("link") and is_name(first):
                yield from entries(reader, first, EMPTY, span, notes)


def _performer_text(text: Rich) -> Rich:
    """What stands before `as` up to a verb or a relative clause: `[[X]] appears uncredited`."""
    free = outside(text)
    verb = find(
        re.compile(
            r"[\s,]+(?:who|is|are|was|were|appears?|appeared|makes?|stars?|has|have|cameos?|returns?|reprises?"
            r"|plays?|played|seen|featured|in (?:an? )?(?:dual|double|triple|cameo|special|guest|brief|small))\b"
        ),
        text,
        free,
    )
    if verb and verb.start():
        return _told(text.cut(0, verb.start()))
    return text


def _told(text: Rich) -> Rich:
    """The linked name at the end of a text that tells who the person is: `Director [[John Doe]]`."""
    last = next(iter(reversed(text.of("link"))), None)
    if last and last.end == len(text) and _is_told(text, last.begin):
        return text.cut(last.begin, last.end)
    return text


def _is_told(text: Rich, begin: int) -> bool:
    """Whether what stands before a name in a sentence tells who the person is: no other name stands there."""
    return begin > 0 and not re.search(r"(?:,|\band|&)\s*$", text.text[:begin])


def _by(reader: Reader, role: Rich, actor: Rich, span: Span, notes: tuple[str, ...]) -> Iterator[Entry]:
    role = role.strip('"“” ')
    as_ = re.match(r"(?:.*\s)?as\s+", role.text)
    if as_ and is_role_name(role.cut(as_.end(), len(role))):
        role = role.cut(as_.end(), len(role))
    for entry in entries(reader, actor, role, span, notes):
        yield replace(entry, character=entry.character or role.text) if role else entry


def _pair(reader: Reader, parsed: Parsed, span: Span, style: Habit) -> Iterator[Entry]:
    first, second = parsed.first, parsed.second
    if _is_crew(parsed, style):
        return
    evidence = style.evidence
    if style.explicit and evidence.person(second) < 1 and evidence.person(first) < 2:
        return
    lean = evidence.person(first) - evidence.person(second)
    itself = ROLE_IN_BRACKETS.fullmatch(first.text) is not None
    if (style.role_first and lean < 2) or lean <= -2 or (itself and lean < 0):
        plain = without_brackets(second)[0]
        if is_name(plain) or is_name_list(plain) or plain.of("link"):
            yield from entries(reader, second, first, span, parsed.notes)
        return
    told = describes(first, second)
    if told and evidence.person(first) < 1:
        return
    if told and evidence.person(first) < 2 and style.explicit:
        return
    plain = without_brackets(first)[0]
    if is_name(plain) or is_name_list(plain) or plain.of("link"):
        yield from entries(reader, first, second, span, parsed.notes)
