"""Raw pages: cut out of a dump's XML by their tags, looked at as bytes, and only those that can be films read.

Within a dump's texts `<` stands as `&lt;`, so that `<page>` and `</page>` are where pages begin and end.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.dumps.bzip2 import Gap
from kg.dumps.prefilter import Search
from kg.errors import SourceError
from kg.model import Page
from kg.sources.export import read_export
from kg.sources.problem import SourceProblem, one_line
from kg.sources.titles import normalise

MAX_PAGE = 64 << 20
"""Bytes of the longest raw page; MediaWiki's limit for a text is 2 MiB."""
_BEGIN, _END = b"<page>", b"</page>"
_DUMP_END = b"</mediawiki>"
TAIL = 64
"""Bytes in which the end of a dump is looked for."""
_TITLE = re.compile(rb"<title>([^<]*)</title>")
_REDIRECT = re.compile(rb'<redirect title="[^"]')
_ELSEWHERE = re.compile(rb"<ns>\s*-?[1-9]\d*\s*</ns>")
_HEAD = re.compile(
    rb'<page>(?:\s*<title>[^<]*</title>\s*<ns>\s*(-?\d+)\s*</ns>\s*(?:<id>\d+</id>\s*)?(<redirect title=")?)?'
)
"""A page and what its head says (https://www.mediawiki.org/xml/export-0.11.xsd): namespace and redirect."""
_REVISION = b"<revision>"


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that is not in the file as it should be."""

    message: str
    title: str | None = None
    """The page that it concerns; None: whatever stands there."""


@dataclass(slots=True)
class Counts:
    """Pages by what their bytes say; all are in `pages`."""

    pages: int = 0
    redirects: int = 0
    elsewhere: int = 0
    """Pages outside of the main namespace that are no redirects."""
    candidates: int = 0
    """Pages that were given out to be read."""


class Scanner:
    """Goes over a range once. `counts` holds the pages up to the one that was given out last; all when `pages` has
    ended."""

    def __init__(self, pattern: Search, begin: str | None = None, whatever: bool = False, last: bool = False) -> None:
        """pattern: what a page must hold to be given out. begin: title of the page before which all are left out.
        whatever: give out redirects and pages of other namespaces, too. last: the range is the last one, at whose end
        the dump's own end must be."""
        self._last_range = last
        self._pattern = pattern
        self._whatever = whatever
        self._awaited = None if begin is None else title_pattern(begin)
        self.counts = Counts()

    def pages(self, own: Iterator[bytes | Gap], beyond: Callable[[], Iterator[bytes | Gap]]) -> Iterator[bytes | Lost]:
        """The raw pages that begin in the pieces `own` of a range and hold the pattern; `beyond` gives what follows
        the range, for the end of the last page. Redirects and pages of other namespaces are only counted."""
        buffer = tail = b""
        for piece in own:
            tail = b"" if isinstance(piece, Gap) else (tail + piece[-TAIL:])[-TAIL:]
            if isinstance(piece, Gap):
                yield Lost(f"is damaged at byte {piece.offset}: what is packed there is left out")
                yield from self._cut(buffer, f"is cut off by the damage at byte {piece.offset}")
                buffer = b""
                continue
            buffer += piece
            end = buffer.rfind(_END)
            if end >= 0:
                yield from self._complete(buffer[: end + len(_END)])
                buffer = buffer[end + len(_END) :]
            elif len(buffer) > MAX_PAGE:
                yield from self._cut(buffer, f"is longer than {MAX_PAGE >> 20} MiB")
                buffer = b""
        if self._last_range and not _is_end(tail):
            yield Lost("is cut off: the end of the dump, </mediawiki>, is missing")
        yield from self._last(buffer, beyond)

    def _last(self, buffer: bytes, beyond: Callable[[], Iterator[bytes | Gap]]) -> Iterator[bytes | Lost]:
        """The page that begins in the range and ends behind it."""
        begin = buffer.rfind(b"<")
        if _BEGIN not in buffer and not (begin >= 0 and _BEGIN.startswith(buffer[begin:])):
            return
        reason = "is cut off by the end of the file"
        for piece in beyond():
            if isinstance(piece, Gap):
                reason = f"is cut off by the damage at byte {piece.offset}"
                break
            buffer += piece
            if _BEGIN not in buffer:
                return
            end = buffer.find(_END)
            if end >= 0:
                yield from self._complete(buffer[: end + len(_END)])
                return
            if len(buffer) > MAX_PAGE:
                reason = f"is longer than {MAX_PAGE >> 20} MiB"
                break
        yield from self._cut(buffer, reason)

    def _cut(self, buffer: bytes, reason: str) -> Iterator[Lost]:
        begin = buffer.rfind(_BEGIN)
        if begin >= 0 and self._awaited is None:
            yield Lost(reason, title_of(buffer[begin:]))

    def _complete(self, part: bytes) -> Iterator[bytes]:
        """The pages to be read of a part that ends with a page's end; it may begin within a page, which is not ours."""
        begin = part.find(_BEGIN)
        if begin < 0:
            return
        if self._awaited is not None:
            match = self._awaited.search(part, begin)
            if match is None:
                return
            self._awaited = None
            begin = part.rfind(_BEGIN, 0, match.start())
        for match in self._pattern.finditer(part, begin):
            if match.start() < begin:  # one more in a page that was given out
                continue
            page = part.rfind(_BEGIN, begin, match.start())
            end = part.find(_END, match.end()) + len(_END)
            if page < 0 or end < len(_END):  # between two pages: no dump has text there
                break
            self._count(part, begin, page)
            raw = part[page:end]
            begin = end
            if not self._whatever and _skipped(raw):
                self._count(raw, 0, len(raw))
                continue
            self.counts.pages += 1
            self.counts.candidates += 1
            yield raw
        self._count(part, begin, len(part))

    def _count(self, part: bytes, begin: int, end: int) -> None:
        counts = self.counts
        for head in _HEAD.finditer(part, begin, end):
            counts.pages += 1
            if head[2]:
                counts.redirects += 1
            elif head[1] and int(head[1]):
                counts.elsewhere += 1


