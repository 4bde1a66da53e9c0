"""The pages the real MediaWiki is filled with, and the export file that fills it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import kg

SAMPLE = Path(kg.__file__).parent / "data" / "leaving_las_vegas.json"
# Small enough that an answer with many pages does not fit and is continued.
SETTINGS = "\n$wgAPIMaxResultSize = 100000;\n"


def sample_text() -> str:
    pages = json.loads(SAMPLE.read_text(encoding="utf-8"))["query"]["pages"]
    text = pages["54160"]["revisions"][0]["*"]
    assert isinstance(text, str)
    return text


@dataclass(frozen=True, slots=True)
class Imported:
    title: str
    text: str
    ns: int = 0
    redirect: str | None = None


ODD = 'Amélie & 𝔽riends: "1 + 2"? 100%'
FILMS = tuple(
    Imported(f"Film {number:03d}", f"{{{{Infobox film|name=Film {number}}}}}\n[[Category:Test films]]\n" + "x" * 4000)
    for number in range(1, 121)
)
PAGES: tuple[Imported, ...] = (
    Imported("Leaving Las Vegas", sample_text()),
    Imported("Leaving Vegas", "#REDIRECT [[Leaving Las Vegas]]", redirect="Leaving Las Vegas"),
    Imported("Leave Vegas", "#REDIRECT [[Leaving Vegas]]", redirect="Leaving Vegas"),
    Imported("Round", "#REDIRECT [[About]]", redirect="About"),
    Imported("About", "#REDIRECT [[Round]]", redirect="Round"),
    Imported("Nowhere", "#REDIRECT [[No such page]]", redirect="No such page"),
    Imported(ODD, "''Amélie'' &amp; <b>𝔽</b> {{x|y}}\n\n[[Category:Odd films]]"),
    Imported("Odd talk", "[[Category:Odd films]]"),
    Imported("Talk:Odd talk", "[[Category:Odd films]] talk", ns=1),
    Imported("Category:Odd films", "What is odd.", ns=14),
    *FILMS,
)
TEXTS = {page.title: page.text for page in PAGES}


def _page(number: int, page: Imported) -> str:
    redirect = f"<redirect title={quoteattr(page.redirect)} />" if page.redirect else ""
    return (
        f"<page><title>{escape(page.title)}</title><ns>{page.ns}</ns><id>{number}</id>{redirect}<revision>"
        f"<id>{1000 + number}</id><timestamp>2018-11-28T01:47:58Z</timestamp>"
        "<contributor><username>Tester</username><id>1</id></contributor>"
        "<model>wikitext</model><format>text/x-wiki</format>"
        f'<text xml:space="preserve">{escape(page.text)}</text></revision></page>\n'
    )


def export_of(pages: Sequence[Imported]) -> str:
    """The export file that fills a wiki with some pages."""
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en">\n'
        "<siteinfo><sitename>Test</sitename><base>http://wiki.example/wiki/Main_Page</base></siteinfo>\n"
        + "".join(_page(number, page) for number, page in enumerate(pages, 1))
        + "</mediawiki>\n"
    )


EXPORT = export_of(PAGES)
