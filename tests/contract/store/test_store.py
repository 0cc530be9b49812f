"""The store's contract: one row a message, gapless positions, one open case, one winner, forward only."""

import asyncio
import random
from datetime import timedelta

import pytest

from bot.app import Parts
from bot.domain.case import CaseNotes, CaseState, Flag
from bot.domain.conversation import Conversation, Owner
from bot.domain.delivery import Delivery
from bot.domain.words import Kind, Line, ReplyLanguage, Urgency
from bot.services.receive import receive
from bot.services.say import say
from bot.store import agents, cases, conversations, desk_events, inbox, outbox, schema
from bot.store.agents import LoginTaken, Role
from bot.store.conversations import Address
from bot.store.database import StoreUnavailable
from bot.store.outbox import Author
from channels.message import Button, Inbound

ADDRESS = Address(channel="web", value="somebody")


def message(id: str, text: str = "text", address: str = "somebody") -> Inbound:
    return Inbound(channel="web", id=id, address=address, text=text)


async def conversation(parts: Parts) -> Conversation:
    async with parts.house.database.write() as tx:
        return await conversations.make(tx, ADDRESS, parts.house.now())


async def test_a_message_delivered_many_times_at_once_is_one_row(parts: Parts) -> None:
    deliveries = [message(f"m{number}", f"text {number}") for number in range(10) for _ in range(5)]
    random.Random(1).shuffle(deliveries)
    receipts = await asyncio.gather(*(receive(parts.house, each) for each in deliveries))
    assert sum(not receipt.repeated for receipt in receipts) == 10
    async with parts.house.database.read() as tx:
        kept = await inbox.after(tx, receipts[0].conversation_id, 0)
    assert [each.position for each in kept] == list(range(1, 11))
    assert len({each.provider_message_id for each in kept}) == 10
    by_id = {receipt.message_id: receipt.position for receipt in receipts}
    assert {each.id: each.position for each in kept} == by_id


async def test_first_messages_of_one_person_at_once_make_one_conversation(parts: Parts) -> None:
    receipts = await asyncio.gather(*(receive(parts.house, message(f"m{number}")) for number in range(8)))
    assert len({receipt.conversation_id for receipt in receipts}) == 1


async def test_what_was_written_comes_back_as_it_was(parts: Parts) -> None:
    text = 'ريلي \u202eيضربني\u202c 😢\x00\ud800 /restart {"a": 1}'
    receipt = await receive(parts.house, message("m", text))
    async with parts.house.database.read() as tx:
        kept = await inbox.get(tx, receipt.message_id)
    assert kept is not None
    assert kept.text == text


async def _fail_halfway(parts: Parts) -> None:
    async with parts.house.database.write() as tx:
        await conversations.make(tx, ADDRESS, parts.house.now())
        tx.ring("topic")
        raise RuntimeError


async def test_a_failed_transaction_keeps_nothing_and_rings_nobody(parts: Parts) -> None:
    with parts.house.database.signals.listen("topic") as rung:
        with pytest.raises(RuntimeError):
            await _fail_halfway(parts)
        assert not rung.is_set()
    async with parts.house.database.read() as tx:
        assert await conversations.find(tx, ADDRESS) is None


async def test_a_cause_speaks_once(parts: Parts) -> None:
    talk = await conversation(parts)
    for _ in range(2):
        async with parts.house.database.write() as tx:
            await conversations.lock(tx, talk.id)
            await say(
                tx,
                talk.id,
                cause="cause",
                author=Author.BOT,
                text="once",
                now=parts.house.now(),
                buttons=(Button(title="Yes", payload="/affirm"),),
            )
    async with parts.house.database.read() as tx:
        said = await outbox.after(tx, talk.id, 0)
    assert [(each.text, each.buttons[0].payload) for each in said] == [("once", "/affirm")]


async def test_deliveries_only_move_forward(parts: Parts) -> None:
    talk, now = await conversation(parts), parts.house.now()
    async with parts.house.database.write() as tx:
        for number in range(3):
            await say(tx, talk.id, cause=f"c{number}", author=Author.BOT, text="x", now=now)
    async with parts.house.database.write() as tx:
        assert len(await outbox.advance_up_to(tx, talk.id, 2, Delivery.READ, now)) == 2
        assert len(await outbox.advance_up_to(tx, talk.id, 3, Delivery.DELIVERED, now)) == 1
        assert await outbox.advance_up_to(tx, talk.id, 3, Delivery.SENT, now) == []
    async with parts.house.database.read() as tx:
        states = [each.state for each in await outbox.after(tx, talk.id, 0)]
    assert states == [Delivery.READ, Delivery.READ, Delivery.DELIVERED]


