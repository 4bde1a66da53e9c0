"""What the parts of a list item tell beside the film's own: who won instead, and ranks behind names.

Source: the wording of award lists in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.awards.lists.segments import Segment
from kg.extraction.awards.names.cellnames import QUOTED
from kg.extraction.awards.names.wording import LOST, is_person_like, tells_sharing
from kg.wikitext.rich import Rich

_RIVAL = re.compile(rf"(?:\b(?:but|and) )?\b(?P<lost>{LOST}) to\s")
"""What tells that another got what the film or its people were nominated for."""
_RIVALS = ("ost to", "ost out to", "osing", "hared ", "ied ", "ointly ")
"""Of which one stands in every text that names another winner."""
_WINNER = re.compile(r"\bwinners?(?: (?:was|were) (?=\S)|$)", re.IGNORECASE)
_RANK = re.compile(r"\s(?P<rank>#\s?\d{1,3}(?: [A-Z][\w-]*){0,3})$")
"""A rank right behind what has it: `Max Roe #2 Villain`."""
_RANKED = re.compile(r"\bAFI['’]s\b.*|.*[\"”]")
"""What a rank stands behind, where it is no link."""
_RANKED_AS = ("Hero", "Heroine", "Villain")


def without_rivals(whole: Rich, parts: Sequence[Segment]) -> Sequence[Segment]:
    """The parts of an item, `whole`, with `lost` alone where it says to whom: `nominated, lost to ''Other''`; what
    commas join to that, or to those with whom a prize was shared, is no part."""
    if not any(word in whole.text for word in _RIVALS):
        return parts
    out: list[Segment] = []
    names_rival = names_sharer = False
    for part in parts:
        joined = names_rival or (names_sharer and is_person_like(part.text))
        if joined and whole.text[out[-1].end : part.begin].strip() == ",":  # `lost to Jim Roe, for ''Other''`
            out[-1] = replace(out[-1], end=part.end)
            continue
        rival = _RIVAL.search(part.text.text)
        names_rival, names_sharer = False, not part.bracket and tells_sharing(part.text)
        if rival is None or _is_titled(part.text, rival.start()):
            out.append(part)
            continue
        before = part.text.cut(0, rival.start()).strip(",;:–—-")
        if before:
            out.append(replace(part, text=before))
        out.append(replace(part, text=part.text.cut(*rival.span("lost")), beaten=True))
        names_rival = not part.bracket
    return out


def _is_titled(text: Rich, place: int) -> bool:
    """Whether what stands there belongs to a title: in quotes, a link, or italics without any."""
    if text.linked(place, place + 1) or any(m.start() < place < m.end() for m in QUOTED.finditer(text.text)):
        return True
    inside = [m for m in text.of("italic") if m.begin <= place < m.end]
    return any(not text.linked(m.begin, m.end) for m in inside)


def tells_winner(whole: Rich, part: Segment, after: Segment | None) -> bool:
    """Whether a part behind a name leads to who or what won, which may be instead of that: `Joe Roe, winner: Jim
    Poe`, `Joe Roe, the winner was Jim Poe`."""
    winner = _WINNER.search(part.text.text) if "inner" in part.text.text else None
    if winner is None or winner.end() < len(part.text):
        return winner is not None
    if after is None or not whole.text.startswith(":", part.end):
        return False
    return bool(after.text.of("italic")) or is_person_like(after.text)


def with_ranks(parts: Sequence[Segment]) -> Sequence[Segment]:
    """The parts of an item of a ranked list, with a rank that stands right behind a name as its own part."""
    out: list[Segment] = []
    for part in parts:
        text = part.text
        rank = _RANK.search(text.text) if "#" in text.text else None
        named = text.cut(0, rank.start()) if rank else None
        if rank is None or not named or text.linked(*rank.span()) or not _has_rank(named, rank["rank"]):
            out.append(part)
            continue
        end = part.begin + part.text.text.index(rank["rank"])
        out += [replace(part, text=named, end=end), replace(part, text=text.cut(*rank.span("rank")), begin=end)]
    return out


def _has_rank(named: Rich, rank: str) -> bool:
    """Whether a text before a rank is the name of what has it, not a word such as `Ranked`."""
    size = len(named)
    return named.linked(size - 1, size) or bool(_RANKED.fullmatch(named.text)) or rank.endswith(_RANKED_AS)
