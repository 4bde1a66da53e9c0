"""Small dumps for tests, made by benchmarks/make_dump.py, and what the ordinary export makes of them."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from kg.model import Page
from kg.pipeline import items, outcomes
from kg.rdf.formats import N_QUADS
from kg.rdf.serialise import serialize
from kg.report import Fate
from kg.resolver.links import Resolver
from kg.sources import read

from ..conftest import ROOT

COUNTRIES = ("India", "France", "Japan")


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_dump", ROOT / "benchmarks" / "make_dump.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_dump"] = module
    spec.loader.exec_module(module)
    return module


make_dump = _module()


def film(number: int, opening: str = "{{Infobox film") -> Page:
    country = COUNTRIES[number % len(COUNTRIES)]
    text = (
        f"{opening}\n| name = Film {number}\n| director = [[Some Director]]\n| country = {country}\n"
        f"| released = {{{{Film date|{1950 + number}|1|2}}}}\n| runtime = {90 + number} minutes\n}}}}\n"
        f"'''''Film {number}''''' is a {1950 + number} [[drama film]] directed by [[Some Director]].\n"
        f'== Cast ==\n* [[An Actor]] as Role {number} & "Other" <small>(voice)</small>\n[[Category:Films]]\n'
    )
    return Page(f"Film {number}", text, timestamp="2020-01-01T00:00:00Z")


def other(number: int) -> Page:
    words = " ".join(f"word{number * 7919 % (place + 3)}" for place in range(300))
    return Page(f"Place {number}", f"{{{{Infobox settlement|name=Place}}}}\n'''Place''' is a place. {words}\n")


REDIRECT = Page("Moved", "#REDIRECT [[Film 1]] {{Infobox film}}", redirect="Film 1")
TALK = Page("Talk:Film", "{{Infobox film|name=x}}", namespace=1)
FILMS = [film(number) for number in range(60)]
OTHERS = [*(other(number) for number in range(30)), REDIRECT, TALK]


def dump(folder: Path, ending: str = "-multistream.xml.bz2", pages: int = 240, index: bool = True) -> Path:
    """A dump of which every fourth page is a film, ten pages a stream."""
    path = folder / f"testwiki-20240101-pages-articles{ending}"
    make_dump.build(path, FILMS, OTHERS, pages, share=25.0, per_stream=10)
    if not index:
        make_dump.index_of(path).unlink()
    return path


def expected(path: Path, resolver: Resolver | None = None) -> bytes:
    """The N-Quads of the films of an export file, as the ordinary route writes them."""
    return b"".join(_films(path, resolver))


def _films(path: Path, resolver: Resolver | None) -> Iterator[bytes]:
    for outcome in outcomes(items([lambda: read(path)]), 1, resolver=resolver):
        record = getattr(outcome, "record", None)
        assert record is not None
        if record.fate is Fate.EXPORTED:
            yield serialize(outcome.graph, N_QUADS)  # type: ignore[union-attr,arg-type]