async def test_owner_changes_by_compare_and_set(parts: Parts) -> None:
    talk = await conversation(parts)
    async with parts.house.database.write() as tx:
        assert await conversations.change_owner(tx, talk, Owner.HUMAN, None)
    async with parts.house.database.write() as tx:
        assert not await conversations.change_owner(tx, talk, Owner.BOT, None)


async def test_one_open_case_a_conversation_even_without_looking_first(parts: Parts) -> None:
    talk = await conversation(parts)

    async def open_one() -> None:
        async with parts.house.database.write() as tx:
            await cases.open_new(
                tx,
                talk.id,
                prefix="SH",
                urgency=Urgency.URGENT,
                line=Line.GENERAL,
                kind=Kind.REPORT,
                notes=CaseNotes(),
                now=parts.house.now(),
            )

    await open_one()
    with pytest.raises(StoreUnavailable):
        await open_one()


async def test_notes_are_kept_whole(parts: Parts) -> None:
    talk = await conversation(parts)
    notes = CaseNotes(
        details={"place": "البيت"},
        wants_human=True,
        flags=(Flag(source="phrase", text="يضربني", urgency=Urgency.URGENT, message_id="m", start=0, end=6),),
    )
    async with parts.house.database.write() as tx:
        case = await cases.open_new(
            tx,
            talk.id,
            prefix="SH",
            urgency=Urgency.URGENT,
            line=Line.GENERAL,
            kind=Kind.REPORT,
            notes=notes,
            now=parts.house.now(),
        )
    async with parts.house.database.read() as tx:
        assert await cases.notes(tx, case.id) == notes
        assert await cases.open_of(tx, talk.id) == case
        assert case.state is CaseState.WAITING


async def test_leases_are_exclusive_until_they_end(parts: Parts) -> None:
    talk, now = await conversation(parts), parts.house.now()
    async with parts.house.database.write() as tx:
        assert await conversations.lease(tx, talk.id, "a", now, 5)
        assert await conversations.lease(tx, talk.id, "a", now, 5)
        assert not await conversations.lease(tx, talk.id, "b", now, 5)
        assert await conversations.lease(tx, talk.id, "b", now + timedelta(seconds=6), 5)


async def test_desk_events_are_numbered_without_gaps_in_order_of_commit(parts: Parts) -> None:
    await asyncio.gather(*(receive(parts.house, message(f"m{n}", address=f"p{n}")) for n in range(20)))
    async with parts.house.database.read() as tx:
        events = await desk_events.after(tx, 0)
        assert await desk_events.last_number(tx) == len(events) == 20
    assert [event.number for event in events] == list(range(1, 21))


async def test_logins_are_unique_whatever_their_case(parts: Parts) -> None:
    async def add(login: str) -> None:
        async with parts.house.database.write() as tx:
            await agents.add(
                tx, login=login, name="مريم", role=Role.AGENT, password_hash="x", now=parts.house.now()
            )

    await add("Mariam")
    with pytest.raises(LoginTaken):
        await add("mariam ")
    async with parts.house.database.read() as tx:
        found = await agents.by_login(tx, "MARIAM")
    assert found is not None
    assert found.name == "مريم"


async def test_language_and_dialogue_state(parts: Parts) -> None:
    talk = await conversation(parts)
    async with parts.house.database.write() as tx:
        await conversations.set_language(tx, talk.id, ReplyLanguage.BOTH, pinned=True)
        await conversations.keep_dialogue_state(tx, talk.id, {"slots": {"place": "هنا"}})
    async with parts.house.database.read() as tx:
        again = await conversations.get(tx, talk.id)
        assert again is not None
        assert (again.language, again.pinned) == (ReplyLanguage.BOTH, True)
        assert await conversations.dialogue_state(tx, talk.id) == {"slots": {"place": "هنا"}}


async def test_the_schema_is_what_the_migrations_make(parts: Parts) -> None:
    assert await schema.state(parts.house.database) == "current"
    assert await schema.differences(parts.house.database) == []
