"""Conversations: found by a blind index of the person's address, changed only under a row lock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update

from bot.domain.conversation import Conversation, Owner
from bot.domain.ids import AgentId, ConversationId, new_id
from bot.domain.words import ReplyLanguage
from bot.store.database import Transaction, insert_once
from bot.store.tables import addresses, inbox
from bot.store.tables import conversations as table

TABLE = "conversations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    channel: str
    value: str = field(repr=False)


async def make(
    tx: Transaction, address: Address, now: datetime, language: ReplyLanguage | None = None
) -> Conversation:
    """A new conversation, or the one that somebody else has just made of this address; locked.

    `language`: what the page the person came from speaks; the first words written may correct it.
    """
    conversation = ConversationId(new_id())
    row = {
        "id": conversation,
        "channel": address.channel,
        "address_index": _index(tx, address),
        "address_sealed": _sealed(tx, TABLE, conversation, address),
        "owner": Owner.BOT,
        "version": 0,
        "position": 0,
        "pinned": False,
        "language": language,
        "created_at": now,
    }
    await tx.execute(insert_once(tx, table).values(row))
    made = await find(tx, address, lock=True)
    assert made is not None, "the row was just written or stands already"
    return made


async def find(tx: Transaction, address: Address, *, lock: bool = False) -> Conversation | None:
    query = select(table).where(
        table.c.channel == address.channel, table.c.address_index == _index(tx, address)
    )
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    if row is not None:
        return _conversation(row)
    id = (
        await tx.execute(
            select(addresses.c.conversation_id).where(
                addresses.c.channel == address.channel, addresses.c.address_index == _index(tx, address)
            )
        )
    ).scalar_one_or_none()
    if id is None:
        return None
    conversation = ConversationId(id)
    # `lock` the argument hides the function of that name.
    return await (_locked(tx, conversation) if lock else get(tx, conversation))


async def is_reached_at(tx: Transaction, id: ConversationId, address: Address) -> bool:
    """Whether answers of this conversation go to this very address."""
    query = select(table.c.id).where(table.c.id == id, table.c.address_index == _index(tx, address))
    return (await tx.execute(query)).one_or_none() is not None


async def reach_at(tx: Transaction, id: ConversationId, address: Address, now: datetime) -> None:
    """From now on answers go to this address; the one before still leads here. Not when it is another conversation's."""
    index = _index(tx, address)
    taken = select(table.c.id).where(table.c.channel == address.channel, table.c.address_index == index)
    if (await tx.execute(taken)).one_or_none() is not None:
        return
    before = (await tx.execute(select(table).where(table.c.id == id))).one()
    value = tx.sealer.open(before.address_sealed, table=TABLE, column="address", row=id)
    await _forget(tx, index, address.channel)
    statement = update(table).where(table.c.id == id)
    await tx.execute(statement.values(address_index=index, address_sealed=_sealed(tx, TABLE, id, address)))
    old = Address(channel=address.channel, value=value.decode("utf-8", "surrogatepass"))
    await also_known_as(tx, id, old, now)


async def also_known_as(tx: Transaction, id: ConversationId, address: Address, now: datetime) -> None:
    """This address leads to the conversation too, and to no other any more; one that answers go to stays where it is."""
    index = _index(tx, address)
    taken = select(table.c.id).where(table.c.channel == address.channel, table.c.address_index == index)
    if (await tx.execute(taken)).one_or_none() is not None:
        return
    query = select(addresses.c.conversation_id).where(
        addresses.c.channel == address.channel, addresses.c.address_index == index
    )
    known = (await tx.execute(query)).scalar_one_or_none()
    if known == id:
        return
    if known is not None:
        await _forget(tx, index, address.channel)
    row = new_id()
    values = {
        "id": row,
        "channel": address.channel,
        "address_index": index,
        "address_sealed": _sealed(tx, "addresses", row, address),
        "conversation_id": id,
        "created_at": now,
    }
    await tx.execute(insert_once(tx, addresses).values(values))


async def _forget(tx: Transaction, index: bytes, channel: str) -> None:
    await tx.execute(
        delete(addresses).where(addresses.c.channel == channel, addresses.c.address_index == index)
    )


def _sealed(tx: Transaction, of: str, row: str, address: Address) -> bytes:
    value = address.value.encode("utf-8", "surrogatepass")
    return tx.sealer.seal(value, table=of, column="address", row=row)


async def heard(tx: Transaction, id: ConversationId, now: datetime) -> None:
    """The person has written: the window in which we may write begins anew, and they do not block us."""
    await tx.execute(update(table).where(table.c.id == id).values(heard_at=now, reachable=True))


