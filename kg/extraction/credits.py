"""Who made the film: the parameters of Template:Infobox film that name people, companies, countries, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.infobox import CREDITS, CreditRow, Infobox, shared_references, trimmed
from kg.extraction.names import LABEL, is_nobody, mentions, without_label
from kg.extraction.reader import Reader
from kg.model import Credit, Field, Kind
from kg.wikitext.rich import Rich, join
from kg.wikitext.tree import Argument

_LYRICS = re.compile(r"\blyric", re.IGNORECASE)
_UNCREDITED = re.compile(r"^\W*uncredited\W*$", re.IGNORECASE)
_TERRITORY = re.compile(
    r"^((?:Europe|Asia|Africa|North America|South America|Latin America|International|Worldwide|Overseas|US|U\.S\."
    r"|USA|UK|U\.K\.|United States|United Kingdom|Canada|Australia|India|Japan|China|Hong Kong|France|Germany"
    r"|Italy|Spain|Theatrical|Domestic|Foreign|Home video|DVD|TV|Television|Online|Streaming)"
    r"(?:\s*(?:&|and|,|/)\s*[A-Z][\w. ]+)?)\s*[-–—:]\s+"
)


def credits(box: Infobox) -> Iterator[Credit]:
    """Everyone and everything named in the rows of CREDITS, in their order. Who stands in two parameters (writer and
    screenplay) comes twice: both places are sources of the one fact."""
    for row in CREDITS:
        for parameter, argument in box.get(row.parameters):
            yield from _parameter_credits(box.reader, row, parameter, argument)


def _parameter_credits(reader: Reader, row: CreditRow, parameter: str, argument: Argument) -> Iterator[Credit]:
    found = reader.document.pieces_of(argument.nodes)
    shared = shared_references(reader, argument, found)
    label = ""
    any_read = False
    last: Credit | None = None
    for piece in found:
        text = reader.rich(piece.nodes)
        if row.kind is Kind.PERSON and _is_label(text):
            label = text.text
            any_read = True
            continue
        if row.field is Field.MUSIC and (_LYRICS.search(label) or re.match(r"^\W*lyrics?\b", text.text, re.I)):
            any_read = True  # words are no music
            continue
        if row.kind is Kind.LANGUAGE:
            text = _spoken(text)
        qualifier = label.strip(" :'") if label and _UNCREDITED.match(label) else None
        territory = _TERRITORY.match(text.text)
        if territory and not text.linked(0, territory.end()):
            qualifier = territory[1]
            text = text.cut(territory.end(), len(text))
        if last is not None and text.text.startswith("(") and text.text.endswith(")"):
            last = Credit(last.field, last.entity, last.origin, last.qualifier or text.text.strip("() "))
            continue
        named = mentions(reader, text, row.kind)
        if not named:
            continue
        any_read = True
        origin = reader.origin(trimmed(reader, piece.span), shared)
        for mention in named:
            if last is not None:
                yield last
            fields = _fields(row.field, text, mention.qualifier or label)
            for field in fields[:-1]:
                yield Credit(field, mention.entity, origin, mention.qualifier or qualifier)
            last = Credit(fields[-1], mention.entity, origin, mention.qualifier or qualifier)
    if last is not None:
        yield last
    if not any_read:
        text = reader.rich(argument.nodes)
        if text and not is_nobody(text) and not _UNCREDITED.match(text.text):
            reader.issue("names-unreadable", parameter, argument.span)


_STORY = re.compile(r"\bstory\b", re.IGNORECASE)
_SCRIPT = re.compile(r"\b(?:screen ?play|script|dialogues?|written|writer|scenario|adaptation)\b", re.IGNORECASE)


def _fields(field: Field, text: Rich, label: str) -> tuple[Field, ...]:
    """What a name is credited for, by the label that its text begins with, else by `label`: `Story:` among the writers
    is a story credit, `Story & Screenplay:` both."""
    if field is not Field.SCREENWRITERS:
        return (field,)
    own = LABEL.match(text.text)
    label = own[0] if own else label
    if _STORY.search(label):
        return (Field.STORY_BY, field) if _SCRIPT.search(label) else (Field.STORY_BY,)
    return (field,)


_SILENT = re.compile(
    r"\b(?:silent(?: film)?|sound|no dialogue|inter-?titles?|sub-?titles?|titles?|dialogues?|language|version"
    r"|print)s?\b",
    re.IGNORECASE,
)


def _spoken(text: Rich) -> Rich:
    """The languages of a text, without the words that say how they are used: `Silent (English intertitles)`."""
    kept: list[Rich] = []
    start = 0
    for match in _SILENT.finditer(text.text):
        kept.append(text.cut(start, match.start()))
        start = match.end()
    if not kept:
        return text
    kept.append(text.cut(start, len(text)))
    return join([part.strip("()/,;–-:") for part in kept], ", ")


def _is_label(text: Rich) -> bool:
    """Whether a piece is only a heading for those that follow: `'''Dialogues:'''`."""
    return bool(text) and not text.of("link") and not without_label(text)
