"""Who is meant where a sentence tells of what they did for a film: `Jane Doe's portrayal of Max won`. Names behind that
are those of a role, a source or a work, never of who wins.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.awards.names.jobs import CRAFTS, OTHER_CRAFTS
from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.sentences.between import may_open, without_adverb, without_word
from kg.extraction.awards.sentences.people import JOB, are_names, is_no_person, names_at_end, people_of
from kg.extraction.awards.sentences.surnames import is_known
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_PLAYED = (
    r"(?:performances?|portrayals?|roles?|turns?|depictions?|interpretations?|characteri[sz]ations?|renditions?|acting"
    r"|voice-?overs?|narration|singing|vocals|take(?=\son\b))"
)
DID = (
    rf"(?:{_PLAYED}|{CRAFTS}|{OTHER_CRAFTS}|work|screenplay|soundtrack|compositions?|camerawork|effects|sets|animation"
    r"|designs?)"
)
"""What somebody did for a film, as a pattern."""
_ADJECTIVES = r"(?:(?:[a-z]+(?:-[a-z]+)*|(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+-[a-z]+)\s+){0,4}"
_WITH = r"(?:as|of|in|for|on|to|from|opposite|alongside|with|about|against)"
"""What leads from a deed to whom or what it is of."""

_WHOSE = (
    r"(?:['’]s|(?<=s)['’]|(?P<whose>,?\s+whose)|\b(?P<pronoun>[Hh]is|[Hh]er)"
    rf"|\b(?P<film>[Ii]ts|[Tt]he {FILM}['’]s))\s+"
)
_ENDS = r"\b(?:(?:and|but)\s+(?:[a-z]|[^\s,]+\s(?:[^\s,]+\s){0,2}?(?<=s\s))|(?:while|when|that|which|who)\s)"
"""Where something else begins, or what somebody else did: `and Roe's score`."""
_REST = rf"(?P<rest>\s+{_WITH}\s(?:(?!{_ENDS})[^,;:])*)?$"
_DEED = re.compile(rf"{_WHOSE}{_ADJECTIVES}(?P<did>{DID}){_REST}")
"""`Doe's acclaimed portrayal of Max`, `her score for the film`."""
_ANY = re.compile(rf"{_WHOSE}{_ADJECTIVES}(?P<did>(?!(?:and|but|{FILM})\b)[a-z]+){_REST}")
"""The same by any word: `Doe's success in the role`."""
_WITHIN = re.compile(rf"{_WHOSE}(?:[\"“]?[a-z]+(?:-[a-z]+)*[\"”]?,?\s+){{0,4}}{DID}\b")
"""A deed anywhere in a text."""
_TELLS_OF = re.compile(r"\b(?:for|by|of|in|with|from)\s+$")
_FILM_BEHIND = re.compile(rf"(?:,|\band|\bwhile|\bas)\s+(?:the|this)\s+{FILM}\b")
"""Around a deed anywhere in a text that did not win itself: `for Doe's score`, `Doe's score, and the film`."""
_THING = re.compile(
    rf"{_WHOSE}(?:[a-z-]+\s+){{1,5}}(?:{_WITH}|(?<=character )|(?<=characters ))\s*(?:the\s+)?(?=[^\W\d_a-z])"
)
"""Any other thing of somebody's, and names: `Doe's chemistry with Roe`, `Roe's character Max`."""
_FILM = re.compile(rf"\s{FILM}\s")
WHICH = re.compile(r",?\s+(?:which|that)(?:\s+(?:ha[ds]|also|later))?\s*$")
"""Between what won and what is told of that, as a pattern: `''Moss'', which won`."""
_CLAUSE = re.compile(
    r"(?:.*[,;:]\s*|.*\b(?:but|while)\s+)?(?:(?:and|but|while|whereas|although|though|as|when|where|after)\s+)?"
    rf"(?:(?:[a-z]+\s+)?{JOB}\s+)?",
    re.IGNORECASE,
)
"""What may stand before whose deed it is, where nobody else wins for another."""
MAY_BE_FILM = frozenset({"adaptation", "animation", "work"})
"""Of what somebody did that which may be the film itself."""
_FILM_WITH = re.compile(
    rf"(?:The|A|This)\s+(?:[a-z-]+\s+)?(?:{FILM}|trailer|album),?\s"
    r"(?:[a-z-]+\s+){0,3}?(?:on|by|of|about|after|with|featuring|starring)\s+$"
)
"""Before somebody whose deed tells which film is meant: `The film based on Doe's work`."""
_SOURCE = re.compile(r"\b(?:adaptation|version|screenplay|script)\s+of\s+(?:the\s+)?(?:[a-z]+\s+){0,2}$")


class Deed(NamedTuple):
    """Who is meant by what they did."""

    who: tuple[Entity, ...] | None = ()
    """() where it is of the film, None where it is for another work, or who is meant is not known."""
    pronoun: int | None = None
    """Where the word for the person told of before begins, of whom it is."""
    of_film: bool = False
    """Whether what they did may be the film itself, `Doe's adaptation`, or theirs in it."""
    several: bool = False
    """Whether it is not one thing that they all did: `Doe's score and Roe's script`."""
    missed: bool = False
    """Whether somebody is meant who is not known."""


