"""The kinds of array the brain computes with."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float32]
# Which messages or rows, by their number.
Places: TypeAlias = npt.NDArray[np.int64]
