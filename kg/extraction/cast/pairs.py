"""A line of two halves, `X – Y`: which of them is the person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.cast.entry import Entry, entries
from kg.extraction.cast.forms import Form, Parsed, describes, link_in_brackets
from kg.extraction.cast.habits import SET, Habit, is_title, writing
from kg.extraction.cast.labels import with_labels
from kg.extraction.cast.lines import Line
from kg.extraction.cast.people import CREW, NAMES_JOINT, is_name, is_name_list
from kg.extraction.cast.performers import performer_text, without_aside
from kg.extraction.cast.remarks import LANGUAGE, ROLE_IN_BRACKETS, find, is_note, outside, without_brackets
from kg.extraction.cast.sections import is_group
from kg.extraction.reader import Reader
from kg.wikitext.rich import EMPTY, Rich


def is_crew(parsed: Parsed, style: Habit) -> bool:
    """Work behind the camera: `Director: X`; `X – Director` where the section is also of the crew."""
    label = without_brackets(parsed.first)[0].text.strip(" :")
    if CREW.fullmatch(label):
        return label != SET or style.sets
    return style.crew and CREW.fullmatch(without_brackets(parsed.second)[0].text) is not None


_TOLD = re.compile(r"\s*:\s|\s+[–—-]\s|\n")


_DASH = re.compile(r"\s[–—-]\s")


def _holds_pair(text: Rich) -> bool:
    """Whether another pair of names stands behind the first of a text, `Jane Doe, Bill Bar – John Roe`: which half of
    each is the person is not told."""
    dash = find(_DASH, text, outside(text)) if _DASH.search(text.text) else None
    if dash is None:
        return False
    names = text.cut(0, dash.start()).split(NAMES_JOINT)
    further = text.cut(dash.end(), len(text)).split(NAMES_JOINT)
    return len(names) > 1 and all(" " in name.text and is_name(name) for name in (names[-1], further[0]))


def _actor_in_brackets(text: Rich) -> Rich | None:
    """The plain name in brackets that a plain name ends with: `Anna (Jane Doe)`."""
    opened = text.text.rfind("(") if text.text.endswith(")") and not text.of("link") else -1
    held = text.cut(opened + 1, len(text) - 1) if opened > 0 else EMPTY
    return held if held and is_name(held) and not is_note(held.text) else None


_LISTED = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")

_OF_SEVERAL = re.compile(r"(?:The\s(?:[\w-]+\s){0,3}[a-z]+s|[A-Z][a-z]+s\sof\s.+|.+['’]s?\s(?:[a-z-]+\s){0,2}[a-z]+s)$")
"""What several people are together, which no actor is called: `Friends of Anna`, `The Doe brothers`."""


def of_dub(line: Line) -> bool:
    """Whether a line names the language of a dub before its people: `English: [[X]]`."""
    parsed = line.parsed
    if parsed is None or parsed.form is not Form.PAIR or not LANGUAGE.fullmatch(parsed.first.text):
        return False
    return line.text.text.startswith(f"{parsed.first.text}:") and bool(parsed.second.of("link"))


def _may_be_role(parsed: Parsed, style: Habit) -> bool:
    """Whether the language before somebody may as well be what a role is called, `Dutch: [[X]]`: the roles stand first,
    and no other line is of a language."""
    return style.languages == 1 and _stands_role_first(parsed, style) and not is_name_list(parsed.second)


def _stands_role_first(parsed: Parsed, style: Habit) -> bool:
    return style.groups.get(writing(parsed), style.role_first)


def read_pair(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    """Either half may be the person: what stands in its brackets tells, the evidence, or the list's habit."""
    first, second, span, notes = parsed.first, parsed.second, line.span, parsed.notes
    if is_crew(parsed, style):
        return
    if of_dub(line):
        if _may_be_role(parsed, style):
            return
        yield from entries(reader, second, EMPTY, span, (*notes, first.text))
        return
    evidence = style.evidence
    if evidence.person(first) < 1 and _holds_pair(second):
        return
    held = link_in_brackets(parsed)
    if held and evidence.person(held) > (0 if style.brackets or style.explicit else 1):
        yield from entries(reader, held, first, span, notes)
        return
    actor = _actor_in_brackets(first) if style.held else None
    if actor:
        yield from entries(reader, actor, without_brackets(first)[0], span, notes)
        return
    if style.explicit and evidence.person(second) < 1 and evidence.person(first) < 2:
        return
    if held and evidence.person(first) < 2 and " " not in first.text and " " in held.text:
        return  # `Maria: Jane ([[Ann Poe]])`: a full name in brackets behind a first name may be the actor's
    if is_role_first(parsed, style):
        if not held:  # `Anna: Bell ([[John Roe]])`: either may be the actor
            yield from _role_first(reader, line, parsed, style)
        return
    if first.of("link") and " in " in first.text:
        first = performer_text(first)  # `X in three roles: …`
    together = _played_together(parsed, style)
    if together > 1:
        yield from entries(reader, second, first, span, notes)
    elif not together and not _is_described(first, second, style) and _names_people(first):
        yield from entries(reader, first, second, span, notes)


