"""Who made the film: the parameters of Template:Infobox film that name people, companies, countries, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.extraction.cast.people import is_name
from kg.extraction.countries import COUNTRIES
from kg.extraction.heads import heads_of
from kg.extraction.infobox import CREDITS, CreditRow, Infobox, shared_references, trimmed
from kg.extraction.names import LABEL, is_bracketed, is_link, is_nobody, mentions, outside, peel, without_label
from kg.extraction.reader import Reader
from kg.model import Credit, Field, Kind, Span
from kg.wikitext.lists import Piece
from kg.wikitext.rich import EMPTY, Rich, join
from kg.wikitext.tree import Argument

_LYRICS = re.compile(r"\blyric", re.IGNORECASE)
_UNCREDITED = re.compile(r"^\W*uncredited\W*$", re.IGNORECASE)
_TERRITORY_NAME = (
    r"(?:(?:Europe|Asia|Africa|North America|South America|Latin America|International|Worldwide|Overseas|US|U\.S\."
    r"|USA|UK|U\.K\.|United States|United Kingdom|Canada|Australia|India|Japan|China|Hong Kong|France|Germany"
    r"|Italy|Spain|Theatrical|Domestic|Foreign|Home video|DVD|TV|Television|Online|Streaming)"
    r"(?:\s*(?:&|and|,|/)\s*[A-Z][\w. ]+)?)"
)
_TERRITORY = re.compile(rf"({_TERRITORY_NAME})\s*[-–—:]\s+")


def _is_territory(text: Rich) -> bool:
    return text.text in COUNTRIES or re.fullmatch(_TERRITORY_NAME, text.text) is not None


def credits(box: Infobox) -> Iterator[Credit]:
    """Everyone and everything named in the rows of CREDITS, in their order. Who stands in two parameters (writer and
    screenplay) comes twice: both places are sources of the one fact."""
    for row in CREDITS:
        for parameter, argument in box.get(row.parameters):
            yield from _parameter_credits(box.reader, row, parameter, argument)


def _parameter_credits(reader: Reader, row: CreditRow, parameter: str, argument: Argument) -> Iterator[Credit]:
    found = [*reader.document.pieces_of(argument.nodes)]
    shared = shared_references(reader, argument, found)
    label = ""
    any_read = False
    last: Credit | None = None
    found, texts, below = _closing(row, *_apart(row, found, [reader.rich(piece.nodes) for piece in found]))
    heads = heads_of(texts, _is_territory) if row.kind is Kind.ORGANIZATION else [EMPTY] * len(texts)
    for piece, text, head in zip(found, texts, heads, strict=True):
        if row.kind in _BILLED and _is_heading(row, text, texts[-1]):
            label = label if _is_joint(text) else text.text
            continue
        if row.kind is Kind.PERSON and _is_label(text):
            label = text.text
            any_read = True
            continue
        if _OF_SOURCE.fullmatch(label.strip(_AROUND)) and row.field in _WRITING:
            reader.issue("names-unreadable", parameter, trimmed(reader, piece.span))  # of a book: no writer of the film
            any_read = True
            continue
        if row.field is Field.MUSIC and (_LYRICS.search(label) or re.match(r"^\W*lyrics?\b", text.text, re.I)):
            any_read = True  # words are no music
            continue
        if head is None:  # `'''Japan:'''`
            continue
        qualifier = label.strip(" :'()") if label and _UNCREDITED.match(label) else head.text or None
        territory = _TERRITORY.match(text.text)
        if territory and not text.linked(0, territory.end()):
            qualifier = territory[1]
            text = text.cut(territory.end(), len(text))
        source = _SOURCE.match(text.text) if row.kind is Kind.PERSON else None
        lead = ""
        if source and not text.linked(*source.span()):
            lead = "Story" if _STORY_SOURCE.search(source[1]) else ""
            if row.field is Field.SCREENWRITERS and not lead:  # who wrote the book did not write the film
                reader.issue("names-unreadable", parameter, trimmed(reader, piece.span))
                any_read = True
                continue
            qualifier = qualifier or source[1]
            text = text.cut(source.end(), len(text))
        if last is not None and text.text.startswith("(") and text.text.endswith(")"):
            last = Credit(last.field, last.entity, last.origin, last.qualifier or text.text.strip("() "))
            continue
        billed = _billed(row, text)
        if billed.unread:
            reader.issue("names-unreadable", parameter, trimmed(reader, piece.span))
            any_read = True
            continue
        named = [
            (mention, remark)
            for part, remark in billed.names
            for mention in mentions(reader, part, row.kind, guilds=row.field not in _BY_LETTERS)
        ]
        if not named:
            continue
        any_read = True
        closing = below.get(piece.span, EMPTY)
        beside = [part.span for part in (closing, head) if part]
        origin = reader.origin(trimmed(reader, piece.span), [*shared, *beside])
        for mention, remark in named:
            if last is not None:
                yield last
            said = mention.qualifier or _said(row, closing, last=mention is named[-1][0])
            if row.field is Field.MUSIC and _ONLY_LYRICS.fullmatch(said):
                last = None  # words are no music
                continue
            fields = _fields(row.field, text, f"{lead} {billed.lead} {said}".strip() or label)
            remark = mention.qualifier or remark or qualifier or said or None
            for field in fields[:-1]:
                yield Credit(field, mention.entity, origin, remark)
            last = Credit(fields[-1], mention.entity, origin, remark)
    if last is not None:
        yield last
    if not any_read:
        text = reader.rich(argument.nodes)
        if text and not is_nobody(text) and not _UNCREDITED.match(text.text):
            reader.issue("names-unreadable", parameter, argument.span)


class _Billed(NamedTuple):
    """A piece without the words that bill the names in it."""

    names: tuple[tuple[Rich, str | None], ...]
    """Each with its remark, if any: `Segment 1`, `as "G"`."""
    lead: str = ""
    """What is said of all of them: `Story by`."""
    unread: bool = False
    """Whether it names somebody, and does not show whom."""


_BILLED = (Kind.PERSON, Kind.ORGANIZATION)
_WITH = r"in (?:association|co-?operation|collaboration|partnership|conjunction|co-?production) with"
_LEAD = re.compile(
    r"(?:(?:a|film|original|additional|special|guest|friendly|extended|cameo|appearances?|roles?|story|screenplay"
    r"|script|dialogues?|written|directed|direction|produced|co-produced|edited|editing|photography|cinematography"
    r"|presented|photographed|distributed|released"
    r"|narrated|adapted|adaptation|music|score|songs|composed|and|&)\s+){0,5}by\s+"
    rf"|(?:and\s+)?(?:{_WITH}|also(?: starring| with)?|starring|along with|together with|with|for|plus)\s+"
    r"|(?:and|&)\s+(?:introducing\s+)?|introducing\s+",
    re.IGNORECASE,
)
"""Words before a name that bill it, and are no part of it: `Special appearance by Jane Doe`, `for Doe Films`."""
_TRAIL = re.compile(rf"\s+(?:presents?|{_WITH}|in association|and|&|with|for)$", re.IGNORECASE)
_JOINED = re.compile(rf"\s+{_WITH}\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"an?\s+", re.IGNORECASE)
_PRESENTED = re.compile(r"\s+(?:co-?)?(?:production|presentation|release|film)", re.IGNORECASE)
"""`a [[Doe Films]] production`"""
_PART = re.compile(
    r"(?:segments?|parts?|episodes?|chapters?|(?:first|second|third|1st|2nd|3rd) units?)\b[^:\n]{0,60}:\s*",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(r"[^:\n]{1,60}:\s*")
_AS = re.compile(r"\s+(as\s+(?:the\s+)?[A-Z\"“'].*)", re.DOTALL)
_AROUND = ":.-–—…()"
_COMMA = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?=[^\s,][^,]{0,60}?\sas\s)")
_HEADING = re.compile(
    r"(?:(?:supervising|additional|associate|assistant|lead|chief|executive|(?:second|2nd) unit|special|guest|friendly"
    r"|extended|cameo)\s+|co-?){1,3}"
    r"(?:editors?|producers?|directors?|cinematographers?|writers?|composers?|appearances?|roles?|stars?|cast)"
    r"|presents|presented|presentation|animation|live[- ]action",
    re.IGNORECASE,
)


_PART_FIRST = re.compile(r"(?:segments?|parts?|episodes?|chapters?)\b", re.IGNORECASE)
_OF_WORK = re.compile(
    r"\b(?:segments?|parts?|episodes?|chapters?|sections?|units?|versions?|scenes?|sequences?|footage|animation|music"
    r"|songs?|score|dialogues?|titles?|\w*photography|cinematography|effects|lyrics|vocals?|narration|voices?|cast"
    r"|roles?|appearances?|editing|editors?|producers?|directors?|cinematographers?|writers?|composers?)\b",
    re.IGNORECASE,
)
"""Words that show that others name a part of a film or of the work on it, and nobody."""


def _is_heading(row: CreditRow, text: Rich, last: Rich) -> bool:
    """Whether a piece only bills the names of those after it: `''in association with''`, `Supervising Editor`; or heads
    persons that end in one not bold, itself all bold and no name by its words: `Opening part`."""
    if text.of("link"):
        return False
    words = text.strip(_AROUND).text
    if _LEAD.fullmatch(f"{words} ") or _HEADING.fullmatch(words):
        return True
    if row.kind is not Kind.PERSON or text.covered("bold") is None or last.covered("bold") is not None:
        return False
    words = peel(text)[0].text
    small = all(not word[0].isupper() for word in words.split()[1:])
    return _PART_FIRST.match(words) is not None or (small and _OF_WORK.search(words) is not None)


def _is_joint(text: Rich) -> bool:
    """Whether a piece only joins names to those before it: `''and''`."""
    words = text.strip(_AROUND).text
    return _LEAD.fullmatch(f"{words} ") is not None and not _says_what(words)


def _says_what(words: str) -> bool:
    return words.lower().endswith("by")


def _billed(row: CreditRow, text: Rich) -> _Billed:
    """The names in a piece, and the words that bill them."""
    if row.kind is Kind.LANGUAGE:
        return _Billed(((_spoken(text), None),))
    if row.kind not in _BILLED or is_link(text):
        return _Billed(((text, None),))
    text, label = _without_part(text)
    if label and row.kind is Kind.PERSON and _is_full_name(label):
        return _Billed((), unread=True)  # `Jane Doe: [[Batman]]`: who and what, or what and who
    remark = label.text.strip(" :") or None
    text, lead = _without_lead(_without_production(text))
    if row.kind is Kind.ORGANIZATION and " with " in text.text:
        return _Billed(tuple([(part, remark) for part in outside(text, _JOINED)]), lead)
    if row.field is Field.STARRING and " as " in text.text:
        return _Billed(tuple([_without_role(part, remark) for part in outside(text, _COMMA)]), lead)
    return _Billed(((text, remark),), lead)


def _without_part(text: Rich) -> tuple[Rich, Rich]:
    """A text without what it says first of the part or the work that a name is for, and that: `Segment 1: Jane Doe`."""
    if ":" in text.text and without_label(text) is text:
        match = _PART.match(text.text) or _LABEL_BEFORE.match(text.text)
        beside = match is not None and (match.re is _PART or text.linked(match.end(), match.end() + 1))
        if match and beside and not text.linked(*match.span()):
            return text.cut(match.end(), len(text)), text.cut(0, match.end())
    return text, EMPTY


def _is_full_name(label: Rich) -> bool:
    """Whether a label is written like a person's full name, and not like the title of a part in italics or quotes."""
    name = label.strip(": ")
    if len(name.text.split()) < 2 or name.of("italic") or name.text[0] in "\"“'‘" or _OF_WORK.search(name.text):
        return False
    return is_name(name) and name.text.split()[0].lower() not in ("the", "a", "an")


