"""From the text of a cell, an item or a parameter to the things it names.

Conventions of writing names in infoboxes, cast lists and award tables: separators, role labels, remarks in
brackets, suffixes. Sources: Template:Infobox film, MOS:FILM, Wikipedia:Manual of Style/Lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kg.extraction.countries import SECOND_NAME
from kg.extraction.organizations import ORGANIZATION, kind_of
from kg.extraction.reader import Reader
from kg.model import Entity, Kind
from kg.wikitext.rich import Mark, Rich, join


class Mention(NamedTuple):
    """A thing named in a text, with the remark that stands with it in brackets or small print."""

    entity: Entity
    text: Rich
    qualifier: str | None = None


MAX_TEXT = 6000
"""Characters of a text that names are looked for in: no real list of names without line breaks is longer."""

BLANK = frozenset({"-", "–", "—", "?", "n/a", "na", "nil", "none", "tba", "tbc", "tbd"})
"""Texts, in small letters, that stand where there is no value."""
NOBODY = BLANK | {
    "unknown", "see below", "see list", "see cast", "uncredited", "various", "not known", "not available", "see above",
    "to be announced", "anonymous", "no", "yes", "et al", "et al.", "others", "and others",
    "various artists (see below)", "many", "list", "direct-to-video", "direct to video",
}  # fmt: skip
"""Texts that stand where a name should be and name nobody."""

PARTICLES = frozenset(
    "de da di do du del della der den van von zu la le el al bin ibn ben y e dos das bint ap ferch".split()
)
"""Words in small letters within names of persons."""
PARTICLE = "|".join(sorted(PARTICLES))

SUFFIXES = re.compile(
    r"(?:Jr|Sr|I{2,3}|IV|V|M\.?D|Ph\.?D|Esq|A\.?S\.?C|B\.?S\.?C|A\.?C\.?E|CSC|ACS|AFC|ASF|I\.?S\.?C|OBE|CBE|MBE|KBE"
    r"|PGA|p\.g\.a|WGA|Inc|Ltd|LLC|L\.L\.C|Co|Corp|Limited|Pvt|Private|GmbH|S\.?A|SpA|S\.p\.A|PLC|plc|AG|KG|Lda|S\.?L"
    r"|N\.?V|B\.?V|Ltda|S\.?R\.?L|Oy|AB|A/S)\.?(?:\s+Ltd\.?|\s+Limited)?",
)
"""What follows a comma and belongs to the name before it."""

GUILDS = re.compile(
    r"(?!I{2,3}$|IV$|VI{0,3}$)(?:[A-Z]\.?){2,5}|(?:[A-Z]\. ){2,4}[A-Z]\.?"
    r"|[BM]\.? ?(?:Sc|Com|Tech|Ed|Litt|Phil|Arch)\.?(?: ?\(Hons\.?\))?"
)
"""Letters after a person's name that are no part of it: guilds, orders, degrees (`A.S.C.`, `BVK`, `B.Sc.`); not
`III`."""
_HONOURS = re.compile(r"(?:[CDKMO]\.?B\.?E|C\.?H|[BM]\.?A|M\.?D|ASCAP|BMI)\.?")
"""Of these letters those that stand behind names of performers and composers too."""
_AFTER_NAME = re.compile(r"\s+(?:(?:A\.?S|B\.?S|C\.?S|A\.?F|I\.?S)\.?C|A\.?C\.?[ES]|BVK|AIC|AMC)\.?$")
_BEFORE_NAME = re.compile(
    r"^(?:and\s+)?(?:(?i:introducing|featuring|co-?starring)|(?:along |together )?with)\s+(?=[^\W\d_a-z]|[\[\"“])"
)

_LABEL_WORDS = (
    r"(?:story|screenplay|screen ?play|script|dialogues?|writers?|written by|directed by|direction|director|producers?"
    r"|produced by|music|score|songs?|original score|background (?:score|music)|theme|title song|lyrics?|lyricist"
    r"|composer|composed by|adaptation|adapted by|additional dialogues?(?: by)?|treatment|scenario|titles?|intertitles"
    r"|uncredited|credited|co-?director|co-?producers?|executive producers?|associate producers?|editor|editing"
    r"|cinematography|narrat(?:or|ed by|ion)|continuity|original story|english|japanese|hindi|tamil|telugu|kannada"
    r"|malayalam|based on|additional material|original music|incidental music|segments?|voices?|voice cast|starring"
    r"|(?:and )?introducing|featuring"
    r"|with)"
)
LABEL = re.compile(
    rf"^\(?{_LABEL_WORDS}(?:\s*(?:&|and|,|/|\+)\s*{_LABEL_WORDS})*(?:\s+by)?\)?\s*[:\-–—]\s*", re.IGNORECASE
)
"""A role label before a name: `Story & Screenplay:`."""
_ONLY_LABEL = re.compile(rf"\(?{_LABEL_WORDS}(?:\s*(?:&|and|,|/|\+)\s*{_LABEL_WORDS})*(?:\s+by)?\)?:?$")
"""Of a text in small letters: many words are tried, which costs a third without regard to case."""

_COMMA = re.compile(r"\s*[,;،、]\s*(?:and\s+|&\s*)?|\s+(?:•|·|\||/)\s+|\n")
_COMMA_OR_SLASH = re.compile(rf"{_COMMA.pattern}|\s*/\s*")
_AND = re.compile(r"\s+(?:and|&|\+)\s+|\s*&\s+")
_AND_COUNTRY = re.compile(rf"(?:{_AND.pattern})(?!{SECOND_NAME})")
_MAY_SPLIT = re.compile(r"[,;،、•·|/\n&+]")
"""What is in every text that names several things, unless `and` is or two links are."""
_TRIM = ' \n\t,;:·•*"“”|'
_NAME_PART = re.compile(r"[^\W\d_]")


_REMARKS = 12
"""At the end of a text at most: real ones have three."""


def peel(text: Rich) -> tuple[Rich, str | None]:
    """(the text without the remarks at its end, the remarks or None): brackets and small print."""
    remarks: list[str] = []
    for _ in range(_REMARKS):
        text = text.strip(",;*†‡")
        body = text.text
        if body.endswith((")", "]")) and not text.linked(len(body) - 1, len(body)):
            begin = _open(body)
            if begin is not None and begin > 0:
                remarks.insert(0, body[begin + 1 : -1].strip())
                text = text.cut(0, begin)
                continue
        small = small_end(text)
        if small is not None:
            remarks.insert(0, body[small.begin :].strip(" ()"))
            text = text.cut(0, small.begin)
            continue
        break
    if not remarks:
        return text, None
    remark = "; ".join([part.replace("\n", " ") for part in remarks if part])
    return text, remark or None


def small_end(text: Rich) -> Mark | None:
    """The small print that a text ends with, unless it is all of the text or in a link."""
    for mark in text.marks:
        if mark.kind == "small" and mark.end == len(text.text) and 0 < mark.begin < mark.end:
            return None if text.linked(mark.begin, mark.end) else mark
    return None


def _open(body: str) -> int | None:
    """Where the bracket opens that closes at the end."""
    depth = 0
    for index in range(len(body) - 1, max(-1, len(body) - 300), -1):
        if body[index] in ")]":
            depth += 1
        elif body[index] in "([":
            depth -= 1
            if depth == 0:
                return index
    return None


def without_label(text: Rich) -> Rich:
    """The text without a role label before it; empty when it is nothing but a label."""
    body = text.text
    colon = ":" in body
    if colon or "-" in body or "–" in body or "—" in body:
        match = LABEL.match(body)
        if match and not text.linked(match.start(), match.end()):
            return text.cut(match.end(), len(body))
    bold = next((m for m in text.of("bold") if m.begin == 0), None) if colon else None
    if bold is not None and not text.linked(0, bold.end):
        end = bold.end
        if body[:end].rstrip().endswith(":"):
            return text.cut(end, len(body))
        if body[end:].lstrip().startswith(":"):
            return text.cut(body.index(":", end) + 1, len(body))
    if not text.of("link") and (body.endswith(":") or _ONLY_LABEL.match(body.casefold())):
        return text.cut(0, 0)
    return text


def full_stop(text: Rich) -> Rich:
    """Without a full stop that ends no abbreviation."""
    body = text.text
    if not body.endswith(".") or body.endswith(".."):
        return text
    if text.linked(len(body) - 1, len(body)):
        return text
    last = body[:-1].rsplit(None, 1)[-1] if body[:-1].split() else ""
    if len(last) <= 4 or "." in last or SUFFIXES.fullmatch(last):
        return text
    return text.cut(0, len(body) - 1)


def mentions(reader: Reader, text: Rich, kind: Kind, *, anchored: bool = True, guilds: bool = True) -> list[Mention]:
    """The things named in `text`, in order. `kind` is what they are unless their words show otherwise. Letters alone
    are no name after a person's unless `guilds` is false: singers go by such.

    A text in quotes or italics, or a link, is never split; commas, semicolons and lines split lists of names;
    `and` and `&` split where a link or two full names show that two are meant.
    """
    out: list[Mention] = []
    if len(text) > MAX_TEXT:
        reader.issue("text-too-long", kind.value, text.span)
        return out
    whole = is_link(text)
    for part in (text,) if whole else _split(reader, text, kind, guilds):
        linked = whole or is_link(part)
        if linked and _PLAIN.fullmatch(part.text):
            name, qualifier = _without_others(part), None  # most are
        else:
            name, qualifier = _bared(part, kind)
        if not name.text or is_nobody(name) or len(name.text) > 200:
            continue
        if not linked:
            name = _inside_link(name, kind)
        entity = reader.entity(name, kind, anchored=anchored)
        if entity is not None:
            found = kind_of(name.text, kind, entity.link)
            if found is not entity.kind:
                entity = replace(entity, kind=found)
            out.append(Mention(entity, name, qualifier))
    return out


_PLAIN = re.compile(r"[^\W\d_]+(?:(?:[ '’-]|\. ?)[^\W\d_]+)*")
"""A name that nothing stands around: no brackets, no quotation marks, no full stop at its end."""


def is_link(text: Rich) -> bool:
    """Whether a text is one link from end to end and nothing else is marked in it: no name is split within a link, and
    no label or remark cut off."""
    linked = False
    for kind, begin, end, _ in text.marks:
        if kind == "link" and begin == 0 and end == len(text.text):
            linked = True
        elif kind not in ("ref", "named"):
            return False
    return linked


def _bared(text: Rich, kind: Kind) -> tuple[Rich, str | None]:
    """(the name in a part of a list of names, the remark beside it or None)."""
    part = text if kind in (Kind.LANGUAGE, Kind.COUNTRY) else without_label(text)
    if _PLAIN.fullmatch(part.text) and small_end(part) is None:
        name, qualifier = part, None
    else:
        name, qualifier = _without_surroundings(part)
    name = _without_others(name)
    return (_bare_person(name) if kind is Kind.PERSON else name), qualifier


def _without_surroundings(text: Rich) -> tuple[Rich, str | None]:
    """(the name in a text without marks, quotes and remarks around it, the remark or None)."""
    name, qualifier = peel(text)
    name = full_stop(_bare(name))
    lead = _LEAD.match(name.text)
    if lead and not name.linked(lead.start(), lead.end()) and lead.end() < len(name):
        qualifier = qualifier or lead[0].strip(" ()")
        name = name.cut(lead.end(), len(name))
    return name, qualifier


_LEAD = re.compile(r"\([^()]*\)\s*")
_OTHERS = re.compile(r",?\s+(?:et al\.?|and others|among others|and (?:many )?more|etc\.?)$", re.IGNORECASE)
_OTHERS_END = ("al", "al.", "others", "more", "etc", "etc.")
_POINTER = re.compile(r"^(?:\(?see\b|same as\b|as above\b|as below\b)", re.IGNORECASE)


def _without_others(name: Rich) -> Rich:
    if not name.text[-6:].casefold().endswith(_OTHERS_END):
        return name
    match = _OTHERS.search(name.text)
    return name.cut(0, match.start()) if match else name


def _bare_person(name: Rich) -> Rich:
    """A person's name without the letters after it and the billing before it."""
    after = _AFTER_NAME.search(name.text) if name.text.endswith(("C", "S", "E", "K", ".")) else None
    if after and not name.linked(after.start(), after.end()):
        name = name.cut(0, after.start())
    before = _BEFORE_NAME.match(name.text)
    return name.cut(before.end(), len(name)) if before and not name.linked(0, before.end()) else name


