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
    folded = _DASHES.sub("-", unicodedata.normalize("NFC", name).translate(_QUOTES))
    return _SPACES.sub(" ", folded).strip(" .,;:\"'")


class Anchors:
    """The links of one article by the names they are shown under."""

    def __init__(self, links: Iterable[tuple[str, str]]) -> None:
        """`links`: (text as it reads, page title), in order of the article."""
        self._exact: dict[str, dict[str, None]] = {}
        self._shown: dict[str, dict[str, None]] = {}
        self._titled: dict[str, dict[str, None]] = {}
        for shown, title in links:
            self._exact.setdefault(shown.strip(), {}).setdefault(title)
            self._shown.setdefault(name_key(shown), {}).setdefault(title)
            if "#" not in title:
                self._titled.setdefault(name_key(without_disambiguation(title)), {}).setdefault(title)

    def page(self, name: str) -> str | None:
        """The one page that `name` is linked to or is the title of; None when there is none or several."""
        key = name_key(name)
        if not key:
            return None
        exact = self._exact.get(name.strip(), {})
        if len(exact) == 1:
            return next(iter(exact))
        shown, titled = self._shown.get(key, {}), self._titled.get(key, {})
        if len(shown) == 1:
            return next(iter(shown))
        if len(shown) > 1:
            titles = [title for title in shown if name_key(without_disambiguation(title)) == key]
            return titles[0] if len(titles) == 1 else None
        return next(iter(titled)) if len(titled) == 1 else None
