"""What follows a prize's name in a sentence: brackets, `at the …`, `in 1995`, `for …`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.extraction.awards.names.choices import CHOICE
from kg.extraction.awards.names.givers import given_at, is_festival, of_festival, stands_alone
from kg.extraction.awards.names.jobs import MADE
from kg.extraction.awards.names.known import is_billed
from kg.extraction.awards.names.naming import (
    BEST,
    BODY,
    CATEGORY_START,
    SUPERLATIVE,
    award_of_title,
    category_entity,
    links_category,
    same_body,
    unquoted,
    without_year_of,
)
from kg.extraction.awards.names.oneprize import Prize, going_on, is_for_music, name_of, with_songs, with_year
from kg.extraction.awards.names.phrases import AT, EDITION, PRIZE, category_ahead, people_end, phrase
from kg.extraction.awards.names.prizekinds import GENERIC_PRIZE
from kg.extraction.awards.names.prizenames import named_prize
from kg.extraction.awards.names.results import Outcome
from kg.extraction.awards.names.wording import FILM, THE_FILM, is_category_part, is_person_like
from kg.extraction.awards.names.years import DAY, MONTH, TO_YEAR, YEAR
from kg.extraction.awards.sentences.bodies import body_at
from kg.extraction.awards.sentences.bracketed import CRAFT, brackets
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Result
from kg.wikitext.rich import Rich

_MAX_DETAILS = 6
"""Details read behind one prize: more than any has."""

_IN_CATEGORY = re.compile(
    r"\s*,?\s*(?:in|under|for) the (?:categor(?:y|ies)\s*(?:(?:of|for)\s+|:\s*)?|(?=[\"“A-Z]))(?:the\s+)?",
    re.IGNORECASE,
)

_FOR_CATEGORY = re.compile(r"\s*,?\s*(?:for|as)\s+(?:the\s+)?")
"""`an Oscar in 1948 for [[Academy Award for Best Film|Best Film]]`, `a Swan Award as Best Actress`."""

_FOR_CEREMONY = re.compile(rf"\s+for\s+the\s+(?={EDITION}\s+(?:[A-Z]\S*\s+){{1,5}}?(?:Awards|Festival)\b)")
"""Before one ceremony, which is no work that a prize is for: `for the [[80th Swan Awards]]`."""

_IN_WORDS = re.compile(
    r"\s+(?:for|as)\s+(?:the\s+)?(?P<category>best (?!of\b|in\b)(?:(?!and best\b)[a-z-]+ ){0,3}[a-z-]+)"
    r"(?=\s?[,.;:()]|$|\s(?:at|by|in|from|and|of|to|for)\b)"
)
"""A category in small letters: `for best music`."""

_IN_YEAR = re.compile(rf"\s*,?\s*(?:in|for|of)\s+(?:(?<=in ){MONTH},?\s+)?(?P<year>{YEAR})\b{TO_YEAR}(?!\s+[A-Z])")

_ON_DATE = re.compile(
    rf"\s*,?\s*(?:held\s+)?on\s+(?:the\s+)?(?:{DAY}\s+(?:of\s+)?{MONTH}|{MONTH}\s+{DAY})\b"
    rf"(?:,?\s+(?P<year>{YEAR})\b)?"
)
"""The day it was given: `on 3 May`, `on May 3, 2001`."""

_FOR_WORK = re.compile(
    r"\s*,?\s*for\s+(?:his|her|its|their|the|this|work|best|direct\w+)\b[^,.;()]*?"
    r"(?=\s(?:at|by|in|from)\s+(?:the\s+)?[A-Z\d]|[,.;()]|\sand\s|$)"
)

_FOR_ANOTHER = re.compile(rf"\s*,?\s*for\s+(?:another|a different|an earlier|an unrelated)\s+(?:{FILM}|work)\b")

_FOR_WHOM = re.compile(r"\s*,?\s*(?:for|shared by|shared between|to|awarded to)\s+(?:both\s+)?(?=[A-Z])")

_DONE_WELL = re.compile(
    r"(?:[A-Z][\w-]+ ){0,3}(?:Performances?|Filmmaking|Storytelling|Achievement|Excellence"
    r"|(?:Ensemble|Acting|Full|Entire) (?:Cast|Ensemble))"
)
"""What a prize is for that is nobody's name: `Ensemble Performance`."""

