"""Figures of a film: releases, running times, money, review scores."""

from __future__ import annotations

from decimal import Decimal

from kg import identity
from kg.model import Amount, Film, PartialDate, Rating
from kg.rdf import terms
from kg.rdf.mapping_base import FilmGraph
from kg.vocab import CURRENCY_ITEMS, KG, PQ, PSV, RDF, SCHEMA, WD, WIKIBASE, Iri

MINUTE = WD.Q7727


def map_releases(graph: FilmGraph, film: Film) -> None:
    """Each release, and the earliest date as the film's own."""
    if not film.releases:
        return
    earliest = min((release.date for release in film.releases), key=_latest_day)
    graph.add(graph.film, SCHEMA.datePublished, terms.date(earliest))
    places = [graph.entity(release.place) if release.place else None for release in film.releases]
    names = []
    for release in film.releases:
        place = identity.entity_key(release.place) if release.place else None
        remark = release.qualifier if release.place is None or release.qualifier != release.place.name else None
        names.append([release.date.iso, *(name for name in (place, remark) if name)])
    said = [(release.date, place, release.qualifier) for release, place in zip(film.releases, places, strict=True)]
    nodes = graph.nodes("release", names, said)
    for node, place, release in zip(nodes, places, film.releases, strict=True):
        graph.statement(node, "P577", terms.date_time(release.date), release.origin)
        graph.add(graph.film, SCHEMA.releasedEvent, node)
        graph.describe(
            node,
            {
                RDF.type: SCHEMA.PublicationEvent,
                SCHEMA.startDate: terms.date(release.date),
                PSV.P577: graph.time_value(release.date),
                PQ.P291: place,
            },
        )
        graph.remark(node, release.qualifier)


def _latest_day(date: PartialDate) -> tuple[int, int, int]:
    """The last day a date can mean: of `1995` and `1995-10-27` the second is known to be the earlier."""
    return date.year, date.month or 13, date.day or 32


def map_running_times(graph: FilmGraph, film: Film) -> None:
    times = film.running_times
    if not times:
        return
    # Minutes with decimals stand for whole seconds: `6:53` is 6.8833 minutes.
    graph.add(graph.film, SCHEMA.duration, terms.duration(round(times[0].minutes * 60)))
    minutes = [terms.decimal(time.minutes) for time in times]
    nodes = graph.nodes(
        "running-time",
        [
            [number.lexical, *([time.qualifier] if time.qualifier else [])]
            for number, time in zip(minutes, times, strict=True)
        ],
        [(number, time.qualifier) for number, time in zip(minutes, times, strict=True)],
    )
    for node, number, time in zip(nodes, minutes, times, strict=True):
        graph.statement(node, "P2047", number, time.origin)
        graph.remark(node, time.qualifier)
        value = terms.iri(graph.namer.local("value", "quantity", number.lexical, "Q7727"))
        graph.add(node, PSV.P2047, value)
        graph.describe(
            value,
            {RDF.type: WIKIBASE.QuantityValue, WIKIBASE.quantityAmount: number, WIKIBASE.quantityUnit: MINUTE},
        )


def map_amounts(graph: FilmGraph, film: Film) -> None:
    _map_amounts(graph, film.budget, "budget", KG.budget, "P2130")
    _map_amounts(graph, film.gross, "box-office", KG.boxOffice, "P2142")


def _map_amounts(graph: FilmGraph, amounts: tuple[Amount, ...], kind: str, predicate: Iri, property_: str) -> None:
    """Amounts of money; the simple value of a range is its middle, as Wikidata has no value of two ends only."""
    nodes = graph.nodes(
        kind,
        [[*_money_name(amount), *([amount.qualifier] if amount.qualifier else [])] for amount in amounts],
        [(_money_name(amount), amount.qualifier) for amount in amounts],
    )
    for node, amount in zip(nodes, amounts, strict=True):
        money = amount.money
        lowest, highest = terms.decimal(money.minimum), terms.decimal(money.maximum)
        middle = terms.decimal((money.minimum + money.maximum) / 2)
        graph.statement(node, property_, middle, amount.origin)
        graph.add(graph.film, predicate, node)
        graph.remark(node, amount.qualifier)
        value = terms.iri(graph.namer.local("value", "quantity", *reversed(_money_name(amount))))
        graph.describe(
            node,
            {
                RDF.type: SCHEMA.MonetaryAmount,
                SCHEMA.minValue: lowest,
                SCHEMA.maxValue: highest,
                SCHEMA.value: lowest if lowest == highest else None,
                SCHEMA.currency: terms.text(money.currency),
                PSV[property_]: value,
            },
        )
        graph.describe(
            value,
            {
                RDF.type: WIKIBASE.QuantityValue,
                WIKIBASE.quantityAmount: middle,
                WIKIBASE.quantityLowerBound: lowest,
                WIKIBASE.quantityUpperBound: highest,
                WIKIBASE.quantityUnit: CURRENCY_ITEMS.get(money.currency),
            },
        )


def _money_name(amount: Amount) -> tuple[str, str]:
    money = amount.money
    lowest, highest = terms.decimal(money.minimum).lexical, terms.decimal(money.maximum).lexical
    return money.currency, lowest if lowest == highest else f"{lowest}-{highest}"


def map_ratings(graph: FilmGraph, film: Film) -> None:
    ratings = film.ratings
    reviewers = [graph.entity(rating.by) for rating in ratings]
    nodes = graph.nodes(
        "rating",
        [[identity.entity_key(rating.by), _score(rating)] for rating in ratings],
        [
            (reviewer, rating.value, rating.best, rating.count)
            for reviewer, rating in zip(reviewers, ratings, strict=True)
        ],
    )
    for node, reviewer, rating in zip(nodes, reviewers, ratings, strict=True):
        graph.statement(node, "P444", terms.text(_score(rating)), rating.origin)
        graph.add(graph.film, SCHEMA.aggregateRating, node)
        number = rating.value.replace(".", "", 1).isdecimal()
        graph.describe(
            node,
            {
                RDF.type: SCHEMA.AggregateRating,
                SCHEMA.author: reviewer,
                PQ.P447: reviewer,
                SCHEMA.ratingValue: terms.decimal(Decimal(rating.value)) if number else terms.text(rating.value),
                SCHEMA.bestRating: terms.integer(rating.best) if rating.best is not None else None,
                SCHEMA.reviewCount: terms.integer(rating.count) if rating.count is not None else None,
            },
        )


def _score(rating: Rating) -> str:
    """A score as Wikidata writes them (P444): `91%` at Rotten Tomatoes, `82/100`, `7.6/10`, `A-`."""
    if rating.best is None:
        return rating.value
    if rating.best == 100 and identity.entity_name(rating.by) == "Rotten Tomatoes":
        return f"{rating.value}%"
    return f"{rating.value}/{rating.best}"
