"""Sentences of an awards section that state a win or a nomination.

Only what is stated of the film or its people counts: no rankings, polls, counts without names, no other films.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.awards.details import other_givers
from kg.extraction.awards.givers import Givers, is_festival, names_giver, of_festival, stands_alone
from kg.extraction.awards.headings import Context
from kg.extraction.awards.naming import (
    BODY,
    award_entity,
    is_ceremony,
    is_own_prize,
    same_body,
    unquoted,
    year_of,
)
from kg.extraction.awards.nominees import nominees
from kg.extraction.awards.people import full_person, people_of
from kg.extraction.awards.phrases import AT, Prize, body_at
from kg.extraction.awards.prizes import Found, given_by, read_prizes
from kg.extraction.awards.results import Outcome
from kg.extraction.awards.sources import Told, sourced
from kg.extraction.awards.subjects import (
    Story,
    body_in,
    is_sent,
    linked_body,
    opening_body,
    possessor,
    sent_to,
    subject_of,
)
from kg.extraction.awards.unread import lists_more, tells_more
from kg.extraction.awards.verbs import has_only_noun, has_verb, verbs_of, word_of
from kg.extraction.reader import Reader
from kg.extraction.sentences import sentences, whole
from kg.model import Entity, Kind, Nomination, Result
from kg.wikitext.rich import Rich

UNREAD = "award-sentence-unread"

MAX_PARAGRAPH = 20_000

MAX_SENTENCE = 2_500
"""Characters; longer ones are no prose and would cost more than linear time."""

_SHORT = re.compile(r"(?:^|, )(?:won|nominated)\b.*\b(?:at|by|for)\b", re.IGNORECASE)


_NOT = re.compile(
    r"\b(?:not|never|n't|without|failed to|hoped|hoping|expected|considered|would|should|could|might|if|despite|though"
    r"|did|yet to|predicted|deserved?|since|before|previously|after|snubbed"
    r"|[Nn]either|nor|[Nn]one|[Nn]obody)\s+(?:\w+\s+){0,3}$"
)

_CARRIED = re.compile(
    r"\b(?:and|but|also|was|were|then|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|total|nominations?"
    r"|awards?|categories)\b"
)

_OPENING_YEAR = re.compile(r"(?:In )?(?P<year>1[89]\d\d|20\d\d)[,:]")
_NEXT_YEAR = re.compile(r"(?:,|;|\band|\bwhile)\s+in\s+(?P<year>1[89]\d\d|20\d\d),?\s")
"""Before who won in another year: `, and in 1987 Jane Doe won …`."""
_HINT = re.compile(r"\b(?:award|prize|nominat|oscar|honou?r|won\b|bafta|globe)", re.IGNORECASE)


def is_statement(text: Rich) -> bool:
    """Whether a list item is a statement with a verb rather than a row of names."""
    if len(text) > MAX_SENTENCE:
        return False
    if " – " in text.text and has_only_noun(text):  # `[[Swan Award]] nomination for Best Actor – Jane Doe` is in parts
        return False
    return has_verb(text.text) or _SHORT.search(text.text) is not None


def read_paragraph(reader: Reader, text: Rich, context: Context, *, report: bool = True) -> Iterator[Nomination]:
    """The nominations that a paragraph's sentences state, in order. If `report`, a sentence on awards that
    gives none becomes an issue."""
    story = Story()
    if len(text) > MAX_PARAGRAPH:
        reader.issue(UNREAD, context.part, text.span)
        return
    stated = "ominat" in text.text or has_verb(text.text)
    if not (stated or report) and len(text) <= MAX_SENTENCE:
        return
    for sentence in sentences(text):
        if len(sentence) > MAX_SENTENCE:
            reader.issue(UNREAD, context.part, sentence.span)
            continue
        found = _sentence(reader, sentence, context, story) if stated else []
        if report and (story.missed or (not found and _HINT.search(sentence.text))):
            reader.issue(UNREAD, context.part, whole(reader, sentence))
        yield from found


def lead_in(reader: Reader, text: Rich) -> tuple[Entity | None, Outcome | None] | None:
    """(body, result) of a sentence that ends in a colon and says of what follows that it was won, or that it
    was nominated for; without a result where it says both; None for any other text."""
    if not text.text.endswith(":") or len(text) > MAX_SENTENCE:
        return None
    results = {result for result, words in _LEADS if words.search(text.text)}
    if len(results) > 1 and _WINS.search(text.text):
        results = {Result.WON}
    if not results:
        return None
    body = body_led_to(reader, text)
    if len(results) > 1:
        return body, None
    result = results.pop()
    return body, Outcome(result, "nominated" if result is Result.NOMINATED else "won")


def body_led_to(reader: Reader, text: Rich) -> Entity | None:
    """The body whose awards follow a sentence that ends in a colon."""
    body = linked_body(reader, text) or body_in(reader, text)
    named = _FOLLOWING.search(text.text) if body is None else None
    return award_entity(reader, text.cut(*named.span("body"))) if named and BODY.search(named["body"]) else body


_FOLLOWING = re.compile(r"\bfollowing (?:[a-z]+ )?(?P<body>[A-Z][^\s:]* [^:;,.()]{2,60}):$")
_LEADS = (
    (Result.NOMINATED, re.compile(r"\bnominat(?:ed|ions?)\b", re.IGNORECASE)),
    (Result.WON, re.compile(r"\b(?:won|wins?|winner|winning)\b", re.IGNORECASE)),
)
_WINS = re.compile(r"\b(?:won|winning) (?:\d{1,2}|[a-z]{3,9})(?: (?:awards|of (?:them|these|which)))?:$")
"""`It received ten nominations, winning three:`"""

_RELATIVE = re.compile(r"\b(?:who|which)\s*$")
"""Before what is told of another winner: `lost Best Film to ''Moss'', which won …`."""
_OTHER_CATEGORIES = re.compile(r"(?:(?:in|for)\s+)?\w+\s+(?:other|more|further|additional)\s+categor")
"""Behind the prize of a body: `and was nominated in three other categories`."""
_WHERE = re.compile(r"\bwhere\s+(?:it|(?:[Tt]he|this)\s+(?:film|movie|picture|documentary|short))\s*$")
"""Between a festival and what was won there."""
_EARLIER = re.compile(r"\b(?:before|previous(?:ly)?|earlier|prior|ago|last year)\b")
"""In what is told of awards for other films: `he had lost the Swan Award before`."""


def _sentence(reader: Reader, text: Rich, context: Context, story: Story) -> list[Nomination]:
    verbs = verbs_of(text)
    dated = _OPENING_YEAR.match(text.text)
    context = replace(context, year=int(dated["year"])) if dated else context
    opening = body = opening_body(reader, text, verbs[0][1].start() if verbs else len(text))
    story.missed = False
    both = _opening_bodies(reader, text) if text.text.startswith(_BOTH) else ()
    body = both[0] if both else body
    if body is not None:
        story.body, story.sent = body, None
    if not verbs:
        _without_verb(reader, text, story)
    told: list[Told] = []
    subject: tuple[Entity, ...] = ()
    year: int | None = None
    position = 0
    lost = False
    for number, (result, verb) in enumerate(verbs):
        if verb.start() < position:
            continue
        stop = verbs[number + 1][1].start() if number + 1 < len(verbs) else len(text)
        before = text.cut(position, verb.start())
        other = _NEXT_YEAR.search(before.text) if (number or dated) and " in " in before.text else None
        context = replace(context, year=int(other["year"])) if other else context
        who = subject_of(reader, before, story)
        carried = bool(number) and who == () and _carried(before)
        if carried:
            who = subject  # `X won A and was nominated for B`
        if _NOT.search(text.text[: verb.start()]) or who is None or (lost and _RELATIVE.search(before.text)):
            continue
        subject = who
        word = word_of(verb[0], result)
        lost = word == "lost"
        if lost and _EARLIER.search(text.text, verb.end(), stop):
            continue
        behind = text.text.find(" to ", verb.end(), stop) if lost else stop
        if behind < 0:
            continue
        found = read_prizes(reader, text, verb.end(), behind)
        if lost:  # who won stands behind it, and then where
            found.prizes = [prize for prize in found.prizes if prize.category is not None]
            found.body = found.body or body_in(reader, text.cut(behind, stop))
        story.missed |= bool(found.prizes) and (lists_more(text, found.end) or tells_more(text, found.end, stop))
        year = found.year or (year if carried else None)
        if year is not None:
            found.prizes = [replace(prize, year=prize.year or year) for prize in found.prizes]
        if both:
            found.prizes = given_by(found.prizes, both)
        if found.body is None and told and _OTHER_CATEGORIES.match(text.text, verb.end()):
            last = told[-1].nomination
            found.body = last.award
            found.prizes = [replace(prize, year=prize.year or last.year) for prize in found.prizes]
        if not found.prizes and told and result is Result.WON:
            told = _won_of_two(told, word, text.text, verb.end())
        sent = False
        if found.body is None and body is None:
            found.body, sent = _named_before(reader, before)
        stated = not sent and (found.body is not None or body is opening)
        if opening is not None and not number:
            found.there = opening
        elif _WHERE.search(before.text):
            found.there = found.body
        if found.whom is not None:
            subject = people_of(reader, (found.whom,))
        elif found.pronoun and not subject:
            subject = possessor(reader, before) or story.person
        body = _nearer(found.body, body)
        apart = found.prizes and (body or story.body) and _is_apart(reader, text, found.end, stop)
        aside = before.cut(0, 0) if sent else story.sent
        givers = Givers(body, stated, context.award, story.body, carried=not apart, sent=aside)
        stated_by = result, word, verb.start()
        read = list(_nominations(reader, text, stated_by, found, subject, givers, context, story))
        told += read
        position = found.end if found.prizes else verb.end()
        if found.prizes:
            body = _nearer(found.prizes[-1].body, body)
        given = [each.nomination.award for each in read]
        if story.body in given:
            story.sent = None
        if body is not None:
            story.body, story.sent = body, aside if sent and body not in given else None
    rest = text.cut(position, len(text)) if told else text
    if is_sent(rest):
        _send(reader, rest, story, None if told else body, told=bool(told))
    return [
        *sourced(reader, text, told),
        *sourced(reader, text, list(_by_body(reader, text, context, story))),
        *_each_nominated(reader, text, context),
    ]


def _songs(reader: Reader, prize: Prize) -> tuple[Entity, ...]:
    """The songs that a prize is said to be for; one that has the film's name is not the film."""
    of_song = prize.category is not None and "Song" in prize.category.name
    found: list[Entity] = []
    for song in prize.songs:
        own = of_song and not song.of("link") and reader.is_film(unquoted(song))
        found += [Entity(unquoted(song).text, None, Kind.WORK)] if own else nominees(reader, [song])
    return tuple(found)


