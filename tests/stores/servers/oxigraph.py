"""Oxigraph's server: the program of PyPI's package `oxigraph`, or another one on the PATH."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from kg.stores.flavors import Protocol

from .base import Server, needed


class Oxigraph(Server):
    flavor = "oxigraph"
    union: ClassVar = {"union-default-graph": "true"}
    atomic = frozenset[Protocol]({"gsp", "update"})

    def command(self) -> list[str]:
        return [_program(), "serve", "--location", "data", "--bind", f"127.0.0.1:{self.port}"]

    @classmethod
    def version(cls) -> str:
        return subprocess.run([_program(), "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]


def _program() -> str:
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    return found or needed("the program oxigraph: PyPI's package oxigraph")
