"""What is worked out when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

_Answer = TypeVar("_Answer")


class lazily(cached_property[_Answer]):  # noqa: N801
    """As `functools.cached_property`, by a name of ours: of what goes by that name mypyc makes a plain property, which
    is worked out at each look (see "Compiled" in the README). Its class needs a `__dict__`."""
