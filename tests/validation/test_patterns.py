"""Patterns find the same in many texts at once as in one after the other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.validation.patterns import MARK, Pattern

PATTERNS = [
    (r"^\s|\s$", ""),
    (r"\n| {2}", ""),
    (r"^[,;:&*·|]|[,;:&|]$", ""),
    (r"\[\[|'''|\|\||^\||\n\||\|\s*[a-z_-]{1,20}\s*=|\[https?://", ""),
    (r"<!--|-->|<ref|</?(b|i)([\s/][^<>]*)?>", "i"),
    (r"&(#[0-9]+|amp);", ""),
    (r"[\x00-\x09\x0B\uFEFF]", ""),
    (r" \(([0-9]{4} )?(film|play)\)$", ""),
    (r"ab?c{2}d{0}e*|x+y", ""),
    (r"a(b|^c)d|(e$)", ""),
    (r"^a$|b.c", "s"),
    (r"^b|c$", "m"),
    (r"a b # c", "x"),
    (r"k-|S", "i"),
    (r"^$", ""),
    (r"¦", ""),
]
TEXTS = st.lists(
    st.one_of(
        st.text(alphabet=f"abcdexyk [|]<>&;:'\n\t(){MARK}=1-\u212a\u017f", max_size=8),
        st.sampled_from(
            ["Heat (1995 film)", "<REF name=x>", "a &amp; b", "[[x]]", "''' ", "| a = b", "</i>", "[http://x", "abccd"]
        ),
    ),
    max_size=6,
)


@pytest.mark.parametrize(("regex", "flags"), PATTERNS)
@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts=TEXTS)
def test_many_texts_at_once(regex: str, flags: str, texts: list[str]) -> None:
    pattern = Pattern(regex, flags)
    found = set(pattern.found_in(texts, MARK.join(["", *texts, ""])))
    assert found == {text for text in texts if pattern.search(text)}


CLASS_OR_ESCAPE = [r"^[a-z]+:([^\s<>%]|%[0-9A-F]{2})+$", r"^([^\s/%]|%[0-9A-F]{2})*$", r"^([^a]|%[0-9A-F]{2})+$"]


@pytest.mark.parametrize("regex", CLASS_OR_ESCAPE)
@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text(alphabet="ab:/%2F \n<\u2003é", max_size=10))
def test_a_class_or_an_escape(regex: str, text: str) -> None:
    plain = re.search(regex.removesuffix("$") + r"\Z", text)
    assert (Pattern(regex).search(text) is None) == (plain is None)


def test_a_class_or_an_escape_takes_linear_time() -> None:
    assert Pattern(CLASS_OR_ESCAPE[0]).search("a:" + "b%2F" * 20_000 + "<") is None
