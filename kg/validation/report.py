"""What the gate found: findings, and the report of them for people and for machines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.validation.syntax import node_of
from kg.vocab import NAMESPACES

SHAPES_IRI = "https://w3id.org/filmkg/shapes#"
_PREFIXES = {
    **{namespace.iri: namespace.prefix for namespace in NAMESPACES},
    SHAPES_IRI: "shape",
    str(SH): "sh",
}
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_-]+")
_IRI = re.compile(r"<([^<>]*)>")
_LONGEST = 160


class Severity(Enum):
    """How bad a finding is. The value is the local name of its term in SHACL."""

    VIOLATION = "Violation"
    """The graph is refused."""
    WARNING = "Warning"
    """Reported only."""
    INFO = "Info"
    """Reported only."""


_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of validation (https://www.w3.org/TR/shacl/#results-validation-result)."""

    severity: Severity
    focus: str
    """The node that does not conform, in the syntax of N-Triples."""
    path: str | None
    """The property path the constraint is about, in SPARQL's syntax with whole IRIs; None when the
    constraint is about the node itself."""
    value: str | None
    """The value that is not as it should be, in the syntax of N-Triples; None when one is missing, or when
    it is not about one."""
    message: str
    """What should be so, or what is wrong, in words."""
    shape: str
    """The IRI of the shape; for a nested shape without one, a label of a blank node."""
    component: str
    """The IRI of the kind of constraint, `sh:MinCountConstraintComponent`…"""
    holder: str | None = None
    """When `focus` is a literal: the first triple it is the object of, as `<node> <property>`."""

    @property
    def order(self) -> tuple[int, str, str, str, str, str, str]:
        """Sort key: the worst first, then by node."""
        return (
            _ORDER[self.severity],
            self.holder or "",
            self.focus,
            self.path or "",
            self.shape,
            self.value or "",
            self.component,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one validation."""

    findings: tuple[Finding, ...]
    """Sorted: the worst first, then by node."""
    paths: Graph | None = field(default=None, repr=False, compare=False)
    """The shapes graph, from which the paths in `to_turtle` come."""

    @property
    def conforms(self) -> bool:
        """Whether there is no violation. (SHACL's own sh:conforms is false for a warning, too.)"""
        return not any(finding.severity is Severity.VIOLATION for finding in self.findings)

    def to_text(self) -> str:
        """The report as lines for a reader, ending in a line break."""
        counts = ", ".join(
            f"{number} {severity.value.lower()}{'s' if number != 1 else ''}"
            for severity in Severity
            if (number := sum(finding.severity is severity for finding in self.findings))
        )
        lines = [("conforms" if self.conforms else "does not conform") + (f": {counts}" if counts else "")]
        for finding in self.findings:
            about = finding.holder or finding.focus
            path = f" {_short(finding.path)}" if finding.path else ""
            lines.append(f"{finding.severity.value.lower()}: {_short(about)}{path}")
            lines.append(f"    {finding.message}")
            value = finding.value or (finding.focus if finding.holder else None)
            if (value is not None and value != finding.focus) or finding.holder:
                lines.append(f"    value: {_short(_cut(str(value)))}")
            lines.append(f"    shape: {_short(f'<{finding.shape}>')}")
        return "\n".join(lines) + "\n"

    def to_turtle(self) -> str:
        """The W3C report (https://www.w3.org/TR/shacl/#validation-report) in Turtle.

        `sh:conforms` is SHACL's: true only without any result.
        """
        graph = Graph(bind_namespaces="none")
        for iri, prefix in _PREFIXES.items():
            graph.bind(prefix, iri)
        report = BNode("report")
        graph.add((report, RDF.type, SH.ValidationReport))
        graph.add((report, SH.conforms, Literal(not self.findings)))
        for number, finding in enumerate(self.findings):
            result = BNode(f"result{number:06d}")
            graph.add((report, SH.result, result))
            graph.add((result, RDF.type, SH.ValidationResult))
            graph.add((result, SH.resultSeverity, SH[finding.severity.value]))
            graph.add((result, SH.focusNode, node_of(finding.focus)))
            graph.add((result, SH.resultMessage, Literal(finding.message)))
            graph.add((result, SH.sourceConstraintComponent, URIRef(finding.component)))
            if finding.value is not None:
                graph.add((result, SH.value, node_of(finding.value)))
            source = URIRef(finding.shape)
            if self.paths is not None and (source, None, None) in self.paths:
                graph.add((result, SH.sourceShape, source))
                for path in self.paths.objects(source, SH.path):
                    copied = _copy(self.paths, path, graph, f"{result}path")
                    graph.add((result, SH.resultPath, copied))
        return graph.serialize(format="turtle")


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without repetitions, in the order of a report."""
    return tuple(sorted(set(findings), key=lambda finding: finding.order))


def _copy(source: Graph, node: Node, target: Graph, name: str) -> Node:
    """Copy a blank node of `source` with all it leads to; the copies are named after `name`."""
    if not isinstance(node, BNode):
        return node
    copied = BNode(name)
    for place, (predicate, value) in enumerate(sorted(source.predicate_objects(node))):
        target.add((copied, predicate, _copy(source, value, target, f"{name}{place}")))
    return copied


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _short(text: str) -> str:
    """The same text with prefixes for the IRIs of known vocabularies."""
    return _IRI.sub(_prefixed, text)


def _prefixed(match: re.Match[str]) -> str:
    iri = match.group(1)
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _PREFIXES.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL_NAME.fullmatch(iri[cut:]) else match.group(0)
