"""The segments of a list item and what each is: result, year, award, category, names.

An item is cut at dashes, colons, commas and brackets. Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extraction.awards.headings import Context
from kg.extraction.awards.naming import (
    BODY,
    CATEGORY_START,
    SUPERLATIVE,
    award_entity,
    category_entity,
    names_category,
    split,
)
from kg.extraction.awards.results import Outcome, outcome_of_text
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Result
from kg.wikitext.rich import Rich

WON = Outcome(Result.WON, "Won")
"""Gold standard: a list without any result word lists what was won."""

MAX_ITEM = 2_500
"""Characters; a longer item is no row of names and would cost more than linear time."""

_SEPARATOR = re.compile(r"\s+[–—-]+\s+|\s*—\s*|\s*–\s+|\s+–|:\s+|:$|,\s+|;\s+|\n|\.{3,}|…|\s+-(?=[A-Z])")

_DATE = re.compile(
    r"^\(?(?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{1,2},? )?)?"
    r"(?P<year>1[89]\d\d|20\d\d)(?:\s*[–/-]\s*\d{2,4})?\)?$"
)

_LEADING_YEAR = re.compile(r"^\(?(?P<year>1[89]\d\d|20\d\d)\)?(?:[:,]|\s[–—-])?\s+(?=\S)")

_TRAILING_YEAR = re.compile(r",?\s+(?P<year>1[89]\d\d|20\d\d)$")

_LEADING_RESULT = re.compile(
    r"^(?P<result>won|winners?|wins?|awarded|received|recipient|nominated|nominations?|nominees?|runners?-up|shortlisted|finalist)\b"
    r"(?:\s+(?:for|of|as|in|at|by))?(?:\s+(?:the|an?))?\s+(?=\S)",
    re.IGNORECASE,
)

_TRAILING_RESULT = re.compile(
    r"[\s,–-]+(?P<result>won|winners?|wins?|nominated|nominations?|nominees?|runners?[ -]up)$", re.IGNORECASE
)

_MORE = re.compile(
    r"(?:Drama|Musical|Comedy|Musical or Comedy|Comedy or Musical|Motion Picture.*|Feature.*|Male|Female|Tamil|Telugu"
    r"|Kannada|Malayalam|Hindi|Bengali|Marathi|Punjabi|Black-and-White|Black and White|Color|Colour|Original.*"
    r"|Screenplay.*|Story.*|Adapt.*|Adaptation.*|Score.*|Scoring.*|Recording|Editing|Animated.*|Foreign.*|Foreign"
    r"|Actor|Actress|Dramatic.*|Long Form|Short Form|Effects|Special|International|Supporting|Leading|Critics.*"
    r"|Jury|Popular.*|Interior Decoration.*|Photoplay|Short.*|Live Action|Television|TV|Song|Substantially.*"
    r"|Written.*|Based.*|Mystery.*|Thriller|Action.*|Theatrical.*|Horror|Fantasy|Science Fiction)",
    re.IGNORECASE,
)
"""What follows a separator and still belongs to the category before it."""

_LIST_OF = re.compile(r"\bAFI'?s?\b|100 Years|\bTop (?:10|100|50)\b|Greatest|\bRegistry\b")

_LABEL = re.compile(r"(?:awards?|prizes?|honou?rs?)", re.IGNORECASE)

_ONE_OF = re.compile(r"^(?:Named |Listed |Ranked |Voted )?(?:as )?One of (?:the )?", re.IGNORECASE)

_REASON = re.compile(r",?\s+(?:to recogni[sz]e|in recognition|for (?:its|his|her|their)|given to|presented to)\b")

_COUNTRIES = frozenset({
    "usa", "us", "u.s.a.", "uk", "france", "italy", "spain", "japan", "germany", "canada", "australia", "brazil",
    "india", "mexico", "belgium", "sweden", "norway", "denmark", "argentina", "poland", "russia", "china", "portugal",
    "finland", "greece", "ireland", "switzerland", "austria", "south korea", "hong kong", "taiwan", "philippines",
    "iran", "turkey", "california", "new york", "united states", "united kingdom", "netherlands",
})  # fmt: skip

_PLACE = re.compile(r"#\s?\d{1,3}\b")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an item, with where it begins and ends in the item's text."""

    text: Rich
    bracket: bool
    begin: int
    end: int