def _without_production(text: Rich) -> Rich:
    """The company alone of `a [[Doe Films]] production`."""
    links = text.of("link")
    if len(links) != 1 or not _ARTICLE.fullmatch(text.text, 0, links[0].begin):
        return text
    return text.cut(links[0].begin, links[0].end) if _PRESENTED.fullmatch(text.text, links[0].end) else text


def _without_lead(text: Rich) -> tuple[Rich, str]:
    """A text without the words that bill the names in it, before and after them, and what those say: `Story by`. Words
    that a name may begin or end with (`For Pictures`) bill it only in small letters or beside a link."""
    lead = ""
    if (match := _LEAD.match(text.text)) and _bills(text, match, match.end()):
        lead = match[0].strip() if _says_what(match[0].strip()) else ""
        text = text.cut(match.end(), len(text))
    if (match := _TRAIL.search(text.text)) and _bills(text, match, match.start() - 1):
        text = text.cut(0, match.start())
    return text, lead


def _without_role(text: Rich, remark: str | None) -> tuple[Rich, str | None]:
    """An actor without the role, and the role or the remark that is there already."""
    match = _AS.search(text.text)
    if match is None or text.linked(*match.span(1)):
        return text, remark
    return text.cut(0, match.start()), remark or match[1]


def _bills(text: Rich, match: re.Match[str], beside: int) -> bool:
    """Whether words found are no part of the name whose next character stands at `beside`."""
    if match.end() - match.start() == len(text) or text.linked(*match.span()):
        return False
    words = match[0].strip()
    return text.linked(beside, beside + 1) or words == words.lower() or words.lower().endswith((" by", " with"))


