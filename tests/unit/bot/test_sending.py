"""What follows a send that failed: never a silent end, never a second copy without need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery import Delivery
from bot.domain.sending import GIVE_UP_AFTER, LONGEST_PAUSE, Step, after_failure, after_silence, pause
from channels.errors import SendError, SendFault

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def failed(
    fault: SendFault, *, attempts: int = 1, age: timedelta = timedelta(), emergency: bool = False
) -> Step:
    return after_failure(
        SendError(fault), attempts=attempts, first=NOW - age, now=NOW, emergency=emergency, chance=0.5
    )


@pytest.mark.parametrize("fault", list(SendFault))
def test_every_fault_has_an_end_or_another_try(fault: SendFault) -> None:
    step = failed(fault)
    if fault is SendFault.UNKNOWN:
        assert step.state is Delivery.UNKNOWN
        assert step.at is not None
    elif fault.retryable:
        assert step.state is Delivery.QUEUED
        assert step.at is not None
        assert step.at > NOW
        assert failed(fault, age=GIVE_UP_AFTER).state is Delivery.GAVE_UP
    else:
        assert step == Step(state=Delivery.FAILED)


def test_pauses_grow_and_end_growing() -> None:
    pauses = [pause(SendError(SendFault.AWAY), attempts) for attempts in range(1, 30)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(seconds=1)
    assert pauses[-1] == LONGEST_PAUSE


def test_the_provider_is_never_asked_sooner_than_it_said() -> None:
    asked = SendError(SendFault.SLOW_DOWN, retry_after=900.0)
    assert pause(asked, 1) == timedelta(seconds=900)
    step = after_failure(asked, attempts=1, first=NOW, now=NOW, emergency=True, chance=0.0)
    assert step.at == NOW + timedelta(seconds=900)


def test_a_person_written_to_too_fast_waits_in_powers_of_four() -> None:
    pair = SendError(SendFault.SLOW_DOWN, "131056")
    assert [pause(pair, attempts).total_seconds() for attempts in (1, 2, 3, 4)] == [1, 4, 16, 64]


@pytest.mark.parametrize(
    ("emergency", "echoes", "crashed", "repeats"),
    [
        (False, False, False, 0),
        (True, False, False, 1),
        (False, False, True, 1),
        (False, True, False, 3),
        (True, True, True, 3),
    ],
)
def test_how_often_silence_is_answered_with_another_copy(
    emergency: bool, echoes: bool, crashed: bool, repeats: int
) -> None:
    def step(so_far: int) -> Step:
        return after_silence(repeats=so_far, emergency=emergency, echoes=echoes, crashed=crashed, now=NOW)

    for so_far in range(repeats):
        assert step(so_far) == Step(state=Delivery.QUEUED, at=NOW)
    assert step(repeats) == Step(state=Delivery.UNKNOWN)
