"""Brings the encoder's features and the letters' to comparable size, and folds that into weights.

The encoder's vectors crowd together (cosines above 0.8), so each of their dimensions is brought to
one spread; letters keep the proportions the decomposition gave them. The two factors came from
cross-validation and are not sharp.
"""

from __future__ import annotations

import numpy as np

from brain.arrays import Array

# The first features are the encoder's, the rest are letters.
MEANING = 384
MEANING_STRETCH = np.float32(3.0)
LETTERS_STRETCH = np.float32(2.0)


def scale(features: Array) -> tuple[Array, Array]:
    """Middle and stretch of each feature, float32 [features]."""
    middle = np.zeros(features.shape[1], np.float32)
    stretch = np.full(features.shape[1], LETTERS_STRETCH, np.float32)
    dense = features[:, :MEANING]
    middle[:MEANING] = dense.mean(axis=0)
    spread = dense.std(axis=0) + np.float32(1e-6)
    stretch[:MEANING] = MEANING_STRETCH / (spread * np.sqrt(np.float32(dense.shape[1])))
    return middle, stretch


def folded(weights: Array, bias: Array, middle: Array, stretch: Array) -> tuple[Array, Array]:
    """The same linear map for features as they come."""
    stretched = weights * stretch[:, None]
    return stretched, bias - middle @ stretched
