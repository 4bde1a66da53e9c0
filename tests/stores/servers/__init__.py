"""Real servers, started on loopback with a free port and a folder of their own."""

from __future__ import annotations

from .base import Server, needed
from .fuseki import Fuseki
from .oxigraph import Oxigraph
from .virtuoso import Virtuoso

SERVERS: dict[str, type[Server]] = {"oxigraph": Oxigraph, "fuseki": Fuseki, "virtuoso": Virtuoso}

__all__ = ["SERVERS", "Fuseki", "Oxigraph", "Server", "Virtuoso", "needed"]
