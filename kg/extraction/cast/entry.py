"""An entry of the cast on its way to a kg.model.Role, and how the two halves of a line become entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extraction.cast.labels import beside_role, is_label, with_labels
from kg.extraction.cast.members import without_group
from kg.extraction.cast.people import CREW, is_name, is_name_list
from kg.extraction.cast.remarks import LANGUAGES, in_brackets, is_note, romanized, without_brackets
from kg.extraction.cast.rolenames import RANKS, without_stop
from kg.extraction.cast.roles import Roles, read_roles
from kg.extraction.names import mentions
from kg.extraction.namewords import BLANK, LATE, NOBODY, PARTICLE
from kg.extraction.reader import Reader
from kg.extraction.surroundings import is_link, without_respectively
from kg.model import Entity, Kind, Span
from kg.wikitext.rich import EMPTY, Mark, Rich, join


class Entry(NamedTuple):
    """`span`: what states it; `extra`: cells of other rows that belong to it."""

    actor: Entity
    character: str | None
    note: str | None
    span: Span
    extra: tuple[Span, ...] = ()
    version: str | None = None
    """The language version whose column of a table states it."""
    cut: bool = False
    """Whether its source may state further roles, which are not read."""


class Performer(NamedTuple):
    entity: Entity
    note: str | None = None


_IN_LANGUAGE = re.compile(rf"\s+in\s+(?:the\s+)?((?:{LANGUAGES})(?:\s+(?:version|dub))?)(?=\s|,|$)")
_AND = re.compile(r"\s+(?:and|&)\s+")
_LINE = re.compile(r"\n")
_LISTED = re.compile(r"(?<=\))\s*/\s*(?=[^\s(/])|[,;]\s+(?![^()]{0,80}\))")
"""What sets names apart that are all in italics, which else would hold them together as a title; and a slash behind a
bracket: `[[X]] (Japanese)/[[Y]] (English)`."""
_BAND = re.compile(r"(?:\band|&)\s+(?:the|his|her|their)\s", re.IGNORECASE)
_AND_THE = re.compile(r"\s+(?:and|&)\s+(?P<whose>the|his|her|their)\s+")
_DESCRIBED = re.compile(r"^(?:[a-z][\w'’-]*|The|A|An|Veteran|Former|Then)\s+")
_PROFESSION = re.compile(
    r"(?:[A-Z][a-z]+[-/](?=[a-z]))?(?i:Newcomer|Debutante?|Actor|Actress|Comedian|Comedienne|Singer"
    r"|Rapper|Musician|Director|Producer|Filmmaker|Writer|Author|Screenwriter|Composer|Wrestler|Cricketer|Footballer"
    r"|Boxer|Politician|Journalist|Model|Dancer|Choreographer|Cinematographer|Broadcaster|Presenter|Playwright"
    r"|Animator|Co-director|Co-writer)\s+$"
)
_TOGETHER = re.compile(r"(?:Twins|Twin (?:brothers|sisters)|Triplets|Newcomers|Brothers|Sisters|Siblings)\s+")
"""Before the names of several people it tells what they are together."""
_TELLS = re.compile(rf"(?:^|\s)(?!(?:of|the|and|{PARTICLE})\s)[a-z]{{3,}}\s+$")
"""Lower-case words before a name tell of the person: `Pop singer [[X]]`."""


def performers(reader: Reader, text: Rich) -> list[Performer]:
    """The people a text names, each with the remark beside the name."""
    if not is_link(text):
        text = with_labels(_with_bands(without_stop(romanized(text))))[0]
        if ")/" in text.text or text.covered("italic"):
            text = join(text.split(_LISTED), ", ")
        text = _untitled(without_group(without_respectively(text)))
        text = join(map(_core, text.split(_LINE)), "\n") if "\n" in text.text else _core(text)
        together_ = _TOGETHER.match(text.text)
        if together_ and any(link.begin == together_.end() for link in text.of("link")):
            text = text.cut(together_.end(), len(text))
        late = LATE.match(text.text)
        if late and not text.linked(0, late.end()):
            text = text.cut(late.end(), len(text))
        text = _bracketed(text)
        if is_name_list(text) and not _BAND.search(text.text):  # also of single names: `Raja and Sekar`
            text = join(text.split(_AND), ", ")
    out = []
    for mention in mentions(reader, text, Kind.PERSON):
        note = mention.qualifier if mention.qualifier and _is_remark(mention.qualifier) else None
        if mention.text.text.casefold().strip(" .") not in NOBODY:
            out.append(Performer(mention.entity, note))
    return out


def _is_remark(text: str) -> bool:
    return is_note(text) or is_label(text)


def _bracketed(text: Rich) -> Rich:
    """The languages of dubs told in words put in brackets: `[[X]] in English and [[Y]] in French`."""
    for match in reversed(list(_IN_LANGUAGE.finditer(text.text))) if "in" in text.text else ():
        if not text.linked(*match.span()):
            bracket = in_brackets(text, *match.span(1))
            text = join((text.cut(0, match.start()), bracket, text.cut(match.end(), len(text))))
    return text


def _with_bands(text: Rich) -> Rich:
    """The text with a comma where a band or the like stands beside a person: `[[John Doe]] and the [[Roes]]`."""
    for match in reversed(list(_AND_THE.finditer(text.text))) if "and" in text.text or "&" in text.text else ():
        band = next((link for link in text.of("link") if link.begin == match.end()), None)
        before = text.cut(0, match.start())
        linked = any(link.end == match.start() for link in text.of("link"))
        if band is None or not (linked or (is_name(before) and " " in before.text)):
            continue
        if match["whose"] == "the" or text.text[band.begin].isupper():
            text = join((before, text.cut(match.end(), len(text))), ", ")
    return text


def _untitled(text: Rich) -> Rich:
    """The text without the linked titles and offices that stand before a name: `[[King of Norway|King]] [[Olav V]]`."""
    for link in reversed(text.of("link")):
        behind = text.cut(link.end + 1, len(text))
        named = behind.linked(0, 1) or _NAME_AHEAD.match(behind.text)
        if named and text.text[link.end] == " " and _is_title(text, link):
            text = join((text.cut(0, link.begin), behind))
    return text


_NAME_AHEAD = re.compile(r"[^\Wa-z\d_]\S*\s(?=[^\Wa-z\d_])")
"""The first name of a full one."""


def _is_title(text: Rich, link: Mark) -> bool:
    """Whether a link is of the office or the rank that its text names, not of somebody called so."""
    name, page = text.text[link.begin : link.end], link.value
    last = name.rpartition(" ")[2]
    if page.startswith((f"{name} of ", f"{last} of ")):
        return True
    rank, words = last.casefold(), page.casefold().split()
    return rank in RANKS and (rank not in words or words == [name.casefold()])


def _core(text: Rich) -> Rich:
    """The name in a text that also tells who the person is: `veteran commentator [[John Doe]]`."""
    if not text.of("link"):
        return text
    body, *_ = without_brackets(text)
    links = body.of("link")
    if not links:
        return text
    last = links[-1]
    begin = next(m.begin for m in reversed(text.of("link")) if m.value == last.value)
    if _PROFESSION.match(body.text[: last.begin]) and last.end == len(body):
        return text.cut(begin, len(text))
    if is_name(body):
        return text
    before, after = body.text[: last.begin], body.text[last.end :]
    joined = re.search(r"(?:[,;/\n]|,\s+with|\band|&)(?:\s+(?:the|his|her|their))?\s*$", before)
    if after.strip() or joined or not before.strip():
        return text
    if _DESCRIBED.match(before) or _TELLS.search(before) or len(before.split()) > 2 or _is_crew(before):
        return text.cut(begin, len(text))
    return text


def _is_crew(label: str) -> bool:
    """Whether a label before a name is of work behind the camera: who did it has a part as well."""
    return ":" in label and CREW.fullmatch(label.rstrip(": ")) is not None


def entries(
    reader: Reader,
    actor: Rich,
    role: Rich,
    span: Span,
    notes: tuple[str, ...] = (),
    extra: tuple[Span, ...] = (),
) -> Iterator[Entry]:
    """One entry for each actor and role that the halves of a line or the cells of a row state.

    As many roles as actors belong to them one by one (`A and B as X and Y`); otherwise everybody has every
    role.
    """
    beside = beside_role(role)
    if beside is not None:
        yield from entries(reader, actor, beside[0], span, notes, extra)
        yield from entries(reader, beside[1], beside[0], span, (), extra)
        return
    people = performers(reader, actor)
    if not people:
        return
    if role.text.strip(" .()").casefold() in _NO_ROLE:
        role = EMPTY
    remarks = without_brackets(actor)[1] if len(people) == 1 and not is_link(actor) else []
    unjoined = len(people) > 1 and not _AND.search(actor.text) and "," in actor.text
    roles = read_roles(role, len(people), unjoined=unjoined) if role else Roles((), ())
    common = [*notes, *remarks, *roles.notes]
    names = [None if _UNKNOWN_ROLE.fullmatch(name.text) else name.text for name in roles.names] or [None]
    paired = len(people) > 1 and len(people) == len(names)
    cut = (
        roles.cut
        or leaves_out(actor)
        or (len(names) == 1 and _of_two(common) and _FURTHER.search(role.text) is not None)
    )
    for index, person in enumerate(people):
        for name in [names[index]] if paired else names:
            yield Entry(person.entity, name, together((person.note, *common)), span, extra, cut=cut)


def leaves_out(actor: Rich) -> bool:
    """Whether people are left out who stand behind a label that is not known (see with_labels)."""
    return not is_link(actor) and with_labels(actor)[1]


_NO_ROLE = (BLANK - {"na", "nil", "none"}) | {"to be announced", "to be determined", "to be confirmed"}
"""Texts that stand where a role is not known; words that somebody may be called are none."""
_UNKNOWN_ROLE = re.compile(
    r"(?:an?\s)?un(?:known\s(?:role|part)|(?:determined|identified|confirmed|disclosed|specified)(?:\s(?:role|part))?)"
    r"|role\sunknown",
    re.IGNORECASE,
)
"""What says of a role that it is not known; somebody may be called `Unknown`."""
_TWO = re.compile(r"\b(?:dual|double|triple) roles?\b", re.IGNORECASE)
_FURTHER = re.compile(rf"{_AND.pattern}|,\s+(?=[A-Z])")
"""Before what may be another role."""


def _of_two(notes: list[str]) -> bool:
    """Whether a remark tells of several roles."""
    return any("role" in note and _TWO.search(note) for note in notes)


def together(notes: tuple[str | None, ...]) -> str | None:
    """The remarks as one text, each once."""
    told = [note.replace("\n", " ") for note in notes if note]
    return "; ".join(dict.fromkeys(told)) if told else None
