"""What every service needs to know of this installation; handed over once, by plain arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.store.database import Database
from bot.texts import Texts


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    database: Database
    texts: Texts
    reference_prefix: str
    facts: dict[str, str]
    now: Callable[[], datetime] = utc_now
