"""Who a part of a list item says to have got the category before it: `Best Actor to Jane Doe`.

Source: the wording of award lists in film articles, most of all of Indian films.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from kg.extraction.awards.lists.parts import LED, Read
from kg.extraction.awards.lists.segments import Segment
from kg.extraction.awards.names.cellnames import AND, NAME, QUOTED
from kg.extraction.awards.names.jobs import DONE_BY, LYRICS_BY, OF_MUSIC, OF_SINGERS, PEOPLE, SONG_BY, is_job
from kg.extraction.awards.names.known import is_known_person, is_mentioned, is_written_small
from kg.extraction.awards.names.naming import BEST, BODY, names_category
from kg.extraction.awards.names.phrases import PRIZE
from kg.extraction.awards.names.prizekinds import PRIZE_WORD, is_named_prize
from kg.extraction.awards.names.wording import WORD, is_category_part, is_person_like
from kg.extraction.namewords import PARTICLE
from kg.extraction.reader import Reader
from kg.wikitext.rich import Rich

_JOINT = re.compile(
    r"\s+(?:(?P<given>awarded |given |presented )?(?P<to>to)|(?P<by>(?:was |were )?(?:won|bagged|received) by)"
    r"|for(?: the songs?)?)\s+(?=[A-Z\"“])|\s+(?P<bare>(?=[\"“]))"
)
_MOST = 8
"""Joints of a text that are looked at: real ones have three."""
_OPEN = re.compile(r"\b(?:Contributions?|Services?|Dedication|Tribute|Homage|Commitment)$", re.IGNORECASE)
"""What goes on with `to` and is a category's name still."""
_COMPLETE = re.compile(rf"\b{PRIZE_WORD}$")
"""What nothing follows in a category's name."""
_REST = re.compile(r",|\s+(?:for|as|in|at|from)\s")
_LONGEST = 80
"""Characters of a name."""


def with_recipients(reader: Reader, whole: Rich, parts: Sequence[Segment]) -> Sequence[Segment]:
    """The parts of an item, `whole`, with each recipient that a category names with `to` or `for` as its own part."""
    out: list[Segment] = []
    for index, part in enumerate(parts):
        given = None if part.bracket else _given_to(reader, part.text, goes_on=bool(out))
        after = parts[index + 1] if index + 1 < len(parts) else None
        if given is None or (after is not None and _names_other(reader, whole, given[1], after)):
            out.append(part)
            continue
        category, recipient = given
        end = whole.text.index(category.text, part.begin) + len(category)
        out.append(replace(part, text=category, end=end))
        what_for = _AS_BEST.search(recipient.text)
        if what_for is not None and BEST.search(category.text) is None:
            out.append(replace(part, text=recipient.cut(what_for.end(), len(recipient)), begin=end))
            recipient = recipient.cut(0, what_for.start())
        if recipient:
            out.append(replace(part, text=recipient, begin=end, recipient=True))
    return out


def _given_to(reader: Reader, text: Rich, *, goes_on: bool) -> tuple[Rich, Rich] | None:
    """(the category, who or what got it) of a text that names both with `to`, `for` or quotes between; the latter is
    empty where that is the film. None for any other text. `goes_on`: something stands before it."""
    body = text.text
    linked_last = _linked_last(text)
    if linked_last is not None:
        return linked_last
    if not (" to " in body or " for " in body or " by " in body or '"' in body or "“" in body):
        return None
    for joint in islice(_JOINT.finditer(body), _MOST):
        left, right = text.cut(0, joint.start()), text.cut(joint.end(), len(text))
        if not left or text.linked(*joint.span()):
            continue
        linked = any(m.end == len(left) and names_category(m.value) for m in left.of("link"))
        best = (
            linked
            or BEST.search(left.text) is not None
            or (goes_on and is_category_part(left) and left.text[:4] != "for ")
        )
        if QUOTED.match(right.text):
            if best and _is_song(left, right, bare=joint["bare"] is not None):
                return left, right
        elif (joint["to"] or joint["by"]) and (best or _may_be_prize(left)) and not _OPEN.search(left.text):
            head = _head(right)
            sure = linked or bool(joint["given"] or joint["by"]) or _is_whole(left)
            named = is_person_like(head) or (joint["by"] and NAME.fullmatch(head.text))
            if (sure and named) or _is_known(reader, head):
                return left, right
        elif not joint["to"] and best:
            head = _head(right)
            if reader.is_film(head):
                return left, right.cut(0, 0)
            if not head.of("italic") and is_person_like(head) and _is_known(reader, head):
                return left, right
            if linked and PEOPLE.search(left.text) and _is_name_alone(reader, right):
                return left, right
        elif not joint["to"] and (_is_named_as(right) or (_is_prize(left) and _is_one_of_film(reader, right))):
            return left, right
    return None


def _may_be_prize(text: Rich) -> bool:
    return PRIZE.search(text.text) is not None or _is_whole(text)


def _is_named_as(text: Rich) -> bool:
    """Whether what stands behind `for` is who got a prize, and what for: `Jane Doe as Best Actress`."""
    return _AS_BEST.search(text.text) is not None and is_person_like(_head(text))


def _is_whole(prize: Rich) -> bool:
    """Whether what stands before `to` is all of a prize's name: `[[Fern]] to`, `Special mention to`."""
    return bool(_COMPLETE.search(prize.text) or _SPECIAL.search(prize.text) or prize.covered("link"))


