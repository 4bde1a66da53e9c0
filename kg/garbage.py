"""How often Python looks for garbage while a command works.

Pages leave no cycles behind; what looks for them as often as Python does by itself only goes through the same living
objects again and again, some 4% of the time of an export. Callers of the library keep their own settings.
"""

from __future__ import annotations

import gc

_ALLOCATIONS = 50_000
"""Between two looks at the youngest objects; Python's own is 700."""


def collect_seldom() -> None:
    """Settings of this process from here on. What is there already is taken to stay, and not looked at again: in a
    worker that is libraries and shapes, which processes share, and of which looking would make a copy for each."""
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
