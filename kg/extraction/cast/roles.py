"""From the text beside an actor's name to the names of the roles and the remarks.

Conventions of MOS:FILM, section "Cast": the role's name stands first; what follows it after a comma, a
colon, a dash or in brackets tells of the role. Remarks such as "uncredited" or "voice" are about the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.extraction.cast.enumerations import JOINT, STYLED, enumerated, is_of_others, is_part, may_join, runs_on
from kg.extraction.cast.people import CREW
from kg.extraction.cast.remarks import (
    NOTE,
    find,
    has_note,
    is_note,
    outside,
    outside_links,
    romanized,
    without_brackets,
)
from kg.extraction.cast.rolenames import ABBREVIATION, TITLES, is_role_name, trimmed, undescribed
from kg.extraction.names import SUFFIXES
from kg.values.numbers import ordinal
from kg.wikitext.rich import Rich, join

_CUT_TAIL = re.compile(
    r"[\s,]+(?:(?:in|for|with|making|doing|through)\s+)?(?:an?\s+|the\s+|his\s+|her\s+|their\s+)?(?:\w+\s+){0,2}?"
    r"(?:special|guest|cameo|friendly|extended|item|dual|double|triple|uncredited|voice)[ -](?:guest\s+)?"
    r"(?:appearances?|roles?|numbers?|songs?|cameo|performances?)\b.*$"
    r"|[\s,]+in\s+(?:(?:a|an|the)\s+)?(?:item\s+)?(?:songs?|cameo|dance number|flashbacks?)\b.*$"
    r"|[\s,]+(?:uncredited|cameo|respectively|in both films)\s*$",
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
_CUT_WORDS = re.compile("appear|role|number|song|cameo|perform|flashback|uncredited|respectively|both films")
"""What is in every such tail, in small letters."""
_FROM_FILM = re.compile(
    r"\s+from\s+the\s+(?:\w+\s+){0,2}?(?:first|second|third|previous|original|earlier|last)\s+(?:\w+\s+)?"
    r"(?:films?|movies?|series|installments?)\s*$"
)
_SELF = re.compile(r"(?:himself|herself|themselves|itself)(?=\s+(?:in|at|from|for|on|as)\b)", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+(?:who|whom|whose|which)(?:\s+[a-z]|,)")
_VOICE_OF = re.compile(r"(?:the\s+)?((?:(?!an?\s)[A-Z]?[a-z]+\s+)?voices?)\s+of\s+")
_BAND = re.compile(r"\s(?:and|&)\s+(?:[Tt]he|[Hh]is|[Hh]er)\s+(?:[A-Z][\w'’-]*\s+){0,3}[A-Z][\w'’-]*[^\W_s]s$")
"""What ends a band's name: `& The Gamblers`."""
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“'(]?[A-Z0-9])")
_END = re.compile(r"\n|\s*;\s|\s*:[–—-]*(?=\s|$)|\s+[–—-]+\s|—")
_MAY_END = re.compile(r"[\n;:–—-]")
"""What is in everything that ends a role."""
_COMMA = re.compile(r"\s*,\s*")
_ROLE_ENDS = re.compile(r"\s*[,:;](?=\s|$)|\s+[–—-]+\s|—|\n|[.!?]\s+(?=[A-Z])|\s+(?:and|&|who|which|whose)\s")
_WORD = re.compile(r"[^\s,]+")
_TOGETHER = re.compile(
    r"(?P<known>(?:[^\W\d_]+['’]s?|the|his|her|their)\s+)?(?:(?!(?:of|in|from|for|to|with|by|at|on|and)\s)[a-z-]+\s+){0,4}?"
    r"(?P<noun>[a-z-]{3,}s|(?:[a-z]+)?men|children)(?:(?P<comma>,\s*)|\s+)(?=[A-Z\"“])"
)
_NUMBERED = re.compile(r"[^\W\d_]\W{1,2}\d{1,3}$")
_NUMBER = re.compile(r"#?\d{1,3}")
_SERIAL = re.compile(r",\s*(?:and|&)\s+[^,]*$")
_JOINED = re.compile(r"(?:\band\b|&)\s+[^,]*$")
_SLASH = re.compile(r"\s/\s|/(?![a-z])")
_FIRST_WORDS = re.compile(r"^(?:the\s+(?:title\s+)?(?:roles?|parts?|character|characters)\s+of\s+|both\s+|as\s+)", re.I)
_ALONE = frozenset(
    "Doctor Professor Lord Lady King Queen Prince Princess Duke Duchess Father Mother Sister Brother Captain General "
    "Sergeant".split()
)
"""Titles that are also roles."""
_VERBLESS_WORDS = 4
_MANY = 4
_FEW = 3
_PAIR = 2


