"""The states of an outgoing message. They only move forward, whatever order receipts arrive in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum


class Delivery(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNKNOWN = "unknown"
    GAVE_UP = "gave_up"


_RANK = {
    Delivery.QUEUED: 0,
    Delivery.SENDING: 1,
    Delivery.UNKNOWN: 2,
    Delivery.GAVE_UP: 3,
    Delivery.SENT: 4,
    # A provider may take a message and tell later that it could not be delivered.
    Delivery.FAILED: 5,
    Delivery.DELIVERED: 6,
    Delivery.READ: 7,
}


def advances(now: Delivery, then: Delivery) -> bool:
    """True when `then` is news: a receipt that comes late or twice changes nothing."""
    return _RANK[then] > _RANK[now]


def before(state: Delivery) -> tuple[Delivery, ...]:
    """Every state from which `state` is a step forward."""
    return tuple(other for other in Delivery if advances(other, state))


# A part is behind us when the provider has it, or nobody will ever know.
PASSED = frozenset({Delivery.UNKNOWN, Delivery.SENT, Delivery.DELIVERED, Delivery.READ})


def passed(states: Iterable[Delivery]) -> Delivery | None:
    """What became of one part, from all tries to send it; None while it is still to be sent.

    A copy that arrived counts whatever became of the others.
    """
    return max((state for state in states if state in PASSED), key=lambda state: _RANK[state], default=None)


def whole(parts: Sequence[Delivery | None]) -> Delivery | None:
    """What became of a message: the least that became of its parts; None while one is still to be sent."""
    known = [part for part in parts if part is not None]
    return None if len(known) < len(parts) else min(known, key=lambda state: _RANK[state])
