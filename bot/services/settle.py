"""Settle: what a provider tells about messages of ours, in any order and any number of times."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime

from bot.domain import sending
from bot.services.receive import OUTBOX
from bot.store import deliveries, desk_events
from bot.store.database import Transaction
from bot.store.desk_events import Topic
from channels.errors import SendError, SendFault
from channels.message import Receipt


async def settle(tx: Transaction, channel: str, receipts: Iterable[Receipt], now: datetime) -> None:
    """A message that the provider could not deliver for a passing reason is sent again from that part on."""
    for receipt in receipts:
        told = await deliveries.settle(tx, channel, receipt, now)
        if told is None:
            continue
        if told.failed and told.moved:
            fault = receipt.fault or SendFault.REFUSED
            step = sending.after_failure(
                SendError(fault, receipt.code),
                attempts=max(1, told.attempts),
                first=told.created_at,
                now=now,
                emergency=told.emergency,
                chance=random.random(),
            )
            await deliveries.again_from(tx, told.id, told.part, step, fault, receipt.code, now)
        if told.moved:
            await desk_events.add(tx, Topic.OUTBOUND, told.id, told.conversation_id, now)
        tx.ring(OUTBOX)
