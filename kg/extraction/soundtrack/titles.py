"""What a track's title is, and the remarks that stand with it.

Source: Wikipedia:WikiProject Albums/Album article style advice ("Track listing": titles in quotation marks, remarks
outside of them).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extraction.brackets import is_latin
from kg.extraction.names import outside
from kg.extraction.namewords import PARTICLES
from kg.extraction.organizations import PERSON_PAGE, kind_of
from kg.extraction.reader import Reader
from kg.extraction.surroundings import small_end
from kg.model import Entity, Kind
from kg.wikitext.rich import Mark, Rich


@dataclass(frozen=True, slots=True)
class Titled:
    """A title without its quotation marks, and what stands after it."""

    title: Rich
    rest: Rich
    quoted: bool


_CLOSING = {
    '"': '"”“', "“": '”"“', "„": '“”"', "«": "»", "‘": "’'", "'": "'’", "”": '”"', "「": "」", "`": "`'",
}  # fmt: skip
"""Opening quotation marks with those that close them."""
_AFTER_SINGLE = re.compile(r"\s*(?:$|[(\[\n,;:/–—-]|by\b|feat)")
_MEDLEY = re.compile(r"\s*(?:[/&,+–—-]|and\b)\s*[\"“‘]")


def titled(text: Rich) -> Titled:
    """Splits a quoted title from what follows. Without quotation marks all is title."""
    body = text.text
    closing = _CLOSING.get(body[:1])
    if closing:
        single = body[0] in "'‘"
        for index in range(1, len(body)):
            if body[index] not in closing:
                continue
            if single and not _AFTER_SINGLE.match(body, index + 1):
                continue
            if _MEDLEY.match(body, index + 1) or index == 1:
                break
            return Titled(text.cut(1, index).strip(","), text.cut(index + 1, len(body)), True)
    return Titled(text, text.cut(len(body), len(body)), False)


_GROUP = re.compile(r"^[(\[]([^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*)[)\]]\s*")


def split_remarks(text: Rich) -> tuple[list[Rich], Rich]:
    """The brackets that `text` begins with, and the rest."""
    remarks = []
    while match := _GROUP.match(text.text):
        if match[1].strip():
            remarks.append(text.cut(match.start(1), match.end(1)))
        text = text.cut(match.end(), len(text))
    return remarks, text


REMARK = re.compile(
    r"\b(?:reprise|instrumental|version|remix|mix|live|bonus|demo|edit|medley|theme|male|female|duet|solo|suite|cover"
    r"|acoustic|extended|unplugged|original|karaoke|part|pt|from|score|titles?|credits|bit|sad|happy|slow|club|radio"
    r"|explicit|clean|interlude|skit|dialogue|excerpt|uncredited|not|finale|overture|encore|deleted|poem|film|trailer"
    r"|dj|rock|pathos|intro|outro|hidden|track|traditional|arr|remastered|title|song|major|minor|in [a-g]"
    r"|(?-i:[dm])(?=['’]))\b|[0-9]",
    re.IGNORECASE,
)
"""Words that show a bracket after a title to be a remark on the recording and no credit."""
_LETTERS = re.compile(r"(?:[fmd]|i{1,3}|iv)\.?(?:\s*[/&,+-]\s*(?:[fmd]|i{1,3}|iv)\.?)*", re.IGNORECASE)
"""The same in single letters, `F/M`: beside other words they are the initials of names."""
_NUMERAL = re.compile(r"(?<![^\W\d_] )\b(?:I{1,3}|IV)\b(?!\.)|\bI\b(?!\.)|(?:^|[,:–-] ?)\w+ (?:I{2,3}|IV)\b")
"""`Act II`, and translations such as `I Sing`; not `Jane Doe III`."""
_SURNAMES = frozenset({"rock", "live", "song", "part"})
"""Words of remarks that are names, too."""
_JOINED_NAMES = re.compile(r"\s*[,/&;\n]\s*|\s+and\s+")
_SPACE = re.compile(r"\s+")


def is_remark(bracket: Rich) -> bool:
    """Whether a bracket after a title is a remark on the recording: by its words, unless links or a list of names show
    that persons are meant."""
    if bracket.of("lang"):
        return True  # the title in another language
    names = names_in(bracket)
    if are_linked(bracket):
        return bracket.covered("italic") is not None or any(map(_is_thing, names))
    if not bracket.text[:1].isupper() or _LETTERS.fullmatch(bracket.text) or _NUMERAL.search(bracket.text):
        return True
    if REMARK.search(bracket.text) is None:
        return False
    meant = [name for name in names if REMARK.search(name.text)]
    return len(meant) == len(names) or not all(map(_ends_as_name, meant))


def is_romanized(title: Rich, bracket: Rich) -> bool:
    """Whether a bracket behind a title without any Latin letter is that in Latin letters, with or without what it
    means, `(Sora)`, `(Sarang, Love)`: single words and no link, since a name in full may be a person's, one all in
    capitals a group's."""
    if is_latin(title.text) or not any(map(str.isalpha, title.text)) or bracket.of("link"):
        return False
    return all(part.isalpha() and is_latin(part) and not part.isupper() for part in bracket.text.split(", "))


