"""Authors told beside the title of a work without `by`."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.basis.words import NO_WORK, QUOTED, is_work, may_be_person, reads_as_person
from kg.extraction.reader import Reader
from kg.model import Entity, Kind, Span
from kg.wikitext.rich import EMPTY, Mark, Rich

_BEHIND_OWNER = re.compile(r"['’]s?\s+|\s*[:,–—]\s+|\s+-\s+|\s+(?=[a-z\d])")
"""What stands between an author and the title, or the kind, of the work: `[[Jane Doe]]'s ''Fern''`."""
_BEFORE_OWNER = re.compile(r"\s*\(|\s*[,–—]\s*|\s+-\s+")


_COLLECTION = re.compile(
    r"\b(?:Bible|Testament|Mythology|Tales|Press|Books|House|Publishing|Magazine|Weekly|Jump|Ballet|Opera)$"
)
"""What collections, those who publish and those who perform are called, and some persons."""


_PLAIN_OWNER = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|du)){1,3}?)['’]s\s+(?=\S)")
"""An author without a link: `Jane Doe's ''Fern''`."""


class Owned(NamedTuple):
    """A line without what is linked beside the title without `by`."""

    text: Rich
    owners: tuple[Entity, ...] = ()
    """The author, where his name shows that he is."""
    doubtful: Span | None = None
    """Where a link stands that may be to the author, a character or a series: `the [[John Roe]] novel ''Fern''`."""


def owned(reader: Reader, text: Rich) -> Owned:
    """A line, and the author linked beside the title without `by`: `[[Jane Doe]]'s novel ''Fern''`,
    `''Fern'' ([[Jane Doe]])`."""
    plain = _PLAIN_OWNER.match(text.text) if "'s " in text.text or "’s " in text.text else None
    if plain is not None and not text.linked(*plain.span()) and reads_as_person(plain["name"]):
        rest = text.cut(plain.end(), len(text))
        owner = reader.entity(text.cut(*plain.span("name")), Kind.PERSON)
        if owner is not None and _names_title(rest, kind=True, link=True):
            return Owned(rest, (owner,))
    links = [mark for mark in text.of("link") if not _is_in(mark, text.of("italic"))]
    if not links:
        return Owned(text)
    first, last = links[0], links[-1]
    if first.begin in (0, len("the ")) and text.text[: first.begin].casefold() in ("", "the "):
        joint = _BEHIND_OWNER.match(text.text, first.end)
        rest = text.cut(joint.end(), len(text)) if joint else EMPTY
        possessive = joint is not None and joint[0][0] in "'’"
        if joint and _names_title(rest, kind=possessive or not joint[0].strip(), link=possessive):
            owner = reader.entity(text.cut(first.begin, first.end), Kind.PERSON)
            if owner and not is_work(owner) and possessive:
                return Owned(rest, (owner,))
            if owner and not is_work(owner) and may_be_person(owner):
                return Owned(rest, (), text.cut(first.begin, first.end).span)
    before = text.text[: last.begin]
    if text.text[last.end :] in ("", ")") and (titles := [m.end for m in text.of("italic")] + _quote_ends(text)):
        end = max([end for end in titles if end <= last.begin], default=0)
        joint = _BEFORE_OWNER.fullmatch(before, end) if end else None
        if joint and ("(" in joint[0]) == (text.text[last.end :] == ")"):
            owner = reader.entity(text.cut(last.begin, last.end), Kind.PERSON)
            if owner and may_be_person(owner) and not is_work(owner) and not NO_WORK.fullmatch(owner.name):
                if _COLLECTION.search(owner.name):
                    return Owned(text.cut(0, end), (), text.cut(last.begin, last.end).span)
                return Owned(text.cut(0, end), (owner,))
    return Owned(text)


def _names_title(text: Rich, *, kind: bool, link: bool) -> bool:
    """Whether a text begins with a title, which (`kind`) its kind may stand before; a link may be one if `link`."""
    marks = [mark.begin for mark in text.marks if mark.kind == "italic" or (link and mark.kind == "link")]
    begin = min([*marks, *[m.start() for m in QUOTED.finditer(text.text)]], default=None)
    if begin is None:
        return False
    return not begin or (kind and NO_WORK.fullmatch(text.text[:begin].strip()) is not None)


def _quote_ends(text: Rich) -> list[int]:
    return [match.end() for match in QUOTED.finditer(text.text)]


def _is_in(mark: Mark, others: tuple[Mark, ...]) -> bool:
    return any(other.begin <= mark.begin and mark.end <= other.end for other in others)
