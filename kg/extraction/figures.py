"""Template:Infobox film: running times, budget and box office.

Sources: documentation of Template:Infobox film (runtime, budget, gross).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.heads import heads_of
from kg.extraction.infobox import CREDITS, RUNTIME, Infobox, trimmed
from kg.extraction.reader import Reader
from kg.model import Amount, Field, RunningTime
from kg.values.currencies import CODES_AT_HOME, currency_of_page
from kg.values.durations import parse_running_times
from kg.values.money import parse_money
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Argument


def running_times(box: Infobox) -> Iterator[RunningTime]:
    """Every running time of `runtime`, in minutes, with the version it is for."""
    reader = box.reader
    for parameter, argument in box.get(RUNTIME):
        text = _lines(reader, argument)
        origin = reader.origin(trimmed(reader, argument.span))
        reading = parse_running_times(text)
        for found in reading.times:
            yield RunningTime(found.minutes, origin, found.qualifier)
        if reading.unread:
            reader.issue("runtime-unreadable", parameter, argument.span)


_COUNTRY = next(row.parameters for row in CREDITS if row.field is Field.COUNTRIES)


def _home(box: Infobox) -> frozenset[str]:
    """The codes of the currencies of the film's countries, as far as they tell what a sign means."""
    named = "\n".join(
        box.reader.rich(piece.nodes).text
        for _, argument in box.get(_COUNTRY)
        for piece in box.reader.document.pieces_of(argument.nodes)
    )
    codes = (codes for country, codes in CODES_AT_HOME.items() if country in named)
    return frozenset[str]().union(*codes)


def amounts(box: Infobox, parameters: tuple[str, ...]) -> Iterator[Amount]:
    """Every amount of `budget` or `gross`; one that cannot be read with certainty is an issue, not a number."""
    reader = box.reader
    home = _home(box)
    for parameter, argument in box.get(parameters):
        text = _lines(reader, argument)
        origin = reader.origin(trimmed(reader, argument.span))
        reading = parse_money(text, home=home)
        for found in reading.amounts:
            yield Amount(found.money, origin, found.qualifier)
        if reading.unread:
            reader.issue("money-unreadable", parameter, argument.span)


def _lines(reader: Reader, argument: Argument) -> str:
    """A parameter's text, one line for each of its pieces; those that head others read as if they ended in a colon."""
    texts = [reader.rich(piece.nodes) for piece in reader.document.pieces_of(argument.nodes)]
    return "\n".join(
        f"{text.text.rstrip(':')}:" if head is None else _told(text)
        for text, head in zip(texts, heads_of(texts), strict=True)
    )


def _told(text: Rich) -> str:
    """The text with the code of a currency for a sign that several share, where its link tells which: `[[Mexican
    peso|$]]5 million`."""
    told, start = [], 0
    for link in text.of("link"):
        code = currency_of_page(link.value, text.text[link.begin : link.end])
        if code is not None:
            told += [text.text[start : link.begin], f" {code} "]
            start = link.end
    return "".join([*told, text.text[start:]]) if told else text.text
