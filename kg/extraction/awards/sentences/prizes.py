"""What a sentence names after `won` or `was nominated for`: prizes, who gives them, who gets them.

A small grammar over the words and links of a sentence. It takes what it knows for sure and stops at the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.awards.names.choices import goes_on_choice, half_ahead
from kg.extraction.awards.names.jobs import is_for_players
from kg.extraction.awards.names.naming import BEST, BODY, SUPERLATIVE, is_ceremony, same_body
from kg.extraction.awards.names.oneprize import Prize, name_of
from kg.extraction.awards.names.phrases import (
    AT,
    HOW_OFTEN,
    NAME_WORD,
    PRIZE,
    TIMES,
    category_ahead,
    phrase,
)
from kg.extraction.awards.names.prizenames import named_prize
from kg.extraction.awards.names.wording import FILM
from kg.extraction.awards.names.years import YEAR
from kg.extraction.awards.sentences.bodies import body_at
from kg.extraction.awards.sentences.counts import NOMINATION_FOR, awards_of, read_count
from kg.extraction.awards.sentences.lowercase import TAIL_NOUN, in_small
from kg.extraction.awards.sentences.named import read_prize
from kg.extraction.awards.sentences.people import JOB, people_of
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Rich

_MAX_PRIZES = 20
"""Prizes read after one verb: more than any sentence names."""

_ONE = re.compile(rf"(?:(?:for|just|only)\s+)*(?:one|a single|(?:the|its)\s+(?:{FILM}['’]s\s+)?(?:only|sole|single))\s")
_NAMELY = re.compile(r"\s*[,:—–]\s*(?:for\s+)?(?:the\s+)?")
"""Between one award and what it was: `for just one Swan Award, Best Film`."""

_AND = re.compile(
    r"\)?\s*(?:,\s*(?:and|as well as|plus)\s+|,\s*|;\s*(?:and\s+)?|\s+and\s+|\s+as well as\s+|\s*&\s+|\s+plus\s+"
    r"|\s+along with\s+)"
    r"(?:also\s+)?(?:for\s+)?(?!(?:for|in|at)\b)"
)

_FOR_OR_WITH = re.compile(r"\s+(?:(?:was|were)\s+for|for|with)\s+")
"""Between the body that gives prizes and those."""

_IN_YEAR_FOR = re.compile(rf"in\s+(?P<year>{YEAR})\s+(?:both\s+)?for\s+")

_WHOM = re.compile(
    rf"(?:him|her|them|(?:(?:(?:its|the(?: {FILM}['’]s)?)\s+)?{JOB}\s+)?"
    rf"(?P<who>{NAME_WORD}(?:\s+(?:and\s+)?{NAME_WORD}){{0,5}}))\s+"
    r"(?=(?:an?|the|his|her|their|two|Best|(?P<bare>nominations|nods))\s)"
)


@dataclass
class Found:
    """What stands after a verb: prizes, and the body named for all of them; `end` is where it ends."""

    prizes: list[Prize]
    body: Entity | None
    end: int
    year: int | None = None
    """The year of all that a count tells of."""
    whom: Rich | None = None
    """Who gets it, named between the verb and the prize."""
    pronoun: bool = False
    """Whether `him`, `her` or `them` stands there."""
    there: Entity | None = None
    """Where it is said to have been won: `At the Moss Festival, …`."""
    shown: Entity | None = None
    """Where the film is said to have been shown before."""
    when: int | None = None
    """The year in which it was shown there."""


def read_prizes(reader: Reader, text: Rich, begin: int, stop: int, *, given: bool = False, led: bool = False) -> Found:
    """The prizes named from `begin` on, at most to `stop`. given: whether the sentence opens with who gives them; led:
    whether these follow."""
    return _Prizes(reader, text.cut(0, stop), begin, given=given).read(led=led)


class _Prizes:
    """The prizes of a sentence while they are read, one behind the other."""

    def __init__(self, reader: Reader, text: Rich, begin: int, *, given: bool) -> None:
        self._reader = reader
        self._text = text
        self._given = given
        self._position = begin
        """Where what is read next begins."""
        self._found = Found([], None, begin)
        self._counted: Entity | None = None
        """The body of a count or of one award, which gives those that follow: `two Swan Awards, Best Film and …`."""
        self._nominated = False
        """Whether that tells of nominations."""
        self._listed = False
        """Whether a count leads to a list of them."""
        self._ahead: int | None = None
        """The year said before the prizes that follow."""
        self._since = 0
        """How many prizes stand before that year."""

    def read(self, *, led: bool) -> Found:
        found = self._found
        self._read_whom()
        self._read_leading_body(led=led)
        while len(found.prizes) < _MAX_PRIZES:
            self._read_count()
            begin = self._position
            taken = self._prize()
            if taken is None:
                if not self._reads_awards_of():
                    break
                continue
            prize, self._position = taken
            if self._leads_to_category(prize, begin):
                continue
            self._add(prize, begin)
            if not self._goes_on(prize):
                break
        return found

    def _read_whom(self) -> None:
        """Who gets the prize, behind the verb: `won her the …`, `earned Jane Doe a …`."""
        whom = _WHOM.match(self._text.text, self._position)
        if whom is None or SUPERLATIVE.match(whom[0]):
            return
        if whom["who"] is None:
            self._found.pronoun = True
        else:
            named = self._text.cut(*whom.span("who"))
            if whom["bare"] and not self._is_of_people(named):
                return
            self._found.whom = named
        self._position = whom.end()

    def _is_of_people(self, named: Rich) -> bool:
        """Whether a name before `nominations` is certain to be of people: a body may stand there as well."""
        people = people_of(self._reader, (named,)) if PRIZE.search(named.text) is None else ()
        return bool(people) and not any(each.link is None or BODY.search(f"{each.name} {each.link}") for each in people)

    def _read_leading_body(self, *, led: bool) -> None:
        """The body before all the prizes, `nominated by the Guild for …`, `led the Swan Awards with …`, or their year:
        `nominated in 1942 for …`."""
        text = self._text
        dated = _IN_YEAR_FOR.match(text.text, self._position)
        if dated is not None:
            self._ahead, self._position = int(dated["year"]), dated.end()
            return
        leading = AT.match(text.text, self._position)
        if leading is None and not led:
            return
        end, self._found.body = body_at(self._reader, text, leading.end() if leading else self._position)
        if self._found.body is not None:
            joint = _FOR_OR_WITH.match(text.text, end)
            self._position = joint.end() if joint else end

    def _read_count(self) -> None:
        """How many prizes follow, and of which body."""
        found = self._found
        count = read_count(self._reader, self._text, self._position)
        if count is None:
            return
        found.body, found.end = found.body or count.of_all, max(found.end, count.end)
        if count.begin is not None:
            self._counted, self._nominated, self._position = count.body, count.nominations, count.begin
            self._listed = True
            found.year = count.year

    def _prize(self) -> tuple[Prize, int] | None:
        """(the prize named next, where it ends)."""
        reader, text, found = self._reader, self._text, self._found
        further, given = bool(found.prizes), self._given or found.body is not None
        taken = read_prize(reader, text, self._position, further=further, given=given)
        taken = taken or in_small(reader, text, self._position, given=given or self._counted is not None)
        if taken is None or goes_on_choice(name_of(taken[0]), half_ahead(text, taken[1])) is None:
            return None
        return taken

    def _reads_awards_of(self) -> bool:
        """Whether the awards of a body lead to its prizes, which follow."""
        held = awards_of(self._reader, self._text, self._position)
        if held is None:
            return False
        self._counted, nominated, self._position = held
        self._nominated = self._nominated or nominated
        return True

    def _leads_to_category(self, prize: Prize, begin: int) -> bool:
        """Whether an award only tells whose categories follow: `an Oscar nomination for Best …`, `just one Swan Award,
        Best Film`. It stands from `begin` on."""
        if prize.award is None or prize.category is not None:
            return False
        text = self._text
        joint = NOMINATION_FOR.match(text.text, self._position) if prize.nominated else None
        if joint is None or not category_ahead(text, joint.end()):
            joint = _NAMELY.match(text.text, self._position) if _ONE.match(text.text, begin) else None
            if joint is None or not category_ahead(text, joint.end()):
                return False
        self._counted, self._nominated = prize.award, self._nominated or prize.nominated
        self._position = joint.end()
        return True

    def _add(self, prize: Prize, begin: int) -> None:
        """Adds a prize that begins there, with what stands before it for several; its body gives those before it that
        have none, but for those of another year."""
        found, counted = self._found, self._counted
        if prize.body is not None:  # it gives those named before as well: `Best Film and Best Actor at the …`
            later = given_by(found.prizes[self._since :], (prize.body, *prize.also))
            later = _at_ceremony(later, prize)
            found.prizes = [*found.prizes[: self._since], *later]
            if counted is not None and same_body(counted, prize.body):  # which of its ceremonies
                found.prizes = [replace(p, body=prize.body) if p.body == counted else p for p in found.prizes]
        bodies = (prize.body or counted, *prize.also)
        if prize.dated:
            found.prizes = [replace(p, year=prize.year) if _shares_year(p, prize, bodies) else p for p in found.prizes]
        if self._listed and counted is not None:
            prize = _of_counted(prize)
        full = replace(
            prize,
            names=prize.names or self._led_by(prize, begin),
            nominated=prize.nominated or self._nominated,
            body=None,
            year=prize.year or self._ahead or found.year,
            place=(begin, self._position),
            also=(),
        )
        if self._text.text[begin].isupper():
            found.prizes = _with_category(self._text.text, found.prizes, begin, prize)
        found.prizes += given_by([full], bodies)
        found.end = self._position

    def _led_by(self, prize: Prize, begin: int) -> tuple[Rich, ...]:
        """Who is named before the last prize as the winner of that and this: `Jane Doe Best Script and Best Song`."""
        text, last = self._text.text, next(reversed(self._found.prizes), None)
        if last is None or not last.names or text[self._found.end : begin].strip() not in ("and", "&"):
            return ()
        award = prize.award if SUPERLATIVE.match(text, begin) is None else None  # which says who gives it
        same = award is None or (last.award is not None and same_body(award, last.award, exact=True))
        name = last.names[0].text
        led = text.startswith(name, last.place[0]) and not text.startswith(" for ", last.place[0] + len(name))
        return last.names if same and led else ()

    def _goes_on(self, prize: Prize) -> bool:
        """Whether one more prize may follow that which was read, behind a remark on that or with a year before it."""
        text, found = self._text, self._found
        joint = _AND.match(text.text, found.end)
        aside = None
        if joint and joint[0].strip() == ",":
            aside = _apposition(self._reader, text, prize, joint.end())
            aside = _record(text, joint.end()) if aside is None and self._listed else aside
        if aside is not None:
            found.end, joint = aside, _AND.match(text.text, aside)
        if joint is None:
            joint = _AND_IN_YEAR.match(text.text, found.end)
            if joint is None:
                return False
            self._ahead, self._since = int(joint["year"]), len(found.prizes)
        self._position = joint.end()
        return True


def _of_counted(prize: Prize) -> Prize:
    """An award among those that a count of a body leads to, `two Swan Awards: Best Film and the Fern Prize`, as one of
    that; no page, category or giver tells of another."""
    if prize.award is None or prize.award.link or prize.category or prize.body:
        return prize
    return replace(prize, award=None, category=replace(prize.award, kind=Kind.CATEGORY))


def _at_ceremony(prizes: Sequence[Prize], last: Prize) -> list[Prize]:
    """Prizes, those of an award with its ceremony where that gives the last of them without saying the award again:
    `the [[Swan Award]] for Best Film and Best Script at the [[45th Swan Awards]]`; not those of a ceremony of their
    own."""
    body = last.body
    if body is None or last.award is not None or not is_ceremony(body):
        return [*prizes]
    of_it = [p for p in prizes if p.body == body and p.category and p.year in {None, last.year}]
    named = [p.award for p in of_it if p.award and p.award.link]
    held = [award for award in named if same_body(award, body, exact=True)]
    return [replace(p, award=body) if p.award in held and p.body == body else p for p in prizes]


def _shares_year(prize: Prize, last: Prize, bodies: Sequence[Entity | None]) -> bool:
    """Whether the year behind the last prize of several is told of one before it too, which is so where the same body
    gives both: `the Golden Fern and the Audience Award at the [[Moss Festival]] in 2004`. `bodies`: who gives the last
    one."""
    if prize.year is not None or prize.body not in bodies:
        return False
    giver = last.award or bodies[0]
    return prize.award is None or giver is None or same_body(prize.award, giver, exact=last.award is not None)


def _apposition(reader: Reader, text: Rich, prize: Prize, begin: int) -> int | None:
    """Where a remark ends that tells how often the prize before it was won, `the [[Swan Award for Best Film]], her
    first Swan Award`; None where none begins there, or it names another body's."""
    lead = _HOW_OFTEN.match(text.text, begin)
    if lead is None or text.text.startswith((",", "."), lead.end()):
        return lead.end() if lead else None
    end = phrase(text, lead.end())
    named = named_prize(reader, text.cut(lead.end(), end)) if end > lead.end() else None
    if named is None or not _is_same(prize, named):
        return None
    tail = TAIL_NOUN.match(text.text, end)
    return tail.end() if tail else end


