"""Which column of an award table holds what.

Found by the header's words (the tables below), else by what stands in the column. Sources: MOS:FILM#Accolades,
Template:Awards table, and the headers of award tables in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from kg.extraction.awards.names.naming import BODY, CATEGORY_START, SUPERLATIVE
from kg.extraction.awards.names.results import Outcome
from kg.extraction.awards.tables.grid import Grid
from kg.model import Result
from kg.wikitext.tables import Row


class Role(Enum):
    AWARD = "award"
    BODY = "body"
    """The organisation, festival or ceremony: the award where there is no other, else `Award` is a category."""
    CATEGORY = "category"
    SECTION = "section"
    """Of a festival, or the category."""
    SUBJECT = "subject"
    """Category or nominee, whichever the other columns leave."""
    NOMINATION = "nomination"
    """Category, nominee or result, as its content shows."""
    NOMINEE = "nominee"
    PERSON = "person"
    """Whoever it was for, won or not."""
    WINNER = "winner"
    WORK = "work"
    RESULT = "result"
    YEAR = "year"
    COUNT = "count"
    OTHER = "other"
    """Known, and no part of a nomination: references, notes."""


HEADERS: tuple[tuple[Role, str], ...] = (
    # the first row with a word of the header counts
    (Role.OTHER, "ref refs reference references source sources citation citations note notes remark remarks # no"
                 " comments country location place-held city role character"),
    (Role.RESULT, "result results outcome outcomes status verdict"),
    (Role.YEAR, "date dates year years"),
    (Role.NOMINEE, "nominee nominees candidate candidates"),
    (Role.WINNER, "recipient recipients honoree honorees honouree awardee awardees receiver receivers laureate"
                  " laureates"),
    (Role.WORK, "work works song track title"),
    (Role.CATEGORY, "category categories division field prize prizes"),
    (Role.SECTION, "section sections"),
    (Role.AWARD, "award awards accolade accolades honor honors honour honours"),
    (Role.WINNER, "winner winners awarded"),
    (Role.BODY, "ceremony ceremonies organization organizations organisation organisations group groups association"
                " associations festival festivals event events academy society guild body institution institutions"
                " show shows critics presenter giver organizer organiser institute host hosts distributor"
                " competition competitions publication publications outlet"),
    (Role.PERSON, "person persons people name names artist artists cast crew team actor member members individual"
                   " credited talent"),
    (Role.SUBJECT, "subject subjects"),
    (Role.NOMINATION, "nomination nominations nominated"),
    (Role.COUNT, "wins won"),
    (Role.WORK, "film films movie for episode project"),
    (Role.RESULT, "position rank place placing ranking"),
)  # fmt: skip
_ROLE_OF = [(role, frozenset(words.split())) for role, words in HEADERS]
_AWARDS = frozenset({"award", "awards"})
_GIVERS = frozenset({
    "ceremony", "ceremonies", "organization", "organizations", "organisation", "organisations", "festival", "festivals",
    "event", "events", "body", "show", "shows", "group", "giver", "presenter", "institution", "association", "society",
})  # fmt: skip
_CATEGORY = frozenset({"category", "categories"})
_WHO = frozenset(word for role, names in _ROLE_OF for word in names if role in (Role.NOMINEE, Role.PERSON, Role.WINNER))
_KNOWN = frozenset(word for _, words in _ROLE_OF for word in words) | frozenset(
    "of and or the s in to by at for given type".split()
)
EXACT = {
    "winner/nominee": Role.NOMINEE, "winners/nominees": Role.NOMINEE, "winner / nominee": Role.NOMINEE,
    "name of award": Role.AWARD, "award name": Role.AWARD, "name of the award": Role.AWARD,
    "award title": Role.CATEGORY, "name of competition": Role.BODY,
    "title": Role.SUBJECT, "nominated work": Role.WORK, "award category": Role.CATEGORY, "result/award": Role.RESULT,
    "award winner": Role.WINNER, "awarded to": Role.WINNER, "won by": Role.WINNER, "award recipient": Role.WINNER,
    "nominated for": Role.CATEGORY, "awarded for": Role.CATEGORY, "award for": Role.CATEGORY, "presented by": Role.BODY,
    "awarded by": Role.BODY, "given by": Role.BODY, "nominated person": Role.NOMINEE, "nominated/won": Role.RESULT,
    "won/nominated": Role.RESULT, "win/nomination": Role.RESULT, "nominee/work": Role.NOMINEE,
    "award status": Role.RESULT, "award result": Role.RESULT, "award/nomination": Role.RESULT,
}  # fmt: skip
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[a-z#][a-z#-]*")


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each role; `default` is the result of rows in a table without a column for it."""

    roles: tuple[Role | None, ...]
    default: Outcome | None = None
    tally: bool = False
    """Whether the table counts wins and nominations instead of naming them."""
    by_result: tuple[tuple[int, Outcome], ...] = ()
    """Columns `Won` and `Nominated` that list categories, or hold marks for `yes` and `no`."""
    joint: bool = False
    """Whether the column of categories names the recipients as well, as no other does."""

    unsaid: bool = False
    """Whether `default` is not told by a header: under a heading that speaks of nominations there is none."""

    titled: bool = False
    """Whether the column of awards holds categories for the most part, whose body may stand above the table."""

    def of(self, role: Role) -> int | None:
        return self.roles.index(role) if role in self.roles else None


