"""Which IRI a thing gets: the only place that decides sameness.

Pure functions over names. A thing with a Wikipedia page is `BASE + Title`; a thing that is only named
is claimed for its article alone, `BASE + Article#kind/Name`; what is said about things (a role, a
nomination, a statement) is `BASE + Article#kind/…`, named from what it says. A name that stands
unlinked in one place and linked in another is resolved before: it arrives here as a link.

Characters kept in an IRI are letters and digits of all scripts (RFC 3987, section 2.2, `ucschar`) and
the marks that page titles use; whatever an IRI forbids or gives a meaning of its own is
percent-encoded. Titles are folded as MediaWiki folds them (class `MediaWikiTitleCodec`: white space
and underscores, directional marks, upper-case first letter), so every spelling of a title is one IRI.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from kg.errors import UsageError
from kg.model import Entity, Kind

_SPACES = re.compile(r"[ _\t\r\n\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_BIDI = re.compile(r"[\u200e\u200f\u202a-\u202e]")
# RFC 3987 `ucschar`, less white space and the directional marks that its section 4.1 bars from IRIs.
_UCSCHAR = (
    "\u00a1-\u167f\u1681-\u180d\u180f-\u1fff\u200b-\u200d\u2010-\u2027\u2030-\u205e\u2060-\u2065\u206a-\u2fff"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + f"{chr(0xE1000)}-{chr(0xEFFFD)}"
)
_KEPT = rf"A-Za-z0-9_!$&'()*+,;=:@~.\-{_UCSCHAR}"
# A slash is part of a page's title, but divides the parts of a path below an article.
_NOT_IN_TITLE = re.compile(rf"[^{_KEPT}/]")
_NOT_IN_PART = re.compile(rf"[^{_KEPT}]")
_CUT_ESCAPE = re.compile(r"%[0-9A-F]?\Z")
_DISAMBIGUATION = re.compile(r"\s+\([^()]*\)\Z")
_PATH = rf"(?:[{_KEPT}/]|%[0-9A-Fa-f]{{2}})*"
_BASE = re.compile(
    rf"https?://(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9._~\-{_UCSCHAR}]|%[0-9A-Fa-f]{{2}})+)(?::[0-9]{{1,5}})?/{_PATH}"
    rf"|urn:[A-Za-z0-9][A-Za-z0-9\-]{{0,30}}[A-Za-z0-9]:{_PATH}"
)

MAX_PATH = 120
"""Length in characters up to which a path below an article is written in full; longer ones are cut and
told apart by a hash."""


def check_base(base: str) -> str:
    """`base`, if titles can be appended to it: an absolute http, https or urn IRI (RFC 3987) without query
    and fragment that ends in a slash, a urn in a slash or colon. Without that, the last part of it and a title
    would run together; and no # can end it, since things below an article have one in their IRIs.

    Raises UsageError otherwise.

    >>> check_base("https://example.org/film/")
    'https://example.org/film/'
    """
    if not _BASE.fullmatch(base):
        raise UsageError(
            f"base IRI {base!r}: expected an absolute http, https or urn IRI such as 'https://example.org/film/', "
            "without query and fragment"
        )
    if not base.endswith(("/", ":") if base.startswith("urn:") else "/"):
        raise UsageError(
            f"base IRI {base!r}: expected a slash at the end, since titles are appended to it: {base + '/'!r}"
        )
    return base


@lru_cache(maxsize=1 << 12)  # a name is in the names of all that is said of the thing
def fold(text: str) -> str:
    """`text` in Unicode normal form C, with runs of white space and underscores as one space, trimmed."""
    return _SPACES.sub(" ", _BIDI.sub("", unicodedata.normalize("NFC", text))).strip(" ")


@lru_cache(maxsize=1 << 12)
def page_path(title: str) -> str:
    """A page's title, with or without `#fragment`, as the end of an IRI.

    >>> page_path("leaving Las Vegas#Cast & crew"), page_path("Who's That Knocking? (100%)")
    ('Leaving_Las_Vegas#Cast_&_crew', "Who's_That_Knocking%3F_(100%25)")
    """
    page, mark, fragment = title.partition("#")
    page = _encode(_NOT_IN_TITLE, _capitalise(fold(page)))
    # A parser that resolves IRIs would take these for steps up the path.
    page = "/".join(part.replace(".", "%2E") if part in {".", ".."} else part for part in page.split("/"))
    # An encoded slash keeps a linked fragment apart from what is named below the article itself.
    fragment = _encode(_NOT_IN_PART, fold(fragment))
    return page + mark + fragment if fragment else page


def page_title(title: str) -> str:
    """`title` without fragment, as MediaWiki shows it: spaces, first letter upper case."""
    return _capitalise(fold(title.partition("#")[0]))


@lru_cache(maxsize=1 << 12)
def title_name(title: str) -> str:
    """The name a page's title stands for: without fragment and without disambiguation.

    >>> title_name("Heat (1995 film)")
    'Heat'
    """
    whole = page_title(title)
    return _DISAMBIGUATION.sub("", whole) or whole


def entity_name(entity: Entity) -> str:
    """What a thing is called: its page's title without disambiguation; the text as it reads where it has
    no page, or only a section of one."""
    if entity.link is None or "#" in entity.link:
        return entity.name
    return title_name(entity.link) or entity.name


def entity_key(entity: Entity) -> str:
    """What a thing is known by within its article: its page's title, or its name."""
    return entity.link or entity.name


