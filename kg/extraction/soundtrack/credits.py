"""Who a credit of a track names, and what a track's title and its remarks are.

Sources: Template:Track listing ("credits"), Wikipedia:WikiProject Albums/Album article style advice
("Track listing": titles in quotation marks, remarks outside of them, guests as "featuring").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.extraction.anchors import name_key
from kg.extraction.names import mentions, outside
from kg.extraction.organizations import PERSON_PAGE
from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import Column
from kg.extraction.soundtrack.titles import are_full_names, names_in
from kg.extraction.surroundings import is_bracketed, is_link, without_label
from kg.model import Entity, Kind
from kg.wikitext.lists import pieces
from kg.wikitext.rich import Rich, join
from kg.wikitext.tree import Node

NO_ARTIST = frozenset({
    "instrumental", "instrument", "instruments", "instrumental music", "theme", "theme music", "bgm", "score",
    "music", "various artists", "various artist", "various singers", "film version", "dialogue", "dialogues",
    "n.a", "n. a", "nil", "tbd", "none", "self-released", "self released", "unreleased", "not credited",
    "bit song", "background music", "unknown artist", "unknown singer", "pathos", "karaoke", "track", "tracks",
    "female", "male", "duet", "solo", "vocal", "vocals", "not known", "traditional song", "not applicable",
})  # fmt: skip
"""Texts that stand in the place of a name and name nobody."""

FEATURES = r"feat(?:uring)?|ft"
"""Words that tell of guests, as a pattern."""
_GUESTS = re.compile(rf"\b(?:{FEATURES})\b\.?:?\s+", re.IGNORECASE)
"""Before a guest of those named first."""
_FEATURING = re.compile(
    rf"{_GUESTS.pattern}|(?:,?\s+(?:along|together))?\s+with\s+(?-i:the\s+)?|\(with\s+(?-i:(?=[A-Z]))", re.IGNORECASE
)
_AS = re.compile(r"(?:\s+(?-i:as|AS)|,?\s+a\.?k\.?a\.?)\s+[^,;\n/&()\[\]]+", re.IGNORECASE)
"""A role, or another name of the one named before; `As` may be a word of a name."""
_NAME_BEFORE = 60
"""How far before `As` a name is looked for."""
_CAPITAL_AS = re.compile(r"\s+As\s+[^,;\n/&()\[\]]+")
_JOINING = frozenset({
    "as", "aka", "feat", "featuring", "ft", "with", "and", "by", "x", "vs", "versus", "presents", "conducting",
})  # fmt: skip
"""Of the words that the patterns here look for, those without which a text of letters alone holds none of them."""
_SLASH = re.compile(r"\s*/\s*")
_AND = re.compile(r"\s*&\s*|\s+and\s+|\s+\+\s+")
_CHORUS = re.compile(
    r"(?<!orchestra)(?<!choir)(?<!symphony)(?<!ensemble)\s+(?:&|and|\+)\s+(?:(?-i:the)\s+(?=(?-i:c)))?(?=(?:chorus|choir|group|others|co|party|cast|ensemble|company"
    r"|various artists?)\.?\s*$)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:music|lyrics?|words|written|composed|penned|performed|played|sung|danced|vocals?|songs?|score|recorded|reprised?)\b"
    r"\s*(?:,|&|and\b)?\s*){1,4}(?:(?:on|in)\s+(?:an?\s+|the\s+)?[\w-]{1,20}\s+)?by\s+",
    re.IGNORECASE,
)
"""What a credit says again of what its column states."""
_NEXT_BY = re.compile(rf"[,;]?\s+(?:(?:and|&)\s+)?(?={_BY.pattern})", re.IGNORECASE)
_DASH = re.compile(r"\s*[–—]\s*")
_GROUP_OF = re.compile(r"(?:the|his|her|their|its|co|friends)\b", re.IGNORECASE)
"""What begins the name of somebody's group: `Jane Doe and Her Orchestra`."""
_NO_CREDIT = re.compile(
    r"(?:(?:re-?)?arr(?:\.|anged|angements?)|orch(?:\.|estrated)|prod(?:\.|uced)|remix(?:ed)?\s+by|adapted|conducted|translated|inspired|programmed)(?=\W|$)",
    re.IGNORECASE,
)
"""Beginnings of credits for something else: `Traditional, arr. Jane Doe`."""
_VOICE = re.compile(
    r"(?:^|[,;/&(\[\n]|\band\b)\s{0,3}(?:(?:additional|backing|background|lead|other|female|male|child|kids?|english|hindi"
    r"|punjabi|tamil|telugu)\s+){0,2}"
    r"(?:rap(?:per|s)?|(?:male|female)\s+version|lead|harmon(?:y|ies)|vocals?|voices?|singers?|chorus|choir|male|female|kids|humming|alaap?|swaras?|jathis?"
    r"|dialogues?|narrat(?:ion|or|ed)|recit(?:al|ation|ed)|verses?|beatbox(?:ing)?|whistl(?:e|ing)|flute|violin|veena"
    r"|sitar|sarod|guitars?|sax(?:ophone)?|trumpet|clarinet|piano|keyboards?|harmonica|tabla|drums|percussion"
    r"|nadaswaram|shehnai|harmonium)(?:\s*:\s*|\s+by:?\s+)",
    re.IGNORECASE,
)
"""What somebody does in a recording, before the name: `, Rap: Jane Doe`, `(Swaras by Jane Doe)`."""
_MADE_AGAIN = re.compile(
    r"(?:^|[,;/&(\n]|\band\b)\s{0,3}(?:additional(?:\s+(?:lyrics|words|music|composition))?|rap(?:\s+lyrics)?|re-?created"
    r"|re-?composed|reprised|re-?written|original(?:ly)?(?:\s+(?:composed|composition|composer|created|written|music|lyrics))?"
    r"|guest\s+composition)(?:\s*:\s*|\s+by:?\s+)",
    re.IGNORECASE,
)
"""What somebody added to a song or made of another's, before the name: `, Recreated by Jane Doe`, `Original: Bo`."""
_VERSUS = re.compile(r"\s{1,3}(?:[x×]|vs\.?|versus|presents|pres\.)\s{1,3}|,?\s{1,3}conducting\s{1,3}(?:the\s)?")
"""Between artists of one recording: `Jane Doe x John Roe`."""
_CONDUCTED = re.compile(r",?\s{1,3}\(?conducted\s+by\b[^,;()\n]*\)?", re.IGNORECASE)
"""After an orchestra: who conducts it is not who performs."""
_DITTO = re.compile(
    r"[\"″〃“”]{1,2}|,,|\W*(?:do|ditto|ibid|(?:the\s+)?same(?:\s+as\b.{0,40})?|as above)\W*", re.IGNORECASE
)
_OF_WHOM = re.compile(r"['’]s?\s+$")