_OF_TWO = re.compile(r"(?:for\s+)?(?:the\s+(?P<one>former|latter)|both)(?=[.,;]|$|\s+(?:awards?|prizes?|and)\b)")


def _won_of_two(told: list[Told], word: str, text: str, position: int) -> list[Told]:
    """The nominations, with those as won that the text says so of: `nominated for Best Film and Best Song, winning the
    latter`. Of other than two it is not known which are meant."""
    match = _OF_TWO.match(text, position)
    last = [each for each in told if each.verb == told[-1].verb]
    if match is None or len(last) != 2 or any(each.nomination.result is not Result.NOMINATED for each in last):
        return told
    won = {"former": last[:1], "latter": last[1:], None: last}[match["one"]]
    return [
        each._replace(nomination=replace(each.nomination, result=Result.WON, result_text=word)) if each in won else each
        for each in told
    ]


_BOTH = ("At both ", "From both ")


def _opening_bodies(reader: Reader, text: Rich) -> tuple[Entity, ...]:
    """The bodies of `At both the Swan Awards and the Fern Awards, …`."""
    at = AT.match(text.text)
    end, body = body_at(reader, text, at.end()) if at else (0, None)
    others, end = other_givers(reader, text, end)
    return (body, *others) if body is not None and others and text.text.startswith(",", end) else ()


