"""Which listings, infoboxes and sentences belong to one album.

Sources: Template:Infobox album, Template:Track listing ("Multiple listings": a headline per disc or side),
MOS:FILM ("Soundtrack": an album is described in a section of its own).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extraction.anchors import name_key
from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import Column
from kg.extraction.soundtrack.details import INFOBOXES, Details, own_page, read_infobox, read_prose
from kg.extraction.soundtrack.forall import credit_told, credits_told, is_unclear
from kg.extraction.soundtrack.listings import NAMES, read_listing
from kg.extraction.soundtrack.lists import read_lists
from kg.extraction.soundtrack.naming import Name, album_name, formal_name, is_listing
from kg.extraction.soundtrack.owners import owners, spoken_in
from kg.extraction.soundtrack.sections import SONGS_SECTION, Outline, Subjects
from kg.extraction.soundtrack.tables import read_tables
from kg.extraction.soundtrack.track import Listing
from kg.extraction.soundtrack.versions import (
    EDITION,
    PART_OF_ALBUM,
    VOLUME,
    dubbed,
    in_language,
    is_first,
    language,
    volume,
)
from kg.model import Album, Span, Track
from kg.values.dates import find_dates
from kg.wikitext.mask import BRACE, FILL, REF
from kg.wikitext.rich import EMPTY, Rich
from kg.wikitext.tree import Template

LINES_ABOVE = 6
"""How far above a listing the line that introduces it is looked for."""


@dataclass
class _Draft:
    """An album while its parts are gathered."""

    section: int
    """Where the section of the second level begins that it stands in."""
    details: Details | None = None
    listings: list[Listing] = field(default_factory=list)
    like: _Draft | None = None
    """The album of which this is another edition or version."""


def extract_albums(reader: Reader) -> tuple[Album, ...]:
    """The albums of the article's film with their tracks, in the order of the article.

    An album is what has an {{Infobox album}}, a {{Track listing}}, or a table or list of tracks; an album
    that is only told of in prose, or has an article of its own and no listing here, is none.
    """
    outline = Outline(reader.document)
    infoboxes = {}
    for template in reader.document.find(*INFOBOXES):
        details = read_infobox(reader, template)
        if details is not None:
            infoboxes[template.span] = details
    listings = _told_above(reader, outline, [x for x in _listings(reader, outline, [*infoboxes]) if x.tracks])
    drafts: list[_Draft] = []
    named = owners(outline, infoboxes.values(), listings)
    held = frozenset(named.values())
    boxes: dict[Span, _Draft] = {}
    parts: list[tuple[Span, Details | Listing]] = [*infoboxes.items(), *((x.span, x) for x in listings)]
    for span, part in sorted(parts, key=lambda pair: pair[0]):
        section = outline.root(span.begin).begin
        if isinstance(part, Details):
            boxes[span] = _Draft(section, part)
            drafts.append(boxes[span])
            continue
        owner = boxes.get(named[span]) if span in named else None
        if owner is not None and not owner.listings:
            owner.listings.append(part)
        else:
            box = drafts[-1].details if drafts else None
            held_by_another = box is not None and box.span in held and named.get(span) != box.span
            other = held_by_another and formal_name(reader, part.headline) is not None
            _place(drafts, part, section, other=other)
    told = Counter(outline.music(_begin(draft)) for draft in drafts if draft.like is None)
    return tuple(_album(reader, outline, draft, told[outline.music(_begin(draft))] == 1) for draft in drafts)


def _begin(draft: _Draft) -> int:
    return draft.details.span.begin if draft.details else draft.listings[0].span.begin


# --- finding the listings


def _listings(reader: Reader, outline: Outline, boxes: Sequence[Span]) -> list[Listing]:
    """All listings of the article: templates wherever they stand, tables and lists by their sections. boxes: where the
    infoboxes of albums stand."""
    document = reader.document
    out = []
    for template in document.find(*NAMES):
        if any(argument.name.lower().startswith("title") for argument in template.arguments):
            heading = outline.heading(template.span.begin)
            listing = read_listing(reader, template, heading or "lead")
            intro = _line_above(reader, template.span.begin)
            out.append(replace(listing, intro=intro, heading=heading))
    lists: list[Listing] = []
    about = Subjects({section.title for section in outline.sections})
    for section, chain in outline.chains():
        if section.title in about.other:
            continue
        # the songs of a musical are not the album that has a section of its own
        songs = not about.albums.isdisjoint(chain) or (not about.albums and not about.songs.isdisjoint(chain))
        music = not about.musical.isdisjoint(chain)
        if music and about.is_other(chain):
            continue
        for listing in read_tables(reader, section.span, section.title, music):
            intro = _line_above(reader, listing.span.begin)
            out.append(replace(listing, intro=intro, heading=section.title))
        if music:
            boxed = any(section.span.begin <= box.begin < section.span.end for box in boxes)
            for listing in read_lists(reader, section.span, section.title, plain=songs or boxed):
                lists.append(replace(listing, heading=section.title))
    held = {outline.root(listing.span.begin).begin for listing in out if listing.tracks}
    for listing in lists:
        # beside a listing in the same section, a list without lengths is something else
        if outline.root(listing.span.begin).begin not in held or any(t.seconds for t in listing.tracks):
            out.append(listing)
    return out


def _told_above(reader: Reader, outline: Outline, listings: list[Listing]) -> list[Listing]:
    """The listings with the credits that the line above each states for all tracks; what stands above the title of the
    first side or disc holds for the others, too."""
    out = []
    held, section = None, -1
    for listing in sorted(listings, key=lambda listing: listing.span):
        told = _told_in(reader, listing, listing.intro)
        if told is not None:
            listing = replace(listing, intro=EMPTY)
        part, here = listing.says(PART_OF_ALBUM), outline.root(listing.span.begin).begin
        if part is None:
            held = None
        else:
            if told is None:
                told = _told_in(reader, listing, _line_above(reader, listing.span.begin, over_titles=True))
            if told is None and here == section and not is_first(part):
                told = held
            held = told
        section = here
        tracks = listing.tracks if told is None else tuple(credit_told(reader, listing.tracks, told, listing.unclear))
        out.append(replace(listing, tracks=tracks))
    return out


def _told_in(reader: Reader, listing: Listing, line: Rich) -> list[tuple[Column, Rich]] | None:
    """The credits that a line above a listing states for all tracks."""
    told = credits_told(line.strip(":"))
    if is_unclear(line, told):
        reader.issue("credit-unclear", listing.heading, line.span)
    return told


_LAYOUT = re.compile(rf"[\s{FILL}{REF}]*(?:{BRACE}\|.*|\|[-+}}]?[^\w]*)?")


def _line_above(reader: Reader, offset: int, *, over_titles: bool = False) -> Rich:
    """The line of text above a listing, passing over blank lines and those that only arrange the page, and with
    `over_titles` over those that title a part of the album; empty where a template or a heading stands there."""
    flat = reader.document.flat
    end = flat.rfind("\n", 0, offset)
    for _ in range(LINES_ABOVE):
        if end <= 0:
            break
        begin = flat.rfind("\n", 0, end) + 1
        line = flat[begin:end]
        if FILL * 3 in line[:3]:
            break
        title = over_titles and len(line) <= MAX_TITLE and PART_OF_ALBUM.search(line)
        if not title and not _LAYOUT.fullmatch(line):
            return EMPTY if line.startswith("=") else reader.rich(Span(begin, end))
        end = begin - 1
    return EMPTY


# --- putting them together

MAX_TITLE = 80
"""Longer lines above a listing are sentences and do not title it."""


def _place(drafts: list[_Draft], listing: Listing, section: int, *, other: bool) -> None:
    """Puts a listing to the album it belongs to, or begins another album with it.

    A listing goes on with the one before it where its numbers do, or where its title says so (`Disc 2`,
    `Bonus tracks`). Another listing in the same section is another version or edition. other: it is of another album
    than the infobox before it.
    """
    here = drafts[-1] if drafts and drafts[-1].section == section else None
    if here is None and drafts and drafts[-1].details is not None and not drafts[-1].listings:
        here = drafts[-1]  # the listing has a section of its own, after that of the album
    if here is None or other or (here.listings and not _continues(here, listing)):
        here = _Draft(section, listings=[], like=here)
        drafts.append(here)
    here.listings.append(listing)


def _continues(draft: _Draft, listing: Listing) -> bool:
    first, last = listing.tracks[0].position, draft.listings[-1].tracks[-1].position
    if first is not None and last is not None and first == last + 1:
        return True
    match = listing.says(PART_OF_ALBUM)
    return match is not None and not is_first(match) and not _is_other_volume(draft, listing)


def _is_other_volume(draft: _Draft, listing: Listing) -> bool:
    """Whether a listing is of another volume than the album, whose infobox is of but one: volumes are albums, too."""
    of = _first(draft)
    named = volume(VOLUME.search((of.details and of.details.name) or ""))
    here = named if draft is of else volume(draft.listings[0].says(VOLUME))
    return named is not None and volume(listing.says(VOLUME)) not in (None, here)


def _album(reader: Reader, outline: Outline, draft: _Draft, alone: bool) -> Album:
    """`alone`: no other album is told of in its section, so that the section's sentences are about it."""
    span = draft.details.span if draft.details else draft.listings[0].span
    stated, extra = draft.details or Details(span), []
    if draft.like is not None:
        stated = _edition(reader, outline, draft, span)
    if stated.name is None and draft.listings:
        found = _name(reader, outline, draft)
        if found is not None:
            name, place = found
            stated = replace(stated, name=name.text, link=stated.link or name.link)
            extra += [place] if place else []
    if draft.like is None and alone:
        section = outline.music(span.begin)
        stated, sentence = _told(reader, stated, section, outline.hatnotes(section))
        extra += [sentence] if sentence else []
    tracks = _same_songs([track for listing in draft.listings for track in listing.tracks])
    return Album(
        reader.origin(span, extra), stated.name, stated.link, stated.artists, stated.release, stated.labels, tracks
    )


