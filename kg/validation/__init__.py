"""The SHACL gate: does a graph say what the data model allows, and only that?

>>> from rdflib import Graph
>>> report = validate(Graph().parse(data='<urn:a> a <http://schema.org/Person> .'))
>>> report.conforms
False
>>> print(report.to_text(), end="")
does not conform: 2 violations
violation: <urn:a>
    A thing with a page of its own (no # in its IRI, no red link) has the page's address as schema:sameAs.
    shape: shape:Entity
violation: <urn:a> schema:name
    Every thing has a name.
    shape: shape:Entity-name
"""

from kg.validation.engine import Data, Gate, gate, validate
from kg.validation.report import Finding, Report, Severity

__all__ = ["Data", "Finding", "Gate", "Report", "Severity", "gate", "validate"]
