"""Who gives a prize of which a sentence does not say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.awards.phrases import Prize, may_give
from kg.model import Entity


@dataclass(frozen=True, slots=True)
class Givers:
    """Who may give a prize that names no giver, the nearest first."""

    body: Entity | None
    """The body of the sentence so far."""
    stated: bool
    """Whether it is named for the verb or opens the sentence, rather than given another prize."""
    heading: Entity | None
    earlier: Entity | None
    """The body of the sentences before."""
    carried: bool = True
    """Whether those not stated for the prize may give it."""

    def near(self, prize: Prize) -> Iterator[Entity]:
        return (giver for giver in (prize.body, self.body, self.earlier) if giver is not None)

    def of(self, prize: Prize, before: Entity | None) -> Iterator[Entity]:
        """Those that are likely to give it; `before` gives the prize named before it."""
        named = prize.apart[0] if prize.apart else prize.category
        listed = before is not None
        for giver, sure in (
            (prize.body, True),
            (before, False),
            (None if listed and not self.stated else self.body, self.stated),
            (self.heading, True),
            (None if listed else self.earlier, False),
        ):
            if giver is None:
                continue
            if sure or (self.carried and (named is None or may_give(giver, named, listed=listed))):
                yield giver
