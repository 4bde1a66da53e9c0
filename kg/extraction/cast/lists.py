"""From the lines of a cast section to its entries: which line is an entry, a role of the one above, a
description, a heading; and which half of a pair is the person."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.cast.entry import Entry, entries
from kg.extraction.cast.forms import Form, Parsed
from kg.extraction.cast.items import UNREADABLE, Habit, Writing, performer_text, read_item, writing
from kg.extraction.cast.lines import BREAK, Line, several
from kg.extraction.cast.people import CREW, Evidence, is_name, is_name_list, is_single_word
from kg.extraction.cast.remarks import AGE, LANGUAGE, is_note, without_brackets
from kg.extraction.cast.rolenames import is_role_name
from kg.extraction.cast.sections import CAST, NOT_CAST, Region, heading_key
from kg.extraction.reader import Reader
from kg.values.numbers import parse_number
from kg.wikitext.rich import EMPTY, Rich


def habit(parsed: list[Parsed], evidence: Evidence, explicit: bool = False, crew: bool = False) -> Habit:
    """What the lines of a section show together."""
    total = max(1, len(parsed))
    pairs = [p for p in parsed if p.form is Form.PAIR]
    if 2 * sum(p.form is Form.AS for p in parsed) > len(pairs):  # the neighbours name the actor first
        telling = [p for p in pairs if not (is_single_word(p.second) and evidence.person(p.second) < 2)]
    else:
        telling = pairs
    commas = sum(p.form is Form.COMMA for p in parsed)
    stated = sum(p.form in (Form.AS, Form.PAIR, Form.BY) for p in parsed)
    return Habit(
        role_first=_direction(telling, evidence) < 0,
        groups=_groups(telling, evidence),
        brackets=_writes_brackets(parsed),
        commas=commas >= 2 and 2 * commas >= total,
        stated=stated >= 2 and 3 * stated >= 2 * total,
        explicit=explicit,
        crew=crew,
        evidence=evidence,
    )


def _direction(pairs: list[Parsed], evidence: Evidence) -> int:
    return evidence.direction((p.first, p.second) for p in pairs)


def _groups(pairs: list[Parsed], evidence: Evidence) -> dict[Writing, bool]:
    """The order of the halves in the pairs written in one way, where the ways differ and show an order each:
    `''Role'': Actor` beside `Actor ... Role`."""
    ways: dict[Writing, list[Parsed]] = {}
    for pair in pairs:
        ways.setdefault(writing(pair), []).append(pair)
    shown = {way: _direction(of_way, evidence) for way, of_way in ways.items()}
    return {way: lean < 0 for way, lean in shown.items() if lean} if len(ways) > 1 else {}


def read_lines(reader: Reader, region: Region, found: list[Line], style: Habit) -> Iterator[Entry]:
    """The entries of a region's lines. Paragraphs, captions and descriptions are no entries; a list item
    that is none of the known forms is reported."""
    part = region.section.title
    skip = False
    parent: Line | None = None
    paragraphs = sum(_stands_alone(line) for line in found)
    of_region = style
    for index, line in enumerate(found):
        if not line.marker:
            style = _of_list(_after(found, index), of_region)
        heading = _pseudo_heading(line, found[index + 1] if index + 1 < len(found) else None, style.evidence)
        if heading is not None:
            skip = heading_key(heading) in NOT_CAST or heading_key(heading).startswith("crew")
            parent = None
            continue
        if skip or line.parsed is None or _introduces(line, found[index + 1] if index + 1 < len(found) else None):
            continue
        if line.marker == "" and not (paragraphs > 1 and _stands_alone(line)) and not _is_list(line):
            parent = None
            continue  # a paragraph of prose
        if line.marker == BREAK and not _entry_like(line):
            continue  # a paragraph with a line break in it
        if set(line.marker) == {":"} and parent is None and not _entry_like(line):
            continue  # an indented remark
        beside = parent is not None and set(line.marker) == {":"} and parent.marker[:1] in {"*", "#"}
        if parent is not None and (line.depth > parent.depth or beside or _is_below(parent, line)):
            told = line.marker.endswith(":") and not (line.parsed.form is Form.BY or _names_actor(line.parsed))
            if not told or (parent.marker == ";" and _answers(line)):  # else an indented description
                yield from _below(reader, parent, line, style, part)
            continue
        parent = line
        if _played_below(found, index) and style.evidence.person(line.parsed.first) < 2:
            continue  # a role, whose actors the lines below name
        if _has_below(found, index):
            parent = line = _with_roles_below(line, found, index)
            yield from _above(reader, line, found[index + 1], style, part)
            continue
        for each in several(line):
            yield from read_item(reader, each, style, part)


def _after(found: list[Line], index: int) -> Iterator[Line]:
    """The lines behind one, of which few are looked at: the list is not copied."""
    return map(found.__getitem__, range(index + 1, len(found)))


def _of_list(following: Iterable[Line], style: Habit) -> Habit:
    """The habit of the list below a paragraph or label: one of its own where it writes its roles in brackets."""
    if style.brackets:
        return style
    listed = [line.parsed for line in itertools.takewhile(lambda line: line.marker, following) if line.parsed]
    return replace(style, brackets=_writes_brackets(listed))


def _writes_brackets(parsed: list[Parsed]) -> bool:
    brackets = sum(p.form is Form.BRACKET for p in parsed)
    return brackets >= 2 and 2 * brackets >= len(parsed)


def _pseudo_heading(line: Line, following: Line | None, evidence: Evidence) -> str | None:
    """The text of a line that is a heading in all but name: `'''Main cast'''`, `;Hindi version`."""
    if line.marker and not line.marker.endswith(";"):
        return None
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
    ) and (following is None or not following.marker.endswith(":") or _heads(line.parsed, following, evidence)):
        return text.text
    return None


def _heads(term: Parsed, following: Line, evidence: Evidence) -> bool:
    """Whether a term is a heading above lines that are entries by themselves: `;Main` above `:[[X]] as Y`, rather than
    a role or an actor of whom they tell."""
    key = heading_key(term.first.text)
    if key in _GROUPS or key in NOT_CAST or _DIVISION.match(key):
        return True
    parsed = following.parsed
    if parsed is None or not _names_actor(parsed) or evidence.person(term.first) > 0:
        return False
    full = evidence.person(parsed.first) > 0 or " " in parsed.first.text
    return full and not (_ARTICLE.match(parsed.second.text) or _is_of_version(parsed.second))


def _is_of_version(text: Rich) -> bool:
    """Whether what stands behind `as` tells of the version of a role: `the voice`, `a child`."""
    return is_note(text.text) or AGE.fullmatch(f"as {text.text}") is not None


def _introduces(line: Line, following: Line | None) -> bool:
    """Whether an item only says what the items after it are: `Rest of cast listed alphabetically:`."""
    if line.marker[:1] not in {"*", "#"} or following is None or following.marker != line.marker:
        return False
    text = line.text
    if text.of("link") or len(text) > 80:
        return False
    if text.text.endswith(":"):
        return True
    return text.covered("bold") is not None and heading_key(text.text) in _GROUPS


_DIVISION = re.compile(r"(?:segment|part|episode|chapter|act|scene) (?:\d|[ivx]+\b|one\b|two\b|three\b|four\b)")
_GROUPS = CAST | {"uncredited", "others", "other", "main", "supporting", "also starring", "with", "credited"}


def _stands_alone(line: Line) -> bool:
    """Whether a paragraph is nothing but an entry: `[[John Doe]] as Jim`."""
    parsed = line.parsed
    if line.marker or parsed is None or len(line.text) > 120 or re.search(r"[.!?]\s+[A-Z]", line.text.text):
        return False
    if parsed.form not in (Form.AS, Form.PAIR, Form.BY) or not parsed.second:
        return False
    return is_name(without_brackets(parsed.first)[0]) and len(parsed.second.text.split()) <= 8


_BY = re.compile(r"[^:]{1,60}\bby\s")
_SENTENCES = re.compile(r"[^\s.]{4}[.!?]\s+[A-Z]")


def _is_list(line: Line) -> bool:
    """Whether a paragraph is nothing but names, after a label or not, or nothing but entries:
    `[[X]], [[Y]] and Z`, `Additional voices by [[X]]`, `[[X]] as A, [[Y]] as B`."""
    parsed = line.parsed
    if parsed is None or len(line.text) > 600 or _SENTENCES.search(line.text.text):
        return False
    if parsed.form is Form.NAME:
        if _BY.match(line.text.text) and line.text.text.endswith("."):
            return False  # a sentence
        labelled = bool(parsed.notes) and (is_name(parsed.first) or is_name_list(parsed.first))
        return labelled or is_name_list(parsed.first, sure=True)
    parts = several(line)
    return len(parts) > 1 and all(_names_actor(part.parsed) for part in parts if part.parsed)


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


def _with_roles_below(line: Line, found: list[Line], index: int) -> Line:
    """A line `X as two brothers` above nothing but the names of these, as one whose roles follow below."""
    parsed = line.parsed
    if parsed is None or parsed.form is not Form.AS or not _is_of_several(parsed.second):
        return line
    below = list(itertools.takewhile(lambda other: _is_below(line, other), _after(found, index)))
    if len(below) > 1 and all(_begins_with_role(other) for other in below):
        return line._replace(parsed=parsed._replace(form=Form.OPEN, second=EMPTY))
    return line


def _is_of_several(role: Rich) -> bool:
    """Whether what stands behind `as` tells of a number of roles: `eight members of the family`."""
    first = role.text.partition(" ")[0].casefold()
    return not role.of("link") and (first in _SEVERAL or (parse_number(first) or 0) > 1)


_SEVERAL = frozenset("several various multiple many numerous different".split())


def _begins_with_role(line: Line) -> bool:
    """Whether a line is a role's name, or one and what is told of it, and names nobody else."""
    parsed = line.parsed
    if parsed is None or parsed.form not in (Form.NAME, Form.COMMA, Form.PAIR, Form.BRACKET, Form.PROSE):
        return False
    name = line.text.split(_TOLD)[0]
    return not line.text.of("link") and is_role_name(without_brackets(name)[0]) and not name.text.endswith(".")


