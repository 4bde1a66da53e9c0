"""Which function reads which part of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.extraction.reader import Reader

PARTS: dict[str, Callable[[Reader], Iterable[object]]] = {}