def _told(reader: Reader, stated: Details, section: Span, hatnotes: Sequence[Template]) -> tuple[Details, Span | None]:
    """What is stated, completed by what the section's sentences and hatnotes tell, and the sentence used."""
    sentence = None
    if stated.release is None or not stated.labels:
        told = read_prose(reader, section)
        if told is not None and stated.release in (None, told.release):
            sentence = told.sentence
            stated = replace(stated, release=told.release, labels=stated.labels or told.labels)
            if stated.name is None and told.name is not None:
                stated = replace(stated, name=told.name.text, link=stated.link or told.name.link)
    if stated.link is None:
        page = own_page(reader, hatnotes)
        if page is not None:
            stated = replace(stated, name=stated.name or page.text, link=page.link)
    return stated, sentence


def _name(reader: Reader, outline: Outline, draft: _Draft) -> tuple[Name, Span | None] | None:
    """(name, where it stands beside the listing): what the first listing is titled, the line or the heading above."""
    listing = draft.listings[0]
    if (name := album_name(reader, listing.headline)) is not None:
        return name, None
    if len(listing.intro) <= MAX_TITLE and (name := formal_name(reader, listing.intro)) is not None:
        return name, listing.intro.span
    first = _first(draft)
    if draft is not first and (told := _dubbed(reader, outline, draft)) is not None:
        return told
    heading = outline.headline(reader, listing.span.begin)
    if draft is first or (not listing.headline and outline.heading(_begin(first)) != heading.text):
        name = formal_name(reader, heading)
    return (name, heading.span) if name is not None else None


