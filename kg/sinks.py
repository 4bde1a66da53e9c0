"""Where graphs are written: a file per page in a directory, all pages in one file, or standard output.

Files come into being whole or not at all: they are written under a temporary name beside their place and
renamed (`os.replace`) once everything is on the disk. Whatever goes wrong on the way, a full disk or Ctrl-C,
leaves the file that was there before, or none.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
import sys
import weakref
import zlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import quote

from kg import identity
from kg.errors import OutputError, UsageError
from kg.rdf.formats import JSON_LD, TURTLE, Format, format_of, parse_format
from kg.rdf.serialise import PageGraph, serialize
from kg.vocab import RESOURCE_BASE

DEFAULT_FORMATS: tuple[Format, ...] = (TURTLE, JSON_LD)
REJECTED = "rejected"
"""The directory, beside the output, of the graphs that do not conform."""

# File names

MAX_NAME = 200
"""Longest file name, in bytes of UTF-8 and with its extension; file systems take 255."""
# Refused by some file system, or with a meaning of its own there or in a shell's option; `~` is our own mark.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*%~\u2028\u2029\ud800-\udfff]|^[.\-]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)
"""What Windows takes for a device, with any extension."""
_WORD_START = re.compile(r"(?:\A|(?<=[-/.(&+\"“‘¡¿!]))[^\W\d_]")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}):?")
_SMALL_WORDS = frozenset(
    "a an and as at but by for from in into nor of on or the to vs with de la le les du des et el los il di da der die "
    "das und van von y e".split()
)


def file_name(title: str, extension: str) -> str:
    """The name of the file for a page: its title with underscores, `Leaving_Las_Vegas.ttl`.

    extension: with its dot. No two titles share a file, on a file system that ignores case neither: a title that is
    not capitalised as titles usually are (`HEAT`, `heat and Dust`) gets a hash of itself, after `~`. So do
    titles that are too long. Characters that some file system refuses are percent-encoded.

    >>> file_name("Leaving Las Vegas", ".ttl"), file_name("Who's Afraid?", ".nt.gz")
    ('Leaving_Las_Vegas.ttl', "Who's_Afraid%3F.nt.gz")
    """
    title = identity.fold(title)
    name = _UNSAFE.sub(lambda match: quote(match[0], safe="", errors="surrogatepass"), title)
    # `quote` leaves these two as they are.
    name = f"%{ord(name[0]):02X}{name[1:]}" if name[:1] in {".", "-"} or _DEVICES.match(name) else name
    name = name.replace("~", "%7E").replace(" ", "_") or "%"
    room = MAX_NAME - len(extension.encode())
    if len(name.encode()) > room or title != _usual_case(title):
        mark = "~" + hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        name = name.encode()[: room - len(mark)].decode(errors="ignore") + mark
    return name + extension


def _usual_case(title: str) -> str:
    """The one capitalisation, of all that differ in nothing else, that needs no mark (as in MOS:TITLECAPS).

    Depends on `title` only as far as case does not matter.
    """
    words = title.casefold().split(" ")
    in_brackets = False
    usual = []
    for place, word in enumerate(words):
        in_brackets = in_brackets or (word.startswith("(") and place > 0)
        inside = 0 < place < len(words) - 1
        if _ROMAN.fullmatch(word):
            usual.append(word.upper())
        elif in_brackets or (inside and word in _SMALL_WORDS):
            usual.append(word)
        else:
            usual.append(_WORD_START.sub(lambda match: match[0].upper(), word))
        in_brackets = in_brackets and not word.endswith(")")
    return " ".join(usual)


# Files


class AtomicFile:
    """A file that comes into being when its `with` block ends, and does not when the block raises.

    Devices and pipes (`/dev/null`, `/dev/stdout`) are written to directly. A symbolic link stays: what it
    points at is replaced. Raises OutputError when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._shown = path
        self._temporary: Path | None = None
        self._remove: Callable[[], None] = _nothing
        try:
            make_directory(path.parent)
            self._path = path.resolve()
            if self._path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if self._path.exists() and not self._path.is_file():
                self._stream = self._path.open("wb")
                return
            self._temporary = self._path.with_name(f".kg-{os.getpid()}-{secrets.token_hex(4)}.tmp")
            # An interrupt may come before the `with` block begins, or as it ends: then when the object or Python ends.
            self._remove = weakref.finalize(self, _unlink, self._temporary, os.getpid())
            self._stream = self._temporary.open("xb")
            if self._path.exists():
                self._temporary.chmod(stat.S_IMODE(self._path.stat().st_mode))
        except OSError as error:
            self._remove()
            raise _cannot_write(path, error) from error

    def write(self, data: bytes) -> None:
        try:
            self._stream.write(data)
        except OSError as error:
            raise _cannot_write(self._shown, error) from error

    def settle(self) -> None:
        """Puts on disk what was written, still under the temporary name: after this, little can fail."""
        try:
            self._stream.flush()
            if self._temporary is not None:
                os.fsync(self._stream.fileno())
        except OSError as error:
            raise _cannot_write(self._shown, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.settle()
                if self._temporary is not None:
                    self._stream.close()
                    self._temporary.replace(self._path)
        except OSError as failure:
            raise _cannot_write(self._shown, failure) from failure
        finally:
            # What is still in the buffer of a full disk fails again on closing.
            with suppress(OSError):
                self._stream.close()
            self._remove()


def _nothing() -> None:
    """Removes nothing: there is no temporary file."""


def _unlink(temporary: Path, owner: int) -> None:
    """Removes what is left of a temporary file; a process that was forked from its `owner` (its pid) leaves it."""
    if os.getpid() == owner:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """`data` as the content of a file, whole or not at all. Raises OutputError."""
    with AtomicFile(path) as file:
        file.write(data)


def make_directory(path: Path) -> None:
    """A directory with those above it, if there is none yet. Raises OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path | str, error: OSError) -> OutputError:
    return OutputError(f"{path}: cannot be written: {error.strerror or error}")


# Sinks


def write_stdout(data: bytes) -> None:
    """All of it to standard output, which unbuffered (PYTHONUNBUFFERED) may take a part and say so."""
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]


class Sink(Protocol):
    """Takes the graphs of pages, one by one. A context manager: what is not written when the block raises
    is given up."""

    @property
    def formats(self) -> tuple[Format, ...]:
        """What is written."""

    def write(self, title: str, graph: PageGraph) -> None:
        """Takes one page's graph. Raises OutputError."""

    def reject(self, title: str, graph: PageGraph, report: str) -> Path | None:
        """Puts a graph that does not conform aside, with the report on it; the graph's file, or None where
        there is no place for it. Raises OutputError."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class DirectorySink:
    """One file per page and format. The directory is made with the first file."""

    def __init__(self, directory: Path, formats: Sequence[Format] = DEFAULT_FORMATS, base: str = RESOURCE_BASE) -> None:
        self.directory = directory
        self._formats = tuple(dict.fromkeys(formats))
        self.base = base

    @property
    def formats(self) -> tuple[Format, ...]:
        return self._formats

    def write(self, title: str, graph: PageGraph) -> None:
        with ExitStack() as stack:
            files = [
                (stack.enter_context(AtomicFile(self.directory / file_name(title, form.extension))), form)
                for form in self._formats
            ]
            for file, form in files:
                file.write(serialize(graph, form, self.base))
            for file, _ in files:
                file.settle()  # all formats of a page or none: no file gets its name before all are on disk

    def reject(self, title: str, graph: PageGraph, report: str) -> Path | None:
        return write_rejected(self.directory / REJECTED, title, graph, report, self.base)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left to do: every file is complete once written."""


class FileSink:
    """All pages merged into one file, or standard output.

    Formats of lines are written as the pages come; others are gathered first, as their prefixes or their
    context stand at the top. A file appears when the block ends without an error.
    """

    def __init__(self, path: Path | None, form: Format, base: str = RESOURCE_BASE) -> None:
        """path: None for standard output."""
        self.path = path
        self.form = form
        self.base = base
        self._syntax = parse_format(form.name.removesuffix(".gz"))
        # 31: a gzip header, without name and time (zlib's manual, deflateInit2).
        self._compressor = zlib.compressobj(wbits=31) if form.gzip else None
        self._gathered: list[PageGraph] = []
        self._file: AtomicFile | None = None

    @property
    def formats(self) -> tuple[Format, ...]:
        return (self.form,)

    def write(self, title: str, graph: PageGraph) -> None:
        if self._syntax.lines:
            self._put(serialize(graph, self._syntax, self.base))
        else:
            self._gathered.append(graph)

    def reject(self, title: str, graph: PageGraph, report: str) -> Path | None:
        if self.path is None:
            return None
        return write_rejected(self.path.parent / REJECTED, title, graph, report, self.base)

    def _put(self, data: bytes) -> None:
        if self._compressor is not None:
            data = self._compressor.compress(data)
        self._put_raw(data)

    def _put_raw(self, data: bytes) -> None:
        if self._file is not None:
            self._file.write(data)
            return
        try:
            write_stdout(data)
        except BrokenPipeError:
            raise  # whoever reads has enough: no fault of the output
        except OSError as error:
            raise _cannot_write("standard output", error) from error

    def __enter__(self) -> Self:
        self._file = AtomicFile(self.path) if self.path is not None else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            if self._file is not None:
                self._file.__exit__(kind, error, trace)
            return
        with self._file or nullcontext():
            if not self._syntax.lines:
                self._put(serialize(self._gathered, self._syntax, self.base))
            if self._compressor is not None:
                self._put_raw(self._compressor.flush())
            if self._file is None:
                self._flush()

    def _flush(self) -> None:
        try:
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cannot_write("standard output", error) from error


def write_rejected(directory: Path, title: str, graph: PageGraph, report: str, base: str = RESOURCE_BASE) -> Path:
    """A graph that does not conform as Turtle, and the report on it as text, in files named after the page.
    Returns the graph's file. Raises OutputError."""
    write_file(directory / file_name(title, ".txt"), report.encode())
    path = directory / file_name(title, TURTLE.extension)
    write_file(path, serialize(graph, TURTLE, base))
    return path


def open_sink(output: str, formats: Sequence[str] = (), base: str = RESOURCE_BASE) -> Sink:
    """The sink for what a user names as output.

    output: `-` is standard output; a path that ends in the extension of a format, or is a file or device, is a
    file for all pages; everything else is a directory. formats: names of formats; none means Turtle and
    JSON-LD in a directory, what its extension says in a file, Turtle on standard output.
    Raises UsageError for what contradicts itself, or leaves the format open.
    """
    wanted = [parse_format(name) for name in formats]
    path = Path(output)
    if output != "-" and (path.is_dir() or output.endswith(("/", os.sep))):
        return DirectorySink(path, wanted or DEFAULT_FORMATS, base)
    if output != "-" and not path.exists() and not path.suffix:
        return DirectorySink(path, wanted or DEFAULT_FORMATS, base)
    if len(wanted) > 1:
        raise UsageError(f"{output}: one file takes one format, not {len(wanted)}; name a directory for several")
    if output == "-":
        return FileSink(None, wanted[0] if wanted else TURTLE, base)
    named = format_of(path)
    if wanted and named is not None and named != wanted[0]:
        raise UsageError(f"{output}: the extension says {named.name}, the format asked for is {wanted[0].name}")
    form = wanted[0] if wanted else named
    if form is None and path.exists() and not path.is_file():
        form = TURTLE
    if form is None:
        raise UsageError(f"{output}: no format has this extension; name one, or end a directory with a slash")
    return FileSink(path, form, base)
