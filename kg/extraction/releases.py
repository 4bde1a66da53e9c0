"""Template:Infobox film: release dates, each with the place or kind of release stated with it.

Sources: documentation of Template:Infobox film (released), Template:Film date, Template:Start date; WP:FILMRELEASE for
what stands beside a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.cast.remarks import LANGUAGES
from kg.extraction.countries import COUNTRIES, SECOND_NAME, is_country
from kg.extraction.heads import heads_of
from kg.extraction.infobox import RELEASED, Infobox, shared_references, trimmed
from kg.extraction.organizations import BROADCASTERS
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_bracketed, peel
from kg.extraction.templates import positional_texts
from kg.model import Entity, Kind, PartialDate, Release, Span
from kg.values.dates import FoundDate, film_date, find_dates
from kg.wikitext.lists import Piece
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tree import Argument, RefMark, Template, templates

FILM_DATES = frozenset({
    "film date", "filmdate", "film release date", "film-date", "film dates", "movie date", "film release", "film us",
})  # fmt: skip
"""Template:Film date and its redirects: groups of year, month, day and place."""

NOT_A_PLACE = re.compile(
    r"\b(?:limited|wide|general|theatrical|roadshow|premi[eè]red?|preview|re-?release|re-?issue|original|restored|restoration"
    r"|director'?s cut|world-?wide|international(?:ly)?|internationally|digital|streaming|internet|online|vod|video"
    r"|dvd|blu-?ray|vhs|television|tv|broadcast|imax|3-?d|released?|screening|version"
    r"|(?:serials?|features?|films|pictures|productions|entertainment)$|silent|sound|dubbed|nationwide|expanded|unrated|uncut|completed|shelved|unreleased|theat(?:re|er)s|cinemas"
    r"|parts?|chapters?|episodes?|volumes?|copyright|filmed|produced|program(?:me)?|events?|academy run"
    rf"|{BROADCASTERS}|technicolor|trade ?shows?|trade ?showings?"
    r"|onam|vishu|pongal|diwali|deepavali|eid|ugadi|sankranti|dus+ehra|durga puja"
    r"|christmas(?! island)|easter(?! island))(?!\w)",
    re.IGNORECASE,
)
"""Words of remarks beside a date that name a kind of release, who shows it or the feast it is for, not where it took
place."""
_VERSION = re.compile(rf"(?:{LANGUAGES})(?:(?:,| and| &) (?:{LANGUAGES}))*")
"""Languages of a film made in several: `Tamil`."""
_EVENT = re.compile(
    r"\b(?:festivals?|awards?|biennale|mostra|berlinale|fest|sundance|tribeca|hot docs|comic-con)\b", re.IGNORECASE
)
_LETTERS = re.compile(r"(?!USA$|USSR$|UAE$)[A-Z]{3,}")
"""Festivals are events, not places; by their letters, too (`NZIFF`)."""


def releases(box: Infobox) -> Iterator[Release]:
    """Every date of `released`, with the place or kind of release stated with it. Repeats are left out."""
    seen: set[tuple[PartialDate, str | None]] = set()
    for parameter, argument in box.get(RELEASED):
        found = False
        for release in _parameter_releases(box.reader, argument):
            found = True
            key = (release.date, release.qualifier)
            if key not in seen:
                seen.add(key)
                yield release
        text = box.reader.rich(argument.nodes).text
        reported = any(t.name in FILM_DATES for t in templates(argument.nodes))
        if (
            not found
            and not reported
            and text
            and text.casefold() not in ("unreleased", "tba", "n/a", "none", "shelved")
        ):
            box.reader.issue("date-unreadable", parameter, argument.span)


def _parameter_releases(reader: Reader, argument: Argument) -> Iterator[Release]:
    found = reader.document.pieces_of(argument.nodes)
    shared = shared_references(reader, argument, found)
    heads = heads_of([reader.rich(piece.nodes) for piece in found])
    for piece, following, head in zip(found, [*found[1:], None], heads, strict=False):
        if head is None:
            continue
        below = _below(reader, following) if following is not None else EMPTY
        dates = [t for t in templates(piece.nodes) if t.name in FILM_DATES]
        after = [n.span for n in piece.nodes if isinstance(n, RefMark)]
        for template, later in zip(dates, [*dates[1:], None], strict=False):
            rest = Span(template.span.end, piece.span.end if later is None else later.span.begin)
            further = _further(reader, template, rest)
            beside = _beside(reader, rest) or (below if later is None and not further else EMPTY) or head
            yield from _film_date(reader, template, [*after, *shared], beside)
            if further and _JOINT_FIRST.fullmatch(further.text, 0, _first_dates(further)[0].begin):
                yield from _dates_in(reader, further, further.span, shared, below if later is None else EMPTY, head)
            elif further:
                reader.issue("date-unreadable", "released", further.span)
        if not dates:
            yield from _other_dates(reader, piece, shared, below, head)


def _below(reader: Reader, piece: Piece) -> Rich:
    """The remark that a line is which holds nothing but brackets: it is about the date above."""
    text = reader.rich(piece.nodes)
    return text.strip("()") if is_bracketed(text) and not find_dates(text.text) else EMPTY


def _beside(reader: Reader, after: Span) -> Rich:
    """The remark in what stands after {{Film date}}, as it does after a date written out."""
    if after.begin >= after.end or not reader.document.visible(after):
        return EMPTY
    return _remark(reader.rich(after).strip("}"), EMPTY, -1)


_JOINT_FIRST = re.compile(r"\s*(?:[,;/]\s*(?:and\s+)?|and\s+)")


def _further(reader: Reader, template: Template, after: Span) -> Rich:
    """What stands after {{Film date}}, where it has a date outside brackets, `, 1921 (re-release)`, that is none of the
    template's."""
    if after.begin >= after.end or not reader.document.visible(after):
        return EMPTY
    text = reader.rich(after)
    told = tuple(date.iso for date, _ in film_date(positional_texts(template)) if date)
    news = [found for found in _first_dates(text) if not any(iso.startswith(found.date.iso) for iso in told)]
    return text if news else EMPTY


