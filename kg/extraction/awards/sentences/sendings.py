"""Where a sentence tells that the film was sent, and may or may not have won."""

from __future__ import annotations

import re

from kg.extraction.awards.names.givers import is_festival, names_festival
from kg.extraction.awards.names.naming import award_of_title, names_category
from kg.extraction.awards.names.phrases import phrase
from kg.extraction.awards.sentences.bodies import body_at, body_in, linked_body
from kg.extraction.awards.sentences.story import Story
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

_SENT = re.compile(
    r"\b(?:submi(?:tted|ssion)|(?:entry|entrant)(?!\s+at\b))\b|(?:['’]s|\b[A-Z]\w+)\s+(?:official\s+)?(?:entry|entrant)\b"
)
"""Words of a film sent to an award, or standing there for a country. An `official entry at` an award is nominated."""

_MAX_PLACES = 8
"""Places looked at for where a film was sent: real sentences have three."""

_SENT_TO = re.compile(r"\b(?:at|for|to|in|into)\s+(?:the\s+)?(?=[A-Z\d])")


def is_sent(text: Rich) -> bool:
    """Whether a text tells that the film was sent to an award."""
    return ("entr" in text.text or "ubmi" in text.text) and _SENT.search(text.text) is not None


def _sent_to(reader: Reader, text: Rich) -> Entity | None:
    """The body that a text tells the film was sent to."""
    entry = _SENT.search(text.text)
    position = entry.end() if entry else len(text)
    for _ in range(_MAX_PLACES):
        place = _SENT_TO.search(text.text, position)
        if place is None:
            break
        _, body = body_at(reader, text, place.end())
        if body is not None and not (body.link and names_category(body.link)):
            return body
        position = max(place.end(), phrase(text, place.end()))
    categories = [m.value for m in text.of("link") if entry and m.begin >= entry.end() and names_category(m.value)]
    return award_of_title(reader, categories[0]) if categories else None


def named_before(reader: Reader, before: Rich) -> tuple[Entity | None, bool]:
    """(the body that is named before a verb, whether the film was but sent there)."""
    if not is_sent(before):
        return linked_body(reader, before) or body_in(reader, before), False
    to = _sent_to(reader, before)
    return to, to is None or not is_festival(to)


def without_verb(reader: Reader, text: Rich, story: Story) -> None:
    """What a sentence that states no result says of where the next ones are about."""
    for link in text.of("link"):
        named = text.cut(link.begin, link.end)
        if names_festival(named):
            story.body, story.sent = reader.entity(named, Kind.AWARD), None
    body = body_in(reader, text)
    if body is not None:
        story.body, story.sent = body, None


def send(reader: Reader, text: Rich, story: Story, body: Entity | None, *, told: bool) -> None:
    """What a text that tells of a film's being sent to an award says of the next sentences: nothing of any award but
    the categories that it was sent for. What is sent to a festival may win there. `body`: where it was sent to when the
    text does not name it; `told`: prizes stand before the text, so that it may tell of something else."""
    to = _sent_to(reader, text) or body
    if to is not None:
        story.body = to
        story.sent = None if is_festival(to) else text.cut(0, 0) if _IN_VAIN.search(text.text) else text
    elif not told:
        story.sent = text.cut(0, 0)


_IN_VAIN = re.compile(r"\b(?:not|fail(?:ed|s|ing)?|without|neither|never|rejected|ineligible|disqualified)\b|n't\b")
