"""A file or standard input, whatever it is: told by its content, then read as that."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from kg.errors import SourceError, UsageError
from kg.model import Page
from kg.sources.problem import SourceProblem, one_line
from kg.sources.response import read_response, title_of
from kg.sources.streams import decoded, opened, peeked, read_whole
from kg.sources.titles import namespace_of, normalise, respaced, title_fault

# How each kind begins, after a byte order mark and white space. Wikitext may begin with `{{`, `{|`, `[[`,
# `<!--` or any HTML element, so only what wikitext never begins with counts.
_JSON = re.compile(rb'\{\s*(?:["}]|\Z)|\[\s*\{\s*["}]|\[\s*\]')
_XML = re.compile(rb"<\?xml\b|<!DOCTYPE\b|<html\b|(?:<!--(?:[^-]|-(?!->))*-->\s*)*<mediawiki\b", re.IGNORECASE)


def read(source: str | os.PathLike[str], *, title: str | None = None) -> Iterator[Page | SourceProblem]:
    """The pages of a file, one by one, and what is wrong with single ones.

    `source`: a saved API response (JSON), an export or dump (XML), or plain wikitext, each also packed
    with gzip or bzip2; `-` is standard input. Its content tells which; only where that does not, its
    name does (`.json`, `.xml`).

    `title`: which page a plain wikitext is; of a response or an export, the one page to be read.

    Raises, while it is read: UsageError when plain wikitext comes without a title, or with one that no page
    can have; SourceError when the source cannot be read (see kg.sources.response, .export and .streams).
    """
    wanted = None if title is None else normalise(title)
    if wanted is not None and (fault := title_fault(wanted)):
        raise UsageError(f"title {one_line(title or '')!r} {fault}")
    with opened(source) as (packed, name):
        head, stream = peeked(packed, name)
        if not _stripped(head):
            rest = read_whole(stream, name)
            if not _stripped(rest):
                raise SourceError(f"{name}: is empty")
            stream = BytesIO(rest)
        items = _items(stream, head, name, wanted)
        if wanted is None:
            yield from items
            return
        for item in items:
            if title_of(item) in (wanted, respaced(title or "")):
                yield item
                return
    yield SourceProblem(name, wanted, "is not in it")


def _items(stream: BinaryIO, head: bytes, name: str, title: str | None) -> Iterator[Page | SourceProblem]:
    kind = _kind(head, name)
    if kind == "xml":
        from kg.sources.export import read_export  # loads the XML parser

        return read_export(stream, name)
    text = decoded(read_whole(stream, name), name)
    if kind == "json":
        return read_response(text, name)
    if title is None:
        raise UsageError(f"{name}: is plain wikitext, which does not tell its title: give it (--title)")
    # MediaWiki stores line feeds only, and spans count characters of what it stores.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return iter((Page(title=title, text=text, namespace=namespace_of(title)),))


def _kind(head: bytes, name: str) -> str:
    begin = _stripped(head)
    if _JSON.match(begin):
        return "json"
    if _XML.match(begin):
        return "xml"
    stem = name.lower().removesuffix(".gz").removesuffix(".bz2")
    return next((kind for kind in ("json", "xml") if stem.endswith("." + kind)), "wikitext")


def _stripped(data: bytes) -> bytes:
    """Without byte order mark and white space at the begin."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()
