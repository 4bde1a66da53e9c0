"""Remarks beside names and roles: in brackets, in small print; and what stands outside of them.

Conventions of MOS:FILM, section "Cast": remarks such as "uncredited" or "voice" are about the entry.
"""

from __future__ import annotations

import re

from kg.extraction.surroundings import small_end
from kg.wikitext.places import places
from kg.wikitext.rich import Rich, join

NOTE = re.compile(
    r"\b(?:uncredited|unbilled|credited(?: as| only)?|voices?|voice-?over|cameo appearances?|cameos?|(?:special|guest"
    r"|friendly|brief|extended|item|song) (?:guest )?(?:appearances?|roles?|stars?|numbers?|songs?|cameo|participation)"
    r"|(?:special )?guest"
    r"|archiv(?:e|al|ed) (?:footage|recordings?|sound|film|materials?)|stock footage|deleted scenes?"
    r"|scenes? deleted|extended (?:cut|version)"
    r"|flashbacks?|unseen|off-?screen|photo(?:graph)?s? only|post-credits? scene|mid-credits? scene|(?:dual"
    r"|double|triple) roles?|in (?:the |a |an )?(?:song|item|episodes?)|debut|introducing|child artist"
    r"|motion[- ]capture|mo-?cap|singing voice|singing|speaking|puppet(?:eer|ry)|stand-in|body double"
    r"|releases?|versions?|dub(?:bed|bing)?|appearance)\b",
    re.IGNORECASE,
)
"""Remarks about an entry of the cast: how the actor takes part or is credited."""
_NOTE_FOLDED = re.compile(NOTE.pattern)
"""The same in small letters: many words are tried at each place, which costs a third without regard to case."""

AGE = re.compile(
    r"(?:as (?:an? |the )?)?(?:young(?:er)?|old(?:er)?|adult|child|kid|teen(?:ager?)?|elderly|baby|infant|aged? \d+"
    r"|\d+ years old)",
    re.IGNORECASE,
)
AGED = re.compile(
    r"(?:young(?:er)?|old(?:er)?|adult|child|kid|teen(?:age)?|little|baby|infant)\s+(?=\S)", re.IGNORECASE
)
"""Before the name of a role, at which age it is."""
GIVES = re.compile(
    r"(?:in[- ])?(?:suit|body|face|physical|live[ -]action|puppetry|dancing|vocals|stunt double|on[ -]set)"
    r"(?: (?:actor|actress|performer|performance))?",
    re.IGNORECASE,
)
"""What somebody gives to a role that another one plays or speaks."""
CREDITED_AS = re.compile(r"(?:credited |billed )?as\s+\S", re.IGNORECASE)
LANGUAGES = (
    "English|Japanese|Hindi|Tamil|Telugu|Malayalam|Kannada|Bengali|Marathi|Punjabi|Urdu|Gujarati|French|German"
    "|Italian|Spanish|Portuguese|Russian|Chinese|Mandarin|Cantonese|Korean|Thai|Filipino|Tagalog|Indonesian"
    "|Turkish|Arabic|Persian|Hebrew|Polish|Czech|Hungarian|Swedish|Norwegian|Danish|Finnish|Dutch|Greek|Brazilian"
    "|Latin American|Icelandic"
)
LANGUAGE = re.compile(rf"\b(?:{LANGUAGES})\b")
"""Languages a film is made or dubbed in."""
VERSION = r"(?:(?!the\s)[\w.-]+\s+){1,3}?(?:version|release|dub|cut)"
"""What a version of the film is called, after its article: `UK version`, `original English dub`."""

_VERSION = re.compile(
    rf"(?:(?:in|the|original) )*(?:{LANGUAGES})(?:(?:,| and|/| &) ?(?:{LANGUAGES}))*(?:[ -](?:dubs?|voices?"
    rf"|versions?|language|film))*"
)

ROLE_IN_BRACKETS = re.compile(
    r"(?:himself|herself|themselves|itself|self|(?:the )?narrat(?:or|ion))\b[^()]*", re.IGNORECASE
)


_OTHER_LETTERS = (
    r"\u0370-\u1cff\u2e80-\u2fdf\u3040-\u30ff\u3100-\u318f\u31a0-\ua71f\ua840-\uab2f\uab70-\ufaff\ufb1d-\ufdff"
)
_OTHER_SCRIPT = re.compile(f"[{_OTHER_LETTERS}]")
"""A letter that is not of the Latin script: a name written in its own language."""
_REPEATED = re.compile(
    rf"(?<=[A-Za-z\u00c0-\u024f.'’)])\s+[{_OTHER_LETTERS}]{{2}}[{_OTHER_LETTERS}\s·・]*(?=$|[,;/()\[\]\n]|(?:and|&)\s)"
)
"""A name once more in its own script, of two letters at least: a single one may be a part of it, `Agent Ω`."""


def has_note(folded: str) -> bool:
    """Whether any words of a text, in small letters, are a remark about the entry (see NOTE)."""
    return _NOTE_FOLDED.search(folded) is not None


def is_note(text: str) -> bool:
    """Whether a text in brackets is a remark about the entry, not about the role."""
    text = text.strip()
    whole = any(pattern.fullmatch(text) for pattern in (AGE, GIVES, _VERSION))
    return bool(whole or has_note(text.casefold()) or CREDITED_AS.match(text))