def _is_end(tail: bytes) -> bool:
    """Whether a range, of which this is the end, ends a dump as it should; it may begin within the last tag, or behind
    it."""
    end = tail.rstrip()
    return end.endswith(_DUMP_END) or (len(tail) < TAIL and _DUMP_END.endswith(end))


def _skipped(raw: bytes) -> bool:
    """Whether a page is a redirect or in another namespace, by what stands before its first revision."""
    head = raw[: max(raw.find(_REVISION), 0)]
    return _REDIRECT.search(head) is not None or _ELSEWHERE.search(head) is not None


def title_of(raw: bytes) -> str:
    """The title of a raw page, as it may be shown."""
    match = _TITLE.search(raw)
    return one_line(html.unescape(match[1].decode("utf-8", "replace"))) if match else "a page"


def title_pattern(title: str) -> re.Pattern[bytes]:
    """Finds the title element of a page."""
    quotes = {'"': '(?:"|&quot;)', "'": "(?:'|&#0?39;)", "&": "&amp;", "<": "&lt;", ">": "&gt;"}
    known = normalise(title).encode("utf-8", "replace").decode()  # a call's arguments may hold what no file can
    text = "".join(quotes.get(character) or re.escape(character) for character in known)
    return re.compile(f"<title>{text}</title>".encode())


def parse(head: bytes, raw: bytes, name: str) -> Page | SourceProblem:
    """A raw page as the pages of any other export file; `head` is the XML before the first page of its dump. A page
    whose XML is broken is a problem, and takes no other with it."""
    try:
        return next(read_export(io.BytesIO(head + raw + b"</mediawiki>"), name))
    except SourceError as error:
        return SourceProblem(name, title_of(raw), str(error).removeprefix(f"{name}: "))
