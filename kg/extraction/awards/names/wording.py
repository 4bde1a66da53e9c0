"""Words of categories and of persons: whether a part of a text goes on with a category's name or names someone.

Source: the categories of film awards as articles write them (`Best Actor – Motion Picture Drama`, `Best
Cinematography (Colour)`, `Grand Jury Prize: World Cinema Documentary`).
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.naming import BODY, CATEGORY_START, SHARED
from kg.extraction.namewords import PARTICLE
from kg.extraction.surroundings import peel
from kg.wikitext.rich import Rich

_CATEGORY_WORDS = frozenset("""
    action actor actors actress actresses actors' adapted adaptation adult album american animated animation art arts
    asian assamese audience based bengali bhojpuri black black-and-white blockbuster british category child children
    children's choice cinema color colour comedy comedic contemporary country critic critics critics' cut debut
    decoration design dialogue directing director documentaries documentary drama dramatic editing effects english
    ensemble european family fantasy feature features female fiction film films first foreign french german gujarati
    hindi historical horror independent indian interior international italian japanese jury kannada korean language
    lead leading limited live live-action long lyrics main malayalam male marathi mexican motion movie movies music
    musical mystery narrative newcomer non-fiction odia original period photoplay picture pictures play popular
    punjabi recording role score scoring screenplay second section sequence series short shorts song songs sound
    special story substantially supporting tamil telugu television theatrical third thriller tv u.s. uk us visual
    war western white world written year youth youths sci-fi science romance romantic female-led duet regional
    spanish chinese russian cinematic under-18 studio indie debutant playback singer juvenile posthumous bronze
    silver gold grand cartoon cartoons novelty one-reel two-reel subject subjects video direct underscore
    adr foley directly screen material another acting cinematographer cinematographers composer composers costume
    costumes form miniseries direct-to-video dvd hairstyling make-up makeup new screenwriter screenwriters writing
    experimental latin
""".split())  # fmt: skip
_GLUE = frozenset(
    "a an and the or of in for from by at on with to & / – - — previously produced published medium".split()
)
RANKING = re.compile(r"(?i:(?:the )?(?:year's )?(?:(?:Top|Best) (?:Ten|10|Five|5|Twenty)|(?:Ten|10|Five) Best))\b")
"""What the name of a choice of several films begins with."""

CRAFT_WORD = r"(?:[A-Z][a-z]*(?:(?<!j)ing|tion|graphy|sign)|Music|Effects|Score|Animator|Editorial)"
"""The last word of what an achievement is in, as a pattern."""

IN_PRODUCTION = re.compile(
    rf"(?:[A-Z][\w/-]* (?:(?:&|and) )?){{0,3}}{CRAFT_WORD} (?:by an? (?:[A-Z][\w-]* ){{1,3}})?"
    r"in an? (?:[A-Z][\w/-]* ){1,5}Production"
)
"""A category by what was done in which kind of production, whatever it begins with: `Storyboarding in a Feature
Production`."""

_GENRES = frozenset(
    "action adventure animated comedy crime drama fantasy horror musical romance sci-fi thriller western".split()
)
_LABELS = re.compile(r"[^\s,()/]+")
_PERSON = re.compile(
    rf"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*|(?:of|{PARTICLE})\b)(?:[ -](?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*|(?:{PARTICLE})\b)){{1,4}}"
)
AND = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&)\s+|\s*;\s*|\s*/\s*")
"""Between several persons."""


def is_category_part(text: Rich) -> bool:
    """Whether a text is made of the words of categories alone (`Colour`, `World Cinema Documentary`), so that
    after a category it goes on with its name. A linked text never is."""
    return not text.of("link") and has_category_words(text.text)


def has_category_words(text: str) -> bool:
    """Whether a text is made of the words of categories alone."""
    words = [word.casefold().strip(".'’") for word in _LABELS.findall(text)]
    return (
        0 < len(words) <= 10
        and any(word in _CATEGORY_WORDS for word in words)
        and all(word in _CATEGORY_WORDS or word in _GLUE for word in words)
    )


def is_genre(text: Rich) -> bool:
    """Whether a text names genres and nothing else (`Comedy or Musical`, `Drama/Romance`)."""
    words = [word.casefold() for word in _LABELS.findall(text.text)]
    return (
        0 < len(words) <= 5 and words[0] in _GENRES and all(word in _GENRES or word in ("or", "and") for word in words)
    )


def is_person_like(text: Rich) -> bool:
    """Whether a text looks like one or more persons' names, linked or of two words or more with capitals."""
    core, _ = peel(text)
    if not core or CATEGORY_START.match(core.text) or BODY.search(core.text) or is_category_part(core):
        return False
    if core.of("link"):
        return True
    return all(_PERSON.fullmatch(peel(part)[0].text) for part in core.split(AND))


FILM = r"(?:film|movie|picture|documentary|feature|short|production)"
"""A common noun for the film, as a pattern."""

THE_FILM = f"(?:it|(?:the|this) {FILM})"
"""What the film is called before a verb, as a pattern in small letters."""

LOST = "(?:[Ll]ost|[Ll]osing)(?: out)?"
"""What stands before `to` and who won instead, as a pattern."""


def tells_sharing(text: Rich, *, bracket: bool = False) -> bool:
    """Whether a text remarks on who else won, or for what else, and is no title: `Together with You`. bracket: it
    stands in brackets."""
    shared = SHARED.match(text.text)
    if shared is None or text.linked(0, 1):
        return False
    titles = (m for m in text.of("italic") if m.begin == 0)
    if not all(any(shared.end() <= link.begin < m.end for link in text.of("link")) for m in titles):
        return False  # a title has no link to somebody within it
    return (
        bracket or not shared[0].startswith(("Together", "Along")) or is_person_like(text.cut(shared.end(), len(text)))
    )


WORD = re.compile(r"[^\W\d_]+")
