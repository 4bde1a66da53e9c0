"""Words beside the subject of a sentence on awards which name nobody who wins: a word that the sentence opens with, and
what is put between the subject and its verb.

Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.awards.names.jobs import MADE
from kg.extraction.awards.names.known import told_elsewhere
from kg.extraction.awards.names.naming import BODY
from kg.extraction.awards.sentences.people import JOB, are_names
from kg.extraction.awards.sentences.surnames import is_known
from kg.extraction.reader import Reader
from kg.wikitext.rich import Rich, join

_FIRST = re.compile(r"(?P<word>[A-Z][a-z]+)(?P<comma>,)?(?:\s+|$)")
_BEFORE_NAME = frozenset(
    "After Also Although Because Before Even Eventually Finally Furthermore Instead Later Meanwhile Moreover Once Only "
    "Since Still Though Until When Whereas While".split(),
)
"""What a clause may open with right before who wins, or before what they did: `When Doe won`, `Even Doe's score`."""
SEVERAL = frozenset("Both Few Many Others Several Some These Those".split())
"""What stands for several people or films, which ones another sentence tells."""
_BEFORE_ELSE = frozenset("At Despite During For From In Like On Through Unlike".split())
"""What a sentence may open with before somebody else than who wins: `In Doe's film Roe won`."""
_ALONE = (
    _BEFORE_NAME
    | _BEFORE_ELSE
    | SEVERAL
    | frozenset(
        "Additional All Besides By Further Having Her His Its Major Neither Next Other Subsequent Their Upon".split()
    )
)
"""What is nobody's name either where a verb or its noun follows: `Despite winning`, `Other nominations included`."""


def without_opener(reader: Reader, before: Rich, verb: re.Match[str]) -> Rich:
    """What stands before a verb without a word that the sentence only opens with; empty where nothing else stands
    there. A word right before a participle or the noun for nominations is a name where the article has it as one."""
    before = without_adverb(before)
    first = _FIRST.match(before.text)
    if first is None or first["comma"] or _is_marked(before, first) or reader.is_film(before):
        return before
    if first.end() < len(before):
        return without_word(reader, before)
    word, rest = first["word"], before.cut(len(before), len(before))
    if word in SEVERAL and _is_finite(verb):
        return before
    if word in _ALONE or (not _is_finite(verb) and not is_known(reader, word)):
        return rest
    return before


def without_word(reader: Reader, names: Rich) -> Rich:
    """Names without a word that the sentence opens with right before those the article knows: `Although Doe`."""
    first = _FIRST.match(names.text)
    if first is None or first["comma"] or first["word"] not in _BEFORE_NAME or _is_marked(names, first):
        return names
    rest = names.cut(first.end(), len(names))
    return rest if _names_known(reader, rest) else names


def may_open(reader: Reader, names: Rich) -> bool:
    """Whether the first word of two may be none of a name, but one that a sentence opens with: `Additionally Doe`."""
    first = _FIRST.match(names.text)
    if first is None or _is_marked(names, first) or first.end() >= len(names):
        return False
    word = first["word"]
    if not opens_only(names.cut(*first.span("word"))) or word in SEVERAL:
        return False
    return word in _ALONE or names.text not in told_elsewhere(reader)[0]


def without_adverb(before: Rich) -> Rich:
    """A text without the word before its first comma where that begins no list: `Still, Doe won`."""
    first = _FIRST.match(before.text)
    if first is None or not first["comma"] or _is_marked(before, first):
        return before
    rest = before.cut(first.end(), len(before))
    single = are_names(rest) and not _JOINED.search(rest.text)
    return rest if single or (rest and first["word"] in _ALONE) else before


def _is_marked(text: Rich, first: re.Match[str]) -> bool:
    """Whether a text begins with a link or italics."""
    return text.linked(*first.span("word")) or any(m.begin == 0 for m in text.of("italic"))


def _names_known(reader: Reader, text: Rich) -> bool:
    """Whether a text begins with somebody whom the article knows; `After Dark` is a title."""
    if text.linked(0, 1):
        return True
    word = text.text.strip().partition(" ")[0].rstrip(",")
    return word[:1].isupper() and is_known(reader, word)


