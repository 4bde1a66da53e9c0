"""The roles of a text that names several: one for each of several actors, or all of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extraction.cast.enumerations import JOINT, STYLED, enumerated, is_of_others, is_part, may_join, runs_on
from kg.extraction.cast.people import is_office
from kg.extraction.cast.remarks import find, is_free, outside, without_brackets
from kg.extraction.cast.rolenames import RANKS, TITLES, is_role_name, trimmed, undescribed
from kg.extraction.namewords import SUFFIXES
from kg.values.numbers import ordinal
from kg.wikitext.rich import Rich, join

_BAND = re.compile(r"\s(?:and|&)\s+(?:[Tt]he|[Hh]is|[Hh]er)\s+(?:[A-Z][\w'’-]*\s+){0,3}[A-Z][\w'’-]*[^\W_s]s$")
"""What ends a band's name: `& The Gamblers`."""
_ROLE_ENDS = re.compile(r"\s*[,:;](?=\s|$)|\s+[–—-]+\s|—|\n|[.!?]\s+(?=[A-Z])|\s+(?:and|&|who|which|whose)\s")
_WORD = re.compile(r"[^\s,]+")
_TOGETHER = re.compile(
    r"(?P<known>(?:[^\W\d_]+['’]s?|the|his|her|their)\s+)?(?:(?!(?:of|in|from|for|to|with|by|at|on|and)\s)[a-z-]+\s+){0,4}?"
    r"(?P<noun>[a-z-]{3,}s|(?:[a-z]+)?men|children)(?:(?P<comma>,\s*)|\s+)(?=[A-Z\"“])"
)
_COMMA = re.compile(r"\s*,\s*")
_CLOSING = re.compile(r",\s+(?:and|&)\s+")
_TOLD = re.compile(r"(?:an?|the|his|her|their|both|one)\s", re.IGNORECASE)
_OF_BOTH = re.compile(r"[^\W\d_]\S*['’]s?\s(?:[a-z-]+\s){0,2}(?:[a-z]+[^\Wsui]s|(?:[a-z]+)?men|children|people)")
"""What several people are together to those named: `Anna and Bill's parents`."""
_NUMBERED = re.compile(r"[^\W\d_]\W{1,2}\d{1,3}$")
_NUMBER = re.compile(r"#?\d{1,3}")
_SERIAL = re.compile(r",\s*(?:and|&)\s+[^,]*$")
_JOINED = re.compile(r"(?:\band\b|&)\s+[^,]*$")
SLASH = re.compile(r"\s/\s|/(?![a-z])")
_ALONE = frozenset(
    "Doctor Professor Lord Lady King Queen Prince Princess Duke Duchess Father Mother Sister Brother Captain General "
    "Sergeant".split()
)
"""Titles that are also roles."""
_MANY = 4
FEW = 3
PAIR = 2


def completed(names: tuple[Rich, ...]) -> tuple[Rich, ...]:
    """Roles that only their numbers tell apart, each with the words they share: `Guard 1 and 2`."""
    if len(names) < PAIR:
        return names
    numbered, (first, _, rest) = _NUMBERED.search(names[0].text), names[-1].text.partition(" ")
    if numbered and all(_NUMBER.fullmatch(name.text) for name in names[1:]):
        shared = names[0].cut(0, numbered.start() + 1)
        return (names[0], *(join((shared, name)) for name in names[1:]))
    if rest and ordinal(first) and all(ordinal(name.text) for name in names[:-1]):
        shared = names[-1].cut(len(first), len(names[-1]))
        return (*(join((name, shared)) for name in names[:-1]), names[-1])
    return names


_LORD = re.compile(r",\s(?:Lord|Lady)\s+([A-Z][\w-]*)$")
"""Of the name before it, `Anna, Lady Bell`, or another role, `Witch, Lady Bell`; an office is of the name."""


def has_more(text: Rich) -> bool:
    """Whether a list that is read up to its first comma may go on with roles: a name stands behind the closing
    `and`, `Anna, Captain of the Guard, and Bill`, or a part at its end, `Anna, Captain of the Guard, Narrator`; or all
    are written like names, `Anna the Cook, Bill the Baker, Carl`; or the second of two may be one by its title,
    `Witch, Lady Bell`."""
    parts = each_part(text)
    if len(parts) == PAIR and (lord := _LORD.search(text.text)):
        return _is_no_office(lord)
    if len(parts) < FEW or not is_role_name(parts[0]):
        return False
    *others, last = parts[1:]
    if all(is_role_name(part) and not (STYLED.match(part.text) or is_of_others(part.text)) for part in (*others, last)):
        return True
    if is_part(last.text):
        return True
    if not _SERIAL.search(text.text):
        return False
    if any(len(part.text.split()) > _MANY for part in parts):
        return False
    if STYLED.match(last.text):  # of the one named first, or a further role
        return all(is_role_name(part) and not STYLED.match(part.text) for part in others)
    return is_role_name(last) and not last.text[:1].islower()


