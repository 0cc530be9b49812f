"""What a provider tells of messages of ours: in any order, of any part, of any try, quicker than its answer, and wrongly."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.app import Parts
from bot.domain.delivery import Delivery
from bot.services import deliver
from channels.errors import SendError, SendFault
from channels.message import ReceiptState
from tests.contract.channels.talks import all_are, couriers, person, said, speak, told, until
from tests.support.providers import CAN, Call, ScriptedProvider

LONG = " ".join(f"Sentence number {n} says something." for n in range(8))


async def two_parts_out(parts: Parts, provider: ScriptedProvider, talk: object) -> list[str]:
    """A message of two parts, sent; the ids of its tries."""
    await speak(parts, talk, LONG)
    await until(parts, talk, all_are(Delivery.SENT))
    assert len(provider.took) == 2
    return [call.our_id for call in provider.took]


async def test_a_message_is_where_the_least_of_its_parts_is(parts: Parts) -> None:
    provider, talk = ScriptedProvider(), await person(parts)
    async with couriers(parts, provider):
        first, second = await two_parts_out(parts, provider, talk)
        await told(parts, ReceiptState.READ, our_id=second)
        assert (await said(parts, talk))[0].state is Delivery.SENT
        await told(parts, ReceiptState.DELIVERED, our_id=first)
        assert (await said(parts, talk))[0].state is Delivery.DELIVERED


@pytest.mark.parametrize("failed_first", [True, False])
async def test_a_part_that_did_not_arrive_goes_again_whatever_the_other_did(
    parts: Parts, failed_first: bool
) -> None:
    provider, talk = ScriptedProvider(), await person(parts)
    async with couriers(parts, provider):
        first, second = await two_parts_out(parts, provider, talk)
        failure = {"our_id": first, "fault": SendFault.SLOW_DOWN}
        if failed_first:
            await told(parts, ReceiptState.FAILED, **failure)
        await told(parts, ReceiptState.DELIVERED, our_id=second)
        if not failed_first:
            await told(parts, ReceiptState.FAILED, **failure)
        async with asyncio.timeout(5):
            while len(provider.took) < 3:
                await asyncio.sleep(0.02)
        await until(parts, talk, all_are(Delivery.SENT))
        await asyncio.sleep(0.2)
    texts = [call.text for call in provider.took]
    assert texts == [texts[0], texts[1], texts[0]]


@pytest.mark.parametrize("lost", [False, True])
async def test_a_part_that_will_never_arrive_ends_the_message_though_the_next_is_on_its_way(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    monkeypatch.setattr(deliver, "CALL_SECONDS", 0.4)
    provider = ScriptedProvider(
        answer=lambda call: None if len(provider.calls) == 1 else (60.0 if lost else 0.3)
    )
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, LONG)
        async with asyncio.timeout(5):
            while len(provider.calls) < 2:
                await asyncio.sleep(0.01)
        failure = {"our_id": provider.calls[0].our_id, "fault": SendFault.UNREACHABLE}
        await told(parts, ReceiptState.FAILED, **failure)
        await asyncio.sleep(1.5)
    assert [call.our_id.split(".")[1] for call in provider.calls] == ["0", "1"]
    assert (await said(parts, talk))[0].state is Delivery.FAILED


async def test_the_same_failure_told_again_sends_no_further_copy(parts: Parts) -> None:
    provider, talk = ScriptedProvider(), await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one")
        await until(parts, talk, all_are(Delivery.SENT))
        failure = {"our_id": provider.took[0].our_id, "provider_id": "wamid.1", "fault": SendFault.SLOW_DOWN}
        for _ in range(3):
            await told(parts, ReceiptState.FAILED, **failure)
            await asyncio.sleep(0.3)
        await until(parts, talk, all_are(Delivery.SENT))
    assert len(provider.took) == 2


@pytest.mark.parametrize("fault", [SendFault.SLOW_DOWN, SendFault.WINDOW_CLOSED])
async def test_a_failure_quicker_than_the_answer_stands(parts: Parts, fault: SendFault) -> None:
    provider, talk = (
        ScriptedProvider(answer=lambda call: 0.3 if len(provider.calls) == 1 else None),
        await person(parts),
    )
    async with couriers(parts, provider):
        await speak(parts, talk, "one")
        async with asyncio.timeout(5):
            while not provider.calls:
                await asyncio.sleep(0.01)
        await told(parts, ReceiptState.FAILED, our_id=provider.calls[0].our_id, fault=fault)
        await asyncio.sleep(0.6)
        if fault is SendFault.WINDOW_CLOSED:
            assert (await said(parts, talk))[0].state is Delivery.FAILED
            await person(parts, id="in2")
        await until(parts, talk, all_are(Delivery.SENT))
    assert len(provider.took) == 2


async def test_a_lost_answer_whose_receipt_came_before_it_was_missed_is_not_repeated(parts: Parts) -> None:
    def answer(call: Call) -> SendError | None:
        return SendError(SendFault.UNKNOWN) if len(provider.calls) == 1 else None

    async def early() -> None:
        while not provider.calls:
            await asyncio.sleep(0.001)
        await told(parts, ReceiptState.DELIVERED, our_id=provider.calls[0].our_id)

    provider, talk = ScriptedProvider(answer=answer), await person(parts)
    task = asyncio.create_task(early())
    async with couriers(parts, provider):
        await speak(parts, talk, LONG)
        await task
        async with asyncio.timeout(5):
            while len(provider.took) < 1:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.7)
    assert [call.our_id.split(".")[1] for call in provider.calls] == ["0", "1"]


async def test_an_unknown_part_does_not_keep_the_others_back(parts: Parts) -> None:
    answers: Iterator[SendError | None] = iter([SendError(SendFault.UNKNOWN), None])
    provider = ScriptedProvider(can=replace(CAN, echoes=False), answer=lambda call: next(answers))
    talk = await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, LONG)
        await until(parts, talk, lambda found: found[0].state is Delivery.UNKNOWN and len(provider.took) == 1)
    assert [call.our_id.split(".")[1] for call in provider.calls] == ["0", "1"]
    assert (await said(parts, talk))[0].fault == "unknown"


async def test_what_failed_late_is_not_said_after_what_came_after_it(parts: Parts) -> None:
    provider, talk = ScriptedProvider(), await person(parts)
    async with couriers(parts, provider):
        await speak(parts, talk, "one", "two")
        await until(parts, talk, all_are(Delivery.SENT))
        await told(parts, ReceiptState.FAILED, our_id=provider.took[0].our_id, fault=SendFault.SLOW_DOWN)
        await until(parts, talk, lambda found: found[0].state is Delivery.FAILED)
        await asyncio.sleep(0.3)
    assert [call.text for call in provider.took] == ["one", "two"]


async def test_receipts_that_storm_in_while_messages_go_out_stop_nobody(parts: Parts) -> None:
    """Receipts come within milliseconds of each call, in their own transactions and often before the answer is kept."""
    telling: set[asyncio.Task[None]] = set()

    async def tell(call: Call) -> None:
        for state in (ReceiptState.DELIVERED, ReceiptState.SENT, ReceiptState.READ):
            await told(parts, state, our_id=call.our_id)

    def answer(call: Call) -> float:
        task = asyncio.create_task(tell(call))
        telling.add(task)
        return 0.01

    provider = ScriptedProvider(answer=answer)
    talks = [await person(parts, f"97150000{n:04}", f"in{n}") for n in range(12)]
    began = asyncio.get_running_loop().time()
    async with couriers(parts, provider, 1 if parts.house.database.is_sqlite else 2):
        await asyncio.gather(*(speak(parts, talk, "a", LONG, "b") for talk in talks))
        for talk in talks:
            await until(parts, talk, all_are(Delivery.READ), 30)
    failures = [error for error in await asyncio.gather(*telling, return_exceptions=True) if error]
    assert not failures
    assert len(provider.calls) == 12 * 4
    assert asyncio.get_running_loop().time() - began < 20


@pytest.mark.parametrize(
    "our_id", ["", "x", "\x00", "\ud800", "0" * 32 + ".0.1", "0" * 32 + ".999.999", "a.b.c"]
)
async def test_receipts_of_nothing_are_let_go(parts: Parts, our_id: str) -> None:
    for state in ReceiptState:
        await told(parts, state, our_id=our_id, provider_id="wamid.of.nobody")
