"""What a sentence names after `won` or `was nominated for`: prizes, who gives them, who gets them.

A small grammar over the words and links of a sentence. It takes what it knows for sure and stops at the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extraction.awards.naming import (
    BODY,
    OF_THE_YEAR,
    SUPERLATIVE,
    award_entity,
    category_entity,
    names_category,
    unquoted,
    year_in,
)
from kg.extraction.awards.phrases import PRIZE, Prize, category_ahead, given_at, named_prize, people_end, phrase
from kg.extraction.awards.subjects import full_person
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

MAX_PRIZES = 20
"""Prizes read after one verb: more than any sentence names."""

_ARTICLE = re.compile(
    r"(?:(?:the|an?|its|his|her|their|both|also|another|for|as|in|year's|prestigious|coveted|inaugural|first|single|one"
    r"|only|just)\s+)*",
    re.IGNORECASE,
)

_YEAR_BEFORE = re.compile(r"(?P<year>1[89]\d\d|20\d\d)\s+")

_TAIL_NOUN = re.compile(r"\s+(?P<noun>award|prize|honou?r|trophy|title|category|nomination|nod)s?\b")

_PLAIN_AWARD = re.compile(
    r"(?:an?|the)\s+(?:special\s+)?(?:award|prize)\b(?!\s+of\s+(?:the\s+)?(?-i:[A-Z]))", re.IGNORECASE
)

_QUOTED_NAME = re.compile(r"\s*[:—–]\s*[\"“](?P<name>[A-Z][^\"“”]{1,80})[\"”]")

_AWARD_FOR = re.compile(
    r"(?:(?:an?|the|its)\s+)?(?:awards?|prizes?|honou?rs?|titles?)\s+(?:for|of)\s+(?:the\s+)?", re.IGNORECASE
)

_NUMBER = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty)"
)

_COUNT = re.compile(
    r"(?:in\s+)?(?:a total of\s+|all\s+|as many as\s+)?"
    rf"(?:{_NUMBER}|several|many|numerous|multiple|various|a number of|some)\s+"
    r"(?P<body>(?:[A-Z][\w'’.&–-]*\s+(?:(?:(?:of|for|and|in|the)\s+){1,2}(?=[A-Z]))?)*)"
    r"(?P<noun>(?:(?!(?:in|the|of|for|and)\s)[a-z]+\s+){0,2}?"
    r"(?:awards?|prizes?|honou?rs?|nominations?|categories|distinctions|nods|Oscars|BAFTAs"
    r"|Globes|Emmys|Grammys|C[eé]sars|Goyas|Awards?|Razzies))\b",
)

_COUNTED = re.compile(rf"{_NUMBER}\s.*\b(?:nominations|awards)$", re.IGNORECASE)
"""A link over a count, which names no prize: `[[9th Swan Awards|six nominations]]`."""

_FEW = re.compile(
    rf"(?:(?:in\s+)?(?:just|only)\s+)?(?:in\s+)?(?:one|both|{_NUMBER})"
    r"(?: of (?:them|these|which)| more| others?| categor(?:y|ies))?"
    r"\s*(?:[:(—–]\s*|,\s*(?:including|for)\s+|including\s+|for\s+)(?:for\s+)?"
)
_BARE = re.compile(
    r"(?:(?:an?|its|his|her|further|additional|other|more|only|sole)\s+)*(?:nominations?|nods?)\s+(?:for|in|including)\s+"
    r"(?:the\s+categor(?:y|ies)\s+(?:of|for)\s+(?:the\s+)?)?"
)

_CATEGORIES = re.compile(r"(?:in|for|under)\s+the\s+(?:following\s+)?categories\s*(?:of\s+|for\s+|:\s*)?(?:the\s+)?")

_OF_AWARDS = re.compile(rf"\s+(?:{_CATEGORIES.pattern}|in\s+the\s+|for\s+)")
"""Between awards and their categories: `the Swan Awards in the categories of …`, `the Swan Awards in the Best …`."""

_PLACED = re.compile(r"(?:(?:an?|its|his|her)\s+)*(?:nominations?|nods?)\s+(?:at|from|by)\s+(?:the\s+)?")

_NOMINATION_FOR = re.compile(r"\s+(?:for|as|in)\s+(?:the\s+)?")

_NAMED = re.compile(r"Best|Outstanding|Worst|Favou?rite")

_LIST = re.compile(
    r"\s*(?:[,:(—–-]+\s*)?(?:including|namely|in the categor(?:y|ies) (?:of|for)|in the categor(?:y|ies)|for|among them"
    r"|such as)"
    r"\s*:?\s+|\s*[:;]\s+|\s*—\s*"
)

_AT = re.compile(
    r"\s*,?\s*(?:held\s+)?(?:at|from|by|in|during|of)\s+(?:the\s+|that year's\s+)?(?=[A-Z\d\"“'])", re.IGNORECASE
)

_IN_CATEGORY = re.compile(
    r"\s*,?\s*(?:in|under|for) the (?:categor(?:y|ies)\s*(?:(?:of|for)\s+|:\s*)?|(?=[\"“A-Z]))(?:the\s+)?",
    re.IGNORECASE,
)

_IN_WORDS = re.compile(
    r"\s+for\s+(?:the\s+)?(?P<category>best (?:[a-z-]+ ){0,3}[a-z-]+)(?=[,.;:()]|$|\s(?:at|by|in|from|and|of|to|for)\b)"
)
"""A category in small letters: `for best music`."""

_IN_YEAR = re.compile(r"\s*,?\s*(?:in|for)\s+(?P<year>1[89]\d\d|20\d\d)\b(?!\s+[A-Z])")

_BRACKET = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_ON_DATE = re.compile(
    rf"\s*,?\s*(?:held\s+)?on\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)\b"
    r"(?:,?\s+(?P<year>1[89]\d\d|20\d\d)\b)?"
)
"""The day it was given: `on 3 May`, `on May 3, 2001`."""

_FOR_WORK = re.compile(
    r"\s*,?\s*for\s+(?:his|her|its|their|the|this|work|best|direct\w+)\b[^,.;()]*?"
    r"(?=\s(?:at|by|in|from)\s+(?:the\s+)?[A-Z\d]|[,.;()]|\sand\s|$)"
)

_FOR_WHOM = re.compile(r"\s*,?\s*(?:for|shared by|shared between|to|awarded to)\s+(?:both\s+)?(?=[A-Z])")

_OWN_SONG = re.compile(r"\s+(?P<name>\"[^\"]{1,90}\"|“[^“”]{1,90}”)")

_LOST = re.compile(r"\s*,?\s*(?:but\s+)?(?:losing|lost)\s+(?:out\s+)?to\b[^,.;()]*")

_ASIDE = re.compile(
    r"(?:also |but )?(?:lost|losing|shared|tied|for|with|the|as|in|(?-i:[Aa](?= [a-z])))\b", re.IGNORECASE
)
_AND = re.compile(
    r"\s*(?:,\s*(?:and|as well as|plus)\s+|,\s*|;\s*(?:and\s+)?|\s+and\s+|\s+as well as\s+|\s*&\s+|\s+plus\s+"
    r"|\s+along with\s+)"
    r"(?:also\s+)?(?:for\s+)?(?!(?:for|in|at)\b)"
)

_WHOM = re.compile(
    r"(?:him|her|them|(?P<who>[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5}))\s+(?=(?:an?|the|his|her|their|two|Best)\s)"
)

_PERSON_FOR = re.compile(r"(?P<who>[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5}) for\s+(?:the\s+)?")


@dataclass
class Found:
    """What stands after a verb: prizes, and the body named for all of them; `end` is where it ends."""

    prizes: list[Prize]
    body: Entity | None
    end: int
    whom: Rich | None = None
    """Who gets it, named between the verb and the prize."""
    pronoun: bool = False
    """Whether `him`, `her` or `them` stands there."""


def read_prizes(reader: Reader, text: Rich, begin: int, stop: int) -> Found:
    """The prizes named from `begin` on, at most to `stop`."""
    text = text.cut(0, stop)
    found = Found([], None, begin)
    position = begin
    whom = _WHOM.match(text.text, position)
    if whom:  # `won her the …`, `earned Jane Doe a …`
        if whom["who"] is None:
            found.pronoun = True
        else:
            found.whom = text.cut(*whom.span("who"))
        position = whom.end()
    leading = _AT.match(text.text, position)
    if leading:  # `nominated by the Guild for …`
        end, found.body = body_at(reader, text, leading.end())
        if found.body is not None:
            joint = re.compile(r"\s+(?:for|with)\s+").match(text.text, end)
            position = joint.end() if joint else end
    counted: Entity | None = None
    nominated = False
    while len(found.prizes) < MAX_PRIZES:
        opened = _count(reader, text, position, found)
        if opened is not None:
            counted, nominated, position = opened
        begin = position
        taken = _prize(reader, text, position, found)
        if taken is None:
            held = None if found.prizes else _awards(reader, text, position)
            if held is None:
                break
            counted, position = held
            continue
        prize, position = taken
        joint = _NOMINATION_FOR.match(text.text, position)
        if prize.nominated and prize.award and prize.category is None and joint and category_ahead(text, joint.end()):
            counted, nominated, position = prize.award, True, joint.end()  # `an Oscar nomination for Best …`
            continue
        prize = replace(prize, nominated=prize.nominated or nominated, body=prize.body or counted)
        found.prizes.append(replace(prize, place=(begin, position)))
        found.end = position
        joint = _AND.match(text.text, position)
        if joint is None:
            break
        position = joint.end()
    return found


def _count(reader: Reader, text: Rich, position: int, found: Found) -> tuple[Entity | None, bool, int] | None:
    """(body, whether it counts nominations, where its list begins) of `four Golden Globes, including …`."""
    few = _FEW.match(text.text, position)
    if few is not None:
        return None, False, few.end()
    inside = _CATEGORIES.match(text.text, position)
    if inside is not None:
        return None, False, inside.end()
    bare = _BARE.match(text.text, position)
    if bare is not None:
        return None, True, bare.end()
    placed = _PLACED.match(text.text, position)  # `nominations at the Swan Awards for …`
    if placed is not None:
        end, body = body_at(reader, text, placed.end())
        joint = _NOMINATION_FOR.match(text.text, end)
        if body is not None and joint is not None:
            return body, True, joint.end()
    count = _COUNT.match(text.text, position)
    if count is None or _PLAIN_AWARD.match(text.text, position) or _NAMED.match(count["body"]):
        return None
    counted = _counted(reader, text, count)
    end = next((m.end for m in text.of("link") if m.begin < count.end() < m.end), count.end())
    at = _AT.match(text.text, end)
    if at:
        after, body = body_at(reader, text, at.end())
        if body is not None:
            counted, end = body, after
    found.body = found.body or counted
    found.end = max(found.end, end)
    listed = _LIST.match(text.text, end)
    if listed is None:
        return None
    return counted, count["noun"].lower().startswith(("nominat", "nod")), listed.end()


def _awards(reader: Reader, text: Rich, position: int) -> tuple[Entity, int] | None:
    """(body, where its list begins) of `the Swan Awards in the categories of …`."""
    article = _ARTICLE.match(text.text, position)
    end, body = body_at(reader, text, article.end() if article else position)
    joint = _OF_AWARDS.match(text.text, end) if body is not None and body.name.endswith("s") else None
    if body is None or joint is None or not category_ahead(text, joint.end()):
        return None
    return body, joint.end()


def _counted(reader: Reader, text: Rich, count: re.Match[str]) -> Entity | None:
    """The body in `four Golden Globe Awards`."""
    links = [m for m in text.of("link") if m.begin < count.end() and m.end > count.start("body")]
    if links and names_category(links[0].value):
        return None
    if links:
        if links[0].begin <= count.start():  # `[[9th Swan Awards|six Swan Awards nominations]]`
            name = (count["body"] + (count["noun"] if count["noun"][0].isupper() else "")).strip()
            return Entity(name or links[0].value, links[0].value, Kind.AWARD)
        named = count["noun"][0].isupper() or count["noun"].split()[-1].startswith(("award", "prize"))
        part = text.cut(links[0].begin, max(links[0].end, count.end()) if named else links[0].end)
        return reader.entity(unquoted(part), Kind.AWARD)
    name = (count["body"] + (count["noun"] if count["noun"][0].isupper() else "")).strip()
    return reader.named(name, Kind.AWARD) if name else None


def body_at(reader: Reader, text: Rich, begin: int, *, anything: bool = False) -> tuple[int, Entity | None]:
    """The body, festival or ceremony whose name begins there; `anything`: whatever it is called."""
    end = phrase(text, begin)
    inner = text.text.find(" for ", begin, end)
    if inner > 0 and not text.linked(inner, inner + 5):
        end = inner
    part = text.cut(begin, end)
    links = part.of("link")
    if not part or not (anything or BODY.search(part.text) or any(BODY.search(m.value) for m in links)):
        return begin, None
    if SUPERLATIVE.match(part.text):
        return begin, None
    return end, award_entity(reader, part)


def _prize(reader: Reader, text: Rich, position: int, found: Found) -> tuple[Prize, int] | None:
    body = text.text
    names: tuple[Rich, ...] = ()
    who = _PERSON_FOR.match(body, position)
    if (
        who
        and not text.linked(who.end("who"), who.end())
        and not BODY.search(who["who"])
        and not SUPERLATIVE.match(who["who"])
        and not PRIZE.search(who["who"])
        and not any(names_category(m.value) for m in text.cut(*who.span("who")).of("link"))
    ):
        names = (text.cut(*who.span("who")),)
        position = who.end()
    given = _AWARD_FOR.match(body, position)
    quote = given is not None and body[given.end() : given.end() + 1] in ('"', "“")
    if given is not None and category_ahead(text, given.end() + quote):  # `the award for Best Actress`
        position = given.end()
    plain = _PLAIN_AWARD.match(body, position)
    if plain is not None:
        prize, end = Prize(None, None, names), plain.end()
    else:
        article = _ARTICLE.match(body, position)
        begin = article.end() if article else position
        year = _YEAR_BEFORE.match(body, begin)
        if year and not text.linked(*year.span()):
            begin = year.end()
        end = phrase(text, begin)
        part = text.cut(begin, end)
        if not part or _COUNTED.match(part.text):
            return None
        made = named_prize(reader, part)
        if made is None:
            return None
        stated = OF_THE_YEAR.search(part.text)
        year_stated = year["year"] if year and begin == year.end() else stated["year"] if stated else None
        prize = replace(made, names=names, year=int(year_stated) if year_stated else None)
        tail = _TAIL_NOUN.match(body, end)
        if tail:
            end = tail.end()
            prize = replace(prize, nominated=prize.nominated or tail["noun"] in ("nomination", "nod"))
    prize, end = _after(reader, text, end, prize, found)
    named = _QUOTED_NAME.match(body, end) if plain is not None and prize.category is None else None
    if named is not None:  # `a special award at the Swan Awards: "Best Film of 50 Years"`
        prize = replace(prize, category=category_entity(reader, text.cut(*named.span("name"))))
        end = named.end()
    if plain is not None and prize.body is None and found.body is None:
        return None
    return prize, end


def _after(reader: Reader, text: Rich, end: int, prize: Prize, found: Found) -> tuple[Prize, int]:
    """What follows a prize's name: brackets, `at the …`, `in 1995`, `for …`."""
    body = text.text
    for _ in range(6):
        bracket = _BRACKET.match(body, end)
        if bracket:
            prize = _bracket(reader, text.cut(bracket.start(1), bracket.end(1)), prize)
            end = bracket.end()
            continue
        year = _IN_YEAR.match(body, end)
        if year:
            prize, end = replace(prize, year=prize.year or int(year["year"])), year.end()
            continue
        day = _ON_DATE.match(body, end)
        if day:
            stated = int(day["year"]) if day["year"] else None
            prize, end = replace(prize, year=prize.year or stated), day.end()
            continue
        lost = _LOST.match(body, end)
        if lost:
            end = lost.end()
            continue
        inside = _IN_CATEGORY.match(body, end)
        if inside and prize.category is None:
            stop = phrase(text, inside.end())
            part = text.cut(inside.end(), stop)
            if part and (
                SUPERLATIVE.match(unquoted(part).text) or any(names_category(m.value) for m in part.of("link"))
            ):
                prize, end = replace(prize, category=category_entity(reader, part)), stop
                continue
        words = _IN_WORDS.match(body, end)
        if words and prize.category is None:
            prize = replace(prize, category=Entity(words["category"], None, Kind.CATEGORY))
            end = words.end()
            continue
        if words and prize.award is None and prize.category and prize.category.link is None:
            name = prize.category.name  # a festival's `Audience Award for best documentary`
            if PRIZE.search(name):
                prize = replace(prize, category=replace(prize.category, name=f"{name} for {words['category']}"))
                end = words.end()
                continue
        at = _AT.match(body, end)
        if at:
            place = at[0].split()[0].strip(",").lower() == "at" or text.linked(at.end(), at.end() + 1)
            stop, named = body_at(reader, text, at.end(), anything=place and not re.match(r"\s*,?\s*in\b", at[0]))
            if named is not None:
                for index, before in enumerate(found.prizes):
                    if before.body is None:
                        found.prizes[index] = replace(before, body=named)
                prize, end = given_at(prize, named) if "at" in at[0].split() else replace(prize, body=named), stop
                continue
        work = _FOR_WORK.match(body, end)
        if work:
            italics = [m for m in text.of("italic") if work.start() <= m.begin < work.end()]
            if italics and not any(reader.is_film(text.cut(m.begin, m.end)) for m in italics):
                prize = replace(prize, other_work=True)
            end = work.end()
            continue
        whom = _FOR_WHOM.match(body, end)
        if whom and not prize.names and not category_ahead(text, whom.end()):
            stop = people_end(text, whom.end())
            song = _OWN_SONG.match(body, stop) if body[:stop].endswith(("'s", "’s")) else None
            if song:  # `for Jane Doe's "Moss"`
                prize, end = replace(prize, names=(text.cut(*song.span("name")),)), song.end()
                continue
            part = text.cut(whom.end(), stop)
            if part and not BODY.search(part.text):
                if part.covered("italic") and not reader.is_film(part):
                    prize = replace(prize, other_work=True)
                elif not part.covered("italic"):
                    prize = replace(prize, names=(part,))
                end = stop
                continue
        break
    return prize, end


def _bracket(reader: Reader, inner: Rich, prize: Prize) -> Prize:
    if prize.award is not None and prize.category is None and _is_nickname(reader, inner):
        return prize
    for part in inner.split(re.compile(r";\s*")):
        words = part.text
        year = year_in(words) if len(words) <= 9 else None
        if year:
            prize = replace(prize, year=prize.year or year)
        elif words[:1].isupper() and not prize.names and not BODY.search(words) and not _ASIDE.match(words):
            prize = replace(prize, names=(part,))
    return prize


def _is_nickname(reader: Reader, inner: Rich) -> bool:
    """Whether brackets behind an award hold another name of it: one word that names nobody linked in the article."""
    if not inner.text.isalpha() or inner.of("link"):
        return False
    return full_person(reader, Entity(inner.text, None, Kind.NOMINEE)).link is None
