"""What is said is sent: in order, once, through every fault, and its end is always known."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.app import Parts
from bot.domain import sending
from bot.domain.delivery import Delivery
from bot.domain.ids import MessageId
from bot.domain.triage import Triage
from bot.domain.words import Kind, Line, Urgency
from bot.services import deliver
from bot.services.escalate import escalate
from bot.store import conversations, deliveries, outbox
from bot.store.tables import outbox as outbox_table
from channels.capabilities import Pace
from channels.errors import SendError, SendFault
from channels.message import ReceiptState
from tests.contract.channels.talks import all_are, couriers, emergency, person, said, speak, told, until
from tests.support.providers import CAN, Call, ScriptedProvider


async def test_everybody_hears_everything_once_and_in_order(parts: Parts) -> None:
    provider = ScriptedProvider(answer=lambda call: 0.001 * (len(call.text) % 7))
    talks = [await person(parts, f"97150000{n:04}", f"in{n}") for n in range(8)]
    async with couriers(parts, provider, 1 if parts.house.database.is_sqlite else 3):
        await asyncio.gather(*(speak(parts, talk, *(f"{n} {'x' * n}" for n in range(12))) for talk in talks))
        for talk in talks:
            await until(parts, talk, all_are(Delivery.SENT))
    for n in range(8):
        heard = [call.text.split()[0] for call in provider.took if call.address == f"97150000{n:04}"]
        assert heard == [str(number) for number in range(12)]


async def test_emergencies_go_first(parts: Parts) -> None:
    calm = [await person(parts, f"97150001{n:04}", f"calm{n}") for n in range(60)]
    alarm = await person(parts, "971509999999", "alarm")
    for talk in calm:
        await speak(parts, talk, "calm")
    await speak(parts, alarm, "card")
    await emergency(parts, alarm)
    async with parts.house.database.read() as tx:
        first, *_ = await deliveries.due(tx, parts.house.now(), ["whatsapp"], 10)
        found = await outbox.get(tx, first)
    assert found is not None
    assert found.conversation_id == alarm


async def test_an_emergency_does_not_wait_behind_a_pause(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "FIRST_PAUSE", timedelta(seconds=30))
    away = [True]
    provider = ScriptedProvider(answer=lambda call: SendError(SendFault.AWAY) if away[0] else None)
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "calm")
        async with asyncio.timeout(5):
            while not provider.calls:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        away[0] = False
        async with parts.house.database.write() as tx:
            conversation = await conversations.lock(tx, talk)
            danger = Triage(urgency=Urgency.EMERGENCY, line=Line.GENERAL, kind=Kind.REPORT, flags=())
            now = parts.house.now()
            await escalate(
                tx, parts.house, conversation, danger, message=MessageId("m"), language=None, now=now
            )
        await until(parts, talk, all_are(Delivery.SENT), 3)
    assert provider.took[0].text == "calm"
    assert "999" in provider.took[1].text


async def test_a_long_message_goes_on_from_the_part_that_failed(parts: Parts) -> None:
    failures = iter([None, SendError(SendFault.AWAY), SendError(SendFault.AWAY), None, None])
    provider = ScriptedProvider(answer=lambda call: next(failures))
    talk = await person(parts)
    sentences = " ".join(f"Sentence number {n} says something." for n in range(15))
    async with couriers(parts, provider):
        await speak(parts, talk, sentences)
        await until(parts, talk, all_are(Delivery.SENT))
    assert [call.our_id.partition(".")[2] for call in provider.calls] == ["0.1", "1.1", "1.2", "1.3", "2.1"]
    assert " ".join(call.text for call in provider.took) == sentences


@pytest.mark.parametrize(
    "fault", [fault for fault in SendFault if fault.retryable and fault is not SendFault.ACCOUNT]
)
async def test_a_passing_fault_is_tried_again_not_before_the_time_asked_for(
    parts: Parts, fault: SendFault
) -> None:
    answers = iter([SendError(fault, retry_after=0.3), None])
    provider = ScriptedProvider(answer=lambda call: next(answers))
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "hello")
        await until(parts, talk, all_are(Delivery.SENT))
    assert provider.calls[1].at - provider.calls[0].at >= 0.29


@pytest.mark.parametrize(
    "fault", [SendFault.UNREACHABLE, SendFault.BLOCKED, SendFault.REFUSED, SendFault.MEDIA]
)
async def test_a_final_fault_is_shown_and_the_next_message_goes_on(parts: Parts, fault: SendFault) -> None:
    provider = ScriptedProvider(
        answer=lambda call: SendError(fault, "131026") if call.text == "one" else None
    )
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one", "two")
        found = await until(
            parts, talk, lambda found: [e.state for e in found] == [Delivery.FAILED, Delivery.SENT]
        )
    assert [call.text for call in provider.calls] == ["one", "two"]
    assert len(found) == 2


async def test_a_fault_of_the_account_stops_all_calls_for_a_while(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "ACCOUNT_PAUSE", timedelta(seconds=0.6))
    wrong = [True]
    error = SendError(SendFault.ACCOUNT, "190", whole_channel=True)
    provider = ScriptedProvider(
        can=replace(CAN, pace=Pace(seconds=0.001)), answer=lambda call: error if wrong[0] else None
    )
    talks = [await person(parts, f"97150000{n:04}", f"in{n}") for n in range(5)]
    async with couriers(parts, provider):
        for talk in talks:
            await speak(parts, talk, "hello")
        await asyncio.sleep(0.4)
        tried = len(provider.calls)
        wrong[0] = False
        for talk in talks:
            await until(parts, talk, all_are(Delivery.SENT))
    assert tried <= 5
    assert len(provider.took) == 5


async def test_a_lost_answer_is_settled_by_its_receipt_and_not_repeated(parts: Parts) -> None:
    provider = ScriptedProvider(
        answer=lambda call: SendError(SendFault.UNKNOWN) if call.text == "one" else None
    )
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one", "two")
        await until(parts, talk, lambda found: found[0].state is Delivery.UNKNOWN)
        our_id = provider.calls[0].our_id
        await told(parts, ReceiptState.DELIVERED, our_id=our_id, provider_id="wamid.lost")
        found = await until(parts, talk, lambda found: found[1].state is Delivery.SENT)
        await asyncio.sleep(0.6)
    assert [call.text for call in provider.calls] == ["one", "two"]
    assert found[0].state is Delivery.DELIVERED
    await told(parts, ReceiptState.READ, provider_id="wamid.lost")
    assert (await said(parts, talk))[0].state is Delivery.READ


async def test_silence_of_a_platform_that_tells_everything_means_that_nothing_went_out(parts: Parts) -> None:
    answers = iter([SendError(SendFault.UNKNOWN), None])
    provider = ScriptedProvider(answer=lambda call: next(answers))
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one")
        await until(parts, talk, all_are(Delivery.SENT))
    assert provider.calls[1].at - provider.calls[0].at >= 0.35


@pytest.mark.parametrize("alarm", [False, True])
async def test_without_receipts_only_an_emergency_is_sent_twice(parts: Parts, alarm: bool) -> None:
    lost = SendError(SendFault.UNKNOWN)
    provider = ScriptedProvider(
        can=replace(CAN, echoes=False), answer=lambda call: lost if call.text == "one" else None
    )
    talk = await person(parts)
    if alarm:
        await emergency(parts, talk)
    async with couriers(parts, provider):
        await speak(parts, talk, "one", "two")
        found = await until(parts, talk, lambda found: found[1].state is Delivery.SENT)
    assert found[0].state is Delivery.UNKNOWN
    assert [call.text for call in provider.calls] == ["one"] * (2 if alarm else 1) + ["two"]


async def test_a_receipt_quicker_than_the_answer_stands(parts: Parts) -> None:
    provider = ScriptedProvider(answer=lambda call: 0.3)
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one")
        async with asyncio.timeout(5):
            while not provider.calls:
                await asyncio.sleep(0.01)
        await told(parts, ReceiptState.READ, our_id=provider.calls[0].our_id, provider_id="wamid.1")
        assert (await said(parts, talk))[0].state is Delivery.READ
        await asyncio.sleep(0.6)
    assert len(provider.calls) == 1
    assert (await said(parts, talk))[0].state is Delivery.READ


async def test_receipts_in_any_order_and_repeated_end_at_the_furthest(parts: Parts) -> None:
    provider = ScriptedProvider()
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one")
        await until(parts, talk, all_are(Delivery.SENT))
    for state in (ReceiptState.READ, ReceiptState.SENT, ReceiptState.DELIVERED, ReceiptState.SENT):
        await told(parts, state, provider_id="wamid.1")
    await told(parts, ReceiptState.READ, provider_id="wamid.unheard", our_id="no.such")
    await told(parts, ReceiptState.READ, our_id="…")
    assert (await said(parts, talk))[0].state is Delivery.READ


@pytest.mark.parametrize(
    ("fault", "state"), [(SendFault.SLOW_DOWN, Delivery.SENT), (SendFault.UNREACHABLE, Delivery.FAILED)]
)
async def test_a_message_taken_and_then_not_delivered(
    parts: Parts, fault: SendFault, state: Delivery
) -> None:
    provider = ScriptedProvider()
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one")
        await until(parts, talk, all_are(Delivery.SENT))
        await told(parts, ReceiptState.FAILED, provider_id="wamid.1", fault=fault, code="x")
        # Told again it changes nothing more.
        await told(parts, ReceiptState.FAILED, provider_id="wamid.1", fault=fault, code="x")
        await until(parts, talk, all_are(state))
        await asyncio.sleep(0.2)
    assert len(provider.calls) == (2 if fault.retryable else 1)


async def test_a_courier_that_died_in_a_call_leaves_at_most_one_repeat(parts: Parts) -> None:
    hangs = ScriptedProvider(answer=lambda call: 60.0)
    talk = await person(parts)
    async with couriers(parts, hangs):
        await speak(parts, talk, "one")
        async with asyncio.timeout(5):
            while not hangs.calls:
                await asyncio.sleep(0.01)
    async with parts.house.database.write() as tx:
        await tx.execute(update(outbox_table).values(lease_until=parts.house.now() - timedelta(seconds=1)))
    again = ScriptedProvider(can=replace(CAN, echoes=False))
    async with couriers(parts, again):
        await until(parts, talk, all_are(Delivery.SENT))
        await asyncio.sleep(0.6)
    assert len(again.calls) == 1


async def test_a_provider_that_never_answers_is_given_up_on_in_time(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "CALL_SECONDS", 0.2)
    hangs = ScriptedProvider(
        answer=lambda call: 60.0 if call.text == "one" else None, can=replace(CAN, echoes=False)
    )
    talk = await person(parts)
    async with couriers(parts, hangs):
        await speak(parts, talk, "one", "two")
        found = await until(parts, talk, lambda found: found[1].state is Delivery.SENT)
    assert found[0].state is Delivery.UNKNOWN


async def test_a_library_that_raises_anything_loses_nothing(parts: Parts) -> None:
    def answer(call: Call) -> None:
        if len(provider.calls) == 1:
            raise KeyError("words of the person")

    provider = ScriptedProvider(answer=answer)
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one")
        await until(parts, talk, all_are(Delivery.SENT))
    assert len(provider.calls) == 2
