"""The verbs of sentences on awards, and what each says became of the nomination."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.awards.sentences.people import JOB
from kg.model import Result
from kg.wikitext.rich import Rich

_ADVERBS = (
    r"(?:(?:also|subsequently|eventually|later|then|both|jointly|ultimately|has|have|had|further|even"
    r"|posthumously)\s+)*"
)

_WENT_ON = (
    r"(?<!would )(?:went|goes|going)\s+on\s+to\s+(?:win|receive|earn|garner|collect|claim|capture|gain|land|secure"
    r"|share|take(?: home)?|pick up)"
)
"""What somebody did in the end, as a pattern: `went on to win`."""

_VERBS: tuple[tuple[Result, re.Pattern[str]], ...] = (
    (
        Result.NOMINATED,
        re.compile(
            rf"\b(?:(?:was|were|is|are|been|being)\s+)?{_ADVERBS}nominated\s+(?!for:)"
            r"(?=(?:for|in|at|by|under)\b|as\s+(?:the\s+)?[\"“'‘]?(?:Best|Outstanding|Most)\b)(?:for\s+)?"
            r"|\b(?P<noun>[Nn]ominations?)\s+(?:(?:also\s+)?includ(?:ed|e|ing)|were(?:\s+for)?|for|in)\s+"
            r"|\bnominations?\s*\(including\s+"
            r"|\b(?:competed|vied)\b[^.;,()]{0,40}?\bfor\s+(?=the\b)"
            r"|\bled\s+the\s+(?=[^,.;()]{3,80}?\swith\s+(?:a\s[a-z-]+\s)?[\w-]+(?:\s\w+)?\snominations\b)"
            r"|\b(?:(?:has|have)\s+)?(?<!had )lost\s+(?=the\b|Best\b)",
        ),
    ),
    (
        Result.WON,
        re.compile(
            rf"\b(?<![-–]){_ADVERBS}(?:won|wins|winning(?!\s+{JOB}\s)|received|receiving|earning|receives|earned|earns"
            r"|took home|taking home|took|picking up|bagged|garnered|scored|collected|picked up|claimed|captured|gained"
            rf"|landed|secured|{_WENT_ON}|clinched|fetched|got(?=\s+(?:(?:an?|the|his|her|their|its|him|them)\s|[A-Z])))\s+"
            r"|\bshared\s+(?=the\b)"
            rf"|\b(?:was|were|has been|have been|had been|being)\s+{_ADVERBS}"
            r"(?!\w+\s+(?:(?:an?|the|as|first)\s+)*(?:finalist|runners?[- ]up))"
            r"(?:awarded|given|presented with"
            r"|honou?red with"
            r"|bestowed(?: with)?|the recipient of|the winner of|winner of|named|voted|declared"
            r"|(?:chosen|adjudged)(?: as)?|honou?red as(?=\s+(?:the\s+)?(?:Best|Outstanding)\b))\s+"
        ),
    ),
)

_BEHIND = r"(?:(?:to|behind)\s[^,.;()]{1,60}?\s)?"
"""Who won, before what the second got, as a pattern."""

_RARE: tuple[tuple[str, Result, re.Pattern[str]], ...] = (
    (
        "finalist",
        Result.OTHER,
        re.compile(
            rf"\b(?:was|were|being|bec[ao]me)\s+{_ADVERBS}(?:(?:named|chosen|selected)\s+(?:as\s+)?)?(?:an?\s+)?"
            r"finalists?\s+for\s+"
            r"|(?:(?<=\b[Tt]he film, )|(?<=\b[Tt]he movie, )|(?<=\b[Tt]he picture, ))a\s+finalist\s+for\s+"
        ),
    ),
    (
        "unner",
        Result.RUNNER_UP,
        re.compile(
            rf"\b(?:was|were|being|bec[ao]me|finished|placed|came)\s+{_ADVERBS}(?:(?:named|chosen|voted)\s+)?"
            rf"(?:as\s+)?(?:(?:the|an?|first)\s+){{0,2}}runners?[- ]up\s+{_BEHIND}(?=(?:for|in|at|by)\b)(?:for\s+)?"
        ),
    ),
    (
        "second",
        Result.PLACED,
        re.compile(
            rf"\b(?:finished|placed|came)\s+(?:in\s+)?second(?:\s+place)?\s+{_BEHIND}"
            r"(?:in the (?:voting|balloting)\s+)?for\s+"
        ),
    ),
)
"""The same of rarer ones, each behind a part of it that every text with it holds."""


def _may_state(text: str) -> Iterator[tuple[Result, re.Pattern[str]]]:
    """The rows of the verbs whose words may be in a text."""
    yield from _VERBS if "ominat" in text or "competed" in text or "vied" in text or "lost" in text else _VERBS[1:]
    for part, result, pattern in _RARE:
        if part in text:
            yield result, pattern


def has_verb(text: str) -> bool:
    """Whether a text has a verb without which none of its sentences states anything."""
    return any(pattern.search(text) for _, pattern in _may_state(text))


def verbs_of(text: Rich) -> list[tuple[Result, re.Match[str]]]:
    """The verbs of a sentence that state a win or a nomination, in order; none in brackets or links."""
    found = [(result, match) for result, pattern in _may_state(text.text) for match in pattern.finditer(text.text)]
    if not found:
        return []
    inside = _bracketed(text.text) if "(" in text.text else bytes(len(text))
    out = [
        (result, match)
        for result, match in found
        if not inside[match.start()] and not text.linked(match.start(), match.start() + 3)
    ]
    out.sort(key=lambda pair: pair[1].start())
    # in `received two nominations for` the noun belongs to the verb
    nouns = [
        index for index, (_, match) in enumerate(out)
        if index and match[0][:1] in "nN" and not match[0].startswith("nominated") and out[index - 1][0] is Result.WON
        and not _APART.search(text.text, out[index - 1][1].end(), match.start())
    ]  # fmt: skip
    return [verb for index, verb in enumerate(out) if index not in nouns]


_APART = re.compile(r",\s+(?:along\s+)?with\s+(?:an?\s+)?(?:further|additional|other)\s+$")
"""Before nominations that are told of beside what was won: `winning Best Film, with additional nominations for …`."""


def has_only_noun(text: Rich) -> bool:
    """Whether a text states a nomination by that noun, and has no verb."""
    verbs = verbs_of(text)
    return bool(verbs) and all(match.groupdict().get("noun") for _, match in verbs)


def _bracketed(body: str) -> bytearray:
    """For each character 1 if it stands in brackets, else 0."""
    depth, inside = 0, bytearray()
    for char in body:
        depth += char == "("
        inside.append(depth > 0)
        depth -= char == ")" and depth > 0
    return inside


def goes_on(verb: str) -> bool:
    """Whether a verb tells what somebody did in the end, which may be years later: `went on to win`."""
    return " on to " in verb


def is_led(verb: str) -> bool:
    """Whether a verb tells who got most at a ceremony: `led the Swan Awards with …`."""
    return " ".join(verb.split()) == "led the"


def word_of(verb: str, result: Result) -> str:
    """The word that states the result: `won`, `chosen`, `nominated`."""
    if result is Result.NOMINATED:
        stated = " ".join(verb.split())
        if stated.endswith("lost"):
            return "lost"
        return "nominated" if "nominat" in verb.lower() or is_led(verb) else stated.removesuffix(" for")
    if result in _WORDS:
        return _WORDS[result]
    words = re.findall(r"[a-z]+", verb)
    return next((w for w in words if w not in _SMALL), "won")


_WORDS = {Result.OTHER: "finalist", Result.RUNNER_UP: "runner-up", Result.PLACED: "second"}

# The adverbs before a verb, and its auxiliaries.
_SMALL = frozenset(
    {*re.findall(r"[a-z]{4,}|has|had", _ADVERBS), *"was were been being also is are the went goes going on to".split()}
)


def is_denied(ahead: str) -> bool:
    """Whether what stands before a verb says that it did not come true, or is not told of this award."""
    return _NOT.search(ahead) is not None


_NOT = re.compile(
    r"\b(?:not|never|n't|without|failed to|hoped|hoping|expected|considered|would|should|could|might|[Ii]f|[Uu]nless"
    r"|despite|though"
    r"|did|yet to|predicted|deserved?|since|before|previously|after|snubbed"
    r"|[Nn]either|nor|[Nn]one|[Nn]obody)\s+(?:\w+\s+){0,3}$"
)
