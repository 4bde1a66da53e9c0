"""What was read, written, skipped, rejected and not understood: counted for people, written out for machines.

Bookkeeping is bounded: counters and a few samples here, every single page and issue in the report file, which
is written as the pages come by.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from kg.model import Account, Issue, Links
from kg.sources.problem import one_line

if TYPE_CHECKING:
    from kg.validation.report import Finding

SAMPLES = 3
"""Pages named in the summary for each reason."""
_WIDTH = 100
"""Characters of samples in a line."""


class Fate(Enum):
    """What became of a page."""

    EXPORTED = "exported"
    SKIPPED = "skipped"
    """It is not about one film, or the same revision came before."""
    REJECTED = "rejected"
    """Its graph does not conform to the shapes."""
    PROBLEM = "problem"
    """The source names it and does not give it, or gives it twice with different text."""
    FAILED = "failed"
    """An exception: a mistake of this package."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one page and why."""

    page: str
    fate: Fate
    reason: str | None = None
    """Why it is skipped, what the problem or the failure is; None when exported or rejected."""
    source: str | None = None
    """The file or API, for a problem."""
    revision: int | None = None
    triples: int = 0
    issues: tuple[Issue, ...] = ()
    accounts: tuple[Account, ...] = ()
    """What became of everything in the article that could state a fact."""
    findings: tuple[Finding, ...] = ()
    links: Links | None = None
    """What was looked up about the pages it links to; None when nothing was."""


def record_json(record: Record) -> dict[str, Any]:
    """A record as it stands in the report file: only the keys that say something."""
    pairs: dict[str, Any] = {
        "page": record.page,
        "source": record.source,
        "revision": record.revision,
        "outcome": record.fate.value,
        "reason": record.reason,
        "triples": record.triples or None,
        "issues": [_issue_json(issue) for issue in record.issues],
        "accounts": [_account_json(account) for account in record.accounts],
        "findings": [_finding_json(finding) for finding in record.findings],
    }
    if record.links is not None:
        pairs["redirects"] = dict(record.links.redirects)
        pairs["red_links"] = list(record.links.red)
    return {key: value for key, value in pairs.items() if value is not None and value != []}


def _issue_json(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "part": issue.part,
        "raw": issue.raw,
        "span": [issue.span.begin, issue.span.end],
    }


