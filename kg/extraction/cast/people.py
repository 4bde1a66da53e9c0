"""Who is written like a person, and what the article shows of it.

A name is told by how it is written (capitals, particles) or by its link; whether a link is a person's or a
role's, by the infobox's billing and the disambiguation in its title (Wikipedia:Naming conventions (people)).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extraction.anchors import name_key
from kg.extraction.cast.remarks import is_note, without_brackets
from kg.extraction.namewords import PARTICLES
from kg.extraction.organizations import ORGANIZATION, PERSON_PAGE
from kg.wikitext.rich import Mark, Rich

OTHER_WORK = (
    r"(?:(?:sound|music)\s+edit(?:ors?|ing)|sound(?:\s+(?:mix(?:ers?|ing)|design(?:ers?)?|record(?:ists?|ings?)"
    r"|engineers?|effects))?|costumes?(?:\s+design(?:ers?)?)?|wardrobe|make-?up(?:\s+artists?)?|hair|lighting|stills"
    r"|art\s+direct(?:ors?|ion)|production\s+design(?:ers?)?|sets?(?:\s+(?:design(?:ers?)?|decorat(?:ors?|ions?)))?"
    r"|choreograph(?:y|ers?|ed)|stunts?(?:\s+co-?ordinators?)?|(?:visual|special)\s+effects|casting(?:\s+directors?)?"
    r"|negative\s+cutt(?:ers?|ing)|publicity)"
)
"""Work on a film that no parameter of its infobox is for."""
_CREW_WORDS = (
    r"(?:(?:assistant|associate|executive|co-?|art|music|casting|creative|second unit|1st|first|line"
    r"|unit|action|fight|stunt|martial arts|voice|dubbing)[ -]?)*(?:directors?|directed by|director of photography"
    r"|producers?|produced by"
    r"|production(?: manager| house)?|writers?|written by|screenplay|script|story|dialogues?|music"
    r"|musician|composers?|lyrics|lyricists?|songs|cinematograph(?:er|y)|cameraman|camera|photography|editors?|editing"
    rf"|edited by|banner|studio|distributor|playback singers?|singers?|narration written by|titles|{OTHER_WORK})"
    r"(?: by)?"
)
CREW = re.compile(rf"{_CREW_WORDS}(?:\s*(?:,|&|and|/)\s*{_CREW_WORDS})*(?!\w)", re.IGNORECASE)
"""Work behind the camera: a line `Director: X` is no entry of the cast."""

_PARTICLES = PARTICLES | {"of", "the", "and", "&", "san", "st", "ter", "ten", "vande", "y'", "o'", "d'", "ul", "ur"}
PRONOUNS = frozenset("he she it they this that these those his her their its there who".split())
_ROLE_TITLE = re.compile(
    r"\((?:[^()]*\s)?(?:character|characters|comics|mythology|film|films|book|novel|franchise|DC Comics)\)|#"
)


def is_name(text: Rich) -> bool:
    """Whether a text is written like the name of a person, or is a link."""
    if text.covered("link"):
        return True
    body = text.text
    if len(body) > 60:
        return False
    words = body.split()
    if not words or len(words) > 6 or not any(map(str.isalpha, body)):
        return False
    if _NO_NAME.search(body) or words[0].lower() in PRONOUNS or CREW.fullmatch(body):
        return False
    if _DIGIT.search(body) and not re.search(r"[^\W\d]", re.sub(r"\S*\d\S*", "", body)):
        return False
    return all(not word[0].islower() or word.lower() in _PARTICLES or "." in word[:-1] for word in words)


_NO_NAME = re.compile(r"[;!?=]|:\s")
_DIGIT = re.compile(r"\d")
NAMES_JOINT = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
"""Between the names of several."""


def is_name_list(text: Rich, *, sure: bool = False) -> bool:
    """Whether a text is several names: `A, B and C`. `sure`: also when commas may set apart what tells of the
    first (`John Doe, Professor, University of X`): two of three or more are links, or `and` joins the last."""
    if not NAMES_JOINT.search(text.text):
        return False
    parts = [without_brackets(part)[0] for part in text.split(NAMES_JOINT)]
    if len(parts) < 2 or not all(part and is_name(part) for part in parts):
        return False
    if any(ORGANIZATION.search(part.text) for part in parts[1:]) or all(is_office(part.text) for part in parts[1:]):
        return False
    if not sure:
        return True
    joined = re.search(r"(?:\band|&)\s+[^,&]+$", text.text) is not None
    return len(parts) > 2 and (joined or sum(bool(part.of("link")) for part in parts) > 1)


_OFFICE = re.compile(
    r"(?:.*\s)?(?:Teacher|Professor|Director|Manager|Officer|President|Chairman|Chairwoman|Secretary|Historian"
    r"|Journalist|Attorney|Scientist|Coordinator|Consultant|Administrator|Superintendent|Founder"
    r"|(?:(?:Vice|Assistant)[ -])?Principal)"
)
"""Words for what somebody is that nobody is called by."""


def are_offices(text: Rich) -> bool:
    """Whether a text behind a comma, in capitals as it may be, tells only what the one before it is: `Assistant
    Principal and Teacher`. A further comma may stand between people."""
    return "," not in text.text and all(is_office(part.text) for part in text.split(NAMES_JOINT))


def is_office(text: str) -> bool:
    """Whether a text is what somebody is and nobody is called: `Assistant Principal`, but not `Victoria Principal`."""
    match = _OFFICE.fullmatch(text)
    return match is not None and (not text.endswith("Principal") or text.split()[0] in _BEFORE_PRINCIPAL)


_BEFORE_PRINCIPAL = frozenset({"Principal", "Assistant", "Vice", "Vice-Principal", "Deputy", "School", "Former"})


def is_single_word(text: Rich) -> bool:
    """Whether a text is linked to a page named by a single word: `[[Bailiff]]`, but also `[[Cher]]`."""
    links = text.of("link")
    return bool(links) and len(links[0].value.partition(" (")[0].split()) == 1


def _is_thing(text: Rich, link: Mark) -> bool:
    """Whether the link a text begins with leads to an organisation or an office rather than a person:
    `[[Sports Authority of X]] chairman`, `[[Bailiff|Head Bailiff]]`."""
    name, rest = text.text[link.begin : link.end], text.text[link.end :]
    if _OF.search(link.value) or ORGANIZATION.search(link.value):
        return True
    if _NOUN_AFTER.fullmatch(rest) and not is_note(rest):
        return True
    return is_single_word(text) and len(name.split()) > 1 and name_key(link.value) in name_key(name).split()


_OF = re.compile(r"\sof\s")
_NOUN_AFTER = re.compile(r"\s(?!(?:and|as|in|with|or|who|is)\b)[a-z]+(?:\s[a-z]+)?")


class Evidence:
    """What the article shows about who is a person: the infobox's billing and the titles of links."""

    def __init__(self, billed: frozenset[str]) -> None:
        self._billed = billed

    def person(self, text: Rich) -> int:
        """2 for someone billed, 1 for a link that may be a person's, 0 for plain text, −1 for a link that
        is a role's."""
        core = without_brackets(text)[0]
        links = core.of("link")
        if name_key(core.text) in self._billed or any(name_key(link.value) in self._billed for link in links):
            return 2
        if not links or links[0].begin > 0:
            return 0
        if PERSON_PAGE.search(links[0].value):
            return 2
        if _is_thing(core, links[0]):
            return 0
        return -1 if _ROLE_TITLE.search(links[0].value) else 1

    def direction(self, pairs: Iterable[tuple[Rich, Rich]]) -> int:
        """How often (weighted) the person stands first in pairs: below 0 when the role does."""
        return sum(self.person(first) - self.person(second) for first, second in pairs)
