"""Take: everything one webhook body tells, kept in one transaction. The same body again changes nothing."""

from __future__ import annotations

from bot.points import reach
from bot.services.house import House
from bot.services.receive import Receipt, conversation_of, keep, speak_again
from bot.services.settle import settle
from bot.store import conversations, deliveries, desk_events, quarantine
from bot.store.conversations import Address
from bot.store.desk_events import Topic
from channels.message import Posted


async def take(house: House, channel: str, posted: Posted, raw: bytes) -> list[Receipt]:
    """Returns after the commit. Raises StoreUnavailable when nothing was kept: the provider must try again.

    A body with parts that were not understood is kept whole beside what was.
    """
    async with house.database.write() as tx:
        now = house.now()
        # All locks in one order (bot.store.deliveries): two bodies about the same people, in another order, must not wait
        # for one another, nor for the worker that sends.
        writers = {message.address: message for message in reversed(posted.messages)}
        talks = {address: await conversation_of(tx, writers[address], now) for address in sorted(writers)}
        for change in posted.renamed:
            known = await conversations.find(tx, Address(channel=channel, value=change.before))
            if known is not None:
                await conversations.reach_at(tx, known.id, Address(channel=channel, value=change.after), now)
        for standing in posted.standings:
            talk = await conversations.find(tx, Address(channel=channel, value=standing.address))
            if talk is not None and await conversations.set_reachable(tx, talk.id, standing.reachable):
                await desk_events.add(tx, Topic.CONVERSATION, talk.id, talk.id, now)
        shut_out = [id for talk in talks.values() for id in await deliveries.shut_out(tx, talk.id)]
        await settle(tx, channel, posted.receipts, now, beside=shut_out)
        receipts = [await keep(tx, message, talks[message.address], now) for message in posted.messages]
        if not all(receipt.repeated for receipt in receipts):
            await speak_again(tx, shut_out, now)
        if posted.odd:
            await quarantine.keep(tx, channel, raw, now)
        reach("receive.before_commit")
    reach("receive.after_commit")
    return receipts


async def set_aside(house: House, channel: str, raw: bytes) -> None:
    """Keep a genuine body that could not be read at all. Raises StoreUnavailable."""
    async with house.database.write() as tx:
        await quarantine.keep(tx, channel, raw, house.now())
