"""`kg serve`: a store as web pages and a SPARQL endpoint."""

from __future__ import annotations

import argparse
import sys

from kg.errors import UsageError
from kg.sources.problem import one_line


def run(arguments: argparse.Namespace) -> int:
    """Serves until it is interrupted. Raises KeyboardInterrupt then, SourceError for what cannot be read, OutputError
    for a port that cannot be had, UsageError without the libraries."""
    try:
        from kg.web import asking, server
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "kg":
            raise
        raise UsageError(f"kg serve needs {error.name}: install it with pip install 'filmkg[serve]'") from error
    # Before the store is read: a port in use is told at once.
    listener = server.listen(arguments.host, arguments.port)
    with listener:
        site = server.open_site(arguments.store, arguments.source, _say)
        if not server.is_loopback(listener):
            _say("other machines can reach this server; without --host only this one can")
        print(f"kg: serving {arguments.store} on {server.address_of(listener)} (Ctrl-C ends it)", file=sys.stderr)
        asking.prepare()
        limit = arguments.limit or None
        ask = asking.Asker(arguments.store, arguments.timeout, limit)
        server.serve(site, ask, limit, listener, arguments.host)
    return 0


def _say(message: str) -> None:
    print("kg:", one_line(message, 800), file=sys.stderr)