def is_nobody(name: Rich) -> bool:
    """Whether a text stands where a name should be and names nobody: `unknown`, `see below`."""
    folded = name.text.casefold()
    return folded.strip(" .") in NOBODY or (folded[:1] in ("(", "s", "a") and _POINTER.match(name.text) is not None)


def _inside_link(name: Rich, kind: Kind) -> Rich:
    """A person's name is the text of the link; what stands around it is no part of the name."""
    links = name.of("link")
    if kind is Kind.PERSON and len(links) == 1:
        link = links[0]
        if link.begin == 0 and link.end == len(name):
            return name
        rest = (name.text[: link.begin] + name.text[link.end :]).strip()
        if not _NAME_PART.search(rest) or len(rest) < 3:
            return name.cut(link.begin, link.end)
    return name


def _bare(text: Rich) -> Rich:
    """Without separators and quotation marks around it; marks that pair with one inside stay:
    `"Weird" John Roe`."""
    bare = text.strip(_TRIM)
    body = bare.text
    paired = (body.count('"') + body.count("“") + body.count("”")) % 2 == 0
    return bare if paired else text.strip(_TRIM.translate({ord(mark): None for mark in '"“”'}))


def _split(reader: Reader, text: Rich, kind: Kind, guilds: bool) -> list[Rich]:
    parts: list[Rich] = []
    if "/" in text.text and peel(text)[0].text.casefold() in BLANK:  # n/a
        return parts
    if not ("and" in text.text or _MAY_SPLIT.search(text.text)) and len(text.of("link")) < 2:
        one = text.strip()
        return [one] if one else []
    commas = _COMMA_OR_SLASH if kind in (Kind.COUNTRY, Kind.LANGUAGE) else _COMMA
    lines = _glued(outside(text, commas), kind, guilds)
    people = kind in (Kind.PERSON, Kind.NOMINEE)
    for line in lines:
        found = _split_and(line, kind)
        if people and len(found) == 1 and ("and" in line.text or "&" in line.text):
            found = _split_single(
                reader, line, ends_list=len(lines) > 1 and line is lines[-1] and "\n" not in text.text
            )
        for part in found:
            parts += _adjacent_links(part, people, guilds and people)
    return parts


