"""From which confidence on an intent may be acted upon."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from brain.arrays import Array

# Below the threshold an answer is right less often than this; asking back is kinder then.
RIGHT_ENOUGH = 0.4
HIGHEST = 0.5
FEWEST = 20


def choose_doubt(unseen: Array, known: Sequence[str], truth: Sequence[str]) -> float:
    """The lowest confidence at which unseen messages of about that confidence are right often enough.

    `unseen` is float32 [n, intents], its columns in the order of `known`.
    """
    confidence = unseen.max(axis=1)
    right = np.asarray([known[i] for i in unseen.argmax(axis=1)]) == np.asarray(truth)
    for threshold in np.arange(0.05, HIGHEST, 0.01):
        near = np.abs(confidence - threshold) <= 0.05
        if near.sum() >= FEWEST and right[near].mean() >= RIGHT_ENOUGH:
            return float(round(threshold, 2))
    return HIGHEST
