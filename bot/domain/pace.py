"""How fast a provider may be called: the generic cell rate algorithm, one stored moment for each limit.

The moment is when all that was sent would have gone out at the steady rate. Kept in the database, it holds for several doors
and survives a restart. Pure: times are passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One call each `every` on average, and at most `burst` at once after a pause."""

    every: timedelta
    burst: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`at`: when the call may be made; `spent_until`: the moment to keep if it is made then."""

    at: datetime
    spent_until: datetime


def turn(limit: Limit, spent_until: datetime | None, now: datetime) -> Turn:
    """The next call's turn; `at` is `now` when nothing has to be waited for."""
    spent = now if spent_until is None else max(spent_until, now)
    at = max(now, spent - limit.every * (limit.burst - 1))
    return Turn(at=at, spent_until=max(spent, at) + limit.every)