_TOLD = re.compile(r"[,;:]\s|\s[–—-]\s|\n|\s[(\"“]")


def _played_below(found: list[Line], index: int) -> bool:
    """Whether a line below a name, or below a name and what is told of it, says who plays it: `* Anna` above
    `: Voiced by [[X]]`."""
    line = found[index]
    parsed = line.parsed
    if parsed is None or line.marker in ("", BREAK):
        return False
    told = parsed.form in (Form.COMMA, Form.PAIR) and parsed.second.text[:1].islower() and not parsed.first.of("link")
    if parsed.form is not Form.NAME and not told:
        return False
    for below in _after(found, index):
        beside = set(below.marker) == {":"} and line.marker[0] != ":"
        if not beside and (below.marker in ("", BREAK) or below.depth <= line.depth):
            return False
        if below.parsed is not None and below.parsed.form is Form.BY and not below.parsed.first:
            return True
        if not below.marker.endswith(":"):
            return False
    return False


def _above(reader: Reader, line: Line, following: Line, style: Habit, part: str) -> Iterator[Entry]:
    """A line that others stand below: an entry of its own, unless the ones below are its roles or it only
    labels them."""
    parsed = line.parsed
    if parsed is None or parsed.form in (Form.OPEN, Form.LABEL):
        return
    if parsed.form is Form.NAME and (_role_of(line, following) or not line.text.of("link") or line.marker == ";"):
        return
    yield from read_item(reader, line, style, part)


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
    if first.form is Form.LABEL and first.first.text.endswith(" roles"):  # `X in three roles:`
        first = first._replace(form=Form.OPEN)
    if first.form is Form.OPEN:
        first = first._replace(first=performer_text(first.first))
    text = line.text
    sung = _VOICE_BY.match(text.text)
    if sung and first.form is Form.AS:
        told = (sung["voice"].lower(),)
        yield from entries(reader, text.cut(sung.end(), len(text)), first.second, line.span, told, (parent.span,))
        return
    if parsed.form is Form.BY and not parsed.first:
        role = first.second if first.form is Form.AS else first.first
        yield from entries(reader, parsed.second, role, line.span, parsed.notes, (parent.span,))
        return
    if first.form is Form.OPEN and is_name(without_brackets(first.first)[0]) and not CREW.fullmatch(first.first.text):
        linked = parsed.form in (Form.AS, Form.BY) and parsed.first.covered("link")
        if linked and not first.first.covered("link"):
            yield from read_item(reader, line, style, part)
            return
        if _names_actor(parsed) and not AGE.fullmatch(f"as {parsed.second.text}"):
            if linked or _is_own_role(parsed.second):
                yield from read_item(reader, line, style, part)
            else:  # `Anna as the boss` may be an actor or a role
                reader.issue(UNREADABLE, part, line.span)
            return
        starts = parsed.second if parsed.form is Form.AS and not parsed.first else text
        yield from entries(reader, first.first, starts, line.span, first.notes, (parent.span,))
        return
    if first.form is Form.NAME and parent.marker == ";" and _names_actor(parsed):
        if parent.text.of("link") and style.evidence.person(parsed.first) > 0:
            yield from read_item(reader, line, style, part)
        elif style.evidence.person(first.first) > 0 and not style.explicit:  # `:Anna as a child` below `;[[X]]`
            yield from entries(reader, first.first, text, line.span, first.notes, (parent.span,))
        elif _is_of_version(parsed.second):
            yield from entries(reader, parsed.first, first.first, line.span, (parsed.second.text,), (parent.span,))
        elif not style.explicit:  # `Anna as the boss` may be of the role above or one of its own
            reader.issue(UNREADABLE, part, line.span)
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
    if first.form is Form.AS and parsed.form is Form.NAME and _version(parsed):
        yield from entries(reader, text, first.second, line.span, (), (parent.span,))  # X (young)
        return
    member = first.form is Form.NAME and parsed.form in (Form.NAME, Form.PAIR) and not _ARTICLE.match(text.text)
    if member and _GROUP.search(first.first.text):
        yield from read_item(reader, line, style, part)
        return
    if first.form in (Form.AS, Form.PAIR) and parsed.form is Form.PAIR and _at_another_age(parsed.first, parent):
        yield from entries(reader, parsed.second, parsed.first, line.span, parsed.notes, (parent.span,))
        return
    if _role_of(parent, line) and not style.explicit:
        yield from entries(reader, first.first, text, line.span, first.notes, (parent.span,))
        return
    bare = parsed.form is Form.NAME and not parsed.first.of("link") and first.form is Form.AS
    if parsed.form is Form.AS and not _names_actor(parsed):
        return  # a remark: `X was first cast as Y`
    if parsed.form is Form.VERB and len(parsed.first.text.split()) == 1 and parsed.first.text in parent.text.text:
        return  # a remark about the person above, by surname
    if parsed.form in (Form.AS, Form.BY, Form.VERB) or (_entry_like(line) and not bare):
        yield from read_item(reader, line, style, part)
    # else: a description of the role above