def _first_dates(text: Rich) -> list[FoundDate]:
    """The dates before any brackets."""
    return [*find_dates(text.text.partition("(")[0])]


def _film_date(reader: Reader, template: Template, shared: list[Span], beside: Rich) -> Iterator[Release]:
    """The releases of {{Film date}}; what stands beside the template is about its one date, if this has no place, and
    of several dates it is not certain which."""
    arguments = template.positional
    numbered = {a.name: a.span for a in template.arguments if a.name.startswith("ref")}
    stated = film_date(positional_texts(template))
    if beside and (len(stated) != 1 or stated[0][1]):
        reader.issue("release-remark-unread", "released", beside.span)
        beside = EMPTY
    for index, (date, _) in enumerate(stated):
        group = arguments[4 * index : 4 * index + 4]
        span = Span(group[0].span.begin, group[-1].span.end)
        if date is None:
            reader.issue("date-unreadable", "released", span)
            continue
        place = reader.rich(group[3].nodes) if len(group) > 3 else EMPTY
        extra = [numbered[key] for key in (f"ref{index + 1}",) if key in numbered]
        if beside:
            place, extra = beside, [*extra, beside.span]
        yield _release(reader, date, place, span, [*extra, *shared])


def _other_dates(reader: Reader, piece: Piece, shared: list[Span], below: Rich, head: Rich) -> Iterator[Release]:
    """The dates of a line without {{Film date}}."""
    yield from _dates_in(reader, reader.rich(piece.nodes), trimmed(reader, piece.span), shared, below, head)


