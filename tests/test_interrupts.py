"""Ctrl-C is held back where it would do harm, and not lost. In processes of their own, which have one thread."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from .conftest import ROOT, environment

pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signal can be held back here")

START = "import os, signal\nfrom kg.interrupts import held\n"
INTERRUPT = "os.kill(os.getpid(), signal.SIGINT)"


def steps(body: str) -> list[str]:
    """The lines that a program prints."""
    call = [sys.executable, "-c", START + body]
    done = subprocess.run(call, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.split()


def test_raised_at_the_end() -> None:
    body = f"""
try:
    with held():
        {INTERRUPT}
        print("within")
    print("behind")
except KeyboardInterrupt:
    print("raised")
print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""
    assert steps(body) == ["within", "raised", "False"]


def test_within_another() -> None:
    """The inner end is no end: what is held back from outside stays so."""
    body = f"""
try:
    with held():
        with held():
            {INTERRUPT}
        print("inner")
except KeyboardInterrupt:
    print("raised")
"""
    assert steps(body) == ["inner", "raised"]
