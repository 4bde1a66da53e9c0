"""What is stated of an album itself: {{Infobox album}}, the sentences and hatnotes of its section.

Source: Template:Infobox album and its redirects; parameters of older versions differ in capitals and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extraction.names import mentions
from kg.extraction.reader import Reader
from kg.extraction.sentences import paragraphs, sentences, whole
from kg.extraction.soundtrack.columns import Column
from kg.extraction.soundtrack.credits import NO_ARTIST, people
from kg.extraction.soundtrack.naming import ALBUM_PAGE, Name, name_told
from kg.extraction.surroundings import is_bracketed
from kg.model import Entity, Kind, PartialDate, Span
from kg.values.dates import find_dates
from kg.values.languages import language_tag
from kg.wikitext.links import LinkKind, title_of, without_disambiguation
from kg.wikitext.lists import pieces
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Argument, Template

INFOBOXES = ("infobox album", "album infobox", "infobox soundtrack", "album infobox soundtrack", "infobox albums",
             "infobox cd", "infobox soundtrack album", "infobox ep", "infobox musical album")  # fmt: skip
HATNOTES = ("main", "main article", "main articles", "mainarticle", "main page")
OTHER_TYPES = re.compile(r"\b(?:single|song|video|book|tour|game)\b", re.IGNORECASE)
"""Types of an {{Infobox album}} that is about something else than an album."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is stated of one album."""

    span: Span
    name: str | None = None
    link: str | None = None
    artists: tuple[Entity, ...] = ()
    release: PartialDate | None = None
    labels: tuple[Entity, ...] = ()
    language: str | None = None
    """The tag of the language of its songs."""


_SPACES = re.compile(r"[\s_]+")


def read_infobox(reader: Reader, template: Template) -> Details | None:
    """What an {{Infobox album}} states; None where its type shows something else than an album."""
    values = {_SPACES.sub("_", a.name.lower()): a for a in template.arguments}
    kind = values.get("type")
    if kind and OTHER_TYPES.search(reader.rich(kind.nodes).text):
        return None
    name, link = None, None
    if (argument := values.get("name")) is not None:
        text = reader.rich(argument.nodes).strip('"“”')
        entity = reader.entity(text, Kind.WORK, anchored=False)
        if entity is not None:
            name, link = entity.name, entity.link
    artist, released, label, language = (values.get(key) for key in ("artist", "released", "label", "language"))
    return Details(
        template.span,
        name,
        link,
        people(reader, artist.nodes, Column.PERFORMERS) if artist else (),
        _released(reader, released) if released else None,
        _labels(reader, label) if label else (),
        language_tag(reader.rich(language.nodes).text) if language else None,
    )


def _released(reader: Reader, argument: Argument) -> PartialDate | None:
    """The first date stated."""
    text = reader.rich(argument.nodes).text
    found = find_dates(text) or [
        date for piece in pieces(argument.nodes) for date in find_dates(reader.rich(piece.nodes).text)
    ]
    if not found and any(char.isdigit() for char in text):
        reader.issue("release-unreadable", "Infobox album", argument.span)
    return found[0].date if found else None


_CATALOGUE = re.compile(r"\s+(?:[–—-]\s*)?[A-Z]{1,5}[- ]?[0-9]{3,}(?:[- ][0-9]+)*(?=\s*(?:[,;\n(]|$))")
"""The number of a record behind its label: `Example Records – EX 1234`."""


def _labels(reader: Reader, argument: Argument) -> tuple[Entity, ...]:
    out = [
        mention.entity
        for piece in pieces(argument.nodes)
        for text in reader.rich(piece.nodes).split(_CATALOGUE)
        if not is_bracketed(text)  # `(Marathi)`: of the one above
        for mention in mentions(reader, text, Kind.ORGANIZATION)
        if mention.entity.name.casefold() not in NO_ARTIST
    ]
    return tuple(dict.fromkeys(out))


# --- the article on the album


