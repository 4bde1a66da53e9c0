"""How a line is written: the separator, verb or word that sets an actor and a role apart.

Sources: MOS:FILM, section "Cast" (`* Actor as Role`), and the forms met in articles: dashes, dots, colons,
brackets, `voiced by`, sentences.
"""

from __future__ import annotations

import re

from kg.extraction.cast.forms import Form, Parsed, shorten
from kg.extraction.cast.labels import beside_role, with_labels
from kg.extraction.cast.people import is_name, is_name_list
from kg.extraction.cast.performers import people_only, told_of
from kg.extraction.cast.plain import alone
from kg.extraction.cast.remarks import AGE, VERSION, find, is_free, is_note, outside, without_brackets
from kg.extraction.cast.rolenames import is_role_name, without_stop
from kg.extraction.cast.sections import is_group
from kg.wikitext.rich import EMPTY, Rich

_AROUND = ",;*†‡•·"
_LEADING = re.compile(r"[\s.…:=→⇒~|–—−‒―-]+")
AS = re.compile(r"(?:as|As|AS)(?<=[\s)\]\"”]..)(?=\s|:|$)")  # what stands before it is looked at last: quicker
_NO_AS = re.compile(
    r"\b(?:(?P<name>such|well|same|just|far|soon|long|work)|known|credited|billed|serv(?:e[sd]?|ing)|act(?:s|ed|ing)?"
    r"|work(?:s|ed|ing)|regarded|described|considered|intended|written)\s+$",
    re.IGNORECASE,
)
"""`name`: words that with a capital are surnames too: `John Long as Bill`."""
_NO_GIVEN = frozenset("actor actors actress actresses artists comedians others people performers singers stars".split())
_SHORT_GIVEN = 3
"""Characters of a first name that a full stop ends: `J. Long`, `Dr. Long`."""
_SEVERAL_ROLES = re.compile(
    r"\s\((?:in\s)?(?P<note>(?:an?\s)?(?:dual|double|triple)\sroles?)(?::|\sas|\sof)\s(?P<roles>(?-i:[A-Z])[^()]{1,120})\)$",
    re.IGNORECASE,
)
_BRACKET_LINK = re.compile(r"[^()]{1,80}\(([^()]{1,80})\)(?=\s*(?:[,:;.–—-]|$)|\s+(?:is|was)\b)")
_APART = re.compile(r"(?::\s|\s[-–—−‒―]|\.\s?\.|…)\s*\w")
"""What sets the halves of a pair apart: a link in brackets then stands beside the second, `John Roe: Bill ([[X]])`."""
_NO_AS_AFTER = re.compile(r"\s*(?:well|if|though|of\s+\d)\b")
BY = re.compile(
    r"[\s,;:(\[–—-]*\b(?:(?:originally|also|all|both|who is|is|was|are|were)\s+)*"
    r"(?:(?<!singing )(?<!speaking )voiced?|played|portrayed|performed|enacted|essayed|dubbed|acted|acted out"
    r"|interpreted)\s+by\s*:?\s*",
    re.IGNORECASE,
)
_LENDS = r"(?:provide[sd]?|supplie[sd]|perform(?:s|ed)?|does|did)"
LENT = r"(?P<voice>(?:(?:singing|speaking) )?voice|vocal effects|vocali[sz]ations)"
"""What somebody lends to a role, as a group of a pattern."""
PROVIDED = "(?:provided|supplied|performed|dubbed|sung)"
_VERB = re.compile(
    r"[\s,]+(?:who\s+|also\s+)?(?:plays?|portrays?|voices|played|portrayed|voiced|playing|portraying|voicing"
    r"|stars? as|(?:in|has|plays) the (?:title )?role of|can (?:also )?be seen as|co-stars? as"
    rf"|{_LENDS} the (?:\w+ )?(?:voices?|vocal effects|vocali[sz]ations) (?:of|for)"
    r"|(?:is|was) the voices? of|are|is"
    r"|essays?|enacts?|(?:appears?|appeared"
    r"|seen|cameos?|stars?|(?:makes?|made) (?:an? )?(?:\w+ )?appearances?|is featured|returns?|reprises? (?:his|her"
    r"|their) role)(?:\s+\w+){0,5}?\s+as)\s+(?:the\s+(?:role|part|character)\s+of\s+)?"
)
_LENT = re.compile(rf"\b{LENT}")
LENDS_TO = re.compile(
    rf"\s{_LENDS}\s(?:(?P<role>[^,;:.()\n]{{1,60}})['’]s?|(?P<other>his|her|its|their|the))\s{LENT}\W*$"
)
"""Behind an actor: `provides Anna's singing voice`, and below the role `provides her singing voice`."""
_LENT_BY = re.compile(rf"(?P<role>[^,;:.()\n]{{1,60}})['’]s?\s{LENT}\s(?:is|was)\s{PROVIDED}\sby\s")
"""`Anna's singing voice is provided by`."""
_STARRING = re.compile(r"[\s,]+stars?\s+(?=[A-Z])")
"""What is no verb of the actor: `The film stars John Roe as`, `Pop star John Roe as`."""
_SPACE = re.compile(
    r"[\s,]++(?=who|also|play|portray|voic|star|in|has|can|co-star|provide|suppl|perform|does|did|is|was|are|essay|enact|appear|seen"
    r"|cameo|ma[dk]e|return|reprise)"
)
"""What a verb begins with, before the beginnings of all its words."""
_SEPARATOR = re.compile(
    r"\s*(?:\.{2,}|…+|(?<![A-Z])(?<!\b[JS]r)(?<!\b[JS]nr)(?<!\bEsq)\.(?:\s\.)+)[\s.…]*"  # dots, also with spaces
    r"|\s+(?:--+|[-–—−‒―])\s*|\s*(?:--+|[-–—−‒―])\s+|\s*(?:--+|[–—―])\s*"  # dashes, a hyphen only beside a space
    r"|\s*:\s*[-–—−‒―]+\s*"  # both: `X :- Y`
    r"|\s*:(?=\s|$|[^\s/\d])\s*|\s+=+>?\s+|\s*[→⇒]\s*|\s+~\s+|\s+\|\s+"
)
_SEPARATING = re.compile(r"[.…–—−‒―:=→⇒~|-]")
"""What is in every separator; at its beginning, but for white space."""
_HYPHEN = re.compile(r"-(?=[^\W\d_a-z])")
_LABEL = re.compile(
    r"^(?:(?P<note>(?:special|guest|cameo|friendly|extended)(?: (?:guest|special))?(?: appearances?| roles?| stars?)?"
    r"(?: by)?|cameos?(?: by)?|uncredited|special guests?"
    r"|voices?(?: of)?|(?:additional|other|various|extra) (?:voices?|cast|roles?|characters?)(?: by)?"
    r"|narrat(?:ed by|ion by))(?:\s*[:–-]\s*|(?<=by)\s+|(?<=of)\s+)"
    r"|(?:and|also (?:with|starring|featuring|introducing)|with|also|starring|co-starring|introducing|featuring|actors?"
    r"|actress(?:es)?|plus)\s*:?\s+)",
    re.IGNORECASE,
)


