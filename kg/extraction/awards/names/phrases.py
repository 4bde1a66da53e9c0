"""Names in sentences: where the name of a prize, a body or a person begins and ends.

Names are told by their capitals, links and quotes. Source: the wording of awards sections in film articles.
"""

from __future__ import annotations

import re

from kg.extraction.awards.names.choices import goes_on_choice, half_ahead
from kg.extraction.awards.names.naming import (
    BEST,
    BODY,
    INDIAN_LANGUAGES,
    OF_RELEASE,
    SUPERLATIVE,
    links_category,
    names_category,
)
from kg.extraction.awards.names.wording import CRAFT_WORD, FILM, is_category_part
from kg.extraction.awards.names.years import NTH, NTH_IN_WORDS, TO_YEAR, YEAR
from kg.extraction.namewords import PARTICLE
from kg.values.numbers import ORDINAL_WORDS
from kg.wikitext.rich import Rich

NAME_WORD = r"[^\W\d_a-z][\w.'’-]*"
"""A word of a name, as a pattern."""
_SEASON = rf"{YEAR}{TO_YEAR}"
_YEARS = re.compile(rf"{_SEASON}(?!\w)")
EDITION = rf"(?:{NTH}|{_SEASON})"
"""Which of a body's ceremonies or a festival's years is meant, as a pattern: `the 8th Swan Awards`."""
_EDITION = re.compile(EDITION)
_WORD = re.compile(r"[^\s,;:()\"“”—–]+")

_CONNECTOR = re.compile(
    r"(?:(?:of|for|in|by|a|an|the|du|de|des|la|le|les|di|d'|del|to|on|from|with)\s+){1,2}(?=[A-Z\d\"“'])"
    r"|and/or\s+(?=[A-Z])"
    r"|(?:and|&)\s+(?=(?:Make|Mixing|Television|Hair|Lyrics|Decoration|Editing|Comedy|Musical|Design|Effects|Arts"
    r"|Sciences)\b)"
    rf"|in\s+(?=(?:{INDIAN_LANGUAGES}|English|Motion|Cinema)\b)"
    rf"|[–-]\s+(?=(?:Motion Picture|Drama|Musical|Comedy|Feature|Male|Female|{OF_RELEASE}"
    rf"|{INDIAN_LANGUAGES})\b)"
)

_HAIR = r"(?:Make[- ]?[Uu]p|Hair(?: ?[Ss]tyl(?:ing|ist)|dressing)?)"
_HALVES = (
    (False, re.compile(rf"\b{_HAIR}$"), re.compile(rf"(?:and|&)\s+(?={_HAIR}\b)")),
    (False, re.compile(r"\bBlack$"), re.compile(r"(?:and|&)\s+(?=White\b)")),
    (
        True,
        re.compile(r"\b(?:Best|Outstanding) (?:Costume|Set)$"),
        re.compile(r"(?:and|&)\s+(?=(?:Set|Costume) Design\b)"),
    ),
    (
        True,
        re.compile(r"\b(?:Best|Outstanding) (?:Artistic|Cultural|Educational|Technical)$"),
        re.compile(r"(?:and|&)\s+(?=(?:Artistic|Cultural|Educational|Technical) [A-Z])"),
    ),
)
"""What `and` joins within one category, by what stands before and behind it, `Best Makeup and Hairstyling`, `Best Set
and Costume Design`; whether each half may be a category that shares the last word."""
_SEVERAL = re.compile(r"(?:wards|rizes) for (?:the )?$")
"""Before prizes that may share a last word: `Swan Awards for Best Costume and Set Design`."""

_KNOWN_IN = re.compile(rf"(?:{INDIAN_LANGUAGES}|English|Motion|Cinema|Screenplay|Editing|Art)\b")

_KIND = (
    r"(?:(?:Motion|Limited|Anthology|Feature|Short|Television|TV) )?"
    r"(?:Picture|Movie|Film|Television|TV|Series|Miniseries|Special|Documentary|Musical|Comedy|Drama|Horror|Thriller)"
)
_OR = re.compile(rf",?\s+or\s+(?:an?\s+)?(?=[A-Z])|,\s+(?={_KIND}(?:, {_KIND}){{0,3}},? or (?:an? )?[A-Z])")
"""Between the kinds that one category is for: `Best Motion Picture – Musical or Comedy`, `Best Song for Motion Picture,
Television or Other Visual Media`."""

