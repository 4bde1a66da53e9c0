"""Bytes from files and standard input: opened, unpacked, bounded; every failure one clear line."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from kg.errors import SourceError

STDIN = "-"
HEAD = 4096
"""Bytes looked at to tell what a source is."""
CHUNK = 1 << 16
MAX_WHOLE = 256 << 20
"""Bytes of the largest source that is read in one piece. An API answer has at most about 12 MiB, a wiki
page 2 MiB (https://www.mediawiki.org/wiki/Manual:$wgAPIMaxResultSize, Manual:$wgMaxArticleSize)."""

_GZIP = b"\x1f\x8b"
_BZIP2 = b"BZh"
_NOT_READ = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive: unpack it first",
    b"PK\x03\x04": "a zip archive: unpack it first",
    b"\xfd7zXZ\x00": "packed with xz: unpack it first",
    b"\x28\xb5\x2f\xfd": "packed with zstd: unpack it first",
    b"\xff\xfe": "UTF-16 text: convert it to UTF-8 first",
    b"\xfe\xff": "UTF-16 text: convert it to UTF-8 first",
}


class _Rewound(io.RawIOBase):
    """A stream of which `head` was read already: gives it again, then the rest, or the failure that
    reading on met."""

    def __init__(self, head: bytes, rest: BinaryIO, failure: SourceError | None) -> None:
        self._head = memoryview(head)
        self._rest = rest
        self._failure = failure

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base takes any buffer
        if self._head:
            count = min(len(buffer), len(self._head))
            buffer[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        if self._failure is not None:
            raise self._failure
        found = self._rest.read1(len(buffer)) if hasattr(self._rest, "read1") else self._rest.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


def source_name(source: str | os.PathLike[str]) -> str:
    """How messages name a source: on one line, whatever its name is made of."""
    path = os.fspath(source)
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path)
    return "standard input" if path == STDIN else shown


@contextmanager
def opened(source: str | os.PathLike[str]) -> Iterator[tuple[BinaryIO, str]]:
    """The unpacked bytes of a file or, for `-`, of standard input, and its name for messages.

    What is packed with gzip or bzip2 is told by its first bytes. Raises SourceError when the file cannot
    be opened or is packed otherwise; when it is cut off or damaged, `chunks` raises it there.
    """
    name = source_name(source)
    if os.fspath(source) == STDIN:
        if sys.stdin is None:  # closed by whoever started us
            raise SourceError(f"{name}: is closed")
        with _unpacked(sys.stdin.buffer, name) as stream:
            yield stream, name
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115  # closed below: only opening belongs in this try
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise SourceError(f"{name}: {_reason(error)}") from error
    with file, _unpacked(file, name) as stream:
        yield stream, name


@contextmanager
def _unpacked(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    head, whole = peeked(stream, name)
    for magic, what in _NOT_READ.items():
        if head.startswith(magic):
            raise SourceError(f"{name}: is {what}")
    if head.startswith(_GZIP):
        with gzip.GzipFile(fileobj=whole) as file:
            yield cast(BinaryIO, file)
    elif head.startswith(_BZIP2):
        with bz2.BZ2File(cast(IO[bytes], whole)) as file:
            yield cast(BinaryIO, file)
    else:
        yield whole


def peeked(stream: BinaryIO, name: str) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, fewer than HEAD only when it has no more or breaks off, and the
    stream with these bytes still in it."""
    head, failure = b"", None
    try:
        for chunk in chunks(stream, name, HEAD):
            head += chunk
            if len(head) >= HEAD:
                break
    except SourceError as error:
        if not head:
            raise
        failure = error
    return head, io.BufferedReader(_Rewound(head, stream, failure))


def chunks(stream: BinaryIO, name: str, size: int = CHUNK) -> Iterator[bytes]:
    """The bytes of a stream, piece by piece; SourceError where it cannot be read on."""
    while True:
        try:
            # read1 hands out what there is before a break; read would lose it.
            chunk = stream.read1(size)  # type: ignore[attr-defined]
        except EOFError as error:
            raise SourceError(f"{name}: the packed file is cut off") from error
        except (OSError, zlib.error, ValueError) as error:
            raise SourceError(f"{name}: {_reason(error)}") from error
        if not chunk:
            return
        yield chunk


def read_whole(stream: BinaryIO, name: str, limit: int = MAX_WHOLE) -> bytes:
    """All bytes of a stream; SourceError when there are more than `limit`."""
    parts = bytearray()
    for chunk in chunks(stream, name):
        parts += chunk
        if len(parts) > limit:
            raise SourceError(f"{name}: is larger than {limit >> 20} MiB unpacked")
    return bytes(parts)


def decoded(data: bytes, name: str) -> str:
    """UTF-8 text, without a byte order mark; SourceError saying which byte is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from after the mark when there is one and it fails beyond it.
        raise SourceError(f"{name}: is not UTF-8: {_bad_byte(data)}") from error


def _bad_byte(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return f"byte 0x{data[error.start]:02x} at offset {error.start}"
    return "unknown byte"  # unreachable: plain UTF-8 refuses what utf-8-sig refuses


def _reason(error: Exception) -> str:
    """What the system says, without the error number and the name that is in the line already."""
    match error:
        case FileNotFoundError():
            return "no such file"
        case IsADirectoryError():
            return "is a directory, not a file"
        case PermissionError():
            return "permission denied"
        case OSError(strerror=str(text)):
            return text
        case OSError() | zlib.error():
            return f"the packed file is damaged ({error})"
        case _:
            return str(error)
