"""Which sections are about awards, and what their headings state for the lines under them.

Sources: MOS:FILM#Accolades and the section titles of film articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.awards.names.naming import award_entity, dateless, year_in
from kg.extraction.awards.names.results import Outcome
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Result, Span
from kg.values.numbers import NUMBER_WORDS, parse_number
from kg.wikitext.document import Section
from kg.wikitext.rich import Rich

ABOUT = re.compile(
    r"\b(?:awards?|accolades?|honou?rs?|nominations?|recognitions?|prizes?|oscars?|laurels|distinctions?|nominated"
    r"|commendations?"
    r"|festivals?|prix|trophies|golden globes?|baftas?|emmys|grammys|razzies|c[ée]sars|goyas|filmfare)\b",
    re.IGNORECASE,
)
"""Words of a heading whose section is about awards. `Emmy` may be a person's name."""
NOT_ABOUT = re.compile(
    r"\b(?:controvers(?:y|ies)|campaign|rankings?|polls?|screenings?|releases?|premieres?|premières?|circuit|box office"
    r"|soundtracks?|track ?list(?:ing)?|cast|plot|references|external links|see also|(?<!awards )season|snubs?"
    r"|home media|critical (?:response|reception|analysis|reaction)|critics'? response|reviews?|in popular culture"
    r"|influences?|reception|legacy|response|marketing|distribution|sequels?|production|music|notes)\b",
    re.IGNORECASE,
)
"""Words of a heading under an awards section whose section is about something else."""
MIXED = re.compile(r"\b(?:and|&)\b|/|,")
FESTIVALS = re.compile(r"\bfestivals?\b", re.IGNORECASE)
_PRIZES = re.compile(r"award|prize|accolade|honou?r|won|nominat", re.IGNORECASE)
"""Words of a heading whose section tells more than where the film was shown."""

_WORDS = re.compile(r"[\w'’.\-–]+")
_RESULTS: tuple[tuple[frozenset[str], Result], ...] = (
    (frozenset({"win", "wins", "won", "winner", "winners", "winning"}), Result.WON),
    (frozenset({"nomination", "nominations", "nominated", "nominee", "nominees"}), Result.NOMINATED),
)
_FOR_ALL = frozenset({"award", "awards", "honors", "accolades"})
_GLUE = frozenset({"and", "or", "&", "the", "of", "for", "in", "at", "by", "a", "to", "list", "from"})
_GENERIC = frozenset({
    "award", "awards", "accolade", "accolades", "honor", "honors", "honour", "honours", "recognition", "recognitions",
    "other", "others", "major", "film", "films", "movie", "festival", "festivals", "received", "competed", "exhibited",
    "special", "prizes", "prize", "distinctions", "international", "national", "state", "domestic", "critical",
    "critics", "critics'", "reception", "response", "release", "industry", "further", "additional", "various",
    "foreign", "legacy", "reviews", "music", "notable", "selected", "general", "screenings", "participation", "box",
    "office", "public", "local", "popular", "main", "soundtrack", "album", "regional", "overseas", "individual",
    "its", "screening", "career", "results", "home", "media", "impact", "cultural", "credits",
})  # fmt: skip
_AWARD_NAME = re.compile(rf"{ABOUT.pattern}|\b(?:emmy|grammy)\b", re.IGNORECASE)
"""Words of an award's name, under a heading that is about awards."""
_COUNTED = re.compile(
    r"(?::? [–—-]|:)? (?:won )?\d{1,3} (?:wins?|won|awards?|nominations?)\b"
    r"(?:(?: ?[,/&]| [a-z]{2,9}| out of)(?: [a-z]{2,9})? (?:\d{1,3} )?(?:wins?|nominations?)\b){0,3}$",
    re.IGNORECASE,
)
"""The same without brackets: `– 2 wins from 3 nominations`."""
_COUNTS = re.compile(r"[\s–—-]*\([^()]*\b(?:wins?|won|nominat\w+|awards?)\b[^()]*\)$", re.IGNORECASE)
"""Numbers of wins after a name: `(2 wins, 3 nominations)`."""
_SO_MANY = rf"(?:\d{{1,3}}|{'|'.join(NUMBER_WORDS)})"
_TALLY = re.compile(
    rf"\b(?P<wins>{_SO_MANY}) (?:wins?|awards?|won)\b|\b(?P<noms>{_SO_MANY}) (?:[a-z]+ )?nominations?\b"
    rf"|\b(?:won|winning) (?P<won>{_SO_MANY})\b",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"(?:(?:at|for|of|in|from|by|to) )?(?:the )?(?:{_SO_MANY} )?", re.IGNORECASE)
"""What is left before the name of an award without the word of its result: `Won at the`, `Nominated for 2`."""
_NUMBER = re.compile(r"(?::| [–—-])(?: \d{1,2} ?,?)+$")
"""How many results, of which the words are gone: `Swan Awards: 2 wins, 3 nominations`."""
GIVER = re.compile(
    r"\b(?:Guild|Association|Circle|Society|Syndicate|Academy|Board of Review)(?: of [A-Z][\w-]+(?: [A-Z][\w-]+)*)?$"
)
"""What the name of a body ends with that is named for no award."""
_BODIES = frozenset({"national film awards", "international film awards", "national film award"})


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above a line: the award, result and year that it need not repeat."""

    part: str
    """The section's heading, for issues."""
    award: Entity | None = None
    result: Outcome | None = None
    year: int | None = None
    place: Span | None = None
    """Where the award is named; None when no award is."""
    mixed: bool = False
    """Whether it tells how many were won and how many were not, and not which."""
    shy: bool = False
    """Whether only what states a result of its own counts (sections on festivals)."""


