"""The track of an item of a list: who is credited there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import Column, meaning
from kg.extraction.soundtrack.credits import FEATURES, named, names_guests
from kg.extraction.soundtrack.entries import NEWLINE, SPACED_DASH, Entry, parted
from kg.extraction.soundtrack.phrases import (
    by_writers,
    credit_phrases,
    credited_small,
    is_mere_by,
    tells_performers,
    without_uncredited,
)
from kg.extraction.soundtrack.titles import (
    REMARK,
    are_full_names,
    are_linked,
    is_remark,
    is_romanized,
    joined,
    names_in,
    small_remark,
    song,
    split_remarks,
    without_year,
)
from kg.extraction.soundtrack.track import Credits, add, make_track
from kg.extraction.surroundings import is_bracketed
from kg.model import Span, Track
from kg.wikitext.rich import EMPTY, Rich, join

_USE = re.compile(
    r"(?:(?:opening|ending|closing|end|main|theme|insert(?:ed)?|image|title|character|promotional|first|second"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?)\s+){0,4}(?:reprise|finale|overture|theme|song|track|credits?|music|number|titles?|opening|ending|insert)s?"
    r"(?:\s+(?:song|[0-9]{1,2}))?",
    re.IGNORECASE,
)
"""`Opening theme: "Song"`: what the song is used for."""
_SCENE = re.compile(
    r"(?:played|sung|performed|heard|danced|used|reprised)\s+"
    r"(?:during|at|in|over|on|as|when|while|under|throughout|behind|for)\b",
    re.IGNORECASE,
)
"""`Sung during the party - "Song"`: where it is heard."""
_WHEN = re.compile(
    r",?\s+(?:during|throughout|while|over\s+(?:the\s+)?(?:opening|closing|end|main|final)"
    r"|at\s+the\s+(?:end|beginning|start|party|dance|ball|wedding|concert|piano)"
    r"|in\s+the\s+(?:film|movie|opening|closing|final|first|last|club|bar|party|finale))\b"
)
"""Behind who performs."""
_ONE_MORE = re.compile(r"(?:,|\sand|\s&)\s+(?=[A-Z])")
_NOBODY = frozenset({"traditional", "trad", "trad."})
"""Whose a song is that nobody is known to have made: not who performs it."""
STAGED = re.compile(r"\bmusical numbers?\b", re.IGNORECASE)
"""Headings of lists whose performers are persons and roles, where any other list may name bands."""
_ACTING = re.compile(r"\s(?:sings?|sang|dances?|danced|performs?|performed|plays?|played)\b(?!\s+by\b)")
"""After who performs: `Jane and Joe dance in the park`."""
_DASH_BRACKET = re.compile(r"\s*[-–—―]{1,3}\s*(?=\([^()]*\)\s*[-–—―])")
"""`"Title" – (writers) – performers`"""
_JOINT_END = re.compile(r"(?:^|[\s(])(?:(?:and|&)\s)?(?:and|&|also|later)$")
"""Before the next credit: `sung by Jane and written by Joe`."""
_EDGES = "-–—―,;:…~| "
"""What divides a title and its credits."""


def track_of(
    reader: Reader,
    entry: Entry,
    position: int | None,
    part: str,
    *,
    writers: bool,
    noted: bool,
    billed: bool,
    doubted: bool,
) -> Track | None:
    """The track of an item. `writers`: names in a bracket behind the title, in a list with lengths, are those who wrote
    it. `noted`: so they are in any list of songs, since it is said above that other writers are named at theirs.
    `billed`: so they are where who performs is told behind them. `doubted`: whether a mere `by` may name writers."""
    read = parted(entry)
    credits: Credits = {}
    text, small = small_remark(credited_small(reader, read.title, credits))
    entity = song(reader, text)
    if entity is None:
        reader.issue("track-untitled", part, entry.item.span)
        return None
    who = Column.SINGERS if STAGED.search(part) else Column.PERFORMERS
    after = _DASH_BRACKET.match(read.rest.text)
    remarks, rest = split_remarks(read.rest.cut(after.end(), len(read.rest)) if after else read.rest)
    performed = bool(remarks) and tells_performers(rest)
    billed = billed and performed
    writers = writers and (entry.seconds is not None or noted or billed)
    credited = _Credited(reader, entry, part, writers, billed, doubted, who, credits, [small])
    if entry.before and (_USE.fullmatch(entry.before.text) or _SCENE.match(entry.before.text)):
        credited.notes.append(entry.before.text)
    elif entry.unclear:
        reader.issue("credit-unclear", part, entry.item.span)
    elif entry.before:
        performed = credited.name(entry.before, Column.PERFORMERS) or performed
    for remark in remarks:
        credited.bracket(remark, performed=performed or _names_performers(rest))
    credited.read(rest)
    for line in entry.more:
        for piece in line.split(NEWLINE, links=True):
            credited.line(piece)
    end = Span(entry.item.line.begin, max([entry.item.line.end, *(more.span.end for more in entry.more)]))
    return make_track(entity, reader.origin(end), position, entry.seconds, credits, joined(*credited.notes))


_UNKNOWN = re.compile(r"[A-Z][A-Za-z /&]{2,40}:\s*[A-Z]")
"""`Label: Jane Doe` in a line of its own."""
_SINGER = re.compile(r"(?:singer|vocal|vocalist|artist|performer)s?\s+", re.IGNORECASE)
"""`– Singer [[Jane Doe]]`"""
_GUESTS_ALONE = re.compile(rf"(?:{FEATURES}|with)\b\.?\s*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![A-Z])(?!feat\.)[a-z]{4,}(\.\s)")


@dataclass(frozen=True, slots=True)
class _Credited:
    """Who is credited in an item of a list, while it is read."""

    reader: Reader
    entry: Entry
    part: str
    writers: bool
    """Whether names in a bracket are those who wrote it."""
    billed: bool
    """Whether they are full names and a year may stand behind them, since who performs is told behind the bracket."""
    doubted: bool
    """Whether a mere `by` with nobody else behind it may name who wrote it."""
    who: Column
    """As what performers are read."""
    credits: Credits
    notes: list[str | None]

    def bracket(self, remark: Rich, *, performed: bool) -> None:
        """A bracket after a title: a credit by its words; the writers in lists with lengths; else a remark. performed:
        whether who performs is named behind it."""
        if self.read(remark, only_phrases=True, performed=performed):
            return
        if self.billed:
            remark, year = without_year(remark)
            self.notes.append(year)
        if alone := _GUESTS_ALONE.match(remark.text):
            self.name(remark.cut(alone.end(), len(remark)), Column.PERFORMERS)
        elif is_remark(remark):
            self.notes.append(remark.text)
        elif (guests := names_guests(remark)) and not performed:
            self.name(remark, Column.PERFORMERS)
        elif (
            self.writers
            and not guests
            and (self.entry.seconds is not None or are_full_names(remark))
            and not is_romanized(parted(self.entry).title, remark)
        ):
            self.name(remark, Column.WRITERS)
        else:
            self.notes.append(remark.text)
            self.reader.issue("credit-unclear", self.part, self.entry.item.span)

    def line(self, line: Rich) -> None:
        """A line below the first: credits by phrases. Names that nothing stands with may be anybody's."""
        if self.read(line, only_phrases=True):
            return
        if _UNKNOWN.match(line.text) or are_linked(line):
            self.reader.issue("credit-unclear", self.part, line.span)

    def read(self, text: Rich, *, only_phrases: bool = False, performed: bool = False) -> bool:
        """Reads what stands after a title: phrases (`written by …`) and, after a dash, who performs. Returns
        whether anything was credited. performed: whether who performs is named behind the text."""
        text = self._without_asides(without_uncredited(_bare(text)))
        marks = by_writers(text, credit_phrases(text), performed=performed)
        for index, mark in enumerate(marks):
            end = marks[index + 1].begin if index + 1 < len(marks) else len(text)
            names = _bare_names(text.cut(mark.end, end))
            if index + 1 < len(marks) and (joint := _JOINT_END.search(names.text)):
                names = _bare_names(names.cut(0, joint.start()))
            if self.doubted and Column.PERFORMERS in mark.columns and is_mere_by(text, mark):
                self.reader.issue("credit-unclear", self.part, self.entry.item.span)
                continue
            if Column.PERFORMERS in mark.columns:
                names = self._without_when(names)
            for column in mark.columns if names else ():
                self.name(names, column)
            if mark.noted:
                self.notes.append(_bare_names(text.cut(mark.begin, end)).text)
        head = _bare(text.cut(0, marks[0].begin if marks else len(text)), "(")
        if only_phrases or not head:
            return bool(marks)
        if any(_SUNG.match(text.text, mark.begin) for mark in marks) and not _is_use(head):
            self.notes.append(None if are_linked(head) or are_full_names(head) else head.text)
            self.reader.issue("credit-unclear", self.part, self.entry.item.span)  # `Jane Doe, performed by John Roe`
            return True
        self._head(head)
        return True

    def _without_asides(self, text: Rich) -> Rich:
        """What stands after a title without the brackets behind a name in which somebody else is told of by the way,
        which are a remark: `Jane Doe (Anna, dubbed by Ann Poe)`."""
        for aside in reversed([*_ASIDE.finditer(text.text)]) if " by " in text.text and "(" in text.text else ():
            told = credit_phrases(text.cut(*aside.span("told")))
            if told and told[0].begin and aside.start() and not text.linked(*aside.span()):
                self.notes.append(aside["told"])
                text = join((text.cut(0, aside.start()), text.cut(aside.end(), len(text))))
        return text

    def _without_when(self, names: Rich) -> Rich:
        """Who performs without when that is, a remark; behind which one more may be named."""
        when = _WHEN.search(names.text)
        if when is None or names.linked(*when.span()):
            return names
        told = names.cut(when.start(), len(names))
        self.notes.append(_bare(told).text)
        if _ONE_MORE.search(told.text):
            self.reader.issue("credit-unclear", self.part, self.entry.item.span)
        return names.cut(0, when.start())

    def _head(self, head: Rich) -> None:
        """Names after the dash: the performers; words in lower case are a remark, and what they do is told there."""
        if (label := _SINGER.match(head.text)) and head.linked(label.end(), label.end() + 1) and not head.linked(0, 1):
            head = head.cut(label.end(), len(head))
        parts = [part for part in head.split(SPACED_DASH) if part]
        first = next((part for part in parts if not _is_use(part)), None)
        if first is not None and first is not parts[0] and not _names_performers(first):
            first = None  # `Ending theme – Japanese version`
        for part in parts:
            begins = part.text[:1].isupper() or part.text[:1].isdigit() or part.linked(0, 1)
            if part is first and (begins or _THE.match(part.text) is not None):
                acting = _ACTING.search(part.text)
                told = acting is not None and not part.linked(*acting.span())
                names = part.cut(0, acting.start()) if acting and told else self._without_when(part)
                if self.name(names, Column.PERFORMERS) and not told:
                    continue
            self.notes.append(part.text)

    def name(self, text: Rich, column: Column) -> bool:
        """Credits whoever the text names; returns whether it names anybody."""
        if stop := _SENTENCE_END.search(text.text):
            text = text.cut(0, stop.start(1))
        if column is Column.PERFORMERS:
            if self._by_works(text):
                return True
            text = self._without_listener(join(text.split(_THEN), ", "))
            column = self.who
            self._behind(text)
        names = named(self.reader, [text], column)
        add(self.credits, column, names)
        return bool(names)

    def _by_works(self, text: Rich) -> bool:
        """Credits makers behind each of whom stands what they made: `Jane Doe (music), John Roe (lyrics)`. Whether that
        is all that the text names."""
        found = [(match, meaning(match["work"])) for match in _WORKS.finditer(text.text)] if ")" in text.text else []
        if not found or any(column not in _MADE for _, column in found) or _WORKS.sub("", text.text).strip(" ,;&"):
            return False
        for match, column in found:
            if column is not None:
                add(self.credits, column, named(self.reader, [text.cut(*match.span("who"))], column))
        return True

    def _without_listener(self, names: Rich) -> Rich:
        """Who performs without to whom, of which it is not told whether they do as well: `Jane Doe to John Roe`."""
        to = _TO.search(names.text)
        if to is None or names.linked(*to.span()):
            return names
        singers, first = names.cut(0, to.start()), next(iter(names_in(names.cut(to.end(), len(names)))), EMPTY)
        if not (are_linked(singers) or are_full_names(singers)) or not (are_linked(first) or are_full_names(first)):
            return names  # `A Day to Remember`
        self.reader.issue("credit-unclear", self.part, self.entry.item.span)
        return names.cut(0, to.start())

    def _behind(self, names: Rich) -> None:
        """The bracket behind who performs: a remark on the recording, or names that may be the writers'."""
        opening = names.text.find("(")
        if opening < 1 or not names.text.endswith(")") or names.text.count("(") > 1 or self.who is Column.SINGERS:
            return
        bracket = names.cut(opening + 1, len(names) - 1)
        if _GUESTS_ALONE.match(bracket.text) or not any(map(str.isalpha, bracket.text)):
            return
        if not bracket.of("link") and not bracket.text[:1].isupper():
            if REMARK.search(bracket.text):
                self.notes.append(bracket.text)
        elif is_remark(bracket):
            self.notes.append(bracket.text)
        elif self.writers or bracket.of("link") or len(names_in(bracket)) > 1:
            self.reader.issue("credit-unclear", self.part, self.entry.item.span)


