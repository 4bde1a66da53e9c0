"""Credits that hold for all tracks of a listing: `all_music=`, `All lyrics written by Jane Doe, except as noted.`

Sources: Template:Track listing ("all_writing", "all_lyrics", "all_music"), Wikipedia:WikiProject Albums/Album article
style advice ("Track listing": a line above the listing for what all tracks share).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extraction.anchors import name_key
from kg.extraction.names import MAX_TEXT, outside
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.extraction.soundtrack.columns import Column
from kg.extraction.soundtrack.credits import named
from kg.extraction.soundtrack.track import Credits, add, credits_of, with_credits
from kg.extraction.surroundings import without_respectively
from kg.model import Entity, Span, Track
from kg.wikitext.rich import Rich, join

_WHAT = r"(?:songs?|tracks?|lyrics|music|compositions?|words)"
_VERB = (
    r"(?:written|composed|penned|performed|sung|scored|produced|arranged|orchestrated|conducted|released|published"
    r"|distributed|programmed|mixed)"
)
_MORE = r"(?:(?:additional|original)\s+)?"
_ADDITIONAL = re.compile(rf"\badditional\s+{_WHAT}\b", re.IGNORECASE)
"""Of which nobody says to which songs they belong."""
_SET = rf"(?:set\s+)?to\s+(?:the\s+)?{_WHAT}\s+(?:of|by)\b"
_NEXT = rf"(?:(?:all\s+)?(?:the\s+)?(?:{_MORE}{_WHAT}\b[^,.;]{{0,30}}?\bby\b|{_VERB}\s+by\b)|{_SET})"
"""The next credit of a line: `, music by …`, `and performed by …`, `set to music by …`."""
_JOINED = r"(?:,?\s+(?:and|&|with|while|for\s+which)|,)\s+"
"""What the next credit is joined by."""
_TOLD = re.compile(
    rf"(?P<set>(?:set\s+)?to\s+)?(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:(?:songs|tracks)\s+have\s+)?"
    rf"(?:{_MORE}(?P<what>{_WHAT})\b(?:\s+(?:and|&)\s+(?P<both>{_WHAT})\b)?"
    r"(?:\s+(?:on|of|in)\s+(?:the\s+|this\s+)?(?:album|soundtrack|score|film|movie))?(?:\s+(?:is|are|was|were))?\s+)?"
    rf"(?:(?P<verb>{_VERB})(?:\s+(?:and|&)\s+(?P<second>{_VERB}))?\s+)?(?:by:?|(?(set)of|by))\s+"
    r"(?P<who>(?:[^.;]|(?<=\b\w)\.|(?<=\b[JSMDF]r)\.|(?<=\b[SP]t)\.)+?)"
    rf"(?:(?<!\b\w)(?<!\b[JSMDF]r)(?<!\b[SP]t)[.;]+\s*(?:and\s+)?|{_JOINED}(?={_NEXT})|\s+(?={_SET})|$)",
    re.IGNORECASE,
)
"""One credit of a line that consists of nothing else."""
_OPENING = re.compile(rf"all\s+(?:of\s+)?(?:the\s+)?{_WHAT}\b", re.IGNORECASE)
_STOPS = re.compile(r"[.;]")
MAX_LINE = 500
"""Characters; a longer line is a paragraph."""
_WHATS: Mapping[str, Column] = {
    "lyrics": Column.LYRICISTS,
    "words": Column.LYRICISTS,
    "music": Column.COMPOSERS,
}
_VERBS: Mapping[str, Column] = {
    "written": Column.WRITERS,
    "penned": Column.LYRICISTS,
    "composed": Column.COMPOSERS,
    "scored": Column.COMPOSERS,
    "performed": Column.PERFORMERS,
    "sung": Column.PERFORMERS,
}
_MAKERS = frozenset({Column.WRITERS, Column.COMPOSERS, Column.LYRICISTS})


def credits_told(line: Rich) -> list[tuple[Column, Rich]] | None:
    """(what, who) of each credit in a line that consists of credits for all tracks: `All lyrics written by Jane Doe;
    all music composed by John Doe.` None for any other line."""
    if len(line) > MAX_LINE or not _OPENING.match(line.text):
        return None
    body = line.text
    for link in line.of("link"):  # no full stop in a link ends a credit
        body = body[: link.begin] + _STOPS.sub("_", body[link.begin : link.end]) + body[link.end :]
    out: list[tuple[Column, Rich]] = []
    position = 0
    while position < len(line):
        match = _TOLD.match(body, position)
        if match is None or not (match["what"] or match["verb"]):
            return None
        who = _named_alone(line.cut(*match.span("who")))
        if who is None:
            return None
        if _ADDITIONAL.search(body, match.start(), match.start("who")) is None:
            out += _in_turn(match, who) or _in_brackets(match, who) or [(column, who) for column in _columns(match)]
        position = match.end()
    return out


def is_unclear(line: Rich, told: Sequence[object] | None) -> bool:
    """Whether a line tells a credit for all tracks that is not among what credits_told told of it."""
    if told is not None and _ADDITIONAL.search(line.text) is None:
        return False
    return len(line) <= MAX_LINE and _OPENING.match(line.text) is not None and " by " in line.text


_EXCEPT = re.compile(r"\b(?:except|unless|but|other than|excluding|apart from|save for)\b", re.IGNORECASE)
_NOTED = re.compile(
    rf"{_EXCEPT.pattern}[^.]{{0,20}}\b(?:noted|indicated|stated|specified|credited|listed|mentioned)\b", re.IGNORECASE
)


def notes_writers(line: Rich) -> bool:
    """Whether a line tells who wrote all songs but those at which others are named."""
    if _NOTED.search(line.text) is None:
        return False
    columns = {column for column, _ in credits_told(line) or ()}
    return bool(columns) and columns <= {Column.WRITERS, Column.COMPOSERS}


_KIND_OF = re.compile(r"(?:the\s+)?(?:(?!the\s|of\s)[a-z-]+\s+){1,3}")
"""Before a name: who that is, `the duo`, `music director`."""
_JOB = re.compile(r"[a-z]{3,}(?:or|er|ist)\s+$")
"""What somebody does, by its ending: `director`, `composer`, `lyricist`."""
_ELSE = re.compile(
    r"(?:,?\s+(?:and|&)\s+(?:released|published|distributed))?\s+(?:while\s+)?(?:under|on|in|for|from|at|through)\s(?P<where>.*)",
    re.DOTALL,
)
"""After a name: how and where that was, `under the label …`, `in the raga …`, `and released on …`."""
_FURTHER = re.compile(r"(?:,|\band\b|&)(?!\s*[0-9])")
"""Before what may be another name."""
_TOGETHER = re.compile(r"\s+in\s+collaboration\s+with\s+")
"""Between two names."""
_TELLS_MORE = re.compile(rf"\b(?:by|lyrics|words|songs|music|which|while|who|{_VERB})\b(?!\s[A-Z]|\))")
"""Among names: the line goes on, in words that are not understood."""


def _named_alone(who: Rich) -> Rich | None:
    """Whom a credit of a line names, without the words beside a linked name that say more about it, and with the
    exceptions; None where the words are not understood."""
    excepted = next((m for m in _EXCEPT.finditer(who.text) if not who.linked(*m.span())), None)
    if excepted is not None:
        alone = _named_alone(who.cut(0, excepted.start()))
        return join((alone, who.cut(excepted.start(), len(who))), " ") if alone is not None else None
    kind = _KIND_OF.match(who.text)
    end = kind.end() if kind and not who.linked(*kind.span()) else 0
    if end and who.text.startswith("of ", end):
        return None  # `the brother of Jane Doe`
    told = who.text.startswith("the ") or _JOB.search(who.text, 0, end) or any(m.begin == end for m in who.of("link"))
    if told and who.text[end : end + 1].isupper():
        who = who.cut(end, len(who))
    together = outside(who, _TOGETHER)
    if not any(ORGANIZATION.search(other.text) for other in together[1:]):
        who = join(together, ", ")
    for link in who.of("link"):
        match = _ELSE.match(who.text, link.end)
        if match and not who.linked(link.end, match.start("where")):
            where = match["where"].rstrip(" ,")
            if _names_more(who, match.start("where"), match.start("where") + len(where)) or _TRACKS.search(where):
                return None
            who = who.cut(0, link.end)
            break
    return None if _TELLS_MORE.search(who.text) else who


def _names_more(who: Rich, begin: int, end: int) -> bool:
    """Whether another name may stand in a range of a text: a joint in a link or in italics is part of a title."""
    titles = who.of("italic")
    joints = (m for m in _FURTHER.finditer(who.text, begin, end) if not who.linked(*m.span()))
    return any(not any(title.begin <= m.start() < title.end for title in titles) for m in joints)


def _columns(match: re.Match[str]) -> tuple[Column, ...]:
    """What a credit is for; () when that is not told (`All songs by Jane Doe`) or no part of the data model."""
    verbs = {_VERBS.get(word.lower()) for word in (match["verb"], match["second"]) if word}
    made = {_WHATS[word.lower()] for word in (match["what"], match["both"]) if word and word.lower() in _WHATS}
    makers = {column for column in verbs if column in _MAKERS}
    if verbs and not makers:
        made.clear()  # `All music performed by …` credits no composer
    made = made or makers
    columns = (Column.WRITERS,) if len(made) > 1 else tuple(made)
    return (*columns, *((Column.PERFORMERS,) if Column.PERFORMERS in verbs else ()))


_AND = re.compile(r"\s+(?:and|&)\s+")


def _in_turn(match: re.Match[str], who: Rich) -> list[tuple[Column, Rich]]:
    """(what, who) of two works of which each of two did one: `composed and written by Jane Doe and John Roe
    respectively`. What was written beside the music are words."""
    people = without_respectively(who)
    names = outside(people, _AND) if people is not who else []
    if match["both"]:
        works = [_WHATS.get(match[word].lower()) for word in ("what", "both")]
    else:
        works = [_VERBS.get(word.lower()) for word in (match["verb"], match["second"]) if word]
    if len(names) != len(works) or len(works) != 2 or any("," in name.text for name in names):
        return []
    if Column.COMPOSERS in works:
        works = [Column.LYRICISTS if work is Column.WRITERS else work for work in works]
    return [(work, name) for work, name in zip(works, names, strict=True) if work is not None]


_WORK = re.compile(r"[\s,]*(?:(?:and|&)\s+)?(?P<who>[^()]{1,120}?)\s*\((?P<what>music|lyrics|words)\)")


def _in_brackets(match: re.Match[str], who: Rich) -> list[tuple[Column, Rich]]:
    """(what, who) of makers behind each of whom stands which part of the songs is theirs: `songs written by Jane Doe
    (music) and John Roe (lyrics)`."""
    out, position = [], 0
    while "(" in who.text and position < len(who):
        work = _WORK.match(who.text, position)
        if work is None or who.linked(*work.span("what")):
            return []
        out.append((_WHATS[work["what"]], who.cut(*work.span("who"))))
        position = work.end()
    return out if {*_columns(match)} <= _MAKERS and len({column for column, _ in out}) > 1 else []


def credit_told(
    reader: Reader, tracks: Sequence[Track], told: Iterable[tuple[Column, Rich]], unclear: frozenset[Span] = frozenset()
) -> list[Track]:
    """The tracks with the credits (see credits_told) for those without one of their own. `unclear`: where those stand
    that may be exceptions."""
    out = list(tracks)
    for column, who in told:
        out = credit_all(reader, out, [who], column)
    return [before if before.origin.span in unclear else after for before, after in zip(tracks, out, strict=True)]


_ALL = re.compile(r"^all\s+(?:the\s+)?[\w\s,]{1,40}?\b(?:by|:)\s+", re.IGNORECASE)
_TRACKS = re.compile(
    r"\b(?:tracks?|songs?|nos?\.?|#)\s*((?:[0-9]{1,3}\s*(?:[,&–—-]|\band\b|\bto\b)*\s*)+)", re.IGNORECASE
)
_NUMBERS = re.compile(r"([0-9]{1,3})(?:\s*(?:[–—-]|\bto\b)\s*([0-9]{1,3}))?")
_NUMBERED = re.compile(r"\(\s*[0-9]{1,3}(?:\s*(?:[,&–—-]|and|to)\s*[0-9]{1,3})*\s*\)")
"""`Jane Doe (1–3), John Roe (4)`"""
_QUOTED = re.compile(r"[\"“]([^\"“”]{1,200})[\"”]")
_WHOSE = re.compile(
    r"[\s,(]{0,4}(?:(?:which|that)\s+(?:is|was|are|were)\s+)?(?:(?:written|composed|penned)\s+)?"
    r"(?:by:?|[:–—-])\s+(?=\S)",
    re.IGNORECASE,
)
"""Between a track that is excepted and whose it is: `except "Song" by John Roe`."""
_JOINING = " ,&–—-andto"
"""What track numbers are joined by, which may stand behind the last, too."""
_WHOSE_END = re.compile(r"[\s,;.)]*(?:\b(?:and|&)\s*)?$")


def credit_all(reader: Reader, tracks: Sequence[Track], texts: Iterable[Rich], column: Column) -> list[Track]:
    """The tracks with what `texts` (of `all_writing=`, `all_lyrics=`, `all_music=`, of a line above the listing) state
    for those without a credit of their own."""
    found: Credits = {}
    limits: list[tuple[tuple[Entity, ...], set[int]]] = []
    exceptions: dict[int | str, tuple[Entity, ...]] = {}
    excepted = False
    texts = [text for text in texts if text]
    places = [text.span for text in texts]
    for text in texts:
        if match := _ALL.match(text.text):
            text = text.cut(match.end(), len(text))
        if (match := _EXCEPT.search(text.text)) and not text.linked(*match.span()):
            excepted = True
            exceptions |= _exceptions(reader, text.cut(match.start(), len(text)), column)
            text = text.cut(0, match.start()).strip(",;([–—-")
        if _TRACKS.search(text.text) or _NUMBERED.search(text.text):
            limits += _limited(reader, text, column)
        else:
            add(found, column, named(reader, [text], column))
    out = []
    for track in tracks:
        own = _own(track, column, excepted)
        keys = (track.position or 0, name_key(track.title.name).casefold())
        key = next((key for key in keys if key in exceptions), None)
        if key is not None:
            credit = exceptions[key]
        else:
            credit = found.get(column, ()) + tuple(e for es, only in limits if track.position in only for e in es)
        if credit and not own:
            origin = reader.origin(track.origin.span, (*track.origin.more, *places))
            track = replace(with_credits(track, {**credits_of(track), column: credit}), origin=origin)
        out.append(track)
    return out


def _exceptions(reader: Reader, text: Rich, column: Column) -> dict[int | str, tuple[Entity, ...]]:
    """`except "Song" and track 4 by Jane Doe, track 5 by John Roe`: whose the tracks up to each name are, by number or
    title; nobody's where that is not told."""
    out: dict[int | str, tuple[Entity, ...]] = {}
    keys: list[int | str] = []
    short = len(text) <= MAX_TEXT
    if not short:
        reader.issue("text-too-long", column.value, text.span)
    quoted = [*(_QUOTED.finditer(text.text) if '"' in text.text or "“" in text.text else _in_italics(text))]
    numbers = _TRACKS.finditer(_QUOTED.sub(lambda match: " " * len(match[0]), text.text))
    numbered = [match for match in numbers if not text.linked(*match.span())]  # `[[Invention No. 1]]`
    found = sorted([*quoted, *numbered], key=lambda match: match.start())
    for match, following in zip(found, [*found[1:], None], strict=False):
        keys += [name_key(match[1]).casefold()] if match.re in (_QUOTED, _ANYTHING) else track_numbers(match[0])
        whose = _WHOSE.match(text.text, match.start() + len(match[0].rstrip(_JOINING)))
        if short and whose is not None and not text.linked(*whose.span()):
            names = text.cut(whose.end(), following.start() if following else len(text))
            end = _WHOSE_END.search(names.text)
            out |= dict.fromkeys(keys, named(reader, [names.cut(0, end.start()) if end else names], column))
            keys.clear()
    return dict.fromkeys(keys, ()) | out


