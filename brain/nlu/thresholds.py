"""When a message is escalated: thresholds chosen on examples the model had not seen, recall first.

Owns the choice and the curve that justifies it. Pure numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from brain.arrays import Array
from brain.nlu.labels import ESCALATED, URGENCIES

# How many false alarms one missed disclosure is worth, and a misranked emergency is worth.
MISS_COSTS = 6.0
EMERGENCY_MISS_COSTS = 3.0
GRID = np.round(np.arange(0.02, 0.98, 0.01), 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    escalated: float  # of emergency + urgent
    emergency: float  # of emergency's share within the two

    def verdict(self, shares: Mapping[str, float]) -> str:
        """emergency | urgent | attention | routine for the probabilities of the four."""
        escalated = shares["emergency"] + shares["urgent"]
        if escalated >= self.escalated:
            share = shares["emergency"] / max(escalated, 1e-9)
            return "emergency" if share >= self.emergency else "urgent"
        return "attention" if shares["attention"] >= shares["routine"] else "routine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    threshold: float
    recall: float
    precision: float
    false_rate: float


def choose(unseen: Array, truth: Sequence[str]) -> tuple[Thresholds, list[Point]]:
    """Thresholds and the escalation curve. `unseen` has one column for each of URGENCIES, in order."""
    emergency, urgent = (unseen[:, URGENCIES.index(word)] for word in ("emergency", "urgent"))
    score = emergency + urgent
    positive = np.asarray([word in ESCALATED for word in truth])
    costs = [_cost(score >= t, positive, MISS_COSTS) for t in GRID]
    escalated = float(GRID[_middle_of_best(costs)])
    share = emergency / np.maximum(score, 1e-9)
    is_emergency = np.asarray([word == "emergency" for word in truth])[positive]
    costs = [_cost(share[positive] >= t, is_emergency, EMERGENCY_MISS_COSTS) for t in GRID]
    chosen = Thresholds(escalated=escalated, emergency=float(GRID[_middle_of_best(costs)]))
    return chosen, [_point(float(t), score >= t, positive) for t in GRID[4::5]]


def _cost(said: npt.NDArray[np.bool_], true: npt.NDArray[np.bool_], miss: float) -> float:
    return miss * float((true & ~said).sum()) + float((said & ~true).sum())


def _middle_of_best(costs: Sequence[float]) -> int:
    """Of equally good neighbours the middle one: the least accidental."""
    best = min(costs)
    places = [i for i, cost in enumerate(costs) if cost <= best * 1.01 + 1e-9]
    return places[len(places) // 2]


def _point(threshold: float, said: npt.NDArray[np.bool_], true: npt.NDArray[np.bool_]) -> Point:
    found = float((said & true).sum())
    return Point(
        threshold=threshold,
        recall=found / max(1.0, float(true.sum())),
        precision=found / max(1.0, float(said.sum())),
        false_rate=float((said & ~true).sum()) / max(1.0, float((~true).sum())),
    )
