"""The desk's numbered events. They name what changed, never its content; the reader looks that up.

Numbers rise without gaps in the order of commits: the counter's row is locked by whoever writes an event,
so a reader that has seen n has seen everything before n.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from sqlalchemy import func, select, update

from bot.domain.ids import ConversationId
from bot.store.database import Transaction
from bot.store.tables import counters
from bot.store.tables import desk_events as table

COUNTER = "desk_events"
TOPIC = "desk"


class Topic(StrEnum):
    CASE = "case"
    INBOUND = "inbound"
    OUTBOUND = "outbound"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEvent:
    number: int
    topic: Topic
    subject_id: str
    conversation_id: ConversationId
    at: datetime


async def add(
    tx: Transaction, topic: Topic, subject_id: str, conversation: ConversationId, now: datetime
) -> None:
    """Written with the commit: whoever holds the counter's lock waits for nothing any more."""
    tx.events.append({"topic": topic, "subject_id": subject_id, "conversation_id": conversation, "at": now})
    tx.at_last(TOPIC, partial(_write, tx))
    tx.ring(TOPIC)


async def _write(tx: Transaction) -> None:
    statement = (
        update(counters)
        .where(counters.c.name == COUNTER)
        .values(value=counters.c.value + len(tx.events))
        .returning(counters.c.value)
    )
    last = int((await tx.execute(statement)).scalar_one())
    first = last - len(tx.events) + 1
    rows = [event | {"number": number} for number, event in enumerate(tx.events, first)]
    await tx.execute(table.insert(), rows)


async def last_number(tx: Transaction) -> int:
    query = select(counters.c.value).where(counters.c.name == COUNTER)
    return int((await tx.execute(query)).scalar_one())


async def first_number(tx: Transaction) -> int | None:
    """The oldest event still kept; whoever has seen less needs a new snapshot."""
    value = (await tx.execute(select(func.min(table.c.number)))).scalar_one()
    return None if value is None else int(value)


async def after(tx: Transaction, number: int, limit: int = 500) -> list[DeskEvent]:
    query = select(table).where(table.c.number > number).order_by(table.c.number).limit(limit)
    return [
        DeskEvent(
            number=row.number,
            topic=Topic(row.topic),
            subject_id=row.subject_id,
            conversation_id=ConversationId(row.conversation_id),
            at=row.at,
        )
        for row in await tx.execute(query)
    ]
