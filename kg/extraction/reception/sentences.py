"""Scores told in sentences: which part of a sentence speaks of which aggregator, and which numbers are of
critics and of this film."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.reader import Reader
from kg.extraction.reception.scores import (
    FORMS,
    OF_TEN,
    SITES,
    Scale,
    Score,
    Site,
    canonical,
    grades,
    read_count,
    sites,
)
from kg.extraction.sentences import sentences, whole
from kg.model import Span
from kg.wikitext.rich import Rich

UNREADABLE = "rating-unreadable"

OTHER_SITES = re.compile(
    r"\b(?:IMDb|Internet Movie Database|Letterboxd|PostTrak|ComScore|AllMovie|Fandango|Flixster|Box Office Mojo"
    r"|FilmAffinity|AlloCin[ée]|Douban|Kinopoisk|Rolling Stone|Empire|Roger Ebert|Ebert|IGN|Common Sense Media"
    r"|BookMyShow|Filmarks|Time Out|MRQE|Movie Review Query Engine|Yahoo!? Movies|Rediff|Bollywood Hungama"
    r"|Times of India|NDTV|MyAnimeList|Anime News Network|The Numbers|Netflix|Amazon)\b"
)
"""Other places that give a film points: a number after one of these is not the aggregator's."""

_AT = r"\s*(?:(?:average\s+)?(?:rating|score)\s+|average\s+)?(?:on|at|from|by|in)\s+(?:the\s+)?(?:site\s+|website\s+)?"
_ELSEWHERE = re.compile(_AT + OTHER_SITES.pattern)
_HERE = {site: re.compile(_AT + pattern.pattern, re.IGNORECASE) for site, pattern in SITES}
"""Behind a number: the place that gives it, `8.1/10 on IMDb and 71% on Rotten Tomatoes`."""

