"""Parallel work gives what serial work gives, in order, whatever happens to a process."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InternalError
from kg.workers import FEW, default_workers, ordered_map

from .conftest import ROOT, environment


def slow_when_even(number: int) -> int:
    time.sleep(0 if number % 2 else 0.02)
    return number * number


def dies_at_seven(number: int) -> int:
    if number == 7:
        os._exit(3)
    return slow_when_even(number)


def fails_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, 40])
def test_order(workers: int, count: int) -> None:
    assert list(ordered_map(slow_when_even, range(count), workers)) == [(n, n * n) for n in range(count)]


def test_a_death_takes_no_other_with_it() -> None:
    found = dict(ordered_map(dies_at_seven, range(20), 2))
    assert isinstance(found.pop(7), InternalError)
    assert found == {n: n * n for n in range(20) if n != 7}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_is_raised_here(workers: int) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(ordered_map(fails_at_seven, range(20), workers))
    assert multiprocessing.active_children() == []


def test_reads_only_a_little_ahead() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    found = ordered_map(slow_when_even, items(), 2)
    assert next(found) == (0, 0)
    assert taken < 20
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert multiprocessing.active_children() == []


def test_default() -> None:
    assert default_workers() >= 1


def large(number: int) -> bytes:
    return bytes(number) * 3


def test_more_than_a_pipe_holds() -> None:
    """In both directions, while the others are at work."""
    size = 1 << 20
    found = [len(result) for _, result in ordered_map(large, [size] * 20, 3) if isinstance(result, bytes)]
    assert found == [3 * size] * 20
    items = [bytes([number]) * size for number in range(20)]
    assert list(ordered_map(len, items, 3)) == [(item, size) for item in items]


def test_many_deaths() -> None:
    found = list(ordered_map(os._exit, range(1, 13), 3))
    assert [item for item, _ in found] == list(range(1, 13))
    assert all(isinstance(result, InternalError) for _, result in found)
    assert multiprocessing.active_children() == []


ORPHAN = """
import sys, time
from kg.workers import ordered_map
def at_work(number):
    print(number, flush=True)
    return number
def items():
    yield from range(9)
    time.sleep(60)
for _ in ordered_map(at_work, items(), 2):
    pass
"""


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    """Even when it is killed and can tell nobody: what they have open is closed at once."""
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=environment(PYTHONPATH=str(ROOT))
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.kill()
        process.stdout.read()  # to the end, which comes when nobody can write any more
    assert process.returncode == -9
