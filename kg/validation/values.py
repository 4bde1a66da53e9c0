"""What constraints ask of one term: the form of a datatype, an order, a language."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from kg.rdf.terms import Literal
from kg.validation.graph import Blank, Term
from kg.vocab import RDF, XSD, Iri

Test = Callable[[Term], bool]

# --- forms (XML Schema 1.1 Part 2, section 3.3)

_ZONE = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9])(?P<fraction>\.[0-9]+)?"
_FORMS: dict[Iri, re.Pattern[str]] = {
    name: re.compile(form)
    for name, form in (
        (XSD.integer, r"[+-]?[0-9]+"),
        (XSD.decimal, r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
        (XSD.boolean, r"true|false|1|0"),
        (XSD.gYear, _YEAR + _ZONE),
        (XSD.gYearMonth, f"{_YEAR}-{_MONTH}{_ZONE}"),
        (XSD.date, f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}"),
        (XSD.dateTime, rf"{_YEAR}-{_MONTH}-{_DAY}T(?:{_TIME}|24:00:00(?:\.0+)?){_ZONE}"),
        (
            XSD.duration,
            r"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
            r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?",
        ),
    )
}
_DAYS = frozenset((XSD.date, XSD.dateTime))
TEXTS = frozenset((XSD.string, RDF.langString))
CHECKED = TEXTS.union(_FORMS)
"""The datatypes whose form is known."""


def well_formed(datatype: Iri) -> Test:
    """Whether a term is a literal of a CHECKED datatype, not one of TEXTS, in a form of it
    (https://www.w3.org/TR/shacl/#DatatypeConstraintComponent)."""
    fullmatch, dated = _FORMS[datatype].fullmatch, datatype in _DAYS

    def test(term: Term) -> bool:
        if not isinstance(term, Literal) or term.datatype != datatype:
            return False
        match = fullmatch(term.lexical)
        return match is not None and (not dated or _is_day(match))

    return test


def _is_day(match: re.Match[str]) -> bool:
    """Whether the month has such a day. Years repeat after 400."""
    return int(match["day"]) <= calendar.monthrange(int(match["year"][-4:]) % 400 + 400, int(match["month"]))[1]


# --- order (SPARQL 1.1, section 17.3: what cannot be compared is not in order)

_NUMBERS = frozenset((XSD.integer, XSD.decimal))
_FLOATS = frozenset(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("double", "float"))
_FAR = timedelta(hours=14)
_Moment = tuple[datetime, bool]
"""A point in time, and whether its zone is known."""


def value_of(term: Term) -> Decimal | _Moment | str | None:
    """What a literal is compared by: a number, a moment or, of a plain string, its characters. None for all others."""
    if not isinstance(term, Literal):
        return None
    if term.datatype in _NUMBERS or term.datatype in _FLOATS:
        return _number(term.lexical, term.datatype)
    if term.datatype in _DAYS:
        return _moment(term)
    return term.lexical if term.datatype == XSD.string else None


def _number(lexical: str, datatype: Iri) -> Decimal | None:
    form = _FORMS.get(datatype)
    if form is not None and not form.fullmatch(lexical):
        return None
    try:
        number = Decimal(lexical)
    except ArithmeticError:
        return None
    return None if number.is_nan() else number


def _moment(term: Literal) -> _Moment | None:
    match = _FORMS[term.datatype].fullmatch(term.lexical)
    if match is None or not _is_day(match) or not 0 < int(match["year"]) < 10_000:
        return None
    part = match.groupdict()
    day = datetime(int(match["year"]), int(match["month"]), int(match["day"]))
    try:
        if term.datatype == XSD.dateTime and part["hour"] is None:
            day += timedelta(days=1)
        elif term.datatype == XSD.dateTime:
            micro = round(float(part["fraction"] or 0) * 1_000_000)
            day += timedelta(0, int(part["second"]), micro, 0, int(part["minute"]), int(part["hour"]))
        zone = match["zone"]
        if zone not in (None, "Z"):
            away = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
            day += away if zone[0] == "-" else -away
    except OverflowError:
        return None
    return day, zone is not None


def is_less(one: Term, other: Term, or_equal: bool) -> bool:
    """Whether a literal is less than another; False where they cannot be compared."""
    first, second = value_of(one), value_of(other)
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return first < second or (or_equal and first == second)
    if not (isinstance(one, Literal) and isinstance(other, Literal) and one.datatype == other.datatype):
        return False
    if isinstance(first, str) and isinstance(second, str):
        return first < second or (or_equal and first == second)
    if isinstance(first, tuple) and isinstance(second, tuple):
        if first[1] == second[1]:
            return first[0] < second[0] or (or_equal and first[0] == second[0])
        # One without a zone may be up to 14 hours off (XML Schema 1.1 Part 2, section 3.3.7).
        return second[0] - first[0] > _FAR
    return False


def extremes(found: Iterable[Term], greatest: bool) -> list[Term] | None:
    """The greatest or the least of literals, one of each kind that is ordered in itself; None where one can be compared
    with nothing."""
    kept: dict[tuple[object, object], tuple[Any, Term]] = {}
    for term in found:
        value = value_of(term)
        if value is None or not isinstance(term, Literal):
            return None
        kind = (None if isinstance(value, Decimal) else term.datatype, isinstance(value, tuple) and value[1])
        known = kept.get(kind)
        if known is None or (value > known[0] if greatest else value < known[0]):
            kept[kind] = value, term
    return [term for _, term in kept.values()]


# --- texts


def text(term: Term) -> str | None:
    """The characters of an IRI or literal (SPARQL 1.1, STR); None of a blank node."""
    if isinstance(term, Literal):
        return term.lexical
    return None if isinstance(term, Blank) else term


def speaks(term: Term, ranges: list[str]) -> bool:
    """Whether the language of a literal is in one of these ranges (SPARQL 1.1, LANGMATCHES)."""
    if not isinstance(term, Literal) or not term.language:
        return False
    tag = term.language.lower()
    return any(each == "*" or tag == each or tag.startswith(each + "-") for each in map(str.lower, ranges))
