"""From the text of a cell, an item or a parameter to the things it names.

Conventions of writing lists of names in infoboxes, cast lists and award tables: separators, conjunctions, suffixes.
Sources: Template:Infobox film, MOS:FILM, Wikipedia:Manual of Style/Lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kg.extraction.countries import SECOND_NAME, is_country
from kg.extraction.namewords import BLANK, GROUP_WORDS, GUILDS, HONOURS, SUFFIXES, is_nobody
from kg.extraction.organizations import ORGANIZATION, kind_of
from kg.extraction.reader import Reader
from kg.extraction.surroundings import bared, inside_link, is_bracketed, is_link, peel, without_label
from kg.model import Entity, Kind
from kg.values.amounts import YEAR
from kg.values.languages import is_variety, language_tag
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Mark, Rich, join


class Mention(NamedTuple):
    """A thing named in a text, with the remark that stands with it in brackets or small print."""

    entity: Entity
    text: Rich
    qualifier: str | None = None


MAX_TEXT = 6000
"""Characters of a text that names are looked for in: no real list of names without line breaks is longer."""

_COMMA = re.compile(r"\s*[,;،、]\s*(?:and\s+|&\s*)?|\s+(?:•|·|\||/)\s+|\n")
_COMMA_OR_SLASH = re.compile(rf"{_COMMA.pattern}|\s*/\s*")
_AND = re.compile(r"\s+(?:and|&|\+)\s+|\s*&\s+")
_AND_COUNTRY = re.compile(rf"(?:{_AND.pattern})(?!{SECOND_NAME})")
_MAY_SPLIT = re.compile(r"[,;،、•·|/\n&+]")
"""What is in every text that names several things, unless `and` is or two links are."""


def mentions(reader: Reader, text: Rich, kind: Kind, *, anchored: bool = True, guilds: bool = True) -> list[Mention]:
    """The things named in `text`, in order. `kind` is what they are unless their words show otherwise. Letters alone
    are no name after a person's unless `guilds` is false: singers go by such.

    A text in quotes or italics is never split, nor a link but into lines of several people; commas, semicolons and
    lines split lists of names; `and` and `&` split where a link or two full names show that two are meant.
    """
    out: list[Mention] = []
    if len(text) > MAX_TEXT:
        reader.issue("text-too-long", kind.value, text.span)
        return out
    whole = is_link(text)
    for part in _of_link(text, kind) if whole else _split(reader, text, kind, guilds):
        linked = whole or is_link(part)
        name, qualifier = bared(part, kind, linked=linked)
        if not name.text or is_nobody(name) or len(name.text) > 200:
            continue
        if not linked:
            name = inside_link(name, kind)
        entity = reader.entity(name, kind, anchored=anchored)
        if entity is not None:
            found = kind_of(name.text, kind, entity.link)
            if found is not entity.kind:
                entity = replace(entity, kind=found)
            out.append(Mention(entity, name, qualifier))
    return out


_SEVERAL = re.compile(r"\s(?:and|&)\s|–|^[^\W\d_]+-[^\W\d_]+(?=$| \()|\b(?:[Bb]rothers|[Ss]isters)\b")
"""A page of several people: a hyphen between more words is within one name, `Jean-Claude Doe`."""


def _of_link(text: Rich, kind: Kind) -> list[Rich]:
    """The people whom one link shows on lines of their own, where its page is of several: `[[Jane and John Doe|Jane
    Doe<br>John Doe]]`; else the one whom it names."""
    lines = text.split(_LINE, links=True) if "\n" in text.text and kind is Kind.PERSON else []
    named = len(lines) > 1 and all(_full_name(line.text) for line in lines)
    return lines if named and any(_is_of_several(link.value, lines) for link in text.of("link")) else [text]


def _is_of_several(page: str, lines: Sequence[Rich]) -> bool:
    """Whether a page's title is of several people; also where a hyphen stands between the surnames of the lines."""
    first, last = (line.text.split()[-1] for line in (lines[0], lines[-1]))
    between = (
        page[: at.start()].split()[-1:] == [first] and last in page[at.end() :].split() for at in _HYPHEN.finditer(page)
    )
    return _SEVERAL.search(page) is not None or any(between)


_HYPHEN = re.compile("-")
_LINE = re.compile(r"\n")