_STORY = re.compile(r"\bstory\b", re.IGNORECASE)
_SCRIPT = re.compile(r"\b(?:screen ?play|script|dialogues?|written|writer|scenario|adaptation)\b", re.IGNORECASE)


def _fields(field: Field, text: Rich, label: str) -> tuple[Field, ...]:
    """What a name is credited for, by the label that its text begins with, else by `label`: `Story:` among the writers
    is a story credit, `Story & Screenplay:` both."""
    if field is not Field.SCREENWRITERS:
        return (field,)
    own = LABEL.match(text.text)
    label = own[0] if own else label
    if _STORY.search(label):
        return (Field.STORY_BY, field) if _SCRIPT.search(label) else (Field.STORY_BY,)
    return (field,)


_SILENT = re.compile(
    r"\b(?:silent(?: film)?|sound(?: film)?|no dialogue|inter-?titles?|sub-?titles?|titles?|dialogues?|language|version"
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
_SUBTITLED = re.compile(r"(?<!silent)(?<!silent film),?\s+with\s+[^,;/\n]{1,40}?\s+sub-?titles?$", re.IGNORECASE)
"""What is read, and not spoken. A silent film's are its language."""


def _spoken(text: Rich) -> Rich:
    """The languages of a text, without the words that say how they are used: `Silent (English intertitles)`. Those in
    a remark stay a remark: `Cantonese (with subtitles)`."""
    if not _SILENT.search(text.text):
        return join(outside(text, _MIXED), ", ") if _MIXED.search(text.text) else text
    core, remark = peel(text)
    if remark and core and not _SILENT.search(core.text):
        return text
    if match := _SUBTITLED.search(text.text):
        return text.cut(0, match.start())
    kept: list[Rich] = []
    start = 0
    for match in _USED.finditer(text.text):
        kept.append(text.cut(start, match.start()))
        start = match.end()
    kept.append(text.cut(start, len(text)))
    return join([part.strip("()/,;–-:") for part in kept], ", ")


_WRITING = (Field.SCREENWRITERS, Field.STORY_BY)
_OF_SOURCE = re.compile(
    r"based (?:up)?on|adapted from|(?:(?:original|short|graphic|stage)\s)?(?:novel|novella|book|play|musical"
    r"|comics?|manga)",
    re.IGNORECASE,
)
"""A line above a work that the film is made from, and its author: `Based on`, `Novel`."""


def _is_label(text: Rich) -> bool:
    """Whether a piece is only a heading for those that follow: `'''Dialogues:'''`."""
    if not text or text.of("link"):
        return False
    return not without_label(text) or _OF_SOURCE.fullmatch(text.text.strip(_AROUND)) is not None


_BY_LETTERS = frozenset({Field.STARRING, Field.MUSIC})
"""Of those credited for these some go by letters alone: what may be a guild's may be a name, too."""


def _closing(
    row: CreditRow, found: list[Piece], texts: list[Rich]
) -> tuple[list[Piece], list[Rich], Mapping[Span, Rich]]:
    """The pieces and their texts without those that are a remark in brackets on the persons in the piece before, and
    these remarks by the span of that piece. Where brackets stand before the first name they head what follows."""
    below: dict[Span, Rich] = {}
    bracketed = row.kind is Kind.PERSON and any(text.text.startswith("(") for text in texts[1:])
    if not bracketed or is_bracketed(texts[0]):
        return found, texts, below
    kept, kept_texts = [*found], [*texts]
    for index in range(len(texts) - 1, 0, -1):
        text, before = texts[index], texts[index - 1]
        if not is_bracketed(text) or text.of("link") or is_bracketed(before) or _is_label(before):
            continue
        words = text.strip("()")
        if words and not _is_joint(text) and not _says_what(words.text):
            below[found[index - 1].span] = words
            del kept[index], kept_texts[index]
    return kept, kept_texts, below


_BILLED_NEXT = re.compile(
    r"[,;]\s+(?:and\s+)?(?=(?:(?:additional|original)\s+)?(?:(?:story|screenplay|script|dialogues?|lyrics?|words|music"
    r"|songs|score)(?:\s*(?:,|&|and)\s*)?){1,3}\s+by\s)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"((?:based (?:up)?on|from|after)\s+(?:an?|the|his|her|their)\s+(?:original\s+|short\s+)?"
    r"(?:idea|concept|story|novel|novella|play|book|poem|tale|script|screenplay))\s+by\s+",
    re.IGNORECASE,
)
"""What somebody's part in the film is taken from: `From an idea by Jane Doe`."""
_STORY_SOURCE = re.compile(r"\b(?:idea|concept|story)$", re.IGNORECASE)


def _apart(row: CreditRow, found: list[Piece], texts: list[Rich]) -> tuple[list[Piece], list[Rich]]:
    """The pieces and their texts, those of persons cut where others are billed for something else: `Jane Doe, story by
    John Roe`."""
    if row.kind is not Kind.PERSON or not any(" by " in text.text for text in texts):
        return found, texts
    cut = [(p, part) for p, text in zip(found, texts, strict=True) for part in outside(text, _BILLED_NEXT)]
    return [piece for piece, _ in cut], [text for _, text in cut]


def _said(row: CreditRow, closing: Rich, *, last: bool) -> str:
    """What the brackets below a piece say of a person in it: what was written, of all; else of the last."""
    return closing.text if closing and (last or row.field is Field.SCREENWRITERS) else ""


_ONLY_LYRICS = re.compile(r"lyrics?|lyricists?", re.IGNORECASE)
