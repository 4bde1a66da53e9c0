"""Template:Infobox film: who made the film, what it is based on, its names and image.

Source of the rows: https://en.wikipedia.org/wiki/Template:Infobox_film (documentation of the parameters of
today and of its earlier spellings). Dates, running times and money are in kg.extraction.figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.names import NOBODY, mentions, peel, without_label
from kg.extraction.reader import Reader
from kg.model import Basis, Credit, Entity, Field, Image, Kind, Span, Text
from kg.values.languages import is_language_code, language_tag
from kg.wikitext.links import LinkKind, title_of, without_disambiguation
from kg.wikitext.lists import Piece, pieces
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Argument, Link, Template, templates


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A field, the parameters that hold it, and what is named there."""

    field: Field
    parameters: tuple[str, ...]
    kind: Kind


CREDITS: tuple[CreditRow, ...] = (
    CreditRow(Field.DIRECTORS, ("director", "directors"), Kind.PERSON),
    CreditRow(Field.PRODUCERS, ("producer", "producers"), Kind.PERSON),
    CreditRow(
        Field.SCREENWRITERS, ("writer", "writers", "screenplay", "screenwriter", "screenwriters", "script"), Kind.PERSON
    ),
    CreditRow(Field.STORY_BY, ("story",), Kind.PERSON),
    CreditRow(Field.NARRATORS, ("narrator", "narrators", "narrated"), Kind.PERSON),
    CreditRow(Field.STARRING, ("starring", "stars"), Kind.PERSON),
    CreditRow(Field.MUSIC, ("music", "composer"), Kind.PERSON),
    CreditRow(Field.CINEMATOGRAPHERS, ("cinematography", "cinematographer", "photography"), Kind.PERSON),
    CreditRow(Field.EDITORS, ("editing", "editor", "editors"), Kind.PERSON),
    CreditRow(
        Field.PRODUCTION_COMPANIES,
        ("studio", "studios", "production_companies", "production_company", "productioncompany", "company"),
        Kind.ORGANIZATION,
    ),
    CreditRow(Field.DISTRIBUTORS, ("distributor", "distributors"), Kind.ORGANIZATION),
    CreditRow(Field.COUNTRIES, ("country", "countries"), Kind.COUNTRY),
    CreditRow(Field.LANGUAGES, ("language", "languages"), Kind.LANGUAGE),
)

NAMES = ("name", "title", "film_title", "movie_name")
NATIVE_NAMES = ("native_name", "film_name", "original_name", "native_title")
BASED_ON = ("based_on", "basedon")
IMAGES = ("image", "poster")
RELEASED = ("released", "release_date", "release", "released_date")
RUNTIME = ("runtime", "running_time", "length", "time")
BUDGET = ("budget",)
GROSS = ("gross", "revenue", "box_office")

IGNORED: dict[str, str] = {
    **dict.fromkeys(
        ("image_size", "imagesize", "image_upright", "border", "alt", "image_alt", "caption", "italic_title", "color",
         "colour", "color_process", "image_caption", "upright", "module", "embed", "child", "header_color", "width",
         "native_name_lang", "logo", "logo_size", "footnotes"),
        "how the box looks",
    ),
    **dict.fromkeys(("website", "url", "homepage", "imdb_id", "imdb", "amg_id", "id", "imdb_rating", "rt",
                     "allmovie_id", "allrovi_id"), "an address; the external links section states it"),
    **dict.fromkeys(("preceded_by", "followed_by", "prequel", "sequel", "series", "related"), "another film"),
    **dict.fromkeys(("awards", "rating", "genre", "year", "tagline", "aspect_ratio", "ratio", "admissions",
                     "sound_design", "casting", "casting_director", "art_direction", "production_design", "costumes",
                     "costume_design", "choreography", "choreographer", "lyrics", "lyricist", "lyrics_by", "playback",
                     "dialogue", "dialogues", "dialog", "executive_producer", "executive_producers", "co-producer",
                     "associate_producer", "line_producer", "presenter", "sound", "stunts", "layout_artist",
                     "background_artist", "animator", "animation", "animators", "color_format", "theme_music",
                     "makeup", "set_design", "visual_effects", "voices", "copyright", "camera", "format",
                     "characters", "cast", "creator", "creators", "script_editor", "num_episodes", "seasons"),
                    "not in the data model"),
}  # fmt: skip
"""Parameters that are passed over, with the reason."""

_KNOWN = frozenset(
    [p for row in CREDITS for p in row.parameters]
    + [*NAMES, *NATIVE_NAMES, *BASED_ON, *IMAGES, *RELEASED, *RUNTIME, *BUDGET, *GROSS, *IGNORED]
)

