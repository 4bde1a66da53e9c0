"""The lines of a cast section: bullets, list templates opened, HTML lists, lines that `<br>` ends.

Sources: https://www.mediawiki.org/wiki/Help:Lists, Template:Cast listing, Template:Div col,
Template:Anime voices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from kg.extraction.cast.forms import MAX_TEXT, Form, Parsed
from kg.extraction.cast.parsing import AS, is_no_as, parse
from kg.extraction.cast.people import CREW, is_name, is_name_list
from kg.extraction.cast.remarks import find, is_free, outside, without_brackets
from kg.extraction.cast.rolenames import is_role_name
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.lists import is_list, list_parts, pieces
from kg.wikitext.places import places
from kg.wikitext.rich import Rich, join
from kg.wikitext.tree import Tag, Template

ANIME_VOICES = frozenset({"anime voices", "voiced by", "animevoices", "voices"})
"""Template:Anime voices and its redirects: the voices of a character, Japanese, then English."""

_JOINT = re.compile(r"[,;]\s+(?:and\s+|&\s+|with\s+)?|\s+(?:and|&|/)\s+")
_TOLD = re.compile(r":\s|\n|\s[–—-]\s|[.!?]\s+(?=[A-Z])")
_AS_BEGINS = re.compile(r"[\s)\]\"”][aA][sS]")
_NEWLINE = re.compile(r"\n")
_SEMICOLON = re.compile(r";\s")
_CLAUSE = re.compile(
    r"[^,;:(.]*?\s(?:(?:who|whose|which|that)\b|(?P<verb>is|are|was|were|has|have|had|can|will|would"
    r"|appears?|hangs?|stands?|looks?|seems?)\s)"
)
"""What goes on with a verb of its own is no role: `[[X]] as his idol is on the wall`."""
_TRAILING = re.compile(r"(?:[,;]?\s(?:and|&|with|/)|[,;])\s*$")

_RUN_ENDS = re.compile(
    r"(?P<one>(?<!\bwho),?\s+(?:(?:rounds?|rounded|rounding) out|complet(?:es?|ed|ing))\s+(?:the|an?)\s+"
    r"(?:(?:film['’]s|main|principal|supporting|ensemble|star)\s+)*(?:cast|ensemble|list)\b)"
    r"|,?\s+star\s+in\s+(?:the|this)\s+(?:film|movie|picture)\b"
    r"|,?\s+(?:also star|(?:also )?(?:appear|co-star|are featured))\s+in"
    r"\s+(?:the|an?|uncredited|minor|small|supporting|other|brief|cameo|bit|guest)\b"
)
"""The predicate behind the last of a run of people and roles, which is of them all: `[[X]] as A and [[Y]] as B round
out the cast`; `one` may be of a single one."""

BREAK = "br"
"""Marker of a line that `<br>` ends or begins."""


class Line(NamedTuple):
    """A line of a cast section; `marker` as in kg.wikitext.lists, `BREAK`, or empty for a paragraph."""

    marker: str
    span: Span
    text: Rich
    parsed: Parsed | None

    @property
    def depth(self) -> int:
        return len(self.marker) if self.marker != BREAK else 1


def cast_lines(reader: Reader, span: Span, skipped: tuple[Span, ...] = ()) -> Iterator[Line]:
    """The lines of a range, list templates opened; ranges in `skipped` (tables) are left out."""
    document = reader.document
    broken = False
    for item in document.lines_outside(span, skipped):
        if item.marker:
            broken = False
            yield from _item(reader, item.marker, item.span)
            continue
        nodes = document.nodes(item.span)
        opened = [node for node in nodes if isinstance(node, Template) and is_list(node)]
        if opened:
            for part, is_item in chain.from_iterable(map(list_parts, opened)):
                if is_item:
                    yield _line(reader, "*", part)
                else:
                    yield from cast_lines(reader, part)
            continue
        tags = {node.name for node in nodes if isinstance(node, Tag)}
        if "li" in tags:
            yield from (_line(reader, "*", piece.span) for piece in pieces(nodes))
        elif "br" in tags or broken:
            yield from (_line(reader, BREAK, piece.span) for piece in pieces(nodes))
            broken = "br" in tags
        else:
            yield _line(reader, "", item.span)


def _item(reader: Reader, marker: str, span: Span) -> Iterator[Line]:
    if set(marker) == {":"}:  # an indented paragraph, or lines of an indented list
        nodes = reader.document.nodes(span)
        if sum(isinstance(node, Tag) and node.name == "br" for node in nodes) > 1:
            yield from (_line(reader, BREAK, piece.span) for piece in pieces(nodes))
            return
    yield _line(reader, marker, span)


def _line(reader: Reader, marker: str, span: Span) -> Line:
    text = reader.rich(span)
    parsed = parse(text)
    for node in reader.document.nodes(span):
        if isinstance(node, Template) and node.name in ANIME_VOICES:
            people = [
                join((reader.rich(argument.nodes), _standing_for(f"({language})", argument.span)))
                for argument, language in zip(node.positional, ("Japanese", "English"), strict=False)
                if reader.rich(argument.nodes)
            ]
            role = parsed.first if parsed and parsed.form is not Form.PROSE else text
            parsed = Parsed(Form.BY, role, join(people, ", "), ("voice",))
    return Line(marker, span, text, parsed)


def _standing_for(text: str, span: Span) -> Rich:
    """A text that stands for the characters of a span."""
    return Rich(text, places(len(text), span.begin, span.end))


def several(line: Line, *, themselves: bool = False) -> list[Line]:
    """The entries of a line that lists several: `X as A and Y as B, two thieves`. A name between a joint and a
    further `as` begins an entry, up to where the first role is told of in more than an apposition. `themselves`: the
    people appear as such, and what stands in brackets is no role."""
    if line.parsed is None or len(line.text) > MAX_TEXT:
        return [line]
    if line.parsed.form is Form.VERB:
        return _after_verb(line) if "; " in line.text.text else [line]
    text = line.text
    if line.parsed.form is Form.PAIR and len(text.of("link")) > 1:
        return _with_dashes(line) or _after_breaks(line, Form.PAIR) or [line]
    if line.parsed.form is not Form.AS:
        return (_with_brackets(line) if text.text.count(" (") > 1 and not themselves else []) or [line]
    if len(_AS_BEGINS.findall(text.text)) < 2:
        return [_without_predicate(line)]
    if broken := _after_breaks(line):
        return broken
    free = outside(text)
    first = AS.search(text.text)
    told = find(_TOLD, text, free, first.start() if first else 0)
    end = told.start() if told else len(text)
    starts = [0]
    for as_ in AS.finditer(text.text, 0, end):
        joints = [m for m in _JOINT.finditer(text.text, starts[-1], as_.start()) if is_free(m, free)]
        if not joints or not is_free(as_, free) or is_no_as(text, as_.start()):
            continue
        name = without_brackets(text.cut(joints[-1].end(), as_.start()))[0]
        if AS.search(text.text, starts[-1], joints[-1].start() + 1) and (
            name.covered("link") or (is_name(name) and len(name.text.split()) > 1)
        ):
            starts.append(joints[-1].end())
    if len(starts) == 1:
        return [_without_predicate(line)]
    parts = [text.cut(a, b) for a, b in pairwise([*starts, len(text)])]
    parts = [part.cut(0, ends.start()) if (ends := _TRAILING.search(part.text)) else part for part in parts]
    ends = _RUN_ENDS.search(parts[-1].text)
    if ends and not parts[-1].linked(*ends.span()):
        parts[-1] = parts[-1].cut(0, ends.start())
    parsed = [parse(part) for part in parts]
    if not all(p and p.form is Form.AS for p in parsed):
        return [line]
    return [Line(line.marker, part.span, part, p) for part, p in zip(parts, parsed, strict=True)]


def _without_predicate(line: Line) -> Line:
    """A line of one entry without the predicate behind it: `[[X]] as A completes the cast`."""
    text = line.text
    ends = _RUN_ENDS.search(text.text) if " out " in text.text or "complet" in text.text else None
    if ends is None or ends["one"] is None or text.linked(*ends.span()):
        return line
    kept = text.cut(0, ends.start())
    return line._replace(text=kept, parsed=parse(kept))


_DASH = re.compile(r"\s[–—-]\s")


def _with_dashes(line: Line) -> list[Line]:
    """The entries of a line that is nothing but linked full names, each with a role's name behind a dash:
    `[[X]] – Anna, [[Y]] – Bill`; none of another."""
    text = line.text.strip(".")
    begins = {link.begin for link in text.of("link") if _DASH.match(text.text, link.end)}
    joints = [match for match in _JOINT.finditer(text.text) if match.end() in begins]
    if not joints or 0 not in begins:
        return []
    starts, ends = [0, *(m.end() for m in joints)], [*(m.start() for m in joints), len(text)]
    parts = [text.cut(begin, end) for begin, end in zip(starts, ends, strict=True)]
    parsed = [parse(part) for part in parts]
    for pair in parsed:
        if pair is None or pair.form is not Form.PAIR or not pair.first.covered("link") or " " not in pair.first.text:
            return []
        if pair.second.of("link") or pair.second.text[:1].islower() or not is_role_name(pair.second):
            return []
    return [Line(line.marker, part.span, part, pair) for part, pair in zip(parts, parsed, strict=True)]


def _with_brackets(line: Line) -> list[Line]:
    """The entries of a line that is nothing but people, at least two of them with a role in brackets:
    `[[X]] (Anna), [[Y]] (Bill), [[Z]]`; none of another."""
    text = line.text.strip(".")
    free = outside(text)
    joints = [match for match in _JOINT.finditer(text.text) if is_free(match, free)]
    if not joints or not text.of("link"):
        return []
    begins, ends = [0, *(m.end() for m in joints)], [*(m.start() for m in joints), len(text)]
    parts = [text.cut(begin, end) for begin, end in zip(begins, ends, strict=True)]
    parsed = [_with_bracket(part) for part in parts]
    if not all(parsed) or sum(p.form is Form.AS for p in parsed if p) < 2:
        return []
    return [Line(line.marker, part.span, part, p) for part, p in zip(parts, parsed, strict=True)]


def _with_bracket(text: Rich) -> Parsed | None:
    """A person with nothing beside the name but remarks and a role's name in brackets."""
    name, notes, others = without_brackets(text)
    if (
        not is_name(name)
        or len(others) > 1
        or (others and (not text.text.endswith(")") or text.linked(len(text) - 1, len(text))))
    ):
        return None
    if not others:
        return Parsed(Form.NAME, name, notes=tuple(notes))
    begin = text.text.rindex(others[0])
    role = text.cut(begin, begin + len(others[0]))
    if not is_role_name(role) or CREW.match(role.text) or ORGANIZATION.search(role.text):
        return None
    return Parsed(Form.AS, name, role, tuple(notes))