def is_role_first(parsed: Parsed, style: Habit) -> bool:
    """Whether the role stands before the person."""
    lean = style.evidence.person(parsed.first) - style.evidence.person(parsed.second)
    itself = ROLE_IN_BRACKETS.fullmatch(parsed.first.text) is not None
    return (_stands_role_first(parsed, style) and lean < 2) or lean <= -2 or (itself and lean < 0)


def _role_first(reader: Reader, line: Line, parsed: Parsed, style: Habit) -> Iterator[Entry]:
    role, (people, left_out) = parsed.first, with_labels(parsed.second)
    after = None if _are_lines_of_people(people) else find(_TOLD, people, outside(people))
    people = _until_sentence(people.cut(0, after.start()) if after and after.start() else people)
    people = without_aside(people)
    if _names_people(people):
        of_part = is_group(role.text) or (style.parts and is_title(role))
        for entry in entries(reader, people, EMPTY if of_part else role, line.span, parsed.notes):
            yield entry._replace(cut=entry.cut or left_out)


def _until_sentence(text: Rich) -> Rich:
    """The people of a text up to the full stop behind a link, from where a sentence tells of the role."""
    ends = (link.end for link in text.of("link") if _SENTENCE.match(text.text, link.end))
    end = next(ends, None)
    return text if end is None else text.cut(0, end)


_SENTENCE = re.compile(r"\.\s+[A-Z]")


def _are_lines_of_people(text: Rich) -> bool:
    """Whether each line of a text is nothing but a linked name or several, with remarks: those who share a role."""
    lines = [without_brackets(line)[0] for line in text.split(_LINE)] if "\n" in text.text else []
    return bool(lines) and all(part.covered("link") for line in lines for part in line.split(NAMES_JOINT))


_LINE = re.compile(r"\n")


def _played_together(parsed: Parsed, style: Habit) -> int:
    """How many linked people stand behind what several are together: `Friends of Anna: [[X]], [[Y]]`. One alone may be
    a role: a band is called so, too."""
    first, second = parsed.first, parsed.second
    if style.evidence.person(first) >= style.evidence.person(second) or not _OF_SEVERAL.match(first.text):
        return 0
    people = second.split(_LISTED)
    named = all(part.covered("link") and " " in part.text and style.evidence.person(part) > 0 for part in people)
    return len(people) if named else 0


def _is_described(first: Rich, second: Rich, style: Habit) -> bool:
    """Whether a character is told of, and no person named."""
    person = style.evidence.person(first)
    return person < (2 if style.explicit else 1) and describes(first, second)


def _names_people(text: Rich) -> bool:
    plain = without_brackets(text)[0]
    return is_name(plain) or is_name_list(plain) or bool(plain.of("link"))
