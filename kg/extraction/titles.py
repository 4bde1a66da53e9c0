"""The film's names: from the infobox, and from the brackets after the title in the lead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.extraction.anchors import name_key
from kg.extraction.infobox import NAMES, NATIVE_NAMES, Infobox, parameter_name, trimmed
from kg.extraction.kinds import film_infobox
from kg.extraction.lead import PREDICATE, first_sentence
from kg.extraction.names import outside, peel
from kg.extraction.reader import Reader
from kg.extraction.sentences import paragraphs
from kg.model import Span, Text
from kg.values.languages import is_language_code, language_tag
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Argument, Template, templates


def film_name(box: Infobox) -> Text:
    """The `name` parameter's first line, else the page title without its disambiguation."""
    reader = box.reader
    for _, argument in box.get(NAMES):
        lines = reader.rich(argument.nodes).text.split("\n")
        if lines and any(char.isalnum() for char in lines[0]):
            return Text(lines[0], "en", reader.origin(trimmed(reader, argument.span)))
    return Text(without_disambiguation(reader.page.title), "en", reader.origin(box.template.head))


_MODULES = frozenset({
    "infobox name module", "film name", "infobox film name", "filmname", "native name list", "chinese",
    "infobox chinese", "infobox korean name", "infobox japanese name", "infobox chinese/korean", "korean", "zh",
    "lang-zh",
    "infobox korean film name", "infobox native name", "contains chinese text",
})  # fmt: skip
"""Templates that hold one name in several scripts. Sources: Template:Infobox name module, Template:Film name,
Template:Infobox Chinese, Template:Korean, Template:Lang-zh."""
_BESIDE = frozenset({"infobox chinese", "infobox chinese/korean", "infobox korean name", "infobox japanese name"})
"""Boxes of names that stand in the lead beside the film's own box."""
_TITLED = ("infobox chinese", "infobox chinese/korean", "chinese")
"""Templates whose `title` is the heading of the box."""
_MODULE_FIELDS: tuple[tuple[str, str | None], ...] = (
    # Template:Infobox name module and Template:Film name: named arguments and the language they are in
    ("kanji", "ja"), ("kana", "ja"), ("hiragana", "ja"), ("katakana", "ja"), ("romaji", "ja-Latn"), ("hangul", "ko"),
    ("hanja", "ko"), ("rr", "ko-Latn"), ("mr", "ko-Latn"), ("traditional", "zh-Hant"), ("simplified", "zh-Hans"),
    ("chinese", "zh"), ("t", "zh-Hant"), ("s", "zh-Hans"), ("c", "zh"), ("pinyin", "zh-Latn-pinyin"),
    ("p", "zh-Latn-pinyin"), ("mandarin", "zh-Latn-pinyin"), ("myr", "zh-Latn"), ("w", "zh-Latn-wadegile"),
    ("tp", "zh-Latn-tongyong"), ("jyutping", "yue-Latn-jyutping"), ("j", "yue-Latn-jyutping"), ("y", "yue-Latn"),
    ("cantonese", "yue"), ("literal", "en"), ("translation", "en"), ("english", "en"),
    ("lit", "en"), ("l", "en"), ("translit", None), ("title", None), ("film_name", None),
    ("nepali", "ne"), ("bengali", "bn"), ("hindi", "hi"), ("tamil", "ta"),
)  # fmt: skip


def native_names(box: Infobox) -> Iterator[Text]:
    """Names in other languages from `native_name` / `film name`."""
    reader = box.reader
    for _, argument in box.get(NATIVE_NAMES):
        modules = [t for t in templates(argument.nodes) if t.name.removesuffix("/auto") in _MODULES]
        if modules:
            for module in modules:
                yield from _module_names(reader, module)
            continue
        for piece in reader.document.pieces_of(argument.nodes):
            for text in reader.rich(piece.nodes).split(_BEFORE_LITERAL):
                yield from _native_text(reader, text, trimmed(reader, piece.span))


