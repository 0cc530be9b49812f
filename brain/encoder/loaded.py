"""The one encoder of this process, built first if it is missing."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from brain.encoder.build import DEFAULT_OUT, build
from brain.encoder.run import Encoder

ROOT = Path(__file__).parents[2]

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def the_encoder() -> Encoder:
    """Raises WeightsUnreadable when the weights' package is missing and nothing was built before."""
    return Encoder(build(ROOT / DEFAULT_OUT, logger.debug))
