"""The ASGI application: addresses, endpoints, and the headers of every answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.endpoint import Ask, Endpoint
from kg.web.pages import Pages, Site, internal_error, not_found
from kg.web.querying import QueryPage, words

SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers of every answer: nothing from elsewhere is loaded, run or told, no other page frames this one.
(https://www.w3.org/TR/CSP3/, https://owasp.org/www-project-secure-headers/.) Data blocks such as JSON-LD are no
scripts (HTML, section 4.12.1), so the policy lets them stand in the page."""

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]", "::1")


class SecurityHeaders:
    """Puts `SECURITY` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def create_app(
    site: Site,
    ask: Ask,
    limit: int | None = None,
    hosts: tuple[str, ...] | None = LOOPBACK_HOSTS,
) -> ASGIApp:
    """The application over a site.

    ask: answers queries; limit: rows that `ask` gives at most, None for all;
    hosts: the names by which clients may call the server. A page elsewhere whose name was made to point at this
    machine (DNS rebinding) calls it by another. None lets any name pass.
    """
    pages = Pages(site)
    routes = [
        Route("/", pages.home),
        Route("/films", pages.films),
        Route("/suggest", pages.suggest),
        Route("/resource/{title:path}", pages.resource),
        Route("/page/{title:path}", pages.page),
        Route("/data/{title:path}", pages.data),
        Route("/query", QueryPage(ask, site.names, limit).page),
        Route("/query/words", words),
        Route("/sparql", Endpoint(ask).answer, methods=["GET", "POST"]),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]
    middleware = [Middleware(GZipMiddleware, minimum_size=1024)]
    if hosts is not None:
        middleware.append(Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False))
    handlers: dict[Any, Any] = {HTTPException: not_found, Exception: internal_error}
    # Around all, so that errors have the headers too.
    return SecurityHeaders(Starlette(routes=routes, middleware=middleware, exception_handlers=handlers))
