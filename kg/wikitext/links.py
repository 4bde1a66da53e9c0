"""Link targets: which page a `[[target]]` leads to.

Source: https://www.mediawiki.org/wiki/Help:Links, https://en.wikipedia.org/wiki/Help:Interwiki_linking.
"""

from __future__ import annotations

import html
import re
from enum import Enum
from functools import lru_cache
from urllib.parse import unquote


class LinkKind(Enum):
    ARTICLE = "article"
    FILE = "file"
    CATEGORY = "category"
    OTHER = "other"
    """Another namespace, another wiki, a section of the same page, or nothing at all."""


_FILE = {"file", "image"}
_OTHER_NAMESPACES = {
    "wikipedia", "wp", "project", "template", "help", "portal", "user", "talk", "special", "media", "draft",
    "module", "mediawiki", "user talk", "wikipedia talk", "template talk", "book", "timedtext",
}  # fmt: skip
_INTERWIKI = {
    "wikt", "wiktionary", "wikiquote", "q", "wikibooks", "b", "wikisource", "s", "commons", "c", "wikidata", "d",
    "wikinews", "n", "wikiversity", "v", "wikispecies", "species", "meta", "m", "mw", "imdbtitle", "imdbname",
    "google", "doi", "wikia", "fandom", "foundation", "voy", "simple",
}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]+)*")
_BAD_IN_TITLE = re.compile(r"[<>\[\]{}|\x00-\x1f\x7f-\x9f\ufeff\ue000-\ue004�]")
_SPACES = re.compile(r"[\s_]+")
_PLAIN_TITLE = re.compile(r"[A-Z0-9](?:[\w.,!()/–-]++| (?! |$)|'(?!''))*+")
"""Nearly all targets: the title of an article, as it is (without `_`)."""


@lru_cache(maxsize=1 << 12)  # one link is read several times
def title_of(target: str) -> tuple[LinkKind, str]:
    """Kind and normalised title of a link's target: entities and %-escapes decoded, `_` as space, first
    letter upper case, `#fragment` kept. The title of a file or category comes without its prefix; that of
    anything that is no article of this wiki is empty."""
    if "_" not in target and _PLAIN_TITLE.fullmatch(target):
        return LinkKind.ARTICLE, target
    if target.startswith("Category:") and "_" not in target and _PLAIN_TITLE.fullmatch(target, 9):
        return LinkKind.CATEGORY, target[9:]
    text = html.unescape(target)
    if "%" in text:
        text = unquote(text)
    text = _SPACES.sub(" ", text.replace("'''", "")).strip()
    colon = text.startswith(":")
    text = text.lstrip(": ")
    if not text or text.startswith("#") or _BAD_IN_TITLE.search(text):
        return LinkKind.OTHER, ""
    prefix, found, rest = text.partition(":")
    if found:
        name = prefix.strip().lower()
        rest = rest.strip()
        if name in _FILE:
            return (LinkKind.OTHER, "") if colon else (LinkKind.FILE, _upper(rest))
        if name == "category":
            return (LinkKind.OTHER, "") if colon else (LinkKind.CATEGORY, _upper(rest))
        if name in {"w", "en"} and rest:
            return LinkKind.ARTICLE, _upper(rest)
        language = prefix.islower() and _LANGUAGE.fullmatch(name) and not text[len(prefix) + 1 :].startswith(" ")
        if name in _OTHER_NAMESPACES or name in _INTERWIKI or language:
            return LinkKind.OTHER, ""
    page, mark, fragment = text.partition("#")
    title = _upper(page.strip())
    return LinkKind.ARTICLE, f"{title}#{fragment.strip()}" if mark and fragment.strip() else title


def _upper(title: str) -> str:
    return title[:1].upper() + title[1:]


def without_disambiguation(title: str) -> str:
    """`Vincent Ward (director)` → `Vincent Ward`; a fragment is cut off too.

    Source: https://en.wikipedia.org/wiki/Wikipedia:Article_titles#Disambiguation."""
    page = title.partition("#")[0].strip()
    if page.endswith(")"):
        match = _DISAMBIGUATED.fullmatch(page)
        return match[1] if match else page
    return page


_DISAMBIGUATED = re.compile(r"(.+?) \([^()]*\)")


_WEB = re.compile(r"(?:https?|ftp)://[^\s<>\"{}|\\^`\[\]\x00-\x20\ue000-\uf8ff]+", re.IGNORECASE)
_PLAIN_WEB = re.compile(r"https?://[\w/.,:?=#~+_-]+", re.ASCII)
"""Nearly all addresses: nothing in them is to be escaped."""
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(text: str) -> str | None:
    """The web address a text consists of or starts with, characters that an IRI forbids escaped; None when
    there is none. Only http, https and ftp addresses are taken."""
    text = text.strip()
    if _PLAIN_WEB.fullmatch(text):
        return text
    text = html.unescape(text)
    if text.startswith("//"):
        text = "https:" + text
    text = text.translate(_ESCAPED)
    match = _WEB.match(text)
    return _BARE_PERCENT.sub("%25", match[0]) if match else None


_ESCAPED = {ord(char): f"%{ord(char):02X}" for char in '"{}|\\^`[]'}
