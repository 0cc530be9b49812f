"""Brings the encoder's features to one size, and folds that into weights.

The encoder's vectors crowd together (cosines above 0.8), so each of their dimensions is brought to one spread. The factor
came from cross-validation and is not sharp.
"""

from __future__ import annotations

import numpy as np

from brain.arrays import Array

STRETCH = np.float32(3.0)


def scale(features: Array) -> tuple[Array, Array]:
    """Middle and stretch of each feature, float32 [features]."""
    spread = features.std(axis=0) + np.float32(1e-6)
    stretch: Array = STRETCH / (spread * np.sqrt(np.float32(features.shape[1])))
    return features.mean(axis=0), stretch


def folded(weights: Array, bias: Array, middle: Array, stretch: Array) -> tuple[Array, Array]:
    """The same linear map for features as they come."""
    stretched = weights * stretch[:, None]
    return stretched, bias - middle @ stretched
