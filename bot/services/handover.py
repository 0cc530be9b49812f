"""Handover between the bot and a human: claim, hand back, resolve. Exactly one agent can win a case.

Locks are always taken conversation first, then case, so that two agents cannot wait for each other.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from bot.domain.case import Case, CaseState, Disposition
from bot.domain.conversation import Conversation, Owner
from bot.domain.ids import CaseId
from bot.services.house import House
from bot.services.say import say
from bot.store import audit, cases, conversations, desk_events, inbox
from bot.store.agents import Agent
from bot.store.database import Transaction
from bot.store.desk_events import Topic
from bot.store.outbox import Author


class Conflict(Exception):
    """The case is not in the state the agent believed; `case` is how it stands now.

    `code` is one of: taken, resolved, not_yours, left, unread.
    """

    def __init__(self, code: str, case: Case | None) -> None:
        super().__init__(code)
        self.code = code
        self.case = case


class NoSuchCase(Exception):
    """There is no case with this id."""


async def claim(house: House, agent: Agent, id: CaseId) -> Case:
    """Take a waiting case; from the commit on the bot is silent. Raises Conflict("taken") for all but one."""
    async with house.database.write() as tx:
        conversation, case = await _locked(tx, id)
        now = house.now()
        if case.state is CaseState.CLAIMED and case.owner_id == agent.id:
            return case
        if case.state is not CaseState.WAITING:
            raise Conflict("taken" if case.state is CaseState.CLAIMED else "resolved", case)
        moved = await cases.move(tx, case, CaseState.CLAIMED, owner_id=agent.id, claimed_at=now)
        if not moved or not await conversations.change_owner(tx, conversation, Owner.HUMAN, agent.id):
            raise Conflict("taken", case)
        if conversation.left_at is None:
            text = house.texts.say(conversation.language, "human_joined", name=agent.name)
            await _announce(tx, house, conversation, f"claim:{case.id}:{case.version}", text)
        return await _done(tx, house, agent, case, "claim")


async def hand_back(house: House, agent: Agent, id: CaseId) -> Case:
    """Return a case to the queue and the conversation to the bot. Raises Conflict("not_yours")."""
    async with house.database.write() as tx:
        conversation, case = await _locked(tx, id)
        _must_own(agent, case)
        now = house.now()
        await cases.move(tx, case, CaseState.WAITING, owner_id=None, waiting_since=case.waiting_since or now)
        await conversations.change_owner(tx, conversation, Owner.BOT, None)
        if conversation.left_at is None:
            text = house.texts.say(conversation.language, "human_left")
            await _announce(tx, house, conversation, f"back:{case.id}:{case.version}", text)
        return await _done(tx, house, agent, case, "hand_back")


async def release_all(house: House, agent: Agent) -> list[Case]:
    """Hand back every case an agent holds: who cannot sign in any more must leave nobody in silence."""
    async with house.database.read() as tx:
        held = [case.id for case in await cases.all_open(tx) if case.owner_id == agent.id]
    freed = []
    for id in held:
        # A last click of theirs may have come first; the others must be freed all the same.
        with suppress(Conflict):
            freed.append(await hand_back(house, agent, id))
    return freed


async def resolve(
    house: House,
    agent: Agent,
    id: CaseId,
    disposition: Disposition,
    note: str | None = None,
    *,
    seen: int | None = None,
) -> Case:
    """Close a case; the conversation is the bot's again. Raises Conflict("not_yours", "resolved" or "unread").

    `seen` is the last position the agent had before them when they decided: a message that came after it would be
    closed unread, and the bot would not speak of it.
    """
    async with house.database.write() as tx:
        conversation, case = await _locked(tx, id)
        _must_own(agent, case)
        if seen is not None and await inbox.last_position(tx, conversation.id) > seen:
            raise Conflict("unread", case)
        notes = await cases.notes(tx, case.id)
        await cases.keep_notes(tx, case.id, replace(notes, resolution_note=note))
        await cases.move(
            tx, case, CaseState.RESOLVED, resolved_at=house.now(), disposition=disposition, waiting_since=None
        )
        await conversations.change_owner(tx, conversation, Owner.BOT, None)
        if conversation.left_at is None:
            text = house.texts.say(conversation.language, "human_resolved")
            await _announce(tx, house, conversation, f"resolve:{case.id}", text)
        return await _done(tx, house, agent, case, "resolve")


async def _locked(tx: Transaction, id: CaseId) -> tuple[Conversation, Case]:
    found = await cases.get(tx, id)
    if found is None:
        raise NoSuchCase
    conversation = await conversations.lock(tx, found.conversation_id)
    case = await cases.get(tx, id, lock=True)
    assert case is not None, "cases are not deleted while their conversation is locked"
    return conversation, case


def _must_own(agent: Agent, case: Case) -> None:
    if case.state is CaseState.RESOLVED:
        raise Conflict("resolved", case)
    if case.owner_id != agent.id:
        raise Conflict("not_yours", case)


async def _announce(tx: Transaction, house: House, conversation: Conversation, cause: str, text: str) -> None:
    await say(tx, conversation.id, cause=cause, author=Author.DOOR, text=text, now=house.now())


async def _done(tx: Transaction, house: House, agent: Agent, case: Case, action: str) -> Case:
    now = house.now()
    await audit.note(tx, agent=agent.id, action=action, subject=case.id, now=now)
    await desk_events.add(tx, Topic.CASE, case.id, case.conversation_id, now)
    again = await cases.get(tx, case.id)
    assert again is not None, "cases are not deleted while their conversation is locked"
    return again
