"""Who a cell or a part of a list item names as recipient.

Conventions of award tables: several people in a cell; `X as Y`, `X for "Z"`; roles and affiliations in
brackets; `Film`, a dash or nothing where the film itself is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from kg.extraction.awards.names.cellnames import (
    BRACKET,
    NAME,
    QUOTED,
    dashed,
    film_in,
    is_work,
    named,
    trimmed,
    unwrapped,
    without_purpose,
)
from kg.extraction.awards.names.jobs import OF_MUSIC, OF_PAIRS, OF_SONGS, PEOPLE, is_for_players, is_job
from kg.extraction.awards.names.known import is_role
from kg.extraction.awards.names.prizekinds import FOR_FILMS
from kg.extraction.awards.names.wording import LOST, is_person_like, tells_sharing
from kg.extraction.names import outside
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_link
from kg.model import Entity, Kind
from kg.wikitext.lists import pieces
from kg.wikitext.rich import Rich, join
from kg.wikitext.tree import Node

HOUSES = re.compile(r"\bTrailer\b|\bClio\b|\bKey Art\b")
"""Awards for advertisements, whose nominees are titles with the agency in brackets."""

MAX_LINE = 1_500
"""Characters; a longer line is no list of names."""

_SHARED_BY = re.compile(r"(?:jointly )?shared (?:by|between) ", re.IGNORECASE)
"""What stands before all of those who won."""

_RIVAL = re.compile(rf"[,;(]?\s*\b(?:the )?(?:winners?\s*(?:was\b|were\b|:|[–—-]\s)|{LOST} to\b)", re.IGNORECASE)
"""What tells, behind the film's own nominee, who won instead."""
_RIVAL_ALONE = re.compile(rf"(?:the )?(?:winners?\s+(?:was|were)\b|{LOST} to(?=\s))", re.IGNORECASE)
"""What tells so where no nominee stands before it: `The Winner: Jane Doe` is a title and its author."""
NEWLINE = re.compile(r"\n")
_DESCRIBED = re.compile(r"(?!(?:and|with|by)\b)(?:[A-Z]?[a-z-]+ )?[a-z-]{4,}")
"""A remark of one or two words, the last in small letters."""
_WHAT_FOR = re.compile(
    r"for\s|For\s+(?:the\s+)?(?:songs?\b|[\"“])|For\s+(?:the|an?|his|her|its|their)\s+[a-z]|For\s+[a-z]+ing\s|[Ii]n\s+recognition\b"
)
"""What begins a line or part that says for what: `for "Song A"`, which names no one."""
_NOT_PEOPLE = re.compile(
    r"^(?:from|for|in|as|of|also|see|tied?|shared|co-?winners?|film|song|posthumous\w*|role|age|won|nom)\b", re.I
)


def nominees_of_cell(
    reader: Reader, nodes: Iterable[Node], category: str = "", *, houses: bool = False
) -> tuple[Entity, ...]:
    """The recipients a cell names, in order, each once; () when it names none or `Film`. `category` tells
    whether a song or the people behind it are meant; `houses`: what stands in brackets after a title is who
    cut the trailer, no recipient."""
    return nominees(reader, [reader.rich(piece.nodes) for piece in pieces(nodes)], category, houses=houses)


def nominees(
    reader: Reader, lines: Sequence[Rich], category: str = "", *, houses: bool = False, listed: bool = False
) -> tuple[Entity, ...]:
    """The recipients named in lines of text (see nominees_of_cell). listed: the lines are those of one list."""
    found: dict[tuple[str, str | None], Entity] = {}
    above: Sequence[Entity] = ()
    lines = _with_songs(lines)
    for whole in lines:
        before = tuple(found.values()) if listed and whole is lines[-1] else ()
        apart = _before_makers(whole)
        if "\n" in whole.text:
            apart = _with_songs([each for part in apart for each in part.split(NEWLINE, links=True)])
        for line in chain.from_iterable(_joined_people(line, category) for line in apart):
            named = _line(reader, line, category, houses, first=not found, before=before)
            if line.text[:1] == "(" and BRACKET.fullmatch(line.text):
                named = _bracketed(named, above, category, reader.page.title)
            else:
                above = named
            for entity in named:
                own = entity.link == reader.page.title and OF_SONGS.search(category) is not None
                if own and _is_quoted(line, entity.name):
                    entity = Entity(entity.name, None, Kind.WORK)
                found.setdefault((entity.name, entity.link), entity)
    out = list(found.values())
    people = [entity for entity in out if entity.kind is not Kind.WORK]
    if people and len(people) < len(out) and PEOPLE.search(category):
        out = people
    if len(out) > 1 and _OF_LABS.search(category) and _LAB.search(out[-2].name):
        out = out[:-1] if _LAB.search(out[-1].name) is None and " " not in out[-1].name else out  # where it is
    return tuple(out)


_OF_LABS = re.compile(r"\b(?:Lab(?:oratory)?|Processing)\b")
_LAB = re.compile(rf"\bLab(?:s|oratory|oratories)?\b|{ORGANIZATION.pattern}")
"""Categories for laboratories, and what they are called: none of these is a person."""


