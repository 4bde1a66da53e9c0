"""BCP 47 tags of languages, from their English names and from the codes in language templates.

Sources: RFC 5646 (BCP 47) and the IANA language subtag registry; Unicode CLDR for English names;
documentation of Template:Infobox film (language), Template:Lang and Module:Lang.

Why langcodes with language-data and not babel: babel has the 600 CLDR names in one spelling each
(`Mandarin Chinese`, but no `Mandarin`, `Farsi`, `Tulu`); language-data adds the registry's names and
common alternatives, langcodes the registry itself. langcodes' own look-up by name takes `English
something` for English and is not used: here a name counts only as a whole. The data are large and are
read when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

# Names that language-data lacks, or to which it gives CLDR's tag where the registry has a subtag.
_NAMES: Mapping[str, str] = {
    "bahasa indonesia": "id",
    "bahasa malaysia": "ms",
    "bhasa indonesia": "id",
    "biblical hebrew": "hbo",
    "bicolano": "bik",
    "chavacano": "cbk",
    "dakhini": "dcc",
    "dari": "prs",
    "dari persian": "prs",
    "deccani": "dcc",
    "flemish": "nl-BE",
    "hokkien": "nan",
    "ilonggo": "hil",
    "mandarin": "cmn",
    "mandarin chinese": "cmn",
    "moldovan": "ro-MD",
    "montenegrin": "cnr",
    "moroccan darija": "ary",
    "quebec french": "fr-CA",
    "québécois french": "fr-CA",
    "sami": "smi",
    "standard mandarin": "cmn",
    "taiwanese": "nan-TW",
    "taiwanese hokkien": "nan-TW",
    "taiwanese mandarin": "cmn-TW",
    "visayan": "ceb",
}
# How titles of language articles and remarks on silent films go on after the name.
_AFTER_NAME = re.compile(r"[- ](?:language|languages|intertitles|inter-titles|title cards)$", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"^silent(?: film)?(?:,| with| \()? ?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:[ '’‘-][^\W\d_]+){0,6}")

# Codes that the language templates use and the registry does not know (Module:Lang/data).
_WIKI_CODES: Mapping[str, str] = {
    "bat-smg": "sgs",
    "be-x-old": "be-tarask",
    "fiu-vro": "vro",
    "roa-rup": "rup",
    "simple": "en",
    "zh-classical": "lzh",
}
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx"})
_LONGEST_CODE = 35  # RFC 5646, 4.4.1: the length that must be supported


def language_tag(name: str) -> str | None:
    """The BCP 47 tag for an English language name as film infoboxes write it: `Malayalam`, `Mandarin
    Chinese`, `Brazilian Portuguese`, `Hindi language`, `English intertitles`.

    None for what is no language or not certainly one: `Silent`, `None`, `Hindustani`, several languages
    in one text. Only the whole name counts; nothing is guessed from its beginning.
    """
    name = " ".join(name.split())
    tag = _tag(name)  # before cutting: American Sign Language
    if tag is not None:
        return tag
    bare = _BEFORE_NAME.sub("", name) if _AFTER_NAME.search(name.rstrip(")")) else name
    bare = _AFTER_NAME.sub("", bare.rstrip(")") if bare is not name else bare)
    return _tag(bare)


def _tag(name: str) -> str | None:
    """The tag of a whole name; names of two letters, as `En`, are taken for codes and refused."""
    if not 3 <= len(name) <= 60 or not _NAME.fullmatch(name):
        return None
    return _NAMES.get(name.lower()) or _tag_by_name(name)


def is_variety(tag: str, of: str) -> bool:
    """Whether a language is a variety of another or the same: `cmn` of `zh`, `pt-BR` of `pt`; not one with a tag of
    two letters, as `id`, of one that it belongs to.

    >>> is_variety("cmn", "zh"), is_variety("cmn", "yue"), is_variety("id", "ms")
    (True, False, False)
    """
    from langcodes.data_dicts import MACROLANGUAGES

    language, other = tag.partition("-")[0], of.partition("-")[0]
    return language == other or (len(language) > 2 and MACROLANGUAGES.get(language) == other)


def load() -> None:
    """Loads what the first name and the first code take a tenth of a second for: before processes are forked, which
    share it then."""
    _tag("Abkhazian")
    is_language_code("abk")


@lru_cache(maxsize=1024)
def _tag_by_name(name: str) -> str | None:
    """The tag of an English name in the data of language-data, by exact match but for case and accents."""
    from language_data.names import get_trie_value, load_trie, normalize_name
    from language_data.util import data_filename

    names = load_trie(data_filename("trie/en/name_to_language.marisa"))
    key = normalize_name(name)
    return str(get_trie_value(names, key)) if key in names else None


def is_language_code(code: str) -> str | None:
    """The BCP 47 tag in canonical form for a code as in {{lang|xx|…}}: `zh-hant` gives `zh-Hant`, `eng`
    gives `en`, `iw` gives `he`, `zh-yue` gives `yue`.

    None when it is no valid tag by the IANA registry, and for the codes that name no language (`und`,
    `mul`, `mis`, `zxx`).
    """
    code = code.strip().replace("_", "-").lower()
    code = _WIKI_CODES.get(code, code)
    if not code or len(code) > _LONGEST_CODE or not code.isascii():
        return None
    return _canonical(code)


@cache
def _registry() -> Mapping[str, str]:
    """Every language subtag and whole tag of the IANA registry, lower case, and the one it prefers."""
    from langcodes.registry_parser import parse_registry

    preferred: dict[str, str] = {}
    for entry in parse_registry():  # type: ignore[no-untyped-call]
        if entry["Type"] in ("language", "extlang", "grandfathered", "redundant"):
            tag = str(entry.get("Subtag") or entry.get("Tag"))
            preferred[tag.lower()] = str(entry.get("Preferred-Value", tag))
    return preferred


@lru_cache(maxsize=1024)
def _canonical(code: str) -> str | None:
    import langcodes

    registry = _registry()
    code = registry.get(code, code)
    try:
        if not langcodes.tag_is_valid(code):
            return None
        language = langcodes.Language.get(code, normalize=False)
        if not language.language or language.language in _NO_LANGUAGE:
            return None
        extension = language.extlangs[0] if language.extlangs else None
        subtag = registry.get(extension or language.language)
        if subtag is None:  # a three-letter code of ISO 639-2 where BCP 47 has one of two letters
            subtag = langcodes.Language.get(language.language).language
            if subtag is None or subtag not in registry:
                return None
        return language.update_dict({"language": subtag, "extlangs": None}).to_tag()
    except (ValueError, LookupError):  # langcodes raises both for what is no tag
        return None