_ANYTHING = re.compile(r"(.+)", re.DOTALL)


def _in_italics(text: Rich) -> Iterable[re.Match[str]]:
    """The titles in italics: `except ''Song''`."""
    titles = (_ANYTHING.fullmatch(text.text, mark.begin, mark.end) for mark in text.of("italic"))
    return (match for match in titles if match is not None)


def _limited(reader: Reader, text: Rich, column: Column) -> list[tuple[tuple[Entity, ...], set[int]]]:
    """`Jane Doe (tracks 1–3), John Doe (track 4)`: who is named for which tracks."""
    out, start = [], 0
    for match in re.finditer(r"\(([^()]*)\)", text.text):
        numbers = track_numbers(f"tracks {match[1]}" if _NUMBERED.fullmatch(match[0]) else match[1])
        if numbers:
            name = text.cut(start, match.start()).strip(",;&")
            out.append((named(reader, [name], column), numbers))
            start = match.end()
    return out


def track_numbers(text: str) -> set[int]:
    """The track numbers a remark names: `tracks 1, 3–5` → 1, 3, 4, 5."""
    out: set[int] = set()
    for match in _TRACKS.finditer(text):
        for pair in _NUMBERS.finditer(match[1]):
            first, last = int(pair[1]), int(pair[2] or pair[1])
            out.update(range(first, last + 1))
    return out


def _own(track: Track, column: Column, noted: bool) -> bool:
    """Whether a credit for all tracks does not concern this one. `noted`: it says `except where noted`."""
    if column is Column.PERFORMERS:
        return bool(track.performers)
    if column is Column.WRITERS:
        return bool(track.writers or (noted and (track.composers or track.lyricists)))
    own = track.composers if column is Column.COMPOSERS else track.lyricists
    return bool(own or (noted and track.writers))
