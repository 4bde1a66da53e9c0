"""The nodes of inline wikitext, each of which knows its characters (see kg.wikitext.tree)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Span
from kg.wikitext.mask import BRACE, BRACKET, FILL, LESS, REF


class Text(NamedTuple):
    """Literal text; `text` may differ from the source where an entity was decoded."""

    span: Span
    text: str


class Tag(NamedTuple):
    """One HTML tag, opening or closing: tags are not paired, since articles often do not."""

    span: Span
    name: str
    closing: bool


class RefMark(NamedTuple):
    """A reference stands here (see `kg.wikitext.document.Document.refs`)."""

    span: Span


class Link(NamedTuple):
    """`[[target|nodes]]`; `target` as written."""

    span: Span
    target: str
    nodes: tuple[Node, ...]


class ExternalLink(NamedTuple):
    """`[url text]` or a bare address (`nodes` then is empty)."""

    span: Span
    url: str
    nodes: tuple[Node, ...]


class Argument(NamedTuple):
    """One argument of a template; `span` is the value's. Positional arguments are named `1`, `2`…"""

    name: str
    span: Span
    nodes: tuple[Node, ...]

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing but white space."""
        nodes = self.nodes
        if len(nodes) == 1 and isinstance(nodes[0], Text):
            return not nodes[0].text.strip()
        return all(isinstance(node, Text) and not node.text.strip() for node in nodes)


class Template(NamedTuple):
    """`name` is normalised (see `template_name`). When an argument is given twice the last one counts,
    as in MediaWiki."""

    span: Span
    name: str
    arguments: tuple[Argument, ...]
    name_length: int = 0
    """Characters of the name as written."""

    def get(self, *names: str) -> Argument | None:
        """The first of these arguments that is given and not blank."""
        for name in names:
            for argument in reversed(self.arguments):
                if argument.name == name:
                    if not argument.is_blank:
                        return argument
                    break
        return None

    @property
    def head(self) -> Span:
        """The braces and the name."""
        end = self.arguments[0].span.begin if self.arguments else self.span.end
        return Span(self.span.begin, min(end, self.span.begin + 2 + self.name_length))

    @property
    def positional(self) -> tuple[Argument, ...]:
        """The arguments named by numbers, from `1` on without a gap; blank ones included."""
        by_name = {argument.name: argument for argument in self.arguments}
        out: list[Argument] = []
        while (argument := by_name.get(str(len(out) + 1))) is not None:
            out.append(argument)
        return tuple(out)


Node = Text | Tag | RefMark | Link | ExternalLink | Template

_MARKED = re.compile(f"[{FILL}{REF}{LESS}{BRACE}{BRACKET}]")
_MARKS = re.compile(rf"{FILL}+|{REF}|{LESS}(/?)([A-Za-z][A-Za-z0-9]*)\b[^{LESS}>]*>")
_RESTORED = str.maketrans({BRACE: "{", BRACKET: "[", LESS: "<"})
_SPACES = re.compile(r"[\s_]+")


new = tuple.__new__
"""Makes a node without the detour by way of its class: thousands are made for a page."""


def template_name(name: str) -> str:
    """The name templates are compared by: no `Template:` prefix, `_` as space, lower case.

    MediaWiki folds only the first letter's case; editors' redirects make up for the rest, and no two
    templates read here differ in case alone.
    """
    if not name.isascii():
        name = name.replace(FILL, "").replace(REF, "")
    name = name.strip().lower()
    if "_" in name or "  " in name or not name.isprintable():  # white space other than a space is not
        name = _SPACES.sub(" ", name).strip()
    return name.removeprefix("template:").strip()


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes, outer before inner, in order of the text."""
    for node in nodes:
        yield node
        if isinstance(node, Link | ExternalLink):
            yield from walk(node.nodes)
        elif isinstance(node, Template):
            for argument in node.arguments:
                yield from walk(argument.nodes)


def templates(nodes: Iterable[Node]) -> Iterator[Template]:
    """All templates, outer before inner."""
    return (node for node in walk(nodes) if isinstance(node, Template))


def texts(text: str, position: int) -> Iterable[Node]:
    """Text cut at the marks of kg.wikitext.mask and at HTML tags; without filled characters, so that every character
    stands for one of the source."""
    if text.isascii() or not _MARKED.search(text):
        return (new(Text, (new(Span, (position, position + len(text))), text)),) if text else ()
    out: list[Node] = []
    start = 0
    for match in _MARKS.finditer(text):
        begin, end = match.span()
        if start < begin:
            part = text[start:begin]
            out.append(new(Text, (new(Span, (position + start, position + begin)), _restored(part))))
        start = end
        if match[2]:
            out.append(Tag(Span(position + begin, position + end), match[2].lower(), bool(match[1])))
        elif text[begin] == REF:
            out.append(new(RefMark, (new(Span, (position + begin, position + end)),)))
    if start < len(text):
        out.append(new(Text, (new(Span, (position + start, position + len(text))), _restored(text[start:]))))
    return out


def _restored(text: str) -> str:
    return text if text.isascii() else text.translate(_RESTORED)


def clean(text: str) -> str:
    """A name or address as written, without what is not there for the reader."""
    if text.isascii():
        return text
    return text.replace(REF, "").replace(FILL, "").translate(_RESTORED)
