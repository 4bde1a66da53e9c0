"""A sentence that states wins and nominations, read verb by verb.

Only what is stated of the film or its people counts: no rankings, polls, counts without names, no other films.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from kg.extraction.awards.names.givers import Givers, is_festival
from kg.extraction.awards.names.headings import Context
from kg.extraction.awards.names.naming import year_in
from kg.extraction.awards.names.oneprize import Prize, name_of
from kg.extraction.awards.names.prizekinds import FOR_FILMS
from kg.extraction.awards.names.wording import LOST
from kg.extraction.awards.names.years import MONTH, YEAR
from kg.extraction.awards.sentences.between import is_participle, opens_only, without_opener
from kg.extraction.awards.sentences.bodies import body_at, body_in, runs_on
from kg.extraction.awards.sentences.carried import AND_ALSO, body_of_told, is_apart, is_carried, nearer
from kg.extraction.awards.sentences.firsts import without_firsts
from kg.extraction.awards.sentences.inturn import (
    OF_TWO,
    in_turn_before,
    in_turn_behind,
    told_of_each,
    without_doubtful,
    won_of_two,
)
from kg.extraction.awards.sentences.later import had_before, is_of_another, is_of_film
from kg.extraction.awards.sentences.openings import (
    behind_opening,
    both_bodies,
    festival_in_short,
    opening_body,
    opening_year,
    opens_on_day,
)
from kg.extraction.awards.sentences.people import people_of
from kg.extraction.awards.sentences.places import place_ahead, place_of
from kg.extraction.awards.sentences.prizes import Found, given_by, read_prizes
from kg.extraction.awards.sentences.sendings import is_sent, named_before, send, without_verb
from kg.extraction.awards.sentences.sources import Told
from kg.extraction.awards.sentences.stated import Statement, nominations
from kg.extraction.awards.sentences.story import Story, whose_deed
from kg.extraction.awards.sentences.subjects import subject_behind, subject_of
from kg.extraction.awards.sentences.unread import lists_more, tells_more, tells_of_prize
from kg.extraction.awards.sentences.verbs import goes_on, is_denied, is_led, verbs_of, word_of
from kg.extraction.reader import Reader
from kg.model import Entity, Result
from kg.wikitext.rich import Rich

_NEXT_YEAR = re.compile(rf"(?:,|;|\band|\bwhile)\s+in\s+(?:{MONTH} )?(?P<year>{YEAR}),?(?:\s|$)")
"""Before who won, or the verb, in another year: `, and in 1987 Jane Doe won …`."""

_AND_AT = re.compile(r"\s*[,;]?\s*(?:(?:and|while|but)\s+)?(?:at|from)\s+the\s+(?=[A-Z\d])")
"""What a clause behind another may open with: `, and at the Swan Awards, …`."""
_WHO_HAD = re.compile(r"\bwho(?:\s+in\s+\d{4})?\s*$")
"""Before what is told of someone's past: `Jane Doe, who in 1990 had won …`."""

_WHO = re.compile(r",\s+who\s*$")
"""Before what is told of the subject of the next verb."""

_RELATIVE = re.compile(r"\b(?:who|which|that)(?:\s+ha[ds])?\s*$")
"""Before what is told of another winner: `lost Best Film to ''Moss'', which won …`."""
_LOST_TO = re.compile(rf"\b{LOST}\s+to\b(?:(?!,\s(?:and|but|while)\b|;|\b[Ll]os[ti]).)*$")
_OTHER_CATEGORIES = re.compile(r"(?:(?:in|for)\s+)?\w+\s+(?:other|more|further|additional)\s+categor")
"""Behind the prize of a body: `and was nominated in three other categories`."""
_EARLIER = re.compile(r"\b(?:before|previous(?:ly)?|earlier|prior|ago|last year)\b")
"""In what is told of awards for other films: `he had lost the Swan Award before`."""


def read_clauses(reader: Reader, text: Rich, context: Context, story: Story) -> list[Told]:
    """The nominations that the verbs of a sentence state, in order. The story goes on with what it leaves for the next
    sentence."""
    return _Sentence(reader, text, context, story).read()


def _is_certain(prize: Prize, before: str) -> bool:
    """Whether it is known who is nominated for a prize whose subject is not: those named for it, or the film, which
    alone wins what is for films, called by a common noun: `The epic, directed by Jane Doe,`. before: what stands before
    the verb."""
    film = _NOUN.match(before) is not None and FOR_FILMS.fullmatch(name_of(prize)) is not None
    return film or bool(prize.names or prize.songs)


