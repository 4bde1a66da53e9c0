"""The names that stand in brackets after a film's title: original, romanized, translated, or of another country.

Source: MOS:FILM, section "Lead section"; MOS:FORLANG.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.extraction.names import outside
from kg.extraction.reader import Reader
from kg.model import Text
from kg.values.languages import is_language_code, language_tag
from kg.wikitext.rich import Rich

LITERAL = re.compile(r"(?:lit\.|literally|literal translation)\s*:?\s*(?=[\w\"“'‘])", re.IGNORECASE)
"""Words before a translation that stands beside the name itself."""
OTHER_TITLE = re.compile(
    r"^(?:(?:also|originally) (?:known|titled|released)(?: as)?|a\.?k\.?a\.?"
    r"|(?:(?:original|international|worldwide|alternat(?:iv)?e|U\.?S\.?|U\.?K\.?|American|British|English)\s+){1,3}"
    r"titles?(?!\w)\s*[:,]?)\s*",
    re.IGNORECASE,
)
"""Words before another title, which do not say what language it is in."""
_TRANSLATION = re.compile(
    r"^(?:literally|lit\.?|literal translation|transl(?:ation|ated|\.)?(?: as)?|trans\.?|meaning|means"
    r"|English(?: title)?)(?!\w)"
    r"\s*[:.,]?\s*",
    re.IGNORECASE,
)
_LANGUAGE_LABEL = re.compile(r"^([A-Z][\w' -]{2,30}?)(?: titles?)?:\s*")
_TRANSLATION_OF = re.compile(r"^([A-Z][\w' -]{2,30}?) for\s+")
"""`Tagalog for "Insect"`"""
_ROMANIZATION = re.compile(
    r"^(?:Hepburn(?: romanization)?|romaji|rōmaji|romani[sz](?:ed|ation)|translit(?:erat(?:ed|ion))?\.?|pinyin|Jyutping"
    r"|RR|MR|McCune–Reischauer)(?!\w)(?:\s+as\b)?\s*:?\s*",
    re.IGNORECASE,
)
_QUOTES = frozenset('"“')
_GLOSS = re.compile(r"(?:'[^']|‘).*(?:[^']'|’)")
"""A translation in single quotation marks. Source: MOS:SINGLE ("simple glosses")."""
_PARTS = re.compile(r"\s*[;,]\s+|\s+[-–—]\s+|\s+/\s+(?=[A-Z][\w' -]{2,30}:)|\n")
_OR = re.compile(r"(?:^|\s+)or\s+|\s*/\s*")
"""What joins two names in one language."""


_LISTED = 8
"""Translations in a list at most: real ones have four."""


class _Read(NamedTuple):
    """What a part of the brackets states."""

    names: Sequence[tuple[str, str | None]] = ()
    """Each with its language tag."""
    language: str | None = None
    """The language of its own that it names, which romanizations after it are of."""


def names_in(reader: Reader, inside: Rich) -> Iterator[Text]:
    """The names in brackets: what one template or one run of italics holds is one name, whatever stands in it."""
    parts = [part.strip(",;") for part in outside(inside, _PARTS, ("italic", "lang"))]
    origin = reader.origin(inside.span)
    language: str | None = None
    translated = False
    for index, part in enumerate(parts):
        read = _part(part, language)
        if translated := _is_translation(part) or (translated and _closes_with_or(parts[index : index + _LISTED])):
            read = read._replace(names=[(name, "en") for name, _ in read.names])
        language = read.language or language
        for name, tag in read.names:
            if any(char.isalpha() for char in name) and len(name) < 150:
                yield Text(name, tag, origin)


def is_latin(text: str) -> bool:
    """Whether any letters of a text are Latin."""
    return any(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


def unquoted(text: str) -> str:
    """A text without white space and quotation marks around it."""
    return text.strip().strip("\"“”'‘’ ").strip()


def latin_tag(language: str | None) -> str | None:
    """The tag of a language in Latin letters."""
    return f"{language}-Latn" if language else None


def _part(part: Rich, language: str | None) -> _Read:
    text = part.text
    marked = next((m for m in part.of("lang")), None)
    if match := _TRANSLATION.match(text):
        rest = part.cut(match.end(), len(part))
        if match[0].lower().startswith("mean") and unquoted(rest.text) == rest.text.strip():
            return _Read()
        return _Read([(name, "en") for name in _each(rest)])
    if marked is not None:
        return _in_language(part)
    if match := _ROMANIZATION.match(text):
        return _Read([(name, latin_tag(language)) for name in _each(part.cut(match.end(), len(part)))])
    if (match := OTHER_TITLE.match(text)) and not part.covered("italic"):
        return _Read([(name, None) for name in _titles(part.cut(match.end(), len(part)))])
    if (match := _LANGUAGE_LABEL.match(text)) and (tag := language_tag(match[1])):
        return _Read(_in_two_scripts(part.cut(match.end(), len(part)), tag), tag)
    if (match := _TRANSLATION_OF.match(text)) and language_tag(match[1]):
        return _Read([(name, "en") for name in _titles(part.cut(match.end(), len(part)))])
    if (text[:1] in _QUOTES and text[-1:] in '"”') or _GLOSS.fullmatch(text):
        return _Read([(name, "en") for name in _each(part)])
    if language_tag(text) is None:  # original, romanized or translated
        return _Read([(name, None) for name in _titles(part)])
    return _Read()


def _in_language(part: Rich) -> _Read:
    """Names of which the first at least is in a template of its language: `{{lang|fa|…}} ''letters''`."""
    marks = part.of("lang")
    tag = is_language_code(marks[0].value)
    name = unquoted(part.text[marks[0].begin : marks[0].end])
    names = [(name, tag)]
    own = None if tag is not None and tag.endswith("-Latn") else tag
    for mark in marks[1:]:
        names.append((unquoted(part.text[mark.begin : mark.end]), is_language_code(mark.value)))
    rest = part.cut(marks[-1].end, len(part)).strip(" (")
    joint = _OR.match(rest.text)
    beside = rest.cut(joint.end() if joint else 0, len(rest))
    italic = next((m for m in beside.of("italic") if not m.begin and not beside.linked(0, m.end)), None)
    if italic is not None:
        letters = unquoted(beside.text[: italic.end])
        if is_latin(letters) and not is_latin(name):
            other = joint is not None and "or" in joint[0]  # `आग or ''Fire''`: a translation as well as letters
            names.append((letters, None if other else latin_tag(own)))
        elif joint:
            names.append((letters, tag))
        gloss = beside.cut(italic.end, len(beside))
        if _is_marked(gloss):
            names += [(name, "en") for name in _each(gloss)]
    return _Read(names, own)


def _in_two_scripts(text: Rich, tag: str) -> list[tuple[str, str | None]]:
    """A name in another script and its letters in italics after it, `অপরাজিত ''Ôporajito''`; else names alone."""
    italics = text.of("italic")
    if len(italics) == 1 and italics[0].begin > 0 and italics[0].end == len(text):
        name = unquoted(text.text[: italics[0].begin].rstrip(" /"))
        romanized = unquoted(text.text[italics[0].begin :])
        if is_latin(romanized) and not is_latin(name):
            return [(name, tag), (romanized, latin_tag(tag))]
    return [(name, tag) for name in _each(text)]


def _each(text: Rich) -> list[str]:
    """The names in a text: several where each stands in marks of its own, `''Bab'' or ''Baab''`, else all of it."""
    parts = outside(text, _OR)
    names = parts if all(map(_is_marked, parts)) else [text]
    return [unquoted(name.text) for name in names]


def _titles(text: Rich) -> list[str]:
    """The titles that a text is by its markup: no links to something else, no remarks."""
    parts = outside(text, _OR)
    if not all(_is_marked(part) or part.text[:1] in _QUOTES for part in parts):
        return []
    return [unquoted(part.text) for part in parts if not (part.of("link") or _is_remark(part.text))]


def _is_marked(text: Rich) -> bool:
    """Whether a text is all in italics, in bold or in quotation marks."""
    quoted = text.text[:1] in _QUOTES and text.text[-1:] in '"”'
    return quoted or bool(text.covered("italic") or text.covered("bold"))


def _is_remark(text: str) -> bool:
    """Whether a text begins with a small Latin letter, as no title does: `styled as XX`."""
    return text[:1].islower() and is_latin(text[:1])


def _is_translation(part: Rich) -> bool:
    return _TRANSLATION.match(part.text) is not None


def _closes_with_or(parts: Iterable[Rich]) -> bool:
    """Whether titles go on a list that `or` closes: `''The Road'', ''The Way'' or ''The Path''`."""
    for part in parts:
        marked = outside(part, _OR)
        if not all(map(_is_marked, marked)):
            return False
        if len(marked) > 1 or part.text.startswith("or "):
            return True
    return False
