"""What one person, one program or one full machine does must not be felt by the others."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import serve
from bot.brain import Brain, BrainFailed
from bot.services.converse import Converse
from bot.store.database import StoreUnavailable
from tests.support.brain import TOKEN, running
from tests.support.clients import DeskAgent, Person
from tests.support.doors import PASSWORD, RunningDoor
from tests.support.houses import open_parts


async def test_turns_that_no_brain_reads_close_no_circuit() -> None:
    """Any page may send any payload: it made the brain refuse, three times, and then nobody had a brain."""
    async with running() as first, running() as second:
        brain = Brain([first.url, second.url], TOKEN, 1.0)
        first.mode = second.mode = "unreadable"
        for _ in range(5):
            with pytest.raises(BrainFailed, match="unreadable"):
                await brain.turn({"text": "x"})
        assert len(first.asked) + len(second.asked) == 5, "no other brain would read it either"
        first.mode = second.mode = "well"
        assert (await brain.turn({"text": "hello"})).replies[0].text == "heard hello"
        await brain.close()


async def test_a_full_pool_is_a_database_that_is_busy(tmp_path: Path) -> None:
    """It was a fault of its own kind, which ended the worker, and with it the door."""
    async with open_parts("sqlite", tmp_path) as parts:
        database = parts.house.database
        database._reader.sync_engine.pool._timeout = 0.05  # type: ignore[attr-defined]
        held = [database._reader.connect() for _ in range(database._reader.sync_engine.pool.size())]  # type: ignore[attr-defined]
        connections = [await each.start() for each in held]
        try:
            with pytest.raises(StoreUnavailable):
                async with database.read():
                    pass
        finally:
            for connection in connections:
                await connection.close()
        async with database.read():
            pass


async def test_a_message_given_up_is_still_listened_to(
    door: RunningDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails for it again and again: its danger phrases bring the card and an urgent case."""

    async def broken(*_: object) -> dict[str, Any]:
        raise RuntimeError

    monkeypatch.setattr(Converse, "_request", broken)
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent, Person(door.url, language="en") as person:
        await person.say("my husband beats me and I cannot leave the house")
        case = await agent.case(urgency="urgent")
        assert {flag["source"] for flag in case["flags"]} >= {"phrase"}
        assert "800700" in (await person.hears(1))[0]["text"]


async def test_a_flood_of_guesses_is_refused_and_none_is_counted_twice(door: RunningDoor) -> None:
    await door.agent("mariam")

    async def guess(session: aiohttp.ClientSession, login: str, password: str) -> int:
        async with session.post(
            f"{door.url}/desk/api/session",
            json={"login": login, "password": password},
            headers={"Origin": door.url},
        ) as response:
            return response.status

    async with aiohttp.ClientSession() as session, Person(door.url) as person:
        flood = asyncio.gather(*(guess(session, "nobody", "wrong password") for _ in range(60)))
        await person.say("hello")
        assert (await person.hears(1))[0]["text"] == "heard hello"
        assert set(await flood) == {401, 429}
        wrong = await asyncio.gather(*(guess(session, "mariam", "wrong password") for _ in range(12)))
        assert wrong.count(401) == 5, "the sixth of those that came side by side found the login resting"


async def test_a_brain_that_cannot_be_started_is_started_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives = []

    async def refused(*_: object, **__: object) -> None:
        lives.append(1)
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(serve, "RESTART_SECONDS", (0.01,))
    monkeypatch.setattr(asyncio, "create_subprocess_exec", refused)
    keeper = asyncio.create_task(serve.keep_brain(["brain"], {}, tmp_path / "brain.log"))
    async with asyncio.timeout(5):
        while len(lives) < 3 and not keeper.done():
            await asyncio.sleep(0.01)
    assert not keeper.done()
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)
