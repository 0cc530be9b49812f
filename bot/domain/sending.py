"""What follows an attempt to send: on to the next part, again later, or an end that the desk can see. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.delivery import Delivery
from channels.errors import SendError, SendFault

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=5)
# WhatsApp asks for 4 to the power of n seconds when one person is written to too fast (error 131056).
PAIR_BASE = 4
BASE = 2
# How much later than asked a retry may come, so that many do not come at the same moment.
JITTER = 0.25
# After this long nobody waits for a bot's sentence any more, and an agent must decide again.
GIVE_UP_AFTER = timedelta(hours=24)
# The account is wrong: somebody has to mend it, but nothing is lost meanwhile.
ACCOUNT_PAUSE = timedelta(minutes=1)
# A send whose answer was lost: so long a receipt may still tell; later the next message goes on.
SETTLE = timedelta(seconds=30)
# In an emergency a second copy is better than silence.
SETTLE_EMERGENCY = timedelta(seconds=5)
MOST_REPEATS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`at` is when to look at the message again: to send it (QUEUED) or to stop hoping for a receipt (UNKNOWN)."""

    state: Delivery
    at: datetime | None = None


def after_failure(
    error: SendError, *, attempts: int, first: datetime, now: datetime, emergency: bool, chance: float
) -> Step:
    """`attempts` counts this one; `first` is when the message was written; `chance` is a random number from 0 to 1."""
    if error.fault is SendFault.UNKNOWN:
        return Step(state=Delivery.UNKNOWN, at=now + (SETTLE_EMERGENCY if emergency else SETTLE))
    if not error.fault.retryable:
        return Step(state=Delivery.FAILED)
    if now - first >= GIVE_UP_AFTER:
        return Step(state=Delivery.GAVE_UP)
    return Step(state=Delivery.QUEUED, at=now + pause(error, attempts) * (1 + JITTER * chance))


def pause(error: SendError, attempts: int) -> timedelta:
    """Never shorter than the provider asks for."""
    if error.fault is SendFault.ACCOUNT:
        least = ACCOUNT_PAUSE
    else:
        base = BASE if error.whole_channel or error.fault is SendFault.AWAY else PAIR_BASE
        least = min(FIRST_PAUSE * base ** min(attempts - 1, 10), LONGEST_PAUSE)
    asked = timedelta(seconds=error.retry_after or 0)
    return max(least, asked)


def after_silence(*, repeats: int, emergency: bool, echoes: bool, crashed: bool, now: datetime) -> Step:
    """No receipt came in time for a send of which nobody knows whether it went out.

    `repeats`: how often it was sent again for that. `echoes`: the channel tells about all that it took, so that silence
    means it took nothing. Without echoes only an emergency, or what a dead process left behind, is sent once more.
    What stays UNKNOWN may still be settled by a late receipt; the desk shows that nobody knows.
    """
    most = MOST_REPEATS if echoes else int(emergency or crashed)
    if repeats < most:
        return Step(state=Delivery.QUEUED, at=now)
    return Step(state=Delivery.UNKNOWN)
