"""References: what a `<ref>` cites.

Source: the documentation of Citation Style 1 (Template:Cite web, Template:Citation and their kin); all
templates of that family share their parameters.
"""

from __future__ import annotations

import re

from kg.model import Citation, PartialDate, Span
from kg.values.dates import parse_date
from kg.wikitext.document import Document
from kg.wikitext.links import web_address
from kg.wikitext.tree import ExternalLink, Template, templates, walk

# What a citation template's parameters mean; the first that is filled counts.
URL = ("url", "chapter-url", "chapterurl", "article-url", "URL")
TITLE = ("title", "chapter", "script-title", "contribution")
DATE = ("date", "year", "publication-date", "air-date", "airdate")
ACCESS_DATE = ("access-date", "accessdate", "access date")
WORK = ("work", "website", "newspaper", "magazine", "journal", "periodical", "encyclopedia", "series")
PUBLISHER = ("publisher", "agency", "institution", "network", "station")
_LAST = re.compile(r"(?:last|surname|author-?last)(\d*)$")
_AUTHOR = re.compile(r"author(\d*)$")


_BROKEN = re.compile(r"\|\s*[\w -]{1,20}=")


def is_citation(name: str) -> bool:
    """Whether a template of this normalised name is a citation."""
    return name.startswith(("cite ", "cite-")) or name in ("citation", "vcite", "cite")


def read_citation(text: str) -> Citation | None:
    """The citation in the wikitext of a reference; None when nothing readable is in it."""
    document = Document(text)
    nodes = document.nodes(Span(0, len(text)))
    plain = document.rich_of(nodes).text
    for template in templates(nodes):
        if is_citation(template.name):
            return _from_template(document, template, plain)
    if _BROKEN.search(plain):
        # a citation template that lost its braces: read it as if it had them
        body = text.strip().strip("{}")
        return read_citation("{{" + body + "}}") if body.lower().startswith("cit") and "{{" not in text else None
    for node in walk(nodes):
        if isinstance(node, ExternalLink):
            title = document.rich_of(node.nodes).text or None
            return Citation(text=plain, url=web_address(node.url), title=title)
    return Citation(text=plain) if plain else None


def _from_template(document: Document, template: Template, plain: str) -> Citation:
    def value(names: tuple[str, ...]) -> str | None:
        argument = template.get(*names)
        return (document.rich_of(argument.nodes).text.strip("\"' ") or None) if argument else None

    def raw(names: tuple[str, ...]) -> str | None:
        argument = template.get(*names)
        return web_address(document.raw(argument.span)) if argument else None

    def date(names: tuple[str, ...]) -> PartialDate | None:
        text = value(names)
        return parse_date(text) if text else None

    title, work, publisher = value(TITLE), value(WORK), value(PUBLISHER)
    authors = _authors(document, template)
    parts = [", ".join(authors), title, work, publisher, value(DATE), plain]
    return Citation(
        text=". ".join(part for part in parts if part),
        url=raw(URL),
        title=title,
        date=date(DATE),
        access_date=date(ACCESS_DATE),
        work=work,
        publisher=publisher,
        authors=authors,
    )


def _authors(document: Document, template: Template) -> tuple[str, ...]:
    """`first last` of each numbered author, in the order of their numbers; `author` as it stands."""
    found: dict[int, str] = {}
    for argument in template.arguments:
        name = argument.name.lower()
        if match := _LAST.match(name):
            given = template.get(f"first{match[1]}", f"given{match[1]}", f"author-first{match[1]}")
        elif match := _AUTHOR.match(name):
            given = template.get(f"first{match[1]}")
        else:
            continue
        first = document.rich_of(given.nodes).text if given else ""
        author = f"{first} {document.rich_of(argument.nodes).text}".strip()
        if author:
            found.setdefault(int(match[1] or 1), author)
    return tuple(found[number] for number in sorted(found))
