"""Facts as lines of text, for the case files in tests/data/cases."""

from __future__ import annotations

from kg.model import (
    Album,
    Amount,
    Basis,
    Category,
    Credit,
    Entity,
    Identifier,
    Image,
    Issue,
    Nomination,
    PageKind,
    Rating,
    Release,
    Role,
    RunningTime,
    Text,
    Track,
)


def entity(e: Entity | None) -> str:
    """`Name`, or `Name [Page]` when it is linked and the page is titled otherwise, `Name []` when equal."""
    if e is None:
        return "-"
    if e.link is None:
        return e.name
    return f"{e.name} [{'' if e.link == e.name else e.link}]"


def entities(es: tuple[Entity, ...]) -> str:
    return " + ".join(entity(e) for e in es) or "-"


def show(fact: object) -> list[str]:  # noqa: C901  # a case for each kind of fact
    """The lines of one fact: fields separated by ` | `, `-` for what is not stated."""

    def line(kind: str, *fields: object) -> list[str]:
        return [f"{kind}: " + " | ".join("-" if f is None or f == "" else str(f) for f in fields)]

    match fact:
        case Role():
            return line("role", entity(fact.actor), fact.character, fact.note)
        case Nomination():
            result = fact.result.value + (f" {fact.place}" if fact.place else "")
            return line(
                "nomination", entity(fact.award), fact.year, entity(fact.category), entities(fact.nominees), result,
                fact.result_text,
            )  # fmt: skip
        case Album():
            album = line(
                "album", fact.name, fact.link, entities(fact.artists), fact.release.iso if fact.release else None,
                entities(fact.labels),
            )  # fmt: skip
            return album + [text for track in fact.tracks for text in show(track)]
        case Track():
            return line(
                "track", fact.position, entity(fact.title), fact.seconds, "by " + entities(fact.performers),
                "writers " + entities(fact.writers), "music " + entities(fact.composers),
                "lyrics " + entities(fact.lyricists), fact.note,
            )  # fmt: skip
        case Rating():
            return line("rating", entity(fact.by), fact.value, fact.best, fact.count)
        case Credit():
            return line(fact.field.value, entity(fact.entity), fact.qualifier)
        case Basis():
            return line("based_on", entity(fact.work), entities(fact.authors))
        case Release():
            return line("release", fact.date.iso, entity(fact.place), fact.qualifier)
        case RunningTime():
            return line("runtime", fact.minutes, fact.qualifier)
        case Amount():
            money = fact.money
            return line("amount", money.minimum, money.maximum, money.currency, fact.qualifier)
        case Identifier():
            return line("identifier", fact.site.name, fact.value, fact.url)
        case Category():
            return line("category", fact.name)
        case Image():
            return line("image", fact.file)
        case Text():
            return line("text", fact.language, fact.text.replace("\n", " "))
        case PageKind():
            return line("kind", fact.value)
        case Issue():
            return line("issue", fact.code, fact.raw.replace("\n", "⏎"))
    raise TypeError(f"no way to show {type(fact).__name__}")
