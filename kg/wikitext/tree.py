"""Inline wikitext as a tree in which every node knows its characters.

The syntax is mwparserfromhell's; it keeps every character of its input, so the offsets are found by
walking its tree and adding lengths. Only this module imports it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import mwparserfromhell
from mwparserfromhell import nodes as mw
from mwparserfromhell.wikicode import Wikicode

from kg.model import Span
from kg.wikitext.mask import BRACE, BRACKET, FILL, LESS, REF


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text; `text` may differ from the source where an entity was decoded."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One HTML tag, opening or closing: tags are not paired, since articles often do not."""

    span: Span
    name: str
    closing: bool


@dataclass(frozen=True, slots=True)
class RefMark:
    """A reference stands here (see `kg.wikitext.document.Document.refs`)."""

    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """`[[target|nodes]]`; `target` as written."""

    span: Span
    target: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """`[url text]` or a bare address (`nodes` then is empty)."""

    span: Span
    url: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a template; `span` is the value's. Positional arguments are named `1`, `2`…"""

    name: str
    span: Span
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Template:
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
                    if any(not (isinstance(n, Text) and not n.text.strip()) for n in argument.nodes):
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

_TOKENS = re.compile(rf"{REF}|{LESS}(/?)([A-Za-z][A-Za-z0-9]*)\b([^{LESS}>]*)>")
_FILLED = re.compile(f"{FILL}+")
_RESTORED = str.maketrans({BRACE: "{", BRACKET: "[", LESS: "<"})
_SPACES = re.compile(r"[\s_]+")


def template_name(name: str) -> str:
    """The name templates are compared by: no `Template:` prefix, `_` as space, lower case.

    MediaWiki folds only the first letter's case; editors' redirects make up for the rest, and no two
    templates read here differ in case alone.
    """
    name = _SPACES.sub(" ", name.replace(FILL, "").replace(REF, "")).strip().lower()
    return name.removeprefix("template:").strip()


def parse(masked: str, begin: int, end: int) -> tuple[Node, ...]:
    """The nodes of `masked[begin:end]`; `masked` comes from kg.wikitext.mask, spans count in all of it.
    The range must not cut through a template or link."""
    chunk = masked[begin:end]
    if "{{" not in chunk and "[" not in chunk and "//" not in chunk and "&" not in chunk:
        return tuple(_texts(chunk, begin))
    if _PLAIN.fullmatch(chunk):
        return tuple(_links(chunk, begin))
    return parse_fully(chunk, begin)


def parse_fully(chunk: str, begin: int) -> tuple[Node, ...]:
    """The nodes of a masked text that stands at `begin`, by the parser."""
    return _walk(mwparserfromhell.parse(chunk, skip_style_tags=True), begin)


_LINK = re.compile(r"\[\[(?P<target>[^\[\]{}|<>\n]+)(?:\|(?P<shown>(?:[^\[\]{&/]|/(?!/))*))?\]\]")
_PLAIN = re.compile(r"(?>[^\[\]{&/]+|/(?!/)|\[\[[^\[\]{}|<>\n]+(?:\|(?>[^\[\]{&/]|/(?!/))*+)?\]\])*+")
"""Text with nothing in it but links without links in them: half of all that is parsed, and simple enough to be read
without the parser. A test holds both readings against each other."""


def _links(chunk: str, begin: int) -> Iterator[Node]:
    position = 0
    for match in _LINK.finditer(chunk):
        yield from _texts(chunk[position : match.start()], begin + position)
        shown = match["shown"]
        inner = tuple(_texts(shown, begin + match.start("shown"))) if shown is not None else ()
        yield Link(Span(begin + match.start(), begin + match.end()), _clean(match["target"]), inner)
        position = match.end()
    yield from _texts(chunk[position:], begin + position)


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


def _walk(code: Wikicode, position: int) -> tuple[Node, ...]:
    out: list[Node] = []
    for node in code.nodes:
        length = len(str(node))
        span = Span(position, position + length)
        if isinstance(node, mw.Text):
            out += _texts(node.value, position)
        elif isinstance(node, mw.Template):
            out.append(_template(node, span))
        elif isinstance(node, mw.Wikilink):
            inner: tuple[Node, ...] = ()
            if node.text is not None:
                inner = _walk(node.text, span.end - 2 - len(str(node.text)))
            out.append(Link(span, _clean(str(node.title)), inner))
        elif isinstance(node, mw.ExternalLink):
            inner = ()
            if node.title is not None and node.brackets:
                inner = _walk(node.title, span.end - 1 - len(str(node.title)))
            out.append(ExternalLink(span, _clean(str(node.url)), inner))
        elif isinstance(node, mw.HTMLEntity):
            out.append(Text(span, html.unescape(str(node))))
        elif isinstance(node, mw.Tag) and node.wiki_markup and node.contents is None:
            out.append(Text(span, str(node)))  # the mark of a list item
        elif isinstance(node, mw.Argument):
            pass  # {{{parameter}}}: stands for nothing in an article
        else:  # headings, tags that slipped through
            out += _texts(str(node), position)
        position = span.end
    return tuple(out)


def _template(node: mw.Template, span: Span) -> Template:
    position = span.begin + 2 + len(str(node.name))
    arguments = []
    for parameter in node.params:
        position += 1
        name = str(parameter.name)
        if parameter.showkey:
            position += len(name) + 1
        length = len(str(parameter.value))
        value = Span(position, position + length)
        arguments.append(Argument(_clean(name).strip(), value, _walk(parameter.value, position)))
        position += length
    written = str(node.name)
    return Template(span, template_name(written), tuple(arguments), len(written.rstrip()))


def _texts(text: str, position: int) -> Iterator[Node]:
    """Text cut at the marks of kg.wikitext.mask and at HTML tags."""
    start = 0
    for match in _TOKENS.finditer(text):
        if start < match.start():
            yield from _fragments(text, start, match.start(), position)
        span = Span(position + match.start(), position + match.end())
        yield Tag(span, match[2].lower(), bool(match[1])) if match[2] else RefMark(span)
        start = match.end()
    if start < len(text):
        yield from _fragments(text, start, len(text), position)


def _fragments(text: str, begin: int, end: int, position: int) -> Iterator[Text]:
    """Text without filled characters, so that every character stands for one of the source."""
    start = begin
    for match in _FILLED.finditer(text, begin, end):
        if start < match.start():
            yield Text(
                Span(position + start, position + match.start()),
                text[start : match.start()].translate(_RESTORED),
            )
        start = match.end()
    if start < end:
        yield Text(Span(position + start, position + end), text[start:end].translate(_RESTORED))


def _clean(text: str) -> str:
    return _FILLED.sub("", text.replace(REF, "")).translate(_RESTORED)
