"""Where the time of an export goes: seconds of each stage over the films in some files, by one process.

python benchmarks/stages.py ../shared/corpus/articles/*.xml kg/data/leaving_las_vegas.json
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import kg
from kg.model import Page
from kg.rdf.formats import FORMATS, N_TRIPLES
from kg.rdf.serialise import page_graph, serialize
from kg.sources import SourceProblem


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="+")
    files: list[str] = parser.parse_args().file
    spent: defaultdict[str, float] = defaultdict(float)
    slowest: tuple[float, str] = (0.0, "")
    films = characters = triples = 0

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        begin = perf_counter()
        yield
        spent[name] += perf_counter() - begin

    with stage("load and compile"):
        kg.validate(b"")
    found: list[Page | SourceProblem] = []
    with stage("read"):
        for file in files:
            found += kg.read(file)
    for page in found:
        if not isinstance(page, Page):
            continue
        begin = perf_counter()
        with stage("extract"):
            extraction = kg.extract(page)
        if extraction.film is None:
            continue
        with stage("map"):
            graph = page_graph(extraction)
        with stage("gate"):
            kg.validate(serialize(graph, N_TRIPLES))
        slowest = max(slowest, (perf_counter() - begin, page.title))
        for form in FORMATS:
            with stage(f"write {form.name}"):
                serialize(graph, form)
        films += 1
        characters += len(page.text)
        triples += len(graph.triples)
    for name, seconds in spent.items():
        print(f"{name:20} {seconds:8.3f} s")
    print(f"{films} films, {characters:,} characters, {triples:,} triples; slowest {slowest[1]}: {slowest[0]:.3f} s")


if __name__ == "__main__":
    main()
