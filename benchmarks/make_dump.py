"""Builds a dump as Wikimedia publishes them, of any size, from folders of articles: for benchmarks and tests.

    python benchmarks/make_dump.py ../shared/corpus/articles ../shared/corpus/other --pages 20000 \\
        -o enwiki-20240101-pages-articles-multistream.xml.bz2

The articles are taken in turn, films so often that they make the share asked for, and each gets a title and ids of
its own; the same arguments give the same bytes. A multistream dump gets its index beside it
(https://meta.wikimedia.org/wiki/Data_dumps/Dump_format#Multistream_dumps): the head of the file, streams of 100 pages
and the end of the file are bzip2 streams of their own. The name's extension decides: `-multistream.xml.bz2`,
`.xml.bz2` (one stream), `.xml.gz`, `.xml.zst` or `.xml`.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

import zstandard

import kg
from kg.extraction.kinds import film_infobox
from kg.model import Page
from kg.wikitext.document import Document

PER_STREAM = 100
SHARE = 0.65
"""Percent of the pages of the English Wikipedia's dump, redirects included, that are films."""
_HEAD = """\
<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.mediawiki.org/xml/export-0.11/ http://www.mediawiki.org/xml/export-0.11.xsd" \
version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Wikipedia</sitename>
    <dbname>enwiki</dbname>
    <base>https://en.wikipedia.org/wiki/Main_Page</base>
    <generator>MediaWiki</generator>
    <case>first-letter</case>
    <namespaces>
      <namespace key="0" case="first-letter" />
      <namespace key="1" case="first-letter">Talk</namespace>
    </namespaces>
  </siteinfo>
"""
_TAIL = "</mediawiki>\n"


@dataclass(frozen=True, slots=True)
class Made:
    """What was built."""

    path: Path
    pages: int
    films: int
    size: int
    """Bytes of the XML, unpacked."""


def articles(folders: list[Path]) -> tuple[list[Page], list[Page]]:
    """The pages with a film infobox (films, and some film series) and the others in folders of export files and plain
    wikitext (`.wiki`)."""
    films: list[Page] = []
    others: list[Page] = []
    for file in sorted(path for folder in folders for path in folder.iterdir() if path.suffix in {".xml", ".wiki"}):
        title = file.stem.replace("_", " ").replace("-", " ") if file.suffix == ".wiki" else None
        for page in kg.read(file, title=title):
            if isinstance(page, Page):
                (films if film_infobox(Document(page.text)) else others).append(page)
    return films, others


def numbered(films: list[Page], others: list[Page], pages: int, share: float) -> Iterator[tuple[int, str, Page]]:
    """(number, title, page): films evenly among the others, `share` percent of all."""
    film, other = cycle(films), cycle(others)
    for number in range(pages):
        is_film = bool(films) and (not others or int((number + 1) * share / 100) > int(number * share / 100))
        page = next(film if is_film else other)
        name = re.sub(r" \((\w[^()]*)\)$", rf" (\1, {number})", page.title)
        yield number, name if name != page.title else f"{page.title} ({number})", page


def page_xml(number: int, title: str, page: Page) -> str:
    """A page as dumps have it; the number is its id and the end of its revision's."""
    redirect = f'    <redirect title="{escape(page.redirect, {chr(34): "&quot;"})}" />\n' if page.redirect else ""
    return (
        f"  <page>\n    <title>{escape(title)}</title>\n    <ns>{page.namespace}</ns>\n    <id>{number + 10}</id>\n"
        f"{redirect}    <revision>\n      <id>{number + 900_000_000}</id>\n"
        f"      <timestamp>{page.timestamp or '2024-01-01T00:00:00Z'}</timestamp>\n"
        "      <contributor>\n        <username>Example</username>\n        <id>1</id>\n      </contributor>\n"
        f"      <model>{page.model}</model>\n      <format>text/x-wiki</format>\n"
        f'      <text bytes="{len(page.text.encode())}" xml:space="preserve">{escape(page.text)}</text>\n'
        "    </revision>\n  </page>\n"
    )


def streams(
    films: list[Page], others: list[Page], pages: int, share: float, per_stream: int
) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """The XML of a dump in parts, each with the ids and titles of the pages in it."""
    yield _HEAD, []
    parts: list[str] = []
    names: list[tuple[int, str]] = []
    for number, title, page in numbered(films, others, pages, share):
        parts.append(page_xml(number, title, page))
        names.append((number + 10, title))
        if len(parts) == per_stream:
            yield "".join(parts), names
            parts, names = [], []
    if parts:
        yield "".join(parts), names
    yield _TAIL, []


def build(
    output: Path,
    films: list[Page],
    others: list[Page],
    pages: int,
    share: float = SHARE,
    per_stream: int = PER_STREAM,
) -> Made:
    """Writes a dump, and its index where it is a multistream dump."""
    size = found = 0
    xml = streams(films, others, pages, share, per_stream)
    if output.name.endswith("-multistream.xml.bz2"):
        index = bz2.BZ2Compressor()
        with output.open("wb") as file, index_of(output).open("wb") as listing:
            for data, compressed, names in compressed_streams(xml):
                size += len(data)
                found += len(names)
                offset = file.tell()
                file.write(compressed)
                lines = "".join(f"{offset}:{number}:{title}\n" for number, title in names)
                listing.write(index.compress(lines.encode()))
            listing.write(index.flush())
    else:
        with packed(output) as target:
            for text, names in xml:
                data = text.encode()
                size += len(data)
                found += len(names)
                target.write(data)
    count = pages if not others else int(pages * share / 100) if films else 0
    return Made(output, found, count, size)


def compressed_streams(
    xml: Iterator[tuple[str, list[tuple[int, str]]]],
) -> Iterator[tuple[bytes, bytes, list[tuple[int, str]]]]:
    """The parts as bytes, packed and not; some at a time on all processors."""
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        while batch := [(text.encode(), names) for text, names in islice(xml, 4 * workers)]:
            packed = pool.map(bz2.compress, [data for data, _ in batch])
            for (data, names), compressed in zip(batch, packed, strict=True):
                yield data, compressed, names


def packed(output: Path) -> BinaryIO:
    """A file to write to, which packs as its name says."""
    match output.suffix:
        case ".bz2":
            return bz2.open(output, "wb")  # type: ignore[return-value]
        case ".gz":
            return gzip.GzipFile(output, "wb", mtime=0)  # type: ignore[return-value]
        case ".zst":
            # with a checksum, as the command zstd writes by itself
            packer = zstandard.ZstdCompressor(write_checksum=True)
            return zstandard.open(output, "wb", cctx=packer)  # type: ignore[no-any-return]
        case _:
            return output.open("wb")


def index_of(dump: Path) -> Path:
    """`…-multistream-index.txt.bz2` beside `…-multistream.xml.bz2`."""
    return dump.with_name(dump.name.replace("-multistream.xml.bz2", "-multistream-index.txt.bz2"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=10_000, metavar="N")
    parser.add_argument("--share", type=float, default=SHARE, metavar="PERCENT", help="of films (default: 0.65)")
    parser.add_argument("--per-stream", type=int, default=PER_STREAM, metavar="N", help="pages (default: 100)")
    call = parser.parse_args()
    films, others = articles(call.folder)
    made = build(call.output, films, others, call.pages, call.share, call.per_stream)
    packed = made.path.stat().st_size
    what = f"{made.pages} pages, {made.films} with a film infobox"
    print(f"{made.path}: {what}, {made.size:,} bytes unpacked, {packed:,} packed")


if __name__ == "__main__":
    main()