def _record(text: Rich, begin: int) -> int | None:
    """Where a remark ends that tells what record somebody set with the prize before it, where a list goes on:
    `Best Director for Jane Doe, making her the first Finn to win the award, Best Script and …`. One that tells of
    several prizes may go on with their names."""
    match = _MAKING.match(text.text, begin)
    joint = _AND.match(text.text, match.end()) if match else None
    if match is None or joint is None or not category_ahead(text, joint.end()):
        return None
    return match.end() if not BEST.search(match[0]) and not _SEVERAL.search(match[0]) else None


_MAKING = re.compile(
    r"(?:(?:making|becoming)\s(?:(?:him|her|it|them)\s)?)?"
    rf"the\s(?:{TIMES}|only|youngest|oldest)\b[^,.;:()]{{3,120}}(?=,)"
)
_SEVERAL = re.compile(r"\b(?:\w+s\b(?<!ss)(?<!his)(?<!was)|all|both|three|four|five|six|multiple|every|each)\b")


def _is_same(prize: Prize, named: Prize) -> bool:
    """Whether a name may be that of a prize before it in short."""
    if named.award is None:  # `the Silver Bear for Best Actor, his first Silver Bear`
        held, short = prize.category, named.category
        if held is None or short is None:
            return False
        return held.name.startswith(short.name) or (prize.body is not None and same_body(prize.body, short))
    return named.category is None and (prize.award is None or same_body(prize.award, named.award))