def people(reader: Reader, nodes: Iterable[Node], column: Column) -> tuple[Entity, ...]:
    """Everyone whom the credit in `nodes` (a parameter's value, a cell) names, each once, in order."""
    return named(reader, (reader.rich(piece.nodes) for piece in pieces(nodes)), column)


def named(reader: Reader, texts: Iterable[Rich], column: Column) -> tuple[Entity, ...]:
    """Everyone whom the texts name, each once, in order."""
    found: dict[tuple[str, str | None], Entity] = {}
    performed = column in (Column.PERFORMERS, Column.SINGERS)
    for text in texts:
        text = _with_members(_without_roles(_unjoined(text))) if performed else _unjoined(text)
        ditto = len(text) < 60 and _DITTO.fullmatch(text.text) is not None and not text.of("link")
        if ditto or "respectively" in text.text:  # names of more than is told here
            reader.issue("credit-unclear", column.value, text.span)
            continue
        for part in map(_whose, _parts(reader, text, column)):
            if not performed and part.text.startswith("From ") and not part.linked(0, 4):
                reader.issue("credit-unclear", column.value, part.span)  # `From [[Psalms]]`: the source
                continue
            if match := _BY.match(part.text):
                part = part.cut(match.end(), len(part))
            if (";" in text.text or "&" in part.text) and _is_group(part, column):
                entity = reader.entity(part, Kind.NOMINEE)
                entities = [] if entity is None else [entity]
            else:
                entities = [
                    _typed(mention.entity) for mention in mentions(reader, part, Kind.PERSON, guilds=not performed)
                ]
            for index, entity in enumerate(entities):
                key = name_key(entity.name)
                if _NO_CREDIT.match(entity.name):
                    if index + 1 < len(entities):  # `Jane Doe, arranged by John Roe, Ann Poe`
                        reader.issue("credit-unclear", column.value, part.span)
                    break
                if key.casefold().strip("()") not in NO_ARTIST:
                    found.setdefault((key, entity.link), entity)
    return tuple(found.values())


_PLAYED = re.compile(r"(?:^|[,;/&]\s*|\band\s+)(?P<role>[^\W\d_a-z][^()\[\],;/&]{0,40}?)\s+\((?P<who>[^()]{2,80})\)")