_IN_VERSION = re.compile(rf"In the (?P<version>{VERSION}),?\s+")
"""Before a name, in which version of the film somebody has a part."""
_LONGEST_GROUP = 60
"""Characters that the words for a group of the cast take at most: `Supporting cast: [[X]], [[Y]]`."""


def parse(text: Rich) -> Parsed | None:
    """The form of a line; None for a line without a letter."""
    text = shorten(text).strip(_AROUND)
    if len(text.marks) > 1 and text.covered("italic") and text.of("link"):
        text = text.unmarked("italic")  # of a whole line they set nothing apart
    text, notes = _without_label(text)
    colon = text.text.find(":", 0, _LONGEST_GROUP)
    if colon > 0 and colon + 1 < len(text) and is_group(text.text[:colon]) and not text.linked(0, colon):
        text = text.cut(colon + 1, len(text))
        if is_name_list(text):
            return Parsed(Form.NAME, text, notes=tuple(notes))
    if not (text.text[:1].isalnum() or any(map(str.isalnum, text.text))):
        return None
    played = _in_brackets(text)
    if played is not None:
        return played._replace(notes=(*notes, *played.notes))
    lower = text.text.lower()
    lent = _lent(text, notes) if "voice" in lower or "vocal" in lower else None
    if lent is not None:
        return lent
    free = outside(text)
    found = _as(text, free)
    voiced = "ed by" in lower or "voice by" in lower or "out by" in lower or "\nby" in lower
    by = next((m for m in BY.finditer(text.text) if not text.linked(*m.span())), None) if voiced else None
    if by and (found is None or by.start() < found.start()) and not _stop_before(text, by.start()):
        return _by(text, by, notes)
    end = found.start() if found else len(text)
    verb = _verb(text, free, end)
    if verb and _STARRING.match(verb[0]):
        verb = None
    if verb and verb.start() and _subject(text, verb.start()):
        told = _LENT.search(verb[0])
        notes += [told["voice"]] if told else []
        return Parsed(Form.VERB, text.cut(0, verb.start()), text.cut(verb.end(), len(text)), tuple(notes))
    separator = _separator(text, free, end) or (None if found else _hyphen(text))
    if found and not (separator and _separates(text, separator)):
        first, second = text.cut(0, found.start()), text.cut(found.end(), len(text)).strip(":")
        if not second.of("link") and any(m.begin <= found.start() and found.end() < m.end for m in text.of("italic")):
            second = second.unmarked("italic")  # which set the role apart with its `as`, not as one name
        if first.text.endswith("]") and "[" not in first.text:  # a link that is not closed as it should
            first = first.strip("]")
        return Parsed(Form.AS if second else Form.OPEN, first, second, tuple(notes))
    halves = _halves(text, separator, notes) if separator else None
    return halves or _run_on(text, notes) or alone(text, notes)


