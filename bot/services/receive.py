"""Receive: keep a message durably before anything else happens. The same message again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.conversation import Conversation
from bot.domain.ids import ConversationId, MessageId
from bot.domain.words import ReplyLanguage
from bot.points import reach
from bot.services.house import House
from bot.services.meant import meant
from bot.store import conversations, deliveries, desk_events, inbox
from bot.store.conversations import Address
from bot.store.database import Transaction
from bot.store.desk_events import Topic
from channels.message import Inbound

TOPIC = "inbox"
# Rung when there is something to send.
OUTBOX = "outbox"
# Over plain HTTP a message and the exit that followed it travel separately: one that comes in this soon after the
# exit was written before it, and the person has not come back.
IN_FLIGHT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    message_id: MessageId
    conversation_id: ConversationId
    position: int
    repeated: bool


def conversation_topic(id: str) -> str:
    return f"conversation:{id}"


async def receive(house: House, message: Inbound) -> Receipt:
    """Returns after the commit. Raises StoreUnavailable when nothing was kept: the sender must try again."""
    async with house.database.write() as tx:
        now = house.now()
        conversation = await conversation_of(tx, message, now)
        shut_out = await deliveries.shut_out(tx, conversation.id)
        await deliveries.lock(tx, shut_out, now)
        receipt = await keep(tx, message, conversation, now)
        if not receipt.repeated:
            await speak_again(tx, shut_out, now)
        reach("receive.before_commit")
    reach("receive.after_commit")
    return receipt


async def conversation_of(tx: Transaction, message: Inbound, now: datetime) -> Conversation:
    """The conversation of whoever wrote, locked; made when there is none.

    Answers go to the address of the newest message. Another name of the same person leads to the same conversation, unless
    that one is already known by another address: numbers are given to strangers again, and only a human joins two.
    """
    mine = Address(channel=message.channel, value=message.address)
    others = [Address(channel=message.channel, value=value) for value in message.aliases]
    found = await conversations.find(tx, mine, lock=True)
    for other in others if found is None else []:
        candidate = await conversations.find(tx, other, lock=True)
        if candidate is not None and await conversations.is_reached_at(tx, candidate.id, other):
            found = candidate
            break
    if found is None:
        language = ReplyLanguage(message.language) if message.language else None
        found = await conversations.make(tx, mine, now, language)
    await conversations.reach_at(tx, found.id, mine, now)
    for other in others:
        await conversations.also_known_as(tx, found.id, other, now)
    return found


async def speak_again(tx: Transaction, shut_out: Sequence[MessageId], now: datetime) -> None:
    """The person has written: what could not be said outside the platform's window is said now."""
    if shut_out:
        await deliveries.let_in(tx, shut_out, now)
        tx.ring(OUTBOX)


async def keep(tx: Transaction, message: Inbound, conversation: Conversation, now: datetime) -> Receipt:
    """Keep a message of a locked conversation, or find it kept already."""
    kept = await inbox.known(tx, message.channel, message.id)
    repeated = kept is not None
    if kept is None:
        kept = await inbox.add(tx, await meant(tx, message, conversation.id), conversation.id, now)
        await conversations.heard(tx, conversation.id, now)
        if conversation.left_at is not None and abs(now - conversation.left_at) > IN_FLIGHT:
            await conversations.set_left(tx, conversation.id, None)
            await desk_events.add(tx, Topic.CONVERSATION, conversation.id, conversation.id, now)
        await desk_events.add(tx, Topic.INBOUND, kept.id, conversation.id, now)
        tx.ring(TOPIC)
        tx.ring(conversation_topic(conversation.id))
    return Receipt(
        message_id=kept.id, conversation_id=kept.conversation_id, position=kept.position, repeated=repeated
    )
