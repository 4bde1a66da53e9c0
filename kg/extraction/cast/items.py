"""From one line of a cast section to its entries, by the form of the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from kg.extraction.cast.entry import Entry, entries
from kg.extraction.cast.forms import Form, Parsed, describes
from kg.extraction.cast.groups import is_full_name
from kg.extraction.cast.habits import Habit
from kg.extraction.cast.lines import Line
from kg.extraction.cast.pairs import is_crew, read_pair
from kg.extraction.cast.people import CREW, PRONOUNS, are_offices, is_name, is_office
from kg.extraction.cast.performers import performer_text, told_of
from kg.extraction.cast.remarks import find, outside
from kg.extraction.cast.rolenames import RANKS, is_role_name
from kg.extraction.namewords import SUFFIXES
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.wikitext.rich import EMPTY, Rich

UNREADABLE = "cast-item-unreadable"


def read_item(reader: Reader, line: Line, style: Habit, part: str) -> Iterator[Entry]:
    """The entries of a line that stands by itself."""
    if (style.stated or style.commas) and line.parsed and line.parsed.form is Form.NAME:
        line = line._replace(parsed=_in_two(line.parsed, line.text))
    run_on = _runs_on(line.parsed) if line.parsed and line.parsed.form is Form.NAME else None
    if run_on:  # `[[Jane Doe]] Anna`: a name, or an actor and a role
        reader.issue(UNREADABLE, part, line.span)
        line = line._replace(parsed=run_on)
    out = list(_of_form(reader, line, style))
    parsed = line.parsed
    if parsed and out and _is_doubtful(parsed) and not any(entry.character for entry in out):
        reader.issue(UNREADABLE, part, line.span)
    if not out and not _ignored(line, style):
        reader.issue(UNREADABLE, part, line.span)
    yield from out


def _runs_on(parsed: Parsed) -> Parsed | None:
    """A linked full name and nothing of the words with capitals behind it, which may be a role: `[[Jane Doe]] Anna`."""
    text = parsed.first
    link = next(iter(text.of("link")), None)
    if link is None or link.begin or link.end == len(text) or text.text[link.end] != " ":
        return None
    name, rest = text.text[: link.end], text.text[link.end :].split()
    if " " not in name or SUFFIXES.fullmatch(rest[0].rstrip(".")) or not all(word[:1].isupper() for word in rest):
        return None
    return parsed._replace(first=text.cut(0, link.end)) if is_name(text) else None


def _in_two(parsed: Parsed, line: Rich) -> Parsed:
    """Two plain names that only a comma sets apart, for a name and what may be another or a role: in a list that states
    the roles, `John Roe, General Bell`. Behind a label, `Featuring A, B`, both are names."""
    text = parsed.first
    if "," not in text.text or parsed.notes or text.of("link") or not line.text.startswith(text.text):
        return parsed
    halves = text.split(_COMMA)
    if len(halves) != 2 or _JOINED.search(text.text) or SUFFIXES.fullmatch(halves[1].text.rstrip(".")):
        return parsed
    return Parsed(Form.COMMA, halves[0], halves[1])


def _is_doubtful(parsed: Parsed) -> bool:
    """Whether what stands beside the person may be a role, where the list writes its roles otherwise, or be further
    people: `X (Al)`, `[[X]], Al Roe`."""
    if parsed.form is Form.COMMA:
        return not (ORGANIZATION.search(parsed.second.text) or CREW.fullmatch(parsed.second.text))
    return parsed.form is Form.BRACKET


def _ignored(line: Line, style: Habit) -> bool:
    """Lines left out on purpose: work behind the camera; in sections of characters, whoever is told of
    without an actor."""
    parsed = line.parsed
    if parsed is None or (style.explicit and parsed.form is not Form.BY):
        return True
    return is_crew(parsed, style) or describes(parsed.first, parsed.second)


def _of_form(reader: Reader, line: Line, style: Habit) -> Iterator[Entry]:
    assert line.parsed is not None
    read = _READ_AS[line.parsed.form]
    return read(reader, line, line.parsed, style)


def _as(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    if not (style.crew and CREW.fullmatch(parsed.second.text)):
        yield from entries(reader, performer_text(parsed.first), parsed.second, line.span, parsed.notes)


def _verb(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    first, text = parsed.first, line.text.text
    if not first.of("link") and _COPULA.match(text, text.find(first.text) + len(first)):
        return  # `Anna is the sister of Bill` tells of a character
    uncredited = ("uncredited",) if "uncredited" in text[: len(first.text) + 60].lower() else ()
    if not style.explicit or first.of("link"):
        people = told_of(performer_text(first))
        yield from entries(reader, people, parsed.second, line.span, (*parsed.notes, *uncredited))


def _bracket(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    """The role or the person in brackets: which, the evidence tells."""
    first, second = parsed.first, parsed.second
    lean = style.evidence.person(second) - max(0, style.evidence.person(first))
    if lean > 0 or (style.held and lean == 0 and not first.of("link") and is_name(second)):
        yield from entries(reader, second, first, line.span, parsed.notes)
    elif not style.explicit:
        role = second if style.brackets and "(" not in first.text else EMPTY
        yield from entries(reader, first, role, line.span, parsed.notes)


def _comma(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    first, second = parsed.first, parsed.second
    lower = second.text[:1].islower() or are_offices(second)
    described = lower and not _ARTICLE.match(second.text) and " " in first.text
    named = style.stated and not style.role_first and is_name(second)
    if not style.explicit and (first.of("link") or style.commas or described or named) and is_name(first):
        role = second if lower or (style.commas and not _is_affiliation(second)) else EMPTY
        yield from entries(reader, first, role, line.span, parsed.notes)


def _alone(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    if not style.explicit and not CREW.fullmatch(parsed.first.text):
        yield from entries(reader, parsed.first, EMPTY, line.span, parsed.notes)


def _prose(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    if not style.explicit and parsed.first:
        yield from entries(reader, parsed.first, EMPTY, line.span, parsed.notes)


def _open(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    first = parsed.first
    named = is_name(first) if first.of("link") else _is_before_dash(line, parsed, style)
    if not style.explicit and named:
        yield from entries(reader, first, EMPTY, line.span, parsed.notes)


def _is_before_dash(line: Line, parsed: Parsed, style: Habit) -> bool:
    """Whether a plain name is that of an actor whose role is not known: `Jane Doe –`; not where the roles stand first,
    nor an office, `Sea Captain –`."""
    if style.role_first or parsed.form is not Form.LABEL or not line.text.text.endswith(_DASHES):
        return False
    office = is_office(parsed.first.text) or not RANKS.isdisjoint(parsed.first.text.casefold().split())
    return is_full_name(parsed.first) and not office


_DASHES = ("–", "—", "-")
_COMMA = re.compile(r"\s*,\s*")
_JOINED = re.compile(r"\band\b|&")
_AND = re.compile(r"\s+(?:and|&)\s+")


def _is_affiliation(text: Rich) -> bool:
    return ORGANIZATION.search(text.text) is not None and is_name(text)


_ARTICLE = re.compile(r"(?:an?|the|who|whose|played|his|her)\s")
_TELLS = re.compile(r",?\s+(?:is|was|are|were)\s")
_FEW_WORDS = re.compile(r"(?:The|An?)(?:\s+(?!who\b|which\b|that\b)[\w'’-]+){1,3}")
_NOBODY = PRONOUNS | {"here", "what", "one", "some", "all", "in", "at", "on", "among", "then", "later"}
"""What a sentence begins with that is no role."""
_GOES_ON = re.compile(r"[.!?][\"”’)]?\s")
_COPULA = re.compile(r"[\s,]+(?:who\s+|also\s+)?(?:is|are)\s")


def _by(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    role = parsed.first.strip('"“” ')
    as_ = re.match(r"(?:.*\s)?as\s+", role.text)
    if as_ and is_role_name(role.cut(as_.end(), len(role))):
        role = role.cut(as_.end(), len(role))
    told, role = role, _of_sentence(role)
    if told and not role:
        return
    for entry in entries(reader, parsed.second, role, line.span, parsed.notes):
        yield entry._replace(character=entry.character or role.text) if role else entry


def _of_sentence(role: Rich) -> Rich:
    """The name that a sentence about a role begins with: `Anna is the queen. She is voiced by`, from where the actor is
    left out; nothing where another sentence may begin with any other word: `In the land is a cat. It is voiced by`."""
    verb = find(_TELLS, role, outside(role)) if _TELLS.search(role.text) else None
    name = role.cut(0, verb.start()) if verb else EMPTY
    if not name:
        return role
    if name.covered("bold") or name.covered("link"):
        return name
    if verb and verb[0][0] == "," and "," in name.text:  # `Anna, the queen, is`
        name = name.split(_COMMA)[0]
    named = name.text.split()[0].casefold() not in _NOBODY
    if named and (is_role_name(name) or _FEW_WORDS.fullmatch(name.text) or _are_roles(name)):
        return name
    return EMPTY if _GOES_ON.search(role.text, len(name)) else role


def _are_roles(text: Rich) -> bool:
    """Whether a text is two names of roles: `Anna and Bill`."""
    parts = text.split(_AND)
    return len(parts) == 2 and all(is_role_name(part) and "," not in part.text for part in parts)


_READ_AS: Mapping[Form, Callable[[Reader, Line, Parsed, Habit], Iterator[Entry]]] = {
    Form.AS: _as,
    Form.VERB: _verb,
    Form.BY: _by,
    Form.PAIR: read_pair,
    Form.BRACKET: _bracket,
    Form.COMMA: _comma,
    Form.NAME: _alone,
    Form.PROSE: _prose,
    Form.OPEN: _open,
    Form.LABEL: _open,
}
