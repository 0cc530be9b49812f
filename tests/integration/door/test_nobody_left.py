"""Nobody is left behind by a click, a clock, a closed account or a moment without the database."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.services.handover import release_all
from bot.store.tables import conversations
from bot.web.door import ChannelDoor
from channels.contract import NotNow
from tests.support.clients import DeskAgent, Person
from tests.support.doors import PASSWORD, RunningDoor

REPORT = "my husband beats me and I cannot leave the house"


async def test_a_case_is_not_closed_over_a_message_that_came_meanwhile(door: RunningDoor) -> None:
    """Nobody would answer it: the bot is silent under a human, and the case would be gone."""
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent, Person(door.url, language="en") as person:
        seen = await person.say(REPORT)
        case = await agent.case(urgency="urgent")
        assert (await agent.post(f"cases/{case['id']}/claim"))[0] == 200
        newer = await person.say("he is back with a knife")
        path = f"cases/{case['id']}/resolve"
        status, refused = await agent.post(path, disposition="helped", note="", seen=seen)
        assert (status, refused["error"], refused["case"]["state"]) == (409, "unread", "claimed")
        status, _ = await agent.post(path, disposition="helped", note="", seen="all")
        assert status == 400
        status, resolved = await agent.post(path, disposition="helped", note="", seen=newer)
        assert (status, resolved["case"]["state"]) == (200, "resolved")


async def test_the_cases_of_a_closed_account_wait_for_others(door: RunningDoor) -> None:
    mariam = await door.agent("mariam")
    await door.agent("salem")
    async with (
        DeskAgent(door.url, "mariam", PASSWORD) as first,
        DeskAgent(door.url, "salem", PASSWORD) as second,
        Person(door.url, language="en") as person,
    ):
        await person.say(REPORT)
        case = await first.case(urgency="urgent")
        assert (await first.post(f"cases/{case['id']}/claim"))[0] == 200
        assert (await second.post(f"cases/{case['id']}/claim"))[0] == 409
        (freed,) = await release_all(door.parts.house, mariam)
        assert (freed.owner_id, freed.waiting_since is None) == (None, False)
        assert (await second.post(f"cases/{case['id']}/claim"))[0] == 200


async def test_who_comes_back_is_back_although_the_clock_was_set_back(door: RunningDoor) -> None:
    async with Person(door.url) as person:
        await person.say("hello")
        await person.hears(1)
        ahead = door.parts.house.now() + timedelta(hours=1)
        async with door.parts.house.database.write() as tx:
            await tx.execute(update(conversations).values(left_at=ahead))
        await person.say("I am back")
        assert (await person.hears(2))[1]["text"] == "heard I am back"


async def test_a_screen_that_came_while_the_database_was_away_is_filled_later(
    door: RunningDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.web.socket.LOOK_AGAIN_SECONDS", 0.1)
    async with Person(door.url) as before:
        await before.say("hello")
        await before.hears(1)
    looks = 0
    real = ChannelDoor.conversation_of

    async def away(*arguments: object) -> object:
        nonlocal looks
        looks += 1
        if looks <= 2:
            raise NotNow
        return await real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ChannelDoor, "conversation_of", away)
    async with Person(door.url, token=before.token) as again:
        assert (await again.hears(1))[0]["text"] == "heard hello"
