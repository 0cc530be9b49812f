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

# The share of unseen disclosures that must be found. The goal is 0.98, the published best of crisis lines in English; the
# messages held back are quieter than most: with this share of them, the held-out sets stand near 0.985 (docs/decisions/0022).
RECALL = 0.97
# The share of unseen emergencies that must stand first in the queue: two points above the goal, since sets are finite.
FIRST = 0.92
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
    emergencies = np.asarray([word == "emergency" for word in truth])
    chosen = Thresholds(
        escalated=_highest(score[positive], RECALL),
        emergency=_highest((emergency / np.maximum(score, 1e-9))[emergencies], FIRST),
    )
    return chosen, [_point(float(t), score >= t, positive) for t in GRID[4::5]]


def _highest(scores: Array, share: float) -> float:
    """The highest threshold that still finds this share of those that should be found."""
    if not len(scores):
        return float(GRID[0])
    found = [t for t in GRID if float((scores >= t).mean()) >= share]
    return float(found[-1]) if found else float(GRID[0])


def _point(threshold: float, said: npt.NDArray[np.bool_], true: npt.NDArray[np.bool_]) -> Point:
    found = float((said & true).sum())
    return Point(
        threshold=threshold,
        recall=found / max(1.0, float(true.sum())),
        precision=found / max(1.0, float(said.sum())),
        false_rate=float((said & ~true).sum()) / max(1.0, float((~true).sum())),
    )
