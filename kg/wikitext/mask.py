"""A copy of a wikitext, equal in length, that any parser can read in linear time.

mwparserfromhell (like most parsers of wikitext) tries an opening bracket to the end of the text before it
gives the bracket up, so thousands of openings that never close cost quadratic time. This pass pairs the
brackets with a stack first and takes the unpaired ones out. On the way it sets aside what states nothing
in running text: comments, `<nowiki>`, references and other extension tags. Offsets into the copy are
offsets into the text.

Sources: MediaWiki's preprocessor (comments first and to the end of the text when unclosed, then extension
tags, then brackets), https://www.mediawiki.org/wiki/Preprocessor_ABNF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Span

FILL = "\ue000"
"""Stands for a character that is not there for the reader: comment, reference, broken bracket."""
REF = "\ue001"
"""Stands at the first character of a reference; the rest of it is filled."""
LESS = "\ue002"
"""Stands for every `<` left: HTML tags are read from the text, not by the parser."""
BRACE = "\ue003"
"""Stands for the `{` of a table's opening `{|`: tables are read by kg.wikitext.tables."""
BRACKET = "\ue004"
"""Stands for a `[` that opens nothing, and the brackets and braces in `<nowiki>`."""

MAX_DEPTH = 20
"""Brackets nested deeper are taken out: real articles stay below 10."""

_COMMENT_OR_EXTENSION = re.compile(
    r"<!--|<(nowiki|math|gallery|score|timeline|syntaxhighlight|source|pre|imagemap|graph|mapframe|chem|poem"
    r"|templatedata)\b[^<>]*>",
    re.IGNORECASE,
)
_LITERAL = {"nowiki", "pre", "poem"}  # their content is text for the reader; that of the others is not
_REF_TAG = re.compile(r"<(/)?ref(erences)?\b([^<>]*)>", re.IGNORECASE)
_WHOLE = r"\[\[[^\[\]{}]*+\]\]|\{\{[^\[\]{}]*+\}\}"
"""A link or template with no brackets in it: most are such, and need not be paired."""
_BRACKETS = re.compile(rf"{_WHOLE}(?!\}})|\{{\{{+|\}}\}}+|\[\[|\]\]|\[(?=(?:https?:|ftp:|mailto:)?//|mailto:)|\]")
_PAIRS = re.compile(rf"{_WHOLE}|\{{\{{|\}}\}}|\[\[|\]\]")
_HARMLESS = re.compile(rf"(?:[^\[\]{{}}<{FILL}-{BRACKET}]++|\{{\{{[^\[\]{{}}<{FILL}-{BRACKET}]++\}}\}})*+")
"""Text with no markup but templates with nothing in them."""
_BEFORE_TABLE = f" \t:{FILL}"


class RefTag(NamedTuple):
    """A `<ref>`: where it stands, its attributes as they read, and its body (None for `<ref name=x/>`)."""

    span: Span
    attributes: str
    body: Span | None


class Masked(NamedTuple):
    """`text`: the copy; `refs`: the references set aside, in order."""

    text: str
    refs: tuple[RefTag, ...]


def mask(text: str) -> Masked:
    """The harmless copy of `text`. Never raises; time is linear in the length."""
    if _HARMLESS.fullmatch(text):  # as most references are
        return Masked(text, ())
    if not text.isascii():
        for mark in (REF, LESS, BRACE, BRACKET):  # of the text itself, which would be taken for ours
            text = text.replace(mark, FILL)
    refs: tuple[RefTag, ...] = ()
    if "<" in text:
        text = _set_aside_comments(text)
        text, refs = _set_aside_refs(text)
        text = text.replace("<", LESS)
    if "{|" in text:
        text = _changed(text, list(_table_starts(text)))
    return Masked(_unpair(text), refs)


_Change = tuple[int, str]
"""Where in a text other characters stand in place of as many of its own."""


def _changed(text: str, changes: list[_Change]) -> str:
    """The text with the changes made; of those that begin within an earlier one, nothing."""
    if not changes:
        return text
    out: list[str] = []
    position = 0
    for begin, instead in sorted(changes):
        if begin >= position:
            out += text[position:begin], instead
            position = begin + len(instead)
    out.append(text[position:])
    return "".join(out)


