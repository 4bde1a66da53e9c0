"""Lines of an infobox parameter that head those after them: `'''Japan:'''` above the date or the company that is for
Japan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.wikitext.rich import EMPTY, Rich


def heads_of(
    texts: Sequence[Rich], bold: Callable[[Rich], bool] = bool, head: Callable[[Rich], bool] = bool
) -> list[Rich | None]:
    """For each line the one that heads it, empty where none does; None for lines that are heads themselves. Those end
    in a colon, or are bold where the last line is not and what `bold` takes for one, hold no figure, and are what
    `head` takes for one."""
    out: list[Rich | None] = []
    above = EMPTY
    told_apart = bool(texts) and texts[-1].covered("bold") is None
    for text in texts:
        marked = text.text.endswith(":") or (told_apart and text.covered("bold") is not None and bold(text))
        if marked and not any(map(str.isdigit, text.text)) and head(text):
            above = text.strip(":")
            out.append(None)
        else:
            out.append(above)
    return out
