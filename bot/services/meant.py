"""What a tap or a typed number on a provider's channel means: the button of ours it answers."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ids import ConversationId
from bot.store import outbox
from bot.store.database import Transaction
from bot.store.outbox import PULLED
from channels.marks import marked
from channels.message import Inbound, InboundKind
from channels.parts import chosen


async def meant(tx: Transaction, message: Inbound, conversation: ConversationId) -> Inbound:
    """The message with the meaning of the button it answers; as it came when it answers none.

    A mark of another conversation, or of a message that is gone, means nothing: only its words count.
    """
    if message.channel in PULLED:
        return message
    mark = marked(message.payload or "")
    if message.kind is InboundKind.BUTTON and (message.payload is None or mark is not None):
        id, place = mark or ("", 0)
        said = await outbox.get(tx, id) if id else None
        if said is None or said.conversation_id != conversation or place >= len(said.buttons):
            return replace(message, kind=InboundKind.TEXT, payload=None)
        button = said.buttons[place]
        return replace(message, payload=button.payload, text=message.text or button.title)
    if message.kind is InboundKind.TEXT:
        said = await outbox.last_with_buttons(tx, conversation)
        place_of = None if said is None else chosen(message.text, said.buttons)
        if said is not None and place_of is not None:
            return replace(message, kind=InboundKind.BUTTON, payload=said.buttons[place_of].payload)
    return message
