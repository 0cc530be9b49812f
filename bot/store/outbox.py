"""Outbox: what the door, the bot and agents say. Each message has a cause, and a cause speaks once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import case, func, literal, null, select, update

from bot.domain.delivery import Delivery, before
from bot.domain.ids import AgentId, ConversationId, MessageId, new_id
from bot.store import conversations
from bot.store.database import Transaction
from bot.store.tables import conversations as talks
from bot.store.tables import outbox as table
from channels.message import Button

TABLE = "outbox"
# The people of these channels fetch what is said; for all others it is sent.
PULLED = ("web",)


class Author(StrEnum):
    DOOR = "door"
    BOT = "bot"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    id: MessageId
    conversation_id: ConversationId
    position: int
    cause: str
    author: Author
    agent_id: AgentId | None
    text: str = field(repr=False)
    buttons: tuple[Button, ...] = field(default=(), repr=False)
    state: Delivery
    created_at: datetime
    # Why it did not arrive (channels.errors.SendFault).
    fault: str | None = None


async def add(
    tx: Transaction,
    conversation: ConversationId,
    *,
    cause: str,
    author: Author,
    text: str,
    now: datetime,
    buttons: tuple[Button, ...] = (),
    agent: AgentId | None = None,
) -> bool:
    """Say something once. False when this cause has spoken already. Call under the conversation's lock."""
    if (await tx.execute(select(table.c.id).where(table.c.cause == cause))).one_or_none() is not None:
        return False
    id = MessageId(new_id())
    body = {"text": text, "buttons": [[button.title, button.payload] for button in buttons]}
    await tx.execute(
        table.insert().values(
            id=id,
            conversation_id=conversation,
            position=await conversations.next_position(tx, conversation),
            cause=cause,
            author=author,
            agent_id=agent,
            body_sealed=tx.sealer.seal_json(body, table=TABLE, column="body", row=id),
            state=Delivery.QUEUED,
            created_at=now,
            state_at=now,
            due_at=_due(conversation, now),
        )
    )
    return True


def _due(conversation: ConversationId, now: datetime) -> Any:
    channel = select(talks.c.channel).where(talks.c.id == conversation).scalar_subquery()
    return case((channel.in_(PULLED), null()), else_=literal(now, table.c.due_at.type))


async def by_cause(tx: Transaction, cause: str) -> Said | None:
    row = (await tx.execute(select(table).where(table.c.cause == cause))).one_or_none()
    return None if row is None else said_of(tx, row)


async def after(tx: Transaction, conversation: ConversationId, position: int) -> list[Said]:
    query = (
        select(table)
        .where(table.c.conversation_id == conversation, table.c.position > position)
        .order_by(table.c.position)
    )
    return [said_of(tx, row) for row in await tx.execute(query)]


async def get(tx: Transaction, id: str) -> Said | None:
    row = (await tx.execute(select(table).where(table.c.id == id))).one_or_none()
    return None if row is None else said_of(tx, row)


async def last_with_buttons(tx: Transaction, conversation: ConversationId) -> Said | None:
    """What was said last, if it offered buttons."""
    query = (
        select(table)
        .where(table.c.conversation_id == conversation)
        .order_by(table.c.position.desc())
        .limit(1)
    )
    row = (await tx.execute(query)).one_or_none()
    said = None if row is None else said_of(tx, row)
    return said if said is not None and said.buttons else None


async def last_agent_position(tx: Transaction, conversation: ConversationId) -> int:
    """Where an agent spoke last; 0 when none has."""
    query = select(func.max(table.c.position)).where(
        table.c.conversation_id == conversation, table.c.author == Author.AGENT
    )
    return int((await tx.execute(query)).scalar_one() or 0)


async def advance_up_to(
    tx: Transaction, conversation: ConversationId, position: int, state: Delivery, now: datetime
) -> list[MessageId]:
    """Move every message up to `position` forward to `state`; those further on stay. The ones that moved."""
    statement = (
        update(table)
        .where(
            table.c.conversation_id == conversation,
            table.c.position <= position,
            table.c.state.in_([str(earlier) for earlier in before(state)]),
        )
        .values(state=state, state_at=now)
        .returning(table.c.id)
    )
    return [MessageId(row[0]) for row in await tx.execute(statement)]


def said_of(tx: Transaction, row: Any) -> Said:
    body = tx.sealer.open_json(row.body_sealed, table=TABLE, column="body", row=row.id)
    return Said(
        id=MessageId(row.id),
        conversation_id=ConversationId(row.conversation_id),
        position=row.position,
        cause=row.cause,
        author=Author(row.author),
        agent_id=None if row.agent_id is None else AgentId(row.agent_id),
        text=body["text"],
        buttons=tuple(Button(title=title, payload=payload) for title, payload in body["buttons"]),
        state=Delivery(row.state),
        created_at=row.created_at,
        fault=row.fault,
    )
