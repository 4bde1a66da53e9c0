"""Sentences that end in a colon: whose awards follow them, and whether what follows was won.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re

from kg.extraction.awards.naming import BODY, award_entity
from kg.extraction.awards.prose import MAX_SENTENCE
from kg.extraction.awards.results import Outcome
from kg.extraction.awards.subjects import body_in, linked_body
from kg.extraction.reader import Reader
from kg.model import Entity, Result
from kg.wikitext.rich import Rich

_FOLLOWING = re.compile(r"\bfollowing (?:[a-z]+ )?(?P<body>[A-Z][^\s:]* [^:;,.()]{2,60}):$")
_LEADS = (
    (Result.NOMINATED, re.compile(r"\bnominat(?:ed|ions?)\b", re.IGNORECASE)),
    (Result.WON, re.compile(r"\b(?:won|wins?|winner|winning)\b", re.IGNORECASE)),
)
_WINS = re.compile(r"\b(?:won|winning) (?:\d{1,2}|[a-z]{3,9})(?: (?:awards|of (?:them|these|which)))?:$")
"""`It received ten nominations, winning three:`"""


def lead_in(reader: Reader, text: Rich) -> tuple[Entity | None, Outcome | None] | None:
    """(body, result) of a sentence that ends in a colon and says of what follows that it was won, or that it
    was nominated for; without a result where it says both; None for any other text."""
    if not text.text.endswith(":") or len(text) > MAX_SENTENCE:
        return None
    results = {result for result, words in _LEADS if words.search(text.text)}
    if len(results) > 1 and _WINS.search(text.text):
        results = {Result.WON}
    if not results:
        return None
    body = body_led_to(reader, text)
    if len(results) > 1:
        return body, None
    result = results.pop()
    return body, Outcome(result, "nominated" if result is Result.NOMINATED else "won")


def body_led_to(reader: Reader, text: Rich) -> Entity | None:
    """The body whose awards follow a sentence that ends in a colon."""
    body = linked_body(reader, text) or body_in(reader, text)
    named = _FOLLOWING.search(text.text) if body is None else None
    return award_entity(reader, text.cut(*named.span("body"))) if named and BODY.search(named["body"]) else body