def _named_before(reader: Reader, before: Rich) -> tuple[Entity | None, bool]:
    """(the body that is named before a verb, whether the film was but sent there)."""
    if not is_sent(before):
        return linked_body(reader, before) or body_in(reader, before), False
    to = sent_to(reader, before)
    return to, to is None or not is_festival(to)


def _without_verb(reader: Reader, text: Rich, story: Story) -> None:
    """What a sentence that states no result says of where the next ones are about."""
    for link in text.of("link"):
        if BODY.search(link.value) and "Festival" in link.value:
            story.body, story.sent = reader.entity(text.cut(link.begin, link.end), Kind.AWARD), None
    named = body_in(reader, text)
    if named is not None:
        story.body, story.sent = named, None


def _send(reader: Reader, text: Rich, story: Story, body: Entity | None, *, told: bool) -> None:
    """What a text that tells of a film's being sent to an award says of the next sentences: nothing of any award but
    the categories that it was sent for. What is sent to a festival may win there. `body`: where it was sent to when the
    text does not name it; `told`: prizes stand before the text, so that it may tell of something else."""
    to = sent_to(reader, text) or body
    if to is not None:
        story.body = to
        story.sent = None if is_festival(to) else text.cut(0, 0) if _IN_VAIN.search(text.text) else text
    elif not told:
        story.sent = text.cut(0, 0)