_HOW_OFTEN = re.compile(
    rf"(?:{HOW_OFTEN}|(?:his|her|their|its)(?:\s+(?:{TIMES}|only|sole|last|final|lone))+)(?:\s+(?=[A-Z])|(?=[,.]))"
)
_AND_IN_YEAR = re.compile(rf"\s*,?\s+and,?\s+in\s+(?P<year>{YEAR}),?\s+(?:also\s+)?(?=(?:the|an?|its|his|her)\s)")
"""Between prizes of two years: `won the Fern Prize and in 1987 the Swan Award`."""


def _with_category(text: str, prizes: Sequence[Prize], begin: int, last: Prize) -> list[Prize]:
    """Awards that one article joins to a last one which a category follows, `the Swan Award and Fern Award for Best
    Actor`, with that category; only what players win is sure to be so, and no category that a link has for the last
    one. The last one begins at `begin`."""
    shared, joint, category = list(prizes), _LAST, last.category
    if last.award is None or category is None or category.link is not None or not is_for_players(category.name):
        return shared
    for index, prize in reversed(list(enumerate(prizes))):
        start, end = prize.place
        plain = prize.category is None and not (prize.names or prize.songs)
        if not plain or prize.award is None or _noun(prize.award) not in {"Award", _noun(last.award)}:
            break
        if joint.fullmatch(text, end, begin) is None:
            break
        begin, joint = start, _COMMA
        lead = _THE.match(text, start)
        if lead is None and not text[start].isupper():
            break
        if lead is not None:
            shared[index:] = [replace(each, category=replace(category, link=None)) for each in prizes[index:]]
            break
    return shared