_NOT_CRITICS = re.compile(
    r"\b(?:audiences?|users?|viewers?|public|moviegoers|filmgoers|fans?|verified|popcorn)\b[^,;]{0,40}$"
    r"|\b(?:top|all)\s+critics\b[^,;]{0,40}$|\bfrom\s+the\s+site['’]s\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_NOT_CRITICS_AFTER = re.compile(
    r"^(?:(?!\band\b)[^,;.\d]){0,25}\b(?:audiences?|users?|viewers?|popcorn)\b|^\s*(?:positive\s+score|definite|top[\s-]two|would|"
    r"(?:drop|decline|decrease|increase|higher|lower|more|less)\b)",
    re.IGNORECASE,
)
_OTHER_FILM = re.compile(
    r"\b(?:the\s+(?:(?:19|20)\d\d\s+)?(?:original|first|second|third|previous|earlier|preceding|sequel|prequel|remake|follow-?up"
    r"|series|trilogy|franchise|(?:tv|television)\s+\w+|(?:original\s+|first\s+|previous\s+)(?:film|movie)|album"
    r"|soundtrack|novel|game|season)|its\s+(?:predecessor|sequel|prequel|remake|successor))(?:\s+(?:film"
    r"|movie))?(?:,[^,]{0,60},|,\s+which)?\s+(?:currently\s+|also\s+|itself\s+|still\s+)*(?:holds?|has|had|received|earned"
    r"|scored|got|garnered|is\s+rated|fared)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"^[\"”]?,?\s+(?:currently\s+|also\s+|has\s+|still\s+|only\s+|which\s+)*(?:holds?|has|had|received|earned"
    r"|scored|got|garnered|scores|gets|is\s+rated)\b"
)
_CONTINUES = re.compile(
    r"\b(?:the|this)\s+(?:review\s+)?(?:site|website|aggregator|review\s+aggregator)\b"
    r"|\baverage\s+(?:\w+\s+)?(?:rating|score)\b|\btomatometer\b|\bcertified\b|\bbased\s+on\s+\d",
    re.IGNORECASE,
)
_CONSENSUS = re.compile(r"\bconsensus\b|^(?:The|This)\s+(?:site|website|aggregator)\b", re.IGNORECASE)
_BOUNDARY = re.compile(r";\s|,?\s+(?:while|whereas|and|but|with)\s|,\s")
_HABIT = re.compile(
    r"\b(?:which\s+(?:assigns|uses|gives|provides|calculates)|assigning|using)\s[^,;\d]{1,80}"
    r"(?:\b[01]\s?(?:[-–]|to|and)\s?|\bout\s+of\s+)100\b[^,;\d]{0,80}(?=,)"
)
"""What a site always does, `which assigns a rating out of 100 top reviews`: that number is its scale, which that of
`which gives the film a score of 100` is not."""
_LOOKS_SCORED = re.compile(r"\d\s?%|\d\s*/\s*10|out\s+of\s+(?:10|100)\b|\bscore\s+of\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text that speaks of one aggregator."""

    site: Site
    begin: int
    end: int


def of_paragraph(reader: Reader, text: Rich, part: str) -> Iterator[tuple[Score, Span, tuple[Span, ...]]]:
    """(score, the sentence that states it, where else its references stand) of each score in a paragraph."""
    context: Site | None = None
    parts = sentences(text)
    for index, sentence in enumerate(parts):
        clauses = list(_clauses(sentence))
        continues = _CONTINUES.search(sentence.text) and not OTHER_SITES.search(sentence.text)
        if not clauses and context is not None and continues:
            clauses = [Clause(context, 0, len(sentence))]
        if not clauses:
            context = context if _CONSENSUS.search(sentence.text) else None
            continue
        found = _respective(reader, sentence)
        told = _without_habit(sentence.text)
        found = found or [score for clause in clauses for score in _read_clause(reader, sentence, told, clause)]
        if (
            not found
            and _LOOKS_SCORED.search(sentence.text)
            and not any(_has_number(told, clause) for clause in clauses)
        ):
            reader.issue(UNREADABLE, part, sentence.span)
        context = clauses[-1].site
        extra = tuple(_cited(reader, parts, index))
        for score in found:
            yield score, whole(reader, sentence), extra


_PAIR = re.compile(
    r"(?<![\d.,–-])(?P<first>\d{1,3})(?P<unit>\s?%|\s+percent|\s*/\s*100|\s+out\s+of\s+100)?,?\s+and\s+(?:an?\s+)?"
    r"(?P<second>\d{1,3})(?P<other>\s?%|\s+percent|\s*/\s*100|\s+out\s+of\s+100)?(?![.,]?\d)"
)
_JOINED = re.compile(r"[\s\"”'’]*(?:and|&)\s+(?:(?:on|at|by|from)\s+)?[\"“'‘]*")


def _respective(reader: Reader, sentence: Rich) -> list[Score]:
    """The scores of Rotten Tomatoes and Metacritic told together: `82% and 71/100 respectively`; else none."""
    text = sentence.text
    if "respectively" not in text:
        return []
    named = sites(sentence)
    pairs = [m for m in _PAIR.finditer(text) if m["unit"] or m["other"]]
    if {site for site, *_ in named} != {Site.ROTTEN_TOMATOES, Site.METACRITIC} or len(named) != 2 or len(pairs) != 1:
        return []
    if not _JOINED.fullmatch(text, named[0][2], named[1][1]):
        return []
    clauses = [Clause(site, 0, len(text)) for site, *_ in named]
    values = [Decimal(pairs[0][group]) for group in ("first", "second")]
    if max(values) > 100 or not all(_counts(reader, sentence, clause, pairs[0]) for clause in clauses):
        return []
    return [
        Score(clause.site, Scale.PERCENT, canonical(value), pairs[0].start(group))
        for clause, value, group in zip(clauses, values, ("first", "second"), strict=True)
    ]


def _overall(text: str, found: list[Score]) -> list[Score]:
    """Of grades of CinemaScore the one that is told to be the whole audience's, else the first."""
    for score in found:
        if "overall" in text[max(0, score.at - 30) : score.at] or "overall" in text[score.at : score.at + 11]:
            return [score]
    return found[:1]


def _cited(reader: Reader, parts: list[Rich], index: int) -> Iterator[Span]:
    """The sentences on the site's consensus that follow one without a reference, up to the first that has one."""
    while not reader.document.refs_in(whole(reader, parts[index])) and index + 1 < len(parts):
        index += 1
        if not _CONSENSUS.search(parts[index].text) or sites(parts[index]):
            return
        yield whole(reader, parts[index])


def _clauses(sentence: Rich) -> Iterator[Clause]:
    """The sentence cut between its aggregators: at the last boundary before the later one's name, or before
    the numbers that stand ahead of it."""
    found, text = sites(sentence), sentence.text
    begin = 0
    for (site, _, end), following in zip(found, [*found[1:], None], strict=False):
        if following is None:
            yield Clause(site, begin, len(text))
            return
        stops = [m for m in _BOUNDARY.finditer(text, end, following[1]) if not _inside_score(text, m.end())]
        strong = [m for m in stops if m[0].strip(" ,") in {"while", "whereas", "and", "but", ";"}]
        cut = (strong or stops)[-1].start() if stops else following[1]
        yield Clause(site, begin, cut)
        begin = cut


def _inside_score(text: str, position: int) -> bool:
    """Whether a boundary only joins the parts of one score: `, with an average rating of…`, `, based on…`."""
    return re.match(r"(?:based|an?\s+average|average|from|indicating|out\s+of)\b", text[position:]) is not None


def _without_habit(text: str) -> str:
    """The text with spaces for what it says that its site always does."""
    return _HABIT.sub(lambda match: " " * len(match[0]), text) if "100" in text else text


def _read_clause(reader: Reader, sentence: Rich, told: str, clause: Clause) -> list[Score]:
    """The scores that a clause of a sentence states of its aggregator. told: the sentence without its site's habit."""
    text = told[: clause.end]
    begin = clause.begin
    if clause.site is Site.CINEMASCORE:
        return _overall(text, list(grades(text, begin, clause.end)))
    count_at, count = read_count(text, begin)
    out = []
    for scale, forms in FORMS[clause.site]:
        match = next(
            (m for form in forms for m in form.finditer(text, begin) if _counts(reader, sentence, clause, m)), None
        )
        if match is not None and count_at != match.start("value"):
            value = Decimal(match["value"])
            if value <= (scale.value or 0):
                out.append(Score(clause.site, scale, canonical(value), match.start(), count))
    return out


def _has_number(text: str, clause: Clause) -> bool:
    """Whether a clause holds a number in one of the known forms (which then is left out on purpose)."""
    forms = [OF_TEN, *(form for _, forms in FORMS.get(clause.site, ()) for form in forms)]
    return any(form.search(text, clause.begin, clause.end) for form in forms)


def _counts(reader: Reader, sentence: Rich, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a number is a score of critics for this film."""
    before = sentence.text[clause.begin : match.start()]
    after = sentence.text[match.end() : clause.end]
    if _NOT_CRITICS.search(before) or _NOT_CRITICS_AFTER.match(after):
        return False
    named = [m.end() for site, p in SITES if site is clause.site for m in p.finditer(before)]
    other = OTHER_SITES.search(before, named[-1] if named else 0)
    if (other and not _HERE[clause.site].match(after)) or _ELSEWHERE.match(after):
        return False
    if _OTHER_FILM.search(before):
        return False
    return not _of_another(reader, sentence, clause, match.start())


def _of_another(reader: Reader, sentence: Rich, clause: Clause, at: int) -> bool:
    """Whether the subject of the clause is another work: an italic title that `holds` or `has` the score."""
    for mark in sentence.of("italic"):
        if not clause.begin <= mark.begin < at:
            continue
        title = sentence.cut(mark.begin, mark.end)
        if any(pattern.search(title.text) for _, pattern in SITES):
            continue
        if reader.is_film(title) or reader.names_film(title.text):
            continue
        if _HOLDS.match(sentence.text[mark.end :]):
            return True
    return False
