"""Where the time of an export goes, in CPU time of one process, as multiples of what mwparserfromhell.parse takes for
the same texts.

    python benchmarks/stages.py ../shared/corpus/articles/*.xml kg/data/leaving_las_vegas.json

All stages of a page are timed one after the other, several times over, and the least time of each counts: other work on
the machine then weighs on all alike. With `--profile` also tables of the rooms and modules that the time is spent in.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import TypeVar

import mwparserfromhell

import kg
from kg.model import Page
from kg.rdf.formats import FORMATS, N_QUADS
from kg.rdf.serialise import page_graph, serialize
from kg.wikitext import mask

EXPORT = ("extract", "map", f"write {N_QUADS.name}")
GATE = "gate"
PARSE = "parse"
GOALS = {"extract + map + write": 1.0, "with the gate": 1.5}
"""Multiples of parsing that the export is to stay below."""
TICK = 0.001
"""Seconds of CPU time between two looks at what runs."""
_ROOM = Path(kg.__file__).parent

T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="+")
    parser.add_argument("--repeat", type=int, default=5, help="times that each page is read (default 5)")
    parser.add_argument("--profile", action="store_true", help="also print the modules that the time is spent in")
    arguments = parser.parse_args()
    found = [page for file in arguments.file for page in kg.read(file) if isinstance(page, Page)]
    kg.validate(b"")  # loads and compiles the shapes
    films = [page for page in found if kg.extract(page).film is not None]
    spent: defaultdict[str, float] = defaultdict(float)
    triples = 0
    slowest = (0.0, "")
    for page in films:
        least: dict[str, float] = {}
        for _ in range(arguments.repeat):
            triples_of_page = stages(page, least)
        triples += triples_of_page
        slowest = max(slowest, (sum(least[name] for name in (*EXPORT, GATE)), page.title))
        for name, seconds in least.items():
            spent[name] += seconds
    print(f"{'stage':22} {'s':>8} {'ms a film':>10} {'÷ parse':>8}")
    for name, seconds in spent.items():
        print(f"{name:22} {seconds:8.3f} {1000 * seconds / len(films):10.2f} {seconds / spent[PARSE]:8.2f}")
    export = sum(spent[name] for name in EXPORT)
    for (name, goal), seconds in zip(GOALS.items(), (export, export + spent[GATE]), strict=True):
        print(f"{name:22} {seconds:8.3f} {1000 * seconds / len(films):10.2f} {seconds / spent[PARSE]:8.2f}  (≤ {goal})")
    characters = sum(len(page.text) for page in films)
    made = "as Python" if mask.__file__.endswith(".py") else "compiled"
    print(f"{len(films)} films, {characters:,} characters, {triples:,} triples")
    print(f"slowest {slowest[1]}: {slowest[0]:.3f} s; kg runs {made}")
    if arguments.profile:
        profile(films, arguments.repeat)


def stages(page: Page, least: dict[str, float]) -> int:
    """Takes the time of each stage of a page, and keeps the least in `least`. The number of the page's triples."""

    def timed(name: str, work: Callable[[], T]) -> T:
        begin = time.process_time()
        done = work()
        seconds = time.process_time() - begin
        least[name] = min(seconds, least.get(name, seconds))
        return done

    timed(PARSE, lambda: mwparserfromhell.parse(page.text))
    extraction = timed("extract", lambda: kg.extract(page))
    graph = timed("map", lambda: page_graph(extraction))
    for form in FORMATS:
        timed(f"write {form.name}", lambda form=form: serialize(graph, form))  # type: ignore[misc]
    timed(GATE, lambda: kg.validate(graph))
    return len(graph.triples)


def profile(films: Iterable[Page], repeat: int) -> None:
    """Prints the shares of our rooms and modules in the time of extraction, mapping and writing. What a module calls
    of libraries and builtins is its own."""
    seen: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None and not frame.f_code.co_filename.startswith(str(_ROOM)):
            frame = frame.f_back
        if frame is not None:
            seen[str(Path(frame.f_code.co_filename).relative_to(_ROOM))] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    for page in [*films] * repeat:
        serialize(page_graph(kg.extract(page)), N_QUADS)
    signal.setitimer(signal.ITIMER_PROF, 0)
    rooms: Counter[str] = Counter()
    for name, count in seen.items():
        rooms["/".join(Path(name).parent.parts[:2]) or "."] += count
    for title, table in (("room", rooms), ("module", seen)):
        print(f"\n{title:40} {'share':>6}")
        for name, count in table.most_common(25):
            print(f"{name:40} {100 * count / seen.total():5.1f}%")


if __name__ == "__main__":
    main()
