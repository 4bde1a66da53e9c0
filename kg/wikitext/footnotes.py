"""Templates that stand for references: set aside like the `<ref>` that they make.

Sources: the documentation of Template:R (names of references defined elsewhere, up to nine), Template:Refn,
Template:Efn and `{{#tag:ref}}` (https://www.mediawiki.org/wiki/Help:Magic_words#Miscellaneous; the body of a
reference, or the name of one), Template:Sfn with its kin (a shortened citation that makes its own reference) and
Template:Rp (the page, beside a reference).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span
from kg.wikitext.mask import FILL, REF, closing
from kg.wikitext.tree import Argument, Template, parse, templates

NAMED = frozenset({"r", "ref name", "refname", "named reference"})
"""Each unnamed argument is the name of a reference."""
NOTES = frozenset({
    "#tag:ref", "refn", "efn", "efn-ua", "efn-lr", "efn-la", "efn-lg", "efn-ur", "notetag", "footnote", "ref tag",
})  # fmt: skip
"""The first unnamed argument is the body of a reference, `name` its name."""
SHORTENED = frozenset({"sfn", "snf", "sfnp", "sfnm", "sfnmp", "shortened footnote", "sfn2"})
"""The template itself is what is cited."""
PAGES = frozenset({"rp", "reference page", "ref page"})
"""Shown beside a reference, and no reference."""

_WRITTEN = "|".join(re.escape(name).replace(r"\ ", "[ _]") for name in sorted(NAMED | NOTES | SHORTENED | PAGES))
_OPENING = re.compile(rf"\{{\{{[\s_{FILL}]*(?:template:[\s_]*)?(?:{_WRITTEN})[\s_{FILL}]*(?=[|}}])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A reference that a template makes: the template's place, the name of the reference (empty without one), and
    the place of its body (None: only named here)."""

    span: Span
    name: str
    body: Span | None


def set_aside(masked: str) -> tuple[str, tuple[Footnote, ...]]:
    """`masked` (of kg.wikitext.mask) with a mark of a reference in place of these templates, and what they stand
    for, in order; a note inside of another is one too. Time is linear in the length."""
    openings = [match.start() for match in _OPENING.finditer(masked)]
    if not openings:
        return masked, ()
    out: list[str] = []
    found: list[Footnote] = []
    position = 0
    for begin in openings:
        if begin < position:  # within the last one
            continue
        span = Span(begin, closing(masked, begin))
        inner = list(templates(parse(masked, span.begin, span.end)))
        found += [note for template in inner for note in _footnotes(template)]
        mark = FILL if inner and inner[0].name in PAGES else REF
        out += [masked[position : span.begin], mark, FILL * (span.end - span.begin - 1)]
        position = span.end
    out.append(masked[position:])
    return "".join(out), tuple(found)


def _footnotes(template: Template) -> Iterator[Footnote]:
    if template.name in NAMED:
        for argument in template.positional:
            if name := _plain(argument):
                yield Footnote(template.span, name, None)
    elif template.name in NOTES:
        body, name = template.get("1"), _plain(template.get("name"))
        if body is not None or name:
            yield Footnote(template.span, name, body.span if body is not None else None)
    elif template.name in SHORTENED:
        yield Footnote(template.span, "", template.span)


def _plain(argument: Argument | None) -> str:
    if argument is None:
        return ""
    return "".join(getattr(node, "text", "") for node in argument.nodes).strip().strip("\"'")
