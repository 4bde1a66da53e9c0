"""Where an item of an award list is cut: at dashes, colons and commas, and where links or words show a new part.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.awards.lists.asides import country_in
from kg.extraction.awards.names.cellnames import NAME
from kg.extraction.awards.names.givers import names_festival
from kg.extraction.awards.names.naming import BEST, BODY, CATEGORY_START, SUPERLATIVE, names_category
from kg.extraction.awards.names.phrases import FESTIVAL_START, PRIZE
from kg.extraction.awards.names.prizekinds import FOR_FILMS, PRIZE_WORD, is_named_prize, names_no_giver
from kg.extraction.awards.names.wording import has_category_words, is_person_like
from kg.extraction.awards.names.years import NTH, NTH_IN_WORDS
from kg.extraction.surroundings import is_link
from kg.wikitext.rich import Mark, Rich

_SEPARATOR = re.compile(
    r"\s*:-\s*|\s+(?:and|&)\s+(?=Best\b|Outstanding\b)|\s+[–—-]+\s+|\s*—\s*|\s*--+\s*|\s*–\s+|\s+–|:\s+|:$|,\s+(?:and\s+(?=Best\b|Outstanding\b))?|;\s+|\n|\.{3,}|…"
    r"|(?:(?<=\))|(?<=film)|(?<=actor)|(?<=actress)|(?<=director))\s+and\s+(?=best\s(?!of\b))"
    r"|\s+-(?=[A-Z])|(?<=Award)[–-](?=[A-Z])(?!Winning|Nominated)"
)

_PRIZES = re.compile(
    rf"\s+and\s+(?:the\s+)?(?=(?:{SUPERLATIVE.pattern}|Youth|Public|Student|Ecumenical|FIPRESCI)(?:\s+[A-Z][\w'’-]*)*?"
    rf"\s+{PRIZE_WORD}s?\b)"
)
"""Between two prizes of one giver: `Special Jury Prize and Audience Award`."""

PRIZE_NAME = re.compile(rf"{SUPERLATIVE.pattern}(?:\s+[A-Z][\w'’-]*)*?\s+{PRIZE_WORD}s?$")
"""A text that is the general name of a prize."""

_AT_BODY = re.compile(
    rf",?\s+(?:at|from|(?P<for>for)(?=\s+(?:the\s+)?{NTH}\s))\s+(?:the\s+{NTH_IN_WORDS})?"
    r"(?=(?P<body>[A-Z\d][^,;:–—()\n]{0,90}))"
)
"""`Best Actor at the Moss Film Festival`, or `for` a ceremony by its number."""

_GIVEN_PRIZE = re.compile(rf"(?=.*\s)(?:{SUPERLATIVE.pattern}|.*\s{PRIZE_WORD}$)")
"""Before a body that is linked: `Grand Prix of the [[Moss Film Festival]]`."""

_FOR = re.compile(r"\s+for\s+(?=\w)")

_AHEAD = re.compile(r"(?:(?:Won|Nominated for) )?(?:(?:[Tt]he|[Aa]n?) )?")
"""What may begin an item before a linked body."""

_FOR_BEST = re.compile(r"\s+for\s+(?=(?:the\s+)?(?:[Bb]est|[Oo]utstanding)\b)")
"""Behind a body: `Golden Fern at the Moss Film Festival for best actor`."""

_NOMINATION = re.compile(r"\s+(?P<word>[Nn]ominations?)\s+(?:for|as|in)\s+(?:the\s+)?")
"""Between a body and a linked prize: `Moss Film Festival nomination for the [[Golden Swan]]`."""


def joints(text: Rich) -> tuple[dict[int, int], set[int], set[int]]:
    """(where separators begin: where they end, the ends of those between prizes that `and` joins, where what a prize
    was given for begins)."""
    body = text.text
    separators = {m.start(): m.end() for m in _SEPARATOR.finditer(body)}
    separators = _with_small(text, separators) if " for best " in body else separators
    prizes: set[int] = set()
    for joint in _PRIZES.finditer(body) if "and" in body else ():
        if body[joint.start() - 1] == "," and joint.start() - 1 in separators:  # `A Prize, B Prize, and C Award`
            separators[joint.start() - 1] = joint.end()
            continue
        last = last_part(body, joint.start())
        if PRIZE_NAME.search(last) or FESTIVAL_START.match(last) or FOR_FILMS.fullmatch(last) or _ends_prize(last):
            separators[joint.start()] = joint.end()
            prizes |= {joint.start(), joint.end()}
    for result in _NOMINATION.finditer(body) if "omination" in body else ():
        linked = any(m.begin == result.end() for m in text.of("link"))
        if linked and BODY.search(last_part(body, result.start())):
            separators |= {result.start(): result.start("word"), result.end("word"): result.end()}
    bodies = [m for m in _AT_BODY.finditer(body) if BODY.search(m["body"])]
    bodies = [m for m in bodies if not m["for"] or BEST.search(last_part(body, m.start()))]
    given = _given_for(text, [m.span("body") for m in bodies])
    separators |= {m.start(): m.end() for m in bodies} | given | _before_links(text)
    festival = _FESTIVAL.match(body) if "Film Festival " in body else None
    if festival and not text.linked(*festival.span()) and _is_before_prize(text, 0, festival.end()):
        separators[festival.end()] = festival.end() + 1
    joined = _between_categories(text) if " & " in body or " and " in body else {}
    separators |= joined
    prizes |= {*joined, *joined.values()}
    return separators, prizes, set(given.values())


def _ends_prize(text: str) -> bool:
    """Whether a text ends with a prize by its name, or with who got one: `Best Actress (Jane Doe)`."""
    return is_named_prize(text) or (text.endswith(")") and CATEGORY_START.match(text) is not None)


def _with_small(text: Rich, separators: dict[int, int]) -> dict[int, int]:
    """The separators with that behind the linked body of categories in small letters, `[[Swan Award]] for best director
    and best actor`; behind any other text these are not told apart."""
    begin = text.text.index(" for best ")
    kept = {start: end for start, end in separators.items() if start < begin or not text.text.startswith("best ", end)}
    linked = any(m.end == begin and _AHEAD.fullmatch(text.text, 0, m.begin) for m in text.of("link"))
    return {**separators, begin: begin + len(" for ")} if linked and len(kept) < len(separators) else kept


def _given_for(text: Rich, bodies: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Where separators begin: where they end, of those behind bodies, before what or whom the prize was for."""
    out: dict[int, int] = {}
    for begin, end in bodies if " for " in text.text else ():
        link = next((m for m in text.of("link") if begin <= m.begin < end), None)
        joint = _FOR.match(text.text, link.end) if link else None
        joint = joint or _FOR_BEST.search(text.text, begin, end)
        if joint and not text.linked(*joint.span()):
            out[joint.start()] = joint.end()
    return out


