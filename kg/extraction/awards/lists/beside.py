"""Whether bullets beside one that names a body, and below it, are its: `* '''[[Swan Awards]]'''`, `* Best Film`.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kg.extraction.awards.lists.heads import is_heading_line, says_one
from kg.extraction.awards.lists.said import DATE, said_by, without_result
from kg.extraction.awards.lists.segments import Segment, segments
from kg.extraction.awards.names.known import told_elsewhere
from kg.extraction.awards.names.naming import BEST, BODY, CATEGORY_START, begins_with_category
from kg.extraction.awards.names.prizekinds import is_festival_prize, is_mention, is_named_prize, is_prize
from kg.extraction.awards.names.wording import has_category_words, is_person_like
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_link
from kg.model import Entity, Kind
from kg.wikitext.lists import Item
from kg.wikitext.rich import Rich


def links_awards(text: Rich) -> bool:
    """Whether a text is all a link to awards, as those that lead the bullets beside them."""
    return text.text.endswith("Awards") and is_link(text)


def are_of_body(reader: Reader, below: Iterator[Item], *, bold: bool, at_festival: bool) -> bool:
    """Whether the bullets of these lines, up to one that may be the next to name a body, all name categories, or
    results and years with items of their own. Those that name a body of their own come last: others behind them may be
    of that. bold: the one above is bold, so that others of its kind may say the result or year."""
    found = waits = ended = False
    for item in takewhile(lambda item: item.marker.startswith("*"), below):
        if item.marker != "*":
            found, waits = found or waits, False
            continue
        text = reader.rich(item.span)
        says = says_one(text.strip(":;. "))
        heads = is_heading_line(text)
        if bold and heads and says:
            continue
        if links_awards(text) or (heads and not says):
            break
        of_category = _is_of_category(reader, text, at_festival=at_festival)
        own = not of_category and _links_body(text)
        if waits or (ended and not own) or not (says or of_category or own):
            return False
        found, waits, ended = found or of_category, says and not of_category, own
    return found and not waits


def _links_body(text: Rich) -> bool:
    """Whether an item begins with a link to a body that gives prizes of its own, or to its prize."""
    first = next((link for link in text.of("link") if link.begin == 0), None)
    name = text.text[: first.end] if first is not None else ""
    return BODY.search(name) is not None and not is_festival_prize(Entity(name, None, Kind.AWARD))


def _is_of_category(reader: Reader, text: Rich, *, at_festival: bool) -> bool:
    """Whether an item names no body and begins with a category, also behind a result or year, or is a prize of a
    festival; or it names someone of the film before a category."""
    parts = [part for part in segments(text) if said_by(part.text.text) is None and not DATE.match(part.text.text)]
    if not parts:
        return at_festival and not says_one(text.strip(":;. "))
    first, rest = without_result(parts[0].text)[0], [part.text for part in parts[1:]]
    if begins_with_category(first):
        return True
    of_jury = at_festival and is_prize(first) and not first.text.endswith("Award")  # `FIPRESCI Prize`
    if BODY.search(text.text) and not of_jury:
        return False
    if BEST.match(first.text):
        return all(_is_named(reader, text, part) for part in parts[1:])
    best = any(BEST.match(name.text) for name in rest)
    if is_prize(first) or is_named_prize(first.text):
        known = at_festival or bool(rest) or is_mention(first.text)
        return known and not best and all(_is_of_film(reader, name) for name in rest)
    if CATEGORY_START.match(first.text) or has_category_words(first.text):
        return not best
    return best and _is_of_film(reader, first)


def _is_named(reader: Reader, whole: Rich, part: Segment) -> bool:
    """Whether a part behind a category names who or what got it or goes on with that, rather than who gave it: `Best
    Film, Fernton`."""
    text = part.text
    if part.bracket or text.of("italic") or text.text[0] in '"“' or has_category_words(text.text):
        return True
    if text.text in told_elsewhere(reader)[1]:
        return True
    joined = whole.text[: part.begin].rstrip().endswith(",")  # as a place may be: `Best Film, Port Fern`
    return is_person_like(text) and (not joined or text.text in told_elsewhere(reader)[0])


def _is_of_film(reader: Reader, name: Rich) -> bool:
    """Whether a text names people whom the article names outside of its sections about awards."""
    return is_person_like(name) and name.text in told_elsewhere(reader)[0]
