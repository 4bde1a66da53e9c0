"""Answers of the MediaWiki Action API as JSON, saved or live: pages out of `action=query&prop=revisions`
and `action=parse&prop=wikitext`.

All shapes are read (https://www.mediawiki.org/wiki/API:Revisions, API:Data_formats#JSON_parameters):
formatversion 1, where flags are empty strings and content is `"*"`; formatversion 2, where they are
booleans and it is `content`; with `rvslots` and, as before MediaWiki 1.32, without. Nothing is taken for
granted of what an answer holds: what is not of the expected type counts as absent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from kg.errors import SourceError
from kg.model import Page
from kg.sources.problem import SourceProblem, one_line
from kg.sources.titles import namespace_of, title_fault
from kg.sources.wiki import item_id, site_of_general, timestamp

Json = dict[str, Any]

# The lists in which the API says that a title became another one, in the order it applies them.
_STEPS = ("normalized", "converted", "redirects")


def parse_json(text: str, name: str) -> Any:
    """The value of a JSON text; SourceError, with the place, when it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        end = " (cut off?)" if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated") else ""
        raise SourceError(f"{name}: is not JSON: {error.msg} at {place}{end}") from error
    except RecursionError as error:
        raise SourceError(f"{name}: is JSON nested too deeply") from error
    except ValueError as error:  # what int() refuses
        raise SourceError(f"{name}: is JSON with a number of thousands of digits") from error


def read_response(text: str, name: str) -> Iterator[Page | SourceProblem]:
    """The pages of a saved answer, in its order, then the redirects that lead to no page in it.

    Raises SourceError for what is no JSON, an error of the API, JSON of something else, no pages at all.
    """
    answer = parse_json(text, name)
    if not isinstance(answer, dict):
        raise SourceError(f"{name}: is JSON, but no API response: it holds {_kind(answer)}, not an object")
    if fault := api_error(answer):
        raise SourceError(f"{name}: is an error of the API: {fault[0]}: {fault[1]}")
    if isinstance(parsed := answer.get("parse"), dict):
        yield _page_of_parse(parsed, name)
        return
    query = answer.get("query")
    if not isinstance(query, dict):
        keys = ", ".join(sorted(str(key) for key in answer)[:5])
        raise SourceError(
            one_line(f"{name}: is JSON, but no API response with pages: its keys are {keys or 'none'}", 400)
        )
    found = pages_of_query(query, name, site_of_general(query.get("general")), "continue" in answer)
    dropped = _dropped(query, {title_of(item) for item in found}, name)
    if not found and not dropped:
        raise SourceError(f"{name}: is an API response with no pages in it")
    yield from found
    yield from dropped


def api_error(answer: Json) -> tuple[str, str] | None:
    """Code and text of the error an answer consists of, in either error format
    (https://www.mediawiki.org/wiki/API:Errors_and_warnings); None when it is no error."""
    error = answer.get("error")
    if error is None and isinstance(several := answer.get("errors"), list) and several:
        error = several[0]
    if error is None:
        return None
    if not isinstance(error, dict):
        return "unknown", one_line(str(error))
    text = next((error[key] for key in ("info", "text", "html", "*") if isinstance(error.get(key), str)), "")
    return one_line(str(error.get("code", "unknown"))), one_line(text)


def pages_of_query(query: Json, name: str, site: str, partial: bool = False) -> list[Page | SourceProblem]:
    """The pages of a `query` object, in its order.

    `site`: see `Page.site`; `partial`: the answer goes on in another one, so that a page may lack content.
    """
    # Version 1 keys the pages by their id, version 2 lists them.
    entries = enumerate(_entries(query, "pages"), 1)
    return [_page(entry, name, site, number, partial) for number, entry in entries]


def title_of(item: Page | SourceProblem) -> str:
    """What a page is called in what a source gives."""
    return item.title if isinstance(item, Page) else item.page


def landing(query: Json, title: str) -> tuple[str, bool, bool]:
    """Where the API went for a title: the title it ended at, whether a redirect was on the way, and
    whether the way runs in a circle (then the title is the one it comes back to)."""
    steps = _steps(query)
    seen = {title}
    redirected = False
    for _ in range(len(steps) + 1):
        step = steps.get(title)
        if step is None or step[0] == title:
            circle = step is not None and step[1]
            return title, redirected or circle, circle
        title, by_redirect = step
        redirected = redirected or by_redirect
        if title in seen:
            return title, redirected, True
        seen.add(title)
    return title, redirected, True


def other_wiki(query: Json, title: str) -> bool:
    """Whether the API took the title for a page of another wiki (`de:Heat`)."""
    return any(entry.get("title") == title for entry in _entries(query, "interwiki"))


def _steps(query: Json) -> dict[str, tuple[str, bool]]:
    steps: dict[str, tuple[str, bool]] = {}
    for key in _STEPS:
        for entry in _entries(query, key):
            begin, end = entry.get("from"), entry.get("to")
            if not (isinstance(begin, str) and isinstance(end, str)):
                continue
            if _flag(entry, "fromencoded"):  # titles that were not in NFC
                begin = unquote(begin)
            steps.setdefault(begin, (end, key == "redirects"))
    return steps


def _dropped(query: Json, found: set[str], name: str) -> list[SourceProblem]:
    """What a saved answer names beside its pages: redirects without an end, titles of other wikis."""
    dropped = []
    steps = _steps(query)
    passed: set[str] = set()
    for begin in steps:
        if begin in passed:
            continue
        end, redirected, circle = landing(query, begin)
        title = begin
        while title in steps and title not in passed:
            passed.add(title)
            title = steps[title][0]
        if end not in found:
            dropped.append(SourceProblem(name, begin, unfound(end, redirected, circle, other_wiki(query, end))))
        passed.add(end)
    for entry in _entries(query, "interwiki"):
        title_there = entry.get("title")
        if isinstance(title_there, str) and title_there not in passed:
            dropped.append(SourceProblem(name, title_there, unfound(title_there, False, False, True)))
    return dropped


