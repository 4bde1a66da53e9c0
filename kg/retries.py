"""Requests that are made again when what went wrong may pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import TypeVar

MAX_WAIT = 120.0
"""Seconds: a server that asks for a longer pause is not waited for."""

T = TypeVar("T")


class PassingError(Exception):
    """A failure that may be gone in a while: a message to `until_done`, which lets none out."""

    def __init__(
        self, message: str, wait: float | None = None, tries: int | None = None, status: int | None = None
    ) -> None:
        """wait: seconds the server asks for, None when it does not say; tries: more are of no use; status: what it
        answered, None when it gave no answer."""
        super().__init__(message)
        self.message = message
        self.wait = wait
        self.tries = tries
        self.status = status


def until_done(
    attempt: Callable[[], T],
    name: str,
    tries: int,
    sleep: Callable[[float], object],
    notify: Callable[[str], object] | None,
    failed: Callable[[str, PassingError], Exception],
) -> T:
    """What `attempt` returns, which is called again when it raises PassingError, at most `tries` times in all.

    Pauses grow from one second on, or are as long as the server asks. name: what is asked, for messages; sleep makes
    the pauses; notify is told of each in one line; failed makes the exception that is raised when it was in vain.
    """
    number = 0
    while True:
        number += 1
        try:
            return attempt()
        except PassingError as failure:
            most = min(tries, failure.tries or tries)
            if number >= most:
                times = f" ({number} tries)" if number > 1 else ""
                raise failed(f"{name}: {failure.message}{times}", failure) from failure
            wait = min(2.0 ** (number - 1), MAX_WAIT) if failure.wait is None else failure.wait
            if wait > MAX_WAIT:
                message = f"{name}: {failure.message}, and asks to come back in {wait:.0f} seconds"
                raise failed(message, failure) from failure
            if notify is not None:
                notify(f"{name}: {failure.message}; waiting {wait:g} s before try {number + 1} of {most}")
        sleep(wait)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The pause that Retry-After asks for (https://www.rfc-editor.org/rfc/rfc9110#name-retry-after): seconds, or a
    moment, which is taken against the server's own Date. None when there is none to be read.

    headers: those of an answer, which can be asked for in small letters.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
        return max((moment - parsedate_to_datetime(headers.get("date", ""))).total_seconds(), 0.0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