def _dates_in(reader: Reader, text: Rich, span: Span, shared: list[Span], below: Rich, head: Rich) -> Iterator[Release]:
    """Dates written out (also by {{Start date}}, which reads as one), each with the brackets or the label beside it,
    the last else with the brackets below it; else with the line that heads it."""
    if _NEVER.match(text.text):
        return
    found = find_dates(text.text)
    labels = _labels(text.text, found)
    for index, date_found in enumerate(found):
        end = found[index + 1].begin if index + 1 < len(found) else len(text)
        label, after = labels[index - 1] if index else None, labels[index] if index < len(labels) else None
        rest = text.cut(date_found.end, after.start() if after else end)
        remark = _remark(rest, text, -1 if index else date_found.begin)
        if label and not (label.re is _LABEL_NEXT or _tells(label[1])):
            reader.issue("release-remark-unread", "released", span)
        elif label and not remark:
            remark = text.cut(*label.span(1))
        extra = shared
        elsewhere = below if below and date_found is found[-1] else head
        if not remark and not index:
            before = text.cut(0, date_found.begin)
            remark = _ahead(before, several=any(labels))
            if not remark and _is_before_comma(before):
                reader.issue("release-remark-unread", "released", before.span)
        if elsewhere and not remark:
            remark, extra = elsewhere, [*shared, elsewhere.span]
        yield _release(reader, date_found.date, remark, span, extra)


_LABEL_NEXT = re.compile(r"[,;/\n]\s*([^\d:;,/()\n]{2,40}?):\s*$")
"""The label of the next date on a line: `India: 5 May 1995, Japan: 7 May 1995`."""
_NEXT = re.compile(r"[,;]\s{0,3}(?:and\s{1,3})?([^\d:;,/()\n]{2,40}?)(?<![\s&–—-])\s{1,3}")
"""What stands before the next date and behind a comma, where nothing stands behind the last one."""
_JOINT = r"(?:and|or|to|then|but|as well as)"
"""Between two dates, of which it tells nothing: `1931, London and 1932`."""
_JOINED = re.compile(rf"{_JOINT}\b|(?:.*\s)?{_JOINT}")
_BEFORE = re.compile(r"\(\s{0,3}([^()\d:]{2,40}?)(?:\s{1,3}(?:in|on))?[\s,]{0,3}(?:\)\s{0,3})?")


def _labels(text: str, found: Sequence[FoundDate]) -> list[re.Match[str] | None]:
    """What tells of each date but the first before it, `1931, re-released 1945`, or may tell of that or of the date
    before, `1931, London 1932`."""
    told = any(map(str.isalnum, text[found[-1].end :])) if found else True
    out = []
    for a, b in pairwise(found):
        behind = None if told else _NEXT.fullmatch(text, a.end, b.begin)
        behind = behind if behind and _JOINED.fullmatch(behind[1]) is None else None
        out.append(_LABEL_NEXT.search(text, a.end, b.begin) or behind)
    return out


def _tells(words: str) -> bool:
    """Whether words before a date tell of it: a country, an event, a kind of release."""
    return is_country(words) or any(kind.search(words) for kind in (NOT_A_PLACE, _EVENT))


def _is_before_comma(text: Rich) -> bool:
    """Whether a link and a comma stand before a date: a place, who released the film, a day."""
    return text.text.rstrip().endswith(",") and text.strip(", ").covered("link") is not None


def _ahead(text: Rich, *, several: bool) -> Rich:
    """What tells of a date without a colon before it: a country; in brackets any link or festival, before a comma a
    linked one; in brackets or of the first of `several` told of so also the kind of release."""
    bracket = _BEFORE.fullmatch(text.text)
    words = text.cut(*bracket.span(1)) if bracket else text.strip(", ")
    event = _EVENT.search(words.text)
    if is_country(words.text) or (words.covered("link") and (bracket or (event and _is_before_comma(text)))):
        return words
    kind = NOT_A_PLACE.search(words.text) or (bracket and event)
    return words if kind and (bracket or several) else EMPTY


_TAIL = re.compile(rf"[\s,;:–-]*+(?:in\s+)?(?!{_JOINT}\b)([^\d;]{{2,60}}?)(?:,?\s{{1,3}}(?:{_JOINT}|&))?$")
"""The words behind a date."""
_NEVER = re.compile(r"(?:unreleased|(?:never|not) released)\b", re.IGNORECASE)
"""`Unreleased (completed 1974)`"""


