"""Who or what a sentence is about: the winner before the verb, or behind the prizes."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.awards.names.jobs import DONE_BY
from kg.extraction.awards.names.naming import BODY
from kg.extraction.awards.names.nominees import nominees
from kg.extraction.awards.names.phrases import NAME_WORD, people_end
from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.sentences.between import SEVERAL, Inserted, inserted, may_open, without_adverb
from kg.extraction.awards.sentences.bodies import runs_on
from kg.extraction.awards.sentences.deeds import DID, MAY_BE_FILM, WHICH, by_deed, without_role
from kg.extraction.awards.sentences.later import is_of_film
from kg.extraction.awards.sentences.openings import LEAD
from kg.extraction.awards.sentences.people import (
    JOB,
    NAMES,
    ROLE,
    apposed,
    are_names,
    is_no_person,
    names_at_end,
    people_of,
    without_deeds,
)
from kg.extraction.awards.sentences.story import Story, meant, names_another
from kg.extraction.awards.sentences.surnames import full_person, is_known
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

_PRONOUN = re.compile(r"\b(?:He|She|he|she)\s*$")

_FILM_WORDS = re.compile(rf"\b(?:{FILM}|it|It|screenplay|script|soundtrack|score|which|that|who)\b")

_DID = rf"(?!(?:{'|'.join(sorted(MAY_BE_FILM))})\s){DID}\s"
_MADE_BY = re.compile(
    rf"\b(?P<of>(?:of|for|in|to)\s+(?:the\s+)?|{_DID}(?=production\b))?"
    rf"(?:(?!feature|production){FILM}\s"
    r"|(?:feature|production)\s(?=(?:starring|featuring|by|with|about|which|that|written|made|[a-z]+ed)\s))"
    rf"(?!{_DID})(?:[a-z-]+\s){{0,4}}(?:starring|featuring|by|with|about)\s+$"
)
"""Before people who only tell which film is meant: `The film starring Jane Doe`; in `The score for the film by Jane
Doe`, `The film score by Jane Doe` and `The sound production by Jane Doe` they are of something else. A feature debut is
no film."""

_OTHER_WORK = re.compile(
    r"(?:\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)|['’]s?)\s+(?:original\s+|source\s+)?"
    r"(?:book|novel|novella|play|short story)\s*$"
)
"""What a film may be made after: `The book won`."""

_OF_FILM = re.compile(r"\b(?:of|in|from|for|by|to)\s+$")
"""Before the name of the film that someone is of: `The director of ''Moss'' won`."""

_AND_GROUP = re.compile(
    r",?\s+(?:and|with|along with|together with)\s+(?:his|her|their|the)\s+(?:[a-z-]+\s+){0,2}"
    r"(?:team|crew|department|staff),?\s*$"
)
"""`[[Bob Roe]] and his team`: who is named stands before it."""

_TITLE = re.compile(
    r"(?:[,;]?\s*(?:and|but|while)\s+)?(?:(?:[Tt]he|[Ii]ts)\s+(?:(?:title|theme|original|opening|closing)\s+)?(?:song|track)\s+)?"
    r"(?P<title>[\"“][^\"“”]+[\"”])"
)
"""A sentence's opening `"Moss"` or `The song "Moss"`."""

_SONG_AT_END = re.compile(r"\b(?:song|track) (?P<title>[\"“][^\"“”]+[\"”])$")
_QUOTES = ('"', "”")

_CREDITED = re.compile(rf"{ROLE}(?P<name>(?>{NAME_WORD}(?:\s+{NAME_WORD}){{0,4}}+))")
_CREDITS = re.compile(
    rf"{_CREDITED.pattern.replace('?P<name>', '?:')}"
    rf"(?>(?:,\s+(?:and\s+)?|\s+and\s+){_CREDITED.pattern.replace('?P<name>', '?:')})+,?\s*"
)
"""A sentence's opening `Director Jane Doe, writer John Smith and producer Ann Poe,`."""
_AND_ROLE = re.compile(rf"\sand\s{JOB}\s")


