"""Lists: bullets, numbered lines, list templates, line breaks.

Sources: https://www.mediawiki.org/wiki/Help:Lists, Template:Plainlist, Template:Unbulleted list,
Template:Flatlist, Template:Hlist and their redirects on the English Wikipedia.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Span
from kg.wikitext.inline import DROP
from kg.wikitext.mask import FILL, flat
from kg.wikitext.nodes import Node, Tag, Template, Text, new

BODY_LISTS = frozenset({
    # bulleted lines in the first argument
    "plainlist", "plain list", "plain-list", "plainlist/sandbox", "flatlist", "flat list", "bare list",
    "cast listing", "castlist", "cast list", "startplainlist", "horizontal-list", "indented plainlist",
    "hidden", "collapsible section", "div col", "columns", "nowrap",
})  # fmt: skip
ARGUMENT_LISTS = frozenset({
    # one item an argument
    "unbulleted list", "ubl", "ublist", "ubt", "unbullet", "unbulleted", "unbulletedlist", "nblist",
    "nonbulleted list", "vunblist", "ubli", "unordered list", "bulleted list", "blist", "bulleted", "ulist",
    "ordered list", "olist", "hlist", "horizontal list", "hlist-comma", "collapsible list", "pagelist", "pl",
    "comma separated entries", "comma-separated list", "csv", "cslist", "br separated entries",
    "br separated", "br list", "brlist", "anchored list", "bare anchored list", "vertical list", "tree list",
    "unbulleted list/sandbox", "enum", "multicolumn list", "columns-list", "cmn", "col-list", "collist",
})  # fmt: skip

_MARKER = re.compile(rf"[ \t\r{FILL}]*+([*#:;]*+)")
_MARKING = frozenset(f"*#:; \t\r{FILL}")
"""What a line begins with that is marked, or whose content begins later."""
_LIST_MARK = re.compile(r"[ \t]*(?:[*#:;]+|-{4,})")
"""What a line begins with that stands apart from the line before it."""


class Item(NamedTuple):
    """One line of a list. `marker` is what it starts with (`*`, `**`, `#:`…; empty for a line that is none);
    `span` is the line's content without marker."""

    marker: str
    span: Span
    line: Span


def lines(masked: str, span: Span, structure: str | None = None) -> Iterator[Item]:
    """The lines of a range, markup that spans lines kept whole. Blank lines are left out. `structure`: the range as
    kg.wikitext.mask.flat gives it, where that is known."""
    structure = flat(masked, span.begin, span.end) if structure is None else structure
    position = 0
    for line in structure.split("\n"):
        begin, end = span.begin + position, span.begin + position + len(line)
        position += len(line) + 1
        if not line:
            continue
        if masked[begin] not in _MARKING:  # a line of running text
            whole = new(Span, (begin, end))
            yield new(Item, ("", whole, whole))
            continue
        match = _MARKER.match(masked, begin, end)
        if match is None or (start := match.start(1)) == end:
            continue
        yield new(Item, (match[1], new(Span, (match.end(), end)), new(Span, (start, end))))


class Piece(NamedTuple):
    """A part of a value between line breaks, bullets or list arguments."""

    nodes: tuple[Node, ...]
    span: Span


def is_list(template: Template) -> bool:
    """Whether a template holds a list: a list template, or one with bulleted lines in an argument."""
    if template.name in ARGUMENT_LISTS or template.name in BODY_LISTS:
        return True
    if template.name in DROP or template.name.startswith(("cite", "infobox", "quote")):
        return False
    return any(is_bulleted(argument.nodes) for argument in template.arguments)


def list_parts(template: Template) -> Iterator[tuple[Span, bool]]:
    """The parts of a template that holds a list, each with whether it is one item rather than lines."""
    of_items = template.name in ARGUMENT_LISTS
    for argument in template.arguments:
        if is_bulleted(argument.nodes):
            yield argument.span, False
        elif argument.name.isdigit():
            yield argument.span, of_items


def is_bulleted(nodes: tuple[Node, ...]) -> bool:
    """Whether bulleted lines are among nodes."""
    return any(isinstance(n, Text) and (n.text.lstrip().startswith("*") or "\n*" in n.text) for n in nodes[:40])


def pieces(nodes: Iterable[Node]) -> list[Piece]:
    """A value taken apart: `<br>`, bulleted lines, list templates (also nested, also with text around
    them) and blocks each start a new piece. Pieces without a visible character are left out."""
    out: list[list[Node]] = [[]]
    _explode(nodes, out, 0)
    return [new(Piece, (tuple(p), new(Span, (p[0].span.begin, p[-1].span.end)))) for p in out if p and _visible(p)]


def _visible(piece: list[Node]) -> bool:
    return any(map(_is_seen, piece))


def _is_seen(node: Node) -> bool:
    return not isinstance(node, Text) or bool(node.text.strip(" \n\t'*#:;"))


def _explode(nodes: Iterable[Node], out: list[list[Node]], depth: int) -> None:
    line_start = True
    in_item = False
    for node in nodes:
        if isinstance(node, Text):
            in_item = _explode_text(node, out, line_start, in_item)
            line_start = node.text.endswith("\n")
            continue
        line_start = False
        if isinstance(node, Tag) and node.name in ("br", "li", "p", "ul", "ol", "div", "hr"):
            out.append([])
        elif isinstance(node, Template) and depth < 8 and node.name in ARGUMENT_LISTS:
            for argument in node.arguments:
                if argument.name.isdigit():
                    out.append([])
                    _explode(argument.nodes, out, depth + 1)
            out.append([])
        elif isinstance(node, Template) and depth < 8 and node.name in BODY_LISTS and _has_lines(node):
            out.append([])
            for argument in node.positional:
                _explode(argument.nodes, out, depth + 1)
            out.append([])
        elif isinstance(node, Template) and node.name in ("br", "break", "plainlist", "endplainlist", "flatlist"):
            out.append([])
        else:
            out[-1].append(node)


def _has_lines(template: Template) -> bool:
    argument = template.get("1")
    if argument is None:
        return False
    bulleted = is_bulleted(argument.nodes) or any(isinstance(node, Tag) for node in argument.nodes)
    return bulleted or template.name not in ("nowrap", "hidden")


def _explode_text(node: Text, out: list[list[Node]], line_start: bool, in_item: bool) -> bool:
    """Takes a text apart; whether what follows it stands in a marked line, as its beginning does if `in_item`."""
    (start, stop), text = node
    plain = "\n" not in text and not (line_start and _LIST_MARK.match(text))
    if plain or len(text) != stop - start:  # a decoded entity
        out[-1].append(node)
        return in_item
    position = 0
    for index, line in enumerate(text.split("\n")):
        begin, end = position, position + len(line)
        position = end + 1
        match = _LIST_MARK.match(line) if index or line_start else None
        if match:
            out.append([])
            begin += match.end()
        elif index and (in_item or line[:1] == " " or not line) and out[-1]:
            out.append([])  # a blank or indented line starts a block of its own, and so does one that ends a list
        in_item = match is not None or (in_item and not index)
        if begin < end or (index and not match):
            # the newline itself reads as a space between what stands around it
            lead = 1 if index and not match else 0
            out[-1].append(new(Text, (new(Span, (start + begin - lead, start + end)), text[begin - lead : end])))
    return in_item