def segments(text: Rich) -> list[Segment]:
    """The parts of an item between separators that lie outside links, quotes and brackets; what stands in
    brackets is a part of its own."""
    body = text.text
    if len(body) > MAX_ITEM:
        return []
    closing = _brackets(body)
    quoted = [m.span() for m in re.finditer(r"[\"“][^\"“”\n]{1,150}[\"”]", body)]
    held = quoted + [(m.begin, m.end) for m in (*text.of("link"), *text.of("italic"))]
    out: list[Segment] = []
    start = position = 0

    def put(begin: int, end: int, bracket: bool = False) -> None:
        part = text.cut(begin, end)
        if any(char.isalnum() for char in part.text):
            out.append(Segment(part, bracket, begin, end))

    separators = {m.start(): m.end() for m in _SEPARATOR.finditer(body)}
    while position < len(body):
        inside = next((end for begin, end in held if begin <= position < end), None)
        if inside is not None:
            position = inside
        elif position in closing:
            end = closing[position]
            attached = _of_name(body, position, end)
            if attached:
                position = end
                continue
            put(start, position)
            put(position + 1, end - 1, True)
            start = position = end
        elif position in separators:
            put(start, position)
            start = position = max(separators[position], position + 1)
        else:
            position += 1
    put(start, len(body))
    return out


def _of_name(body: str, begin: int, end: int) -> bool:
    """Whether brackets belong to the name before them: `Writing (Motion Picture Story)` goes on with another
    bracket, which then holds the names."""
    rest = body[end:].lstrip()
    return rest.startswith("(") and not re.search(r"\d{4}|won|nominat", body[begin:end], re.IGNORECASE)


def _brackets(body: str) -> dict[int, int]:
    """Where outermost brackets open: where they have closed."""
    out: dict[int, int] = {}
    depth = start = 0
    for index, char in enumerate(body):
        if char == "(":
            if depth == 0:
                start = index
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                out[start] = index + 1
    return out


@dataclass
class Read:
    """What the segments of one item say."""

    award: Entity | None = None
    category: Entity | None = None
    outcome: Outcome | None = None
    year: int | None = None
    names: tuple[Rich, ...] = ()


def read_segments(reader: Reader, whole: Rich, parts: Sequence[Segment], context: Context) -> Read:
    """What each part of an item is, in order; `whole` is the item's text."""
    read = Read()
    grown: Segment | None = None  # the category's part, while further parts may belong to it
    for part in parts:
        text = part.text
        date = _DATE.match(text.text)
        if date:
            read.year = read.year or int(date["year"])
            continue
        said = said_by(text.text)
        if said is not None:
            read.outcome = read.outcome or said
            grown = None
            continue
        if _LABEL.fullmatch(text.text):  # `Award: Golden Swan`
            read.outcome = read.outcome or WON
            continue
        if text.text.casefold() in _COUNTRIES and not read.names:
            continue
        text, said = without_result(text)
        read.outcome = read.outcome or said
        if not part.bracket:
            text, year = without_year(text)
            read.year = read.year or year
        one = _ONE_OF.match(text.text)
        if one and not part.bracket and read.category is None:
            read.outcome = read.outcome or Outcome(Result.PLACED, text.text)
            text = text.cut(one.end(), len(text))
            read.category = category_entity(reader, text)
            grown = part
            continue
        reason = _REASON.search(text.text)
        if reason and reason.start() and not text.linked(*reason.span()):
            text = text.cut(0, reason.start())
        if not text:
            continue
        if grown is not None and not part.bracket and _MORE.fullmatch(text.text) and not text.of("link"):
            more = whole.text[grown.end : part.end].rstrip()  # with the separator before it
            if read.category is not None:
                read.category = replace(read.category, name=read.category.name + more)
            grown = part
            continue
        if not part.bracket and _place(reader, read, text):
            continue
        if not part.bracket and _assign(reader, read, text, context):
            grown = part if read.category is not None else None
        elif part.bracket and not read.names and (_is_name(text) or text.of("link")) and not BODY.search(text.text):
            read.names += (text,)
        elif part.bracket and read.award is None and context.award is None and BODY.search(text.text):
            read.award = award_entity(reader, text)
        elif not part.bracket and (_is_name(text) or text.of("link")):
            read.names += (text,)
    return read


