"""Work on a film that no parameter of its infobox is for: who did it is named beside others at times."""

from __future__ import annotations

import re

from kg.wikitext.rich import Rich

_WORK = (
    r"(?:(?:sound|music)\s+edit(?:ors?|ing)|sound(?:\s+(?:mix(?:ers?|ing)|design(?:ers?)?|record(?:ists?|ings?)"
    r"|engineers?|effects))?|costumes?(?:\s+design(?:ers?)?)?|wardrobe|make-?up(?:\s+artists?)?|hair"
    r"|art\s+direct(?:ors?|ion)|production\s+design(?:ers?)?|sets?(?:\s+(?:design(?:ers?)?|decorat(?:ors?|ions?)))?"
    r"|choreograph(?:y|ers?|ed)|stunts?(?:\s+co-?ordinators?)?|(?:visual|special)\s+effects|casting(?:\s+directors?)?"
    r"|negative\s+cutt(?:ers?|ing))"
)
_WORKS = rf"{_WORK}(?:\s*(?:,|&|/|\band\b)\s*{_WORK}){{0,2}}"
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
