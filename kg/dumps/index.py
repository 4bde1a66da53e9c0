"""The index beside a multistream dump: where its streams begin, and in which a page stands.

A line is `offset:page id:title`, the offset that of the stream, and rising
(https://meta.wikimedia.org/wiki/Data_dumps/Dump_format#Multistream_dumps). The English Wikipedia's has 25 million
lines, so that they are read by the stream: a hundred at a time.
"""

from __future__ import annotations

import bz2
import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from kg.sources.titles import normalise

_PIECE = 1 << 20
_PART = re.compile(r"-multistream(\d+)$")
_STREAM = re.compile(rb"(?m)^(\d{1,18}):\d+:.*\n(?:\1:.*\n)*")
"""The lines of one stream."""


def index_of(path: Path) -> Path | None:
    """The index beside a multistream dump, also unpacked; None when there is none. Of `…-multistream.xml.bz2` it is
    `…-multistream-index.txt.bz2`, of a part, `…-multistream1.xml-p1p9.bz2`, `…-multistream-index1.txt-p1p9.bz2`."""
    begin, found, end = path.name.rpartition(".xml")
    if not found:
        return None
    part = _PART.search(begin)
    number = part[1] if part else ""
    name = f"{begin.removesuffix(number)}-index{number}.txt{end}"
    candidates = (path.with_name(each) for each in (name, name.removesuffix(".bz2")))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def offsets(index: Path) -> Iterator[int]:
    """The offsets of the streams, in order of the lines. One may come twice in a row. Lines that are none are passed
    over. Raises OSError and EOFError for a file that cannot be read."""
    for lines in _lines(index):
        for stream in _STREAM.finditer(lines):
            yield int(stream[1])


def offset_of(index: Path, title: str) -> int | None:
    """The offset of the stream in which a page stands, as far as the index tells. Raises as `offsets` does."""
    plain = normalise(title).encode("utf-8", "replace").decode()
    names = {plain, escape(plain, {'"': "&quot;"})}  # dumps have both
    pattern = re.compile(f"(?m)^(\\d{{1,18}}):\\d+:(?:{'|'.join(map(re.escape, sorted(names)))})$".encode())
    found = (pattern.search(lines) for lines in _lines(index))
    return next((int(match[1]) for match in found if match is not None), None)


def _lines(index: Path) -> Iterator[bytes]:
    """The file in pieces of whole lines."""
    with bz2.open(index, "rb") if index.suffix == ".bz2" else index.open("rb") as file:
        rest = b""
        while piece := file.read(_PIECE):
            whole, newline, rest = (rest + piece).rpartition(b"\n")
            yield whole + newline
        yield rest + b"\n"
