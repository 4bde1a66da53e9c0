"""Running times and track lengths: case files and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.durations import RunningTimeFound, parse_running_times, parse_track_length
from tests.values.cases import Case, read_cases

RUNNING_TIMES = read_cases("running_times.txt", at_least=70)
TRACKS = read_cases("track_lengths.txt", at_least=25)


def shown(found: RunningTimeFound) -> str:
    return f"{found.minutes}" + (f" | {found.qualifier}" if found.qualifier else "")


@pytest.mark.parametrize("case", RUNNING_TIMES, ids=str)
def test_running_time(case: Case) -> None:
    reading = parse_running_times(case.text)
    unread = () if reading.unread is None else (f"unread: {reading.unread}".replace("\n", "⏎"),)
    assert ((*map(shown, reading.times), *unread) or ("nothing",)) == case.expected


@pytest.mark.parametrize("case", TRACKS, ids=str)
def test_track_length(case: Case) -> None:
    assert (str(parse_track_length(case.text)),) == case.expected


PIECES = st.sampled_from(
    "1 51 111 2:03:15 74:30 90–95 8,000 minutes min. hours h m s seconds reels feet ( ) [ ] , ; : / \n x to or and "
    "about less than US ſ ′ ٣".split(" ")
)
ANY = st.text(max_size=100) | st.lists(PIECES, max_size=30).map("".join) | st.lists(PIECES, max_size=30).map(" ".join)


@given(ANY)
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = parse_running_times(text)
    assert all(0 < found.minutes <= 1000 for found in reading.times)
    assert all(text[found.begin : found.end].strip() for found in reading.times)
    if not reading.times:
        assert (reading.unread is not None) == any(char.isalnum() for char in text)
    seconds = parse_track_length(text)
    assert seconds is None or seconds >= 0


@given(st.integers(0, 999), st.integers(0, 59))
def test_minutes_and_seconds(minutes: int, seconds: int) -> None:
    assert parse_track_length(f"{minutes}:{seconds:02d}") == minutes * 60 + seconds
