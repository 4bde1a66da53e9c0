"""The worklist: what reports say was not understood, ranked over all their pages.

Issues of one code in one part of articles (an infobox parameter, a heading) are one row; the next rule to write is
at the top.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.errors import SourceError
from kg.sources.problem import one_line

SAMPLE_WIDTH = 60
MAX_PARTS = 100_000
"""Rows kept: beyond, new ones are only counted."""


@dataclass(slots=True)
class Row:
    """Issues of one code in one part: how many, on how many pages, and the first of them."""

    code: str
    part: str
    sample: str
    page: str
    count: int = 0
    pages: int = 0
    _last: str = ""

    def add(self, page: str) -> None:
        self.count += 1
        if page != self._last:  # the issues of a page stand together
            self.pages += 1
            self._last = page


@dataclass(slots=True)
class Worklist:
    """Gathers the records of reports; bounded, whatever their number."""

    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    accounts: dict[str, Counter[str]] = field(default_factory=dict)
    pages: int = 0
    left_out: int = 0

    def add(self, record: dict[str, Any]) -> None:
        """A page's record, as `kg.report.record_json` makes it. Raises KeyError, TypeError, ValueError or
        AttributeError for something else."""
        page = str(record["page"])
        self.pages += 1
        for issue in record.get("issues", ()):
            key = (str(issue["code"]), str(issue["part"]))
            if key not in self.rows and len(self.rows) >= MAX_PARTS:
                self.left_out += 1
                continue
            self.rows.setdefault(key, Row(*key, sample=str(issue["raw"]), page=page)).add(page)
        for account in record.get("accounts", ()):
            counter = self.accounts.setdefault(str(account["kind"]), Counter())
            counter["read"] += int(account["read"])
            counter["ignored"] += sum(map(int, account["ignored"].values()))
            counter["issues"] += int(account["issues"])

    def ranked(self, code: str | None = None) -> list[Row]:
        """The rows (of one code), those of most pages first."""
        rows = (row for row in self.rows.values() if code is None or row.code == code)
        return sorted(rows, key=lambda row: (-row.pages, -row.count, row.code, row.part))


def read_records(lines: Iterable[str], name: str) -> Iterator[dict[str, Any]]:
    """The records of a report file, which has one a line. Raises SourceError for a file that is none."""
    found = iter(lines)
    if next(found, "").rstrip() != '{"pages": [':
        raise SourceError(f"{name}: not a report of kg export")
    for number, line in enumerate(found, 2):
        text = line.strip().removesuffix(",")
        if text.startswith("]"):
            return
        try:
            record = json.loads(text)
        except ValueError:
            raise SourceError(f"{name}: line {number}: not a record of a report") from None
        if not isinstance(record, dict):
            raise SourceError(f"{name}: line {number}: not a record of a report")
        yield record
    raise SourceError(f"{name}: cut off: the report has no end")


def table(worklist: Worklist, code: str | None, limit: int) -> Iterator[str]:
    """The worklist as lines of text; `limit`: rows at most, 0 for all."""
    for kind, counter in worklist.accounts.items():
        every = counter.total()
        share = f"{100 * counter['issues'] / every:.1f}%" if every else "-"
        yield (
            f"{kind + 's:':25} {every:7} = {counter['read']} read + {counter['ignored']} passed over "
            f"+ {counter['issues']} not understood ({share})"
        )
    rows = worklist.ranked(code)
    if not rows:
        yield "nothing was left unread"
        return
    shown = rows[:limit] if limit else rows
    width = max(len(row.code) for row in shown)
    yield f"{'pages':>6} {'issues':>6}  {'code':{width}}  part: example"
    for row in shown:
        example = one_line(row.sample, SAMPLE_WIDTH)
        yield f"{row.pages:6} {row.count:6}  {row.code:{width}}  {one_line(row.part, 40)}: {example} ({row.page})"
    if len(rows) > len(shown):
        yield f"… and {len(rows) - len(shown)} more rows (--limit 0 shows all)"
    if worklist.left_out:
        yield f"{worklist.left_out} issues of further parts are not in the rows"
