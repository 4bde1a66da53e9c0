"""Wikitext that is simple enough to be read without the parser."""

from __future__ import annotations

import html
import re
from collections.abc import Container
from html.entities import entitydefs

from kg.model import Span
from kg.wikitext.mask import BRACKET, FILL, inside
from kg.wikitext.nodes import Argument, ExternalLink, Link, Node, Template, Text, clean, new, template_name, texts

_AND = r"&(?!#?\w+;)"
_PIECE = re.compile(
    rf"(?P<text>(?:[^\[\]{{&/]++|/(?!/)|{_AND})++)"
    rf"|\[\[(?P<target>(?:[^\[\]{{}}|<>\n/]++|/(?!/))++)(?:\|(?P<shown>(?:[^\[\]{{&/]++|/(?!/)|{_AND})*+))?\]\]"
    rf"|\{{\{{(?P<name>[^\[\]{{}}&|=#<>\n]++)\n?(?P<arguments>\|(?:[^\[\]{{}}&]++|{_AND})*+)?\}}\}}"
    r"|&(?P<entity>[A-Za-z]{2,8}\d{0,2}|#[1-9]\d{1,3});"
)
"""Text, links without links in them, templates with nothing but text and addresses, and characters by their names: most
of what is parsed is these, one after the other, and simple enough to be read without the parser. A test holds both
readings against each other."""
_HEAD = re.compile(r"\{\{([^\[\]{}&|=#<>\n]++)\n?(?=\|)")
_PLAIN = re.compile(rf"\{{\{{([^\[\]{{}}&|=#<>\n{FILL}-{BRACKET}]++)\n?(\|[^\[\]{{}}&<{FILL}-{BRACKET}]*+)\}}\}}")
"""A template with nothing in its arguments but text and addresses."""
_URL = re.compile(r"(?<![\w+.:-])https?://(?:[\w/%?=&#~+.,:-]*[\w/%=#~+-])(?=[\s|]|$)", re.ASCII)


def simple(chunk: str, begin: int) -> tuple[Node, ...] | None:
    """The nodes of a masked text that stands at `begin`; None where something in it is not that simple."""
    out: list[Node] = []
    position = 0
    while position < len(chunk):
        match = _PIECE.match(chunk, position)
        if match is None:
            outer = _nesting(chunk, position, begin)
            if outer is None:
                return None
            out.append(outer)
            position = outer.span.end - begin
            continue
        start, position = position, match.end()
        text, target, shown, name, arguments, entity = match.groups()
        if text:
            out += texts(text, begin + start)
        elif target:
            inner = tuple(texts(shown, begin + position - 2 - len(shown))) if shown else ()
            out.append(new(Link, (new(Span, (begin + start, begin + position)), clean(target), inner)))
        elif name:
            written = arguments or ""
            template = _template(new(Span, (begin + start, begin + position)), name, written, written)
            if template is None:
                return None
            out.append(template)
        elif entity[0] == "#" or entity in entitydefs:
            out.append(Text(Span(begin + start, begin + position), html.unescape(match[0])))
        else:
            return None
    return tuple(out)


def _nesting(chunk: str, start: int, begin: int) -> Template | None:
    """The template that opens at `start` with links or templates in its arguments."""
    head = _HEAD.match(chunk, start)
    if head is None:
        return None
    first = head.end()
    found = inside(chunk, first)
    if found is None:
        return None
    structure, end = found
    if "[" in structure or "]" in structure or "{" in structure or "}" in structure:
        return None
    return _template(Span(begin + start, begin + end), head[1], chunk[first : end - 2], structure)


def _template(span: Span, name: str, written: str, structure: str) -> Template | None:
    """A template with its arguments as written; `structure`: with what is in inner brackets filled."""
    if not name.strip() or _may_be_heading(structure):
        return None
    found: list[Argument] = []
    unnamed = 0
    offset = span.end - 2 - len(written)
    position = 0
    for part in structure.split("|")[1:]:
        position += 1
        key, equals, _ = part.partition("=")
        start = position
        position += len(part)
        if equals:
            start += len(key) + 1
            key = written[start - len(key) - 1 : start - 1]
            if "[" in key or "{" in key or "//" in key or "&" in key:
                return None
            key = clean(key).strip()
        else:
            unnamed += 1
            key = str(unnamed)
        nodes = _value(written[start:position], offset + start)
        if nodes is None:
            return None
        found.append(new(Argument, (key, new(Span, (offset + start, offset + position)), nodes)))
    return new(Template, (span, template_name(name), tuple(found), len(name.rstrip())))


def _may_be_heading(arguments: str) -> bool:
    """Whether anything in a template's arguments may be a heading."""
    return "==" in arguments or "\n=" in arguments


def plain_template(text: str, addresses: Container[str]) -> tuple[str, list[tuple[str, str]]] | None:
    """The name of a template and its (name, value), as written, where the text, as an article has it, is a template
    with nothing but text in its arguments, and in some of those named `addresses` an address; None for any other."""
    match = _PLAIN.fullmatch(text)
    if match is None or _may_be_heading(match[2]) or not match[1].strip():
        return None
    found: list[tuple[str, str]] = []
    unnamed = 0
    for part in match[2].split("|")[1:]:
        key, equals, value = part.partition("=")
        if equals:
            key = key.strip()
        else:
            unnamed += 1
            key, value = str(unnamed), part
        if "//" in part and key not in addresses:
            return None
        found.append((key, value))
    return match[1], found


def _value(text: str, begin: int) -> tuple[Node, ...] | None:
    if "[" in text or "{" in text or "&" in text:
        return simple(text, begin)
    return _addresses(text, begin) if "//" in text else tuple(texts(text, begin))


def _addresses(text: str, begin: int) -> tuple[Node, ...] | None:
    """A text with bare addresses in it; None where these are not told easily."""
    out: list[Node] = []
    position = 0
    for match in _URL.finditer(text):
        out += texts(text[position : match.start()], begin + position)
        position = match.end()
        out.append(ExternalLink(Span(begin + match.start(), begin + position), match[0], ()))
        if "//" in match[0][8:]:
            return None
    rest = text[position:]
    if "//" in rest or text.count("//") != len(out) - sum(not isinstance(node, ExternalLink) for node in out):
        return None
    return (*out, *texts(rest, begin + position))
