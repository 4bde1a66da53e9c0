from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given

from kg.model import Span
from kg.wikitext.mask import mask
from kg.wikitext.tree import ExternalLink, Link, Node, RefMark, Tag, Template, Text, parse, template_name, walk
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
