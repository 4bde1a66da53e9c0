"""A line of a cast section that stands below another: a role of it, an actor of its role, or an entry by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.cast.entry import Entry, entries
from kg.extraction.cast.forms import Form, Parsed, names_actor
from kg.extraction.cast.groups import ARTICLE, is_of_version
from kg.extraction.cast.habits import Habit
from kg.extraction.cast.items import UNREADABLE, performer_text, read_item
from kg.extraction.cast.lines import Line, is_entry_like
from kg.extraction.cast.people import CREW, is_name
from kg.extraction.cast.remarks import AGE, LANGUAGE, is_note, without_brackets
from kg.extraction.cast.rolenames import is_role_name
from kg.extraction.reader import Reader
from kg.wikitext.rich import Rich


def above(reader: Reader, line: Line, following: Line, style: Habit, part: str) -> Iterator[Entry]:
    """A line that others stand below: an entry of its own, unless the ones below are its roles or it only
    labels them."""
    parsed = line.parsed
    if parsed is None or parsed.form in (Form.OPEN, Form.LABEL):
        return
    if parsed.form is Form.NAME and (_role_of(line, following) or not line.text.of("link") or line.marker == ";"):
        return
    yield from read_item(reader, line, style, part)


def _role_of(parent: Line, line: Line) -> bool:
    """Whether a line below a name is one of that person's roles: it names nobody itself."""
    parsed = line.parsed
    if parsed is None or parent.parsed is None:
        return False
    if parent.parsed.form is Form.OPEN:
        return True
    if parent.parsed.form not in (Form.NAME, Form.LABEL):
        return False
    if parsed.form in (Form.AS, Form.BY, Form.VERB):
        return False
    linked = parsed.first.covered("link") is not None
    return not linked and bool(parent.text.of("link"))


def below(reader: Reader, parent: Line, line: Line, style: Habit, part: str) -> Iterator[Entry]:
    """A line of a sub-list: a role of the person above, or an entry by itself."""
    assert parent.parsed is not None
    assert line.parsed is not None
    first, parsed = parent.parsed, line.parsed
    if first.form is Form.LABEL and first.first.text.endswith(" roles"):  # `X in three roles:`
        first = first._replace(form=Form.OPEN)
    if first.form is Form.OPEN:
        first = first._replace(first=performer_text(first.first))
    text = line.text
    sung = _VOICE_BY.match(text.text)
    if sung and first.form is Form.AS:
        told = (sung["voice"].lower(),)
        yield from entries(reader, text.cut(sung.end(), len(text)), first.second, line.span, told, (parent.span,))
        return
    if parsed.form is Form.BY and not parsed.first:
        role = first.second if first.form is Form.AS else first.first
        yield from entries(reader, parsed.second, role, line.span, parsed.notes, (parent.span,))
        return
    if first.form is Form.OPEN and is_name(without_brackets(first.first)[0]) and not CREW.fullmatch(first.first.text):
        linked = parsed.form in (Form.AS, Form.BY) and parsed.first.covered("link")
        if linked and not first.first.covered("link"):
            yield from read_item(reader, line, style, part)
            return
        if names_actor(parsed) and not AGE.fullmatch(f"as {parsed.second.text}"):
            if linked or _is_own_role(parsed.second):
                yield from read_item(reader, line, style, part)
            else:  # `Anna as the boss` may be an actor or a role
                reader.issue(UNREADABLE, part, line.span)
            return
        starts = parsed.second if parsed.form is Form.AS and not parsed.first else text
        yield from entries(reader, first.first, starts, line.span, first.notes, (parent.span,))
        return
    if first.form is Form.NAME and parent.marker == ";" and names_actor(parsed):
        if parent.text.of("link") and style.evidence.person(parsed.first) > 0:
            yield from read_item(reader, line, style, part)
        elif style.evidence.person(first.first) > 0 and not style.explicit:  # `:Anna as a child` below `;[[X]]`
            yield from entries(reader, first.first, text, line.span, first.notes, (parent.span,))
        elif is_of_version(parsed.second):
            yield from entries(reader, parsed.first, first.first, line.span, (parsed.second.text,), (parent.span,))
        elif not style.explicit:  # `Anna as the boss` may be of the role above or one of its own
            reader.issue(UNREADABLE, part, line.span)
        return
    if first.form is Form.NAME and parent.marker == ";":
        if text.text.lower().startswith("as "):
            yield from entries(reader, first.first, text.cut(3, len(text)), line.span, first.notes, (parent.span,))
        elif style.evidence.person(text) > style.evidence.person(first.first) and not style.explicit:
            actor, notes = _with_what_is_told(parsed) or (text, ())
            yield from entries(reader, actor, first.first, line.span, notes, (parent.span,))
        elif style.evidence.person(first.first) > 0 and not style.explicit:
            yield from entries(reader, first.first, text, line.span, first.notes, (parent.span,))
        return
    if first.form in (Form.NAME, Form.LABEL) and not parent.text.of("link") and _version(parsed):
        yield from entries(reader, text, first.first, line.span, (), (parent.span,))  # X (Japanese) below a role
        return
    if first.form is Form.AS and parsed.form is Form.NAME and _version(parsed):
        yield from entries(reader, text, first.second, line.span, (), (parent.span,))  # X (young)
        return
    member = first.form is Form.NAME and parsed.form in (Form.NAME, Form.PAIR) and not ARTICLE.match(text.text)
    if member and _GROUP.search(first.first.text):
        yield from read_item(reader, line, style, part)
        return
    if first.form in (Form.AS, Form.PAIR) and parsed.form is Form.PAIR and _at_another_age(parsed.first, parent):
        yield from entries(reader, parsed.second, parsed.first, line.span, parsed.notes, (parent.span,))
        return
    if _role_of(parent, line) and not style.explicit:
        yield from entries(reader, first.first, text, line.span, first.notes, (parent.span,))
        return
    bare = parsed.form is Form.NAME and not parsed.first.of("link") and first.form is Form.AS
    if parsed.form is Form.AS and not names_actor(parsed):
        return  # a remark: `X was first cast as Y`
    if parsed.form is Form.VERB and len(parsed.first.text.split()) == 1 and parsed.first.text in parent.text.text:
        return  # a remark about the person above, by surname
    if parsed.form in (Form.AS, Form.BY, Form.VERB) or (is_entry_like(line) and not bare):
        yield from read_item(reader, line, style, part)
    # else: a description of the role above