_QUOTE = re.compile(r"(?:\"[^\"]{1,90}\"|“[^“”]{1,90}”)")
_FOR_SONG = re.compile(
    r"\s*,?\s*for\s+(?:(?:the|its|his|her|their)\s+)?(?:(?:(?:title|theme|original)\s+)?(?:song|track|number)s?\s+)?"
    rf"(?P<name>(?:(?:\s*(?:,|,? and|&)\s+)?{_QUOTE.pattern}){{1,5}})"
)
_BY_WHOM = re.compile(rf",?\s+(?:{MADE}\s+)?by\s+(?=[^\W\d_a-z])")

_OWN_SONG = re.compile(rf"\s+(?P<name>{_QUOTE.pattern})")

_RIVAL = re.compile(
    r"\s*,?\s*(?:but\s+)?(?:losing|lost)\s+(?:out\s+)?to\b[^,.;()]*"
    r"|\s+with\s+(?P<title>[A-Z\"“][^,.;()]*?)(?=\s(?:at|by|from|in)\s|[.;()])"
)
"""Another film or person: `lost to ''Fern''`, `shared the prize with ''Fern''`. Who is named behind `with` may have won
as well, or win what follows: `with [[Jane Doe]] winning Best Actress`."""


def with_details(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int]:
    """(a prize with what is told behind its name, where that ends); `end`: where the name ends."""
    for _ in range(_MAX_DETAILS):
        read = next((read for detail in _DETAILS if (read := detail(reader, text, prize, end))), None)
        if read is None:
            break
        prize, end = read
    return prize, end