def _adjacent_links(text: Rich, people: bool, guilds: bool) -> list[Rich]:
    """Links with nothing but space or a slash between them, or people's with a dash or `with`, name several things;
    letters after a name do not."""
    if len(text.of("link")) < 2:
        return [text]
    core = peel(text)[0]
    links = core.of("link")
    if len(links) < 2:
        return [text]
    between = [core.text[a.end : b.begin] for a, b in pairwise(links)]
    around = core.text[: links[0].begin] + core.text[links[-1].end :]
    joints = " /-–" if people else " /"
    joined = [part for part in between if not (people and _WITH.fullmatch(part))]
    if around.strip(" /") or any(part.strip(joints) for part in joined) or not all(between):
        return [text]
    parts = [core.cut(link.begin, link.end) for link in links]
    parts[-1] = text.cut(links[-1].begin, len(text))  # with the remark that follows
    return [part for part in parts if not (guilds and GUILDS.fullmatch(part.text))] or parts


_WITH = re.compile(r",?\s+(?:and |along |together )?with\s+(?:the (?:voices?|participation) of\s+)?")


def outside(text: Rich, pattern: re.Pattern[str], whole: tuple[str, ...] = ("italic",)) -> list[Rich]:
    """The parts between matches of `pattern` that lie outside links, brackets, quotes and what is marked as one of
    `whole`."""
    body = text.text
    matches = list(pattern.finditer(body))
    if not matches:
        return [part for part in (text.strip(),) if part]
    depths = _depths(body)
    quoted = [m.span() for m in _QUOTES.finditer(body)] if '"' in body or "“" in body else []
    held = quoted + [(begin, end) for kind, begin, end, _ in text.marks if kind in whole and begin < end]
    out, start = [], 0
    for match in matches:
        begin, end = match.span()
        inside = depths[begin] > 0 or any(a < end and begin < b for a, b in held)
        if not text.linked(begin, end) and (not inside or body[begin] == "\n"):
            out.append(text.cut(start, begin))
            start = end
    out.append(text.cut(start, len(body)))
    return [part for part in out if part]


_QUOTES = re.compile(r"[\"“][^\"“”\n]{1,150}[\"”]")


def _depths(body: str) -> Sequence[int]:
    """In how many brackets each character stands; in none where one is never closed: that brackets nothing."""
    depth, depths = 0, []
    for char in body if "(" in body or "[" in body else "":
        if char in "([":
            depth += 1
        depths.append(depth)
        if char in ")]" and depth:
            depth -= 1
    return bytes(len(body)) if depth or not depths else depths


def is_bracketed(text: Rich) -> bool:
    """Whether a text is one pair of brackets and what stands in it."""
    return text.text.startswith("(") and text.text.endswith(")") and _open(text.text) == 0


def _glued(parts: list[Rich], kind: Kind, guilds: bool) -> list[Rich]:
    """Parts joined again where the later one is but a suffix of the earlier: `Bruce Bennett, Jr.`"""
    out = parts[:1]
    for part in parts[1:]:
        bare = peel(part)[0].text
        suffix = SUFFIXES.match(bare)
        if kind is Kind.PERSON and ((guilds and GUILDS) or _HONOURS).fullmatch(bare):
            continue  # letters after a name are no part of it
        if suffix and (suffix.end() == len(bare) or _AND.match(bare, suffix.end())):
            out[-1] = join((out[-1], part), ", ")
        elif part.text.startswith("(") and part.text.endswith(")"):
            out[-1] = join((out[-1], part))
        else:
            out.append(part)
    return out