def _lent(text: Rich, notes: list[str]) -> Parsed | None:
    """The form of a line that says whose voice somebody lends: `[[X]] provides Anna's singing voice`."""
    by = _LENT_BY.match(text.text)
    if by and not text.linked(*by.span("voice")):
        people = people_only(told_of(until_told(text.cut(by.end(), len(text)))))  # none of `by the director`
        return Parsed(Form.BY, text.cut(*by.span("role")), people, (*notes, by["voice"]))
    lends = LENDS_TO.search(text.text)
    if not (lends and lends["role"] and _subject(text, lends.start())) or text.linked(*lends.span("voice")):
        return None
    first, role = text.cut(0, lends.start()), text.cut(*lends.span("role"))
    return Parsed(Form.VERB, first, role, (*notes, lends["voice"]))


def _halves(text: Rich, separator: re.Match[str], notes: list[str]) -> Parsed | None:
    """The form of a line with a separator; None where nothing stands before it."""
    first, second = text.cut(0, separator.start()), text.cut(separator.end(), len(text))
    if not second:
        return Parsed(Form.LABEL, first, notes=tuple(notes))
    labelled = _labelled(first, second)
    if labelled:
        return labelled._replace(notes=(*notes, *labelled.notes))
    dots = separator[0].strip().startswith((".", "…"))
    return Parsed(Form.PAIR, first, _without_as(second), tuple(notes), dots) if first else None


def _without_label(text: Rich) -> tuple[Rich, list[str]]:
    """The text without a dash and a label that it begins with, `– Cameo: [[X]]`; and the remark that the label is."""
    dash = _LEADING.match(text.text)
    if dash:
        text = text.cut(dash.end(), len(text))
    version = _IN_VERSION.match(text.text) if text.text.startswith("In ") else None
    if version and any(link.begin == version.end() for link in text.of("link")):
        return text.cut(version.end(), len(text)), [version["version"]]
    label = _LABEL.match(text.text)
    if label is None or text.linked(0, label.end()) or label.end() == len(text):
        return text, []
    notes = [label["note"].strip(" :").removesuffix(" by").removesuffix(" of")] if label["note"] else []
    return text.cut(label.end(), len(text)), notes


