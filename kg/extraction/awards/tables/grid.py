"""An award table while it is read: the texts and results of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.awards.names.nominees import NEWLINE
from kg.extraction.awards.names.results import (
    TEMPLATES,
    Outcome,
    outcome_of_cell,
    outcome_of_template,
    outcome_of_text,
)
from kg.extraction.cells import cell_text
from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.rich import Rich
from kg.wikitext.tables import Cell, Table
from kg.wikitext.tree import Node, templates


@dataclass
class Grid:
    """A table while it is read; the results of cells are told once."""

    reader: Reader
    table: Table
    width: int = 0
    _outcomes: dict[Span, Outcome | None] = field(default_factory=dict)

    def nodes(self, cell: Cell) -> tuple[Node, ...]:
        return self.reader.document.nodes(cell.span)

    def text(self, cell: Cell) -> Rich:
        return self.reader.document.rich(cell.span)

    def outcome(self, cell: Cell) -> Outcome | None:
        if cell.span not in self._outcomes:
            self._outcomes[cell.span] = outcome_of_cell(self.nodes(cell), self.text(cell))
        return self._outcomes[cell.span]

    def marked(self, cell: Cell) -> bool:
        """Whether a cell holds a template for results."""
        return any(template.name in TEMPLATES for template in templates(self.nodes(cell)))

    def outcomes(self, cell: Cell) -> tuple[Outcome, ...]:
        """The results of a cell that has several, in order: of its templates, else of lines that are all one."""
        found = [said for template in templates(self.nodes(cell)) if (said := outcome_of_template(template))]
        if len(found) < 2:
            told = [outcome_of_text(line.text) for line in cell_text(self.reader, cell.span).split(NEWLINE)]
            found = [said for said in told if said is not None]
            if len(found) < len(told):
                return ()
        return tuple(found)

    def sure(self, cell: Cell) -> bool:
        """Whether a cell holds a result and nothing else."""
        outcome = self.outcome(cell)
        return outcome is not None and outcome.sure
