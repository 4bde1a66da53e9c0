"""Who made the film: the parameters of Template:Infobox film that name people, companies, countries, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.countries import is_country
from kg.extraction.credits.apart import apart, is_label, remark_on, remarks_below
from kg.extraction.credits.billing import AROUND, BILLED, ROLES, arranges, billed, fields_of, is_heading, is_joint
from kg.extraction.credits.employers import is_employer
from kg.extraction.credits.lyrics import ONLY_LYRICS, heads_lyricists, is_of_composer, is_of_lyricist
from kg.extraction.credits.otherwork import is_of_other_field, is_of_other_work, is_other_work, of_other_field
from kg.extraction.credits.sources import (
    OF_SOURCE,
    WRITING,
    author_of,
    is_labelled_source,
    is_source,
    is_story,
    source_of,
)
from kg.extraction.credits.territories import TERRITORY, is_territory
from kg.extraction.heads import heads_of
from kg.extraction.infobox import CREDITS, CreditRow, Infobox, shared_references, trimmed
from kg.extraction.names import DASH, Mention, mentions
from kg.extraction.namewords import is_nobody
from kg.extraction.reader import Reader
from kg.extraction.surroundings import LABELLED, is_bracketed, peel, without_label
from kg.model import Credit, Field, Kind, Origin, Span
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tree import Argument

_UNCREDITED = re.compile(r"^\W*uncredited\W*$", re.IGNORECASE)
_BEFORE_OTHER = re.compile(r"\((?:(?:uncredited|with|and|also|&)[:,]?\s+){0,3}", re.IGNORECASE)
"""What may stand in brackets before the link of another one than is named above."""
_BY_LETTERS = frozenset({Field.STARRING, Field.MUSIC})
"""Of those credited for these some go by letters alone: what may be a guild's may be a name, too."""
_BESIDE_WORDS = (*WRITING, Field.MUSIC)
"""For these those are named too who wrote only the words of songs."""


def credits(box: Infobox) -> Iterator[Credit]:
    """Everyone and everything named in the rows of CREDITS, in their order. Who stands in two parameters (writer and
    screenplay) comes twice: both places are sources of the one fact."""
    for row in CREDITS:
        for parameter, argument in box.get(row.parameters):
            yield from _Parameter(box.reader, row, parameter).credits(argument)


