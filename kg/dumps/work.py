"""One range of a dump, from its bytes to the files of its part: what a worker process does.

A part is `000012.nq.gz`, the films as N-Quads, `000012.pages`, what became of pages, a JSON object a line, and
`000012.json`, the counts and the hashes of both, which is written last.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.dumps.counts import Counted
from kg.dumps.crew import At, Tell
from kg.dumps.packed import DamagedError, Layout, beyond, read
from kg.dumps.pages import Lost, Scanner, parse, title_of
from kg.dumps.prefilter import infobox_search
from kg.model import LinkedPage, PageKind
from kg.pipeline import Outcome, process
from kg.rdf.formats import N_QUADS
from kg.rdf.serialise import serialize
from kg.report import Fate, Record, record_json
from kg.resolver.links import Resolver
from kg.sinks import REJECTED, AtomicFile, file_name, make_directory, write_file, write_rejected

_LEVEL = 3
"""Of gzip: half the time of the usual one, a sixth more bytes."""
_NO_MEMORY = ("MemoryError", "SystemError")
"""How reasons begin where memory did not suffice; some libraries make the latter of it."""
_TOGETHER = 4 << 20
"""Bytes of raw pages that are found before they are read: unpacking takes all the processor's caches, and what reads
films would begin anew after each."""
MAX_NOTICES = 20
"""Lines about single pages kept of a range."""


@dataclass(frozen=True, slots=True)
class Config:
    """What is the same for all ranges of a run."""

    dump: Layout
    name: str
    """Of the source, in messages."""
    parts: Path
    base: str
    resolver: Resolver | None = None
    begin: str | None = None
    """Title of the page to begin with, in the first range."""


@dataclass(frozen=True, slots=True)
class Task:
    """A range, and what earlier attempts at it have shown."""

    number: int
    skip: tuple[tuple[int, str], ...] = ()
    """Pages (by their number among those that can be films) that cannot be worked on, and why."""
    salvage: bool = False
    """Unpack block by block."""
    give_up: str | None = None
    """Nothing of it is read, and why: what became of the processes that did."""
    limit: int | None = None
    """Films after which to end."""


def rejected_of(parts: Path, number: int) -> Path:
    """The folder of a part for what goes to `rejected/` with it."""
    return parts / f"{number:06}.rejected"


def files_of(parts: Path, number: int) -> tuple[Path, Path, Path]:
    """The files of a part: films, pages, and the one with counts that says that it is whole."""
    return tuple(parts / f"{number:06}{end}" for end in (".nq.gz", ".pages", ".json"))  # type: ignore[return-value]


def work(config: Config, task: Task, tell: Tell) -> dict[str, Any]:
    """Writes the part of a range; what stands in its JSON file. Raises OutputError and, with a resolver that asks an
    API, FetchError."""
    try:
        return _Range(config, task, tell).run()
    except DamagedError:
        return _Range(config, replace(task, salvage=True), tell).run()


class _Stream:
    """A file in the making, with its hash."""

    def __init__(self, file: AtomicFile, packed: bool) -> None:
        self._file = file
        self._packer = zlib.compressobj(_LEVEL, wbits=31) if packed else None
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        self._put(data if self._packer is None else self._packer.compress(data))

    def _put(self, data: bytes) -> None:
        self._digest.update(data)
        self._size += len(data)
        self._file.write(data)

    def close(self) -> dict[str, Any]:
        if self._packer is not None:
            self._put(self._packer.flush())
        return {"bytes": self._size, "sha256": self._digest.hexdigest()}


class _Asked:
    """A resolver, while a page is worked on: to wait for a wiki's API is not to take long over the page."""

    def __init__(self, resolver: Resolver, tell: Tell, at: At) -> None:
        self.name = resolver.name
        self._resolver = resolver
        self._tell = tell
        self._at = at

    def look_up(self, titles: Iterable[str]) -> Mapping[str, LinkedPage]:
        self._tell(self._at, waits=True)
        found = self._resolver.look_up(titles)
        self._tell(self._at)
        return found


def _together(found: Iterator[bytes | Lost], size: int) -> Iterator[bytes | Lost]:
    """The same; it is taken so many bytes at a time."""
    batch: list[bytes | Lost] = []
    held = 0
    for item in found:
        batch.append(item)
        held += len(item) if isinstance(item, bytes) else 0
        if held >= size:
            yield from batch
            batch, held = [], 0
    yield from batch


