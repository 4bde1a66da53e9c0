"""From the lines of a cast section to its entries: which line is an entry, a role of the one above, a
description, a heading; and which half of a pair is the person."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.extraction.cast.below import above, below
from kg.extraction.cast.entry import Entry, entries
from kg.extraction.cast.forms import Form, Parsed, names_actor
from kg.extraction.cast.groups import introduces, is_divided, may_be_entry, may_be_role, pseudo_heading
from kg.extraction.cast.habits import Habit, of_list
from kg.extraction.cast.items import UNREADABLE, read_item
from kg.extraction.cast.lines import BREAK, Line, behind, is_entry_like, several
from kg.extraction.cast.parsing import parse
from kg.extraction.cast.people import is_name, is_name_list
from kg.extraction.cast.performers import people_only
from kg.extraction.cast.remarks import LANGUAGE, without_brackets
from kg.extraction.cast.rolenames import is_role_name
from kg.extraction.cast.sections import NOT_CAST, Region, heading_key, is_group
from kg.extraction.reader import Reader
from kg.model import Span
from kg.values.numbers import parse_number
from kg.wikitext.rich import EMPTY, Rich


def read_lines(reader: Reader, region: Region, found: list[Line], style: Habit) -> Iterator[Entry]:
    """The entries of a region's lines. Paragraphs, captions and descriptions are no entries; a list item
    that is none of the known forms is reported."""
    return _Lines(reader, region, found, style).read()


class _Lines:
    """A region's lines while they are read, one after the other."""

    def __init__(self, reader: Reader, region: Region, found: list[Line], style: Habit) -> None:
        self._reader = reader
        self._region = region
        self._found = found
        self._of_region = style
        self._style = style
        """That of the list that is being read."""
        self._part = region.section.title
        self._role = _of_heading(reader, region)
        self._divided = is_divided(found, style.evidence)
        self._paragraphs = sum(_stands_alone(line) for line in found)
        self._singing = heading_key(self._part) == "performers" and _sing(found)
        """Whether the lines tell what people sing."""
        self._skip = False
        """Whether a heading says that no cast follows."""
        self._parent: Line | None = None
        """The line that those below it belong to."""

    def read(self) -> Iterator[Entry]:
        yield from _in_heading(self._reader, self._region, self._role)
        for index, line in enumerate(self._found):
            if not line.marker:
                self._style = of_list(behind(self._found, index), self._of_region)
            following = self._found[index + 1] if index + 1 < len(self._found) else None
            if self._takes_heading(line, following):
                continue
            if not (self._skip or line.parsed is None or introduces(line, following)):
                yield from self._line(index, line, line.parsed)

    def _takes_heading(self, line: Line, following: Line | None) -> bool:
        heading = pseudo_heading(line, following, self._style.evidence, self._divided)
        if heading is None:
            return False
        key = heading_key(heading)
        self._skip = key in NOT_CAST or (key.startswith("crew") and not self._is_of_ship(key))
        self._parent = None
        if (self._divided and may_be_role(line)) or may_be_entry(line):
            self._reader.issue(UNREADABLE, self._part, line.span)
        return True

    def _is_of_ship(self, key: str) -> bool:
        """Whether a heading is of a crew that is played, and not of the film's."""
        ship = _OF_SHIP.match(key)
        return ship is not None and not self._reader.names_film(key[ship.end() :])

    def _line(self, index: int, line: Line, parsed: Parsed) -> Iterator[Entry]:
        reader, region = self._reader, self._region
        if self._role and self._parent is None and parsed.form is Form.BY and not parsed.first:
            yield from _headed(reader, region, self._role, line, parsed)
            return
        listed = line.marker == "" and _is_list(line, region.themselves)
        if region.prose and line.marker and not _is_of_people(parsed):
            reader.issue(UNREADABLE, self._part, line.span)
            return
        if self._is_text(line, listed):
            return
        if self._parent is not None and self._stands_below(self._parent, line):
            told = line.marker.endswith(":") and not (parsed.form is Form.BY or names_actor(parsed))
            if not told or (self._parent.marker == ";" and _answers(line)):  # else an indented description
                yield from below(reader, self._parent, line, self._style, self._part)
            return
        self._parent = None if listed else line
        if _played_below(self._found, index) and self._style.evidence.person(parsed.first) < 2:
            return  # a role, whose actors the lines below name
        if _has_below(self._found, index):
            self._parent = line = _with_roles_below(line, self._found, index)
            yield from above(reader, line, self._found[index + 1], self._style, self._part)
            return
        lines = several(line, themselves=region.themselves)
        if _may_be_roles(lines, self._style):
            reader.issue(UNREADABLE, self._part, line.span)
            return
        for each in lines:
            read = _without_song(each) if region.themselves or self._singing else each
            yield from read_item(reader, read, self._style, self._part)

    def _is_text(self, line: Line, listed: bool) -> bool:
        """Whether a line is no item of a list but prose, of which a paragraph ends what stood above it; listed: it is a
        list by itself."""
        if self._region.prose and line.marker == "":
            return True
        if line.marker == "" and not listed and not (self._paragraphs > 1 and _stands_alone(line)):
            self._parent = None
            return True
        broken = line.marker == BREAK  # a paragraph with a line break in it
        remark = set(line.marker) == {":"} and self._parent is None  # an indented one
        return (broken or remark) and not is_entry_like(line)

    def _stands_below(self, parent: Line, line: Line) -> bool:
        beside = set(line.marker) == {":"} and parent.marker[:1] in {"*", "#"}
        return line.depth > parent.depth or beside or _is_below(parent, line)


