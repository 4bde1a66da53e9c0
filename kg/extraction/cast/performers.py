"""The people of a text, without what is told of them: the verb, the clause or the aside behind their names."""

from __future__ import annotations

import re

from kg.extraction.cast.people import is_name, is_name_list
from kg.extraction.cast.remarks import LONGEST_HELD, find, outside, without_brackets
from kg.extraction.namewords import PARTICLE
from kg.extraction.surroundings import is_link
from kg.wikitext.rich import EMPTY, Rich

_SEMICOLON = re.compile(r"\s*;\s*")

_ANIMAL = (
    r"(?:[A-Z][\w.-]*\s+){0,2}[A-Z][\w.-]*['’]s?\s+(?:[\w-]+\s+){0,2}"
    r"(?i:horse|pony|stallion|mare|mule|donkey|dog|cat|parrot|monkey|chimp|bear|elephant|wolf)\s*,?$"
)
"""Whose animal the one before it is: `Silver, Bill's Horse`."""
_ASIDE = re.compile(rf",\s+(?!(?:and|{PARTICLE})\s)(?=[a-z]+\b(?!\.)|{_ANIMAL})")

_VERB = re.compile(
    r"[\s,]+(?:who|is|are|was|were|appears?|appeared|makes?|stars?|has|have|cameos?|returns?|reprises?"
    r"|plays?|played|seen|featured|(?:un)?credited|billed|in (?:an? )?(?:dual|double|triple|two|three|four|five|six"
    r"|seven|eight|nine|ten|several|multiple|many|various|different|distinct|cameo|special|guest|brief|small))\b"
)


def people_only(text: Rich) -> Rich:
    """The people of a text that is nothing but their names, remarks beside them and an aside; else nothing."""
    people = without_aside(text)
    if people.text.endswith((" and", " &")):
        return EMPTY
    parts = [without_brackets(part)[0] for part in people.split(_SEMICOLON)]
    return people if all(is_name(part) or is_name_list(part) for part in parts) else EMPTY


def without_aside(text: Rich) -> Rich:
    """The people of a text up to what a comma sets apart and tells of the last of them or of the role:
    `[[X]], bass-baritone`, `[[X]], the baker`."""
    aside = find(_ASIDE, text, outside(text)) if ", " in text.text else None
    if aside is None or not aside.start() or text.linked(aside.end(), aside.end() + 1):
        return text
    return text if _WITH.match(text.text, aside.end()) else text.cut(0, aside.start())


_WITH = re.compile(r"(?:with|plus|also|et|und|y|e|featuring|introducing|his|her|their)\s+(?=[A-Z])")
"""Before further people."""

_STARS = frozenset({"star", "stars"})
"""Before a name they tell of the film or of the person, `The film stars [[X]] as Y`, `Pop star [[X]]`."""


def performer_text(text: Rich) -> Rich:
    """What stands before `as` up to a verb, a relative clause or an aside: `[[X]] appears uncredited`,
    `[[X]], in her first film,`."""
    if is_link(text) and len(text) < LONGEST_HELD:
        return text
    people = without_aside(text)
    if len(people) < len(text):
        return performer_text(people)
    verb = find(_VERB, text, outside(text)) if _VERB.search(text.text) else None
    if verb and verb[0].strip() in _STARS:
        starring = text.cut(verb.end(), len(text))
        if is_name(starring) or is_name_list(starring):
            return starring
    if verb and verb.start():
        return told_of(text.cut(0, verb.start()))
    return text


def told_of(text: Rich) -> Rich:
    """The linked name at the end of a text that tells who the person is: `Director [[John Doe]]`."""
    last = next(iter(reversed(text.of("link"))), None)
    if last and last.end == len(text) and _is_told(text, last.begin):
        return text.cut(last.begin, last.end)
    return text


def _is_told(text: Rich, begin: int) -> bool:
    """Whether what stands before a name in a sentence tells who the person is: no other name stands there."""
    return begin > 0 and not re.search(r"(?:,|\band|&)\s*$", text.text[:begin])
