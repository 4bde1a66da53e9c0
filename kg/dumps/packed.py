"""A dump's file as byte ranges that can be read by themselves, whatever it is packed with.

========  ==========================================================================  ======================
packed    ranges                                                                      read with
========  ==========================================================================  ======================
bzip2     begin at streams, as the index beside a multistream dump tells, or as found  indexed_bzip2
bzip2     of a single stream: anywhere, a block belongs where it begins                bz2, block by block
not       anywhere                                                                    as it is
gzip      one: nothing within can be read by itself                                   gzip
zstd      one                                                                         zstandard
========  ==========================================================================  ======================

A page belongs to the range in which its `<page>` begins (see kg.dumps.pages), so ranges need not end with pages.
"""

from __future__ import annotations

import bz2
import gzip
import os
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from kg.dumps.bzip2 import Gap, blocks, is_stream, last_block, next_stream
from kg.dumps.index import index_of, offset_of, offsets
from kg.dumps.pages import TAIL, Scanner, title_pattern
from kg.errors import SourceError
from kg.sources.problem import one_line
from kg.sources.streams import source_name

PIECE = 1 << 20
"""Bytes unpacked at a time."""
SMALLEST, LARGEST = 1 << 18, 4 << 20
"""Bytes of a range."""
_SHARE = 64
"""A small file has about so many ranges, so that no worker idles for long at the end."""
_SEARCHED = 64 << 20
"""A bzip2 file in which no second stream begins within so many bytes is read by its blocks."""
_IN_ONE = 64 << 20
"""Bytes of the largest range that is read in one piece."""
_MAX_HEAD = 1 << 20
_HEAD_END = b"</siteinfo>"


class Packing(Enum):
    PLAIN = "plain"
    STREAMS = "bzip2 streams"
    BLOCKS = "bzip2 blocks"
    GZIP = "gzip"
    ZSTD = "zstd"


class DamagedError(Exception):
    """A range cannot be unpacked as a whole: `read` with `salvage` gives what can."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file and its ranges."""

    path: Path
    size: int
    packing: Packing
    borders: tuple[int, ...]
    """Where ranges begin, in order, and the end of the last."""
    head: bytes
    """The XML before the first page."""

    @property
    def count(self) -> int:
        """The number of ranges."""
        return len(self.borders) - 1