def subject_of(reader: Reader, before: Rich, story: Story, *, depth: int = 0) -> tuple[Entity, ...] | None:
    """Who is said to win: people or works named right before the verb; () for the film meant by a common
    noun; None when it is another work."""
    group = _AND_GROUP.search(before.text)
    if group is not None:
        before = before.cut(0, group.start())
    between = inserted(before) if depth < _MAX_INSERTED else None
    if between is not None:
        return _with_inserted(reader, between, story, depth + 1)
    before = _without_deeds(reader, before)
    tail = _behind_opening(reader, before)
    work = _doer(reader, tail, story) or _work_meant(reader, before)
    if work is not None:
        return work.named
    if before.text.strip() in SEVERAL:
        return _both(before, story)
    if _OTHER_WORK.search(tail.text):
        return None
    pronoun = _PRONOUN.search(tail.text)
    if pronoun is not None:
        return meant(reader, story, tail.cut(0, pronoun.start()))
    comma = before.text.rstrip().endswith(",")
    if (comma or _AND_ROLE.search(before.text)) and _CREDITS.fullmatch(before.text):
        credited = [before.cut(*m.span("name")) for m in _CREDITED.finditer(before.text)]
        return tuple(full_person(reader, e) for e in nominees(reader, credited))
    if comma:
        apposition = apposed(before)
        if apposition is not None:
            story.person = people_of(reader, (apposition,))
            return story.person
        if _OF_ANOTHER.search(before.text, 0, before.text.rfind(names_at_end(before).text)):
            story.missed = True
            return ()
    film = _film_at_end(reader, before)
    return _last_named(reader, tail, story) if film is None else film


_MAX_INSERTED = 4
"""Insertions one behind the other: more than any sentence has."""
_OF_ANOTHER = re.compile(r"[a-z]\s+(?:by|to|with|opposite|against|from|for|as|over|alongside)\s+$")
"""Before names within what is put between a subject and its verb: `beaten by [[Jane Doe]],`."""
_FILM_MADE = re.compile(rf"\b(?:{FILM}|it|It)$")


def _both(before: Rich, story: Story) -> tuple[Entity, ...] | None:
    """Whom `Both` stands for; None for any other word for several, or where they are not two people told of before."""
    if before.text.strip() == "Both" and len(story.person) == 2:
        return story.person
    story.missed = True
    return None


def _with_inserted(reader: Reader, between: Inserted, story: Story, depth: int) -> tuple[Entity, ...] | None:
    """Who is said to win before what is put between them and the verb, with those named there who win too."""
    subject, by = between.subject, between.by_names
    if subject.text.endswith(","):
        further = inserted(subject) if depth < _MAX_INSERTED else None
        if further is not None and ", " not in subject.text[len(further.subject) :]:
            return _with_inserted(reader, further, story, depth + 1)
        subject = without_adverb(subject.strip(", ")) if apposed(subject) is None else subject
    if _OTHER_WORK.search(subject.text):
        return None
    of_thing = (between.part and _is_thing(subject)) or (between.did and _IN_FILM.search(subject.text) is not None)
    if by and (between.played or of_thing or _is_craft(subject)):
        story.person = people_of(reader, by)
        return story.person
    who = subject_of(reader, subject, story, depth=depth)
    of_work = not who or any(each.kind is Kind.WORK or each.link == reader.page.title for each in who)
    story.missed |= (bool(by) or between.unread) and _is_thing(subject)
    if between.with_names is None or of_work:
        return who
    story.missed |= not between.with_names
    assert who is not None
    story.person = (*who, *people_of(reader, (between.with_names,)))
    return story.person


def _is_craft(text: Rich) -> bool:
    """Whether a text ends with what people made for a film or with those who did, not with what may be the film:
    `The film's costumes`, `The cast`."""
    craft = _CRAFT.search(text.text)
    return craft is not None and craft["did"] not in MAY_BE_FILM


_CRAFT = re.compile(
    rf"\b(?:(?P<did>{DID})|cast|ensemble|crew|team|duo|department|orchestra|choir|themes?|poster|trailer|sequence|wardrobe)$"
)
_IN_FILM = re.compile(
    rf"(?:\b(?:[Tt]he {FILM}['’]s|[Ii]ts) (?:[a-z-]+ ){{0,3}}[a-z-]+"
    rf"|^[Tt]he (?:[a-z-]+ )?(?!(?:{FILM}s|series|\w+ss)$)[a-z]+s)$"
)
"""What is part of the film, or several things, and so not the film, unless they only tell what that is about."""


def _is_thing(text: Rich) -> bool:
    """Whether a text ends with a common noun that is not one for a film: `The film's poster`."""
    return text.text[-1:].islower() and not (names_at_end(text) or text.of("italic") or _FILM_MADE.search(text.text))


