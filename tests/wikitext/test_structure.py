"""Lists, tables, sections, references."""

from __future__ import annotations

import pytest
from hypothesis import given

from kg.model import Span
from kg.wikitext.document import Document
from kg.wikitext.links import LinkKind, title_of, web_address, without_disambiguation
from kg.wikitext.lists import lines, pieces
from kg.wikitext.tables import MAX_COLUMNS, tables
from tests.wikitext.strategies import wikitext

PIECES = [
    ("[[A]]<br />B<br>C", ["A", "B", "C"]),
    ("{{ubl|[[A]]|B||\n[[C]]}}", ["A", "B", "C"]),
    ("{{Plain list |\n* [[A]]<ref>r</ref>\n* B\n<!-- c -->}}", ["A", "B"]),
    ("{{plainlist|<!--c-->\n*[[A]]\n*B}}<!-- d -->", ["A", "B"]),
    ("{{plainlist}}\n* A\n* B\n{{endplainlist}}", ["A", "B"]),
    ("'''Dialogues:'''<br />{{plainlist|\n* A\n* B}}", ["Dialogues:", "A", "B"]),
    ("{{hlist|A|B}}", ["A", "B"]),
    ("* A\n* B", ["A", "B"]),
    ("A\n   B", ["A", "B"]),
    ("A\nB", ["A B"]),
    ("A\n:B\n: [[C]]", ["A", "B", "C"]),
    (";A\n;B", ["A", "B"]),
    ("A\n----\nB", ["A", "B"]),
    ("A: B\n- C", ["A: B - C"]),
    ("[[A]]\n**B", ["A", "B"]),
    ("{{plainlist|\n: [[A]]\n: [[B]]\n}}", ["A", "B"]),
    ("[[X|A<br />B]]", ["A\nB"]),
    ("{{unbulleted list|a=1|class=x|A}}", ["A"]),
    ("<ul><li>A</li><li>B</li></ul>", ["A", "B"]),
    ("{{ubl|{{ubl|A|B}}|C}}", ["A", "B", "C"]),
]


@pytest.mark.parametrize(("text", "expected"), PIECES, ids=[case[0] for case in PIECES])
def test_pieces(text: str, expected: list[str]) -> None:
    document = Document(text)
    found = pieces(document.nodes(Span(0, len(text))))
    assert [document.rich_of(piece.nodes).text for piece in found] == expected


TABLES = [
    ("{|\n! A !! B\n|-\n| 1 || 2\n|}", [["A", "B"], ["1", "2"]]),
    ('{| class="x"\n|-\n! A\n! B\n|-\n| rowspan="2" | 1\n| 2\n|-\n| 3\n|}', [["A", "B"], ["1", "2"], ["1", "3"]]),
    ('{|\n| colspan="2;" | 1\n|-\n| 2 || 3\n|}', [["1", "1"], ["2", "3"]]),
    ("{|\n|+ Caption\n| a\nb\n|}", [["a b"]]),
    ("{|\n| {{won|a{{!}}b}} || [[C|d]]\n|}", [["", "d"]]),
    ("{|\n| style=x | a\n| [[b|c]] | d\n|}", [["a", "c | d"]]),
    ("{|\n| 1\n{|\n| nested\n|}\n| 2\n|}", [["1 | nested", "2"]]),
    ("{|\n| rowspan=9999 | a || b\n|}", [["a", "b"]]),
    ("{|\n| never closed", [["never closed"]]),
    ("{|\n|-\n|-\n| a\n|}", [["a"]]),
    ("{|\n| <small>a\n| b</small>\n|}", [["a", "b"]]),
]


@pytest.mark.parametrize(("text", "expected"), TABLES, ids=[case[0] for case in TABLES])
def test_tables(text: str, expected: list[list[str]]) -> None:
    document = Document(text)
    (table,) = tables(document.masked, Span(0, len(text)))
    rows = [[document.rich(slot.cell.span).text if slot else "-" for slot in row.slots] for row in table.rows]
    assert rows == expected


@given(wikitext)
def test_structure_never_raises_and_stays_within(text: str) -> None:
    document = Document(text)
    whole = Span(0, len(text))
    for table in tables(document.masked, whole):
        for row in table.rows:
            assert len(row.slots) <= MAX_COLUMNS
            for cell in row.cells:
                assert whole.begin <= cell.span.begin <= cell.span.end <= whole.end
    for item in lines(document.masked, whole):
        assert whole.begin <= item.line.begin <= item.span.begin <= item.span.end <= whole.end
    for section in document.sections:
        assert section.heading.end <= section.span.begin <= section.span.end <= section.whole.end
    assert len(pieces(document.nodes(whole))) <= len(text)
    assert document.redirect is None or document.redirect
    document.categories, document.links, document.names()


def test_sections() -> None:
    text = "lead\n== A ==\na\n===B<ref>r</ref>===\nb\n==''C''== <!-- x -->\nc {{t|\n==no==\n}}\n=D="
    document = Document(text)
    assert document.lead.cut(text) == "lead\n"
    assert [(s.title, s.level) for s in document.sections] == [("A", 2), ("B", 3), ("C", 2), ("D", 1)]
    assert document.sections[0].whole.cut(text).count("b") == 1


def test_references_are_resolved_by_name() -> None:
    text = 'a<ref name="x"/> b<ref>own</ref> c<ref name=x>{{cite web|url=u}}</ref> d<ref name=lost/>'
    bodies = [ref.body.cut(text) if ref.body else None for ref in Document(text).refs]
    assert bodies == ["{{cite web|url=u}}", "own", "{{cite web|url=u}}", None]


@pytest.mark.parametrize(
    ("target", "kind", "title"),
    [
        ("mike Figgis", LinkKind.ARTICLE, "Mike Figgis"),
        (" A_B#C_d ", LinkKind.ARTICLE, "A B#C d"),
        ("#Cast", LinkKind.OTHER, ""),
        (":File:x.jpg", LinkKind.OTHER, ""),
        ("File:x.jpg", LinkKind.FILE, "X.jpg"),
        ("Category:1995 films", LinkKind.CATEGORY, "1995 films"),
        ("2001: A Space Odyssey", LinkKind.ARTICLE, "2001: A Space Odyssey"),
        ("Alien: Covenant", LinkKind.ARTICLE, "Alien: Covenant"),
        ("de:Alien", LinkKind.OTHER, ""),
        ("Amélie%20Poulain", LinkKind.ARTICLE, "Amélie Poulain"),
        ("a<b", LinkKind.OTHER, ""),
        ("\x80MGM", LinkKind.OTHER, ""),
        ("A\ufeff", LinkKind.OTHER, ""),
        ("", LinkKind.OTHER, ""),
    ],
)
def test_link_targets(target: str, kind: LinkKind, title: str) -> None:
    assert title_of(target) == (kind, title)


def test_disambiguation() -> None:
    assert without_disambiguation("Vincent Ward (director)") == "Vincent Ward"
    assert without_disambiguation("(500) Days of Summer") == "(500) Days of Summer"
    assert without_disambiguation("Golden Globe#Best (x)") == "Golden Globe"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.org/b?c=d&amp;e=f", "https://a.org/b?c=d&e=f"),
        ("http://a.org/x y", "http://a.org/x"),
        ("//a.org", "https://a.org"),
        ("javascript:alert(1)", None),
        ("http://a.org/{x}|100%", "http://a.org/%7Bx%7D%7C100%25"),
        ("", None),
    ],
)
def test_web_addresses(text: str, address: str | None) -> None:
    assert web_address(text) == address