_PARTICLE = re.compile(r"(?:du|de|des|di|del)\s+(?=[A-Z])")

_PARTICLES = re.compile(rf"(?:(?:{PARTICLE})\s+){{1,2}}(?=[A-Z])")
"""What the name of a person may begin with: `van Doe`."""

_STOPS = re.compile(r"(?:by|from|at|with|to|on)\s", re.IGNORECASE)

_OF_A_KIND = re.compile(
    r"(?:for|from|by|in|to|with) an? (?=(?:Motion|Movie|Film|Feature|Picture|Television|Mini-?[Ss]eries|Limited"
    r"|Anthology|Series|Special(?! [A-Z])|Musical|Comedy|Drama|Dramatic|Variety|Leading|Supporting|Foreign|Debut|Visual"
    r"|Short|Documentary|Actor|Actress|Cast|Ensemble|Male|Female|Newcomer)\b)"
)
"""Words that go on with a category, `Best Song Written for a Motion Picture`: no giver or winner is a kind."""

_OF_MEDIA = re.compile(r"(?:Motion Pictures?|Television|TV|(?:Other )?Visual Media|(?:Big )?Screen(?! Actors))\b")
"""What a song or script is made for: `Best Song Written for Visual Media`, `Best Drama Written for the Screen`."""
_ACHIEVED = re.compile(rf"(?:[A-Z][a-z]+ ){{0,2}}{CRAFT_WORD}\b")
"""What an achievement is in: `Best Individual Achievement for Storyboarding`, `Best Achievement in Production`."""

PRIZE = re.compile(
    r"\b(?:Awards?|Prizes?|Prix|Medal|Bear|Lion|Leopard|Globe|Oscar|BAFTA|d['’](?:Or|Argento?)|di Donatello|Raven"
    r"|Peacock|Lotus|Trophy|Cup|Hugo|Shell|C[eé]sar|Goya|Ribbon|Rooster|Horse|Camera|Emmy|Grammy|Mention|Citation"
    r"|(?:Certificate|Diploma)(?: of Merit)?|Swan|Eagle|Goblet|Tiger|Crystal|Kinnaree|Pyramid|Alexander|Star|Plaque"
    r"|Honou?r|Special David|Razzie|Palm|Label)s?$"
)

METAL = "(?:Golden|Silver|Bronze|Crystal)"
"""What prizes are said to be made of, as a pattern."""
IN_METAL = re.compile(rf"{METAL} [A-Z][\w'’-]+")
"""The name of a prize, a person or a title: `Silver Ribbon`, `Crystal Reed`."""

FESTIVAL_START = re.compile(
    r"(?:the )?(?:Grand (?:Prix|Jury|Prize)\b|Palme d|Cam[eé]ra d|(?:FIPRESCI|Ecumenical|Un Certain Regard)\b"
    rf"|Coppa [A-Z]|\S+ d['’](?:Or|Argent)\b|{METAL} (?!Globes|Horses|Bauhinias)[A-Z][\w'’-]+$)"
)
"""What names of festivals' prizes begin with."""

PRIZE_OF = re.compile(
    r"(?:(?:Grand |Special )?Prize|Lion|Leopard) of (?:the )?[A-Z]|(?:[A-Z][\w'’-]* ){1,3}Prize of the Jury\b"
)
"""How prizes of festivals begin that are named after what they are for or who gives them."""
AWARD_OF = re.compile(r"Award of (?:the )?[A-Z]")
"""The same, which may also be the award of a body: `Award of the Youth`, `Award of the Swan Society`."""


TIMES = "(?:" + "|".join(word for word, time in ORDINAL_WORDS.items() if time <= 10) + ")"
"""`first` to `tenth`, as a pattern."""