def award_sections(reader: Reader) -> Iterator[tuple[Section, Context]]:
    """The sections about awards, each up to its next heading, with what their headings state."""
    stack: list[tuple[int, Context | None]] = []
    for section in reader.document.sections:
        while stack and stack[-1][0] >= section.level:
            stack.pop()
        above = stack[-1][1] if stack else None
        context = _context(reader, section, above)
        stack.append((section.level, context))
        if context is not None:
            yield section, context


def is_about_awards(title: str) -> bool:
    """Whether a heading names a section about awards."""
    if not ABOUT.search(title):
        return False
    other = NOT_ABOUT.search(title)
    if other is None:
        return True
    # `Reception and accolades` is about both; `Festival screenings` is not
    if not MIXED.search(title) or re.search(r"campaign|controvers", title, re.I):
        return False
    if re.search(r"ranking|poll", title, re.I) and not _PRIZES.search(title):
        return False
    return "screening" not in title.casefold() or _PRIZES.search(title) is not None


def _context(reader: Reader, section: Section, above: Context | None) -> Context | None:
    title = section.title
    if not is_about_awards(title) and (above is None or NOT_ABOUT.search(title)):
        return None
    return under(reader, title, section.heading, above or Context(title))


def under(reader: Reader, title: str, heading: Span, above: Context) -> Context:
    """The context under a heading (of a section, or a line that works as one) that stands within `above`."""
    title = " ".join(title.split())  # a line that works as a heading may hold a line break
    words = [word.casefold().strip(".") for word in _WORDS.findall(title)]
    found = [result for names, result in _RESULTS if not names.isdisjoint(words)]
    general = found == [Result.NOMINATED] and _both(title) and not _FOR_ALL.isdisjoint(words)
    award = _award(reader, heading, words)
    shy = bool(FESTIVALS.search(title)) and not _PRIZES.search(title)
    year = year_in(title)
    counts = tally(title)
    mixed = counts is not None and counts[0] != counts[1]  # else all those nominated won
    return Context(
        part=title,
        award=above.award if award is None else award,
        result=Outcome(found[0], title) if len(found) == 1 and not general and not mixed else above.result,
        year=above.year if year is None else year,
        place=above.place if award is None else heading,
        mixed=mixed or (above.mixed and award is None and not found),
        shy=above.shy or (shy and award is None),
    )


def tally(title: str) -> tuple[int, int] | None:
    """How many awards a text says were won and how many nominations there were, `(2 wins, 3 nominations)`; None for one
    that does not tell both."""
    found: dict[str, Decimal | None] = {}
    for match in _TALLY.finditer(title):
        found |= {kind: parse_number(said) for kind, said in match.groupdict().items() if said}
    won, nominated = found.get("wins", found.get("won")), found.get("noms")
    return (int(won), int(nominated)) if won and nominated else None


def without_counts(text: Rich) -> Rich:
    """A name without how many awards were won, or nominations there were, behind it: `[[Swan Awards]] (2 wins)`."""
    count = _COUNTS.search(text.text) or _COUNTED.search(text.text)
    return text if count is None or text.linked(*count.span()) else text.cut(0, count.start())


def _inside(reader: Reader, heading: Span) -> Span:
    """What stands between the signs of a heading, with which its links are not seen."""
    source = heading.cut(reader.document.text)
    inside = source.strip("= \t\r\n")
    begin = heading.begin + source.index(inside)
    return Span(begin, begin + len(inside))


def _both(title: str) -> bool:
    return bool(MIXED.search(title))


def is_general(title: str) -> bool:
    """Whether a heading about awards names none, but tells of what kind they are: `International Awards`."""
    return is_about_awards(title) and _are_general([word.casefold() for word in _WORDS.findall(title)])


def _are_general(words: list[str]) -> bool:
    return all(word in _GENERIC for word in words) and " ".join(words) not in _BODIES


def _award(reader: Reader, heading: Span, words: list[str]) -> Entity | None:
    """The award a heading names: what is left of it without result words, unless only general words are."""
    outcomes = {word for names, _ in _RESULTS for word in names}
    named = [w for w in words if w not in outcomes and w not in _GLUE and not w[:4].isdigit()]
    if _are_general(named):
        return None
    line, _ = dateless(reader.rich(_inside(reader, heading)).strip("= :;."))
    line = without_counts(line)
    rest = re.sub(
        r"\s*\b(?:nominations?|nominees?|nominated|wins|win(?=$| (?:and|&)\b)|won|winners?)\b(?:\s+(?:and|&)\s+)?"
        r"|\s+(?:and|&)\s*$",
        " ",
        line.text,
        flags=re.IGNORECASE,
    )
    rest = re.sub(r"\s+", " ", rest).strip(" :–—-")
    rest = _NUMBER.sub("", rest) if rest != line.text else rest
    rest = re.sub(r"\s+(?:and|&)$", "", rest)
    if rest != line.text and (lead := _LEAD.match(rest)):
        rest = rest[lead.end() :]
    if len(words) > 9 or not (_AWARD_NAME.search(rest) or line.of("link") or GIVER.search(rest)):
        return None
    if rest == line.text:
        return award_entity(reader, line)
    links = line.of("link")
    entity = reader.named(rest, Kind.AWARD)
    return Entity(rest, links[0].value, entity.kind) if links else entity