def _year(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    match = _IN_YEAR.match(text.text, end)
    return (with_year(prize, int(match["year"])), match.end()) if match else None


def _day(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    match = _ON_DATE.match(text.text, end)
    if match is None:
        return None
    return with_year(prize, int(match["year"])) if match["year"] else prize, match.end()


def _venue(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    match = _HELD_IN.match(text.text, end) if prize.body is not None else None
    held = match is not None
    if match is None and prize.body is not None and is_festival(prize.body):
        match = _IN_PLACE.match(text.text, end)
    if match is None:
        return None
    stop = phrase(text, match.end())
    country = _COUNTRY.match(text.text, stop)
    place = text.cut(match.end(), stop)
    stop = phrase(text, country.end()) if country and not category_ahead(text, country.end()) else stop
    return (prize, stop) if held or (_is_place(place) and _BEHIND_PLACE.match(text.text, stop)) else None


def _is_place(name: Rich) -> bool:
    """Whether a name behind a festival's is where it was held, rather than a part of it or a prize."""
    return not (BODY.search(name.text) or PRIZE.search(name.text) or category_ahead(name, 0))


_HELD_IN = re.compile(r"\s*,?\s*(?:which\s+was\s+)?held\s+in\s+(?=[A-Z])")
_IN_PLACE = re.compile(rf"\s+in\s+(?!{MONTH}\b)(?=[A-Z])")
_BEHIND_PLACE = re.compile(
    r",?\s+(?:and|as well as)(?:\s+(?:the|an?))?(?:\s+(?:[A-Z][\w'’-]*|for|of|award|prize))+(?=\.$|\s(?:at|by|from)\s)"
    rf"|,?\s+in\s+{YEAR}\b"
)
"""Behind the place of a festival: one more prize, with who gives it or nothing else; or the year."""
_COUNTRY = re.compile(r",\s+(?=[A-Z]\S*(?:\s[A-Z]\S*)?(?:[,.;]|\sin\s|\sand\s|$))")
"""Between the place of a festival and its country: `held in Cairo, Egypt`."""


def _rival(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    match = _RIVAL.match(text.text, end)
    title = match.start("title") if match else -1
    if match is None or (title >= 0 and not _is_title(text, title)):
        return None
    return prize, match.end()


def _won(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    """That what somebody was nominated for was won: `nominated for Best Actor, which he won`."""
    match = _WHICH_WON.match(text.text, end)
    return (replace(prize, outcome=Outcome(Result.WON, "won")), match.end()) if match else None


_WHICH_WON = re.compile(rf"(?:,\s+|\s+(?P<open>\())which\s+(?:s?he|{THE_FILM})\s+won(?(open)\)|(?=[.,;]|$))")


def _is_title(text: Rich, begin: int) -> bool:
    """Whether a title in quotes or italics begins there."""
    return text.text[begin] in '"“' or any(m.begin == begin for m in text.of("italic"))


def _category(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    match = _IN_CATEGORY.match(text.text, end) if prize.category is None else None
    if match is None and not prize.nominated:  # `an Oscar nomination for` begins a list
        match = _for_whose(reader, text, prize, end) or _FOR_CATEGORY.match(text.text, end)
    if match is None or _is_apart(prize, match):
        return None
    stop = phrase(text, match.end())
    part, year = without_year_of(text.cut(match.end(), stop))
    named = part and (SUPERLATIVE.match(unquoted(part).text) or links_category(part) or CHOICE.match(part.text))
    category = category_entity(reader, part) if named else None
    made = in_category(prize, category) if category else None
    return (replace(made, year=made.year or year), stop) if made else None


def _for_whose(reader: Reader, text: Rich, prize: Prize, end: int) -> re.Match[str] | None:
    """What leads to somebody's work that is linked to the page of a category of the award, `for its [[Swan Award for
    Best Score|score]]`, and is all that the prize is said to be for."""
    match = _FOR_WHOSE.match(text.text, end) if prize.award is not None else None
    link = next((m for m in text.of("link") if m.begin == match.end()), None) if match else None
    if link is None or prize.award is None or _GOES_ON.match(text.text, link.end):
        return None
    award = award_of_title(reader, link.value)
    return match if award is not None and same_body(award, prize.award) else None


_FOR_WHOSE = re.compile(r"\s+for\s+(?:its|his|her|their)\s+(?=\S)")
_GOES_ON = re.compile(r"[\w-]|\s(?!(?:and|but|by|at|in|for|from|of|to|with|while|which)\b)[a-z]")
"""Behind what is linked, where it tells of another thing: `for her [[Swan Award for Best Actress|winning]] role`."""


def _is_apart(prize: Prize, joint: re.Match[str]) -> bool:
    """Whether a category, behind a joint, is no part of a prize's name: `the Silver Fern as Best Actress`."""
    return prize.category is not None and joint[0].lstrip(" ,").startswith("as ")


def _section(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    """`the Grand Jury Prize in World Cinema – Dramatic`, `the Audience Award: Documentary`, which is its name."""
    held = prize.category or prize.award
    match = _IN_SECTION.match(text.text, end) if held is not None and None in (prize.award, prize.category) else None
    if match is None or not (match["of"] or is_category_part(text.cut(*match.span("name")))):
        return None
    general = held is not None and held.link is None and GENERIC_PRIZE.search(held.name) is not None
    if held is None or not text.text.endswith(held.name, 0, end) or not (general or match["in"] or match["of"]):
        return None
    if not (general if prize.award is not None else stands_alone(held)):
        return None
    named = replace(held, name=held.name + match[0], kind=Kind.CATEGORY)
    return replace(prize, award=None, category=named), match.end()


_IN_SECTION = re.compile(
    r"(?:(?P<in>\s+in\s+)(?!U[KS]\b(?! (?:[–—-] )?[A-Z]))|:\s+|\s+[–—-]\s+)"
    r"(?P<name>[A-Z][\w'’-]*(?: (?:[–—-] )?[A-Z][\w'’-]*){0,5})"
    r"(?=\s+(?:at|by|from|and\s+(?:the|an?))\s|\s+in\s+\d|\s*[.,;]|$)"
    r"|\s+in\s+the\s+(?P<of>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,5}\s(?:section|competition|sidebar))"
    r"(?=\s+(?:of|at)\s+the\s)"
)
"""Which of its kinds a prize is, `in World Cinema`, `in the Fern Days section of the [[Moss Festival]]`; `in UK` is
where it was given."""


def in_category(prize: Prize, category: Entity, whole: Entity | None = None) -> Prize | None:
    """A prize that is said to be for a category: a festival's is called by both, `the Silver Fern at the [[Moss
    Festival]] for Best Director`, which is its name as it stands or `whole`. None where it has a category."""
    held = prize.category
    if held is None:
        return replace(prize, category=category)
    if prize.award is not None or BEST.search(held.name) or not stands_alone(held):
        return None
    if whole is None:
        name = held.name if held.name.endswith(category.name) else f"{held.name} for {category.name}"
        whole = replace(held, name=name, link=held.link or category.link)
    return replace(prize, category=whole, apart=(replace(held, kind=Kind.AWARD), category))


def _category_in_words(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    match = _IN_WORDS.match(text.text, end)
    if match is None or _is_apart(prize, match):
        return None
    kind = text.cut(match.start("category") + len("best "), match.end("category"))
    if match[0].split()[0] == "as" and not (is_category_part(kind) or CATEGORY_START.match(kind.text)):
        return None
    made = in_category(prize, Entity(match["category"], None, Kind.CATEGORY))
    return (made, match.end()) if made else None


def _maker(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    """Who made what a prize is for, where that is one of the film's people rather than a giver: `Best Art Direction by
    [[Jane Doe]] and [[John Roe]]`."""
    match = _BY_WHOM.match(text.text, end) if prize.category is not None and not prize.names else None
    link = next((m for m in text.of("link") if m.begin == match.end()), None) if match else None
    if match is None or link is None or phrase(text, link.begin) > link.end:
        return None
    name = text.cut(link.begin, link.end)
    if BODY.search(f"{name.text} {link.value}") or not is_billed(reader, name):
        return None
    stop = people_end(text, link.begin)
    return replace(prize, names=(text.cut(link.begin, stop),)), stop


def _giver(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    match = AT.match(text.text, end)
    if match is None and (prize.award or prize.category):
        match = _FOR_CEREMONY.match(text.text, end)
    if match is None:
        return None
    words = match[0].split()
    place = words[0].strip(",").lower() == "at" or text.linked(match.end(), match.end() + 1)
    inside = next(word for word in words if word not in (",", "held")).lower() == "in"
    stop, body = body_at(reader, text, match.end(), anything=place and not inside)
    if body is None or ("by" in words and _may_be_maker(text.cut(match.end(), stop))):
        return None
    also, stop = other_givers(reader, text, stop)
    given = given_at(prize, body) if "at" in words else of_festival(replace(prize, body=body), body)
    return replace(given, also=also), stop


def _may_be_maker(name: Rich) -> bool:
    """Whether what stands behind `by` is linked like a person, who may have made what the prize is for: no word of it,
    or of its page, tells of a body."""
    link = name.covered("link")
    if link is None or name.of("italic") or BODY.search(f"{name.text} {link.value}"):
        return False
    return (
        is_person_like(name)
        and " " in name.text
        and "&" not in name.text
        and ORGANIZATION.search(f"{name.text} {link.value}") is None
    )


def other_givers(reader: Reader, text: Rich, end: int) -> tuple[tuple[Entity, ...], int]:
    """(the bodies named behind one that gives a prize, where they end): `by the Swan Society and the Fern Circle`. A
    prize named there is another that was won, and a body with more behind it may do anything else."""
    others: list[Entity] = []
    tied = _TIED.match(text.text, end)
    stop, last = tied.end() if tied else end, False
    for _ in range(_MAX_DETAILS):
        joint = _ALSO_BY.match(text.text, stop)
        after, body = body_at(reader, text, joint.end()) if joint else (stop, None)
        if joint is None or body is None or _is_prize(reader, text.cut(joint.end(), after)):
            break
        others.append(body)
        tied = _TIED.match(text.text, after)
        stop, last = tied.end() if tied else after, " and " in joint[0]
    return (tuple(others), stop) if last and _GIVERS_END.match(text.text, stop) else ((), end)


def _is_prize(reader: Reader, name: Rich) -> bool:
    """Whether a name is that of a prize, rather than of a body by its prizes: `the [[Golden Globes]]`."""
    return named_prize(reader, name) is not None and _BY_PRIZES.search(name.text) is None


_BY_PRIZES = re.compile(r"\b(?:Globes|BAFTAs|Oscars|Emmys|Grammys|C[eé]sars|Goyas|Razzies)$")


_ALSO_BY = re.compile(r"(?:,\s+and|,|\s+and)\s+(?:(?:at|by|from)\s+)?(?:the\s+)?(?=[A-Z\d])")
_TIED = re.compile(r"\s\((?:tied?|shared|in a tie)\)")
_GIVERS_END = re.compile(
    rf"$|\.?$|[,;:)]|\s+(?:awards|ceremonies|in\s+{YEAR}|respectively|for\s+(?:his|her|its|their))\b"
)
"""What may stand behind a list of bodies."""


def _work(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    another = _FOR_ANOTHER.match(text.text, end)
    if another is not None:
        return replace(prize, other_work=True), another.end()
    match = _FOR_WORK.match(text.text, end)
    if match is None:
        return None
    italics = [m for m in text.of("italic") if match.start() <= m.begin < match.end()]
    if italics and not any(reader.is_film(text.cut(m.begin, m.end)) for m in italics):
        prize = replace(prize, other_work=True)
    return prize, match.end()


def _whom(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    match = _FOR_WHOM.match(text.text, end) if not prize.names else None
    if match is None or category_ahead(text, match.end()):
        return None
    stop = people_end(text, match.end())
    song = _OWN_SONG.match(text.text, stop) if text.text[:stop].endswith(("'s", "’s")) else None
    if song:  # `for Jane Doe's "Moss"`
        return replace(prize, names=(text.cut(*song.span("name")),)), song.end()
    part = text.cut(match.end(), stop)
    if part.text.endswith(("'s", "’s")):  # `for Doe's performance`
        part = part.cut(0, len(part) - 2)
    if not part or BODY.search(part.text) or (len(part) < stop - match.end() and reader.is_film(part)):
        return None
    done_well = _DONE_WELL.fullmatch(part.text) is not None and not (part.of("link") or reader.is_film(part))
    if done_well or CRAFT.fullmatch(part.text) or is_category_part(part):  # `a Special Award for Direction`
        if match[0].split() != ["for"]:
            return None
        if prize.award is not None:  # `the [[Swan Award]] for Direction`
            made = in_category(prize, Entity(part.text, None, Kind.CATEGORY))
            return (made, stop) if made else None
        named = text.text.endswith(name_of(prize), 0, match.start())
        return (going_on(prize, f"for {part.text}"), stop) if named else None
    if not part.covered("italic"):
        prize = replace(prize, names=(part,))
    elif not reader.is_film(part):
        prize = replace(prize, other_work=True)
    return prize, stop


def _song(reader: Reader, text: Rich, prize: Prize, end: int) -> tuple[Prize, int] | None:
    """`Best Song for "Moss"`, with who made or sang it, which is no body: `by [[Jane Doe]]`."""
    match = _FOR_SONG.match(text.text, end) if not prize.songs else None
    if match is None or not is_for_music(prize):
        return None
    by = _BY_WHOM.match(text.text, match.end())
    stop = people_end(text, by.end()) if by else match.end()
    named = text.cut(*match.span("name"))
    return with_songs(prize, tuple(named.cut(*quote.span()) for quote in _QUOTE.finditer(named.text))), stop


_DETAILS: tuple[Callable[[Reader, Rich, Prize, int], tuple[Prize, int] | None], ...] = (
    _won,
    brackets,
    _year,
    _day,
    _venue,
    _rival,
    _category,
    _section,
    _category_in_words,
    _maker,
    _giver,
    _song,
    _work,
    _whom,
)
"""Each reads one kind of detail that begins at a place, and gives the prize with it and where it ends."""