def _module_names(reader: Reader, module: Template) -> Iterator[Text]:
    fields = {parameter_name(argument.name): argument for argument in module.arguments}
    language = reader.rich(fields["language"].nodes).text if "language" in fields else ""
    default = is_language_code(language) or language_tag(language) if language else None
    positional = module.positional
    if module.name == "korean":
        for argument in positional[:2]:
            yield from _named(reader, argument, "ko")
    elif len(positional) >= 2:  # lang|title, and more such pairs
        pairs = [*zip(positional[::2], positional[1::2], strict=False)]
        for index, (label, argument) in enumerate(pairs):
            code = is_language_code(reader.rich(label.nodes).text)
            if code is not None or not index:
                yield from _named(reader, argument, code or default)
    elif positional:
        yield from _named(reader, positional[0], default)
    for name, tag in _MODULE_FIELDS:
        if name in fields and not (name == "title" and module.name in _TITLED):
            yield from _named(reader, fields[name], tag or default)


def _named(reader: Reader, argument: Argument, tag: str | None) -> Iterator[Text]:
    text = reader.rich(argument.nodes)
    if any(char.isalpha() for char in text.text):
        marked = text.covered("lang")
        tag = is_language_code(marked.value) if marked else tag
        name = _unquoted(text.text.replace("\n", " "))
        yield Text(name, tag, reader.origin(trimmed(reader, argument.span)))


def _native_text(reader: Reader, text: Rich, span: Span) -> Iterator[Text]:
    """`(Catalan: Actrius)`, `{{lang|fr|…}}`, or just the name."""
    body = text.strip("()") if text.text.startswith("(") and text.text.endswith(")") else text
    marked = body.of("lang")
    origin = reader.origin(span)
    if marked:
        for mark in marked:
            yield Text(body.text[mark.begin : mark.end].replace("\n", " "), is_language_code(mark.value), origin)
        return
    if match := _LITERAL.match(body.text):
        yield Text(_unquoted(body.text[match.end() :].replace("\n", " ")), "en", origin)
        return
    label, colon, rest = body.text.partition(":")
    tag = language_tag(label) if colon else None
    name = rest.strip() if tag else peel(body)[0].text
    if any(char.isalpha() for char in name):
        yield Text(name.replace("\n", " ").strip('"“” '), tag, origin)


_TRANSLATION = re.compile(
    r"^(?:literally|lit\.?|literal translation|transl(?:ation|ated|\.)?(?: as)?|trans\.?|meaning|means"
    r"|English(?: title)?)(?!\w)"
    r"\s*[:.,]?\s*",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"(?:lit\.|literally|literal translation)\s*:?\s*(?=[\w\"“'‘])", re.IGNORECASE)
_BEFORE_LITERAL = re.compile(rf"[,;]?\s{{1,3}}(?={_LITERAL.pattern})", re.IGNORECASE)
_LANGUAGE_LABEL = re.compile(r"^([A-Z][\w' -]{2,30}?):\s*")
_ROMANIZATION = re.compile(
    r"^(?:Hepburn(?: romanization)?|romaji|rōmaji|romani[sz](?:ed|ation)|translit(?:erat(?:ed|ion))?\.?|pinyin|Jyutping"
    r"|RR|MR|McCune–Reischauer)(?!\w)(?:\s+as\b)?\s*:?\s*",
    re.IGNORECASE,
)
_ALSO = re.compile(r"^(?:also (?:known|titled|released) as|a\.?k\.?a\.?)\s+", re.IGNORECASE)
"""Words before another title."""
_QUOTED = frozenset('"“')
_GLOSS = re.compile(r"(?:'[^']|‘).*(?:[^']'|’)")
"""A translation in single quotation marks. Source: MOS:SINGLE ("simple glosses")."""
_PARTS = re.compile(r"\s*[;,]\s+|\s+[-–—]\s+|\n")