_PARAMETER_SPACES = re.compile(r"[\s_]+")
_LYRICS = re.compile(r"\blyric", re.IGNORECASE)
_UNCREDITED = re.compile(r"^\W*uncredited\W*$", re.IGNORECASE)
_TERRITORY = re.compile(
    r"^((?:Europe|Asia|Africa|North America|South America|Latin America|International|Worldwide|Overseas|US|U\.S\."
    r"|USA|UK|U\.K\.|United States|United Kingdom|Canada|Australia|India|Japan|China|Hong Kong|France|Germany"
    r"|Italy|Spain|Theatrical|Domestic|Foreign|Home video|DVD|TV|Television|Online|Streaming)"
    r"(?:\s*(?:&|and|,|/)\s*[A-Z][\w. ]+)?)\s*[-–—:]\s+"
)


class Infobox:
    """The arguments of a film's infobox by normalised parameter name (the last one given counts)."""

    def __init__(self, reader: Reader, template: Template) -> None:
        self.reader = reader
        self.template = template
        self.arguments: dict[str, Argument] = {}
        for argument in template.arguments:
            name = parameter_name(argument.name)
            if reader.document.raw(argument.span).strip() or name not in self.arguments:
                self.arguments[name] = argument

    def get(self, names: tuple[str, ...]) -> Iterator[tuple[str, Argument]]:
        """(parameter, argument) of those parameters that are filled."""
        for name in names:
            argument = self.arguments.get(name)
            if argument is not None and self.reader.document.visible(argument.span):
                yield name, argument

    def report_unknown(self) -> None:
        """An issue for every filled parameter that no row knows."""
        for name, argument in self.arguments.items():
            if name not in _KNOWN and self.reader.rich(argument.nodes):
                self.reader.issue("unknown-parameter", name, argument.span)


def parameter_name(name: str) -> str:
    """`based on`, `Based_on` → `based_on`. Source: the template's own aliases."""
    return _PARAMETER_SPACES.sub("_", name.strip().lower())


def trimmed(reader: Reader, span: Span) -> Span:
    """The span without white space at its ends."""
    raw = reader.document.raw(span)
    left = len(raw) - len(raw.lstrip())
    return Span(span.begin + left, max(span.begin + left, span.begin + len(raw.rstrip())))


def shared_references(reader: Reader, argument: Argument, found: list[Piece]) -> list[Span]:
    """The references in a parameter that stand in none of its pieces: they are for all of them."""
    held = {ref.span for piece in found for ref in reader.document.refs_in(piece.span)}
    return [ref.span for ref in reader.document.refs_in(argument.span) if ref.span not in held]


# --- people, companies, countries, languages


def credits(box: Infobox) -> Iterator[Credit]:
    """Everyone and everything named in the rows of CREDITS, each once per field."""
    for row in CREDITS:
        seen: dict[tuple[str, str | None], None] = {}
        for parameter, argument in box.get(row.parameters):
            for credit in _parameter_credits(box.reader, row, parameter, argument):
                key = (credit.entity.link or credit.entity.name, credit.qualifier if row.field in _TWICE else None)
                if key not in seen:
                    seen[key] = None
                    yield credit


_TWICE = {Field.DISTRIBUTORS, Field.PRODUCTION_COMPANIES}  # one company may stand for two territories


def _parameter_credits(reader: Reader, row: CreditRow, parameter: str, argument: Argument) -> Iterator[Credit]:
    found = pieces(argument.nodes)
    shared = shared_references(reader, argument, found)
    label = ""
    any_read = False
    last: Credit | None = None
    for piece in found:
        text = reader.rich(piece.nodes)
        if row.kind is Kind.PERSON and _is_label(text):
            label = text.text
            any_read = True
            continue
        if row.field is Field.MUSIC and (_LYRICS.search(label) or re.match(r"^\W*lyrics?\b", text.text, re.I)):
            any_read = True  # words are no music
            continue
        qualifier = label.strip(" :'") if _UNCREDITED.match(label) else None
        territory = _TERRITORY.match(text.text)
        if territory and not text.linked(0, territory.end()):
            qualifier = territory[1]
            text = text.cut(territory.end(), len(text))
        if last is not None and text.text.startswith("(") and text.text.endswith(")"):
            last = Credit(last.field, last.entity, last.origin, last.qualifier or text.text.strip("() "))
            continue
        for mention in mentions(reader, text, row.kind):
            any_read = True
            if last is not None:
                yield last
            origin = reader.origin(trimmed(reader, piece.span), shared)
            last = Credit(row.field, mention.entity, origin, mention.qualifier or qualifier)
    if last is not None:
        yield last
    if not any_read:
        text = reader.rich(argument.nodes)
        if text and text.text.casefold().strip(" .") not in NOBODY and not _UNCREDITED.match(text.text):
            reader.issue("names-unreadable", parameter, argument.span)


