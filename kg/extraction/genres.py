"""The film's genres: the links of the noun phrase that says, in the lead's first sentence, what it is."""

from __future__ import annotations

import re

from kg.extraction.lead import first_sentence, predicate
from kg.extraction.reader import Reader
from kg.extraction.sentences import whole
from kg.model import Credit, Entity, Field, Kind
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Rich

_GENRE = re.compile(
    r"\b(?:action|adventure|animat(?:ed|ion)|anime|anthology|art|auto|biographical|biopic|black comedy"
    r"|buddy(?: cop)?|caper|children'?s|chanbara|christian|comed(?:y|ies)|comedy[- ]drama|coming[- ]of[- ]age|commedia"
    r"|compilation|concert|crime|cult|cyberpunk|dance|dark|detective|devotional|disaster|docudrama|docufiction"
    r"|documentary|drama|dramedy|dystopian|educational|epic|erotic|espionage|experimental|fairy[- ]tale|family|fantasy"
    r"|farce|found footage|gangster|ghost|giallo|gothic|heimatfilm|heist|historical|horror|independent|jidaigeki|kaiju"
    r"|krimi|kung fu|legal|live[- ]action|martial arts|masala|melodrama|mockumentary|monster|mumblecore|music(?:al)?"
    r"|mystery|mythological|nature|neo[- ]?noir|newsreel|noir|occult|opera|operetta|ostern|paranormal|parody|peplum"
    r"|period|picaresque|pinku|\w{0,8}ploitation|poliziottesc(?:o|hi)|political|pornographic|post-apocalyptic|prison"
    r"|procedural|propaganda|psychological|revenge|road|rockumentary|roman porno|romance|romantic|samurai"
    r"|satir(?:e|ical)|science[- ]fiction|sci-fi|screwball|serial|sex|short|silent|slapstick|slasher|slice of life"
    r"|social|splatter|sports?|spy|steampunk|stoner|superhero|supernatural|surreal(?:is[mt])?|survival|suspense"
    r"|swashbuckler|sword|teen|thriller|tokusatsu|tragedy|tragicomedy|travel(?:ogue)?|vampire|vigilante|war|western"
    r"|whodunn?it|wuxia|yakuza|zombie|apocalyptic|isekai|lgbtq?(?:-related)?|mecha|screenlife|stop[- ]motion"
    r"|(?:actuality|baseball|boxing|cannibal|christmas|essay|fan|hood|lucha|mondo|ninja|pink|rumberas|student|submarine"
    r"|trick|woman's)"
    r" (?:films?|movies?))\b",
    re.IGNORECASE,
)
"""Words of genres in titles of genre pages. Source: https://en.wikipedia.org/wiki/List_of_genres, Film."""
_NO_GENRE = re.compile(r"\b(?:director|cinema of|studio|language)\b", re.IGNORECASE)
_CAPITALISED = frozenset({"Western", "Noir"})
"""Of those words which titles of genre pages have with a capital though they do not begin with them: any other belongs
to a proper name there, `Gulf War`, `Walt Disney Animated Classics`."""

_END = re.compile(
    # words of the phrase itself that look like its end
    r"(?P<within>\b(?:in|of) the (?:[\w-]+ ){0,3}genres?\b|\bof the genre\b|\bof (?:age|life)\b|\bas (?:well as|yet)\b"
    r"|\b(?:to|made for) (?:television|TV|cable|video|DVD)\b|\b(?:and|or|also) (?:an?|the)\b"
    # a participle that is an adjective here: `independently produced`, `co-produced drama`
    r"|\b\w+ly (?:produced|made|released|shot|filmed)\b|\bco-?produced(?! (?:and|by|with|between|for|in)\b|,))"
    r"|(?<![\w–-])(?:(?:co-?|re-?)?(?:directed|written|produced|released|distributed|made|adapted|created|filmed|shot)"
    r"|starring|based|inspired|set|loosely|featuring|titled|entitled"
    r"|that|which|who|whose|where|when|while|by|from|about|in|on|of|with|for|to|as|at|after|before|during|an?|the)"
    r"(?![\w–-])"
)
"""What ends the noun phrase: a preposition, a verb, a pronoun, a second article (`, a remake…`, `chronicling the…`)."""


def genres(reader: Reader) -> tuple[Credit, ...]:
    """The genres linked between `is a` and the end of that noun phrase, in the lead's first sentence."""
    sentence = first_sentence(reader)
    told = predicate(sentence) if sentence is not None else None
    if sentence is None or told is None:
        return ()
    stop = _phrase_end(sentence, told.end())
    out: dict[str, Credit] = {}
    for link in sentence.of("link"):
        if told.end() <= link.begin < stop and _is_genre(without_disambiguation(link.value)):
            entity = Entity(sentence.text[link.begin : link.end], link.value, Kind.GENRE)
            out.setdefault(link.value, Credit(Field.GENRES, entity, reader.origin(whole(reader, sentence))))
    return tuple(out.values())


def _phrase_end(sentence: Rich, begin: int) -> int:
    """Where the noun phrase ends that begins there; what stands in a link ends none."""
    for match in _END.finditer(sentence.text, begin):
        if match["within"] is None and not sentence.linked(*match.span()):
            return match.start()
    return len(sentence)


def _is_genre(title: str) -> bool:
    """Whether a page's title is a genre's."""
    return not _NO_GENRE.search(title) and any(
        not match[0][0].isupper() or match[0] in _CAPITALISED or (not match.start() and not _goes_on(title, match))
        for match in _GENRE.finditer(title)
    )


def _goes_on(title: str, match: re.Match[str]) -> bool:
    """Whether a word of a genre that a title begins with is the first of a proper name: `Monster High`, `Horror of
    Moss`."""
    return any(word[0].isupper() and word not in _CAPITALISED for word in title[match.end() :].split())
