"""What the segments of a list item are: result, year, award, category, names.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.awards.givers import names_festival
from kg.extraction.awards.headings import Context
from kg.extraction.awards.naming import (
    BEST,
    BODY,
    INDIAN_LANGUAGES,
    SHARED,
    SUPERLATIVE,
    award_entity,
    category_entity,
    dateless,
    is_original,
)
from kg.extraction.awards.nominees import DONE_BY, PEOPLE, is_job
from kg.extraction.awards.parts import LIST_OF, Read, assign, given_for, is_prize, narrows
from kg.extraction.awards.recipients import APART, with_recipients
from kg.extraction.awards.results import Outcome, is_name, outcome_of_text
from kg.extraction.awards.segments import Segment, with_ranks, without_rivals
from kg.extraction.awards.strands import is_strand
from kg.extraction.awards.wording import is_category_part, is_genre, is_person_like
from kg.extraction.reader import Reader
from kg.model import Entity, Result
from kg.wikitext.rich import Rich, join

WON = Outcome(Result.WON, "Won")
"""Gold standard: a list without any result word lists what was won."""

DATE = re.compile(
    r"^\(?(?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{1,2},? )?)?"
    r"(?P<year>1[89]\d\d|20\d\d)(?:\s*[–/-]\s*\d{2,4})?\)?\.?$"
)

_EDITION = re.compile(r"(?P<body>[A-Z]{3,8}) (?P<year>19\d\d|20\d\d)")
"""The initials of a body with the year of its ceremony."""

LEADING_YEAR = re.compile(r"^\(?(?P<year>1[89]\d\d|20\d\d)\)?(?:[:,]|\s[–—-])?\s+(?=\S)")

_LEADING_RESULT = re.compile(
    r"^(?P<result>won|winners?|wins?|awarded|received|recipient|nominated|nominations?|nominees?|runners?-up|shortlisted|finalist)\b"
    r"(?:\s+(?:for|of|as|in|at|by))?(?:\s+(?:the|an?))?\s+(?=\S)",
    re.IGNORECASE,
)

_BEATEN = re.compile(r"runner|nomin|shortlisted|finalist", re.IGNORECASE)

_TRAILING_RESULT = re.compile(
    r"[\s,–-]+(?P<result>won|winners?|wins?|nominated|nominations?|nominees?|runners?[ -]up)$", re.IGNORECASE
)
_NAMED_WON = re.compile(r"[^\W\d_a-z][\w'’. -]*\w-won|[^\W\d_a-z][\w'’-]* Won")
"""A name, `Kang Dong-won` or `Kim Won`, or else a category with its result."""

_DIVISION = (
    rf"Drama|Musical|Comedy|Musical or Comedy|Comedy or Musical|{INDIAN_LANGUAGES}|Black-and-White|Black and White"
    r"|Color|Colour|B/W|B ?& ?W"
)
_DIVIDED = re.compile(_DIVISION, re.IGNORECASE)
"""Genres, languages and the like, which belong to the category even where they stand behind a name."""
_MORE = re.compile(
    rf"(?:{_DIVISION}|Motion Picture.*|Feature.*|Male|Female|Original.*"
    r"|Screenplay.*|Story.*|Adapt.*|Adaptation.*|Score.*|Scoring.*|Recording|Editing|Animated.*|Foreign.*|Foreign"
    r"|Actor|Actress|Dramatic.*|Long Form|Short Form|Effects|Special|International|Supporting|Leading|Critics.*"
    r"|Jury|Popular.*|Interior Decoration.*|Photoplay|Short.*|Live Action|Television|TV|Song|Substantially.*"
    r"|Written.*|Based.*|Mystery.*|Thriller|Action.*|Theatrical.*|Horror|Fantasy|Science Fiction)",
    re.IGNORECASE,
)
"""What follows a separator and still belongs to the category before it."""

_RANKED = re.compile(r"(?:#\s?\d{1,3}|nominated)\b(?=(?: [A-Z][\w-]*){1,3}$)", re.IGNORECASE)
"""A rank or `Nominated` with what it was ranked as."""

_LABEL = re.compile(r"(?:awards?|prizes?|honou?rs?)", re.IGNORECASE)

_SENT = re.compile(
    r"(?P<said>(?:[\w.'’-]+ ){0,5}(?:submission|submitted|entry|entrant|candidate)(?: (?:of|by|from) [A-Z]\w+)?)"
    r" (?:for|to|in|at) (?:the )?(?=\S)",
    re.IGNORECASE,
)
"""What tells that a film was sent to an award, which is no win: `Iran's official submission for …`."""

_ONE_OF = re.compile(r"^(?:Named |Listed |Ranked |Voted )?(?:as )?One of (?:the )?", re.IGNORECASE)

_ASIDE = re.compile(rf"{SHARED.pattern}|(?:listed|in) alphabetical|(?:un|not )ranked\b", re.IGNORECASE)
"""What begins a remark on who else won, for what else, or how those are listed who are all that did."""

_RESULT_WITH = re.compile(
    r"(?P<said>won|winner|nominated|nominee|nomination)(?:\s?[,;–—-])?\s"
    r"(?:(?:shared|tied|along|together|jointly) )?with\s",
    re.IGNORECASE,
)
"""A result, and with whom it was shared."""

_REASON = re.compile(r",?\s+(?:to recogni[sz]e|in recognition|for (?:its|his|her|their)|given to|presented to)\b")

_COUNTRIES = frozenset({
    "usa", "us", "u.s.a.", "uk", "france", "italy", "spain", "japan", "germany", "canada", "australia", "brazil",
    "india", "mexico", "belgium", "sweden", "norway", "denmark", "argentina", "poland", "russia", "china", "portugal",
    "finland", "greece", "ireland", "switzerland", "austria", "south korea", "hong kong", "taiwan", "philippines",
    "iran", "turkey", "california", "new york", "united states", "united kingdom", "netherlands",
})  # fmt: skip

_DATED = re.compile(r"(?P<where>[^\W\d].*?),? (?P<year>19\d\d|20\d\d)$")
"""A country with a year: `Portugal 1989`."""

_PLACE = re.compile(r"(?:#\s?|^(?:No\.|Number) ?)\d{1,3}\b")

_TOLD_OF = re.compile(r"(?:For|(?:An?|The)(?=(?:\s+\S+){4}))\s+(?=[a-z])")
"""What begins a description, `For the best debut`, where a name would stand. Titles go on with a capital, and names
such as `The xx` are short."""

_INNER_RESULT = re.compile(
    r"\s+(?P<result>nominations?|nominee)\s+(?:for|as|in)\s+(?:the\s+)?(?=(?:Best|Outstanding)\b)", re.IGNORECASE
)
"""A result between a body and a category: `Swan Awards nomination for Best Actor`."""


def read_segments(reader: Reader, whole: Rich, parts: Sequence[Segment], context: Context) -> Read:
    """What each part of an item is, in order; `whole` is the item's text."""
    read = Read()
    grown: Segment | None = None  # the category's part, while further parts may belong to it
    strand: Segment | None = None  # a festival's section before the prize
    listed = context.award is not None and bool(LIST_OF.search(context.award.name))
    prized = context.award is not None and not any(SUPERLATIVE.match(part.text.text) for part in parts)
    parts = with_recipients(reader, whole, without_rivals(whole, parts))
    if "#" in whole.text and (listed or LIST_OF.search(whole.text)):
        parts = with_ranks(parts)
    for index, part in enumerate(parts):
        text = part.text
        if part.recipient:
            read.names += (text,)
            grown = None
            continue
        if part.purpose:
            given_for(reader, read, text)
            continue
        if part.beaten:
            read.outcome = read.outcome or Outcome(Result.NOMINATED, text.text)
            grown = None
            continue
        date = DATE.match(text.text)
        if date:
            read.year = read.year or int(date["year"])
            continue
        edition = None if index or part.bracket or len(parts) == 1 else _EDITION.fullmatch(text.text)
        if edition:
            read.year = int(edition["year"])
            if not BODY.search(edition["body"]):  # the category, or what stands above, tells whose initials they are
                continue
            text = text.cut(0, edition.end("body"))
        if _ASIDE.match(text.text) or (index and _abbreviates(part, parts[index - 1])):
            continue
        shared = _RESULT_WITH.match(text.text) if " with " in text.text else None
        said = said_by(shared["said"] if shared else text.text)
        if said is None and read.category is not None and SUPERLATIVE.match(text.text):
            said = outcome_of_text(text.text)  # `Best First Film – Special Mention`
        ranked = _RANKED.match(text.text) if listed else None
        if ranked and not text.linked(*ranked.span()):
            said = replace(outcome_of_text(ranked[0]) or WON, text=text.text)  # `#23 Hero`, `Nominated Villain`
        if said is not None:
            read.outcome = read.outcome or said
            grown = None
            continue
        if is_strand(text) and not reader.is_film(text):
            if read.category is None:
                strand = part
            elif grown is not None and not read.names:  # `FIPRESCI Prize – Forum`
                read.category = _extended(read.category, whole, grown.end, part)
                grown = part
            continue
        if part.bracket and read.category is not None and index and _is_town(read, part, parts[index - 1]):
            continue
        if _LABEL.fullmatch(text.text):  # `Award: Golden Swan`
            read.outcome = read.outcome or WON
            continue
        country = _DATED.match(text.text) if text.text[-1].isdigit() else None
        if (country["where"] if country else text.text).casefold().strip(".") in _COUNTRIES:
            read.year = read.year or (int(country["year"]) if country else None)
            continue
        sent = _SENT.match(text.text) if read.category is None else None
        if sent and not text.linked(*sent.span()):
            read.outcome = Outcome(Result.OTHER, sent["said"])
            text = text.cut(sent.end(), len(text))
        elif not _is_won(reader, text) and (
            read.category is None or not (text.text.startswith(("Won ", "Win ")) and is_name(text.text))
        ):
            text, said = without_result(text)
            read.outcome = read.outcome or said
        inner = _INNER_RESULT.search(text.text) if "omin" in text.text else None
        if inner and not text.linked(*inner.span()):
            read.outcome = read.outcome or outcome_of_text(inner["result"])
            text = join((text.cut(0, inner.start()), text.cut(inner.end(), len(text))))
        year = None
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
        after = parts[index + 1].text if index + 1 < len(parts) else None
        joint = whole.text[grown.end : part.begin] if grown else ""
        kind = grown is not None and (
            is_genre(text)
            or _is_kind(whole, grown, part)
            or (bool(BEST.match(text.text)) and narrows(read, text, joint, context))
        )
        if read.category is not None and _labels(whole, part, after) and not kind:
            continue
        if grown is not None and part.bracket and is_original(text) and not reader.is_film(text):
            continue
        # `Jane Doe (director)`, `John Roe, Sound Director`
        remark = read.names and (is_job(text.text) if not part.bracket else not _DIVIDED.fullmatch(text.text))
        if grown is not None and not remark and (is_more(text) or narrows(read, text, joint, context)):
            if read.category is not None:  # `Best Actor – Jane Doe – Drama`
                read.category = _extended(read.category, whole, parts[index - 1].end if read.names else grown.end, part)
            grown = part
            continue
        if not part.bracket and _place(reader, read, text):
            continue
        given = prized or (
            index == 0 and len(parts) > 1 and names_festival(parts[1].text) and not BODY.search(text.text)
        )
        if given and not part.bracket and read.category is None and is_prize(text):
            read.category = category_entity(reader, text)  # of the festival or body above
            grown = part
            continue
        titled = read.award is not None and read.category is None and BEST.match(text.text) is not None
        if (titled or not part.bracket) and assign(
            reader, read, text, context, dated=year is not None, led=whole.text[: part.begin].rstrip().endswith(":")
        ):
            grown = part if read.category is not None else None
        elif part.bracket and _names_in_bracket(read, text):
            read.names += (text,)
        elif part.bracket and read.award is None and context.award is None and BODY.search(text.text):
            read.award = award_entity(reader, text)
        elif read.category is not None and _TOLD_OF.match(text.text) and not text.linked(0, 1):
            continue
        elif read.category is not None and read.award is not None and names_festival(text) and not reader.is_film(text):
            continue  # its other name, or that of the one around it
        elif not part.bracket and (_is_name(text) or text.of("link") or DONE_BY.match(text.text)):
            read.names += (text,)
    if strand is not None:
        read.category = _in_strand(reader, whole, strand, read)
    return read


