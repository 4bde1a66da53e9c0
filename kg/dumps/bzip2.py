"""bzip2 files from anywhere within: where streams and blocks begin, and block after block when one is damaged.

The format is not specified but by its program (https://sourceware.org/bzip2/): a stream is `BZh` with the size of its
blocks, blocks, and an end mark with a checksum. Each block begins, at any bit, with the 48 bits of a magic number and
its own checksum, and can be unpacked by itself, as bzip2recover does. A stream begins at a full byte, so that its ten
first bytes can be searched for.
"""

from __future__ import annotations

import bz2
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BLOCK = 0x314159265359
"""Begins a block (pi)."""
END = 0x177245385090
"""Ends a stream (the root of pi)."""
_STREAM = re.compile(rb"BZh[1-9]\x31\x41\x59\x26\x53\x59")
STREAM_HEAD = 10
"""Bytes of the mark of a stream with the magic number of its first block."""
_WINDOW = 1 << 20
_BITS = 48
_BETWEEN = 48 + 32 + 7 + 32
"""Bits from the mark of a stream's end to the next mark: the mark, a checksum, up to a full byte, `BZh9`."""
_LONGEST = 2 << 20
"""Bytes: no packed block is longer (900,000 characters, as good as not packed)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of a file that cannot be unpacked."""

    offset: int
    """The byte of the packed file at which it begins."""
    sound: bool = True
    """Whether what was unpacked before it can be believed."""


def next_stream(file: BinaryIO, begin: int, end: int) -> int | None:
    """The offset of the first stream that begins at or after `begin` and before `end`; None when none does.

    Ten bytes that look like a stream's begin are believed when what follows can be unpacked.
    """
    position = begin
    file.seek(position)
    tail = b""
    while position < end:
        data = file.read(_WINDOW)
        if not data:
            return None
        window = tail + data
        start = position - len(tail)
        for match in _STREAM.finditer(window):
            found = start + match.start()
            if found >= end:
                return None
            if _unpacks(file, found):
                return found
        tail = window[-(STREAM_HEAD - 1) :]
        position += len(data)
        file.seek(position)
    return None


def _unpacks(file: BinaryIO, offset: int) -> bool:
    """Whether the first characters of what begins there can be unpacked."""
    file.seek(offset)
    unpacker = bz2.BZ2Decompressor()
    read = 0
    try:
        while read < _LONGEST and (data := file.read(1 << 16)):
            read += len(data)
            if unpacker.decompress(data, 1):
                return True
    except OSError:
        return False
    return unpacker.eof


def is_stream(file: BinaryIO, offset: int) -> bool:
    """Whether a stream with a block begins at `offset`."""
    file.seek(offset)
    return _STREAM.match(file.read(STREAM_HEAD)) is not None


def blocks(file: BinaryIO, begin: int, end: int | None = None) -> Iterator[bytes | Gap]:
    """What the blocks hold whose first bit stands from byte `begin` on and before byte `end` (None: the end of the
    file), in order; a Gap for one that is damaged or cut off. Memory is that of one block."""
    pending: int | None = None  # bit of the file at which a block begins whose end is not known yet
    skipped: list[int] = []  # magic numbers that turned out to stand in a block by chance
    ended: int | None = None  # bit of the file up to which all is known, where a stream ended
    for bit, magic in _marks(file, begin):
        if ended is not None and bit - ended > _BETWEEN:
            yield Gap((ended + _BETWEEN) // 8)  # a block whose mark is damaged
        ended = bit if magic == END else None
        if pending is not None:
            data = _unpack(file, pending, bit)
            if data is None and not skipped and magic == BLOCK and bit - pending < 8 * _LONGEST:
                skipped.append(bit)  # perhaps these 48 bits stand in the block by chance: once more with the next
                continue
            if data is None and skipped:
                # They did not: two blocks, of which the first is damaged.
                yield Gap(pending // 8)
                pending = skipped.pop()
                if end is not None and pending >= 8 * end:
                    return
                data = _unpack(file, pending, bit)
            skipped.clear()
            yield Gap(pending // 8) if data is None else data
        pending = bit if magic == BLOCK else None
        if end is not None and bit >= 8 * end:
            return
    if ended is not None and _size(file) * 8 - ended > _BETWEEN and (end is None or ended < 8 * end):
        yield Gap((ended + _BETWEEN) // 8)
    for start in (pending, *skipped):
        if start is not None and (end is None or start < 8 * end):
            yield Gap(start // 8)


def last_block(file: BinaryIO) -> int:
    """The byte of the file in which its last block begins; 0 where none is found."""
    begin = max(0, _size(file) - _LONGEST)
    return max((bit // 8 for bit, magic in _marks(file, begin) if magic == BLOCK), default=0)


def _size(file: BinaryIO) -> int:
    return file.seek(0, io.SEEK_END)


def _marks(file: BinaryIO, begin: int) -> Iterator[tuple[int, int]]:
    """(bit, magic number) of all marks that begin from byte `begin` on, in order."""
    position = begin
    while True:
        file.seek(position)
        # Seven bytes more than the window, so that a mark which begins in it is seen whole.
        window = file.read(_WINDOW + 7)
        if not window:
            return
        found = sorted(mark for magic in (BLOCK, END) for mark in _find(window, magic))
        for bit, magic in found:
            if bit < 8 * _WINDOW:
                yield 8 * position + bit, magic
        position += _WINDOW


def _find(data: bytes, magic: int) -> Iterator[tuple[int, int]]:
    for shift in range(8):
        # The five full bytes of the magic number where it begins at bit `shift` of the byte before them.
        inner = ((magic >> shift) & ((1 << 40) - 1)).to_bytes(5, "big")
        at = data.find(inner)
        while at >= 0:
            bit = 8 * at - 8 + shift
            if bit >= 0 and _bits(data, bit, _BITS) == magic:
                yield bit, magic
            at = data.find(inner, at + 1)


def _bits(data: bytes, bit: int, count: int) -> int | None:
    """`count` bits from `bit` on as a number; None when there are not so many."""
    first, last = bit // 8, (bit + count + 7) // 8
    if last > len(data):
        return None
    number = int.from_bytes(data[first:last], "big")
    return (number >> (8 * (last - first) - (bit - 8 * first) - count)) & ((1 << count) - 1)


def _unpack(file: BinaryIO, bit: int, stop: int) -> bytes | None:
    """The block in the bits from `bit` to `stop`, as the only one of a stream of its own; None when it is damaged."""
    if stop - bit > 8 * _LONGEST:
        return None
    first, last = bit // 8, (stop + 7) // 8
    file.seek(first)
    data = file.read(last - first)
    count = stop - bit
    body = _bits(data, bit - 8 * first, count)
    checksum = _bits(data, bit - 8 * first + _BITS, 32)
    if body is None or checksum is None:
        return None
    # The checksum of a stream with one block is that of the block.
    packed = (((body << _BITS) | END) << 32) | checksum
    padding = -(count + _BITS + 32) % 8
    try:
        return bz2.decompress(b"BZh9" + (packed << padding).to_bytes((count + _BITS + 32 + padding) // 8, "big"))
    except (OSError, ValueError):
        return None
