"""What a wiki's titles lead to, on disk: tables that are searched where they lie and never loaded.

A folder holds three tables and `resolver.json`, which says what they are and is written last:

- `titles.keys`: the keys of all titles, 64 bits each, rising. A key is the BLAKE2b hash of the namespace and title.
- `titles.values`: for each key, 32 bits. An article has the number of its Wikidata item, 0 for none; a redirect has
  the highest bit set and, in the others, where it leads: a place in the next table.
- `targets`: `Title#fragment`, a tab, the redirect's own item, and a line feed, UTF-8, each once, in order.

12 bytes a title, and the titles that redirects lead to. Hashes are spread evenly, so that a key's place is
known but for some thousands, of which a binary search finds it. That a title without a page has the key of
another is as likely as 1 in 10¹² for 25 million titles; two titles of one key do not pass the build.

All bytes are the same for the same dumps. Several processes that read a folder share its pages in memory.
"""

from __future__ import annotations

import json
import mmap
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

from kg.errors import SourceError
from kg.identity import fold, page_title
from kg.model import MAX_REDIRECTS, LinkedPage
from kg.sources.titles import namespace_of

FORMAT = 1
"""Of the folder; a resolver of another one is built anew."""
KEYS, VALUES, TARGETS, ABOUT = "titles.keys", "titles.values", "targets", "resolver.json"
REDIRECT = 1 << 31

NAMESPACES = (0, 14)
"""Those of the titles that a graph has things for: articles and categories."""


def key(namespace: int, title: bytes) -> int:
    """The key of a title as the database has it: UTF-8, underscores, without namespace."""
    return int.from_bytes(blake2b(b"%d:%b" % (namespace, title), digest_size=8).digest(), "big")


def place(key: int, count: int) -> int:
    """About where a key is among `count` keys."""
    return key * count >> 64


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the tables say of one title."""

    item: str | None
    leads: str | None = None
    """Of a redirect, where it leads: `Title` or `Title#fragment`."""


class Resolver:
    """What a wiki's titles lead to. Made by `open_resolver`; given to other processes by its path."""

    def __init__(self, path: Path, about: dict[str, Any]) -> None:
        self._path = path
        self.name = f"tables {about['sha256']}"
        """What tells it from resolvers that say other things."""
        self._count: int = about["titles"]
        self._reach: int = about["reach"]
        self._keys = cast("Sequence[int]", _mapped(path / KEYS, 8 * self._count).cast("Q"))
        self._values = cast("Sequence[int]", _mapped(path / VALUES, 4 * self._count).cast("I"))
        self._targets = _mapped(path / TARGETS, about["targets"])

    def __reduce__(self) -> tuple[Any, ...]:
        return open_resolver, (str(self._path),)

    def look_up(self, titles: Iterable[str]) -> dict[str, LinkedPage]:
        """Where each of the titles leads; titles are those of articles, or of categories with `Category:`. None of
        another namespace is in the answer."""
        found = {}
        for title in titles:
            if (page := self._page(title)) is not None:
                found[title] = page
        return found

    def _page(self, title: str) -> LinkedPage | None:
        """Where a title leads; None for a namespace that is not in the tables.

        A redirect with a Wikidata item of its own, other than that of the page it leads to, is a thing of its own (a
        song that has no article but its album's; https://www.wikidata.org/wiki/Wikidata:Sitelinks_to_redirects): the
        way ends there. A title from which it runs in a circle leads nowhere else.
        """
        if namespace_of(title) not in NAMESPACES:
            return None
        entry = self._entry(title)
        if entry is None:
            return LinkedPage(title, exists=False)
        begin = LinkedPage(title, exists=True, item=entry.item)
        own: LinkedPage | None = None
        end, section = title, ""
        passed = {title}
        while entry is not None and entry.leads is not None:
            if own is None and entry.item is not None:
                own = LinkedPage(end, exists=True, item=entry.item)
            end, mark, fragment = entry.leads.partition("#")
            section = mark + fragment or section
            if end in passed or len(passed) > MAX_REDIRECTS:
                return begin
            passed.add(end)
            entry = self._entry(end)
        item = entry.item if entry is not None else None
        if own is not None and (section or own.item != item):
            return own
        return LinkedPage(end + section, exists=entry is not None, item=None if section else item)

    def _entry(self, title: str) -> _Entry | None:
        number = self._find(title)
        if number is None:
            return None
        value = self._values[number]
        if not value & REDIRECT:
            return _Entry(f"Q{value}" if value else None)
        begin = value & ~REDIRECT
        leads, _, item = bytes(self._targets[begin : begin + 4096]).partition(b"\n")[0].partition(b"\t")
        return _Entry(item.decode() or None, leads.decode("utf-8", "replace"))

    def _find(self, title: str) -> int | None:
        namespace = namespace_of(title)
        name = fold(title.partition(":")[2]) if namespace else title
        wanted = key(namespace, page_title(name).replace(" ", "_").encode("utf-8", "replace"))
        near = place(wanted, self._count)
        low, high = max(0, near - self._reach), min(self._count, near + self._reach + 1)
        number = bisect_left(self._keys, wanted, low, high)
        return number if number < high and self._keys[number] == wanted else None


def open_resolver(path: str) -> Resolver:
    """The resolver in a folder that `kg resolver build` wrote. Raises SourceError for any other folder."""
    folder = Path(path)
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        form = about["filmkg-resolver"]
    except FileNotFoundError:
        what = f"it has no {ABOUT}" if folder.is_dir() else "no such folder"
        raise SourceError(f"{path}: is no resolver, {what} (kg resolver build makes one)") from None
    except NotADirectoryError:
        raise SourceError(f"{path}: is no resolver: it is a file, not a folder") from None
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError):
        raise SourceError(f"{path}: is no resolver: its {ABOUT} is of something else") from None
    if form != FORMAT:
        raise SourceError(f"{path}: is a resolver of format {form!r}, and this version reads {FORMAT}: build it anew")
    if sys.byteorder != "little":
        raise SourceError(f"{path}: is a resolver for processors of the other byte order")
    numbers = all(type(about.get(name)) is int and about[name] >= 0 for name in ("titles", "reach", "targets"))
    if not (numbers and isinstance(about.get("sha256"), str)):
        raise SourceError(f"{path}: is a damaged resolver: its {ABOUT} is not whole")
    return Resolver(folder, about)


def _mapped(path: Path, size: int) -> memoryview:
    try:
        with path.open("rb") as file:
            found = file.seek(0, 2)
            if found != size:
                raise SourceError(f"{path}: is damaged: it has {found} bytes, and should have {size}")
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b"")
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