def _in_strand(reader: Reader, whole: Rich, strand: Segment, read: Read) -> Entity | None:
    """The category with the section of a festival before it, `Panorama – Audience Award`; that alone where a result is
    told of nothing else, `Un Certain Regard (nominated)`."""
    if read.category is None:
        return category_entity(reader, strand.text) if read.outcome is not None else None
    joint = whole.text[strand.end :].lstrip()[:1]
    joint = f"{joint} " if joint == ":" else " – "
    return replace(read.category, name=f"{strand.text.text}{joint}{read.category.name}")


def said_by(text: str) -> Outcome | None:
    """The result that is all a segment says. What stands in quotes is a title, `"Lost to Love"`."""
    if text[:1] in ('"', "“"):
        return None
    if _TRAILING_RESULT.search(" " + text) is None and _LEADING_RESULT.match(text + " x") is None:
        outcome = outcome_of_text(text)
        return outcome if outcome is not None and len(text.split()) <= 4 and not SUPERLATIVE.match(text) else None
    return outcome_of_text(text) if len(text.split()) == 1 or re.fullmatch(r"\w+ \(.*\)", text) else None


def without_result(text: Rich) -> tuple[Rich, Outcome | None]:
    lead = _LEADING_RESULT.match(text.text)
    if lead and not text.linked(*lead.span()):
        rest = text.cut(lead.end(), len(text))
        if _BEATEN.match(lead["result"]) and rest.text.startswith(("to ", "behind ")):  # `runner-up to ''Other''`
            rest = rest.cut(0, 0)
        return rest, outcome_of_text(lead["result"])
    tail = _TRAILING_RESULT.search(text.text)
    if tail and not text.linked(*tail.span()) and not _is_named_won(text, tail.start()):
        return text.cut(0, tail.start()), outcome_of_text(tail["result"])
    return text, None


