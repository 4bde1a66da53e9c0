"""Who is named in one part of a cell or an item, and what of a text is such a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from kg.extraction.anchors import name_key
from kg.extraction.awards.names.jobs import BEFORE_PERSON, DONE_BY, JOB_TITLE, MADE, ROLE_WORDS, is_job
from kg.extraction.awards.names.phrases import NAME_WORD
from kg.extraction.awards.names.wording import is_person_like
from kg.extraction.names import Mention, mentions, outside
from kg.extraction.namewords import BLANK, LATE, PARTICLE
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_link, peel
from kg.model import Entity, Kind
from kg.wikitext.rich import EMPTY, Rich, join

_NO_ONE = BLANK | {
    "film", "the film", "movie", "the movie", "film itself", "the film itself", "itself", "himself", "herself", "self",
    "cast ensemble", "various", "recipient", "nominee", "picture", "production", "feature film", "best film",
    "best picture", "song", "soundtrack", "script", "screenplay", "winner", "winners",
}  # fmt: skip
"""Texts in a recipient's place that name no one in particular."""

_CAST = re.compile(
    r"(?:the )?(?:(?:entire|whole|full|ensemble) )?(?:cast|ensemble|crew|team|makers)(?: (?:and|&) crew)?"
    r"(?: (?:of|from) .*)?"
)

_FROM = re.compile(r"\s+(?:from|in)\s+(?=[\"“'A-Z])")
"""Behind which further names may stand: `"Song A" from ''Moss''; Jane Doe`."""
_CUTS = (
    # what follows is what it was given for, or a remark
    re.compile(r"(?:,\s*|\s+)(?:also\s+)?(?:for|as)\s+(?=\S)", re.IGNORECASE),
    re.compile(
        r"[,;(]?\s*\b(?:also|tied|tie|shared|along|together|in a tie)\s+(?:for|with|nominated)\b", re.IGNORECASE
    ),
    _FROM,
    re.compile(
        r"\s+(?:and|&)\s+(?:any(?:one|body)?|either of|(?:his|her|their) co-?stars?|(?:\d{1,3}|two|three|four|five|six"
        r"|seven|eight|nine|ten|several|many) (?:others?|more))\b(?=\s|$)"
    ),
)

_SOURCE = re.compile(
    r"(?:^|[,;(]?\s)\s*(?:(?:[Bb]ased (?:up)?on|[Aa]dapted from|[Ss]uggested by|[Ii]nspired by)\s"
    r"|[Ff]rom (?:the|an?|his|her|their)(?: original| short)? (?:story|novel|novella|book|play|musical|idea|article)\b)"
)
"""What begins the work that a script was made from, and who wrote that."""

_DASH = re.compile(
    r"(?<=[\"”])\s+(?:(?:(?:performed|sung|interpreted|written|composed|recorded) )?by\s+"
    r"|(?=(?:[Mm]usic|[Ll]yrics|[Ww]ords)\b))"
    r"|(?<=[\"”]):\s+|\s+[–—-]+\s+|\s*—\s*|\s+–|–\s+"
)

_BY = re.compile(r"\s+by\s+(?=[^\W\d_a-z])")
"""Behind a title in italics: `''Song A'' by Jane Doe`."""

_LEAD = re.compile(
    rf"^(?:and|&|with|by|awarded to|presented to|given to|to|{MADE}(?: (?:and|&) {MADE})? by:?|interpreters?:)\s+",
    re.IGNORECASE,
)

_TAIL = re.compile(r"[\s,;/]+(?:and|&)?\s*$|\s+(?:and|&)$", re.IGNORECASE)

_TAIL_ENDS = ("and", "&", "/", ",", ";")

_LABEL = re.compile(r"^[A-Z][\w &/,'’()-]{1,45}:\s+")

_APART = re.compile(r";\s+|\s+/\s+|(?<= [A-Za-z]{3})/(?=[A-Z][\w.]*\s[A-Z])|(?<=[a-z]{4})/(?=[A-Z][\w.]*\s[A-Z])")

_EITHER = re.compile(rf"{_APART.pattern}|\s+(?:and|&)\s+either\s+|,?\s+or\s+")
"""Between those named by `Jane Doe and either Ann Poe, Bob Roe or Al Low`."""

_FEATURING = re.compile(r"\s+(?:feat\.?|ft\.?|featuring)\s+(?=\S)")

AND = re.compile(r"\s+(?:and|&)\s+")

NAME = re.compile(rf"{NAME_WORD}(?: (?:{NAME_WORD}|{PARTICLE})){{0,4}}")
"""A name in words with capitals."""

_WITH_NAME = re.compile(r"(?:Sons?|Brothers?|Sisters?|Associates|Company|Co|Partners|Friends|Family|Staff)\.?")
"""What `and` joins to a name as part of it: `Doe & Sons`."""

