from __future__ import annotations

import pytest
from hypothesis import given

from kg.wikitext.mask import FILL, MAX_DEPTH, REF, flat, mask
from tests.wikitext.strategies import wikitext

# what is left of a text for the parser: `_` filled, `R` a reference
CASES = [
    ("plain", "plain"),
    ("a <!-- b --> c", "a __________ c"),
    ("a <!-- never closed [[b]]", "a _______________________"),
    ("a<ref>b</ref>c", "aR" + "_" * 11 + "c"),
    ("a<ref name=x/>b<ref>c</ref>", "aR" + "_" * 12 + "bR" + "_" * 11),
    ("a<ref name=x>b<ref name=y>c</ref>d", "aR" + "_" * 11 + "bR" + "_" * 18 + "d"),
    ("a</ref>b", "a______b"),
    ("[[a", "__a"),
    ("a]]", "a__"),
    ("{{a|[[b}}", "{{a|__b}}"),
    ("{{a|b", "__a|b"),
    ("{{{a}}}", "_{{a}}_"),
    ("{{a|{{b}}", "__a|{{b}}"),
    ("}}{{a}}", "__{{a}}"),
    ("<nowiki>[[a]]</nowiki>", "________[[a]]_________".replace("[[a]]", "\ue004\ue004a__")),
    ("<math>a^{{b}}</math>c", "____________________c"),
    ("[http://a b]", "[http://a b]"),
    ("[http://a b\nc]", "\ue004http://a b\nc]"),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_mask(text: str, expected: str) -> None:
    assert mask(text).text.replace(FILL, "_").replace(REF, "R") == expected


@given(wikitext)
def test_the_copy_is_as_long_and_its_brackets_are_paired(text: str) -> None:
    masked = mask(text)
    assert len(masked.text) == len(text)
    depth = 0
    for index in range(len(masked.text)):
        pair = masked.text[index : index + 2]
        depth += pair in ("{{", "[[")
        assert depth <= 2 * MAX_DEPTH
    assert masked.text.count("[[") == masked.text.count("]]")
    for ref in masked.refs:
        assert masked.text[ref.span.begin] == REF
        assert text[ref.span.begin : ref.span.begin + 4].lower() == "<ref"


@given(wikitext)
def test_flat_keeps_length(text: str) -> None:
    masked = mask(text).text
    level = flat(masked, 0, len(masked))
    assert len(level) == len(masked)
    assert "{{" not in level
    assert "[[" not in level


def test_depth_is_bounded() -> None:
    text = "{{a|" * 100 + "}}" * 100
    assert mask(text).text.count("{{") == MAX_DEPTH


def test_references_keep_name_and_body() -> None:
    text = 'x<ref name="N" group=g>body</ref> y<ref name=N />'
    first, second = mask(text).refs
    assert first.body is not None
    assert first.body.cut(text) == "body"
    assert first.attributes.strip() == 'name="N" group=g'
    assert second.body is None
