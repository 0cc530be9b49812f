"""To which line a message belongs: the net's opinion and the wording's, and how much the second counts beside the first.

The choice of the weight is made on messages that neither had seen. Pure numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from brain.arrays import Array
from brain.nlu.odds import weighed

WEIGHTS = np.round(np.arange(0, 2.05, 0.1), 1)


def choose_weight(net: Array, words: Array, lines: Sequence[str], truth: Sequence[str]) -> float:
    """The weight of `words` that gets most lines right; both float32 [messages, lines], `truth` one of `lines` each."""
    true = np.asarray([lines.index(line) for line in truth])
    right = [float((weighed(net, words, weight).argmax(axis=1) == true).mean()) for weight in WEIGHTS]
    return float(WEIGHTS[int(np.argmax(right))])