class _Work(NamedTuple):
    """What a work in italics or what somebody did, before the verb, says of who wins: as the result of
    `subject_of`."""

    named: tuple[Entity, ...] | None


def _work_meant(reader: Reader, before: Rich) -> _Work | None:
    """The work in italics that is said to win, or in which somebody else does; None where none is."""
    for mark in before.of("italic"):
        named = before.cut(mark.begin, mark.end)
        if WHICH.match(before.text, mark.end) and not reader.is_film(named):
            return _Work(None)
        if mark.end < len(before) - 4:
            continue
        if reader.is_film(named):
            within = _OF_FILM.search(before.text[: mark.begin]) is not None
            return _Work(() if within else (reader.film(named.text.strip("\"'")),))
        if not _FILM_WORDS.search(before.text[mark.end :]):
            return _Work(None)
    return None


def _doer(reader: Reader, tail: Rich, story: Story) -> _Work | None:
    """Who is meant by what they did: `Jane Doe's portrayal of Max`; None where the text ends with no such thing."""
    deed = by_deed(reader, tail)
    if deed is None:
        return None
    story.missed |= deed.missed
    if deed.pronoun is not None:
        return _Work(meant(reader, story, tail.cut(0, deed.pronoun)))
    story.person, story.deed = deed.who or story.person, deed
    return _Work(deed.who)


def _behind_opening(reader: Reader, before: Rich) -> Rich:
    """What stands behind the last comma, where a sentence opens with something else."""
    text = " ".join(before.text.split())
    comma = max(text.rfind(", "), text.rfind("; "), text.rfind(": "))
    one = comma > 0 and text.count(", ") == 1
    opens = one and (_LEADS_WITHOUT_LIST.match(text) or DONE_BY.match(text))  # `Directed by Jane Doe, the drama`
    told = text.startswith(("who ", "whose ", "which "), comma + 2)  # of who made it
    single = opens and not told and " and " not in text[comma:]
    doing = one and _DOING.match(text) is not None and not any(m.begin == 0 for m in before.of("italic"))
    if single or (doing and not _with_somebody(reader, before)):
        return before.cut(comma + 1, len(before))
    return before.cut(comma + 1, len(before)) if comma > 0 and LEAD.match(text) else before


def _with_somebody(reader: Reader, before: Rich) -> bool:
    """Whether a sentence opens with who won beside those behind the comma: `With Jane Doe, John Roe won`."""
    begin = len("With ") if before.text.startswith("With ") else len(before)
    names = before.cut(begin, max(begin, before.text.find(",")))
    return are_names(names) and not (reader.is_film(names) or names.of("italic"))


_LEADS_WITHOUT_LIST = re.compile(
    r"(?:Unlike|Like|After|Before|Despite|Since|Following|Upon|(?:Soon|Shortly|Long|Months|Years) (?:after|before))\s"
)
"""What a sentence opens with before a comma and who won; where there is but one comma, it is in no list."""


_DOING = re.compile(
    r"(?:As|By|With|Cast|Playing|Portraying|Voicing"
    r"|(?:Directing|Writing|Producing|Editing|Scoring|Shooting|(?:Co-s|S)tarring)"
    r"(?!\s(?:partner|duo|team|director|supervisor)))\s"
)
"""What a sentence opens with that tells what who won did; `Producing partner Jane Doe,` names who
won too."""

_AT = re.compile(r"\b(?:[Aa]t|[Ff]rom|[Ff]or) the (?:\S+ )?$")


_FILM_AND = re.compile(rf"(?:Both )?[Tt]he {FILM} and ")
"""The film beside somebody: which of them won what is not known."""


def _last_named(reader: Reader, tail: Rich, story: Story) -> tuple[Entity, ...] | None:
    """The title or the people that a text ends with; () where it is of the film, None where they cannot be told from
    the name of a body, or stand beside the film."""
    quoted = _TITLE.match(tail.text) or (_SONG_AT_END.search(tail.text) if tail.text.endswith(_QUOTES) else None)
    if quoted:
        return nominees(reader, [tail.cut(*quoted.span("title"))])
    tail = without_role(reader, tail)
    part = names_at_end(tail)
    begin = tail.text.rfind(part.text)
    if not begin and may_open(reader, part) and is_known(reader, part.text.rpartition(" ")[2]):
        story.missed = True
        return None
    if _FILM_AND.fullmatch(tail.text, 0, begin) or (runs_on(part) and _AT.search(tail.text, 0, begin)):
        story.missed = True
        return None
    last = NAMES.search(tail.text)
    linked = any(m.end >= len(tail) - 2 for m in tail.of("link"))
    if not linked and (last is None or _FILM_WORDS.search(last[0].lower())):
        story.missed |= _names_somebody(reader, tail)
        return ()
    people = people_of(reader, (part,))
    if any(BODY.search(e.name) for e in people):
        return ()
    if people:
        story.person, story.deed = people, None
    made = _MADE_BY.search(tail.text, 0, tail.text.rfind(part.text))
    return () if made and made["of"] is None else people