def _run_on(text: Rich, notes: list[str]) -> Parsed | None:
    """A linked name that `as` follows without a space: `[[X]]as Y`."""
    link = next((m for m in text.of("link") if m.begin == 0), None) if "as " in text.text else None
    if link is None or not text.text.startswith("as ", link.end):
        return None
    return Parsed(Form.AS, text.cut(0, link.end), text.cut(link.end + 3, len(text)), tuple(notes))


def _in_brackets(text: Rich) -> Parsed | None:
    """`Anna ([[Jane Doe]])`, alone or before a description: a link in brackets after a plain name; `Anna (voice: [[Jane
    Doe]])`; and `[[Jane Doe]] (double role: Anna and Bella)`."""
    several = _SEVERAL_ROLES.search(text.text) if " role" in text.text and text.text.endswith(")") else None
    if several is not None and text.cut(0, several.start()).covered("link"):
        return Parsed(Form.AS, text.cut(0, several.start()), text.cut(*several.span("roles")), (several["note"],))
    labelled = beside_role(text, versions=True) if text.text.endswith(")") else None
    if labelled and not labelled[0].of("link") and is_role_name(labelled[0]) and not _APART.search(labelled[0].text):
        role, people = labelled
        sure = " " not in role.text or text.text.count(": ") > 1
        return Parsed(Form.BY, role, people) if sure else Parsed(Form.PROSE, EMPTY)  # an actor and a role, it may be
    match = _BRACKET_LINK.match(text.text) if "(" in text.text else None
    if match is None or text.linked(0, match.start(1)):
        return None
    first, second = text.cut(0, match.start(1) - 1), text.cut(*match.span(1))
    if not second.covered("link") or is_note(second.text) or not is_role_name(first) or _APART.search(first.text):
        return None
    return Parsed(Form.BRACKET, first, second)


def is_no_as(text: Rich, begin: int) -> bool:
    """Whether the word before an `as` shows it to be none that names a role: `known as`; not the last word of a
    name: `[[Jane Long]] as`."""
    body = text.text
    start = body.rfind(" ", 0, max(0, begin - 1)) + 1
    word = _NO_AS.search(body, start, begin)
    if word is None or not body[word.start()].isupper():
        return word is not None
    small = body[begin : begin + 2] == "as"  # in title case a capital shows nothing
    return not (text.linked(*word.span()) or (word["name"] and small and _is_given(body[max(0, start - 40) : start])))


def _is_given(before: str) -> bool:
    """Whether a text ends with what a surname goes on: a word with a capital, and nothing that sets it apart. Behind
    `John Roe,` a sentence may begin: `Just as …`."""
    last = next(iter(before.split()[-1:]), "").strip("\"“”'‘’()")
    stopped = not last[-1:].isalnum() and not (last.endswith(".") and len(last) <= _SHORT_GIVEN)
    return last[:1].isupper() and not stopped and last.casefold() not in _NO_GIVEN


def _as(text: Rich, free: bytearray) -> re.Match[str] | None:
    for match in AS.finditer(text.text):
        begin, end = match.span()
        if not is_free(match, free):
            continue
        if is_no_as(text, begin) or _NO_AS_AFTER.match(text.text, end):
            continue
        return match
    return None


def _verb(text: Rich, free: bytearray, end: int) -> re.Match[str] | None:
    """The first verb that is free and begins before `end`, looked for only where one can begin."""
    position = 0
    for space in _SPACE.finditer(text.text, 0, end):
        begin = max(space.start(), position)
        match = _VERB.match(text.text, begin) if begin < space.end() else None
        if match is not None:
            if is_free(match, free):
                return match
            position = match.end()
    return None


def _separator(text: Rich, free: bytearray, end: int) -> re.Match[str] | None:
    """The first separator that is free and begins before `end`, looked for only where one can begin."""
    body, position = text.text, 0
    for mark in _SEPARATING.finditer(body, 0, end):
        if mark.start() < position:
            continue
        begin = position + len(body[position : mark.start()].rstrip())
        match = _SEPARATOR.match(body, begin)
        if match is not None:
            if is_free(match, free):
                return match
            position = _behind(match, free)
    return None


def _behind(match: re.Match[str], free: bytearray) -> int:
    """Where to look further behind a separator that is not free: behind the name that it begins in, whose own full stop
    the dots only go on, `[[Jane D.]]...Anna`."""
    begin, end = match.span()
    name_end = -1 if free[begin] else free.find(1, begin, end)
    return end if name_end < 0 else name_end


