"""How fast `kg load` is beside Oxigraph's own `oxigraph load`, on the same file: `python benchmarks/load.py FILE.nq`.

The pages of the file (an export of `kg export`, as N-Quads) are repeated under other names until there are a million
quads. The two commands load them in turn into new stores, as processes of their own; the figures are their wall and CPU
times, of the process and all it started, and what is the rate of `kg load` as a multiple of the other's: above 1 it is
the faster. Nothing is done to keep the file out of memory: both read it from there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

QUADS = 1_000_000
RENAMED = (b"<https://en.wikipedia.org/wiki/", b"<https://w3id.org/filmkg/resource/")
"""How the names of pages and of what they are about begin."""


def repeated(source: Path, target: Path, quads: int) -> int:
    """Writes the lines of `source` as often as it takes, each time as other pages; the number of lines."""
    data = source.read_bytes()
    lines = data.count(b"\n")
    copies = -(-quads // lines)
    with target.open("wb") as file:
        for number in range(copies):
            text = data
            for prefix in RENAMED:
                text = text.replace(prefix, prefix + b"%d_" % number)
            file.write(text)
    return lines * copies


def times(call: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a process."""
    wall, cpu = time.perf_counter(), _children()
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - wall, _children() - cpu


def _children() -> float:
    found = os.times()
    return found.children_user + found.children_system


def main() -> None:
    """Prints a line for each run, and the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("source", type=Path, metavar="FILE.nq")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quads", type=int, default=QUADS)
    arguments = parser.parse_args()
    programs = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pages.nq"
        quads = repeated(arguments.source, file, arguments.quads)
        print(f"{quads} quads, {file.stat().st_size >> 20} MiB")
        print("run   oxigraph wall       kg  ratio   oxigraph CPU       kg  ratio")
        ratios = []
        for run in range(1, arguments.runs + 1):
            theirs, ours = Path(folder) / f"oxigraph{run}", Path(folder) / f"kg{run}"
            calls = [
                [str(programs / "oxigraph"), "load", "--location", str(theirs), "--file", str(file)],
                [sys.executable, "-m", "kg", "load", str(file), "--store", str(ours)],
            ]
            # In turn the one first, then the other.
            order = (0, 1) if run % 2 else (1, 0)
            found = {which: times(calls[which]) for which in order}
            (their_wall, their_cpu), (our_wall, our_cpu) = found[0], found[1]
            ratios.append((their_wall / our_wall, their_cpu / our_cpu))
            print(
                f"{run:3} {their_wall:13.2f} s {our_wall:6.2f} s {ratios[-1][0]:6.2f} "
                f"{their_cpu:12.2f} s {our_cpu:6.2f} s {ratios[-1][1]:6.2f}",
                flush=True,
            )
            for store in (theirs, ours):
                shutil.rmtree(store)
        wall, cpu = (median(column) for column in zip(*ratios, strict=True))
        print(f"median ratio: wall {wall:.2f}, CPU {cpu:.2f}")


if __name__ == "__main__":
    main()