_DUBBED = re.compile(r"\bdub(?:bed)?\b", re.IGNORECASE)


def _dubbed(reader: Reader, outline: Outline, draft: _Draft) -> tuple[Name, Span | None] | None:
    """What an album of a dubbed film is called, and where that stands beside the listing: what a label says in italics
    beside the language, and below a heading that says that it is dubbed a headline in the place where that of another
    language has the film's name."""
    listing, other = draft.listings[0], _first(draft).listings[0]
    heading = outline.headline(reader, listing.span.begin)
    for label in (listing.headline, listing.intro, heading):
        if len(label) <= MAX_TITLE and (name := dubbed(reader, label)) is not None:
            return name, None if label is listing.headline else label.span
    title, tag = in_language(listing.headline.text)
    original, spoken = in_language(other.headline.text)
    tag, spoken = tag or language(listing.heading), spoken or language(other.heading)
    if not (title and tag and spoken) or tag == spoken or not reader.names_film(original) or reader.names_film(title):
        return None
    told = EDITION.search(title) or PART_OF_ALBUM.search(title) or language(title) or " by " in title
    if told or len(title) > MAX_TITLE or is_listing(title) or not _DUBBED.search(listing.heading):
        return None
    return Name(title), None


def _first(draft: _Draft) -> _Draft:
    """The album of which this is another edition or version, or another in the same section; else itself."""
    while draft.like is not None:
        draft = draft.like
    return draft


