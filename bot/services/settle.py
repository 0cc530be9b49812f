"""Settle: what a provider tells about messages of ours, in any order and any number of times."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime

from bot.domain import sending
from bot.domain.delivery import Delivery
from bot.domain.ids import MessageId
from bot.services.receive import OUTBOX, conversation_topic
from bot.store import deliveries, desk_events, sendings
from bot.store.database import Transaction
from bot.store.deliveries import Row
from bot.store.desk_events import Topic
from bot.store.sendings import Try
from channels.errors import SendError, SendFault
from channels.message import Receipt, ReceiptState

OF_RECEIPT = {
    ReceiptState.SENT: Delivery.SENT,
    ReceiptState.DELIVERED: Delivery.DELIVERED,
    ReceiptState.READ: Delivery.READ,
    ReceiptState.FAILED: Delivery.FAILED,
}


async def settle(
    tx: Transaction,
    channel: str,
    receipts: Sequence[Receipt],
    now: datetime,
    *,
    beside: Sequence[MessageId] = (),
) -> None:
    """`beside`: other messages that this transaction will change; they are locked here, in one order with the rest."""
    spoken_of = [(receipt, await sendings.told_of(tx, channel, receipt)) for receipt in receipts]
    ours = [(receipt, mine) for receipt, mine in spoken_of if mine is not None]
    await deliveries.lock(tx, [*beside, *(mine.message for _, mine in ours)], now)
    for receipt, mine in ours:
        # Locked above; read again, since the receipt before may have changed it.
        row = (await deliveries.lock(tx, [mine.message], now)).get(mine.message)
        state = OF_RECEIPT[receipt.state]
        if row is None or not await sendings.move(
            tx, mine, state, now, channel=channel, provider_id=receipt.provider_id
        ):
            continue
        if state is Delivery.FAILED:
            news = await _not_arrived(tx, row, mine, receipt, now)
        else:
            news = await deliveries.settled(tx, row, now) is not None
        if news:
            await desk_events.add(tx, Topic.OUTBOUND, row.id, row.conversation_id, now)
            tx.ring(conversation_topic(row.conversation_id))
        tx.ring(OUTBOX)


async def _not_arrived(tx: Transaction, row: Row, mine: Try, receipt: Receipt, now: datetime) -> bool:
    """A part that the provider had taken did not arrive. False when another copy of it did."""
    if (await sendings.parts(tx, row.id, row.parts))[mine.part] is not None:
        return False
    fault = receipt.fault or SendFault.REFUSED
    step = sending.after_failure(
        SendError(fault, receipt.code),
        attempts=max(1, row.attempts),
        first=row.created_at,
        now=now,
        emergency=row.emergency,
        chance=random.random(),
    )
    if step.state is Delivery.QUEUED and await deliveries.spoken_since(tx, row):
        # Out of its order it would say something else; the desk decides.
        step = sending.Step(state=Delivery.FAILED)
    await deliveries.not_arrived(tx, row, step, fault, receipt.code, now)
    return True