def _names_somebody(reader: Reader, tail: Rich) -> bool:
    """Whether a text that ends with no name may tell of people who won: `Poe, 20,`, `Poe, Roe and the film`."""
    if tail.text.endswith("who"):  # `Directed by Jane Doe, who`
        return True
    if _FILM_AT_END.search(tail.text) and not _AND_FILM.search(tail.text):
        return False
    if tail.text.endswith((" and", " but")) and is_of_film(reader, tail, (), carried=False):  # `The film stars Poe and`
        return False
    last = names_at_end(tail.strip(", "))
    if last and (
        is_known(reader, last.text.rpartition(" ")[2]) or _BY_JOB.search(tail.text, 0, tail.text.rfind(last.text))
    ):
        return True
    return names_another(reader, tail, None)


_BY_JOB = re.compile(rf"(?:\band|,)\s+(?:its|the)\s+{JOB},\s+$")
"""Before who is named beside others by what they were of the film: `Its star, Ann Poe, and its director, Jane Doe,`."""
_FILM_AT_END = re.compile(rf"{_FILM_WORDS.pattern}$")
_AND_FILM = re.compile(rf"^(?:[^\W\d_a-z][^\s,]*,?\s){{1,12}}and the {FILM}$")
"""Somebody beside the film: `Poe, Roe and the film`."""

_OF = re.compile(r"\)\s+of\s+(?=\S)")


def _without_deeds(reader: Reader, before: Rich) -> Rich:
    """A sentence's opening `Jane Doe (sound) and John Roe (special effects)` without what each did, and without the
    film that they are said to be of."""
    of = _OF.search(before.text) if ") of" in before.text else None
    if of is not None and reader.is_film(before.cut(of.end(), len(before))):
        before = before.cut(0, of.start() + 1)
    return without_deeds(before) if ")" in before.text else before


def _film_at_end(reader: Reader, text: Rich) -> tuple[Entity, ...] | None:
    """The film where a text ends with its name of several words, of which only some may look like a person's: `The Tale
    of Jane Doe`; () where someone of the film is told of, `The director of The Tale of Jane Doe`."""
    last = text.text.rstrip(" ,")
    most = max(name.count(" ") for name in reader.film_names)
    if not most or not any(name.endswith(last[-3:]) for name in reader.film_names):
        return None
    begins = [space.end() for space in _SPACES.finditer(last)][-most - 1 :]
    for begin in (*([0] if len(begins) <= most else []), *begins):
        named = text.cut(begin, len(last))
        if " " in named.text and reader.is_film(named):
            return () if _OF_FILM.search(last[:begin]) else (reader.film(named.text),)
    return None


_SPACES = re.compile(r"\s+")


def subject_behind(reader: Reader, text: Rich, position: int, story: Story) -> tuple[Entity, ...] | None:
    """Who is told of behind what a sentence opens with, `By winning the Swan Award, Doe became …`, or behind a verb
    that stands before them, `Also nominated for the Swan Award was Doe`; () for the film, None
    for another, or where they are not understood."""
    behind = _BEHIND.match(text.text, position)
    if behind is None:
        return ()
    if behind["pronoun"]:
        return story.person
    end = people_end(text, behind.end())
    named = text.cut(behind.end(), end)
    ends = not text.text[end:].strip(" .") if behind["verb"] else re.match(r"\s+[a-z]", text.text[end:]) is not None
    if behind["verb"] and (not ends or not named or (named.of("italic") and not reader.is_film(named))):
        return None
    if not named or not ends or named.text.endswith(("'s", "’s")):
        return ()
    if reader.is_film(named):
        return (reader.film(named.text),)
    other = is_no_person(named) or _FILM_WORDS.search(named.text.lower())
    return () if other else people_of(reader, (named,))


_BEHIND = re.compile(r"(?:\s+in\s+\d{4})?(?:,\s+(?:(?P<pronoun>s?he)\b)?|\s+(?P<verb>was|were)\s+)")