_BRACKET = re.compile(r"[()\[\]]")
_JOINT = re.compile(r"\s*(?:as|[-–—]|\.{2,}|…)(?:\s+|$)", re.IGNORECASE)
"""What sets an actor and a role apart, where it is in italics, alone or with the role: `[[Jane Doe]] ''as Anna''`."""
LONGEST_HELD = 120
"""Characters; in a longer link or text in italics all stand outside: it is no name."""
_QUOTED = re.compile(r"\"[^\"\n]{1,80}\"|“[^”\n]{1,80}”")


def outside(text: Rich) -> bytearray:
    """For each character 1 if it stands outside links, brackets, quotes and italics, else 0."""
    body = text.text
    free = bytearray(b"\1") * len(body)
    depth, opened = 0, -1
    for bracket in _BRACKET.finditer(body) if "(" in body or "[" in body else ():
        index = bracket.start()
        if body[index] in "([":
            opened = index if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                free[opened : index + 1] = bytes(index + 1 - opened)
    for match in _QUOTED.finditer(body) if '"' in body or "“" in body else ():
        free[match.start() : match.end()] = bytes(match.end() - match.start())
    for kind, begin, end, _ in text.marks:
        if kind == "italic" and (joint := _JOINT.match(body, begin, end)):
            begin = joint.end()
        if kind in ("link", "italic") and begin < end < begin + LONGEST_HELD:
            free[begin:end] = bytes(end - begin)
    return free


def outside_links(text: Rich) -> bytearray:
    """For each character 1 if it stands outside links, else 0."""
    free = bytearray(b"\1") * len(text)
    for kind, begin, end, _ in text.marks:
        if kind == "link":
            free[begin:end] = bytes(end - begin)
    return free


def find(pattern: re.Pattern[str], text: Rich, free: bytearray, start: int = 0) -> re.Match[str] | None:
    """The first match from `start` on whose characters are all free (see `outside`)."""
    match = pattern.search(text.text, start)
    if match is None or is_free(match, free):
        return match
    return next((match for match in pattern.finditer(text.text, start) if is_free(match, free)), None)


def is_free(match: re.Match[str], free: bytearray) -> bool:
    """Whether all characters of a match are free (see `outside`); of an empty one, that at which it stands."""
    begin, end = match.span()
    return begin < len(free) and free.find(0, begin, max(end, begin + 1)) < 0


_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


def romanized(text: Rich) -> Rich:
    """The text without the names that are repeated in their own script behind themselves: `Lau Kin-ming 劉建明`."""
    if text.text.isascii():
        return text
    for match in reversed(list(_REPEATED.finditer(text.text))):
        begin, end = match.start(), match.start() + len(match[0].rstrip())
        if _is_whole(text.text[max(0, begin - LONGEST_HELD) : begin], match[0]) and not text.linked(begin, end):
            text = text.only([(0, begin), (end, len(text))], text.text[:begin] + text.text[end:])
    return text


def _is_whole(before: str, repeated: str) -> bool:
    """Whether what stands before a name in its own script may be all of it: one word only of scripts that write names
    without spaces; else it may be a part of the name, `Agent αβ`."""
    words = len(_NAME_BEGINS.split(before.rstrip(" )"))[-1].split())
    return words >= len(repeated.split()) and (words > 1 or repeated.strip()[0] >= _UNSPACED)


_NAME_BEGINS = re.compile(r"[,;/()\[\]\n]|\b(?:and|as)\s|&\s")
_UNSPACED = "\u2e80"
"""The first letter of the scripts of East Asia."""


def without_brackets(text: Rich) -> tuple[Rich, list[str], list[str]]:
    """(the text without the remarks in brackets, the remarks about the entry, the others).

    Brackets at the end go, whatever they hold; brackets within a name stay unless they hold a remark about
    the entry or the name in another script, which is no remark. A bracket in a link belongs to the name, and so does
    one that opens the text.
    """
    notes: list[str] = []
    others: list[str] = []
    body = text.text
    bracketed = "(" in body or "[" in body
    for match in reversed(list(_IN_BRACKETS.finditer(body))) if bracketed else ():
        begin, end = match.span()
        if text.linked(begin, begin + 1) and text.linked(end - 1, end):
            continue
        content = (match[1] or match[2] or "").strip()
        at_end = not text.text[end:].strip(" .,;:*†‡")
        rendered = _OTHER_SCRIPT.search(content) is not None
        if not content or rendered or is_note(content) or (at_end and begin > 0):
            if content and not rendered:
                (notes if is_note(content) else others).insert(0, content)
            text = _without(text, begin, end)
    small = small_end(text)
    if small is not None:
        content = text.text[small.begin :].strip(" ()")
        (notes if is_note(content) else others).append(content)
        text = text.cut(0, small.begin)
    return text.strip(",;*†‡"), notes, others


def in_brackets(text: Rich, begin: int, end: int) -> Rich:
    """A part of a text with brackets around it, which stand where its first and last characters do."""
    first, last = text.source(begin), text.source(end - 1)
    return Rich(f"({text.text[begin:end]})", places(end - begin + 2, first.begin, last.end))


def _without(text: Rich, begin: int, end: int) -> Rich:
    before, after = text.cut(0, begin), text.cut(end, len(text))
    touching = text.text[end : end + 1] == "/" or after.text[:1] in {",", ".", ";", ":"}
    return join((before, after), "" if touching else " ")