class Roles(NamedTuple):
    """`names`: each role's name; `notes`: the remarks about the entry; `cut`: whether further roles may stand
    behind them."""

    names: tuple[Rich, ...]
    notes: tuple[str, ...]
    cut: bool = False


def read_roles(text: Rich, actors: int = 1) -> Roles:
    """The roles that the text beside a name (or beside `actors` names) states.

    `Andy, Gun Salesman` → Andy; `Laura Palmer and Maddy Ferguson` → both; `Ivan/Victor` stays one;
    `a cab driver who sings` → a cab driver; `Lucy (uncredited)` → Lucy, with the remark.
    """
    text = romanized(_first_line(text))
    noted = _each_noted(text) if actors == 1 else None
    if noted:
        return noted
    text, notes, _ = without_brackets(text)
    text = text.strip(" :=")
    lead = _FIRST_WORDS.match(text.text)
    if lead and not text.linked(0, lead.end()):
        text = text.cut(lead.end(), len(text))
    voice = _VOICE_OF.match(text.text)
    if voice and not text.linked(0, voice.end()):
        notes.append(voice[1])
        text = text.cut(voice.end(), len(text))
    text, part = _without_part(text)
    notes += part
    each = _one_each(text, actors) if actors > 1 else ()
    if each:
        return Roles(_completed(each), tuple(notes))
    whole, stated = text, _until_description(text)
    text = _until_comma(stated)
    shortened = len(text) < len(stated) and _has_more(stated)
    told = whole.text[len(text) :].strip(" ,;:.–—-")
    if told and len(told.split()) <= _FEW and is_note(told):
        notes.append(told)
    text, more, _ = without_brackets(text)
    notes += more
    itself = _SELF.match(text.text)
    if itself and not text.linked(0, len(text)) and not enumerated(text, is_role_name):
        rest = text.text[itself.end() :].strip()
        notes += [rest] if NOTE.search(rest) else []
        text = text.cut(0, itself.end())
    known = _FROM_FILM.search(text.text)
    if known and not text.linked(*known.span()):
        text = text.cut(0, known.start())
    folded = text.text.casefold()
    cut = find(_CUT_TAIL, text, outside_links(text)) if _CUT_WORDS.search(folded) else None
    if _is_only_note(text, folded) or (cut is not None and _is_only_note(text.cut(0, cut.start()), folded)):
        return Roles((), (*notes, text.text))
    if cut is not None:
        remark = text.text[cut.start() :].strip(" ,.")
        notes.append(remark)
        text = text.cut(0, cut.start())
    names = [undescribed(trimmed(part)) for part in _apart(text, actors)]
    return Roles(_completed(tuple([name for name in names if name.text])), tuple(notes), shortened)


def _completed(names: tuple[Rich, ...]) -> tuple[Rich, ...]:
    """Roles that only their numbers tell apart, each with the words they share: `Guard 1 and 2`."""
    if len(names) < _PAIR:
        return names
    numbered, (first, _, rest) = _NUMBERED.search(names[0].text), names[-1].text.partition(" ")
    if numbered and all(_NUMBER.fullmatch(name.text) for name in names[1:]):
        shared = names[0].cut(0, numbered.start() + 1)
        return (names[0], *(join((shared, name)) for name in names[1:]))
    if rest and ordinal(first) and all(ordinal(name.text) for name in names[:-1]):
        shared = names[-1].cut(len(first), len(names[-1]))
        return (*(join((name, shared)) for name in names[:-1]), names[-1])
    return names