def _edition(reader: Reader, outline: Outline, draft: _Draft, span: Span) -> Details:
    """What is stated of another version or edition of an album: its names, and the date in the short line
    above its listing (`LP release, 2016:`)."""
    listing, of = draft.listings[0], _first(draft)
    release = None
    for text in (listing.headline.text, listing.intro.text):
        if len(text) <= MAX_TITLE and EDITION.search(text):
            dates = find_dates(text)
            if len(dates) == 1 and release is None:
                release = dates[0].date
    titled = listing.headline.text or (listing.intro.text if len(listing.intro) <= MAX_TITLE else "")
    same = not titled or EDITION.search(titled) or listing.says(PART_OF_ALBUM) or language(titled)
    other = _is_other_volume(of, listing) or _dubbed(reader, outline, draft) is not None
    other = other or formal_name(reader, listing.headline) is not None or _is_other(outline, draft, of)
    other = other or _is_in_another_language(of, listing)
    if of.details is None or not same or other:
        return Details(span, release=release)
    return Details(span, of.details.name, of.details.link, of.details.artists, release)


def _is_in_another_language(of: _Draft, listing: Listing) -> bool:
    """Whether the name of an infobox says in brackets in which language its songs are, and a listing is in another."""
    tag = in_language((of.details and of.details.name) or "")[1]
    return tag is not None and spoken_in(listing) not in {None, tag}


_SCORE = re.compile(r"\b(?:score|background music)\b", re.IGNORECASE)


def _is_other(outline: Outline, draft: _Draft, of: _Draft) -> bool:
    """Whether a heading of its own shows a listing to be of the score, and not of the songs that stand before it, or
    the other way round."""
    here, there = draft.listings[0].heading, outline.heading(_begin(of))
    if here == there:
        return False
    before = f"{there} {of.details.name if of.details else ''} {of.listings[0].headline.text}"
    if _SCORE.search(here):
        return _SCORE.search(before) is None
    return SONGS_SECTION.search(here) is not None and _SCORE.search(before) is not None


def _same_songs(tracks: list[Track]) -> tuple[Track, ...]:
    """The tracks, those of an unlinked title that another track of the album links taking that link."""
    links: dict[str, set[str]] = {}
    for track in tracks:
        if track.title.link is not None:
            links.setdefault(name_key(track.title.name), set()).add(track.title.link)
    out = []
    for track in tracks:
        found = links.get(name_key(track.title.name), set())
        if track.title.link is None and len(found) == 1:
            track = replace(track, title=replace(track.title, link=next(iter(found))))
        out.append(track)
    return tuple(out)
