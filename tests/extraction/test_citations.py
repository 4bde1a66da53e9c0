"""Shortened citations: how they read, and the full citation that they mean."""

from __future__ import annotations

import pytest

from kg.extraction.citations import bibliography, read_citation
from kg.extraction.page import extract
from kg.model import Field, Page
from kg.wikitext.document import Document

BOOKS = """
* {{cite book|last=Doe|first=Jane|year=1999|title=One|url=http://example.org/1|ref=harv}}
* {{cite book|last1=Doe|first1=Jane|last2=Roe|date=May 2000|title=Two}}
* {{cite book|last=Poe|year=2001|title=Three}}
* {{cite book|last=Poe|year=2001|title=Four}}
* {{cite book|last=Poe|year=2001a|title=Five}}
* {{cite book|title=Six|year=1999}}
"""

CASES = [
    ("{{sfn|Doe|1999|p=3}}", "Doe 1999, p. 3. Jane Doe. One. 1999", "One"),
    ("{{Harvnb|doe|1999|pp=3–4}}.", "doe 1999, pp. 3–4. Jane Doe. One. 1999", "One"),
    ("{{sfnp|Doe|Roe|2000|loc=ch. 1}}", "Doe & Roe 2000, ch. 1. Jane Doe, Roe. Two. May 2000", "Two"),
    ("{{sfn|Poe|2001}}", "Poe 2001", None),  # two books
    ("{{sfn|Poe|2001a}}", "Poe 2001a. Poe. Five. 2001a", "Five"),
    ("{{sfn|Doe|2001}}", "Doe 2001", None),  # none
    ("{{sfn|A|B|C|2001}}", "A, B & C 2001", None),
    ("{{sfn|A|B|C|D|2001}}", "A et al. 2001", None),
    ("{{sfn|''Variety''|n.d.}}", "Variety n.d.", None),
    ("{{sfnm|1a1=Doe|1y=1999|1p=3|2a1=Poe|2a2=Roe|2y=2001}}", "Doe 1999, p. 3; Poe & Roe 2001", None),
    ("See {{harvnb|Doe|1999|p=3}} on this.", "See Doe 1999, p. 3 on this.", None),
    ("{{harvnb|Doe|1999}}; {{harvnb|Poe|2001}}", "Doe 1999; Poe 2001", None),
    ("{{harvnb|Doe|1999}}. {{cite web|title=Seven}}", "Seven. Doe 1999.", "Seven"),
]


@pytest.mark.parametrize(("wikitext", "text", "title"), CASES, ids=[case[0] for case in CASES])
def test_shortened(wikitext: str, text: str, title: str | None) -> None:
    citation = read_citation(wikitext, bibliography(Document(BOOKS)))
    assert citation is not None
    assert (citation.text, citation.title) == (text, title)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"Pulling No Punches"', "Pulling No Punches"),
        ("'One' ", "One"),
        ("On 'Cars 3'", "On 'Cars 3'"),
        ("'Hugo', 'Harry Potter'", "'Hugo', 'Harry Potter'"),
        ("'Hugo' wins", "'Hugo' wins"),
        ("''Hugo''", "Hugo"),
        ('""', None),
    ],
)
def test_a_title_keeps_the_quotation_marks_that_are_its_own(written: str, title: str | None) -> None:
    """Those around all of it are the template's (Template:Cite web, "Titles and chapters")."""
    citation = read_citation(f"{{{{cite web|title={written}|work=A}}}}")
    assert citation is not None
    assert citation.title == title


@pytest.mark.parametrize("wikitext", ["", "{{sfn}}", "{{sfnm}}", "{{harvnb||}}", "[h}}ttp://example.org One]"])
def test_nothing_cited(wikitext: str) -> None:
    assert read_citation(wikitext) is None


def test_a_fact_cites_by_template() -> None:
    box = (
        "{{Infobox film|name=X|runtime=90 minutes{{r|a|b}}|budget=$5 million{{sfn|Doe|1999|p=3}}{{rp|2}}<ref>Z</ref>}}"
    )
    notes = "{{reflist|refs=<ref name=a>A</ref><ref name=b>B</ref>}}"
    film = extract(Page("X", f"{box}\n'''X''' is a film.\n{notes}\n{BOOKS}")).film
    assert film is not None
    assert [citation.text for citation in film.running_times[0].origin.citations] == ["A", "B"]
    assert [citation.title or citation.text for citation in film.budget[0].origin.citations] == ["One", "Z"]