def _with_what_is_told(parsed: Parsed) -> tuple[Rich, tuple[str, ...]] | None:
    """The actor of a line below a role that goes on behind a dash, and the remark there: `[[X]] – English`,
    `[[X]] – the queen`."""
    if parsed.form is not Form.PAIR or not parsed.first.covered("link"):
        return None
    told = parsed.second.text
    return parsed.first, (told,) if is_note(told) else ()


def _is_own_role(text: Rich) -> bool:
    """Whether what a line below `X as:` has behind an `as` of its own is a role rather than told of one: `young Anna`,
    `Anna's son`; not `the boss`."""
    return not ARTICLE.match(text.text) and (is_role_name(text) or _OF_SOMEONE.match(text.text) is not None)


def _at_another_age(role: Rich, above: Line) -> bool:
    """Whether a plain text is the role of the line above at another age: `Child Anna` below `X as Anna`."""
    age = None if role.of("link") else _AGED.match(role.text)
    name = role.text[age.end() :].split() if age else []
    return bool(name) and set(name) <= set(above.text.text.split())


_VOICE_BY = re.compile(
    r"(?P<voice>(?:singing|speaking) voice) (?:(?:is |was )?(?:provided|dubbed|performed) )?by\s+", re.I
)
"""Before who lends a voice to the role of the line above."""
_VOICES = frozenset({"voice", "singing", "singing voice", "speaking", "speaking voice"})
_GROUP = re.compile(r"\b(?:Team|Troupe|Troop|Group|Band|Choir|Ensemble|Quartet|Quintet|Sextet|Orchestra)$")
_AGED = re.compile(
    r"(?:young(?:er)?|old(?:er)?|adult|child|kid|teen(?:age)?|little|baby|infant)\s+(?=\S)", re.IGNORECASE
)
_OF_SOMEONE = re.compile(r"[^\W\d_a-z]\w*['’]s?\s")


def _version(parsed: Parsed) -> bool:
    """Whether a name stands with the language of a dub, an age of the role or what is lent to it."""
    return parsed.form is Form.NAME and any(
        LANGUAGE.search(note) or AGE.fullmatch(note) or note.casefold() in _VOICES for note in parsed.notes
    )
