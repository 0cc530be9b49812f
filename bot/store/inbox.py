"""Inbox: what people wrote, kept before anything else happens. One row a message, however often it comes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, update

from bot.domain.ids import ConversationId, MessageId, new_id
from bot.store import conversations
from bot.store.database import Transaction
from bot.store.tables import inbox as table
from channels.message import Inbound, InboundKind

TABLE = "inbox"


class InboxStatus(StrEnum):
    ACCEPTED = "accepted"
    HANDLED = "handled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A stored message. `provider_message_id` is the channel's own id for it."""

    id: MessageId
    provider_message_id: str = field(repr=False)
    conversation_id: ConversationId
    position: int
    kind: InboundKind
    text: str = field(repr=False)
    payload: str | None
    status: InboxStatus
    received_at: datetime


async def known(tx: Transaction, channel: str, provider_message_id: str) -> Received | None:
    query = select(table).where(
        table.c.channel == channel, table.c.message_index == _index(tx, channel, provider_message_id)
    )
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else _received(tx, row)


async def add(tx: Transaction, message: Inbound, conversation: ConversationId, now: datetime) -> Received:
    """Keep a message under the lock of its conversation; look with `known` first, under the same lock."""
    id = MessageId(new_id())
    position = await conversations.next_position(tx, conversation)
    body = {"id": message.id, "text": message.text, "payload": message.payload, **_more(message)}
    await tx.execute(
        table.insert().values(
            id=id,
            channel=message.channel,
            message_index=_index(tx, message.channel, message.id),
            conversation_id=conversation,
            position=position,
            kind=message.kind,
            body_sealed=tx.sealer.seal_json(body, table=TABLE, column="body", row=id),
            status=InboxStatus.ACCEPTED,
            received_at=now,
        )
    )
    return Received(
        id=id,
        provider_message_id=message.id,
        conversation_id=conversation,
        position=position,
        kind=message.kind,
        text=message.text,
        payload=message.payload,
        status=InboxStatus.ACCEPTED,
        received_at=now,
    )


async def next_waiting(tx: Transaction, conversation: ConversationId) -> Received | None:
    """The oldest unhandled message of a conversation."""
    query = (
        select(table)
        .where(table.c.conversation_id == conversation, table.c.status == InboxStatus.ACCEPTED)
        .order_by(table.c.position)
        .limit(1)
    )
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else _received(tx, row)


async def handled(tx: Transaction, id: MessageId, now: datetime) -> bool:
    """Close a message. False when somebody closed it before: then nothing else may be done for it."""
    statement = (
        update(table)
        .where(table.c.id == id, table.c.status == InboxStatus.ACCEPTED)
        .values(status=InboxStatus.HANDLED, handled_at=now)
    )
    return bool((await tx.execute(statement)).rowcount == 1)


async def after(tx: Transaction, conversation: ConversationId, position: int) -> list[Received]:
    query = (
        select(table)
        .where(table.c.conversation_id == conversation, table.c.position > position)
        .order_by(table.c.position)
    )
    return [_received(tx, row) for row in await tx.execute(query)]


async def since(tx: Transaction, conversation: ConversationId, moment: datetime) -> list[Received]:
    query = (
        select(table)
        .where(table.c.conversation_id == conversation, table.c.received_at >= moment)
        .order_by(table.c.position)
    )
    return [_received(tx, row) for row in await tx.execute(query)]


async def last_position(tx: Transaction, conversation: ConversationId) -> int:
    """Of the newest message received; 0 when there is none."""
    query = select(func.max(table.c.position)).where(table.c.conversation_id == conversation)
    return int((await tx.execute(query)).scalar_one() or 0)


async def get(tx: Transaction, id: str) -> Received | None:
    row = (await tx.execute(select(table).where(table.c.id == id))).one_or_none()
    return None if row is None else _received(tx, row)


def _index(tx: Transaction, channel: str, provider_message_id: str) -> bytes:
    return tx.sealer.index(f"message/{channel}", provider_message_id)


def _more(message: Inbound) -> dict[str, Any]:
    """What only some messages have, as JSON."""
    more = {
        "sent_at": message.sent_at and message.sent_at.isoformat(),
        "name": message.name,
        "about": message.about,
        "media": message.media and asdict(message.media),
        "place": message.place and asdict(message.place),
        "contacts": [asdict(card) for card in message.contacts],
        "original": message.original,
    }
    return {name: value for name, value in more.items() if value}


def _received(tx: Transaction, row: Any) -> Received:
    body = tx.sealer.open_json(row.body_sealed, table=TABLE, column="body", row=row.id)
    return Received(
        id=MessageId(row.id),
        provider_message_id=body.get("id", ""),
        conversation_id=ConversationId(row.conversation_id),
        position=row.position,
        kind=InboundKind(row.kind),
        text=body["text"],
        payload=body["payload"],
        status=InboxStatus(row.status),
        received_at=row.received_at,
    )
