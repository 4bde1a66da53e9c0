"""Templates that show a number, a date or a name in a form of their own."""

from __future__ import annotations

import pytest

from kg.extraction.templates import render
from kg.model import Span
from kg.wikitext.document import Document


def plain(wikitext: str) -> str:
    return Document(wikitext, render).rich(Span(0, len(wikitext))).text


@pytest.mark.parametrize(
    ("wikitext", "shown"),
    [
        ("8{{frac|1|2}}", "8½"),
        ("{{frac|3|3|4}}", "3¾"),
        ("{{fraction|2}}", "½"),
        ("{{sfrac|2|7}}", "2/7"),
        ("{{frac|3|1|7}}", "3 1/7"),
        ("{{frac|4|2}}", "4/2"),
        ("{{frac|x|y}}", "x/y"),
        ("{{frac|1|0}}", "1/0"),
        ("{{frac}}", ""),
        ("{{As of|2019|5}}", "As of May 2019"),
        ("{{as of|2019|05|12|lc=y}}", "as of 12 May 2019"),
        ("{{As of|2019|May|12|df=US|post=,}}", "As of May 12, 2019,"),
        ("{{as of|2019|since=y}}", "Since 2019"),
        ("{{as of|2019|alt=in ''2019''}}", "in 2019"),
        ("{{as of|soon}}", ""),
        ("{{circa|1970}}", "c. 1970"),
        ("{{c.|1970|1980}}", "c. 1970 – c. 1980"),
        ("{{convert|5|mi|km}}", "5 miles"),
        ("{{cvt|5|to|6|ft|m|abbr=on}}", "5 to 6 ft"),
        ("{{cvt|5|mi|km}}", "5 mi"),
        ("{{convert|5|ft|6|in|m}}", "5 feet 6 inches"),
        ("{{convert|5|furlong}}", "5 furlong"),
        ("{{convert|5}}", ""),
        ("B{{music|flat}} and C{{music|#}} and {{music|time|4|4}}", "B♭ and C♯ and"),
        ("{{USS|Missouri|BB-63}}, {{ship|HMS|Victory}}", "USS Missouri, HMS Victory"),
    ],
)
def test_shown(wikitext: str, shown: str) -> None:
    assert plain(wikitext) == shown
