"""How a section or a list writes its entries, as its lines show together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extraction.cast.forms import Form, Parsed
from kg.extraction.cast.lines import Line
from kg.extraction.cast.people import CREW, Evidence, is_name_list, is_single_word
from kg.extraction.cast.remarks import LANGUAGE
from kg.wikitext.rich import Rich

SET = "Set"
"""Work on the film, and a god."""

Writing = tuple[bool, bool, bool]
"""How a pair is written: dots between the halves, the first in italics, the second."""


def writing(pair: Parsed) -> Writing:
    return pair.dots, pair.first.covered("italic") is not None, pair.second.covered("italic") is not None


@dataclass(frozen=True, slots=True)
class Habit:
    """How a section writes its pairs: filled before its lines are read."""

    role_first: bool
    groups: dict[Writing, bool]
    """Whether the role stands first in the pairs written in a way."""
    brackets: bool
    held: bool
    """Whether the brackets hold the actor: `Anna ([[X]])`."""
    parts: bool
    """Whether titles stand before people: the parts of the film that they are in, `"Anna": [[X]], [[Y]]`."""
    commas: bool
    stated: bool
    """Whether most lines set the role apart from the actor by a dash or a word."""
    explicit: bool
    crew: bool
    languages: int
    """Pairs of a language and who speaks in a dub, or of a role that is called so."""
    sets: bool
    """Whether `Set` is work on the film and no role: the roles do not stand first, or other such work stands beside."""
    evidence: Evidence


def habit(parsed: list[Parsed], evidence: Evidence, explicit: bool = False, crew: bool = False) -> Habit:
    """What the lines of a section show together."""
    total = max(1, len(parsed))
    pairs = [p for p in parsed if p.form is Form.PAIR]
    named = [p for p in pairs if not LANGUAGE.fullmatch(p.first.text)]  # of a dub, a pair shows no order
    if 2 * sum(p.form is Form.AS for p in parsed) > len(pairs):  # the neighbours name the actor first
        telling = [p for p in named if not (is_single_word(p.second) and evidence.person(p.second) < 2)]
    else:
        telling = named
    commas = sum(p.form is Form.COMMA for p in parsed)
    stated = sum(p.form in (Form.AS, Form.PAIR, Form.BY) for p in parsed)
    role_first = _direction(telling, evidence) < 0
    return Habit(
        role_first=role_first,
        groups=_groups(telling, evidence),
        brackets=_writes_brackets(parsed),
        held=_holds_actors(parsed, evidence),
        parts=_of_parts(pairs),
        commas=commas >= 2 and 2 * commas >= total,
        stated=stated >= 2 and 3 * stated >= 2 * total,
        explicit=explicit,
        crew=crew,
        languages=len(pairs) - len(named),
        sets=crew or not role_first or any(p.first.text != SET and CREW.fullmatch(p.first.text) for p in pairs),
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


def of_list(following: Iterable[Line], style: Habit) -> Habit:
    """The habit of the list below a paragraph or label: one of its own where it writes its roles in brackets."""
    if style.brackets:
        return style
    listed = [line.parsed for line in itertools.takewhile(lambda line: line.marker, following) if line.parsed]
    return replace(style, brackets=_writes_brackets(listed))


def _writes_brackets(parsed: list[Parsed]) -> bool:
    brackets = sum(p.form is Form.BRACKET for p in parsed)
    return brackets >= 2 and 2 * brackets >= len(parsed)


def _holds_actors(parsed: list[Parsed], evidence: Evidence) -> bool:
    brackets = [p for p in parsed if p.form is Form.BRACKET]
    linked = sum(evidence.person(p.second) > max(0, evidence.person(p.first)) for p in brackets)
    return linked >= 2 and 2 * linked > len(brackets)


def is_title(text: Rich) -> bool:
    """Whether a text is written like the title of a work or of a part of it: in italics or quotes."""
    return text.covered("italic") is not None or (text.text[:1] in '"“' and text.text[-1:] in '"”')


def _of_parts(pairs: list[Parsed]) -> bool:
    titled = [pair for pair in pairs if is_title(pair.first) and not pair.first.of("link")]
    several = sum(is_name_list(pair.second) and len(pair.second.of("link")) > 1 for pair in titled)
    return 0 < len(titled) <= 2 * several