def _with_songs(lines: Sequence[Rich]) -> Sequence[Rich]:
    """The lines, each that breaks off before a song in quotes with that: `Jane Doe for`, `"Song A"`."""
    out: list[Rich] = []
    for line in lines:
        if out and line.text[:1] in ('"', "“") and _BROKEN_OFF.search(out[-1].text):
            line = join((out.pop(), line))
        out.append(line)
    return out


def _before_makers(text: Rich) -> Sequence[Rich]:
    """A title and what tells behind it who made it, in brackets or not, each for itself: `''Moor'' (Producer: Jane
    Doe)`; any other text alone."""
    title = next((m for m in text.of("italic") if m.begin == 0), None) if ":" in text.text else None
    label = _MAKERS.match(text.text, title.end) if title is not None else None
    if label is None or not is_job(label["job"]):
        return (text.strip(),)
    if label["open"] and _NESTED.fullmatch(text.text, label.start("open")) is None:  # more follows
        return (text.strip(),)
    makers = text.cut(label.start("job"), len(text) - bool(label["open"]))
    return (text.cut(0, label.start()), *makers.split(_NEXT_MAKERS))


_JOB = r"(?P<job>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s?:\s"
_MAKERS = re.compile(rf"\s+(?P<open>\()?{_JOB}")
_NEXT_MAKERS = re.compile(rf"[,;]\s+(?={_JOB})")
"""What stands between a title and the first who made it, and before those who did something else."""

_BROKEN_OFF = re.compile(r"(?:\bfor| [–—-])$")


def _joined_people(text: Rich, category: str) -> Sequence[Rich]:
    """The people whom the French `et` joins, or who fight or play opposite each other, each by several names or a link;
    else the text alone, as a title may be: of a film, or beside another category than that of a fight."""
    joint = _PEOPLE_JOINT.search(text.text)
    if joint is None or text.of("italic") or '"' in text.text:
        return (text,)
    parts = outside(text, _PEOPLE_JOINT)
    of_pairs = OF_PAIRS.search(category) is not None
    if joint["beside"] and is_for_players(category) and not of_pairs:  # it tells whom somebody played with
        return parts[:1] if is_link(parts[0]) or is_person_like(parts[0]) else (text,)
    together = of_pairs if joint["beside"] else "Fight" in category
    titled = FOR_FILMS.match(category) is not None if joint["and"] else not together
    return parts if all(is_link(part) or (is_person_like(part) and not titled) for part in parts) else (text,)


_PEOPLE_JOINT = re.compile(r"\s(?:(?P<and>et)|(?P<beside>opposite)|vs?\.?|versus)\s+(?=[^\W\d_a-z])")


def _bracketed(named: Sequence[Entity], above: Sequence[Entity], category: str, film: str) -> list[Entity]:
    """Those of a line in brackets who are recipients: not the role of players or the company of those on the line above
    it, nor the company of a film there. People in brackets under a company, a song or a film made it; others may share
    in a craft."""
    if not above or above[-1].kind is Kind.ORGANIZATION or OF_SONGS.search(category):
        return list(named)
    work = above[-1].kind is Kind.WORK or above[-1].link == film
    known = not work and any(one.link is not None for one in above)
    people = all(NAME.fullmatch(one.name) and " " in one.name for one in above)
    others = [one for one in named if not _is_company(one)]
    unlinked = all(one.link is None for one in others)
    roles = is_for_players(category) and (known or (unlinked and not work))
    roles = roles or (len(above) > 1 and unlinked and OF_PAIRS.search(category) is not None)
    return [
        one
        for one in named
        if one.kind is Kind.WORK or one.link == film or not ((work or people) if _is_company(one) else roles)
    ]


def _is_company(entity: Entity) -> bool:
    return entity.kind is Kind.ORGANIZATION or " & " in entity.name


def _is_quoted(line: Rich, name: str) -> bool:
    """Whether a name stands in quotes and is no link, as a song that has the film's name."""
    return any(
        not line.linked(*quoted.span()) and quoted["name"].strip() == name for quoted in QUOTED.finditer(line.text)
    )