def _table_starts(text: str) -> Iterator[_Change]:
    """The braces that open tables: `{|` with nothing before it on its line but what may stand before a table."""
    position, line = text.find("{|"), 0
    while position >= 0:
        line = text.rfind("\n", line, position) + 1 or line
        if not text[line:position].strip(_BEFORE_TABLE) and not text.startswith("{|}}", position):
            yield position, BRACE
        line = text.find("\n", position) + 1  # nothing further on the line begins it
        position = text.find("{|", line) if line else -1


_NOWIKI = str.maketrans({"[": BRACKET, "]": FILL, "{": FILL, "}": FILL, "|": "¦", "<": LESS, "\n": " "})


def _set_aside_comments(text: str) -> str:
    changes: list[_Change] = []
    position = 0
    unclosed: set[str] = set()  # extension tags known to have no end after this point: look only once
    while match := _COMMENT_OR_EXTENSION.search(text, position):
        begin, position = match.span()
        if match[1] is None:
            end = text.find("-->", position)
            position = len(text) if end < 0 else end + 3
            changes.append((begin, FILL * (position - begin)))
            continue
        name = match[1].lower()
        if match[0].endswith("/>"):
            changes.append((begin, FILL * (position - begin)))
            continue
        if name in unclosed:
            continue
        close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, position)
        if close is None:
            unclosed.add(name)
            continue
        changes.append((begin, FILL * (position - begin)))
        body = text[position : close.start()]
        if name == "nowiki":
            changes.append((position, body.translate(_NOWIKI)))
        elif name not in _LITERAL:
            changes.append((position, FILL * len(body)))
        changes.append((close.start(), FILL * (close.end() - close.start())))
        position = close.end()
    return _changed(text, changes)


def _set_aside_refs(text: str) -> tuple[str, tuple[RefTag, ...]]:
    refs: list[RefTag] = []
    changes: list[_Change] = []
    opened: re.Match[str] | None = None

    def put(begin: int, end: int, attributes: str, body: Span | None) -> None:
        changes.append((begin, REF + FILL * (end - begin - 1)))
        refs.append(RefTag(Span(begin, end), attributes.rstrip("/ "), body))

    for match in _REF_TAG.finditer(text):
        begin, end = match.span()
        closing, of_all, attributes = match.groups()
        if of_all:
            changes.append((begin, FILL * (end - begin)))
        elif closing:
            if opened is not None:
                put(opened.start(), end, opened[3], Span(opened.end(), begin))
                opened = None
            else:
                changes.append((begin, FILL * (end - begin)))
        elif attributes.endswith("/"):
            # Inside an open reference it is part of that one's body.
            if opened is None:
                put(begin, end, attributes, None)
        else:
            if opened is not None:  # never closed: only its tag is taken out
                put(opened.start(), opened.end(), opened[3], None)
            opened = match
    if opened is not None:
        put(opened.start(), opened.end(), opened[3], None)
    return _changed(text, changes), tuple(sorted(refs))


_CLOSING = {"{": "}", "[": "]"}


def _unpair(text: str) -> str:
    """The text without the brackets that have no partner or are nested too deep."""
    pairs = _Pairs()
    stack = pairs.stack
    seen = 0
    for match in _BRACKETS.finditer(text):
        token, (begin, end) = match[0], match.span()
        if stack and stack[-1][0] == "[" and text.find("\n", seen, begin) >= 0:  # an address does not go on there
            pairs.drop_addresses()
        seen = end
        if end - begin > 3 and token[-1] == _CLOSING.get(token[0]):  # whole
            if len(stack) >= MAX_DEPTH:
                pairs.drop_whole(begin, end)
        elif token[0] == "{":
            pairs.open_templates(begin, end)
        elif token[0] == "}":
            pairs.close_templates(begin, end)
        elif token == "]]":
            pairs.close_link(begin)
        elif token == "]":
            pairs.close_address(begin)
        else:
            pairs.open(token, begin)
    return _changed(text, pairs.unpaired())


