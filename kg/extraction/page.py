"""One page in, what it states out: decides what kind of page it is and asks each part."""

from __future__ import annotations

from kg.extraction import basis, credits, figures, genres, infobox, lead, releases, titles
from kg.extraction.anchors import name_key
from kg.extraction.audit import audit
from kg.extraction.awards import extract_nominations
from kg.extraction.cast import extract_cast
from kg.extraction.identifiers import extract_categories, extract_identifiers
from kg.extraction.kinds import film_infobox, page_kind, unclosed_infobox
from kg.extraction.reader import Reader
from kg.extraction.reception import extract_ratings
from kg.extraction.soundtrack import extract_albums
from kg.model import Extraction, Film, Page, PageKind, Span, Text


def extract(page: Page) -> Extraction:
    """The facts and issues of one page; `film` is None for a page that is not about one film.

    Pure: the same page gives the same extraction. Raises nothing, whatever the wikitext.
    """
    reader = Reader(page)
    kind = page_kind(page, reader.document)
    opened = unclosed_infobox(reader.document) if kind is PageKind.OTHER else None
    if opened is not None:
        begin, end, closing = opened
        if end is None:
            reader.issue("infobox-unclosed", "infobox", Span(begin, len(page.text)))
            return Extraction(page, PageKind.UNCLOSED, issues=reader.issues)
        reader = Reader(page, end, closing)
        reader.issue("infobox-unclosed", "infobox", Span(begin, len(page.text)))
        kind = page_kind(page, reader.document)
    template = film_infobox(reader.document) if kind is PageKind.FILM else None
    if template is None:
        return Extraction(page, PageKind.OTHER if kind is PageKind.FILM else kind)
    box = infobox.Infobox(reader, template)
    film = _film(reader, box)
    accounts = audit(reader, box, film)
    return Extraction(page, kind, film, reader.issues, accounts)


def _film(reader: Reader, box: infobox.Infobox) -> Film:
    name = titles.film_name(box)
    reader.film_names |= {name_key(name.text), *map(name_key, titles.names_joined(reader, name.text))}
    box.report_unknown()
    return Film(
        name=name,
        origin=reader.origin(box.template.head),
        other_names=_each_once(name.text, (*titles.native_names(box), *titles.translated_names(reader))),
        short_description=lead.short_description(reader),
        abstract=lead.abstract(reader),
        credits=(*credits.credits(box), *genres.genres(reader)),
        based_on=tuple(basis.bases(box)),
        cast=extract_cast(reader),
        releases=tuple(releases.releases(box)),
        running_times=tuple(figures.running_times(box)),
        budget=tuple(figures.amounts(box, infobox.BUDGET)),
        gross=tuple(figures.amounts(box, infobox.GROSS)),
        images=tuple(infobox.images(box)),
        nominations=extract_nominations(reader),
        albums=extract_albums(reader),
        ratings=extract_ratings(reader),
        identifiers=tuple(extract_identifiers(reader)),
        categories=tuple(extract_categories(reader)),
    )


def _each_once(name: str, others: tuple[Text, ...]) -> tuple[Text, ...]:
    """Other names without repeats and without the film's name itself."""
    out: dict[str, Text] = {}
    for other in others:
        if name_key(other.text) != name_key(name):
            out.setdefault(name_key(other.text), other)
    return tuple(out.values())
