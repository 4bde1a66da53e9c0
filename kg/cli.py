"""The command line: arguments in (see kg.arguments), an exit status out. What a command does is in kg.commands,
loaded when it is called: `kg --help` loads no library but Python's own.

Data goes to standard output, everything else to standard error; `-` is standard input or output.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from kg.arguments import parser
from kg.errors import FilmKGError
from kg.interrupts import held

_INTERRUPTED = 128 + signal.SIGINT
_PIPE_CLOSED = 141
"""128 + SIGPIPE: what a shell reports of any other program in this case."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns the status to end the process with. `argv`: None takes the process's own.

    Raises SystemExit for `--help`, `--version` and arguments that are wrong by themselves.
    """
    try:
        arguments = parser().parse_args(argv)
        with held():
            command = import_module(f"kg.commands.{arguments.command}")
        status: int = command.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail("interrupted", _INTERRUPTED)
    except FilmKGError as error:
        if _pipe_closed(error):
            return _quiet()
        if error.exit_status == 4:
            return _internal(error)
        return _fail(str(error), error.exit_status)
    except BrokenPipeError:
        return _quiet()
    except OSError as error:
        # Files are the business of sources and sinks, which name them: this is standard output.
        return _fail(f"standard output: cannot be written: {error.strerror or error}", 3)
    except Exception as error:
        return _internal(error)
    return status


def _fail(message: str, status: int) -> int:
    print("kg:", " ".join(message.split()), file=sys.stderr)
    _drop_output()
    return status


def _internal(error: Exception) -> int:
    if os.environ.get("KG_DEBUG") == "1":
        traceback.print_exception(error)
    return _fail(f"internal error: {type(error).__name__}: {error} (please report it; KG_DEBUG=1 shows more)", 4)


def _quiet() -> int:
    """The reader of the output has what it wanted: nothing to say."""
    _drop_output()
    return _PIPE_CLOSED


def _drop_output() -> None:
    """Keeps the interpreter from failing once more when it flushes what nobody takes."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _pipe_closed(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, BrokenPipeError):
            return True
        error = error.__cause__
    return False
