"""An award table while it is read: the texts and results of its cells, made once."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.awards.results import Outcome, outcome_of_nodes
from kg.extraction.reader import Reader
from kg.model import Span
from kg.wikitext.rich import Rich
from kg.wikitext.tables import Cell, Table
from kg.wikitext.tree import Node


@dataclass
class Grid:
    """A table while it is read; texts of cells are made once."""

    reader: Reader
    table: Table
    width: int = 0
    _nodes: dict[Span, tuple[Node, ...]] = field(default_factory=dict)
    _texts: dict[Span, Rich] = field(default_factory=dict)
    _outcomes: dict[Span, Outcome | None] = field(default_factory=dict)

    def nodes(self, cell: Cell) -> tuple[Node, ...]:
        if cell.span not in self._nodes:
            self._nodes[cell.span] = self.reader.document.nodes(cell.span)
        return self._nodes[cell.span]

    def text(self, cell: Cell) -> Rich:
        if cell.span not in self._texts:
            self._texts[cell.span] = self.reader.rich(self.nodes(cell))
        return self._texts[cell.span]

    def outcome(self, cell: Cell) -> Outcome | None:
        if cell.span not in self._outcomes:
            self._outcomes[cell.span] = outcome_of_nodes(self.reader, self.nodes(cell))
        return self._outcomes[cell.span]

    def sure(self, cell: Cell) -> bool:
        """Whether a cell holds a result and nothing else."""
        outcome = self.outcome(cell)
        return outcome is not None and outcome.sure
