"""What the name of a prize in a sentence says: which award it is, and in which category.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.awards.names.naming import (
    AFI_LIST,
    BODY,
    SUPERLATIVE,
    award_entity,
    award_of_title,
    category_entity,
    names_category,
    same_body,
    split,
    unquoted,
)
from kg.extraction.awards.names.oneprize import Prize
from kg.extraction.awards.names.phrases import AWARD_OF, FESTIVAL_START, PRIZE, PRIZE_OF
from kg.extraction.awards.names.prizekinds import is_festival_prize
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Mark, Rich

_NOMINATION_FOR = re.compile(r"\bnominations?\s+(?:for|as|in)\s+(?:the\s+)?(?=\S)")
"""Within the text of a link: `[[Swan Award for Best Actress|Swan nomination for Best Actress]]`."""
_NOMINATION = re.compile(r"\s+nominations?$")
_AWARD_WORD = re.compile(r"\s*(?:Award|Prize|Trophy)")
_KNOWN_AWARD_END = re.compile(
    r" (?:Oscar|BAFTA|Academy Award|Golden Globe(?: Award)?|Emmy|Grammy|Razzie|Filmfare Award)$"
)
_AWARD = re.compile(r"\b(?:Awards?|Oscar|BAFTA|Golden Globe|Emmy|Grammy|Razzie)$|^Prix (?:d|[A-Z])")
_AWARDS_END = re.compile(r"Awards$")
_OF_GIVER = re.compile(r"\s+(?:of|from|by|at)(?:\s+the)?\s*$")
"""Between a prize and who gives it: `Grand Prix of the [[Moss Society]]`."""
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\s+(?=[A-Z])")
"""Between a giver and the prize: `the Moss Film Festival's Golden Fern Prize`."""


def named_prize(reader: Reader, part: Rich) -> Prize | None:
    """Award and category of a prize's name; None when it is no prize's."""
    link = next(iter(part.of("link")), None)
    noun = _NOMINATION.search(part.text) or _NOMINATION_FOR.search(part.text) if "ominat" in part.text else None
    if noun is None:
        return _prize(reader, part, link, nominated=False)
    whole, behind = part.covered("link"), part.cut(noun.end(), len(part))
    if whole is not None and names_category(whole.value):
        prize = _of_category(reader, behind) if SUPERLATIVE.match(behind.text) else _of_title(reader, whole.value)
    else:
        prize = _prize(reader, part.cut(0, noun.start()), link, nominated=True) if not behind else None
    return replace(prize, nominated=True) if prize is not None else None


def _prize(reader: Reader, part: Rich, link: Mark | None, *, nominated: bool) -> Prize | None:
    """The prize of a name without the word `nomination` behind it; nominated: whether it stood there. link: the first
    one of the name."""
    return (
        _of_link(reader, part, link)
        or _with_purpose(reader, part)
        or _of_afi(reader, part)
        or of_owner(reader, part)
        or _of_parts(reader, part)
        or _of_award_behind(reader, part)
        or _of_award_before(reader, part, link)
        or _of_one(reader, part, link, nominated=nominated)
    )


def _of_link(reader: Reader, part: Rich, link: Mark | None) -> Prize | None:
    """`[[Golden Bear]] Award`."""
    if link is None or link.begin != 0 or not _AWARD_WORD.fullmatch(part.text[link.end :]):
        return None
    inner = part.cut(0, link.end)
    if not PRIZE.search(inner.text) or BODY.search(inner.text):
        return None
    return Prize(None, category_entity(reader, inner))


def _with_purpose(reader: Reader, part: Rich) -> Prize | None:
    """`Prize of the Ecumenical Jury`."""
    return Prize(None, category_entity(reader, part)) if PRIZE_OF.match(part.text) else None


def _of_afi(reader: Reader, part: Rich) -> Prize | None:
    """A list of the American Film Institute, which is an award without categories."""
    if not AFI_LIST.match(part.text) or part.text.endswith("Years"):
        return None
    return Prize(award_entity(reader, part), None)


def of_owner(reader: Reader, part: Rich, *, noun: bool = False) -> Prize | None:
    """Award and category of `the Moss Film Festival's Golden Fern Prize`; None for any other name.
    noun: whether `award` stands behind it, which makes any name that of a prize."""
    owner = _POSSESSIVE.search(part.text)
    if owner is None or any(m.begin <= owner.start() and owner.end() <= m.end for m in part.of("link")):
        return None
    giver, prize = part.cut(0, owner.start()), part.cut(owner.end(), len(part))
    named = " " in prize.text and (PRIZE.search(prize.text) or SUPERLATIVE.match(prize.text))
    if not BODY.search(giver.text) or not (noun or named):
        return None
    category = category_entity(reader, prize)
    return Prize(award_entity(reader, giver), category) if category else None


def _of_parts(reader: Reader, part: Rich) -> Prize | None:
    """`Swan Award for Best Film`; the whole of a festival's prize is the category, `Silver Bear for Best Actor`."""
    both = split(reader, part)
    if both is None:
        return None
    if is_festival_prize(both[0]):
        return Prize(None, category_entity(reader, part), apart=both)
    return Prize(both[0], both[1])