HOW_OFTEN = (
    rf"(?:(?:his|her|their|its|an?)\s+(?:record\s+)?(?-i:{TIMES})|(?:his|her|their|its)\s+{NTH})"
    r"(?:[ -](?:ever|consecutive|straight|successive))?"
    rf"(?:\s+and\s+(?:only|last|final|so far only|{TIMES} overall))?"
)
"""Which of someone's prizes it is, as a pattern: `his second consecutive` Swan Award. Digits behind an article
are those of a ceremony."""

ARTICLE = re.compile(
    rf"(?:(?:{HOW_OFTEN}|the|{FILM}['’]s|an?|its|his|her|their|both|also|another|for|as|in|year's"
    r"|prestigious|coveted|inaugural|first|single|one|only|just)\s+)*",
    re.IGNORECASE,
)
"""What may stand before a prize's name."""

PLAIN_AWARD = re.compile(
    r"(?:an?|the)\s+(?!(?-i:Special\s+[A-Z]))(?:special\s+)?(?:award|prize)\b(?!\s+of\s+(?:the\s+)?(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""A prize that has no name, as `Special Award` is."""

AWARD_FOR = re.compile(
    r"(?:(?:an?|the|its)\s+)?(?:awards?|prizes?|honou?rs?|titles?)\s+(?:for|of)\s+(?:the\s+)?", re.IGNORECASE
)
"""What may stand before the category of a prize that has no name."""

AT = re.compile(
    r"\s*,?\s*(?:held\s+)?(?:at|from|by|in|during|of)\s+(?:both\s+)?"
    rf"(?:the\s+(?-i:{NTH_IN_WORDS})|that year's\s+)?(?=[A-Z\d\"“'])",
    re.IGNORECASE,
)
"""What stands before a giver."""


_SPACE = re.compile(r"\s+")


def phrase(text: Rich, begin: int) -> int:
    """Where the name ends that begins at `begin`: links, quoted texts, capitalised words, and the small words
    between them. `begin` itself when none begins there."""
    body = text.text
    links = text.of("link")
    position = end = begin
    while position < len(body):
        link = next((m for m in links if m.begin <= position < m.end), None)
        if link is not None:
            end = position = _past_letters(body, link.end)
        elif body[position] in "\"“‘'" and (close := _closing_quote(body, position)):
            return end if end > begin else close
        else:
            stop = _word_end(body, position, begins=end == begin)
            if stop is None:
                return end
            end = position = min([stop, *(m.begin for m in links if m.begin > position)])
            if body[end - 1] == "." and not _ABBREVIATED.search(body[:end]):
                return end - 1
        kinds = _OR.match(body, position) if body.startswith(_BEFORE_KINDS, position) else None
        if kinds is not None and _is_one_category(text, begin, kinds):
            position = kinds.end()
            continue
        more = _goes_on(text, begin, position)
        if more > position:
            end = position = more
            continue
        space = _SPACE.match(body, position)
        if space is not None:
            ahead = _past_small_words(text, begin, end, space.end())
            if ahead is None:
                return end
            position = ahead
    return end


def _past_letters(body: str, position: int) -> int:
    """Where the word ends that a link is part of: `[[Golden Globe Award]]s`, `[[Swan Circle]]'s`."""
    while position < len(body) and body[position].isalpha():
        position += 1
    return position + 2 if body.startswith(("'s ", "’s "), position) else position


_ABBREVIATED = re.compile(r"\b(?:[A-Z]|[JS]r|St|Dr|U\.S)\.$")


def _word_end(body: str, position: int, *, begins: bool) -> int | None:
    """Where the word ends that stands at a position; None for one that is no part of a name. begins: whether the name
    would begin with it."""
    word = (_YEARS.match(body, position) if body[position].isdigit() else None) or _WORD.match(body, position)
    if word is None:
        return None
    inner = not begins and (word[0][0].isdigit() or word[0][:2] in ("d'", "d’"))
    return word.end() if word[0][0].isupper() or inner or _ordinal(word[0]) else None


def _past_small_words(text: Rich, begin: int, end: int, position: int) -> int | None:
    """Where the name may go on behind the small words at a position, if any; None where it has ended before them. The
    name begins at `begin`, and has been read up to `end`."""
    body = text.text
    joint = _CONNECTOR.match(body, position) or _between_halves(text, begin, end, position)
    if joint is None:
        particle = _PARTICLE.match(body, position)
        return particle.end() if particle else position
    words, ahead = joint[0], joint.end()
    if text.linked(*joint.span()):
        return position
    if " a" in words and _OF_A_KIND.match(body, position):
        return ahead
    if words.startswith("for ") and _is_made_for(body, begin, end, ahead):
        return ahead
    if words == "in " and _is_achieved_in(text, begin, end, ahead):
        return ahead
    if _STOPS.match(words) or (words.startswith("for") and not category_ahead(text, ahead)):
        return None
    if words.startswith(("in the ", "the ")) or (words == "in " and not _KNOWN_IN.match(body, ahead)):
        return None
    return ahead


def _between_halves(text: Rich, begin: int, end: int, position: int) -> re.Match[str] | None:
    """What stands at a position between the two halves of a category that is named from `begin` to `end` so far."""
    body = text.text
    best = BEST.search(body, begin, end) if body.startswith(("and ", "& "), position) else None
    if best is None or _SEVERAL.search(body, 0, begin):
        return None
    for shared, first, second in _HALVES:
        joint = second.match(body, position) if first.search(body, begin, end) else None
        if joint is not None and not text.linked(joint.end() - 1, joint.end() + 1):
            return None if shared and _SEVERAL.search(body, 0, best.start()) else joint
    return None


def _is_made_for(body: str, begin: int, end: int, ahead: int) -> bool:
    """Whether a category that is named up to `end` goes on with what stands behind its `for`."""
    if _OF_MEDIA.match(body, ahead) is None and not (
        body.endswith("Achievement", begin, end) and _ACHIEVED.match(body, ahead)
    ):
        return False
    return BEST.search(body, begin, end) is not None


def _is_achieved_in(text: Rich, begin: int, end: int, ahead: int) -> bool:
    """Whether an achievement is named up to `end`, and behind `in` a craft or a kind of film rather than a place."""
    body = text.text
    if not body.endswith("Achievement", begin, end) or BEST.search(body, begin, end) is None:
        return False
    word = _WORD.match(body, ahead)
    return _ACHIEVED.match(body, ahead) is not None or (word is not None and is_category_part(text.cut(*word.span())))


_BEFORE_MORE = ("–", "—", " –", " —", " -", ", ")
_MORE = re.compile(
    r"(?:(?P<comma>,)| -(?=\s)| ?[–—])\s*"
    r"(?P<words>[A-Z][\w'’-]*(?:\s+(?:(?:an?|the|to|of|on|or|and|for|from|&)\s+){0,2}[A-Z][\w'’-]*){0,7})(?!\s+by\b)"
)
_SMALL = re.compile(r"\s+(?:[a-z&]+\s+)+(?=[A-Z])")
SUBDIVIDES = re.compile(
    r".*, (?:Cartoons?|Novelty|(?:One|Two)-Reel|Colou?r|Black[- ]and[- ]White|Live Action|Animated|Short Subjects?"
    r"|Features?|Comedy|Drama|Musical|Video|Male|Female|(?:Long|Short)[ -]Form)"
    r"|.*\bBest Screenplay, (?:Original|Adapted)(?: or (?:Original|Adapted))?"
    r"|.*\bBest (?:Writing, (?:Original|Adapted|Adaptation|Screenplay|Story|Title)"
    r"|Sound, Recording"
    r"|Music, (?:Original|Adapted|Adaptation|Scoring|Score of)|Effects, (?:(?:Special|Visual|Sound) ){1,2}Effects)\b.*"
)
"""A category that goes on behind a comma, where the name of another one may stand as well: `Best Visual Effects, Sound
and Editing`."""


_FURTHER = (
    (
        " on ",
        re.compile(r"\bBest (?:Feature |Educational )?Film$"),
        re.compile(r" on (?:(?:Other )?Social Issues|Family Welfare|National Integration|Environment\w*(?: \w+)?)\b"),
    ),
    (
        " with ",
        re.compile(r"\bBest (?:Feature )?Film$"),
        re.compile(r" with (?:Popular|Mass) Appeal(?: and Aesthetic Value)?\b"),
    ),
    (" from ", re.compile(r"\bBest (?:Film|Picture)$"), re.compile(r" from [Aa]ny [Ss]ource\b")),
    (" to ", re.compile(r"\bNewcomer$"), re.compile(r" to (?:(?:Leading )?(?:Film|Screen) Roles|Film)\b")),
)
"""How categories go on behind their first words, by what stands between: `Best Film from any Source`, `Most Promising
Newcomer to Film`."""


def _further(text: Rich, begin: int, end: int) -> int | None:
    """Where a category ends that goes on in words of its own."""
    half = half_ahead(text, end)
    if half and goes_on_choice(text.text[begin:end], half):
        return end + len(": ") + len(half)
    for start, named, further in _FURTHER:
        more = further.match(text.text, end) if text.text.startswith(start, end) else None
        if more is not None and not text.linked(*more.span()) and named.search(text.text, begin, end):
            return more.end()
    return None


def _goes_on(text: Rich, begin: int, end: int) -> int:
    """Where a category ends that begins at `begin` and is named up to `end`, when its kind follows: `Best Film—Drama`,
    `Best Short Subject, Cartoons`, `Best Writing, Original Story`."""
    body = text.text
    further = _further(text, begin, end)
    if further is not None:
        return further
    if not body.startswith(_BEFORE_MORE, end) or BEST.search(body, begin, end) is None:
        return end
    match = _MORE.match(body, end)
    if match is None or text.linked(*match.span()):
        return end
    words, start = match["words"], match.start("words")
    for stop in (len(words), *(space.start() for space in reversed(list(_SMALL.finditer(words))))):
        if is_category_part(text.cut(start, start + stop)):
            whole = body[begin : start + stop]
            if not match["comma"] or SUBDIVIDES.fullmatch(whole):
                return start + stop
    return end


_BEFORE_KINDS = (" or ", ", ")


def _is_one_category(text: Rich, begin: int, joint: re.Match[str]) -> bool:
    """Whether what stands before and behind `or` is one category: no second one begins there."""
    best = BEST.search(text.text, begin, joint.start()) is not None
    if not best or text.linked(joint.end() - 1, joint.end() + 1):
        return False
    return _A_SPECIAL.match(text.text, joint.end()) is not None or not category_ahead(text, joint.end())


_A_SPECIAL = re.compile(r"Special\b(?! [A-Z])")
"""A kind of broadcast, `Movie or a Special`, where the word may begin the name of a prize."""


_JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*")
"""What stands between two names of a list."""


def _ordinal(word: str) -> bool:
    return word[0].isdigit() and _EDITION.fullmatch(word) is not None


def _closing_quote(body: str, position: int) -> int | None:
    mark = body[position]
    close = {'"': '"', "“": "”", "‘": "’", "'": "'"}[mark]
    end = body.find(close, position + 1, position + 120)
    if end < 0 or (mark == "'" and end + 1 < len(body) and body[end + 1].isalpha()):
        return None
    return end + 1


def category_ahead(text: Rich, position: int) -> bool:
    """Whether a category begins there, by its words or by the page that it is linked to."""
    link = next((m for m in text.of("link") if m.begin <= position < m.end), None)
    if link is not None and (names_category(link.value) or SUPERLATIVE.match(text.text[link.begin : link.end])):
        return True
    return bool(SUPERLATIVE.match(text.text, position))


def people_end(text: Rich, begin: int) -> int:
    """Where a list of names ends: `A, B, and C`."""
    end = phrase(text, begin)
    while True:
        joint = _JOINT.match(text.text, end)
        if joint is None:
            return end
        particles = _PARTICLES.match(text.text, joint.end())
        begin = particles.end() if particles else joint.end()
        stop = phrase(text, begin)
        part = text.cut(joint.end(), stop)
        if stop == begin or SUPERLATIVE.match(part.text) or BODY.search(part.text) or _holds_category(part):
            return end
        if links_category(part) or text.text[stop:].startswith(" for "):
            return end
        end = stop


def _holds_category(text: Rich) -> bool:
    """Whether a category stands behind a name: `Best Director for [[Jane Doe]], [[John Roe]] Best Actor`."""
    best = BEST.search(text.text)
    return best is not None and best.end() < len(text) and not text.linked(best.start() - 1, best.start() + 1)
