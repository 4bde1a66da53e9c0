"""How the items of a list are written, where one of them alone does not show it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.soundtrack.credits import names_guests
from kg.extraction.soundtrack.entries import Entry, parted
from kg.extraction.soundtrack.phrases import tells_performers, tells_writers
from kg.extraction.soundtrack.titles import (
    Titled,
    are_full_names,
    are_linked,
    is_remark,
    names_in,
    split_remarks,
    without_year,
)
from kg.wikitext.rich import EMPTY, Rich

_DASH = re.compile(r"\s+[-–—―]{1,3}\s*|\s*:\s+")
_BAND = re.compile(r"\((?:band|group|duo|trio|musical group)\)$")


def performer_first(entries: list[Entry]) -> list[Entry]:
    """The entries, those that read `Jane Doe – ''Title''` turned round, where most name the performer first. Without a
    song in quotes among them, works in italics may stand behind their composers (MOS:TITLE)."""
    turned = [_turned(entry) for entry in entries]
    if not any(entry.before for entry in entries):
        turned = [replace(entry, unclear=True) if entry else None for entry in turned]
    pairs = list(zip(entries, turned, strict=True))
    first = [entry for entry, new in pairs if entry.before or (new is not None and new.before.covered("link"))]
    return [new or entry for entry, new in pairs] if len(first) >= max(2, 0.6 * len(entries)) else entries


def _turned(entry: Entry) -> Entry | None:
    """The entry with what stands before a dash as the performer, where only what stands behind it is in italics."""
    if entry.read.quoted or entry.before or not entry.text.of("italic"):
        return None
    match = _DASH.search(entry.text.text)
    if match is None or not match.start():
        return None
    before, title = entry.text.cut(0, match.start()), entry.text.cut(match.end(), len(entry.text))
    marked = title.covered("italic") is not None and title.text[:1].isupper()
    if not marked or before.of("italic") or not before.text[:1].isalpha():
        return None
    return replace(entry, read=Titled(title, EMPTY, True), before=before)


def brackets_perform(entries: list[Entry]) -> bool:
    """Whether the brackets behind the titles may name who performs, though writers stand there by the style guide: a
    group is named, or whose song it is by its page, and never several names; or somebody's guest is, and never several
    names but as acts are joined, `[[Jane Doe]]/[[The Fern]]`."""
    shown = several = guests = listed = False
    for entry in entries:
        bracket = next(iter(split_remarks(entry.read.rest)[0]), EMPTY) if entry.read.quoted else EMPTY
        if not bracket or is_remark(bracket):
            continue
        if names_guests(bracket):
            guests = True
            continue
        several = several or len(names_in(bracket)) > 1
        listed = listed or bool(set(",;") & set(bracket.text))
        page = next((link.value for link in entry.read.title.of("link")), "")
        link = bracket.covered("link")
        group = link is not None and (_BAND.search(link.value) is not None or bracket.text.startswith("The "))
        shown = shown or group or f"({bracket.text} song)" in page
    return not listed if guests else shown and not several


def by_writes(entries: list[Entry]) -> bool:
    """Whether a mere `by` names who wrote a song in one of the items, and so may in the others: beside titles in
    italics, of which it tells more often who wrote them."""
    italic = any(not entry.read.quoted and any(not m.begin for m in entry.text.of("italic")) for entry in entries)
    return italic and any(tells_writers(parted(entry).rest) for entry in entries)


def brackets_write(entries: list[Entry]) -> bool:
    """Whether a bracket behind a title holds linked full names alone and who performs is told behind it, which makes it
    the writers' in all items of that form: `"Song" ([[Jane Doe]]) by John Roe`. One of several names shows that they
    are no shows and places, and none links anything else."""
    linked = several = False
    for entry in entries:
        remarks, rest = split_remarks(entry.read.rest) if entry.read.quoted else ([], EMPTY)
        if not remarks or not tells_performers(rest):
            continue
        bracket = without_year(remarks[0])[0]
        if is_remark(bracket):
            continue
        if are_linked(bracket):
            if not are_full_names(bracket):
                return False
            linked = True
        several = several or (len(names_in(bracket)) > 1 and are_full_names(bracket))
    return linked and several


def brackets_except(entries: list[Entry]) -> bool | None:
    """Whether so few items have names in a bracket behind the title (see bracket_names) that these may be exceptions to
    what is said of all songs. None where none of them shows people: places and titles may be written so, too."""
    named = [names for entry in entries if (names := bracket_names(entry))]
    if 2 * len(named) >= len(entries):
        return False
    return any(are_linked(names) or len(names_in(names)) > 1 for names in named) or None


def bracket_names(entry: Entry) -> Rich:
    """The bracket behind a title that holds nothing but names, or what is written so; else nothing."""
    bracket = next(iter(split_remarks(parted(entry).rest)[0]), EMPTY)
    named = bracket and not is_remark(bracket) and (are_linked(bracket) or are_full_names(bracket))
    return bracket if named else EMPTY
