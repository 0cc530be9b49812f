"""What a platform allows: its pace, its window for writing, and buttons that mean something again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.app import Parts
from bot.domain.delivery import Delivery
from bot.services.receive import receive
from bot.store import conversations, deliveries, inbox
from bot.store.conversations import Address
from channels.capabilities import Pace
from channels.marks import mark
from channels.message import Button, Inbound, InboundKind
from tests.contract.channels.talks import all_are, couriers, person, said, speak, until
from tests.support.providers import CAN, ScriptedProvider


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


async def test_what_belongs_to_a_channel_this_door_does_not_call_waits_for_one_that_does(
    parts: Parts,
) -> None:
    talk = await person(parts)
    await speak(parts, talk, "one")
    async with couriers(parts, ScriptedProvider(name="telegram")):
        await asyncio.sleep(0.3)
        assert [each.state for each in await said(parts, talk)] == [Delivery.QUEUED]
    async with couriers(parts, ScriptedProvider()):
        await until(parts, talk, all_are(Delivery.SENT))


async def test_what_the_widget_pulls_is_never_due(parts: Parts) -> None:
    receipt = await receive(parts.house, Inbound(channel="web", id="s:1", address="s", text="hello"))
    await speak(parts, receipt.conversation_id, "one")
    async with parts.house.database.read() as tx:
        assert await deliveries.due(tx, parts.house.now(), ["web", "whatsapp"], 10) == []


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
    for number, payload in enumerate((tap, mark("0" * 32, 0), f"{tap}9", None)):
        forged = await heard(f"f{number}", "971500000002", kind=InboundKind.BUTTON, text="x", payload=payload)
        assert (forged.kind, forged.payload) == (InboundKind.TEXT, None)


async def test_addresses_are_found_again_by_their_holder_only(parts: Parts) -> None:
    talk = await person(parts)
    async with parts.house.database.read() as tx:
        found = await conversations.find(tx, Address(channel="whatsapp", value="971500000001"))
    assert found is not None
    assert found.id == talk