_YEAR = re.compile(r",\s+((?:1[89]|20)[0-9]{2})$")


def without_year(bracket: Rich) -> tuple[Rich, str | None]:
    """A bracket of names without the year behind them, `(Jane Doe and John Roe, 1944)`, and that."""
    year = _YEAR.search(bracket.text)
    if year is None:
        return bracket, None
    rest = bracket.cut(0, year.start())
    return (rest, year[1]) if are_full_names(rest) and not is_remark(rest) else (bracket, None)


_GENITIVE = re.compile(r"['’]s\b")


def are_full_names(text: Rich) -> bool:
    """Whether a text is nothing but names written like those of persons in full, and none is linked to a page that its
    disambiguation shows to be of anything else. Titles and places may be written so, too."""
    names = names_in(text)
    return bool(names) and all(map(_is_full_name, names))


def are_linked(text: Rich) -> bool:
    """Whether a text is nothing but links, joined as names are."""
    names = names_in(text) if text.of("link") else []
    return bool(names) and all(name.covered("link") for name in names)


def names_in(text: Rich) -> list[Rich]:
    """The parts of a text that are joined as names are."""
    return outside(text, _JOINED_NAMES)


def _is_full_name(name: Rich) -> bool:
    words, link = name.text.split(), name.covered("link")
    if len(words) < 2 or words[0] == "The" or _GENITIVE.search(name.text):
        return False
    if kind_of(name.text, Kind.PERSON, link.value if link else None) is not Kind.PERSON:
        return False
    if link is not None and link.value.endswith(")") and PERSON_PAGE.search(link.value) is None:
        return False
    return all(word[0].isupper() or word in PARTICLES for word in words)


def _is_thing(name: Rich) -> bool:
    """Whether what is linked is no person: it ends with the word of a remark, and not as a name."""
    link = name.of("link")[0]
    if link.value.rpartition(" ")[2][:1].islower() and " " in link.value and not link.value.endswith(")"):
        return True
    return REMARK.fullmatch(_SPACE.split(name.text)[-1]) is not None and not _ends_as_name(name)


def _ends_as_name(name: Rich) -> bool:
    """Whether the one word of a remark in a text is a surname in it: `Jane Rock`."""
    first, *more = _SPACE.split(name.text)
    return len(more) == 1 and more[0].casefold() in _SURNAMES and REMARK.search(first) is None


def small_remark(text: Rich) -> tuple[Rich, str | None]:
    """The text without small print at its end, and that print without brackets."""
    small = small_end(text)
    if small is None:
        return text, None
    return text.cut(0, small.begin), text.text[small.begin :].strip(" ()[]") or None


def joined(*notes: str | None) -> str | None:
    """The remarks as one text."""
    kept = dict.fromkeys(note.strip() for note in notes if note and note.strip())
    return "; ".join(kept) or None


def song(reader: Reader, title: Rich) -> Entity | None:
    """The track's title as an entity: its own link only, since a song shares its name with many things."""
    title = title.strip("*†‡")
    if len(title) > 1 and title.text[0] in '"“' and title.text[-1] in '"”' and title.text[1:-1].count('"') == 0:
        title = title.cut(1, len(title) - 1)
    entity = reader.entity(title, Kind.SONG, anchored=False)
    if entity is None or entity.link is None or title.covered("link"):
        return entity
    return replace(entity, link=None) if all(_is_of_another(title.text, link) for link in title.of("link")) else entity


_SONG_PAGE = re.compile(r"\b(?:song|single|composition|instrumental|hymn|aria|music)\)$")
_BEFORE_GUEST = re.compile(r"(?:\bby|\b(?:feat|ft)\.?|\bfeaturing|\s[–—-])\s+$", re.IGNORECASE)


def _is_of_another(title: str, link: Mark) -> bool:
    """Whether a link in a title is that of a guest, a source or a version: `Song (feat. [[Jane Doe]])`."""
    if _SONG_PAGE.search(link.value):
        return False
    bracket = title.rfind("(", 0, link.begin)
    if bracket > title.rfind(")", 0, link.begin) and title[:bracket].strip():
        return title[:bracket].strip().casefold() != link.value.casefold()
    return _BEFORE_GUEST.search(title, max(0, link.begin - 20), link.begin) is not None
