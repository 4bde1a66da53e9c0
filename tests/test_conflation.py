"""No thing is mixed with another: what stands beside the film's infobox never becomes the film's, and sameness is
decided by pages, not by names."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from kg.extraction.page import extract
from kg.model import Page
from kg.rdf.mapping import to_triples
from kg.rdf.serialise import page_graph
from kg.rdf.terms import Literal
from kg.validation import validate
from kg.vocab import KG, RDF, RESOURCE_BASE, SCHEMA, WDT

FILM = "{{Infobox film|name=Heat|director=[[Jane Doe]]|runtime=100 minutes|studio=Doe Films}}\n"
CAST = "== Cast ==\n* [[Ann Poe]] as Eve\n"

BESIDE = {
    "an album's infobox": "== Soundtrack ==\n{{Infobox album|name=Heat|type=soundtrack|artist=[[Bo Coe]]|length=51:00"
    "|label=[[Coe Records]]|producer=[[Cy Loe]]|released={{Start date|1996|1|2}}|genre=[[Jazz]]}}\n",
    "a track listing": '== Soundtrack ==\n{{Track listing|title1="One"|length1=3:00|extra1=[[Bo Coe]]'
    "|extra_column=Artist|total_length=51:00|all_music=[[Di Foe]]}}\n",
    "an album embedded in the film's infobox": "{{Infobox album|embed=yes|name=Heat|artist=[[Bo Coe]]|length=51:00}}\n",
    "a second film": "== Remake ==\n"
    "{{Infobox film|name=Heat 2|director=[[Cy Loe]]|runtime=51 minutes|studio=Coe Films}}\n",
    "a character": "== Characters ==\n{{Infobox character|name=Eve|creator=[[Cy Loe]]|portrayer=[[Bo Coe]]}}\n",
    "a table of a series": "== Series ==\n"
    "{|\n! Film !! Director !! Running time\n|-\n| Heat 2 || [[Cy Loe]] || 51 minutes\n|}\n",
    "a navigation box": "{{Navbox|list1=[[Cy Loe]] 51 minutes}}\n",
}
STRANGERS = ("Bo_Coe", "Cy_Loe", "Di_Foe", "Coe_Records", "Coe_Films", "Jazz", "PT51M", "51")


def triples(text: str, title: str = "Heat (1995 film)") -> set[tuple[str, str, str]]:
    found = to_triples(extract(Page(title=title, text=text, revision=1)))
    assert found
    return {(s, p, o.lexical if isinstance(o, Literal) else o) for s, p, o in found}


def of_film(text: str) -> set[tuple[str, str]]:
    """What is said of the film itself, the album and statements about it aside."""
    film = RESOURCE_BASE + "Heat_(1995_film)"
    return {
        (p, o)
        for s, p, o in triples(text)
        if s == film
        and p not in (WDT.P406, KG.statement)
        and "/prop/P" not in p
        and p != SCHEMA.actor
        and p != WDT.P161
    }


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_the_film_is_not_the_film(name: str) -> None:
    plain = of_film(FILM + CAST)
    assert len(plain) > 8
    both = of_film(FILM + CAST + BESIDE[name])
    assert both == plain
    assert not [o for _, o in both if o.removeprefix(RESOURCE_BASE) in STRANGERS]


def things(text: str, cls: str, title: str = "Heat (1995 film)") -> set[str]:
    return {s.removeprefix(RESOURCE_BASE) for s, p, o in triples(text, title) if p == RDF.type and o == cls}


def test_a_name_linked_to_two_pages_is_two_things() -> None:
    linked = "director=[[Jane Doe (director)|Jane Doe]]|music=[[Jane Doe (composer)|Jane Doe]]"
    text = f"{{{{Infobox film|{linked}|editing=Jane Doe}}}}"
    assert things(text, SCHEMA.Person) == {
        "Jane_Doe_(director)",
        "Jane_Doe_(composer)",
        "Heat_(1995_film)#person/Jane_Doe",  # nobody is guessed to be somebody
    }


def test_one_page_linked_under_two_names_is_one_thing() -> None:
    text = "{{Infobox film|director=[[Jane Doe (director)|Jane Doe]]|writer=[[Jane Doe (director)|J. D.]]}}"
    assert things(text, SCHEMA.Person) == {"Jane_Doe_(director)"}
    names = {o for s, p, o in triples(text) if p == SCHEMA.name and s.endswith("Jane_Doe_(director)")}
    assert names == {"Jane Doe"}


def test_the_film_is_not_the_novel_of_its_name() -> None:
    text = "{{Infobox film|name=Heat|based_on={{Based on|''[[Heat (novel)|Heat]]''|[[Jane Doe]]}}}}"
    assert things(text, SCHEMA.CreativeWork) == {"Heat_(novel)"}
    unlinked = "{{Infobox film|name=Heat|based_on={{Based on|''Heat''|[[Jane Doe]]}}}}"
    assert things(unlinked, SCHEMA.CreativeWork) == {"Heat_(1995_film)#work/Heat"}


def test_the_film_is_not_the_person_of_its_name() -> None:
    text = "{{Infobox film|name=Jane Doe|director=Jane Doe|starring=[[Jane Doe]]}}"
    assert things(text, SCHEMA.Person, "Jane Doe (film)") == {"Jane_Doe"}
    assert things(text, SCHEMA.Movie, "Jane Doe (film)") == {"Jane_Doe_(film)"}


def test_an_award_is_not_the_ceremony_of_its_name() -> None:
    table = "|-\n| {} || Best Film || {{{{won}}}}\n"
    rows = table.format("[[Doe Awards]]") + table.format("[[5th Doe Awards|Doe Awards]]")
    text = FILM + "== Accolades ==\n{|\n! Award !! Category !! Result\n" + rows + "|}\n"
    assert things(text, KG.Award) == {"Doe_Awards", "5th_Doe_Awards"}
    # the "Best Film" of two bodies are two things
    assert len(things(text, KG.AwardCategory)) == 2


def test_two_films_unlinked_names_are_two_people() -> None:
    text = "{{Infobox film|director=John Smith}}"
    assert things(text, SCHEMA.Person, "One").isdisjoint(things(text, SCHEMA.Person, "Two"))


ROW = "\n== Awards ==\n{|\n! Award !! Category !! Nominee !! Result\n|-\n| "
ALBUM = "\n== Soundtrack ==\n{{Infobox album|name=B|"
TRACK = "\n== Soundtrack ==\n{{Track listing|title1="
PLACES = {
    **{name: f"|{name}=@" for name in ("director", "writer", "starring", "music", "studio", "distributor", "country")},
    "language": "|language=@",
    "work": "|based_on={{Based on|@|[[Jane Doe]]}}",
    "author": "|based_on={{Based on|''[[Ash]]''|@}}",
    "place": "|released={{Film date|1999|1|1|@}}",
    "actor": "\n== Cast ==\n* @ as Bob",
    "award": ROW + "@ || Best Film || Jane Doe || {{won}}\n|}",
    "category": ROW + "[[Oak Awards]] || @ || Jane Doe || {{won}}\n|}",
    "nominee": ROW + "[[Oak Awards]] || Best Film || @ || {{won}}\n|}",
    "performer": TRACK + "A|extra_column=Performer|extra1=@}}",
    "songwriter": TRACK + "A|writer1=@}}",
    "song": TRACK + "@|writer1=[[Jane Doe]]}}",
    "artist": ALBUM + "artist=@|label=[[Elm]]}}\n{{Track listing|title1=A}}",
    "label": ALBUM + "artist=[[Jane Doe]]|label=@}}\n{{Track listing|title1=A}}",
}
"""Parts of an article that name a thing, by what it is there."""


@pytest.mark.parametrize("title", ["Fern", "Fern (novel)", "Fern (film)", "Fern (actor)", "Fern (song)", "Fern (band)"])
def test_a_page_named_in_two_places_costs_no_film(title: str) -> None:
    """Whatever an article takes a page for: what contradicts itself stays a thing, and the rest of the film is kept."""
    link = f"[[{title}|Fern]]"
    for pair in combinations_with_replacement(PLACES, 2):
        parts = [PLACES[name].replace("@", link) for name in dict.fromkeys(pair)]
        box = "".join(part for part in parts if part.startswith("|"))
        body = "".join(part for part in parts if not part.startswith("|"))
        text = f"{{{{Infobox film|name=Heat{box}}}}}\n'''''Heat''''' is a film.{body}"
        graph = page_graph(extract(Page(title="Heat (1995 film)", text=text)))
        assert "Fern" in "".join(str(o) for _, _, o in graph.triples), pair
        report = validate(graph)
        assert report.conforms, f"{pair}: {report.to_text()}"


def test_one_name_in_cast_and_billing_of_two_pages() -> None:
    text = (
        "{{Infobox film|name=Heat|starring=[[Dil]]}}\n== Cast ==\n* [[Dil (actor)|Dil]] as Bob\n* Dil\n"
        "== Other ==\n[[Dil (singer)|Dil]]"
    )
    graph = page_graph(extract(Page(title="Heat (1995 film)", text=text)))
    actors = {str(o).removeprefix(RESOURCE_BASE) for _, p, o in graph.triples if p == SCHEMA.actor}
    assert actors >= {"Dil", "Dil_(actor)"}
    report = validate(graph)
    assert report.conforms, report.to_text()