def local_path(kind: str, names: Sequence[str]) -> str:
    """What follows `Article#` for a thing below an article. Each name is one part, encoded so that no two
    lists of names give the same path.

    >>> local_path("role", ("Nicolas Cage", "Ben 'AC/DC' Sanderson"))
    "role/Nicolas_Cage/Ben_'AC%2FDC'_Sanderson"
    """
    path = "/".join([kind, *map(_part, names)])
    if len(path) <= MAX_PATH:
        return path
    return f"{_CUT_ESCAPE.sub('', path[: MAX_PATH - 20])}~{digest(path)}"


@lru_cache(maxsize=1 << 12)
def _part(name: str) -> str:
    return _encode(_NOT_IN_PART, fold(name))


def digest(content: str) -> str:
    """A short hash of `content`, the same on every machine."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def distinct(paths: Sequence[str], contents: Sequence[object], *, merge: bool = True) -> list[str]:
    """One path for each of several nodes, from the names they go by and all of what they say.

    paths: what each node is named from; contents: everything it says, with a `repr` that tells all of it.
    Nodes of one path that say different things get a hash of their content appended, whatever their
    order. Those that say the same are one node, or with `merge=False` true duplicates: the second gets
    the number 2 appended, and so on.
    """
    if len(set(paths)) == len(paths):
        return list(paths)
    texts = [repr(content) for content in contents]
    said: defaultdict[str, set[str]] = defaultdict(set)
    for path, text in zip(paths, texts, strict=True):
        said[path].add(text)
    names = [f"{path}~{digest(text)}" if len(said[path]) > 1 else path for path, text in zip(paths, texts, strict=True)]
    if merge:
        return names
    taken = set(names)
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[name] += 1
        chosen = name
        if seen[name] > 1:
            # A part that is a number by itself may stand there already.
            while (chosen := f"{name}/{seen[name]}") in taken:
                seen[name] += 1
            taken.add(chosen)
        numbered.append(chosen)
    return numbered


# Kinds among which one unlinked name is one thing, the most telling first: a company is also named where
# people are, a country where places are, and a nominee may be anything that is named elsewhere.
_FAMILIES: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.PERSON: (Kind.ORGANIZATION, Kind.PERSON),
    Kind.ORGANIZATION: (Kind.ORGANIZATION,),
    Kind.NOMINEE: (Kind.ORGANIZATION, Kind.PERSON, Kind.SONG, Kind.WORK, Kind.NOMINEE),
    Kind.PLACE: (Kind.COUNTRY, Kind.PLACE),
}


@dataclass(frozen=True, slots=True)
class Namer:
    """Names the things of one article.

    base: an IRI that `check_base` accepts; article: the title of the page; kinds: what each unlinked name
    is named as anywhere in the article, from `kinds_of`.
    """

    base: str
    article: str
    kinds: Mapping[str, frozenset[Kind]] = field(default_factory=dict)
    film: str = field(init=False)
    """The thing the article is about."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "film", self.page(self.article))

    def page(self, title: str) -> str:
        """The thing a page, or a section of one (`Title#Fragment`; of this article: `#Fragment`), is about."""
        return self.base + page_path(self.article + title if title.startswith("#") else title)

    def below(self, path: str) -> str:
        """The thing at a path (of `local_path`, `distinct`) below the article."""
        return f"{self.film}#{path}"

    def local(self, kind: str, *names: str) -> str:
        """A thing claimed for this article alone."""
        return self.below(local_path(kind, names))

    def kind(self, entity: Entity) -> Kind:
        """What an entity is; for an unlinked name, what all places that name it show together."""
        if entity.link is None:
            known = self.kinds.get(fold(entity.name), frozenset())
            for kind in _FAMILIES.get(entity.kind, ()):
                if kind in known:
                    return kind
        return entity.kind

    def entity(self, entity: Entity, award: Entity | None = None) -> str:
        """A thing as the article names it. `award`: of an award category, the award it belongs to."""
        if entity.link is not None:
            return self.page(entity.link)
        names = (entity_key(award), entity.name) if award is not None else (entity.name,)
        return self.local(self.kind(entity).value, *names)


def kinds_of(entities: Iterable[Entity]) -> dict[str, frozenset[Kind]]:
    """As what each unlinked name is named, by folded name."""
    kinds: defaultdict[str, set[Kind]] = defaultdict(set)
    for entity in entities:
        if entity.link is None:
            kinds[fold(entity.name)].add(entity.kind)
    return {name: frozenset(found) for name, found in kinds.items()}


def _encode(unsafe: re.Pattern[str], text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        return quote(match[0], safe="", errors="surrogatepass")

    # An underscore stands for a space; `fold` has left none in the text.
    return unsafe.sub(escape, text.replace(" ", "_"))


def _capitalise(title: str) -> str:
    """As MediaWiki does: only where the upper case is one letter, and not in Georgian."""
    first = title[:1].upper()
    return first + title[1:] if len(first) == 1 and not "\u10d0" <= title[0] <= "\u10ff" else title
