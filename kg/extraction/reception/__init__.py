"""Scores of Rotten Tomatoes, Metacritic and CinemaScore, from sentences, templates and tables.

Rotten Tomatoes gives a percentage (best 100) and an average (best 10), Metacritic a weighted average (best
100), CinemaScore a grade. A sentence states a score when it names the aggregator, or continues one that
does ("The site's average rating is…"). Scores of audiences, of other sites and of other films are left out.

Issues: `rating-unreadable` (a sentence of a reception section names an aggregator beside a number that
looks like its score, and none could be read).

Sources: MOS:FILM, section "Critical response"; Template:Rotten Tomatoes prose, Template:Metacritic film
prose, Template:Film and game ratings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.anchors import name_key
from kg.extraction.reader import Reader
from kg.extraction.reception.boxes import TEMPLATES, of_table, of_templates
from kg.extraction.reception.scores import Scale, Score, Site, names_site
from kg.extraction.reception.sentences import of_paragraph
from kg.model import Kind, Rating, Span

__all__ = ["extract_ratings"]

SKIPPED_SECTIONS = frozenset({
    "references", "external links", "see also", "notes", "further reading", "bibliography", "citations",
    "sources", "footnotes",
    "plot", "synopsis", "cast", "soundtrack", "music", "sequel", "sequels", "prequel", "prequels", "remake",
    "remakes",
    "spin-off", "spin-offs", "video game", "video games", "television series", "tv series", "adaptations",
    "other media",
    "sequel and remake", "cancelled sequel", "related films", "franchise", "follow-up", "album", "score",
})  # fmt: skip
"""Sections that speak of other works, or of none."""


def extract_ratings(reader: Reader) -> tuple[Rating, ...]:
    """The film's scores, in order of the text; of each aggregator the first percentage, average or grade that
    is stated. The lead repeats the body and is not read. Raises nothing."""
    found: dict[tuple[Site, Scale], tuple[Score, Span, tuple[Span, ...]]] = {}
    for score, span, extra in _scores(reader):
        found.setdefault((score.site, score.scale), (score, span, extra))
    return tuple(
        Rating(
            by=reader.named(score.site.value, Kind.ORGANIZATION),
            value=score.value,
            origin=reader.origin(span, extra),
            best=score.scale.value,
            count=score.count if score.count is not None else _count_beside(reader, score, span, found.values()),
        )
        for score, span, extra in found.values()
    )


def _count_beside(
    reader: Reader, score: Score, span: Span, others: Iterable[tuple[Score, Span, tuple[Span, ...]]]
) -> int | None:
    """The count that the site's other score in the same paragraph states: both rest on the same reviews."""
    for other, at, _ in others:
        between = reader.page.text[min(span.end, at.end) : max(span.begin, at.begin)]
        if other.site is score.site and other.count is not None and "\n" not in between:
            return other.count
    return None


def _scores(reader: Reader) -> Iterator[tuple[Score, Span, tuple[Span, ...]]]:
    document = reader.document
    boxed = not document.names().isdisjoint(TEMPLATES)
    skip = 0
    for section in document.sections:
        if section.heading.begin < skip:
            continue
        if name_key(section.title).lower() in SKIPPED_SECTIONS:
            skip = section.whole.end
            continue
        own = document.tables(section.span)
        source = section.span.cut(document.masked)
        scored = names_site(source) or (boxed and _has_template(source))  # most sections are not
        for item in document.lines_outside(section.span, [table.span for table in own]) if scored else ():
            source = item.span.cut(document.masked)
            if boxed and _has_template(source):
                yield from of_templates(reader, item.span)
            if names_site(source):
                yield from of_paragraph(reader, reader.rich(item.span), section.title)
        for table in own:
            yield from of_table(reader, table)


def _has_template(source: str) -> bool:
    source = source.lower()
    return any(name in source for name in TEMPLATES)
