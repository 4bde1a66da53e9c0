"""Where titles lead, asked of a wiki's API: redirects, pages that are not there, Wikidata items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from kg.model import MAX_REDIRECTS, LinkedPage
from kg.sources.api import BATCH, Client
from kg.sources.response import Json, landing, other_wiki
from kg.sources.titles import namespace_of, title_fault
from kg.sources.wiki import DEFAULT_API, item_id

# https://www.mediawiki.org/wiki/API:Pageprops, API:Query#Resolving_redirects
_ITEMS = {"prop": "pageprops", "ppprop": "wikibase_item"}
_MAX_KEPT = 1 << 18
"""Answers kept, so that no title is asked for again in every film."""


class ApiResolver:
    """Tells where titles lead by asking the API, in batches of 50, each title once. Its block closes the connection."""

    def __init__(
        self, api: str = DEFAULT_API, contact: str | None = None, notify: Callable[[str], object] | None = None
    ) -> None:
        """The parameters are those of `kg.sources.fetch`. Raises UsageError as it does."""
        self._client = Client(api, contact, notify=notify)
        self.name = f"API {api}"
        """What tells it from resolvers that say other things."""
        self._kept: dict[str, LinkedPage | None] = {}

    def look_up(self, titles: Iterable[str]) -> dict[str, LinkedPage]:
        """Where each of the titles leads; those that no page can have, and those of other namespaces than articles
        and categories, are not in the answer. Raises FetchError when the API gives no usable answer.

        A redirect with a Wikidata item of its own, other than that of the page it leads to, leads nowhere, as in
        `kg.resolver.table`.
        """
        wanted = list(dict.fromkeys(titles))
        asked = [title for title in wanted if title not in self._kept]
        if len(self._kept) + len(asked) > _MAX_KEPT:
            self._kept.clear()
            asked = wanted
        self._kept.update(dict.fromkeys(asked))
        sound = iter([title for title in asked if namespace_of(title) in (0, 14) and title_fault(title) is None])
        while batch := list(islice(sound, BATCH)):
            self._kept.update(self._batch(batch))
        return {title: page for title in wanted if (page := self._kept[title]) is not None}

    def __enter__(self) -> ApiResolver:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.__exit__()

    def _batch(self, titles: list[str]) -> dict[str, LinkedPage]:
        query = self._client.about(titles, {**_ITEMS, "redirects": "1"})
        ways = {title: _Way(query, title) for title in titles}
        # With redirects followed, the items of the redirects themselves are not told.
        redirects = iter(sorted({title for way in ways.values() for title in way.redirects}))
        items: dict[str, str] = {}
        while batch := list(islice(redirects, BATCH)):
            items.update(_items(self._client.about(batch, _ITEMS)))
        found = ((title, way.end(items)) for title, way in ways.items())
        return {title: page for title, page in found if page is not None}


class _Way:
    """The way of one title through an answer."""

    def __init__(self, query: Json, title: str) -> None:
        self._query = query
        self._title = title
        self._end, _, self._endless = landing(query, title)
        self.redirects: list[str] = []
        """The redirects on the way, in order, each once."""
        self._section = ""
        steps = {entry.get("from"): entry for entry in _entries(query, "redirects")}
        here, _, _ = landing({**query, "redirects": []}, title)
        while (step := steps.get(here)) is not None and here not in self.redirects:
            self.redirects.append(here)
            fragment = step.get("tofragment")
            self._section = fragment.replace("_", " ") if isinstance(fragment, str) and fragment else self._section
            here = str(step.get("to"))
        self._endless = self._endless or len(self.redirects) > MAX_REDIRECTS

    def end(self, items: dict[str, str]) -> LinkedPage | None:
        """Where the way ends. `items`: those of the redirects."""
        itself = LinkedPage(self._title, exists=True, item=items.get(self.redirects[0])) if self.redirects else None
        if self._endless or other_wiki(self._query, self._end):
            return itself
        page = next((page for page in _entries(self._query, "pages") if page.get("title") == self._end), None)
        if page is None or page.get("invalid", False) is not False:
            return None
        exists = page.get("missing", False) is False
        item = _item(page)
        for redirect in self.redirects:
            if redirect in items and (self._section or items[redirect] != item):
                return LinkedPage(redirect, exists=True, item=items[redirect])
        if not self.redirects:
            return LinkedPage(self._title, exists, item)
        if namespace_of(self._end) != namespace_of(self._title):
            return itself
        if self._section:
            return LinkedPage(f"{self._end}#{self._section}", exists)
        return LinkedPage(self._end, exists, item)


def _items(query: Json) -> Iterator[tuple[str, str]]:
    for page in _entries(query, "pages"):
        title, item = page.get("title"), _item(page)
        if isinstance(title, str) and item is not None:
            yield title, item


def _item(page: Json) -> str | None:
    properties = page.get("pageprops")
    return item_id(properties.get("wikibase_item")) if isinstance(properties, dict) else None


def _entries(query: Json, key: str) -> list[Json]:
    found = query.get(key)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []
