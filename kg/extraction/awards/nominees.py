"""Who a cell or a part of a list item names as recipient.

Conventions of award tables: several people in a cell; `X as Y`, `X for "Z"`; roles and affiliations in
brackets; `Film`, a dash or nothing where the film itself is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from kg.extraction.awards.phrases import NAME_WORD
from kg.extraction.awards.segments import QUOTED
from kg.extraction.awards.wording import is_person_like, tells_sharing
from kg.extraction.names import Mention, mentions, outside
from kg.extraction.namewords import BLANK, PARTICLE
from kg.extraction.organizations import ORGANIZATION
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_link, peel
from kg.model import Entity, Kind
from kg.wikitext.lists import pieces
from kg.wikitext.rich import Rich, join
from kg.wikitext.tree import Node

_NO_ONE = BLANK | {
    "film", "the film", "movie", "the movie", "film itself", "the film itself", "itself", "himself", "herself", "self",
    "cast", "the cast", "ensemble", "ensemble cast", "entire cast", "cast ensemble", "the ensemble cast", "whole cast",
    "entire ensemble", "various", "recipient", "nominee", "picture", "production",
    "feature film", "the cast and crew", "cast and crew", "best film", "best picture", "song", "soundtrack", "team",
    "entire team", "the team", "script", "screenplay", "the crew", "crew", "winner", "winners",
}  # fmt: skip
"""Texts in a recipient's place that name no one in particular."""
_CAST = re.compile(
    r"(?:the )?(?:(?:entire|whole|full|ensemble) )?(?:cast|ensemble|crew|team|makers)(?: (?:and|&) crew)?"
    r" (?:of|from) .*",
    re.IGNORECASE,
)

HOUSES = re.compile(r"\bTrailer\b|\bClio\b|\bKey Art\b")
"""Awards for advertisements, whose nominees are titles with the agency in brackets."""

MAX_LINE = 1_500
"""Characters; a longer line is no list of names."""

