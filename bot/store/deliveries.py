"""Deliveries: the outbox as the worker sees it that calls the providers. What a message says is in outbox.py.

A message is pending while `due_at` is set. Only the first pending one of a conversation may be worked on, by whoever holds
its lease: so a person hears everything in order, whatever fails in between.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, exists, func, or_, select, update

from bot.domain.delivery import Delivery, advances
from bot.domain.ids import ConversationId, MessageId
from bot.domain.sending import Step
from bot.store.database import Transaction
from bot.store.outbox import PULLED, Said, said_of
from bot.store.tables import cases, conversations, sendings
from bot.store.tables import outbox as table
from channels.errors import SendFault
from channels.message import Receipt, ReceiptState

TABLE = "sendings"
OF_RECEIPT = {
    ReceiptState.SENT: Delivery.SENT,
    ReceiptState.DELIVERED: Delivery.DELIVERED,
    ReceiptState.READ: Delivery.READ,
    ReceiptState.FAILED: Delivery.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """A message under a worker's lease, and what is known of its way so far."""

    said: Said
    channel: str
    address: str = field(repr=False)
    heard_at: datetime | None
    left: bool
    emergency: bool
    parts_sent: int
    attempts: int
    repeats: int
    crashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A message that a receipt speaks of. `failed`: the provider took it and tells now that it did not arrive.

    `moved`: this is news; a failure is not acted on yet.
    """

    id: MessageId
    conversation_id: ConversationId
    part: int
    failed: bool
    moved: bool
    created_at: datetime
    attempts: int
    emergency: bool


def _head(now: datetime) -> Any:
    """Due, leased by nobody, and the first pending one of its conversation."""
    earlier = table.alias()
    return and_(
        table.c.due_at <= now,
        or_(table.c.lease_until.is_(None), table.c.lease_until < now),
        ~exists().where(
            earlier.c.conversation_id == table.c.conversation_id,
            earlier.c.position < table.c.position,
            earlier.c.due_at.is_not(None),
        ),
    )


def _rank() -> Any:
    """Emergencies first, then what is urgent, by the case that is open now."""
    return case((cases.c.urgency == "emergency", 0), (cases.c.urgency == "urgent", 1), else_=2)


async def due(tx: Transaction, now: datetime, limit: int) -> list[MessageId]:
    query = (
        select(table.c.id)
        .outerjoin(
            cases, and_(cases.c.conversation_id == table.c.conversation_id, cases.c.state != "resolved")
        )
        .where(_head(now))
        .order_by(_rank(), table.c.due_at)
        .limit(limit)
    )
    return [MessageId(row[0]) for row in await tx.execute(query)]


async def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When the next message that waits for its time is due."""
    query = select(func.min(table.c.due_at)).where(table.c.due_at > now)
    moment: datetime | None = (await tx.execute(query)).scalar_one()
    return moment


async def claim(
    tx: Transaction, id: MessageId, holder: str, now: datetime, seconds: float
) -> Delivering | None:
    """Take the lease of a due message. None when it is not due any more, or somebody else's."""
    statement = (
        update(table)
        .where(table.c.id == id, _head(now))
        .values(lease_holder=holder, lease_until=now + timedelta(seconds=seconds))
    )
    if (await tx.execute(statement)).rowcount != 1:
        return None
    row = (await tx.execute(select(table).where(table.c.id == id))).one()
    talk = (await tx.execute(select(conversations).where(conversations.c.id == row.conversation_id))).one()
    address = tx.sealer.open(talk.address_sealed, table="conversations", column="address", row=talk.id)
    return Delivering(
        said=said_of(tx, row),
        channel=talk.channel,
        address=address.decode(),
        heard_at=talk.heard_at,
        left=talk.left_at is not None,
        emergency=await _emergency(tx, talk.id),
        parts_sent=row.parts_sent,
        attempts=row.attempts,
        repeats=row.repeats,
        crashed=row.crashed,
    )


async def _emergency(tx: Transaction, conversation: str) -> bool:
    query = select(cases.c.id).where(
        cases.c.conversation_id == conversation, cases.c.state != "resolved", cases.c.urgency == "emergency"
    )
    return (await tx.execute(query)).first() is not None