class _Range:
    def __init__(self, config: Config, task: Task, tell: Tell) -> None:
        self._config = config
        self._task = task
        self._tell = tell
        self._skip = dict(task.skip)
        self._counted = Counted()
        self._notices: list[str] = []
        self._more_notices = 0
        self._films = 0
        self._rejected = rejected_of(config.parts, task.number)

    def run(self) -> dict[str, Any]:
        config, task = self._config, self._task
        films, pages, done = files_of(config.parts, task.number)
        shutil.rmtree(self._rejected, ignore_errors=True)  # of an attempt before
        last = task.number == config.dump.count - 1 and task.give_up is None
        scanner = Scanner(infobox_search(), config.begin if task.number == 0 else None, last=last)
        with AtomicFile(films) as films_file, AtomicFile(pages) as pages_file:
            self._quads, self._lines = _Stream(films_file, packed=True), _Stream(pages_file, packed=False)
            number = 0
            for found in self._found(scanner):
                if isinstance(found, Lost):
                    self._lose(found)
                    continue
                self._page(number, found)
                number += 1
                if task.limit is not None and self._films >= task.limit:
                    break
            self._tell(None)
            written = {"films": self._quads.close(), "pages": self._lines.close()}
        self._count(scanner)
        result = {
            "range": task.number,
            "limit": task.limit,
            "count": self._films,
            "files": written,
            "notices": self._notices,
            "more_notices": self._more_notices,
            "state": self._counted.to_json(),
        }
        write_file(done, json.dumps(result, ensure_ascii=False).encode("utf-8", "replace"))
        return result

    def _found(self, scanner: Scanner) -> Iterator[bytes | Lost]:
        """What is in the range; with a limit one by one, as nothing behind the last film is counted."""
        config, task = self._config, self._task
        found = scanner.pages(self._pieces(), lambda: beyond(config.dump, task.number))
        return found if task.limit is not None else _together(found, _TOGETHER)

    def _pieces(self) -> Any:
        dump, task = self._config.dump, self._task
        if task.give_up is not None:
            self._lose(Lost(f"is left out from byte {dump.borders[task.number]} on, as each process {task.give_up}"))
            return iter(())
        return read(dump, task.number, task.salvage)

    def _count(self, scanner: Scanner) -> None:
        counts = scanner.counts
        rest = counts.pages - counts.redirects - counts.elsewhere - counts.candidates
        self._counted.skip(PageKind.REDIRECT.value, counts.redirects)
        self._counted.skip(PageKind.NOT_AN_ARTICLE.value, counts.elsewhere)
        self._counted.skip(PageKind.OTHER.value, rest)

    def _lose(self, lost: Lost) -> None:
        if lost.title is None:
            self._counted.tally.add_unreadable(1)
            self._notice(f"{self._config.name}: {lost.message}")
        else:
            self._write(Outcome(Record(lost.title, Fate.PROBLEM, reason=lost.message, source=self._config.name)))

    # --- one page

    def _page(self, number: int, raw: bytes) -> None:
        if number in self._skip:
            self._reject(title_of(raw), self._skip[number], raw)
            return
        at = number, title_of(raw)
        self._tell(at)
        config = self._config
        resolver = None if config.resolver is None else _Asked(config.resolver, self._tell, at)
        try:
            outcome = process(parse(config.dump.head, raw, config.name), config.base, resolver)
            assert isinstance(outcome, Outcome)
            graph = outcome.graph if outcome.record.fate is Fate.EXPORTED else None
            quads = b"" if graph is None else serialize(graph, N_QUADS)
        except MemoryError:
            outcome = None
        self._tell(None)
        if outcome is None or (outcome.record.reason or "").startswith(_NO_MEMORY):
            self._reject(title_of(raw), "takes more memory than it may", raw)
        else:
            self._write(outcome, quads)

    def _reject(self, title: str, reason: str, raw: bytes) -> None:
        """Puts a page aside that cannot be worked on."""
        folder = self._rejected
        make_directory(folder)
        write_file(folder / file_name(title, ".txt"), f"{title}: {reason}\n".encode("utf-8", "replace"))
        write_file(folder / file_name(title, ".xml"), self._config.dump.head + raw + b"</mediawiki>\n")
        self._write(Outcome(Record(title, Fate.PROBLEM, reason=f"{reason}, see {REJECTED}", source=None)))

    # --- what is written

    def _write(self, outcome: Outcome, quads: bytes = b"") -> None:
        """quads: of an exported film."""
        record = outcome.record
        if record.fate is Fate.EXPORTED and outcome.graph is not None:
            self._quads.write(quads)
            self._films += 1
            self._counted.add_film(outcome.graph)
        elif record.fate is Fate.REJECTED and outcome.graph is not None:
            base = self._config.base
            write_rejected(self._rejected, record.page, outcome.graph, outcome.report, base)
            self._notice(f"{record.page}: rejected, it does not conform to the shapes, see {REJECTED}")
        elif record.fate is Fate.PROBLEM:
            self._notice(": ".join(part for part in (record.source, record.page, record.reason) if part))
        elif record.fate is Fate.FAILED:
            self._notice(f"{record.page}: internal error: {record.reason} (please report it)")
        self._counted.tally.add(record)
        line = json.dumps(record_json(record), ensure_ascii=False)
        self._lines.write(line.encode("utf-8", "replace") + b"\n")

    def _notice(self, line: str) -> None:
        if len(self._notices) < MAX_NOTICES:
            self._notices.append(line)
        else:
            self._more_notices += 1
