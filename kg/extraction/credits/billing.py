"""The words that bill names in the infobox: what somebody is credited for, as what, and with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extraction.cast.people import is_name, is_name_list
from kg.extraction.cast.remarks import is_note
from kg.extraction.credits.employers import with_employers
from kg.extraction.credits.lyrics import JOINT, MADE_BOTH, MADE_MUSIC, WRITTEN
from kg.extraction.credits.otherwork import is_of_other_field, is_other_work, of_other_field
from kg.extraction.credits.spoken import spoken
from kg.extraction.credits.territories import is_territory, territories_behind
from kg.extraction.infobox import CreditRow
from kg.extraction.names import MAX_TEXT, outside
from kg.extraction.organizations import BROADCASTERS, ORGANIZATION
from kg.extraction.surroundings import LABEL, is_link, peel, without_label
from kg.model import Field, Kind
from kg.wikitext.rich import EMPTY, Rich


class Billed(NamedTuple):
    """A piece without the words that bill the names in it."""

    names: tuple[tuple[Rich, str | None], ...]
    """Each with its remark, if any: `Segment 1`, `as "G"`."""
    lead: str = ""
    """What is said of all of them: `Story by`."""
    unread: bool = False
    """Whether it names somebody, or one more, and does not show whom."""


BILLED = (Kind.PERSON, Kind.ORGANIZATION)
ROLES = (Field.STARRING, Field.NARRATORS)
"""Who is credited for these may have a role told behind the name."""
_WITH = (
    r"(?:in (?:association|co-?operation|collaboration|partnership|conjunction|co-?production) with"
    r"|with (?:the )?(?:participation|support|assistance|co-?operation|collaboration|backing) of"
    r"|avec (?:la participation|le soutien|le concours|l['’]aide) d(?:es?\b|u\b))"
)
_FOR = r"(?:for|through|via)"
"""Between a company and the one it worked for or handed its work to."""
_LEAD = re.compile(
    r"(?:(?:a|film|original|additional|background|special|guest|friendly|extended|cameo|appearances?|roles?|story|screenplay"
    r"|script|dialogues?|written|directed|direction|produced|co-produced|edited|editing|photography|cinematography"
    r"|presented|photographed|distributed|released"
    r"|narrated|adapted|adaptation|music\s+(?:and|&)\s+(?:lyrics|words)|words\s+(?:and|&)\s+music|music|score"
    rf"|{MADE_BOTH}\w*|songs|composed|arranged"
    r"|orchestrated|conducted|performed|(?:for|to) (?:the )?(?:screen|stage|television|TV|film)|and|&),?\s+){0,5}by\s+"
    rf"|(?:and\s+)?(?:{_WITH}|also(?: starring| with)?|(?:co-?)?starring|along with|together with|with|{_FOR}|plus)\s+"
    r"|(?:and|&)\s+(?:introducing\s+)?|introducing\s+",
    re.IGNORECASE,
)
"""Words before a name that bill it, and are no part of it: `Special appearance by Jane Doe`, `for Doe Films`."""
_TRAIL = re.compile(rf"\s+(?:presents?|{_WITH}|in association|and|&|with|{_FOR})$", re.IGNORECASE)
_JOINED = re.compile(rf"\s+{_WITH}\s+", re.IGNORECASE)
_HANDED_ON = re.compile(rf"\s+(?P<word>{_FOR})\s+(?P<the>the\s+)?")
_MAKER = re.compile(r"\S\s+(?:Films?|Pictures?|Productions?|Entertainment|Studios?|Television|TV|Media)$")
"""What the names of companies that make films end with, unlike those of funds and ministries for something."""
_ARTICLE = re.compile(r"an?\s+", re.IGNORECASE)
_PRESENTED = re.compile(r"\s+(?:co-?)?(?:production|presentation|release|film)", re.IGNORECASE)
"""`a [[Doe Films]] production`"""
_PART = re.compile(
    r"(?:segments?|parts?|episodes?|chapters?|(?:first|second|third|1st|2nd|3rd) units?)\b[^:\n]{0,60}:\s*",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(r"[^:\n]{1,60}:\s*")
_LABEL_ALONE = re.compile(r"[^:\n,;()\"“]{1,60}:\s")
_AS = re.compile(r"\s+(as\s+(?:the\s+)?[A-Z\"“'].*)", re.DOTALL)
AROUND = ":.-–—…()"
_AS_ANYBODY = re.compile(r"\s+(as\s+\S.*)", re.DOTALL)
"""Behind a link."""
_COMMA = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?=[^\s,][^,]{0,60}?\sas\s)")
_HOW = (
    r"(?:supervising|additional|associate|assistant|lead|chief|executive|(?:second|2nd) unit|special|guest|friendly"
    r"|extended|cameo)"
)
_ONLY_HOW = re.compile(_HOW, re.IGNORECASE)
_HEADING = re.compile(
    rf"(?:{_HOW}\s+|co-?){{1,3}}"
    r"(?:editors?|producers?|directors?|cinematographers?|writers?|composers?|appearances?|roles?|stars?|cast)"
    r"|presents|presented|presentation|animation|live[- ]action",
    re.IGNORECASE,
)


_PART_FIRST = re.compile(r"(?:segments?|parts?|episodes?|chapters?)\b", re.IGNORECASE)
_OF_WORK = re.compile(
    r"\b(?:segments?|parts?|episodes?|chapters?|sections?|units?|versions?|scenes?|sequences?|footage|animation|music"
    r"|songs?|score|dialogues?|titles?|dubs?|members?|\w*photography|cinematography|effects|lyrics|vocals?|narration|voices?|cast"
    r"|roles?|appearances?|editing|editors?|producers?|directors?|cinematographers?|writers?|composers?)\b",
    re.IGNORECASE,
)
"""Words that show that others name a part of a film or of the work on it, and nobody."""


def is_heading(row: CreditRow, text: Rich, last: Rich) -> bool:
    """Whether a piece only bills the names of those after it: `''in association with''`, `Supervising Editor`; or heads
    persons that end in one not bold, itself all bold and no name by its words: `Opening part`."""
    if text.of("link"):
        return False
    words = text.strip(AROUND).text
    if _LEAD.fullmatch(f"{words} ") or _HEADING.fullmatch(words) or _ARRANGED.fullmatch(words):
        return True
    if _ONLY_HOW.fullmatch(words) and any(map(text.covered, ("bold", "italic", "small"))):
        return True
    if row.kind is not Kind.PERSON or text.covered("bold") is None or last.covered("bold") is not None:
        return False
    words = peel(text)[0].text
    small = all(not word[0].isupper() for word in words.split()[1:])
    return _PART_FIRST.match(words) is not None or (small and _OF_WORK.search(words) is not None)


def is_joint(text: Rich) -> bool:
    """Whether a piece only joins names to those before it: `''and''`."""
    words = text.strip(AROUND).text
    return _LEAD.fullmatch(f"{words} ") is not None and not says_what(words)


_ARRANGING = r"(?:arranged|arrangements?|orchestrated|orchestrations?|conducted|performed|played|sung|interpreted)"
_ARRANGED = re.compile(
    rf"(?:(?:and|&|additional)\s+|{WRITTEN}{JOINT})?{_ARRANGING}(?:(?:,\s+|\s+(?:&|and)\s+){_ARRANGING}){{0,2}}\s+by\b",
    re.IGNORECASE,
)


def arranges(words: str) -> bool:
    """Whether words bill for music that others have written: `Arranged and conducted by Jane Doe`."""
    return _ARRANGED.match(words) is not None


def says_what(words: str) -> bool:
    return words.lower().endswith("by")


_ASSISTS = re.compile(
    r"(?:^|[,;]?\s{1,3})(?:assisted\s+by\s|(?:assistants?(?:\s+[a-z]+)?|associate\s+(?:director|editor)s?):\s)",
    re.IGNORECASE,
)


def billed(row: CreditRow, text: Rich) -> Billed:
    """The names in a piece, and the words that bill them."""
    if row.kind is Kind.LANGUAGE:
        return Billed(((spoken(text), None),))
    if row.kind not in BILLED or is_link(text):
        return Billed(((text, None),))
    text, label = _without_part(_without_unpaired(text))
    if label and row.kind is Kind.PERSON and _is_full_name(label):
        return Billed((), unread=True)  # `Jane Doe: [[Batman]]`: who and what, or what and who
    if row.kind is Kind.PERSON and _is_labelled(text):
        return Billed((), unread=True)
    remark = label.text.strip(" :") or None
    other = _other_work(row, text) if row.kind is Kind.PERSON else None
    if other is not None:
        before, lead = _without_lead(text.cut(0, other.start()))  # who assists makes something else
        named = before and (other.re is _ASSISTS or _may_name(before, sure=not other["also"] or bool(lead)))
        return Billed(((before, remark),) if named else (), lead, unread=True)
    text, lead = _without_lead(_without_production(text))
    if row.kind is Kind.PERSON and any(
        (unled := words.match(text.text)) and not text.linked(*unled.span()) for words in (_UNLED, _UNLED_LINK)
    ):
        return Billed((), unread=True)
    if row.kind is Kind.ORGANIZATION:
        parts = outside(text, _JOINED) if " with " in text.text else [text]
        handed = [each for part in parts for each in _handed_on(part)]
        told = [(by, told or territory) for company, territory in handed for by, told in territories_behind(company)]
        return Billed(tuple([(part, territory or remark) for part, territory in told]), lead)
    if row.field in ROLES and " as " in text.text:
        return Billed(tuple([_without_role(part, remark) for part in outside(text, _COMMA)]), lead)
    goes_on = _told_behind(row, text)
    if goes_on is not None and is_of_other_field(row.field, goes_on.lead):
        return Billed((), unread=True)
    if goes_on is not None:
        return Billed(((goes_on.person, remark or goes_on.note),), lead or goes_on.lead, goes_on.unread)
    employed = with_employers(text, remark)
    return Billed(tuple(employed.names), lead, employed.unread)


def _other_work(row: CreditRow, text: Rich) -> re.Match[str] | None:
    """The words before whoever assists, or did the work of another field; behind `and` not where all before them bills
    the same: `Adapted for the screen and directed by Jane Doe` is hers."""
    other = _ASSISTS.search(text.text) or of_other_field(row.field, text.text)
    if other is None or text.linked(*other.span()):
        return None
    if other.re is _ASSISTS or not other["also"]:
        return other
    return other if text.text.find(_without_lead(text)[0].text) < other.end() else None


def _may_name(text: Rich, *, sure: bool) -> bool:
    """Whether what stands before the words for other work names somebody, rather than more work: `Camera, editing by
    Jane Doe`. Without a link only a text that is `sure` to: words that bill stand before it, or a comma behind it."""
    return bool(text.of("link")) or (sure and " " in text.text and not is_other_work(text.text))


_UNLED = re.compile(rf"(?:{WRITTEN}|{MADE_MUSIC}\w*)\b[^:]{{0,60}}?\sby\s", re.IGNORECASE)
"""Words for what somebody made that are none of those known to bill: `Lyrics, music and vocals by Jane Doe`."""


_UNLED_LINK = re.compile(r"[^\W\d_][\w-]*(?: [a-z][\w-]*){0,3} by (?=\S)")
"""The same of any work, in small letters but for the first: `Classical pieces by Jane Doe`, `Color by Technicolor`."""


class _Told(NamedTuple):
    person: Rich
    note: str | None = None
    lead: str = ""
    """What the person is credited for by the note."""
    unread: bool = False


_BEHIND = re.compile(r"(?P<colon>:)\s+|\s+[-–—]\s+")


def _told_behind(row: CreditRow, text: Rich) -> _Told | None:
    """The one person of a text that goes on with no further maker: `[[Jane Doe]]: Anna`, a role; `[[Jane Doe]] -
    uncredited`, a remark; `[[Jane Doe]] - executive producer`, a label. Whether a name behind a dash, or several, are
    roles is not certain, nor who is named behind a label."""
    link = next(iter(text.of("link")), None)
    match = _BEHIND.match(text.text, link.end) if link is not None and not link.begin else None
    if match is None or match.end() == len(text):
        return None
    person, rest = text.cut(0, match.start()), text.cut(match.end(), len(text))
    if is_note(rest.text) and "," not in rest.text:
        return _Told(person, rest.text)
    label = rest.text.partition(",")[0]
    if row.field is not Field.STARRING and (LABEL.fullmatch(f"{label}:") or _PART.fullmatch(f"{label}:")):
        return _Told(person, label, label, unread=label != rest.text)
    plain = row.field is Field.STARRING and not rest.of("link") and (is_name(rest) or is_name_list(rest))
    return _Told(person, unread=not match["colon"] or is_name_list(rest)) if plain else None


def _without_unpaired(text: Rich) -> Rich:
    """The text without a bracket around it that closes or opens on another line: `([[Doe Films]]`, `[[Roe Films]])`."""
    opened, closed = text.text.count("("), text.text.count(")")
    if opened > closed and text.text.startswith("(") and not text.linked(0, 1):
        return text.cut(1, len(text))
    if closed > opened and text.text.endswith(")") and not text.linked(len(text) - 1, len(text)):
        return text.cut(0, len(text) - 1)
    return text


def _handed_on(text: Rich) -> Iterator[tuple[Rich, str | None]]:
    """The companies of which one worked for the next or handed its work to it: `[[Doe Films]] for [[Roe TV]]`; with the
    territory that one is named for: `[[Doe Films]] for [[Germany]]`. A link before shows that no name holds the word,
    or one behind that and what the name before it ends with; an unlinked name behind `for` is shown to be a company's:
    `[[Doe Films]] for Children` is one name."""
    start = 0
    matches = [*_HANDED_ON.finditer(text.text)] if len(text) <= MAX_TEXT and text.of("link") else []
    for match, after in zip(matches, [*matches[1:], None], strict=False):
        begin, end = match.span()
        name = text.cut(end, after.start() if after else len(text))
        linked = text.linked(end, end + 1)
        if text.linked(begin, end) or not (
            text.linked(begin - 1, begin) or (linked and _MAKER.search(text.text, start, begin))
        ):
            continue
        if after is None and is_territory(name):
            yield text.cut(start, begin), name.text
            return
        capital = name.text[:1].isupper() and not match["the"]
        if linked or (capital and (match["word"] != "for" or _is_company(name.text))):
            yield text.cut(start, begin), None
            start = end
    yield (text.cut(start, len(text)) if start else text), None


_BROADCASTER = re.compile(rf"\b{BROADCASTERS}(?!\w)", re.IGNORECASE)


def _is_company(name: str) -> bool:
    """Whether an unlinked name is shown by its words to be a company's, or is nothing but letters: `HBO`."""
    return name.isupper() or ORGANIZATION.search(name) is not None or _BROADCASTER.search(name) is not None