def _is_won(reader: Reader, text: Rich) -> bool:
    """Whether a text that ends in `Won` is the name of someone whom the article links: `Ha Ji Won`."""
    return text.text.endswith(" Won") and reader.anchors.page(text.text) is not None


def _is_named_won(text: Rich, end: int) -> bool:
    """Whether a text that ends in `won` is a Korean name; `end`: where the name would end without it."""
    if text.text[-3:] not in ("won", "Won") or _NAMED_WON.fullmatch(text.text) is None:
        return False
    return not SUPERLATIVE.match(text.text) and not is_category_part(text.cut(0, end))


def _abbreviates(part: Segment, before: Segment) -> bool:
    """Whether brackets give a body's initials: `Fern Heath Film Festival (FHFF)`."""
    letters = part.text.text
    if not part.bracket or part.text.of("link") or not re.fullmatch(r"[A-Z]{2,8}", letters):
        return False
    initials = iter(word[0] for word in re.findall(r"[^\W\d_]+", before.text.text.upper()))
    return bool(BODY.search(before.text.text)) and all(letter in initials for letter in letters)


def _is_town(read: Read, part: Segment, before: Segment) -> bool:
    """Whether brackets behind a festival, whose prize stands before it, say where it is held: `[[Moss Film Festival]]
    (Nantes)`, `(Nantes, France)`; there may be one name of a person who has no other."""
    if read.names or read.category is None or not names_festival(before.text) or SUPERLATIVE.match(before.text.text):
        return False
    town, _, country = part.text.text.rpartition(", ")
    if town:
        return country.casefold() in _COUNTRIES
    return _TOWN.fullmatch(country) is not None and PEOPLE.search(read.category.name) is None


