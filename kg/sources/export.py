"""Export files (`Special:Export`) and dumps: XML, read page by page in constant memory.

The format is https://www.mediawiki.org/wiki/Help:Export#Export_format, its schemas
https://www.mediawiki.org/xml/export-0.10.xsd and export-0.11.xsd. Elements are known by their local names
in whichever version's namespace the root element has, so that other versions are read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from kg.errors import SourceError
from kg.model import Page
from kg.sources.problem import SourceProblem, one_line
from kg.sources.streams import chunks
from kg.sources.titles import namespace_of, title_fault
from kg.sources.wiki import DEFAULT_SITE, site_of_main_page, timestamp

MAX_TEXT = 32 << 20
"""Characters of the longest text that is kept; MediaWiki's own limit is 2 MiB ($wgMaxArticleSize)."""
_MAX_DEPTH = 32  # a real export has 6 levels

_PAGE = ("page",)
_REVISION = ("page", "revision")
_BASE = ("siteinfo", "base")
_TEXT = (*_REVISION, "text")
# The elements whose text is wanted, by their path below the root. Other slots than the main one
# (`content` in 0.11) and contributors have elements of the same names, at other places.
_WANTED = {
    _BASE,
    *(("page", name) for name in ("title", "ns", "id")),
    *((*_REVISION, name) for name in ("id", "timestamp", "model", "text")),
}


@dataclass(slots=True)
class _Record:
    """A page as far as it was read: texts of elements by their names."""

    fields: dict[str, str] = field(default_factory=dict)
    redirect: str | None = None
    revision: dict[str, str] = field(default_factory=dict)
    """The newest revision so far; `fault`: why it has no text."""


def read_export(stream: BinaryIO, name: str) -> Iterator[Page | SourceProblem]:
    """The pages of an export, in its order, each in its newest revision.

    Raises SourceError for broken, cut off or foreign XML, for document types and entities, and when there
    is no page in it; pages that stand before the break are given first.
    """
    collector = _Collector(name)
    parser = DefusedXMLParser(target=collector, forbid_dtd=True)
    pieces = chunks(stream, name)
    offset, count = 0, 0
    chunk: bytes | None = b""
    while chunk is not None:
        try:
            chunk = next(pieces, None)
        except SourceError as error:
            raise SourceError(f"{error}, {collector.place}") from error
        failure: Exception | None = None
        try:
            if chunk is None:
                parser.close()
            else:
                parser.feed(chunk)
        except (ParseError, SourceError, LookupError, ValueError) as error:
            failure = error
        for item in collector.taken():
            count += 1
            yield item
        if failure is not None:
            raise _failure(failure, collector, chunk, parser.parser.ErrorByteIndex, offset) from failure
        offset += len(chunk or b"")
    if not count:
        raise SourceError(f"{name}: is an export with no pages in it (it leaves out titles that do not exist)")