def _without_part(text: Rich) -> tuple[Rich, Rich]:
    """A text without what it says first of the part or the work that a name is for, and that: `Segment 1: Jane Doe`."""
    if ":" in text.text and without_label(text) is text:
        match = _PART.match(text.text) or _LABEL_BEFORE.match(text.text)
        beside = match is not None and (match.re is _PART or text.linked(match.end(), match.end() + 1))
        if match and beside and not text.linked(*match.span()):
            return text.cut(match.end(), len(text)), text.cut(0, match.end())
    return text, EMPTY


def _is_full_name(label: Rich) -> bool:
    """Whether a label is written like a person's full name, and not like the title of a part in italics or quotes."""
    name = label.strip(": ")
    if len(name.text.split()) < 2 or name.of("italic") or name.text[0] in "\"“'‘" or _OF_WORK.search(name.text):
        return False
    return is_name(name) and name.text.split()[0].lower() not in ("the", "a", "an")


def _is_labelled(text: Rich) -> bool:
    """Whether a label that is not known stands before an unlinked name, as in none: `Negative cutter: Jane Doe`."""
    match = _LABEL_ALONE.match(text.text) if ": " in text.text and without_label(text) is text else None
    return match is not None and not any(link.begin < match.end() for link in text.of("link"))


def _without_production(text: Rich) -> Rich:
    """The company alone of `a [[Doe Films]] production`."""
    links = text.of("link")
    if len(links) != 1 or not _ARTICLE.fullmatch(text.text, 0, links[0].begin):
        return text
    return text.cut(links[0].begin, links[0].end) if _PRESENTED.fullmatch(text.text, links[0].end) else text