def _split_and(text: Rich, kind: Kind) -> list[Rich]:
    parts = outside(text, _AND_COUNTRY if kind is Kind.COUNTRY else _AND)
    if len(parts) < 2:
        return parts
    cores = [peel(without_label(part))[0] for part in parts]
    if all(core.covered("link") or core.covered("italic") or _quoted(core.text) for core in cores):
        return parts
    linked = [bool(core.covered("link")) for core in cores]
    if kind in (Kind.ORGANIZATION, Kind.WORK, Kind.COUNTRY, Kind.PLACE, Kind.LANGUAGE):
        if any(linked) and all(len(core.text.split()) >= 2 or link for core, link in zip(cores, linked, strict=True)):
            return parts
        if kind is Kind.LANGUAGE or (kind is Kind.COUNTRY and all(len(c.text) > 3 for c in cores)):
            return parts
        return [text]
    if all(_full_name(core.text) or link for core, link in zip(cores, linked, strict=True)):
        return parts
    return [text]


def _split_single(reader: Reader, text: Rich, *, ends_list: bool) -> list[Rich]:
    """People joined by `and` of whom some go by a single word, where something shows that they are no duo: a link of
    one of them, here or elsewhere in the article, or the list that they end."""
    parts = outside(text, _AND)
    cores = [peel(without_label(part))[0] for part in parts]
    linked = [bool(core.covered("link")) for core in cores]
    named = [link or _full_name(core.text) for core, link in zip(cores, linked, strict=True)]
    single = [core.text for core, name in zip(cores, named, strict=True) if not name]
    if len(parts) < 2 or not all(map(_is_single, single)) or reader.anchors.page(text.text) is not None:
        return [text]
    shown = any(linked) or ends_list or all(reader.anchors.page(name) is not None for name in single)
    return parts if shown else [text]


_GROUP_WORDS = frozenset(
    "associates band brothers cast choir chorus co company crew ensemble family friends group orchestra others party "
    "sons team".split()
)


def _is_single(name: str) -> bool:
    """Whether a text is a person's name of one word."""
    return name[:1].isupper() and name.isalpha() and name.casefold() not in _GROUP_WORDS


def _full_name(name: str) -> bool:
    words = name.split()
    return len(words) >= 2 and words[0][:1].isupper() and words[-1][:1].isupper() and not ORGANIZATION.search(name)


def _quoted(text: str) -> bool:
    return len(text) > 2 and text[0] in '"“' and text[-1] in '"”'
