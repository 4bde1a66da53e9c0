"""Lines that name the actor, the role and then who lends the voice: `[[X]] – Anna (dubbed by [[Y]])`.

What stands before `voiced by` is else the role: `Anna, the cat (voiced by [[Y]])`. Which of the two a line means is
shown by the infobox's billing and by how the lines beside it are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import NamedTuple

from kg.extraction.cast.forms import Form, Parsed, shorten
from kg.extraction.cast.lines import Line
from kg.extraction.cast.parsing import BY, parse
from kg.extraction.cast.people import PRONOUNS, Evidence, is_name, is_single_word
from kg.extraction.cast.remarks import is_note, without_brackets
from kg.extraction.cast.rolenames import TITLES, is_role_name
from kg.model import Span
from kg.wikitext.rich import Rich, join


class _Dubbed(NamedTuple):
    """A line as it reads `without` who lends the voice. `own`, `voice`: what is known of the person before that and of
    the one behind it; `named`: whether a link and what is written like a role stand before it; `told`: whether a link
    and a role in small letters do; `spoken_over`: whether its word is `dubbed`, which is told of an actor rather than
    of a character."""

    without: Parsed
    own: int
    voice: int
    named: bool
    told: bool
    spoken_over: bool


_BILLED = 2
_ROLE_WORDS = 4
_WHOSE_VOICE = re.compile(r"[\s,;]*\b(?:(?:whose|his|her|with) )?voice$", re.IGNORECASE)
_WHOSE = 20
"""Characters that such words take at most."""
_VOICE = re.compile("voiced|dubbed", re.IGNORECASE)


def undubbed(lines: list[Line], evidence: Evidence) -> list[Line]:
    """The lines of a section; those that name the actor themselves are read without who lends the voice, and those that
    may name the actor or a character are not read."""
    voiced = [line for line in lines if line.parsed and line.parsed.form is Form.BY and line.parsed.first]
    found = {line.span: dubbed for line in voiced if (dubbed := _dubbed(line, evidence))}
    if not found:
        return lines
    shown = sum(dubbed.own - dubbed.voice for dubbed in found.values() if dubbed.named)
    actors = _stated(lines, evidence) + sum(dubbed.spoken_over for dubbed in found.values())
    actors_first = (shown or actors - (len(voiced) - len(found))) > 0
    named = sum(dubbed.named or (dubbed.told and dubbed.spoken_over) for dubbed in found.values())
    # small letters tell of a character, or are a role where as many lines name actors and roles the same way
    pairs = _stated(lines, evidence, {Form.PAIR})
    told_first = actors_first and pairs > 0 and pairs + named >= sum(dubbed.told for dubbed in found.values())
    without: dict[Span, Parsed | None] = {}
    for span, dubbed in found.items():
        if dubbed.own < _BILLED <= dubbed.voice:
            continue
        if dubbed.own == _BILLED or (dubbed.named and actors_first):
            without[span] = dubbed.without
        elif dubbed.told and told_first:
            without[span] = dubbed.without if dubbed.spoken_over else None
    return [line._replace(parsed=without.get(line.span, line.parsed)) for line in lines]


_OF_TWO = frozenset({Form.AS, Form.PAIR})


def _stated(lines: Iterable[Line], evidence: Evidence, forms: Set[Form] = _OF_TWO) -> int:
    """How many lines name an actor beside the role without more."""
    pairs = [line.parsed for line in lines if line.parsed and line.parsed.form in forms]
    return sum(evidence.person(pair.first) > 0 or evidence.person(pair.second) > 0 for pair in pairs)


def _dubbed(line: Line, evidence: Evidence) -> _Dubbed | None:
    """A line with `voiced by` as it may be read otherwise; None where no person stands before it."""
    text = shorten(line.text)
    match = next((m for m in BY.finditer(text.text) if not text.linked(*m.span())), None)
    if match is None or line.parsed is None:
        return None
    begin, end = _remark(text.text, match.start(), match.end())
    remark = text.text[begin:end].strip(" ,;:()[]–—-")
    other = parse(join((text.cut(0, begin), text.cut(end, len(text)))))
    if other is None or other.form not in (Form.AS, Form.PAIR, Form.BRACKET, Form.NAME):
        return None
    halves = [(other.first, other.second)]
    if other.form is Form.PAIR:
        halves.append((other.second, other.first))
    own, role = max(
        ((evidence.person(actor) if _is_person(actor) else 0, role) for actor, role in halves), key=lambda half: half[0]
    )
    if own < 1:
        return None
    beside = other.form is not Form.NAME and _VOICE.search(match[0]) is not None
    notes = (*other.notes, remark) if is_note(remark) else other.notes
    return _Dubbed(
        other._replace(notes=notes),
        own,
        evidence.person(line.parsed.second),
        named=beside and _is_role(role),
        told=beside and other.form is Form.PAIR and _is_part(role),
        spoken_over="dubbed" in match[0].lower(),
    )


def _remark(body: str, begin: int, end: int) -> tuple[int, int]:
    """Where what is told of the voice begins and ends: the bracket that holds the words at `begin` to `end`, else all
    from there on."""
    opened = body.rfind("(", 0, end)
    if opened <= body.rfind(")", 0, begin):
        voice = _WHOSE_VOICE.search(body, max(0, begin - _WHOSE), begin)
        return voice.start() if voice else begin, len(body)
    close = body.find(")", end)
    return min(begin, opened), close + 1 if close >= 0 else len(body)


def _is_person(text: Rich) -> bool:
    """Whether a text may be the name of an actor by itself; a page named by one word is a character's rather."""
    name = without_brackets(text)[0]
    return bool(name) and is_name(name) and not is_single_word(name)


def _is_role(text: Rich) -> bool:
    """Whether a text is a role's name and tells nothing of it: not `a cat`, `Anna's friend`."""
    name = without_brackets(text)[0]
    words = name.text.split()
    if not words or len(words) > _ROLE_WORDS or words[0] in ("A", "An") or not words[0][:1].isupper():
        return False
    return is_role_name(name) or name.text.casefold() in TITLES


def _is_part(text: Rich) -> bool:
    """Whether a text in small letters may be a part by itself, `nurse`, `the old soldier`: not with an article that
    tells what a character is, `a cat`, nor what belongs to another, `Anna's friend`, `his friend`."""
    words = without_brackets(text)[0].text.split()
    if not words or len(words) > _ROLE_WORDS or words[0] in {"a", "an", *PRONOUNS} or not words[0][:1].islower():
        return False
    return not any(word.endswith(("'s", "’s", "s'", "s’", ",")) for word in words[:-1])
