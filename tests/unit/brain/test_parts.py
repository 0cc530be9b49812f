"""Whole and stretches: what each adds to the verdict on a long message."""

from __future__ import annotations

import numpy as np
import pytest

from brain.nlu.parts import verdict_of

CALM = [0.0, 0.02, 0.08, 0.9]
ALARM = [0.6, 0.38, 0.01, 0.01]
UNSURE = [0.1, 0.2, 0.3, 0.4]


def parts(*rows: list[float]) -> np.ndarray:
    return np.asarray(rows, np.float32)


def test_a_message_of_one_part_is_what_it_is() -> None:
    urgency, weighed = verdict_of(parts(UNSURE))
    assert urgency == pytest.approx(UNSURE)
    assert weighed == 0


def test_one_alarming_stretch_is_not_drowned() -> None:
    urgency, weighed = verdict_of(parts(CALM, CALM, CALM, ALARM, CALM))
    assert weighed == 3
    assert 0.3 < urgency[:2].sum() < 0.98
    assert urgency.sum() == pytest.approx(1.0, abs=1e-4)
    assert urgency[0] / urgency[1] == pytest.approx(0.6 / 0.38, rel=1e-3)


def test_a_doubtful_stretch_does_not_alarm_alone() -> None:
    urgency, _ = verdict_of(parts(CALM, CALM, UNSURE, CALM, CALM))
    assert urgency[:2].sum() < 0.06


def test_an_alarming_whole_speaks_for_itself() -> None:
    urgency, weighed = verdict_of(parts(ALARM, CALM, [0.7, 0.29, 0.005, 0.005], CALM, CALM))
    assert weighed == 0
    assert urgency == pytest.approx(ALARM)
