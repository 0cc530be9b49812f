"""kill -9 between any two steps of one message: after a restart it is answered exactly once."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from bot.points import POINTS
from tests.support.brain import StandInBrain, answer, running
from tests.support.clients import Person
from tests.support.processes import DoorProcess
from tests.support.stores import postgresql_url

pytestmark = pytest.mark.crash

REPORT = "ريلي يضربني ومب قادرة اطلع من البيت"
# Every point once on each database, and the ones around the answer a second time on the second message.
ANSWERING = [point for point in POINTS if not point.startswith("deliver.")]
CYCLES = [(kind, point, 1) for kind in ("sqlite", "postgresql") for point in ANSWERING] + [
    (kind, point, 2)
    for kind in ("sqlite", "postgresql")
    for point in ("converse.after_brain", "converse.before_reply_commit")
]


@pytest.fixture
async def brain() -> AsyncIterator[StandInBrain]:
    async with running() as stand_in:
        stand_in.reply = lambda request: answer(f"heard {request['text']}", verdict="urgent", kind="report")
        yield stand_in


async def write_until_stored(door: DoorProcess, token: str, id: str, text: str) -> bool:
    """Send as the widget does; False when the door died before it said that the message is stored."""
    headers = {"Authorization": f"Bearer {token}"}
    with suppress(aiohttp.ClientError, TimeoutError):
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                f"{door.url}/widget/send",
                json={"id": id, "text": text, "payload": None},
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=5),
            ) as response,
        ):
            return response.status == 200
    return False


async def hello(door: DoorProcess) -> str:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{door.url}/widget/hello", json={"version": 1}) as response,
    ):
        return str((await response.json())["token"])


async def cycle(door: DoorProcess, point: str, time: int) -> None:
    texts = [REPORT, "and the children"][:time]
    await door.start(BAB_KILL_AT=f"{point}:{time}")
    token = await hello(door)
    ids = [uuid.uuid4().hex for _ in texts]
    for id, text in zip(ids, texts, strict=True):
        await write_until_stored(door, token, id, text)
        if text is not texts[-1]:
            async with Person(door.url, token=token) as person:
                await person.hears(2)
    assert await door.wait() == -9, "the door was to die at this point"
    await door.start()
    for id, text in zip(ids, texts, strict=True):
        assert await write_until_stored(door, token, id, text), (
            "what got no answer is sent again, with the same id"
        )
    async with Person(door.url, token=token) as person:
        await person.hears(len(texts) + 1)
        await asyncio.sleep(0.5)
        shown = sorted(person.shown, key=lambda message: message["position"])
    said = [message["text"] for message in shown if message["author"] == "person"]
    answers = [message["text"] for message in shown if message["text"].startswith("heard ")]
    cards = [message for message in shown if message["author"] == "bot" and "999" in message["text"]]
    assert said == texts
    assert answers == [f"heard {text}" for text in texts]
    assert len(cards) == 1
    assert [message["position"] for message in shown] == list(range(1, len(shown) + 1))


@pytest.mark.parametrize(("kind", "point", "time"), CYCLES)
async def test_killed_at(kind: str, point: str, time: int, brain: StandInBrain, tmp_path: Path) -> None:
    if kind == "sqlite":
        door = DoorProcess(home=tmp_path, brain_url=brain.url)
        try:
            await cycle(door, point, time)
        finally:
            await door.kill()
    else:
        async with postgresql_url() as url:
            door = DoorProcess(home=tmp_path, brain_url=brain.url, database_url=url)
            try:
                await cycle(door, point, time)
            finally:
                await door.kill()