def unfound(end: str, redirected: bool, circle: bool, elsewhere: bool) -> str:
    """Why there is no page for a title of which `landing` says this."""
    if elsewhere:
        return f"redirects to another wiki: {end}" if redirected else "is a page of another wiki"
    if circle and redirected:
        return "redirects in a circle"
    return f"redirects to {end}, which the answer does not hold" if redirected else "is not in the answer"


def _page(entry: Json, name: str, site: str, number: int, partial: bool) -> Page | SourceProblem:
    page_id = _number(entry, "pageid")
    title = entry.get("title")
    if not isinstance(title, str):
        label = f"page {number}" if page_id is None else f"page id {page_id}"
        return SourceProblem(name, label, "does not exist" if _flag(entry, "missing") else "has no title")
    if _flag(entry, "invalid"):
        reason = entry.get("invalidreason")
        return SourceProblem(
            name, title, "is no valid title" + (f": {one_line(reason)}" if isinstance(reason, str) else "")
        )
    if _flag(entry, "missing"):
        return SourceProblem(name, title, "does not exist")
    if _flag(entry, "special"):
        return SourceProblem(name, title, "is a special page, which has no text")
    if fault := title_fault(title):
        return SourceProblem(name, title, f"is no valid title: it {fault}")
    revision = _latest(entry)
    if revision is None:
        more = "; the answer goes on in another one ('continue')" if partial else " (rvprop=content)"
        return SourceProblem(name, title, f"has no revision in the answer{more}")
    text, model, fault = _content(revision)
    if text is None:
        return SourceProblem(name, title, fault)
    properties = entry.get("pageprops")
    item = properties.get("wikibase_item") if isinstance(properties, dict) else None
    namespace = _number(entry, "ns")
    return _checked(
        name,
        Page(
            title=title,
            text=text,
            namespace=namespace_of(title) if namespace is None else namespace,
            page_id=page_id,
            revision=_number(revision, "revid"),
            timestamp=timestamp(_string(revision, "timestamp")),
            wikidata=item_id(item),
            model=model,
            site=site,
        ),
    )


def _latest(entry: Json) -> Json | None:
    """The newest revision of a page; the API lists it first unless told otherwise."""
    revisions = _entries(entry, "revisions")
    return max(
        revisions, default=None, key=lambda found: (_string(found, "timestamp") or "", _number(found, "revid") or 0)
    )


def _content(revision: Json) -> tuple[str | None, str, str]:
    """Text, content model and, without text, the reason."""
    slots = revision.get("slots")
    slot = slots.get("main") if isinstance(slots, dict) else None
    holder = slot if isinstance(slot, dict) else revision
    model = _string(holder, "contentmodel") or _string(revision, "contentmodel") or "wikitext"
    for key in ("content", "*"):
        if isinstance(text := holder.get(key), str):
            return text, model, ""
    if any(_flag(part, key) for part in (holder, revision) for key in ("texthidden", "suppressed")):
        return None, model, "has its text hidden"
    if any(_flag(part, key) for part in (holder, revision) for key in ("textmissing", "missing")):
        return None, model, "has its text lost in the wiki's database"
    return None, model, "has no text in the answer (rvprop=content)"


def _page_of_parse(parsed: Json, name: str) -> Page | SourceProblem:
    """https://www.mediawiki.org/wiki/API:Parsing_wikitext; it tells neither namespace nor time."""
    title, wikitext = parsed.get("title"), parsed.get("wikitext")
    text = wikitext.get("*") if isinstance(wikitext, dict) else wikitext
    if not isinstance(title, str):
        return SourceProblem(name, "page 1", "has no title")
    if fault := title_fault(title):
        return SourceProblem(name, title, f"is no valid title: it {fault}")
    if not isinstance(text, str):
        return SourceProblem(name, title, "has no text in the answer (prop=wikitext)")
    properties = parsed.get("properties")  # version 1 has a list of {"name", "*"}
    item = properties.get("wikibase_item") if isinstance(properties, dict) else None
    if isinstance(properties, list):
        values = [
            entry.get("*") for entry in properties if isinstance(entry, dict) and entry.get("name") == "wikibase_item"
        ]
        item = values[0] if values else None
    return _checked(
        name,
        Page(
            title=title,
            text=text,
            namespace=namespace_of(title),
            page_id=_number(parsed, "pageid"),
            revision=_number(parsed, "revid"),
            wikidata=item_id(item),
        ),
    )


def _checked(name: str, page: Page) -> Page | SourceProblem:
    """JSON can spell half a character (a lone surrogate), which no output could hold."""
    try:
        page.text.encode()
    except UnicodeEncodeError as error:
        return SourceProblem(name, page.title, f"has a lone surrogate in its text, at character {error.start}")
    return page


def _entries(holder: Json, key: str) -> list[Json]:
    """The objects in a list, or in an object used as one."""
    found = holder.get(key)
    values = list(found.values()) if isinstance(found, dict) else found if isinstance(found, list) else []
    return [value for value in values if isinstance(value, dict)]


def _flag(holder: Json, key: str) -> bool:
    """Whether a flag is set: present and empty in version 1, true in version 2."""
    return key in holder and holder[key] is not False


def _number(holder: Json, key: str) -> int | None:
    value = holder.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _string(holder: Json, key: str) -> str | None:
    value = holder.get(key)
    return value if isinstance(value, str) else None


def _kind(value: object) -> str:
    names = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
