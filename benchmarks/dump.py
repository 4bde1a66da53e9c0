"""What the export of a dump costs, as ratios in one run: CPU of all processes to that of `lbzip2 -dc` on the same file,
peak memory of all processes for a dump of 1x and 4x size, time of one worker to that of two.

    python benchmarks/dump.py ../shared/corpus/articles ../shared/corpus/other

Needs lbzip2 (Debian: lbzip2) and Linux (/proc). Memory is the sum of proportional set sizes (PSS: what processes share
is counted once), looked at 20 times a second. Of several turns (`--repeat`) the least time of each counts, and the
highest memory. With other work on the machine, times of one and two workers say little. What a start costs, nearly
a second, is in all figures: of a whole dump, which has a thousand times as many pages, it is nothing. The dumps of the
usual size take a gigabyte of the temporary folder while they are measured, and all of it ten minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from make_dump import Made, articles, build

_TICK = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float
    """Seconds, of the process and those it waited for."""
    wall: float
    peak: int
    """Bytes of all its processes together."""


def measured(command: list[str]) -> Cost:
    """Runs a command to its end."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=messages)
        peak = 0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            peak = max(peak, sum(map(_pss, _tree(process.pid))))
            time.sleep(_TICK)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            messages.seek(0)
            raise SystemExit(f"{' '.join(command)}: {messages.read().decode()}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, peak)


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(found for child in children for found in _tree(int(child)))]


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)


def export(made: Made, folder: Path, workers: int) -> Cost:
    # -P: the kg of this Python, and not what lies in the current folder.
    kg = [sys.executable, "-P", "-m", "kg"]
    command = [*kg, "export", str(made.path), "-o", f"{folder}/", "--workers", str(workers)]
    cost = measured(command)
    shutil.rmtree(folder)  # or the next call would find all done
    return cost


def least(costs: Iterable[Cost]) -> Cost:
    """Of several turns."""
    turns = list(costs)
    return Cost(min(turn.cpu for turn in turns), min(turn.wall for turn in turns), max(turn.peak for turn in turns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=24_000, metavar="N", help="of the smaller dump (default: 24000)")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="turns (default: 1)")
    call = parser.parse_args()
    films, others = articles(call.folder)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        rows = []
        for label, pages, share, goal in (
            ("0.65% films", call.pages, 0.65, 1.5),
            ("0.65% films, 4x", 4 * call.pages, 0.65, 1.5),
            ("5% films", call.pages, 5.0, 2.5),
        ):
            folder = place / label.replace(" ", "-")
            folder.mkdir()
            path = folder / "testwiki-pages-articles-multistream.xml.bz2"
            made = build(path, films, others, pages, share)
            turns = [
                (
                    measured(["lbzip2", "-dc", str(path)]),
                    export(made, folder / "two", 2),
                    export(made, folder / "one", 1),
                )
                for _ in range(call.repeat)
            ]
            unpacked, two, one = map(least, zip(*turns, strict=True))
            rows.append((label, goal, made, unpacked, one, two))
    print("| dump | size | films | lbzip2 -dc, CPU | export, CPU | ratio | peak memory | 1 worker | 2 workers | gain |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for label, goal, made, unpacked, one, two in rows:
        print(
            f"| {label} | {made.size / 1e6:.0f} MB unpacked | {made.films} | {unpacked.cpu:.1f} s | {two.cpu:.1f} s "
            f"| {two.cpu / unpacked.cpu:.2f} (≤ {goal}) | {two.peak / 1e6:.0f} MB "
            f"| {one.wall:.1f} s | {two.wall:.1f} s | {one.wall / two.wall:.2f} |"
        )


if __name__ == "__main__":
    main()
