"""Where the festival or ceremony was held that stands before a part of a list item: `[[Moss Festival]], Oslo: Best
Film`, `Best Film, [[Moss Festival]], Oslo, Norway`. Who won may stand there as well.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.awards.lists.asides import country_in
from kg.extraction.awards.lists.parts import LED, Read
from kg.extraction.awards.lists.segments import Segment
from kg.extraction.awards.names.givers import names_festival
from kg.extraction.awards.names.jobs import PEOPLE
from kg.extraction.awards.names.known import told_elsewhere
from kg.extraction.awards.names.naming import BEST, BODY, CATEGORY_START, is_ceremony, links_category
from kg.extraction.awards.names.prizekinds import FOR_FILMS, PRIZE_AT_END, is_named_prize, is_prize
from kg.extraction.awards.names.wording import WORD, is_category_part, is_genre, is_person_like
from kg.extraction.awards.names.years import YEAR
from kg.extraction.namewords import SUFFIXES
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Rich

_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*\.?(?:[ '’-][^\W\d_]+){0,3}")
"""What a place may be called."""
_DATED = re.compile(rf",? {YEAR}$")
_GOES_ON = re.compile(r" [A-Z]")
"""Behind the word for films: `Best Film Editing`, which people get."""


def is_held(read: Read, body: Segment, text: str, joint: str, *, led: bool) -> bool:
    """Whether a part is a body which may have where it was held behind it, with this joint between: `text` names that.
    led: the prize follows."""
    shown = body.text
    if body.bracket or joint not in (",", "(") or read.award is None or read.award.name not in shown.text:
        return False
    if PRIZE_AT_END.search(shown.text) or links_category(shown):
        return False
    festival = names_festival(shown) and (joint == "," or led)
    may = festival or (led and joint == "," and read.category is None and BODY.search(shown.text) is not None)
    return may and not (CATEGORY_START.match(text) or BODY.search(text) or is_named_prize(text))


def prize_ahead(whole: Rich, part: Segment, parts: Sequence[Segment]) -> Segment | None:
    """The part that a colon or a dash leads to behind `part`, or behind one more name for the place; `parts`: those
    after it."""
    end = part.end
    for after in parts[:2]:
        sign = whole.text[end : after.begin].strip(") ")
        if sign in LED:
            return after
        if sign != "," or part.bracket:
            break
        end = after.end
    return None


def is_place(
    reader: Reader, text: Rich, body: Rich, category: str, rest: Sequence[Segment], prize: Segment | None
) -> bool | None:
    """Whether a text behind a body tells where it was held; None where it may as well name who won. `category`: what
    was given; `rest`: the parts behind the text; `prize`: that of them which a colon or dash leads to."""
    led = prize is not None
    dated = _DATED.search(text.text)
    name = text.text[: dated.start()] if dated else text.text
    town, _, country = name.partition(", ")
    if text.of("italic") or reader.is_film(text) or not all(map(_NAME.fullmatch, filter(None, (town, country)))):
        return False
    if _is_named_so(town, body) or country_in((country or town).removeprefix("The ")) or _is_titled_so(text):
        return True
    told, rows = told_elsewhere(reader)
    if town in rows:
        return False
    if country or (rest and not rest[0].bracket and country_in(rest[0].text.text)):
        return True
    if is_genre(text) or is_category_part(text):  # `Jury Award, [[Moss Festival]], Drama`
        return False
    films = FOR_FILMS.match(category)
    if BEST.match(category) and (films is None or _GOES_ON.match(category, films.end())):
        if led and any(is_person_like(part.text) for part in rest[1:]):
            return True
        people = PEOPLE.search(category) is not None
        return False if (" " in town and not led) or (people and _has_words(town, text)) else None
    if dated:
        return True
    if " " not in town:
        linked = bool(text.of("link")) and films is None
        certain = any(_is_named(part.text) or FOR_FILMS.match(part.text.text) for part in rest) if linked else rest
        return True if certain else None  # `Audience Award, [[Moss Festival]], [[Roe]]`
    if led:  # `[[Moss Festival]], John Roe: Jury Prize`, `…, Port Fern, Rowanshire: Jury Prize`
        alone = prize is rest[0] and (is_prize(prize.text) or not _is_ceremony(body))
        return None if town in told or (alone and is_person_like(text)) else True
    return False if town in told else None


def _is_ceremony(body: Rich) -> bool:
    """Whether a body is linked to one ceremony of its, which was held somewhere."""
    return any(is_ceremony(Entity(body.text, link.value, Kind.AWARD)) for link in body.of("link"))


def _has_words(town: str, text: Rich) -> bool:
    """Whether a name, or the page that it is linked to, has several words: `[[Jane Doe|Doe]]`."""
    return any(" " in without_disambiguation(name) for name in (town, *(link.value for link in text.of("link"))))


def _is_named(text: Rich) -> bool:
    """Whether a part names who or what won."""
    return bool(text.of("italic")) or is_person_like(text)


def _is_named_so(town: str, body: Rich) -> bool:
    """Whether a body has the name of the town: `Moss Festival, Moss`."""
    pages = (link.value for link in body.of("link"))
    return set(WORD.findall(town)) <= set(WORD.findall(" ".join((body.text, *pages))))


def _is_titled_so(text: Rich) -> bool:
    """Whether a text is linked to a page whose title tells of a place: `Columbus, Ohio`."""
    titles = (link.value.partition(", ") for link in text.of("link"))
    return any(rest and SUFFIXES.fullmatch(rest) is None for _, _, rest in titles)