def one_each(text: Rich, actors: int, *, unjoined: bool = False) -> tuple[Rich, ...]:
    """The roles of several actors one by one, before what is told of them: `Clotho, Lachesis and Atropos, the
    Fates`; also where one link holds all of them, and where only commas stand between the roles as between the actors.
    Empty when the text is not written so."""
    of_all = _of_all(text)
    if of_all:
        return one_each(text.cut(of_all, len(text)), actors)
    if actors > PAIR and (described := _each_described(text, actors)):
        return described
    told = _each_told(text) if actors == PAIR and "," in text.text else ()
    if told or unjoined:
        return told or _unjoined(text, actors)
    link = next((m for m in text.of("link") if m.begin == 0), None)
    whole = link is not None and JOINT.search(text.text, 0, link.end) is not None
    free = bytearray(b"\1") * len(text) if whole else outside(text)
    parts, start = [], 0
    for index in range(actors):
        joint = find(JOINT, text, free, start)
        last = index == actors - 1
        if joint is None and not last:
            return ()
        if index == actors - 2 and joint and not re.search(r"\b(?:and|&)\s|&\s", joint[0]):
            return ()  # no list ends here
        end = find(_ROLE_ENDS, text, free, start) if last else joint
        parts.append(without_brackets(text.cut(start, end.start() if end else len(text)))[0])
        start = end.end() if end else len(text)
    names = tuple(trimmed(part) for part in parts)
    names = tuple(undescribed(part) for part in names)
    return names if all(part and is_role_name(part) for part in names) else ()


_DESCRIBED = re.compile(r"(?:an?|the)\s|[\"“]")


def _each_described(text: Rich, actors: int) -> tuple[Rich, ...]:
    """A role for each of several actors, each in quotes or a description with its article: `a cop, a nun, and a
    thief`."""
    parts = [without_brackets(part)[0] for part in each_part(text)]
    if len(parts) != actors or not _JOINED.search(text.text) or not all(_DESCRIBED.match(part.text) for part in parts):
        return ()
    return tuple(trimmed(part) for part in parts)


def _each_told(text: Rich) -> tuple[Rich, ...]:
    """Two roles of which each, or the first, is told of: `Anna, a cook, and Bill, a baker`."""
    free = outside(text)
    joints = [joint for joint in _CLOSING.finditer(text.text) if is_free(joint, free)]
    if len(joints) != 1:
        return ()
    halves = (text.cut(0, joints[0].start()), text.cut(joints[0].end(), len(text)))
    heads = [half.split(_COMMA) for half in halves]
    if len(heads[0]) < PAIR or not all(is_role_name(head[0]) and not STYLED.match(head[0].text) for head in heads):
        return ()
    return tuple(head[0] for head in heads) if all(_TOLD.match(head[1].text) for head in heads if head[1:]) else ()


def _unjoined(text: Rich, actors: int) -> tuple[Rich, ...]:
    """As many names as actors with only commas between them: `Anna, Bill`."""
    parts = tuple(trimmed(part) for part in text.split(_COMMA))
    named = all(part and is_role_name(part) and not STYLED.match(part.text) for part in parts)
    return parts if named and len(parts) == actors and not _JOINED.search(text.text) else ()


def _of_all(text: Rich) -> int:
    """How far what several people are together reaches before their names: `the twins Anna and Bella`, `the three
    guards, Al, Bo and Cy`."""
    match = _TOGETHER.match(text.text)
    if match is None or match["noun"].endswith(("ss", "us", "is")) or (match["comma"] and not match["known"]):
        return 0  # no plural; or anything may follow the comma: `anchors, Channel 5 and Channel 6`
    return match.end()


def listed(text: Rich) -> bool:
    """Whether the text is a list of names: `A, B and C`."""
    parts = each_part(text)
    linked = _are_set_apart(parts)
    joined = _JOINED.search(text.text) is not None
    if any(STYLED.match(part.text) or is_of_others(part.text) for part in parts[1:]):
        return False
    joined = joined or len(parts) >= _MANY or _shows_list(parts)  # nobody is told of in so many names
    return len(parts) >= 2 and (linked or (joined and _are_names(text, parts)))


def _are_set_apart(parts: list[Rich]) -> bool:
    """Whether each part is a link, or a name given with its own script."""
    return all(part.covered("link") or part.covered("named") for part in parts)