def _split(reader: Reader, text: Rich, kind: Kind, guilds: bool) -> list[Rich]:
    """The parts of a text that name one thing each."""
    parts: list[Rich] = []
    if "/" in text.text and peel(text)[0].text.casefold() in BLANK:  # n/a
        return parts
    dashed = kind in (Kind.COUNTRY, Kind.LANGUAGE) and DASH.search(text.text)
    if not (dashed or "and" in text.text or _MAY_SPLIT.search(text.text)) and len(text.of("link")) < 2:
        one = text.strip()
        return [one] if one else []
    commas = _COMMA_OR_SLASH if kind in (Kind.COUNTRY, Kind.LANGUAGE) else _COMMA
    lines = _glued(outside(text, commas), kind, guilds)
    if "/" in text.text and kind in (Kind.PERSON, Kind.ORGANIZATION):
        lines = [part for line in lines for part in _at_slashes(line)]
    people = kind in (Kind.PERSON, Kind.NOMINEE)
    for line in lines:
        found = _split_and(line, kind)
        if (people or kind is Kind.ORGANIZATION) and len(found) == 1 and ("and" in line.text or "&" in line.text):
            before = lines[:-1] if line is lines[-1] and "\n" not in text.text else ()
            found = _split_single(reader, line, before) if people else _split_known(reader, line)
        for part in [each for one in found for each in _at_dashes(one, kind)] if dashed else found:
            parts += _adjacent_links(part, people, guilds and people)
    return parts


def _adjacent_links(text: Rich, people: bool, guilds: bool) -> list[Rich]:
    """Links with nothing but space or a slash between them, those shown to be companies' with a dash, or people's with
    that or `with`, name several things; letters after a name do not."""
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
    if not people and any(map(_APART.fullmatch, between)) and all(_is_company(core, link) for link in links):
        joined = [part for part in joined if not _APART.fullmatch(part)]
    if around.strip(" /") or any(part.strip(joints) for part in joined) or not all(between):
        return [text]
    parts = [core.cut(link.begin, link.end) for link in links]
    parts[-1] = text.cut(links[-1].begin, len(text))  # with the remark that follows
    return [part for part in parts if not (guilds and GUILDS.fullmatch(part.text))] or parts


DASH = re.compile(r"\s?[-–—]\s?")
"""Between countries or languages."""


def _at_dashes(text: Rich, kind: Kind) -> list[Rich]:
    """The countries or languages between dashes: of `Italy - Spain`, not of `Serbo-Croatian`, which is a name, nor of a
    language before its variety, `Chinese - Mandarin`."""
    core = peel(text)[0]
    parts = core.split(DASH)
    if len(parts) < 2 or is_link(core):
        return [text]
    if kind is Kind.COUNTRY:
        known = not is_country(core.text) and all(is_country(part.text) for part in parts)
    else:
        tags = [tag for part in parts if (tag := language_tag(part.text)) is not None]
        known = language_tag(core.text) is None and len(tags) == len(parts)
        known = known and not any(is_variety(a, b) or is_variety(b, a) for a, b in pairwise(tags))
    if not known:
        return [text]
    end = text.text.index(core.text) + len(core)
    parts[-1] = text.cut(text.text.rindex(parts[-1].text, 0, end), len(text))  # with the remark that follows
    return parts


_SLASH = re.compile(r"/")


def _at_slashes(text: Rich) -> list[Rich]:
    """The parts between slashes where each is written like a full name and one of any two is linked, unlike those of
    one name: `[[Doe Films]]/Roe Pictures`, not `[[MGM]]/UA Entertainment`."""
    parts = outside(text, _SLASH)
    names = [peel(part)[0] for part in parts]
    linked = [name.covered("link") is not None for name in names]
    full = all(
        len(words := name.text.split()) > 1 and not words[0][0].islower() and words[-1][0].isupper() for name in names
    )
    return parts if full and all(a or b for a, b in pairwise(linked)) else [text]


_APART = re.compile(r"\s+[-–—]\s+")
_MAKER = re.compile(
    r"\b(?:film|cin[eé]|kino|studio|produ)\w*$|(?:film|kino|vision)$|^(?:film|cin[eé]|kino|studio)\w*(?=\s[^,]*$)",
    re.IGNORECASE,
)


