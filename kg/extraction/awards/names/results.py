"""Outcomes: what a result template, a word or a heading says became of a nomination.

Sources: the documentation of Template:Won, Template:Nom, Template:Runner-up, Template:Draw, Template:Yes and
the other cell templates of Template:Table cell templates; the first unnamed argument replaces the text shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.extraction.awards.names.naming import BODY, CATEGORY_START
from kg.extraction.namewords import BLANK
from kg.extraction.templates import argument_text
from kg.model import Result
from kg.values.numbers import ordinal
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Node, Template, templates


@dataclass(frozen=True, slots=True)
class Outcome:
    """`text` as it reads; `place` is the rank it states; `sure` when it is known to be a result, not just
    some text in a result's place."""

    result: Result
    text: str
    place: int | None = None
    sure: bool = True


TEMPLATES: Mapping[str, tuple[Result, str]] = {
    # name: what it means, what it shows without an argument
    **dict.fromkeys(("won", "win", "winner", "table won"), (Result.WON, "Won")),
    **dict.fromkeys(("nom", "nominated", "nominee", "nomination", "table nom"), (Result.NOMINATED, "Nominated")),
    **dict.fromkeys(("runner-up", "runner up", "runnerup"), (Result.RUNNER_UP, "Runner-up")),
    **dict.fromkeys(("sho", "shortlisted", "shortlist"), (Result.OTHER, "Shortlisted")),
    **dict.fromkeys(("longlisted", "longlist"), (Result.OTHER, "Longlisted")),
    "draw": (Result.OTHER, "Draw"),
    "pending": (Result.OTHER, "Pending"),
    "tba": (Result.OTHER, "TBA"),
    "tabletba": (Result.OTHER, "TBA"),
    "lost": (Result.OTHER, "Lost"),
    "finalist": (Result.OTHER, "Finalist"),
    "eliminated": (Result.OTHER, "Eliminated"),
    "included": (Result.OTHER, "Included"),
    "honored": (Result.OTHER, "Honored"),
    "honoured": (Result.OTHER, "Honoured"),
    "no result": (Result.OTHER, "No result"),
    "partial": (Result.OTHER, "Partial"),
    "maybe": (Result.OTHER, "Maybe"),
    **dict.fromkeys(("yes", "yes2", "ya", "y", "aye", "tick", "check mark", "checked"), (Result.OTHER, "Yes")),
    **dict.fromkeys(("no", "no2", "nay", "n", "cross", "xmark", "x mark"), (Result.OTHER, "No")),
    "table cell": (Result.OTHER, ""),
}

_SHOWN = r"(?:official selection|selected|selection|screened|in competition|competed)"
"""That a film was shown, in small letters."""
_ONLY_SHOWN = re.compile(rf"{_SHOWN}\b", re.IGNORECASE)

WORDS: tuple[tuple[re.Pattern[str], Result], ...] = tuple(
    (re.compile(pattern), result)
    for pattern, result in (
        (r"(?:(?:first|second|third|1st|2nd|3rd|co-?)[ -])?runners?[ -]?up\b", Result.RUNNER_UP),
        (r"not (?:nominated|won|awarded)\b", Result.OTHER),
        (r"lost (?:out )?to\b", Result.NOMINATED),
        (r"(?:nominated|nominations?|nominees?|noms?)\b", Result.NOMINATED),
        (r"(?:(?:co|joint)-?)?(?:won|wins?|winners?|winning|awarded)\b", Result.WON),
        (
            r"(?:short-?list(?:ed)?|long-?list(?:ed)?|(?:semi-?|quarter-?)?finalists?|honou?red|honou?rable mention"
            rf"|mention|special mention|pending|{_SHOWN}|lost"
            r"|tied?|included|inducted|commend(?:ed|ation)|recognized|tba|to be announced|n\.?o\.? result|withdrawn"
            r"|(?:opening|closing)(?: night)? (?:film|gala)|world premiere"
            r"|ineligible|disqualified|eliminated|submitted|not short-?listed|listed|draw)\b",
            Result.OTHER,
        ),
    )
)
"""What a text that starts with these words says, in small letters; the first match counts."""
_WORDED = re.compile("|".join(pattern.pattern for pattern, _ in WORDS))

