"""The lead section: short description, abstract, genres, names in other languages."""

from __future__ import annotations

import re

from kg.extraction.reader import Reader
from kg.extraction.sentences import each_sentence, paragraphs, references_end, whole
from kg.model import Credit, Entity, Field, Kind, Span, Text
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Rich

SHORT_DESCRIPTIONS = ("short description", "shortdesc", "short desc", "short-description")
"""Template:Short description and its redirects."""

GENRE = re.compile(
    r"\b(?:action|adventure|animat(?:ed|ion)|anime|anthology|art|auto|biographical|biopic|black comedy"
    r"|blaxploitation|buddy(?: cop)?|caper|children'?s|chanbara|christian|comed(?:y|ies)|comedy[- ]drama"
    r"|coming[- ]of[- ]age"
    r"|concert"
    r"|crime|cult|dance|dark|detective|devotional|disaster|docudrama|docufiction|documentary|drama|dramedy|dystopian|epic"
    r"|erotic|espionage|experimental|exploitation|family|fantasy|farce|found footage|gangster|ghost|giallo|gothic|heist"
    r"|historical|horror|independent|jidaigeki|kaiju|kung fu|legal|live[- ]action|martial arts|masala|melodrama"
    r"|mockumentary|monster|music(?:al)?|mystery|mythological|nature|neo[- ]?noir|noir|occult|paranormal|parody|period"
    r"|picaresque|political|pornographic|post-apocalyptic|prison|propaganda|psychological|revenge|road|romance|romantic"
    r"|samurai|satir(?:e|ical)|science[- ]fiction|sci-fi|screwball|serial|sex|short|silent|slapstick|slasher|social"
    r"|splatter|sports?|spy|stoner|superhero|supernatural|surreal(?:ist)?|survival|suspense|swashbuckler|sword|teen"
    r"|thriller|tragedy|tragicomedy|travel|vampire|vigilante|war|western|wuxia|zombie)\b",
    re.IGNORECASE,
)
"""Words of genres in titles of genre pages. Source: https://en.wikipedia.org/wiki/List_of_genres, Film."""

PREDICATE = re.compile(r"\b(?:is|was|are)\s+(?:a|an|the)\b")
_NOUN_END = re.compile(
    r"\b(?:directed|written|produced|starring|released|based|made|co-?written|co-?directed|co-?produced|adapted|about"
    r"|that|which|by|from|featuring|distributed|set|created|filmed|shot|loosely)\b"
)
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*[;,:–-]*\s*\)")
_DANGLING = re.compile(r"\(\s*[;,:]\s*")
_GAP = re.compile(r" {2,}")
_BEFORE_STOP = re.compile(r" +([,.;:])(?=\s|$)")
_UNCOUNTED = re.compile(r"(?<=[$£€¥₹]) ?(?=(?:thousand|lakh|crore|million|billion)\b)")
"""Where an amount stood that a template computes, which nobody knows from the wikitext."""
_BEFORE_CLOSE = re.compile(r"\s*[;,:]\s*\)")


def short_description(reader: Reader) -> Text | None:
    """{{Short description|text}}; `none` states that there is none."""
    for template in reader.document.find(*SHORT_DESCRIPTIONS):
        argument = template.get("1")
        text = reader.rich(argument.nodes).text if argument else ""
        if argument and text and text.lower() != "none":
            return Text(text, "en", reader.origin(argument.span))
    return None


def abstract(reader: Reader) -> Text | None:
    """The lead's paragraphs as plain text, one line each; None when it has none."""
    found = []
    for paragraph in paragraphs(reader, reader.document.lead):
        text = tidy(paragraph.text.replace("\n", " "))
        if ("|" in text or "=" in text or text[:1] in "!}]") and _MARKUP.search(text):
            reader.issue("lead-unreadable", "lead", paragraph.span)
        else:
            found.append((text, paragraph.span))
    if not found:
        return None
    text = "\n".join(text for text, _ in found)
    return Text(text, "en", reader.origin(Span(found[0][1].begin, references_end(reader, found[-1][1].end))))


_MARKUP = re.compile(r"^[|!}\]]|\|\s*[\w-]{1,30}\s*=|\|\||^[\w-]{1,30}\s*=")
"""Pieces of a template or table that lost its beginning or end."""


def tidy(text: str) -> str:
    """A plain text (its white space folded) without the brackets that dropped templates leave behind."""
    if "(" in text:
        text = _EMPTY_BRACKETS.sub("", text)
        text = _DANGLING.sub("(", text)
    if ")" in text:
        text = _BEFORE_CLOSE.sub(")", text)
    if "  " in text:
        text = _GAP.sub(" ", text)
    if " ," in text or " ." in text or " ;" in text or " :" in text:
        text = _BEFORE_STOP.sub(r"\1", text)
    if "illion" in text or "crore" in text or "lakh" in text or "thousand" in text:
        text = _UNCOUNTED.sub("… ", text)
    return text.strip()


def first_sentence(reader: Reader) -> Rich | None:
    """The lead's first sentence; None when the page has no lead."""
    return reader.once(_first_sentence)


def _first_sentence(reader: Reader) -> Rich | None:
    for paragraph in paragraphs(reader, reader.document.lead):
        if len(paragraph.text) < 20 and not paragraph.of("bold"):
            continue
        return next(each_sentence(paragraph))
    return None


def genres(reader: Reader) -> tuple[Credit, ...]:
    """The genres linked between `is a` and the verb that follows, in the lead's first sentence."""
    sentence = first_sentence(reader)
    if sentence is None:
        return ()
    predicate = PREDICATE.search(sentence.text)
    if predicate is None:
        return ()
    end = _NOUN_END.search(sentence.text, predicate.end())
    stop = end.start() if end else len(sentence)
    out: dict[str, Credit] = {}
    for link in sentence.of("link"):
        if not predicate.end() <= link.begin < stop:
            continue
        title = without_disambiguation(link.value)
        shown = sentence.text[link.begin : link.end]
        if GENRE.search(title) and not re.search(r"\b(?:director|cinema of|studio|language)\b", title, re.I):
            entity = Entity(shown, link.value, Kind.GENRE)
            out.setdefault(link.value, Credit(Field.GENRES, entity, reader.origin(whole(reader, sentence))))
    return tuple(out.values())
