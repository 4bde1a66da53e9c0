"""A page's wikitext, ready to be asked: sections, nodes and text of any range, references, links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mypy_extensions import mypyc_attr

from kg.model import Span
from kg.wikitext.footnotes import set_aside
from kg.wikitext.lazy import lazily
from kg.wikitext.links import LinkKind, title_of
from kg.wikitext.lists import Item, Piece, lines, pieces
from kg.wikitext.mask import BRACE, FILL, LESS, REF, RefTag, closing, flat, mask
from kg.wikitext.rich import EMPTY, Renderer, Rich, plain_text, rich
from kg.wikitext.tables import Table, tables
from kg.wikitext.tree import Node, Template, parse, template_name, templates


class Section(NamedTuple):
    """`title` as it reads; `span` from after the heading to the next heading of any level; `whole` to the
    next heading of the same or a higher level."""

    title: str
    level: int
    heading: Span
    span: Span
    whole: Span


class Reference(NamedTuple):
    """A reference where it stands; `body` is that of its definition, wherever that is. None: defined
    nowhere."""

    span: Span
    name: str
    body: Span | None


_NAME = re.compile(r"\bname\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
_LINKS = re.compile(r"\[\[([^\[\]{}|\n]{1,255})(?:\|([^\[\]{}|\n]{1,300}))?\]\]")
_UNSEEN = f"{FILL}{REF} \n\t\r"
_HEADING = re.compile(rf"\n({FILL}*+=[^\n]*)")
_INTERLANGUAGE = re.compile(r"\{\{\s*(?:ill|interlanguage link(?: multi)?|illm)\s*\|", re.IGNORECASE)
_CATEGORY = re.compile(r"\[\[\s*[Cc]ategory\s*:[^\[\]\n]*\]\]")
_TEMPLATE = re.compile(r"\{\{([^{}|\[\]]{1,100})(?=[|}])")
_REDIRECT = re.compile(r"\s*#redirect\s*:?\s*\[\[([^\]|]+)", re.IGNORECASE)


@mypyc_attr(native_class=False)  # for what is `lazily` worked out
class Document:
    """`render` says how templates read that the wikitext layer does not know; `footnotes`, whether templates that make
    references are taken for those (see kg.wikitext.footnotes): not in the text of a reference itself."""

    def __init__(self, text: str, render: Renderer = lambda template: None, *, footnotes: bool = True) -> None:
        self.text = text
        self.render = render
        masked = mask(text)
        self._tags = masked.refs
        self.masked, self._footnotes = set_aside(masked.text) if footnotes else (masked.text, ())
        self._nodes: dict[Span, tuple[Node, ...]] = {}
        self._rich: dict[Span, Rich] = {}
        self._rich_of: dict[tuple[int, int, int], tuple[tuple[Node, ...], Rich]] = {}
        self._pieces: dict[tuple[int, int, int], tuple[tuple[Node, ...], tuple[Piece, ...]]] = {}
        self._templates: dict[int, Template | None] = {}
        self._lines: dict[Span, tuple[Item, ...]] = {}
        self._tables: dict[Span, tuple[Table, ...]] = {}

    def nodes(self, span: Span) -> tuple[Node, ...]:
        """The inline nodes of a range that cuts through no template or link. Half of all ranges are asked for again."""
        found = self._nodes.get(span)
        if found is None:
            found = self._nodes[span] = parse(self.masked, span.begin, span.end)
        return found

    def lines(self, span: Span) -> tuple[Item, ...]:
        """The lines of a range (see kg.wikitext.lists.lines)."""
        found = self._lines.get(span)
        if found is None:
            found = self._lines[span] = tuple(lines(self.masked, span, self._structure(span)))
        return found

    def lines_outside(self, span: Span, boxes: Iterable[Span]) -> Iterable[Item]:
        """The lines of a range that begin in none of `boxes`."""
        waiting = sorted(boxes, reverse=True)
        found = self.lines(span)
        return _outside(found, waiting) if waiting else found

    def tables(self, span: Span) -> tuple[Table, ...]:
        """The tables that start in a range (see kg.wikitext.tables.tables)."""
        found = self._tables.get(span)
        if found is None:
            there = BRACE in span.cut(self.masked)
            found = tuple(tables(self.masked, span, self._structure(span))) if there else ()
            self._tables[span] = found
        return found

    def _structure(self, span: Span) -> str:
        """The range with templates and links filled (see kg.wikitext.mask.flat)."""
        outer = span.cut(self.flat)
        # Where anything of the range is left in the whole text's structure, it stands in no template or link.
        return outer if outer.strip(FILL) else flat(self.masked, span.begin, span.end)

    def visible(self, span: Span) -> bool:
        """Whether a range holds anything but white space, comments and references."""
        begin, end = span
        return bool(self.masked[begin:end].strip(_UNSEEN))

    def rich(self, span: Span) -> Rich:
        """The text of a range. Most are asked for again."""
        found = self._rich.get(span)
        if found is None:
            found = self._rich[span] = rich(self.nodes(span), self.render)
        return found

    def rich_of(self, nodes: tuple[Node, ...]) -> Rich:
        """The text of nodes. Those of the infobox are asked for by whoever reads them, and once more by the audit."""
        if not nodes:
            return EMPTY
        # Looked up by where they stand: a hash of the nodes would go through all that is in them.
        place = (nodes[0].span.begin, nodes[-1].span.end, len(nodes))
        found = self._rich_of.get(place)
        if found is None or (found[0] is not nodes and found[0] != nodes):
            found = self._rich_of[place] = nodes, rich(nodes, self.render)
        return found[1]

    def pieces_of(self, nodes: tuple[Node, ...]) -> tuple[Piece, ...]:
        """The pieces of nodes (see kg.wikitext.lists.pieces), kept as their text is."""
        if not nodes:
            return ()
        place = (nodes[0].span.begin, nodes[-1].span.end, len(nodes))
        found = self._pieces.get(place)
        if found is None or (found[0] is not nodes and found[0] != nodes):
            found = self._pieces[place] = nodes, tuple(pieces(nodes))
        return found[1]

    def text_of(self, nodes: tuple[Node, ...]) -> str:
        """The text of nodes, where nothing else of it is asked for."""
        return plain_text(nodes, self.render)

    def raw(self, span: Span) -> str:
        return self.text[span.begin : span.end]

    @lazily
    def flat(self) -> str:
        """The whole text with templates and links filled: its outer structure."""
        return flat(self.masked, 0, len(self.masked))

    @lazily
    def redirect(self) -> str | None:
        """The title a redirect page leads to. Source: https://en.wikipedia.org/wiki/Help:Redirect."""
        match = _REDIRECT.match(self.text)
        return title_of(match[1])[1] or None if match else None

    @lazily
    def lead(self) -> Span:
        """What stands before the first heading."""
        return Span(0, self._headings[0][2].begin if self._headings else len(self.text))

    @lazily
    def sections(self) -> tuple[Section, ...]:
        out: list[Section] = []
        end = len(self.text)
        stops = [end] * 8  # where a section of this level would end, seen from the back
        for level, title, heading in reversed(self._headings):
            out.append(Section(title, level, heading, Span(heading.end, end), Span(heading.end, stops[level])))
            end = heading.begin
            stops[level:] = [end] * (8 - level)
        return tuple(reversed(out))

    @lazily
    def _headings(self) -> list[tuple[int, str, Span]]:
        out = []
        for match in _HEADING.finditer("\n" + self.flat):  # searched for by its first character, each is found at once
            line = match[1]
            begin, end = match.start(), match.end() - 1
            bare = line.strip(f"{FILL}{REF} \t")
            if not (bare.startswith("=") and bare.endswith("=") and len(bare) > 2):
                continue
            left = len(bare) - len(bare.lstrip("="))
            level = min(left, len(bare) - len(bare.rstrip("=")), 6)
            start = begin + line.index("=")
            stop = start + len(bare)
            if stop - start <= 2 * level:
                continue
            title = self.rich(Span(start + level, stop - level)).text
            out.append((level, title.strip(), Span(begin, end)))
        return out

    @lazily
    def refs(self) -> tuple[Reference, ...]:
        """Every reference that stands in the text, in order, with the body of its definition. A template that names
        several is one for each; a note and the references within it are all there."""
        found = [Reference(tag.span, _ref_name(tag), self._stated(tag.body)) for tag in self._tags]
        if self._footnotes:
            found += [Reference(note.span, note.name, self._stated(note.body)) for note in self._footnotes]
            found.sort(key=lambda ref: ref.span.begin)
        bodies: dict[str, Span] = {}
        for ref in found:
            if ref.name and ref.body is not None:
                bodies.setdefault(ref.name, ref.body)
        return tuple(
            [ref if ref.body or not ref.name else Reference(ref.span, ref.name, bodies.get(ref.name)) for ref in found]
        )

    def _stated(self, body: Span | None) -> Span | None:
        """The body of a reference if there is anything in it."""
        return body if body is not None and self.raw(body).strip() else None

    def refs_in(self, span: Span) -> tuple[Reference, ...]:
        """The references that stand within a range."""
        begins = self._ref_begins
        first = bisect_left(begins, span.begin)
        last = bisect_left(begins, span.end, first)
        return self.refs[first:last] if first < last else ()

    @lazily
    def _ref_begins(self) -> list[int]:
        return [ref.span.begin for ref in self.refs]

    @lazily
    def links(self) -> tuple[tuple[str, str], ...]:
        """(text as it reads, page title) of every plain link of the page, in order."""
        out = []
        for match in _LINKS.finditer(self.masked):
            target, label = match.groups()
            kind, title = title_of(target)
            if kind is LinkKind.ARTICLE:
                shown = (label or target).strip()
                if "_" in shown or "'" in shown or not shown.isascii():
                    shown = shown.replace(FILL, "").replace("''", "").replace("_", " ")
                if "&" in shown or LESS in shown or REF in shown:
                    shown = self.rich(Span(match.start(2) if label else match.start(1), match.end() - 2)).text
                out.append((shown, title))
        for match in _INTERLANGUAGE.finditer(self.masked):
            end = self.masked.find("}}", match.end())
            if 0 < end < match.end() + 500:
                name = self.masked[match.end() : end].split("|")[0].removeprefix("1=").strip()
                kind, title = title_of(name)
                if kind is LinkKind.ARTICLE:
                    out.append((name, title))
        return tuple(out)

    @lazily
    def categories(self) -> tuple[tuple[str, Span], ...]:
        """(name, span of the link) of the categories the page puts itself in, each once."""
        out: dict[str, Span] = {}
        for match in _CATEGORY.finditer(self.masked):
            kind, name = title_of(match[0][2:-2].split("|", 1)[0])
            if kind is LinkKind.CATEGORY and name:
                out.setdefault(name, Span(*match.span()))
        return tuple(out.items())

    @lazily
    def _template_starts(self) -> Mapping[str, list[int]]:
        out: dict[str, list[int]] = {}
        by_writing: dict[str, list[int]] = {}  # most names come again as they were written
        for match in _TEMPLATE.finditer(self.masked):
            written = match[1]
            starts = by_writing.get(written)
            if starts is None:
                starts = by_writing[written] = out.setdefault(template_name(written), [])
            starts.append(match.start())
        return out

    def find(self, *names: str) -> list[Template]:
        """All templates of these names on the page, in order, wherever they stand."""
        there = self._template_starts
        starts: list[int] = []
        for name in names:
            if name in there:
                starts += there[name]
        return self._templates_at(sorted(starts)) if starts else []

    def templates(self, span: Span) -> list[Template]:
        """All templates that begin in a range, outer before inner."""
        all_starts = self._all_template_starts
        starts = all_starts[bisect_left(all_starts, span.begin) : bisect_left(all_starts, span.end)]
        if len(starts) != self.masked.count("{{", span.begin, span.end):  # one of an unusual name
            return list(templates(self.nodes(span)))
        return self._templates_at(starts)

    @lazily
    def _all_template_starts(self) -> list[int]:
        return sorted([start for starts in self._template_starts.values() for start in starts])

    def _templates_at(self, starts: Iterable[int]) -> list[Template]:
        return [node for start in starts if (node := self._template_at(start)) is not None]

    def _template_at(self, start: int) -> Template | None:
        if start not in self._templates:
            inner = self.nodes(Span(start, closing(self.masked, start)))
            self._templates[start] = next(templates(inner), None)
        return self._templates[start]

    def names(self) -> frozenset[str]:
        """The names of all templates on the page."""
        return frozenset(self._template_starts)


def _outside(lines: Iterable[Item], waiting: list[Span]) -> Iterator[Item]:
    """waiting: the boxes, the first one last."""
    end = 0
    for item in lines:
        begin = item.line.begin
        while waiting and waiting[-1].begin <= begin:
            end = max(end, waiting.pop().end)
        if begin >= end:
            yield item


def _ref_name(tag: RefTag) -> str:
    match = _NAME.search(tag.attributes) if tag.attributes else None
    return (match[1] or match[2] or match[3] or "").strip() if match else ""
