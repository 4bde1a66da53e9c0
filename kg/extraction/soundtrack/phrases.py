"""Phrases that credit somebody with a part of a track: `words by Jane Doe`.

Source: the wording of track listings in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import CREDITS, Column, meaning
from kg.extraction.soundtrack.credits import named
from kg.extraction.soundtrack.titles import are_full_names, are_linked
from kg.extraction.soundtrack.track import Credits, add
from kg.wikitext.rich import Rich, join

_ABSENT = ("cut from", "deleted from", "dropped from", "removed from", "omitted from")
"""Before the film or a version of it that a song is not in."""
PHRASES: Mapping[str, tuple[Column, ...]] = {
    # the words before a name → what it is credited for
    phrase: columns
    for columns, phrases in {
        (Column.PERFORMERS,): "performed by|sung by|vocals by|vocals|vocal|singer|singers|singer(s)|artist|artists"
        "|artist(s)|performer|performers|performer(s)|by|recorded by|rendered by|played by|voice"
        "|sung and performed by|danced by|sung and danced by|reprised by|later reprised by|also reprised by"
        "|reprise by|reprise sung by|reprise performed by",
        (Column.WRITERS,): "written by|words and music by|music and lyrics by|lyrics and music by"
        "|written and composed by|writer|writers|writer(s)|music & lyrics by|words & music by"
        "|composed and written by|music and words by"
        "|music and lyrics|words and music|lyrics & music by|w & m|song by",
        (Column.COMPOSERS,): "music by|composed by|composer|composers|music|music composed by|by composer",
        (Column.LYRICISTS,): "lyrics by|lyrics written by|lyrics|lyricist|lyricists|lyric by|words by|penned by"
        "|lyrics penned by|poet|poets|song lyrics by|film song lyrics by",
        (Column.WRITERS, Column.PERFORMERS): "written and performed by|performed and written by"
        "|written & performed by",
        (Column.COMPOSERS, Column.PERFORMERS): "composed and performed by|performed and composed by",
        (): "courtesy of|by arrangement with|under license from|produced by|arranged by|published by"
        "|arrangement by|conducted by|from|featured in|used by permission|picturised on|picturized on"
        "|originally performed by|originally by|remixed by|dubbed by|lip-synched by|adapted by|translated by"
        "|licensed by|originally recorded by|" + "|".join(_ABSENT),
    }.items()
    for phrase in phrases.split("|")
}  # fmt: skip
PHRASE = re.compile(
    r"(?:(?<=^)|(?<=[\s,;.(–—-]))("
    + "|".join(re.escape(p) for p in sorted(PHRASES, key=len, reverse=True))
    + r")(?:\s*[:–]\s*|\s+|$)",
    re.IGNORECASE,
)
NEEDS_COLON = frozenset(p for p in PHRASES if not p.endswith((" by", "of", "with", "from", " on")) and p != "by")
"""Phrases that are also words of titles and remarks: they credit only with a colon or dash after them."""
NOTED = frozenset({"danced by", *_ABSENT, *(phrase for phrase in PHRASES if "reprise" in phrase)})
"""Phrases that stay in the remark on a track: what is performed is not what is heard, or not here."""
_LABEL = re.compile(r"(?:^|[;,(])\s{0,2}(?P<label>[A-Za-z][A-Za-z /&+]{2,48}):\s*")
_LABELS: Mapping[str, str] = {
    # in a label, which stands for one song → as the header of a column says it
    "compositions": "composer",
    "composition": "composer",
    "arrangements": "arranger",
    "arrangement": "arranger",
}
_LABELS_WORD = re.compile("|".join(_LABELS))


_UNCREDITED = re.compile(
    r"\s?\((?:"
    + "|".join(re.escape(phrase) for phrase, columns in PHRASES.items() if phrase.endswith(" by") and not columns)
    + r")\s[^()]*\)(?=\s*(?:[,/&]|and\b)\s*\S)",
    re.IGNORECASE,
)
"""In a list of names, before the next one: `Jane Doe (dubbed by Ann Poe), John Roe`."""


def without_uncredited(text: Rich) -> Rich:
    """The text without the brackets within a list of names that tell of what is no credit of a track."""
    brackets = [match.span() for match in _UNCREDITED.finditer(text.text)] if "by " in text.text else []
    for begin, end in reversed(brackets):
        if begin and not text.linked(begin, begin + 2):
            text = join((text.cut(0, begin), text.cut(end, len(text))))
    return text


class Phrase(NamedTuple):
    """What credits the names that follow: where it stands, what for."""

    begin: int
    end: int
    columns: tuple[Column, ...]
    noted: bool = False


def credit_phrases(text: Rich) -> list[Phrase]:
    """The phrases and labels (`Lyrics and composition:`) of a text that credit who is named behind them, in order."""
    out = []
    for match in _LABEL.finditer(text.text) if ":" in text.text else ():
        columns = _labelled(match["label"])
        if columns is not None and not text.linked(*match.span("label")):
            out.append(Phrase(match.start("label"), match.end(), columns))
    labels = tuple(out)
    for match in PHRASE.finditer(text.text):
        phrase = match[1].lower()
        if text.linked(*match.span(1)) or any(x.begin <= match.start(1) < x.end for x in labels):
            continue
        if phrase not in NEEDS_COLON or ":" in match[0] or "–" in match[0]:
            out.append(Phrase(match.start(1), match.end(), PHRASES[phrase], phrase in NOTED))
    return sorted(out)


def _labelled(label: str) -> tuple[Column, ...] | None:
    """What a label credits; () for a known one that the model has no term for, None for any other text."""
    column = meaning(_LABELS_WORD.sub(lambda match: _LABELS[match[0]], label.lower()))
    if column is Column.SINGERS:
        return (Column.PERFORMERS,)
    return (column,) if column in CREDITS else () if column is Column.OTHER else None


_BY = re.compile(r"by\s+", re.IGNORECASE)
_SUNG = re.compile(r"(?:sung|performed)\b", re.IGNORECASE)
_JOINT = re.compile(r"[\s,;:()–—-]{0,4}(?:\b(?:and|&))?[\s,;:()–—-]{0,4}$")
"""Between names and the next phrase: no other word, such as `also`."""


def by_writers(text: Rich, marks: Sequence[Phrase], *, performed: bool = False) -> list[Phrase]:
    """The phrases of a text, a mere `by` that stands first for the writers where who performs is told behind it, there
    or after the text: `by Jane Doe, sung by John Roe`; not for what may be a group and its singer. performed: whether
    it is after the text."""
    if not marks or not is_mere_by(text, marks[0]):
        return [*marks]
    named = _JOINT.sub("", text.text[marks[0].end : marks[1].begin if len(marks) > 1 else len(text)])
    names = text.cut(marks[0].end, marks[0].end + len(named))
    sung = performed or any(_SUNG.match(text.text, mark.begin) for mark in marks[1:])
    if sung and are_full_names(names):
        return [marks[0]._replace(columns=(Column.WRITERS,)), *marks[1:]]
    return [*marks]


def is_mere_by(text: Rich, mark: Phrase) -> bool:
    """Whether a phrase is a `by` that a text begins with: it may name who wrote something or who performs it."""
    return not mark.begin and _BY.fullmatch(text.text, 0, mark.end) is not None


def tells_writers(text: Rich) -> bool:
    """Whether what stands behind a title says first, by a mere `by`, who wrote it: `by Jane Doe, sung by John Roe`."""
    text = text.strip("-–—,;:")
    marks = credit_phrases(text)
    return by_writers(text, marks) != marks


def tells_performers(text: Rich) -> bool:
    """Whether what stands behind a title and its brackets says first who performs: `, sung by Jane Doe`."""
    text = text.strip("-–—,;:")
    marks = credit_phrases(text)
    return bool(marks) and not marks[0].begin and marks[0].columns == (Column.PERFORMERS,)


_OPENING = re.compile(r"[\s(\[]*")


def credited_small(reader: Reader, title: Rich, credits: Credits) -> Rich:
    """The title without the small print at its end that begins with a phrase, `(words by Jane Doe)`; who is named
    there goes to `credits`. Any other title as it is."""
    small = next((m for m in title.of("small") if m.end == len(title) and m.begin > 0), None)
    if small is None:
        return title
    opening = _OPENING.match(title.text, small.begin)
    begin = opening.end() if opening else small.begin
    match = PHRASE.match(title.text, begin)
    if match is None or match[1].lower() in NEEDS_COLON or title.linked(*match.span(1)):
        return title
    names = title.cut(match.end(), small.end).strip("()[]")
    for column in PHRASES[match[1].lower()]:
        add(credits, column, named(reader, [names], column))
    return title.cut(0, small.begin)


_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")


def credited_bracket(reader: Reader, title: Rich, credits: Credits) -> Rich:
    """The title without the bracket at its end that holds nothing but credits; who is named there goes to `credits`."""
    match = _BRACKET.search(title.text) if title.text.endswith(")") else None
    if match is None or not match.start() or title.linked(match.start(1) - 1, match.start(1)):
        return title
    credited = credited_remark(reader, title.cut(*match.span(1)), credits)
    return title.cut(0, match.start()) if credited else title


def credited_remark(reader: Reader, remark: Rich, credits: Credits) -> bool:
    """Whether a remark holds nothing but credits, `Music: Jane Doe`, that no column states; who is named there then
    goes to `credits`."""
    marks = credit_phrases(remark)
    if not marks or marks[0].begin or is_mere_by(remark, marks[0]):
        return False
    found = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        told = remark.cut(mark.end, following.begin if following else len(remark))
        names = told.cut(0, len(_JOINT.sub("", told.text)))
        columns = mark.columns
        if not columns or mark.noted or not names or not (are_linked(names) or are_full_names(names)):
            return False
        if any(column in credits or (column is Column.PERFORMERS and Column.SINGERS in credits) for column in columns):
            return False
        found += [(column, names) for column in columns]
    for column, names in found:
        add(credits, column, named(reader, [names], column))
    return True
