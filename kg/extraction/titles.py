"""The film's names: from the infobox, and from the brackets after the title in the lead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kg.extraction.anchors import name_key
from kg.extraction.brackets import LITERAL, OTHER_TITLE, is_latin, latin_tag, names_in, unquoted, without_system
from kg.extraction.infobox import NAMES, NATIVE_NAMES, Infobox, parameter_name, trimmed
from kg.extraction.kinds import film_infobox
from kg.extraction.lead import first_sentence, predicate
from kg.extraction.reader import Reader
from kg.extraction.sentences import paragraphs
from kg.extraction.surroundings import is_bracketed, peel
from kg.model import Span, Text
from kg.values.languages import is_language_code, language_tag
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Argument, Template, templates


def film_name(box: Infobox) -> Text:
    """The `name` parameter's first line, all of a title that goes on, else the page title without its
    disambiguation."""
    reader = box.reader
    for _, argument in box.get(NAMES):
        lines = reader.rich(argument.nodes).text.split("\n")
        if lines and any(char.isalnum() for char in lines[0]):
            whole = " ".join(map(str.strip, lines))
            name = whole if len(lines) > 1 and _goes_on(reader, lines, whole) else lines[0]
            return Text(name, "en", reader.origin(trimmed(reader, argument.span)))
    return Text(without_disambiguation(reader.page.title), "en", reader.origin(box.template.head))


_TOLD = re.compile(r"(?:an?\s(?:\S{1,20}\s){0,3}film|also|a\.?k\.?a\.?|or)\b", re.IGNORECASE)


_TITLE_IN_BRACKETS = re.compile(r"\([^\W\d_a-z]\S*(?: \S+)* [^\W\d_a-z][^\W\d]*\)")
"""Brackets that a title ends in: `Jane Doe (Her Fall)`; one word or small letters tell the film from others."""


def _goes_on(reader: Reader, lines: Sequence[str], whole: str) -> bool:
    """Whether a name goes on behind its first line: all of it is the page's title, or that ends in what stands only
    within a title, and the second is in the same letters and tells nothing of the film."""
    if name_key(whole) == name_key(without_disambiguation(reader.page.title)):
        return True
    if whole == reader.page.title and _TITLE_IN_BRACKETS.fullmatch(lines[-1].strip()):
        return True
    first, second = lines[0].rstrip(), lines[1].strip()
    goes_on = first.endswith((":", ",", " &")) and second[:1].isalnum() and not second[:1].islower()
    return len(lines) == 2 and goes_on and _TOLD.match(second) is None and _scripts(first) == _scripts(second) != set()


_MODULES = frozenset({
    "infobox name module", "film name", "infobox film name", "filmname", "native name list", "chinese",
    "infobox chinese", "infobox korean name", "infobox japanese name", "infobox japanese", "infobox chinese/korean",
    "korean", "zh",
    "lang-zh",
    "infobox korean film name", "infobox native name", "contains chinese text",
})  # fmt: skip
"""Templates that hold one name in several scripts. Sources: Template:Infobox name module, Template:Film name,
Template:Infobox Chinese, Template:Korean, Template:Lang-zh."""
_BESIDE = frozenset({
    "infobox chinese", "infobox chinese/korean", "infobox korean name", "infobox japanese name", "infobox japanese",
})  # fmt: skip
"""Boxes of names that stand in the lead beside the film's own box."""
_TITLED = ("infobox chinese", "infobox chinese/korean", "chinese")
"""Templates whose `title` is the heading of the box."""
_MODULE_FIELDS: tuple[tuple[str, str | None], ...] = (
    # Template:Infobox name module and Template:Film name: named arguments and the language they are in
    ("kanji", "ja"), ("kana", "ja"), ("hiragana", "ja"), ("katakana", "ja"), ("romaji", "ja-Latn"),
    ("revhep", "ja-Latn"), ("hangul", "ko"),
    ("hanja", "ko"), ("rr", "ko-Latn"), ("mr", "ko-Latn"), ("traditional", "zh-Hant"), ("simplified", "zh-Hans"),
    ("chinese", "zh"), ("t", "zh-Hant"), ("s", "zh-Hans"), ("c", "zh"), ("pinyin", "zh-Latn-pinyin"),
    ("p", "zh-Latn-pinyin"), ("mandarin", "zh-Latn-pinyin"), ("myr", "zh-Latn"), ("w", "zh-Latn-wadegile"),
    ("tp", "zh-Latn-tongyong"), ("jyutping", "yue-Latn-jyutping"), ("j", "yue-Latn-jyutping"), ("y", "yue-Latn"),
    ("cantonese", "yue"), ("literal", "en"), ("translation", "en"), ("english", "en"),
    ("lit", "en"), ("l", "en"), ("translit", None), ("title", None), ("film_name", None),
    ("nepali", "ne"), ("bengali", "bn"), ("hindi", "hi"), ("tamil", "ta"),
)  # fmt: skip
_MODULE_TAGS = dict(_MODULE_FIELDS)


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
        for template in templates(argument.nodes):
            yield from _beside_name(reader, template)


