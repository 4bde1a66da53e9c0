"""Inline wikitext as a tree in which every node knows its characters.

The syntax is mwparserfromhell's; its tokens hold every character of the input, so the offsets are found by adding
lengths. Only this module imports it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from html.entities import entitydefs
from typing import NamedTuple

from mwparserfromhell import nodes as mw
from mwparserfromhell.parser import tokens
from mwparserfromhell.parser.builder import Builder

from kg.model import Span
from kg.wikitext.mask import BRACE, BRACKET, FILL, LESS, REF

try:
    from mwparserfromhell.parser._tokenizer import CTokenizer as Tokenizer  # type: ignore[import-not-found]
except ImportError:  # no compiled one for this machine
    from mwparserfromhell.parser.tokenizer import Tokenizer


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

_MARKED = re.compile(f"[{FILL}{REF}{LESS}{BRACE}{BRACKET}]")
_MARKS = re.compile(rf"{FILL}+|{REF}|{LESS}(/?)([A-Za-z][A-Za-z0-9]*)\b[^{LESS}>]*>")
_RESTORED = str.maketrans({BRACE: "{", BRACKET: "[", LESS: "<"})
_SPACES = re.compile(r"[\s_]+")


_new = tuple.__new__
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


def parse(masked: str, begin: int, end: int) -> tuple[Node, ...]:
    """The nodes of `masked[begin:end]`; `masked` comes from kg.wikitext.mask, spans count in all of it.
    The range must not cut through a template or link."""
    chunk = masked[begin:end]
    if "{{" not in chunk and "[" not in chunk and "//" not in chunk and "&" not in chunk:
        return tuple(_texts(chunk, begin))
    if not chunk.startswith("=") and "\n=" not in chunk:
        found = _simple(chunk, begin)
        if found is not None:
            return found
    return parse_fully(chunk, begin)


def parse_fully(chunk: str, begin: int) -> tuple[Node, ...]:
    """The nodes of a masked text that stands at `begin`, by the parser."""
    return tuple(_Reading(chunk, begin).nodes()[0])


_AND = r"&(?!#?\w+;)"
_PIECE = re.compile(
    rf"(?P<text>(?:[^\[\]{{&/]++|/(?!/)|{_AND})++)"
    rf"|\[\[(?P<target>(?!//)[^\[\]{{}}|<>\n]++)(?:\|(?P<shown>(?:[^\[\]{{&/]++|/(?!/)|{_AND})*+))?\]\]"
    rf"|\{{\{{(?P<name>[^\[\]{{}}&|=#<>\n]++)\n?(?P<arguments>\|(?:[^\[\]{{}}&]++|{_AND})*+)?\}}\}}"
    r"|&(?P<entity>[A-Za-z]{2,8}\d{0,2}|#[1-9]\d{1,3});"
)
"""Text, links without links in them, templates with nothing but text and addresses, and characters by their names: most
of what is parsed is these, one after the other, and simple enough to be read without the parser. A test holds both
readings against each other."""
_TRICKY = re.compile(r"==|--|[\n|=][ \t]*[#*:;=-]|\n[ \t]*$")
"""What in a template's arguments may be a list, a heading or a rule."""
_URL = re.compile(r"(?<![\w+.:-])https?://(?:[\w/%?=&#~+.,:-]*[\w/%=#~+-])(?=[\s|]|$)", re.ASCII)


def _simple(chunk: str, begin: int) -> tuple[Node, ...] | None:
    """The nodes of a text that is nothing but _PIECE; None where something in it is not that simple."""
    out: list[Node] = []
    position = 0
    for match in _PIECE.finditer(chunk):
        start, end = match.span()
        if start != position:
            return None
        position = end
        text, target, shown, name, arguments, entity = match.groups()
        if text:
            out += _texts(text, begin + start)
        elif target:
            inner = tuple(_texts(shown, begin + end - 2 - len(shown))) if shown else ()
            out.append(Link(Span(begin + start, begin + end), _clean(target), inner))
        elif name:
            template = _simple_template(Span(begin + start, begin + end), name, arguments or "")
            if template is None:
                return None
            out.append(template)
        elif entity[0] == "#" or entity in entitydefs:
            out.append(Text(Span(begin + start, begin + end), html.unescape(match[0])))
        else:
            return None
    return tuple(out) if position == len(chunk) else None


