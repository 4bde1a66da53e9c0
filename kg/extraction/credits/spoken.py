"""The languages of a film, without the words that say how they are used in it."""

from __future__ import annotations

import re

from kg.extraction.names import outside
from kg.extraction.surroundings import peel
from kg.wikitext.rich import Rich, join

_SILENT = re.compile(
    r"\b(?:silent(?: film)?|sound(?: film)?|(?:no|non|without)[ -](?:any |spoken )?dialogues?|dialogues?[ -]free"
    r"|wordless|without words|instrumental|inter-?titles?|sub-?titles?|titles?|dialogues?|(?<!sign )language|version"
    r"|print|part-?talkie)s?\b",
    re.IGNORECASE,
)
_USED = re.compile(
    rf"{_SILENT.pattern}|\b(?:no spoken|spoken|with|some|(?:a )?few|a little|occasional|minor"
    r"|dubbed|synchroni[sz]ed)\b",
    re.IGNORECASE,
)


_MIXED = re.compile(r"(?:^|,?\s{1,3})(?:(?:with|and)\s+)?(?:some|a little|occasional|minor)\s+|^dubbed$", re.IGNORECASE)
"""`Hindi with some Urdu`"""
_SUBTITLED = re.compile(
    r"(?:^with\s|(?<!silent)(?<!silent film)(?:,?\s{1,3}with\s|[,;]\s|\s[–—-]\s))"
    r"(?:(?!\s-)[^,;/\n–—]){1,40}?\s+sub-?titles?$",
    re.IGNORECASE,
)
"""What is read, and not spoken: `Spanish with English subtitles`, `Spanish - English subtitles`. A silent film's are
its language."""


def spoken(text: Rich) -> Rich:
    """The languages of a text, without the words that say how they are used: `Silent (English intertitles)`. Those in
    a remark stay a remark: `Cantonese (with subtitles)`. A link to how they are used is to no language."""
    if not _SILENT.search(text.text):
        return join(outside(text, _MIXED), ", ") if _MIXED.search(text.text) else text
    core, remark = peel(text)
    if remark and core and not _SILENT.search(core.text):
        return text
    if match := _SUBTITLED.search(text.text):
        return text.cut(0, match.start())
    for link in text.of("link"):
        if not _USED.sub("", link.value).strip():
            text = text.unmarked("link", link.value)  # `[[Silent film|Silent (English intertitles)]]`
    kept: list[Rich] = []
    start = 0
    for match in _USED.finditer(text.text):
        kept.append(text.cut(start, match.start()))
        start = match.end()
    kept.append(text.cut(start, len(text)))
    return join([part.strip("()/,;–-:") for part in kept], ", ")