def _is_company(text: Rich, link: Mark) -> bool:
    """Whether the name or the page of a link is shown to be a company's, by its last word or that of making films which
    it begins with: a place, a festival or the film may stand behind one."""
    names = text.text[link.begin : link.end], without_disambiguation(link.value)
    return kind_of("", Kind.PERSON, link.value) is Kind.ORGANIZATION or any(map(_is_named_company, names))


def _is_named_company(name: str) -> bool:
    return _MAKER.search(name) is not None or any(m.end() == len(name) for m in ORGANIZATION.finditer(name))


_WITH = re.compile(r",?\s+(?:and |along |together )?with\s+(?:the (?:voices?|participation) of\s+)?")


def outside(text: Rich, pattern: re.Pattern[str], whole: tuple[str, ...] = ("italic",)) -> list[Rich]:
    """The parts between matches of `pattern` that lie outside links, brackets, quotes and what is marked as one of
    `whole`, unless only the match is: `Jane Doe ''and'' John Roe`."""
    body = text.text
    matches = list(pattern.finditer(body))
    if not matches:
        return [part for part in (text.strip(),) if part]
    depths = _depths(body)
    quoted = [m.span() for m in _QUOTES.finditer(body)] if '"' in body or "“" in body else []
    marked = [(begin, end) for kind, begin, end, _ in text.marks if kind in whole and begin < end]
    out, start = [], 0
    for match in matches:
        begin, end = match.span()
        inside = depths[begin] > 0 or any(a < end and begin < b for a, b in quoted)
        inside = inside or any(a < end and begin < b and not begin <= a < b <= end for a, b in marked)
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


def _glued(parts: list[Rich], kind: Kind, guilds: bool) -> list[Rich]:
    """Parts joined again where the later one is but a suffix of the earlier: `Bruce Bennett, Jr.`"""
    out = parts[:1]
    for part in parts[1:]:
        bare = peel(part)[0].text
        suffix = SUFFIXES.match(bare)
        if kind is Kind.PERSON and ((guilds and GUILDS) or HONOURS).fullmatch(bare):
            continue  # letters after a name are no part of it
        if kind is Kind.ORGANIZATION and YEAR.fullmatch(bare) and not part.of("link"):
            out[-1] = join((out[-1], part.cut(part.text.index(bare) + len(bare), len(part))))
            continue  # `[[Doe Films]], 1935 (US)`
        if suffix and (suffix.end() == len(bare) or _AND.match(bare, suffix.end())):
            out[-1] = join((out[-1], part), ", ")
        elif is_bracketed(part):
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


def _split_single(reader: Reader, text: Rich, before: Sequence[Rich]) -> list[Rich]:
    """People joined by `and` of whom some go by a single word, where something shows that they are no duo: a link of
    one of them, here or elsewhere in the article, or the list that they end, `before`. All of a single word they are
    a duo in it, `Jane Doe, Simon and Garfunkel`, if none before them goes by such a name."""
    parts = outside(text, _AND)
    cores = [peel(without_label(part))[0] for part in parts]
    linked = [bool(core.covered("link")) for core in cores]
    named = [link or _full_name(core.text) for core, link in zip(cores, linked, strict=True)]
    single = [core.text for core, name in zip(cores, named, strict=True) if not name]
    if len(parts) < 2 or not all(map(_is_single, single)) or reader.anchors.page(text.text) is not None:
        return [text]
    ends_list = len(before) > 0 and (len(single) < len(parts) or any(_is_single(name.text) for name in before))
    shown = any(linked) or ends_list or all(reader.anchors.page(name) is not None for name in single)
    return parts if shown else [text]


def _split_known(reader: Reader, text: Rich) -> list[Rich]:
    """Companies joined by `and` that the article links each by its name elsewhere, and not as one."""
    parts = outside(text, _AND)
    names = [peel(part)[0].text for part in parts]
    known = len(parts) > 1 and all(reader.anchors.page(name) is not None for name in names)
    return parts if known and reader.anchors.page(text.text) is None and not text.of("link") else [text]


def _is_single(name: str) -> bool:
    """Whether a text is a person's name of one word."""
    return name[:1].isupper() and name.isalpha() and name.casefold() not in GROUP_WORDS


def _full_name(name: str) -> bool:
    words = name.split()
    return len(words) >= 2 and words[0][:1].isupper() and words[-1][:1].isupper() and not ORGANIZATION.search(name)


def _quoted(text: str) -> bool:
    return len(text) > 2 and text[0] in '"“' and text[-1] in '"”'