def _noun(award: Entity) -> str:
    """The last word of an award's name: that of one without categories is `Prize`, `Medal` or `Trophy`."""
    return award.name.rpartition(" ")[2].removesuffix("s")


_LAST = re.compile(r",?\s+and\s+")
_COMMA = re.compile(r",\s+")
_THE = re.compile(r"(?:[Bb]oth )?the ")


def given_by(prizes: Iterable[Prize], bodies: Sequence[Entity | None]) -> list[Prize]:
    """Prizes, those that no body is said to give once for each of the bodies: `Best Film from the [[Swan Society]] and
    the [[Fern Circle]]`. One of a name with a giver is one prize still."""
    return [given for prize in prizes for given in (_given(prize, bodies) if prize.body is None else (prize,))]


def _given(prize: Prize, bodies: Sequence[Entity | None]) -> list[Prize]:
    """A prize once for each body. The page of a category is that of the one body that it names."""
    award, category = prize.award, prize.category
    if award is None:
        return [replace(prize, body=body) for body in bodies]
    own = next((body for body in bodies if body is not None and same_body(award, body)), None)
    if own is None or award.link is not None or category is None or category.link is None:
        return [replace(prize, body=body) for body in bodies[:1]]
    others = replace(prize, award=None, category=replace(category, link=None))
    return [replace(prize if body == own else others, body=body) for body in bodies]
