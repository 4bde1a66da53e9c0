"""What a wiki says of itself and its pages: the address that titles are appended to, stamps, item ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from kg.model import Page

DEFAULT_API = "https://en.wikipedia.org/w/api.php"
DEFAULT_SITE = Page(title="", text="").site

# What an IRI can hold, less what has no business in a wiki's address.
_ADDRESS = re.compile(r"https?://[^\s/?#@<>\"{}|\\^`\x00-\x20]+/[^\s#<>\"{}|\\^`\x00-\x20]*")
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_ITEM = re.compile(r"Q[1-9][0-9]*")


def timestamp(text: str | None) -> str | None:
    """`text` when it is a time as MediaWiki writes it (https://www.mediawiki.org/wiki/Timestamp), else None."""
    return text if text and _TIMESTAMP.fullmatch(text) else None


def item_id(value: object) -> str | None:
    """`value` when it is the id of a Wikidata item, `Q123`, else None."""
    return value if isinstance(value, str) and _ITEM.fullmatch(value) else None


def site_of_main_page(base: str | None) -> str:
    """The site of an export, from its `<base>`: the address of the wiki's main page. DEFAULT_SITE when
    there is none or it is no web address. https://www.mediawiki.org/wiki/Help:Export#Export_format

    >>> site_of_main_page("https://en.wikipedia.org/wiki/Main_Page")
    'https://en.wikipedia.org/wiki/'
    >>> site_of_main_page("http://localhost/index.php?title=Main_Page")
    'http://localhost/index.php?title='
    """
    base = (base or "").strip()
    if base.startswith("//"):
        base = "https:" + base
    head, parameter, _ = base.partition("?title=")
    site = head + parameter if parameter else base[: base.rfind("/") + 1]
    return site if _ADDRESS.fullmatch(site) else DEFAULT_SITE


def site_of_general(general: object, api: str | None = None) -> str:
    """The site of a wiki, from `meta=siteinfo&siprop=general`: `server` with `articlepath`, or with
    `script` where articles have no path of their own. Addresses without a scheme get that of `api`, else
    https. For what is no web address, the `index.php` beside `api` or, without it, DEFAULT_SITE.
    https://www.mediawiki.org/wiki/API:Siteinfo

    >>> site_of_general({"server": "//de.wikipedia.org", "articlepath": "/wiki/$1"})
    'https://de.wikipedia.org/wiki/'
    """
    fallback = DEFAULT_SITE if api is None else urljoin(api, "index.php?title=")
    found: Mapping[str, Any] = general if isinstance(general, dict) else {}
    server, path, script = (found.get(key) for key in ("server", "articlepath", "script"))
    if not isinstance(server, str):
        return fallback
    if not (isinstance(path, str) and path.endswith("$1")):
        path = f"{script}?title=$1" if isinstance(script, str) else ""
    try:
        site = urljoin(urljoin(api or "https:", server), path.removesuffix("$1"))
    except ValueError:
        return fallback
    return site if _ADDRESS.fullmatch(site) else fallback
