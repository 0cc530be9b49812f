"""From which confidence on an intent may be acted upon."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from brain.nlu.head import Fitted

# Below the threshold an answer is right less often than this; asking back is kinder then.
RIGHT_ENOUGH = 0.4
HIGHEST = 0.5


def choose_doubt(fitted: Fitted, truth: Sequence[str]) -> float:
    """The lowest confidence at which unseen examples of about that confidence are right often enough."""
    confidence = fitted.unseen.max(axis=1)
    guessed = [fitted.head.classes[i] for i in fitted.unseen.argmax(axis=1)]
    right = np.asarray([a == b for a, b in zip(guessed, truth, strict=True)], float)
    for threshold in np.arange(0.05, HIGHEST, 0.01):
        near = np.abs(confidence - threshold) <= 0.05
        if near.sum() >= 20 and right[near].mean() >= RIGHT_ENOUGH:
            return float(round(threshold, 2))
    return HIGHEST if len(truth) >= 200 else 0.0
