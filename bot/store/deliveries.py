"""Deliveries: the outbox as the worker sees it that calls the providers. What a message says is in outbox.py.

A message is pending while `due_at` is set. Only the first pending one of a conversation may be worked on, by whoever holds
its lease: so a person hears everything in order, whatever fails in between.
Locks are taken in one order by everybody: conversations, outbox rows by their ids, paces, the desk's counter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, exists, func, or_, select, update

from bot.domain.delivery import Delivery, whole
from bot.domain.ids import ConversationId, MessageId
from bot.domain.sending import Step
from bot.store import sendings
from bot.store.database import Transaction
from bot.store.outbox import Said, said_of
from bot.store.sendings import Try
from bot.store.tables import cases, conversations
from bot.store.tables import outbox as table
from channels.errors import SendFault

DONE = (Delivery.SENT, Delivery.DELIVERED, Delivery.READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """A message under a worker's lease, and what is known of its way so far."""

    said: Said
    channel: str
    address: str = field(repr=False)
    heard_at: datetime | None
    left: bool
    emergency: bool
    attempts: int
    repeats: int
    crashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What receipts need of a locked message."""

    id: MessageId
    conversation_id: ConversationId
    position: int
    state: Delivery
    parts: int
    attempts: int
    created_at: datetime
    leased: bool
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


async def due(tx: Transaction, now: datetime, channels: Collection[str], limit: int) -> list[MessageId]:
    """Messages of these channels that may be worked on; what belongs to others waits for a door that calls them."""
    query = (
        select(table.c.id)
        .join(conversations, conversations.c.id == table.c.conversation_id)
        .outerjoin(
            cases, and_(cases.c.conversation_id == table.c.conversation_id, cases.c.state != "resolved")
        )
        .where(conversations.c.channel.in_(channels), _head(now))
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
        address=address.decode("utf-8", "surrogatepass"),
        heard_at=talk.heard_at,
        left=talk.left_at is not None,
        emergency=await _emergency(tx, talk.id),
        attempts=row.attempts,
        repeats=row.repeats,
        crashed=row.crashed,
    )


async def _emergency(tx: Transaction, conversation: str) -> bool:
    query = select(cases.c.id).where(
        cases.c.conversation_id == conversation, cases.c.state != "resolved", cases.c.urgency == "emergency"
    )
    return (await tx.execute(query)).first() is not None


async def lock(tx: Transaction, ids: Iterable[MessageId], now: datetime) -> dict[MessageId, Row]:
    """Lock messages, always in the same order."""
    found = {}
    for id in sorted(set(ids)):
        row = (await tx.execute(select(table).where(table.c.id == id).with_for_update())).one_or_none()
        if row is not None:
            found[id] = Row(
                id=id,
                conversation_id=ConversationId(row.conversation_id),
                position=row.position,
                state=Delivery(row.state),
                parts=row.parts or 1,
                attempts=row.attempts,
                created_at=row.created_at,
                leased=row.lease_until is not None and row.lease_until > now,
                emergency=await _emergency(tx, row.conversation_id),
            )
    return found


async def wait(tx: Transaction, id: MessageId, until: datetime) -> None:
    """Give the lease back; nothing was tried."""
    await _change(tx, id, due_at=until, **FREE)


async def calling(
    tx: Transaction, id: MessageId, part: int, parts: int, now: datetime, *, repeat: bool
) -> Try:
    """About to call the provider. Committed before the call: who dies in it leaves a trace."""
    await _change(
        tx,
        id,
        state=Delivery.SENDING,
        state_at=now,
        parts=parts,
        crashed=False,
        repeats=table.c.repeats + int(repeat),
        attempts=table.c.attempts + 1,
    )
    return await sendings.begin(tx, id, part, now)


async def took(tx: Transaction, mine: Try, provider_id: str, channel: str, now: datetime) -> bool:
    """The provider took a part; whether another one is to follow at once. A receipt may have been quicker."""
    known = (await lock(tx, [mine.message], now))[mine.message]
    await sendings.move(tx, mine, Delivery.SENT, now, channel=channel, provider_id=provider_id)
    states = await sendings.parts(tx, mine.message, known.parts)
    if await finish(tx, mine.message, states, now):
        return False
    if known.state is not Delivery.SENDING:
        # A receipt came between: what follows from it is decided and stands.
        await _change(tx, mine.message, **FREE)
        return False
    await _change(tx, mine.message, attempts=0, repeats=0, due_at=now, **FREE)
    return True


async def failed(tx: Transaction, mine: Try, step: Step, fault: SendFault, code: str, now: datetime) -> None:
    """A try ended otherwise; the lease is given back. What a receipt has settled meanwhile stays so."""
    known = (await lock(tx, [mine.message], now))[mine.message]
    if fault is not SendFault.UNKNOWN:
        await sendings.move(tx, mine, Delivery.FAILED, now)
    states = await sendings.parts(tx, mine.message, known.parts)
    if await finish(tx, mine.message, states, now):
        return
    if known.state is not Delivery.SENDING:
        await _change(tx, mine.message, **FREE)
        return
    if states[mine.part] is not None:
        await _change(tx, mine.message, attempts=0, repeats=0, due_at=now, **FREE)
        return
    await ended(tx, mine.message, step, fault, code, now)


async def ended(
    tx: Transaction, id: MessageId, step: Step, fault: SendFault | None, code: str, now: datetime
) -> None:
    """What follows from a fault; the lease is given back."""
    await _change(
        tx,
        id,
        state=step.state,
        state_at=now,
        due_at=step.at,
        fault=fault,
        fault_code=code[:32] or None,
        **FREE,
    )


async def crashed(tx: Transaction, id: MessageId, step: Step, now: datetime) -> None:
    """Whoever sent this died in the call: nobody knows whether it went out."""
    await _change(tx, id, state=step.state, state_at=now, due_at=step.at, crashed=True, **FREE)


async def never_known(tx: Transaction, id: MessageId, part: int, parts: int, now: datetime) -> None:
    """Nobody will tell any more whether this part went out: the next one goes on, the desk shows that it is not known."""
    for mine, state in await sendings.of(tx, id):
        if mine.part == part and state is Delivery.SENDING:
            await sendings.move(tx, mine, Delivery.UNKNOWN, now)
    states = await sendings.parts(tx, id, parts)
    if not await finish(tx, id, states, now):
        await _change(tx, id, state=Delivery.SENDING, attempts=0, repeats=0, due_at=now, **FREE)


async def settled(tx: Transaction, row: Row, now: datetime) -> Delivery | None:
    """After a receipt that tells of an arrival: the message's new state; None when it stays what it was."""
    states = await sendings.parts(tx, row.id, row.parts)
    told = whole(states)
    if told is not None:
        await finish(tx, row.id, states, now, keep_lease=row.leased)
        return told if told is not row.state else None
    if row.state is Delivery.UNKNOWN and not row.leased:
        # The part whose answer was lost went out after all: on to the next.
        await _change(tx, row.id, state=Delivery.SENDING, state_at=now, attempts=0, repeats=0, due_at=now)
    return None