def _without_lead(text: Rich) -> tuple[Rich, str]:
    """A text without the words that bill the names in it, before and after them, and what those say: `Story by`. Words
    that a name may begin or end with (`For Pictures`) bill it only in small letters or beside a link."""
    lead = ""
    if (match := _LEAD.match(text.text)) and _bills(text, match, match.end()):
        lead = match[0].strip() if says_what(match[0].strip()) else ""
        text = text.cut(match.end(), len(text))
        if text.text.startswith("the ") and not text.linked(0, 4) and text.linked(4, 5):
            text = text.cut(4, len(text))
    if (match := _TRAIL.search(text.text)) and _bills(text, match, match.start() - 1):
        text = text.cut(0, match.start())
    return text, lead


def _without_role(text: Rich, remark: str | None) -> tuple[Rich, str | None]:
    """An actor without the role, and the role or the remark that is there already."""
    match = _AS.search(text.text)
    behind = next((m for m in _AS_ANYBODY.finditer(text.text) if text.linked(m.start() - 1, m.start())), None)
    match = behind or match
    if match is None or (behind is None and text.linked(match.start(1), match.start(1) + 1)):
        return text, remark
    if behind is None and text.linked(*match.span(1)) and " " not in text.text[: match.start()]:
        return text, remark  # `Known as [[Jane Doe]]`
    return text.cut(0, match.start()), remark or match[1]


def _bills(text: Rich, match: re.Match[str], beside: int) -> bool:
    """Whether words found are no part of the name whose next character stands at `beside`."""
    if match.end() - match.start() == len(text) or text.linked(*match.span()):
        return False
    words = match[0].strip()
    return text.linked(beside, beside + 1) or words == words.lower() or words.lower().endswith((" by", " with"))


_STORY = re.compile(r"\bstory\b(?! (?:editor|consultant|supervisor|department)\b)", re.IGNORECASE)
_SCRIPT = re.compile(r"\b(?:screen ?play|script|dialogues?|written|writer|scenario|adaptation)\b", re.IGNORECASE)


def fields_of(field: Field, text: Rich, label: str) -> tuple[Field, ...]:
    """What a name is credited for, by the label that its text begins with, else by `label`: `Story:` among the writers
    is a story credit, `Story & Screenplay:` both."""
    if field is not Field.SCREENWRITERS:
        return (field,)
    own = LABEL.match(text.text)
    label = own[0] if own else label
    if _STORY.search(label):
        return (Field.STORY_BY, field) if _SCRIPT.search(label) else (Field.STORY_BY,)
    return (field,)
