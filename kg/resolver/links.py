"""Links that lead to one page become one link: what a resolver says, put into an extraction.

The names stay as they read, so that the mapping states how the article calls a thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from kg.identity import page_title
from kg.model import Album, Entity, Extraction, Film, Kind, LinkedPage, Links

CATEGORY = "Category:"


class Resolver(Protocol):
    """Tells where titles lead: `kg.resolver.table.Resolver`, `kg.sources.lookup.ApiResolver`."""

    name: str
    """What tells it from resolvers that say other things."""

    def look_up(self, titles: Iterable[str]) -> Mapping[str, LinkedPage]:
        """Where each of the titles, which have no fragments, leads. A title of which nothing can be said is not in
        the answer."""
        ...


def resolve(extraction: Extraction, resolver: Resolver) -> Extraction:
    """The extraction with its links as the wiki understands them, and what there is where they lead.

    Redirects are followed; a link with a fragment keeps it, else it gets that of the redirect. What redirects to the
    article itself is the film only where a nominee is named: a director without an article of his own is not the
    film. Of a page that no source has told the Wikidata item of, it is set. Nothing happens to other pages than
    films'. Raises what `resolver` raises.
    """
    film = extraction.film
    if film is None:
        return extraction
    page = extraction.page
    here = page_title(page.title)
    gathered = _Gathered()
    _relinked(film, gathered)
    linked = {page_title(link) for link in gathered.links_seen if not link.startswith("#")}
    categories = [CATEGORY + page_title(category.name) for category in film.categories]
    found = resolver.look_up(sorted({here, *linked, *categories}))
    followed = _Followed(here, found)
    film = _relinked(film, followed)
    for category in categories:
        followed.category(category)
    if page.wikidata is None and (own := found.get(here)) is not None and own.title == here:
        page = replace(page, wikidata=own.item)
    return replace(extraction, page=page, film=film, links=followed.links())


class _Followed:
    """Where the links of one article lead, and which they are."""

    def __init__(self, here: str, found: Mapping[str, LinkedPage]) -> None:
        self._here = here
        self._found = found
        self._pages: dict[str, LinkedPage] = {}
        self._redirects: dict[str, str] = {}

    def links(self) -> Links:
        """What is known of all that was asked for so far."""
        return Links(dict(sorted(self._pages.items())), dict(sorted(self._redirects.items())))

    def category(self, title: str) -> None:
        """A category is what its members say it is: a redirect does not move them, and it needs no page."""
        if (page := self._found.get(title)) is not None:
            self._pages[title] = LinkedPage(title, exists=True, item=page.item if page.title == title else None)

    def link(self, link: str, kind: Kind | None) -> str:
        """The link that one stands for. `kind`: of the thing it names; None for an album."""
        begin = page_title(link)
        page = None if link.startswith("#") else self._found.get(begin)
        if page is None:
            return link
        end, _, section = page.title.partition("#")
        section = link.partition("#")[2] or section
        if end == begin:
            end = link.partition("#")[0]  # as it was, whatever its spaces
        elif page.title == self._here and kind is not Kind.NOMINEE:
            self._pages[link] = LinkedPage(link, exists=True)
            return link
        else:
            self._redirects[begin] = page.title
        leads = f"{end}#{section}" if section else end
        if end != self._here:
            self._pages[leads] = replace(page, title=leads, item=None if section else page.item)
        return leads

    def entity(self, entity: Entity) -> Entity:
        if entity.link is None:
            return entity
        link = self.link(entity.link, entity.kind)
        return entity if link == entity.link else replace(entity, link=link)

    def optional(self, entity: Entity | None) -> Entity | None:
        return None if entity is None else self.entity(entity)

    def entities(self, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
        return tuple(map(self.entity, entities))


# Where entities stand in a film


class _Gathered(_Followed):
    """Follows nothing, and knows afterwards what there was."""

    def __init__(self) -> None:
        super().__init__("", {})
        self.links_seen: set[str] = set()

    def link(self, link: str, kind: Kind | None) -> str:
        self.links_seen.add(link)
        return link


def _relinked(film: Film, followed: _Followed) -> Film:
    return replace(
        film,
        credits=tuple(replace(credit, entity=followed.entity(credit.entity)) for credit in film.credits),
        based_on=tuple(
            replace(basis, work=followed.optional(basis.work), authors=followed.entities(basis.authors))
            for basis in film.based_on
        ),
        cast=tuple(replace(role, actor=followed.entity(role.actor)) for role in film.cast),
        releases=tuple(replace(release, place=followed.optional(release.place)) for release in film.releases),
        ratings=tuple(replace(rating, by=followed.entity(rating.by)) for rating in film.ratings),
        nominations=tuple(
            replace(
                nomination,
                award=followed.entity(nomination.award),
                category=followed.optional(nomination.category),
                nominees=followed.entities(nomination.nominees),
            )
            for nomination in film.nominations
        ),
        albums=tuple(_album(album, followed) for album in film.albums),
    )


def _album(album: Album, followed: _Followed) -> Album:
    return replace(
        album,
        link=None if album.link is None else followed.link(album.link, None),
        artists=followed.entities(album.artists),
        labels=followed.entities(album.labels),
        tracks=tuple(
            replace(
                track,
                title=followed.entity(track.title),
                performers=followed.entities(track.performers),
                writers=followed.entities(track.writers),
                composers=followed.entities(track.composers),
                lyricists=followed.entities(track.lyricists),
            )
            for track in album.tracks
        ),
    )
