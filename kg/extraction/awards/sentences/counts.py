"""How many awards or nominations a sentence counts, before it names them: `four Golden Globes, including …`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from kg.extraction.awards.names.naming import BEST, names_category, unquoted
from kg.extraction.awards.names.phrases import ARTICLE, AT, HOW_OFTEN, PLAIN_AWARD, category_ahead, phrase
from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.names.years import TO_YEAR, YEAR
from kg.extraction.awards.sentences.bodies import body_at
from kg.extraction.awards.sentences.lowercase import small_ahead
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.values.numbers import NUMBER_WORDS
from kg.wikitext.rich import Rich

NOMINATION_FOR = re.compile(r"\s+(?:for|as|in)\s+(?:the\s+)?")

NUMBER = "(?:[0-9]{1,2}|" + "|".join(sorted(NUMBER_WORDS.keys() - {"zero", "one"}, key=len, reverse=True)) + ")"


def is_number(word: str) -> bool:
    """Whether a word or digits tell a number."""
    return word.isdigit() or word in NUMBER_WORDS


_OF_ALL = rf"(?:{NUMBER}|all)\s+of\s+(?:the|its|his|her|their)\s+(?={NUMBER}\s)"
"""How many of those that somebody was nominated for were won, as a pattern: `six of its nine` nominations."""
_OUT_OF = re.compile(
    rf"\s+out\s+of\s+(?:(?:an?|its|the)\s+)?(?:(?:record|total)\s+(?:of\s+)?)?{NUMBER}\s+(?:total\s+)?"
    r"(?:nominations|nods|categories)(?=,|:|\s+(?:at|for)\b)"
)
"""Behind what was won, how many nominations there were."""
_WON = re.compile(r"\b(?:won|win|wins|winning|(?:took|taking) home)\s+$")
_COUNT = re.compile(
    rf"(?:in\s+)?(?P<won>{_OF_ALL})?"
    rf"(?:(?:an?\s+[a-z-]+(?:\s+of)?|another)\s+(?={NUMBER}\s)|a total of\s+|all\s+|as many as\s+)?"
    rf"(?:{NUMBER}|the most|several|many|numerous|multiple|various|a number of|some)\s+"
    r"(?P<body>(?:[A-Z][\w'’.&–-]*\s+(?:(?:(?:of|for|and|in|the|di|de|del)\s+){1,2}(?=[A-Z]))?)*)"
    r"(?P<noun>(?:(?!(?:in|the|of|for|and)\s)[a-z]+\s+){0,2}?"
    r"(?:awards?|prizes?|honou?rs?|nominations?|categories|distinctions|nods|Oscars|BAFTAs"
    r"|Globes|Emmys|Grammys|C[eé]sars|Goyas|Awards?|Razzies))\b",
)

_FEW = re.compile(
    rf"(?:(?:awards|prizes)\s+(?=in\s))?(?:(?:in\s+)?(?:just|only)\s+)?(?:in\s+)?(?:one|both|{NUMBER})"
    r"(?: of (?:them|these|which)|(?: more| others?| further| additional)?(?: categor(?:y|ies))?)"
    r"\s*(?:[:(—–]\s*|,\s*(?:including|for)\s+|including\s+|for\s+)(?:for\s+)?"
)

_ONE = re.compile(r"(?:(?:just|only)\s+)?one,\s+(?:for\s+)?(?:the\s+)?")
"""Of several nominations the one that was won: `it won one, Best Song`."""

_BARE = re.compile(
    rf"(?:(?:{HOW_OFTEN}|an?|its|his|her|further|additional|other|more|only|sole)\s+)*(?:nominations?|nods?)"
    r"\s+(?:for|in|including)\s+"
    r"(?:the\s+categor(?:y|ies)\s+(?:of|for)\s+(?:the\s+)?)?"
)

_CATEGORIES = re.compile(
    r"(?:in|for|under)\s+the\s+(?:following\s+)?categor(?:y|ies)\s*(?:of\s+|for\s+|:\s*)?(?:the\s+)?"
)

_OF_AWARDS = re.compile(rf"\s+(?:{_CATEGORIES.pattern}|in\s+the\s+|for\s+)")
"""Between awards and their categories: `the Swan Awards in the categories of …`, `the Swan Awards in the Best …`."""

_AWARDS_NOUN = re.compile(r"\s+(?:awards|prizes)\b")
"""Behind a body: `the [[Swan Circle]] awards for …`."""

_NOMINATIONS = re.compile(r"\s*\b(?:[Nn]ominations?|nods?)\b")
"""The word for nominations in what is counted."""

_PLACED = re.compile(rf"(?:(?:{HOW_OFTEN}|an?|its|his|her)\s+)*(?:nominations?|nods?)\s+(?:at|from|by)\s+(?:the\s+)?")

_LIST = re.compile(
    r"\s*(?:[,:(—–-]+\s*)?(?:including|namely|in the categor(?:y|ies) (?:of|for)|in the categor(?:y|ies)|for|among them"
    r"|such as)"
    r"\s*:?\s+|\s*[:;]\s+|\s*—\s*|\s+[–-]\s+(?=(?:Best|Outstanding)\b)|\s*\((?=(?:Best|Outstanding)\b)"
)

_NOMINATED_FOR = re.compile(
    rf"\s+(?:(?:for|in)\s+which\s+)?(?:it|he|she|they|the\s+{FILM})\s+(?:was|were|had\s+been)\s+nominated"
    r"(?:\s+for)?(?=\s*(?:[:,(–—]|including\b))"
)
"""Behind what was won: `all six awards it was nominated for: …`."""
_MOST = re.compile(
    r"\s*,\s+(?:the\s+(?:most|highest|largest)|more\s+than|(?:tied|tying)\s+(?:for|with))\b[^,.;:()\"“A-Z]{0,60}"
    r"(?:,\s+(?=including)|(?=:))"
)
"""How many others had: `eight nominations, the most of any film that year, including …`."""

_ASIDE = re.compile(r"\s+\((?!including|namely|for |in |among|such|Best)[^()]{1,90}\)(?=,|:| in(?:cluding)? )")
"""Between a count and its list: `six nominations (tied with ''Moss''), including …`."""
_YEAR = re.compile(
    rf"\s+(?:in\s+|(?P<open>\())(?P<year>{YEAR}){TO_YEAR}(?(open)\))(?=[:,—–]| for | including | [–—-] )"
)

_COMMA = re.compile(r"\s*,\s+(?:the\s+)?")
_GOES_ON = re.compile(r",|\.?$|\s+(?:and|for)\s|\s+\(")
"""What stands behind the first category of a list, and behind none that a clause is about: `three Swan Awards, Best
Film and Best Song`."""

_IN_LISTS = frozenset("a also an and as at by for from in of on or plus the to with".split())
"""Words in small letters that stand between the names of a list of prizes."""
_SMALL_WORD = re.compile(r"\b[a-z][\w'’]*")


class Count(NamedTuple):
    """What a sentence counts, and where the list of it begins; None when it does not go on with one."""

    body: Entity | None
    """Who gives what is listed."""
    nominations: bool
    begin: int | None
    end: int = 0
    of_all: Entity | None = None
    """The body when it is that of all that the verb tells of."""
    year: int | None = None
    """The year said behind it."""


def read_count(reader: Reader, text: Rich, position: int) -> Count | None:
    """The count that begins at `position`; None when there is none."""
    for pattern, nominations in ((_FEW, False), (_CATEGORIES, False), (_BARE, True)):
        match = pattern.match(text.text, position)
        if match is not None:
            few = _FEW.match(text.text, match.end()) if nominations else None  # `nominations in two categories: …`
            held = _count(reader, text, match.end()) if nominations and few is None else None
            if held is not None and held.begin is not None:  # `nominations for eight Swan Awards: …`
                return held._replace(nominations=True)
            return Count(None, nominations, few.end() if few else match.end())
    one = _ONE.match(text.text, position)
    if one is not None and category_ahead(text, one.end()):
        return Count(None, False, one.end())
    placed = _PLACED.match(text.text, position)  # `nominations at the Swan Awards for …`
    if placed is not None:
        end, body = body_at(reader, text, placed.end())
        joint = NOMINATION_FOR.match(text.text, end)
        if body is not None and joint is not None:
            return Count(body, True, joint.end())
    return _count(reader, text, position)


def _count(reader: Reader, text: Rich, position: int) -> Count | None:
    """The count in words and digits that begins there: `four Swan Awards, including …`."""
    count = _COUNT.match(text.text, position)
    if count is None or PLAIN_AWARD.match(text.text, position) or BEST.match(count["body"]):
        return None
    counted = _counted(reader, text, count)
    end = noun_end = next((m.end for m in text.of("link") if m.begin < count.end() < m.end), count.end())
    won = count["won"] is not None and _WON.search(text.text, 0, position) is not None
    out_of = _OUT_OF.match(text.text, end)
    end = out_of.end() if out_of else end
    body, year, end = _behind_count(reader, text, end)
    counted = body or counted
    listed = _LIST.match(text.text, end)
    begin = listed.end() if listed and (";" not in listed[0] or _is_list(text, listed.end())) else None
    comma = _COMMA.match(text.text, end) if begin is None else None
    if comma and category_ahead(text, comma.end()) and _GOES_ON.match(text.text, phrase(text, comma.end())):
        begin = comma.end()
    return Count(
        counted,
        not won and _NOMINATIONS.search(text.text, count.start("noun"), noun_end) is not None,
        begin,
        end,
        counted,
        year,
    )


def _behind_count(reader: Reader, text: Rich, end: int) -> tuple[Entity | None, int | None, int]:
    """(who gives what was counted, the year, where these end) of what stands between a count and its list: ` at the
    [[Swan Awards]], the most of any film,`."""
    year, giver = _YEAR.match(text.text, end), None
    at = AT.match(text.text, end) if year is None else None
    if at:
        after, giver = body_at(reader, text, at.end())
        end = after if giver is not None else end
    of_all = _NOMINATED_FOR.match(text.text, end)
    end = of_all.end() if of_all else end
    aside = _MOST.match(text.text, end) or _ASIDE.match(text.text, end)
    end = aside.end() if aside else end
    year = year or _YEAR.match(text.text, end)
    end = year.end() if year and year.start() == end else end
    return giver, int(year["year"]) if year else None, end


def _is_list(text: Rich, begin: int) -> bool:
    """Whether nothing but names and the words between them follows: after a semicolon as well a clause may stand, `won
    four Swan Awards; Best Film went to another`."""
    return all(word[0] in _IN_LISTS or text.linked(*word.span()) for word in _SMALL_WORD.finditer(text.text, begin))


def _without_noun(body: Entity) -> tuple[Entity, bool]:
    """(a body without the word for nominations that its link holds and what follows it, whether it does): `[[Swan
    Awards|Swan nominations]]`."""
    noun = _NOMINATIONS.search(body.name)
    if noun is None or body.link is None:
        return body, False
    return replace(body, name=body.name[: noun.start()] or body.link), True


def awards_of(reader: Reader, text: Rich, position: int) -> tuple[Entity, bool, int] | None:
    """(body, whether nominations are told of, where its list begins) of `the Swan Awards in the categories of …`."""
    article = ARTICLE.match(text.text, position)
    end, body = body_at(reader, text, article.end() if article else position)
    noun = _AWARDS_NOUN.match(text.text, end) if body is not None else None
    end = noun.end() if noun else end
    joint = _OF_AWARDS.match(text.text, end) if body is not None and (noun or body.name.endswith("s")) else None
    if body is None or joint is None or not (category_ahead(text, joint.end()) or small_ahead(text, joint.end())):
        return None
    return (*_without_noun(body), joint.end())


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
        body = reader.entity(unquoted(part), Kind.AWARD)
        return _without_noun(body)[0] if body is not None else None
    name = (count["body"] + (count["noun"] if count["noun"][0].isupper() else "")).strip()
    return reader.named(name, Kind.AWARD) if name else None
