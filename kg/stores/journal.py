"""Which graphs an endpoint has: a file that grows while a load goes on and lets the next one begin where it broke."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from kg.errors import OutputError, UsageError
from kg.sources.problem import one_line
from kg.stores.pages import NamedGraph

_HEAD = "# graphs that are in "
_LINE = re.compile(r"([0-9a-f]{64}) (\S+)")


class Journal:
    """To be used in a `with` statement. Each line is the SHA-256 of a graph's N-Triples and its IRI.

    Raises UsageError when the file is another endpoint's or no journal, OutputError when it cannot be read or
    written. `endpoint`: an address without credentials.
    """

    def __init__(self, path: str, endpoint: str) -> None:
        self._path = path
        self._noted: dict[str, str] = {}
        try:
            text = Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise self._fault(error) from error
        head, _, rest = text.partition("\n")
        if text and not head.startswith(_HEAD):
            raise UsageError(f"{one_line(path)}: is a file of another kind than --resume keeps")
        if text and head != _HEAD + endpoint:
            other = one_line(head.removeprefix(_HEAD))
            raise UsageError(f"{one_line(path)}: tells of another endpoint, {other}: name another file for this one")
        # The last line may have been cut off by what broke the load.
        whole = rest[: rest.rfind("\n") + 1]
        for line in whole.splitlines():
            if match := _LINE.fullmatch(line):
                self._noted[match[2]] = match[1]
        try:
            self._file: IO[str] = Path(path).open("a", encoding="utf-8")  # noqa: SIM115  # closed by __exit__
            self._file.write("" if text else f"{_HEAD}{endpoint}\n")
            self._file.write("\n" if text and not text.endswith("\n") else "")
            self._file.flush()
        except OSError as error:
            raise self._fault(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def has(self, graph: NamedGraph) -> bool:
        """Whether the graph was noted with exactly these triples."""
        return self._noted.get(graph.iri) == _digest(graph)

    def note(self, graph: NamedGraph) -> None:
        """The endpoint has said that the graph is in. Raises OutputError when it cannot be written down."""
        self._noted[graph.iri] = _digest(graph)
        try:
            self._file.write(f"{_digest(graph)} {graph.iri}\n")
            self._file.flush()
        except OSError as error:
            raise self._fault(error) from error

    def _fault(self, error: OSError | UnicodeDecodeError) -> OutputError:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        return OutputError(f"{one_line(self._path)}: cannot be kept as the list of what is in: {reason}")


def _digest(graph: NamedGraph) -> str:
    return hashlib.sha256(graph.data).hexdigest()
