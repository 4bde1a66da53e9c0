"""Requests to one endpoint, with everything that can go wrong with them."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpx

from kg import __version__
from kg.errors import OutputError, UsageError
from kg.retries import PassingError, retry_after, until_done
from kg.sources.problem import one_line
from kg.stores.credentials import PASSWORD, TOKEN, USER, Credentials
from kg.stores.flavors import shown

TRIES = 6
"""How often a request is made before it counts as failed: with pauses of 1, 2, 4, 8 and 16 seconds, time enough to
start a server again."""
TIMEOUT = 300.0
"""Seconds for each piece of an answer: a store may take its time over a large graph."""
CONNECT_TIMEOUT = 20.0
MAX_BYTES = 256 << 20
"""Bytes of the largest answer that is read."""

_ERRNO = re.compile(r"^\[(?:Errno|SSL)[^\]]*\] |\(_ssl\.c:[0-9]+\)$")
_TAG = re.compile(r"<!DOCTYPE[^>]*>|<(?:title|style)\b.*?</(?:title|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_NO_SPACE = re.compile(r"no space left|disk (?:is )?full|out of disk|quota exceeded|\bENOSPC\b", re.IGNORECASE)
_DENIED = re.compile(r"SECURITY: (?:No permission|Permission denied)")
"""What Virtuoso answers, with status 500, to a user who may not write."""


_UNTOUCHED = {301, 302, 303, 307, 308, 401, 403, 404, 405, 413, 415}
"""Answers that are given before anything is carried out. 400 is none: Virtuoso gives it also after a part."""


class EndpointError(OutputError):
    """An endpoint did not do as asked. `status`: what it answered, None when it gave no answer; `untouched`: what
    was to be written surely is as it was."""

    def __init__(self, message: str, status: int | None = None, untouched: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.untouched = untouched or status in _UNTOUCHED


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an endpoint; something that may be carried out twice."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    """For the query string."""
    content: bytes | None = None
    form: Mapping[str, str] | None = None
    """A body as HTML forms have it, instead of `content`."""
    missing_ok: bool = False
    """Whether 404 is an empty answer."""


class Connection:
    """To be used in a `with` statement, which closes it.

    `credentials`: None signs nothing. `tries`: how often a request is made in all; pauses between grow from one
    second on, or are as long as the server's Retry-After says, at most kg.retries.MAX_WAIT. Where nothing answered
    yet, it is tried only once: nothing listens there. `sleep` makes the pauses, `notify` is told of each in one line.

    No redirect is followed: what we write, and who we are, goes to the address that was given and to no other.
    """

    def __init__(
        self,
        credentials: Credentials | None = None,
        *,
        tries: int = TRIES,
        timeout: float = TIMEOUT,
        sleep: Callable[[float], object] = time.sleep,
        notify: Callable[[str], object] | None = None,
    ) -> None:
        if tries < 1:
            raise UsageError(f"number of tries {tries} is less than 1")
        self._credentials = credentials
        self._tries = tries
        self._timeout = timeout
        self._sleep = sleep
        self._notify = notify
        self._answered = False
        self._http = httpx.Client(
            auth=None if credentials is None else credentials.auth(),
            headers={"User-Agent": f"filmkg/{__version__} httpx/{httpx.__version__}"},
            timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT)),
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def send(self, request: Request) -> bytes:
        """The body of the answer to a request, which is made again as often as it takes. Raises EndpointError for
        every answer that is not one of success."""

        def failed(message: str, failure: PassingError) -> EndpointError:
            return EndpointError(message, failure.status, untouched=failure.tries == 1)

        name = shown(request.address)
        return until_done(lambda: self._attempt(request), name, self._tries, self._sleep, self._notify, failed)

    def _attempt(self, request: Request) -> bytes:
        """One try. Raises PassingError for what may be gone in a while, EndpointError for the rest."""
        status, headers, body = self._exchanged(request)
        self._answered = True
        if 200 <= status < 300:
            return body
        if status == 404 and request.missing_ok:
            return b""
        message = self._fault(status, headers, body)
        if status in (408, 425, 429) or (status >= 500 and status not in (501, 505) and not _DENIED.search(message)):
            raise PassingError(message, retry_after(headers), status=status)
        raise EndpointError(f"{shown(request.address)}: {message}", status)

    def _exchanged(self, request: Request) -> tuple[int, httpx.Headers, bytes]:
        try:
            with self._http.stream(
                request.method,
                request.address,
                params=request.parameters or None,
                content=request.content,
                data=request.form,
                headers=request.headers,
            ) as response:
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > MAX_BYTES:
                        message = f"{shown(request.address)}: the answer is larger than {MAX_BYTES >> 20} MiB"
                        raise EndpointError(message, response.status_code)
                return response.status_code, response.headers, bytes(body)
        except httpx.InvalidURL as error:
            raise UsageError(f"{shown(request.address)}: is no web address: {one_line(str(error))}") from error
        except httpx.ConnectTimeout as error:
            raise PassingError("cannot connect: nobody answers", tries=None if self._answered else 1) from error
        except httpx.TimeoutException as error:
            raise PassingError(f"no answer within {self._timeout:g} seconds") from error
        except httpx.ConnectError as error:
            if _is_tls(error):
                message = f"{shown(request.address)}: {_tls_fault(error)}"
                raise EndpointError(message, untouched=True) from error
            reason = _reason(error)
            hint = "" if self._answered else ": is the server running, and is this its address?"
            raise PassingError(f"cannot connect: {reason}{hint}", tries=None if self._answered else 1) from error
        except httpx.DecodingError as error:
            raise PassingError("the answer cannot be unpacked") from error
        except httpx.TransportError as error:
            raise PassingError(f"the connection broke: {_reason(error)}") from error

    def _fault(self, status: int, headers: httpx.Headers, body: bytes) -> str:
        """What an answer that is none of success means, and what to do about it, in one line."""
        said = f"{status} {httpx.codes.get_reason_phrase(status)}".rstrip()
        words = self._words(body)
        if _DENIED.search(words):
            status = 403
        if status == 507 or (status >= 500 and _NO_SPACE.search(words)):
            return f"answers {said}: its disk is full ({words or 'no more is said'}); make room there and load again"
        if 300 <= status < 400:
            place = shown(headers.get("location", "nowhere"))
            return f"redirects to {place}, which is not followed: name that place as --endpoint, if you trust it"
        if status == 401:
            return f"answers {said}: {self._unauthorized(headers)}"
        if status == 405:
            return f"answers {said}: nothing is written there; are address, --flavor and --protocol right?"
        hint = _HINTS.get(status, "")
        return f"answers {said}" + (f": {hint}" if hint else "") + (f" ({words})" if words else "")

    def _unauthorized(self, headers: httpx.Headers) -> str:
        if self._credentials is not None:
            if self._credentials.scheme == "bearer":
                return "it does not take the token"
            return f"it does not take this user and password (--auth {self._credentials.scheme})"
        asked = headers.get("www-authenticate", "").partition(" ")[0].lower()
        scheme = asked if asked in ("basic", "digest", "bearer") else "basic, digest or bearer"
        variables = f"{TOKEN}" if asked == "bearer" else f"{USER} and {PASSWORD} (or a netrc file)"
        return f"it wants to know who you are: --auth {scheme}, with {variables}"

    def _words(self, body: bytes) -> str:
        """The beginning of an error's text, without markup and without what we signed with."""
        text = _TAG.sub(" ", body[:20_000].decode(errors="replace"))
        if self._credentials is not None:
            text = self._credentials.hidden(text)
        return one_line(text, 160)


_HINTS = {
    403: "this user may not write there",
    404: "nothing is there; are address, data set and --flavor right?",
    413: "it does not take so large a request",
    415: "it does not take this media type; do --flavor and --protocol fit the server?",
}


def _reason(error: BaseException) -> str:
    return _ERRNO.sub("", one_line(str(error))).strip() or type(error).__name__


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _tls_fault(error: httpx.ConnectError) -> str:
    reason = _reason(error)
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return f"TLS: {reason}; SSL_CERT_FILE can name a file with the certificates to trust"
    return f"TLS: {reason}; does the server speak https at this port?"