def _each_noted(text: Rich) -> Roles | None:
    """The roles of a text in which each has the same remark, `Anna (voice), Bill (voice)`; of several remarks the
    first with its role."""
    if text.text.count("(") < _PAIR or ")," not in text.text:
        return None
    parts = [without_brackets(part) for part in _parts(text)]
    if not all(is_role_name(name) and notes and not others for name, notes, others in parts):
        return None
    names, notes = tuple(trimmed(name) for name, *_ in parts), tuple(parts[0][1])
    alike = all(tuple(own) == notes for _, own, _ in parts)
    return Roles(names, notes) if alike else Roles(names[:1], notes, cut=True)


def _has_more(text: Rich) -> bool:
    """Whether a list that is read up to its first comma may go on with roles: a name stands behind the closing
    `and`, `Anna, Captain of the Guard, and Bill`."""
    parts = _parts(text) if _SERIAL.search(text.text) else []
    if len(parts) < _FEW or not is_role_name(parts[0]):
        return False
    *others, last = parts[1:]
    if any(len(part.text.split()) > _MANY for part in parts):
        return False
    if STYLED.match(last.text):  # of the one named first, or a further role
        return all(is_role_name(part) and not STYLED.match(part.text) for part in others)
    return is_role_name(last) and not last.text[:1].islower()


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


def _one_each(text: Rich, actors: int) -> tuple[Rich, ...]:
    """The roles of several actors one by one, before what is told of them: `Clotho, Lachesis and Atropos, the
    Fates`; also where one link holds all of them. Empty when the text is not written so."""
    of_all = _of_all(text)
    if of_all:
        return _one_each(text.cut(of_all, len(text)), actors)
    link = next((m for m in text.of("link") if m.begin == 0), None)
    whole = link is not None and JOINT.search(text.text, 0, link.end) is not None
    free = bytearray(b"\1") * len(text) if whole else outside(text)
    parts, start = [], 0
    for index in range(actors):
        joint = find(JOINT, text, free, start)
        last = index == actors - 1
        if joint is None and not last:
            return ()
        if index == actors - 2 and joint and not re.search(r"\b(?:and|&)\s|&\s", joint[0]):
            return ()  # no list ends here
        end = find(_ROLE_ENDS, text, free, start) if last else joint
        parts.append(without_brackets(text.cut(start, end.start() if end else len(text)))[0])
        start = end.end() if end else len(text)
    names = tuple(trimmed(part) for part in parts)
    names = tuple(undescribed(part) for part in names)
    return names if all(part and is_role_name(part) for part in names) else ()


def _of_all(text: Rich) -> int:
    """How far what several people are together reaches before their names: `the twins Anna and Bella`, `the three
    guards, Al, Bo and Cy`."""
    match = _TOGETHER.match(text.text)
    if match is None or match["noun"].endswith(("ss", "us", "is")) or (match["comma"] and not match["known"]):
        return 0  # no plural; or anything may follow the comma: `anchors, Channel 5 and Channel 6`
    return match.end()


def _first_line(text: Rich) -> Rich:
    first = text.text.find("\n")
    return text.cut(0, first) if first > 0 else text


def _is_only_note(text: Rich, folded: str) -> bool:
    """Whether a text, `folded` without regard to case, says nothing but how somebody takes part."""
    body = text.text.strip(" .")
    if body.lower().startswith(("credited as ", "billed as ")):
        return True
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
        word = _WORD.match(after)
        if comma.start() == 0 or not after:
            break
        if (word and SUFFIXES.fullmatch(word[0].rstrip("."))) or (word and word[0].rstrip(".") in _POST_NOMINAL):
            continue
        if find(_SLASH, text, free, comma.end()):  # roles joined by slashes stay one, with what stands among them
            continue
        if _listed(text):
            break
        return text.cut(0, comma.start())
    return text


def _needed(text: Rich, clause: re.Match[str]) -> bool:
    """Whether a relative clause is part of a role that is nothing but a description: `man who sells maps`."""
    before = text.cut(0, clause.start())
    return before.text.split()[-1].islower() and not is_role_name(before) and "," not in text.text[clause.start() :]


_POST_NOMINAL = frozenset({"Ph.D", "PhD", "M.D", "MD", "D.D.S", "R.N", "P.I", "Jr", "Sr", "Esq", "S.J", "Q.C", "K.C"})


