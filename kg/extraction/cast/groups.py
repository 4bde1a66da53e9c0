"""Lines of a cast section that are headings in all but name, or only say what the lines below them are."""

from __future__ import annotations

import re

from kg.extraction.cast.forms import Form, Parsed, names_actor
from kg.extraction.cast.lines import Line
from kg.extraction.cast.people import Evidence
from kg.extraction.cast.remarks import AGE, is_note
from kg.extraction.cast.sections import CAST, NOT_CAST, heading_key
from kg.wikitext.rich import Rich

ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)


def pseudo_heading(line: Line, following: Line | None, evidence: Evidence) -> str | None:
    """The text of a line that is a heading in all but name: `'''Main cast'''`, `;Hindi version`."""
    if line.marker and not line.marker.endswith(";"):
        return None
    text = line.text.strip(":")
    if not text or (text.of("link") and line.marker != ""):
        return None
    if line.marker == "" and text.covered("bold") and len(text) < 80:
        return text.text
    if line.marker == "" and heading_key(text.text) in NOT_CAST:
        return text.text
    if (
        line.marker.endswith(";")
        and line.parsed is not None
        and line.parsed.form in (Form.NAME, Form.OPEN, Form.LABEL, Form.PROSE)
    ) and (following is None or not following.marker.endswith(":") or _heads(line.parsed, following, evidence)):
        return text.text
    return None


def _heads(term: Parsed, following: Line, evidence: Evidence) -> bool:
    """Whether a term is a heading above lines that are entries by themselves: `;Main` above `:[[X]] as Y`, rather than
    a role or an actor of whom they tell."""
    key = heading_key(term.first.text)
    if key in GROUPS or key in NOT_CAST or _DIVISION.match(key):
        return True
    parsed = following.parsed
    if parsed is None or not names_actor(parsed) or evidence.person(term.first) > 0:
        return False
    full = evidence.person(parsed.first) > 0 or " " in parsed.first.text
    return full and not (ARTICLE.match(parsed.second.text) or is_of_version(parsed.second))


def is_of_version(text: Rich) -> bool:
    """Whether what stands behind `as` tells of the version of a role: `the voice`, `a child`."""
    return is_note(text.text) or AGE.fullmatch(f"as {text.text}") is not None


def introduces(line: Line, following: Line | None) -> bool:
    """Whether an item only says what the items after it are: `Rest of cast listed alphabetically:`."""
    if line.marker[:1] not in {"*", "#"} or following is None or following.marker != line.marker:
        return False
    text = line.text
    if text.of("link") or len(text) > 80:
        return False
    if text.text.endswith(":"):
        return True
    return text.covered("bold") is not None and heading_key(text.text) in GROUPS


_DIVISION = re.compile(r"(?:segment|part|episode|chapter|act|scene) (?:\d|[ivx]+\b|one\b|two\b|three\b|four\b)")
GROUPS = CAST | {"uncredited", "others", "other", "main", "supporting", "also starring", "with", "credited"}
