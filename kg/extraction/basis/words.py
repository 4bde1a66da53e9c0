"""What the words of `based_on` name: works by their marks, kinds of works, authors."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.names import mentions, outside
from kg.extraction.organizations import ORGANIZATION, WORK_PAGE
from kg.extraction.reader import Reader
from kg.extraction.surroundings import peel
from kg.model import Entity, Kind
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Rich, join

BY = re.compile(r"(?:^|\s+)(?:written by|created by|story by|novel by|play by|by)\s+", re.IGNORECASE)
BY_ALONE = re.compile(r"\s+by\s+", re.IGNORECASE)
"""Where the words before it are linked: `[[Graphic novel]] by Jane Doe`."""
NO_WORK = re.compile(
    r"\W*|(?:the|an?|his|her|their)?\s*(?:\d{4}\s+)?"
    r"(?:(?:original|short|stage|radio|television|comic|graphic|light|true|real|fairy|folk|magazine|newspaper"
    r"|children'?s)\s+){0,2}"
    r"(?:novel|novella|novelette|play|teleplay|book|story|stories|tale|idea|concept|memoirs?|autobiography|biography"
    r"|article|essay|comics?|manga|musical|musical comedy|opera|operetta|ballet|film|screenplay|events?"
    r"|life|poem|song|legend|series|television series|serial|column|feature|report|strip)s?"
    r"(?:\s+(?:of the same name|written|created))?",
    re.IGNORECASE,
)
"""Words that say what kind of work it is, and name none."""
QUOTED = re.compile(r"[\"“][^\"”]+[\"”]")
BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&)\s+")
JOINT = re.compile(r"(?:and|&)\s")
OPEN = re.compile(r"(?:,|\s(?:and|&))$")
"""What joins a line to the one before it, and to the one after."""
ARTICLE = re.compile(r"the\s", re.IGNORECASE)


def is_marked(text: Rich) -> bool:
    """Whether something shows that a text has a title."""
    return bool(text.of("link")) or has_marks(text)


def has_marks(text: Rich) -> bool:
    """Whether a text has a title in italics or quotes."""
    return bool(text.of("italic")) or title_in_quotes(text) is not None


def is_titled(text: Rich) -> bool:
    """Whether more than a mere link shows that a text has a title, be it the title of the page linked."""
    return has_marks(text) or any(WORK_PAGE.search(mark.value) for mark in text.of("link"))


def titles_of(text: Rich) -> list[Rich]:
    """The parts of a text that names several works, each by its marks: `''Fern'' and ''Moss''`."""
    parts = outside(text, BETWEEN)
    marked = [part.covered("italic") or part.covered("link") or QUOTED.fullmatch(part.text) for part in parts]
    return parts if all(marked) else [text]


def title_in_quotes(text: Rich) -> tuple[int, int] | None:
    """Where the title stands that a text begins with, or that follows its kind: `the poem "Fern"`, `the ''[[Moss]]''
    article "Fern"`."""
    quoted = QUOTED.search(text.text)
    if quoted is None:
        return None
    begin, end = quoted.span()
    if begin:
        marked = max((m.end for m in text.marks if m.kind in ("italic", "link") and m.begin < begin), default=0)
        words = text.text[marked:begin].strip()
        if marked > begin or not words or not NO_WORK.fullmatch(words):
            return None
    return begin + 1, end - 1


def work_of(reader: Reader, text: Rich) -> Entity | None:
    """The work a text names: what is in italics or linked, else the text without remarks."""
    if not text:
        return None
    quoted = title_in_quotes(text)
    if quoted:
        return _titled(reader, text.cut(*quoted))
    for kind in ("italic", "link"):
        marks = text.of(kind)
        if marks:
            mark = marks[0]
            return _titled(reader, text.cut(mark.begin, mark.end).strip("\"“”'"))
    line = text.cut(0, text.text.index("\n")) if "\n" in text.text else text
    if re.match(r"\([^()]*\)\s*\S", line.text):  # `(stage play) E.R.`
        line = line.cut(line.text.index(")") + 1, len(line))
    name = peel(line)[0].strip("\"“”'")
    by = _BY_LAST.search(name.text)
    name = name.cut(0, by.start()) if by and not name.linked(*by.span()) else name
    if not name or NO_WORK.fullmatch(name.text) or _ONLY_BY.fullmatch(name.text):
        return None
    return _titled(reader, name)


def _titled(reader: Reader, title: Rich) -> Entity | None:
    """The work of a title. One that is not linked here has the page that its name is linked to elsewhere only where
    that page's title says what it is: most films have the name of their source."""
    work = reader.entity(title, Kind.WORK, anchored=False)
    page = reader.anchors.page(title.text) if work is not None and work.link is None else None
    return replace(work, link=page) if work is not None and page is not None and _SOURCE_PAGE.search(page) else work