def _hyphen(text: Rich) -> re.Match[str] | None:
    """A hyphen without a space between a linked full name that the text begins with and what is written as a name."""
    link = next((m for m in text.of("link") if m.begin == 0), None) if "-" in text.text else None
    return _HYPHEN.match(text.text, link.end) if link and " " in text.text[: link.end] else None


def _stop_before(text: Rich, end: int) -> bool:
    """Whether a sentence ends before `end`: what follows then is a remark inside a description; not where it goes on
    with no more than whom the one before it is about, `Anna is the old queen of the land. She is voiced by X`."""
    match = re.search(r"[.!?]\s+(?=[A-Z\"(])", text.text[:end])
    if match is None or len(text.text[: match.start()].split()) <= 6:
        return False
    return text.text[match.end() : end].strip() not in _PRONOUNS


def _separates(text: Rich, match: re.Match[str]) -> bool:
    """Whether a separator before an `as` is the line's own: what stands before it is a name by itself."""
    first = without_brackets(text.cut(0, match.start()))[0]
    rest = text.cut(match.end(), len(text))
    return bool(first) and is_name(first) and not rest.text.lower().startswith("as ")


def _labelled(first: Rich, second: Rich) -> Parsed | None:
    """`Lead: [[X]] as Y`: a plain text before a linked name that has its own `as`."""
    as_ = None if first.of("link") else _as(second, outside(second))
    if as_ is None or not without_brackets(second.cut(0, as_.start()))[0].covered("link"):
        return None
    role = second.cut(as_.end(), len(second))
    return Parsed(Form.AS, second.cut(0, as_.start()), role) if role and not AGE.fullmatch(role.text) else None


def _without_as(text: Rich) -> Rich:
    return text.cut(3, len(text)) if text.text.lower().startswith("as ") else text


def _by(text: Rich, match: re.Match[str], notes: list[str]) -> Parsed:
    first = text.cut(0, match.start()).strip(" ,;:–—-")
    second = text.cut(match.end(), len(text))
    opened = first.text.rfind("(")
    held = opened > first.text.rfind(")")  # `Anna (a girl voiced by X)`
    if held:
        first = first.cut(0, opened)
    if held or "(" in match[0] or "[" in match[0]:
        second = second.cut(0, _closing(second))
    second = without_stop(until_told(with_labels(second.strip(" ,;:"))[0]))
    note = "voice" if "voice" in match[0].lower() else None
    return Parsed(Form.BY, first, second, (*notes, note) if note else tuple(notes))


_PRONOUNS = frozenset({"He", "She", "It", "They"})
_BY_ENDS = re.compile(
    r"\n|:(?=\s)|;(?=\s)(?![^;()]{1,60}\([^()]{1,60}\)\s*(?:$|[;,]))|\.\s+(?=[A-Z])|\s+[–—-]\s+|,?\s+(?:is|was|who)\s"
    r"|,\s+(?!and\s)(?:[\w'’-]{1,30}\s+){1,3}(?:is|was|who)\s"
)
"""What ends the people after `voiced by`, also a sentence about the role behind a comma; not the semicolon before
another name with its language."""


def until_told(text: Rich) -> Rich:
    """What stands behind `voiced by` up to where it tells of the role or of something else."""
    end = find(_BY_ENDS, text, outside(text))
    return text.cut(0, end.start()) if end else text


def _closing(text: Rich) -> int:
    depth = 1
    for index, char in enumerate(text.text):
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            return index
    return len(text)


def _subject(text: Rich, end: int) -> bool:
    """Whether what stands before a verb is who plays: it ends with a link or is a name."""
    first = without_brackets(text.cut(0, end))[0]
    aside = re.search(r",\s+[a-z]", first.text) if text.text[end : end + 1] == "," else None
    if aside and any(m.end == aside.start() for m in first.of("link")):  # `[[X]], who also wrote it, plays Y`
        return True
    return bool(first) and (any(m.end == len(first) for m in first.of("link")) or is_name(first)) and len(first) < 150