def _may_be_roles(lines: list[Line], style: Habit) -> bool:
    """Whether either half of the entries of one line may be the people, `[[Anna Bar]] – Jane Doe, [[Bill Bar]] – John
    Roe`: all are full names, and nobody billed stands first."""
    pairs = [line.parsed for line in lines if line.parsed is not None and line.parsed.form is Form.PAIR]
    if len(pairs) < 2 or any(style.evidence.person(pair.first) > 1 for pair in pairs):
        return False
    return all(" " in pair.second.text for pair in pairs)


def _of_heading(reader: Reader, region: Region) -> Rich | None:
    """The heading of a region where it may be the name of a role: `===Anna===` above `Voiced by [[X]]`."""
    if not region.character:
        return None
    (begin, end), level = region.section.heading, region.section.level
    text = reader.rich(Span(begin + level, end - level)).strip("=")
    return text if text and not (is_group(text.text) or LANGUAGE.search(text.text)) else None


def _in_heading(reader: Reader, region: Region, heading: Rich | None) -> Iterator[Entry]:
    """The entry that a heading is by itself: `===[[X]] as Anna===`."""
    parsed = parse(heading) if heading else None
    if parsed and parsed.form is Form.AS and parsed.first.covered("link"):
        yield from entries(reader, parsed.first, parsed.second, region.section.heading, parsed.notes)


def _headed(reader: Reader, region: Region, role: Rich, line: Line, parsed: Parsed) -> Iterator[Entry]:
    """The entries of a line `Voiced by X` below the heading that names the role; the line may begin a paragraph."""
    people = people_only(parsed.second)
    if not people:
        reader.issue(UNREADABLE, region.section.title, line.span)
        return
    yield from entries(reader, people, role, line.span, parsed.notes, (region.section.heading,))


def _is_of_people(parsed: Parsed) -> bool:
    """Whether a line of a section that tells of the cast or of dubs names people: nobody is told of before the `as` or
    verb, `X was replaced by Y as Anna`, and no language stands before a dash, `French – [[Studio]]`."""
    first = without_brackets(parsed.first)[0]
    if parsed.form is Form.PAIR:
        return LANGUAGE.search(first.text) is None
    return parsed.form not in (Form.AS, Form.VERB, Form.OPEN) or is_name(first) or is_name_list(first)


def _sing(found: list[Line]) -> bool:
    """Whether half of the pairs of a section end with something in quotation marks: songs, not nicknames."""
    pairs = [line.parsed for line in found if line.parsed is not None and line.parsed.form in _BESIDE]
    return bool(pairs) and 2 * sum(pair.second.text[:1] in _QUOTES for pair in pairs) >= len(pairs)


def _without_song(line: Line) -> Line:
    """A line `X – "Song"`, `X ("Song")` of those who appear as themselves, as the name alone: a song is no role."""
    parsed = line.parsed
    if parsed is None or parsed.form not in _BESIDE or parsed.second.text[:1] not in _QUOTES:
        return line
    if _BY_NICKNAME.match(parsed.second.text):
        return line
    return line._replace(parsed=parsed._replace(form=Form.NAME, second=EMPTY))


_BESIDE = (Form.PAIR, Form.BRACKET)
_QUOTES = ('"', "“")
_BY_NICKNAME = re.compile(r"[\"“][^\"”\n]{1,80}[\"”]\s+[^\W\d_a-z]")
"""A name that begins in quotes, `"Jo" Smith`, and no song."""


def _stands_alone(line: Line) -> bool:
    """Whether a paragraph is nothing but an entry: `[[John Doe]] as Jim`."""
    parsed = line.parsed
    if line.marker or parsed is None or len(line.text) > 120 or re.search(r"[.!?]\s+[A-Z]", line.text.text):
        return False
    if parsed.form not in (Form.AS, Form.PAIR, Form.BY) or not parsed.second:
        return False
    return is_name(without_brackets(parsed.first)[0]) and len(parsed.second.text.split()) <= 8


_OF_SHIP = re.compile(r"crew of (?!(?:the (?:film|movie|production)|filming)\b)")
_BY = re.compile(r"[^:]{1,60}\bby\s")
_SENTENCES = re.compile(r"[^\s.]{4}[.!?]\s+[A-Z]")


def _is_list(line: Line, themselves: bool) -> bool:
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
    parts = several(line, themselves=themselves)
    return len(parts) > 1 and all(names_actor(p.parsed) or p.parsed.form is Form.NAME for p in parts if p.parsed)


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
    """A line `X as two brothers`, `X plays two roles` above nothing but the names of these, as one whose roles follow
    below."""
    parsed = line.parsed
    if parsed is None or parsed.form not in (Form.AS, Form.VERB) or not _is_of_several(parsed.second):
        return line
    below = list(itertools.takewhile(lambda other: _is_below(line, other), behind(found, index)))
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
    for lower in behind(found, index):
        beside = set(lower.marker) == {":"} and line.marker[0] != ":"
        if not beside and (lower.marker in ("", BREAK) or lower.depth <= line.depth):
            return False
        if lower.parsed is not None and lower.parsed.form is Form.BY and not lower.parsed.first:
            return True
        if not lower.marker.endswith(":"):
            return False
    return False
