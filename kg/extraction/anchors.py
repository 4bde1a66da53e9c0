"""Which page an unlinked name stands for: the one that the same name is linked to elsewhere in the article.

Model, "Which IRI a thing gets", rule 3. Nobody is guessed to be somebody: only the very same name counts,
and a name that is linked to two pages stands for neither, unless one of the pages is titled by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kg.wikitext.links import without_disambiguation

_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\xa0": " "})
_DASHES = re.compile(r"[‐‑‒–—―−]")


@lru_cache(maxsize=1 << 12)  # one name is met in many places of an article
def name_key(name: str) -> str:
    """What two spellings of one name share: quotes, dashes and white space folded, case kept."""
    if not name.isascii():
        name = _DASHES.sub("-", unicodedata.normalize("NFC", name).translate(_QUOTES))
    if "  " in name or not name.isprintable():  # white space other than a space is not
        name = _SPACES.sub(" ", name)
    return name.strip(" .,;:\"'")


class Anchors:
    """The links of one article by the names they are shown under."""

    def __init__(self, links: Iterable[tuple[str, str]]) -> None:
        """`links`: (text as it reads, page title), in order of the article."""
        self._exact: dict[str, str | None] = {}  # None: linked to several pages
        self._shown: dict[str, dict[str, None]] = {}
        self._titles: dict[str, None] = {}
        self._titled: dict[str, str | None] | None = None
        for shown, title in dict.fromkeys(links):
            exact = shown.strip()
            if self._exact.setdefault(exact, title) != title:
                self._exact[exact] = None
            key = name_key(shown)
            titles = self._shown.get(key)
            if titles is None:
                self._shown[key] = {title: None}
            else:
                titles[title] = None
            self._titles[title] = None

    def page(self, name: str) -> str | None:
        """The one page that `name` is linked to or is the title of; None when there is none or several."""
        key = name_key(name)
        if not key:
            return None
        exact = self._exact.get(name.strip())
        if exact is not None:
            return exact
        shown = self._shown.get(key)
        if shown is None:
            if self._titled is None:
                self._titled = _by_name(self._titles)
            return self._titled.get(key)
        if len(shown) == 1:
            return next(iter(shown))
        titles = [title for title in shown if name_key(without_disambiguation(title)) == key]
        return titles[0] if len(titles) == 1 else None


def _by_name(titles: Iterable[str]) -> dict[str, str | None]:
    """Pages by the names that their titles give them; None where several have one name."""
    out: dict[str, str | None] = {}
    for title in titles:
        if "#" not in title:
            key = name_key(without_disambiguation(title))
            out[key] = None if key in out else title
    return out
