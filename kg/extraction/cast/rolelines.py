"""Roles that stand on lines of their own beside a name: `Anna<br>and Bill`, `Anna<br>Bella (dual role)`."""

from __future__ import annotations

import re

from kg.extraction.cast.people import CREW
from kg.extraction.cast.remarks import is_note, without_brackets
from kg.extraction.cast.rolelists import FEW, PAIR
from kg.extraction.cast.rolenames import is_role_name, trimmed
from kg.wikitext.rich import EMPTY, Rich, join

GOES_ON = re.compile(r"\n(?:and|&|/)\s+(?=[A-Z\"“])|(?:\s(?:and|&)|\s?/)\n")
"""A line break beside what joins a role to the next."""


def first_line(text: Rich) -> Rich:
    """The first line, with the next where that goes on with another role: `Anna<br>and Bill`, `Anna /<br>Bill`."""
    first = text.text.find("\n")
    if first <= 0:
        return text
    joint = GOES_ON.search(text.text, max(0, first - len(" and")))
    if joint and joint.start() <= first < joint.end():
        end = text.text.find("\n", first + 1)
        whole = text.cut(0, end if end > 0 else len(text))
        further = without_brackets(whole.cut(joint.end(), len(whole)))[0]
        if is_role_name(further) and not (CREW.fullmatch(further.text) or is_note(further.text)):
            return join((whole.cut(0, first), whole.cut(first + 1, len(whole))), " ")
        first = joint.start()
    return text.cut(0, first)


def counted_roles(text: Rich) -> tuple[tuple[Rich, ...], tuple[str, ...]] | None:
    """(the roles, the remarks) of lines of which a remark says how many roles they are: `Anna<br>Bella
    (dual role)`."""
    lines = [_of_line(line) for line in text.split(_NEWLINE)]
    notes = [note for _, own in lines for note in own]
    names = [name for name, _ in lines if name]
    count = next((_COUNTS[told[1].lower()] for note in notes if (told := _COUNTED.match(note))), 0)
    if not count or len(names) != count or not all(map(is_role_name, names)):
        return None
    return tuple(map(trimmed, names)), tuple(notes)


def _of_line(line: Rich) -> tuple[Rich, list[str]]:
    """A line's name and the remarks in its brackets; of one that is nothing but a bracket the remark alone."""
    if line.text.startswith("(") and line.text.endswith(")"):
        return EMPTY, [line.text.strip("() ")]
    name, notes, _ = without_brackets(line)
    return name, notes


_COUNTED = re.compile(r"(?:in an? )?(dual|double|triple) roles?$", re.IGNORECASE)
_COUNTS = {"dual": 2, "double": 2, "triple": 3}


def may_go_on(text: Rich) -> bool:
    """Whether the lines behind the first may name other roles or tell of the first, `Anna<br>Bella`: each is nothing
    but a name, as the first line is, or ends with a link behind a label, `Anna<br>Others: [[X]]`."""
    lines = [without_brackets(line)[0] for line in text.split(_NEWLINE)] if "\n" in text.text else []
    if any(_links_name(line) for line in lines[1:]):
        return True
    if len(lines) < PAIR or any(line.of("link") or line.covered("small") for line in lines):
        return False
    words = [line.text.split() for line in lines]
    return all(len(each) <= FEW and all(word[:1].isupper() for word in each) for each in words)


def _links_name(line: Rich) -> bool:
    """Whether a line is nothing but a linked name in full, or a label and that."""
    link = next(iter(line.of("link")), None)
    if link is None or link.end != len(line) or " " not in line.text[link.begin :]:
        return False
    label = line.text[: link.begin].rstrip()
    return not label or (label.endswith(":") and len(label) <= _LONGEST_LABEL)


_LONGEST_LABEL = 40
_NEWLINE = re.compile(r"\n")