def _is_own_role(text: Rich) -> bool:
    """Whether what a line below `X as:` has behind an `as` of its own is a role rather than told of one: `young Anna`,
    `Anna's son`; not `the boss`."""
    return not _ARTICLE.match(text.text) and (is_role_name(text) or _OF_SOMEONE.match(text.text) is not None)


def _at_another_age(role: Rich, above: Line) -> bool:
    """Whether a plain text is the role of the line above at another age: `Child Anna` below `X as Anna`."""
    age = None if role.of("link") else _AGED.match(role.text)
    name = role.text[age.end() :].split() if age else []
    return bool(name) and set(name) <= set(above.text.text.split())


def _names_actor(parsed: Parsed) -> bool:
    """Whether what stands before `as` is nothing but people; else a remark, `X was first cast as Y`."""
    if parsed.form is not Form.AS:
        return False
    first = without_brackets(parsed.first)[0]
    last = next(iter(reversed(first.of("link"))), None)
    told = last is not None and last.end == len(first) and len(first.text[: last.begin].split()) <= 3
    return is_name(first) or is_name_list(first) or told


_VOICE_BY = re.compile(
    r"(?P<voice>(?:singing|speaking) voice) (?:(?:is |was )?(?:provided|dubbed|performed) )?by\s+", re.I
)
"""Before who lends a voice to the role of the line above."""
_GROUP = re.compile(r"\b(?:Team|Troupe|Troop|Group|Band|Choir|Ensemble|Quartet|Quintet|Sextet|Orchestra)$")
_AGED = re.compile(
    r"(?:young(?:er)?|old(?:er)?|adult|child|kid|teen(?:age)?|little|baby|infant)\s+(?=\S)", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)
_OF_SOMEONE = re.compile(r"[^\W\d_a-z]\w*['’]s?\s")


def _version(parsed: Parsed) -> bool:
    """Whether a name stands with the language of a dub or an age of the role."""
    return parsed.form is Form.NAME and any(LANGUAGE.search(note) or AGE.fullmatch(note) for note in parsed.notes)
