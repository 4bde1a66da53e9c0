"""Which lines of an award list work as headings, and what they state for the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from kg.extraction.awards.lists.asides import country_in
from kg.extraction.awards.lists.said import said_by, without_result, without_year
from kg.extraction.awards.lists.strands import is_strand
from kg.extraction.awards.names.headings import Context, is_general, under, without_counts
from kg.extraction.awards.names.naming import BODY, SUPERLATIVE, award_entity, dateless, unquoted, year_in
from kg.extraction.awards.names.results import outcome_of_text
from kg.extraction.awards.names.wording import is_person_like
from kg.extraction.awards.sentences.counts import is_number
from kg.extraction.reader import Reader
from kg.model import Result
from kg.wikitext.lists import Item
from kg.wikitext.mask import FILL, LESS
from kg.wikitext.rich import Rich

_BOLD_LINE = 90


class Heads(Enum):
    """What a line that works as a heading states."""

    AWARD = "award"
    RESULT = "result"
    YEAR = "year"


def heads(here: Context, above: Context) -> Heads | None:
    """What a line states that is read as `here` under `above`; None when that is nothing."""
    if here.award is not above.award:
        return Heads.AWARD
    if here.result is not above.result:
        return Heads.RESULT
    return Heads.YEAR if here.year != above.year else None


def context_under(reader: Reader, text: Rich, above: Context) -> Context:
    """What holds below a heading or an item with others of its own."""
    part = above.part
    here = under(reader, text.text, text.span, above) if text else above
    award = here.award
    abroad = _body_of_country(text) if award is None and text.text.endswith(")") else None
    if abroad is not None:
        return replace(here, award=award_entity(reader, abroad), place=text.span, part=part, shy=above.shy)
    plain = BODY.search(text.text) and not SUPERLATIVE.match(text.text) and not said_by(text.text)
    if plain and (award is None or award is above.award):
        named, year = dateless(without_result(text)[0])
        if year is None:
            named, year = without_year(named)
        generic = is_general(named.text) and (" " not in named.text or _ABROAD.search(named.text) is not None)
        if not generic and len(named.text.split()) < 12:
            award = award_entity(reader, unquoted(named)) or award
            here = replace(here, award=award, place=text.span, year=here.year or year or year_in(text.text))
    return replace(here, part=part, shy=above.shy)


_ABROAD = re.compile(r"\b(?:International|Foreign|Overseas|Festivals?)\b")
"""What tells that the awards are those of several: `State Awards` are of one."""


def _body_of_country(text: Rich) -> Rich | None:
    """The body that no word shows in a text that is a name with its country, `Fern d'Oro (Italy)`: it tells of no
    result or section of a festival, and is no name of a person and holds no plain word."""
    abroad = _OF_COUNTRY.fullmatch(text.text) if not text.of("italic") else None
    if abroad is None or not country_in(abroad["country"]) or BODY.search(text.text):
        return None
    name = text.cut(*abroad.span("name"))
    if outcome_of_text(name.text) or without_result(name)[1] or is_strand(name):
        return None
    return None if is_person_like(name) or _PLAIN.search(name.text) else name


_PLAIN = re.compile(r" [a-z]+(?= |$)")
"""A word all in small letters, behind another."""


_OF_COUNTRY = re.compile(
    rf"(?P<name>(?!{SUPERLATIVE.pattern})[A-Z][^():;,.\d ]* [^():;,.\d]{{2,60}}) \((?P<country>[A-Z][^()\d]{{1,30}})\)"
)
"""A body that no word shows, with its country: `Fern d'Oro (Italy)`."""


def is_heading_line(text: Rich) -> bool:
    """Whether a line outside lists works as a heading: it is short, and all of it is bold."""
    text = without_counts(text)
    body = text.text
    bold = text.of("bold")
    if bold and len(body) <= _BOLD_LINE:
        core = body.strip(" :.")
        covered = sum(min(m.end, len(body)) - m.begin for m in bold)
        return covered >= len(core) - 1
    return False


def is_term(item: Item) -> bool:
    """Whether a line is the term of a definition list, of any depth: `;[[Swan Awards]]`, `;;Won`."""
    return item.marker != "" and not item.marker.strip(";")


def may_be_heading(source: str) -> bool:
    """Whether a line of masked wikitext may read as one of `is_heading_line`: something in it may be bold, and it
    begins with no plain word."""
    return _MAY_BE_BOLD.search(source) is not None and not _PLAIN_START.match(source)


_MAY_BE_BOLD = re.compile(rf"'''|{LESS}(?:b|strong)\b", re.IGNORECASE)

_PLAIN_START = re.compile(rf"[ \t:.{FILL}]*\w\w")


def leads_list(text: Rich) -> bool:
    """Whether a plain line before a list works as its heading: a result, a year, or the name of a body."""
    whole = text.strip(":;. ")
    core = without_counts(whole)
    if not core or len(text) > _BOLD_LINE or text.text.endswith("."):
        return False
    if says_one(whole):
        return True
    if (of_results := _OF_RESULTS.fullmatch(core.text)) is not None:
        core = core.cut(0, of_results.end("body"))
    counted = _COUNTS.search(core.text)
    if _STATES.match(core.text) or (counted and is_number(counted["number"])):
        return False
    words = re.findall(r"[^\W\d_]+", core.text)
    named = all(word[0].isupper() or len(word) <= 3 for word in words)
    return bool(BODY.search(core.text)) and named and not SUPERLATIVE.match(core.text)


AT_EVENT = re.compile(r"(?:At|In) the (?=\S)")

_OF_RESULTS = re.compile(r"(?P<body>[A-Z].*?) (?:nominations|wins)")
"""`Swan Award nominations:`"""
_STATES = re.compile(rf"{AT_EVENT.pattern}.* (?:won|got|was|has|had)(?= |$)")
"""A sentence about what was won at an event, in words with capitals or of few letters."""
_COUNTS = re.compile(r"\S (?:won|got|has|had) (?P<number>[a-z]+|\d{1,2}) [A-Z]")
"""A sentence about how many awards something won, in such words: `''Moor'' won two [[Swan Awards]] for:`."""


def says_one(core: Rich) -> bool:
    """Whether a text says a year or a result, and nothing else."""
    if year_in(core.text) and not re.search(r"[^\W\d_]", core.text):
        return True
    outcome = outcome_of_text(core.text)
    return outcome is not None and outcome.result is not Result.OTHER and len(core.text.split()) <= 3


def lines_of(texts: Sequence[Item]) -> Iterator[tuple[Item, bool]]:
    """The items, each with whether items of its own (of a line that is no item: any) follow. Numbers right behind a
    bullet are its own: `* [[Swan Awards]]`, `# Best Film`."""
    bullet = ""
    for index, item in enumerate(texts):
        below = texts[index + 1] if index + 1 < len(texts) else None
        after = below.marker if below is not None and not is_term(below) else ""
        numbered = item.marker == "*" and after == "#"
        bullet = "*" if numbered or (bullet and item.marker.startswith("#")) else ""
        if bullet and not numbered:
            item = item._replace(marker=f"*{item.marker}")
        yield item, numbered or len(after) > len(item.marker)
