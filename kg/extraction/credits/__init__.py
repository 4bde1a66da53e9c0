"""Who made the film: the parameters of Template:Infobox film that name people, companies, countries, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.credits.apart import apart, is_label, remark_on, remarks_below
from kg.extraction.credits.billing import AROUND, BILLED, arranges, billed, fields_of, is_heading, is_joint
from kg.extraction.credits.sources import OF_SOURCE, SOURCE, STORY_SOURCE, WRITING, is_source
from kg.extraction.credits.territories import TERRITORY, is_territory
from kg.extraction.heads import heads_of
from kg.extraction.infobox import CREDITS, CreditRow, Infobox, shared_references, trimmed
from kg.extraction.names import is_nobody, mentions
from kg.extraction.reader import Reader
from kg.model import Credit, Field, Kind
from kg.wikitext.rich import EMPTY
from kg.wikitext.tree import Argument

_LYRICS = re.compile(r"\blyric", re.IGNORECASE)
_UNCREDITED = re.compile(r"^\W*uncredited\W*$", re.IGNORECASE)
_ONLY_LYRICS = re.compile(r"lyrics?|lyricists?", re.IGNORECASE)
_BY_LETTERS = frozenset({Field.STARRING, Field.MUSIC})
"""Of those credited for these some go by letters alone: what may be a guild's may be a name, too."""


def credits(box: Infobox) -> Iterator[Credit]:
    """Everyone and everything named in the rows of CREDITS, in their order. Who stands in two parameters (writer and
    screenplay) comes twice: both places are sources of the one fact."""
    for row in CREDITS:
        for parameter, argument in box.get(row.parameters):
            yield from _parameter_credits(box.reader, row, parameter, argument)


def _parameter_credits(reader: Reader, row: CreditRow, parameter: str, argument: Argument) -> Iterator[Credit]:
    found = [*reader.document.pieces_of(argument.nodes)]
    shared = shared_references(reader, argument, found)
    label = ""
    any_read = False
    last: Credit | None = None
    above_author = False
    found, texts, below = remarks_below(row, *apart(row, found, [reader.rich(piece.nodes) for piece in found]))
    heads = heads_of(texts, is_territory) if row.kind is Kind.ORGANIZATION else [EMPTY] * len(texts)
    for piece, text, head, next_text in zip(found, texts, heads, [*texts[1:], EMPTY], strict=False):
        if row.kind in BILLED and is_heading(row, text, texts[-1]):
            label = label if is_joint(text) else text.text
            continue
        if row.kind is Kind.PERSON and is_label(text):
            label = text.text
            any_read = True
            continue
        if row.field in WRITING and (above_author or OF_SOURCE.fullmatch(label.strip(AROUND))):
            reader.issue("names-unreadable", parameter, trimmed(reader, piece.span))  # of a book: no writer of the film
            any_read = True
            above_author = False
            continue
        if row.field is Field.MUSIC and (_LYRICS.search(label) or re.match(r"^\W*lyrics?\b", text.text, re.I)):
            any_read = True  # words are no music
            continue
        if row.field is Field.MUSIC and (arranges(label) or arranges(text.text)):
            reader.issue("names-unreadable", parameter, trimmed(reader, piece.span))  # who arranged it did not write it
            any_read = True
            continue
        if head is None:  # `'''Japan:'''`
            continue
        qualifier = label.strip(" :'()") if label and _UNCREDITED.match(label) else head.text or None
        territory = TERRITORY.match(text.text)
        if territory and not text.linked(0, territory.end()):
            qualifier = territory[1]
            text = text.cut(territory.end(), len(text))
        source = SOURCE.match(text.text) if row.kind is Kind.PERSON else None
        lead = ""
        if source and not text.linked(*source.span()):
            lead = "Story" if STORY_SOURCE.search(source[1]) else ""
            if row.field is Field.SCREENWRITERS and not lead:  # who wrote the book did not write the film
                reader.issue("names-unreadable", parameter, trimmed(reader, piece.span))
                any_read = True
                continue
            qualifier = qualifier or source[1]
            text = text.cut(source.end(), len(text))
        elif row.field in WRITING and is_source(text, next_text):
            reader.issue("names-unreadable", parameter, trimmed(reader, piece.span))
            any_read = True
            above_author = row.field is Field.SCREENWRITERS and next_text.text[:3].casefold() == "by "
            continue
        if last is not None and text.text.startswith("(") and text.text.endswith(")"):
            last = Credit(last.field, last.entity, last.origin, last.qualifier or text.text.strip("() "))
            continue
        billing = billed(row, text)
        if billing.unread:
            reader.issue("names-unreadable", parameter, trimmed(reader, piece.span))
            any_read = True
            continue
        named = [
            (mention, remark)
            for part, remark in billing.names
            for mention in mentions(reader, part, row.kind, guilds=row.field not in _BY_LETTERS)
        ]
        if not named:
            continue
        any_read = True
        closing = below.get(piece.span, EMPTY)
        beside = [part.span for part in (closing, head) if part]
        origin = reader.origin(trimmed(reader, piece.span), [*shared, *beside])
        for mention, remark in named:
            if last is not None:
                yield last
            said = mention.qualifier or remark_on(row, closing, last=mention is named[-1][0])
            if row.field is Field.MUSIC and _ONLY_LYRICS.fullmatch(said):
                last = None  # words are no music
                continue
            fields = fields_of(row.field, text, f"{lead} {billing.lead} {said}".strip() or label)
            remark = mention.qualifier or remark or qualifier or said or None
            for field in fields[:-1]:
                yield Credit(field, mention.entity, origin, remark)
            last = Credit(fields[-1], mention.entity, origin, remark)
    if last is not None:
        yield last
    if not any_read:
        text = reader.rich(argument.nodes)
        if text and not is_nobody(text) and not _UNCREDITED.match(text.text):
            reader.issue("names-unreadable", parameter, argument.span)
