"""What a verb of a sentence takes over from the verb before it: its subject, and the body that gives.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.awards.names.givers import is_festival
from kg.extraction.awards.names.naming import BEST, BODY, same_body
from kg.extraction.awards.sentences.bodies import body_in
from kg.extraction.awards.sentences.counts import NUMBER
from kg.extraction.awards.sentences.prizes import Found
from kg.extraction.awards.sentences.sources import Told
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich

_CARRIED = re.compile(
    rf"\b(?:and|but|also|as well as|in addition to|was|were|then|{NUMBER}|total|nominations?|awards?|categories)\b"
)


def is_carried(between: Rich) -> bool:
    """Whether nothing but a number of nominations stands between two verbs: both have the same subject."""
    text = between.text
    for link in reversed(between.of("link")):
        if BODY.search(link.value):
            text = text[: link.begin] + text[link.end :]
    return not re.search(r"\w{4}", _CARRIED.sub("", text))


AND_ALSO = re.compile(
    r"(?!.*\b(?:who|which|whose|that|while|when|where|but)\b).*\band(?:\s+(?:was|were|has|have|had|been|also|later|then))*\s*$"
)
"""Between two verbs of one subject, where what stands behind the former was not read."""


def body_of_told(told: Sequence[Told], found: Found, text: Rich) -> Entity | None:
    """The body of the one award told of so far, which gives the categories that the same subject got as well: `won
    the Swan Award for Best Film and was also nominated for Best Song`. None where more is said of those."""
    awards = [each.nomination.award for each in told if each.nomination.category is not None]
    plain = all(p.award is None and p.category and BEST.match(p.category.name) for p in found.prizes)
    alone = len(awards) == len(told) and all(award == awards[0] for award in awards)
    again = {p.category.name for p in found.prizes if p.category} & {
        each.nomination.category.name for each in told if each.nomination.category is not None
    }  # what somebody else gave
    if again or not (awards and alone and plain and _ENDS.match(text.text, found.end)):
        return None
    return None if is_festival(awards[0]) or not BODY.search(awards[0].name) else awards[0]


_ENDS = re.compile(r"\.?\s*$")


def is_apart(reader: Reader, text: Rich, begin: int, stop: int) -> bool:
    """Whether what could not be read names another giver: `won Best Film by a popular vote at the [[Swan Awards]]`."""
    return _GIVEN.match(text.text, begin) is not None and body_in(reader, text.cut(begin, stop)) is not None


_GIVEN = re.compile(
    r"\s*(?:,\s*)?(?!(?:after|before|following|since|when|while|despite|and|but|which|who|making|becoming)\b)\w"
)
"""How what goes on with a prize begins, rather than with something else."""


def nearer(named: Entity | None, before: Entity | None) -> Entity | None:
    """Of the body named for a verb and that of the sentence so far the former, unless it names the latter in short: `At
    the [[68th Academy Awards]], … won two Academy Awards`."""
    if named is not None and before is not None and named.link is None and before.link is not None:
        return before if same_body(named, before) else named
    return named or before
