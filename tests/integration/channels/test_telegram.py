"""A person on Telegram and the door, over the real protocol on both sides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from bot.store import conversations, outbox
from bot.store.conversations import Address
from bot.store.tables import outbox as outbox_table
from tests.support.bot_api import BotApi
from tests.support.brain import answer
from tests.support.cloud_api import Fault
from tests.support.doors import RunningDoor, running_door

CHAT = 500001


async def until(good: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not good():
            await asyncio.sleep(0.02)


def heard(telegram: BotApi, chat: int = CHAT) -> list[str]:
    return [shown["text"] for shown in telegram.phones[chat]]


async def test_a_question_is_answered_on_the_phone(door: RunningDoor, telegram: BotApi) -> None:
    await telegram.says(CHAT, "أريد التطوع", times=3)
    await until(lambda: len(heard(telegram)) == 1)
    await asyncio.sleep(0.3)
    assert heard(telegram) == ["heard أريد التطوع"]


async def test_a_tap_is_answered_at_once_and_means_what_was_offered(
    door: RunningDoor, telegram: BotApi
) -> None:
    offer = answer("choose")
    offer["replies"][0]["buttons"] = [
        {"title": "Yes", "payload": "/affirm"},
        {"title": "No", "payload": "/deny"},
    ]
    door.brain.reply = lambda request: answer("tapped") if request["payload"] else offer
    await telegram.says(CHAT, "hello")
    await until(lambda: len(heard(telegram)) == 1)
    await telegram.taps(CHAT, "No")
    await until(lambda: len(heard(telegram)) == 2)
    assert door.brain.asked[-1]["payload"] == "/deny"
    assert len(telegram.answered) == 1


async def test_the_menu_speaks_for_the_person(door: RunningDoor, telegram: BotApi) -> None:
    await telegram.says(CHAT, "/start")
    await until(lambda: len(heard(telegram)) == 1)
    assert door.brain.asked[-1]["payload"] == "/greet"


async def test_each_step_of_a_live_location_is_kept_and_nobody_answers_it(
    door: RunningDoor, telegram: BotApi
) -> None:
    person = {"id": CHAT, "is_bot": False, "first_name": "Somebody"}
    step = {"message_id": 5, "from": person, "chat": {"id": CHAT, "type": "private"}, "edit_date": 1796000000}
    for latitude in (25.1, 25.2):
        await telegram.post(
            {"edited_message": step | {"location": {"latitude": latitude, "longitude": 55.2}}}
        )
    await telegram.says(CHAT, "hello")
    await until(lambda: len(heard(telegram)) == 1)
    assert len(door.brain.asked) == 1


async def test_groups_are_left_and_nothing_is_said_there(door: RunningDoor, telegram: BotApi) -> None:
    group = {"id": -100200, "type": "supergroup", "title": "Family"}
    await telegram.brings(CHAT, {"text": "hi bot", "chat": group})
    await until(lambda: telegram.left == [-100200])
    assert door.brain.asked == []


@pytest.mark.parametrize(
    "fault",
    [Fault(status=500), Fault(status=502), Fault(status=429, retry_after=1)],
    ids=lambda fault: str(fault.status),
)
async def test_a_passing_fault_delays_and_loses_nothing(
    door: RunningDoor, telegram: BotApi, fault: Fault
) -> None:
    faults = iter([fault])
    telegram.fault = lambda body: next(faults, None)
    await telegram.says(CHAT, "one")
    await telegram.says(CHAT, "two")
    await until(lambda: len(heard(telegram)) == 2, 15)
    assert heard(telegram) == ["heard one", "heard two"]


async def test_a_person_who_blocked_us_is_shown_as_unreached(door: RunningDoor, telegram: BotApi) -> None:
    telegram.blocked.add(CHAT)
    await telegram.says(CHAT, "hello")

    async def last() -> tuple[str, str] | None:
        async with door.parts.house.database.read() as tx:
            found = await conversations.find(tx, Address(channel="telegram", value=str(CHAT)))
            said = [] if found is None else await outbox.after(tx, found.id, 0)
        return (said[-1].state, said[-1].fault or "") if said else None

    async with asyncio.timeout(10):
        while await last() != ("failed", "blocked"):
            await asyncio.sleep(0.05)


async def test_a_flood_of_answers_keeps_telegrams_pace(door: RunningDoor, telegram: BotApi) -> None:
    for number in range(8):
        await telegram.says(CHAT, str(number))
    await until(lambda: len(heard(telegram)) == 8, 30)
    assert heard(telegram) == [f"heard {number}" for number in range(8)]
    assert 429 not in telegram.refused


@pytest.mark.parametrize("channel", ["whatsapp", "telegram"])
async def test_a_channel_that_is_off_is_not_there(tmp_path: Path, channel: str) -> None:
    async with (
        running_door("sqlite", tmp_path) as door,
        aiohttp.ClientSession() as session,
        session.post(f"{door.url}/channels/{channel}") as response,
    ):
        assert response.status == 404


async def test_wipe_deletes_what_a_bot_may_and_says_what_stays(door: RunningDoor, telegram: BotApi) -> None:
    await telegram.says(CHAT, "hello there")
    await until(lambda: len(heard(telegram)) == 1)
    await telegram.says(CHAT, "/wipe")
    await until(lambda: len(heard(telegram)) == 1 and not heard(telegram)[0].startswith("heard"))
    assert ("يومين" in heard(telegram)[0]) != ("two days" in heard(telegram)[0])
    # Theirs, ours, and the command itself: all that there was.
    assert len(telegram.deleted) == 3
    async with door.parts.house.database.read() as tx:
        causes = (await tx.execute(select(outbox_table.c.cause))).scalars().all()
    assert not [cause for cause in causes if str(CHAT) in cause], "an address in a clear column"
    await telegram.says(999, "/wipe")
    assert telegram.phones[999] == []
