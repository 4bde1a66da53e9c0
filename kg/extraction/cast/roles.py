"""From the text beside an actor's name to the names of the roles and the remarks.

Conventions of MOS:FILM, section "Cast": the role's name stands first; what follows it after a comma, a
colon, a dash or in brackets tells of the role. Remarks such as "uncredited" or "voice" are about the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extraction.names import SUFFIXES
from kg.wikitext.rich import Rich, join

NOTE = re.compile(
    r"\b(?:uncredited|credited(?: as| only)?|voices?|voice-?over|cameos?|(?:special|guest|friendly|brief|extended"
    r"|item|song) (?:appearances?|roles?|stars?|numbers?|songs?|cameo)|guest|archiv(?:e|al|ed) (?:footage"
    r"|recordings?|sound|film|materials?)|stock footage|deleted scenes?|scenes? deleted|extended (?:cut|version)"
    r"|flashbacks?|unseen|off-?screen|photo(?:graph)?s? only|post-credits? scene|mid-credits? scene|(?:dual"
    r"|double|triple) roles?|in (?:the |a |an )?(?:song|item)|debut|introducing|child artist"
    r"|motion[- ]capture|mo-?cap|singing voice|singing|stand-in|body double|releases?|versions?|dub(?:bed|bing)?"
    r"|appearance)\b",
    re.IGNORECASE,
)
"""Remarks about an entry of the cast: how the actor takes part or is credited."""

AGE = re.compile(
    r"(?:as (?:an? |the )?)?(?:young(?:er)?|old(?:er)?|adult|child|kid|teen(?:ager?)?|elderly|baby|infant|aged? \d+"
    r"|\d+ years old)",
    re.IGNORECASE,
)
CREDITED_AS = re.compile(r"(?:credited |billed )?as\s+\S", re.IGNORECASE)
LANGUAGES = (
    "English|Japanese|Hindi|Tamil|Telugu|Malayalam|Kannada|Bengali|Marathi|Punjabi|Urdu|Gujarati|French|German"
    "|Italian|Spanish|Portuguese|Russian|Chinese|Mandarin|Cantonese|Korean|Thai|Filipino|Tagalog|Indonesian"
    "|Turkish|Arabic|Persian|Hebrew|Polish|Czech|Hungarian|Swedish|Norwegian|Danish|Finnish|Dutch|Greek|Brazilian"
    "|Latin American|Icelandic"
)
LANGUAGE = re.compile(rf"\b(?:{LANGUAGES})\b")
"""Languages a film is made or dubbed in."""

_VERSION = re.compile(
    rf"(?:(?:in|the|original) )*(?:{LANGUAGES})(?:(?:,| and|/| &) ?(?:{LANGUAGES}))*(?:[ -](?:dubs?|voices?"
    rf"|versions?|language|film))*"
)

ROLE_IN_BRACKETS = re.compile(
    r"(?:himself|herself|themselves|itself|self|(?:the )?narrat(?:or|ion))\b[^()]*", re.IGNORECASE
)

_CUT_TAIL = re.compile(
    r"[\s,]+(?:(?:in|for|with|making|doing|through)\s+)?(?:an?\s+|the\s+|his\s+|her\s+|their\s+)?(?:\w+\s+){0,2}?"
    r"(?:special|guest|cameo|friendly|extended|item|dual|double|triple|uncredited|voice)[ -](?:guest\s+)?"
    r"(?:appearances?|roles?|numbers?|songs?|cameo|performances?)\b.*$"
    r"|[\s,]+in\s+(?:(?:a|an|the)\s+)?(?:item\s+)?(?:songs?|cameo|dance number|flashbacks?)\b.*$"
    r"|[\s,]+(?:uncredited|cameo|respectively|in both films)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_SELF = re.compile(r"(?:himself|herself|themselves|itself)(?=\s+(?:in|at|from|for|on|as)\b)", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+(?:who|whom|whose|which)\s+[a-z]")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“'(]?[A-Z0-9])")
_END = re.compile(r"\n|\s*;\s|\s*:(?=\s|$)|\s+[–—-]+\s|—")
_COMMA = re.compile(r"\s*,\s*")
_JOINT = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+(?:also\s+)?(?:as\s+)?")
_SLASH = re.compile(r"/")
_FIRST_WORDS = re.compile(r"^(?:the\s+(?:title\s+)?(?:roles?|parts?|character|characters)\s+of\s+|both\s+|as\s+)", re.I)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Dr|Mr|Mrs|Ms|Mx|St|Ste|Lt|Sgt|Sergt|Capt|Cpt|Maj|Gen|Brig|Col|Cpl|Pvt"
    r"|Cmdr|Comdr|Adm|Prof|Rev|Fr|Sr|Jr|Hon|Gov|Sen|Rep|Pres|Supdt|Supt|Insp|Asst|Asstt|Det|Ltc|Ltd|Co|Inc|No|Nos"
    r"|Vs|vs|Ph\.D|Smt|Sri|Kum|Mme|Mlle|Msgr|Mt|Ft|Av|Esq|Messrs|Commr|Dept|Const|Adv|Engr)$"
)
_PARTICLE = frozenset(
    "of the de da di do du del della der den van von zu la le el al bin ibn ben y e af av a an at no an-".split()
)
_TITLES = frozenset(
    "mr mrs ms miss mister missus dr doctor prof professor lord lady sir dame king queen prince princess duke duchess "
    "count countess baron baroness father mother sister brother captain colonel general sergeant".split()
)
_SMALL_NUMBER = re.compile(r"#?\d+")
_VERBLESS_WORDS = 4


@dataclass(frozen=True, slots=True)
class Roles:
    """`names`: each role's name; `notes`: the remarks about the entry."""

    names: tuple[Rich, ...]
    notes: tuple[str, ...]


