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
