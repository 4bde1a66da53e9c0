"""Ctrl-C is held back where it would do harm, and not lost."""

from __future__ import annotations

import os
import signal

import pytest

from kg.interrupts import held

pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signal can be held back here")


def test_raised_at_the_end() -> None:
    reached = False
    with pytest.raises(KeyboardInterrupt), held():  # noqa: PT012
        os.kill(os.getpid(), signal.SIGINT)
        reached = True
    assert reached
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_within_another() -> None:
    """The inner end is no end: what is held back from outside stays so."""
    steps = []
    with pytest.raises(KeyboardInterrupt), held():  # noqa: PT012
        with held():
            os.kill(os.getpid(), signal.SIGINT)
        steps.append("inner")
    assert steps == ["inner"]