def layout(path: Path, range_size: int | None = None, title: str | None = None) -> Layout:
    """The ranges of a dump.

    range_size: bytes of a range at least; None for what suits the file. title: of a page: where the index tells its
    stream, ranges begin there. Raises SourceError when the file cannot be read or is no dump. What is packed in one is
    unpacked whole, to see that it is sound.
    """
    name = source_name(path)
    try:
        size = path.stat().st_size
        wanted = range_size or max(SMALLEST, min(LARGEST, size // _SHARE))
        with path.open("rb") as file:
            packing, borders = _borders(file, path, size, wanted, title)
        if packing in (Packing.GZIP, Packing.ZSTD):
            _verify(path, size, packing)
        head = _head(path, size, packing)
    except OSError as error:
        raise SourceError(f"{name}: {error.strerror or error}") from error
    return Layout(path, size, packing, tuple(borders), head)


def _borders(file: BinaryIO, path: Path, size: int, wanted: int, title: str | None) -> tuple[Packing, list[int]]:
    file.seek(0)
    magic = file.read(4)
    if magic.startswith(b"\x1f\x8b"):
        return Packing.GZIP, [0, size]
    if magic == b"\x28\xb5\x2f\xfd":
        return Packing.ZSTD, [0, size]
    if not magic.startswith(b"BZh"):
        # The last range has room for the end of a dump, to see whether it is there.
        return Packing.PLAIN, [*range(0, max(size - TAIL, 1), wanted), size]
    index = _indexed(file, path, size, wanted, title)
    if index is not None:
        return Packing.STREAMS, index
    if next_stream(file, 1, min(size, _SEARCHED)) is None:
        last = last_block(file)  # a range behind it would hold nothing, not even the end of the dump
        return Packing.BLOCKS, [*range(0, last + 1, wanted), size]
    borders = [0]
    while (found := next_stream(file, borders[-1] + wanted, size)) is not None:
        borders.append(found)
    return Packing.STREAMS, [*borders, size]


def _indexed(file: BinaryIO, path: Path, size: int, wanted: int, title: str | None) -> list[int] | None:
    """Borders by the index; None when there is none or it does not fit the file."""
    index = index_of(path)
    if index is None:
        return None
    borders, last = [0], 0
    try:
        begin = None if title is None else offset_of(index, title)
        for offset in offsets(index):
            if offset < last:
                return None
            last = offset
            if offset - borders[-1] >= wanted:
                borders.append(offset)
    except (OSError, EOFError):
        return None
    if last >= size or last == 0 or not all(is_stream(file, offset) for offset in borders):
        return None
    if begin is not None:
        borders = [begin, *(border for border in borders if border > begin)]
    return [*borders, size]


def _verify(path: Path, size: int, packing: Packing) -> None:
    """Unpacks a file whose checksum stands at its end: until there wrong characters look like right ones. Raises
    SourceError when it does not fit."""
    for piece in _read(path, packing, 0, size, salvage=True):
        if isinstance(piece, Gap) and not piece.sound:
            found = f"is damaged (found at byte {piece.offset})"
            raise SourceError(f"{source_name(path)}: {found}: what stands before may be wrong, nothing is read")


def _head(path: Path, size: int, packing: Packing) -> bytes:
    """The XML before the first page; where that page is damaged, what is whole of it."""
    name = source_name(path)
    head = b""
    for piece in _read(path, packing, 0, size, salvage=True):
        if isinstance(piece, Gap):
            end = head.find(_HEAD_END)
            if b"<mediawiki" in head and end >= 0:
                return head[: end + len(_HEAD_END)] + b"\n"
            raise SourceError(f"{name}: is damaged before its first page, at byte {piece.offset}")
        head += piece
        end = head.find(b"<page>")
        if end >= 0 and b"<mediawiki" in head[:end]:
            return head[:end]
        if len(head) > _MAX_HEAD:
            break
    what = "is a dump without pages" if b"<mediawiki" in head else "is no dump of MediaWiki"
    raise SourceError(f"{name}: {what}")


def read(dump: Layout, number: int, salvage: bool = False) -> Iterator[bytes | Gap]:
    """What is in a range, unpacked, piece by piece.

    salvage: a Gap stands for each block that cannot be unpacked, and what comes after it is given; without it, which
    is faster, DamagedError is raised. What is packed in one cannot be read behind its first Gap in any case. Raises
    SourceError when the file cannot be read.
    """
    begin, end = dump.borders[number : number + 2]
    return _told(dump, _read(dump.path, dump.packing, begin, end, salvage))


def beyond(dump: Layout, number: int) -> Iterator[bytes | Gap]:
    """What follows a range, up to the end of the file."""
    begin = dump.borders[number + 1]
    return (
        iter(()) if begin >= dump.size else _told(dump, _read(dump.path, dump.packing, begin, dump.size, salvage=True))
    )


def _told(dump: Layout, pieces: Iterator[bytes | Gap]) -> Iterator[bytes | Gap]:
    """The same; that the file cannot be read is no damage of it, but an error of the source."""
    try:
        yield from pieces
    except OSError as error:
        raise SourceError(f"{source_name(dump.path)}: {error.strerror or error}") from error


def _read(path: Path, packing: Packing, begin: int, end: int, salvage: bool) -> Iterator[bytes | Gap]:
    with path.open("rb") as file:
        match packing:
            case Packing.PLAIN:
                yield from _plain(file, begin, end)
            case Packing.STREAMS if not salvage and end - begin <= _IN_ONE:
                file.seek(begin)
                yield from _streams(file.read(end - begin))
            case Packing.STREAMS | Packing.BLOCKS:
                yield from blocks(file, begin, end)
            case Packing.GZIP:
                yield from _until_broken(file, cast(BinaryIO, gzip.GzipFile(fileobj=file)))
            case Packing.ZSTD:
                yield from _until_broken(file, _zstd(file))


def _plain(file: BinaryIO, begin: int, end: int) -> Iterator[bytes]:
    file.seek(begin)
    while begin < end and (data := file.read(min(PIECE, end - begin))):
        begin += len(data)
        yield data


def _streams(data: bytes) -> Iterator[bytes]:
    """Whole streams. Takes about four fifths of the CPU of the standard library's reading."""
    try:
        from indexed_bzip2 import IndexedBzip2File
    except ImportError:  # no wheel for this machine
        yield from _streams_by_standard_library(data)
        return
    try:
        # Of a Python object (io.BytesIO) it would never let go, so that the whole dump would stay in memory.
        with _in_memory(data) as file, IndexedBzip2File(file, parallelization=1) as stream:
            while piece := stream.read(PIECE):
                yield piece
            # What follows a stream and begins none is passed over in silence.
            if stream.tell_compressed() < 8 * len(data):
                raise DamagedError("what follows a stream is none")
    except (RuntimeError, ValueError, OSError) as error:
        raise DamagedError(str(error)) from error


@contextmanager
def _in_memory(data: bytes) -> Iterator[int]:
    """The number of an open file without a name that holds `data`; outside of Linux it may be on the disk."""
    with os.fdopen(os.memfd_create("range"), "w+b") if sys.platform == "linux" else tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        yield file.fileno()


def _streams_by_standard_library(data: bytes) -> Iterator[bytes]:
    try:
        while data:
            unpacker = bz2.BZ2Decompressor()
            piece = unpacker.decompress(data, PIECE)
            while not unpacker.eof:
                yield piece
                if unpacker.needs_input:
                    raise DamagedError("a stream is cut off")
                piece = unpacker.decompress(b"", PIECE)
            yield piece
            data = unpacker.unused_data
    except OSError as error:
        raise DamagedError(str(error)) from error


def _zstd(file: BinaryIO) -> BinaryIO:
    try:
        import zstandard
    except ImportError as error:
        raise SourceError("a dump packed with zstd needs the package zstandard: pip install zstandard") from error
    # Dumps are packed with windows of up to 2 GB (zstd --long=31).
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 31)
    return unpacker.stream_reader(file, read_across_frames=True)


def _until_broken(file: BinaryIO, stream: BinaryIO) -> Iterator[bytes | Gap]:
    while True:
        try:
            piece = stream.read1(PIECE)  # type: ignore[attr-defined]  # read would lose what is before a break
        except Exception as error:
            # zstandard's own error is known by its name where it is not installed, too.
            if not isinstance(error, OSError | EOFError | zlib.error) and type(error).__name__ != "ZstdError":
                raise
            # What follows a whole file, or is missing of one, does not make what was read wrong.
            sound = isinstance(error, EOFError) or str(error).startswith("Not a gzipped file")
            yield Gap(file.tell(), sound)
            return
        if not piece:
            return
        yield piece


def locate(dump: Layout, title: str) -> Layout:
    """The ranges from that on in which a page begins; the same when it begins in the first. Raises SourceError when
    there is no such page."""
    pattern = title_pattern(title)
    for number in range(dump.count):
        scanner = Scanner(pattern, whatever=True)
        pages = scanner.pages(read(dump, number, salvage=True), partial(beyond, dump, number))
        if any(isinstance(found, bytes) for found in pages):
            return replace(dump, borders=dump.borders[number:])
    raise SourceError(f"{source_name(dump.path)}: has no page {one_line(title)!r}")