def _shows_list(parts: list[Rich]) -> bool:
    """Whether parts behind commas tell of nobody before them: each is the same with a number of its own,
    `Guard #1, Guard #2`, or the last is a part for itself, `Anna, Bill, Additional Voices`."""
    numbered = [match for part in parts if (match := _NUMBERED.search(part.text))]
    if len(numbered) == len(parts):
        return len({match.string[: match.start() + 1] for match in numbered}) == 1
    return is_part(parts[-1].text) and not any(" of " in part.text for part in parts[1:-1])


def _are_names(text: Rich, parts: list[Rich]) -> bool:
    """Whether the parts of a text are names of roles; also bare titles such as `Father` in a list of three or more
    with a comma before its `and`."""
    if all(is_role_name(part) or is_part(part.text) for part in parts):
        return True
    return (
        len(parts) >= FEW
        and _SERIAL.search(text.text) is not None
        and all(is_role_name(part) or part.text in _ALONE for part in parts)
    )


def each_part(text: Rich) -> list[Rich]:
    if not may_join(text):
        return [text] if text else []
    free = outside(text)
    out, start, position = [], 0, 0
    while (match := find(JOINT, text, free, position)) is not None:
        if match.end() == match.start():
            break
        end = end_of_name(text, match) if "," in match[0] else 0
        if end:
            out.append(text.cut(start, end))
            start = position = end
            continue
        position = match.end()
        if "," in match[0] or not runs_on(text.text[start : match.start()], text.text[position:]):
            out.append(text.cut(start, match.start()))
            start = position
    out.append(text.cut(start, len(text)))
    return [part for part in out if part]


_POST_NOMINAL = frozenset({"Ph.D", "PhD", "M.D", "MD", "D.D.S", "R.N", "P.I", "Jr", "Sr", "Esq", "S.J", "Q.C", "K.C"})
"""Letters that stay behind a name, without the full stop at their end."""

_MORE_LETTERS = re.compile(r"(?:,\s+(?:[A-Z][A-Za-z]{0,2}\.)+[A-Z][A-Za-z]{0,2}\.?(?=,|$))*")
"""Further letters behind those, whichever: `M.D., A.D., D.D.S.`"""


def _is_no_office(lord: re.Match[str]) -> bool:
    return lord[1].casefold() not in RANKS and not is_office(lord[1])


def end_of_name(text: Rich, comma: re.Match[str]) -> int:
    """Where a name ends that goes on behind a comma, else 0: with a suffix; or, if the name before them is a full one,
    with letters that end the text or stand before a comma, `Bill Bell, Q.C.`, not `Al, K.C. and Bo`, and with a lordly
    title of the same surname that ends it, `Simon Bell, Lord Bell`."""
    lord = _LORD.match(text.text, comma.start())
    if lord and text.text[: comma.start()].endswith(f" {lord[1]}"):
        return len(text)
    before = text.text[: comma.start()].rpartition(", ")[2]
    after = _WORD.match(text.text, comma.end())
    if after is None:
        return 0
    word = after[0].rstrip(".")
    letters = " " in before and word in _POST_NOMINAL and text.text[after.end() :][:1] in {"", ","}
    if letters:
        more = _MORE_LETTERS.match(text.text, after.end())
        return more.end() if more else after.end()
    return after.end() if SUFFIXES.fullmatch(word) else 0


def apart(text: Rich, actors: int) -> Iterable[Rich]:
    """The single roles of a text that is nothing but roles."""
    if not may_join(text):
        return [text] if text else []
    if actors == 1 and ("/" in text.text or _BAND.search(text.text)):
        return [text]
    several = enumerated(text, is_role_name) if actors == 1 else []
    if several:
        return several
    parts = each_part(text)
    if len(parts) < 2:
        return parts
    if parts[0].text.strip(".").lower() in TITLES and len(parts[-1].text.split()) > 1:
        return [text]  # Mr. and Mrs. Smith
    if parts[0].text.startswith("the ") and all(len(part.text.split()) == 1 for part in parts[1:]):
        return [text]  # the article is of all: the Mother and Wife
    if actors > 1 and _OF_BOTH.fullmatch(parts[-1].text):
        return [text]
    if actors > 1 and len(parts) == actors and all(_begins_name(part) for part in parts[1:]):
        return parts
    return parts if _are_set_apart(parts) or _are_names(text, parts) else [text]


def _begins_name(text: Rich) -> bool:
    word = text.text.split()[0].strip("\"“'")
    last = text.text.split()[-1]
    return not (word[:1].islower() and last[:1].islower()) or word in {"the", "a", "an", "his", "her", "their"}
