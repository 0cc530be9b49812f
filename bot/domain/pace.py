"""How fast a provider may be called: the generic cell rate algorithm, one stored moment for each limit.

The moment is when all that was sent would have gone out at the steady rate. Kept in the database, it holds for several doors
and survives a restart. Pure: times are passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.capabilities import Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`at`: when the call may be made; `spent_until`: the moment to keep if it is made then."""

    at: datetime
    spent_until: datetime


def turn(pace: Pace, spent_until: datetime | None, now: datetime) -> Turn:
    """The next call's turn; `at` is `now` when nothing has to be waited for."""
    every = timedelta(seconds=pace.seconds)
    spent = now if spent_until is None else max(spent_until, now)
    at = max(now, spent - every * (pace.burst - 1))
    return Turn(at=at, spent_until=max(spent, at) + every)
