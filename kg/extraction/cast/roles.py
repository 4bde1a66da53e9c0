"""From the text beside an actor's name to the names of the roles and the remarks.

Conventions of MOS:FILM, section "Cast": the role's name stands first; what follows it after a comma, a
colon, a dash or in brackets tells of the role. Remarks such as "uncredited" or "voice" are about the entry.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extraction.cast.enumerations import STYLED, enumerated
from kg.extraction.cast.people import CREW
from kg.extraction.cast.remarks import (
    NOTE,
    VERSION,
    find,
    has_note,
    is_note,
    outside,
    outside_links,
    romanized,
    without_brackets,
)
from kg.extraction.cast.rolelines import counted_roles, first_line, may_go_on
from kg.extraction.cast.rolelists import (
    FEW,
    PAIR,
    SLASH,
    apart,
    completed,
    each_part,
    end_of_name,
    has_more,
    listed,
    one_each,
)
from kg.extraction.cast.rolenames import ABBREVIATION, is_role_name, trimmed, undescribed
from kg.extraction.namewords import PARTICLES
from kg.extraction.surroundings import without_respectively
from kg.wikitext.rich import Rich

_CUT_TAIL = re.compile(
    r"[\s,]+(?:(?:in|for|with|making|doing|through)\s+)?(?:an?\s+|the\s+|his\s+|her\s+|their\s+)?"
    r"(?:(?!appearance|role|cameo)\w+\s+){0,2}?"
    r"(?:special|guest|cameo|friendly|extended|item|dual|double|triple|uncredited|voice)[ -](?:guest\s+)?"
    r"(?:appearances?|roles?|numbers?|songs?|cameo|performances?)\b.*$"
    r"|[\s,]+in\s+(?:(?:a|an|the)\s+)?(?:item\s+)?(?:songs?|cameo|dance number|flashbacks?)\b.*$"
    r"|[\s,]+(?:uncredited|cameo|in both films)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_TAKES_PART = re.compile(
    r"(?:an?\s+)?(?:(?:(?:uncredited|special|guest|friendly|brief|extended|cameo)\s+){1,3}"
    r"(?:appearance|role|star|guest|cameo|participation)|cameo|guest|uncredited)(?P<joint>\s*,\s+(?:as\s+)?|\s+as\s+)",
    re.IGNORECASE,
)
"""How somebody takes part, before the role: `special appearance as Anna`, `cameo, Anna`."""
_ASIDE = re.compile(
    r"(?:in|at|on|by|as|for|from|with|during|where|when|who|only|not|also|and|or|but|his|her|their)\b|\w+(?:ing|ed|s)\b"
    r"|seen\b|[^,]*\b(?:film|movie)\b"
)
"""What follows `cameo,` in small letters and is no role: a circumstance, somebody behind the camera."""
_TERM = re.compile(r"(?:cameo|guest|special|voice|uncredited|archive|credit)\b(?!.*\()", re.IGNORECASE)
"""Pages on ways of taking part: `[[Cameo appearance|cameo]]`."""
_CUT_WORDS = re.compile("appear|role|number|song|cameo|perform|flashback|uncredited|both films")
"""What is in every such tail, in small letters."""
_FROM_FILM = re.compile(
    r"\s+from\s+the\s+(?:\w+\s+){0,2}?(?:first|second|third|previous|original|earlier|last)\s+(?:\w+\s+)?"
    r"(?:films?|movies?|series|installments?)\s*$"
)
_IN_VERSION = re.compile(rf",?\s+in\s+the\s+({VERSION})$")
_SELF = re.compile(r"(?:himself|herself|themselves|itself)(?=\s+(?:in|at|from|for|on|as)\b)", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+(?:who|whom|whose|which)(?:\s+[a-z]|,)")
_VOICE_OF = re.compile(r"(?:the\s+)?((?:(?!an?\s)[A-Z]?[a-z]+\s+)?voices?|vocal effects)\s+of\s+")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“'(]?[A-Z0-9])")
_END = re.compile(r"\n|\s*;\s|\s*:[–—-]*(?=\s|$)|\s+[–—-]+\s|—")
_MAY_END = re.compile(r"[\n;:–—-]")
"""What is in everything that ends a role."""
_SEMICOLON = re.compile(r";\s")
_COMMA = re.compile(r"\s*,\s*")
_FIRST_WORDS = re.compile(r"^(?:the\s+(?:title\s+)?(?:roles?|parts?|character|characters)\s+of\s+|both\s+|as\s+)", re.I)
_OF_PART = re.compile(r"\(((?:segments?|parts?|episodes?|chapters?)\b[^()]{0,80})\)\s+(?=\w)", re.IGNORECASE)
"""In which part of the film: `(segment "Two") Anna`."""
_IN_GENERAL = re.compile(
    r"the\s+(?:(?:film's\s+)?(?:title|titular|eponymous|main|lead|leading|central)\s+(?:character|role|hero|heroine|part"
    r"|protagonist)|(?:main\s+|film's\s+)?(?:narrator|protagonist|antagonist|villain|villainess|hero|heroine)),\s+"
)
"""Words for the role of anybody, of which a name behind a comma tells more than they do."""
_VERBLESS_WORDS = 4


class Roles(NamedTuple):
    """`names`: each role's name; `notes`: the remarks about the entry; `cut`: whether further roles may stand
    behind them."""

    names: tuple[Rich, ...]
    notes: tuple[str, ...]
    cut: bool = False


def read_roles(text: Rich, actors: int = 1, *, unjoined: bool = False) -> Roles:
    """The roles that the text beside a name (or beside `actors` names) states; `unjoined`: whether only commas are
    between the names.

    `Andy, Gun Salesman` → Andy; `Laura Palmer and Maddy Ferguson` → both; `Ivan/Victor` stays one;
    `a cab driver who sings` → a cab driver; `Lucy (uncredited)` → Lucy, with the remark.
    """
    counted = counted_roles(text) if "\n" in text.text and " role" in text.text else None
    if counted:
        return Roles(*counted)
    further = may_go_on(text)
    text = without_respectively(romanized(first_line(text)))
    noted = _each_noted(text) or _set_apart(text) if actors == 1 else None
    if noted:
        return noted
    text, notes, _ = without_brackets(text)
    text, voice = _without_lead(text.strip(" :=-–—"))
    text, part = _without_part(text)
    notes += voice + part
    each = one_each(text, actors, unjoined=unjoined) if actors > 1 else ()
    if each:
        return Roles(completed(each), tuple(notes))
    whole, stated = text, _until_description(text)
    text = _until_comma(stated)
    shortened = len(text) < len(stated) and has_more(stated)
    told = whole.text[len(text) :].strip(" ,;:.–—-")
    if told and len(told.split()) <= FEW and is_note(told):
        notes.append(told)
    text, more, _ = without_brackets(text)
    notes += more
    text, more = _without_circumstance(text)
    notes += more
    folded = text.text.casefold()
    cut = find(_CUT_TAIL, text, outside_links(text)) if _CUT_WORDS.search(folded) else None
    if _is_only_note(text, folded) or (cut is not None and _is_only_note(text.cut(0, cut.start()), folded)):
        return Roles((), (*notes, text.text))
    if cut is not None:
        remark = text.text[cut.start() :].strip(" ,.")
        notes.append(remark)
        text = text.cut(0, cut.start())
    names = [undescribed(trimmed(part)) for part in apart(text, actors)]
    return Roles(completed(tuple([name for name in names if name.text])), tuple(notes), shortened or further)


def _without_lead(text: Rich) -> tuple[Rich, list[str]]:
    """The text without the words that only say that a role follows, `the role of`, `the voice of`; and the voice
    or the part of the film that it is in."""
    part = _OF_PART.match(text.text) if text.text.startswith("(") else None
    if part and not text.linked(*part.span()):
        role, more = _without_lead(text.cut(part.end(), len(text)))
        return role, [part[1], *more]
    lead = _FIRST_WORDS.match(text.text) or (_named_behind(text) if "," in text.text else None)
    if lead and not text.linked(0, lead.end()):
        text = text.cut(lead.end(), len(text))
    voice = _VOICE_OF.match(text.text)
    if voice is None or text.linked(0, voice.end()):
        return text, []
    text = text.cut(voice.end(), len(text))
    named = _named_behind(text) if "," in text.text else None
    return text.cut(named.end(), len(text)) if named else text, [voice[1]]


def _without_circumstance(text: Rich) -> tuple[Rich, list[str]]:
    """The text without where somebody is himself, which film a role is from and in which version of this one it is; and
    a remark that is told so."""
    notes: list[str] = []
    itself = _SELF.match(text.text)
    if itself and not text.linked(0, len(text)) and not enumerated(text, is_role_name):
        rest = text.text[itself.end() :].strip()
        notes += [rest] if NOTE.search(rest) else []
        text = text.cut(0, itself.end())
    known = _FROM_FILM.search(text.text)
    if known and not text.linked(*known.span()):
        text = text.cut(0, known.start())
    version = _IN_VERSION.search(text.text) if " in the " in text.text else None
    if version and not text.linked(*version.span()):
        notes.append(version[1])
        text = text.cut(0, version.start())
    return text, notes


def _set_apart(text: Rich) -> Roles | None:
    """Three roles or more with semicolons between them: `Anna; Bill; Carl`."""
    if text.text.count("; ") < PAIR:
        return None
    parts = text.split(_SEMICOLON)
    return Roles(tuple(trimmed(part) for part in parts), ()) if all(map(is_role_name, parts)) else None


def _named_behind(text: Rich) -> re.Match[str] | None:
    """The words for a role in general before the comma that its name follows: `the title character, Anna`."""
    match = _IN_GENERAL.match(text.text)
    if match is None or text.linked(0, match.end()):
        return None
    name = re.split(r"[,;:(]|\s(?:and|who)\s", text.text[match.end() :], maxsplit=1)[0]
    told = text.cut(match.end(), match.end() + len(name))
    return match if is_role_name(told) and not STYLED.match(told.text) else None


def _each_noted(text: Rich) -> Roles | None:
    """The roles of a text in which each has the same remark, `Anna (voice), Bill (voice)`; of several remarks the
    first with its role."""
    if text.text.count("(") < PAIR or ")," not in text.text:
        return None
    parts = [without_brackets(part) for part in each_part(text)]
    if not all(is_role_name(name) and notes and not others for name, notes, others in parts):
        return None
    names, notes = tuple(trimmed(name) for name, *_ in parts), tuple(parts[0][1])
    alike = all(tuple(own) == notes for _, own, _ in parts)
    return Roles(names, notes) if alike else Roles(names[:1], notes, cut=True)


def _without_part(text: Rich) -> tuple[Rich, list[str]]:
    """The text without what stands before the role and says how somebody takes part; and these words."""
    match = _TAKES_PART.match(text.text)
    if match is None or any(not _TERM.match(link.value) for link in text.of("link") if link.begin < match.end()):
        return text, []
    role = text.cut(match.end(), len(text))
    if "," in match["joint"] and not match["joint"].rstrip().endswith("as"):
        name = role.text.partition(",")[0]
        told = _ASIDE.match(name) if name[:1].islower() else not is_role_name(role.cut(0, len(name)))
        if told or is_note(name) or CREW.match(name):
            return text, []
    return role, [text.text[: match.start("joint")]]


_DONE = re.compile(r"(?:an?\s+|the\s+)?(?:puppeteer|stand-in|body double)", re.IGNORECASE)
"""What somebody does in the film: a remark in brackets, and in the place of a role the role."""


def _is_only_note(text: Rich, folded: str) -> bool:
    """Whether a text, `folded` without regard to case, says nothing but how somebody takes part."""
    body = text.text.strip(" .")
    if body.lower().startswith(("credited as ", "billed as ")):
        return True
    if _DONE.fullmatch(body):
        return False
    if body.startswith("The ") or not has_note(folded) or not all(_TERM.match(link.value) for link in text.of("link")):
        return False  # also a role: The Voice
    rest = {word.strip(",").lower() for word in NOTE.sub("", body).split()}
    return rest <= {"a", "an", "in", "the", "by", "and", "with"}


def _until_description(text: Rich) -> Rich:
    """The text up to where it begins to tell of the role."""
    body = text.text
    if " wh" not in body and body.replace(" ", "").isalpha():
        return text  # most are a name: nothing in it ends a role
    free = outside(text)
    end = len(text)
    for pattern in (_END, _CLAUSE) if _MAY_END.search(text.text) else (_CLAUSE,):
        match = find(pattern, text, free)
        if match and 0 < match.start() < end and not (pattern is _CLAUSE and _needed(text.cut(0, end), match)):
            end = match.start()
    for match in _STOP.finditer(text.text, 0, end):
        if not match.start() or text.linked(match.start(), match.start() + 1):
            continue
        if _sentence(text, match):
            end = match.start()
            break
    return text.cut(0, end)


def _until_comma(text: Rich) -> Rich:
    """The text up to the comma behind which it tells of the role; all of a list of roles."""
    if "," not in text.text or enumerated(text, is_role_name):
        return text
    free = outside(text)
    start = 0
    while (comma := find(_COMMA, text, free, start)) is not None:
        after = text.text[comma.end() :]
        start = comma.end()
        if comma.start() == 0 or not after:
            break
        if end := end_of_name(text, comma):
            start = end
            continue
        if find(SLASH, text, free, comma.end()):  # roles joined by slashes stay one, with what stands among them
            continue
        if listed(text):
            break
        return text.cut(0, comma.start())
    return text


def _needed(text: Rich, clause: re.Match[str]) -> bool:
    """Whether a relative clause is part of a role that is nothing but a description: `man who sells maps`."""
    before = text.cut(0, clause.start())
    return before.text.split()[-1].islower() and not is_role_name(before) and "," not in text.text[clause.start() :]


_ROMAN = re.compile(r"[IVX]+")
_ARTICLES = (["A"], ["An"], ["The"], ["His"], ["Her"], ["Their"])
_OF = PARTICLES | {"of", "the"}
"""Words in small letters that are in names too."""


def _sentence(text: Rich, match: re.Match[str]) -> bool:
    """Whether a full stop ends what is said of the role rather than an abbreviation in its name."""
    body = text.text
    before = body[: match.start()].rsplit(None, 1)[-1].rsplit("/", 1)[-1]
    if match[0][0] == "." and (ABBREVIATION.search(before) or _ROMAN.fullmatch(before)):
        return False
    if any(m.kind == "bold" and m.end in (match.start(), match.start() + 1) for m in text.marks):
        return True  # bold sets the role off: `'''Anna'''. The wife.`
    rest = re.split(r"[,;:(]|\s[–—-]\s", body[match.end() :], maxsplit=1)[0].split()
    tells = len(before) > 1 and (rest[:1] in _ARTICLES or any(word.islower() and word not in _OF for word in rest))
    return tells or (rest[1:2] == ["of"] and len(before) > 1) or len(rest) >= _VERBLESS_WORDS or len(before) > 5
