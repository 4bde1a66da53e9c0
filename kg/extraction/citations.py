"""References: what a `<ref>` cites.

Source: the documentation of Citation Style 1 (Template:Cite web, Template:Citation and their kin); all
templates of that family share their parameters. Template:Sfn and Template:Harvnb for shortened citations, which name
the authors and the year of one that stands in full elsewhere in the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from kg.model import Citation, Span
from kg.values.dates import parse_date
from kg.wikitext.document import Document
from kg.wikitext.footnotes import SHORTENED
from kg.wikitext.links import web_address
from kg.wikitext.rich import plain_text
from kg.wikitext.simple import plain_template
from kg.wikitext.tree import Argument, ExternalLink, Node, Template, Text, template_name, templates, walk

# What a citation template's parameters mean; the first that is filled counts.
URL = ("url", "chapter-url", "chapterurl", "article-url", "URL")
TITLE = ("title", "chapter", "script-title", "contribution")
DATE = ("date", "year", "publication-date", "air-date", "airdate")
ACCESS_DATE = ("access-date", "accessdate", "access date")
WORK = ("work", "website", "newspaper", "magazine", "journal", "periodical", "encyclopedia", "series")
PUBLISHER = ("publisher", "agency", "institution", "network", "station")
_ADDRESSES = frozenset({*URL, "archive-url", "archiveurl"})
"""Parameters that hold an address, which is taken as it is written."""
_LAST = re.compile(r"(?:last|surname|author-?last)(\d*)$")
_AUTHOR = re.compile(r"author(\d*)$")


SHORT = SHORTENED | {
    "harvnb", "harv", "harvp", "harvtxt", "harvcol", "harvcolnb", "harvcoltxt", "harvc", "harvsp", "harvard citation",
    "harvard citation no brackets", "harvard citation text", "harvard citations", "harvs", "harvid",
}  # fmt: skip
"""Templates that cite in short: authors, year, page."""
Work = tuple[tuple[str, ...], str]
"""What a shortened citation names: the last names of up to four authors in small letters, and the year with its
letter, `1999a`."""

_BROKEN = re.compile(r"\|\s*[\w -]{1,20}=")
_LEFT_OVER = re.compile(r"\[(?:https?:)?//", re.IGNORECASE)
"""Markup that other markup within it broke."""
_YEAR = re.compile(r"(?:c\. ?)?(\d{4}[a-z]?)|n\.d\.")
_IN_DATE = re.compile(r"\b\d{4}[a-z]?\b")


def is_citation(name: str) -> bool:
    """Whether a template of this normalised name is a citation."""
    return name.startswith(("cite ", "cite-")) or name in ("citation", "vcite", "cite")


def read_citation(text: str, bibliography: Mapping[Work, Citation] | None = None) -> Citation | None:
    """The citation in the wikitext of a reference; None when nothing readable is in it. A shortened one that is all
    of a reference is filled up from the `bibliography`, if that has it."""
    written = plain_template(text, _ADDRESSES)
    if written is not None and is_citation(template_name(written[0])):  # as most are
        return _cited(written[1], _is_blank, _written, str, "")
    document = Document(text, footnotes=False)
    nodes = document.nodes(Span(0, len(text)))
    if len(nodes) == 1 and isinstance(nodes[0], Template) and is_citation(nodes[0].name):
        return _from_template(document, nodes[0], "")
    short = [each for node in nodes if isinstance(node, Template) and node.name in SHORT for each in _short(node)]
    nodes = tuple(map(_written_short, nodes))
    plain = _line(document.text_of(nodes))
    for template in templates(nodes):
        if is_citation(template.name):
            return _from_template(document, template, plain)
    if _BROKEN.search(plain):
        # a citation template that lost its braces: read it as if it had them
        body = text.strip().strip("{}")
        return read_citation("{{" + body + "}}") if body.lower().startswith("cit") and "{{" not in text else None
    if bibliography and len(short) == 1 and plain.rstrip(". ") == short[0][1]:
        full = bibliography.get(short[0][0])
        if full is not None:
            return replace(full, text=f"{short[0][1]}. {full.text}")
    for node in walk(nodes):
        if isinstance(node, ExternalLink):
            title = _line(document.text_of(node.nodes)) or None
            return Citation(text=plain, url=web_address(node.url), title=title)
    return Citation(text=plain) if plain and not _LEFT_OVER.search(plain) else None


def bibliography(document: Document) -> dict[Work, Citation]:
    """The full citations outside of references that a shortened one can mean: those whose authors and year no other
    one has."""
    found: dict[Work, Citation | None] = {}
    for template in document.find(*filter(is_citation, document.names())):
        read = _from_template(document, template, "")
        names = tuple(name.casefold() for name in _last_names(document, template)[:4])
        year = template.get("year") or template.get("date")
        years = set(_IN_DATE.findall(document.text_of(year.nodes))) if year else set()
        if names and len(years) == 1:
            work = (names, years.pop())
            found[work] = None if work in found and found[work] != read else read
    return {work: citation for work, citation in found.items() if citation is not None}


def _written_short(node: Node) -> Node:
    """A shortened citation as the text that it reads as; any other node as it is."""
    if not (isinstance(node, Template) and node.name in SHORT):
        return node
    return Text(node.span, "; ".join(text for _, text in _short(node)))


def _short(template: Template) -> Iterator[tuple[Work, str]]:
    """What a shortened citation names, and how it reads: `Smith & Jones 2000, p. 3`. Template:Sfnm names several, with
    the number of each before its parameters."""
    if template.name in ("sfnm", "sfnmp"):
        for number in range(1, 10):
            names = [_value(template, f"{number}a{index}", f"{number}last{index}") for index in range(1, 5)]
            if not any(names):
                break
            yield _one_short(template, names, _value(template, f"{number}y", f"{number}year"), str(number))
        return
    given = [_plain(argument.nodes) for argument in template.positional if _plain(argument.nodes)]
    year = given.pop() if given and _YEAR.fullmatch(given[-1]) else ""
    if given:
        yield _one_short(template, given, year, "")


def _one_short(template: Template, given: list[str], year: str, number: str) -> tuple[Work, str]:
    names = [name for name in given if name][:4]
    people = " & ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    if len(names) > 3:
        people = f"{names[0]} et al."
    parts = [f"{people} {year}".strip()]
    for keys, words in ((("p", "page"), "p. "), (("pp", "pages"), "pp. "), (("loc", "at"), "")):
        if value := _value(template, *(number + key for key in keys)):
            parts.append(words + value)
    return (tuple(name.casefold() for name in names), year), ", ".join(parts)


def _value(template: Template, *names: str) -> str:
    argument = template.get(*names)
    return _plain(argument.nodes) if argument else ""


def _plain(nodes: tuple[Node, ...]) -> str:
    return _line(plain_text(nodes, lambda template: None))


def _text(document: Document, argument: Argument) -> str:
    return _line(document.text_of(argument.nodes))


def _line(text: str) -> str:
    """A text on one line: a citation has no line breaks of its own."""
    return text.replace("\n", " ")


def _unquoted(text: str) -> str:
    """A value without quotation marks around all of it: the templates add their own to a title. Those around a part of
    it, at its end say, stay."""
    text = text.strip()
    mark = text[:1]
    whole = mark in ('"', "'") and text.endswith(mark) and text.count(mark) == 2
    return text[1:-1].strip() if whole else text


_Value = TypeVar("_Value", Argument, str)


def _from_template(document: Document, template: Template, plain: str) -> Citation:
    return _cited(
        [(argument.name, argument) for argument in template.arguments],
        lambda argument: argument.is_blank,
        partial(_text, document),
        lambda argument: document.raw(argument.span),
        plain,
    )


def _is_blank(value: str) -> bool:
    return not value.strip()


def _written(value: str) -> str:
    """How an argument reads that has nothing but text in it."""
    return _line(plain_text((Text(Span(0, len(value)), value),), lambda template: None))


def _cited(
    arguments: Sequence[tuple[str, _Value]],
    is_blank: Callable[[_Value], bool],
    read: Callable[[_Value], str],
    raw: Callable[[_Value], str],
    plain: str,
) -> Citation:
    """The citation that the arguments of a template state, in order: (name, value), which read and look as said."""
    given = dict(arguments)
    found: dict[int, str] = {}
    for argument, number, person in _people(arguments):
        names = (f"first{number}", f"given{number}", f"author-first{number}") if person else (f"first{number}",)
        first = _filled(given, names, is_blank)
        author = f"{read(first) if first is not None else ''} {read(argument)}".strip()
        if author:
            found.setdefault(int(number or 1), author)
    authors = tuple([found[number] for number in sorted(found)])
    url = _filled(given, URL, is_blank)
    title, work, publisher, dated, accessed = [
        None if (filled := _filled(given, names, is_blank)) is None else _unquoted(read(filled)) or None
        for names in (TITLE, WORK, PUBLISHER, DATE, ACCESS_DATE)
    ]
    return Citation(
        text=". ".join([part for part in (", ".join(authors), title, work, publisher, dated, plain) if part]),
        url=None if url is None else web_address(raw(url)),
        title=title,
        date=parse_date(dated) if dated else None,
        access_date=parse_date(accessed) if accessed else None,
        work=work,
        publisher=publisher,
        authors=authors,
    )


def _filled(given: Mapping[str, _Value], names: Iterable[str], is_blank: Callable[[_Value], bool]) -> _Value | None:
    for name in names:
        argument = given.get(name)
        if argument is not None and not is_blank(argument):
            return argument
    return None


def _last_names(document: Document, template: Template) -> list[str]:
    """What shortened citations call the authors."""
    given = [(argument.name, argument) for argument in template.arguments]
    found = {int(number or 1): document.text_of(argument.nodes) for argument, number, _ in _people(given)}
    return [found[number] for number in sorted(found) if found[number]]


def _people(arguments: Iterable[tuple[str, _Value]]) -> Iterator[tuple[_Value, str, bool]]:
    """(argument, number as written, whether it is a last name) of those that name an author; their `first` names are
    the numbered ones of the same number."""
    for name, argument in arguments:
        name = name.lower()
        if not name.startswith(("last", "surname", "author")):
            continue
        if match := _LAST.match(name):
            yield argument, match[1], True
        elif match := _AUTHOR.match(name):
            yield argument, match[1], False