def _remark(rest: Rich, whole: Rich, begin: int) -> Rich:
    """The brackets or words after a date; else the label before it: `India: 5 May 1995`."""
    match = re.match(r"[\s,:–-]*\(([^()]*)\)", rest.text)
    if match:
        return rest.cut(match.start(1), match.end(1))
    if begin > 0:
        label = re.match(r"(.{1,60}?)\s*[:–-]\s*$", whole.text[:begin])
        if label:
            return whole.cut(0, label.end(1))
        flag = whole.cut(0, begin)
        link = flag.covered("link")
        if link is not None and link.value in COUNTRIES:
            return flag
    tail = _TAIL.match(rest.text)
    return rest.cut(tail.start(1), tail.end(1)) if tail else EMPTY


def _unbracketed(remark: Rich) -> Rich:
    """A remark without brackets around it and without one that has no partner; `United States (limited)` keeps its."""
    remark = remark.strip(",;:–- ")
    if is_bracketed(remark):
        return remark.cut(1, len(remark) - 1).strip(",;:–- ")
    unpaired = any(remark.text.count(opening) != remark.text.count(closing) for opening, closing in ("()", "[]"))
    return remark.strip("()[],;:–- ") if unpaired else remark


def _release(reader: Reader, date: PartialDate, remark: Rich, span: Span, extra: list[Span]) -> Release:
    remark = _unbracketed(remark)
    place: Entity | None = None
    if remark and any(char.isalpha() for char in remark.text):
        named = peel(remark)[0]
        event = any(_EVENT.search(link.value) for link in named.of("link")) or _EVENT.search(named.text)
        words = named.text
        named = _without_preposition(named)
        small = words[:1].islower() and not words.startswith("the ") and not named.of("link")
        small = small or (words[:3].casefold() == "on " and not named.linked(0, 2)) or _is_common(named)
        other = NOT_A_PLACE.search(words) or _LETTERS.fullmatch(words) or _VERSION.fullmatch(named.text)
        if not (event or small or other or _are_places(named)):
            place = reader.entity(named, Kind.PLACE)
            if place is not None and place.link is not None and _EVENT.search(place.link):
                place = None  # the article links the name to a festival
            elif place is not None and (place.link or place.name) in COUNTRIES:
                place = replace(place, kind=Kind.COUNTRY)
    text = remark.text.replace("\n", " ")
    return Release(date, reader.origin(span, extra), place, text if any(c.isalpha() for c in text) else None)


_PREPOSITION = re.compile(r"(?:at|in)\s+(?:the\s+)?", re.IGNORECASE)


def _without_preposition(place: Rich) -> Rich:
    """The linked place alone of `at the [[Capitol Theatre]]`."""
    match = _PREPOSITION.match(place.text)
    linked = match is not None and place.linked(match.end(), match.end() + 1) and not place.linked(*match.span())
    return place.cut(match.end(), len(place)) if match and linked else place


def _is_common(place: Rich) -> bool:
    """Whether nothing but a link is named, with a word in small letters: `the [[cinema]]`."""
    name = place.cut(4, len(place)) if place.text.startswith("the ") and not place.linked(0, 4) else place
    return name.text[:1].islower() and name.covered("link") is not None and not name.text.startswith("the ")


_AND = re.compile(r"\s*[&/\n]\s*|,?\s+and\s+")
_AND_PLACE = re.compile(rf"(?:{_AND.pattern})(?!{SECOND_NAME})")
_PLACE_NEXT = re.compile(rf"{_AND_PLACE.pattern}|,\s+")


def _are_places(text: Rich) -> bool:
    """Whether a text names several places of which one is linked or a country: `United States & [[Canada]]`. A city
    before its country is one place."""
    links = text.of("link")
    if not links:
        countries = [is_country(part.text) for part in text.split(_PLACE_NEXT)]
        return len(countries) > 1 and (all(countries) or (any(countries) and _AND_PLACE.search(text.text) is not None))
    if text.covered("link"):
        return False
    if any(not text.linked(*match.span()) for match in _AND.finditer(text.text)):
        return True
    first = links[0]
    return first.value in COUNTRIES and not first.begin and text.text.startswith(",", first.end)
