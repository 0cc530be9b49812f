"""Quarantine: genuine bodies of a provider that could not be read in full. Each is kept once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.domain.ids import new_id
from bot.store.database import Transaction
from bot.store.tables import quarantine as table

TABLE = "quarantine"


async def keep(tx: Transaction, channel: str, raw: bytes, now: datetime) -> bool:
    """False when this very body is kept already."""
    index = tx.sealer.index_bytes(f"quarantine/{channel}", raw)
    query = select(table.c.id).where(table.c.channel == channel, table.c.body_index == index)
    if (await tx.execute(query)).one_or_none() is not None:
        return False
    id = new_id()
    sealed = tx.sealer.seal(raw, table=TABLE, column="body", row=id)
    values = {"id": id, "channel": channel, "body_index": index, "body_sealed": sealed, "received_at": now}
    await tx.execute(table.insert().values(values))
    return True
