"""`kg export DUMP -o FOLDER/`: a whole dump, in shards, continued where an earlier call was stopped."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from kg.dumps import manifest as manifests
from kg.dumps.manifest import REPORT, Manifest
from kg.dumps.run import Job, Progress
from kg.dumps.run import run as run_job
from kg.errors import OutputError, UsageError
from kg.identity import check_base
from kg.resolver.links import Resolver
from kg.sinks import AtomicFile, write_stdout
from kg.sources.problem import one_line

DUMP_NAME = re.compile(r"-pages-(?:articles|meta-current)")
"""Of the files with the newest revisions of all pages (https://meta.wikimedia.org/wiki/Data_dumps/What%27s_available
for_download)."""
_MINUTE = 60.0


def is_dump(arguments: argparse.Namespace) -> bool:
    """Whether the call is for a whole dump: `--shards`, or one source with a name as Wikimedia's dumps have, a folder
    as output and no other format than N-Quads. Raises UsageError when `--shards` contradicts the rest."""
    formats = {name for names in arguments.format for name in names.split(",")}
    sources = arguments.source
    output = arguments.output
    folder = output != "-" and (output.endswith("/") or Path(output).is_dir() or not Path(output).suffix)
    for_dumps = ("limit", "from_page", "page_timeout", "page_memory")
    if arguments.shards:
        if len(sources) != 1 or sources[0] == "-":
            raise UsageError("--shards takes one SOURCE, a file")
        if not folder:
            raise UsageError(f"{output}: --shards writes several files: name a directory, with a slash at its end")
        if formats - {"nq", "nq.gz"}:
            raise UsageError("--shards are N-Quads: no other format goes with them")
        return True
    if len(sources) == 1 and folder and formats <= {"nq", "nq.gz"} and DUMP_NAME.search(Path(sources[0]).name):
        return True
    for name in for_dumps:
        if getattr(arguments, name) is not None:
            raise UsageError(f"--{name.replace('_', '-')} goes with the export of a dump (see --shards)")
    return False


def run(arguments: argparse.Namespace, resolver: Resolver | None, workers: int) -> int:
    """Exports a dump, or what of it is still to be exported; returns the exit status of all of it."""
    for name in ("titles_from", "category", "api", "contact", "dataset_description", "issued"):
        if getattr(arguments, name) and not (arguments.resolve and name in ("api", "contact")):
            raise UsageError(f"--{name.replace('_', '-')} does not go with the export of a dump")
    if arguments.title:
        raise UsageError("--title does not go with the export of a dump: name the page to begin with, --from-page")
    folder = Path(arguments.output)
    job = Job(
        Path(arguments.source[0]),
        folder,
        check_base(arguments.base),
        resolver,
        None if resolver is None else resolver.name,
        arguments.limit,
        arguments.from_page,
        arguments.page_timeout or 60.0,
        (arguments.page_memory or 2048) << 20,
    )
    _show(run_job(job, workers))
    manifest = manifests.opened(folder, manifests.job_of(job.source, job.options))
    if manifest.more_notices:
        _say(f"… and {manifest.more_notices} more lines (see {folder / REPORT})")
    if arguments.report is not None:
        _report(arguments.report, folder, manifest)
    print(*manifest.counted.tally.summary(), sep="\n", file=sys.stderr)
    number = len(manifest.shards)
    print(f"written to {folder}: {number} shard{'s' * (number != 1)}, {manifests.NAME}, {REPORT}", file=sys.stderr)
    return manifest.counted.tally.exit_status


def _show(found: Iterator[Progress]) -> None:
    """Bytes with rate and remaining time: a bar on a terminal, else a line a minute."""
    tqdm.monitor_interval = 0  # its thread would be in the way of forking
    begin = last = time.monotonic()
    first: int | None = None
    with tqdm(unit="B", unit_scale=True, delay=2, disable=None, leave=False) as bar:
        for progress in found:
            for line in progress.notices:
                _say(line)
            first = progress.done if first is None else first
            bar.total = progress.size
            bar.initial = first
            bar.update(progress.done - max(bar.n, 0))  # it draws itself no more than ten times a second
            now = time.monotonic()
            if bar.disable and now - last >= _MINUTE:
                last = now
                print(_line(progress, first, now - begin), file=sys.stderr, flush=True)


def _line(progress: Progress, first: int, seconds: float) -> str:
    """How far it is, for a log."""
    rate = (progress.done - first) / seconds
    share = 100 * progress.done / max(progress.size, 1)
    left = f"{(progress.size - progress.done) / rate / 60:.0f} min left" if rate else "time left unknown"
    done, size = (number / 1e6 for number in (progress.done, progress.size))
    return f"kg: {done:,.1f} of {size:,.1f} MB ({share:.1f}%), {rate / 1e6:.2f} MB/s, {left}"


def _report(path: str, folder: Path, manifest: Manifest) -> None:
    """All shards' reports as one."""
    if path == "-":
        for line in _records(folder, manifest):
            write_stdout(line)
        return
    with AtomicFile(Path(path)) as file:
        for line in _records(folder, manifest):
            file.write(line)


def _records(folder: Path, manifest: Manifest) -> Iterator[bytes]:
    separator = b'{"pages": [\n'
    for shard in manifest.shards:
        try:
            with (folder / shard["report"]).open("rb") as lines:
                for line in lines:
                    if line.startswith(b"],"):
                        break
                    if line.startswith(b'{"page":'):
                        yield separator + line.rstrip(b",\n")
                        separator = b",\n"
        except OSError as error:
            raise OutputError(f"{folder / shard['report']}: cannot be read: {error.strerror or error}") from error
    begin = separator if separator != b",\n" else b"\n"
    counts = json.dumps(manifest.counted.tally.counts(), ensure_ascii=False, indent=1)
    yield begin + f'],\n"counts": {counts}}}\n'.encode("utf-8", "replace")


def _say(message: str) -> None:
    tqdm.write("kg: " + one_line(message, 800), file=sys.stderr)
