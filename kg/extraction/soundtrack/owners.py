"""Which {{Infobox album}} a listing belongs to, where several stand in one section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.soundtrack.details import Details
from kg.extraction.soundtrack.naming import title_key
from kg.extraction.soundtrack.sections import Outline
from kg.extraction.soundtrack.track import Listing
from kg.extraction.soundtrack.versions import PART_OF_ALBUM, is_first, language
from kg.model import Span


def owners(outline: Outline, boxes: Iterable[Details], listings: Sequence[Listing]) -> dict[Span, Span]:
    """By the places of listings that of the infobox before them, in their section, whose they are: by its name, and of
    infoboxes that stand together by the language of both or, where no word tells listings apart, by their order."""
    boxes = list(boxes)
    out = _named(outline, boxes, listings)
    if len(boxes) > 1:
        of_section: dict[int, tuple[list[Details], list[Listing]]] = {}
        for box in boxes:
            of_section.setdefault(outline.root(box.span.begin).begin, ([], []))[0].append(box)
        for listing in listings:
            of_section.setdefault(outline.root(listing.span.begin).begin, ([], []))[1].append(listing)
        for here, there in of_section.values():
            if len(here) > 1 and there and max(box.span for box in here) < min(listing.span for listing in there):
                _pair(outline, here, there, out)
    return out


def _named(outline: Outline, boxes: Iterable[Details], listings: Sequence[Listing]) -> dict[Span, Span]:
    """The listings that are titled as an infobox."""
    titled: dict[tuple[int, tuple[str, ...]], Span] = {}
    for listing in listings:
        if listing.headline:
            titled.setdefault((outline.root(listing.span.begin).begin, title_key(listing.headline.text)), listing.span)
    out = {}
    for box in boxes:
        found = titled.get((outline.root(box.span.begin).begin, title_key(box.name or "")))
        if found is not None and found > box.span:
            out[found] = box.span
    return out


def _pair(outline: Outline, boxes: list[Details], listings: list[Listing], out: dict[Span, Span]) -> None:
    """Puts the listings below several infoboxes to these: first by their languages, then as many as are left in turn,
    where each is a listing of its own, no words or headings are between them and no language speaks against it."""
    held = {*out.values()}
    spoken = {box.span: box.language or language(outline.heading(box.span.begin)) for box in boxes}
    told = {listing.span: spoken_in(listing) for listing in listings}
    for box in boxes:
        tag = spoken[box.span]
        found = [span for span, of in told.items() if of == tag and span not in out] if tag else []
        if found and box.span not in held and [*spoken.values()].count(tag) == 1:
            out[found[0]] = box.span
            held.add(box.span)
    free = [box.span for box in boxes if box.span not in held]
    left = sorted(listing.span for listing in listings if listing.span not in out)
    begun = all(_begins(listing) and (listing.span in out or _is_bare(listing)) for listing in listings)
    alike = begun and len(free) == len(left) > 0 and outline.is_one_section(left[0].begin, left[-1].begin)
    pairs = [*zip(free, left, strict=True)] if alike else []
    if not any(spoken[box] and told[listing] for box, listing in pairs):
        out.update((listing, box) for box, listing in pairs)


def spoken_in(listing: Listing) -> str | None:
    """The language in what a listing is titled: the first that is given of headline, the line above it, heading."""
    return language((listing.headline.text or listing.intro.text or listing.heading).lstrip("; "))


def _is_bare(listing: Listing) -> bool:
    """Whether no words of its own tell what a listing is of."""
    return not listing.headline and not listing.intro


def _begins(listing: Listing) -> bool:
    """Whether a listing is none that goes on with another."""
    part = listing.says(PART_OF_ALBUM)
    return (part is None or is_first(part)) and listing.tracks[0].position in (None, 1)
