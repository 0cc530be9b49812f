"""Probabilities and their log-odds. Bounded, so that no single opinion shouts the others down."""

from __future__ import annotations

import numpy as np

from brain.arrays import Array

SUREST = 1e-3


def log_odds(shares: Array) -> Array:
    bounded = np.clip(shares, SUREST, 1 - SUREST)
    odds: Array = np.log(bounded / (1 - bounded))
    return odds


def share(odds: Array) -> Array:
    shares: Array = 1 / (1 + np.exp(-np.asarray(odds, np.float32)))
    return shares


def rescaled(urgencies: Array, danger: Array) -> Array:
    """`urgencies` float32 [n, 4] (emergency, urgent, attention, routine) with `danger` [n] as the sum of the first two."""
    before = urgencies[:, 0] + urgencies[:, 1]
    out = urgencies.copy()
    out[:, :2] *= (danger / np.maximum(before, 1e-6))[:, None]
    out[:, 2:] *= ((1 - danger) / np.maximum(1 - before, 1e-6))[:, None]
    total: Array = out / np.maximum(out.sum(axis=1, keepdims=True), 1e-6)
    return total


def softmax(logits: Array) -> Array:
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Array = grown / grown.sum(axis=1, keepdims=True)
    return shares


def weighed(first: Array, second: Array, weight: float) -> Array:
    """Two opinions about the same classes, [n, classes] each, as one; `weight` is the second's against the first's 1."""
    one, other = (np.log(np.clip(each, SUREST, 1)) for each in (first, second))
    return softmax(one + np.float32(weight) * other)