QUOTED = re.compile(r"[\"“](?P<name>[^\"“”\n]{1,150})[\"”]")
"""A text in quotes."""
BRACKET = re.compile(r"\(([^()]*)\)")


def trimmed(text: Rich) -> Rich:
    """Without what joins a name to others or tells that it is given something, at both ends."""
    text = text.strip(",;:*†‡•")
    lead = _LEAD.match(text.text)
    if lead and not text.linked(*lead.span()):
        text = text.cut(lead.end(), len(text))
    late = LATE.match(text.text)
    if late and any(link.begin == late.end() for link in text.of("link")) and not text.of("italic"):
        text = text.cut(late.end(), len(text))
    tail = _TAIL.search(text.text) if text.text[-3:].casefold().endswith(_TAIL_ENDS) else None
    if tail and not text.linked(*tail.span()):
        text = text.cut(0, tail.start())
    return text


def film_in(reader: Reader, text: Rich) -> Entity | None:
    """The film itself, when that is what the text names."""
    if is_link(text) and text.of("link")[0].value != reader.page.title:
        return None
    core, _ = peel(text)
    core = core.strip("\"“”'‘’")
    if not core or not (reader.is_film(core) or _is_named_so(reader, core)):
        return None
    return reader.film(core.text)


def _is_named_so(reader: Reader, text: Rich) -> bool:
    """Whether a title in italics is the film's name in other capitals."""
    if text.of("link") or not text.covered("italic"):
        return False
    return name_key(text.text).lower() in map(str.lower, reader.film_names)


def is_work(text: Rich) -> bool:
    """Whether all of a text is in quotes or italics."""
    if not ('"' in text.text or "“" in text.text or text.of("italic")):
        return False
    core, _ = peel(trimmed(text))
    body = core.text
    return bool(core.covered("italic")) or (len(body) > 2 and body[0] in '"“' and body[-1] in '"”')


def is_plain(text: Rich, begin: int, end: int) -> bool:
    """Whether nothing there is linked, in italics or within quotes."""
    if text.linked(begin, end) or any(m.begin < end and begin < m.end for m in text.of("italic")):
        return False
    before = text.text[:begin]
    quotes = sum(before.count(mark) for mark in '"“”')
    return quotes % 2 == 0 and before.count("(") <= before.count(")")


def dashed(text: Rich) -> list[Rich]:
    """The parts between dashes, and `by` behind a title."""
    out, start = [], 0
    titled = next((m.end for m in text.of("italic") if m.begin == 0), None) if " by " in text.text else None
    behind = _BY.match(text.text, titled) if titled is not None else None
    joints = sorted([*_DASH.finditer(text.text), *((behind,) if behind else ())], key=re.Match.start)
    for match in joints:
        if is_plain(text, *match.span()):
            out.append(text.cut(start, match.start()))
            start = match.end()
    out.append(text.cut(start, len(text)))
    return [part for part in out if part]


def unwrapped(part: Rich) -> Rich:
    """Without the brackets that hold all of it: `Jane Doe – ("Song A")`."""
    return part.cut(1, len(part) - 1) if BRACKET.fullmatch(part.text) and not part.linked(0, 1) else part


def without_purpose(text: Rich) -> Rich:
    """Without what it was given for, or a remark, behind the names."""
    for pattern in _CUTS:
        for match in pattern.finditer(text.text):
            if match.start() > 0 and (is_plain(text, *match.span()) or _is_word_alone(text, match)):
                further = text.text.find("; ", match.end()) if pattern is _FROM else -1
                behind = text.cut(further, len(text)) if further > 0 else EMPTY
                text = join((text.cut(0, match.start()), behind), "")
                break
    return text


def _is_word_alone(text: Rich, match: re.Match[str]) -> bool:
    """Whether the words that match, and no more, are in italics: `Jane Doe ''for'' Ann`."""
    inside = [m for m in text.of("italic") if m.begin < match.end() and match.start() < m.end]
    return bool(inside) and all(match.start() < m.begin and m.end <= match.end() for m in inside)


def _without_label(text: Rich, *, only_job: bool = False) -> Rich:
    """Without a label, `Lyrics:`; in italics, or of one of a list (`only_job`), only one that tells what someone does,
    `Singer: Jane Doe`, else it is of a title."""
    label = _LABEL.match(text.text) if ":" in text.text else None
    if label is None:
        return text
    by_itself = not text.linked(*label.span()) and not any(m.begin < label.end() < m.end for m in text.of("italic"))
    plain = is_plain(text, *label.span()) and not only_job
    return text.cut(label.end(), len(text)) if plain or (by_itself and is_job(label[0].strip(": "))) else text


def _without_title(name: Rich) -> Rich:
    """A person's name without what the person is before it: `Producer Jane Doe`, not `Directors Guild`."""
    title = BEFORE_PERSON.match(name.text)
    if title is None or name.linked(*title.span()) or not is_plain(name, *title.span()):
        return name
    person = name.cut(title.end(), len(name))
    return person if is_person_like(person) and ORGANIZATION.search(person.text) is None else name


