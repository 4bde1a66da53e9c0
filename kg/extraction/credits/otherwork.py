"""Work on a film that another parameter of its infobox is for, or none: who did it is named beside others at times."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extraction.cast.people import OTHER_WORK
from kg.extraction.credits.lyrics import JOINT, is_of_composer
from kg.extraction.credits.sources import WRITING
from kg.model import Field
from kg.wikitext.rich import Rich

_WORKS = rf"{OTHER_WORK}(?:{JOINT}{OTHER_WORK}){{0,2}}"
_AROUND = " :.-–—…()'"
_ONLY = re.compile(rf"{_WORKS}(?:\s+by)?", re.IGNORECASE)
_FIRST = re.compile(rf"{_WORKS}(?:\s*:|\s+by)\s", re.IGNORECASE)


def is_other_work(label: str) -> bool:
    """Whether a label is of such work alone: `Sound:`, `Costumes and make-up by`."""
    return _ONLY.fullmatch(label.strip(_AROUND)) is not None


def is_of_other_work(text: Rich) -> bool:
    """Whether a line says first that it names who did such: `Sound: Jane Doe`."""
    match = _FIRST.match(text.text) if ":" in text.text or " by " in text.text else None
    return match is not None and not text.linked(*match.span())


_WRITING = r"(?:story|screen ?play|script|dialogues?|writers?|written|scenario)"
_OF_FIELD: Mapping[Field, str] = {
    Field.DIRECTORS: r"direct(?:ors?|ed|ion)",
    Field.PRODUCERS: r"produc(?:ers?|ed)|co-?producers?|(?:executive|associates?|assoc\.|line)(?: producers?)?",
    **dict.fromkeys(WRITING, _WRITING),
    Field.CINEMATOGRAPHERS: r"cinematograph(?:y|ers?)|(?:director of )?photograph(?:y|ed)",
    Field.EDITORS: r"edit(?:ors?|ed|ing)",
}
"""Words for the work that a field of its own is for. Music is told in more ways (see is_of_composer)."""


_OWN = {field: re.compile(words, re.IGNORECASE) for field, words in _OF_FIELD.items()}
_JOINT = re.compile(JOINT, re.IGNORECASE)
_EACH = rf"(?:{'|'.join(dict.fromkeys(_OF_FIELD.values()))})"
_MADE = re.compile(
    rf"(?:^\W*|[,;]\s+(?:and\s+)?|(?P<also>\s(?:and|&)\s+))(?P<works>{_EACH}(?:{JOINT}{_EACH}){{0,3}})(?:\s*:|\s+by\b)",
    re.IGNORECASE,
)


def of_other_field(field: Field, words: str) -> re.Match[str] | None:
    """The words that say that who is named behind them did only what other fields are for: `Screenplay by Jane Doe`
    among the directors. Who is named with the music may have produced or written that."""
    if field is Field.MUSIC or not (":" in words or " by" in words):
        return None
    own = _OWN.get(field)
    for match in _MADE.finditer(words):
        if own is None or not any(map(own.fullmatch, _JOINT.split(match["works"]))):
            return match
    return None


def is_of_other_field(field: Field, label: str) -> bool:
    """Whether a label is of such work: `Music:` among the producers."""
    words = f"{label.strip(_AROUND)}:"
    return field is not Field.MUSIC and (is_of_composer(words) or of_other_field(field, words) is not None)
