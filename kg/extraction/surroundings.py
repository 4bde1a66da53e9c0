"""One name without what stands around it: role labels, remarks in brackets and small print, quotation marks, billing.

Conventions of infoboxes, cast lists and award tables. Sources: Template:Infobox film, MOS:FILM.
"""

from __future__ import annotations

import re

from kg.extraction.namewords import SUFFIXES
from kg.model import Kind
from kg.wikitext.rich import Mark, Rich, join

_LABEL_WORDS = (
    r"(?:story|screenplay|screen ?play|script|dialogues?|writers?|written by|directed by|direction|director|producers?"
    r"|produced by|music|score|songs?|original score|background (?:score|music)|theme|title song|lyrics?|lyricist"
    r"|composer|composed by|adaptation|adapted by|additional dialogues?(?: by)?|treatment|scenario|titles?|intertitles"
    r"|uncredited|credited|co-?director|co-?producers?|(?:executive|associate|assoc\.|line)(?: producers?)?"
    r"|editor|editing"
    r"|cinematography|narrat(?:or|ed by|ion)|continuity|original story|english|japanese|hindi|tamil|telugu|kannada"
    r"|malayalam|based on|additional material|original music|incidental music|segments?|voices?|voice cast|starring"
    r"|(?:and )?introducing|featuring"
    r"|with)"
)

LABEL = re.compile(
    rf"^\(?{_LABEL_WORDS}(?:\s*(?:&|and|,|/|\+)\s*{_LABEL_WORDS})*(?:\s+by)?\)?\s*[:\-–—]\s*", re.IGNORECASE
)
"""A role label before a name: `Story & Screenplay:`."""

LABELLED = re.compile(rf"{_LABEL_WORDS}|film score", re.IGNORECASE)
"""The words of such a label alone."""

_ONLY_LABEL = re.compile(rf"\(?{_LABEL_WORDS}(?:\s*(?:&|and|,|/|\+)\s*{_LABEL_WORDS})*(?:\s+by)?\)?:?$")
"""Of a text in small letters: many words are tried, which costs a third without regard to case."""

_AFTER_NAME = re.compile(r"\s+(?:(?:A\.?S|B\.?S|C\.?S|A\.?F|I\.?S)\.?C|A\.?C\.?[ES]|BVK|AIC|AMC)\.?$")

_BEFORE_NAME = re.compile(
    r"^(?:and\s+)?(?:(?i:introducing|featuring|co-?starring)|(?:along |together )?with)\s+(?=[^\W\d_a-z]|[\[\"“])"
)
_LEAD = re.compile(r"\([^()]*\)\s*")
_OTHERS = re.compile(r",?\s+(?:et al\.?|(?:and|&) others|among others|and (?:many )?more|etc\.?)$", re.IGNORECASE)
_OTHERS_END = ("al", "al.", "others", "more", "etc", "etc.")

_PLAIN = re.compile(r"[^\W\d_]+(?:(?:[ '’-]|\. ?)[^\W\d_]+)*")
"""A name that nothing stands around: no brackets, no quotation marks, no full stop at its end."""

_TRIM = ' \n\t,;:·•*"“”„|'
_NAME_PART = re.compile(r"[^\W\d_]")

_REMARKS = 12
"""At the end of a text at most: real ones have three."""


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


def bared(text: Rich, kind: Kind, *, linked: bool) -> tuple[Rich, str | None]:
    """(the name in a part of a list of names, the remark beside it or None). linked: whether the part is one link."""
    if linked and _PLAIN.fullmatch(text.text):
        return _without_others(text), None  # most are
    part = text if kind in (Kind.LANGUAGE, Kind.COUNTRY) else without_label(text)
    if _PLAIN.fullmatch(part.text) and small_end(part) is None:
        name, qualifier = part, None
    else:
        name, qualifier = _without_surroundings(part)
    name = _without_others(name)
    return (_bare_person(name) if kind is Kind.PERSON else name), qualifier


def inside_link(name: Rich, kind: Kind) -> Rich:
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


def _without_surroundings(text: Rich) -> tuple[Rich, str | None]:
    """(the name in a text without marks, quotes and remarks around it, the remark or None)."""
    name, qualifier = peel(text)
    name = _full_stop(_bare(name))
    lead = _LEAD.match(name.text)
    if lead and not name.linked(lead.start(), lead.end()) and lead.end() < len(name):
        qualifier = qualifier or lead[0].strip(" ()")
        name = name.cut(lead.end(), len(name))
    return name, qualifier


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


def is_bracketed(text: Rich) -> bool:
    """Whether a text is one pair of brackets and what stands in it."""
    return text.text.startswith("(") and text.text.endswith(")") and _open(text.text) == 0


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


def without_respectively(text: Rich) -> Rich:
    """The names or roles of several without the word behind them that says that they are told in turn."""
    end = _RESPECTIVELY.search(text.text) if "respectively" in text.text else None
    if end is None or text.linked(*end.span()):
        return text
    behind = text.cut(end.end(), len(text))
    return join((text.cut(0, end.start()), behind), "" if behind.text[:1] in {*",.;"} else " ")


_RESPECTIVELY = re.compile(r",?\s+respectively(?:(?=[,.;]\s|\s+[(–—-])|\W*$)")


def _full_stop(text: Rich) -> Rich:
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


def _bare(text: Rich) -> Rich:
    """Without separators and quotation marks around it; marks that pair with one inside stay:
    `"Weird" John Roe`."""
    bare = text.strip(_TRIM)
    body = bare.text
    paired = sum(map(body.count, '"“”„')) % 2 == 0
    return bare if paired else text.strip(_TRIM.translate({ord(mark): None for mark in '"“”„'}))


def _without_others(name: Rich) -> Rich:
    """The name without the `et al.` or `and others` behind it."""
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
