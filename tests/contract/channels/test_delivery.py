"""What is said is sent: in order, once, at the platform's pace, through every fault, and its end is always known."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.app import Parts
from bot.domain import sending
from bot.domain.case import CaseNotes
from bot.domain.delivery import Delivery
from bot.domain.words import Kind, Line, Urgency
from bot.services import deliver
from bot.services.courier import Courier
from bot.services.deliver import Deliver
from bot.services.receive import receive
from bot.services.say import say
from bot.services.take import take
from bot.store import cases, conversations, deliveries, inbox, outbox
from bot.store.conversations import Address
from bot.store.outbox import Author, Said
from bot.store.tables import outbox as outbox_table
from channels.capabilities import Pace
from channels.errors import SendError, SendFault
from channels.message import Button, Inbound, InboundKind, Posted, Receipt, ReceiptState
from tests.support.houses import open_parts
from tests.support.providers import CAN, Call, ScriptedProvider


@pytest.fixture(params=["sqlite", "postgresql"])
async def parts(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Parts]:
    async with open_parts(request.param, tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "FIRST_PAUSE", timedelta(seconds=0.02))
    monkeypatch.setattr(sending, "SETTLE", timedelta(seconds=0.4))
    monkeypatch.setattr(sending, "SETTLE_EMERGENCY", timedelta(seconds=0.2))


@asynccontextmanager
async def couriers(parts: Parts, provider: ScriptedProvider, number: int = 1) -> AsyncIterator[None]:
    tasks = [
        asyncio.create_task(
            Courier(
                Deliver(
                    house=parts.house, providers={provider.name: provider}, holder=f"h{n}", chance=lambda: 0.0
                )
            ).run()
        )
        for n in range(number)
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def person(parts: Parts, address: str = "971500000001", id: str = "in1") -> Any:
    """Somebody who has just written."""
    return (
        await receive(parts.house, Inbound(channel="whatsapp", id=id, address=address, text="hello"))
    ).conversation_id


async def speak(parts: Parts, talk: Any, *texts: str, buttons: tuple[Button, ...] = ()) -> None:
    for text in texts:
        async with parts.house.database.write() as tx:
            await conversations.lock(tx, talk)
            now = parts.house.now()
            await say(
                tx, talk, cause=f"{talk}:{text[:80]}", author=Author.BOT, text=text, now=now, buttons=buttons
            )


async def said(parts: Parts, talk: Any) -> list[Said]:
    async with parts.house.database.read() as tx:
        return await outbox.after(tx, talk, 0)


async def until(
    parts: Parts, talk: Any, good: Callable[[list[Said]], bool], seconds: float = 10
) -> list[Said]:
    async with asyncio.timeout(seconds):
        while not good(found := await said(parts, talk)):
            await asyncio.sleep(0.02)
    return found


def all_are(state: Delivery) -> Callable[[list[Said]], bool]:
    return lambda found: all(each.state is state for each in found)


async def told(parts: Parts, state: ReceiptState, **more: Any) -> None:
    receipt = Receipt(state=state, **({"provider_id": None} | more))
    await take(parts.house, "whatsapp", Posted(receipts=(receipt,)), b"")


async def emergency(parts: Parts, talk: Any) -> None:
    async with parts.house.database.write() as tx:
        await conversations.lock(tx, talk)
        await cases.open_new(
            tx,
            talk,
            prefix="SH",
            urgency=Urgency.EMERGENCY,
            line=Line.GENERAL,
            kind=Kind.REPORT,
            notes=CaseNotes(),
            now=parts.house.now(),
        )


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
        first, *_ = await deliveries.due(tx, parts.house.now(), 10)
        found = await outbox.get(tx, first)
    assert found is not None
    assert found.conversation_id == alarm


async def test_a_long_message_goes_on_from_the_part_that_failed(parts: Parts) -> None:
    failures = iter([None, SendError(SendFault.AWAY), SendError(SendFault.AWAY), None, None])
    provider = ScriptedProvider(answer=lambda call: next(failures))
    talk = await person(parts)
    sentences = " ".join(f"Sentence number {n} says something." for n in range(15))
    async with couriers(parts, provider):
        await speak(parts, talk, sentences)
        await until(parts, talk, all_are(Delivery.SENT))
    assert [call.our_id.partition(".")[2] for call in provider.calls] == ["0", "1", "1", "1", "2"]
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


async def test_outside_the_window_nothing_is_called_and_all_is_said_when_the_person_writes(
    parts: Parts,
) -> None:
    provider = ScriptedProvider()
    talk = await person(parts)
    async with parts.house.database.write() as tx:
        await conversations.heard(tx, talk, parts.house.now() - timedelta(hours=23, minutes=58))
    async with couriers(parts, provider):
        await speak(parts, talk, "one", "two")
        await until(parts, talk, all_are(Delivery.FAILED))
        assert provider.calls == []
        await person(parts, id="in2")
        await until(parts, talk, all_are(Delivery.SENT))
    assert [call.text for call in provider.took] == ["one", "two"]


async def test_the_pace_to_one_person_and_to_all_is_kept(parts: Parts) -> None:
    can = replace(CAN, pace=Pace(seconds=0.02, burst=3), pace_person=Pace(seconds=0.1, burst=2))
    provider = ScriptedProvider(can=can)
    talks = [await person(parts, f"97150000{n:04}", f"in{n}") for n in range(6)]
    async with couriers(parts, provider, 1 if parts.house.database.is_sqlite else 3):
        await asyncio.gather(*(speak(parts, talk, *map(str, range(6))) for talk in talks))
        for talk in talks:
            await until(parts, talk, all_are(Delivery.SENT), 30)
    # The calls are timed after their turns were taken, so each may come late but none early: 50 ms are allowed.
    times = sorted(call.at for call in provider.calls)
    for first, last in zip(times, times[13:], strict=False):
        assert last - first >= (13 - 2) * 0.02 - 0.05
    for n in range(6):
        mine = [call.at for call in provider.calls if call.address.endswith(f"000{n}")]
        for first, last in zip(mine, mine[3:], strict=False):
            assert last - first >= (3 - 1) * 0.1 - 0.05


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


async def test_a_channel_without_a_provider_is_told_to_the_desk(parts: Parts) -> None:
    talk = await person(parts)
    async with couriers(parts, ScriptedProvider(name="telegram")):
        await speak(parts, talk, "one")
        await until(parts, talk, all_are(Delivery.FAILED))


async def test_what_the_widget_pulls_is_never_due(parts: Parts) -> None:
    receipt = await receive(parts.house, Inbound(channel="web", id="s:1", address="s", text="hello"))
    await speak(parts, receipt.conversation_id, "one")
    async with parts.house.database.read() as tx:
        assert await deliveries.due(tx, parts.house.now(), 10) == []


YES_NO = (Button(title="نعم", payload="/affirm"), Button(title="لا", payload="/deny"))


async def test_a_tapped_button_and_a_typed_number_mean_what_was_offered(parts: Parts) -> None:
    provider = ScriptedProvider()
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "هل أنت بأمان؟", buttons=YES_NO)
        await until(parts, talk, all_are(Delivery.SENT))
    (call,) = provider.took
    tap = call.buttons[1][1]

    async def heard(id: str, address: str = "971500000001", **more: Any) -> inbox.Received:
        message = Inbound(channel="whatsapp", id=id, address=address, **more)
        receipt = await receive(parts.house, message)
        async with parts.house.database.read() as tx:
            found = await inbox.get(tx, receipt.message_id)
        assert found is not None
        return found

    tapped = await heard("t1", kind=InboundKind.BUTTON, text="", payload=tap)
    assert (tapped.kind, tapped.payload, tapped.text) == (InboundKind.BUTTON, "/deny", "لا")
    for number, typed in enumerate(("٢", "2", "لا")):
        answer = await heard(f"n{number}", text=typed)
        assert (answer.kind, answer.payload, answer.text) == (InboundKind.BUTTON, "/deny", typed)
    words = await heard("w1", text="لا أعرف")
    assert (words.kind, words.payload) == (InboundKind.TEXT, None)
    # Another person's tap on a mark they cannot know, and marks that were never made.
    for number, payload in enumerate((tap, "b:nothing:0", f"{tap}9", "b:", "b::", "b:é:é")):
        forged = await heard(f"f{number}", "971500000002", kind=InboundKind.BUTTON, text="x", payload=payload)
        assert (forged.kind, forged.payload) == (InboundKind.TEXT, None)


async def test_addresses_are_found_again_by_their_holder_only(parts: Parts) -> None:
    talk = await person(parts)
    async with parts.house.database.read() as tx:
        found = await conversations.find(tx, Address(channel="whatsapp", value="971500000001"))
    assert found is not None
    assert found.id == talk