def _module_names(reader: Reader, module: Template) -> Iterator[Text]:
    fields = {parameter_name(argument.name): argument for argument in module.arguments}
    language = reader.rich(fields["language"].nodes).text if "language" in fields else ""
    default = _language(language)
    positional = module.positional
    if module.name == "korean":
        for argument in positional[:2]:
            yield from _named(reader, argument, "ko")
    elif len(positional) >= 2:  # lang|title, and more such pairs
        pairs = [*zip(positional[::2], positional[1::2], strict=False)]
        for index, (label, argument) in enumerate(pairs):
            code = _language(reader.rich(label.nodes).text)
            if code is not None or not index:
                yield from _named(reader, argument, code or default)
    elif positional:
        yield from _named(reader, positional[0], default)
    for name, tag in _MODULE_FIELDS:
        if name in fields and not (name == "title" and module.name in _TITLED):
            yield from _named(reader, fields[name], tag or default)
    for number in range(2, len(fields) + 1) if "title2" in fields else ():
        if f"title{number}" in fields:
            given = fields.get(f"language{number}")
            code = _language(reader.rich(given.nodes).text) if given is not None else None
            yield from _named(reader, fields[f"title{number}"], code)
    for number in range(1, len(fields) + 1) if "name1" in fields else ():  # Template:Native name list
        if f"name{number}" in fields:
            tagged = fields.get(f"tag{number}")
            code = _language(reader.rich(tagged.nodes).text) if tagged is not None else None
            yield from _named(reader, fields[f"name{number}"], code)


def _language(text: str) -> str | None:
    """The tag of a language given by its code or its name, or of a romanization by its name."""
    return is_language_code(text) or _MODULE_TAGS.get(text.casefold()) or language_tag(text)


def _named(reader: Reader, argument: Argument, tag: str | None) -> Iterator[Text]:
    text = reader.rich(argument.nodes)
    text = without_system(text) if tag is not None and tag.endswith("-Latn") else text
    if any(char.isalpha() for char in text.text):
        marked = text.covered("lang")
        tag = is_language_code(marked.value) if marked else tag
        origin = reader.origin(trimmed(reader, argument.span))
        yield from (Text(unquoted(name), own, origin) for name, own in _by_script(text.text, tag))


def _by_script(lines: str, tag: str | None) -> Iterator[tuple[str, str | None]]:
    """The names on lines of one text, and their language tags. Long names go over several lines; another name is the
    second of two, one in Latin letters and one in others."""
    first, *more = lines.split("\n")
    second = more[0].strip() if len(more) == 1 else ""
    if _scripts(second) and _scripts(first) and _is_romanized(first, second):
        yield from ((name, None if is_latin(name) else tag) for name in (first, second.strip("() ")))
    else:
        yield " ".join((first, *more)), tag


_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
"""Scripts of languages whose titles may have parts in Latin letters."""
_OF_TITLE = re.compile(r"[0-9]|:$|^(?:part|vs|versus|by|the movie)\b", re.IGNORECASE)
"""What shows Latin letters to be a part of a title or a remark."""


def _is_romanized(first: str, second: str) -> bool:
    """Whether two lines are a name and another in other letters: one all in Latin letters and one with none of them;
    not all in capitals; beside an East Asian one only in brackets."""
    scripts = _scripts(first), _scripts(second)
    if {"LATIN"} not in scripts or "LATIN" in scripts[0] & scripts[1]:
        return False
    latin = (first if scripts[0] == {"LATIN"} else second).strip("() ")
    if latin.isupper() or _OF_TITLE.search(latin) or first.endswith(":") or language_tag(latin) is not None:
        return False
    return second.startswith("(") or not (scripts[0] | scripts[1]) & _EAST_ASIAN


def _scripts(text: str) -> set[str]:
    """The scripts of the letters of a text, by the first words of their names in Unicode."""
    names = (unicodedata.name(char, "").replace("-", " ").partition(" ")[0] for char in text if char.isalpha())
    return {*names} - {"MODIFIER"}


def _native_text(reader: Reader, text: Rich, span: Span) -> Iterator[Text]:
    """`(Catalan: Actrius)`, `{{lang|fr|…}}`, or just the name."""
    body = text.strip("()") if is_bracketed(text) else text
    marked = body.of("lang")
    origin = reader.origin(span)
    if match := LITERAL.match(body.text):
        literal = unquoted(body.text[match.end() :].replace("\n", " "))
        yield from (Text(name, "en", origin) for name in (literal,) if any(map(str.isalnum, name)))
        return
    if marked:
        for mark in marked:
            names = _by_script(body.text[mark.begin : mark.end], is_language_code(mark.value))
            yield from (Text(name, tag, origin) for name, tag in names)
        return
    if match := OTHER_TITLE.match(body.text):
        body = body.cut(match.end(), len(body))
    label, colon, rest = body.text.partition(":")
    tag = language_tag(label.removesuffix(" title")) if colon else None
    bare, remark = peel(body)
    name = rest.strip() if tag else bare.text
    tag = tag or language_tag(remark or "")
    if any(char.isalpha() for char in name):
        yield from (Text(line.strip('"“” '), own, origin) for line, own in _by_script(name, tag))


