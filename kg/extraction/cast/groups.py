"""Lines of a cast section that are headings in all but name, or only say what the lines below them are."""

from __future__ import annotations

import itertools
import re

from kg.extraction.cast.forms import Form, Parsed, names_actor
from kg.extraction.cast.habits import is_title
from kg.extraction.cast.lines import Line, behind
from kg.extraction.cast.people import Evidence, is_name, is_name_list
from kg.extraction.cast.remarks import AGE, LANGUAGE, is_note, without_brackets
from kg.extraction.cast.rolenames import is_role_name
from kg.extraction.cast.sections import NOT_CAST, heading_key, is_group
from kg.extraction.namewords import GROUP_WORDS
from kg.wikitext.rich import Rich

ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)


def pseudo_heading(line: Line, following: Line | None, evidence: Evidence, divided: bool = False) -> str | None:
    """The text of a line that is a heading in all but name: `'''Main cast'''`, `;Hindi version`. `divided`: whether the
    terms of the section are groups of people (see is_divided)."""
    if line.marker and not line.marker.endswith(";"):
        return None
    text = line.text.strip(":")
    if _is_above_cast(line, following, evidence):
        return text.text
    directed = _DIRECTED.search(text.text) if line.marker and "(dir" in text.text.casefold() else None
    if directed is not None:
        text = text.cut(0, directed.start())
    if not text or (text.of("link") and line.marker != ""):
        return None
    if line.marker and (directed is not None or _PART_TITLED.match(text.text)):
        return text.text
    if line.marker == "" and text.covered("bold") and len(text) < 80:
        return text.text
    if line.marker == "" and (heading_key(text.text) in NOT_CAST or (text.text.endswith(")") and is_group(text.text))):
        return text.text
    if (
        line.marker.endswith(";")
        and line.parsed is not None
        and line.parsed.form in (Form.NAME, Form.OPEN, Form.LABEL, Form.PROSE)
    ) and (
        following is None or not following.marker.endswith(":") or divided or _heads(line.parsed, following, evidence)
    ):
        return text.text
    return None


def _is_above_cast(term: Line, following: Line | None, evidence: Evidence) -> bool:
    """Whether a term stands above bullets that name an actor and a role each, `* [[X]] as Y`: it is then where they
    play, whatever is linked in it: `;At [[Place]]`, `;''Title'' (Translation)`. Above bullets of any other form it is,
    where nobody is linked in it: `;The story (1572)` above `* [[X]]: Y`."""
    if term.parsed is None or not term.marker.endswith(";") or following is None or following.parsed is None:
        return False
    stated = following.parsed
    if following.marker[:1] not in {"*", "#"}:
        return False
    if not term.text.of("link") and is_group(without_brackets(term.text)[0].text):
        return True
    if term.parsed.form in (Form.AS, Form.VERB, Form.BY):
        return False
    if names_actor(stated):
        return evidence.person(term.text) < 2 and not is_of_version(stated.second)
    titled = is_title(without_brackets(term.text)[0])
    if not titled and (term.text.of("link") or term.parsed.form is Form.PAIR):
        return False
    return evidence.person(term.text) < 2 and _is_of_person(stated, evidence)


def _is_of_person(parsed: Parsed, evidence: Evidence) -> bool:
    """Whether a line names a linked person by the full name, or also the role, and tells of no version of a role."""
    version = any(LANGUAGE.search(note) or AGE.fullmatch(note) for note in parsed.notes)
    told = LANGUAGE.search(parsed.first.text) or LANGUAGE.search(parsed.second.text) or is_of_version(parsed.second)
    if version or told or parsed.form not in (Form.PAIR, Form.BRACKET, Form.COMMA, Form.NAME):
        return False
    return any(evidence.person(half) > 0 and " " in half.text for half in (parsed.first, parsed.second))


