"""Addresses on this server of the things of the graph.

A thing's IRI is the base and a page's title (see kg.identity); `/resource/`, `/page/` and `/data/` stand in place of
the base. Titles with `?`, `%` or `#` are percent-encoded in the IRI once, and are so in the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from kg import identity
from kg.vocab import Iri

# All of RFC 3986 that may stand in a path, and the percent sign of what the IRI has encoded already.
_PATH = "/%:@!$&'()*+,;=~-._"
_FRAGMENT = _PATH + "?"


@dataclass(frozen=True, slots=True)
class Names:
    """Between IRIs and addresses of one server."""

    base: str
    """What the IRIs of the store's things begin with."""

    def page(self, iri: str) -> str | None:
        """The address of the page that tells of a thing; None for what is not named under the base."""
        return self._address("/page/", iri)

    def data(self, iri: str, extension: str) -> str | None:
        """The address of the document about the page that a thing is described on."""
        address = self._address("/data/", article_of(iri))
        return None if address is None else address + extension

    def _address(self, prefix: str, iri: str) -> str | None:
        if not iri.startswith(self.base) or iri == self.base:
            return None
        path, mark, fragment = iri.removeprefix(self.base).partition("#")
        return prefix + quote(path, safe=_PATH) + mark + quote(fragment, safe=_FRAGMENT)

    def article(self, path: str) -> Iri:
        """The thing that an address stands for. `path`: what follows `/page/`, decoded, as the server gets it.

        >>> Names("https://x.org/").article("leaving Las Vegas")
        'https://x.org/Leaving_Las_Vegas'
        """
        return Iri(self.base + identity.page_path(path.replace("#", "%23")))


def article_of(iri: str) -> Iri:
    """The thing whose page a thing is described on: itself, or for `…/Title#kind/name` the page's."""
    return Iri(iri.partition("#")[0])


def fragment_of(iri: str) -> str:
    """What follows the `#`; empty for a thing with a page of its own."""
    return iri.partition("#")[2]
