"""Which references of a sentence that tells of several prizes are whose.

A reference supports what stands before it (https://en.wikipedia.org/wiki/Wikipedia:Citing_sources, "Text–source
integrity"): of `It won A,<ref>1</ref> B and C.<ref>2</ref>` the first is that of A, the second that of B and C.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extraction.infobox import trimmed
from kg.extraction.reader import Reader
from kg.extraction.sentences import references_end, whole
from kg.model import Nomination, Span
from kg.wikitext.rich import Rich


class Told(NamedTuple):
    """A nomination, and where in the sentence its verb begins and its prize is named."""

    nomination: Nomination
    verb: int
    begin: int
    end: int


def sourced(reader: Reader, sentence: Rich, found: Sequence[Told]) -> Iterator[Nomination]:
    """The nominations, each from the part of the sentence up to the references behind it, where references stand
    between prizes: with what stands before the first prize of its verb, since that tells of whom."""
    cuts = _cuts(sentence, found)
    if not cuts:
        yield from (told.nomination for told in found)
        return
    span = whole(reader, sentence)

    def behind(cut: int) -> int:
        return references_end(reader, sentence.source(cut - 1).end)

    for told in found:
        begin = behind(max(cut for cut in cuts if cut <= told.begin)) if cuts[0] <= told.begin else span.begin
        end = behind(min(cut for cut in cuts if cut >= told.end)) if cuts[-1] >= told.end else span.end
        start = behind(max(cut for cut in cuts if cut <= told.verb)) if cuts[0] <= told.verb else span.begin
        first = min(other.begin for other in found if other.verb == told.verb)
        opening = [trimmed(reader, Span(start, sentence.source(first - 1).end))] if start < begin else []
        yield replace(told.nomination, origin=reader.origin(trimmed(reader, Span(begin, end)), opening))


def _cuts(sentence: Rich, found: Sequence[Told]) -> list[int]:
    """Where references stand between two prizes."""
    if len(found) < 2:
        return []
    ends = min(told.end for told in found)
    begins = max(told.begin for told in found)
    return sorted({mark.begin for mark in sentence.marks if mark.kind == "ref" and ends <= mark.begin <= begins})
