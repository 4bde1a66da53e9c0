"""Labels before some of the people who share a role: `[[Jane Doe]]<br>Young: [[Ann Poe]]`.

They tell what the brackets behind a name tell elsewhere: an age, a language, what somebody lends to the role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.cast.people import NAMES_JOINT
from kg.extraction.cast.remarks import in_brackets, is_note
from kg.wikitext.rich import EMPTY, Rich, join

_LABEL = re.compile(r"(?:^|(?<=[\n,;]))[ \t]*(?P<label>[^\W\d_][\w '’/&-]{2,40}):[ \t]*")
_AGED = re.compile(
    r"(?:(?:as )?an? |the )?(?:young|old|teenage|adult|child|baby|middle[ -]aged|elderly)\b.{0,30}", re.IGNORECASE
)


def without_labels(text: Rich) -> Rich:
    """The text with each label that is known put in brackets behind the names it stands before, which end with their
    line or with the next label: `[[X]], [[Y]] (Young)`."""
    if ":" not in text.text:
        return text
    found = [m for m in _LABEL.finditer(text.text) if _is_known(m["label"]) and not text.linked(*m.span("label"))]
    return join(_parts(text, found), ", ") if found else text


def _is_known(label: str) -> bool:
    return is_note(label) or _AGED.fullmatch(label) is not None


def _parts(text: Rich, labels: list[re.Match[str]]) -> Iterator[Rich]:
    yield text.cut(0, labels[0].start()).strip(",;")
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        told = text.cut(label.end(), end).strip(",;")
        line = told.text.find("\n")
        first = told if line < 0 else told.cut(0, line)
        bracket = in_brackets(text, *label.span("label"))
        for name in first.split(NAMES_JOINT):
            yield join((name, bracket), " ")
        yield told.cut(line, len(told)) if line >= 0 else EMPTY
