"""Lost, torn and blocked lines: no message is lost, none is doubled, and the person is told how things stand."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.e2e.widget.conftest import Chat, answered, write
from tests.e2e.widget.stand_in import StandIn, Talk

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def shown(page: Page) -> list[str]:
    return await page.locator(".bubble").all_inner_texts()


async def test_written_offline_is_kept_and_sent_once(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, "first")
    await answered(page, "first")
    await page.context.set_offline(True)
    await write(page, "second")
    await write(page, "third")
    waiting = page.locator(".line[data-state=waiting] .note")
    await expect(waiting).to_have_text(["Not sent yet", "Not sent yet"])
    await expect(page.locator(".notice")).to_contain_text("Your message is kept here and will be sent")
    await page.context.set_offline(False)
    await answered(page, "third")
    await expect(waiting).to_have_count(0)
    await expect(page.locator(".notice")).to_be_hidden()
    assert door.texts == ["first", "second", "third"]
    assert await shown(page) == ["first", "first ✓", "second", "second ✓", "third", "third ✓"]


async def test_written_before_the_line_is_up(chat: Chat, door: StandIn) -> None:
    door.refuse_sockets = True
    page = await chat(opened=False)
    await page.route("**/widget/hello", lambda route: route.abort())
    await page.click(".launch")
    await write(page, "help")
    await expect(page.locator(".line.person .note")).to_have_text("Not sent yet")
    await page.unroute("**/widget/hello")
    door.refuse_sockets = False
    await answered(page, "help")
    assert door.texts == ["help"]


async def test_a_lost_acceptance_is_no_second_message(chat: Chat, door: StandIn) -> None:
    page = await chat()
    door.lose_accepts = 2
    await write(page, "only once")
    await write(page, "then this")
    await answered(page, "then this")
    assert door.texts == ["only once", "then this"]
    tried = [(frame["id"], frame["text"]) for frame in door.talk.arrived]
    assert len(tried) > 2
    assert len(set(tried)) == 2, "sent again unchanged"
    assert [text for text in await shown(page) if "✓" not in text] == ["only once", "then this"]


async def test_slow_acceptance_keeps_the_order(chat: Chat, door: StandIn) -> None:
    page = await chat()
    door.accept_seconds = 0.3
    words = ["one", "two", "three", "four"]
    for word in words:
        await write(page, word)
    await answered(page, "four")
    assert door.texts == words
    assert len(door.talk.arrived) == len(words)


async def test_what_was_missed_comes_after_a_tear(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, "hello")
    await answered(page, "hello")
    door.refuse_sockets = True
    await door.tear()
    door.talk.add("agent", "I am here", name="Mariam")
    door.talk.add("agent", "Take your time", name="Mariam")
    door.refuse_sockets = False
    await expect(page.locator(".line.agent .bubble")).to_have_text(["I am here", "Take your time"])
    assert [hello["seen"] for hello in door.hellos][-1] == 2
    assert await shown(page) == ["hello", "hello ✓", "I am here", "Take your time"]


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_blocked_sockets_leave_plain_requests(chat: Chat, door: StandIn, language: str) -> None:
    door.refuse_sockets = True
    page = await chat(language)
    await write(page, "over http")
    await answered(page, "over http")
    door.talk.add("agent", "I can read you", name="Omar")
    await expect(page.locator(".line.agent .bubble")).to_have_text("I can read you")
    assert not door.sockets
    assert door.texts == ["over http"]
    await page.reload()
    await expect(page.locator(".bubble")).to_have_count(3)


async def test_a_swallowed_socket_leaves_plain_requests(chat: Chat, door: StandIn) -> None:
    door.mute_sockets = True
    page = await chat()
    await write(page, "anyone?")
    await expect(page.locator(".line.person .note")).to_have_text("Not sent yet")
    await expect(page.locator(".line.bot .bubble")).to_have_text("anyone? ✓", timeout=8000)


async def test_a_lost_answer_over_plain_requests_is_no_second_message(chat: Chat, door: StandIn) -> None:
    door.refuse_sockets = True
    page = await chat()
    door.lose_accepts = 1
    await write(page, "only once")
    await write(page, "then this")
    await answered(page, "then this")
    assert door.texts == ["only once", "then this"]


async def test_a_reload_goes_on(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, "hello")
    await answered(page, "hello")
    before = await shown(page)
    await page.reload()
    await expect(page.locator(".bubble")).to_have_text(before)
    assert len(door.talks) == 1
    assert [hello["seen"] for hello in door.hellos] == [0, 0]
    kept = await page.evaluate("[localStorage.length, document.cookie, Object.keys(sessionStorage).sort()]")
    assert kept == [0, "", ["bab.open", "bab.token"]]


async def test_an_unsent_message_survives_a_reload(chat: Chat, door: StandIn) -> None:
    page = await chat()
    door.refuse_next = ["not_now"] * 2
    await write(page, "still here")
    await expect(page.locator(".line.person .note")).to_have_text("Not sent yet")
    await page.reload()
    await answered(page, "still here")
    assert door.texts == ["still here"]
    assert await shown(page) == ["still here", "still here ✓"]


@pytest.mark.parametrize("sockets", [True, False])
async def test_an_unknown_token_is_thrown_away(chat: Chat, door: StandIn, sockets: bool) -> None:
    door.refuse_sockets = not sockets
    page = await chat()
    await write(page, "hello")
    await answered(page, "hello")
    door.talks = {"another": Talk()}
    await door.tear()
    await page.reload()
    await write(page, "again")
    await answered(page, "again")
    assert door.texts == ["again"]


async def test_the_door_restarts(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, "hello")
    await answered(page, "hello")
    port = int(door.url.rpartition(":")[2])
    await door.stop()
    await write(page, "while you were away")
    await expect(page.locator(".notice")).to_contain_text("Not connected")
    await expect(page.locator(".status")).to_have_text("Not connected")
    await door.start(port)
    await answered(page, "while you were away")
    assert door.texts == ["hello", "while you were away"]
