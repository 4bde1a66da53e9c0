"""Labels before some of the people who share a role: `[[Jane Doe]]<br>Young: [[Ann Poe]]`.

They tell what the brackets behind a name tell elsewhere: an age, a language, what somebody lends to the role. Whom any
other label stands before may be no actor, `Inspired by: [[X]]`, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extraction.cast.people import CREW, NAMES_JOINT, is_name
from kg.extraction.cast.remarks import AGE, GIVES, LANGUAGE, NOTE, in_brackets, is_note
from kg.extraction.cast.rolenames import without_stop
from kg.extraction.cast.studios import is_studio
from kg.wikitext.rich import Rich, join

_BEGINS = re.compile(r"^|[\n,;/]|\.(?=\s)")
_LABEL = re.compile(
    r"[ \t]{0,3}(?:(?:and|&)[ \t]{1,3})?(?P<label>[^\W_](?:[\w '’/&-]|\.(?=\S)){1,40}?)"
    r"(?:(?:[ \t]{1,3}by)?(?P<colon>:)(?!\d)[ \t]{0,3}|[ \t]{1,3}by[ \t]{1,3}|[ \t]{1,3}[–—-][ \t]{1,3}|\n)"
)
_JOINT = re.compile(r":|\sby\s|\s[–—-]\s")
"""What is in every label but a word before a link."""
_BEFORE_LINK = re.compile(rf"[ \t]{{0,3}}(?P<label>{AGE.pattern}|{GIVES.pattern})[ \t]{{1,3}}", re.IGNORECASE)
"""The one word that may stand before a linked name without more: `Young [[X]]`."""
_AGED = re.compile(
    r"(?:(?:as )?an? |the )?(?:young|old|teenage|adult|child|baby|middle[ -]aged|elderly)\b.{0,30}", re.IGNORECASE
)
_ORIGINAL = re.compile(r"original(?: (?:voice|actor|actress|cast))?", re.IGNORECASE)
_SHARED = re.compile(
    r"(?:(?:singing |speaking )?voices?(?: (?:actor|actress|artist|performer|over|dubbed|double))?|singing|speaking"
    r"|motion[- ]capture|mo-?cap|puppet(?:eer|ry)?|stand-in|body double|dub(?:bed|bing))(?: (?:actor|performer))?",
    re.IGNORECASE,
)
"""What somebody does for a role that another one plays, too (see also GIVES)."""
_NO_LABEL = re.compile(
    r"\b(?:credited|billed|as|songs?|numbers?|item|episodes?|scenes?|releases?|footage)\b", re.IGNORECASE
)
"""Words before another name of the same person, or before a work."""
_FULL_NAME = re.compile(r"(?!(?:The|An?|His|Her|Their) )[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*){1,3}")
_BRACKET = re.compile(r"\([^()]{3,200}\)")
_BEHIND = re.compile(r"(?:[ \t]{1,3}[–—-]|:)[ \t]{1,3}(?P<told>[^\n,;/()]{2,60})(?=[\n,;]|$)")
"""What is told of a linked name behind a dash or a colon: `[[X]] – English`."""
_AROUND = ",;/"


class _Label(NamedTuple):
    """Where a label begins, its words and the people behind it; `known`: whether it tells how they take part, not so
    that of work behind the camera."""

    begin: int
    words: tuple[int, int]
    people: int
    known: bool


def with_labels(text: Rich) -> tuple[Rich, bool]:
    """(the text with each label that is known put in brackets behind the names it stands before, which end with their
    line or with the next label, `[[X]], [[Y]] (Young)`; whether people behind other labels are left out)."""
    links = text.of("link")
    if _JOINT.search(text.text) is None and (not links or links[0].begin == 0 == links[-1].begin):
        return text, False  # most are
    text, told = _with_told(text) if links else (text, False)
    text = _opened(text)
    labels = _labels(text)
    if not labels:
        return text, told
    unknown = (text.text[slice(*label.words)] for label in labels if not label.known)
    return join(_parts(text, labels), ", "), told or not all(map(CREW.fullmatch, unknown))


def beside_role(role: Rich, *, versions: bool = False) -> tuple[Rich, Rich] | None:
    """(the role, the further people who share it with their labels), of `Anna; young: [[X]]`, `Anna (singing: [[X]])`;
    None for any other text. `versions`: also of `Anna (English: [[X]])`, where no actor stands before the role: else
    the name of the role in that language may follow."""
    if ":" not in role.text:
        return None
    opened = _opened(role)
    labels = _labels(opened)
    words = [opened.text[slice(*label.words)] for label in labels]
    shared = all(_is_shared(told) or (versions and _is_of_version(told)) for told in words)
    if not labels or not labels[0].begin or not (shared and all(label.known for label in labels)):
        return None
    ends = [_line_end(opened, label, labels[index + 1 :]) for index, label in enumerate(labels)]
    people = [opened.cut(label.people, end) for label, end in zip(labels, ends, strict=True)]
    if not all(_is_person(name) for names in people for name in names.strip(_AROUND).split(NAMES_JOINT)):
        return None
    told = [opened.cut(label.begin, end).strip(_AROUND) for label, end in zip(labels, ends, strict=True)]
    return opened.cut(0, labels[0].begin).strip(_AROUND), join(told, "\n")


def is_label(words: str) -> bool:
    """Whether words tell how somebody takes part, or in which version."""
    words = words.strip()
    return _is_shared(words) or _is_of_version(words) or (is_note(words) and _NO_LABEL.search(words) is None)


def _is_shared(words: str) -> bool:
    """Whether words tell what somebody gives to a role, or at which age of it."""
    return any(pattern.fullmatch(words) for pattern in (AGE, GIVES, _AGED, _SHARED))


def _is_of_version(words: str) -> bool:
    """Whether words tell in which version of the film somebody takes part."""
    of_language = LANGUAGE.search(words) is not None and is_note(words)
    return of_language or is_studio(words) or _ORIGINAL.fullmatch(words) is not None


def _is_person(name: Rich) -> bool:
    return " " in name.text and is_name(name)


def _with_told(text: Rich) -> tuple[Rich, bool]:
    """The text with what a dash sets apart behind linked names in brackets, where it is known, else without it; and
    whether that may be somebody."""
    unread = False
    for link in reversed(text.of("link")):
        match = _BEHIND.match(text.text, link.end)
        if match is None or text.linked(*match.span()):
            continue
        known = is_label(match["told"])
        unread = unread or not (known or _FULL_NAME.fullmatch(match["told"]) is None)
        before = text.cut(0, match.start())
        if known:
            before = join((before, in_brackets(text, *match.span("told"))))
        text = join((before, text.cut(match.end(), len(text))), text.text[match.end() : match.end() + 1])
    return text, unread


def _opened(text: Rich) -> Rich:
    """The text without the brackets that hold a label and people, which a comma sets apart then."""
    for match in reversed(list(_BRACKET.finditer(text.text))) if "(" in text.text else ():
        begin, end = match.span()
        held = text.cut(begin + 1, end - 1)
        label = None if text.linked(begin, begin + 1) else _label(held, 0)
        if label is not None and _may_hold(held, label):
            parts = text.cut(0, begin), held, text.cut(end, len(text))
            text = join((part.strip(_AROUND) for part in parts), ", ")
    return text


def _may_hold(held: Rich, label: _Label) -> bool:
    """Whether a full name stands behind the label in a bracket, and none of the same person in another language."""
    words = held.text[slice(*label.words)]
    name = held.cut(label.people, len(held)).strip(_AROUND).split(NAMES_JOINT)[0]
    linked = bool(name.of("link")) and name.of("link")[0].begin == 0
    return " " in name.text and (linked or _is_shared(words)) and _NO_LABEL.search(words) is None


def _labels(text: Rich) -> list[_Label]:
    """The labels of a text in their order."""
    begins = {match.end() for match in _BEGINS.finditer(text.text)} | {link.end for link in text.of("link")}
    found: list[_Label] = []
    for begin in sorted(begins):
        if not found or begin >= found[-1].people:
            label = _label(text, begin)
            found += [label] if label else []
    return found


def _label(text: Rich, begin: int) -> _Label | None:
    """The label that begins at a place, before a name; of others than those known, before a linked one."""
    link = next((link for link in text.of("link") if link.begin > begin), None)
    word = _BEFORE_LINK.match(text.text, begin) if link else None
    if word and link and word.end() == link.begin:
        return _Label(begin, word.span("label"), word.end(), known=True)
    match = _LABEL.match(text.text, begin)
    if match is None or match.end() == len(text) or (begin == 0 and CREW.fullmatch(match["label"])):
        return None
    words = match.span("label")
    over = [link for link in text.of("link") if link.begin < words[1] and words[0] < link.end]
    before = any(link.begin == match.end() for link in text.of("link"))
    told = is_note(match["label"]) and all((link.begin, link.end) == words for link in over)
    stated = is_label if begin == 0 or text.text[begin - 1] == "\n" else _is_shared_or_of_version
    known = stated(match["label"]) and (told or not over)
    if text.text[match.end() - 1] == "\n":
        known = known and before and _is_line(match["label"])
    if known and (before or text.text[match.end()].isupper()) and (match["colon"] or _is_only_note(match["label"])):
        return _Label(begin, words, match.end(), known=True)
    if match["colon"] and before and not over:
        return _Label(begin, words, match.end(), known=False)
    return None


def _is_shared_or_of_version(words: str) -> bool:
    return _is_shared(words) or _is_of_version(words)


def _is_only_note(words: str) -> bool:
    """Whether words are nothing but a label: without a colon behind them others may begin a name."""
    return not NOTE.sub("", words).strip() or any(pattern.fullmatch(words) for pattern in (AGE, GIVES, _AGED))


def _is_line(words: str) -> bool:
    """Whether words are a label on a line of their own: what may be called otherwise is none, `Young Anna`."""
    return any(pattern.fullmatch(words) for pattern in (AGE, GIVES, _SHARED))


def _line_end(text: Rich, label: _Label, further: list[_Label]) -> int:
    """Where the people behind a label end: with their line or with the next label."""
    end = further[0].begin if further else len(text)
    line = text.text.find("\n", label.people, end)
    return end if line < 0 else line


def _parts(text: Rich, labels: list[_Label]) -> Iterator[Rich]:
    yield without_stop(text.cut(0, labels[0].begin).strip(_AROUND))
    for index, label in enumerate(labels):
        end = labels[index + 1].begin if index + 1 < len(labels) else len(text)
        line = _line_end(text, label, labels[index + 1 :])
        bracket = in_brackets(text, *label.words)
        for name in text.cut(label.people, line).strip(_AROUND).split(NAMES_JOINT) if label.known else ():
            yield join((without_stop(name), bracket), " ")
        yield text.cut(line, end).strip(_AROUND)