def _after_breaks(line: Line, form: Form = Form.AS) -> list[Line]:
    """The entries of a line that is broken behind each: `[[X]] as A<br>[[Y]] as B`; none of another."""
    if "\n" not in line.text.text:
        return []
    parts = line.text.split(_NEWLINE)
    parsed = [parse(part) for part in parts]
    if len(parts) < 2 or not all(p and p.form is form and _is_full_name(p.first) for p in parsed):
        return []
    if form is Form.PAIR and not all(p and p.first.covered("link") and not p.second.of("link") for p in parsed):
        return []
    return [Line(line.marker, part.span, part, p) for part, p in zip(parts, parsed, strict=True)]


def _is_full_name(text: Rich) -> bool:
    name = without_brackets(text)[0]
    return name.covered("link") is not None or (is_name(name) and " " in name.text)


def _after_verb(line: Line) -> list[Line]:
    """The entries of a line whose first has a verb and each further one a linked name before its `as`:
    `[[X]] plays A; [[Y]] as young A`."""
    free = outside(line.text)
    ends = [match.start() for match in _SEMICOLON.finditer(line.text.text) if is_free(match, free)]
    if not ends:
        return [line]
    parts = [line.text.cut(a, b).strip(";") for a, b in pairwise([0, *ends, len(line.text)])]
    parsed = [parse(part) for part in parts]
    if not all(p and p.form is Form.AS and p.first.covered("link") and not _is_clause(p.second) for p in parsed[1:]):
        return [line]
    return [Line(line.marker, part.span, part, p) for part, p in zip(parts, parsed, strict=True)]


def _is_clause(text: Rich) -> bool:
    match = _CLAUSE.match(text.text)
    return match is not None and match["verb"] is not None


def is_entry_like(line: Line) -> bool:
    parsed = line.parsed
    if parsed is None or len(line.text) > 250:
        return False
    if parsed.form in (Form.AS, Form.PAIR, Form.BRACKET, Form.COMMA):
        first = without_brackets(parsed.first)[0]
        return is_name(first) or is_name_list(first) or is_name(without_brackets(parsed.second)[0])
    return parsed.form in (Form.NAME, Form.BY)


def behind(found: list[Line], index: int) -> Iterator[Line]:
    """The lines behind one, of which few are looked at: the list is not copied."""
    return map(found.__getitem__, range(index + 1, len(found)))
