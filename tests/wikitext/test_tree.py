from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import mwparserfromhell
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from mwparserfromhell import nodes as mw
from mwparserfromhell.wikicode import Wikicode

from kg.model import Span
from kg.wikitext.lists import pieces
from kg.wikitext.mask import mask
from kg.wikitext.tree import (
    ExternalLink,
    Link,
    Node,
    RefMark,
    Tag,
    Template,
    Text,
    parse,
    parse_fully,
    template_name,
    walk,
)
from tests.wikitext.strategies import wikitext


def tree(text: str) -> tuple[Node, ...]:
    return parse(mask(text).text, 0, len(text))


def check(nodes: Iterable[Node], text: str, outer: Span) -> None:
    position = outer.begin
    for node in nodes:
        assert position <= node.span.begin <= node.span.end <= outer.end
        position = node.span.end
        raw = node.span.cut(text)
        if isinstance(node, Text) and len(node.text) == len(raw):
            assert node.text == raw or "&" in raw or min(raw) >= "\ue000" or "|" in raw or "\n" in raw
        elif isinstance(node, Tag):
            assert raw[0] == "<"
            assert raw[-1] == ">"
        elif isinstance(node, RefMark):
            assert raw == "<"
        elif isinstance(node, Link):
            assert raw.startswith("[[")
            assert raw.endswith("]]")
            check(node.nodes, text, node.span)
        elif isinstance(node, ExternalLink):
            check(node.nodes, text, node.span)
        elif isinstance(node, Template):
            assert raw.startswith("{{")
            assert raw.endswith("}}")
            for argument in node.arguments:
                assert node.span.begin < argument.span.begin <= argument.span.end <= node.span.end - 2
                check(argument.nodes, text, argument.span)


@given(wikitext)
def test_every_node_stands_where_it_says(text: str) -> None:
    check(tree(text), text, Span(0, len(text)))


def test_template_arguments() -> None:
    text = "x {{Plainlist | a = [[B|c]] |d<ref>e</ref>|2=f| a=g}}"
    (template,) = [node for node in walk(tree(text)) if isinstance(node, Template)]
    assert template.name == "plainlist"
    assert [(a.name, a.span.cut(text)) for a in template.arguments] == [
        ("a", " [[B|c]] "),
        ("1", "d<ref>e</ref>"),
        ("2", "f"),
        ("a", "g"),
    ]
    assert template.get("a") is template.arguments[3]
    assert [a.name for a in template.positional] == ["1", "2"]
    assert template.head.cut(text) == "{{Plainlist"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (" Film_date ", "film date"),
        ("Template:Infobox  film\n", "infobox film"),
        ("template: Won", "won"),
        ("Infobox film awards", "infobox film awards"),
    ],
)
def test_template_name(name: str, expected: str) -> None:
    assert template_name(name) == expected


RARE = [
    "{{{", "}}}", "{{a|", "}}", "[[b|", "]]", "[http://c ", "[//d", "]", "\n{|\n", "\n|-\n", "| e || f", "\n|}\n",
    "\n== ", " ==\n", "\n;g : h\n", "\n----\n", "&amp;", "&#32;", "&#x20;", "&nope;", "=", "|", "\n* ",
    "http://i.j ", "mailto:k ",
]  # fmt: skip

Outline = tuple[str, Span, object]


def outline(node: Node) -> Outline:
    """What a template or link is and holds, without texts."""
    if isinstance(node, Template):
        return "template", node.span, [(a.span, outlines(a.nodes)) for a in node.arguments]
    assert isinstance(node, Link | ExternalLink)
    return "link" if isinstance(node, Link) else "external", node.span, outlines(node.nodes)


def outlines(nodes: Iterable[Node]) -> list[Outline]:
    return [outline(node) for node in nodes if isinstance(node, Template | Link | ExternalLink)]


def expected(code: Wikicode, position: int) -> Iterator[Outline]:
    """The same of the parser's tree, in which each node's place follows from the lengths of those before it."""
    for node in code.nodes:
        span = Span(position, position + len(str(node)))
        if isinstance(node, mw.Template):
            start = position + 2 + len(str(node.name))
            arguments = []
            for parameter in node.params:
                start += 1 + (len(str(parameter.name)) + 1 if parameter.showkey else 0)
                value = parameter.value
                arguments.append((Span(start, start + len(str(value))), list(expected(value, start))))
                start += len(str(value))
            yield "template", span, arguments
        elif isinstance(node, mw.Wikilink):
            shown = node.text
            yield "link", span, [] if shown is None else list(expected(shown, span.end - 2 - len(str(shown))))
        elif isinstance(node, mw.ExternalLink):
            shown = node.title if node.brackets else None
            yield "external", span, [] if shown is None else list(expected(shown, span.end - 1 - len(str(shown))))
        position = span.end


LINKED = st.lists(
    st.sampled_from(
        [
            "[[",
            "]]",
            "[[A]]",
            "[[B c|",
            "|",
            "d e",
            "]",
            "[",
            "\n",
            "&",
            "/",
            "//",
            "<small>",
            "#",
            "http:",
            "",
            "&ndash;",
            "&#233;",
            "&no;",
            "nbsp;",
        ]
    ),
    max_size=25,
).map("".join)


@given(wikitext | LINKED | st.lists(st.sampled_from(RARE), max_size=20).map("".join))
@example("{|\n|-\n| [[a]] || {{b}}\n|}{{c|d=[[e]]}}")
@example("== {{a}} ==\n[http://a{{b}}[[c]] d] {{{e|{{f}}}}} {{g}}")
def test_tokens_are_read_as_the_parsers_own_tree(text: str) -> None:
    """The nodes made of the parser's tokens are those of the tree that it makes of them itself."""
    chunk = mask(text.replace("\0", "")).text
    found = parse_fully(chunk, 3)
    code = mwparserfromhell.parse(chunk, skip_style_tags=True)
    assert outlines(found) == list(expected(code, 3))
    check(found, "\0\0\0" + text.replace("\0", ""), Span(3, len(text.replace("\0", "")) + 3))


SCHEMES = re.compile(r"(?i)\b(?:bitcoin|geo|magnet|mailto|news|sips?|sms|tel|urn|xmpp):")
TEMPLATES = st.lists(
    st.sampled_from(
        ["{{", "}}", "{{cite web|", "|", "title", "=", "url=", "http://a.b/c?d=e", "https://f.g", ".", ",", ")", " ",
         "\n", "\n* ", "# ", ";", "--", "==", "''", "[[A|b]]", "//", "/", "h: i", "<ref>k</ref>", "<!-- l -->",
         "&amp;", "&nbsp;", "&#160;", "&", "?m=n&o=p", "!", "1=", "\t", "é"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(wikitext | LINKED | TEMPLATES)
@example("A\n:; B [[C]]")
@example("[[S]]\n:\n")
@example("<File:\n* -->")
@example("A [[B]]\n**C\n----\nD [[E]]")
@settings(max_examples=500)
def test_links_and_templates_are_read_as_the_parser_reads_them(text: str) -> None:
    """What is simple enough is read without the parser, and must come out the same; but for addresses without `//`,
    which are rather text: `Fox News:tonight`."""
    assume(not SCHEMES.search(text))
    assume(not re.search(r"(?m)^=", text))  # headings, which kg.wikitext.document reads
    chunk = mask(text.replace("\0", "")).text  # which the parser drops, and no revision holds
    quick, full = parse(chunk, 0, len(chunk)), parse_fully(chunk, 0)
    assert quick == full
    assert [piece.span for piece in pieces(quick)] == [piece.span for piece in pieces(full)]
