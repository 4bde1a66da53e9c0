"""Templates that stand for references."""

from __future__ import annotations

import pytest
from hypothesis import given

from kg.model import Span
from kg.wikitext.document import Document
from tests.wikitext.strategies import wikitext

DEFINED = "<ref name=x>X</ref><ref name='y z'>Y</ref>"

CASES = [
    ("A{{r|x}}", ["X"]),
    ("A{{R|x|y z}}B", ["X", "Y"]),
    ("A{{r|x|p=3|group=n}}", ["X"]),
    ("A{{r|none}}", [None]),
    ("A{{r}}", []),
    ("A{{Ref name|x}}", ["X"]),
    ("A{{refn|a note}}", ["a note"]),
    ("A{{refn|group=n|a [[note|n]]}}", ["a [[note|n]]"]),
    ("A{{refn|name=n|a note}}B{{r|n}}C{{refn|name=n}}", ["a note", "a note", "a note"]),
    ("A{{efn|see{{r|x}}<ref>there</ref>}}", ["see{{r|x}}<ref>there</ref>", "X", "there"]),
    ('A{{#tag:ref|a note|name="n"}}<ref name=n/>', ["a note", "a note"]),
    ("A{{sfn|Doe|1999|p=3}}{{rp|4}}", ["{{sfn|Doe|1999|p=3}}"]),
    ("A{{Snf\n|Doe|1999}}", ["{{Snf\n|Doe|1999}}"]),
    ("A{{template:r|x}}", ["X"]),
    ("A<ref>{{harvnb|Doe|1999}}{{r|x}}</ref>", ["{{harvnb|Doe|1999}}{{r|x}}"]),
    ("A<nowiki>{{r|x}}</nowiki><!-- {{r|x}} -->", []),
    ("A{{r|x", []),
    ("A{{rx|x}}{{refname not|x}}", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_references(text: str, expected: list[str | None]) -> None:
    document = Document(text + "\n" + DEFINED)
    found = document.refs_in(Span(0, len(text)))
    assert [document.raw(ref.body) if ref.body else None for ref in found] == expected
    assert all(text[ref.span.begin] in "{<" and text[ref.span.end - 1] in "}>" for ref in found)


def test_they_are_not_read_as_text() -> None:
    text = "A{{r|x}}, B{{efn|not\n* this}}{{rp|5}} and C{{sfn|Doe|1999}}."
    document = Document(text)
    assert document.rich(Span(0, len(text))).text == "A, B and C."
    assert [mark.begin for mark in document.rich(Span(0, len(text))).marks if mark.kind == "ref"] == [1, 4, 10]
    assert len(document.masked) == len(text)
    assert not document.visible(Span(1, 8))
    assert not document.visible(Span(text.index("{{rp"), text.index(" and")))


@given(wikitext)
def test_never_raises_and_keeps_its_place(text: str) -> None:
    text = text.replace("ubl", "refn").replace("name", "r").replace("plainlist", "sfn")
    document = Document(text)
    assert len(document.masked) == len(text)
    for ref in document.refs:
        assert 0 <= ref.span.begin < ref.span.end <= len(text)
        assert ref.body is None or 0 <= ref.body.begin < ref.body.end <= len(text)
    assert [ref.span.begin for ref in document.refs] == sorted(ref.span.begin for ref in document.refs)
