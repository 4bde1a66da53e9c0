"""What people do: the words of awards for it, before a name or instead of one.

Source: the wording of recipients' cells and items in film articles.
"""

from __future__ import annotations

import re

CRAFTS = (
    r"(?:music|lyrics|songs?|script|scenario|dialogues?|adaptation|art direction|(?:set|interior) decorations?"
    r"|(?:photographic|sound|visual|special|audible) effects|(?:(?:song|orchestral|adaptation|background|music) )?score"
    r"|cinematography|photography|choreography|(?:production|costume|sound) design)"
)
"""What is made for a film, and may be named with `'s` behind who made it, as a pattern."""

OTHER_CRAFTS = r"(?:direct(?:ing|ion)|writing|editing|sound|costumes?|make-?up)"
"""What else is done for one, as a pattern."""

MADE = (
    rf"(?:{CRAFTS}|words|composed|written|performed|sung|interpreted|arranged|recorded|produced|directed|edited|adapted"
    r"|created|designed|made|mixed|supervised|sets|(?:original )?(?:screen)?(?:play|story)|photographed|choreographed)"
)
"""What is done by the person after `by`."""

_DONE = re.compile(rf"{MADE}(?:\s+by)?", re.IGNORECASE)

SONG_BY = re.compile(r"(?:music|lyrics|words|songs?|score|composed|written)\b", re.IGNORECASE)
LYRICS_BY = re.compile(r"(?:lyrics|words|written)\b", re.IGNORECASE)
"""What is done by those who make a song, or its lyrics."""

DONE_BY = re.compile(rf"{MADE}(?: (?:and|&) {MADE})? by:?\s|interpreters?:\s", re.IGNORECASE)
"""What begins a part that tells who did what: `lyrics by Jane Doe`."""

_PLAYERS = (
    r"(?:actors?|actress(?:es)?|acting|performances?|artists?|male|female|newcomer|star|roles?|villain|comedian"
    r"|voice)"
)
_MAKERS = (
    r"(?:singers?|vocalists?|playback|lyricists?|lyrics|composers?|directors?|writers?|choreograph\w+"
    r"|(?:make-?\s?up|effects) artists?)"
)

_SINGERS = r"(?:playback|singers?|vocal(?:s|ists?)?)"
_SONGS = rf"(?:songs?|songwrit(?:ers?|ing)|numbers?|lyrics?|lyricists?|{_SINGERS})"

OF_SINGERS = re.compile(rf"\b{_SINGERS}\b", re.IGNORECASE)
OF_SONGS = re.compile(rf"\b{_SONGS}\b", re.IGNORECASE)
"""Categories for songs, or for those who write or sing them."""
OF_MUSIC = re.compile(rf"\b(?:{_SONGS}|music|musical(?= (?:composition|direction|score))|scores?)\b", re.IGNORECASE)
"""Those and the ones for music."""

PEOPLE = re.compile(rf"\b(?:{_PLAYERS}|{_MAKERS})\b", re.IGNORECASE)

_OF_PLAYERS = re.compile(rf"\b{_PLAYERS}\b", re.IGNORECASE)
OF_PAIRS = re.compile(r"\b(?:couple|pair|duo|kiss)\b", re.IGNORECASE)
"""Categories of two who play together."""
_OF_MAKERS = re.compile(rf"\b{_MAKERS}\b", re.IGNORECASE)


def is_for_players(category: str) -> bool:
    """Whether a category is one of those who play roles, rather than of those who make a film or its songs."""
    return _OF_PLAYERS.search(category) is not None and _OF_MAKERS.search(category) is None


def is_for_one_player(category: str) -> bool:
    """Whether a category is for one who plays a role, rather than for two or all of a film."""
    return is_for_players(category) and not (OF_PAIRS.search(category) or _OF_MANY.search(category))


_OF_MANY = re.compile(r"\b(?:cast|ensemble|(?:act(?:or|resse)|performance|newcomer|comedian|artist)s)\b", re.IGNORECASE)

_OF_CRAFT = re.compile(rf"\b(?:{CRAFTS}|{OTHER_CRAFTS}|(?:screen)?play)\b", re.IGNORECASE)


def is_for_craft(category: str) -> bool:
    """Whether a category is for those who make or play something in a film, rather than for the film."""
    return PEOPLE.search(category) is not None or _OF_CRAFT.search(category) is not None


ROLE_WORDS = re.compile(
    r"(?:[a-z'’-]+|Producers?|Director|Writer|Actor|Actress|Screenplay|Story|Music|Lyrics|Editor|Jr\.?)"
    r"(?: [a-z'’-]+)*\.?|aged? \d{1,3}"
)

TITLE_WORDS = (
    r"(?:Executive|Associate|Assistant|Supervising|Chief|Head|Studio|Art|Sound|Music|Musical|Technical|Film|Set|Costume"
    r"|Production|Interior|Visual|Special|Effects|Casting|Dance|Story|Screen|Dialogue|Recording|Re-recording|Camera"
    r"|Photographic|Unit|Original|Makeup|Make-up|Hair|Song|Vocal)"
)
"""What crafts and those who do them are called by, as a pattern: `Set` Design, `Art` Director."""

_JOB = (
    r"(?:Directors?|Producers?|Supervisors?|Designers?|Decorators?|Editors?|Mixers?|Engineers?|Managers?|Coordinators?"
    r"|Choreographers?|Arrangers?|Conductors?|Cinematographers?|Photography|Department Head)"
)

JOB_TITLE = re.compile(rf"(?:{TITLE_WORDS} ){{0,3}}{_JOB}(?: of Photography)?")
"""What a person is, beside their name: `Sound Director`."""

BEFORE_PERSON = re.compile(rf"(?:{JOB_TITLE.pattern}|{_MAKERS})(?<!s)\s+(?=\S)", re.IGNORECASE)
"""What one person is, told before the name."""


_SINGS = re.compile(rf"(?:playback )?{_SINGERS}", re.IGNORECASE)


def is_job(text: str) -> bool:
    """Whether a text tells what someone does: `Music`, `Sound Director`."""
    return bool(JOB_TITLE.fullmatch(text) or _DONE.fullmatch(text) or _SINGS.fullmatch(text))