def _heads(term: Parsed, following: Line, evidence: Evidence) -> bool:
    """Whether a term is a heading above lines that are entries by themselves: `;Main` above `:[[X]] as Y`, rather than
    a role or an actor of whom they tell."""
    key = heading_key(term.first.text)
    if is_group(term.first.text) or key in NOT_CAST or _DIVISION.match(key):
        return True
    parsed = following.parsed
    if parsed is None or evidence.person(term.first) > 0:
        return False
    if parsed.form is Form.PAIR:  # `:[[X]] – Y`, but not `:[[X]] – English`
        of_version = is_of_version(parsed.second) or LANGUAGE.search(parsed.second.text)
        return evidence.person(parsed.first) > 0 and is_role_name(parsed.second) and not of_version
    if not names_actor(parsed):
        return False
    full = evidence.person(parsed.first) > 0 or " " in parsed.first.text
    return full and not (ARTICLE.match(parsed.second.text) or is_of_version(parsed.second))


def is_divided(found: list[Line], evidence: Evidence) -> bool:
    """Whether the terms of a section have several people each below them and may be the parts of a film: all of them,
    or half where some are written as titles, since a role may have two actors; and no other line tells of roles."""
    terms = several = titled = 0
    for index, line in enumerate(found):
        if line.marker != ";" or line.text.of("link") or evidence.person(line.text) > 0:
            continue
        below = list(itertools.takewhile(lambda other: other.marker == ":", behind(found, index)))
        if not below or not all(other.parsed and _is_of_people(other.parsed, evidence) for other in below):
            return False
        terms += 1
        titled += is_title(line.text)
        several += len(below) > 1 or is_name_list(below[0].text)
    return 0 < terms <= (2 * several if titled else several)


def may_be_role(term: Line) -> bool:
    """Whether a term of a section that is divided (see is_divided) shows by nothing of its own that it is no role."""
    key = heading_key(term.text.text)
    return term.marker == ";" and not (is_title(term.text) or is_group(term.text.text) or _DIVISION.match(key))


def may_be_entry(term: Line) -> bool:
    """Whether a term that heads others may as well name an actor and a role: `;John Roe (Bill)`."""
    parsed = term.parsed
    if parsed is None or parsed.form is not Form.BRACKET or is_title(parsed.first):
        return False
    return is_full_name(parsed.first) and is_role_name(parsed.second) and any(map(str.isalpha, parsed.second.text))


def _is_of_people(parsed: Parsed, evidence: Evidence) -> bool:
    """Whether a line is nothing but a linked person or several, and tells of no version of a role."""
    version = any(LANGUAGE.search(note) or AGE.fullmatch(note) for note in parsed.notes)
    return parsed.form is Form.NAME and evidence.person(parsed.first) > 0 and not version


def is_of_version(text: Rich) -> bool:
    """Whether what stands behind `as` tells of the version of a role: `the voice`, `a child`."""
    return is_note(text.text) or AGE.fullmatch(f"as {text.text}") is not None


def introduces(line: Line, following: Line | None) -> bool:
    """Whether an item only says what the items after it are: `Rest of cast listed alphabetically:`."""
    if line.marker[:1] not in {"*", "#"} or following is None or following.marker != line.marker:
        return False
    text = line.text
    if text.of("link") or len(text) > 80:
        return False
    if text.text.endswith(":"):
        paired = following.parsed is not None and following.parsed.form is Form.PAIR
        return not paired or not is_full_name(text.strip(":"))  # `Jane Doe:`, without her role
    return text.covered("bold") is not None and is_group(text.text)


def is_full_name(name: Rich) -> bool:
    """Whether a text is written like a person's name in full, and not like that of a group: `The Smiths`."""
    words = name.text.casefold().split()
    grouped = is_group(name.text) or words[0] == "the" or not GROUP_WORDS.isdisjoint(words)
    return is_name(name) and len(words) > 1 and not grouped


_PART = r"(?:segment|part|episode|chapter|act|scene)"
_COUNTED = r" (?:\d|[ivx]+\b|one\b|two\b|three\b|four\b)"
_DIVISION = re.compile(f"{_PART}{_COUNTED}")
_PART_TITLED = re.compile(rf"{_PART}(?:{_COUNTED}\d?)?(?::|\s[–—-])\s", re.IGNORECASE)
"""What stands before the title of a part of the film: `Episode 1: "Golf"`."""
_DIRECTED = re.compile(r"\s\((?:directed by|dir\.?|director):?\s(?-i:(?![a-z]))[^()]*\)$", re.IGNORECASE)
"""Who directed a part of the film, behind its title: nobody's role."""
