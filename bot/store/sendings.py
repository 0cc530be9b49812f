"""Sendings: each try to send a part of a message, and what the provider told of it.

A try has an id of its own, which travels with it where the platform takes one: what is told of an earlier try is
never taken for a later one. Call under the lock of the message's outbox row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update

from bot.domain.delivery import Delivery, advances, passed
from bot.domain.ids import ConversationId, MessageId
from bot.store.database import Transaction
from bot.store.tables import outbox
from bot.store.tables import sendings as table
from channels.message import Receipt

TABLE = "sendings"
_OUR_ID = re.compile(r"([0-9a-f]{32})\.([0-9]{1,3})\.([0-9]{1,3})")


@dataclass(frozen=True, slots=True, order=True)
class Try:
    message: MessageId
    part: int
    attempt: int

    @property
    def our_id(self) -> str:
        return f"{self.message}.{self.part}.{self.attempt}"


async def begin(tx: Transaction, message: MessageId, part: int, now: datetime) -> Try:
    """A new try, written before the call is made."""
    known = await of(tx, message)
    mine = Try(message, part, 1 + sum(1 for each, _ in known if each.part == part))
    values = {"outbox_id": message, "part": part, "attempt": mine.attempt}
    await tx.execute(table.insert().values(**values, state=Delivery.SENDING, state_at=now))
    return mine


async def of(tx: Transaction, message: MessageId) -> list[tuple[Try, Delivery]]:
    """All tries of a message, in order."""
    query = select(table).where(table.c.outbox_id == message).order_by(table.c.part, table.c.attempt)
    return [
        (Try(MessageId(row.outbox_id), row.part, row.attempt), Delivery(row.state))
        for row in await tx.execute(query)
    ]


async def parts(tx: Transaction, message: MessageId, count: int) -> list[Delivery | None]:
    """What became of each part; None for one that is still to be sent."""
    tries: dict[int, list[Delivery]] = defaultdict(list)
    for each, state in await of(tx, message):
        tries[each.part].append(state)
    return [passed(tries[part]) for part in range(count)]


async def move(
    tx: Transaction,
    each: Try,
    state: Delivery,
    now: datetime,
    *,
    channel: str = "",
    provider_id: str | None = None,
) -> bool:
    """Note what became of a try, only ever forward; False when that is no news."""
    where = and_(
        table.c.outbox_id == each.message, table.c.part == each.part, table.c.attempt == each.attempt
    )
    row = (await tx.execute(select(table).where(where))).one()
    values: dict[str, Any] = {}
    if provider_id and row.provider_index is None:
        values["provider_index"] = _index(tx, channel, provider_id)
        sealed = provider_id.encode("utf-8", "surrogatepass")
        values["provider_sealed"] = tx.sealer.seal(sealed, table=TABLE, column="provider", row=each.our_id)
    news = advances(Delivery(row.state), state)
    if news:
        values |= {"state": state, "state_at": now}
    if values:
        await tx.execute(update(table).where(where).values(values))
    return news


async def told_of(tx: Transaction, channel: str, receipt: Receipt) -> Try | None:
    """Which try a receipt speaks of; None for none of ours."""
    if receipt.provider_id:
        # The newest, should a provider ever give an id twice.
        named = select(table).where(table.c.provider_index == _index(tx, channel, receipt.provider_id))
        query = named.order_by(table.c.outbox_id.desc(), table.c.attempt.desc()).limit(1)
        row = (await tx.execute(query)).one_or_none()
        if row is not None:
            return Try(MessageId(row.outbox_id), row.part, row.attempt)
    found = _OUR_ID.fullmatch(receipt.our_id or "")
    if found is None:
        return None
    mine = Try(MessageId(found[1]), int(found[2]), int(found[3]))
    return mine if any(each == mine for each, _ in await of(tx, mine.message)) else None


async def provider_ids(tx: Transaction, conversation: ConversationId, since: datetime) -> list[str]:
    """The provider's ids of all parts that went out since then."""
    query = (
        select(table)
        .join(outbox, outbox.c.id == table.c.outbox_id)
        .where(
            outbox.c.conversation_id == conversation,
            table.c.state_at >= since,
            table.c.provider_sealed.is_not(None),
        )
    )
    found = []
    for row in await tx.execute(query):
        place = f"{row.outbox_id}.{row.part}.{row.attempt}"
        opened = tx.sealer.open(row.provider_sealed, table=TABLE, column="provider", row=place)
        found.append(opened.decode("utf-8", "surrogatepass"))
    return found


def _index(tx: Transaction, channel: str, provider_id: str) -> bytes:
    return tx.sealer.index(f"sending/{channel}", provider_id)
