"""Inline wikitext as a tree in which every node knows its characters.

The syntax is mwparserfromhell's; its tokens hold every character of the input, so the offsets are found by adding
lengths. Only this module imports it.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from mwparserfromhell import nodes as mw
from mwparserfromhell.parser import tokens
from mwparserfromhell.parser.builder import Builder

from kg.model import Span
from kg.wikitext.nodes import (
    Argument,
    ExternalLink,
    Link,
    Node,
    RefMark,
    Tag,
    Template,
    Text,
    clean,
    template_name,
    templates,
    texts,
    walk,
)
from kg.wikitext.simple import simple

try:
    from mwparserfromhell.parser._tokenizer import CTokenizer as Tokenizer  # type: ignore[import-not-found]
except ImportError:  # no compiled one for this machine
    from mwparserfromhell.parser.tokenizer import Tokenizer

__all__ = [
    "Argument", "ExternalLink", "Link", "Node", "RefMark", "Tag", "Template", "Text", "parse", "parse_fully",
    "template_name", "templates", "walk",
]  # fmt: skip


def parse(masked: str, begin: int, end: int) -> tuple[Node, ...]:
    """The nodes of `masked[begin:end]`; `masked` comes from kg.wikitext.mask, spans count in all of it.
    The range must not cut through a template or link."""
    chunk = masked[begin:end]
    if "{{" not in chunk and "[" not in chunk and "//" not in chunk and "&" not in chunk:
        return tuple(texts(chunk, begin))
    if not chunk.startswith("=") and "\n=" not in chunk:
        found = simple(chunk, begin)
        if found is not None:
            return found
    return parse_fully(chunk, begin)


def parse_fully(chunk: str, begin: int) -> tuple[Node, ...]:
    """The nodes of a masked text that stands at `begin`, by the parser."""
    return tuple(_Reading(chunk, begin).nodes()[0])


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
        start = self._position
        for token in self._tokens:
            kind = type(token)
            if kind is tokens.Text:
                self._position += len(token["text"])
                continue
            if kind is tokens.TagOpenOpen and _is_line_mark(mark := token["wiki_markup"]):  # a part of the text here
                next(self._tokens), next(self._tokens)  # the tag's name and end, for which nothing stands in the text
                self._position += len(mark)
                continue
            out += self._texts(start)
            if kind in closing:
                return out, token
            if kind is tokens.TemplateOpen:
                out.append(self._template())
            elif kind is tokens.WikilinkOpen:
                out.append(self._link())
            elif kind is tokens.ExternalLinkOpen:
                out.append(self._external_link(1 if token["brackets"] else 0))
            elif kind is tokens.HTMLEntityStart:
                out.append(self._entity())
            else:
                out += self._others(token)
            start = self._position
        out += self._texts(start)
        return out, None

    def _texts(self, begin: int) -> Iterable[Node]:
        return texts(self._source(begin), self._begin + begin) if begin < self._position else ()

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
                name = clean(self._source(start)).strip()
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
        return Link(self._span(begin), clean(target), tuple(inner))

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
        return ExternalLink(self._span(begin), clean(url), tuple(inner))

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
        return () if isinstance(node, mw.Argument) else texts(source, self._begin + begin)


def _is_line_mark(mark: str | None) -> bool:
    """Whether markup is a mark of lists or a rule: for kg.wikitext.lists."""
    return mark is not None and (mark in _LIST_MARKS or mark.startswith("----"))


_LIST_MARKS = frozenset("*#:;")
_ARGUMENT_ENDS = (tokens.TemplateParamEquals, tokens.TemplateParamSeparator, tokens.TemplateClose)
_OPENINGS = (tokens.ArgumentOpen, tokens.HeadingStart, tokens.TagOpenOpen)
_CLOSINGS = (tokens.ArgumentClose, tokens.HeadingEnd, tokens.TagCloseClose, tokens.TagCloseSelfclose)