_CUTS = (
    # what follows is what it was given for, or a remark
    re.compile(r"(?:,\s*|\s+)(?:for|as)\s+(?=\S)", re.IGNORECASE),
    re.compile(
        r"[,;(]?\s*\b(?:also|tied|tie|shared|along|together|in a tie)\s+(?:for|with|nominated)\b", re.IGNORECASE
    ),
    re.compile(r"\s+(?:from|in)\s+(?=[\"“'A-Z])"),
    re.compile(r"\s+(?:and|&)\s+(?:any(?:one|body)?|either of|(?:his|her|their) co-?stars?)\b(?=\s|$)"),
)
_RIVAL = re.compile(
    r"[,;(]?\s*\b(?:the )?(?:winners?\s*(?:was\b|were\b|:|[–—-]\s)|los(?:t|ing) (?:out )?to\b)", re.IGNORECASE
)
"""What tells, behind the film's own nominee, who won instead."""
_RIVAL_ALONE = re.compile(r"(?:the )?(?:winners?\s+(?:was|were)\b|los(?:t|ing) (?:out )?to(?=\s))", re.IGNORECASE)
"""What tells so where no nominee stands before it: `The Winner: Jane Doe` is a title and its author."""
_SOURCE = re.compile(
    r"(?:^|[,;(]?\s)\s*(?:(?:[Bb]ased (?:up)?on|[Aa]dapted from|[Ss]uggested by|[Ii]nspired by)\s"
    r"|[Ff]rom (?:the|an?|his|her|their)(?: original| short)? (?:story|novel|novella|book|play|musical|idea|article)\b)"
)
"""What begins the work that a script was made from, and who wrote that."""
_NEWLINE = re.compile(r"\n")
_DASH = re.compile(
    r"(?<=[\"”])\s+(?:(?:(?:performed|sung|written|composed|recorded) )?by\s+|(?=(?:[Mm]usic|[Ll]yrics|[Ww]ords)\b))"
    r"|\s+[–—-]+\s+|\s*—\s*|\s+–|–\s+"
)
_MADE = (
    r"(?:music|lyrics|words|songs?|score|composed|written|performed|sung|produced|directed|edited|adapted|adaptation"
    r"|(?:original )?(?:screen)?(?:play|story)|script|scenario|dialogues?|art direction|(?:set|interior) decorations?"
    r"|(?:photographic|sound|visual|special|audible) effects|(?:song|orchestral|adaptation|background|music) score"
    r"|cinematography|photographed|photography|choreographed|choreography|(?:production|costume|sound) design)"
)
"""What is done by the person after `by`."""
_DONE = re.compile(rf"{_MADE}(?:\s+by)?", re.IGNORECASE)
_LEAD = re.compile(
    rf"^(?:and|&|with|by|awarded to|presented to|given to|to|{_MADE}(?: (?:and|&) {_MADE})? by)\s+", re.IGNORECASE
)
DONE_BY = re.compile(rf"{_MADE}(?: (?:and|&) {_MADE})? by\s", re.IGNORECASE)
"""What begins a part that tells who did what: `lyrics by Jane Doe`."""
_TAIL = re.compile(r"[\s,;/]+(?:and|&)?\s*$|\s+(?:and|&)$", re.IGNORECASE)
_TAIL_ENDS = ("and", "&", "/", ",", ";")
_LABEL = re.compile(r"^[A-Z][\w &/,'’()-]{1,45}:\s+")
PEOPLE = re.compile(
    r"\b(?:actors?|actress(?:es)?|singers?|vocalists?|playback|lyricists?|lyrics|composers?|directors?|performances?"
    r"|artists?|writers?|choreograph\w+|male|female|newcomer|star)\b",
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(
    r"(?:[a-z'’-]+|Producers?|Director|Writer|Actor|Actress|Screenplay|Story|Music|Lyrics|Editor|Jr\.?)"
    r"(?: [a-z'’-]+)*\.?|aged? \d{1,3}"
)
_TITLE_WORDS = (
    r"(?:Executive|Associate|Assistant|Supervising|Chief|Head|Studio|Art|Sound|Music|Musical|Technical|Film|Set|Costume"
    r"|Production|Interior|Visual|Special|Effects|Casting|Dance|Story|Screen|Dialogue|Recording|Re-recording|Camera"
    r"|Photographic|Unit|Original|Makeup|Make-up|Hair|Song|Vocal)"
)
_JOB = (
    r"(?:Directors?|Producers?|Supervisors?|Designers?|Decorators?|Editors?|Mixers?|Engineers?|Managers?|Coordinators?"
    r"|Choreographers?|Arrangers?|Conductors?|Cinematographers?|Photography|Department Head)"
)
_OF_SONGS = re.compile(r"\b(?:Songs?|Lyrics?|Lyricist|Playback|Singer)\b", re.IGNORECASE)
"""Categories whose recipient in quotes is a song."""
_JOB_TITLE = re.compile(rf"(?:{_TITLE_WORDS} ){{0,3}}{_JOB}(?: of Photography)?")
"""What a person is, beside their name: `Sound Director`."""
_APART = re.compile(r";\s+|\s+/\s+|(?<= [A-Za-z]{3})/(?=[A-Z][\w.]*\s[A-Z])|(?<=[a-z]{4})/(?=[A-Z][\w.]*\s[A-Z])")
_DESCRIBED = re.compile(r"(?!(?:and|with|by)\b)(?:[A-Z]?[a-z-]+ )?[a-z-]{4,}")
"""A remark of one or two words, the last in small letters."""
_EITHER = re.compile(rf"{_APART.pattern}|\s+(?:and|&)\s+either\s+|,?\s+or\s+")
"""Between those named by `Jane Doe and either Ann Poe, Bob Roe or Al Low`."""
_FEATURING = re.compile(r"\s+(?:feat\.?|ft\.?|featuring)\s+(?=\S)")
_AND = re.compile(r"\s+(?:and|&)\s+")
_NAME = re.compile(rf"{NAME_WORD}(?: (?:{NAME_WORD}|{PARTICLE})){{0,4}}")
"""A name in words with capitals."""
_WITH_NAME = re.compile(r"(?:Sons?|Brothers?|Sisters?|Associates|Company|Co|Partners|Friends|Family|Staff)\.?")
"""What `and` joins to a name as part of it: `Doe & Sons`."""
_BRACKET = re.compile(r"\(([^()]*)\)")
_WHAT_FOR = re.compile(
    r"for\s|For\s+(?:the\s+)?(?:songs?\b|[\"“])|For\s+(?:the|an?|his|her|its|their)\s+[a-z]|[Ii]n\s+recognition\b"
)
"""What begins a line or part that says for what: `for "Song A"`, which names no one."""
_NOT_PEOPLE = re.compile(
    r"^(?:from|for|in|as|of|also|see|tied?|shared|film|song|posthumous\w*|role|age|won|nom)\b", re.I
)


def nominees_of_cell(
    reader: Reader, nodes: Iterable[Node], category: str = "", *, houses: bool = False
) -> tuple[Entity, ...]:
    """The recipients a cell names, in order, each once; () when it names none or `Film`. `category` tells
    whether a song or the people behind it are meant; `houses`: what stands in brackets after a title is who
    cut the trailer, no recipient."""
    return nominees(reader, [reader.rich(piece.nodes) for piece in pieces(nodes)], category, houses=houses)


def nominees(
    reader: Reader, lines: Sequence[Rich], category: str = "", *, houses: bool = False, listed: bool = False
) -> tuple[Entity, ...]:
    """The recipients named in lines of text (see nominees_of_cell). listed: the lines are those of one list."""
    found: dict[tuple[str, str | None], Entity] = {}
    above: Sequence[Entity] = ()
    for whole in lines:
        before = tuple(found.values()) if listed and whole is lines[-1] else ()
        for line in whole.split(_NEWLINE, links=True) if "\n" in whole.text else (whole.strip(),):
            named = _line(reader, line, houses, first=not found, before=before)
            if line.text[:1] == "(" and _BRACKET.fullmatch(line.text):
                named = _bracketed(named, above, category, reader.page.title)
            else:
                above = named
            for entity in named:
                own = entity.link == reader.page.title and _OF_SONGS.search(category) is not None
                if own and _is_quoted(line, entity.name):
                    entity = Entity(entity.name, None, Kind.WORK)
                found.setdefault((entity.name, entity.link), entity)
    out = list(found.values())
    people = [entity for entity in out if entity.kind is not Kind.WORK]
    if people and len(people) < len(out) and PEOPLE.search(category):
        out = people
    return tuple(out)


def _bracketed(named: Sequence[Entity], above: Sequence[Entity], category: str, film: str) -> list[Entity]:
    """Those of a line in brackets who are recipients: not the role or the company of those on the line above it, nor
    the company of a film there. People in brackets under a company, a song or a film made it; those with two names may
    share in a craft."""
    if not above or above[-1].kind is Kind.ORGANIZATION or _OF_SONGS.search(category):
        return list(named)
    work = above[-1].kind is Kind.WORK or above[-1].link == film
    known = not work and any(one.link is not None for one in above)
    people = all(_NAME.fullmatch(one.name) and " " in one.name for one in above)
    others = [one for one in named if not _is_company(one)]
    unlinked = all(one.link is None for one in others)
    short = not any(" " in part for one in others for part in _AND.split(one.name))
    roles = (known or (unlinked and not work)) if PEOPLE.search(category) else known and people and unlinked and short
    return [
        one
        for one in named
        if one.kind is Kind.WORK or one.link == film or not ((work or people) if _is_company(one) else roles)
    ]


def _is_company(entity: Entity) -> bool:
    return entity.kind is Kind.ORGANIZATION or " & " in entity.name


def _is_quoted(line: Rich, name: str) -> bool:
    """Whether a name stands in quotes and is no link, as a song that has the film's name."""
    return any(
        not line.linked(*quoted.span()) and quoted["name"].strip() == name for quoted in QUOTED.finditer(line.text)
    )


def _line(reader: Reader, line: Rich, houses: bool, *, first: bool, before: Sequence[Entity]) -> list[Entity]:
    """The recipients of a line; `first`: none was named before it; `before`: those of the list that it ends."""
    if len(line) > MAX_LINE:
        return []
    line = _trimmed(line)
    film = _film(reader, line)
    if film is not None:
        return [film]
    if tells_sharing(line):  # `tied with Joe Roe`
        return []
    if is_link(line) and "(" not in line.text:
        return _named(reader, line)  # most are
    line = _without_rival(line, first=first)
    whole = _BRACKET.fullmatch(line.text)
    if (whole and (_NOT_PEOPLE.match(whole[1]) or _is_described(line))) or _is_remark(line):  # a line `(for "Song A")`
        return []
    if whole and not line.linked(0, 1):  # people in brackets under a company or work
        line = line.cut(1, len(line) - 1)
    inside, line = _behind(reader, line)
    parts = _dashed(line)
    out: list[Entity] = []
    for index, part in enumerate(parts):
        part = _cut(_unwrapped(part) if index else part)
        if not part or _is_remark(part) or (index and parts and _is_work(part) and not _is_work(parts[0])):
            continue
        film = _film(reader, _trimmed(part))
        out += [film] if film is not None else _named(reader, part, before)
    return out if houses else out + inside


def _without_rival(line: Rich, *, first: bool) -> Rich:
    """Without what tells who won instead."""
    rival = _RIVAL.search(line.text) if "inner" in line.text or " to " in line.text else None
    if rival is None or line.text[: rival.start()].count('"') % 2:  # in a title, `"Lost to Love"`
        return line
    titles = [m for m in line.of("italic") if m.begin < rival.start() and rival.end() < m.end]
    if (
        any(not line.linked(m.begin, m.end) for m in titles)
        or line.linked(*rival.span())
        or (first and rival.start() == 0 and not _is_rival(line))
    ):
        return line
    return line.cut(0, rival.start())


def _is_rival(line: Rich) -> bool:
    """Whether a text where a nominee would stand names who won instead: `Lost to ''Fern''`, but not `Losing to Win`."""
    told = _RIVAL_ALONE.match(line.text)
    if told is None:
        return False
    rest = line.cut(told.end(), len(line))
    return "to" not in told[0] or bool(rest.of("link") or rest.of("italic")) or is_person_like(rest)


def _is_remark(text: Rich) -> bool:
    """Whether a text, in brackets or not, only says what it was given for."""
    core = text.text.lstrip("( ")
    return bool(_WHAT_FOR.match(core)) and not text.linked(0, 1)


def is_job(text: str) -> bool:
    """Whether a text tells what someone does: `Music`, `Sound Director`."""
    return bool(_JOB_TITLE.fullmatch(text) or _DONE.fullmatch(text))


def _is_described(text: Rich) -> bool:
    """Whether a text in brackets tells of what stands above it and names nobody: `(English adaptation)`."""
    plain = not text.of("link") and not text.of("italic") and not set(text.text) & set('"“”')
    return plain and all(_DESCRIBED.fullmatch(part.text) for part in text.strip("()").split(re.compile(r",\s*")))


def _trimmed(text: Rich) -> Rich:
    text = text.strip(",;:*†‡•")
    lead = _LEAD.match(text.text)
    if lead and not text.linked(*lead.span()):
        text = text.cut(lead.end(), len(text))
    tail = _TAIL.search(text.text) if text.text[-3:].casefold().endswith(_TAIL_ENDS) else None
    if tail and not text.linked(*tail.span()):
        text = text.cut(0, tail.start())
    return text


def _film(reader: Reader, text: Rich) -> Entity | None:
    """The film itself, when that is what the text names."""
    if is_link(text) and text.of("link")[0].value != reader.page.title:
        return None
    core, _ = peel(text)
    core = core.strip("\"“”'‘’")
    return reader.film(core.text) if core and reader.is_film(core) else None


def _is_work(text: Rich) -> bool:
    if not ('"' in text.text or "“" in text.text or text.of("italic")):
        return False
    core, _ = peel(_trimmed(text))
    body = core.text
    return bool(core.covered("italic")) or (len(body) > 2 and body[0] in '"“' and body[-1] in '"”')


def _plain(text: Rich, begin: int, end: int) -> bool:
    """Whether nothing there is linked, in italics or within quotes."""
    if text.linked(begin, end) or any(m.begin < end and begin < m.end for m in text.of("italic")):
        return False
    before = text.text[:begin]
    quotes = sum(before.count(mark) for mark in '"“”')
    return quotes % 2 == 0 and before.count("(") <= before.count(")")


def _dashed(text: Rich) -> list[Rich]:
    out, start = [], 0
    for match in _DASH.finditer(text.text):
        if _plain(text, *match.span()):
            out.append(text.cut(start, match.start()))
            start = match.end()
    out.append(text.cut(start, len(text)))
    return [part for part in out if part]


def _unwrapped(part: Rich) -> Rich:
    """Without the brackets that hold all of it: `Jane Doe – ("Song A")`."""
    return part.cut(1, len(part) - 1) if _BRACKET.fullmatch(part.text) and not part.linked(0, 1) else part


def _cut(text: Rich) -> Rich:
    for pattern in _CUTS:
        for match in pattern.finditer(text.text):
            if match.start() > 0 and _plain(text, *match.span()):
                text = text.cut(0, match.start())
                break
    return text


def _behind(reader: Reader, text: Rich) -> tuple[list[Entity], Rich]:
    """(the people in brackets after a company or a work: `Warner Bros. (Jane Doe, producer)`, the text without
    those brackets)."""
    out: list[Entity] = []
    if "(" not in text.text:
        return out, text
    rest: list[Rich] = []
    start = 0
    for match in _BRACKET.finditer(text.text):
        before = text.cut(0, match.start())
        inner = text.cut(match.start(1), match.end(1))
        if not before or text.linked(match.start(), match.start() + 1) or _NOT_PEOPLE.match(inner.text):
            continue
        last = _dashed(before)[-1] if _dashed(before) else before
        if not (_is_work(last) or (ORGANIZATION.search(last.text) and "," not in last.text)):
            continue
        for part in inner.split(re.compile(r";")):
            out += [e for e in _named(reader, part) if (e.link or " " in e.name) and e.kind is not Kind.WORK]
        rest.append(text.cut(start, match.start()))
        start = match.end()
    return out, join((*rest, text.cut(start, len(text)))) if rest else text


def _without_label(text: Rich) -> Rich:
    """Without a label, `Lyrics:`; in italics only one that tells what someone does, else it is of a title."""
    label = _LABEL.match(text.text) if ":" in text.text else None
    if label is None:
        return text
    done = label[0].strip(": ")
    by_itself = not text.linked(*label.span()) and not any(m.begin < label.end() < m.end for m in text.of("italic"))
    if not _plain(text, *label.span()) and not (by_itself and is_job(done)):
        return text
    return text.cut(label.end(), len(text))


def _without_source(text: Rich) -> Rich:
    """Without the work that a script was made from: `Jane Doe, based on the novel by Joe Doe`."""
    for source in _SOURCE.finditer(text.text):
        if _plain(text, *source.span()):
            return text.cut(0, source.start())
    return text


def _each(reader: Reader, mention: Mention, before: Sequence[Entity]) -> Sequence[Mention]:
    """A mention, or those that `and` joins in it: where a list ends in them, one is all of a link, or one has a page
    that is linked elsewhere. Two words may be a duo's name, `Simon and Garfunkel`, but not where `and` ends a list of
    such words: `Madh, Ilaya and Gopi`. before: those of the list that it ends."""
    text, entity = mention.text, mention.entity
    if not ("&" in text.text or " and " in text.text) or entity.kind is Kind.ORGANIZATION or text.of("italic"):
        return (mention,)
    parts = text.split(_AND)
    if len(parts) < 2 or reader.is_film(text) or _WITH_NAME.fullmatch(parts[-1].text):
        return (mention,)
    if not all(_NAME.fullmatch(part.text) for part in parts):
        return (mention,)
    one = entity.link is not None and not text.of("link")  # `Doe & Roe` has a page
    people = [e for e in before if e.kind not in (Kind.WORK, Kind.ORGANIZATION)]
    short = " and " in text.text and any(" " not in e.name for e in people)
    duo = not short and not any(" " in part.text for part in parts)
    apart = bool(people) and not duo
    apart = apart or any(is_link(part) or reader.anchors.page(part.text) is not None for part in parts)
    return (mention,) if one or not apart else [each for part in parts for each in mentions(reader, part, Kind.NOMINEE)]


def _named(reader: Reader, text: Rich, before: Sequence[Entity] = ()) -> list[Entity]:
    text = _without_label(text)
    out: list[Entity] = []
    apart = text.split(_EITHER if " either " in text.text else _APART)
    if "feat" in text.text or "ft" in text.text:
        apart = [each for part in apart for each in outside(part, _FEATURING)]
    for part in apart:
        part = _without_source(_without_label(part))
        found = mentions(reader, _trimmed(part), Kind.NOMINEE)
        before = (*before, *(one.entity for one in found[:-1]))
        each = (_each(reader, one, before if one is found[-1] else ()) for one in found)
        for mention in chain.from_iterable(each):
            name = _trimmed(mention.text)
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
            if not name.of("link") and (
                name.text.casefold().strip(" .'’") in _NO_ONE
                or _ROLE_WORDS.fullmatch(name.text)
                or _JOB_TITLE.fullmatch(name.text)
                or _CAST.fullmatch(name.text)
                or len(name) > 90
            ):
                continue
            film = _film(reader, name)
            if film is not None:
                entity = film
            elif _is_work(part) or name.covered("italic"):
                entity = replace(entity, kind=Kind.WORK)
            out.append(entity)
    return out
