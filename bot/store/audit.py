"""Who did what at the desk. Names actions and ids, never content."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import AgentId, new_id
from bot.store.database import Transaction
from bot.store.tables import audit as table


async def note(
    tx: Transaction, *, agent: AgentId | None, action: str, subject: str | None, now: datetime
) -> None:
    await tx.execute(
        table.insert().values(id=new_id(), agent_id=agent, action=action, subject_id=subject, at=now)
    )