_BEFORE_LITERAL = re.compile(rf"[,;]?\s{{1,3}}(?={LITERAL.pattern})", re.IGNORECASE)


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
    told = predicate(sentence)
    found = [*_templated_names(reader, sentence)]
    read = title.end
    for other in sentence.of("bold")[:_TITLES]:  # that of another title: `Foo, also known as Bar (…)`
        if other is title or (told is not None and read <= other.begin and other.end <= told.start()):
            read = max((end for _, end in _brackets(sentence, other.end)), default=other.end)
            found += _names_after(reader, sentence, other.end)
    return tuple(found)


_TITLES = 8
"""Titles in bold in the first sentence at most: real ones have four."""
_OPENING = re.compile(r"[\"”'’,]?\s*\(")


def _names_after(reader: Reader, text: Rich, position: int) -> Iterator[Text]:
    """The names in the brackets that open at `position`, and in those right after them."""
    for begin, end in _brackets(text, position):
        yield from names_in(reader, text.cut(begin, end))


def _brackets(text: Rich, position: int) -> Iterator[tuple[int, int]]:
    """Where what stands in the brackets that open at `position`, and in those right after them, begins and ends."""
    for _ in range(_TITLES):
        opening = _OPENING.match(text.text, position)
        end = _closing(text.text, opening.end()) if opening is not None else None
        if opening is None or end is None:
            return
        yield opening.end(), end
        position = end + 1


_NIHONGO = frozenset({"nihongo", "nihongo foot"})
_ROMANIZED = {"rtgs": "th-Latn"}
"""Templates that show nothing but a romanized name. Source: Template:RTGS."""
_NAMING = {name for name in _MODULES if not name.startswith("infobox")} | _NIHONGO | _ROMANIZED.keys()


def _templated_names(reader: Reader, sentence: Rich) -> Iterator[Text]:
    """Names in templates before the sentence's predicate: {{Korean|…}}, {{lang-zh|…}}, {{Nihongo|…}}, and what
    {{lang|…}} gives beside its text."""
    told = predicate(sentence)
    if told is None:
        return
    end = sentence.source(told.start()).begin
    box = film_infobox(reader.document)
    begin = sentence.span.begin - 200
    if box is not None and box.span.end <= sentence.span.begin:
        begin = max(begin, box.span.end)
    naming = (
        name for name in reader.document.names() if name.removesuffix("/auto") in _NAMING or name.startswith("lang")
    )
    for template in reader.document.find(*naming):
        if not begin <= template.span.begin < end:
            continue
        if template.name.removesuffix("/auto") in _MODULES:
            yield from _module_names(reader, template)
        else:
            yield from _beside_name(reader, template)


def _beside_name(reader: Reader, template: Template) -> Iterator[Text]:
    """What a template gives beside the name that it shows."""
    if template.name in _ROMANIZED:
        for argument in template.positional[:1]:
            yield from _named(reader, argument, _ROMANIZED[template.name])
    elif template.name in _NIHONGO:
        for argument, tag in zip(template.positional[1:3], ("ja", "ja-Latn"), strict=False):
            yield from _named(reader, argument, tag)
        extra = template.get("4", "extra")
        for argument in (extra,) if extra else ():
            yield from names_in(reader, reader.rich(argument.nodes))
    elif template.name.startswith("lang"):
        yield from _beside_original(reader, template)


def _beside_original(reader: Reader, template: Template) -> Iterator[Text]:
    """The romanization and the literal translation that a template gives beside a text of its language:
    {{langx|ru|Летят|Letyat|They fly}}, {{lang-ru|Летят|Letyat|They fly}}, {{lang|ru|Летят|lit=They fly}}."""
    given = template.positional
    code: str | None = template.name.removeprefix("lang-")
    if template.name == "langx" and given:
        code, given = reader.rich(given[0].nodes).text, given[1:]
    elif code == template.name:
        code, given = None, ()
    romanized = template.get("translit") or (given[1] if len(given) > 1 else None)
    language = is_language_code(code) if code else None
    if romanized is not None and language and given and not is_latin(reader.rich(given[0].nodes).text):
        yield from _named(reader, romanized, latin_tag(language.partition("-")[0]))
    third = given[2] if len(given) > 2 and template.name != "lang-rus" else None  # of that, how it is pronounced
    literal = template.get("lit", "literal", "translation") or third
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