_SPECIAL = re.compile(rf"\b(?:special|honou?rable|jury) {PRIZE_WORD}$", re.IGNORECASE)
_AS_BEST = re.compile(rf"\s(?:as|for) (?:the )?(?={BEST.pattern})")
"""Behind who got it: `Fern Award for Jane Doe as Best Actress`."""


def _linked_last(text: Rich) -> tuple[Rich, Rich] | None:
    """(category, who got it) of a text that ends with a link to a person, with nothing between: `Swan Award Best
    Director [[Jane Doe]]`."""
    links = text.of("link")
    if not links or links[-1].end < len(text) or text.text[links[-1].begin - 1 : links[-1].begin] != " ":
        return None
    left, right = text.cut(0, links[-1].begin), text.cut(links[-1].begin, len(text))
    best = BEST.search(left.text)
    if best is None or not left.text.rsplit(maxsplit=1)[-1][0].isupper() or right.of("italic"):
        return None  # `Best Actor in [[Moss]]`
    if not is_category_part(left.cut(best.end(), len(left))) or names_category(links[-1].value):
        return None
    named = " " in right.text and is_person_like(right) and not _SMALL.search(right.text)
    return (left, right) if named else None


_SMALL = re.compile(rf"(?:^| )(?!(?:{PARTICLE})\b)[a-z]|\d")
"""What no name of a person has: a word in small letters, or a number."""


def _head(text: Rich) -> Rich:
    """The first name of what follows `to`."""
    rest = next((m for m in _REST.finditer(text.text) if not text.linked(*m.span())), None)
    return text.cut(0, rest.start()) if rest else text


def _is_song(category: Rich, quoted: Rich, *, bare: bool) -> bool:
    """Whether quotes after a category hold what it was given for; `bare`: nothing stands between the two."""
    if not bare:
        return True
    return QUOTED.fullmatch(quoted.text) is not None and OF_MUSIC.search(category.text) is not None


def _is_known(reader: Reader, name: Rich) -> bool:
    """Whether one or more names are of people of whom the article tells elsewhere: what follows `for` or `to` may also
    end a category, `Best Actor for Comic Role`, `Best Newcomer to Watch Out For`."""
    return bool(name.of("link")) or all(_is_told_of(reader, part) for part in name.split(AND))


def _is_name_alone(reader: Reader, name: Rich) -> bool:
    """Whether what stands behind the link of a category of people and `for` is but a name, and of no role: what goes
    on with a category is linked as well."""
    if PEOPLE.search(name.text) or f"as {name.text}" in reader.document.text:  # `Best Actor for Comic Role`, `for Max`
        return False
    if NAME.fullmatch(name.text) is None or name.of("italic") or BODY.search(name.text) or BEST.search(name.text):
        return False
    return not is_category_part(name) and not any(is_written_small(reader, word) for word in name.text.split())


def _is_prize(text: Rich) -> bool:
    return _COMPLETE.search(text.text) is not None or is_named_prize(text.text)


def _is_one_of_film(reader: Reader, name: Rich) -> bool:
    """Whether all of a text behind a prize and `for` is the name of one or more persons of whom the article tells
    elsewhere, linked there or here: `Special Diploma for Jane Doe`, but not `Prize for Human Values`."""
    parts = name.split(AND)
    if name.of("italic") or not all(part.covered("link") or _page(reader, part) for part in parts):
        return False
    return all(is_known_person(reader, part) for part in parts)


def _is_told_of(reader: Reader, name: Rich) -> bool:
    if _page(reader, name):
        return True
    if len(name) > _LONGEST:
        return False
    words = [name.cut(*word.span()) for word in WORD.finditer(name.text)]
    return bool(words) and is_mentioned(reader, name) and not any(map(is_category_part, words))


def _page(reader: Reader, name: Rich) -> str | None:
    return reader.anchors.page(name.text)


def _names_other(reader: Reader, whole: Rich, given: Rich, after: Segment) -> bool:
    """Whether the recipient stands behind a category, so that what `given` holds is the end of its name: `Best Dancer
    for Green Moss – Jane Doe`."""
    head = _head(given)
    if not head or head.text[0] in '"“' or head.of("link") or _page(reader, head) or not is_person_like(after.text):
        return False
    return after.bracket or whole.text[: after.begin].rstrip().endswith(LED)


def tells_makers(read: Read, text: Rich) -> bool:
    """Whether a text tells who did what of a song: `Music: Jane Doe; Lyrics: John Roe`, `Jane Doe, music`; where it
    has `by`, only who made a song that got the prize, not who sang it or whose song the one who got it sang."""
    category = read.category.name if read.category is not None else ""
    if DONE_BY.match(text.text):
        done = [each[0] for each in DONE_BY.finditer(text.text)]
        if "yric" in category:
            return all(map(LYRICS_BY.match, done))
        of_song = OF_MUSIC.search(category) is not None and PEOPLE.search(category) is None
        return of_song and all(map(SONG_BY.match, done))
    parts = [part.text for part in text.split(_SEMICOLON)]
    labels = [part.partition(": ")[0] if ": " in part else part.rpartition(", ")[2] for part in parts]
    sung = any(map(OF_SINGERS.search, labels)) and OF_SINGERS.search(category) is None
    return not sung and all(map(is_job, labels))


_SEMICOLON = re.compile(r";\s*")
