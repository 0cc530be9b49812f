"""The intent of the training message nearest in meaning: a reason a person can judge. Never its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from brain.arrays import Array

# The encoder's first view; int8 is plenty to find a neighbour and a quarter of the memory.
WIDTH = 384
STEPS = 500.0


class Nearest:
    def __init__(self, points: npt.NDArray[np.int8], intents: Sequence[str]) -> None:
        self._points = points
        self._intents = list(intents)

    @classmethod
    def of(cls, rows: Array, intents: Sequence[str]) -> Nearest:
        points = np.clip(np.round(rows[:, :WIDTH] * STEPS), -127, 127).astype(np.int8)
        return cls(points, intents)

    def intent_of(self, row: Array) -> str:
        nearness = self._floats @ row[:WIDTH]
        return self._intents[int(nearness.argmax())]

    @property
    def _floats(self) -> Array:
        # Made once, on first use: a model that only trains never needs it.
        if not hasattr(self, "_made"):
            self._made = self._points.astype(np.float32)
        return self._made

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        return {"nearest.points": self._points, "nearest.intents": np.asarray(self._intents)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Nearest:
        points = arrays["nearest.points"].astype(np.int8)
        return cls(points, [str(intent) for intent in arrays["nearest.intents"]])
