"""From one line of a cast section to its entries, by the line's form; and which half of a pair is the person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.cast.entry import Entry, entries
from kg.extraction.cast.forms import Form, Parsed, describes, link_in_brackets
from kg.extraction.cast.habits import Habit, is_title, writing
from kg.extraction.cast.lines import Line
from kg.extraction.cast.people import CREW, PRONOUNS, is_name, is_name_list
from kg.extraction.cast.remarks import LONGEST_HELD, ROLE_IN_BRACKETS, find, is_note, outside, without_brackets
from kg.extraction.cast.rolenames import is_role_name
from kg.extraction.cast.sections import is_group
from kg.extraction.namewords import PARTICLE, SUFFIXES
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_link
from kg.model import Span
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
    return _is_crew(parsed, style) or describes(parsed.first, parsed.second)


def _is_crew(parsed: Parsed, style: Habit) -> bool:
    """Work behind the camera: `Director: X`; `X – Director` where the section is also of the crew."""
    if CREW.fullmatch(without_brackets(parsed.first)[0].text.strip(" :")):
        return True
    return style.crew and CREW.fullmatch(without_brackets(parsed.second)[0].text) is not None


def _of_form(reader: Reader, line: Line, style: Habit) -> Iterator[Entry]:
    parsed, span = line.parsed, line.span
    assert parsed is not None
    first, second, notes = parsed.first, parsed.second, parsed.notes
    match parsed.form:
        case Form.AS if style.crew and CREW.fullmatch(second.text):
            return
        case Form.AS:
            subject = performer_text(first)
            yield from entries(reader, subject, second, span, notes)
        case Form.VERB:
            if not first.of("link") and _COPULA.match(line.text.text, line.text.text.find(first.text) + len(first)):
                return  # `Anna is the sister of Bill` tells of a character
            uncredited = ("uncredited",) if "uncredited" in line.text.text[: len(first.text) + 60].lower() else ()
            if not style.explicit or first.of("link"):
                yield from entries(reader, _told(performer_text(first)), second, span, (*notes, *uncredited))
        case Form.BY:
            yield from _by(reader, first, second, span, notes)
        case Form.PAIR:
            yield from _pair(reader, parsed, span, style)
        case Form.BRACKET:
            lean = style.evidence.person(second) - max(0, style.evidence.person(first))
            if lean > 0 or (style.held and lean == 0 and not first.of("link") and is_name(second)):
                yield from entries(reader, second, first, span, notes)
            elif not style.explicit:
                yield from entries(
                    reader, first, second if style.brackets and "(" not in first.text else EMPTY, span, notes
                )
        case Form.COMMA:
            lower = second.text[:1].islower()
            person = (
                first.of("link") or style.commas or (lower and not _ARTICLE.match(second.text) and " " in first.text)
            )
            person = person or (style.stated and not style.role_first and is_name(second))
            if not style.explicit and person and is_name(first):
                role = second if lower or (style.commas and not _is_affiliation(second)) else EMPTY
                yield from entries(reader, first, role, span, notes)
        case Form.NAME:
            if not style.explicit and not CREW.fullmatch(first.text):
                yield from entries(reader, first, EMPTY, span, notes)
        case Form.PROSE:
            if not style.explicit and first:
                yield from entries(reader, first, EMPTY, span, notes)
        case Form.OPEN | Form.LABEL:
            if not style.explicit and first.of("link") and is_name(first):
                yield from entries(reader, first, EMPTY, span, notes)


_COMMA = re.compile(r"\s*,\s*")
_SEMICOLON = re.compile(r"\s*;\s*")
_JOINED = re.compile(r"\band\b|&")
_AND = re.compile(r"\s+(?:and|&)\s+")
_ASIDE = re.compile(rf",\s+(?!(?:and|{PARTICLE})\s)(?=[a-z]+\b(?!\.))")


def _is_affiliation(text: Rich) -> bool:
    return ORGANIZATION.search(text.text) is not None and is_name(text)


_ARTICLE = re.compile(r"(?:an?|the|who|whose|played|his|her)\s")
_TOLD = re.compile(r"\s*:\s|\s+[–—-]\s|\n")
_TELLS = re.compile(r",?\s+(?:is|was|are|were)\s")
_FEW_WORDS = re.compile(r"(?:The|An?)(?:\s+(?!who\b|which\b|that\b)[\w'’-]+){1,3}")
_NOBODY = PRONOUNS | {"here", "what", "one", "some", "all", "in", "at", "on", "among", "then", "later"}
"""What a sentence begins with that is no role."""
_GOES_ON = re.compile(r"[.!?][\"”’)]?\s")
_COPULA = re.compile(r"[\s,]+(?:who\s+|also\s+)?(?:is|are)\s")


_VERB = re.compile(
    r"[\s,]+(?:who|is|are|was|were|appears?|appeared|makes?|stars?|has|have|cameos?|returns?|reprises?"
    r"|plays?|played|seen|featured|in (?:an? )?(?:dual|double|triple|two|three|four|several"
    r"|multiple|various|cameo|special|guest|brief|small))\b"
)


def people_only(text: Rich) -> Rich:
    """The people of a text that is nothing but their names, remarks beside them and an aside; else nothing."""
    people = _without_aside(text)
    if people.text.endswith((" and", " &")):
        return EMPTY
    parts = [without_brackets(part)[0] for part in people.split(_SEMICOLON)]
    return people if all(is_name(part) or is_name_list(part) for part in parts) else EMPTY


def _without_aside(text: Rich) -> Rich:
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
    aside = next((m for m in _ASIDE.finditer(text.text) if not text.linked(*m.span())), None)
    if aside and aside.start() and not text.linked(aside.end(), aside.end() + 1):
        return performer_text(text.cut(0, aside.start()))
    verb = find(_VERB, text, outside(text)) if _VERB.search(text.text) else None
    if verb and verb[0].strip() in _STARS:
        starring = text.cut(verb.end(), len(text))
        if is_name(starring) or is_name_list(starring):
            return starring
    if verb and verb.start():
        return _told(text.cut(0, verb.start()))
    return text


def _told(text: Rich) -> Rich:
    """The linked name at the end of a text that tells who the person is: `Director [[John Doe]]`."""
    last = next(iter(reversed(text.of("link"))), None)
    if last and last.end == len(text) and _is_told(text, last.begin):
        return text.cut(last.begin, last.end)
    return text


def _is_told(text: Rich, begin: int) -> bool:
    """Whether what stands before a name in a sentence tells who the person is: no other name stands there."""
    return begin > 0 and not re.search(r"(?:,|\band|&)\s*$", text.text[:begin])


def _by(reader: Reader, role: Rich, actor: Rich, span: Span, notes: tuple[str, ...]) -> Iterator[Entry]:
    role = role.strip('"“” ')
    as_ = re.match(r"(?:.*\s)?as\s+", role.text)
    if as_ and is_role_name(role.cut(as_.end(), len(role))):
        role = role.cut(as_.end(), len(role))
    told, role = role, _of_sentence(role)
    if told and not role:
        return
    for entry in entries(reader, actor, role, span, notes):
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


def _actor_in_brackets(text: Rich) -> Rich | None:
    """The plain name in brackets that a plain name ends with: `Anna (Jane Doe)`."""
    opened = text.text.rfind("(") if text.text.endswith(")") and not text.of("link") else -1
    held = text.cut(opened + 1, len(text) - 1) if opened > 0 else EMPTY
    return held if held and is_name(held) and not is_note(held.text) else None


_LISTED = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_OF_SEVERAL = re.compile(r"(?:The\s(?:[\w-]+\s){0,3}[a-z]+s|[A-Z][a-z]+s\sof\s.+|.+['’]s?\s(?:[a-z-]+\s){0,2}[a-z]+s)$")
"""What several people are together, which no actor is called: `Friends of Anna`, `The Doe brothers`."""


def _pair(reader: Reader, parsed: Parsed, span: Span, style: Habit) -> Iterator[Entry]:
    first, second = parsed.first, parsed.second
    if _is_crew(parsed, style):
        return
    evidence = style.evidence
    held = link_in_brackets(parsed)
    if held and evidence.person(held) > (0 if style.brackets or style.explicit else 1):
        yield from entries(reader, held, first, span, parsed.notes)
        return
    actor = _actor_in_brackets(first) if style.held else None
    if actor:
        yield from entries(reader, actor, without_brackets(first)[0], span, parsed.notes)
        return
    if style.explicit and evidence.person(second) < 1 and evidence.person(first) < 2:
        return
    if held and evidence.person(first) < 2 and " " not in first.text and " " in held.text:
        return  # `Maria: Jane ([[Ann Poe]])`: a full name in brackets behind a first name may be the actor's
    lean = evidence.person(first) - evidence.person(second)
    itself = ROLE_IN_BRACKETS.fullmatch(first.text) is not None
    role_first = style.groups.get(writing(parsed), style.role_first)
    if (role_first and lean < 2) or lean <= -2 or (itself and lean < 0):
        if held:
            return  # `Anna: Bell ([[John Roe]])`: either may be the actor
        after = find(_TOLD, second, outside(second))
        second = second.cut(0, after.start()) if after and after.start() else second
        second = _without_aside(second)
        plain = without_brackets(second)[0]
        if is_name(plain) or is_name_list(plain) or plain.of("link"):
            of_part = is_group(first.text) or (style.parts and is_title(first))
            yield from entries(reader, second, EMPTY if of_part else first, span, parsed.notes)
        return
    if first.of("link") and " in " in first.text:
        first = performer_text(first)  # `X in three roles: …`
    if lean < 0 and _OF_SEVERAL.match(first.text) and all(part.covered("link") for part in second.split(_LISTED)):
        yield from entries(reader, second, first, span, parsed.notes)
        return
    told = describes(first, second)
    if told and evidence.person(first) < 1:
        return
    if told and evidence.person(first) < 2 and style.explicit:
        return
    plain = without_brackets(first)[0]
    if is_name(plain) or is_name_list(plain) or plain.of("link"):
        yield from entries(reader, first, second, span, parsed.notes)
