"""The HTML pages and the RDF documents behind them, as Starlette endpoints."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from kg import __version__
from kg.rdf.formats import Format
from kg.vocab import SCHEMA, Iri
from kg.web import documents, negotiation, wording
from kg.web.film import film_page
from kg.web.graph import Description, Graph, Nodes
from kg.web.names import Names, article_of, fragment_of
from kg.web.origins import Articles
from kg.web.picture import picture
from kg.web.search import Hit, Index
from kg.web.thing import thing_page
from kg.web.view import Viewer

HTML = "text/html"
_FOUND, _SHELF, _FILMS = 50, 60, 200
_STATEMENTS = 1000
"""Statements about one thing that its page shows; its data has them all."""
_SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages are made from."""

    graph: Graph
    names: Names
    index: Index
    articles: Articles


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same as data."""

    name: str
    media_type: str
    address: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """The ids of one page: each is given once."""

    page: str
    _taken: set[str] = field(default_factory=set)

    def first(self, anchor: str) -> bool:
        if anchor in self._taken:
            return False
        self._taken.add(anchor)
        return True

    def fragment(self, iri: str) -> str:
        return fragment_of(iri) if article_of(iri) == self.page else ""


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def render(
    template: str, values: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A page. What the frame of all pages needs has defaults."""
    frame = {"version": __version__, "alternates": (), "json_ld": None, "text": None, "here": ""}
    html = _ENVIRONMENT.get_template(template).render({**frame, **values})
    return HTMLResponse(html, status, {"Vary": "Accept", **(headers or {})})


