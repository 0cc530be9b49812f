"""From a person's words to an answer and a human, over real sockets, with brains good, dead and babbling."""

import asyncio
import time
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.conversation import Owner
from bot.services.escalate import person_waits
from bot.services.handover import Conflict, claim
from bot.services.write import write
from bot.store import cases, conversations
from bot.store.conversations import Address
from bot.store.tables import sessions
from tests.support.brain import answer, echo
from tests.support.clients import DeskAgent, Person
from tests.support.doors import PASSWORD, RunningDoor

REPORT = "ريلي يضربني ومب قادرة اطلع من البيت"


async def test_an_ordinary_question_is_answered_by_the_bot(door: RunningDoor) -> None:
    async with Person(door.url) as person:
        await person.say("when are you open?")
        heard = await person.hears(1)
    assert heard[0]["text"] == "heard when are you open?"
    assert heard[0]["author"] == "bot"


async def test_a_report_is_answered_at_once_and_a_human_takes_over(door: RunningDoor) -> None:
    await door.agent("mariam")
    door.brain.reply = lambda request: answer(
        "Are you safe to write?", verdict="urgent", line="women_protection", kind="report"
    )
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent, Person(door.url, language="ar") as person:
        began = time.monotonic()
        await person.say(REPORT)
        card, question = await person.hears(2)
        case = await agent.case(urgency="urgent")
        assert time.monotonic() - began < 1.0
        assert "800700" in card["text"]
        assert question["text"] == "Are you safe to write?"
        assert case["line"] == "women_protection"
        flag = next(flag for flag in case["flags"] if flag["source"] == "phrase")
        assert REPORT[flag["start"] : flag["end"]] in REPORT

        status, claimed = await agent.post(f"cases/{case['id']}/claim")
        assert (status, claimed["case"]["owner"]["name"]) == (200, "Mariam")
        assert "Mariam" in (await person.hears(3))[2]["text"]
        asked_before = len(door.brain.asked)
        await person.say("شكرا")
        status, _ = await agent.post(f"cases/{case['id']}/messages", id="client-1-abc", text="انا معك")
        assert status == 200
        heard = await person.hears(4)
        assert (heard[3]["author"], heard[3]["text"], heard[3]["name"]) == ("agent", "انا معك", "Mariam")
        assert len(door.brain.asked) == asked_before

        status, resolved = await agent.post(f"cases/{case['id']}/resolve", disposition="helped", note="ok")
        assert (status, resolved["case"]["state"]) == (200, "resolved")
        await person.hears(5)
        door.brain.reply = echo
        await person.say("hello again")
        assert len(await person.hears(6)) == 6
        assert len(door.brain.asked) == asked_before + 1


async def test_what_was_escalated_stays_so_whatever_is_written_later(door: RunningDoor) -> None:
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent, Person(door.url) as person:
        await person.say(REPORT)
        case = await agent.case(urgency="urgent")
        flags = case["flags"]
        for number, text in enumerate(
            ("yes", "thank you, bye", "you misunderstood me, all is well"), start=1
        ):
            door.brain.reply = lambda request: answer("I see.", verdict="routine")
            await person.say(text)
            await person.hears(2 + number)
        door.brain.reply = lambda request: (
            answer("Sorry.", intent="misunderstood")
            | {"replies": [{"text": "Sorry.", "buttons": [], "command": {"name": "misunderstood"}}]}
        )
        await person.say("you misunderstood me")
        await person.hears(6)
        seen = await agent.get(f"cases/{case['id']}")
        assert seen["case"]["urgency"] == "urgent"
        assert seen["case"]["misunderstood"] is True
        assert seen["case"]["flags"] == flags


@pytest.mark.parametrize("mode", ["failing", "babbling", "hung"])
async def test_without_a_usable_brain_every_message_is_answered_and_reaches_a_human(
    door: RunningDoor, mode: str
) -> None:
    await door.agent("mariam")
    door.brain.mode, door.brain.body = mode, b"<html>"
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent, Person(door.url, language="en") as person:
        began = time.monotonic()
        await person.say(REPORT)
        card = (await person.hears(1))[0]
        assert time.monotonic() - began < 1.0, "the safety card does not wait for the brain"
        assert "999" in card["text"]
        assert (await agent.case())["urgency"] == "urgent"
        await person.say("and the children")
        await person.say("please")
        heard = await person.hears(3)
        assert all(text["text"] for text in heard)
    async with Person(door.url, language="en") as other:
        await other.say("what are your hours?")
        assert "800700" in (await other.hears(1))[0]["text"]
    async with door.parts.house.database.read() as tx:
        assert {case.urgency for case in await cases.all_open(tx)} == {"urgent", "attention"}


