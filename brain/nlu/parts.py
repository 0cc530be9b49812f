"""One verdict from the parts of a long message: the whole of it and its most alarming stretch.

A part alone lacks what makes it harmless ("he hits hard. He is our striker"), so a message that is not long is read as a
whole only: on unseen messages its parts added nothing. A long whole drowns what is not harmless. Pure numbers.
"""

from __future__ import annotations

import numpy as np

from brain.arrays import Array
from brain.nlu.odds import log_odds, rescaled, share

# What is past the encoder's reach is not in the whole at all. A stretch counts alone, less this much doubt in log-odds
# (one of 0.9 gives 0.55); tests/understanding/test_properties.py holds what that must find.
DOUBT_ALONE = 2.0


def verdict_of(parts: Array) -> tuple[Array, int]:
    """The message's urgencies float32 [4], and the part that decided.

    `parts` float32 [parts, 4] in the order of URGENCIES, the whole message first.
    """
    danger = parts[:, 0] + parts[:, 1]
    if len(parts) == 1:
        return parts[0], 0
    worst = 1 + int(danger[1:].argmax())
    alone = share(log_odds(danger[[worst]]) - np.float32(DOUBT_ALONE))
    if danger[0] >= alone[0]:
        return parts[0], 0
    return rescaled(parts[[worst]], alone)[0], worst