@pytest.mark.parametrize(
    "text",
    [
        "{{cite web|url=http://a.org/b|title=A  ''B''|last=C|first=D|date=3 May 1999|access-date=2001-02-03}}",
        "{{Cite news | title = A\n| title = \n|author=B|author2=C|publisher=D}}",
        "{{cite book|A|1=B|title=C // D|url=//a.org}}",
        "{{cite web|url=http://a.org|title== A ==\n=B=}}",
        "{{cite web\n|last1=A|given1=B|last=C|author-first=D|year=30 February 1999|http://a.org/?b=c}}",
        "{{cite web|archive-url=http://b.org/http://a.org|archiveurl=x|work=https://a.org/|date=May 3, 1999}}",
        "{{citation|title='''A|website=B\t|accessdate=1999-31-12}}",
    ],
)
def test_a_citation_reads_alike_with_and_without_nodes(text: str) -> None:
    """A comment has it read by the other way."""
    assert read_citation(text) == read_citation("<!-- -->" + text)


def test_what_follows_the_last_sentence_of_the_lead_is_cited() -> None:
    box = "{{Infobox film|name=X}}"
    film = extract(
        Page("X", f"{box}\n'''''X''''' is a [[comedy film]].<ref>A</ref> It did well.<ref>B</ref>\n\n==Plot==")
    ).film
    assert film is not None
    assert film.abstract is not None
    assert [citation.text for citation in film.abstract.origin.citations] == ["A", "B"]
    (genre,) = [credit for credit in film.credits if credit.field is Field.GENRES]
    assert [citation.text for citation in genre.origin.citations] == ["A"]


def test_a_cell_over_several_rows_of_a_cast_is_cited_for_each() -> None:
    table = """{| class="wikitable"
! Actor !! Role !! Description !! Source
|-
| [[Jane Doe]] || Anna || rowspan="2" | Sisters.<ref>A</ref> || rowspan="2" | <ref>B</ref>{{rp|47}}
|-
| [[John Roe]] || Bill
|-
| [[Jim Poe]] || Carl || A friend. || <ref>C</ref>
|}"""
    film = extract(Page("X", f"{{{{Infobox film|name=X}}}}\n'''X''' is a film.\n==Cast==\n{table}")).film
    assert film is not None
    cited = [[citation.text for citation in role.origin.citations] for role in film.cast]
    assert cited == [["A", "B"], ["A", "B"], ["C"]]


PROSE = (
    "The film was nominated for the [[Swan Award for Best Film]],<ref>A</ref> "
    "the [[Moss Award for Best Film]]<ref>B</ref> and the [[Fern Award for Best Film]].<ref>C</ref> "
    "It won the [[Golden Fern]] at the [[Lake Film Festival]],<ref>D</ref> "
    "and [[Jane Doe]] received the [[Swan Award for Best Actress]].<ref>E</ref><ref>F</ref> "
    "It won the [[Moss Award for Best Sound]], the [[Fern Award for Best Sound]],<ref>G</ref> "
    "and the [[Kite Award for Best Editing]]. "
    "It won the [[Kite Award for Best Sound]] and the [[Kite Award for Best Script]].<ref>H</ref>"
)


def test_a_reference_between_prizes_is_that_of_the_prizes_before_it() -> None:
    text = f"{{{{Infobox film|name=X}}}}\n'''X''' is a film.\n==Accolades==\n{PROSE}\n"
    film = extract(Page("X", text)).film
    assert film is not None
    origins = [nomination.origin for nomination in film.nominations]
    cited = [[citation.text for citation in origin.citations] for origin in origins]
    assert cited == [["A"], ["B"], ["C"], ["D"], ["E", "F"], ["G"], ["G"], [], ["H"], ["H"]]
    places = [[text[slice(*span)] for span in (origin.span, *origin.more)] for origin in origins]
    assert places[1] == ["the [[Moss Award for Best Film]]<ref>B</ref>", "The film was nominated for"]
    assert places[4] == ["and [[Jane Doe]] received the [[Swan Award for Best Actress]].<ref>E</ref><ref>F</ref>"]