def _of_award_behind(reader: Reader, part: Rich) -> Prize | None:
    """`Best Film [[Swan Award]]`, `Best Film Oscar`."""
    last = next((m for m in reversed(part.of("link")) if m.end == len(part)), None)
    if last and last.begin > 0 and SUPERLATIVE.match(part.text) and not names_category(last.value):
        begin = last.begin
    else:
        tail = _KNOWN_AWARD_END.search(part.text)
        if not tail or not SUPERLATIVE.match(part.text) or part.linked(tail.start(), tail.end()):
            return None
        begin = tail.start()
    joint = _OF_GIVER.search(part.text, 0, begin)
    category = category_entity(reader, part.cut(0, joint.start() if joint else begin))
    return Prize(award_entity(reader, part.cut(begin, len(part))), category)


def _of_award_before(reader: Reader, part: Rich, link: Mark | None) -> Prize | None:
    """`[[Swan Award]] Best Film`."""
    if link is None or link.begin != 0 or link.end >= len(part):
        return None
    if not SUPERLATIVE.match(part.text[link.end :].lstrip()):
        return None
    category = category_entity(reader, part.cut(link.end, len(part)))
    return Prize(award_entity(reader, part.cut(0, link.end)), category)


def _of_one(reader: Reader, part: Rich, link: Mark | None, *, nominated: bool) -> Prize | None:
    """A name that is all of a category, an award or a festival's prize; quotation marks may stand around it. Several
    awards are none to be won, `the Swan Awards`, but may be nominated for, `Swan Awards nominations`."""
    quoted = part.text[0] in "\"“‘'" and part.text[-1] in "\"”’'"
    core = unquoted(part)
    if not core:
        return None
    superlative = SUPERLATIVE.match(core.text)
    if superlative or (link is not None and names_category(link.value)):
        return _of_category(reader, core) if superlative or not quoted else None
    if _AWARD.search(core.text):
        return None if _AWARDS_END.search(core.text) and not nominated else Prize(award_entity(reader, core), None)
    if PRIZE.search(core.text) or FESTIVAL_START.match(core.text) or AWARD_OF.match(core.text):
        return Prize(None, category_entity(reader, core))
    return None


def _of_category(reader: Reader, name: Rich) -> Prize:
    """A category, and the award that the page it is linked to belongs to."""
    category = category_entity(reader, name)
    award = award_of_title(reader, category.link) if category and category.link else None
    if award is not None and category is not None and award.name == category.name and is_festival_prize(award):
        award = None  # `the [[Silver Fern for Best Actor|Silver Fern]]`
    if award is not None and category is not None and category.link and same_body(award, category, exact=True):
        return _of_title(reader, category.link) or Prize(award, None)  # `an [[Academy Award for Best Score|Oscar]]`
    return Prize(award, category, of_page=award is not None)


def _of_title(reader: Reader, title: str) -> Prize | None:
    """The award and category that a page is about."""
    award = award_of_title(reader, title)
    if award is None:
        return None
    name = without_disambiguation(title)[len(award.name) :].removeprefix(" for ").strip()
    return Prize(award, Entity(name, title, Kind.CATEGORY))
