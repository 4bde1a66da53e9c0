"""Results that stand in the cell of a category, where a table has no column for them.

Source: the tables of festivals in articles on independent films.
"""

from __future__ import annotations

import re

from kg.extraction.awards.lists.said import said_by, without_result
from kg.extraction.awards.lists.segments import Segment, segments
from kg.extraction.awards.names.prizekinds import is_nameless
from kg.extraction.awards.names.results import Outcome, is_shown
from kg.model import Entity, Kind, Result
from kg.wikitext.rich import Rich, join

_MAY_TELL = re.compile(r"nomin|\(nom\b|won\b|win|runner|select|compet|screened", re.IGNORECASE)
"""What some word of a result has that tells of more than a mention, quickly looked for."""
_SIGNS = " \n,:;–—-"

SEVERAL = Outcome(Result.OTHER, "several")
"""That more than one result is told."""


def without_said(text: Rich) -> tuple[Rich, Outcome | None]:
    """A category without the result beside it, `Golden Swan – Nominated`, `Won Best Film`, and that; SEVERAL if there
    are more, None if there is none, or nothing beside a category. A mention or a place is a prize's name where nothing
    else is told."""
    if _MAY_TELL.search(text.text) is None:
        return text, None
    parts = segments(text)
    told = [(part, said) for part in parts if (said := _said(part.text)) is not None]
    if len(told) + sum(map(_tells_beside, parts)) > 1:  # `Won Best Film; nominated for Best Actor`
        return text, SEVERAL
    for part, said in told:
        rest = join((text.cut(0, part.begin - part.bracket), text.cut(part.end + part.bracket, len(text))))
        return rest.strip(_SIGNS), said
    last = text.text[-4:].casefold()
    if not parts or last == " win" or (last[1:] == "won" and without_result(parts[-1].text)[1] is None):
        return text, None  # `Best Newcomer to Win`, `Best Actor – Kim Won`
    rest, beside = without_result(text)
    rest = rest.strip(_SIGNS)
    if beside is None or not _tells(beside) or not rest or is_nameless(Entity(rest.text, None, Kind.AWARD)):
        return text, None
    return rest, beside


def _said(text: Rich) -> Outcome | None:
    said = None if text.of("link") else said_by(text.text)
    return said if said is not None and _tells(said) else None


def _tells_beside(part: Segment) -> bool:
    beside = without_result(part.text)[1]
    return beside is not None and _tells(beside)


def _tells(said: Outcome) -> bool:
    return said.result in (Result.WON, Result.NOMINATED, Result.RUNNER_UP) or is_shown(said)
