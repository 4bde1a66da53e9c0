"""Sentences of an awards section: which state a win or a nomination, and what those of a paragraph state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.naming import BODY
from kg.extraction.awards.sentences.bygiver import has_giver, read_by_giver
from kg.extraction.awards.sentences.clauses import read_clauses
from kg.extraction.awards.sentences.constructions import by_body, each_nominated
from kg.extraction.awards.sentences.sources import sourced
from kg.extraction.awards.sentences.story import Story
from kg.extraction.awards.sentences.verbs import has_only_noun, has_verb
from kg.extraction.reader import Reader
from kg.extraction.sentences import sentences, whole
from kg.model import Nomination
from kg.wikitext.rich import Rich

UNREAD = "award-sentence-unread"

_MAX_PARAGRAPH = 20_000

MAX_SENTENCE = 2_500
"""Characters; longer ones are no prose and would cost more than linear time."""

_SHORT = re.compile(r"(?:^|, )(?:won|nominated)\b.*\b(?:at|by|for)\b", re.IGNORECASE)
_HINT = re.compile(
    r"\b(?:award|prize|nominat|oscar|honou?r|won\b|winner\b|winning\b|(?:to|the film) wins?\b|bafta|globe)",
    re.IGNORECASE,
)


def is_statement(text: Rich) -> bool:
    """Whether a list item is a statement with a verb rather than a row of names."""
    if len(text) > MAX_SENTENCE:
        return False
    if " – " in text.text and has_only_noun(text):  # `[[Swan Award]] nomination for Best Actor – Jane Doe` is in parts
        return False
    return has_verb(text.text) or _SHORT.search(text.text) is not None


def read_paragraph(reader: Reader, text: Rich, context: Context, *, report: bool = True) -> Iterator[Nomination]:
    """The nominations that a paragraph's sentences state, in order. If `report`, a sentence on awards that
    gives none becomes an issue."""
    story = Story()
    if len(text) > _MAX_PARAGRAPH:
        reader.issue(UNREAD, context.part, text.span)
        return
    stated = "ominat" in text.text or has_verb(text.text) or has_giver(text.text)
    if not (stated or report) and len(text) <= MAX_SENTENCE:
        return
    for sentence in sentences(text):
        if len(sentence) > MAX_SENTENCE:
            reader.issue(UNREAD, context.part, sentence.span)
            continue
        found = _sentence(reader, sentence, context, story) if stated else []
        story.between = None if found else sentence
        if report and (story.missed or (not found and _HINT.search(sentence.text) and not _announces(sentence))):
            reader.issue(UNREAD, context.part, whole(reader, sentence))
        yield from found


def _announces(text: Rich) -> bool:
    """Whether a sentence only leads to what follows it: `The film has won the following awards since its release:`."""
    lead = _FOLLOWING.search(text.text) if "following" in text.text else None
    return lead is not None and not text.of("link") and not BODY.search(text.text, 0, lead.start())


_FOLLOWING = re.compile(
    r"\bthe following (?:[a-z]+ ){0,3}(?:awards|nominations|prizes|honou?rs|accolades)\b[^A-Z\d\"“]{0,80}$"
)


def _sentence(reader: Reader, text: Rich, context: Context, story: Story) -> list[Nomination]:
    """The nominations that a sentence states; the story tells whether it names a prize that could not be read."""
    story.missed = False
    by_giver = sourced(reader, text, list(read_by_giver(reader, text, context, story)))
    return [
        *by_giver,
        *sourced(reader, text, read_clauses(reader, text, context, story)),
        *sourced(reader, text, list(by_body(reader, text, context, story))),
        *each_nominated(reader, text, context),
    ]
