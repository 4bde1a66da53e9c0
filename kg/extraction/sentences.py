"""Paragraphs and sentences of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.mask import FILL, REF
from kg.wikitext.rich import Rich

MAX_SENTENCES = 200
"""Sentences of a paragraph that are told apart: real ones have 30. The rest is one more."""

_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9À-ÖØ-Þ]|\s*\n|\s*$|[A-Z\"“])")
_JOINED = re.compile(r"[a-z)\"”’]\.[A-Z][a-z]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:(?:[A-Z]\.)*[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Rev|Gen|Col|Capt|Lt|Sgt|Maj|Hon|No|Nos|Vol|vs|Vs|v"
    r"|lit|transl|trans|approx|est|c|ca|feat|ft|Inc|Ltd|Co|Corp|Bros|Mt|Ft|Ave|dir|prod|Op|cf|etc|e\.g|i\.e|a\.k\.a|Jan"
    r"|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Hrs|Rs)\.$"
)
_ENDS = ("Jr", "Sr", "nc", "td", "Co", "rp", "os", "tc")
"""How abbreviations end that stand behind a name, so that a new sentence may follow: `Inc`, `Ltd`, `Bros`, `etc`."""
_OPENING = re.compile(
    r"\s+(?:The|It|He|She|They|This|These|In|At|On|For|His|Her|Its|Their|However|Although|While|When|After)\s"
)
_CAPITAL = re.compile(r"\s*[\"“]?[A-ZÀ-ÖØ-Þ]")


def sentences(text: Rich) -> list[Rich]:
    """The sentences of a text, in order. A full stop ends none inside brackets, a link or a title, or after an
    abbreviation or initial; one without a space after it does where a reference or another word follows."""
    return list(each_sentence(text))


def each_sentence(text: Rich) -> Iterator[Rich]:
    """The same, one after the other."""
    body = text.text
    refs: set[int] = set()
    held, linked = bytearray(len(body) + 1), bytearray(len(body) + 1)
    for kind, first, last, _ in text.marks:
        if kind == "ref":
            refs.add(first)
        elif kind in ("link", "italic", "bold"):
            held[first:last] = b"\1" * (last - first)
            if kind == "link":
                linked[first:last] = b"\1" * (last - first)
    start = position = depth = found = 0
    for match in _STOP.finditer(body):
        begin, end = match.span()
        depth = depth_at(body, position, begin, depth)
        position = begin
        if end < len(body) and not body[end].isspace() and end not in refs and not _JOINED.match(body, begin - 1):
            continue
        cited = end in refs and _CAPITAL.match(body, end) is not None
        if (
            end < len(body)
            and body[begin] == "."
            and not cited
            and _ABBREVIATION.search(body[max(start, begin - 12) : begin + 1])
            and not (body[begin - 2 : begin] in _ENDS and _OPENING.match(body, end))
        ):
            continue
        inside = depth - match[0].count(")") > 0
        if inside and "\n" not in body[end : end + 2] and end - start < 2000:
            continue
        if (held[begin] and held[end]) or (linked[begin] and not cited) or linked[end]:
            continue
        sentence = text.cut(start, end)
        if sentence:
            yield sentence
        start, depth = end, 0
        position = end
        found += 1
        if found == MAX_SENTENCES:
            break
    sentence = text.cut(start, len(body))
    if sentence:
        yield sentence


_BRACKET = re.compile(r"[()]")


def depth_at(body: str, position: int, end: int, depth: int) -> int:
    """In how many brackets `end` stands where a position before it stands in `depth`. One that closes where none is
    open belongs to no other."""
    if body.find(")", position, end) < 0:
        return depth + body.count("(", position, end)
    for bracket in _BRACKET.finditer(body, position, end):
        depth = depth + 1 if bracket[0] == "(" else max(0, depth - 1)
    return depth


_AFTER = re.compile(rf"['\".,){FILL}]*(?: ?[\"”'](?=\s*{REF}))?(?:\s*{REF}{FILL}*)*")


def whole(reader: Reader, sentence: Rich) -> Span:
    """Where a sentence stands, with the quote marks around it and the references after it."""
    masked = reader.document.masked
    begin = sentence.span.begin
    while begin and masked[begin - 1] in "'\"":
        begin -= 1
    return Span(begin, references_end(reader, sentence.span.end))


def references_end(reader: Reader, end: int) -> int:
    """The end of the references, and the marks before them, that follow at once."""
    after = _AFTER.match(reader.document.masked, end)
    return after.end() if after else end


def paragraphs(reader: Reader, span: Span) -> Iterator[Rich]:
    """The paragraphs of a range as text: no list items, no tables, nothing without a letter."""
    boxes = [table.span for table in reader.document.tables(span)]
    for item in reader.document.lines_outside(span, boxes):
        if item.marker:
            continue
        rich = reader.rich(item.span)
        if rich.text[:1].isalpha() or any(map(str.isalpha, rich.text)):
            yield rich