def header_roles(text: str, *, strict: bool = False) -> Role | None:
    """The role a header cell names; None when its words are unknown or it is too long for a header.
    `strict`: all of its words must be known, as in a row that is not marked as a header."""
    return _role(text, strict) if len(text) <= _SHORT else _role.__wrapped__(text, strict)


_SHORT = 60
"""Characters of what a table repeats from row to row, as the words of its results."""


@lru_cache(maxsize=1 << 8)
def _role(text: str, strict: bool) -> Role | None:
    key = " ".join(_BRACKETS.sub("", text.casefold()).split()).strip(" .:*")
    if key in EXACT:
        return EXACT[key]
    words = frozenset(_WORD.findall(key))
    if not words or len(key.split()) > 6 or (strict and not words <= _KNOWN):
        return None
    if words & _AWARDS and words & _GIVERS and not words & _CATEGORY:  # `Award ceremony`
        return Role.BODY
    if words & _CATEGORY and words & _WHO:  # `Category/Nominee`
        return Role.CATEGORY
    return next((role for role, names in _ROLE_OF if words & names), None)


def resolve(roles: Sequence[Role | None]) -> Columns:
    """The columns of a header, each role once: the first column keeps it."""
    found: list[Role | None] = []
    named = [Role.NOMINEE if role is Role.PERSON else role for role in roles]
    for role in named:
        found.append(role if role is Role.OTHER or role not in found else None)

    def turn(old: Role, new: Role) -> None:
        if old in found and new not in found:
            found[found.index(old)] = new

    if Role.SECTION in found:
        apart = Role.CATEGORY in found or {Role.BODY, Role.AWARD} <= set(found)  # the award is what was won there
        found[found.index(Role.SECTION)] = Role.OTHER if apart else Role.CATEGORY
    if Role.CATEGORY not in found:
        if Role.BODY in found and Role.AWARD in found:
            turn(Role.AWARD, Role.CATEGORY)
        elif Role.NOMINEE in found or Role.WINNER in found:
            turn(Role.SUBJECT, Role.CATEGORY)
    if Role.RESULT in found or Role.NOMINEE not in found:
        turn(Role.WINNER, Role.NOMINEE)
    turn(Role.BODY, Role.AWARD)
    if {Role.COUNT, Role.NOMINATION} <= set(found) and not {Role.RESULT, Role.CATEGORY} & set(found):
        won, nominated = found.index(Role.COUNT), found.index(Role.NOMINATION)
        lists = ((won, Outcome(Result.WON, "Won")), (nominated, Outcome(Result.NOMINATED, "Nominated")))
        return Columns(tuple(found), by_result=lists)
    turn(Role.SUBJECT, Role.NOMINEE)
    turn(Role.WORK, Role.NOMINEE)
    joint = Role.CATEGORY in found and Role.NOMINEE not in found
    default = None
    if Role.RESULT not in found:
        only_nominees = (Role.NOMINEE in roles and Role.WINNER not in roles) or Role.NOMINATION in roles
        default = Outcome(Result.NOMINATED, "Nominee") if only_nominees else Outcome(Result.WON, "Won")
    unsaid = Role.PERSON in roles and not {Role.NOMINEE, Role.WINNER} & set(roles)
    return Columns(tuple(found), default, joint=joint, unsaid=unsaid)