def names_joined(reader: Reader, name: str) -> tuple[str, ...]:
    """The names that an infobox gives as one, `Udaharanam / Uvamai`, where the page is titled by one of them; () for
    any other name."""
    parts = tuple(part.strip() for part in name.split(" / "))
    own = name_key(without_disambiguation(reader.page.title))
    return parts if len(parts) > 1 and all(parts) and own in map(name_key, parts) else ()


def translated_names(reader: Reader) -> tuple[Text, ...]:
    """Original titles and translations: in boxes of names in the lead, in the brackets right after the bold title,
    and the other of two names that the infobox joins."""
    return (*_names_beside(reader), *_names_after_title(reader), *_other_of_joined(reader))


def _names_beside(reader: Reader) -> Iterator[Text]:
    """Names in a box of their own in the lead: {{Infobox Chinese}}."""
    beside = reader.document.find(*_BESIDE)
    box = film_infobox(reader.document) if beside else None
    native = [argument.span for _, argument in Infobox(reader, box).get(NATIVE_NAMES)] if box is not None else []
    for template in beside:
        begin = template.span.begin
        if begin < reader.document.lead.end and not any(span.begin <= begin < span.end for span in native):
            yield from _module_names(reader, template)


def _other_of_joined(reader: Reader) -> Iterator[Text]:
    """Of two names that the infobox joins those which are no title of the page, with the translation in brackets after
    them, where the lead's first paragraph has them in bold."""
    box = film_infobox(reader.document)
    names = names_joined(reader, film_name(Infobox(reader, box)).text) if box is not None else ()
    paragraph = next(paragraphs(reader, reader.document.lead), None) if names else None
    if paragraph is None:
        return
    joined = set(map(name_key, names)) - {name_key(without_disambiguation(reader.page.title))}
    for mark in paragraph.of("bold"):
        text = paragraph.cut(mark.begin, mark.end)
        if name_key(text.text) in joined:
            joined.discard(name_key(text.text))
            yield Text(text.text, None, reader.origin(text.span))
            yield from _names_after(reader, paragraph, mark.end)


def _names_after_title(reader: Reader) -> tuple[Text, ...]:
    sentence = first_sentence(reader)
    if sentence is None:
        return ()
    title = next((m for m in sentence.of("bold") if m.begin < 40), None)
    if title is None:
        return ()
    templated = list(_templated_names(reader, sentence))
    return (*templated, *_names_after(reader, sentence, title.end))


_OPENING = re.compile(r"[\"”'’,]?\s*\(")


def _names_after(reader: Reader, text: Rich, position: int) -> Iterator[Text]:
    """The names in the brackets that open at `position`."""
    opening = _OPENING.match(text.text, position)
    if opening is not None:
        begin = opening.end()
        end = _closing(text.text, begin)
        if end is not None:
            yield from _names_in(reader, text.cut(begin, end))


_NAMING = {name for name in _MODULES if not name.startswith("infobox")} | {"nihongo", "nihongo foot"}


def _templated_names(reader: Reader, sentence: Rich) -> Iterator[Text]:
    """Names in templates before the sentence's predicate: {{Korean|…}}, {{lang-zh|…}}, {{Nihongo|…}}, and the
    `lit` of {{lang|…}}."""
    predicate = PREDICATE.search(sentence.text)
    if predicate is None:
        return
    end = sentence.source(predicate.start()).begin
    naming = (name for name in reader.document.names() if name in _NAMING or name.startswith("lang"))
    for template in reader.document.find(*naming):
        if not sentence.span.begin - 200 <= template.span.begin < end:
            continue
        if template.name in _MODULES:
            yield from _module_names(reader, template)
        elif template.name in ("nihongo", "nihongo foot"):
            for argument, tag in zip(template.positional[1:3], ("ja", "ja-Latn"), strict=False):
                yield from _named(reader, argument, tag)
            extra = template.get("4", "extra")
            for argument in (extra,) if extra else ():
                yield from _names_in(reader, reader.rich(argument.nodes))
        elif template.name.startswith("lang"):
            literal = template.get("lit", "literal", "translation")
            if literal is not None:
                yield from _named(reader, literal, "en")