class _Pairs:
    """Brackets and their partners, from the text's begin on: what is open, and what is to be taken out."""

    def __init__(self) -> None:
        self._changes: list[_Change] = []
        self.stack: list[tuple[str, int, bool]] = []
        """Kind, offset, and whether it is kept."""
        self._templates = 0
        """Of those in the stack."""

    def open(self, kind: str, offset: int) -> None:
        keep = len(self.stack) < MAX_DEPTH
        if not keep:
            self._drop(kind, offset)
        self.stack.append((kind, offset, keep))

    def open_templates(self, begin: int, end: int) -> None:
        """The braces of a run, two and two from its end."""
        for offset in range(end - 2 * ((end - begin) // 2), end, 2):
            self.open("{{", offset)
            self._templates += 1
        if (end - begin) % 2:
            self._changes.append((begin, FILL))

    def close_templates(self, begin: int, end: int) -> None:
        """The braces of a run, two and two from its begin; what is open within a template has no partner."""
        while begin + 2 <= end and self._templates:
            while self.stack[-1][0] != "{{":
                self._drop(*self.stack.pop()[:2])
            self._templates -= 1
            self._close("}}", begin)
            begin += 2
        if begin < end:
            self._changes.append((begin, FILL * (end - begin)))

    def close_link(self, begin: int) -> None:
        self.drop_addresses()
        if self.stack and self.stack[-1][0] == "[[":
            self._close("]]", begin)
        else:
            self._drop("]]", begin)

    def close_address(self, begin: int) -> None:
        """Without an address that is open a bracket is text."""
        if self.stack and self.stack[-1][0] == "[":
            self._close("]", begin)

    def drop_whole(self, begin: int, end: int) -> None:
        """A link or template with no brackets in it."""
        self._drop("[[", begin)
        self._drop("]]", end - 2)

    def drop_addresses(self) -> None:
        while self.stack and self.stack[-1][0] == "[":
            self._drop(*self.stack.pop()[:2])

    def unpaired(self) -> list[_Change]:
        """All that is to be taken out, at the text's end."""
        for kind, offset, _ in self.stack:
            self._drop(kind, offset)
        return self._changes

    def _close(self, kind: str, offset: int) -> None:
        _, _, kept = self.stack.pop()
        if not kept:
            self._drop(kind, offset)

    def _drop(self, kind: str, offset: int) -> None:
        self._changes.append((offset, BRACKET if kind == "[" else FILL * len(kind)))


def flat(masked: str, begin: int, end: int) -> str:
    """`masked[begin:end]` with all that stands inside templates and links filled: what is left is the
    structure of this level. The range must not cut through a template or link."""
    if masked.find("{{", begin, end) < 0 and masked.find("[[", begin, end) < 0:
        return masked[begin:end]
    out: list[str] = []
    position = begin
    for first, last, opened in _outermost(masked, begin, end):
        if opened:
            out += masked[position:first], FILL * (last - first)
            position = last
    out.append(masked[position:end])
    return "".join(out)


def inside(masked: str, begin: int) -> tuple[str, int] | None:
    """What stands from `begin` on up to the end of the template or link around it, as `flat` gives it, and where that
    end is; None where none is."""
    out: list[str] = []
    position = begin
    for first, last, opened in _outermost(masked, begin, len(masked)):
        if not opened:
            out.append(masked[position:first])
            return "".join(out), last
        out += masked[position:first], FILL * (last - first)
        position = last
    return None


def closing(masked: str, begin: int) -> int:
    """The end of the template or link that opens at `begin`."""
    return next(_outermost(masked, begin, len(masked)))[1]


def _outermost(masked: str, begin: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(begin, end, True) of the templates and links of a range that stand in no other of it, one that is not closed up
    to the range's end; (begin, end, False) of brackets that close what is opened before the range."""
    depth = 0
    opening = begin
    for match in _PAIRS.finditer(masked, begin, end):
        first, last = match.span()
        if last - first > 2:  # whole
            if depth == 0:
                yield first, last, True
        elif masked[first] in "{[":
            if depth == 0:
                opening = first
            depth += 1
        elif depth == 0:
            yield first, last, False
        else:
            depth -= 1
            if depth == 0:
                yield opening, last, True
    if depth:
        yield opening, end, True
