"""Cases: at most one open a conversation; claimed by compare-and-set, so exactly one agent wins."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.domain.case import Case, CaseNotes, CaseState, Disposition, Flag, may_follow
from bot.domain.ids import AgentId, CaseId, ConversationId, new_id, new_reference
from bot.domain.words import Kind, Line, Urgency
from bot.store.database import Transaction
from bot.store.tables import cases as table

TABLE = "cases"


async def open_of(tx: Transaction, conversation: ConversationId) -> Case | None:
    query = select(table).where(table.c.conversation_id == conversation, table.c.state != CaseState.RESOLVED)
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else _case(row)


async def get(tx: Transaction, id: CaseId, *, lock: bool = False) -> Case | None:
    query = select(table).where(table.c.id == id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _case(row)


async def by_reference(tx: Transaction, reference: str) -> Case | None:
    row = (await tx.execute(select(table).where(table.c.reference == reference))).one_or_none()
    return None if row is None else _case(row)


async def all_open(tx: Transaction) -> list[Case]:
    query = select(table).where(table.c.state != CaseState.RESOLVED)
    return [_case(row) for row in await tx.execute(query)]


async def of(tx: Transaction, conversation: ConversationId) -> list[Case]:
    query = select(table).where(table.c.conversation_id == conversation).order_by(table.c.opened_at)
    return [_case(row) for row in await tx.execute(query)]


async def open_new(
    tx: Transaction,
    conversation: ConversationId,
    *,
    prefix: str,
    urgency: Urgency,
    line: Line,
    kind: Kind,
    notes: CaseNotes,
    now: datetime,
) -> Case:
    """Open a case, under the conversation's lock and after `open_of` said there is none."""
    id = CaseId(new_id())
    reference = new_reference(prefix)
    while await by_reference(tx, reference) is not None:
        reference = new_reference(prefix)
    await tx.execute(
        table.insert().values(
            id=id,
            reference=reference,
            conversation_id=conversation,
            state=CaseState.WAITING,
            urgency=urgency,
            line=line,
            kind=kind,
            opened_at=now,
            waiting_since=now,
            notes_sealed=_seal(tx, id, notes),
            version=0,
        )
    )
    opened = await get(tx, id)
    assert opened is not None, "just written in this transaction"
    return opened


async def reclassify(tx: Transaction, id: CaseId, *, urgency: Urgency, line: Line, kind: Kind) -> None:
    statement = update(table).where(table.c.id == id)
    await tx.execute(statement.values(urgency=urgency, line=line, kind=kind, version=table.c.version + 1))


async def move(tx: Transaction, case: Case, state: CaseState, **changes: Any) -> bool:
    """Compare and set of a case's state. False when it changed since `case` was read, or may not go there."""
    if not may_follow(case.state, state):
        return False
    statement = (
        update(table)
        .where(table.c.id == case.id, table.c.version == case.version, table.c.state == case.state)
        .values(state=state, version=table.c.version + 1, **changes)
    )
    return bool((await tx.execute(statement)).rowcount == 1)


async def waiting_since(tx: Transaction, id: CaseId, at: datetime | None) -> None:
    """Set, or clear with None, since when the person waits for a human's answer."""
    await tx.execute(update(table).where(table.c.id == id).values(waiting_since=at))


async def notes(tx: Transaction, id: CaseId) -> CaseNotes:
    sealed = (await tx.execute(select(table.c.notes_sealed).where(table.c.id == id))).scalar_one()
    content = tx.sealer.open_json(sealed, table=TABLE, column="notes", row=id)
    flags = tuple(Flag(**{**flag, "urgency": Urgency(flag["urgency"])}) for flag in content.pop("flags"))
    return CaseNotes(flags=flags, **content)


async def keep_notes(tx: Transaction, id: CaseId, notes: CaseNotes) -> None:
    await tx.execute(update(table).where(table.c.id == id).values(notes_sealed=_seal(tx, id, notes)))


def _seal(tx: Transaction, id: CaseId, notes: CaseNotes) -> bytes:
    return tx.sealer.seal_json(asdict(notes), table=TABLE, column="notes", row=id)


def _case(row: Any) -> Case:
    return Case(
        id=CaseId(row.id),
        reference=row.reference,
        conversation_id=ConversationId(row.conversation_id),
        state=CaseState(row.state),
        urgency=Urgency(row.urgency),
        line=Line(row.line),
        kind=Kind(row.kind),
        owner_id=None if row.owner_id is None else AgentId(row.owner_id),
        opened_at=row.opened_at,
        waiting_since=row.waiting_since,
        claimed_at=row.claimed_at,
        resolved_at=row.resolved_at,
        disposition=None if row.disposition is None else Disposition(row.disposition),
        version=row.version,
    )
