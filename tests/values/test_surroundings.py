"""What stands around a value: the case file and any text at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.surroundings import surroundings
from tests.values.cases import Case, read_cases

CASES = read_cases("surroundings.txt", at_least=25)
VALUE = re.compile("[A-D]")  # in the cases, values are single capital letters


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    spans = [match.span() for match in VALUE.finditer(case.text)]
    shown = []
    for (begin, end), words in zip(spans, surroundings(case.text, spans), strict=True):
        host = "" if words.host is None else f" in {case.text[slice(*spans[words.host])]}'s brackets"
        shown.append(f"{case.text[begin:end]}{host}: {words.qualifier() or '-'}")
    assert tuple(shown) == case.expected


@given(st.text("AB() [];\n,:x/", max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    spans = [match.span() for match in VALUE.finditer(text)]
    found = surroundings(text, spans)
    assert len(found) == len(spans)
    for index, words in enumerate(found):
        assert words.host is None or words.host < index
        assert not VALUE.search(words.qualifier() or "")