_ONLY_BY = re.compile(r"[^:]{0,40}\b(?:(?:created|written|story|novel|play|book) by:?|by:)", re.IGNORECASE)
"""What only says whose the work is that is not named: `Characters created by:`."""
_BY_LAST = re.compile(r"(?:\s{1,3}(?:written|created|published))?\s{1,3}by$")
"""What joins a kind of work to the author in the next argument: `{{Based on|characters created by|Jane Doe}}`."""
_SOURCE_PAGE = re.compile(
    r"\((?:[^()]*\s)?(?:novel|novella|play|musical|opera|operetta|ballet|book|story|comics?|manga|poem|memoir)\)$"
)


_TRANSLATED = re.compile(r"[,(]?\s*\btranslated\s+(?:\S+\s+){0,4}?by\s", re.IGNORECASE)


_AS = re.compile(r"\s{1,3}as\s{1,3}[\"“][^\"”\n]{1,80}[\"”](?=\s*$|[,;]|\s+(?:and|&)\s)")
"""The name that an author wrote under, behind the own: `Jane Doe as "J. Roe"`."""


def authors_of(reader: Reader, text: Rich) -> list[Entity]:
    """Everyone named in a text, without `by` or `and` before them, who translated, the names they wrote under, and what
    joins them to the next line."""
    match = BY.match(text.text) or re.match(r"and\s+", text.text)
    text = text.cut(match.end(), len(text)) if match else text
    translated = _TRANSLATED.search(text.text) if "ranslated" in text.text else None
    text = text.cut(0, translated.start()) if translated and not text.linked(*translated.span()) else text
    under = _AS.search(text.text) if " as " in text.text else None
    if under and not text.linked(under.start(), under.start() + 1):
        text = join((text.cut(0, under.start()), text.cut(under.end(), len(text))))
    end = OPEN.search(text.text)
    return [m.entity for m in mentions(reader, text.cut(0, end.start()) if end else text, Kind.PERSON)]


def is_work(entity: Entity) -> bool:
    """Whether a page is shown by its title to be a work's."""
    return entity.link is not None and entity.link.endswith(")") and WORK_PAGE.search(entity.link) is not None


_NO_PERSON = re.compile(r"^(?:the|an?)\s|\s(?:of|the|and|in|on|at|to|for|with|is|&)\s|[\d:;!?]|['’]s\b", re.IGNORECASE)
"""What the title of a work has, and no person's name."""


def may_be_person(entity: Entity) -> bool:
    """Whether the title of its page, or else its name, is written as a person's."""
    return reads_as_person(without_disambiguation(entity.link) if entity.link is not None else entity.name)


def reads_as_person(name: str) -> bool:
    """Whether a name is written as a person's is: more than one word, the first and the last capitalised."""
    words = name.split()
    capitals = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
    return capitals and not _NO_PERSON.search(name) and not ORGANIZATION.search(name)


def in_italic(text: Rich, match: re.Match[str], group: int | str = 0) -> bool:
    return any(m.begin < match.end(group) and match.start(group) < m.end for m in text.of("italic"))