def is_note(text: str) -> bool:
    """Whether a text in brackets is a remark about the entry, not about the role."""
    text = text.strip()
    return bool(NOTE.search(text) or AGE.fullmatch(text) or CREDITED_AS.match(text) or _VERSION.fullmatch(text))


def outside(text: Rich) -> list[bool]:
    """For each character whether it stands outside links, brackets, quotes and italics."""
    body = text.text
    free = [True] * len(body)
    depth, opened = 0, -1
    for index, char in enumerate(body):
        if char in "([":
            opened = index if depth == 0 else opened
            depth += 1
        elif char in ")]" and depth:
            depth -= 1
            if depth == 0:
                free[opened : index + 1] = [False] * (index + 1 - opened)
    covered = [(m.start(), m.end()) for m in re.finditer(r"\"[^\"\n]{1,80}\"|“[^”\n]{1,80}”", body)]
    covered += [
        (m.begin, m.end)
        for kind in ("link", "italic")
        for m in text.of(kind)
        if m.end - m.begin < 120 and (kind == "link" or body[m.begin : m.end].strip() not in ("as", "-", "–", "..."))
    ]
    for begin, end in covered:
        free[begin:end] = [False] * (end - begin)
    return free


def find(pattern: re.Pattern[str], text: Rich, free: list[bool], start: int = 0) -> re.Match[str] | None:
    """The first match from `start` on that stands outside links, brackets, quotes and italics."""
    for match in pattern.finditer(text.text, start):
        begin, end = match.span()
        if begin < len(text.text) and all(free[begin : max(end, begin + 1)]):
            return match
    return None


