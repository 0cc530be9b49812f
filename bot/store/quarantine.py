"""Quarantine: genuine bodies nobody here can read yet. Kept sealed, never dropped, never logged."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import new_id
from bot.store.database import Transaction
from bot.store.tables import quarantine as table

TABLE = "quarantine"


async def add(tx: Transaction, channel: str, body: bytes, reason: str, now: datetime) -> None:
    id = new_id()
    await tx.execute(
        table.insert().values(
            id=id,
            channel=channel,
            reason=reason,
            body_sealed=tx.sealer.seal(body, table=TABLE, column="body", row=id),
            received_at=now,
        )
    )
