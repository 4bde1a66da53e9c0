"""Paragraphs and sentences of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.lists import lines
from kg.wikitext.rich import Rich
from kg.wikitext.tables import tables

_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9À-ÖØ-Þ]|\s*\n|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Rev|Gen|Col|Capt|Lt|Sgt|Maj|Hon|No|Nos|Vol|vs|v|lit|transl|trans"
    r"|approx|est|c|ca|feat|ft|Inc|Ltd|Co|Corp|Bros|Mt|Ft|Ave|dir|prod|Op|cf|e\.g|i\.e|a\.k\.a|U\.S|U\.K|Jan|Feb|Mar|Apr"
    r"|Aug|Sept?|Oct|Nov|Dec|Hrs|Rs)\.$"
)


def sentences(text: Rich) -> list[Rich]:
    """The sentences of a text, in order. A full stop ends none inside brackets, links or after an
    abbreviation or initial."""
    out: list[Rich] = []
    start = 0
    depth = 0
    position = 0
    body = text.text
    for match in _END.finditer(body):
        depth = max(0, depth + _opened(body, position, match.start()))
        position = match.start()
        end = match.end()
        abbreviated = _ABBREVIATION.search(body[max(start, match.start() - 12) : match.start() + 1])
        if match[0].startswith(".") and abbreviated and end < len(body):
            continue
        inside = depth - match[0].count(")") > 0
        if (inside and "\n" not in body[end : end + 2] and end - start < 2000) or text.linked(match.start(), end + 1):
            continue
        out.append(text.cut(start, end))
        start, depth = end, 0
        position = end
    out.append(text.cut(start, len(body)))
    return [sentence for sentence in out if sentence]


def _opened(body: str, begin: int, end: int) -> int:
    return body.count("(", begin, end) - body.count(")", begin, end)


def paragraphs(reader: Reader, span: Span) -> Iterator[Rich]:
    """The paragraphs of a range as text: no list items, no tables, nothing without a letter."""
    boxes = [table.span for table in tables(reader.document.masked, span)]
    for item in lines(reader.document.masked, span):
        if item.marker or any(box.begin <= item.line.begin < box.end for box in boxes):
            continue
        rich = reader.rich(item.span)
        if any(char.isalpha() for char in rich.text):
            yield rich
