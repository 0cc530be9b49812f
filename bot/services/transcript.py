"""The whole conversation in order, whoever spoke: for the person's own screen."""

from __future__ import annotations

from bot.domain.ids import ConversationId
from bot.store import agents, inbox, outbox
from bot.store.database import Transaction
from bot.store.outbox import Author
from channels.message import Shown


async def shown_after(tx: Transaction, conversation: ConversationId, position: int) -> list[Shown]:
    """Everything after `position`, in order. The person sees agents by name, and the door as the bot."""
    names: dict[str, str] = {}
    shown = [
        Shown(
            position=received.position,
            author="person",
            at=received.received_at,
            text=received.text,
            client_id=received.provider_message_id.rpartition(":")[2] or None,
        )
        for received in await inbox.after(tx, conversation, position)
    ]
    for said in await outbox.after(tx, conversation, position):
        if said.agent_id is not None and said.agent_id not in names:
            agent = await agents.get(tx, said.agent_id)
            names[said.agent_id] = agent.name if agent else ""
        shown.append(
            Shown(
                position=said.position,
                author="agent" if said.author is Author.AGENT else "bot",
                name=names.get(said.agent_id or "", ""),
                at=said.created_at,
                text=said.text,
                buttons=said.buttons,
            )
        )
    return sorted(shown, key=lambda message: message.position)
