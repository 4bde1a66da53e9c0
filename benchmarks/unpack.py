"""What unpacking a bzip2 dump costs with each of the programs and libraries that could do it, in CPU time and as
multiples of `lbzip2 -dc`: why kg.dumps.packed uses the one it does.

    python benchmarks/unpack.py enwiki-20240101-pages-articles-multistream.xml.bz2

All take turns, several times over, and the least time of each counts. Child processes are read through a pipe, as an
export would. Programs and libraries that are not installed are left out (Debian: lbzip2, bzip2; PyPI: rapidgzip).
"""

from __future__ import annotations

import argparse
import bz2
import importlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

PIECE = 1 << 20
BASE = "lbzip2 -dc"


def _library(path: Path, module: str) -> int:
    reader = importlib.import_module(module).IndexedBzip2File
    with reader(str(path), parallelization=1) as file:
        return _length(file)


def _standard(path: Path) -> int:
    with bz2.open(path) as file:
        return _length(file)


def _child(path: Path, command: tuple[str, ...]) -> int:
    with subprocess.Popen([*command, str(path)], stdout=subprocess.PIPE) as process:
        return _length(process.stdout)


def _length(file: object) -> int:
    size = 0
    while piece := file.read(PIECE):  # type: ignore[attr-defined]
        size += len(piece)
    return size


def ways(path: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    """What is installed here, by name."""
    for program in ("lbzip2", "bzip2"):
        if shutil.which(program):
            yield f"{program} -dc", partial(_child, path, (program, "-dc"))
    for module in ("indexed_bzip2", "rapidgzip"):
        if importlib.util.find_spec(module):
            yield module, partial(_library, path, module)
    yield "Python's bz2", partial(_standard, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="turns (default: 5)")
    call = parser.parse_args()
    least: dict[str, float] = {}
    size = 0
    for _ in range(call.repeat):
        for name, unpack in ways(call.dump):
            before = os.times()
            size = unpack()
            spent = sum(after - begin for after, begin in zip(os.times()[:4], before[:4], strict=True))
            least[name] = min(spent, least.get(name, spent))
    print(f"{call.dump.name}: {size / 1e6:.0f} MB unpacked\n\n| unpacked with | CPU | ÷ {BASE} |\n|---|---|---|")
    for name, seconds in sorted(least.items(), key=lambda row: row[1]):
        ratio = f"{seconds / least[BASE]:.2f}" if BASE in least else ""
        print(f"| {name} | {seconds:.2f} s | {ratio} |")


if __name__ == "__main__":
    main()