class _Parameter:
    """A parameter while it is read, line by line."""

    def __init__(self, reader: Reader, row: CreditRow, name: str) -> None:
        self._reader = reader
        self._row = row
        self._name = name
        self._label = ""
        """What heads the lines: `Story:`."""
        self._any_read = False
        self._any_composer = False
        self._last: Credit | None = None
        """The one read last, which a remark on a line of its own may follow."""
        self._after_lyricist = False
        """Whether the line before has a label for who wrote words: one without any may be of these, too."""
        self._after_source = False
        """The same of the author of the work that the film is made from."""
        self._above_author = False
        """Whether the line before is a work, and `by` its author follows."""

    def credits(self, argument: Argument) -> Iterator[Credit]:
        reader, row = self._reader, self._row
        found = [*reader.document.pieces_of(argument.nodes)]
        shared = shared_references(reader, argument, found)
        lines = [_with_plain_label(row, reader.rich(piece.nodes)) for piece in found]
        found, texts, below = remarks_below(row, *apart(row, found, lines))
        heads: list[Rich | None] = [EMPTY] * len(texts)
        if row.kind is Kind.ORGANIZATION:
            heads = heads_of(texts, is_territory, lambda text: not is_heading(row, text, texts[-1]))
        for piece, text, head, after in zip(found, texts, heads, [*texts[1:], EMPTY], strict=False):
            if head is None or self._heads(text, texts[-1]):
                continue
            span = trimmed(reader, piece.span)
            territory, text = _without_territory(row, text, head)
            if self._is_bold_word(text, texts[-1]):
                self._label = text.text if is_other_work(text.text) else ""
                self._issue(span)
                continue
            if self._is_set_aside(text, after, span) or self._is_remark(text, span):
                continue
            closing = below.get(piece.span, EMPTY)
            origin = reader.origin(span, [*shared, *(part.span for part in (closing, head) if part)])
            yield from self._named(text, territory, closing, origin)
        if self._last is not None:
            yield self._last
        if not self._any_read:
            text = reader.rich(argument.nodes)
            if text and not is_nobody(text) and not _UNCREDITED.match(text.text):
                self._issue(argument.span)

    def _issue(self, span: Span) -> None:
        self._reader.issue("names-unreadable", self._name, span)
        self._any_read = True

    def _heads(self, text: Rich, last: Rich) -> bool:
        """Whether a line only heads those after it, and what it says is kept."""
        row = self._row
        if row.kind in BILLED and is_heading(row, text, last):
            self._label = self._label if is_joint(text) and not self._is_employer(text) else text.text
            return True
        if row.kind is Kind.PERSON and is_label(text):
            self._label = text.text
            self._any_read = True
            return True
        return False

    def _is_bold_word(self, text: Rich, last: Rich) -> bool:
        """Whether a line is a single word in bold or italics above names that are not, and the article links nobody by
        it: more likely a label for them, or a part of the film, than a name."""
        words = text.text.strip('"“”')
        marked = next((kind for kind in ("bold", "italic") if text.covered(kind) is not None), None)
        if not words.isalpha() or self._row.kind is not Kind.PERSON or marked is None:
            return False
        unlinked = not text.of("link") and self._reader.anchors.page(words) is None
        return unlinked and last.covered(marked) is None

    def _is_set_aside(self, text: Rich, after: Rich, span: Span) -> bool:
        """Whether a line names somebody else than the makers of the film: an issue, but for who wrote the words of its
        songs. after: the text of the next line."""
        field, label = self._row.field, self._label
        if self._row.kind is Kind.PERSON and _is_of_others(field, label, text):
            self._issue(span)
            return True
        if field is Field.MUSIC:
            if heads_lyricists(label, field) or is_of_lyricist(text, field):
                self._any_read = True
                self._after_lyricist = not label and ":" in text.text
                return True
            beside = self._after_lyricist and _bare_link(text)
            self._after_lyricist = False
            if beside:
                self._issue(span)  # `Lyrics: Jane Doe`, line, `John Roe`
                return True
            if arranges(label) or arranges(text.text):
                self._issue(span)
                return True
        if field not in WRITING:
            return False
        if heads_lyricists(label, field) or is_of_lyricist(text, field):
            self._issue(span)
            return True
        source = source_of(text)
        beside = self._after_source and _bare_link(text)
        self._after_source = is_labelled_source(text) or beside
        if self._after_source:  # `Comic strip: Jane Doe`, line, `John Roe`
            self._issue(span)
            return True
        if self._above_author or OF_SOURCE.fullmatch(label.strip(AROUND)):
            self._above_author = False
        elif source is not None:
            if field is Field.STORY_BY or is_story(source):
                return False
        elif is_source(text, after):
            below = field is Field.SCREENWRITERS and after.text[:3].casefold() == "by "
            self._above_author = below or text.text.endswith(" by")
            if field is Field.STORY_BY and author_of(text):  # who wrote it wrote the story
                self._issue(span)
                return False
        else:
            return False
        self._issue(span)
        return True

    def _is_remark(self, text: Rich, span: Span) -> bool:
        """Whether a line is a remark on who is named above it, which it is added to."""
        last = self._last
        told = is_bracketed(text) or self._is_employer(text) or self._is_role(text) or self._label.casefold() == "for"
        if last is None or not told:
            return False
        if _names_uncredited(text):
            self._issue(span)
            return True
        origin = replace(last.origin, more=(*last.origin.more, span))
        self._last = replace(last, qualifier=last.qualifier or text.text.strip("() "), origin=origin)
        return True

    def _is_role(self, text: Rich) -> bool:
        return self._row.field in ROLES and text.text[:3].casefold() == "as " and not text.linked(0, 2)

    def _is_employer(self, text: Rich) -> bool:
        return self._row.kind is Kind.PERSON and text.text[:3].casefold() == "for" and is_employer(text)

    def _named(self, text: Rich, territory: str | None, closing: Rich, origin: Origin) -> Iterator[Credit]:
        """Those a line names but for the last of them. closing: the remark below it."""
        row, label = self._row, self._label
        qualifier = label.strip(" :'()") if label and _UNCREDITED.match(label) else territory
        lead = ""
        source = source_of(text) if row.kind is Kind.PERSON else None
        if source is not None:
            lead = "Story" if is_story(source) else ""
            qualifier = qualifier or source[1]
            text = text.cut(source.end(), len(text))
        elif row.field is Field.STORY_BY:
            text = author_of(text) or text
        billing = billed(row, text)
        if billing.unread:
            self._issue(origin.span)
        named = [
            (mention, remark)
            for part, remark in billing.names
            for mention in mentions(self._reader, part, row.kind, guilds=row.field not in _BY_LETTERS)
        ]
        bare = not billing.lead and without_label(text) is text
        words = bare and self._are_lyricists([mention for mention, _ in named], closing)
        for mention, remark in named:
            self._any_read = True
            if self._last is not None:
                yield self._last
            said = mention.qualifier or remark_on(row, closing, last=mention is named[-1][0])
            if words or (row.field in _BESIDE_WORDS and ONLY_LYRICS.fullmatch(said)):
                self._last = None  # words are no music
                if row.field is not Field.MUSIC:
                    self._issue(origin.span)
                continue
            *others, last = fields_of(row.field, text, f"{lead} {billing.lead} {said}".strip() or label)
            remark = mention.qualifier or remark or qualifier or said or None
            for field in others:
                yield Credit(field, mention.entity, origin, remark)
            self._last = Credit(last, mention.entity, origin, remark)
            self._any_composer |= row.field is Field.MUSIC and "score" not in f"{billing.lead} {said}".casefold()

    def _are_lyricists(self, named: list[Mention], closing: Rich) -> bool:
        """Whether a remark behind the last of a line is on all in it: `Jane Doe and John Roe (lyrics)` below who made
        the music. In a line that stands alone, or below who made the score, the others may have made the songs."""
        if not self._any_composer or self._label or not named or any(mention.qualifier for mention in named[:-1]):
            return False
        return ONLY_LYRICS.fullmatch(closing.text or named[-1].qualifier or "") is not None


