"""How the time of an extraction grows with the size of the worst inputs known: `python benchmarks/linear.py`.

Each row is one hostile wikitext at 1, 2, 4 and 8 times a base size; the figures are CPU times as multiples of the
first. Linear is 1, 2, 4, 8; the last column is the growth from 4 to 8 times, which should stay near 2.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping

from kg.extraction.page import extract
from kg.model import Page

BOX = "{{Infobox film|name=X}}\n"
CASES: Mapping[str, tuple[str, str, str]] = {
    # name: (before, repeated, after)
    "braces": (BOX, "{{a|", ""),
    "closed braces": (BOX, "{{a|b}}", ""),
    "links": (BOX, "[[a|", ""),
    "tags": (BOX, "<b><small>", ""),
    "comments": (BOX, "<!-- a ", ""),
    "references": (BOX, "<ref>a", ""),
    "named references": ("{{Infobox film|director=A", "<ref name=a/>", "}}<ref name=a>b</ref>"),
    "headings": (BOX, "== Cast ==\n", ""),
    "cast": (BOX + "== Cast ==\n", "* [[A]] as B, a man\n", ""),
    "cast tables": (BOX + "== Cast ==\n{|\n! Actor !! Role\n", "|-\n| [[A]] || B\n", "|}"),
    "awards": (BOX + "== Accolades ==\n{|\n! Award !! Category !! Result\n", "|-\n| A || B || {{won}}\n", "|}"),
    "open tables": (BOX + "== Accolades ==\n", "{|\n|-\n| a || b\n", ""),
    "award prose": (BOX + "== Accolades ==\n", "It won the A for Best B at the C Awards. ", ""),
    "tracks": (BOX + "== Soundtrack ==\n", '# "A" – B (3:00)\n', ""),
    "names": ("{{Infobox film|starring=", "[[Jane Doe]], ", "}}"),
    "line breaks": ("{{Infobox film|starring=", "A B<br>", "}}"),
    "amounts": ("{{Infobox film|budget=", "$1 million ", "}}"),
    "dates": ("{{Infobox film|released=", "1 May 1990 ", "}}"),
    "scores": (BOX + "== Reception ==\n", "On Rotten Tomatoes it has 90% based on 50 reviews. ", ""),
    "lead": (BOX + "'''X''' (", "also ''A'', ", ") is a film."),
}
SIZES = (1, 2, 4, 8)


def cpu(text: str) -> float:
    begin = time.process_time()
    extract(Page(title="X", text=text))
    return time.process_time() - begin


def main(base: int = 40_000) -> None:
    """Prints the table; `base`: characters of the smallest input."""
    cpu(BOX)
    print(f"{'input':18} {'CPU s':>7} " + " ".join(f"{size}x".rjust(6) for size in SIZES) + "   8x/4x")
    for name, (before, repeated, after) in CASES.items():
        times = [cpu(before + repeated * (base * size // len(repeated)) + after) for size in SIZES]
        grown = " ".join(f"{t / times[0]:6.1f}" for t in times)
        print(f"{name:18} {times[0]:7.3f} {grown} {times[-1] / times[-2]:7.1f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
