"""Where pages come from: saved API responses, export files, plain wikitext, the live Action API.

`read` and `fetch` give, one by one, a `Page` or, for what concerns one page only, a `SourceProblem`.
Importing this package is cheap: the XML parser and the HTTP client are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.sources.files import read
from kg.sources.problem import SourceProblem
from kg.sources.titles import titles_from
from kg.sources.wiki import DEFAULT_API

if TYPE_CHECKING:
    from kg.sources.api import fetch

__all__ = ["DEFAULT_API", "SourceProblem", "fetch", "read", "titles_from"]


def __getattr__(name: str) -> Any:
    if name == "fetch":
        from kg.sources.api import fetch

        return fetch
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
