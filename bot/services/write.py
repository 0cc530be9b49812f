"""An agent writes to a person. A click repeated after a lost answer is one message."""

from __future__ import annotations

from bot.domain.case import CaseState
from bot.domain.conversation import Owner
from bot.domain.ids import CaseId
from bot.services.handover import Conflict, NoSuchCase
from bot.services.house import House
from bot.services.say import say
from bot.store import audit, cases, conversations, desk_events, outbox
from bot.store.agents import Agent
from bot.store.desk_events import Topic
from bot.store.outbox import Author, Said


async def write(
    house: House, agent: Agent, id: CaseId, client_id: str, text: str, *, although_left: bool = False
) -> Said:
    """Raises Conflict: "not_yours", "resolved", or "left" when the person left suddenly and nobody decided otherwise."""
    async with house.database.write() as tx:
        now = house.now()
        found = await cases.get(tx, id)
        if found is None:
            raise NoSuchCase
        conversation = await conversations.lock(tx, found.conversation_id)
        cause = f"agent:{agent.id}:{client_id}"
        repeated = await outbox.by_cause(tx, cause)
        if repeated is not None:
            return repeated
        case = await cases.get(tx, id)
        if case is None or case.state is CaseState.RESOLVED:
            raise Conflict("resolved", case)
        if case.owner_id != agent.id or conversation.owner is not Owner.HUMAN:
            raise Conflict("not_yours", case)
        if conversation.left_at is not None and not although_left:
            raise Conflict("left", case)
        await say(tx, conversation.id, cause=cause, author=Author.AGENT, agent=agent.id, text=text, now=now)
        if case.waiting_since is not None:
            await cases.waiting_since(tx, case.id, None)
        if conversation.left_at is not None:
            await audit.note(tx, agent=agent.id, action="write_although_left", subject=case.id, now=now)
        await desk_events.add(tx, Topic.CASE, case.id, conversation.id, now)
        said = await outbox.by_cause(tx, cause)
        assert said is not None, "just written in this transaction"
        return said
