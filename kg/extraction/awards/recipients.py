"""Who a part of a list item says to have got the category before it: `Best Actor to Jane Doe`.

Source: the wording of award lists in film articles, most of all of Indian films.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.awards.naming import names_category
from kg.extraction.awards.phrases import PRIZE
from kg.extraction.awards.segments import Segment
from kg.extraction.awards.wording import is_category_part, is_mentioned, is_person_like
from kg.extraction.reader import Reader
from kg.wikitext.rich import Rich

_JOINT = re.compile(
    r"\s+(?:(?:awarded |given |presented )?(?P<to>to)|for(?: the songs?)?)\s+(?=[A-Z\"“])|\s+(?P<bare>(?=[\"“]))"
)
_BEST = re.compile(r"\b(?:Best|Outstanding|Favou?rite|Worst)\b")
_OPEN = re.compile(r"\b(?:Contributions?|Services?|Dedication|Tribute|Homage|Commitment)$", re.IGNORECASE)
"""What goes on with `to` and is a category's name still."""
_PERSON = re.compile(
    r"\b(?:Actor|Actress|Director|Singer|Lyricist|Composer|Comedian|Villain|Writer|Editor|Producer|Artist|Choreographer"
    r"|Cinematographer|Newcomer|Award)$"
)
"""What a category ends with that is given to a person."""
_SUNG = re.compile(r"\b(?:Song|Lyric|Singer|Music|Playback|Number|Score)", re.IGNORECASE)
_REST = re.compile(r",|\s+(?:for|as|in|at|from)\s")
_QUOTE = re.compile(r"[\"“][^\"“”]+[\"”]")


def with_recipients(reader: Reader, whole: Rich, parts: Sequence[Segment]) -> Sequence[Segment]:
    """The parts of an item, `whole`, with each recipient that a category names with `to` or `for` as its own part."""
    out: list[Segment] = []
    for part in parts:
        given = None if part.bracket else _given_to(reader, part.text, goes_on=bool(out))
        if given is None:
            out.append(part)
            continue
        category, recipient = given
        end = whole.text.index(category.text, part.begin) + len(category)
        out.append(replace(part, text=category, end=end))
        if recipient:
            out.append(replace(part, text=recipient, begin=end, recipient=True))
    return out


def _given_to(reader: Reader, text: Rich, *, goes_on: bool) -> tuple[Rich, Rich] | None:
    """(the category, who or what got it) of a text that names both with `to`, `for` or quotes between; the latter is
    empty where that is the film. None for any other text. `goes_on`: something stands before it."""
    body = text.text
    if not (" to " in body or " for " in body or '"' in body or "“" in body):
        return None
    for joint in _JOINT.finditer(body):
        left, right = text.cut(0, joint.start()), text.cut(joint.end(), len(text))
        if not left or text.linked(*joint.span()):
            continue
        linked = any(m.end == len(left) and names_category(m.value) for m in left.of("link"))
        best = linked or _BEST.search(left.text) is not None or (goes_on and is_category_part(left))
        if _QUOTE.match(right.text):
            if best and _is_song(left, right, bare=joint["bare"] is not None):
                return left, right
        elif joint["to"] and (best or PRIZE.search(left.text)) and not _OPEN.search(left.text):
            head = _head(right)
            if is_person_like(head) or is_mentioned(reader, head):
                return left, right
        elif not joint["to"] and best:
            head = _head(right)
            if reader.is_film(head):
                return left, right.cut(0, 0)
            sure = linked or _PERSON.search(left.text) is not None
            if not head.of("italic") and _is_recipient(reader, head, sure=sure):
                return left, right
    return None


def _head(text: Rich) -> Rich:
    """The first name of what follows `to`."""
    rest = next((m for m in _REST.finditer(text.text) if not text.linked(*m.span())), None)
    return text.cut(0, rest.start()) if rest else text


def _is_song(category: Rich, quoted: Rich, *, bare: bool) -> bool:
    """Whether quotes after a category hold what it was given for; `bare`: nothing stands between the two."""
    if not bare:
        return True
    return _QUOTE.fullmatch(quoted.text) is not None and _SUNG.search(category.text) is not None


def _is_recipient(reader: Reader, name: Rich, *, sure: bool) -> bool:
    """Whether what follows `for` is a person: `Best Film for Young Eyes` is a category. `sure`: the category before it
    is complete."""
    known = sure or bool(name.of("link")) or reader.anchors.page(name.text) is not None
    return known and is_person_like(name)
