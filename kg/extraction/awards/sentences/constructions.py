"""Sentences that state nominations in another way than a winner, a verb and the prizes behind it.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.awards.names.givers import Givers
from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.naming import is_ceremony, names_category, year_of
from kg.extraction.awards.names.nominees import nominees
from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.sentences.bodies import body_at, linked_body
from kg.extraction.awards.sentences.people import WHOLE_NAME
from kg.extraction.awards.sentences.prizes import read_prizes
from kg.extraction.awards.sentences.sources import Told
from kg.extraction.awards.sentences.stated import Statement, nominations
from kg.extraction.awards.sentences.story import Story
from kg.extraction.awards.sentences.surnames import full_person
from kg.extraction.reader import Reader
from kg.extraction.sentences import whole
from kg.model import Entity, Kind, Nomination, Result
from kg.wikitext.rich import Rich

_BY_BODY = re.compile(
    r"\s(?:also\s+)?nominated\s+(?P<whom>[^,.;()]{1,80}?)\s+(?:in|for)\s+(?:\w+\s+){1,2}(?:categor(?:y|ies)|awards?)"
    r"\s*(?:(?P<open>\()|[:,—–-])\s*"
)


def by_body(reader: Reader, text: Rich, context: Context, story: Story) -> Iterator[Told]:
    """`The [[Swan Academy]] nominated the film in three categories: …`: the body is the subject."""
    match = _BY_BODY.search(text.text) if "nominated" in text.text else None
    body = linked_body(reader, text.cut(0, match.start())) if match else None
    if match is None or body is None or not text.text[: match.start()].endswith(body.name):
        return
    close = text.text.find(")", match.end()) if match["open"] else -1
    listed = text.cut(match.end(), close if close > 0 else len(text))
    subject = whom_meant(reader, text.cut(*match.span("whom")))
    if subject is None:
        return
    found = read_prizes(reader, listed, 0, len(listed))
    givers = Givers(body, True, context.award, story.body)
    stated = Statement(text, Result.NOMINATED, "nominated", match.start(), subject)
    for told in nominations(reader, stated, found, givers, context, story):
        yield told._replace(begin=match.end() + told.begin, end=match.end() + told.end)


def whom_meant(reader: Reader, text: Rich) -> tuple[Entity, ...] | None:
    """Whom a body nominated or honoured; empty where it is the film by a pronoun, None where it is anything else."""
    if reader.is_film(text):
        return (reader.film(text.text),)
    if text.text[:1].isupper() and not text.of("italic"):
        return tuple(full_person(reader, e) for e in nominees(reader, [text]))
    return () if _THE_FILM.fullmatch(text.text) else None


_EACH = re.compile(
    r"(?:Both\s+)?(?P<who>[^.;:()]{3,300}?),?\s+(?:(?:all|each|both)\s+(?:received|earned|got|garnered|gained)"
    r"\s+(?:a\s+)?nominations?\s+(?:at|from)\s+(?:the\s+)?"
    r"|(?P<nominated>were\s+(?:(?:all|each|both)\s+nominated\s+for\s+(?:the\s+)?|nominated\s+for\s+(?!the\b))))"
)
_GROUP = re.compile(r"the (?:[a-z-]+ ){1,3}(?:department|team|crew)")


def each_nominated(reader: Reader, text: Rich, context: Context) -> Iterator[Nomination]:
    """`Doe, Roe and the costume department all received nominations at the Swan Awards`, or `Doe and Roe were nominated
    for Swan Awards`: a nomination for each, of no category."""
    match = _EACH.match(text.text) if "nominat" in text.text else None
    end, award = body_at(reader, text, match.end()) if match else (0, None)
    if match is None or award is None or text.text[end:].strip(" .,"):
        return
    if match["nominated"] and (not text.text.endswith("s", 0, end) or (award.link and names_category(award.link))):
        return  # which is one nomination of all
    people = [_one_person(reader, part) for part in text.cut(*match.span("who")).split(_ENUMERATED)]
    if None in people or (match["nominated"] and any(entity and entity.link is None for entity in people)):
        return
    for entity in filter(None, people):
        yield Nomination(
            award=award,
            result=Result.NOMINATED,
            result_text="nominated",
            origin=reader.origin(whole(reader, text)),
            nominees=(entity,),
            year=year_of(award) or context.year,
            ceremony=is_ceremony(award),
        )


_ENUMERATED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_THE_FILM = re.compile(f"it|the {FILM}")


def _one_person(reader: Reader, text: Rich) -> Entity | None:
    """The one that a part of an enumeration names, with or without what they did before the name; None when it is not
    certain to be a person or a group of the film's makers: a title in italics is that of a film."""
    if text.of("italic"):
        return None
    if _GROUP.fullmatch(text.text):
        return reader.entity(text, Kind.NOMINEE, anchored=False)
    links = text.of("link")
    name = text.cut(links[-1].begin, links[-1].end) if links and links[-1].end == len(text) else text
    if not WHOLE_NAME.fullmatch(name.text) or not re.fullmatch(r"[a-z -]*", text.text[: len(text) - len(name)]):
        return None
    entity = reader.entity(name, Kind.NOMINEE)
    return full_person(reader, entity) if entity is not None else None
