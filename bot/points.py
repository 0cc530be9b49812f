"""Named points in a message's way, where a test may kill the process to prove that nothing is lost.

With BAB_KILL_AT=name (or name:3 for the third time) the process ends itself there as kill -9 would.
Without it, reaching a point costs one dictionary look-up.
"""

from __future__ import annotations

import os
import signal

POINTS = (
    "receive.before_commit",
    "receive.after_commit",
    "converse.before_card_commit",
    "converse.after_card_commit",
    "converse.before_brain",
    "converse.after_brain",
    "converse.before_reply_commit",
    "converse.after_reply_commit",
    "deliver.before_sending_commit",
    "deliver.after_sending_commit",
    "deliver.after_call",
    "deliver.after_sent_commit",
)

_name, _, _count = os.environ.get("BAB_KILL_AT", "").partition(":")
_remaining = {_name: int(_count or 1)} if _name else {}


def reach(point: str) -> None:
    if point in _remaining:
        _remaining[point] -= 1
        if _remaining[point] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