def _simple_template(span: Span, name: str, arguments: str) -> Template | None:
    if not name.strip() or _TRICKY.search(arguments):
        return None
    found: list[Argument] = []
    unnamed = 0
    position = span.end - 2 - len(arguments)
    addressed = "//" in arguments
    for written in arguments.split("|")[1:]:
        position += 1
        key, equals, value = written.partition("=")
        start = position
        if equals:
            start += len(key) + 1
            key = _clean(key).strip()
        else:
            value = key
            unnamed += 1
            key = str(unnamed)
        position += len(written)
        nodes = _addresses(value, start) if addressed and "//" in value else tuple(_texts(value, start))
        if nodes is None or (addressed and "//" in key):
            return None
        found.append(_new(Argument, (key, _new(Span, (start, position)), nodes)))
    return Template(span, template_name(name), tuple(found), len(name.rstrip()))


def _addresses(text: str, begin: int) -> tuple[Node, ...] | None:
    """A text with bare addresses in it; None where these are not told easily."""
    out: list[Node] = []
    position = 0
    for match in _URL.finditer(text):
        out += _texts(text[position : match.start()], begin + position)
        position = match.end()
        out.append(ExternalLink(Span(begin + match.start(), begin + position), match[0], ()))
        if "//" in match[0][8:]:
            return None
    rest = text[position:]
    if "//" in rest or text.count("//") != len(out) - sum(not isinstance(node, ExternalLink) for node in out):
        return None
    return (*out, *_texts(rest, begin + position))


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