_JOINED = re.compile(r",|&|\band\b")


def _is_finite(verb: re.Match[str]) -> bool:
    """Whether a verb may stand behind its subject alone, as `won`; `winning` and `nominated` go on with another."""
    return verb.groupdict().get("noun") is None and not is_participle(verb)


def opens_only(text: Rich) -> bool:
    """Whether a word that a sentence opens with is certain to be nobody's name."""
    word = text.text.strip()
    return word in _ALONE or word.endswith("ly")


def is_participle(verb: re.Match[str]) -> bool:
    """Whether a verb tells beside another one, `winning`, `nominated for`."""
    words = verb[0].split()
    return words[0] == "nominated" or any(word.endswith("ing") for word in words)


class Inserted(NamedTuple):
    """What is put between a subject and its verb."""

    subject: Rich
    """What stands before it, with the comma behind that."""
    with_names: Rich | None = None
    """People who are said to win with the subject, `, along with John Roe,`; empty where they were not understood."""
    by_names: tuple[Rich, ...] = ()
    """People who are meant by the subject where that is nothing but what they made, played or are part of: `, written
    by John Roe,`."""
    played: bool = False
    """Whether it is played."""
    part: bool = False
    """Whether they are part of it."""
    did: bool = False
    """Whether they made it, rather than are seen in it."""
    unread: bool = False
    """Whether people who did something are named there and were not understood."""


_WITHS = "(?:along with|together with|alongside|with|as well as)"
_LIST = (
    rf"(?:who|which|whose|(?:both|all) of whom|{_WITHS}"
    r"|(?:[a-z]+ly )?(?:(?:co-|re)?[a-z]+(?:ed|ing)|(?:co-)?(?:written|sung|made|shown|shot|known|seen|born))(?= ))\b"
)
"""Words that what is inserted begins with, behind which several may be named."""
_PLAIN = (
    r"(?:after|following|despite|before|during|in|at|for|as|like|from|on|then|now|aged?|both|an?|the|his|her|its)\s"
    r"|(?:too|also|however|meanwhile|though|again|in turn)$"
)
"""The same where a comma ends it."""
_STARTS_LIST = re.compile(_LIST)
_STARTS_PLAIN = re.compile(_PLAIN)
_ITEM = re.compile(r"(?:and\s+)?[^\W\d_a-z]")
_WITH = re.compile(rf"{_WITHS}\s+")
_BY = re.compile(
    r"(?:(?P<played>(?:played|portrayed|voiced) by)|(?P<part>including|comprising|consisting of)|(?P<seen>featuring)"
    rf"|(?:(?:co-)?(?:{MADE}|led|headed)(?: and {MADE})? )?by)\s+(?:the\s+)?"
)
_DONE = re.compile(r"(?:which\s(?:was|were)\s)?(?:[a-z]+ly\s)?(?!inspired\b)[a-z]+\sby\s")
_BESIDE = re.compile(
    rf"(?:(?:his|her|their|the|fellow)\s+){{0,2}}(?:{JOB}|(?:co-?)?stars?|brother|sister|wife|husband|father|mother)\s+"
)
"""Before who wins with the subject: `his co-star`, `the producer`."""
_ALSO_DID = re.compile(r"\s+and\s+(?=[a-z])")
_SELVES = re.compile(r"\s+(?:finally|(?:(?:was|were)\s+)?each|himself|herself|themselves)$")
_SELVES_END = ("finally", "each", "self", "selves")
_DASHED = re.compile(r"(?<=\S)\s?[–—]\s?[^–—]{3,80}[–—]$")
_WITH_BRACKET = re.compile(rf"\s\((?P<with>{_WITHS}\s[^()]{{3,120}})\)$")
"""`[[Jane Doe]] (with [[John Roe]])`."""
_WITHIN = re.compile(rf",\s+(?!{_WITHS}\s)(?:{_LIST}|{_PLAIN})[^,]{{2,80}}(?=,\s+(?:and\s+(?:{JOB}\s+)?)?[^\W\d_a-z])")
_ONLY_PLACE = re.compile(r"(?:At|For|From|During|In|On)\s[^,]*$")
_COMMA = re.compile(r",[\"”]?\s+")
"""Before what is inserted; it may stand within the quotes of a title."""
_MAX_ITEMS = 8
_MAX_LENGTH = 160
"""Characters between a subject and its verb: more than any sentence has there."""