def _before_links(text: Rich) -> dict[int, int]:
    """Where separators begin: where they end, of those that only a link behind them shows: `Grand Prix of the [[Moss
    Festival]]`, `[[Swan Award]]-[[Jane Doe]]`, `[[Swan Award for Best Actor]] [[Joe Doe]]`."""
    out: dict[int, int] = {}
    before = None
    for link in text.of("link"):
        between = text.text[before.end if before else 0 : link.begin]
        hyphen = between in ("-", "–") and before and names_prize(text.text[before.begin : before.end], before.value)
        if before and (hyphen or (between == " " and _is_name_behind(text, before, link))):
            out[before.end] = link.begin
        elif between.endswith(("-", "–")) and _ends_category(between[:-1]) and _is_name_at_end(text, link):
            out[link.begin - 1] = link.begin
        elif between.endswith((" of ", " of the ")) and BODY.search(f"{text.text[link.begin : link.end]} {link.value}"):
            begin = text.text.rindex(" of ", 0, link.begin)
            if _GIVEN_PRIZE.match(last_part(text.text, begin)) and not names_category(link.value):
                out[begin] = link.begin
        elif _is_before_prize(text, link.begin, link.end) and _festivals(text) == [link]:
            out[link.end] = link.end + 1
        before = link
    return out


_FESTIVAL = re.compile(r"(?:[A-Z\d][\w.'’&-]* ){1,6}Film Festival(?= )")

_EDITION = re.compile(rf"(?:the )?(?:{NTH}|\d+)?", re.IGNORECASE)
"""What may stand before the name of a festival."""


def _festivals(text: Rich) -> list[Mark]:
    return [link for link in text.of("link") if names_festival(text.cut(link.begin, link.end))]


def _is_before_prize(text: Rich, begin: int, end: int) -> bool:
    """Whether a part begins with a name there, and a prize of a name of its own, which a part ends with, stands behind
    it without a sign: `[[Moss Festival]] Golden Fern`."""
    body = text.text
    if body[end : end + 1] != " " or not body[end + 1 : end + 2].isupper():
        return False
    if not _EDITION.fullmatch(last_part(body, begin)):
        return False
    stop = next((m.start() for m in _STOP.finditer(body, end + 1) if not text.linked(*m.span())), len(body))
    prize = body[end + 1 : stop].partition(" for ")[0].strip()
    if FESTIVAL_START.match(prize):
        return True
    return " " in prize and names_no_giver(prize)