async def wait(tx: Transaction, id: MessageId, until: datetime) -> None:
    """Give the lease back; nothing was tried."""
    await _change(tx, id, due_at=until)


async def calling(tx: Transaction, id: MessageId, parts: int, now: datetime, *, repeat: bool) -> None:
    """About to call the provider. Committed before the call: who dies in it leaves a trace."""
    await tx.execute(
        update(table)
        .where(table.c.id == id)
        .values(
            state=Delivery.SENDING,
            state_at=now,
            parts=parts,
            crashed=False,
            repeats=table.c.repeats + int(repeat),
            attempts=table.c.attempts + 1,
        )
    )


async def took(
    tx: Transaction, id: MessageId, part: int, provider_id: str, channel: str, now: datetime
) -> bool:
    """The provider took a part; whether another one follows. A receipt may have been quicker."""
    await _note(tx, id, part, provider_id, channel, Delivery.SENT, now)
    row = (await tx.execute(select(table).where(table.c.id == id).with_for_update())).one()
    if part + 1 < row.parts:
        await _change(tx, id, parts_sent=part + 1, attempts=0, due_at=now)
        return True
    state = Delivery.SENT if advances(Delivery(row.state), Delivery.SENT) else Delivery(row.state)
    await _change(
        tx, id, parts_sent=part + 1, state=state, state_at=now, due_at=None, fault=None, fault_code=None
    )
    return False


async def ended(
    tx: Transaction, id: MessageId, step: Step, fault: SendFault | None, code: str, now: datetime
) -> None:
    """An attempt ended otherwise; the lease is given back. A message that a receipt has settled meanwhile stays so."""
    row = (await tx.execute(select(table.c.state).where(table.c.id == id).with_for_update())).one()
    if Delivery(row.state) in (Delivery.SENT, Delivery.DELIVERED, Delivery.READ):
        await _change(tx, id, due_at=None)
        return
    await _change(
        tx, id, state=step.state, state_at=now, due_at=step.at, fault=fault, fault_code=code[:32] or None
    )


async def crashed(tx: Transaction, id: MessageId, step: Step, now: datetime) -> None:
    """Whoever sent this died in the call: nobody knows whether it went out."""
    await _change(tx, id, state=step.state, state_at=now, due_at=step.at, crashed=True)


async def settle(tx: Transaction, channel: str, receipt: Receipt, now: datetime) -> Settled | None:
    """Note what a provider tells about a part. None when it speaks of no message of ours."""
    found = await _place(tx, channel, receipt)
    if found is None:
        return None
    id, part = found
    row = (await tx.execute(select(table).where(table.c.id == id).with_for_update())).one_or_none()
    if row is None:
        return None
    told, state = OF_RECEIPT[receipt.state], Delivery(row.state)
    await _note(tx, id, part, receipt.provider_id, channel, told, now)
    moved = False
    if told is Delivery.FAILED:
        moved = advances(state, told)
    elif part + 1 == row.parts:
        moved = advances(state, told)
        if moved:
            done = {"parts_sent": row.parts, "due_at": None, "fault": None, "fault_code": None}
            await _change(tx, id, state=told, state_at=now, **done)
    elif state is Delivery.UNKNOWN and part >= row.parts_sent:
        # The part whose answer was lost went out after all: on to the next.
        await _change(
            tx, id, state=Delivery.QUEUED, state_at=now, parts_sent=part + 1, attempts=0, due_at=now
        )
    return Settled(
        id=id,
        conversation_id=ConversationId(row.conversation_id),
        part=part,
        failed=told is Delivery.FAILED,
        moved=moved,
        created_at=row.created_at,
        attempts=row.attempts,
        emergency=await _emergency(tx, row.conversation_id),
    )


async def again_from(
    tx: Transaction, id: MessageId, part: int, step: Step, fault: SendFault, code: str, now: datetime
) -> None:
    """A part that the provider had taken did not arrive: from there once more, or not at all."""
    await _change(
        tx,
        id,
        state=step.state,
        state_at=now,
        due_at=step.at,
        parts_sent=part,
        fault=fault,
        fault_code=code[:32] or None,
    )


