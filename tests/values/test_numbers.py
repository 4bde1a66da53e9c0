"""Numbers and ordinals: case files and any text at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.numbers import NUMBER_WORDS, ORDINAL_WORDS, ordinal, parse_number
from tests.values.cases import Case, read_cases

NUMBERS = read_cases("numbers.txt", at_least=30)
ORDINALS = read_cases("ordinals.txt", at_least=40)


@pytest.mark.parametrize("case", NUMBERS, ids=str)
def test_number(case: Case) -> None:
    assert (str(parse_number(case.text)),) == case.expected


@pytest.mark.parametrize("case", ORDINALS, ids=str)
def test_ordinal(case: Case) -> None:
    assert (str(ordinal(case.text)),) == case.expected


def test_words_are_complete() -> None:
    assert sorted(NUMBER_WORDS.values()) == list(range(100))
    assert sorted(ORDINAL_WORDS.values()) == list(range(1, 100))


@given(st.text(max_size=40) | st.text("0123456789,.-+ ", max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.is_finite()
    place = ordinal(text)
    assert place is None or 1 <= place <= 999


@given(st.decimals(0, 10**12, places=2))
def test_groups_do_not_change_a_number(number: Decimal) -> None:
    assert parse_number(f"{number:,f}") == number == parse_number(f"{number:f}")
