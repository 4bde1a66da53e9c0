"""Awards won and nominations."""

from __future__ import annotations

from kg import identity
from kg.model import Film, Nomination, PartialDate, Result
from kg.rdf import terms
from kg.rdf.mapping_base import FilmGraph, english
from kg.vocab import KG, PQ, RDF, RDFS, SCHEMA, Iri


def map_nominations(graph: FilmGraph, film: Film) -> None:
    """One node per nomination: two that say the same are two (three songs nominated, one line each)."""
    nominations = film.nominations
    awards = [graph.entity(nomination.award) for nomination in nominations]
    categories = [
        graph.entity(nomination.category, nomination.award) if nomination.category else None
        for nomination in nominations
    ]
    nominees = [graph.entities(nomination.nominees) for nomination in nominations]
    nodes = graph.nodes(
        "nomination",
        [_name(nomination) for nomination in nominations],
        [
            (award, category, people, nomination.result, nomination.result_text, nomination.year, nomination.place)
            for award, category, people, nomination in zip(awards, categories, nominees, nominations, strict=True)
        ],
        merge=False,
    )
    for node, award, category, people, nomination in zip(nodes, awards, categories, nominees, nominations, strict=True):
        _map_nomination(graph, node, award, category, people, nomination)


def _map_nomination(
    graph: FilmGraph, node: Iri, award: Iri, category: Iri | None, nominees: list[Iri], nomination: Nomination
) -> None:
    won = nomination.result is Result.WON
    graph.statement(node, "P166" if won else "P1411", category or award, nomination.origin)
    graph.named_as(node, nomination.category or nomination.award)
    graph.add(graph.film, KG.nomination, node)
    graph.add(node, KG.nominee, *nominees)
    graph.add(node, PQ.P1346 if won else PQ.P2453, *nominees)
    year, line = nomination.year, _line(graph, nomination)
    graph.describe(
        node,
        {
            RDF.type: KG.Nomination,
            RDFS.label: english(f"{line} ({nomination.result_text})"),
            KG.film: graph.film,
            PQ.P1686: graph.film,
            KG.award: award,
            KG.category: category,
            KG.result: KG[nomination.result.value],
            KG.resultText: terms.text(nomination.result_text),
            KG.place: terms.integer(nomination.place) if nomination.place is not None else None,
            KG.year: terms.year(year) if year is not None else None,
            PQ.P585: terms.date_time(PartialDate(year)) if year is not None else None,
            PQ.P805: award if nomination.ceremony else None,
        },
    )
    if won:
        # "An award won by or for this item" (schema.org/award): what was only nominated for is not among them.
        graph.add(graph.film, SCHEMA.award, english(line))


def _name(nomination: Nomination) -> list[str]:
    parts = [
        identity.entity_key(nomination.award),
        nomination.category.name if nomination.category else "",
        " & ".join(nominee.name for nominee in nomination.nominees),
        str(nomination.year) if nomination.year is not None else "",
        nomination.result_text,
    ]
    return [part for part in parts if part]


def _line(graph: FilmGraph, nomination: Nomination) -> str:
    """`Academy Awards 1996, Best Actor: Nicolas Cage`; the film itself goes without saying."""
    line = nomination.award.name
    if nomination.year is not None and str(nomination.year) not in line:
        line += f" {nomination.year}"
    if nomination.category is not None:
        line += f", {nomination.category.name}"
    people = [nominee.name for nominee in nomination.nominees if graph.namer.entity(nominee) != graph.film]
    return f"{line}: {', '.join(people)}" if people else line
