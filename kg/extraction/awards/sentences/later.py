"""What somebody won in the end or had won before, which may be for another film.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.awards.names.oneprize import Prize
from kg.extraction.awards.names.wording import FILM
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

_FILM = rf"(?:[Ii]t|[Tt](?:he|his)\s(?:[a-z-]+\s)?{FILM})"
_SUBJECT = re.compile(rf"(?<!\bof )(?<!\bin )(?<!\bby )(?<!\bfor )(?<!\bto )(?<!\bfrom )\b{_FILM}(?:,\swhich)?$")
"""The film by a common noun, right before its verb."""
_OPENING = re.compile(rf"(?:(?:In|After|On|At)\s[^,]{{3,60}},\s)?{_FILM}\s")
_AND = re.compile(r"(?:^|,?\s)(?:and|but)$")
_ADVERBS = re.compile(r"\b(?:also|later|then|eventually|subsequently|ultimately|finally)$|,$")
_YEARS_LATER = re.compile(r"\byears?\s(?:later|after)|\blater\sin\s(?:his|her|their)\b")


def is_of_film(reader: Reader, before: Rich, who: Sequence[Entity], *, carried: bool) -> bool:
    """Whether what stands before a verb is certain to mean the film, or a work of it: `The actress` and `he` do not.
    carried: the subject is that of the verb before."""
    if who:
        return all(each.kind is Kind.WORK for each in who)
    text = _ADVERBS.sub("", before.text.rstrip()).rstrip()
    if _SUBJECT.search(text) or (carried and len(text) < len("and also then")):
        return True
    opens = any(m.begin == 0 and reader.is_film(before.cut(0, m.end)) for m in before.of("italic"))
    return _AND.search(text) is not None and (opens or _OPENING.match(text) is not None)


def is_of_another(prizes: Sequence[Prize], behind: str, year: int | None) -> bool:
    """Whether what people went on to win may be for another film: without a category, or in a year of its own. behind:
    what stands behind the verb; year: that of the sentence."""
    dated = any(prize.year not in (None, year) for prize in prizes)
    return dated or any(prize.category is None for prize in prizes) or _YEARS_LATER.search(behind) is not None


_BEFORE_FILM = frozenset("After Having Once Since".split())


def had_before(opener: str, prizes: Sequence[Prize], who: Sequence[Entity]) -> bool:
    """Whether a sentence opens with what people may have won before they came to the film: `Once nominated for an
    [[Academy Award]], Doe …`."""
    people = any(each.kind is not Kind.WORK for each in who)
    return opener in _BEFORE_FILM and people and any(prize.category is None for prize in prizes)