def _with_plain_label(row: CreditRow, text: Rich) -> Rich:
    """A line without the link of the label that it begins with, which is to what the work is: `[[Film score|Score]]:`,
    `[[Screenplay]] by`."""
    link = next((m for m in text.of("link") if m.begin <= 1), None) if row.kind is Kind.PERSON else None
    if link is None or LABELLED.fullmatch(text.text[link.begin : link.end]) is None:
        return text
    return text.unmarked("link", link.value) if _LEADS.match(text.text, link.end) else text


_LEADS = re.compile(r"\s*(?::|by\s|$)")


def _bare_link(text: Rich) -> bool:
    """Whether a line begins with a link and has no label, so that one before it may be for it, too."""
    return any(not link.begin for link in text.of("link")) and without_label(text) is text


def _names_uncredited(remark: Rich) -> bool:
    """Whether a remark names one more who was not credited: `([[Jane Doe]], uncredited)`, `(uncredited: [[John
    Roe]])`."""
    link = next(iter(remark.of("link")), None)
    told = link is not None and "uncredited" in remark.text.casefold()
    return link is not None and told and _BEFORE_OTHER.fullmatch(remark.text, 0, link.begin) is not None


def _is_of_others(field: Field, label: str, text: Rich) -> bool:
    """Whether a line, or the label above it, says first that it names who did other work than the field is for."""
    if label and (is_other_work(label) or is_of_other_field(field, label)):
        return True
    if is_of_other_work(text) or (field is not Field.MUSIC and is_of_composer(text.text)):
        return True
    other = of_other_field(field, text.text)
    return other is not None and not other.start() and not text.linked(*other.span())


def _without_territory(row: CreditRow, text: Rich, head: Rich) -> tuple[str | None, Rich]:
    """(the territory that a line is for, by its label or by the line that heads it; the line without its label). A
    country before another heads nothing: `Italy - Spain`."""
    territory = TERRITORY.match(text.text)
    if territory and row.kind is Kind.COUNTRY:
        rest = peel(text.cut(territory.end(), len(text)))[0]
        territory = None if is_country(DASH.split(rest.text)[0]) else territory
    if territory and not text.linked(0, territory.end()):
        return territory[1].rstrip(), text.cut(territory.end(), len(text))
    return head.text or None, text