_TOWN = re.compile(r"[^\W\d_a-z][^\W\d_]+")


def without_year(text: Rich) -> tuple[Rich, int | None]:
    bare, beside = dateless(text)
    if beside is not None:
        return bare, beside
    lead = LEADING_YEAR.match(text.text)
    if lead and not text.linked(*lead.span()) and "Festival" not in text.text:
        return text.cut(lead.end(), len(text)), int(lead["year"])
    tail = _CATEGORY_YEAR.search(text.text) if text.text[-1:].isdigit() else None
    if tail and not text.linked(*tail.span("year")):
        return text.cut(0, tail.start("year")), int(tail["year"])
    return text, None


_CATEGORY_YEAR = re.compile(
    rf"{BEST.pattern}(?: (?!(?:for|from|in|of|as|at|to) )[\w'’-]+)+ (?P<year>1[89]\d\d|20\d\d)$"
)
"""Behind the name of a category: `Best Film 1988`."""


def _names_in_bracket(read: Read, text: Rich) -> bool:
    """Whether a text in brackets names recipients: no name came before it, or only that of a work."""
    if BODY.search(text.text) or not (_is_name(text) or text.of("link")):
        return False
    return not read.names or (read.names[-1].text[-1] in '"”' and is_person_like(text))


def _labels(whole: Rich, part: Segment, after: Rich | None) -> bool:
    """Whether a part says what the person after it did: `Sound: Jane Doe`."""
    text = part.text
    if part.bracket or after is None or text.of("link") or len(text.text.split()) > 3:
        return False
    return whole.text[part.begin + len(text) :].lstrip().startswith(":") and is_person_like(after)


