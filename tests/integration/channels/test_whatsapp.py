"""A person on WhatsApp and the door, over the real protocol on both sides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp
import pytest

from tests.support.brain import answer
from tests.support.cloud_api import VERIFY, CloudApi, Fault, offered, words
from tests.support.doors import RunningDoor

PERSON = "971500000001"


async def until(good: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not good():
            await asyncio.sleep(0.02)


def heard(meta: CloudApi, person: str = PERSON) -> list[str]:
    return [words(shown) for shown in meta.phones[person]]


async def test_a_question_is_answered_on_the_phone(door: RunningDoor, meta: CloudApi) -> None:
    door.brain.reply = lambda request: answer(f"heard {request['text']}")
    await meta.says(PERSON, "أين مكتبكم؟", times=3)
    await until(lambda: len(heard(meta)) == 1)
    await asyncio.sleep(0.3)
    assert heard(meta) == ["heard أين مكتبكم؟"]


async def test_danger_is_answered_before_the_brain(door: RunningDoor, meta: CloudApi) -> None:
    door.brain.reply = lambda request: answer("heard", verdict="urgent", kind="report")
    await meta.says(PERSON, "ريلي يضربني ومب قادرة اطلع من البيت")
    await until(lambda: len(heard(meta)) >= 1)
    assert "999" in heard(meta)[0]


async def test_a_tap_means_what_was_offered(door: RunningDoor, meta: CloudApi) -> None:
    offer = answer("choose")
    offer["replies"][0]["buttons"] = [
        {"title": "Yes", "payload": "/affirm"},
        {"title": "No", "payload": "/deny"},
    ]
    door.brain.reply = lambda request: answer("tapped") if request["payload"] else offer
    await meta.says(PERSON, "hello")
    await until(lambda: len(heard(meta)) == 1)
    assert [each["title"] for each in offered(meta.phones[PERSON][0])] == ["Yes", "No"]
    await meta.taps(PERSON, "No")
    await until(lambda: len(heard(meta)) == 2)
    assert door.brain.asked[-1]["payload"] == "/deny"
    await meta.says(PERSON, "hello again")
    await until(lambda: len(heard(meta)) == 3)
    await meta.says(PERSON, "١")
    await until(lambda: len(heard(meta)) == 4)
    assert door.brain.asked[-1]["payload"] == "/affirm"


async def test_what_was_taken_though_the_answer_was_lost_is_not_said_twice(
    door: RunningDoor, meta: CloudApi
) -> None:
    door.brain.reply = lambda request: answer(f"heard {request['text']}")
    faults = iter([Fault(reset=True, taken=True)])
    meta.fault = lambda body: next(faults, None)
    await meta.says(PERSON, "one")
    await meta.says(PERSON, "two")
    await until(lambda: len(heard(meta)) == 2)
    await asyncio.sleep(0.5)
    assert heard(meta) == ["heard one", "heard two"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=500, code=131000),
        Fault(status=503),
        Fault(status=429, code=130429, retry_after=1),
        Fault(status=400, code=131056),
    ],
    ids=lambda fault: f"{fault.status}-{fault.code}",
)
async def test_a_passing_fault_delays_and_loses_nothing(
    door: RunningDoor, meta: CloudApi, fault: Fault
) -> None:
    door.brain.reply = lambda request: answer(f"heard {request['text']}")
    faults = iter([fault])
    meta.fault = lambda body: next(faults, None)
    await meta.says(PERSON, "one")
    await meta.says(PERSON, "two")
    await until(lambda: len(heard(meta)) == 2, 15)
    assert heard(meta) == ["heard one", "heard two"]


async def test_a_voice_note_is_answered_kindly(door: RunningDoor, meta: CloudApi) -> None:
    await meta.brings(
        PERSON, {"type": "audio", "audio": {"id": "M1", "mime_type": "audio/ogg", "voice": True}}
    )
    await until(lambda: len(heard(meta)) >= 1)
    assert door.brain.asked == []


async def test_the_words_under_a_photo_are_read_too(door: RunningDoor, meta: CloudApi) -> None:
    door.brain.reply = lambda request: answer(f"heard {request['text']}")
    await meta.brings(
        PERSON, {"type": "image", "image": {"id": "M1", "mime_type": "image/jpeg", "caption": "my arm"}}
    )
    await until(lambda: len(heard(meta)) == 2)
    assert heard(meta)[1] == "heard my arm"


async def test_an_edit_is_read_like_any_message(door: RunningDoor, meta: CloudApi) -> None:
    door.brain.reply = lambda request: answer(f"heard {request['text']}")
    edit = {"original_message_id": "wamid.0", "message": {"type": "text", "text": {"body": "new words"}}}
    await meta.brings(PERSON, {"type": "edit", "edit": edit})
    await until(lambda: heard(meta) == ["heard new words"])


@pytest.mark.parametrize(
    "message",
    [
        {"type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "👍"}},
        {"type": "revoke", "revoke": {"original_message_id": "wamid.0"}},
        {"type": "system", "system": {"type": "user_changed_number", "body": "x", "wa_id": "971500000009"}},
    ],
    ids=lambda message: str(message["type"]),
)
async def test_what_nobody_expects_an_answer_to_gets_none(
    door: RunningDoor, meta: CloudApi, message: dict[str, object]
) -> None:
    await meta.brings(PERSON, message)
    await meta.says(PERSON, "hello")
    await until(lambda: len(heard(meta)) == 1)
    assert len(door.brain.asked) == 1


async def test_the_webhook_can_be_registered(door: RunningDoor) -> None:
    async with aiohttp.ClientSession() as session:
        query = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "42"}
        async with session.get(f"{door.url}/channels/whatsapp", params=query) as response:
            assert (response.status, await response.text()) == (200, "42")
