"""What the sentences of a paragraph on awards leave for the next: who was told of last, and at whose ceremony."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.awards.names.phrases import NAME_WORD
from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.sentences.deeds import Deed, by_deed, only_deed
from kg.extraction.awards.sentences.people import is_no_person
from kg.extraction.awards.sentences.surnames import full_person
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich


@dataclass
class Story:
    """What earlier sentences of a paragraph leave for the next."""

    person: tuple[Entity, ...] = ()
    body: Entity | None = None
    sent: Rich | None = None
    """What told that the film was sent to the body, which says nothing of what else it won; empty where what is told
    since is of a day of its own."""
    deed: Deed | None = None
    """By what they did who was told of last."""
    between: Rich | None = None
    """The last sentence, where it told of no prize."""
    missed: bool = False
    """Whether the sentence named a prize that nobody is known to have given."""


def meant(reader: Reader, story: Story, before: Rich) -> tuple[Entity, ...] | None:
    """Whom `he`, `she`, `his` or `her` stands for, before which a sentence says something else; None where that is not
    known, as somebody else was named since, or several were told of."""
    person, story.deed = story.person, None
    since = (story.between, before)
    told = person[0].name if person else None
    if len(person) > 1 or any(text and names_another(reader, text, told) for text in since):
        story.missed = True
        return None
    return person


def whose_deed(reader: Reader, before: Rich, story: Story) -> tuple[Entity, ...]:
    """Whom `him` or `her` means behind a verb, before which a sentence tells of what somebody did, or of nobody; ()
    where that is not known."""
    deed = by_deed(reader, before, whatever=True)
    if deed is not None and not deed.missed:
        return deed.who or story.person
    who = only_deed(reader, before)
    if len(who) == 1 and not names_another(reader, before, who[0].name):
        return who if story.person in {(), who} else ()
    return story.person if deed is None else ()


_NAME = re.compile(rf"(?<![\w-])(?P<name>{NAME_WORD}(?: {NAME_WORD})*+)(?P<does>(?:['’]s)? [a-z])?")
_WORK = re.compile(rf" (?:{FILM}|version|release|thriller|drama|comedy|remake|original)\b")
"""After `The Hindi`: who does something is no person."""
_BEGINS = re.compile(r"(?:^|[,;:]|\b(?:and|but|while))\s*$")


def names_another(reader: Reader, text: Rich, person: str | None) -> bool:
    """Whether a text names another than that person, if any: somebody of the film, or who does something."""
    text = text.strip(". ")
    for match in _NAME.finditer(text.text):
        named = text.cut(
            match.start("name"), match.start("name") + len(match["name"].removesuffix("'s").removesuffix("’s"))
        )
        full = full_person(reader, Entity(named.text, None, Kind.NOMINEE))
        if person in {full.name, named.text} or is_no_person(named) or reader.is_film(named):
            continue
        surname = Entity(named.text.rpartition(" ")[2], None, Kind.NOMINEE)
        thing = named.text.startswith(("The ", "This ")) and _WORK.match(text.text, match.end("name")) is not None
        does = " " in named.text and not thing and match["does"] and _BEGINS.search(text.text, 0, match.start())
        known = full.link is not None or full.name != named.text
        whole = " " in named.text and full_person(reader, surname).name == named.text  # of the film, without a link
        if known or whole or does:
            return True
    return False