class _Reading:
    """The nodes of a masked text, made from the parser's tokens in one pass. (The parser's own tree is made from them,
    too: with an object for every piece of text, which takes longer than all the rest.)"""

    def __init__(self, chunk: str, begin: int) -> None:
        self._chunk = chunk
        self._begin = begin
        self._position = 0  # in the chunk, of the token that comes next
        self._tokens: Iterator[tokens.Token] = iter(Tokenizer().tokenize(chunk, 0, True))

    def nodes(self, *closing: type[tokens.Token]) -> tuple[list[Node], tokens.Token | None]:
        """The nodes up to a token of one of these types, or to the end, and that token; the position then is before
        what it stands for."""
        out: list[Node] = []
        for token in self._tokens:
            kind = type(token)
            if kind is tokens.Text:
                text = token["text"]
                out += _texts(text, self._begin + self._position)
                self._position += len(text)
            elif kind in closing:
                return out, token
            elif kind is tokens.TemplateOpen:
                out.append(self._template())
            elif kind is tokens.WikilinkOpen:
                out.append(self._link())
            elif kind is tokens.ExternalLinkOpen:
                out.append(self._external_link(1 if token["brackets"] else 0))
            elif kind is tokens.TagOpenOpen and token["wiki_markup"] in _LIST_MARKS:
                next(self._tokens), next(self._tokens)  # the tag's name and end, for which nothing stands in the text
                begin = self._position
                self._position += 1
                out.append(Text(self._span(begin), token["wiki_markup"]))
            elif kind is tokens.HTMLEntityStart:
                out.append(self._entity())
            else:
                out += self._others(token)
        return out, None

    def _span(self, begin: int) -> Span:
        return Span(self._begin + begin, self._begin + self._position)

    def _source(self, begin: int) -> str:
        return self._chunk[begin : self._position]

    def _template(self) -> Template:
        begin = self._position
        self._position += 2
        _, end = self.nodes(tokens.TemplateParamSeparator, tokens.TemplateClose)
        written = self._source(begin + 2)
        arguments: list[Argument] = []
        unnamed = 0
        while type(end) is tokens.TemplateParamSeparator:
            self._position += 1
            start = self._position
            inner, end = self.nodes(*_ARGUMENT_ENDS)
            if type(end) is tokens.TemplateParamEquals:
                name = _clean(self._source(start)).strip()
                self._position += 1
                start = self._position
                inner, end = self.nodes(*_ARGUMENT_ENDS)
            else:
                unnamed += 1
                name = str(unnamed)
            arguments.append(Argument(name, self._span(start), tuple(inner)))
        self._position += 2
        return Template(self._span(begin), template_name(written), tuple(arguments), len(written.rstrip()))

    def _link(self) -> Link:
        begin = self._position
        self._position += 2
        _, end = self.nodes(tokens.WikilinkSeparator, tokens.WikilinkClose)
        target = self._source(begin + 2)
        inner: list[Node] = []
        if type(end) is tokens.WikilinkSeparator:
            self._position += 1
            inner, _ = self.nodes(tokens.WikilinkClose)
        self._position += 2
        return Link(self._span(begin), _clean(target), tuple(inner))

    def _external_link(self, bracket: int) -> ExternalLink:
        begin = self._position
        self._position += bracket
        _, end = self.nodes(tokens.ExternalLinkSeparator, tokens.ExternalLinkClose)
        url = self._source(begin + bracket)
        inner: list[Node] = []
        if isinstance(end, tokens.ExternalLinkSeparator):
            self._position += 0 if end.get("suppress_space") else 1  # no space where markup ends the address
            inner, _ = self.nodes(tokens.ExternalLinkClose)
        self._position += bracket
        return ExternalLink(self._span(begin), _clean(url), tuple(inner))

    def _entity(self) -> Text:
        begin = self._position
        written = "&"
        for token in self._tokens:
            kind = type(token)
            if kind is tokens.HTMLEntityEnd:
                break
            written += "#" if kind is tokens.HTMLEntityNumeric else token.get("char") or token["text"]
        written += ";"
        self._position += len(written)
        return Text(self._span(begin), html.unescape(written))

    def _others(self, opening: tokens.Token) -> Iterable[Node]:
        """Nothing for a `{{{parameter}}}`, which stands for nothing in an article; the source of what is none of inline
        wikitext: headings, tables, rules."""
        begin = self._position
        found = [opening]
        depth = 1
        for token in self._tokens:
            found.append(token)
            depth += isinstance(token, _OPENINGS) - isinstance(token, _CLOSINGS)
            if not depth:
                break
        node = Builder().build(found).get(0)  # type: ignore[no-untyped-call]
        source = str(node)
        self._position += len(source)
        if isinstance(node, mw.Tag) and node.contents is None:
            return (Text(self._span(begin), source),)
        return () if isinstance(node, mw.Argument) else _texts(source, self._begin + begin)


_LIST_MARKS = frozenset("*#:;")
_ARGUMENT_ENDS = (tokens.TemplateParamEquals, tokens.TemplateParamSeparator, tokens.TemplateClose)
_OPENINGS = (tokens.ArgumentOpen, tokens.HeadingStart, tokens.TagOpenOpen)
_CLOSINGS = (tokens.ArgumentClose, tokens.HeadingEnd, tokens.TagCloseClose, tokens.TagCloseSelfclose)


def _texts(text: str, position: int) -> Iterable[Node]:
    """Text cut at the marks of kg.wikitext.mask and at HTML tags; without filled characters, so that every character
    stands for one of the source."""
    if text.isascii() or not _MARKED.search(text):
        return (_new(Text, (_new(Span, (position, position + len(text))), text)),) if text else ()
    out: list[Node] = []
    start = 0
    for match in _MARKS.finditer(text):
        begin, end = match.span()
        if start < begin:
            part = text[start:begin]
            out.append(Text(Span(position + start, position + begin), _restored(part)))
        start = end
        if match[2]:
            out.append(Tag(Span(position + begin, position + end), match[2].lower(), bool(match[1])))
        elif text[begin] == REF:
            out.append(RefMark(Span(position + begin, position + end)))
    if start < len(text):
        out.append(Text(Span(position + start, position + len(text)), _restored(text[start:])))
    return out


def _restored(text: str) -> str:
    return text if text.isascii() else text.translate(_RESTORED)


def _clean(text: str) -> str:
    if text.isascii():
        return text
    return text.replace(REF, "").replace(FILL, "").translate(_RESTORED)