_NOUN = re.compile(r"\s*(?:The|This|An?)\s+[a-z]")


class _Clause(NamedTuple):
    """A verb, and what stands before it that was not read for another."""

    result: Result
    verb: re.Match[str]
    before: Rich
    stop: int
    """Where the next verb begins."""
    first: bool
    """Whether no verb of the sentence stands before it."""


class _Sentence:
    """A sentence while it is read, verb by verb."""

    def __init__(self, reader: Reader, text: Rich, context: Context, story: Story) -> None:
        self._reader = reader
        self._text = text
        self._story = story
        self._verbs = verbs_of(text)
        year, _ = opening_year(text)
        self._dated = year is not None
        self._context = context if year is None else replace(context, year=year)
        first = self._verbs[0][1].start() if self._verbs else len(text)
        self._opening = opening_body(reader, text, first) or festival_in_short(reader, text, story)
        self._both = both_bodies(reader, text)
        self._body = self._both[0] if self._both else self._opening
        """The body of the sentence so far."""
        self._told: list[Told] = []
        self._subject: tuple[Entity, ...] = ()
        """Who won or was nominated by the verb before."""
        self._year: int | None = None
        """The year of what a count told of."""
        self._place = place_ahead(text, self._opening) if self._opening is not None else None
        """Where the film is said to have been shown, or the event that the sentence opens with, and when."""
        self._lost = False
        """Whether the verb before says that a prize was lost."""
        self._missed = False
        """Whether anything was missed before the subject of the verb was looked for."""
        self._unknown = False
        """Whether somebody is named or meant as the subject of the verb who is not known, so that it is not the film's
        either."""
        self._whose: Rich | None = None
        """Whom the verb before tells of by the way."""
        self._position = 0
        """Up to where the sentence is read."""

    def read(self) -> list[Told]:
        text, story = self._text, self._story
        if self._body is not None:
            story.body, story.sent = self._body, None
        elif opens_on_day(text) and not (story.body and is_festival(story.body)):  # which lasts for days
            story.sent = text.cut(0, 0)
        if not self._verbs:
            without_verb(self._reader, text, story)
        for number, (result, verb) in enumerate(self._verbs):
            if verb.start() < self._position:
                continue
            stop = self._verbs[number + 1][1].start() if number + 1 < len(self._verbs) else len(text)
            before = text.cut(self._position, verb.start())
            self._read_clause(_Clause(result, verb, before, stop, first=not number))
        told = bool(self._told)
        rest = text.cut(self._position, len(text)) if told else text
        if is_sent(rest):
            send(self._reader, rest, story, None if told else self._body, told=told)
        return self._told

    def _read_clause(self, clause: _Clause) -> None:
        self._take_year(clause)
        clause = self._opened(clause)
        before = in_turn_before(clause.before)
        clause = self._behind_relative(clause if before is None else clause._replace(before=before))
        clause, opener = self._without_opener(clause)
        who, carried = self._who(clause)
        if who is None or self._is_denied(clause):
            return
        self._subject = who
        word = word_of(clause.verb[0], clause.result)
        self._lost = word == "lost"
        found = self._behind(clause)
        if found is None or not (opener is None or self._has_subject_behind(found, opener)):
            return
        self._take_whom(found, clause)
        if carried and found.body is None and self._body is None:
            found.body = body_of_told(self._told, found, self._text)
        in_turn = before is not None or in_turn_behind(
            self._reader, self._text, found, clause.stop, several=len(self._subject) > 1
        )
        self._complete(found, clause, carried=carried)
        if not found.prizes and self._told and clause.result is Result.WON:
            self._take_won_of_two(word, clause.verb.end())
        sent = self._take_place(found, clause)
        self._drop_later(found, clause, carried=carried)
        givers = self._givers(found, clause, sent=sent)
        stated = Statement(self._text, clause.result, word, clause.verb.start(), self._subject)
        prizes = [prize for prize in found.prizes if not self._unknown or _is_certain(prize, clause.before.text)]
        known = replace(found, prizes=prizes)
        read = list(nominations(self._reader, stated, known, givers, self._context, self._story))
        told = told_of_each(read, len(found.prizes), clause.before.text.rstrip(), in_turn=in_turn)
        self._story.missed |= not told and (in_turn or bool(read))
        self._told += told
        self._go_on(found, clause, [each.nomination.award for each in told], givers.sent if sent else None)

    def _take_year(self, clause: _Clause) -> None:
        """The year that a verb is said to be of: `, and in 1987 Jane Doe won …`."""
        if (clause.first and not self._dated) or " in " not in clause.before.text:
            return
        other = _NEXT_YEAR.search(clause.before.text)
        if other:
            self._context = replace(self._context, year=int(other["year"]))

    def _opened(self, clause: _Clause) -> _Clause:
        """A clause without the body that it opens with, which is that of the sentence from there on: `, and at the
        [[Swan Awards]] Jane Doe won …`."""
        before = clause.before
        if clause.first:
            return clause._replace(before=behind_opening(self._reader, before)) if self._opening else clause
        at = _AND_AT.match(before.text)
        end, body = body_at(self._reader, before, at.end()) if at else (0, None)
        if at is None or body is None or (end >= len(before) - 1 and runs_on(before.cut(at.end(), end))):
            return clause
        self._body = self._opening = body
        return clause._replace(before=before.cut(end, len(before)).strip(", "))

    def _behind_relative(self, clause: _Clause) -> _Clause:
        """A clause whose subject stands before what is told of that by another verb: `Jane Doe, who lost the Swan Award
        to John Roe, won …`."""
        whose, self._whose = self._whose, None
        relative = _WHO.search(clause.before.text)
        if relative is not None:
            self._whose = clause.before.cut(0, relative.start())
        elif whose is not None and clause.before.text.rstrip().endswith(","):
            return clause._replace(before=whose)
        return clause

    def _without_opener(self, clause: _Clause) -> tuple[_Clause, Rich | None]:
        """(a clause without a word that a sentence opens with and that is nobody; that word where the subject stands
        behind the prizes, as in `Having won the Swan Award, Jane Doe …`)."""
        if not clause.first:
            return clause, None
        rest = without_opener(self._reader, clause.before, clause.verb)
        ahead = is_participle(clause.verb) or clause.before.text.strip() == "Having"
        return clause._replace(before=rest), clause.before if clause.before and not rest and ahead else None

    def _has_subject_behind(self, found: Found, opener: Rich) -> bool:
        """Takes the subject that stands behind the prizes; whether these are told of one of this film. opener: the word
        that the sentence opens with."""
        if not found.prizes:
            return True
        who = subject_behind(self._reader, self._text, found.end, self._story)
        if who is not None and had_before(opener.text.strip(), found.prizes, who):
            who = None
        self._unknown = not (who or opens_only(opener))
        self._story.missed |= self._unknown
        self._subject = who or ()
        return who is not None

    def _drop_later(self, found: Found, clause: _Clause, *, carried: bool) -> None:
        """Drops prizes that others than the film `went on` to win, where these may be for another."""
        if not goes_on(clause.verb[0]) or is_of_film(self._reader, clause.before, self._subject, carried=carried):
            return
        behind = self._text.text[clause.verb.end() : clause.stop]
        if not self._subject or is_of_another(found.prizes, behind, self._context.year):
            found.prizes, self._story.missed = [], True

    def _take_won_of_two(self, word: str, position: int) -> None:
        """Takes what is said of which of the nominations were won; notes where that is not known."""
        match = OF_TWO.match(self._text.text, position)
        if match is None:
            return
        told = won_of_two(self._told, word, match["one"])
        self._story.missed |= told is None
        self._told = told or self._told

    def _who(self, clause: _Clause) -> tuple[tuple[Entity, ...] | None, bool]:
        """(who wins or is nominated, None for another film; whether nothing else is told between them and those of the
        verb before, who they are: `X won A and was nominated for B`)."""
        story = self._story
        self._missed, story.missed = story.missed, False
        who = subject_of(self._reader, clause.before, story)
        unknown, story.missed = story.missed and who == (), story.missed or self._missed
        if not clause.first and who == ():
            carried = is_carried(clause.before)
            if carried or AND_ALSO.match(clause.before.text):
                story.missed = self._missed
                return self._subject, carried
        self._unknown = unknown
        return who, False

    def _is_denied(self, clause: _Clause) -> bool:
        """Whether it is not stated that the verb's prizes were given, or it is told of who won instead."""
        ahead = self._text.text[: clause.verb.start()]
        if is_denied(ahead) or (clause.verb[0].startswith("had ") and _WHO_HAD.search(clause.before.text)):
            return True
        if goes_on(clause.verb[0]) and _WHO_HAD.search(clause.before.text):  # it may be for another film
            self._story.missed = True
            return True
        return _RELATIVE.search(ahead) is not None and (self._lost or _LOST_TO.search(ahead) is not None)

    def _behind(self, clause: _Clause) -> Found | None:
        """What stands behind a verb. Behind `lost` it is the prize, then who won, and then where; None where that is
        told of other films, or of nobody who won."""
        reader, text, begin = self._reader, self._text, clause.verb.end()
        if not self._lost:
            given, led = self._opening is not None, is_led(clause.verb[0])
            return read_prizes(reader, text, begin, clause.stop, given=given, led=led)
        to = text.text.find(" to ", begin, clause.stop)
        if to < 0 or _EARLIER.search(text.text, begin, clause.stop):
            return None
        found = read_prizes(reader, text, begin, to)
        found.prizes = [prize for prize in found.prizes if prize.category is not None]
        found.body = found.body or body_in(reader, text.cut(to, clause.stop))
        return found

    def _complete(self, found: Found, clause: _Clause, *, carried: bool) -> None:
        """Gives prizes the year and the bodies that are told for several; notes whether more of them could not be read.
        carried: whether the verb goes on with the one before."""
        text = self._text
        read = bool(found.prizes)
        if clause.first and "nominations, including" in clause.before.text:  # which are not read
            self._story.missed = True
        if read and (lists_more(text, found.end) or tells_more(text, found.end, clause.stop)):
            self._story.missed = True
        if not read and self._told and tells_more(text, clause.verb.end(), clause.stop):
            self._story.missed = True
        below = clause.result in {Result.RUNNER_UP, Result.PLACED}
        if not read and (below or tells_of_prize(text, clause.verb.end(), clause.stop)):
            self._story.missed = True
        self._year = found.year or (self._year if carried else None)
        if self._year is not None:
            found.prizes = [replace(prize, year=prize.year or self._year) for prize in found.prizes]
        if self._both:
            found.prizes = given_by(found.prizes, self._both)
        found.prizes, doubtful = without_doubtful(self._text.text, found.prizes)
        self._story.missed |= doubtful
        told = [each.nomination.award for each in self._told]
        found.prizes, unknown = without_firsts(found.prizes, clause.before.text, told)
        self._story.missed |= unknown
        if found.body is None and self._told and _OTHER_CATEGORIES.match(text.text, clause.verb.end()):
            last = self._told[-1].nomination
            found.body = last.award
            found.prizes = [replace(prize, year=prize.year or last.year) for prize in found.prizes]

    def _take_place(self, found: Found, clause: _Clause) -> bool:
        """Takes the body that is named before the verb for that of what stands behind it. Whether the film was but sent
        there."""
        sent = False
        if found.body is None and self._body is None:
            found.body, sent = named_before(self._reader, clause.before)
        place = place_of(clause.before, found.body) if found.body is not None else None
        if self._opening is not None and clause.first:
            found.there = self._opening
        elif place is not None and place.there:
            found.there = place.body
        ahead = clause.first and self._place is not None
        if place is not None or (not ahead and year_in(clause.before.text)):
            self._place = place
        if self._place is not None:
            found.shown, found.when = self._place.body, self._place.year
        return sent

    def _take_whom(self, found: Found, clause: _Clause) -> None:
        """Takes who is named between the verb and the prize, `won Jane Doe the …`, for the subject."""
        if found.whom is not None:
            self._subject = people_of(self._reader, (found.whom,))
        elif found.pronoun and not self._subject:
            self._subject = whose_deed(self._reader, clause.before, self._story)
        else:
            return
        self._unknown = not self._subject
        self._story.missed = self._missed or self._unknown

    def _givers(self, found: Found, clause: _Clause, *, sent: bool) -> Givers:
        """Who may give the prizes behind a verb. sent: whether the body named there is where the film was but sent."""
        stated = not sent and (found.body is not None or self._body is self._opening)
        self._body = nearer(found.body, self._body)
        earlier = self._story.body
        apart = found.prizes and (self._body or earlier) and is_apart(self._reader, self._text, found.end, clause.stop)
        aside = clause.before.cut(0, 0) if sent else self._story.sent
        return Givers(self._body, stated, self._context.award, earlier, carried=not apart, sent=aside)

    def _go_on(self, found: Found, clause: _Clause, given: list[Entity], sent: Rich | None) -> None:
        """What a verb leaves for the next ones. given: the awards that its prizes are of; sent: what told that the film
        was but sent to the body."""
        story = self._story
        self._position = found.end if found.prizes else clause.verb.end()
        if found.prizes:
            self._body = nearer(found.prizes[-1].body, self._body)
        if story.body in given:
            story.sent = None
        if self._body is not None:
            story.body, story.sent = self._body, sent if self._body not in given else None
