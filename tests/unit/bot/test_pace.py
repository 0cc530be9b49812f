"""Limits of a provider are never broken, whatever comes when, and nothing waits without need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pace import turn
from channels.capabilities import Pace

START = datetime(2026, 1, 1, tzinfo=UTC)


def times(pace: Pace, gaps: list[float]) -> list[datetime]:
    """When calls are made that are wanted with these gaps between them, in seconds."""
    spent, now, made = None, START, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        mine = turn(pace, spent, now)
        spent = mine.spent_until
        made.append(mine.at)
    return made


@given(
    st.floats(min_value=0.01, max_value=10),
    st.integers(min_value=1, max_value=50),
    st.lists(st.floats(min_value=0, max_value=20), min_size=1, max_size=120),
)
def test_no_stretch_of_time_holds_more_than_allowed(seconds: float, burst: int, gaps: list[float]) -> None:
    every = timedelta(seconds=seconds)
    made = times(Pace(seconds=seconds, burst=burst), gaps)
    assert made == sorted(made)
    for begin in range(len(made)):
        for end in range(begin + 1, len(made)):
            # Rounding to microseconds may shorten each step by one.
            allowed = burst + (made[end] - made[begin] + timedelta(microseconds=end - begin)) / every
            assert end - begin + 1 <= allowed + 1e-6


def test_after_a_pause_a_burst_goes_at_once_and_then_the_steady_rate() -> None:
    made = times(Pace(seconds=6, burst=45), [0.0] * 47)
    assert made[:45] == [START] * 45
    assert made[45:] == [START + timedelta(seconds=6), START + timedelta(seconds=12)]


def test_nothing_waits_below_the_limit() -> None:
    wanted = [1.0] * 20
    assert times(Pace(seconds=1), wanted) == [START + timedelta(seconds=number) for number in range(1, 21)]