_ASIDE = re.compile(r"\s*\((?P<told>[^()]*\sby\s[^()]*)\)")
_SUNG = re.compile(r"(?:performed|sung)\s+by\b", re.IGNORECASE)
_THE = re.compile(r"the\s+(?=[A-Z])")
_THEN = re.compile(r",?\s+then\s+(?=[A-Z])")
_TO = re.compile(r"\s+to\s+(?=[A-Z]|the\s)")
_WORKS = re.compile(r"(?:^|[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+)(?P<who>[^(),;]{2,60}?)\s+\((?P<work>[a-z &]{4,30})\)")
_MADE = frozenset({Column.WRITERS, Column.COMPOSERS, Column.LYRICISTS})


def _is_use(text: Rich) -> bool:
    """Whether a text behind a dash tells what the song is used for or that it is nobody's, and not who performs it."""
    told = _USE.fullmatch(text.text) or _SCENE.match(text.text) or text.text.casefold() in _NOBODY
    return bool(told) and not text.of("link")


def _names_performers(text: Rich) -> bool:
    """Whether what stands behind a title and its brackets begins with nothing but names, `– Jane Doe`; of companies
    only some perform."""
    text = _bare(text)
    marks = credit_phrases(text)
    first = next(iter(text.cut(0, marks[0].begin if marks else len(text)).split(SPACED_DASH)), EMPTY)
    linked = are_linked(first) and ORGANIZATION.search(first.text) is None
    return (linked or are_full_names(first)) and not is_remark(first) and _USE.fullmatch(first.text) is None


def _bare(text: Rich, also: str = "") -> Rich:
    """The text without what divides it from its surroundings; a full stop at its end stays: `Doe Jr.`"""
    text = text.strip(_EDGES + also)
    dots = len(text) - len(text.text.lstrip("." + _EDGES))
    return text.cut(dots, len(text)) if dots else text


_BRACKETS = 4
"""Around names at most: real ones have one pair."""


def _bare_names(text: Rich) -> Rich:
    """The same without the brackets that a credit stands in; those around a remark within it stay."""
    text = _bare(text)
    for _ in range(_BRACKETS):
        body = text.text
        if not body:
            break
        opened, closed = body.count("("), body.count(")")
        if (body[0] == "(" and (opened > closed or is_bracketed(text))) or body[0] == ")":
            text = _bare(text.cut(1, len(body)))
        elif (body[-1] == ")" and closed > opened) or body[-1] == "(":
            text = _bare(text.cut(0, len(body) - 1))
        else:
            break
    return text
