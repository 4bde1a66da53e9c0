"""Sentences that state nothing but whom a body honours: `The [[Swan Society]] named [[Jane Doe]] Best Actress.`

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.awards.names.givers import Givers
from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.naming import BODY, SUPERLATIVE, same_body
from kg.extraction.awards.sentences.bodies import body_at
from kg.extraction.awards.sentences.constructions import whom_meant
from kg.extraction.awards.sentences.openings import opening_year
from kg.extraction.awards.sentences.prizes import Found, read_prizes
from kg.extraction.awards.sentences.sources import Told
from kg.extraction.awards.sentences.stated import Statement, nominations
from kg.extraction.awards.sentences.story import Story
from kg.extraction.namewords import PARTICLES
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Result
from kg.wikitext.rich import Rich

_GIVES = re.compile(
    r"\s(?:(?:also|later|subsequently|then)\s)?(?P<verb>named|voted|chose|selected|picked|declared|awarded|gave)\s"
    r"(?P<whom>[^,.;:()]{1,60}?)\s(?:as\s)?(?:(?:(?P<the>the)|its|an?|their)\s)?(?:(?:awards?|prizes?)\sfor\s)?"
    r"(?=(?:Best|Outstanding)\s[A-Z]|(?<!of )(?<!of the )(?<!among the )(?P<small>best)\s[a-z])"
)
"""What is chosen or nominated `for` a prize may be an entry for that of another body."""
_RANKED = re.compile(r"\s+(?:of all[ -]time|of (?:the|its) (?:decade|century|genre)|ever\b|in history)")
"""Behind what is no category but praise."""
_CALLED = re.compile(r"\s\((?:now|then|today|formerly|also|later)\s[^()]{1,120}\)$")
"""Behind a body, what it is called at another time."""
_THE = re.compile(r"\s*(?:[Tt]he\s+)?")
_LOWER_WORD = re.compile(r"\b[a-z][\w-]*")


def has_giver(text: str) -> bool:
    """Whether a text may have such a sentence."""
    return _GIVES.search(text) is not None


def read_by_giver(reader: Reader, text: Rich, context: Context, story: Story) -> Iterator[Told]:
    """The nominations of a sentence that is wholly of that form, with one body and one honoured. Notes in the story
    when one could not be read that tells of more, and who is meant by the next pronoun."""
    match = _GIVES.search(text.text)
    if match is None:
        return
    year, begin = opening_year(text)
    body = _body_between(reader, text, begin, match.start())
    subject = _whom(reader, text.cut(*match.span("whom")), story)
    small = match["small"] is not None
    found = read_prizes(reader, text, match.end(), len(text), given=small)
    if _RANKED.match(text.text, found.end) or (small and not found.prizes):
        return
    if match["verb"] == "voted" and match["the"]:  # as in a poll
        story.missed = True
        return
    if body is None or subject is None or len(subject) > 1 or not _is_all(text, found, body):
        other_film = subject is None and text.cut(*match.span("whom")).of("italic")
        story.missed |= not other_film and BODY.search(text.text, 0, match.start()) is not None
        return
    if subject and subject[0].kind is not Kind.WORK:
        story.person = subject
    context = context if year is None else replace(context, year=year)
    stated = Statement(text, Result.WON, match["verb"], match.start("verb"), subject)
    yield from nominations(reader, stated, found, Givers(body, True, context.award, story.body), context, story)


def _body_between(reader: Reader, text: Rich, begin: int, end: int) -> Entity | None:
    """The body whose name is all that stands there: a link, or a name that ends as those of bodies do. `Jane Doe of the
    [[Swan Society]]` is none."""
    lead = _THE.match(text.text, begin, end)
    begin = lead.end() if lead else begin
    aside = _CALLED.search(text.text, begin, end)
    end = aside.start() if aside else end
    name = text.cut(begin, end)
    known = name.covered("link") is not None or (
        not name.of("link")
        and " of the " not in name.text
        and any(word.end() == len(name) for word in BODY.finditer(name.text))
    )
    stop, body = body_at(reader, text, begin) if known else (begin, None)
    return body if stop == end else None


def _is_all(text: Rich, found: Found, body: Entity) -> bool:
    """Whether nothing but categories of the body stands behind the verb, for all of which the same is honoured."""
    plain = all(
        prize.category is not None
        and (prize.award is None or (prize.of_page and same_body(prize.award, body)))
        and not (prize.body or prize.names or prize.songs or prize.also)
        for prize in found.prizes
    )
    ends = text.text[found.end :].strip(" .") in ("", "of the year")
    return bool(found.prizes) and plain and found.body is None and ends


def _whom(reader: Reader, text: Rich, story: Story) -> tuple[Entity, ...] | None:
    """Whom a body honours, as `whom_meant` has it."""
    if text.text in ("him", "her", "them"):
        return story.person or None
    told = (word for word in _LOWER_WORD.finditer(text.text) if not text.linked(*word.span()))
    apart = not text.text[0].isupper() or all(word[0] in PARTICLES for word in told)
    return whom_meant(reader, text) if apart and not SUPERLATIVE.match(text.text) else None