def own_page(reader: Reader, hatnotes: Sequence[Template]) -> Name | None:
    """The album's own article, where the {{Main}} of its section lead to one and only one."""
    found = {}
    for template in hatnotes:
        for argument in template.positional:
            kind, title = title_of(reader.rich(argument.nodes).text)
            if kind is LinkKind.ARTICLE and "#" not in title and ALBUM_PAGE.search(title):
                found[title] = without_disambiguation(title)
    if len(found) != 1:
        return None
    page, name = next(iter(found.items()))
    return Name(name, page)


# --- sentences

_ALBUM = re.compile(r"\b(?:soundtracks?(?: album)?|albums?|scores?|audio|music|songs|recording)\b", re.IGNORECASE)
_RELEASED = re.compile(r"\b(?:released|issued|launched)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:singles?|song|videos?|trailers?|teasers?|film was|film is|movie was|theatrical|dvd|blu-ray|home video"
    r"|re-?released|re-?issued?|previously|originally|was (?:scheduled|planned|set|expected)|will be|remaster\w*"
    r"|deluxe|anniversary|first look|rights|commercially|not released|unreleased|never|sequel|karaoke"
    r"|volumes?|respectively)\b",
    re.IGNORECASE,
)
"""What makes a sentence speak of another release than the album's first."""
_LABEL = re.compile(
    r"\b(?:[A-Z][\w.&'’-]*\s+){1,4}?(?:Records?|Recordings|Music|Audio|Cassettes?|Audios|Classics|Discs?)\b(?!\s+of\b)"
)
_LABEL_PAGE = re.compile(r"\b(?:records?|recordings|music|audio|label|cassettes|t-series)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|on|through|via|under|from)\s+(?:the\s+)?(?:record\s+)?(?:label\s+)?$", re.IGNORECASE)

_JOINT = re.compile(r"\s?(?:,|/|(?:,\s)?(?:and|&))\s?")
"""Between the names of labels that released it together."""


MAX_SENTENCE = 600
"""Characters; a longer one tells more than a release."""


class Told(NamedTuple):
    """What a sentence tells of the album's release."""

    sentence: Span
    release: PartialDate
    labels: tuple[Entity, ...]
    name: Name | None


def read_prose(reader: Reader, span: Span) -> Told | None:
    """The album's release, where one sentence of the range tells it plainly."""
    for sentence in (sentence for paragraph in paragraphs(reader, span) for sentence in sentences(paragraph)):
        text = sentence.text
        if len(text) > MAX_SENTENCE:
            continue
        if not (_ALBUM.search(text) and (verb := _RELEASED.search(text))) or _OTHER.search(text):
            continue
        dates = find_dates(text)
        labels = _released_by(reader, sentence, verb)
        if len(dates) == 1:
            return Told(whole(reader, sentence), dates[0].date, labels, name_told(reader, sentence))
    return None


def _released_by(reader: Reader, sentence: Rich, verb: re.Match[str]) -> tuple[Entity, ...]:
    """The labels that are said to have released it: before the verb as its subject, or after `by` or `on`."""
    text = sentence.text
    names = [(m.begin, m.end) for m in sentence.of("link") if _LABEL_PAGE.search(m.value)]
    names += [m.span() for m in _LABEL.finditer(text) if not sentence.linked(*m.span())]
    runs: list[list[tuple[int, int]]] = []
    for begin, end in sorted(names):
        if runs and _JOINT.fullmatch(text, runs[-1][-1][1], begin):
            runs[-1].append((begin, end))
        else:
            runs.append([(begin, end)])
    for run in runs:
        begin, subject = run[0][0], text[run[-1][1] : verb.start()].strip() == ""
        if subject or (begin > verb.end() and _BY.search(text[max(0, begin - 40) : begin])):
            found = (reader.entity(sentence.cut(*place), Kind.ORGANIZATION) for place in run)
            return tuple(dict.fromkeys(entity for entity in found if entity))
    return ()