def without_brackets(text: Rich) -> tuple[Rich, list[str], list[str]]:
    """(the text without the remarks in brackets, the remarks about the entry, the others).

    Brackets at the end go, whatever they hold; brackets within a name stay unless they hold a remark about
    the entry. A bracket in a link belongs to the name, and so does one that opens the text.
    """
    notes: list[str] = []
    others: list[str] = []
    for match in reversed(list(re.finditer(r"\(([^()]*)\)|\[([^\[\]]*)\]", text.text))):
        begin, end = match.span()
        if text.linked(begin, begin + 1) and text.linked(end - 1, end):
            continue
        content = (match[1] or match[2] or "").strip()
        at_end = not text.text[end:].strip(" .,;:*†‡")
        if not content or is_note(content) or (at_end and begin > 0):
            if content:
                (notes if is_note(content) else others).insert(0, content)
            text = _without(text, begin, end)
    small = next((m for m in text.of("small") if m.end == len(text.text) and m.begin > 0), None)
    if small is not None and not text.linked(small.begin, small.end):
        content = text.text[small.begin :].strip(" ()")
        (notes if is_note(content) else others).append(content)
        text = text.cut(0, small.begin)
    return text.strip(",;*†‡"), notes, others


def _without(text: Rich, begin: int, end: int) -> Rich:
    before, after = text.cut(0, begin), text.cut(end, len(text))
    return join((before, after), "" if after.text[:1] in {",", ".", ";", ":", "/"} else " ")


def read_roles(text: Rich, actors: int = 1) -> Roles:
    """The roles that the text beside a name (or beside `actors` names) states.

    `Andy, Gun Salesman` → Andy; `Laura Palmer and Maddy Ferguson` → both; `Ivan/Victor` stays one;
    `a cab driver who sings` → a cab driver; `Lucy (uncredited)` → Lucy, with the remark.
    """
    text = _first_line(text)
    text, notes, _ = without_brackets(text)
    text = text.strip(" :=")
    lead = _FIRST_WORDS.match(text.text)
    if lead and not text.linked(0, lead.end()):
        text = text.cut(lead.end(), len(text))
    text, more, _ = without_brackets(_until_description(text))
    notes += more
    itself = _SELF.match(text.text)
    if itself and not text.linked(0, len(text)):
        text = text.cut(0, itself.end())
    cut = find(_CUT_TAIL, text, _unlinked(text))
    if cut is None and _is_only_note(text):
        return Roles((), (*notes, text.text))
    if cut is not None:
        remark = text.text[cut.start() :].strip(" ,")
        notes.append(remark)
        text = text.cut(0, cut.start())
    names = tuple(part for part in (_trimmed(p) for p in _apart(text, actors)) if part)
    return Roles(names, tuple(notes))


def _first_line(text: Rich) -> Rich:
    first = text.text.find("\n")
    return text.cut(0, first) if first > 0 else text


def _unlinked(text: Rich) -> list[bool]:
    return [not text.linked(index, index + 1) for index in range(len(text))] if text.marks else [True] * len(text)


def _is_only_note(text: Rich) -> bool:
    body = text.text.strip(" .")
    rest = {word.strip(",").lower() for word in NOTE.sub("", body).split()}
    return (
        NOTE.search(body) is not None and not text.of("link") and rest <= {"a", "an", "in", "the", "by", "and", "with"}
    )


def _until_description(text: Rich) -> Rich:
    """The text up to where it begins to tell of the role."""
    free = outside(text)
    end = len(text)
    for pattern in (_END, _CLAUSE):
        match = find(pattern, text, free)
        if match and 0 < match.start() < end:
            end = match.start()
    for match in _STOP.finditer(text.text, 0, end):
        if match.start() and not text.linked(match.start(), match.start() + 1) and _sentence(text.text, match):
            end = match.start()
            break
    text = text.cut(0, end)
    free = outside(text)
    start = 0
    while (comma := find(_COMMA, text, free, start)) is not None:
        after = text.text[comma.end() :]
        start = comma.end()
        word = re.match(r"[^\s,]+", after)
        if comma.start() == 0 or not after:
            break
        if (word and SUFFIXES.fullmatch(word[0].rstrip("."))) or (word and word[0].rstrip(".") in _POST_NOMINAL):
            continue
        if find(_SLASH, text, free, comma.end()):  # roles joined by slashes stay one, with what stands among them
            continue
        if _listed(text.cut(0, len(text))):
            break
        return text.cut(0, comma.start())
    return text


