from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
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


LINKED = st.lists(
    st.sampled_from(
        ["[[", "]]", "[[A]]", "[[B c|", "|", "d e", "]", "[", "\n", "&", "/", "//", "<small>", "#", "http:", ""]
    ),
    max_size=25,
).map("".join)


def joined(nodes: Iterable[Node]) -> list[Node]:
    """The nodes with texts that follow each other made one: the parser parts them at the marks of lists."""
    out: list[Node] = []
    for node in nodes:
        last = out[-1] if out else None
        if isinstance(node, Link):
            node = Link(node.span, node.target, tuple(joined(node.nodes)))
        if isinstance(node, Text) and isinstance(last, Text) and last.span.end == node.span.begin:
            out[-1] = Text(Span(last.span.begin, node.span.end), last.text + node.text)
        else:
            out.append(node)
    return out


@given(wikitext | LINKED)
def test_links_are_read_as_the_parser_reads_them(text: str) -> None:
    """What is simple enough is read without the parser, and must come out the same."""
    chunk = mask(text.replace("\0", "")).text  # which the parser drops, and no revision holds
    assert joined(parse(chunk, 0, len(chunk))) == joined(parse_fully(chunk, 0))