def by_deed(reader: Reader, text: Rich, *, whatever: bool = False) -> Deed | None:
    """Who is meant where a text ends with what they did; None where it ends with anything else. whatever: it may be
    any thing of theirs, as somebody is said to have won by it, `Doe's success earned her`."""
    if not any(sign in text.text for sign in _SIGNS):
        return None
    which = WHICH.search(text.text)
    deed = (_ANY if whatever else _DEED).search(text.text, 0, which.start() if which else len(text))
    if deed is None:
        return _by_thing(reader, text)
    if _is_for_another(reader, text, deed):
        return Deed(None)
    if deed["pronoun"]:
        return Deed(pronoun=deed.start())
    if deed["film"]:
        return Deed()
    names, first = _joined(reader, text.cut(0, deed.start()))
    begin = text.text.rfind(names.text, 0, deed.start())
    names = without_word(reader, without_adverb(names))
    if not names or is_no_person(names) or reader.is_film(names):
        return Deed(None, missed=True) if names_at_end(text) else None
    if not deed["whose"] and _FILM_WITH.match(text.text, 0, begin):
        return Deed()
    alone = which is not None or deed["whose"] or first or _CLAUSE.fullmatch(text.text, 0, begin)
    if not alone or may_open(reader, names):
        return Deed(None, missed=True)
    who = _people(reader, names)
    if not who:
        return Deed(None, missed=True)
    of_film = deed["did"] in MAY_BE_FILM and (deed["rest"] or " of ").lstrip().startswith("of ")
    return Deed((*first, *who), of_film=of_film, several=bool(first))


def only_deed(reader: Reader, text: Rich) -> tuple[Entity, ...]:
    """Whose the one deed is that is told of anywhere in a text; () where there are several, it is for another, or only
    tells of the film: `Praised for Doe's score`, `and the film`."""
    deeds = list(_WITHIN.finditer(text.text)) if any(sign in text.text for sign in _SIGNS) else []
    if len(deeds) != 1 or deeds[0]["film"] or deeds[0]["pronoun"]:
        return ()
    if any(not reader.is_film(text.cut(mark.begin, mark.end)) for mark in text.of("italic")):
        return ()
    names = without_word(reader, without_adverb(names_at_end(text.cut(0, deeds[0].start()))))
    begin = text.text.rfind(names.text, 0, deeds[0].start())
    if _TELLS_OF.search(text.text, 0, begin) or _FILM_BEHIND.search(text.text, deeds[0].end()):
        return ()
    return () if not names or is_no_person(names) or may_open(reader, names) else _people(reader, names)


def _joined(reader: Reader, text: Rich) -> tuple[Rich, tuple[Entity, ...]]:
    """(the names that a text ends with, who is meant by another deed before them): `Doe's score and Roe`."""
    joint = text.text.rfind(" and ")
    last = text.cut(joint + len(" and "), len(text))
    first = by_deed(reader, text.cut(0, joint)) if joint > 0 and are_names(last) else None
    return (last, first.who) if first and first.who else (names_at_end(text), ())


_SIGNS = ("s ", "s' ", "s’ ", "er ", "whose ")


def _is_for_another(reader: Reader, text: Rich, deed: re.Match[str]) -> bool:
    """Whether what somebody did is said to be of another film than this: `Doe's score for ''Moss''`. What is adapted is
    no film."""
    within = (m for m in text.of("italic") if m.begin >= deed.end("did"))
    return any(
        not reader.is_film(text.cut(m.begin, m.end)) and not _SOURCE.search(text.text, 0, m.begin) for m in within
    )


def _people(reader: Reader, names: Rich) -> tuple[Entity, ...]:
    """The people named before what they did; none where one of them is a word that may be no name."""
    if _NOT_ONE.search(names.text):
        return ()
    people = people_of(reader, (names,))
    unknown = (each.link is None and " " not in each.name and not is_known(reader, each.name) for each in people)
    return () if any(unknown) else people


_NOT_ONE = re.compile(r"^The\s|['’]s?\s")


def _by_thing(reader: Reader, text: Rich) -> Deed | None:
    """The same where it ends with another thing of somebody's, and names: whether they or that win is not known."""
    names = names_at_end(text)
    thing = _THING.search(text.text) if names else None
    if thing is None or thing.end() != text.text.rfind(names.text) or reader.is_film(names):
        return None
    if _FILM.search(thing[0]):
        return Deed()
    return Deed(None, missed=True) if names_at_end(text.cut(0, thing.start())) else None


def without_role(reader: Reader, tail: Rich) -> Rich:
    """A text without the role that follows who played it: `The performance by Jane Doe as Mary`."""
    begin = tail.text.rfind(" as ")
    role, player = tail.cut(begin + len(" as "), len(tail)), names_at_end(tail.cut(0, max(begin, 0)))
    if begin < 0 or not player or not are_names(role):
        return tail
    named = player.of("link") or " " in player.text or is_known(reader, player.text)
    return tail.cut(0, begin) if named else tail
