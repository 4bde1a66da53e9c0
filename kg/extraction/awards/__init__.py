"""Awards, nominations and honours: tables, lists and sentences of the sections about them.

Issue codes: `award-row-unread`, `award-without-result` (table rows), `award-item-unread` (list items),
`award-sentence-unread` (sentences that speak of awards).

Left out on purpose: rankings, polls and registries told in prose; counts (`won 12 awards`); screenings at
festivals; what a sentence or a festival's list says once more of a table or list; prizes of other films.

Its floors from the ground up: `names`, `sentences`, `lists` (a line of which may be a sentence), `tables` (a cell of
which may be a list's item), `sections`.
"""

from __future__ import annotations

from kg.extraction.awards.sections import nominations_of_page
from kg.extraction.reader import Reader
from kg.model import Nomination


def extract_nominations(reader: Reader) -> tuple[Nomination, ...]:
    """The nominations an article states, in its order, each once.

    Rows and items whose award or result cannot be told are reported as issues (see above); nothing is raised.
    """
    return nominations_of_page(reader)


__all__ = ["extract_nominations"]
