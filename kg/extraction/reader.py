"""What every part of the extraction asks: the document, names as entities, where facts come from, and the
list of what was not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from kg.extraction.anchors import Anchors, name_key
from kg.extraction.citations import Work, bibliography, read_citation
from kg.extraction.countries import COUNTRIES
from kg.extraction.templates import render
from kg.model import Citation, Entity, Issue, Kind, Origin, Page, Span
from kg.wikitext.document import Document, Reference
from kg.wikitext.links import without_disambiguation
from kg.wikitext.rich import Rich
from kg.wikitext.tree import Node


def _is_language(name: str, page: str) -> bool:
    title = without_disambiguation(page).casefold()
    return title in (name.casefold(), f"{name} language".casefold()) or title.endswith((" language", " languages"))


def _is_country(name: str, page: str) -> bool:
    title = without_disambiguation(page)
    return title.casefold() == name.casefold() or title in COUNTRIES


def _is_place(_name: str, page: str) -> bool:
    return not page.startswith(("List of ", "Lists of "))


def _is_award(name: str, page: str) -> bool:
    return "Award for Best " not in page or " for " in name


_KINDS_OF_PAGES = {
    Kind.LANGUAGE: _is_language, Kind.COUNTRY: _is_country, Kind.PLACE: _is_place, Kind.AWARD: _is_award,
}  # fmt: skip
"""Whether a page that a name is linked to elsewhere can be what an unlinked name of the kind stands for: `Bengali`
may be linked to a cuisine, `Denmark` to the list of its films sent to an award, `Swan Award` to one of its
categories."""

MAX_RAW = 200
"""Characters of wikitext kept in an issue."""


_Answer = TypeVar("_Answer")


class Reader:
    """One page while it is being read. Nothing of it outlives the extraction but facts and issues."""

    def __init__(self, page: Page, end: int | None = None, closing: str = "") -> None:
        """Of a text that was cut off, `end` is where its readable part ends and `closing` the brackets this lacks: no
        span reaches into them."""
        self.page = page
        self._end = len(page.text) if end is None else end
        self.document = Document(page.text[: self._end] + closing, render)
        self.anchors = Anchors(self.document.links)
        self.film_names: frozenset[str] = frozenset({name_key(without_disambiguation(page.title))})
        """Keys (see name_key) of the names the film itself goes by."""
        self._issues: list[Issue] = []
        self._citations: dict[Span, Citation | None] = {}
        self._answers: dict[Callable[[Reader], object], object] = {}

    def once(self, ask: Callable[[Reader], _Answer]) -> _Answer:
        """What `ask` tells of the page, for those who ask for it again."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        return cast(_Answer, self._answers[ask])

    # --- text

    def rich(self, where: Span | Iterable[Node]) -> Rich:
        """The text of a range or of nodes."""
        return self.document.rich(where) if isinstance(where, Span) else self.document.rich_of(tuple(where))

    # --- provenance

    def origin(self, span: Span, extra: Iterable[Span] = ()) -> Origin:
        """The origin of a fact that stands in `span`, and partly in `extra` (a cell that spans rows), with the
        citations in all of them. Where a range of `extra` holds nothing but references that follow `span` at once,
        they belong to it."""
        if not extra:  # as of most facts
            return Origin(self._within(span), self._citations_of(self.document.refs_in(span)))
        more: dict[Span, None] = {}
        for part in extra:
            references = self.document.refs_in(part)
            if not self.document.visible(part):
                if not references:
                    continue
                part = Span(references[0].span.begin, references[-1].span.end)
                if span.end <= part.begin and not self.document.visible(Span(span.end, part.begin)):
                    span = Span(span.begin, part.end)
            if part.end <= span.begin or span.end <= part.begin:
                more[part] = None
        references = self.document.refs_in(span)
        for part in more:
            references += self.document.refs_in(part)
        return Origin(self._within(span), self._citations_of(references), tuple(map(self._within, more)))

    def _citations_of(self, references: tuple[Reference, ...]) -> tuple[Citation, ...]:
        """What is cited, each once."""
        if not references:
            return ()
        read = [citation for reference in references if (citation := self._citation(reference)) is not None]
        return tuple(read if len(read) == 1 else dict.fromkeys(read))

    def _within(self, span: Span) -> Span:
        return span if span.end <= self._end else Span(min(span.begin, self._end), self._end)

    def _citation(self, reference: Reference) -> Citation | None:
        body = reference.body
        if body is None:
            return None
        if body not in self._citations:
            self._citations[body] = read_citation(self.document.raw(body), self.once(_bibliography))
        return self._citations[body]

    # --- names

    def entity(self, text: Rich, kind: Kind, *, anchored: bool = True) -> Entity | None:
        """The thing a text names: its own link, else (if `anchored`) the page the same name is linked to
        elsewhere in the article. None when the text holds no letter or digit."""
        name = text.text.replace("\n", " ").strip()
        if "  " in name:  # where something was taken out
            name = " ".join(name.split())
        if not name[:1].isalnum() and not any(map(str.isalnum, name)):
            return None
        links = text.of("link")
        if links:
            return Entity(name, links[0].value, kind)
        return self.named(name, kind, anchored=anchored)

    def named(self, name: str, kind: Kind, *, anchored: bool = True) -> Entity:
        """The thing of an unlinked name."""
        page = self.anchors.page(name) if anchored else None
        if page is not None and kind in _KINDS_OF_PAGES and not _KINDS_OF_PAGES[kind](name, page):
            page = None
        return Entity(name, page, kind)

    def film(self, name: str) -> Entity:
        """The film itself, named as `name` in the text."""
        return Entity(name, self.page.title, Kind.WORK)

    def is_film(self, text: Rich) -> bool:
        """Whether a text names the film itself: linked to this page, or unlinked and of its name."""
        links = text.of("link")
        if links:
            return links[0].value == self.page.title
        return name_key(text.text) in self.film_names

    def names_film(self, text: str) -> bool:
        """Whether a text is the film's name, in full or in short: up to a colon, or with it."""
        key = name_key(text).lower()
        return any(
            key == name
            or name.startswith((f"{key}:", f"{key} –", f"{key} or ", f"{key}, "))
            or key.startswith((f"{name}:", f"{name} or "))
            or (name.endswith(key) and len(key) > 6)
            for name in map(str.lower, self.film_names)
        )

    # --- what was not understood

    def issue(self, code: str, part: str, span: Span) -> None:
        span = self._within(span)
        raw = span.cut(self.page.text).strip()
        if raw:
            self._issues.append(Issue(code, part, raw[:MAX_RAW], span))

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, in order of the text, each once."""
        return tuple(sorted(dict.fromkeys(self._issues), key=lambda i: (i.span, i.code, i.part)))


def _bibliography(reader: Reader) -> dict[Work, Citation]:
    return bibliography(reader.document)