def _without_source(text: Rich) -> Rich:
    """Without the work that a script was made from: `Jane Doe, based on the novel by Joe Doe`."""
    for source in _SOURCE.finditer(text.text):
        if is_plain(text, *source.span()):
            return text.cut(0, source.start())
    return text


def _each(reader: Reader, mention: Mention, before: Sequence[Entity]) -> Sequence[Mention]:
    """A mention, or those that `and` joins in it: where a list ends in them, one is all of a link, or one has a page
    that is linked elsewhere. Two words may be a duo's name, `Simon and Garfunkel`, but not where `and` ends a list of
    such words: `Madh, Ilaya and Gopi`. before: those of the list that it ends."""
    text, entity = mention.text, mention.entity
    if not ("&" in text.text or " and " in text.text) or entity.kind is Kind.ORGANIZATION or text.of("italic"):
        return (mention,)
    parts = text.split(AND)
    if len(parts) < 2 or reader.is_film(text) or _WITH_NAME.fullmatch(parts[-1].text):
        return (mention,)
    if not all(NAME.fullmatch(part.text) for part in parts):
        return (mention,)
    one = entity.link is not None and not text.of("link")  # `Doe & Roe` has a page
    people = [e for e in before if e.kind not in (Kind.WORK, Kind.ORGANIZATION)]
    short = " and " in text.text and any(" " not in e.name for e in people)
    duo = not short and not any(" " in part.text for part in parts)
    apart = bool(people) and not duo
    apart = apart or any(is_link(part) or reader.anchors.page(part.text) is not None for part in parts)
    return (mention,) if one or not apart else [each for part in parts for each in mentions(reader, part, Kind.NOMINEE)]


def _is_no_name(name: Rich, *, of_work: bool) -> bool:
    """Whether an unlinked text in a recipient's place names no one: it tells of a cast or crew, or of a job, `Jane Doe,
    Art Direction`. of_work: it is in quotes or italics."""
    core = name.text.casefold().strip(" .'’")
    if core in _NO_ONE or _CAST.fullmatch(core) or len(name) > 90:
        return True
    if ROLE_WORDS.fullmatch(name.text) or JOB_TITLE.fullmatch(name.text):
        return True
    return not of_work and not name.of("italic") and is_job(name.text)


def _by_makers(text: Rich) -> Sequence[Rich]:
    """The parts that `and` joins of a text, where each but the first tells who did what: `Jane Doe and lyrics by John
    Roe`, but not `written and directed by Jane Doe`."""
    parts = text.split(_BEFORE_MAKER) if " by " in text.text else (text,)
    return (text,) if any(is_job(part.text) for part in parts) else parts


def _without_song(name: Rich) -> Rich:
    """A person's name without the song or role in quotes behind it: `Jane Doe "Song A"`."""
    behind = _QUOTED_BEHIND.search(name.text) if name.text[-1:] in ('"', "”") else None
    if behind is None or name.linked(*behind.span()) or name.of("italic") or ORGANIZATION.search(name.text):
        return name
    person = name.cut(0, behind.start())
    return person if is_person_like(person) else name


_QUOTED_BEHIND = re.compile(rf" {QUOTED.pattern}$")

_BEFORE_MAKER = re.compile(rf"\s+(?:and|&)\s+(?={DONE_BY.pattern})", re.IGNORECASE)


def named(reader: Reader, text: Rich, before: Sequence[Entity] = ()) -> list[Entity]:
    """The recipients that a part names; `before`: those of the list that it ends."""
    text = _without_label(text)
    out: list[Entity] = []
    apart = text.split(_EITHER if " either " in text.text else _APART)
    if "feat" in text.text or "ft" in text.text:
        apart = [each for part in apart for each in outside(part, _FEATURING)]
    apart = [each for part in apart for each in _by_makers(part)]
    for part in apart:
        part = _without_source(_without_label(part))
        found = mentions(reader, trimmed(part), Kind.NOMINEE)
        before = (*before, *(one.entity for one in found[:-1]))
        each = (_each(reader, one, before if one is found[-1] else ()) for one in found)
        for mention in chain.from_iterable(each):
            name = _without_song(_without_title(_without_label(trimmed(mention.text), only_job=True)))
            entity = mention.entity
            if not name:
                continue
            if name.text != mention.text.text:
                again = reader.entity(name, entity.kind)
                if again is None:
                    continue
                entity = again
            if not any(map(str.isalpha, name.text)):
                continue
            if not name.of("link") and _is_no_name(name, of_work=is_work(part)):
                continue
            film = film_in(reader, name)
            if film is not None:
                entity = film
            elif is_work(part) or name.covered("italic"):
                entity = replace(entity, kind=Kind.WORK)
            out.append(entity)
    return out