def error(
    request: Request, status: int, heading: str, message: str, way: tuple[str, str] = ("/films", "All films")
) -> Response:
    """What went wrong, as a page for browsers, else as a line of plain text. way: address and name of where to go on,
    besides the search."""
    if negotiation.best(request.headers.get("accept"), ["text/plain", HTML]) == HTML:
        values = {"status": status, "heading": heading, "message": message, "way": way}
        return render("error.html", values, status)
    return Response(f"{heading}: {message}\n", status, {"Vary": "Accept"}, "text/plain; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Pages:
    """The endpoints. They are plain functions, which Starlette runs in threads: they read files."""

    site: Site

    def home(self, request: Request) -> Response:
        """Search, and its results with `?q=`."""
        text = request.query_params.get("q", "").strip()[:200]
        index = self.site.index
        if text:
            hits = index.find(text, _FOUND + 1)
            values: dict[str, Any] = {"text": text, "hits": [self._hit(hit) for hit in hits[:_FOUND]]}
            values["more"] = len(hits) > _FOUND
        else:
            films = index.films(_SHELF + 1)
            values = {"films": [self._hit(hit) for hit in films[:_SHELF]], "more": len(films) > _SHELF}
            values["counts"] = _counts(index.counts())
        values["json_ld"] = documents.site_description(str(request.base_url))
        return render("home.html", values)

    def films(self, request: Request) -> Response:
        """All films by name, page by page."""
        total = self.site.index.counts().get(wording.KINDS[SCHEMA.Movie], 0)
        pages = max(1, -(-total // _FILMS))
        text = request.query_params.get("page", "1")
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
        if not 1 <= number <= pages:
            return error(request, 404, "No such page", f"The films have pages 1 to {pages}.")
        films = [self._hit(hit) for hit in self.site.index.films(_FILMS, (number - 1) * _FILMS)]
        values: dict[str, Any] = {
            "films": films,
            "number": number,
            "pages": pages,
            "total": wording.count(total, "film"),
        }
        values |= {"here": "films", "json_ld": documents.site_description(str(request.base_url))}
        return render("films.html", values)

    def suggest(self, request: Request) -> Response:
        """What a beginning of a name may be meant for: a JSON list of name, note and address."""
        hits = self.site.index.find(request.query_params.get("q", "")[:200], _SUGGESTIONS)
        return JSONResponse([self._hit(hit) for hit in hits])

    def resource(self, request: Request) -> Response:
        """A thing's own IRI: it is no document, so see other (303) what tells of it in the form asked for."""
        article = self._article(request)
        types = [HTML, *(form.media_type for form in documents.FORMATS.values())]
        media_type = negotiation.best(request.headers.get("accept"), [*types, *documents.ALIASES])
        media_type = documents.ALIASES.get(media_type or "", media_type)
        if not self._known(article):
            return self._unknown(request)
        if media_type is None:
            message = f"this thing is described as {', '.join(types)}\n"
            return Response(message, 406, {"Vary": "Accept"}, "text/plain; charset=utf-8")
        address = self.site.names.page(article)
        for form in documents.FORMATS.values():
            if form.media_type == media_type:
                address = self.site.names.data(article, form.extension)
        return RedirectResponse(address or "/", 303, {"Vary": "Accept"})

    def data(self, request: Request) -> Response:
        """The document about a thing in the format of its extension."""
        path, dot, extension = request.path_params["title"].rpartition(".")
        form = documents.FORMATS.get(dot + extension)
        article = self.site.names.article(path) if path else None
        if form is None or article is None or not self._known(article):
            return self._unknown(request)
        nodes = self._describe(article, None).nodes
        headers = {"Link": f'<{self.site.names.page(article)}>; rel="alternate"; type="{HTML}"'}
        headers["Content-Disposition"] = "inline"
        return Response(documents.document(nodes, form, self.site.names.base), 200, headers, _media_type(form))

    def page(self, request: Request) -> Response:
        """The page that tells of a thing, and of all that is named below it."""
        names = self.site.names
        article = self._article(request)
        if not self._known(article):
            return self._unknown(request)
        address = names.page(article) or "/"
        if unquote(address) != request.scope["path"]:
            return RedirectResponse(address, 308)
        description = self._describe(article, _STATEMENTS)
        alternates = [
            Alternate(name, form.media_type, names.data(article, form.extension) or "")
            for name, form in zip(
                ("Turtle", "JSON-LD", "N-Triples", "RDF/XML"), documents.FORMATS.values(), strict=True
            )
        ]
        values: dict[str, Any] = {
            "alternates": alternates,
            "json_ld": documents.embedded(description.nodes, names.base),
            "page": Anchors(article),
        }
        links = ", ".join(f'<{link.address}>; rel="alternate"; type="{link.media_type}"' for link in alternates)
        headers = {"Link": links}
        viewer = Viewer(description.nodes, names, self.site.articles, article)
        if self.site.graph.film_page(article) is not None:
            film = film_page(viewer)
            values |= {"film": film, "picture": picture(film)}
            values["prize_count"] = sum(len(group.prizes) for group in film.prizes)
            return render("film.html", values, headers=headers)
        things = [article] if self.site.graph.knows(article) else []
        things += [hit.iri for hit in self.site.index.below(article)]
        items = [thing_page(viewer, thing) for thing in things]
        values |= {"items": items, "title": items[0].name}
        values |= {"statements": description.statements, "shown": description.shown}
        return render("thing.html", values, headers=headers)

    def _hit(self, hit: Hit) -> dict[str, Any]:
        note = hit.note
        if hit.article is not None:
            note = f"{hit.kind}, named in {wording.title_of(hit.article, self.site.names.base)}"
        return {"name": hit.name, "note": note, "year": hit.year, "address": self.site.names.page(hit.iri)}

    def _article(self, request: Request) -> Iri:
        return self.site.names.article(request.path_params["title"])

    def _known(self, article: Iri) -> bool:
        if article == self.site.names.base:
            return False
        return self.site.graph.knows(article) or bool(self.site.index.below(article))

    def _describe(self, article: Iri, limit: int | None) -> Description:
        graph = self.site.graph
        page = graph.film_page(article)
        if page is not None:
            return graph.film(article, page)
        parts = [graph.thing(article, limit)]
        parts += (graph.thing(hit.iri, limit) for hit in self.site.index.below(article))
        if len(parts) == 1:
            return parts[0]
        triples = dict.fromkeys(triple for part in parts for triple in part.nodes.triples)
        statements, shown = sum(part.statements for part in parts), sum(part.shown for part in parts)
        return Description(article, Nodes(tuple(triples)), statements, shown)

    def _unknown(self, request: Request) -> Response:
        title = request.path_params["title"].replace("_", " ")
        return error(request, 404, "Not in this store", f"Nothing here is called “{title[:200]}”.")


def _media_type(form: Format) -> str:
    return f"{form.media_type}; charset=utf-8" if form.media_type.startswith("text/") else form.media_type


def _counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    shown = {"Film": "films", "Person": "people", "Award": "awards", "Company or group": "companies and groups"}
    return [(name, counts[kind]) for kind, name in shown.items() if counts.get(kind)]


def not_found(request: Request, exception: Exception) -> Response:
    """For addresses without a page, and methods that are not allowed."""
    assert isinstance(exception, HTTPException)
    if exception.status_code == 405:
        response = error(request, 405, "Not allowed", "This server is read-only: use GET.")
        response.headers.update(exception.headers or {})
        return response
    return error(request, exception.status_code, "Nothing here", "This address leads to no page.")


def internal_error(request: Request, exception: Exception) -> Response:
    """A mistake of ours: told on standard error, not to the client."""
    print(f"kg: internal error: {type(exception).__name__}: {exception} ({request.url.path!r})", file=sys.stderr)
    return error(request, 500, "Internal error", "This is a mistake of the server.")
