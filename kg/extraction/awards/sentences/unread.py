"""What a sentence goes on to say of awards behind the prizes that were read."""

from __future__ import annotations

import re

from kg.extraction.awards.names.naming import links_category
from kg.extraction.awards.names.phrases import METAL
from kg.extraction.awards.names.wording import THE_FILM, is_category_part
from kg.extraction.awards.sentences.bracketed import CRAFT
from kg.extraction.awards.sentences.lowercase import names_general
from kg.wikitext.rich import Rich


def lists_more(text: Rich, begin: int) -> bool:
    """Whether words of a category go on with prizes that were read: `Best Actor, Director and Script` may be one
    category or three."""
    more = _MORE.match(text.text, begin) or _MORE_SMALL.match(text.text, begin)
    if more is None:
        return False
    return is_category_part(text.cut(*more.span("name"))) or CRAFT.fullmatch(more["name"]) is not None


_MORE = re.compile(r"(?:,|,?\s+and|\s+&)\s+(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,5})")
_MORE_SMALL = re.compile(r"(?:,|,?\s+and|\s+&)\s+(?P<name>[a-z]+)(?=[,.;]|\s+and\b|$)")


def tells_more(text: Rich, begin: int, stop: int) -> bool:
    """Whether a category is named behind prizes that were read, up to the next verb."""
    if text.text.startswith(_A_FINALIST, begin):
        return True
    if _WHICH.match(text.text, begin, stop) or _ANOTHER.match(text.text, begin, stop):
        return True
    if _ANOTHER_SMALL.match(text.text, begin, stop):
        return True
    rest = text.cut(begin, stop)
    if names_general(text, begin, stop):
        return _OF_OTHERS.search(rest.text) is None
    best = _BEST.search(rest.text)
    named = best is not None or links_category(rest)
    return named and not _OF_OTHERS.search(rest.text) and not rest.text.startswith("or ")


def tells_of_prize(text: Rich, begin: int, stop: int) -> bool:
    """Whether one prize, and no number of them, is named there."""
    return names_general(text, begin, stop) or _ONE_PRIZE.match(text.text, begin, stop) is not None


_ONE_PRIZE = re.compile(r"\s*(?:the|an?|his|her|its)\s+[A-Z][^,.;:()]{0,80}?\b(?:[Aa]ward|[Pp]rize)\b")


_ANOTHER = re.compile(
    r"\)?(?:,?\s+and|,)\s+(?:the|an?)\s+[A-Z][^.;]*?\b(?:Award|Prize|Prix|Medal|Trophy)s?\b"
    rf"|,?\s+and\s+(?:{THE_FILM}|it|[A-Z][^,.;()]{{1,40}})\s+the\s+{METAL}\s+[A-Z]"
)
"""A prize with a name that could not be read."""
_WHICH = re.compile(rf",?\s+and\s+(?:the|an?)\s+[A-Z][^,.;()]{{1,80}}(?:\s\(|,\s)which\s(?:s?he|{THE_FILM})\b")
"""The same, of which it is told next whether it was won."""
_ANOTHER_SMALL = re.compile(r"(?:(?:,(?:\s+and)?|\s+and)\s+(?:for\s+)?|\s+as\s+)(?:the\s+)?best\s+(?!(?:of|in)\b)[a-z]")
_A_FINALIST = (", a finalist for ", " and a finalist for ", ", and a finalist for ")
_BEST = re.compile(r"\b(?:Best|Outstanding) [A-Z]")
_OF_OTHERS = re.compile(
    r"\b(?:after|before|since|first|second|third|only|ever|previous\w*|earlier|beat(?:ing)?|over|against|lost|losing"
    r"|alongside|behind|making|becoming|became|to win|who|although|though|but|would|could)\b"
)
"""Words of what is told of other films, years and people, or of how often something was won."""