def _closing(text: str, begin: int) -> int | None:
    depth = 1
    for index in range(begin, min(len(text), begin + 500)):
        char = text[index]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return index
    return None


def _names_in(reader: Reader, inside: Rich) -> Iterator[Text]:
    """The names in brackets: what one template or one run of italics holds is one name, whatever stands in it."""
    language: str | None = None
    for part in outside(inside, _PARTS, ("italic", "lang")):
        origin = reader.origin(inside.span)
        part = part.strip(",;")
        text = part.text
        romanized = ""
        marked = next((m for m in part.of("lang")), None)
        if match := _TRANSLATION.match(text):
            name = _unquoted(text[match.end() :])
            if match[0].lower().startswith("mean") and name == text[match.end() :].strip():
                continue
            tag: str | None = "en"
        elif marked is not None:
            name = _unquoted(text[marked.begin : marked.end])
            tag = is_language_code(marked.value)
            if tag is None or not tag.endswith("-Latn"):
                language = tag
        elif match := _ROMANIZATION.match(text):
            name, romanized = _either(part.cut(match.end(), len(part)))
            tag = f"{language}-Latn" if language else None
        elif (match := _ALSO.match(text)) and not part.covered("italic"):
            name, tag = _titled(part.cut(match.end(), len(part))), None
        elif (match := _LANGUAGE_LABEL.match(text)) and (found := language_tag(match[1])):
            name, romanized = _with_romanization(part.cut(match.end(), len(part)))
            language = tag = found
        elif (text[:1] in '"“' and text[-1:] in '"”') or _GLOSS.fullmatch(text):
            name, tag = _unquoted(text), "en"
        elif part.covered("italic") and language_tag(text) is None:
            name, tag = _titled(part), None  # original, romanized or translated
        else:
            continue
        if name and any(char.isalpha() for char in name) and len(name) < 150:
            yield Text(name, tag, origin)
            if romanized:
                yield Text(romanized, f"{language}-Latn" if language else None, origin)


def _either(text: Rich) -> tuple[str, str]:
    """(a name, the other way to write it or nothing): `''Bab'' or ''Baab''`."""
    italics = text.of("italic")
    if len(italics) == 2 and text.text[italics[0].end : italics[1].begin].strip() in ("or", "/"):
        return _unquoted(text.text[: italics[0].end]), _unquoted(text.text[italics[1].begin :])
    return _unquoted(text.text), ""


def _titled(text: Rich) -> str:
    """The title that a text is by its markup; empty for one that is a link to something else, or a remark."""
    marked = text.covered("italic") or text.covered("bold") or text.text[:1] in _QUOTED
    return _unquoted(text.text) if marked and not (text.of("link") or _is_remark(text.text)) else ""


def _with_romanization(text: Rich) -> tuple[str, str]:
    """(a name in another script, its letters in italics after it): `অপরাজিত ''Ôporajito''`; any other text as a name."""
    italics = text.of("italic")
    if len(italics) == 1 and italics[0].begin > 0 and italics[0].end == len(text):
        name, romanized = _unquoted(text.text[: italics[0].begin]), _unquoted(text.text[italics[0].begin :])
        if _is_latin(romanized) and not _is_latin(name):
            return name, romanized
    return _unquoted(text.text), ""


def _is_remark(text: str) -> bool:
    """Whether a text begins with a small Latin letter, as no title does: `styled as XX`."""
    return text[:1].islower() and _is_latin(text[:1])


def _is_latin(text: str) -> bool:
    """Whether any letters of a text are Latin."""
    return any(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


def _unquoted(text: str) -> str:
    return text.strip().strip("\"“”'‘’ ").strip()
