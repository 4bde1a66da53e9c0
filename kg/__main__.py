"""`python -m kg` and the `kg` command."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from kg.cli import main as run
from kg.garbage import collect_seldom


def main() -> None:
    """Runs the command line and ends the process with its status."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever called: `kg export a.json >&-`
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115  # for good
    signal.signal(signal.SIGTERM, _terminate)
    collect_seldom()
    sys.exit(run())


def _terminate(number: int, _: object) -> NoReturn:
    """Ends as an exception, so that temporary files are removed on the way out."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
