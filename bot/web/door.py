"""The door as channels see it: the services behind the narrow contract of `channels.contract`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from datetime import datetime

from bot.domain.delivery import Delivery
from bot.domain.ids import ConversationId
from bot.services.house import House
from bot.services.leave import leave
from bot.services.receive import conversation_topic, receive
from bot.services.say import say
from bot.services.take import set_aside, take
from bot.services.transcript import shown_after
from bot.store import conversations, desk_events, inbox, outbox, sendings
from bot.store.conversations import Address
from bot.store.database import StoreUnavailable
from bot.store.desk_events import Topic
from bot.store.outbox import Author
from channels.contract import Kept, NotNow
from channels.message import Inbound, Posted, Shown

log = logging.getLogger(__name__)


class ChannelDoor:
    def __init__(self, house: House) -> None:
        self._house = house
        self._database = house.database

    async def receive(self, message: Inbound) -> Kept:
        async with _or_not_now():
            receipt = await receive(self._house, message)
        return Kept(conversation=receipt.conversation_id, position=receipt.position)

    async def conversation_of(self, channel: str, address: str) -> tuple[str, bool] | None:
        async with _or_not_now(), self._database.read() as tx:
            found = await conversations.find(tx, Address(channel=channel, value=address))
        return None if found is None else (found.id, found.left_at is not None)

    async def shown_after(self, conversation: str, position: int) -> list[Shown]:
        async with _or_not_now(), self._database.read() as tx:
            return await shown_after(tx, ConversationId(conversation), position)

    async def seen(self, conversation: str, position: int) -> None:
        id = ConversationId(conversation)
        async with _or_not_now(), self._database.write() as tx:
            now = self._house.now()
            for message in await outbox.advance_up_to(tx, id, position, Delivery.DELIVERED, now):
                await desk_events.add(tx, Topic.OUTBOUND, message, id, now)

    async def left(self, channel: str, address: str) -> None:
        async with _or_not_now():
            await leave(self._house, Address(channel=channel, value=address))

    def listen(self, conversation: str) -> AbstractContextManager[asyncio.Event]:
        return self._database.signals.listen(conversation_topic(conversation))


class ChannelMailbox:
    """The same for channels with a provider."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def take(self, channel: str, posted: Posted, raw: bytes) -> None:
        if posted.odd:
            log.warning("%s: parts of a body were not understood; it is kept in quarantine", channel)
        async with _or_not_now():
            await take(self._house, channel, posted, raw)

    async def told(self, channel: str, address: str, since: datetime) -> list[str]:
        async with _or_not_now(), self._house.database.read() as tx:
            found = await conversations.find(tx, Address(channel=channel, value=address))
            if found is None:
                return []
            theirs = [m.provider_message_id for m in await inbox.since(tx, found.id, since)]
            return [*theirs, *await sendings.provider_ids(tx, found.id, since)]

    async def wiped(self, channel: str, address: str, cause: str) -> None:
        async with _or_not_now(), self._house.database.write() as tx:
            found = await conversations.find(tx, Address(channel=channel, value=address), lock=True)
            if found is not None:
                text = self._house.texts.say(found.language, "wiped")
                await say(tx, found.id, cause=cause, author=Author.DOOR, text=text, now=self._house.now())

    async def set_aside(self, channel: str, raw: bytes) -> None:
        log.error("%s: a genuine body could not be read; it is kept in quarantine", channel)
        async with _or_not_now():
            await set_aside(self._house, channel, raw)


@asynccontextmanager
async def _or_not_now() -> AsyncIterator[None]:
    try:
        yield
    except StoreUnavailable:
        raise NotNow from None
