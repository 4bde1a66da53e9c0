"""Where a work was published that a film is based on: the magazine or the collection is no work of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.basis.words import BY, NO_WORK, QUOTED, in_italic, reads_as_person
from kg.extraction.organizations import WORK_PAGE
from kg.wikitext.rich import EMPTY, Mark, Rich, join


class Above(NamedTuple):
    """What stands above a line."""

    story: bool
    """Whether the last title stands in quotes, as those of works that stand in others do."""
    kind: bool
    """Whether the line above only says what kind of work it is."""


_IN = re.compile(r"\b(?P<word>in|from)\s+(?:the\s+)?", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:\b(?:first|originally)\s+)?\b(?:published|printed|seriali[sz]ed|appear(?:ed|ing)|featured)$", re.IGNORECASE
)
_PRINTED = re.compile(
    r"\b(?:stor(?:y|ies)|tale|article|essay|poem|novel|novella|novelette|serial|column|feature|report|strip|comics?)s?$",
    re.IGNORECASE,
)
"""Kinds of works that stand in magazines and collections. A novel in a series does not."""
_COLLECTED = re.compile(r"(?:stories|tales|poems|essays)$", re.IGNORECASE)
_OF_SERIES = re.compile(r"\s*(?:novel |book )?(?:series|trilogy|saga|cycle|universe|franchise)\b", re.IGNORECASE)
_WHEN = re.compile(r"\(?(?:[^\W\d_]+\s+){0,2}\d{4},?\s+(?:issue of\s+)?", re.IGNORECASE)
_ONLY_WHEN = re.compile(r"[\s,(]+(?:[^\W\d_]+\s+)?(?:\d{1,2},?\s+)?(?:[^\W\d_]+,?\s+)?\d{4}\)?")
_MAGAZINE = re.compile(r"\s+magazine\b", re.IGNORECASE)


def without_publication(text: Rich, above: Above | None) -> Rich:
    """A line without the magazine or the collection that its work stood in: `"Fern" in ''[[Moss]]''`, below a title
    also `1947 story in ''[[Moss]]''` and `1947 ''[[Moss]]'' story`, below one in quotes `''[[Moss]]'', May 1947`."""
    marks = [mark for mark in text.marks if mark.kind in ("italic", "link") and mark.begin < mark.end]
    if not marks:
        return text
    if above is not None:
        end = _shown_end(text, marks[0])
        dated = _WHEN.fullmatch(text.text, 0, marks[0].begin)
        if dated and NO_WORK.fullmatch(BY.split(text.text[end:])[0].strip(" ()")):
            return text.cut(end, len(text)).strip("()")
        if above.story and text.text[: marks[0].begin] in ("", "("):
            magazine = _MAGAZINE.search(text.text[:end]) is not None
            behind = text.text[end:].strip(" ()")
            if _ONLY_WHEN.fullmatch(text.text, end) or (NO_WORK.fullmatch(behind) and (magazine or above.kind)):
                return EMPTY
    for match in _IN.finditer(text.text):
        mark = next((mark for mark in marks if mark.begin in (match.end("word") + 1, match.end())), None)
        if mark is None or text.linked(*match.span("word")) or in_italic(text, match, "word"):
            continue
        end = _shown_end(text, mark)
        if not _OF_SERIES.match(text.text, end) and _tells_publication(text, match, marks, first=above is None):
            published = _PUBLISHED.search(text.text[: match.start()].rstrip())
            kept = text.cut(0, published.start() if published else match.start()).strip(",;(")
            return join((kept, text.cut(end, len(text)).strip("),;"))).strip("()")
    return text


def _tells_publication(text: Rich, match: re.Match[str], marks: list[Mark], *, first: bool) -> bool:
    """Whether `in` or `from` before a title says where the work was published that is named before it, or above."""
    before = text.text[: match.start()].rstrip()
    published = _PUBLISHED.search(before)
    if published:
        before = before[: published.start()]
    inside = published is not None or match["word"].casefold() == "in"
    titles = [m.end for m in marks if m.end <= len(before) and _is_title(m, before, inside=inside)]
    titled = max([*titles, *[m.end() for m in QUOTED.finditer(before)]], default=0)
    words = before[titled:].strip(" ,;()")
    if not words:
        return titled > 0 or published is not None or not first
    if first and not titled and _COLLECTED.search(words):
        return False  # the collection is all that is named
    printed = _PRINTED.search(words) is not None and NO_WORK.fullmatch(words) is not None
    return printed and (inside or titled > 0)


def _is_title(mark: Mark, before: str, *, inside: bool) -> bool:
    """Whether a mark shows the title of a work. A bare link may be to a kind of work or a character, `[[Jane Doe]] in
    ''Fern''`; behind another and `in` no work is named but the place of that."""
    if mark.kind == "italic" or WORK_PAGE.search(mark.value):
        return True
    name, words = before[mark.begin : mark.end], before[mark.end :].strip(" ,;()")
    return inside and not NO_WORK.fullmatch(name) and (words != "" or not reads_as_person(name))


def _shown_end(text: Rich, mark: Mark) -> int:
    """Where a marked title ends, with `magazine` behind it."""
    end = max(m.end for m in text.marks if m.kind in ("italic", "link") and m.begin == mark.begin)
    magazine = _MAGAZINE.match(text.text, end)
    return magazine.end() if magazine else end
