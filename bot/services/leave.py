"""The person leaves by the quick exit: the report stays, the desk is told, nothing more is sent."""

from __future__ import annotations

from bot.services.house import House
from bot.store import conversations, desk_events
from bot.store.conversations import Address
from bot.store.desk_events import Topic


async def leave(house: House, address: Address) -> None:
    async with house.database.write() as tx:
        conversation = await conversations.find(tx, address, lock=True)
        if conversation is None or conversation.left_at is not None:
            return
        now = house.now()
        await conversations.set_left(tx, conversation.id, now)
        await desk_events.add(tx, Topic.CONVERSATION, conversation.id, conversation.id, now)
