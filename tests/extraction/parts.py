"""Which function reads which part of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.extraction import basis, credits, figures, genres, infobox, lead, releases, titles
from kg.extraction.awards import extract_nominations
from kg.extraction.cast import extract_cast
from kg.extraction.identifiers import extract_categories, extract_identifiers
from kg.extraction.infobox import Infobox
from kg.extraction.kinds import film_infobox, page_kind
from kg.extraction.reader import Reader
from kg.extraction.reception import extract_ratings
from kg.extraction.soundtrack import extract_albums

Part = Callable[[Reader], Iterable[object]]


def in_box(read: Callable[[Infobox], Iterable[object]]) -> Part:
    """A part that reads the infobox; nothing where there is none."""

    def part(reader: Reader) -> Iterator[object]:
        template = film_infobox(reader.document)
        if template is not None:
            yield from read(Infobox(reader, template))

    return part


def _credits(box: Infobox) -> Iterator[object]:
    yield from credits.credits(box)
    box.report_unknown()


def _names(box: Infobox) -> Iterator[object]:
    yield titles.film_name(box)
    yield from titles.native_names(box)
    yield from titles.translated_names(box.reader)


def _figures(box: Infobox) -> Iterator[object]:
    yield from figures.running_times(box)
    yield from figures.amounts(box, infobox.BUDGET)
    yield from figures.amounts(box, infobox.GROSS)


def _lead(reader: Reader) -> Iterator[object]:
    yield from (text for text in (lead.short_description(reader), lead.abstract(reader)) if text)
    yield from genres.genres(reader)


def _identifiers(reader: Reader) -> Iterator[object]:
    yield from extract_identifiers(reader)
    yield from extract_categories(reader)


def _kinds(reader: Reader) -> Iterator[object]:
    yield page_kind(reader.page, reader.document)


PARTS: dict[str, Part] = {
    "awards": extract_nominations,
    "based_on": in_box(basis.bases),
    "cast": extract_cast,
    "credits": in_box(_credits),
    "figures": in_box(_figures),
    "identifiers": _identifiers,
    "kinds": _kinds,
    "lead": _lead,
    "names": in_box(_names),
    "reception": extract_ratings,
    "releases": in_box(releases.releases),
    "soundtrack": extract_albums,
}