class _Collector:
    """What the parser calls: keeps the wanted texts of one page, nothing of the tree."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._path: list[str] = []
        self.namespace = ""
        self._site = DEFAULT_SITE
        self._number = 0
        self._record: _Record | None = None
        self._revision: dict[str, str] | None = None
        self._parts: list[str] | None = None
        self._size = 0
        self._done: list[Page | SourceProblem] = []

    @property
    def place(self) -> str:
        """Where in the file the parser is, for messages."""
        if self._record is None:
            return f"after page {self._number}" if self._number else "before the first page"
        title = self._record.fields.get("title")
        return f"in page {self._number}" + (f", {one_line(title)}" if title else "")

    def taken(self) -> list[Page | SourceProblem]:
        """The pages finished since the last call."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._path:
            self._root(tag)
            return
        if len(self._path) >= _MAX_DEPTH:
            raise SourceError(f"{self.name}: is nested deeper than any export")
        # A name of another namespace keeps it, and so is none of ours.
        self._path.append(tag.removeprefix(self.namespace))
        path = tuple(self._path[1:])
        if path == _PAGE:
            self._number += 1
            self._record = _Record()
        elif path == _REVISION:
            self._revision = {}
        elif path == ("page", "redirect") and self._record is not None:
            self._record.redirect = attributes.get("title") or None
        elif path in _WANTED:
            self._parts, self._size = [], 0
            if path == _TEXT and self._revision is not None and (fault := _text_fault(attributes)):
                self._revision["fault"] = fault

    def data(self, text: str) -> None:
        if self._parts is None:
            return
        self._size += len(text)
        if self._size <= MAX_TEXT:
            self._parts.append(text)
        else:
            self._parts.clear()

    def end(self, tag: str) -> None:
        path = tuple(self._path[1:])
        self._path.pop()
        if path in _WANTED and self._parts is not None:
            self._keep(path, "".join(self._parts))
            self._parts = None
        elif path == _REVISION and self._record is not None and self._revision is not None:
            if _order(self._revision) >= _order(self._record.revision):
                self._record.revision = self._revision
            self._revision = None
        elif path == _PAGE and self._record is not None:
            self._done.append(self._page(self._record))
            self._record = None

    def close(self) -> None:
        """The parser asks for a result; the pages were taken already."""

    def _root(self, tag: str) -> None:
        namespace, brace, local = tag.rpartition("}")
        if local != "mediawiki":
            hint = {
                "api": " but an API response in XML: save it with format=json",
                "html": " but a web page: use Special:Export, or format=json for API responses",
            }.get(local.lower(), "")
            raise SourceError(f"{self.name}: is no MediaWiki export: its root element is <{one_line(local)}>{hint}")
        self.namespace = namespace + brace
        self._path.append(local)

    def _keep(self, path: tuple[str, ...], text: str) -> None:
        if path == _BASE:
            self._site = site_of_main_page(text)
        elif self._revision is not None and path[:-1] == _REVISION:
            self._revision[path[-1]] = text
            if path == _TEXT and self._size > MAX_TEXT:
                self._revision["fault"] = f"has a text of more than {MAX_TEXT >> 20} Mi characters"
            elif path == _TEXT and text:
                self._revision.pop("fault", None)
        elif self._record is not None and path[:-1] == _PAGE:
            self._record.fields[path[-1]] = text

    def _label(self, record: _Record) -> str:
        return record.fields.get("title") or f"page {self._number}"

    def _page(self, record: _Record) -> Page | SourceProblem:
        title, revision = record.fields.get("title"), record.revision
        if not title:
            return SourceProblem(self.name, self._label(record), "has no title")
        if fault := title_fault(title):
            return SourceProblem(self.name, title, f"is no valid title: it {fault}")
        if not revision:
            return SourceProblem(self.name, title, "has no revision in the file")
        if "fault" in revision:
            return SourceProblem(self.name, title, revision["fault"])
        if "text" not in revision:
            return SourceProblem(self.name, title, "has no text in the file")
        namespace = _number(record.fields.get("ns"))
        return Page(
            title=title,
            text=revision["text"],
            namespace=namespace_of(title) if namespace is None else namespace,
            page_id=_number(record.fields.get("id")),
            revision=_number(revision.get("id")),
            timestamp=timestamp(revision.get("timestamp")),
            redirect=record.redirect,
            model=revision.get("model") or "wikitext",
            site=self._site,
        )


def _text_fault(attributes: dict[str, str]) -> str:
    """Why a text element without content has none, by its attributes; `""` when it just is empty."""
    if "deleted" in attributes:
        return "has its text hidden"
    size = attributes.get("bytes", "0")
    return "has its text left out of the file (a dump of stubs)" if size.isdigit() and int(size[:18]) else ""


def _order(revision: dict[str, str]) -> tuple[str, int]:
    return timestamp(revision.get("timestamp")) or "", _number(revision.get("id")) or 0


def _number(text: str | None) -> int | None:
    """A number of a size that ids have."""
    text = (text or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def _failure(error: Exception, collector: _Collector, chunk: bytes | None, at: int, offset: int) -> SourceError:
    """The one clear line for what the parser met at byte `at` of the file, in `chunk`, which begins at
    `offset`; None: at the end of the file."""
    name = collector.name
    if isinstance(error, SourceError):
        return SourceError(*error.args)
    if isinstance(error, DefusedXmlException):
        what = "a document type" if isinstance(error, DTDForbidden) else "an entity"
        return SourceError(f"{name}: declares {what}, which no export does: refused")
    if not isinstance(error, ParseError):
        return SourceError(f"{name}: is XML that cannot be read: {one_line(str(error))}")
    line, column = error.position
    if chunk is None:
        return SourceError(f"{name}: is cut off at line {line}, {collector.place}")
    if (bad := _bad_byte(chunk, at - offset)) is not None:
        return SourceError(
            f"{name}: is not UTF-8: byte 0x{chunk[bad]:02x} at offset {offset + bad}, line {line}, {collector.place}"
        )
    reason = str(error).split(": line ")[0]
    return SourceError(f"{name}: is broken XML: {reason} at line {line}, column {column}, {collector.place}")


def _bad_byte(chunk: bytes, at: int) -> int | None:
    """Where the byte that is no UTF-8 stands in `chunk`, when that is what the parser stopped for there."""
    at = max(at, 0)
    try:
        chunk[at : at + 4].decode()
    except UnicodeDecodeError as error:
        return at + error.start if error.start == 0 and error.reason != "unexpected end of data" else None
    return None
