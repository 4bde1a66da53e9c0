"""The export of a dump: ranges to workers, parts to shards, one after the other in the dump's order.

Whatever ends it leaves shards, a manifest that names them, and parts that are whole; a later call goes on from there.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from kg.dumps import manifest as manifests
from kg.dumps.counts import Counted
from kg.dumps.crew import Crew, Ended, Finished
from kg.dumps.manifest import PARTS, REPORT, Manifest
from kg.dumps.packed import Layout, Packing, layout, locate
from kg.dumps.prefilter import infobox_search
from kg.dumps.summary import write_summary
from kg.dumps.work import MAX_NOTICES, Config, Task, files_of, rejected_of, work
from kg.errors import OutputError, UsageError
from kg.resolver.links import Resolver
from kg.sinks import REJECTED, AtomicFile, make_directory, write_file
from kg.sources.streams import source_name
from kg.validation import gate
from kg.values import languages
from kg.vocab import RESOURCE_BASE

RANGES_PER_SHARD = 16
_PLAN = "plan.json"
TEMPORARY = ".kg-*.tmp"
"""What kg.sinks.AtomicFile calls a file that is not whole yet."""
_TICK = 0.5
"""Seconds between two looks at the clock."""
_ATTEMPTS = 3
"""How often a range is begun whose process ends at no page in particular."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to export and how."""

    source: Path
    folder: Path
    base: str = RESOURCE_BASE
    resolver: Resolver | None = None
    resolver_name: str | None = None
    """What tells one resolver from another, for the manifest."""
    limit: int | None = None
    """Films to export at most."""
    from_page: str | None = None
    """Title of the page to begin with."""
    page_seconds: float = 60.0
    """What a page may take."""
    page_memory: int | None = 2 << 30
    """Bytes a process may take beyond those it begins with; None: all that there are."""
    range_size: int | None = None
    """Bytes of a range at least; None: what suits the file."""

    @property
    def options(self) -> dict[str, Any]:
        """Those that decide about what is written."""
        return {
            "base": self.base,
            "limit": self.limit,
            "from_page": self.from_page,
            "resolver": self.resolver_name,
            "range_size": self.range_size,
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is, in bytes of the packed dump."""

    done: int
    size: int
    notices: tuple[str, ...] = ()
    """Lines about pages and damages that were met since the last time."""


@dataclass(slots=True)
class _Trouble:
    """What attempts at a range have shown."""

    skip: dict[int, str] = field(default_factory=dict)
    deaths: Counter[int] = field(default_factory=Counter)
    """By page."""
    other: int = 0
    """Deaths at no page."""
    reason: str = ""
    """Of the last of these."""

    def task(self, task: Task) -> Task:
        return replace(
            task,
            skip=tuple(sorted(self.skip.items())),
            salvage=self.other > 0,
            give_up=self.reason if self.other >= _ATTEMPTS else None,
        )


def run(job: Job, workers: int) -> Iterator[Progress]:
    """Exports a dump, or what of it is still to be exported. The manifest in the folder is complete when it ends.

    Raises SourceError when the dump cannot be read at all, UsageError when the folder holds something else,
    OutputError when it cannot be written, FetchError when the resolver does.
    """
    with locked(job.folder):
        manifest = manifests.opened(job.folder, manifests.job_of(job.source, job.options))
        parts = job.folder / PARTS
        _check_shards(job.folder, manifest)
        if not manifest.complete:
            dump = _plan(job, parts)
            if manifest.shards and manifest.shards[-1]["end"] != dump.borders[manifest.ranges_done]:
                raise UsageError(f"{job.folder}: holds shards of other ranges; remove it to export anew")
            manifest.write(job.folder)  # before anything else is: it tells whose all of it is
            _tidy(job.folder)
            _keep(dump, parts)
            try:
                yield from _Run(job, dump, manifest, parts).run(workers)
            except OSError as error:
                raise OutputError(f"{job.folder}: cannot be written: {error.strerror or error}") from error
            _tidy(job.folder)
        shutil.rmtree(parts, ignore_errors=True)


def _check_shards(folder: Path, manifest: Manifest) -> None:
    """Raises UsageError when a shard that the manifest names is not there as it was written."""
    for shard in manifest.shards:
        path, report = folder / shard["file"], folder / shard["report"]
        if not path.is_file() or path.stat().st_size != shard["bytes"]:
            raise UsageError(f"{path}: is not as it was written; remove {folder} to export anew")
        if not report.is_file():
            raise UsageError(f"{report}: is gone; remove {folder} to export anew")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps two runs from writing to one folder. Raises UsageError when another one does, OutputError."""
    parts = folder / PARTS
    make_directory(parts)
    path = parts / "lock"
    try:
        file = path.open("ab")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    with file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # not on this system: whoever starts two has to know
            pass
        except OSError:
            raise UsageError(f"{folder}: another export is writing to it") from None
        try:
            yield
        finally:  # only of one's own lock
            with suppress(OSError):
                path.unlink()
                parts.rmdir()


def _tidy(folder: Path) -> None:
    """Removes the temporary files of a run that was killed."""
    for place in (folder, folder / PARTS, folder / REPORT, folder / REJECTED):
        for file in place.glob(TEMPORARY):
            file.unlink(missing_ok=True)


def _plan(job: Job, parts: Path) -> Layout:
    """The ranges; those of the first call, so that a second one is spared looking for them."""
    path = parts / _PLAN
    with suppress(OSError, ValueError, KeyError, TypeError):
        data = json.loads(path.read_bytes())
        dump = Layout(job.source, data["size"], Packing(data["packing"]), tuple(data["borders"]), data["head"].encode())
        if dump.size == job.source.stat().st_size:
            return dump
    dump = layout(job.source, job.range_size, job.from_page)
    return dump if job.from_page is None else locate(dump, job.from_page)


def _keep(dump: Layout, parts: Path) -> None:
    """Writes the plan for a second call."""
    data = asdict(dump)
    data.update(path=None, packing=dump.packing.value, head=dump.head.decode("utf-8", "replace"))
    write_file(parts / _PLAN, json.dumps(data).encode())


def _load() -> None:
    """Loads what the processes need, which share it then; in one of them its memory might not suffice."""
    gate()
    languages.load()
    infobox_search()
    with suppress(ImportError):
        import indexed_bzip2  # noqa: F401


class _Run:
    def __init__(self, job: Job, dump: Layout, manifest: Manifest, parts: Path) -> None:
        self._job = job
        self._dump = dump
        self._manifest = manifest
        self._parts = parts
        self._config = Config(dump, source_name(job.source), parts, job.base, job.resolver, job.from_page)
        self._due = manifest.ranges_done
        """The range that comes next, in order."""
        self._results: dict[int, dict[str, Any]] = {}
        """Parts that are done and not yet in a shard; those of ranges behind `_due` only by name."""
        self._done: set[int] = set()
        self._films = manifest.counted.films.total()
        self._end = self._due if job.limit is not None and self._films >= job.limit else dump.count
        self._given: set[int] = set()
        self._trouble: dict[int, _Trouble] = {}
        self._shown = 0

    def run(self, workers: int) -> Iterator[Progress]:
        job = self._job
        _load()
        self._shown = len(self._manifest.notices)
        again: list[Task] = []
        yield self._progress()
        with Crew(partial(work, self._config), workers, job.page_seconds, job.page_memory) as crew:
            while self._due < self._end:
                while again and crew.idle:  # before new ones: it is these that the others wait for
                    crew.give(again.pop())
                ahead = self._due + max(RANGES_PER_SHARD, 4 * workers)
                for number in range(self._due, min(self._end, ahead)):
                    if crew.idle == 0:
                        break
                    if number in self._given or number in self._done:
                        continue
                    self._given.add(number)
                    if self._kept(number):
                        self._done.add(number)
                    else:
                        crew.give(Task(number))
                if crew.busy and not self._is_due():
                    for event in crew.collect(_TICK):
                        if isinstance(event, Finished):
                            self._finish(event)
                        else:
                            again.append(self._next_attempt(event))
                while self._is_due():
                    cut = self._advance()
                    if cut is not None:
                        again.append(cut)
                yield self._progress()
        self._close()
        yield self._progress()

    def _is_due(self) -> bool:
        return self._due in self._done and self._due < self._end

    def _kept(self, number: int) -> bool:
        """Whether an earlier call has left the part of a range whole."""
        films, pages, done = files_of(self._parts, number)
        try:
            result = json.loads(done.read_bytes())
            files = result["files"]
            return (
                result["range"] == number
                and result["limit"] is None
                and manifests.file_digest(films) == files["films"]["sha256"]
                and manifests.file_digest(pages) == files["pages"]["sha256"]
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _finish(self, event: Finished[Task]) -> None:
        self._done.add(event.task.number)

    def _next_attempt(self, event: Ended[Task]) -> Task:
        """The task once more, without what ended its process."""
        trouble = self._trouble.setdefault(event.task.number, _Trouble())
        if event.at is None:
            trouble.other += 1
            trouble.reason = f"that reads it ends ({event.reason})"
        else:
            number = event.at[0]
            trouble.deaths[number] += 1
            if trouble.deaths[number] > 1:  # once may be whoever else ends processes, or halts the machine
                late = f"takes longer than {self._job.page_seconds:g} seconds"
                trouble.skip[number] = late if event.late else f"ends the process that works on it ({event.reason})"
        return trouble.task(event.task)

    def _advance(self) -> Task | None:
        """Takes the range that is due; the task to do it once more where it goes beyond the limit."""
        number = self._due
        result = json.loads(files_of(self._parts, number)[2].read_bytes())
        limit = self._job.limit
        if limit is not None and result["limit"] is None and self._films + result["count"] >= limit:
            self._done.discard(number)
            task = Task(number, limit=limit - self._films)
            return self._trouble[number].task(task) if number in self._trouble else task
        self._films += result["count"]
        self._results[number] = result
        self._due += 1
        if limit is not None and self._films >= limit:
            self._end = self._due
        self._done.discard(number)
        self._given.discard(number)
        if self._due % RANGES_PER_SHARD == 0 or self._due == self._end:
            self._shard()
        return None

    # --- shards

    def _shard(self) -> None:
        """Puts the parts since the last shard into one, and then says so in the manifest."""
        manifest, folder = self._manifest, self._job.folder
        first = manifest.ranges_done
        numbers = range(first, self._due)
        name = f"films-{len(manifest.shards):05}"
        with AtomicFile(folder / f"{name}.nq.gz") as file:
            for number in numbers:
                file.write(files_of(self._parts, number)[0].read_bytes())
        counted = Counted()
        for number in numbers:
            result = self._results.pop(number)
            counted.merge(result["state"])
            manifest.counted.merge(result["state"])
            room = max(0, MAX_NOTICES - len(manifest.notices))
            manifest.notices += result["notices"][:room]
            manifest.more_notices += len(result["notices"][room:]) + result["more_notices"]
        self._report(folder / REPORT / f"{name}.json", numbers, counted.tally.counts())
        written = folder / f"{name}.nq.gz"
        manifest.shards.append(
            {
                "file": written.name,
                "report": f"{REPORT}/{name}.json",
                "ranges": [first, self._due],
                "begin": self._dump.borders[first],
                "end": self._dump.borders[self._due],
                "pages": counted.tally.read,
                "films": counted.films.total(),
                "triples": counted.tally.triples,
                "bytes": written.stat().st_size,
                "sha256": manifests.file_digest(written),
            }
        )
        for number in numbers:
            self._put_aside(rejected_of(self._parts, number))
        manifest.write(folder)
        for number in numbers:
            for part in files_of(self._parts, number):
                part.unlink(missing_ok=True)
            shutil.rmtree(rejected_of(self._parts, number), ignore_errors=True)

    def _put_aside(self, found: Path) -> None:
        """Moves what is rejected of a part to where all of it is; some of it may have been moved before a kill."""
        files = sorted(found.iterdir()) if found.is_dir() else []
        if files:
            make_directory(self._job.folder / REJECTED)
        for file in files:
            file.replace(self._job.folder / REJECTED / file.name)

    def _report(self, path: Path, numbers: range, counts: dict[str, Any]) -> None:
        """The report of a shard, in the form of `kg.report.ReportFile`."""
        with AtomicFile(path) as file:
            separator = b'{"pages": [\n'
            for number in numbers:
                with files_of(self._parts, number)[1].open("rb") as lines:
                    for line in lines:
                        file.write(separator + line.rstrip(b"\n"))
                        separator = b",\n"
            begin = separator if separator != b",\n" else b"\n"
            text = json.dumps(counts, ensure_ascii=False, indent=1)
            file.write(begin + f'],\n"counts": {text}}}\n'.encode("utf-8", "replace"))

    def _close(self) -> None:
        write_summary(self._job.folder / REPORT, self._manifest.counted)
        self._manifest.complete = True
        self._manifest.write(self._job.folder)

    def _progress(self) -> Progress:
        new = tuple(self._manifest.notices[self._shown :])
        self._shown = len(self._manifest.notices)
        borders = self._dump.borders
        done = borders[self._due] + sum(
            borders[number + 1] - borders[number] for number in self._done if number >= self._due
        )
        return Progress(done - borders[0], borders[-1] - borders[0], new)
