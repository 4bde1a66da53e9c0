"""Values as people read them: dates, lengths, money, the names of kinds."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import unquote

from kg.vocab import KG, SCHEMA, SKOS, Iri

MONTHS = "January February March April May June July August September October November December".split()
NO_BREAK = "\N{NO-BREAK SPACE}"

_DATE = re.compile(r"(-?[0-9]{4,9})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:T[0-9:.]+)?(?:Z|[+-][0-9:]+)?")
_DURATION = re.compile(r"P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.[0-9]+)?S)?)?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
"""What is counted with; anything else, such as the zeros that 1E+9999999 stands for, is shown as it is written."""
_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "INR": "₹", "JPY": "¥"}

KINDS: dict[Iri, str] = {
    SCHEMA.Movie: "Film",
    SCHEMA.Person: "Person",
    KG.Award: "Award",
    KG.AwardCategory: "Award category",
    SCHEMA.Organization: "Company or group",
    SCHEMA.MusicAlbum: "Album",
    SCHEMA.MusicComposition: "Song",
    SCHEMA.Book: "Book",
    SCHEMA.CreativeWork: "Work",
    KG.Genre: "Genre",
    SCHEMA.Country: "Country",
    SCHEMA.Language: "Language",
    SCHEMA.Place: "Place",
    SKOS.Concept: "Category",
    SCHEMA.Thing: "Person, group or work",
}
"""What things are called, by class. Where a thing has several classes, the first one here counts."""


def kind_of(classes: list[Iri]) -> Iri | None:
    """The class that decides how a thing is shown; None when none of `KINDS` is among them."""
    return next((kind for kind in KINDS if kind in classes), None)


def title_of(iri: str, base: str) -> str:
    """A name for a thing of which only the IRI is known: its page's title, or the last part of its path."""
    path, _, fragment = iri.removeprefix(base).partition("#")
    return unquote(fragment.rpartition("/")[2] or path).replace("_", " ")


def date(lexical: str) -> str:
    """A date as precise as it is stated.

    >>> date("1995-10-27").replace(NO_BREAK, " "), date("1995-10").replace(NO_BREAK, " "), date("1995")
    ('27 October 1995', 'October 1995', '1995')
    """
    match = _DATE.fullmatch(lexical)
    if match is None:
        return lexical
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    words = f"{MONTHS[int(month) - 1]} {year}"
    return words if day is None else f"{int(day)}{NO_BREAK}{words}"


def year(lexical: str | None) -> str | None:
    """The year of a date; None for what is none.

    >>> year("1995-10-27")
    '1995'
    """
    match = _DATE.fullmatch(lexical or "")
    return match[1] if match else None


def minutes(lexical: str) -> str:
    """A running time in minutes.

    >>> minutes("111").replace(NO_BREAK, " "), minutes("45").replace(NO_BREAK, " ")
    ('111 minutes (1 h 51 min)', '45 minutes')
    """
    if not _NUMBER.fullmatch(lexical):
        return lexical
    number = Decimal(lexical)
    words = f"{lexical}{NO_BREAK}minutes"
    if number < 60 or number != int(number):
        return words
    return f"{words} ({int(number) // 60}{NO_BREAK}h{NO_BREAK}{int(number) % 60}{NO_BREAK}min)"


def length(lexical: str | None) -> str:
    """The length of a track as a clock shows it; empty for None.

    >>> length("PT4M2S"), length("PT1H2M3S"), length(None)
    ('4:02', '1:02:03', '')
    """
    match = _DURATION.fullmatch(lexical or "")
    if match is None or not lexical:
        return lexical or ""
    days, hours, mins, seconds = (int(part or 0) for part in match.groups())
    hours += 24 * days
    return f"{hours}:{mins:02}:{seconds:02}" if hours else f"{mins}:{seconds:02}"


def money(minimum: str, maximum: str, currency: str) -> str:
    """An amount or a range, with all its digits.

    >>> money("3500000", "4000000", "USD"), money("1200", "1200", "SEK").replace(NO_BREAK, " ")
    ('$3,500,000–4,000,000', 'SEK 1,200')
    """
    amount = _grouped(minimum) if minimum == maximum else f"{_grouped(minimum)}–{_grouped(maximum)}"
    return _SIGNS[currency] + amount if currency in _SIGNS else f"{currency}{NO_BREAK}{amount}"


def _grouped(number: str) -> str:
    return f"{Decimal(number):,f}" if _NUMBER.fullmatch(number) else number


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "film"), count(1200, "film"), count(2, "country", "countries")
    ('1 film', '1,200 films', '2 countries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
