"""Ranges of every packing hold the whole dump, each byte once; damage is told and costs what it has to."""

from __future__ import annotations

import bz2
import io
import random
import resource
import sys
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from kg.dumps.bzip2 import Gap, blocks, next_stream
from kg.dumps.index import index_of, offset_of, offsets
from kg.dumps.packed import DamagedError, Packing, beyond, layout, locate, read
from kg.dumps.pages import Lost, Scanner, title_of
from kg.dumps.prefilter import infobox_search
from kg.errors import SourceError

from .making import dump, make_dump

ENDINGS = {
    "-multistream.xml.bz2": Packing.STREAMS,
    ".xml.bz2": Packing.BLOCKS,
    ".xml.gz": Packing.GZIP,
    ".xml.zst": Packing.ZSTD,
    ".xml": Packing.PLAIN,
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("size", [1000, 7777, 1 << 20])
def test_ranges_are_the_file(tmp_path: Path, ending: str, size: int) -> None:
    plain = dump(tmp_path, ".xml").read_bytes()
    found = layout(dump(tmp_path, ending), size)
    assert found.packing is ENDINGS[ending]
    pieces = [piece for number in range(found.count) for piece in read(found, number)]
    assert b"".join(pieces) == plain  # type: ignore[arg-type]
    assert plain.startswith(found.head)
    if found.packing in (Packing.STREAMS, Packing.PLAIN) and size < 8000:
        assert found.count > 3


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("size", [700, 5000])
def test_each_page_is_in_one_range(tmp_path: Path, ending: str, size: int) -> None:
    found = layout(dump(tmp_path, ending), size)
    titles, pages = [], 0
    for number in range(found.count):
        scanner = Scanner(infobox_search())
        for raw in scanner.pages(read(found, number), partial(beyond, found, number)):
            assert isinstance(raw, bytes)
            titles.append(title_of(raw))
        pages += scanner.counts.pages
    assert pages == 240
    assert len(titles) == len(set(titles)) == 60


def test_index_and_search_agree(tmp_path: Path) -> None:
    path = dump(tmp_path)
    assert index_of(path) is not None
    by_index = layout(path, 1000).borders
    (tmp_path / "testwiki-20240101-pages-articles-multistream-index.txt.bz2").unlink()
    assert index_of(path) is None
    # The stream of the file's last line has no page in it, and no line in the index.
    found = layout(path, 1000).borders
    assert (*found[:-2], found[-1]) == by_index
    assert len(found) > 10


@pytest.mark.parametrize(
    ("dump", "index"),
    [
        (
            "enwiki-20240101-pages-articles-multistream.xml.bz2",
            "enwiki-20240101-pages-articles-multistream-index.txt.bz2",
        ),
        ("enwiki-20240101-pages-articles-multistream.xml.bz2", "enwiki-20240101-pages-articles-multistream-index.txt"),
        (
            "enwiki-20240101-pages-articles-multistream1.xml-p1p41242.bz2",
            "enwiki-20240101-pages-articles-multistream-index1.txt-p1p41242.bz2",
        ),
        ("a.bz2", None),
        ("enwiki-20240101-pages-articles-multistream2.xml-p1p41242.bz2", None),
    ],
)
def test_the_name_of_an_index(tmp_path: Path, dump: str, index: str | None) -> None:
    for other in ("a-index.txt.bz2", "enwiki-20240101-pages-articles-multistream-index2.txt.bz2"):
        (tmp_path / other).touch()
    if index is not None:
        (tmp_path / index).touch()
    assert index_of(tmp_path / dump) == (None if index is None else tmp_path / index)


def test_an_index_of_another_dump_is_not_believed(tmp_path: Path) -> None:
    path = dump(tmp_path)
    index = index_of(path)
    assert index is not None
    index.unlink()
    before = layout(path, 1000)
    index.write_bytes(bz2.compress(b"500:1:A\n1501:2:B\n2502:3:C\n"))
    assert layout(path, 1000) == before


@pytest.mark.parametrize("ending", ["txt", "txt.bz2"])
def test_the_lines_of_an_index(tmp_path: Path, ending: str) -> None:
    # Longer than it is read at a time; as some dumps write titles, and as others do.
    lines = [f"{600 + number // 100 * 7}:{number}:Page: no. {number}" for number in range(60_000)]
    lines += ["4807:60000:Tom &amp; Jerry", "4807:60001:Lock & Stock", "no line", "99999:60002:The last"]
    data = "\n".join(lines).encode()
    index = tmp_path / f"a-index.{ending}"
    index.write_bytes(bz2.compress(data) if ending == "txt.bz2" else data)
    assert list(dict.fromkeys(offsets(index))) == [*range(600, 600 + 600 * 7, 7), 4807, 99999]
    titles = ("Page: no. 0", "page:_no. 59999", "Tom & Jerry", "Lock & Stock", "The last", "no. 7", "Last")
    assert [offset_of(index, title) for title in titles] == [600, 600 + 599 * 7, 4807, 4807, 99999, None, None]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_stays_in_memory_of_a_range(tmp_path: Path) -> None:
    def taken() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

    noise = random.Random(1).randbytes(1 << 20).hex()  # packs to half its size
    path = tmp_path / "a.xml.bz2"
    path.write_bytes(bz2.compress(b"<mediawiki>") + bz2.compress(f"<page>{noise}</page></mediawiki>".encode()))
    found = layout(path, 100)
    assert found.packing is Packing.STREAMS
    before = 0
    for time in range(30):
        assert sum(len(piece) for piece in read(found, found.count - 1) if isinstance(piece, bytes)) > len(noise)
        before = taken() if time == 5 else before
    assert 0 < taken() < before + 6 * path.stat().st_size  # of 24 times


def test_blocks_of_a_large_stream() -> None:
    data = b"".join(f"{number * number}\n".encode() for number in range(400_000))
    packed = bz2.compress(data)
    file = io.BytesIO(packed)
    cuts = [0, len(packed) // 3, len(packed) // 3 + 1, len(packed) // 2, len(packed)]
    pieces = [piece for begin, end in pairwise(cuts) for piece in blocks(file, begin, end)]
    assert len(pieces) > 4
    assert b"".join(pieces) == data  # type: ignore[arg-type]
    assert next_stream(file, 0, len(packed)) == 0
    assert next_stream(file, 1, len(packed)) is None


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_damaged_block_costs_itself(place: float) -> None:
    data = b"".join(f"{number * number}\n".encode() for number in range(400_000))
    packed = bytearray(bz2.compress(data))
    whole = list(blocks(io.BytesIO(bytes(packed)), 0))
    packed[int(len(packed) * place)] ^= 0x40
    damaged = list(blocks(io.BytesIO(bytes(packed)), 0))
    lost = [number for number, piece in enumerate(damaged) if isinstance(piece, Gap)]
    assert len(lost) == 1
    assert len(damaged) == len(whole)
    assert all(piece == whole[number] for number, piece in enumerate(damaged) if number not in lost)
    gap = damaged[lost[0]]
    assert isinstance(gap, Gap)
    assert gap.offset <= int(len(packed) * place)


def test_a_cut_stream() -> None:
    packed = bz2.compress(b"".join(f"{number * number}\n".encode() for number in range(400_000)))
    found = list(blocks(io.BytesIO(packed[: len(packed) // 2]), 0))
    assert [number for number, piece in enumerate(found) if isinstance(piece, Gap)] == [len(found) - 1]


def test_damage_in_a_stream(tmp_path: Path) -> None:
    path = dump(tmp_path)
    found = layout(path, 1000)
    data = bytearray(path.read_bytes())
    number = found.count // 2
    data[(found.borders[number] + found.borders[number + 1]) // 2] ^= 0x40
    path.write_bytes(data)
    assert layout(path, 1000).borders == found.borders
    with pytest.raises(DamagedError):
        list(read(found, number))
    assert any(isinstance(piece, Gap) for piece in read(found, number, salvage=True))
    scanner = Scanner(infobox_search())
    lost = [
        each for each in scanner.pages(read(found, number, salvage=True), lambda: iter(())) if isinstance(each, Lost)
    ]
    assert str(found.borders[number] + 4) in lost[0].message  # the block, behind the mark of the stream


@pytest.mark.parametrize("ending", [".xml.gz", ".xml.zst"])
def test_damage_where_nothing_can_be_read_behind(tmp_path: Path, ending: str) -> None:
    path = dump(tmp_path, ending)
    path.write_bytes(path.read_bytes()[:-2000])
    found = layout(path)
    pieces = list(read(found, 0))
    assert isinstance(pieces[-1], Gap) or ending == ".xml.zst"
    scanner = Scanner(infobox_search(), last=True)
    found_pages = list(scanner.pages(iter(pieces), lambda: iter(())))
    assert any(isinstance(each, Lost) and each.title is None for each in found_pages)
    assert sum(isinstance(each, bytes) for each in found_pages) > 30


@pytest.mark.parametrize("ending", [".xml.gz", ".xml.zst"])
def test_what_may_be_wrong_is_not_read(tmp_path: Path, ending: str) -> None:
    path = dump(tmp_path, ending)
    whole = path.read_bytes()
    for place in range(len(whole) // 10, len(whole), len(whole) // 10):
        data = bytearray(whole)
        data[place] ^= 4
        path.write_bytes(data)
        with pytest.raises(SourceError, match="is damaged"):
            layout(path)


BITS = {"the mark of a stream": 2, "the mark of a block": 6, "a block": 300}
"""What is damaged, and where in a stream it stands."""


@pytest.mark.parametrize("library", ["indexed_bzip2", "bz2"])
@pytest.mark.parametrize("place", BITS.values(), ids=BITS)
@pytest.mark.parametrize("index", [True, False], ids=["index", "no index"])
def test_no_damage_passes_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int, library: str, index: bool
) -> None:
    if library == "bz2":
        monkeypatch.setitem(sys.modules, "indexed_bzip2", None)
    path = dump(tmp_path, index=index)
    borders = layout(path, 1).borders
    assert len(borders) > 20
    data = bytearray(path.read_bytes())
    data[borders[12] + place] ^= 1
    path.write_bytes(data)
    found = layout(path, 1000)
    lost, titles = [], 0
    for number in range(found.count):
        try:
            pieces = list(read(found, number))
        except DamagedError:
            pieces = list(read(found, number, salvage=True))
        for each in Scanner(infobox_search(), last=number == found.count - 1).pages(
            iter(pieces), partial(beyond, found, number)
        ):
            lost += [each.message] if isinstance(each, Lost) else []
            titles += isinstance(each, bytes)
    if place == BITS["the mark of a stream"]:
        # The block in it is whole.
        assert titles == 60
    else:
        assert 50 <= titles < 60
        assert any(str(borders[12]) in message or str(borders[12] + 4) in message for message in lost)


def test_a_damaged_first_page_does_not_cost_the_dump(tmp_path: Path) -> None:
    path = dump(tmp_path)
    whole = layout(path, 1000)
    data = bytearray(path.read_bytes())
    data[whole.borders[1] // 2] ^= 1  # behind the stream of the head
    path.write_bytes(data)
    assert layout(path, 1000).head.strip() == whole.head.strip()


@pytest.mark.parametrize(
    ("ending", "index"), [*((ending, True) for ending in ENDINGS), ("-multistream.xml.bz2", False)]
)
@pytest.mark.parametrize("size", [1000, None])
def test_a_dump_that_ends_behind_a_page_is_cut_off(tmp_path: Path, ending: str, index: bool, size: int | None) -> None:
    path = dump(tmp_path, ending, index=index)
    if ENDINGS[ending] is Packing.STREAMS:  # at the border of two streams
        path.write_bytes(path.read_bytes()[: layout(path, 1).borders[12]])
    else:
        plain = dump(tmp_path, ".xml").read_bytes()
        with make_dump.packed(path) as file:
            file.write(plain[: plain.rindex(b"</page>", 0, len(plain) * 2 // 3) + len(b"</page>\n")])
    found = layout(path, size)
    scanner = Scanner(infobox_search(), last=True)
    last = found.count - 1
    lost = [
        each.message
        for each in scanner.pages(read(found, last), partial(beyond, found, last))
        if isinstance(each, Lost)
    ]
    assert lost == ["is cut off: the end of the dump, </mediawiki>, is missing"]


def test_the_last_range_has_a_block(tmp_path: Path) -> None:
    path = dump(tmp_path, ".xml.bz2")
    size = path.stat().st_size
    assert layout(path, size - 12).borders == (0, size)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no dump of MediaWiki"),
        (b"<html></html>", "is no dump of MediaWiki"),
        (b"<mediawiki></mediawiki>", "is a dump without pages"),
        (bz2.compress(b"<html></html>"), "is no dump of MediaWiki"),
        (b"BZh9 nothing", "is no dump of MediaWiki"),
    ],
)
def test_no_dump(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        layout(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        layout(tmp_path / "none.xml")


def test_locate(tmp_path: Path) -> None:
    path = dump(tmp_path, ".xml")
    found = layout(path, 5000)
    begun = locate(found, "film 3 (15)")
    assert 0 < begun.borders[0] in found.borders
    with pytest.raises(SourceError, match="has no page 'Nothing'"):
        locate(found, "Nothing")
