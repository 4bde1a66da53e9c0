"""Who we are to an endpoint: from the environment or a netrc file, never from the command line, where other users
of the machine could read it."""

from __future__ import annotations

import base64
import netrc
import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from kg.errors import UsageError
from kg.stores.flavors import Scheme

USER = "KG_ENDPOINT_USER"
PASSWORD = "KG_ENDPOINT_PASSWORD"
TOKEN = "KG_ENDPOINT_TOKEN"


@dataclass(frozen=True, slots=True)
class Credentials:
    """How to sign requests."""

    scheme: Scheme
    user: str
    """Empty with a token."""
    secret: str = field(repr=False)
    """The password or token."""

    def auth(self) -> httpx.Auth:
        """Signs requests: https://www.rfc-editor.org/rfc/rfc7617 (basic), rfc7616 (digest), rfc6750 (bearer)."""
        if self.scheme == "basic":
            return httpx.BasicAuth(self.user, self.secret)
        if self.scheme == "digest":
            return httpx.DigestAuth(self.user, self.secret)
        return _Bearer(self.secret)

    def hidden(self, text: str) -> str:
        """`text`, which may repeat what we sent, without it."""
        pair = base64.b64encode(f"{self.user}:{self.secret}".encode()).decode()
        return text.replace(pair, "…").replace(self.secret, "…")


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._header
        yield request


def credentials(scheme: Scheme, address: str, environment: Mapping[str, str] = os.environ) -> Credentials:
    """What the environment has for a scheme: a token from KG_ENDPOINT_TOKEN for bearer; for the others user and
    password from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, else from the netrc file (the one that NETRC names, else
    ~/.netrc; its form: the manual page netrc(5)) the entry of the address's host.

    Raises UsageError when there is none, or it cannot be sent.
    """
    if scheme == "bearer":
        token = environment.get(TOKEN, "")
        if not token:
            raise UsageError(f"--auth bearer: the environment variable {TOKEN} is not set")
        if not (token.isascii() and token.isprintable()) or " " in token:
            raise UsageError(f"--auth bearer: {TOKEN} holds characters that no token has")
        return Credentials(scheme, "", token)
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    if user and password:
        return Credentials(scheme, user, password)
    if user or password:
        missing = PASSWORD if user else USER
        raise UsageError(f"--auth {scheme}: the environment variable {missing} is not set")
    host = urlsplit(address).hostname or ""
    if found := _netrc(host, environment):
        return Credentials(scheme, *found)
    raise UsageError(f"--auth {scheme}: set {USER} and {PASSWORD}, or have an entry for {host} in a netrc file")


def _netrc(host: str, environment: Mapping[str, str]) -> tuple[str, str] | None:
    named = environment.get("NETRC")
    path = Path(named) if named else Path(environment.get("HOME") or Path.home()) / ".netrc"
    try:
        entry = netrc.netrc(path).authenticators(host)
    except FileNotFoundError:
        return None
    except netrc.NetrcParseError as error:  # whose message may show a password
        raise UsageError(f"{path}: line {error.lineno} is not as netrc files are written") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise UsageError(f"{path}: cannot be read: {reason}") from None
    if entry is None or not entry[0] or not entry[2]:
        return None
    return entry[0], entry[2]