def _line(
    reader: Reader, line: Rich, category: str, houses: bool, *, first: bool, before: Sequence[Entity]
) -> list[Entity]:
    """The recipients of a line; `first`: none was named before it; `before`: those of the list that it ends."""
    if len(line) > MAX_LINE:
        return []
    line = trimmed(line)
    shared = _SHARED_BY.match(line.text) if first else None
    if shared and not line.linked(*shared.span()) and all(m.begin for m in line.of("italic")):
        line = line.cut(shared.end(), len(line))
    film = film_in(reader, line)
    if film is not None:
        return [film]
    if tells_sharing(line):  # `tied with Joe Roe`
        return []
    if is_link(line) and "(" not in line.text:
        return named(reader, line)  # most are
    line = _without_rival(line, first=first)
    whole = BRACKET.fullmatch(line.text)
    if (whole and (_NOT_PEOPLE.match(whole[1]) or _is_described(line))) or _is_remark(line):  # a line `(for "Song A")`
        return []
    if whole and not line.linked(0, 1):  # people in brackets under a company or work
        line = line.cut(1, len(line) - 1)
    inside, line = _behind(reader, line)
    parts = dashed(line)
    out: list[Entity] = []
    for index, part in enumerate(parts):
        part = _behind_song(part) if index and not is_work(parts[0]) else part
        part = without_purpose(unwrapped(part) if index else part)
        if (
            not part
            or _is_remark(part)
            or (index and _AS_WHOM.match(part.text))
            or (index and parts and is_work(part) and not is_work(parts[0]))
        ):
            continue
        if index and tells_sharing(part):  # `Jane Doe – tied with Joe Roe`
            continue
        if index and not OF_MUSIC.search(category) and _is_role_played(reader, part, parts[0]):
            continue
        film = film_in(reader, trimmed(part))
        out += [film] if film is not None else named(reader, part, before)
    return out if houses else out + inside


_AS_WHOM = re.compile(r"(?:as|(?:the )?voice of|voicing|playing)\s", re.IGNORECASE)
"""Behind a dash, what tells of a role: `Jane Doe – Voice of Max`."""


def _is_role_played(reader: Reader, part: Rich, first: Rich) -> bool:
    """Whether a part behind a dash is the name of a role that was played or animated: `Jane Doe – Max`."""
    if part.of("link") or not is_role(reader, part.text):
        return False
    return not is_work(first) or film_in(reader, first) is not None


def _behind_song(part: Rich) -> Rich:
    """What is joined to the song of who stands before it, `Jane Doe – "Song A" & Ann Poe – "Song B"`: the name of
    another."""
    song = _SONG_AND.match(part.text) if part.text[0] in '"“' else None
    rest = part.cut(song.end(), len(part)) if song is not None else part
    return rest if song is not None and is_person_like(rest) and not part.linked(0, song.end()) else part


_SONG_AND = re.compile(rf"{QUOTED.pattern}(?:,| &| and|, and) (?=[A-Z])")


def _without_rival(line: Rich, *, first: bool) -> Rich:
    """Without what tells who won instead."""
    rival = _RIVAL.search(line.text) if "inner" in line.text or " to " in line.text else None
    if rival is None or line.text[: rival.start()].count('"') % 2:  # in a title, `"Lost to Love"`
        return line
    titles = [m for m in line.of("italic") if m.begin < rival.start() and rival.end() < m.end]
    if (
        any(not line.linked(m.begin, m.end) for m in titles)
        or line.linked(*rival.span())
        or (first and rival.start() == 0 and not _is_rival(line))
    ):
        return line
    return line.cut(0, rival.start())


def _is_rival(line: Rich) -> bool:
    """Whether a text where a nominee would stand names who won instead: `Lost to ''Fern''`, but not `Losing to Win`."""
    told = _RIVAL_ALONE.match(line.text)
    if told is None:
        return False
    rest = line.cut(told.end(), len(line))
    return "to" not in told[0] or bool(rest.of("link") or rest.of("italic")) or is_person_like(rest)


def _is_remark(text: Rich) -> bool:
    """Whether a text, in brackets or not, only says what it was given for."""
    core = text.text.lstrip("( ")
    return bool(_WHAT_FOR.match(core)) and not text.linked(0, 1)


def _is_described(text: Rich) -> bool:
    """Whether a text in brackets tells of what stands above it and names nobody: `(English adaptation)`."""
    plain = not text.of("link") and not text.of("italic") and not set(text.text) & set('"“”')
    return plain and all(_DESCRIBED.fullmatch(part.text) for part in text.strip("()").split(re.compile(r",\s*")))


_NESTED = re.compile(r"\(((?:[^()]++|\([^()]*+\))*+)\)")
"""Brackets, those within them included: `"Song A" (Jane Doe (composer))`."""


def _behind(reader: Reader, text: Rich) -> tuple[list[Entity], Rich]:
    """(the people in brackets after a company or a work: `Warner Bros. (Jane Doe, producer)`, the text without
    those brackets)."""
    out: list[Entity] = []
    if "(" not in text.text:
        return out, text
    rest: list[Rich] = []
    start = 0
    for match in _NESTED.finditer(text.text):
        before = text.cut(0, match.start())
        inner = text.cut(match.start(1), match.end(1))
        if not before or text.linked(match.start(), match.start() + 1) or _NOT_PEOPLE.match(inner.text):
            continue
        last = dashed(before)[-1] if dashed(before) else before
        if not (is_work(last) or (ORGANIZATION.search(last.text) and "," not in last.text)):
            continue
        for part in inner.split(re.compile(r";")):
            out += [e for e in named(reader, part) if (e.link or " " in e.name) and e.kind is not Kind.WORK]
        rest.append(text.cut(start, match.start()))
        start = match.end()
    return out, join((*rest, text.cut(start, len(text)))) if rest else text