def _is_label(text: Rich) -> bool:
    """Whether a piece is only a heading for those that follow: `'''Dialogues:'''`."""
    return bool(text) and not text.of("link") and not without_label(text)


# --- the film's own names and image


def film_name(box: Infobox) -> Text:
    """The `name` parameter's first line, else the page title without its disambiguation."""
    reader = box.reader
    for _, argument in box.get(NAMES):
        lines = reader.rich(argument.nodes).text.split("\n")
        if lines and any(char.isalnum() for char in lines[0]):
            return Text(lines[0], "en", reader.origin(trimmed(reader, argument.span)))
    return Text(without_disambiguation(reader.page.title), "en", reader.origin(box.template.span))


_MODULES = frozenset(
    {"infobox name module", "film name", "infobox film name", "filmname", "native name list", "chinese"}
)
_MODULE_FIELDS: tuple[tuple[str, str | None], ...] = (
    # Template:Infobox name module and Template:Film name: named arguments and the language they are in
    ("kanji", "ja"), ("kana", "ja"), ("hiragana", "ja"), ("katakana", "ja"), ("romaji", "ja-Latn"), ("hangul", "ko"),
    ("hanja", "ko"), ("rr", "ko-Latn"), ("mr", "ko-Latn"), ("traditional", "zh-Hant"), ("simplified", "zh-Hans"),
    ("chinese", "zh"), ("t", "zh-Hant"), ("s", "zh-Hans"), ("c", "zh"), ("pinyin", "zh-Latn-pinyin"),
    ("p", "zh-Latn-pinyin"), ("mandarin", "zh-Latn-pinyin"), ("jyutping", "yue-Latn-jyutping"),
    ("j", "yue-Latn-jyutping"), ("cantonese", "yue"), ("literal", "en"), ("translation", "en"), ("english", "en"),
    ("title", None), ("film_name", None), ("nepali", "ne"), ("bengali", "bn"), ("hindi", "hi"), ("tamil", "ta"),
)  # fmt: skip


def native_names(box: Infobox) -> Iterator[Text]:
    """Names in other languages from `native_name` / `film name`."""
    reader = box.reader
    for _, argument in box.get(NATIVE_NAMES):
        modules = [t for t in templates(argument.nodes) if t.name in _MODULES]
        if modules:
            for module in modules:
                yield from _module_names(reader, module)
            continue
        for piece in pieces(argument.nodes):
            yield from _native_text(reader, reader.rich(piece.nodes), trimmed(reader, piece.span))


def _module_names(reader: Reader, module: Template) -> Iterator[Text]:
    fields = {parameter_name(argument.name): argument for argument in module.arguments}
    language = reader.rich(fields["language"].nodes).text if "language" in fields else ""
    default = is_language_code(language) or language_tag(language) if language else None
    positional = module.positional
    if len(positional) >= 2:  # lang|title
        code = reader.rich(positional[0].nodes).text
        yield from _named(reader, positional[1], is_language_code(code) or default)
    elif positional:
        yield from _named(reader, positional[0], default)
    for name, tag in _MODULE_FIELDS:
        if name in fields:
            yield from _named(reader, fields[name], tag or default)


def _named(reader: Reader, argument: Argument, tag: str | None) -> Iterator[Text]:
    text = reader.rich(argument.nodes)
    if any(char.isalpha() for char in text.text):
        marked = text.covered("lang")
        tag = is_language_code(marked.value) if marked else tag
        yield Text(text.text.replace("\n", " "), tag, reader.origin(trimmed(reader, argument.span)))


def _native_text(reader: Reader, text: Rich, span: Span) -> Iterator[Text]:
    """`(Catalan: Actrius)`, `{{lang|fr|…}}`, or just the name."""
    body = text.strip("()") if text.text.startswith("(") and text.text.endswith(")") else text
    marked = body.of("lang")
    origin = reader.origin(span)
    if marked:
        for mark in marked:
            yield Text(body.text[mark.begin : mark.end].replace("\n", " "), is_language_code(mark.value), origin)
        return
    label, colon, rest = body.text.partition(":")
    tag = language_tag(label) if colon else None
    name = rest.strip() if tag else peel(body)[0].text
    if any(char.isalpha() for char in name):
        yield Text(name.replace("\n", " ").strip('"“” '), tag, origin)


_FILE = re.compile(r"[^\[\]{}|<>\n]+\.(?:jpe?g|png|gif|svg|webp|tiff?|bmp|webm|ogv)", re.IGNORECASE)


