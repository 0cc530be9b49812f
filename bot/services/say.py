"""Say something in a conversation, once for each cause, and tell everyone who watches it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import AgentId, ConversationId
from bot.services.receive import OUTBOX, conversation_topic
from bot.store import desk_events, outbox
from bot.store.database import Transaction
from bot.store.desk_events import Topic
from bot.store.outbox import Author
from channels.message import Button


async def say(
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
    """False when this cause has spoken before: a step repeated after a crash stays silent."""
    added = await outbox.add(
        tx, conversation, cause=cause, author=author, text=text, now=now, buttons=buttons, agent=agent
    )
    if added:
        said = await outbox.by_cause(tx, cause)
        assert said is not None, "just written in this transaction"
        await desk_events.add(tx, Topic.OUTBOUND, said.id, conversation, now)
        tx.ring(conversation_topic(conversation))
        tx.ring(OUTBOX)
    return added