def _sentence(text: Rich, match: re.Match[str]) -> bool:
    """Whether a full stop ends what is said of the role rather than an abbreviation in its name."""
    body = text.text
    before = body[: match.start()].rsplit(None, 1)[-1]
    if match[0][0] == "." and ABBREVIATION.search(before):
        return False
    if any(m.kind == "bold" and m.end in (match.start(), match.start() + 1) for m in text.marks):
        return True  # bold sets the role off: `'''Anna'''. The wife.`
    rest = re.split(r"[,;:(]|\s[–—-]\s", body[match.end() :], maxsplit=1)[0].split()
    return len(rest) >= _VERBLESS_WORDS or len(before) > 5


def _listed(text: Rich) -> bool:
    """Whether the text is a list of names: `A, B and C`."""
    parts = _parts(text)
    linked = _are_set_apart(parts)
    joined = _JOINED.search(text.text) is not None
    if any(STYLED.match(part.text) or is_of_others(part.text) for part in parts[1:]):
        return False
    joined = joined or len(parts) >= _MANY or _shows_list(parts)  # nobody is told of in so many names
    return len(parts) >= 2 and (linked or (joined and _are_names(text, parts)))


def _are_set_apart(parts: list[Rich]) -> bool:
    """Whether each part is a link, or a name given with its own script."""
    return all(part.covered("link") or part.covered("named") for part in parts)


def _shows_list(parts: list[Rich]) -> bool:
    """Whether parts behind commas tell of nobody before them: each has a number, `Guard #1, Guard #2`, or the last is a
    part for itself, `Anna, Bill, Additional Voices`."""
    return all(_NUMBERED.search(part.text) for part in parts) or is_part(parts[-1].text)


def _are_names(text: Rich, parts: list[Rich]) -> bool:
    """Whether the parts of a text are names of roles; also bare titles such as `Father` in a list of three or more
    with a comma before its `and`."""
    if all(is_role_name(part) or is_part(part.text) for part in parts):
        return True
    return (
        len(parts) >= _FEW
        and _SERIAL.search(text.text) is not None
        and all(is_role_name(part) or part.text in _ALONE for part in parts)
    )


def _parts(text: Rich) -> list[Rich]:
    if not may_join(text):
        return [text] if text else []
    free = outside(text)
    out, start, position = [], 0, 0
    while (match := find(JOINT, text, free, position)) is not None:
        if match.end() == match.start():
            break
        after = _WORD.match(text.text[match.end() :])
        if "," in match[0] and after and SUFFIXES.fullmatch(after[0].rstrip(".")):
            before = text.cut(start, match.end() + after.end())
            out.append(before)
            start = position = match.end() + after.end()
            continue
        position = match.end()
        if "," in match[0] or not runs_on(text.text[start : match.start()], text.text[position:]):
            out.append(text.cut(start, match.start()))
            start = position
    out.append(text.cut(start, len(text)))
    return [part for part in out if part]


def _apart(text: Rich, actors: int) -> Iterable[Rich]:
    """The single roles of a text that is nothing but roles."""
    if not may_join(text):
        return [text] if text else []
    if actors == 1 and ("/" in text.text or _BAND.search(text.text)):
        return [text]
    several = enumerated(text, is_role_name) if actors == 1 else []
    if several:
        return several
    parts = _parts(text)
    if len(parts) < 2:
        return parts
    if parts[0].text.strip(".").lower() in TITLES and len(parts[-1].text.split()) > 1:
        return [text]  # Mr. and Mrs. Smith
    if parts[0].text.startswith("the ") and all(len(part.text.split()) == 1 for part in parts[1:]):
        return [text]  # the article is of all: the Mother and Wife
    if actors > 1 and len(parts) == actors and all(_begins_name(part) for part in parts[1:]):
        return parts
    return parts if _are_set_apart(parts) or _are_names(text, parts) else [text]


def _begins_name(text: Rich) -> bool:
    word = text.text.split()[0].strip("\"“'")
    last = text.text.split()[-1]
    return not (word[:1].islower() and last[:1].islower()) or word in {"the", "a", "an", "his", "her", "their"}
