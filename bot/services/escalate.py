"""Escalate: open a case or raise the one that is open, alert the desk, and send the safety card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.case import Case, CaseNotes, CaseState, Flag
from bot.domain.conversation import Conversation
from bot.domain.ids import MessageId
from bot.domain.triage import Triage
from bot.domain.words import Kind, Line, ReplyLanguage, Urgency, highest
from bot.services.house import House
from bot.services.receive import OUTBOX
from bot.services.say import say
from bot.store import cases, deliveries, desk_events, outbox
from bot.store.database import Transaction
from bot.store.desk_events import Topic
from bot.store.outbox import Author

# The desk shows why a case was flagged; a flood of danger words must not make the row grow without end.
MAX_FLAGS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    case: Case
    card_sent: bool


async def escalate(
    tx: Transaction,
    house: House,
    conversation: Conversation,
    triage: Triage,
    *,
    message: MessageId,
    language: ReplyLanguage | None,
    now: datetime,
) -> Escalated | None:
    """Carry out a triage under the conversation's lock. None for a routine message without an open case.

    A case is only ever raised here. The card goes out when a case becomes urgent or an emergency, not again
    with every further message, and never while a human owns the conversation or the person has left.
    """
    case = await cases.open_of(tx, conversation.id)
    if triage.urgency is Urgency.ROUTINE:
        return None if case is None else Escalated(case=case, card_sent=False)
    flags = tuple(replace(flag, message_id=message) for flag in triage.flags)
    before = Urgency.ROUTINE if case is None else case.urgency
    if case is None:
        case = await _open(tx, house, conversation, triage, flags, now)
    else:
        case = await _raise(tx, case, triage, flags)
    await desk_events.add(tx, Topic.CASE, case.id, conversation.id, now)
    if triage.urgency is Urgency.EMERGENCY:
        await deliveries.hurry(tx, conversation.id, now)
        tx.ring(OUTBOX)
    card_sent = False
    if triage.urgency.escalated and triage.urgency.rank > before.rank and conversation.bot_may_speak:
        card_sent = await say(
            tx,
            conversation.id,
            cause=f"card:{case.id}:{triage.urgency}",
            author=Author.DOOR,
            text=house.texts.say(language, f"card_{triage.urgency}"),
            now=now,
        )
    return Escalated(case=case, card_sent=card_sent)


async def _open(
    tx: Transaction,
    house: House,
    conversation: Conversation,
    triage: Triage,
    flags: tuple[Flag, ...],
    now: datetime,
) -> Case:
    return await cases.open_new(
        tx,
        conversation.id,
        prefix=house.reference_prefix,
        urgency=triage.urgency,
        line=triage.line,
        kind=triage.kind,
        notes=CaseNotes(flags=flags[:MAX_FLAGS]),
        now=now,
    )


async def _raise(tx: Transaction, case: Case, triage: Triage, flags: tuple[Flag, ...]) -> Case:
    """The line and kind follow whichever message was the most urgent so far."""
    notes = await cases.notes(tx, case.id)
    fresh = tuple(flag for flag in flags if flag not in notes.flags)
    await cases.keep_notes(tx, case.id, replace(notes, flags=(*notes.flags, *fresh)[:MAX_FLAGS]))
    urgency = highest(case.urgency, triage.urgency)
    line, kind = case.line, case.kind
    if triage.urgency.rank > case.urgency.rank:
        kind = triage.kind
        line = triage.line if triage.line is not Line.GENERAL else case.line
    elif case.line is Line.GENERAL:
        line = triage.line
    if (urgency, line, kind) != (case.urgency, case.line, case.kind):
        await cases.reclassify(tx, case.id, urgency=urgency, line=line, kind=kind)
    again = await cases.get(tx, case.id)
    assert again is not None, "a case is never deleted while its conversation is locked"
    return again


async def person_waits(
    tx: Transaction, conversation: Conversation, position: int, now: datetime
) -> Case | None:
    """A person wrote to a human: from now on they wait, unless an answer has crossed their message."""
    case = await cases.open_of(tx, conversation.id)
    if case is not None and case.state is CaseState.CLAIMED and case.waiting_since is None:
        if await outbox.last_agent_position(tx, conversation.id) > position:
            return case
        await cases.waiting_since(tx, case.id, now)
        await desk_events.add(tx, Topic.CASE, case.id, conversation.id, now)
    return case


async def bring_human(
    tx: Transaction,
    house: House,
    conversation: Conversation,
    *,
    line: Line | None,
    kind: Kind | None,
    details: dict[str, str],
    now: datetime,
    wants_human: bool = False,
) -> Case:
    """A case for a matter that is not urgent: opened, or the open one completed. Never lowers anything."""
    case = await cases.open_of(tx, conversation.id)
    if case is None:
        notes = CaseNotes(details=details, wants_human=wants_human)
        case = await cases.open_new(
            tx,
            conversation.id,
            prefix=house.reference_prefix,
            urgency=Urgency.ATTENTION,
            line=line or Line.GENERAL,
            kind=kind or Kind.REQUEST,
            notes=notes,
            now=now,
        )
    else:
        notes = await cases.notes(tx, case.id)
        notes = replace(
            notes, details={**notes.details, **details}, wants_human=notes.wants_human or wants_human
        )
        await cases.keep_notes(tx, case.id, notes)
        if not case.urgency.escalated and (line or kind):
            line, kind = line or case.line, kind or case.kind
            await cases.reclassify(tx, case.id, urgency=case.urgency, line=line, kind=kind)
    await desk_events.add(tx, Topic.CASE, case.id, conversation.id, now)
    return case
