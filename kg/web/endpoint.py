"""The SPARQL endpoint: HTTP around the protocol and the engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import Message

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from kg.web import negotiation
from kg.web.description import DESCRIPTIONS, service_description
from kg.web.protocol import (
    ALIASES,
    DIRECT,
    FORM,
    GRAPHS,
    MAX_QUERY,
    RESULTS,
    Answer,
    Operation,
    ProtocolError,
    direct_operation,
    form_operation,
    get_operation,
)

HTML = "text/html"


Ask = Callable[[Operation, str | None, str | None], Awaitable[Answer]]
"""Answers an operation: see kg.web.asking.Asker."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`/sparql`."""

    ask: Ask

    async def answer(self, request: Request) -> Response:
        """Of GET and POST."""
        try:
            operation = await _operation(request)
            if operation is None:
                return _describe(request)
            results, graphs = accepted(request.headers.get("accept"), operation.format)
            answer = await asked(request, self.ask, operation, results, graphs)
        except ProtocolError as error:
            return plain(error.status, str(error))
        except ClientDisconnect:
            return plain(400, "the request is cut off")
        headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
        if answer.truncated:
            headers["X-Result-Truncated"] = "true"
        if operation.format is not None:
            headers["Content-Disposition"] = f'inline; filename="result.{operation.format}"'
        return Response(answer.body, 200, headers, with_charset(answer.media_type))


async def asked(request: Request, ask: Ask, operation: Operation, results: str | None, graphs: str | None) -> Answer:
    """What `ask` answers. The request must have been read to its end. Raises what `ask` raises, and ClientDisconnect
    as soon as the client is gone: the query is cancelled then."""
    outcome: Answer | ProtocolError | None = None
    async with anyio.create_task_group() as group:

        async def watch() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            group.cancel_scope.cancel()

        group.start_soon(watch)
        try:
            outcome = await ask(operation, results, graphs)
        except ProtocolError as error:  # a group would wrap it in another
            outcome = error
        group.cancel_scope.cancel()
    if outcome is None:
        raise ClientDisconnect
    if isinstance(outcome, ProtocolError):
        raise outcome
    return outcome


async def _operation(request: Request) -> Operation | None:
    query_string = request.scope["query_string"]
    if len(query_string) > MAX_QUERY:
        raise ProtocolError(414, f"the query is longer than {MAX_QUERY} bytes")
    if request.method != "POST":
        return get_operation(query_string)
    content = Message()
    content["content-type"] = request.headers.get("content-type", "")
    if content.get_content_charset("utf-8") not in ("utf-8", "utf8"):
        raise ProtocolError(415, "requests are read in UTF-8 only")
    media_type = content.get_content_type()
    if media_type == DIRECT:
        return direct_operation(await _body(request), query_string)
    if media_type == FORM:
        return form_operation(await _body(request), query_string)
    if media_type == "application/sparql-update":
        raise ProtocolError(415, "this endpoint is read-only: there is no update operation")
    raise ProtocolError(415, f"a POST is {DIRECT} or {FORM}")


async def _body(request: Request) -> bytes:
    """The body, unless it is too long: then it is not read to its end."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_QUERY:
            raise ProtocolError(413, f"the query is longer than {MAX_QUERY} bytes")
    return bytes(body)


def accepted(accept: str | None, form: str | None) -> tuple[str | None, str | None]:
    """The media types for results and for graphs that a client prefers, each None when it takes none. `form`: a short
    name that a link asks for in place of the header. Raises ProtocolError when both are None."""
    if form is not None:
        by_name = {name: media_type for types in (RESULTS, GRAPHS) for media_type, name in types.items()}
        media_type = by_name[form]
        return (media_type if media_type in RESULTS else None), (media_type if media_type in GRAPHS else None)
    results = negotiation.best(accept, [*RESULTS, *ALIASES])
    graphs = negotiation.best(accept, list(GRAPHS))
    if results is None and graphs is None:
        raise ProtocolError(406, f"results are {', '.join(RESULTS)}; graphs are {', '.join(GRAPHS)}")
    return (None if results is None else ALIASES.get(results, results)), graphs


def _describe(request: Request) -> Response:
    """The service description (https://www.w3.org/TR/sparql11-service-description/); people get the query page."""
    media_type = negotiation.best(request.headers.get("accept"), [*DESCRIPTIONS, HTML])
    if media_type == HTML:
        return RedirectResponse("/query", 303, {"Vary": "Accept"})
    if media_type is None:
        return plain(406, f"the description of this service is {', '.join(DESCRIPTIONS)}")
    address = str(request.url.replace(query="", fragment=""))
    return Response(service_description(address, media_type), 200, {"Vary": "Accept"}, with_charset(media_type))


def plain(status: int, message: str) -> Response:
    """An error as the protocol has it: a status and a line for people."""
    headers = {"Vary": "Accept"}
    if status == 503:
        headers["Retry-After"] = "1"
    return Response(" ".join(message.split()) + "\n", status, headers, "text/plain; charset=utf-8")


def with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