async def window_opened(tx: Transaction, conversation: ConversationId, now: datetime) -> bool:
    """The person has written: what could not be said outside the platform's window can be said now. False: nothing."""
    statement = (
        update(table)
        .where(
            table.c.conversation_id == conversation,
            table.c.state == Delivery.FAILED,
            table.c.fault == SendFault.WINDOW_CLOSED,
        )
        .values(state=Delivery.QUEUED, state_at=now, due_at=now, fault=None, fault_code=None, attempts=0)
    )
    return bool((await tx.execute(statement)).rowcount)


async def provider_ids(tx: Transaction, conversation: ConversationId, since: datetime) -> list[str]:
    """The provider's ids of all parts that went out since then."""
    query = (
        select(sendings)
        .join(table, table.c.id == sendings.c.outbox_id)
        .where(
            table.c.conversation_id == conversation,
            sendings.c.state_at >= since,
            sendings.c.provider_sealed.is_not(None),
        )
    )
    return [
        tx.sealer.open(
            row.provider_sealed, table=TABLE, column="provider", row=f"{row.outbox_id}.{row.part}"
        ).decode("utf-8", "surrogatepass")
        for row in await tx.execute(query)
    ]


async def release_all(tx: Transaction) -> None:
    """For a door that is alone with its database: whoever held a lease is gone."""
    await tx.execute(
        update(table).where(table.c.lease_holder.is_not(None)).values(lease_holder=None, lease_until=None)
    )


async def of_pulled_channels(tx: Transaction) -> int:
    """Pending messages of channels that nobody sends for; there must be none."""
    query = (
        select(func.count())
        .select_from(table.join(conversations, conversations.c.id == table.c.conversation_id))
        .where(table.c.due_at.is_not(None), conversations.c.channel.in_(PULLED))
    )
    return int((await tx.execute(query)).scalar_one())


async def _place(tx: Transaction, channel: str, receipt: Receipt) -> tuple[MessageId, int] | None:
    if receipt.provider_id:
        index = _index(tx, channel, receipt.provider_id)
        query = select(sendings.c.outbox_id, sendings.c.part).where(sendings.c.provider_index == index)
        row = (await tx.execute(query)).one_or_none()
        if row is not None:
            return MessageId(row.outbox_id), row.part
    id, _, part = (receipt.our_id or "").partition(".")
    return (MessageId(id), int(part)) if id and part.isdecimal() and len(part) < 4 else None


async def _note(
    tx: Transaction,
    id: MessageId,
    part: int,
    provider_id: str | None,
    channel: str,
    state: Delivery,
    now: datetime,
) -> None:
    """A part's own row, only ever moved forward."""
    where = and_(sendings.c.outbox_id == id, sendings.c.part == part)
    known = (await tx.execute(select(sendings).where(where).with_for_update())).one_or_none()
    values: dict[str, Any] = {}
    if provider_id and (known is None or known.provider_index is None or state is Delivery.SENT):
        values["provider_index"] = _index(tx, channel, provider_id)
        values["provider_sealed"] = tx.sealer.seal(
            provider_id.encode("utf-8", "surrogatepass"), table=TABLE, column="provider", row=f"{id}.{part}"
        )
    if known is None:
        row = {"outbox_id": id, "part": part, "state": state, "state_at": now, **values}
        await tx.execute(sendings.insert().values(row))
        return
    if advances(Delivery(known.state), state):
        values |= {"state": state, "state_at": now}
    if values:
        await tx.execute(update(sendings).where(where).values(values))


def _index(tx: Transaction, channel: str, provider_id: str) -> bytes:
    return tx.sealer.index(f"sending/{channel}", provider_id)


async def _change(tx: Transaction, id: MessageId, **values: Any) -> None:
    """Changes a message and gives its lease back."""
    values |= {"lease_holder": None, "lease_until": None}
    await tx.execute(update(table).where(table.c.id == id).values(values))
