"""The lead section: short description, abstract, first sentence."""

from __future__ import annotations

import re

from kg.extraction.reader import Reader
from kg.extraction.sentences import depth_at, each_sentence, paragraphs, references_end
from kg.model import Span, Text
from kg.wikitext.rich import Rich

SHORT_DESCRIPTIONS = ("short description", "shortdesc", "short desc", "short-description")
"""Template:Short description and its redirects."""

_PREDICATE = re.compile(r"\b(?:is|was|are)\s+(?:a|an|the|his|her|their)\b")
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*[;,:–-]*\s*\)")
_DANGLING = re.compile(r"\(\s*[;,:]\s*")
_GAP = re.compile(r" {2,}")
_BEFORE_STOP = re.compile(r" +([,.;:])(?=\s|$)")
_UNCOUNTED = re.compile(r"(?<=[$£€¥₹]) ?(?=(?:thousand|lakh|crore|million|billion)\b)")
"""Where an amount stood that a template computes, which nobody knows from the wikitext."""
_BEFORE_CLOSE = re.compile(r"\s*[;,:]\s*\)")


MAX_DESCRIPTION = 500
"""Characters; a longer one has lost its end (Wikipedia:Short description asks for about 40)."""


def short_description(reader: Reader) -> Text | None:
    """{{Short description|text}}; `none` states that there is none."""
    for template in reader.document.find(*SHORT_DESCRIPTIONS):
        argument = template.get("1")
        text = " ".join(reader.rich(argument.nodes).text.split()) if argument else ""
        if argument and len(text) > MAX_DESCRIPTION:
            reader.issue("lead-unreadable", "short description", argument.span)
        elif argument and text and text.lower() != "none":
            return Text(text, "en", reader.origin(argument.span))
    return None


def abstract(reader: Reader) -> Text | None:
    """The lead's paragraphs as plain text, one line each; None when it has none."""
    found = []
    for paragraph in paragraphs(reader, reader.document.lead):
        text = tidy(paragraph.text.replace("\n", " "))
        if is_broken(text):
            reader.issue("lead-unreadable", "lead", paragraph.span)
        else:
            found.append((text, paragraph.span))
    if not found:
        return None
    text = "\n".join(text for text, _ in found)
    return Text(text, "en", reader.origin(Span(found[0][1].begin, references_end(reader, found[-1][1].end))))


_MARKUP = re.compile(r"^[|!}\]]|\|\s*[\w-]{1,30}\s*=|\|\||^[\w-]{1,30}\s*=")


def is_broken(text: str) -> bool:
    """Whether a text holds pieces of a template or table that lost its beginning or end."""
    return ("|" in text or "=" in text or text[:1] in "!}]") and _MARKUP.search(text) is not None


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


_ITALICS = 8
"""Marks in italics that are looked at: real sentences have few."""


def predicate(sentence: Rich) -> re.Match[str] | None:
    """The words that say what the film is, `is a`; those in brackets or in italics only where there are no others:
    `Example (These are the ways of love) is a film`."""
    found = [*_PREDICATE.finditer(sentence.text)]
    depth = position = 0
    titles = sentence.of("italic") if len(found) > 1 else ()
    for match in found if len(found) > 1 else ():
        begin = match.start()
        depth = depth_at(sentence.text, position, begin, depth)
        position = begin
        if not depth and not any(mark.begin <= begin < mark.end for mark in titles[:_ITALICS]):
            return match
    return found[0] if found else None
