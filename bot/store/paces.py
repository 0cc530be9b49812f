"""How far each pace is used up, shared by all doors of a database."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from bot.domain.pace import turn
from bot.store.database import Transaction, insert_once
from bot.store.tables import paces as table
from channels.capabilities import Pace


async def take_turn(tx: Transaction, wanted: list[tuple[str, Pace]], now: datetime) -> datetime:
    """When a call may be made that needs all of these paces: `now`, and its turn is taken; or later, and nothing is.

    Keys are blind, since they hold a person's address.
    """
    turns = []
    for key, pace in wanted:
        index, spent = await _spent(tx, key, now)
        turns.append((index, turn(pace, spent, now)))
    at = max(mine.at for _, mine in turns)
    if at > now:
        return at
    for index, mine in turns:
        statement = update(table).where(table.c.key_index == index)
        await tx.execute(statement.values(spent_until=mine.spent_until))
    return now


async def pause(tx: Transaction, key: str, pace: Pace, until: datetime) -> None:
    """Nobody calls before `until`: the platform asked for it, or nothing would work."""
    index, known = await _spent(tx, key, until)
    spent = until + timedelta(seconds=pace.seconds) * (pace.burst - 1)
    if known < spent:
        await tx.execute(update(table).where(table.c.key_index == index).values(spent_until=spent))


async def forget_before(tx: Transaction, now: datetime) -> None:
    """Paces that are not used up at all say nothing."""
    await tx.execute(table.delete().where(table.c.spent_until < now))


async def _spent(tx: Transaction, key: str, now: datetime) -> tuple[bytes, datetime]:
    """The pace's index and moment; its row is locked, and made when there was none."""
    index = tx.sealer.index("pace", key)
    query = select(table.c.spent_until).where(table.c.key_index == index).with_for_update()
    spent = (await tx.execute(query)).scalar_one_or_none()
    if spent is None:
        await tx.execute(insert_once(tx, table).values(key_index=index, spent_until=now))
        spent = (await tx.execute(query)).scalar_one()
    return index, spent