_IN_VAIN = re.compile(r"\b(?:not|fail(?:ed|s|ing)?|without|neither|never|rejected|ineligible|disqualified)\b|n't\b")


def _is_apart(reader: Reader, text: Rich, begin: int, stop: int) -> bool:
    """Whether what could not be read names another giver: `won Best Film by a popular vote at the [[Swan Awards]]`."""
    return _GIVEN.match(text.text, begin) is not None and body_in(reader, text.cut(begin, stop)) is not None


_GIVEN = re.compile(
    r"\s*(?:,\s*)?(?!(?:after|before|following|since|when|while|despite|and|but|which|who|making|becoming)\b)\w"
)
"""How what goes on with a prize begins, rather than with something else."""


def _nearer(named: Entity | None, before: Entity | None) -> Entity | None:
    """Of the body named for a verb and that of the sentence so far the former, unless it names the latter in short: `At
    the [[68th Academy Awards]], … won two Academy Awards`."""
    if named is not None and before is not None and named.link is None and before.link is not None:
        return before if same_body(named, before) else named
    return named or before


_ONE_OF_MANY = re.compile(r"(?:also\s+)?an?\s")
"""Before the prize of a body that gives several: `a Fern Award and the Grand Prize at the [[Moss Festival]]`."""

_EACH = re.compile(
    r"(?P<who>[^.;:()]{3,300}?),?\s+(?:all|each|both)\s+(?:received|earned|got|garnered|gained)\s+(?:a\s+)?nominations?"
    r"\s+(?:at|from)\s+(?:the\s+)?"
)
_GROUP = re.compile(r"the (?:[a-z-]+ ){1,3}(?:department|team|crew)")


def _each_nominated(reader: Reader, text: Rich, context: Context) -> Iterator[Nomination]:
    """`Doe, Roe and the costume department all received nominations at the Swan Awards`: a nomination for each, of no
    category."""
    match = _EACH.match(text.text) if "nomination" in text.text else None
    end, award = body_at(reader, text, match.end()) if match else (0, None)
    if match is None or award is None or text.text[end:].strip(" .,"):
        return
    people = [_one_person(reader, part) for part in text.cut(*match.span("who")).split(_ENUMERATED)]
    for entity in people if None not in people else ():
        assert entity is not None
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
_WHO = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}")


def _one_person(reader: Reader, text: Rich) -> Entity | None:
    """The one that a part of an enumeration names, with or without what they did before the name; None when it is not
    certain to be a person or a group of the film's makers."""
    if _GROUP.fullmatch(text.text):
        return reader.entity(text, Kind.NOMINEE, anchored=False)
    links = text.of("link")
    name = text.cut(links[-1].begin, links[-1].end) if links and links[-1].end == len(text) else text
    if not _WHO.fullmatch(name.text) or not re.fullmatch(r"[a-z -]*", text.text[: len(text) - len(name)]):
        return None
    entity = reader.entity(name, Kind.NOMINEE)
    return full_person(reader, entity) if entity is not None else None