def _without_roles(text: Rich) -> Rich:
    """Performers alone, where each is linked in brackets behind a role without a link: `Anna ([[Jane Doe]]), Bill
    ([[John Roe]])`."""
    found = [m for m in _PLAYED.finditer(text.text) if not text.linked(*m.span("role"))] if "(" in text.text else []
    people = [text.cut(*match.span("who")) for match in found]
    if not people or text.text.count("(") > len(people) or not all(person.covered("link") for person in people):
        return text
    whole = sum(match.end() - match.start() for match in found) == len(text)
    return join(people, ", ") if whole or _JOINTS.fullmatch(_PLAYED.sub("", text.text)) else text


_JOINTS = re.compile(r"[\s,;/&]*")


def _with_members(text: Rich) -> Rich:
    """A linked group and those who sing in it with a comma for the colon between: `[[The Ferns]]: Jane, Ann & Bo`."""
    link = next((m for m in text.of("link") if not m.begin), None) if ":" in text.text else None
    if link is None or not text.text.startswith(": ", link.end):
        return text
    return join((text.cut(0, link.end), text.cut(link.end + 2, len(text))), ", ")


def names_guests(text: Rich) -> bool:
    """Whether a text names performers, since it says who is a guest of theirs: `Jane Doe feat. John Roe`."""
    match = _GUESTS.search(text.text)
    return match is not None and bool(text.text[: match.start()].strip(" (,")) and match.end() < len(text)


_JOINT = re.compile(r"(?:and|with|[&+])\s+(?=\S)")
_JOINT_END = re.compile(r"\s+(?:and|with|&|\+)$")


def _unjoined(text: Rich) -> Rich:
    """A line of a list of names without what joins it to the lines beside it, and without brackets around all of it:
    `and Jane Doe`, `Jane Doe &`, `(Jane Doe, John Roe)`."""
    if text.text.startswith("(") and is_bracketed(text):
        inner = text.cut(1, len(text) - 1)
        text = inner if len(outside(inner, _LISTED)) > 1 else text
    if text.text[:1] in "aw&+" and (match := _JOINT.match(text.text)) and not text.linked(*match.span()):
        text = text.cut(match.end(), len(text))
    if text.text.endswith(("and", "with", "&", "+")) and (match := _JOINT_END.search(text.text)):
        text = text if text.linked(*match.span()) else text.cut(0, match.start())
    return text


_LISTED = re.compile(r"\s*(?:[,;/&]|\band\b)\s*")


def _typed(entity: Entity) -> Entity:
    """A credit does not show whether a single word is a singer or a band, or anybody at all: `traditional`."""
    shown = entity.link is not None and PERSON_PAGE.search(entity.link) is not None
    if entity.kind is Kind.PERSON and not shown and (" " not in entity.name or entity.name.startswith("The ")):
        return replace(entity, kind=Kind.NOMINEE)
    return entity


def _parts(reader: Reader, text: Rich, column: Column) -> list[Rich]:
    """The text cut where only credits of recordings are: guests, slashes, choirs, pairs of singers."""
    if is_link(text) and text.text[:1].isalnum():
        return [text]
    text = without_label(text)
    if not text or text.covered("link") or reader.anchors.page(text.text) is not None:
        return [text]
    if text.text.replace(" ", "").isalpha() and _JOINING.isdisjoint(text.text.casefold().split()):
        return [text]
    if ";" in text.text and len(divided := outside(text, _SEMICOLON)) > 1:
        return [part for one in divided for part in ([one] if _is_group(one, column) else _parts(reader, one, column))]
    text = _without(text, _AS)
    if " As " in text.text:
        text = _without(text, _CAPITAL_AS, lambda match: _ends_with_person(text, match.start()))
    if "onducted" in text.text and not _CONDUCTED.match(text.text):
        text = _without(text, _CONDUCTED)
    labels = _VOICE if column in (Column.PERFORMERS, Column.SINGERS) else _MADE_AGAIN
    out = [_unbracketed(part) for part in text.split(_FEATURING)]
    if ":" in text.text or "by" in text.text:
        out = [_unbracketed(piece) for part in out for piece in part.split(labels)]
    out = [piece for part in out for piece in outside(part, _VERSUS)]
    out = [piece for part in out for piece in _slashed(part)]
    out = [piece for part in out for piece in outside(part, _CHORUS)]
    out = [piece for part in out for piece in outside(part, _NEXT_BY)]
    return [piece for part in out for piece in _joined_by_and(reader, part, column)]


_SEMICOLON = re.compile(r"\s*;\s*")
_GROUP_NAME = re.compile(r"[^\W\d_]+(?:,\s+[^\W\d_]+){1,4},?\s+(?:&|and)\s+[^\W\d_]+")


def _is_group(text: Rich, column: Column) -> bool:
    """Whether single words make one name with commas, in a list divided by semicolons: `Earth, Wind & Fire`."""
    return column is Column.PERFORMERS and not text.of("link") and _GROUP_NAME.fullmatch(text.text) is not None