async def test_when_the_brain_returns_the_talk_goes_on(door: RunningDoor) -> None:
    door.brain.mode = "failing"
    async with Person(door.url, language="en") as person:
        await person.say("hello")
        await person.hears(1)
        door.brain.mode = "well"
        await person.say("hello again")
        assert (await person.hears(2))[1]["text"] == "heard hello again"


async def test_a_turn_of_a_brain_that_is_overtaken_by_a_human_is_dropped(door: RunningDoor) -> None:
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent, Person(door.url, language="ar") as person:
        await person.say(REPORT)
        case = await agent.case(urgency="urgent")
        await person.hears(2)
        door.brain.seconds = 0.6
        await person.say("text while the agent clicks")
        await asyncio.sleep(0.2)
        assert (await agent.post(f"cases/{case['id']}/claim"))[0] == 200
        await asyncio.sleep(1.0)
        texts = [heard["text"] for heard in person.heard()]
    assert "heard text while the agent clicks" not in texts


async def test_messages_of_one_person_are_answered_in_order(door: RunningDoor) -> None:
    async with Person(door.url) as person:
        await asyncio.gather(*(person.say(f"number {number}") for number in range(5)))
        heard = await person.hears(5)
    said = sorted(
        (frame for frame in person.shown if frame["author"] == "person"), key=lambda f: f["position"]
    )
    assert [each["text"] for each in heard] == [f"heard {each['text']}" for each in said]


async def test_the_dialogue_state_goes_to_the_brain_and_comes_back(door: RunningDoor) -> None:
    async with Person(door.url) as person:
        await person.say("one")
        await person.hears(1)
        await person.say("two")
        await person.hears(2)
    assert door.brain.asked[0]["state"] is None
    assert door.brain.asked[1]["state"] == {"said": "heard one"}


async def test_commands_open_a_case_and_the_reference_is_filled_in(door: RunningDoor) -> None:
    def reply(request: dict) -> dict:  # type: ignore[type-arg]
        turn = answer("Noted as %reference%", verdict="routine")
        command = {
            "name": "open_case",
            "line": "volunteering",
            "kind": "request",
            "urgency": "attention",
            "details": {"name": "Sara"},
        }
        turn["replies"].append({"text": "", "buttons": [], "command": command})
        return turn

    door.brain.reply = reply
    async with Person(door.url) as person:
        await person.say("I want to volunteer")
        text = (await person.hears(1))[0]["text"]
        reference = text.removeprefix("Noted as ")
        async with door.parts.house.database.read() as tx:
            case = await cases.by_reference(tx, reference)
            assert case is not None
            assert (case.line, case.kind, case.urgency) == ("volunteering", "request", "attention")
            assert (await cases.notes(tx, case.id)).details == {"name": "Sara"}

        door.brain.reply = lambda request: look_up(reference)
        await person.say(f"what became of {reference}")
        assert reference in (await person.hears(2))[1]["text"]
        async with Person(door.url) as stranger:
            await stranger.say(f"what became of {reference}")
            assert reference not in (await stranger.hears(1))[0]["text"]


def look_up(reference: str) -> dict:  # type: ignore[type-arg]
    turn = answer("")
    turn["replies"] = [
        {"text": "", "buttons": [], "command": {"name": "look_up_case", "reference": reference}}
    ]
    return turn


async def test_after_a_quick_exit_the_report_stays_and_nothing_is_sent(door: RunningDoor) -> None:
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent:
        async with Person(door.url, language="ar") as person:
            await person.say(REPORT)
            await person.hears(2)
            await person.socket.send_json({"type": "exit"})
            case = await agent.case()
            while case["left"] is None:
                await asyncio.sleep(0.05)
                case = await agent.case()
            token = person.token
        assert (await agent.post(f"cases/{case['id']}/claim"))[0] == 200
        status, refused = await agent.post(f"cases/{case['id']}/messages", id="client-1-abc", text="hello")
        assert (status, refused["error"]) == (409, "left")
        status, _ = await agent.post(
            f"cases/{case['id']}/messages", id="client-2-abc", text="hello", although_left=True
        )
        assert status == 200
        async with Person(door.url, token=token) as again:
            shown = await again.hears(3)
            assert [each["author"] for each in shown] == ["bot", "bot", "agent"], (
                "no word was sent but the agent's own"
            )
            await again.say("I am back")
            back = await agent.case(left=None)
            assert back["id"] == case["id"]


