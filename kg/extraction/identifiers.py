"""Identifiers on other sites, from the templates of the external links section.

Sources: the documentation of each template (first positional argument or `id`), and the formatter URL of the
Wikidata property of each kind of identifier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extraction.anchors import name_key
from kg.extraction.reader import Reader
from kg.model import Category, Identifier, Site
from kg.wikitext.tree import Argument, Template


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site, its templates, how an id as written becomes the site's own, and the address of its page."""

    site: Site
    templates: tuple[str, ...]
    normal: Callable[[str], str | None]
    url: Callable[[str], str | None]


def _imdb(text: str) -> str | None:
    """`113627`, `0113627`, `tt0113627` → `tt0113627`: at least seven digits."""
    match = re.fullmatch(r"(?:.*/)?(?:tt)?0*(\d{1,10})/?", text)
    return f"tt{match[1].zfill(7)}" if match else None


def _slug(prefix: str) -> Callable[[str], str | None]:
    def normal(text: str) -> str | None:
        match = re.fullmatch(rf"/?(?:{prefix}/)?([\w%.!~'()-]+)/?", text)
        return f"{prefix}/{match[1]}" if match else None

    return normal


def _as_written(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


def _number(text: str) -> str | None:
    """`2343`, or with words for the reader of its address: `2343/example`, `54321-example`."""
    match = re.fullmatch(r"(\d+)(?:[/-][\w/-]*)?", text)
    return match[1] if match else None


SITES: tuple[SiteRow, ...] = (
    SiteRow(
        Site.IMDB,
        ("imdb title", "imdbtitle", "imdb movie", "imdb-title", "imdb film", "imdb", "imdb titles"),
        _imdb,
        lambda value: f"https://www.imdb.com/title/{value}/",
    ),
    SiteRow(
        Site.ROTTEN_TOMATOES,
        ("rotten tomatoes", "rotten-tomatoes", "rottentomatoes", "rottentomatoes.com", "rotten",
         "rotten tomatoes film"),
        _slug("m"),
        lambda value: f"https://www.rottentomatoes.com/{value}",
    ),
    SiteRow(
        Site.ALLMOVIE,
        ("allmovie title", "allmovie", "amg title", "amg movie", "allrovi movie", "allrovi title", "allrovi",
         "allmovie movie", "all movie"),
        _as_written(r"(?:[\w%-]+-|1:)?v?\d+"),
        lambda value: f"https://www.allmovie.com/movie/{value if 'v' in value else 'v' + value.removeprefix('1:')}",
    ),
    SiteRow(
        Site.TCMDB,
        ("tcmdb title", "tcmdb", "tcmdb film", "tcm title", "tcm movie database title"),
        _number,
        lambda value: f"https://www.tcm.com/tcmdb/title/{value}",
    ),
    SiteRow(
        Site.METACRITIC,
        ("metacritic film", "metacritic movie", "metacritic", "metacritic title"),
        _slug("movie"),
        lambda value: f"https://www.metacritic.com/{value}",
    ),
    SiteRow(
        Site.MOJO,
        ("mojo title", "mojo movie", "mojo film", "box office mojo", "box office mojo title", "bomojo title"),
        _as_written(r"[\w%.!~'()-]+"),
        lambda value: f"https://www.boxofficemojo.com/title/{value}/" if re.fullmatch(r"tt\d+", value) else None,
    ),
    SiteRow(
        Site.AFI,
        ("afi film", "afi title", "afi", "afi catalog", "afi film catalog"),
        _number,
        lambda value: f"https://catalog.afi.com/Catalog/moviedetails/{value}",
    ),
)  # fmt: skip


def extract_identifiers(reader: Reader) -> Iterator[Identifier]:
    """At most one identifier a site: where templates give several, that of the film's own name, else the first.

    A template without an id shows the one from Wikidata: the article states none.
    """
    for row in SITES:
        found = [(t, text) for t in reader.document.find(*row.templates) if (text := _id(reader, t))]
        if not found:
            continue
        own = [(t, text) for t, text in found if _titled(reader, t) in {*reader.film_names, ""}]
        template, text = (own or _of_year(reader, found) or found)[0]
        value = row.normal(text)
        if value is None:
            reader.issue("identifier-unreadable", template.name, template.span)
            continue
        yield Identifier(row.site, value, row.url(value), reader.origin(template.span))
        for other, _ in found:
            if other is not template:
                reader.issue("identifier-of-other-title", other.name, other.span)


def _id(reader: Reader, template: Template) -> str:
    """The id that a template gives: where it is named, what stands first is the title."""
    argument = _given(reader, template, "id") or template.get("1")
    return reader.rich(argument.nodes).text.strip() if argument else ""


def _given(reader: Reader, template: Template, name: str) -> Argument | None:
    """An argument that is filled."""
    argument = template.get(name)
    return argument if argument is not None and reader.rich(argument.nodes) else None


def _titled(reader: Reader, template: Template) -> str:
    """The key of the title that the template shows; empty when it shows the page's own."""
    return name_key(_title(reader, template))


def _title(reader: Reader, template: Template) -> str:
    argument = template.get("2", "title")
    if argument is None and _given(reader, template, "id") is not None:
        argument = template.get("1")
    return reader.rich(argument.nodes).text if argument else ""


_YEAR = re.compile(r"\((?:[\w' -]+ )?((?:18|19|20)\d{2})(?: [\w' -]+)?\)$")
"""`Example (1934)`, `Example (1934 film)`"""


def _of_year(reader: Reader, found: list[tuple[Template, str]]) -> list[tuple[Template, str]]:
    """Of several templates those whose title tells the year that the page's title does."""
    year = _YEAR.search(reader.page.title)
    if year is None or len(found) < 2:
        return []
    return [(t, text) for t, text in found if (told := _YEAR.search(_title(reader, t))) and told[1] == year[1]]


def extract_categories(reader: Reader) -> Iterator[Category]:
    """The categories the article puts itself in."""
    for name, span in reader.document.categories:
        yield Category(name, reader.origin(span))
