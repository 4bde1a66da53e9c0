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
    # name: (before, repeated, after); @ in what is repeated stands for a number of its own
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
    "tables between lines": (BOX + "A\n", "\n|}\n{|", ""),
    "cast tables between lines": (BOX + "== Cast ==\n", "\n|}\n{|", ""),
    "small print": ("{{Infobox film|starring={{plainlist|", "<b>#<small>", "}}}}"),
    "award prose": (BOX + "== Accolades ==\n", "It won the A Award for Best B at the C Awards. " * 50 + "\n\n", ""),
    "tracks": (BOX + "== Soundtrack ==\n", '# "A" – B (3:00)\n', ""),
    "names": ("{{Infobox film|starring=", "[[Jane Doe]], ", "}}"),
    "line breaks": ("{{Infobox film|starring=", "A B<br>", "}}"),
    "authors": ("{{Infobox film|based_on=''A'' by C D<br>", "and A B<br>", "}}"),
    "works": ("{{Infobox film|based_on=", "''A''<br>novel by B C<br>and [[D E]]<br>F<br>", "}}"),
    "amounts": ("{{Infobox film|budget=", "$1 million ", "}}"),
    "dates": ("{{Infobox film|released=", "1 May 1990 ", "}}"),
    "scores": (BOX + "== Reception ==\n", "On Rotten Tomatoes it has 90% based on 50 reviews. ", ""),
    # against the newest rules: sentences, verbs and bodies of awards, notes, halves of cast lines, shortened citations
    "award sentence": (
        BOX + "== Accolades ==\n",
        "The A nominated the film in three categories: won the A for B, ",
        "",
    ),
    "longest sentences": (BOX + "== Accolades ==\n", "A B won the A for B and " * 100 + "C.\n\n", ""),
    "longest paragraphs": (BOX + "== Accolades ==\n", "[[A Award]] won a B (for the C). " * 600 + "\n\n", ""),
    "names in sentences": (
        BOX + "== Accolades ==\n",
        "[[Jane Doe@]] won the A Award for Best B. Doe@ and Roe@ won the C Award for Best D.\n\n",
        "",
    ),
    "unlinked names": (BOX, "== Cast ==\n* Ann Roe@ as A\n== Accolades ==\nRoe@ won the A Award for Best B.\n\n", ""),
    "names in tables": (
        BOX + "== Accolades ==\n{|\n! Award !! Category !! Result\n",
        "|-\n| A@ || colspan=2 | Ann Roe@\n|-\n| C Award || Best D || Bo Loe@ {{won}}\n",
        "|}",
    ),
    "names in lists": (
        BOX + "== Accolades ==\n",
        "* [[E Festival]]: Jury Prize, [[Ann Bear@]] (won)\n** Best D (Bo Loe@)\n",
        "",
    ),
    "award stops": (BOX + "== Accolades ==\n", 'It won "A. B? C! ', ""),
    "award brackets": (BOX + "== Accolades ==\n", "won (nominated for Best (A) ", ""),
    "award reception": (BOX + "== Reception ==\n", "[[A Academy]] nominated [[B C]] for two awards (Best D) ", ""),
    "award items": (BOX + "== Accolades ==\n", "* [[A Award]] for Best B – [[C D]] (won), nominated\n", ""),
    "award counts": (BOX + "== Accolades ==\n", "* [[A Awards]] (2 wins, 1 nomination), winning one:\n** Best B\n", ""),
    "cast labels": (BOX + "== Cast ==\n", "* A: [[B C]], young: [[D E]]<br>Voice: [[F G]] (singing: [[H I]])\n", ""),
    "abbreviations": (BOX + "== Accolades ==\n", "A.K.A. Mr. J.R.R. won the St. ", ""),
    "cast prose": (BOX + "== Cast ==\n", "* [[A B]] as C, who is the D of E, played by F, and ", ""),
    "cast commas": (BOX + "== Cast ==\n* ", "A B, the C, ", ""),
    "cast sub-lists": (BOX + "== Cast ==\n", "* [[A B]]:\n** as C, a D\n*** E as F\n", ""),
    "cast brackets": (BOX + "== Cast ==\n* A as ", "B (C (D) ", ""),
    "notes": (BOX, "{{refn|a{{r|b|c}}", ""),
    "closed notes": ("{{Infobox film|director=A", "{{refn|a{{r|b|c}}}}", "}}"),
    "deep notes": (BOX, "{{efn|" * 18 + "a" + "}}" * 18, ""),
    "short citations": (
        "{{Infobox film|director=A",
        "{{sfn|A|B|1999|p=1}}",
        "}}\n" + "* {{cite book|last=A|year=1999|title=T}}\n" * 50,
    ),
    "bibliography": (BOX + "A<ref>{{harvnb|A|1999}}</ref>\n", "* {{cite book|last=A|year=1999|title=T}}\n", ""),
    "list of names": ("{{Infobox film|starring={{ubl", "|A B (C)|see", "}}}}"),
    "lead": (BOX + "'''X''' (", "also ''A'', ", ") is a film."),
}
SIZES = (1, 2, 4, 8)


def cpu(text: str) -> float:
    begin = time.process_time()
    extract(Page(title="X", text=text))
    return time.process_time() - begin


def _many(repeated: str, count: int) -> str:
    return "".join(repeated.replace("@", str(n)) for n in range(count)) if "@" in repeated else repeated * count


def main(base: int = 40_000) -> None:
    """Prints the table; `base`: characters of the smallest input."""
    cpu(BOX)
    print(f"{'input':18} {'CPU s':>7} " + " ".join(f"{size}x".rjust(6) for size in SIZES) + "   8x/4x")
    for name, (before, repeated, after) in CASES.items():
        times = [cpu(before + _many(repeated, base * size // len(repeated)) + after) for size in SIZES]
        grown = " ".join(f"{t / times[0]:6.1f}" for t in times)
        print(f"{name:18} {times[0]:7.3f} {grown} {times[-1] / times[-2]:7.1f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
