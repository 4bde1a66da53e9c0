"""Names of bodies in sentences: who gives a prize, up to where it ends and somebody else is named.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.awards.names.naming import BODY, SUPERLATIVE, award_entity
from kg.extraction.awards.names.phrases import EDITION, NAME_WORD, phrase
from kg.extraction.reader import Reader
from kg.model import Entity
from kg.wikitext.rich import Rich


def body_at(reader: Reader, text: Rich, begin: int, *, anything: bool = False) -> tuple[int, Entity | None]:
    """The body, festival or ceremony whose name begins there; `anything`: whatever it is called."""
    end = _body_end(text, begin)
    part = text.cut(begin, end)
    links = part.of("link")
    if not part or not (anything or BODY.search(part.text) or any(BODY.search(m.value) for m in links)):
        return begin, None
    if SUPERLATIVE.match(part.text):
        return begin, None
    return end, award_entity(reader, part)


def _body_end(text: Rich, begin: int) -> int:
    """Where the name of a body ends: before `for`, and with a link that holds all of it: `[[Swan Awards]] Jane Doe`."""
    end = phrase(text, begin)
    inner = text.text.find(" for ", begin, end)
    end = inner if inner > 0 and not text.linked(inner, inner + 5) else end
    link = next((m for m in text.of("link") if begin < m.end < end), None)
    whole = link is not None and _WHOLE_BODY.search(text.text, begin, link.end) is not None
    if link is None or not whole or not text.text[link.end :].startswith(" ") or not text.text[link.end + 1].isupper():
        return end
    return end if BODY.search(text.text, link.end, end) else link.end


_WHOLE_BODY = re.compile(r"\b(?:Awards|Festival|Society|Circle|Guild|Association|Critics)$")
"""A name of a body that has ended."""


_RUNS_ON = re.compile(rf"\b(?:Awards|Festival) (?P<more>{NAME_WORD}(?: {NAME_WORD}){{0,3}})$")


def runs_on(name: Rich) -> bool:
    """Whether somebody may be named at the end of what looks like the name of a body, right before a verb: `At the Swan
    Awards Jane Doe won …`."""
    more = _RUNS_ON.search(name.text)
    return (
        more is not None
        and not name.linked(more.start("more") - 1, more.start("more") + 1)
        and not BODY.search(more["more"])
    )


def body_in(reader: Reader, text: Rich) -> Entity | None:
    """The first body of those that a text names behind `at the`, `by the` or `from the`."""
    for match in _GIVEN_AT.finditer(text.text):
        end, body = body_at(reader, text, match.end())
        if body is not None and BODY.search(text.text, match.end(), end):
            return body
    return None


_GIVEN_AT = re.compile(r"\b(?:at|by|from)\s+the\s+(?=[A-Z\d])")


def linked_body(reader: Reader, before: Rich) -> Entity | None:
    """The body linked last before `nominations`: `led the 77th Academy Awards with four nominations`."""
    return next(linked_bodies(reader, before), None)


def linked_bodies(reader: Reader, text: Rich) -> Iterator[Entity]:
    """The bodies linked in a text, the last one first, each with what tells which of its ceremonies is meant: `at the
    2010 [[Swan Awards]]`."""
    for link in reversed(text.of("link")):
        if BODY.search(link.value):
            edition = _EDITION_BEFORE.search(text.text, max(0, link.begin - _MAX_EDITION), link.begin)
            body = award_entity(reader, text.cut(edition.start() if edition else link.begin, link.end))
            if body is not None:
                yield body


_EDITION_BEFORE = re.compile(rf"(?<=\bthe ){EDITION} $")
_MAX_EDITION = 20
