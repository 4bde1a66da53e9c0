"""The names that stand in brackets after a film's title: original, romanized, translated, or of another country.

Source: MOS:FILM, section "Lead section"; MOS:FORLANG.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from kg.extraction.countries import is_country
from kg.extraction.lead import is_broken
from kg.extraction.names import outside
from kg.extraction.reader import Reader
from kg.model import Text
from kg.values.languages import is_language_code, language_tag
from kg.wikitext.rich import Rich

LITERAL = re.compile(r"(?:lit\.|literally|literal translation)\s*:?\s*(?=[\w\"“'‘])", re.IGNORECASE)
"""Words before a translation that stands beside the name itself."""
_CALLED = "known|titled|released"
OTHER_TITLE = re.compile(
    rf"^(?:(?:also|originally|alternatively) (?:{_CALLED})(?: as)?|a\.?k\.?a\.?"
    r"|(?:(?:original|international|worldwide|alternat(?:iv)?e|U\.?S\.?|U\.?K\.?|American|British|English)\s+){1,3}"
    r"titles?(?!\w)\s*[:,]?)\s*",
    re.IGNORECASE,
)
"""Words before another title, which do not say what language it is in."""
_TRANSLATION = re.compile(
    r"^(?:literally|lit\.?|literal translation|transl(?:ation|ated|\.)?(?: as)?|trans\.?|meaning|means"
    r"|English(?:[ -]language)?(?: title| translation| name)?)(?!\w)"
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
_KNOWN_AS = re.compile(
    rf"^(?:(?:also|originally|better|later|re-?) ?)?(?:{_CALLED}|marketed|distributed)"
    r"(?:(?P<abroad> (?:internationally|worldwide|abroad|overseas))| in (?:the )?(?P<place>[A-Z][\w. ]{1,30}?))? as ",
    re.IGNORECASE,
)
_PLACE_LABEL = re.compile(r"^([A-Z][\w. ]{1,30}?): ")
_QUOTES = frozenset('"“')
_GLOSS = re.compile(r"(?:'[^']|‘).*(?:[^']'|’)")
"""A translation in single quotation marks. Source: MOS:SINGLE ("simple glosses")."""
_LISTS = re.compile(r"\s*;\s+")
_PARTS = re.compile(r"\s*,\s+|\s+[-–—]\s+|\s+/\s+(?=[A-Z][\w' -]{2,30}:)|\n")
_OR = re.compile(r"(?:^|\s+)or\s+(?:(?:simply|just|also)\s+)?|\s*/\s*")
"""What joins two names in one language."""
_JOINT = re.compile(rf"{_OR.pattern}|(?:^|\s+)(?:and|&)\s+(?:also\s+)?")
"""The same, and what joins two titles of which each stands in marks of its own."""
_RUNS = ("italic", "bold")
_WHOLE = ("italic", "lang")
"""Marks of which each holds one name."""


_LISTED = 8
"""Translations in a list at most: real ones have four."""


class _Read(NamedTuple):
    """What a part of the brackets states."""

    names: Sequence[tuple[str, str | None]] = ()
    """Each with its language tag."""
    language: str | None = None
    """The language of its own that it names, which romanizations after it are of."""
    listed: bool = False
    """Whether its names begin or go on a list that says what they are."""


def names_in(reader: Reader, inside: Rich) -> Iterator[Text]:
    """The names in brackets: what one template or one run of italics holds is one name, whatever stands in it."""
    lists = [outside(each, _PARTS, _WHOLE) for each in outside(inside, _LISTS, _WHOLE)]
    parts = [part.strip(",;") for each in lists for part in each]
    begins = {*accumulate(map(len, lists))}
    origin = reader.origin(inside.span)
    language: str | None = None
    translated = listed = False
    for index, part in enumerate(parts):
        read = _part(part, language, listed and index not in begins)
        listed = read.listed and bool(read.names)
        if translated := _is_translation(part) or (translated and _closes_with_or(parts[index : index + _LISTED])):
            read = read._replace(names=[(name, "en") for name, _ in read.names])
        language = read.language or language
        for name, tag in read.names:
            if is_broken(name) and ("|" in name or not _is_within(name, part)):
                reader.issue("names-unreadable", "lead", inside.span)
            elif any(char.isalpha() for char in name) and len(name) < 150:
                yield Text(name, tag, origin)


def _is_within(name: str, part: Rich) -> bool:
    """Whether a name stands within marks that hold it whole, so that it lost no beginning: `''!Viva Moss!''`."""
    return any(name in part.text[mark.begin : mark.end] for kind in _WHOLE for mark in part.of(kind))


def without_system(text: Rich) -> Rich:
    """A romanized name without the system and a colon before it: `[[Hepburn romanization|Hepburn]]: ''Sen''`."""
    system = _ROMANIZATION.match(text.text) if ":" in text.text else None
    return text.cut(system.end(), len(text)) if system and system[0].rstrip().endswith(":") else text


def is_latin(text: str) -> bool:
    """Whether any letters of a text are Latin."""
    return any(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


def unquoted(text: str) -> str:
    """A text without white space and quotation marks around it."""
    return text.strip().strip("\"“”'‘’ ").strip()


def latin_tag(language: str | None) -> str | None:
    """The tag of a language in Latin letters."""
    return f"{language}-Latn" if language else None


def _part(part: Rich, language: str | None, listed: bool) -> _Read:
    """What a part of the brackets states. listed: whether the part before it was of a list that says what it is of."""
    text = part.text
    if (match := _TRANSLATION.match(text)) and not part.covered("italic"):  # as `''English Moss''` is
        rest = part.cut(match.end(), len(part))
        if match[0].lower().startswith("mean") and unquoted(_without_place(rest)[0].text) == rest.text.strip():
            return _Read()
        return _Read(_each(rest, "en"), listed=True)
    if part.of("lang"):
        return _in_language(part)
    if match := _ROMANIZATION.match(text):
        return _Read(_each(part.cut(match.end(), len(part)), latin_tag(language)))
    if not part.covered("italic") and (names := _of_place(part)):
        return _Read(names, listed=True)
    if (match := OTHER_TITLE.match(text)) and not part.covered("italic"):
        return _Read(_titles(part.cut(match.end(), len(part))), listed=True)
    if (match := _LANGUAGE_LABEL.match(text)) and (tag := language_tag(match[1])):
        return _Read(_in_two_scripts(part.cut(match.end(), len(part)), tag), tag, listed=True)
    if (match := _TRANSLATION_OF.match(text)) and language_tag(match[1]):
        return _Read([(name, "en") for name, _ in _titles(part.cut(match.end(), len(part)))])
    if _GLOSS.fullmatch(text):
        return _Read(_each(part, "en"), listed=listed)
    if not listed and len(outside(part, _JOINT, _RUNS)) > len(outside(part, _OR, _RUNS)):
        return _Read()  # `''One'' and ''Two''` may be anything
    if _is_quoted(part):
        return _Read(_each(part, "en"), listed=listed)
    if language_tag(text) is None:  # original, romanized or translated
        return _Read(_titles(part), listed=listed)
    return _Read()


def _of_place(part: Rich) -> list[tuple[str, str | None]]:
    """The titles that the film is said to go by somewhere: `US: ''Foo''`, `released in Italy as ''Foo''`, `known as
    ''Foo'' in Italy`. Without a place a part of it may be released so, or together with others."""
    if (label := _PLACE_LABEL.match(part.text)) and is_country(label[1]):
        return _titles(part.cut(label.end(), len(part)))
    known = _KNOWN_AS.match(part.text)
    if known is None:
        return []
    titles, place = part.cut(known.end(), len(part)), known["place"]
    if place is None and not known["abroad"]:
        everywhere = all(_without_place(title)[1] for title in outside(titles, _JOINT, _RUNS))
        return _titles(titles) if everywhere else []
    tag = language_tag(place) if place else None
    told = place is None or tag or is_country(place)
    return [(name, own or tag) for name, own in _titles(titles)] if told else []


def _in_language(part: Rich) -> _Read:
    """Names of which the first at least is in a template of its language: `{{lang|fa|…}} ''letters''`."""
    marks = part.of("lang")
    tag = is_language_code(marks[0].value)
    name = unquoted(part.text[marks[0].begin : marks[0].end])
    names: list[tuple[str, str | None]] = [(name, tag)]
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
            names += _each(gloss, "en")
    elif joint is None and _is_quoted(beside):
        names += _each(beside, "en")
    return _Read(names, own)


def _in_two_scripts(text: Rich, tag: str) -> list[tuple[str, str | None]]:
    """A name in another script and its letters in italics after it, `অপরাজিত ''Ôporajito''`; else names alone."""
    italics = text.of("italic")
    if len(italics) == 1 and italics[0].begin > 0 and italics[0].end == len(text):
        name = unquoted(text.text[: italics[0].begin].rstrip(" /"))
        romanized = unquoted(text.text[italics[0].begin :])
        if is_latin(romanized) and not is_latin(name):
            return [(name, tag), (romanized, latin_tag(tag))]
    return _each(text, tag)


def _each(text: Rich, tag: str | None) -> list[tuple[str, str | None]]:
    """The names in a text of a language: several where each stands in marks of its own, `''Bab'' or ''Baab''`, else all
    of it. What is said to be of a country, `''Foo'' in Italy`, is in any language but for a translation."""
    names = [_without_place(part) for part in outside(text, _JOINT, _RUNS)]
    if not all(_is_marked(name) for name, _ in names):
        return [(unquoted(text.text), tag)]
    return [
        (unquoted(name.text), None if place and is_country(place) and tag != "en" else tag) for name, place in names
    ]


def _titles(text: Rich) -> list[tuple[str, str | None]]:
    """The titles that a text is by its markup, with the language that is told behind one: no links to something else,
    no remarks. One in quotation marks may be what another means in that: `"The Foo" in Italian`."""
    names = [_without_place(part) for part in outside(text, _JOINT, _RUNS)]
    if not all(_is_marked(name) for name, _ in names):
        return []
    out = []
    for name, place in names:
        tag = language_tag(place) if place else None
        if not (name.of("link") or _is_remark(name.text)):
            out.append((unquoted(name.text), None if _is_quoted(name) and tag != "en" else tag))
    return out


_PLACE_IN_BRACKETS = re.compile(r"\s\((?:in (?:the )?)?([^()]{2,40}?)(?: titles?)?\)$")


def _without_place(text: Rich) -> tuple[Rich, str | None]:
    """A title in marks of its own without the country or language where the film goes by it, and that: `''Foo'' in
    Italy`, `''Foo'' (US title)`."""
    in_brackets = _PLACE_IN_BRACKETS.search(text.text) if text.text.endswith(")") else None
    if in_brackets is not None:
        title, place = text.text[: in_brackets.start()], in_brackets[1]
    else:
        title, _, place = text.text.rpartition(" in ")
        place = place.removeprefix("the ")
    if not title or not (is_country(place) or language_tag(place)):
        return text, None
    if any(mark.end > len(title) for kind in _RUNS for mark in text.of(kind)):
        return text, None  # of the title: `''The Foo in Italy''`
    named = text.cut(0, len(title))
    return (named, place) if _is_marked(named) else (text, None)


def _is_marked(text: Rich) -> bool:
    """Whether a text is all in italics, in bold or in quotation marks."""
    return _is_quoted(text) or bool(text.covered("italic") or text.covered("bold"))


def _is_quoted(text: Rich) -> bool:
    return text.text[:1] in _QUOTES and text.text[-1:] in '"”'


def _is_remark(text: str) -> bool:
    """Whether a text begins with a small Latin letter, as no title does: `styled as XX`."""
    return text[:1].islower() and is_latin(text[:1])


def _is_translation(part: Rich) -> bool:
    return _TRANSLATION.match(part.text) is not None and not part.covered("italic")


def _closes_with_or(parts: Iterable[Rich]) -> bool:
    """Whether titles go on a list that `or` closes: `''The Road'', ''The Way'' or ''The Path''`."""
    for part in parts:
        marked = outside(part, _OR)
        if not all(map(_is_marked, marked)):
            return False
        if len(marked) > 1 or part.text.startswith("or "):
            return True
    return False