def by_content(grid: Grid, rows: list[Row], columns: Columns | None = None) -> Columns | None:
    """The columns with the roles that no header names, as their content shows: results, categories (`Best
    Actor`), awards, and else names. None when nothing shows the table to be about awards."""
    width = max((len(row.slots) for row in rows), default=0)
    if columns is not None and columns.by_result:
        numbers = [_share(grid, rows, index)[4] for index, _ in columns.by_result]
        return replace(columns, tally=max(numbers) > 0.5)
    roles: list[Role | None] = [*(columns.roles if columns else ())][:width]
    roles += [None] * (width - len(roles))

    content = _Content(grid, rows, roles)
    content.assign(Role.RESULT, 0, 0.5, (None, Role.NOMINATION, Role.COUNT, Role.OTHER))
    if columns is None and Role.RESULT not in roles:
        return None
    content.assign(Role.CATEGORY, 1, 0.5, (None, Role.NOMINATION))
    content.assign(Role.AWARD, 2, 0.5, (None,))
    if Role.NOMINEE not in roles:
        free = [i for i in range(width) if roles[i] in (None, Role.NOMINATION) and content.share(i)[3] > 0]
        if free and Role.AWARD in roles:
            roles[free[0]] = Role.NOMINEE
    counted = any(r in (Role.COUNT, Role.NOMINATION) and content.share(i)[4] > 0.6 for i, r in enumerate(roles))
    tally = counted and Role.RESULT not in roles
    joint = columns is not None and columns.joint and Role.NOMINEE not in roles
    titled = Role.AWARD in roles and Role.CATEGORY not in roles and content.share(roles.index(Role.AWARD))[1] >= 0.5
    if columns is None:
        return Columns(tuple(roles), tally=tally, titled=titled)
    return replace(columns, roles=tuple(roles), tally=tally, joint=joint, titled=titled)


class _Content:
    """The roles of the columns of a table, which what stands in them may tell."""

    def __init__(self, grid: Grid, rows: list[Row], roles: list[Role | None]) -> None:
        self._grid = grid
        self._rows = rows
        self._roles = roles
        self._shares: dict[int, tuple[float, float, float, float, float]] = {}

    def share(self, index: int) -> tuple[float, float, float, float, float]:
        """See _share. Of most columns the header has told the role, and nobody asks."""
        if index not in self._shares:
            self._shares[index] = _share(self._grid, self._rows, index)
        return self._shares[index]

    def assign(self, role: Role, kind: int, floor: float, among: tuple[Role | None, ...]) -> None:
        """Gives a role to the column of `among` these that has the largest share of it, if it has `floor`."""
        roles = self._roles
        if role in roles:
            return
        free = [i for i, had in enumerate(roles) if had in among and self.share(i)[kind] >= floor]
        if free:
            # of `Nominated` and `Won`, the latter tells the result
            roles[max(free, key=lambda i: (self.share(i)[kind], roles[i] is Role.COUNT, -i))] = role


def _share(grid: Grid, rows: list[Row], index: int) -> tuple[float, float, float, float, float]:
    """Of the filled cells of a column the share that are results, categories, awards, anything, numbers."""
    texts = results = categories = awards = numbers = 0
    for row in rows:
        slot = row.slots[index] if index < len(row.slots) else None
        if slot is None or not slot.own or slot.cell.colspan > 2:
            continue
        text = grid.text(slot.cell).text
        sure = grid.sure(slot.cell)
        if (not text and not sure) or (slot.cell.header and header_roles(text) is not None):
            continue
        texts += 1
        results += sure
        core = text.strip(" \"'")
        categories += bool(SUPERLATIVE.match(core) or (CATEGORY_START.match(core) and not BODY.search(core)))
        awards += bool(BODY.search(text))
        numbers += text.strip().isdigit()
    if not texts:
        return 0.0, 0.0, 0.0, 0.0, 0.0
    return results / texts, categories / texts, awards / texts, 1.0, numbers / texts
