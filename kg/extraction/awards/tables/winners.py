"""Whether the nominees of a row won, where the table has a column for who won beside that of the nominees.

Source: award tables of film articles; some name in the second column the film's own winners, others whoever won.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.anchors import name_key
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Result

_MOST = 50
"""People of a cell: each is compared with each of the other."""


def result_beside(reader: Reader, nominees: Sequence[Entity], winners: Sequence[Entity]) -> Result | None:
    """The result of nominees beside these winners. None where it is in doubt: only some of them won, or a winner may
    be one of them by another name."""
    own = reader.page.title
    if any(winner.link == own for winner in winners):
        return Result.WON
    if max(len(nominees), len(winners)) > _MOST:
        return None
    left: list[Entity] = []
    found: list[Entity] = []
    doubtful = False
    for nominee in nominees:
        alike = [(winner, _is_same(nominee, winner)) for winner in winners]
        match = next((winner for winner, same in alike if same), None)
        if match is None:
            left.append(nominee)
            doubtful = doubtful or any(same is None for _, same in alike)
        else:
            doubtful = doubtful or match in found  # one `Doe` for two of that name
            found.append(match)
    others = [nominee for nominee in left if nominee.link != own]
    only_people = bool(winners) and all(winner.kind is not Kind.WORK for winner in winners)
    if doubtful or (not found and only_people and (len(others) < len(left) or not nominees)):
        return None  # beside the film, people may be of it or of another
    if not found:
        return Result.NOMINATED
    # whose the work is may be told on one side only: `"Moss" – Jane Doe` beside `"Moss"`
    by_work = all(winner.kind is Kind.WORK for winner in winners) and all(e.kind is not Kind.WORK for e in others)
    return Result.WON if by_work or not others else None


def _is_same(left: Entity, right: Entity) -> bool | None:
    """Whether two names are of the same: by page or name, or by a surname or initial that stands for a name. None where
    only their last words are one, as those of a nickname and a full name are, but also those of relatives."""
    one, two = name_key(left.name).casefold().split(), name_key(right.name).casefold().split()
    if one == two or (left.link is not None and left.link == right.link):
        return True
    if left.link is not None and right.link is not None:
        return False
    if Kind.WORK in (left.kind, right.kind) or not one or not two:
        return False
    if set(one) <= set(two) or set(two) <= set(one):
        return True
    if one[-1] != two[-1] or Kind.ORGANIZATION in (left.kind, right.kind):
        return False
    first, other = one[0].strip("."), two[0].strip(".")
    initial = 1 in (len(first), len(other))
    return first[:1] == other[:1] if initial else None