_STOP = re.compile(rf"{_SEPARATOR.pattern}| \(")


def _between_categories(text: Rich) -> dict[int, int]:
    """Where separators begin: where they end, of those between two categories of which a whole link is one: `[[Swan
    Award for Best Film|Best Film]] & Audience Award`. Two links to one page are the halves of one category."""
    out: dict[int, int] = {}
    categories = [link for link in text.of("link") if names_category(link.value)]
    pages = {link.begin: link.value for link in categories}
    for link in categories:
        joint = AND_CATEGORY.match(text.text, link.end)
        page = pages.get(joint.end()) if joint else None
        if joint and (page not in (None, link.value) or _precedes_category(text.text, joint)):
            out[link.end] = joint.end()
        begin = link.begin - 3
        if text.text.startswith(" & ", max(begin, 0)) and _ends_category(last_part(text.text, begin)):
            out[begin] = link.begin
    return out


AND_CATEGORY = re.compile(r" (?:&|and)(?: the)? ")
"""What joins two categories or awards."""


def _precedes_category(body: str, joint: re.Match[str]) -> bool:
    return joint[0] == " & " and SUPERLATIVE.match(body, joint.end()) is not None


def _ends_category(text: str) -> bool:
    """Whether a text ends with the name of a category: `Swan Award Best Villain`."""
    best = BEST.search(text)
    return best is not None and text[-1].isalpha() and _SEPARATOR.search(text, best.end()) is None


def _is_name_at_end(text: Rich, link: Mark) -> bool:
    """Whether a link may be a name behind a category and a hyphen without spaces, rather than the category's last
    words, `Best Non-[[Hindi cinema|Hindi]] Film`: it has several words, the first with a capital, and none follows."""
    name, after = text.text[link.begin : link.end], text.text[link.end :]
    if " " not in name or not name[0].isupper() or CATEGORY_START.match(name) or names_category(link.value):
        return False
    return not after.lstrip()[:1].isalnum()


def _is_name_behind(text: Rich, category: Mark, link: Mark) -> bool:
    """Whether a link right behind that of a category names who got it, rather than going on with the category: it is
    called like a person, nobody's follows behind a dash or colon, and the former is called by its page's whole title or
    the latter by several names."""
    if not names_category(category.value) or names_prize(text.text[link.begin : link.end], link.value):
        return False
    shown, name = text.cut(category.begin, category.end).text, text.cut(link.begin, link.end).text
    if not shown.rsplit(maxsplit=1)[-1][0].isupper() or CATEGORY_START.match(name) or _NAMES.fullmatch(name) is None:
        return False
    titled = "Award for Best " in shown
    behind = _BEHIND_SIGN.match(text.text, link.end)
    if behind is not None and _names_person(text.cut(*behind.span("rest")), linked=titled):
        return False
    if has_category_words(name) or country_in(name):
        return False
    return titled or (BEST.match(shown) is not None and " " in name)


def _names_person(text: Rich, *, linked: bool) -> bool:
    """Whether a text names someone by several names, rather than a work or body. linked: one without a link may be the
    title of a song."""
    if " " not in text.text or text.of("italic") or (linked and not is_link(text)):
        return False
    pages = (link.value for link in text.of("link"))
    named = _NAMES.fullmatch(text.text) and is_person_like(text)
    return bool(named) and not any(names_prize(text.text, page) for page in pages)


_NAMES = re.compile(rf"{NAME.pattern}(?:(?:–| & | and ){NAME.pattern})*+")

_BEHIND_SIGN = re.compile(r"\s*(?:[–—:]|-+(?=\s))\s*(?P<rest>[^\W\d_].*)", re.DOTALL)
"""What stands behind a dash or a colon, unless it is a year or the like."""


def names_prize(name: str, page: str) -> bool:
    """Whether a linked name is that of an award, a body or a category."""
    return bool(PRIZE.search(name) or BODY.search(name)) or names_category(page)


def last_part(body: str, end: int) -> str:
    """What stands between the last separator before `end` and there."""
    begin = max((m.end() for m in _SEPARATOR.finditer(body, 0, end)), default=0)
    return body[begin:end].strip()