ANSWERS = {
    "yes": Result.WON, "y": Result.WON, "✓": Result.WON, "✔": Result.WON, "☑": Result.WON,
    "no": Result.NOMINATED, "n": Result.NOMINATED, "✗": Result.NOMINATED, "✘": Result.NOMINATED, "☒": Result.NOMINATED,
}  # fmt: skip
"""What a mark without words says in a column of results: whether the nomination won."""

_RANK = re.compile(r"((?:#|no\.? ?|number )?\d{1,3}(?:st|nd|rd|th)?(?: (?:place|position|prize))?)\b", re.IGNORECASE)
_RANKED = re.compile(r"[\d#]|no|(?!best\b)[a-z-]*(?:st|nd|rd|th)\b")
"""What every rank begins with, in small letters."""
_TRIM = " \n\t.,;:!*†‡'\"“”‘’–—-"
_LONGEST = 60


def is_shown(outcome: Outcome) -> bool:
    """Whether an outcome is but that the film was shown, beside which another counts."""
    return outcome.result is Result.OTHER and _ONLY_SHOWN.match(outcome.text) is not None


def is_grade(outcome: Outcome) -> bool:
    """Whether an outcome is the grade of a prize: `First Prize`."""
    return outcome.text.endswith(" Prize")


def outcome_of_text(text: str) -> Outcome | None:
    """What a text says that is nothing but a result (a remark may follow it); None for any other text."""
    core = text.replace("\n", " ").strip(_TRIM)
    if core[:1] in ("(", "[") and core[-1:] in (")", "]"):
        core = core[1:-1].strip(_TRIM)
    if not core or len(core) > _LONGEST:
        return None
    folded = core.casefold()
    place = _place(core) if _RANKED.match(folded) else None
    if place is not None:
        return Outcome(Result.PLACED, core, place)
    for pattern, result in WORDS if _WORDED.match(folded) else ():
        if pattern.match(folded):
            return Outcome(result, core)
    return None


def _place(core: str) -> int | None:
    place = ordinal(core)
    if place is None and (match := _RANK.match(core)) and not core[match.end() :].strip(_TRIM + "0123456789"):
        place = ordinal(match[1]) if not match[1].isdigit() else None
    return place


def _answer(text: str) -> Outcome | None:
    result = ANSWERS.get(text.casefold().strip(_TRIM))
    return Outcome(result, text) if result else None


def outcome_of_template(template: Template) -> Outcome | None:
    """What a result template says; None for any other template."""
    meaning = TEMPLATES.get(template.name)
    if meaning is None:
        return None
    result, default = meaning
    argument = template.get("1")
    text = (argument_text(argument).replace("\n", " ").strip() if argument else "") or default
    said = outcome_of_text(text) or _answer(text)
    place = said.place if said else None
    if said is not None and said.result is not Result.OTHER and result is not Result.RUNNER_UP:
        first = said.result is Result.PLACED and place == 1 and result is Result.WON
        result = Result.WON if first else said.result
    stated = template.get("place")
    if place is None and stated is not None:
        place = ordinal(argument_text(stated)) or _digits(argument_text(stated))
    return Outcome(result, text, place) if text else None


def outcome_of_cell(nodes: tuple[Node, ...], read: Rich) -> Outcome | None:
    """What a cell of a result column says, of its nodes and the text they read as; a text that is no known result is
    taken as it reads (not `sure`). None when the cell states nothing."""
    for template in templates(nodes):
        outcome = outcome_of_template(template)
        if outcome is not None:
            return outcome
    text = read.text.replace("\n", " ").strip()
    if text.casefold().strip(_TRIM) in {"", *BLANK}:
        return None
    said = outcome_of_text(text) or _answer(text) or Outcome(Result.OTHER, text, sure=False)
    return replace(said, sure=False) if said.sure and is_name(text) else said


def is_name(text: str) -> bool:
    """Whether a text that begins with a word of results may be a name: `Won Bin`, not `Won Best Film`."""
    word = _WORDED.match(text.casefold())
    rest = text[word.end() :] if word else ""
    if rest[:1] != " " or not rest[1:2].isupper():
        return False
    return not (CATEGORY_START.match(rest[1:]) or BODY.search(rest) or _WORDED.match(rest[1:].casefold()))


def _digits(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