def inserted(before: Rich) -> Inserted | None:
    """What stands before a verb, apart from what is put between its subject and that: `[[Jane Doe]], after ten
    nominations, finally`, `Doe, who plays Max,`, `''Moss'', starring [[Jane Doe]] and John Roe,`; None where nothing
    is."""
    core = before.text.rstrip()
    alone = _SELVES.search(core) if core.endswith(_SELVES_END) else None
    alone = _DASHED.search(core) if core.endswith(("–", "—")) else alone
    if alone is not None:
        return Inserted(before.cut(0, alone.start()))
    bracket = _WITH_BRACKET.search(core) if core.endswith(")") else None
    if bracket is not None and not before.linked(bracket.start(), bracket.start("with")):
        return _apart(before.cut(0, bracket.start()), before.cut(*bracket.span("with")))
    if "," not in core:
        return None
    if not core.endswith(","):
        within = [m.span() for m in _WITHIN.finditer(before.text) if not before.linked(m.start(), m.start() + 2)]
        ends = [0, *(end for _, end in within)]
        begins = [*(begin for begin, _ in within), len(before)]
        kept = (before.cut(begin, end) for begin, end in zip(ends, begins, strict=True))
        return Inserted(join(kept, "")) if within else None
    end = len(core) - 1
    commas = [m.span() for m in _COMMA.finditer(core, max(0, end - _MAX_LENGTH), end)]
    for begin, stop in reversed(commas[-_MAX_ITEMS:]):
        if before.linked(begin, stop):
            continue
        part = core[stop:end]
        if _STARTS_LIST.match(part) or (stop == commas[-1][1] and _STARTS_PLAIN.match(part)):
            return _apart(before.cut(0, stop).strip(), before.cut(stop, end))
        if not _ITEM.match(part):
            return None
    return None


def _apart(subject: Rich, part: Rich) -> Inserted | None:
    """A part inserted between two commas, the first of which ends the subject."""
    if _ONLY_PLACE.match(subject.text.rstrip(",")):  # `In Italy, the film, …`
        return None
    with_names = _WITH.match(part.text)
    if with_names is not None:
        names = part.cut(with_names.end(), len(part))
        beside = _BESIDE.match(names.text)
        names = names.cut(beside.end(), len(names)) if beside and not names.linked(*beside.span()) else names
        names = names.cut(0, len(names) - len("'s")) if names.text.endswith(("'s", "’s")) else names
        if are_names(names) and not names.of("italic"):
            return Inserted(subject, names)
        return Inserted(subject, names.cut(0, 0) if _links_people(names) else None)
    done = _DONE.match(part.text) is not None
    by = _BY.match(part.text)
    if by is None:
        return Inserted(subject, unread=done)
    made = _made_by(part)
    played, within = bool(by["played"]), bool(by["part"])
    return Inserted(subject, None, made, played, within, did=by["seen"] is None, unread=done and not made)


def _made_by(part: Rich) -> tuple[Rich, ...]:
    """Who is named behind what they did, in one part or in two: `sung by Ann Poe and written by John Roe`."""
    out: list[Rich] = []
    for _ in range(2):
        by = _BY.match(part.text)
        if by is None:
            break
        more = _ALSO_DID.search(part.text, by.end())
        names = part.cut(by.end(), more.start() if more else len(part))
        if not are_names(names):
            break
        out.append(names)
        part = part.cut(more.end() if more else len(part), len(part))
    return tuple(out)


def _links_people(part: Rich) -> bool:
    """Whether a text links someone who may be a person, and names no other work."""
    return not part.of("italic") and any(not BODY.search(link.value) for link in part.of("link"))
