"""The live Action API of any MediaWiki: pages by title or by category.

Manners are those of https://www.mediawiki.org/wiki/API:Etiquette and Manual:Maxlag_parameter: one request
at a time, 50 titles in each, a User-Agent that says who asks, no load on a wiki that says it lags, and a
Retry-After is kept to.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from kg import __version__
from kg.errors import FetchError, SourceError, UsageError
from kg.model import Page
from kg.retries import PassingError, retry_after, until_done
from kg.sources.problem import SourceProblem, one_line
from kg.sources.response import Json, api_error, landing, other_wiki, pages_of_query, parse_json, title_of, unfound
from kg.sources.titles import respaced, title_fault
from kg.sources.wiki import DEFAULT_API, site_of_general

BATCH = 50
"""Titles in one request: what the API allows everyone (https://www.mediawiki.org/wiki/API:Query#Limits)."""
MAX_BYTES = 64 << 20
"""Unpacked bytes of the longest answer; MediaWiki keeps its own below 8 MiB ($wgAPIMaxResultSize)."""
_MAX_PARTS = 500  # answers for one batch: the API gives at least one page in each
_MAX_HOPS = 5
_CONNECT_TRIES = 2  # where nothing listens, or no such host is, waiting long seldom helps

_ERRNO = re.compile(r"^\[Errno -?[0-9]+\] ")
_RETRY_STATUS = {408, 429, 500, 502, 503, 504}
_REDIRECT_STATUS = {301, 302, 303, 307, 308}
# https://www.mediawiki.org/wiki/API:Errors_and_warnings: what passes by itself.
_RETRY_CODES = {"maxlag", "ratelimited", "readonly"}

_ALWAYS = {"action": "query", "format": "json", "formatversion": "2", "maxlag": "5"}
_PAGES = {
    "prop": "revisions|pageprops",
    "rvprop": "content|ids|timestamp",
    "rvslots": "main",
    "ppprop": "wikibase_item",
    "redirects": "1",
}


def fetch(
    *,
    titles: Iterable[str] = (),
    category: str | None = None,
    api: str = DEFAULT_API,
    contact: str | None = None,
    timeout: float = 30.0,
    tries: int = 5,
    sleep: Callable[[float], object] = time.sleep,
    notify: Callable[[str], object] | None = None,
) -> Iterator[Page | SourceProblem]:
    """The pages with these titles, then those of a category, each page once.

    `titles` are read as they are needed. A redirect gives the page it leads to. What does not come back is
    given as a SourceProblem under the title that was asked for. `category` is a name with or without
    `Category:`; its members in the main namespace are given. With neither, nothing is asked.

    `api`: the address of a wiki's `api.php`, http or https. `contact`: how to reach who runs this, an e-mail
    address or a page, for the User-Agent. `timeout`: seconds for connecting and for each piece of an
    answer. `tries`: how often a request is made in all before it counts as failed; pauses between grow from
    1 second on, or are as long as the server asks, at most kg.retries.MAX_WAIT. `sleep` makes them; `notify` is told
    of each in one line.

    Raises UsageError at once for an address, contact or number that cannot be, and, while it is read,
    FetchError when the API gives no usable answer.
    """
    client = Client(api, contact, timeout, tries, sleep, notify)
    name = None if category is None else _category_title(category)
    return _fetched(client, (titles,) if isinstance(titles, str) else titles, name)


def _fetched(client: Client, titles: Iterable[str], category: str | None) -> Iterator[Page | SourceProblem]:
    seen: set[str] = set()
    with client:
        yield from _by_title(client, iter(titles), seen)
        if category is not None:
            members = _members(client, category)
            first = next(members, None)
            if first is None:
                yield SourceProblem(client.api, category, "does not exist or has no articles in it")
                return
            yield from _by_title(client, (title for part in ((first,), members) for title in part), seen)


def _members(client: Client, category: str) -> Iterator[str]:
    """https://www.mediawiki.org/wiki/API:Categorymembers"""
    asked = {"list": "categorymembers", "cmtitle": category, "cmnamespace": "0", "cmprop": "title", "cmlimit": "max"}
    for query in client.parts(asked):
        members = query.get("categorymembers")
        for member in members if isinstance(members, list) else ():
            title = member.get("title") if isinstance(member, dict) else None
            if isinstance(title, str):
                yield title


def _by_title(client: Client, titles: Iterator[str], seen: set[str]) -> Iterator[Page | SourceProblem]:
    """`seen`: titles of the pages given so far, added to."""
    while batch := list(islice(titles, BATCH)):
        sound: dict[str, str] = {}  # normal form → as asked for
        for title in batch:
            normal = respaced(title)
            if fault := title_fault(normal):
                yield SourceProblem(client.api, title, f"is no valid title: it {fault}")
            else:
                sound.setdefault(normal, title)
        if sound:
            yield from _batch(client, sound, seen)


def _batch(client: Client, asked: dict[str, str], seen: set[str]) -> Iterator[Page | SourceProblem]:
    query = client.about(asked, _PAGES)
    found = {title_of(item): item for item in pages_of_query(query, client.api, client.site())}
    for normal, title in asked.items():
        end, redirected, circle = landing(query, normal)
        item = found.get(end)
        if item is None:
            reason = unfound(end, redirected, circle, other_wiki(query, end))
            yield SourceProblem(client.api, title, reason)
        elif isinstance(item, SourceProblem):
            via = f"redirects to {end}, which " if redirected else ""
            yield SourceProblem(client.api, title, via + item.message)
        elif item.title not in seen:
            seen.add(item.title)
            yield item


def _merged(parts: Iterable[Json]) -> Json:
    """One `query` object out of the parts of a continued answer: each holds all pages, and of the
    properties of each what the others lack (https://www.mediawiki.org/wiki/API:Continue)."""
    pages: dict[str, Json] = {}
    steps: dict[str, list[Any]] = {}
    for part in parts:
        entries = part.get("pages")
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                page = pages.setdefault(str(entry.get("title")), {})
                page.update((key, value) for key, value in entry.items() if value or key not in page)
        for key in ("normalized", "converted", "redirects", "interwiki"):
            if isinstance(value := part.get(key), list):
                steps.setdefault(key, []).extend(value)
    return {**steps, "pages": list(pages.values())}


class Client:
    """One wiki's API: requests with everything that can go wrong with them. The parameters are those of `fetch`."""

    def __init__(
        self,
        api: str,
        contact: str | None = None,
        timeout: float = 30.0,
        tries: int = 5,
        sleep: Callable[[float], object] = time.sleep,
        notify: Callable[[str], object] | None = None,
    ) -> None:
        api, user_agent = _checked_api(api), _user_agent(contact)
        if not timeout > 0:
            raise UsageError(f"time-out {timeout} is not positive")
        if tries < 1:
            raise UsageError(f"number of tries {tries} is less than 1")
        self.api = api
        self._address = api
        self._user_agent = user_agent
        self._timeout = timeout
        self._tries = tries
        self._sleep = sleep
        self._notify = notify
        self._http: httpx.Client | None = None
        self._site: str | None = None

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        if self._http is not None:
            self._http.close()

    def site(self) -> str:
        """What titles are appended to there; asked for once."""
        if self._site is None:
            query = next(self.parts({"meta": "siteinfo", "siprop": "general"}))
            self._site = site_of_general(query.get("general"), self._address)
        return self._site

    def parts(self, parameters: dict[str, str], limit: int | None = None) -> Iterator[Json]:
        """The `query` objects of an answer and of those that continue it, at most `limit`."""
        more: dict[str, str] = {}
        number = 0
        while True:
            answer = self._answer({**_ALWAYS, **parameters, **more})
            query = answer.get("query")
            yield query if isinstance(query, dict) else {}
            number += 1
            further = answer.get("continue")
            if not isinstance(further, dict) or not further:
                return
            if (following := {str(key): str(value) for key, value in further.items()}) == more or number == limit:
                raise FetchError(f"{self.api}: the answer is continued without end")
            more = following

    def about(self, titles: Iterable[str], parameters: dict[str, str]) -> Json:
        """The `query` object that tells what `parameters` ask of pages, at most BATCH of them."""
        # The leading U+001F makes it the separator, so that no title can smuggle in another.
        # https://www.mediawiki.org/wiki/API:Data_formats#Multivalue_parameters
        request = {**parameters, "titles": "\x1f" + "\x1f".join(titles)}
        return _merged(self.parts(request, _MAX_PARTS))

    def _answer(self, parameters: dict[str, str]) -> Json:
        """The JSON object that answers a request, after as many tries as it takes."""
        return until_done(
            lambda: self._ask(parameters),
            self.api,
            self._tries,
            self._sleep,
            self._notify,
            lambda message, _: FetchError(message),
        )

    def _ask(self, parameters: dict[str, str]) -> Json:
        """One try. Raises PassingError for what may be gone in a while, FetchError for the rest."""
        status, headers, body = self._post(parameters)
        wait = retry_after(headers)
        if status in _RETRY_STATUS:
            raise PassingError(f"answers {status} {httpx.codes.get_reason_phrase(status)}".rstrip(), wait)
        if status != 200:
            raise FetchError(f"{self.api}: answers {status} {httpx.codes.get_reason_phrase(status)}".rstrip())
        if "json" not in headers.get("content-type", "").lower():
            kind = one_line(headers.get("content-type", "nothing")) or "nothing"
            raise FetchError(f"{self.api}: is no Action API: it answers with {kind}, not with JSON")
        try:
            answer = parse_json(body.decode(), self.api)
        except UnicodeDecodeError as error:
            raise PassingError(
                f"the answer is not UTF-8: byte 0x{body[error.start]:02x} at offset {error.start}"
            ) from error
        except SourceError as error:
            raise PassingError("the answer " + str(error).removeprefix(f"{self.api}: ")) from error
        if not isinstance(answer, dict):
            raise FetchError(f"{self.api}: is no Action API: its JSON is no object")
        if fault := api_error(answer):
            code, text = fault
            if code in _RETRY_CODES or code.startswith("internal_api_error"):
                raise PassingError(f"answers with the error {code}: {text}", wait)
            raise FetchError(f"{self.api}: answers with the error {code}: {text}")
        return answer

    def _post(self, parameters: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body. Redirects are followed within the host: what we post only reads, so it
        can be posted again (https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx)."""
        if self._http is None:
            self._http = httpx.Client(
                headers={"User-Agent": self._user_agent}, timeout=self._timeout, follow_redirects=False
            )
        address = self._address
        for _ in range(_MAX_HOPS):
            try:
                with self._http.stream("POST", address, data=parameters) as response:
                    if response.status_code not in _REDIRECT_STATUS or "location" not in response.headers:
                        self._address = address
                        return response.status_code, response.headers, self._body(response)
                    address = self._redirected(address, response.headers["location"])
            except httpx.TimeoutException as error:
                raise PassingError(f"no answer within {self._timeout:g} seconds") from error
            except httpx.ConnectError as error:
                reason = _ERRNO.sub("", one_line(str(error))) or "no reason given"
                raise PassingError(f"cannot connect: {reason}", tries=_CONNECT_TRIES) from error
            except httpx.DecodingError as error:
                raise PassingError("the answer cannot be unpacked") from error
            except httpx.TransportError as error:
                raise PassingError(f"the connection broke: {one_line(str(error)) or type(error).__name__}") from error
        raise FetchError(f"{self.api}: redirects in a circle")

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > MAX_BYTES:
                raise FetchError(f"{self.api}: the answer is larger than {MAX_BYTES >> 20} MiB")
        return bytes(body)

    def _redirected(self, address: str, location: str) -> str:
        try:
            target = urljoin(address, location)
            old, new = urlsplit(address), urlsplit(target)
            same = new.hostname == old.hostname and (
                (new.scheme, new.port) == (old.scheme, old.port)
                or ((old.scheme, new.scheme) == ("http", "https") and not old.port and not new.port)
            )
        except ValueError:
            same, target = False, location
        if not same:
            raise FetchError(f"{self.api}: redirects to another host, which is not followed: {one_line(target)}")
        return target


def _checked_api(api: str) -> str:
    try:
        parts = urlsplit(api)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        httpx.URL(api)
    except (ValueError, httpx.InvalidURL) as error:
        raise UsageError(f"API address {one_line(api)!r} is no web address: {one_line(str(error))}") from error
    if not sound or not api.isprintable() or " " in api:
        raise UsageError(f"API address {one_line(api)!r} is no http or https address of an api.php")
    if parts.username is not None or parts.query or parts.fragment:
        raise UsageError("API address must end at the path (…/api.php), with no user name, query or fragment")
    return api


def _category_title(category: str) -> str:
    name = respaced(category)
    if name.lower().startswith("category:"):
        name = respaced(name[len("category:") :])
    if fault := title_fault(name):
        raise UsageError(f"category {one_line(category)!r} {fault}")
    return f"Category:{name}"


def _user_agent(contact: str | None) -> str:
    """https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy"""
    if contact is not None and not (contact.strip() and contact.isascii() and contact.isprintable()):
        raise UsageError(f"contact {one_line(contact)!r} is no e-mail address or web address")
    who = f" ({contact.strip()})" if contact else ""
    return f"filmkg/{__version__}{who} httpx/{httpx.__version__}"
