"""Languages: case files of names and codes, and any text at all."""

from __future__ import annotations

import subprocess
import sys

import langcodes
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.languages import is_language_code, language_tag
from tests.values.cases import Case, read_cases

NAMES = read_cases("language_names.txt", at_least=100)
CODES = read_cases("language_codes.txt", at_least=35)


@pytest.mark.parametrize("case", NAMES, ids=str)
def test_name(case: Case) -> None:
    tag = language_tag(case.text)
    assert (str(tag),) == case.expected
    assert tag is None or is_language_code(tag) == tag


@pytest.mark.parametrize("case", CODES, ids=str)
def test_code(case: Case) -> None:
    assert (str(is_language_code(case.text)),) == case.expected


@given(st.text(max_size=40) | st.text("abcdehinz-_ENX19", max_size=12))
def test_any_text_is_read_without_an_error(text: str) -> None:
    language_tag(text)
    tag = is_language_code(text)
    if tag is not None:
        assert langcodes.tag_is_valid(tag)
        assert is_language_code(tag) == tag


@given(st.text("abc é'-,/()", min_size=1, max_size=10))
def test_a_name_with_more_behind_it_is_not_guessed(more: str) -> None:
    assert language_tag(f"English x{more}") is None


def test_the_data_are_not_loaded_by_the_import() -> None:
    code = "import sys, kg.values.languages; print([m for m in ('langcodes', 'language_data') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