_POST_NOMINAL = frozenset({"Ph.D", "PhD", "M.D", "MD", "D.D.S", "R.N", "P.I", "Jr", "Sr", "Esq", "S.J", "Q.C", "K.C"})


def _sentence(body: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends what is said of the role rather than an abbreviation in its name."""
    before = body[: match.start()].rsplit(None, 1)[-1]
    if match[0][0] == "." and _ABBREVIATION.search(before):
        return False
    rest = re.split(r"[,;:(]|\s[–—-]\s", body[match.end() :], maxsplit=1)[0].split()
    return len(rest) >= _VERBLESS_WORDS or len(before) > 5


def _listed(text: Rich) -> bool:
    """Whether the text is a list of names: `A, B and C`."""
    parts = _parts(text)
    linked = all(part.covered("link") for part in parts)
    joined = re.search(r"(?:\band\b|&)\s+[^,]*$", text.text) is not None
    return len(parts) >= 2 and (linked or (joined and all(is_role_name(part) for part in parts)))


def _parts(text: Rich) -> list[Rich]:
    free = outside(text)
    out, start = [], 0
    while (match := find(_JOINT, text, free, start)) is not None:
        if match.end() == match.start():
            break
        after = re.match(r"[^\s,]+", text.text[match.end() :])
        if "," in match[0] and after and SUFFIXES.fullmatch(after[0].rstrip(".")):
            before = text.cut(start, match.end() + after.end())
            out.append(before)
            start = match.end() + after.end()
            continue
        out.append(text.cut(start, match.start()))
        start = match.end()
    out.append(text.cut(start, len(text)))
    return [part for part in out if part]


def _apart(text: Rich, actors: int) -> Iterable[Rich]:
    """The single roles of a text that is nothing but roles."""
    if "/" in text.text and actors == 1:
        return [text]
    parts = _parts(text)
    if len(parts) < 2:
        return parts
    if actors > 1 and len(parts) == actors and all(_begins_name(part) for part in parts[1:]):
        return parts
    if all(part.covered("link") for part in parts) or all(is_role_name(part) for part in parts):
        return parts
    return [text]


def _begins_name(text: Rich) -> bool:
    word = text.text.split()[0].strip("\"“'")
    last = text.text.split()[-1]
    return not (word[:1].islower() and last[:1].islower()) or word in {"the", "a", "an", "his", "her", "their"}


def is_role_name(text: Rich) -> bool:
    """Whether a text is written like a name: `Dr. John Doe`, `the Countess of X`, `young Rocky`."""
    words = text.text.split()
    if words and words[0].lower() in {"the", "a", "an", "young", "old", "adult", "teenage", "himself", "herself"}:
        words = words[1:] or ["X"]
    if not words or len(words) > 7 or (len(words) == 1 and words[0].strip(".").lower() in _TITLES):
        return False
    if any(re.search(r"['’]s?$", word) for word in words):
        return False
    capital = [w for w in words if not w.strip("\"“”'‘’(").islower() or w in _PARTICLE or _SMALL_NUMBER.fullmatch(w)]
    return len(capital) == len(words) and not words[0][:1].islower() and words[-1].lower() not in _PARTICLE


def _trimmed(text: Rich) -> Rich:
    text = text.strip(" ,;:=*†‡•·")
    body = text.text
    if len(body) > 2 and body[0] in '"“' and body[-1] in '"”' and not any(q in body[1:-1] for q in '"“”'):
        text = text.strip('"“”')
        body = text.text
    if body.endswith(".") and not body.endswith(".."):
        last = body[:-1].rsplit(None, 1)[-1] if body[:-1].split() else ""
        if not (
            _ABBREVIATION.search(last)
            or SUFFIXES.fullmatch(last)
            or "." in last
            or text.linked(len(body) - 1, len(body))
        ):
            text = text.cut(0, len(body) - 1)
    if not any(char.isalnum() for char in text.text):
        return text.cut(0, 0)
    return text
