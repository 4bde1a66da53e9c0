from __future__ import annotations

import pytest
from hypothesis import given

from kg.model import Span
from kg.wikitext.document import Document
from kg.wikitext.rich import _UNEVEN, Rich, _surely_even
from kg.wikitext.rich import rich as rich_of
from kg.wikitext.tree import Text
from tests.wikitext.strategies import wikitext


def rich(text: str) -> Rich:
    return Document(text).rich(Span(0, len(text)))


# wikitext, text as it reads, (linked text, page) of its links
CASES = [
    ("[[Mike Figgis]]", "Mike Figgis", [("Mike Figgis", "Mike Figgis")]),
    ("[[steven Weber|Steven]] as ''Marc''", "Steven as Marc", [("Steven", "Steven Weber")]),
    ("[[A_b#C d|x]]<ref>y</ref>, z", "x, z", [("x", "A b#C d")]),
    ("[[:Category:Films|films]] [[File:a.jpg|thumb|b [[C]]]]d", "films d", []),
    ("[[fr:Bonjour|Salut]] [[wikt:word]]", "Salut wikt:word", []),
    ("a&nbsp;b &amp; c<br/>d", "a b & c\nd", []),
    ("a<br>\n<br />b", "a\nb", []),
    ("{{nowrap|[[Bob Kane]]}}", "Bob Kane", [("Bob Kane", "Bob Kane")]),
    ("{{ill|Heinz Herald|de}}", "Heinz Herald", [("Heinz Herald", "Heinz Herald")]),
    ("{{ill|Heinz Herald|de|lt=Herald}}", "Herald", [("Herald", "Heinz Herald")]),
    ("{{sortname|Ken|Adam}}", "Ken Adam", [("Ken Adam", "Ken Adam")]),
    (
        "{{sortname|Roy|Walker|dab=production designer}}",
        "Roy Walker",
        [("Roy Walker", "Roy Walker (production designer)")],
    ),
    ("{{sortname|Roy|Walker|nolink=1}}", "Roy Walker", []),
    ("{{lang|fr|Bonjour}} {{lang-ta|வணக்கம்}}", "Bonjour வணக்கம்", []),
    ("{{nihongo|Ninja Scroll|獣兵衛忍風帖|Jūbē Ninpūchō}}", "Ninja Scroll", []),
    ("a{{citation needed|date=May 2017}} {{snd}} b{{efn|note}}", "a – b", []),
    ("{{unheard of|x}}y", "y", []),
    ("'''''bold italic'''''", "bold italic", []),
    ("L'''avventura''", "L'avventura", []),
    ("<nowiki>[</nowiki>pp. 9<nowiki>]</nowiki>", "[pp. 9", []),
    ("<small>(US)</small>", "(US)", []),
    ("unclosed [[link", "unclosed link", []),
    ("[http://example.org Title] x", "Title x", []),
    ("1 < 2 and <b>3", "1 < 2 and 3", []),
]


@pytest.mark.parametrize(("text", "expected", "links"), CASES, ids=[case[0] for case in CASES])
def test_rich(text: str, expected: str, links: list[tuple[str, str]]) -> None:
    found = rich(text)
    assert found.text == expected
    assert [(found.text[m.begin : m.end], m.value) for m in found.of("link")] == links


@given(wikitext)
def test_text_has_no_markup_and_every_character_a_source(text: str) -> None:
    found = rich(text)
    sources = [found.source(index) for index in range(len(found.text))]
    assert [begin for begin, _ in sources] == sorted(begin for begin, _ in sources)
    assert all(0 <= begin < end <= len(text) for begin, end in sources)
    for markup in ("[[", "]]", "{{", "}}", "<ref", "'''", "\x00"):
        assert markup not in found.text
    assert found.text == found.text.strip()
    for mark in found.marks:
        assert 0 <= mark.begin <= mark.end <= len(found.text)


@pytest.mark.parametrize("depth", [3, 30, 3000])
def test_markup_that_comes_together_again_and_again(depth: int) -> None:
    """Each round of taking out makes the next: `]` + `&a]]b;` + `]`. The rounds are few, and nothing is left."""
    found = rich("x " + "]&a" * depth + "]]" + "b;]" * depth + "  y")
    assert found.text.startswith("x ")
    assert found.text.endswith(" y")
    assert not _UNEVEN.search(found.text)


@given(wikitext)
def test_plain_text_is_read_as_all_text_is(text: str) -> None:
    """What is read without the builder, or not looked through for stray markup, must come out the same."""
    assert not (_surely_even(text) and _UNEVEN.search(text))
    (*_, last) = Document(text).nodes(Span(0, len(text))) or (None,)
    if isinstance(last, Text):
        nothing = Text(Span(last.span.end, last.span.end), "")
        assert rich_of([last], lambda template: None) == rich_of([last, nothing], lambda template: None)


@given(wikitext)
def test_a_cut_keeps_its_marks(text: str) -> None:
    found = rich(text)
    for link in found.of("link"):
        part = found.cut(link.begin, link.end)
        assert [m.value for m in part.of("link")][:1] == [link.value]
    half = found.cut(0, len(found) // 2)
    assert found.text.startswith(half.text)
