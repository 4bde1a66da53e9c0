"""What brackets behind a prize's name in a sentence tell: the year, who got it, for which song, more of its name."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.awards.names.jobs import DONE_BY, TITLE_WORDS, is_job
from kg.extraction.awards.names.naming import BEST, BODY, year_in
from kg.extraction.awards.names.oneprize import Prize, going_on, is_for_music, name_of, with_songs, with_year
from kg.extraction.awards.names.phrases import FESTIVAL_START, PRIZE
from kg.extraction.awards.names.prizekinds import GENERIC_PRIZE
from kg.extraction.awards.names.results import Outcome, is_name, outcome_of_text
from kg.extraction.awards.names.wording import is_category_part, is_person_like
from kg.extraction.awards.names.years import YEAR
from kg.extraction.awards.sentences.people import without_crafts
from kg.extraction.awards.sentences.surnames import full_person
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Result
from kg.wikitext.rich import Rich

_BRACKETS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_APART = re.compile(rf";\s*|,\s*(?={YEAR}$)")
_ASIDE = re.compile(
    r"(?:also |but )?(?:lost|losing|shared|tied|for|with|the|as|in|(?-i:[Aa](?= [a-z])))\b", re.IGNORECASE
)
_LABEL = re.compile(r"(?P<job>[A-Z][\w /&-]{1,40}):\s+")
"""Before who did what: `Set Decoration: Jane Doe`."""
_JOB_BEHIND = re.compile(r",\s+(?P<job>[A-Z][a-z]+(?: [A-Z][a-z]+){0,3})$")
_GIVEN_TO = re.compile(r"(?:(?:awarded|given|presented)\s+(?=to\b))?(?P<word>for|by|to)\s+(?:both\s+)?(?=[^\W\d_a-z])")
_FOR_SONG = re.compile(r"for\s+(?:(?:the|its)\s+)?(?:(?:(?:title|theme|original)\s+)?(?:song|track)s?\s+)?(?=[\"“])")
"""Before a title: `for the song "Moss"`."""

_OF_DESIGN = rf"(?:{TITLE_WORDS}|Character|Scenic|Stage|Lighting|Title|Graphic)"
CRAFT = re.compile(rf"[A-Z][a-z]+(?:tion|graphy)|(?:{_OF_DESIGN} ){{1,2}}Design")
"""`Direction`, `Cinematography`, `Set Design`: no one is called so."""


def brackets(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    """(a prize with what brackets behind it tell, where they end); None where none stand there."""
    match = _BRACKETS.match(text.text, end)
    if match is None:
        return None
    inner = text.cut(*match.span(1))
    if prize.award is not None and prize.category is None and _is_nickname(reader, inner):
        return prize, match.end()
    known = bool(prize.names)
    for part in inner.split(_APART):
        said = _outcome_in(part)
        if said is not None:
            prize, part = replace(prize, outcome=said), part.cut(len(said.text), len(part)).strip(", ")
        song = _FOR_SONG.match(part.text) if is_for_music(prize) else None
        part = part.cut(song.end(), len(part)) if song else part
        words = part.text
        year = year_in(words) if len(words) <= 9 else None
        if year:
            prize = with_year(prize, year) if prize.body is not None else replace(prize, year=prize.year or year)
        elif words[:1] in ('"', "“") and not prize.songs and is_for_music(prize):
            prize = with_songs(prize, (part,))
        elif CRAFT.fullmatch(words) or is_category_part(part) or _is_kind_of_best(prize, part):
            prize = going_on(prize, f"({words})") if text.text.endswith(name_of(prize), 0, match.start()) else prize
        elif _is_prize(reader, prize, part):
            continue
        elif not known and not (prize.songs and DONE_BY.match(words)):  # a song's own line names who wrote it
            name = _name_in(reader, part, further=bool(prize.names) and not _is_of_two_crafts(prize, part))
            prize = replace(prize, names=(*prize.names, name)) if name is not None else prize
    return prize, match.end()


def _is_prize(reader: Reader, prize: Prize, part: Rich) -> bool:
    """Whether a part of brackets is the name of the prize itself, `Best Film award (Golden Peacock)`, or the initials
    of who gives it, rather than someone whom the article links: singers may go by letters."""
    letters = _INITIALS.fullmatch(part.text) is not None and not is_for_music(prize)
    named = FESTIVAL_START.match(part.text) and PRIZE.search(part.text)  # but `Crystal Reed`
    if part.of("link") or not (letters or named):
        return False
    return full_person(reader, Entity(part.text, None, Kind.NOMINEE)).link is None


_INITIALS = re.compile(r"[A-Z]{3,8}")


def _outcome_in(part: Rich) -> Outcome | None:
    """The place below the first that a part of brackets begins with: `Runner-up, Jane Doe`."""
    word = part.text.partition(",")[0]
    said = outcome_of_text(word) if not is_name(word) else None
    below = said is not None and (said.result is Result.RUNNER_UP or (said.place or 1) > 1)
    return said if below and said is not None and said.text == word else None


def _is_kind_of_best(prize: Prize, part: Rich) -> bool:
    """Whether brackets tell which of several prizes for the best of one thing it is: `Best Film (Audience Award)`."""
    general = not part.of("link") and GENERIC_PRIZE.fullmatch(part.text) is not None
    return general and BEST.match(name_of(prize)) is not None


def _is_of_two_crafts(prize: Prize, part: Rich) -> bool:
    """Whether a further part may name those who did the other half of what a prize is for, `Best Art Direction (Jane
    Doe; John Roe)`: behind its people those who dressed the sets."""
    category = prize.category
    named = category is not None and _ART_DIRECTION.search(f"{category.name} {category.link}") is not None
    return named and not part.of("italic") and is_person_like(part)


_ART_DIRECTION = re.compile(r"\b(?:Art Direction|Production Design|Set Decoration)\b")


def _name_in(reader: Reader, part: Rich, *, further: bool) -> Rich | None:
    """Who is named in a part of brackets, without what they did; None where nobody is. further: others are named before
    it, so that it may as well be a role, a place or a title unless a job is told."""
    label, behind = _LABEL.match(part.text), _JOB_BEHIND.search(part.text)
    if label is not None and is_job(label["job"]) and not part.linked(*label.span()):
        part = part.cut(label.end(), len(part))
    elif behind is not None and is_job(behind["job"]) and not part.linked(*behind.span()):
        part = part.cut(0, behind.start())
    elif (to := _GIVEN_TO.match(part.text)) is not None:
        name = part.cut(to.end(), len(part))
        return name if _is_person(reader, name, made=to["word"] != "for") else None
    elif further and not DONE_BY.match(part.text):
        return None
    if outcome_of_text(part.text) is not None and not is_name(part.text):  # `Runner-up`, `Second Place`
        return None
    if not (part.text[:1].isupper() or DONE_BY.match(part.text)) or BODY.search(part.text) or _ASIDE.match(part.text):
        return None
    return without_crafts(part)


def _is_person(reader: Reader, name: Rich, *, made: bool) -> bool:
    """Whether what a prize is said to be for, or `made` by or given to, is a person: one linked elsewhere as well where
    it may be for a work."""
    if name.of("italic") or (not is_person_like(name) and " " in name.text):
        return False
    if made:
        return is_person_like(name) and ORGANIZATION.search(name.text) is None
    page = name.covered("link")
    if page is not None:
        return sum(title == page.value for _, title in reader.document.links) > 1
    return not name.of("link") and full_person(reader, Entity(name.text, None, Kind.NOMINEE)).link is not None


def _is_nickname(reader: Reader, inner: Rich) -> bool:
    """Whether brackets behind an award hold another name of it: one word that names nobody linked in the article."""
    if not inner.text.isalpha() or inner.of("link"):
        return False
    return full_person(reader, Entity(inner.text, None, Kind.NOMINEE)).link is None