def said_by(text: str) -> Outcome | None:
    """The result that is all a segment says."""
    if _TRAILING_RESULT.search(" " + text) is None and _LEADING_RESULT.match(text + " x") is None:
        outcome = outcome_of_text(text)
        return outcome if outcome is not None and len(text.split()) <= 4 and not SUPERLATIVE.match(text) else None
    return outcome_of_text(text) if len(text.split()) == 1 or re.fullmatch(r"\w+ \(.*\)", text) else None


def without_result(text: Rich) -> tuple[Rich, Outcome | None]:
    lead = _LEADING_RESULT.match(text.text)
    if lead and not text.linked(*lead.span()):
        return text.cut(lead.end(), len(text)), outcome_of_text(lead["result"])
    tail = _TRAILING_RESULT.search(text.text)
    if tail and not text.linked(*tail.span()):
        return text.cut(0, tail.start()), outcome_of_text(tail["result"])
    return text, None


def without_year(text: Rich) -> tuple[Rich, int | None]:
    lead = _LEADING_YEAR.match(text.text)
    if lead and not text.linked(*lead.span()) and "Festival" not in text.text:
        return text.cut(lead.end(), len(text)), int(lead["year"])
    tail = _TRAILING_YEAR.search(text.text)
    if tail and text.linked(tail.start() - 1, tail.start()) and not text.linked(*tail.span()):
        return text.cut(0, tail.start()), int(tail["year"])
    return text, None


def _place(reader: Reader, read: Read, text: Rich) -> bool:
    match = _PLACE.search(text.text)
    if match is None or text.linked(*match.span()):
        return False
    outcome = outcome_of_text(match[0])
    if outcome is None:
        return False
    read.outcome = read.outcome or replace(outcome, text=text.text)
    return True


def _assign(reader: Reader, read: Read, text: Rich, context: Context) -> bool:
    """Takes a segment for an award or a category; False when it is neither, or one more of either."""
    both = split(reader, text) if read.category is None else None
    linked = next((m.value for m in text.of("link")), None)
    if both is not None and read.award is None and (context.award is None or not SUPERLATIVE.match(text.text)):
        read.award, read.category = both
        return True
    if _LIST_OF.search(text.text) and read.award is None:
        read.award = award_entity(reader, text)
        return True
    is_category = bool(CATEGORY_START.match(text.text)) or (linked is not None and names_category(linked))
    is_body = bool(BODY.search(text.text))
    if is_body and not SUPERLATIVE.match(text.text) and not (is_category and (read.award or context.award)):
        if read.award is None:
            read.award = award_entity(reader, text)
            return True
        if read.category is None and is_category is False and re.search(r"Award|Prize|Prix", read.award.name):
            # the prize stood first, and this is who gives it
            read.category = replace(read.award, kind=Kind.CATEGORY)
            read.award = award_entity(reader, text)
            return True
    if is_category and read.category is None:
        read.category = category_entity(reader, text)
        return read.category is not None
    return False


def _is_name(text: Rich) -> bool:
    """Whether a text may be a name: it begins with a capital letter or a quote and is no sentence."""
    body = text.text.lstrip("\"'“‘(")
    return body[:1].isupper() and len(body.split()) <= 25
