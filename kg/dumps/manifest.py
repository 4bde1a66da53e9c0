"""The manifest of a dump's export: what was exported to which shard, by what, and what is still to do.

In the output folder::

    films-00000.nq.gz …   the shards, in the dump's order: N-Quads, a gzip member for each range
    manifest.json         this module's; written anew with each shard
    report/               films-00000.json … (what became of the pages), films.tsv, films.svg
    rejected/             graphs that do not conform, and pages that could not be worked on, each with the reason
    parts/                ranges that are done and wait for their shard; gone at the end

Nothing in any of them depends on the clock, on the number of workers or on interruptions.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg import __version__
from kg.dumps.counts import Counted
from kg.errors import OutputError, SourceError, UsageError
from kg.resources import shape_files
from kg.sinks import write_file
from kg.sources.streams import source_name

FORMAT = 1
NAME = "manifest.json"
PARTS = "parts"
REPORT = "report"
_SAMPLE = 1 << 16
"""Bytes at the begin and the end of a dump that tell it from others of the same name and size."""


@dataclass(slots=True)
class Manifest:
    """What is in the folder."""

    job: dict[str, Any]
    """What decides about the bytes that are written: the source, the software, options (see `job_of`)."""
    shards: list[dict[str, Any]] = field(default_factory=list)
    counted: Counted = field(default_factory=Counted)
    """Of all shards."""
    notices: list[str] = field(default_factory=list)
    """The first lines about single pages and damages."""
    more_notices: int = 0
    complete: bool = False

    @property
    def ranges_done(self) -> int:
        """How many ranges, from the first on, are in shards."""
        return int(self.shards[-1]["ranges"][1]) if self.shards else 0

    def write(self, folder: Path) -> None:
        """Puts it in place of the one before, whole or not at all. Raises OutputError."""
        data = {
            "format": FORMAT,
            **self.job,
            "complete": self.complete,
            "shards": self.shards,
            "counts": self.counted.tally.counts(),
            "notices": self.notices,
            "more_notices": self.more_notices,
            "state": self.counted.to_json(),
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        write_file(folder / NAME, text.encode("utf-8", "replace") + b"\n")


def job_of(path: Path, options: dict[str, Any]) -> dict[str, Any]:
    """What a manifest says of the work: name, size and a sample of the source, the software, options that change the
    bytes that are written. Raises SourceError."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            digest = hashlib.sha256(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE))
            digest.update(file.read(_SAMPLE))
    except OSError as error:
        raise SourceError(f"{source_name(path)}: {error.strerror or error}") from error
    return {
        "software": {"name": "filmkg", "version": __version__, "code": code_digest()},
        "source": {"name": path.name, "size": size, "sample": digest.hexdigest()},
        "options": options,
    }


@lru_cache(maxsize=1)
def code_digest() -> str:
    """A hash of the package's own code, tables and shapes: two versions that write other bytes differ in it."""
    digest = hashlib.sha256()
    root = Path(str(files("kg")))
    for file in sorted(path for path in root.rglob("*") if path.suffix in {".py", ".json", ".toml", ".txt", ".ttl"}):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    for shapes in shape_files():
        digest.update(shapes.read_bytes())
    return digest.hexdigest()[:16]


def opened(folder: Path, job: dict[str, Any]) -> Manifest:
    """The manifest of the work that was begun in a folder, or a new one.

    Raises UsageError when something else was begun there, OutputError when it cannot be read.
    """
    path = folder / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if any(folder.glob("films-*.nq.gz")):
            raise UsageError(f"{folder}: has shards without their {NAME}; take another folder, or empty it") from None
        return Manifest(job)
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{path}: cannot be read: {error}") from error
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError("another format")
        found = Manifest(
            {name: data[name] for name in job},
            list(data["shards"]),
            notices=[str(line) for line in data["notices"]],
            more_notices=int(data["more_notices"]),
            complete=bool(data["complete"]),
        )
        found.counted.merge(data["state"])
        if found.ranges_done < 0:
            raise ValueError("no number of ranges")
        for shard in found.shards:
            _ = Path(shard["file"]), Path(shard["report"]), int(shard["bytes"]), int(shard["end"])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise OutputError(f"{path}: is no manifest of this program; take another folder, or empty it") from error
    for part, what in (("source", "another dump"), ("software", "another version"), ("options", "other options")):
        if found.job[part] != job[part]:
            before, now = (_shown(part, each) for each in (found.job, job))
            raise UsageError(
                f"{folder}: holds the export of {what} ({before}, now {now}); take another folder, or empty it"
            )
    return found


def _shown(part: str, job: dict[str, Any]) -> str:
    values = job[part]
    match part:
        case "source":
            return f"{values['name']}, {values['size']} bytes, {values['sample'][:8]}"
        case "software":
            return f"{values['version']}, {values['code'][:8]}"
        case _:
            return ", ".join(f"{name} {value}" for name, value in values.items() if value is not None) or "none"


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