async def set_reachable(tx: Transaction, id: ConversationId, reachable: bool) -> bool:
    """False when nothing changed."""
    statement = (
        update(table).where(table.c.id == id, table.c.reachable != reachable).values(reachable=reachable)
    )
    return bool((await tx.execute(statement)).rowcount == 1)


async def lock(tx: Transaction, id: ConversationId) -> Conversation:
    """The conversation, its row locked until the transaction ends. Raises LookupError when there is none."""
    return await _locked(tx, id)


async def get(tx: Transaction, id: ConversationId) -> Conversation | None:
    row = (await tx.execute(select(table).where(table.c.id == id))).one_or_none()
    return None if row is None else _conversation(row)


async def next_position(tx: Transaction, id: ConversationId) -> int:
    """The next place in the conversation. Gapless: the counter moves in the transaction that fills it."""
    statement = (
        update(table)
        .where(table.c.id == id)
        .values(position=table.c.position + 1)
        .returning(table.c.position)
    )
    return int((await tx.execute(statement)).scalar_one())


async def change_owner(
    tx: Transaction, conversation: Conversation, owner: Owner, agent: AgentId | None
) -> bool:
    """Compare and set: False when somebody changed the owner since `conversation` was read."""
    statement = (
        update(table)
        .where(table.c.id == conversation.id, table.c.version == conversation.version)
        .values(owner=owner, agent_id=agent, version=table.c.version + 1)
    )
    return bool((await tx.execute(statement)).rowcount == 1)


async def set_language(tx: Transaction, id: ConversationId, language: ReplyLanguage, *, pinned: bool) -> None:
    await tx.execute(update(table).where(table.c.id == id).values(language=language, pinned=pinned))


async def set_left(tx: Transaction, id: ConversationId, at: datetime | None) -> None:
    await tx.execute(update(table).where(table.c.id == id).values(left_at=at))


async def dialogue_state(tx: Transaction, id: ConversationId) -> Any | None:
    sealed = (await tx.execute(select(table.c.state_sealed).where(table.c.id == id))).scalar_one()
    return None if sealed is None else tx.sealer.open_json(sealed, table=TABLE, column="state", row=id)


async def keep_dialogue_state(tx: Transaction, id: ConversationId, state: Any) -> None:
    sealed = tx.sealer.seal_json(state, table=TABLE, column="state", row=id)
    await tx.execute(update(table).where(table.c.id == id).values(state_sealed=sealed))


async def with_waiting_messages(tx: Transaction, now: datetime, limit: int) -> list[ConversationId]:
    """Conversations with unhandled messages and no worker, the one waiting longest first."""
    query = (
        select(inbox.c.conversation_id)
        .join(table, table.c.id == inbox.c.conversation_id)
        .where(inbox.c.status == "accepted", or_(table.c.lease_until.is_(None), table.c.lease_until < now))
        .group_by(inbox.c.conversation_id)
        .order_by(func.min(inbox.c.received_at))
        .limit(limit)
    )
    return [ConversationId(row[0]) for row in await tx.execute(query)]


async def lease(tx: Transaction, id: ConversationId, holder: str, now: datetime, seconds: float) -> bool:
    """Take or renew the right to work on a conversation. False when another worker has it."""
    statement = (
        update(table)
        .where(
            table.c.id == id,
            or_(table.c.lease_until.is_(None), table.c.lease_until < now, table.c.lease_holder == holder),
        )
        .values(lease_holder=holder, lease_until=now + timedelta(seconds=seconds))
    )
    return bool((await tx.execute(statement)).rowcount == 1)


async def release(tx: Transaction, id: ConversationId, holder: str) -> None:
    await tx.execute(
        update(table)
        .where(and_(table.c.id == id, table.c.lease_holder == holder))
        .values(lease_holder=None, lease_until=None)
    )


async def release_all(tx: Transaction) -> None:
    """For a door that is alone with its database: whoever held a lease is gone."""
    await tx.execute(
        update(table).where(table.c.lease_holder.is_not(None)).values(lease_holder=None, lease_until=None)
    )


async def _locked(tx: Transaction, id: ConversationId) -> Conversation:
    row = (await tx.execute(select(table).where(table.c.id == id).with_for_update())).one_or_none()
    if row is None:
        raise LookupError("no such conversation")
    return _conversation(row)


def _index(tx: Transaction, address: Address) -> bytes:
    return tx.sealer.index(f"address/{address.channel}", address.value)


def _conversation(row: Any) -> Conversation:
    return Conversation(
        id=ConversationId(row.id),
        channel=row.channel,
        owner=Owner(row.owner),
        agent_id=None if row.agent_id is None else AgentId(row.agent_id),
        version=row.version,
        position=row.position,
        language=None if row.language is None else ReplyLanguage(row.language),
        pinned=row.pinned,
        left_at=row.left_at,
        created_at=row.created_at,
    )