async def test_handing_back_gives_the_bot_its_voice_and_the_case_to_the_queue(door: RunningDoor) -> None:
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent, Person(door.url, language="ar") as person:
        await person.say(REPORT)
        case = await agent.case(urgency="urgent")
        await person.hears(2)
        await agent.post(f"cases/{case['id']}/claim")
        status, back = await agent.post(f"cases/{case['id']}/hand-back")
        assert (status, back["case"]["state"], back["case"]["owner"]) == (200, "waiting", None)
        assert back["case"]["waiting_since"] is not None
        await person.say("hello")
        assert (await person.hears(5))[4]["text"] == "heard hello"


async def test_a_hundred_agents_click_one_case(door: RunningDoor) -> None:
    people = [await door.agent(f"agent{number}") for number in range(20)]
    async with Person(door.url, language="ar") as person:
        await person.say(REPORT)
        await person.hears(1)
    async with door.parts.house.database.read() as tx:
        case = (await cases.all_open(tx))[0]
    outcomes = await asyncio.gather(
        *(claim(door.parts.house, people[number % 20], case.id) for number in range(100)),
        return_exceptions=True,
    )
    winners = {outcome.owner_id for outcome in outcomes if not isinstance(outcome, BaseException)}
    losers = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert len(winners) == 1
    assert all(loser.code == "taken" for loser in losers)
    assert len(losers) == 95, "the winner's own five clicks are one claim"
    async with door.parts.house.database.read() as tx:
        talk = await conversations.get(tx, case.conversation_id)
    assert talk is not None
    assert talk.owner is Owner.HUMAN
    assert talk.agent_id in winners


async def test_a_new_emergency_under_a_human_raises_the_case_and_the_bot_stays_silent(
    door: RunningDoor,
) -> None:
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent, Person(door.url, language="ar") as person:
        await person.say(REPORT)
        case = await agent.case(urgency="urgent")
        await person.hears(2)
        await agent.post(f"cases/{case['id']}/claim")
        await person.hears(3)
        await person.say("he will kill me now")
        raised = await agent.case(urgency="emergency")
        assert raised["state"] == "claimed"
        assert raised["waiting_since"] is not None
        assert len(person.heard()) == 3


async def test_the_conversation_is_found_again_by_its_address_only(door: RunningDoor) -> None:
    async with Person(door.url) as person:
        await person.say("hello")
        await person.hears(1)
        session = person.token.partition(".")[0]
    async with door.parts.house.database.read() as tx:
        assert await conversations.find(tx, Address(channel="web", value=session)) is not None
        assert await conversations.find(tx, Address(channel="web", value="someone else")) is None


async def test_an_answer_that_crossed_a_message_leaves_nobody_waiting(door: RunningDoor) -> None:
    """The message was stored first, the agent answered, and only then was the message handled."""
    agent = await door.agent("mariam")
    async with Person(door.url, language="ar") as person:
        await person.say(REPORT)
        await person.hears(2)
    house = door.parts.house
    async with house.database.read() as tx:
        case = (await cases.all_open(tx))[0]
    await claim(house, agent, case.id)
    await write(house, agent, case.id, "client-1-abc", "انا معك")
    async with house.database.write() as tx:
        talk = await conversations.lock(tx, case.conversation_id)
        await person_waits(tx, talk, 1, house.now())
        assert (await cases.all_open(tx))[0].waiting_since is None
        await person_waits(tx, talk, talk.position + 1, house.now())
        assert (await cases.all_open(tx))[0].waiting_since is not None


async def test_an_open_page_nobody_touches_does_not_keep_its_session_alive(door: RunningDoor) -> None:
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent:
        async with door.parts.house.database.write() as tx:
            await tx.execute(update(sessions).values(used_at=door.parts.house.now() - timedelta(minutes=61)))
        frame = await agent.frame("signed_out")
    assert frame == {"type": "signed_out"}