async def not_arrived(
    tx: Transaction, row: Row, step: Step, fault: SendFault, code: str, now: datetime
) -> None:
    """After a receipt that tells of a failure. A call in flight keeps its lease."""
    await _change(
        tx, row.id, state=step.state, state_at=now, due_at=step.at, fault=fault, fault_code=code[:32] or None
    )


async def spoken_since(tx: Transaction, row: Row) -> bool:
    """Whether something later of this conversation has gone out: sending this again would break the order."""
    query = select(table.c.id).where(
        table.c.conversation_id == row.conversation_id,
        table.c.position > row.position,
        table.c.state.in_([str(state) for state in DONE]),
    )
    return (await tx.execute(query)).first() is not None


async def shut_out(tx: Transaction, conversation: ConversationId) -> list[MessageId]:
    """Messages that could not be said outside the platform's window."""
    query = select(table.c.id).where(
        table.c.conversation_id == conversation,
        table.c.state == Delivery.FAILED,
        table.c.fault == SendFault.WINDOW_CLOSED,
    )
    return [MessageId(row[0]) for row in await tx.execute(query)]


async def let_in(tx: Transaction, ids: Iterable[MessageId], now: datetime) -> None:
    """The person has written: these can be said now."""
    for id in ids:
        await _change(
            tx, id, state=Delivery.QUEUED, state_at=now, due_at=now, fault=None, fault_code=None, attempts=0
        )


async def hurry(tx: Transaction, conversation: ConversationId, now: datetime) -> None:
    """Something of this conversation must not wait behind a pause that was for calmer times."""
    await tx.execute(
        update(table)
        .where(
            table.c.conversation_id == conversation,
            table.c.due_at > now,
            table.c.fault.in_([SendFault.AWAY, SendFault.UNKNOWN]),
        )
        .values(due_at=now)
    )


async def release_all(tx: Transaction) -> None:
    """For a door that is alone with its database: whoever held a lease is gone."""
    await tx.execute(update(table).where(table.c.lease_holder.is_not(None)).values(**FREE))


FREE: dict[str, Any] = {"lease_holder": None, "lease_until": None}


async def finish(
    tx: Transaction, id: MessageId, states: list[Delivery | None], now: datetime, *, keep_lease: bool = False
) -> bool:
    """Close a message of which every part is behind us; False when one is not."""
    state = whole(states)
    if state is None:
        return False
    values: dict[str, Any] = {"state": state, "state_at": now, "due_at": None, "fault_code": None}
    values["fault"] = SendFault.UNKNOWN if state is Delivery.UNKNOWN else None
    await _change(tx, id, **values, **({} if keep_lease else FREE))
    return True


async def _change(tx: Transaction, id: MessageId, **values: Any) -> None:
    await tx.execute(update(table).where(table.c.id == id).values(values))