_BY_BODY = re.compile(
    r"\s(?:also\s+)?nominated\s+(?P<whom>[^,.;()]{1,80}?)\s+(?:in|for)\s+(?:\w+\s+){1,2}(?:categor(?:y|ies)|awards?)"
    r"\s*(?:(?P<open>\()|[:,—–-])\s*"
)


def _by_body(reader: Reader, text: Rich, context: Context, story: Story) -> Iterator[Told]:
    """`The [[Swan Academy]] nominated the film in three categories: …`: the body is the subject."""
    match = _BY_BODY.search(text.text) if "nominated" in text.text else None
    body = linked_body(reader, text.cut(0, match.start())) if match else None
    if match is None or body is None or not text.text[: match.start()].endswith(body.name):
        return
    close = text.text.find(")", match.end()) if match["open"] else -1
    listed = text.cut(match.end(), close if close > 0 else len(text))
    whom = text.cut(*match.span("whom"))
    subject: tuple[Entity, ...] = ()
    if reader.is_film(whom):
        subject = (reader.film(whom.text),)
    elif whom.text[:1].isupper() and not whom.of("italic"):
        subject = tuple(full_person(reader, e) for e in nominees(reader, [whom]))
    elif whom.text not in ("it", "the film", "the movie", "the picture"):
        return
    found = read_prizes(reader, listed, 0, len(listed))
    givers = Givers(body, True, context.award, story.body)
    stated = Result.NOMINATED, "nominated", match.start()
    for told in _nominations(reader, text, stated, found, subject, givers, context, story):
        yield told._replace(begin=match.end() + told.begin, end=match.end() + told.end)


def _carried(between: Rich) -> bool:
    """Whether nothing but a number of nominations stands between two verbs: both have the same subject."""
    text = between.text
    for link in reversed(between.of("link")):
        if BODY.search(link.value):
            text = text[: link.begin] + text[link.end :]
    return not re.search(r"\w{4}", _CARRIED.sub("", text))


def _nominations(
    reader: Reader,
    text: Rich,
    stated: tuple[Result, str, int],
    found: Found,
    subject: tuple[Entity, ...],
    givers: Givers,
    context: Context,
    story: Story,
) -> Iterator[Told]:
    """stated: the result, the word that states it, and where its verb begins. Notes in the story whether a prize is
    missed since nobody can have given it."""
    result, word, verb = stated
    before: Entity | None = None
    mixed = any(prize.award is not None and (prize.award.link or prize.category) for prize in found.prizes)
    for prize in found.prizes:
        festival = None if mixed or _ONE_OF_MANY.match(text.text, prize.place[0]) else prize.body or found.there
        prize = of_festival(prize, festival) if festival is not None else prize
        award, category = prize.award, prize.category
        if prize.other_work:
            continue
        if award is None:
            likely = list(givers.of(prize, before))
            award = next(iter(likely), None)
            if category is not None and is_own_prize(category):
                award = next((giver for giver in likely if same_body(category, giver)), None)
                if award is None:
                    award, category = replace(category, kind=Kind.AWARD), None
            if award is None and prize.apart is not None:
                award, category = prize.apart
            refused = award is None and (before is not None or any(givers.near(prize)) or names_giver(category))
            if refused and category is not None and stands_alone(category):
                award, category = replace(category, kind=Kind.AWARD), None
        elif award.link is None:
            # the sentence names the body in full: `At the 68th Academy Awards …`; `Academy Awards for A and B`
            named = award
            near = [other for other in givers.near(prize) if same_body(named, other)]
            near += [before] if before is not None and same_body(named, before, exact=True) else []
            award = next((other for other in near if other.link is not None), next(iter(near), award))
        if award is None:
            story.missed = True
            continue
        before = award if category is not None else prize.body or before
        outcome = Result.NOMINATED if prize.nominated else result
        people = people_of(reader, prize.names) if prize.names else subject
        if prize.songs and all(each.kind is Kind.WORK for each in people):
            people = _songs(reader, prize) or people
        nomination = Nomination(
            award=award,
            result=outcome,
            result_text=word if outcome is result else "nominated",
            origin=reader.origin(whole(reader, text)),
            category=category,
            nominees=people,
            year=prize.year or year_of(award) or context.year,
            ceremony=is_ceremony(award),
        )
        yield Told(nomination, verb, *prize.place)