def images(box: Infobox) -> Iterator[Image]:
    """The file named in `image`, with or without `File:` and brackets."""
    reader = box.reader
    for _, argument in box.get(IMAGES):
        name = ""
        for node in argument.nodes:
            if isinstance(node, Link):
                kind, title = title_of(node.target)
                name = title if kind is LinkKind.FILE else ""
                break
        else:
            match = _FILE.match(reader.rich(argument.nodes).text)
            name = match[0].strip() if match else ""
            if name.lower().startswith(("file:", "image:")):
                name = name.split(":", 1)[1].strip()
        if name:
            yield Image(name.replace("_", " "), reader.origin(trimmed(reader, argument.span)))
        elif reader.rich(argument.nodes):
            reader.issue("image-unreadable", "image", argument.span)


# --- based on

_BY = re.compile(r"(?:^|\s+)(?:written by|created by|story by|novel by|play by|by)\s+", re.IGNORECASE)
_NO_WORK = re.compile(
    r"\W*|(?:the|an?|his|her|their)?\s*(?:\d{4}\s+)?(?:original\s+|short\s+|stage\s+|comic\s+|true\s+|real\s+)?"
    r"(?:novel|novella|play|book|story|stories|idea|concept|memoirs?|article|comics?|musical|opera|film|screenplay|events?"
    r"|life|poem|song|legend|series|television series)s?(?:\s+(?:of the same name|written|created))?",
    re.IGNORECASE,
)
"""Words that say what kind of work it is, and name none."""


def bases(box: Infobox) -> Iterator[Basis]:
    """The works named in `based_on`, by {{Based on|work|author…}} or as `''Work'' by Author`."""
    reader = box.reader
    for parameter, argument in box.get(BASED_ON):
        found = [t for t in templates(argument.nodes) if t.name in ("based on", "basedon", "based-on")]
        read = False
        for template in found:
            positional = template.positional
            if positional:
                work = _work(reader, reader.rich(positional[0].nodes))
                authors = tuple(
                    m.entity
                    for author in positional[1:]
                    for piece in pieces(author.nodes)
                    for m in mentions(reader, _without_by(reader.rich(piece.nodes)), Kind.PERSON)
                )
                if work or authors:
                    read = True
                    yield Basis(work, authors, reader.origin(template.span, [argument.span]))
        if not found:
            for basis in _written_out(reader, argument):
                read = True
                yield basis
        if not read and reader.rich(argument.nodes).text.casefold() not in NOBODY:
            reader.issue("basis-unreadable", parameter, argument.span)


def _without_by(text: Rich) -> Rich:
    match = _BY.match(text.text)
    return text.cut(match.end(), len(text)) if match else text


def _work(reader: Reader, text: Rich) -> Entity | None:
    """The work a text names: what is in italics or linked, else the text without remarks."""
    if not text:
        return None
    for kind in ("italic", "link"):
        marks = text.of(kind)
        if marks:
            mark = marks[0]
            part = text.cut(mark.begin, mark.end).strip("\"“”'")
            return reader.entity(part, Kind.WORK, anchored=kind == "link" or bool(part.of("link")))
    line = text.cut(0, text.text.index("\n")) if "\n" in text.text else text
    if re.match(r"\([^()]*\)\s*\S", line.text):  # `(stage play) E.R.`
        line = line.cut(line.text.index(")") + 1, len(line))
    name = peel(line)[0].strip("\"“”'")
    if not name or _NO_WORK.fullmatch(name.text):
        return None
    return reader.entity(name, Kind.WORK, anchored=False)


def _written_out(reader: Reader, argument: Argument) -> Iterator[Basis]:
    works: list[tuple[Entity | None, list[Entity], Span]] = []
    for piece in pieces(argument.nodes):
        text = reader.rich(piece.nodes)
        span = trimmed(reader, piece.span)
        by = next((m for m in _BY.finditer(text.text) if not text.linked(*m.span()) and not _in_italic(text, m)), None)
        if by is None:
            work = _work(reader, text)
            if work is not None and (text.of("italic") or text.of("link") or not works):
                works.append((work, [], span))
            continue
        authors = [m.entity for m in mentions(reader, text.cut(by.end(), len(text)), Kind.PERSON)]
        before = text.cut(0, by.start())
        if before or not works:
            works.append((_work(reader, before), authors, span))
        else:
            work, earlier, begun = works[-1]
            works[-1] = (work, earlier + authors, Span(begun.begin, span.end))
    for work, authors, span in works:
        if work or authors:
            yield Basis(work, tuple(authors), reader.origin(span, [argument.span]))


def _in_italic(text: Rich, match: re.Match[str]) -> bool:
    return any(m.begin < match.end() and match.start() < m.end for m in text.of("italic"))
