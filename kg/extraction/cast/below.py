"""A line of a cast section that stands below another: a role of it, an actor of its role, or an entry by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.cast.entry import Entry, entries
from kg.extraction.cast.forms import Form, Parsed, names_actor
from kg.extraction.cast.groups import ARTICLE, is_of_version
from kg.extraction.cast.habits import Habit
from kg.extraction.cast.items import UNREADABLE, read_item
from kg.extraction.cast.lines import Line, is_entry_like
from kg.extraction.cast.pairs import is_crew, is_role_first, of_dub
from kg.extraction.cast.parsing import LENDS_TO, LENT, PROVIDED, until_told
from kg.extraction.cast.people import CREW, is_name
from kg.extraction.cast.performers import people_only, performer_text, told_of
from kg.extraction.cast.remarks import AGE, AGED, LANGUAGE, VERSION, is_note, without_brackets
from kg.extraction.cast.rolenames import is_role_name
from kg.extraction.reader import Reader
from kg.wikitext.rich import EMPTY, Rich


def above(reader: Reader, line: Line, following: Line, style: Habit, part: str) -> Iterator[Entry]:
    """A line that others stand below: an entry of its own, unless the ones below are its roles or it only
    labels them."""
    parsed = line.parsed
    if parsed is None or parsed.form in (Form.OPEN, Form.LABEL) or _is_told_of(line, following):
        return
    if parsed.form is Form.NAME and (_role_of(line, following) or not line.text.of("link") or line.marker == ";"):
        return
    yield from read_item(reader, line, style, part)


def _is_told_of(term: Line, line: Line) -> bool:
    """Whether a term is a role and what tells of it, as nothing but a linked name stands below: `;Anna (a cook)`."""
    if term.parsed is None or term.marker != ";" or term.text.of("link") or line.parsed is None:
        return False
    actor = line.parsed.form is Form.NAME and line.parsed.first.covered("link") is not None
    told = term.parsed.form in (Form.BRACKET, Form.COMMA) and term.parsed.second.text[:1].islower()
    return actor and told


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
    """A line of a sub-list: a role of the person above, an actor of the role above, or an entry by itself."""
    pair = _Pair(reader, parent, line, style, part)
    for rule in _RULES:
        found = rule(pair)
        if found is not None:
            yield from found
            return


class _Pair:
    """A line and the one it stands below. Each rule gives the entries of the line, or None where it is not of the form
    that the rule is for."""

    def __init__(self, reader: Reader, parent: Line, line: Line, style: Habit, part: str) -> None:
        assert parent.parsed is not None
        assert line.parsed is not None
        self._reader = reader
        self._parent = parent
        self._line = line
        self._style = style
        self._part = part
        self._text = line.text
        self._parsed = line.parsed
        above = parent.parsed
        if _is_told_of(parent, line):
            above = above._replace(form=Form.NAME, second=EMPTY)
        if above.form is Form.LABEL and above.first.text.endswith(_OF_ROLES):  # `X in three roles:`
            above = above._replace(form=Form.OPEN)
        if above.form is Form.OPEN:
            above = above._replace(first=performer_text(above.first))
        self._above = above

    def _entry(self, actor: Rich, role: Rich, notes: tuple[str, ...]) -> Iterator[Entry]:
        """An entry that the two lines state together."""
        return entries(self._reader, actor, role, self._line.span, notes, (self._parent.span,))

    def _by_itself(self) -> Iterator[Entry]:
        return read_item(self._reader, self._line, self._style, self._part)

    def _unread(self) -> Iterator[Entry]:
        self._reader.issue(UNREADABLE, self._part, self._line.span)
        return iter(())

    def _is_headed(self) -> bool:
        """Whether the line above is a name that heads a list: `;[[Jane Doe]]`."""
        return self._above.form is Form.NAME and self._parent.marker == ";"

    def lent_voice(self) -> Iterator[Entry] | None:
        """`Singing voice by X`, `X provides her singing voice` below `Y as Z`."""
        text = self._text
        sung = _VOICE_BY.match(text.text)
        lends = LENDS_TO.search(text.text) if sung is None and "vo" in text.text else None
        told = sung or (lends if lends and lends["other"] else None)
        if told is None or self._above.form is not Form.AS:
            return None
        singer = people_only(
            told_of(until_told(text.cut(sung.end(), len(text)))) if sung else text.cut(0, told.start())
        )
        if not singer:
            return self._unread()
        return self._entry(singer, self._above.second, (told["voice"].lower(),))

    def played_by(self) -> Iterator[Entry] | None:
        """`Voiced by X` below a role."""
        if self._parsed.form is not Form.BY or self._parsed.first:
            return None
        role = self._above.second if self._above.form is Form.AS else self._above.first
        return self._entry(self._parsed.second, role, self._parsed.notes)

    def of_opened(self) -> Iterator[Entry] | None:
        """A role below `X as:`."""
        actor, parsed = self._above.first, self._parsed
        if self._above.form is not Form.OPEN or not is_name(without_brackets(actor)[0]) or CREW.fullmatch(actor.text):
            return None
        linked = parsed.form in (Form.AS, Form.BY) and parsed.first.covered("link")
        if linked and not actor.covered("link"):
            return self._by_itself()
        if names_actor(parsed) and not AGE.fullmatch(f"as {parsed.second.text}"):
            if linked or _is_own_role(parsed.second):
                return self._by_itself()
            return self._unread()  # `Anna as the boss` may be an actor or a role
        role = parsed.second if parsed.form is Form.AS and not parsed.first else self._text
        return self._entry(actor, role, self._above.notes)

    def headed_pair(self) -> Iterator[Entry] | None:
        """`X as Y` below the name that heads a list."""
        if not self._is_headed() or not names_actor(self._parsed):
            return None
        head, parsed, evidence = self._above.first, self._parsed, self._style.evidence
        if self._parent.text.of("link") and evidence.person(parsed.first) > 0:
            return self._by_itself()
        if evidence.person(head) > 0 and not self._style.explicit:  # `:Anna as a child` below `;[[X]]`
            return self._entry(head, self._text, self._above.notes)
        if is_of_version(parsed.second):
            return self._entry(parsed.first, head, (parsed.second.text,))
        if self._style.explicit:
            return iter(())
        return self._unread()  # `Anna as the boss` may be of the role above or one of its own

    def headed(self) -> Iterator[Entry] | None:
        """Any other line below the name that heads a list: a role of that person, or who plays that role."""
        if not self._is_headed():
            return None
        head, text, evidence = self._above.first, self._text, self._style.evidence
        if text.text.lower().startswith("as "):
            return self._entry(head, text.cut(3, len(text)), self._above.notes)
        if self._style.explicit:
            return iter(())
        if evidence.person(text) > evidence.person(head):
            actor, notes = _with_what_is_told(self._parsed) or (text, ())
            return self._entry(actor, head, notes)
        if evidence.person(head) > 0:
            return self._entry(head, text, self._above.notes)
        return iter(())

    def of_version(self) -> Iterator[Entry] | None:
        """`X (Japanese)`, `Japanese: X` below a role, `X (young)` below `Y as Z`."""
        above = self._above
        if above.form in (Form.NAME, Form.LABEL) and not self._parent.text.of("link"):
            role = above.first
        elif above.form is Form.AS:
            role = above.second
        elif above.form is Form.PAIR and not (of_dub(self._parent) or is_crew(above, self._style)):
            role = above.first if is_role_first(above, self._style) else above.second
        else:
            return None
        if of_dub(self._line):
            return self._entry(self._parsed.second, role, (self._parsed.first.text,))
        return self._entry(self._text, role, ()) if _version(self._parsed) else None

    def of_group(self) -> Iterator[Entry] | None:
        """A member of the band or team above."""
        named = self._above.form is Form.NAME and self._parsed.form in (Form.NAME, Form.PAIR)
        if not named or ARTICLE.match(self._text.text) or not _GROUP.search(self._above.first.text):
            return None
        return self._by_itself()

    def of_same_role(self) -> Iterator[Entry] | None:
        """`X voices the character in the UK version` below `Y as Z`."""
        parsed, above = self._parsed, self._above
        told = _SAME_ROLE.match(parsed.second.text) if parsed.form in (Form.AS, Form.VERB) else None
        if told is None or above.form is not Form.AS or not is_name(parsed.first):
            return None
        return self._entry(parsed.first, above.second, (*parsed.notes, told["version"]))

    def at_another_age(self) -> Iterator[Entry] | None:
        """`Child Anna – Y` below `X as Anna`."""
        parsed = self._parsed
        pairs = self._above.form in (Form.AS, Form.PAIR) and parsed.form is Form.PAIR
        if not pairs or not _at_another_age(parsed.first, self._parent):
            return None
        return self._entry(parsed.second, parsed.first, parsed.notes)

    def role_of_person(self) -> Iterator[Entry] | None:
        """A role below the link of the person who plays it."""
        if self._style.explicit or not _role_of(self._parent, self._line):
            return None
        return self._entry(self._above.first, self._text, self._above.notes)

    def by_itself(self) -> Iterator[Entry] | None:
        """An entry of its own; None for a remark on the line above, or a description of its role."""
        parsed = self._parsed
        if parsed.form is Form.AS and not names_actor(parsed):
            return None  # `X was first cast as Y`
        surname = parsed.form is Form.VERB and len(parsed.first.text.split()) == 1
        if surname and parsed.first.text in self._parent.text.text:
            return None  # told of the person above
        bare = parsed.form is Form.NAME and not parsed.first.of("link") and self._above.form is Form.AS
        if parsed.form in (Form.AS, Form.BY, Form.VERB) or (is_entry_like(self._line) and not bare):
            return self._by_itself()
        return None


_RULES = (
    _Pair.lent_voice,
    _Pair.played_by,
    _Pair.of_opened,
    _Pair.headed_pair,
    _Pair.headed,
    _Pair.of_version,
    _Pair.of_group,
    _Pair.of_same_role,
    _Pair.at_another_age,
    _Pair.role_of_person,
    _Pair.by_itself,
)
"""In their order: the first that a pair is of the form for reads it."""


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
    age = None if role.of("link") else AGED.match(role.text)
    name = role.text[age.end() :].split() if age else []
    return bool(name) and set(name) <= set(above.text.text.split())


_VOICE_BY = re.compile(rf"(?:(?:his|her|its|their|the) )?{LENT} (?:(?:is |was )?{PROVIDED} )?by\s+", re.IGNORECASE)
"""Before who lends a voice to the role of the line above."""
_SAME_ROLE = re.compile(rf"(?:the|this) (?:character|role|part),? in the (?P<version>{VERSION})\W*$")
"""The role of the line above, in another version of the film."""
_OF_ROLES = (" role", " roles", " characters", " parts")
_VOICES = frozenset({"voice", "singing", "singing voice", "speaking", "speaking voice"})
_GROUP = re.compile(r"\b(?:Team|Troupe|Troop|Group|Band|Choir|Ensemble|Quartet|Quintet|Sextet|Orchestra)$")
_OF_SOMEONE = re.compile(r"[^\W\d_a-z]\w*['’]s?\s")


def _version(parsed: Parsed) -> bool:
    """Whether a name stands with the language of a dub, an age of the role or what is lent to it."""
    return parsed.form is Form.NAME and any(
        LANGUAGE.search(note) or AGE.fullmatch(note) or note.casefold() in _VOICES for note in parsed.notes
    )