def _extended(category: Entity, whole: Rich, begin: int, part: Segment) -> Entity:
    """A category with a further part of its name and the separator before that, which begins there."""
    more = f" ({part.text.text})" if part.bracket else whole.text[begin : part.begin].lstrip(")") + part.text.text
    return replace(category, name=category.name + more)


def _is_kind(whole: Rich, category: Segment, part: Segment) -> bool:
    """Whether a part behind a category and a dash tells its kind, `Best Screenplay – Original: Jane Doe`, rather than
    what each person did, `Best Song – Music: Jane Doe; Lyrics: Joan Roe`."""
    if whole.text[category.end : part.begin].strip() not in APART:
        return False
    if is_job(part.text.text) and not part.text.text.endswith("ed"):  # but `Adapted`
        return False
    return is_more(part.text) and whole.text.find(": ", part.begin + len(part.text) + 1) < 0


def is_more(text: Rich) -> bool:
    """Whether what follows a category goes on with its name."""
    return not text.of("link") and (_MORE.fullmatch(text.text) is not None or is_category_part(text))


def _place(reader: Reader, read: Read, text: Rich) -> bool:
    match = _PLACE.search(text.text)
    if match is None or text.linked(*match.span()) or text.text[: match.start()].count('"') % 2:
        return False
    outcome = outcome_of_text(match[0])
    if outcome is None:
        return False
    read.outcome = read.outcome or replace(outcome, text=text.text)
    return True


def _is_name(text: Rich) -> bool:
    """Whether a text may be a name: it begins with a capital letter or a quote and is no sentence."""
    body = text.text.lstrip("\"'“‘(")
    return body[:1].isupper() and len(body.split()) <= 25
