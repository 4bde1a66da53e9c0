"""Pieces of a parameter taken apart where a part is for others, and put together where one is a remark on another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.extraction.credits.billing import AROUND, is_joint, says_what
from kg.extraction.credits.sources import OF_SOURCE, WRITING, cut_at_source
from kg.extraction.infobox import CreditRow
from kg.extraction.names import outside
from kg.extraction.surroundings import is_bracketed, without_label
from kg.model import Field, Kind, Span
from kg.wikitext.lists import Piece
from kg.wikitext.rich import Rich


def is_label(text: Rich) -> bool:
    """Whether a piece is only a heading for those that follow: `'''Dialogues:'''`."""
    if not text or text.of("link"):
        return False
    return not without_label(text) or OF_SOURCE.fullmatch(text.text.strip(AROUND)) is not None


def remarks_below(
    row: CreditRow, found: list[Piece], texts: list[Rich]
) -> tuple[list[Piece], list[Rich], Mapping[Span, Rich]]:
    """The pieces and their texts without those that are a remark in brackets on the persons in the piece before, and
    these remarks by the span of that piece. Where brackets stand before the first name they head what follows."""
    below: dict[Span, Rich] = {}
    bracketed = row.kind is Kind.PERSON and any(text.text.startswith("(") for text in texts[1:])
    if not bracketed or is_bracketed(texts[0]):
        return found, texts, below
    kept, kept_texts = [*found], [*texts]
    for index in range(len(texts) - 1, 0, -1):
        text, before = texts[index], texts[index - 1]
        if not is_bracketed(text) or text.of("link") or is_bracketed(before) or is_label(before):
            continue
        words = text.strip("()")
        if words and not is_joint(text) and not says_what(words.text):
            below[found[index - 1].span] = words
            del kept[index], kept_texts[index]
    return kept, kept_texts, below


def remark_on(row: CreditRow, remark: Rich, *, last: bool) -> str:
    """What the brackets below a piece say of a person in it: what was written, of all; else of the last."""
    return remark.text if remark and (last or row.field is Field.SCREENWRITERS) else ""


_WORK = (
    r"(?:story|screenplay|script|dialogues?|lyrics?|lyricists?|words|music|songs?|score|arranged|arrangements?|conducted"
    r"|orchestrated|orchestrations?)"
)
_WORKS = rf"(?:(?:additional|original|background|(?:film\s+)?song)\s+)?(?:{_WORK}(?:\s*(?:,|&|and)\s*)?){{1,3}}"
_BILLED_NEXT = re.compile(
    rf"(?<!composed)(?<!written)(?<!music)(?<!score)[,;]\s+(?:and\s+)?(?={_WORKS}\s+by\s)", re.IGNORECASE
)
_LABELLED_NEXT = re.compile(rf"[,;]\s+(?:and\s+)?(?={_WORKS}:\s)", re.IGNORECASE)
_BILLED_BEHIND = re.compile(rf",?\s+(?:and\s+)?(?={_WORKS}(?:\s+by\s|\s*:\s))", re.IGNORECASE)
_LABELLED_BEHIND = re.compile(r"\s*[,;/]\s*(?=[A-Z][^:,;/\n]{0,40}:\s)")
"""Before a label that tells what the next name is for: `US: [[Doe Films]], UK: [[Roe Films]]`."""


def apart(row: CreditRow, found: list[Piece], texts: list[Rich]) -> tuple[list[Piece], list[Rich]]:
    """The pieces and their texts, cut where others are billed for something else: `Jane Doe, story by John Roe`."""
    if row.kind is Kind.PERSON:
        cut = _persons_apart
    elif row.kind is Kind.ORGANIZATION:
        cut = _companies_apart
    else:
        return found, texts
    parts = [(piece, part) for piece, text in zip(found, texts, strict=True) for part in cut(row, text)]
    return [piece for piece, _ in parts], [part for _, part in parts]


def _persons_apart(row: CreditRow, text: Rich) -> Iterator[Rich]:
    by, colon = " by " in text.text, ": " in text.text
    for labelled in outside(text, _LABELLED_NEXT) if colon else (text,):
        for part in outside(labelled, _BILLED_NEXT) if by else (labelled,):
            for behind in _cut_behind_links(part, _BILLED_BEHIND) if by or colon else (part,):
                yield from cut_at_source(behind) if row.field in WRITING else (behind,)


def _companies_apart(row: CreditRow, text: Rich) -> Iterator[Rich]:
    yield from _cut_behind_links(text, _LABELLED_BEHIND) if ": " in text.text else (text,)


def _cut_behind_links(text: Rich, pattern: re.Pattern[str]) -> Iterator[Rich]:
    """The parts of a text between those matches of `pattern` that stand right behind a link, or a remark on it."""
    start = 0
    for match in pattern.finditer(text.text):
        begin, end = match.span()
        behind = begin and (text.linked(begin - 1, begin) or text.text[begin - 1] == ")")
        if behind and not text.linked(begin, end):
            yield text.cut(start, begin)
            start = end
    yield text.cut(start, len(text)) if start else text