def _is_list(text: Rich, column: Column) -> bool:
    """Whether single words joined by commas and `&` are a name each, as of those who write songs: `Jane, Ann & Bo`; of
    performers with `and`, which few groups write."""
    listed = column is not Column.PERFORMERS or "&" not in text.text
    return listed and _GROUP_NAME.fullmatch(text.text) is not None


def _joined_by_and(reader: Reader, text: Rich, column: Column) -> list[Rich]:
    """Names joined by `and`, `&` or, all linked, by a dash, where it is certain that several are meant; what is
    left is decided by kg.extraction.names."""
    parts = outside(text, _DASH)
    if len(parts) > 1 and all(part.covered("link") for part in parts):
        return parts
    parts = list(map(_without_article, _whole_titles(outside(text, _AND))))
    if len(parts) < 2:
        return [text]
    if column is Column.SINGERS or _is_list(text, column):
        return parts
    return parts if _are_several(reader, parts, column) else [text]


def _whole_titles(parts: list[Rich]) -> list[Rich]:
    """The parts with those put together again of which the later is no name by itself: `Six Hits and a Miss`."""
    out = parts[:1]
    for part in parts[1:]:
        if part.text.startswith(("a ", "an ")) and out[-1].covered("link") is None:
            out[-1] = join((out[-1], part), " and ")
        else:
            out.append(part)
    return out


def _are_several(reader: Reader, parts: list[Rich], column: Column) -> bool:
    """Whether links, here or elsewhere in the article, show what is joined to be names of their own; of those who
    write songs a full name does, since a pair that goes by one name is named by single words."""
    linked = [part.covered("link") is not None for part in parts]
    known = [link or reader.anchors.page(part.text) is not None for link, part in zip(linked, parts, strict=True)]
    if all(known):
        return True
    if any(_GROUP_OF.match(part.text) for part in parts):
        return False
    if column is Column.PERFORMERS:
        return any(linked) or _ends_in_link(parts[0])
    return any(known) or (
        all(part.text[0].isupper() for part in parts)
        and any(" " in part.text and not part.text.startswith("The ") for part in parts)
    )


def _ends_in_link(text: Rich) -> bool:
    """Whether a list of names ends in a linked one: `Jane Doe, [[John Roe]]`."""
    last = next(iter(reversed(text.of("link"))), None)
    return last is not None and last.end == len(text) and text.text.endswith(", ", 0, last.begin)


def _without_article(text: Rich) -> Rich:
    """The linked name alone of `the [[Placeholders]]`: what has a link of its own is no part of another's name."""
    if not text.text.startswith("the ") or text.linked(0, 3):
        return text
    name = text.cut(4, len(text))
    return name if name.text[:1].isupper() and name.covered("link") else text


def _whose(text: Rich) -> Rich:
    """The author alone of `John Roe's [[doha (poetry)|doha]]`: a link in small letters after the name is a kind of
    work."""
    links = text.of("link")
    if len(links) != 1 or not text.text[links[0].begin].islower():
        return text
    match = _OF_WHOM.search(text.text, 0, links[0].begin)
    return text.cut(0, match.start()) if match and match.start() else text


def _without(
    text: Rich, pattern: re.Pattern[str], is_meant: Callable[[re.Match[str]], bool] = lambda match: True
) -> Rich:
    """The text without the matches of `pattern` that are meant; matches that begin in a link stay."""
    kept, start = [], 0
    for match in pattern.finditer(text.text):
        if not text.linked(match.start(), match.start() + 4) and is_meant(match):
            kept.append((start, match.start()))
            start = match.end()
    if not kept:
        return text
    return join((text.cut(*part) for part in (*kept, (start, len(text)))), " ")


def _ends_with_person(text: Rich, end: int) -> bool:
    """Whether a link or a name in full ends there, and no beginning of one: `Quick As Foxes`."""
    before = text.cut(max(0, end - _NAME_BEFORE), end)
    names = names_in(before)
    return any(link.end == len(before) for link in before.of("link")) or (bool(names) and are_full_names(names[-1]))


def _unbracketed(text: Rich) -> Rich:
    """Without the brackets that the guests were put in."""
    body = text.text.rstrip(" ,;([")
    text = text.cut(0, len(body))
    if body.endswith((")", "]")) and body.count("(") + body.count("[") < body.count(")") + body.count("]"):
        return text.cut(0, len(text) - 1)
    return text


def _slashed(text: Rich) -> list[Rich]:
    """Names divided by `/`; short ones belong together (`AC/DC`)."""
    parts = outside(text, _SLASH)
    if all(len(part) > 3 for part in parts):
        return parts
    return [text]