def _account_json(account: Account) -> dict[str, Any]:
    return {
        "kind": account.kind,
        "read": account.read,
        "ignored": dict(account.ignored),
        "issues": account.issues,
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    pairs = {
        "severity": finding.severity.value,
        "message": finding.message,
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "shape": finding.shape,
    }
    return {key: value for key, value in pairs.items() if value is not None}


@dataclass(slots=True)
class _Group:
    """How often something was seen, with its first samples."""

    count: int = 0
    samples: list[str] = field(default_factory=list)

    def add(self, sample: str) -> None:
        self.count += 1
        if len(self.samples) < SAMPLES:
            self.samples.append(one_line(sample, _WIDTH))

    def __str__(self) -> str:
        shown = self.samples[:1]
        for sample in self.samples[1:]:
            if len("; ".join([*shown, sample])) <= _WIDTH:
                shown.append(sample)
        return "; ".join(shown) + ("; …" if shown and self.count > len(shown) else "")


class _Groups(dict[str, _Group]):
    def add(self, name: str, sample: str) -> None:
        self.setdefault(name, _Group()).add(sample)

    def ranked(self) -> list[tuple[str, _Group]]:
        """By falling count, then by name."""
        return sorted(self.items(), key=lambda item: (-item[1].count, item[0]))

    def counts(self) -> dict[str, int]:
        return {name: group.count for name, group in self.ranked()}

    def lines(self) -> Iterator[str]:
        width = min(max((len(name) for name in self), default=0), 30)
        for name, group in self.ranked():
            yield f"{group.count:6}  {name:{width}}  {group}".rstrip()


@dataclass(slots=True)
class Tally:
    """The counters of one run."""

    fates: Counter[Fate] = field(default_factory=Counter)
    triples: int = 0
    warnings: int = 0
    """Findings in exported pages: what the shapes mind and do not refuse."""
    unreadable: int = 0
    """Sources that could not be read, or not to their end."""
    _sources_status: int = 0
    accounts: dict[str, Counter[str]] = field(default_factory=dict)
    """By kind of unit: how many were `read`, `ignored`, `issues`."""
    links: Counter[str] = field(default_factory=Counter)
    """Of what exported films link to, each page once for a film: how many are `linked`, reached by `redirects`, have
    `items`, are `red`. Empty when nothing was looked up."""
    red: _Group = field(default_factory=_Group)
    groups: dict[str, _Groups] = field(
        default_factory=lambda: {name: _Groups() for name in ("skipped", "rejected", "failed", "warnings", "issues")}
    )

    def add(self, record: Record) -> None:
        self.fates[record.fate] += 1
        match record.fate:
            case Fate.EXPORTED:
                self.triples += record.triples
                self.warnings += len(record.findings)
                self._add_findings("warnings", record.page, record.findings)
                self._add_links(record)
            case Fate.REJECTED:
                violations = [finding for finding in record.findings if finding.severity.value == "Violation"]
                self._add_findings("rejected", record.page, violations)
            case Fate.SKIPPED | Fate.FAILED:
                self.groups[record.fate.value].add(record.reason or "", record.page)
            case Fate.PROBLEM:
                pass  # told one by one
        for account in record.accounts:
            counter = self.accounts.setdefault(account.kind, Counter())
            counter["read"] += account.read
            counter["ignored"] += sum(count for _, count in account.ignored)
            counter["issues"] += account.issues
        for issue in record.issues:
            self.groups["issues"].add(issue.code, f"{record.page}: {issue.part}: {issue.raw}")

    def _add_links(self, record: Record) -> None:
        if record.links is None:
            return
        pages = record.links.pages.values()
        self.links["linked"] += len(pages)
        self.links["redirects"] += len(record.links.redirects)
        self.links["items"] += sum(page.item is not None for page in pages)
        self.links["red"] += len(record.links.red)
        for title in record.links.red:
            self.red.add(f"{record.page}: {title}")

    def _add_findings(self, group: str, page: str, findings: Iterable[Finding]) -> None:
        # One page may break one shape a hundred times: it counts once.
        for message in sorted({finding.message for finding in findings}):
            self.groups[group].add(message, page)

    def add_unreadable(self, status: int) -> None:
        """A source that could not be read; `status`: the exit status it stands for."""
        self.unreadable += 1
        self._sources_status = max(self._sources_status, status)

    @property
    def read(self) -> int:
        """Pages that the sources gave."""
        return self.fates.total() - self.fates[Fate.PROBLEM]

    @property
    def exit_status(self) -> int:
        """The status of the whole run, the gravest first."""
        if self.fates[Fate.FAILED]:
            return 4
        if self._sources_status:
            return self._sources_status
        return 1 if self.fates[Fate.REJECTED] or self.fates[Fate.PROBLEM] else 0

    def counts(self) -> dict[str, Any]:
        """For the report file."""
        return {
            "read": self.read,
            **{fate.value: self.fates[fate] for fate in Fate},
            "triples": self.triples,
            "warnings": self.warnings,
            "unreadable": self.unreadable,
            **({"links": dict(self.links)} if self.links else {}),
            "skipped_by_reason": self.groups["skipped"].counts(),
            "issues_by_code": self.groups["issues"].counts(),
            "accounts": {
                kind: {name: counter[name] for name in ("read", "ignored", "issues")}
                for kind, counter in self.accounts.items()
            },
        }

    def summary(self) -> Iterator[str]:
        """The lines people see at the end."""
        parts = [f"{self.fates[Fate.EXPORTED]} exported ({self.triples} triples)"]
        parts += [f"{self.fates[fate]} {fate.value}" for fate in (Fate.SKIPPED, Fate.REJECTED)]
        parts += [f"{self.fates[Fate.FAILED]} failed"] if self.fates[Fate.FAILED] else []
        problems = self.fates[Fate.PROBLEM] + self.unreadable
        issues = sum(group.count for group in self.groups["issues"].values())
        titles = {
            "rejected": "rejected, pages by what the shapes found",
            "warnings": "warnings, pages by what the shapes found",
            "issues": f"{_plural(issues, 'issue')}, seen in the wikitext and not read",
        }
        yield f"{_plural(self.read, 'page')} read: {', '.join(parts)}; {_plural(problems, 'problem')}"
        if self.accounts:
            every = sum(self.accounts.values(), Counter())
            yield (
                f"of {every.total()} parameters, rows, items and templates: {every['read']} read, "
                f"{every['ignored']} passed over, {every['issues']} not understood"
            )
        if self.links:
            yield (
                f"{_plural(self.links['linked'], 'page')} linked: {_plural(self.links['redirects'], 'redirect')} "
                f"followed, {self.links['items']} with a Wikidata item, {_plural(self.links['red'], 'red link')}"
            )
            yield from [f"{self.red.count:6}  {'red link':30}  {self.red}"] if self.red.count else []
        for name, groups in self.groups.items():
            if groups:
                yield titles.get(name, name) + ":"
                yield from groups.lines()


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


class ReportFile:
    """The report as JSON, written record by record: `{"pages": [one a line], "counts": {…}}`.

    `write` takes text; it is a stream, or anything that takes text in pieces.
    """

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._separator = '{"pages": [\n'

    def add(self, record: Record) -> None:
        self._write(self._separator + _line(record_json(record)))
        self._separator = ",\n"

    def close(self, counts: dict[str, Any]) -> None:
        begin = self._separator if self._separator != ",\n" else "\n"
        self._write(f'{begin}],\n"counts": {json.dumps(counts, ensure_ascii=False, indent=1)}}}\n')


def _line(value: Any) -> str:
    # A lone surrogate, which JSON sources can hold, has no UTF-8.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
