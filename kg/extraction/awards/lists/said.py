"""What a text of an award list states of a result or a year, alone or beside a name.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.awards.names.naming import BEST, BODY, SUPERLATIVE, dateless, names_category, without_year_of
from kg.extraction.awards.names.results import Outcome, outcome_of_text
from kg.extraction.awards.names.wording import THE_FILM, has_category_words, is_category_part
from kg.extraction.awards.names.years import YEAR
from kg.extraction.reader import Reader
from kg.model import Result
from kg.wikitext.rich import Rich, join

WON = Outcome(Result.WON, "Won")
"""Gold standard: a list without any result word lists what was won."""

DATE = re.compile(
    r"^\(?(?:In )?(?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{1,2},? )?)?"
    rf"(?P<year>{YEAR})(?:\s*[–/-]\s*\d{{2,4}})?\)?\.?$"
)

LEADING_YEAR = re.compile(rf"^\(?(?:In )?(?P<year>{YEAR})\)?(?:[:,]|\s[–—-])?\s+(?=\S)")

_LEADING_RESULT = re.compile(
    r"^(?P<result>won|winners?|wins?|awarded|received|recipient|nominated|nominations?|nominees?|runners?-up|shortlisted|finalist)\b"
    r"(?:\s+(?:for|of|as|in|at|by))?(?:\s+(?:the|an?))?\s+(?=\S)",
    re.IGNORECASE,
)

_BEATEN = re.compile(r"runner|nomin|shortlisted|finalist", re.IGNORECASE)

_TRAILING_RESULT = re.compile(
    r"[\s,–-]+(?P<bracket>\()?(?P<result>won|winners?|wins?|nominated|nominations?|nominees?|runners?[ -]up"
    r"|shortlist(?:ed)?|(?P<short>(?-i:noms?)))(?(bracket)\))$",
    re.IGNORECASE,
)
_NAMED_WON = re.compile(r"[^\W\d_a-z][\w'’. -]*\w-won|[^\W\d_a-z][\w'’-]* Won")
"""A name, `Kang Dong-won` or `Kim Won`, or else a category with its result."""

_RANKED = re.compile(r"(?:#\s?\d{1,3}|nominated)\b(?=(?: [A-Z][\w-]*){1,3}$)", re.IGNORECASE)
"""A rank or `Nominated` with what it was ranked as."""

_SENT = re.compile(
    r"(?:.{1,80}? (?:was|is|were) (?:[a-z]+ )?(?:selected|chosen|submitted|picked|announced|sent) (?:as|to be) )?"
    r"(?P<said>(?:[\w.'’-]+ ){0,5}(?:submission|submitted|entry|entrant|candidate)(?: (?:of|by|from) [A-Z]\w+)?)"
    r" (?:for|to|in|at) (?:the )?(?=\S)",
    re.IGNORECASE,
)
"""What tells that a film was sent to an award, which is no win: `Iran's official submission for …`."""

_SENT_ALONE = re.compile(
    r"(?:(?!Best\b)[A-Z][\w.'’-]+ ){0,3}(?:[Oo]fficial )?(?:submission|entry|entrant)(?: (?:of|by|from) [A-Z]\w+)?"
)
"""The same, with a sign between: `Iran's official submission, Best Film`."""

_RESULT_WITH = re.compile(
    r"(?P<said>won|winner|nominated|nominee|nomination)(?:\s?[,;–—-])?\s"
    r"(?:(?:shared|tied|along|together|jointly) )?with\s",
    re.IGNORECASE,
)
"""A result, and with whom it was shared."""

_PLACE = re.compile(r"(?:#\s?|^(?:No\.|Number) ?)\d{1,3}\b")

_INNER_RESULT = re.compile(
    r"\s+(?P<result>nominations?|nominee)\s+(?:for|as|in)\s+(?:the\s+)?(?=(?:Best|Outstanding)\b)", re.IGNORECASE
)
"""A result between a body and a category: `Swan Awards nomination for Best Actor`."""


def said_by(text: str) -> Outcome | None:
    """The result that is all a segment says. What stands in quotes is a title, `"Lost to Love"`."""
    if text[:1] in ('"', "“"):
        return None
    if _TRAILING_RESULT.search(" " + text) is None and _LEADING_RESULT.match(text + " x") is None:
        outcome = outcome_of_text(text)
        return outcome if outcome is not None and len(text.split()) <= 4 and not SUPERLATIVE.match(text) else None
    return outcome_of_text(text) if _ALONE.fullmatch(text) else None


_ALONE = re.compile(r"\S+|\w+ \(.*\)|runners? up", re.IGNORECASE)


def said_of_film(reader: Reader, text: Rich) -> Outcome | None:
    """The result, which is no win, that is all that a text before any prize says of the film: `The film was screened`,
    `Shown`."""
    told = _OF_FILM.match(text.text)
    if told is not None and not (_THE_FILM.fullmatch(told["who"]) or reader.is_film(text.cut(*told.span("who")))):
        return None
    words = text.text[told.end() :] if told is not None else text.text
    if _SHOWN.fullmatch(words):
        return Outcome(Result.OTHER, words)
    said = said_by(words) if told is not None else None
    return said if said is not None and said.result is Result.OTHER else None


_OF_FILM = re.compile(r"(?P<who>.{2,80}?) (?:was|is|has been|had been) (?:also )?(?:(?:an?|the|part of the) )?")
_SHOWN = re.compile(r"(?:[Ss]hown|[Pp]remi[eè]red)(?: (?:in|out of) competition)?")
_THE_FILM = re.compile(THE_FILM, re.IGNORECASE)


def said_with(text: Rich) -> Outcome | None:
    """The result that is all a text says, but for those with whom it was shared."""
    shared = _RESULT_WITH.match(text.text) if " with " in text.text else None
    return said_by(shared["said"] if shared else text.text)


def ranked_as(text: Rich) -> Outcome | None:
    """The rank, or that there is none, with what a list has: `#23 Hero`, `Nominated Villain`."""
    ranked = _RANKED.match(text.text)
    if ranked is None or text.linked(*ranked.span()):
        return None
    return replace(outcome_of_text(ranked[0]) or WON, text=" ".join(text.text.split()))


def place_in(text: Rich) -> Outcome | None:
    """The place that a text states: `No. 5`, `Moss Film Poll #12`. What stands in quotes is a title."""
    place = _PLACE.search(text.text)
    if place is None or text.linked(*place.span()) or text.text[: place.start()].count('"') % 2:
        return None
    outcome = outcome_of_text(place[0])
    return replace(outcome, text=" ".join(text.text.split())) if outcome is not None else None


def without_sending(text: Rich) -> tuple[Rich, Outcome] | None:
    """(what a film was sent to, what tells so): `Iran's official submission for …`; None for any other text."""
    sent = _SENT.match(text.text)
    if sent is None or text.linked(sent.start("said"), sent.end()):
        return None
    return text.cut(sent.end(), len(text)), Outcome(Result.OTHER, sent["said"])


def sent_by(text: Rich) -> tuple[Rich, Outcome] | None:
    """The same of a text that says nothing else, so that nothing is left of it."""
    alone = _SENT_ALONE.fullmatch(text.text) is not None and not text.of("italic") and not text.of("link")
    return (text.cut(0, 0), Outcome(Result.OTHER, text.text)) if alone else None


def without_result(text: Rich) -> tuple[Rich, Outcome | None]:
    """A text without the result it begins or ends with, and that; None if there is none."""
    lead = _LEADING_RESULT.match(text.text)
    if lead and not _is_of_link(text, *lead.span(), lead["result"]):
        rest = text.cut(lead.end(), len(text))
        if _BEATEN.match(lead["result"]) and rest.text.startswith(("to ", "behind ")):  # `runner-up to ''Other''`
            rest = rest.cut(0, 0)
        return rest, outcome_of_text(lead["result"])
    tail = _TRAILING_RESULT.search(text.text)
    if tail is None or (tail["short"] and not _may_be_body(text.cut(0, tail.start()))):
        return text, None
    if not _is_of_link(text, *tail.span(), tail["result"]) and not _is_named_won(text, tail.start()):
        return text.cut(0, tail.start()), outcome_of_text(tail["result"])
    return text, None


def _may_be_body(text: Rich) -> bool:
    """Whether a text may be the name of a body, behind which `nom` is short for a result: `[[Swan Globe]] nom`."""
    return BODY.search(text.text) is not None or text.linked(len(text) - 1, len(text))


def _is_of_link(text: Rich, begin: int, end: int, result: str) -> bool:
    """Whether a word of a result there is linked, so that it belongs to a name, rather than standing beside that of a
    category within one link: `[[Swan Award for Best Actor|Best Actor Nomination]]`."""
    return any(
        not names_category(link.value)
        or result.casefold() in link.value.casefold()
        or (BODY.search(text.text) and not BEST.search(text.text))  # `[[Swan Award for Best Actor|Swan nomination]]`
        for link in text.of("link")
        if link.begin < end and begin < link.end
    )


def without_year_of_result(text: Rich) -> tuple[Rich, int | None]:
    """A text without the year before a result that it begins with, and that: `1999 Nominated`, `1999 Winner: …`; None
    if there is none."""
    lead = LEADING_YEAR.match(text.text)
    if lead is None or text.linked(0, lead.end() + 1) or not _LEADING_RESULT.match(f"{text.text[lead.end() :]} x"):
        return text, None
    return text.cut(lead.end(), len(text)), int(lead["year"])


def without_inner_result(text: Rich) -> tuple[Rich, Outcome | None]:
    """A body and a category without the result between them, and that; None if there is none."""
    inner = _INNER_RESULT.search(text.text) if "omin" in text.text else None
    if inner is None or _is_of_link(text, *inner.span(), inner["result"]):
        return text, None
    if text.linked(*inner.span()):  # the page tells the body
        return text.cut(inner.end(), len(text)), outcome_of_text(inner["result"])
    return join((text.cut(0, inner.start()), text.cut(inner.end(), len(text)))), outcome_of_text(inner["result"])


def _is_named_won(text: Rich, end: int) -> bool:
    """Whether a text that ends in `won` is a Korean name; `end`: where the name would end without it."""
    if text.text[-3:] not in ("won", "Won") or _NAMED_WON.fullmatch(text.text) is None:
        return False
    return not SUPERLATIVE.match(text.text) and not is_category_part(text.cut(0, end))


def without_year(text: Rich) -> tuple[Rich, int | None]:
    """A text without the year at its beginning or end, and that; None if there is none."""
    bare, beside = dateless(text)
    if beside is not None:
        return bare, beside
    bare, beside = without_year_of(text)
    if beside is not None and bare.linked(len(bare) - 1, len(bare)):  # in `Best Film of 2010` it may be its name
        return bare, beside
    inner = _YEAR_INSIDE.search(text.text) if " in " in text.text else None
    if inner and not text.linked(*inner.span()) and BODY.search(text.text, 0, inner.start()):
        return join((text.cut(0, inner.start()), text.cut(inner.end(), len(text)))), int(inner["year"])
    lead = LEADING_YEAR.match(text.text)
    if lead and not text.linked(*lead.span()) and "Festival" not in text.text:
        return text.cut(lead.end(), len(text)), int(lead["year"])
    tail = _year_behind(text.text) if text.text[-1:].isdigit() else None
    if tail and not text.linked(*tail.span("year")) and not _is_in_italics(text, *tail.span("year")):
        return text.cut(0, tail.start("joint")), int(tail["year"])
    return text, None


def _year_behind(text: str) -> re.Match[str] | None:
    """The year behind the name of a category, which `Best Film Made in 1988` is not."""
    tail = _CATEGORY_IN.fullmatch(text)
    named = tail is not None and (not tail["more"] or has_category_words(tail["more"]))
    return tail if named else _CATEGORY_YEAR.search(text)


def _is_in_italics(text: Rich, begin: int, end: int) -> bool:
    """Whether what stands there is part of a title: `Best Actor in ''1917''`."""
    return any(m.begin < end and begin < m.end for m in text.of("italic"))


_YEAR_INSIDE = re.compile(rf" in (?P<year>{YEAR})(?=$| for )")
"""Behind a body: `Swan Award in 1961 for Best Film`."""
_BEFORE_YEAR = "for|from|in|of|as|at|to|since|after|before|until|between"
_CATEGORY_YEAR = re.compile(
    rf"(?:{BEST.pattern}|\bMost)(?: (?!(?i:{_BEFORE_YEAR}) )[\w'’-]+)+(?P<joint> )(?P<year>{YEAR})$"
)
"""Behind the name of a category: `Best Film 1988`."""
_ONE = r" (?!(?:Films|Movies|Pictures)\b)[A-Z][\w'’-]*"
_CATEGORY_IN = re.compile(rf"{BEST.pattern}{_ONE}(?P<more>(?:{_ONE})*)(?P<joint> in )(?P<year>{YEAR})")
"""When it was won behind the name of one category: `Best Film in 1988`."""
