"""Dates: case files for texts and for the arguments of the date templates, and any text at all."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import PartialDate
from kg.values.dates import film_date, find_dates, make_date, parse_date, start_date
from tests.values.cases import Case, read_cases

TEXTS = read_cases("dates.txt", at_least=90)
TEMPLATES = read_cases("date_templates.txt", at_least=30)


def iso(date: PartialDate | None) -> str:
    return date.iso if date else "none"


@pytest.mark.parametrize("case", TEXTS, ids=str)
def test_text(case: Case) -> None:
    """First the date that the whole text is, then each that is found in it."""
    found = [f"{f.date.iso} in {case.text[f.begin : f.end]}" for f in find_dates(case.text)]
    whole = iso(parse_date(case.text))
    assert (f"is {whole}", *found) == case.expected


@pytest.mark.parametrize("case", TEMPLATES, ids=str)
def test_template(case: Case) -> None:
    name, *args = case.text.strip("{}").split("|")
    if name == "Start date":
        assert (iso(start_date(args)),) == case.expected
    else:
        releases = tuple(f"{iso(date)} | {place}".strip(" |") for date, place in film_date(args))
        assert (releases or ("nothing",)) == case.expected


PIECES = st.sampled_from(
    "1995 27 3 31 02 October Oct. May Sept AUGUST Aprıl ſept , - – / . : to and & of the th Fall c. ( ) \n T "
    "1995-10-27 10/27/1995 1,995 $ ٣".split(" ")
)
ANY = st.text(max_size=100) | st.lists(PIECES, max_size=30).map("".join) | st.lists(PIECES, max_size=30).map(" ".join)


@given(ANY)
def test_any_text_is_read_without_an_error(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert end <= found.begin < found.end <= len(text)
        end = found.end
        assert make_date(found.date.year, found.date.month, found.date.day) == found.date
    parse_date(text)


@given(st.lists(ANY, max_size=14))
def test_any_arguments_are_read_without_an_error(args: list[str]) -> None:
    start_date(args)
    releases = film_date(args)
    assert len(releases) <= (len(args) + 3) // 4


@given(st.dates(min_value=datetime.date(1800, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_every_day_is_read_in_every_form(day: datetime.date) -> None:
    year, month, number = day.year, day.month, day.day
    name, short = calendar.month_name[month], calendar.month_abbr[month]
    expected = PartialDate(year, month, number)
    forms = [f"{number} {name} {year}", f"{name} {number}, {year}", f"{short}. {number}, {year}", str(day)]
    assert [parse_date(form) for form in forms] == [expected] * 4
    assert film_date([str(year), str(month), str(number), "US"]) == ((expected, "US"),)
