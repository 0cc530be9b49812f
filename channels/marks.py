"""What travels with a button instead of its meaning: which button of which message of ours. Pure.

It fits every platform. What comes back may have been typed by anybody, so it means something only when it has exactly
this form and the door finds the message in the same conversation.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"b:([0-9a-f]{32}):([0-9]{1,2})", re.ASCII)


def mark(message: str, place: int) -> str:
    return f"b:{message}:{place}"


def our_mark(value: str) -> str | None:
    """The value when it has the form of a mark."""
    return value if _MARK.fullmatch(value) else None


def marked(value: str) -> tuple[str, int] | None:
    """Message and place of a mark; None for anything else."""
    found = _MARK.fullmatch(value)
    return None if found is None else (found[1], int(found[2]))
