"""How fast one session may write. Pure: time is passed in."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

MESSAGES = 30
SECONDS = 10.0


@dataclass(slots=True)
class Pace:
    """A sliding window over one session's messages."""

    _at: deque[float] = field(default_factory=deque)

    def allows(self, now: float) -> bool:
        while self._at and self._at[0] <= now - SECONDS:
            self._at.popleft()
        if len(self._at) >= MESSAGES:
            return False
        self._at.append(now)
        return True

    def idle(self, now: float) -> bool:
        return not self._at or self._at[-1] <= now - SECONDS


@dataclass(slots=True)
class Paces:
    """One pace a session, forgotten when idle."""

    _of: dict[str, Pace] = field(default_factory=dict)

    def allows(self, session: str, now: float) -> bool:
        if len(self._of) > 1000:
            self._of = {key: pace for key, pace in self._of.items() if not pace.idle(now)}
        return self._of.setdefault(session, Pace()).allows(now)
