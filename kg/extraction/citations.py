"""References: what a `<ref>` cites.

Source: the documentation of Citation Style 1 (Template:Cite web, Template:Citation and their kin); all
templates of that family share their parameters. Template:Sfn and Template:Harvnb for shortened citations, which name
the authors and the year of one that stands in full elsewhere in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.model import Citation, PartialDate, Span
from kg.values.dates import parse_date
from kg.wikitext.document import Document
from kg.wikitext.footnotes import SHORTENED
from kg.wikitext.links import web_address
from kg.wikitext.rich import plain_text
from kg.wikitext.tree import Argument, ExternalLink, Node, Template, Text, templates, walk

# What a citation template's parameters mean; the first that is filled counts.
URL = ("url", "chapter-url", "chapterurl", "article-url", "URL")
TITLE = ("title", "chapter", "script-title", "contribution")
DATE = ("date", "year", "publication-date", "air-date", "airdate")
ACCESS_DATE = ("access-date", "accessdate", "access date")
WORK = ("work", "website", "newspaper", "magazine", "journal", "periodical", "encyclopedia", "series")
PUBLISHER = ("publisher", "agency", "institution", "network", "station")
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
_YEAR = re.compile(r"(?:c\. ?)?(\d{4}[a-z]?)|n\.d\.")
_IN_DATE = re.compile(r"\b\d{4}[a-z]?\b")


def is_citation(name: str) -> bool:
    """Whether a template of this normalised name is a citation."""
    return name.startswith(("cite ", "cite-")) or name in ("citation", "vcite", "cite")


def read_citation(text: str, bibliography: Mapping[Work, Citation] | None = None) -> Citation | None:
    """The citation in the wikitext of a reference; None when nothing readable is in it. A shortened one that is all
    of a reference is filled up from the `bibliography`, if that has it."""
    document = Document(text, footnotes=False)
    nodes = document.nodes(Span(0, len(text)))
    if len(nodes) == 1 and isinstance(nodes[0], Template) and is_citation(nodes[0].name):  # as most are
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
    return Citation(text=plain) if plain else None


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


def _from_template(document: Document, template: Template, plain: str) -> Citation:
    given = {argument.name: argument for argument in template.arguments}

    def filled(names: tuple[str, ...]) -> Argument | None:
        for name in names:
            argument = given.get(name)
            if argument is not None and not argument.is_blank:
                return argument
        return None

    def value(names: tuple[str, ...]) -> str | None:
        argument = filled(names)
        return (_text(document, argument).strip("\"' ") or None) if argument else None

    def date(text: str | None) -> PartialDate | None:
        return parse_date(text) if text else None

    title, work, publisher, dated = value(TITLE), value(WORK), value(PUBLISHER), value(DATE)
    url = filled(URL)
    authors = _authors(document, template)
    parts = [", ".join(authors), title, work, publisher, dated, plain]
    return Citation(
        text=". ".join(part for part in parts if part),
        url=web_address(document.raw(url.span)) if url else None,
        title=title,
        date=date(dated),
        access_date=date(value(ACCESS_DATE)),
        work=work,
        publisher=publisher,
        authors=authors,
    )


def _authors(document: Document, template: Template) -> tuple[str, ...]:
    """`first last` of each numbered author, in the order of their numbers; `author` as it stands."""
    found: dict[int, str] = {}
    for argument, number, person in _people(template):
        given = template.get(f"first{number}", *((f"given{number}", f"author-first{number}") if person else ()))
        first = _text(document, given) if given else ""
        author = f"{first} {_text(document, argument)}".strip()
        if author:
            found.setdefault(int(number or 1), author)
    return tuple(found[number] for number in sorted(found))


def _last_names(document: Document, template: Template) -> list[str]:
    """What shortened citations call the authors."""
    found = {int(number or 1): document.text_of(argument.nodes) for argument, number, _ in _people(template)}
    return [found[number] for number in sorted(found) if found[number]]


def _people(template: Template) -> Iterator[tuple[Argument, str, bool]]:
    """(argument, number as written, whether it is a last name) of those that name an author."""
    for argument in template.arguments:
        name = argument.name.lower()
        if not name.startswith(("last", "surname", "author")):
            continue
        if match := _LAST.match(name):
            yield argument, match[1], True
        elif match := _AUTHOR.match(name):
            yield argument, match[1], False
