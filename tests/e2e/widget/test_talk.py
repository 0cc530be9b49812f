"""The talk itself: by keys alone, in both directions, with taps, people and refusals."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.widget.conftest import Chat, answered, write
from tests.e2e.widget.stand_in import StandIn

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

TAPS = [
    {"title": "I am in danger now", "payload": "/in_danger_now"},
    {"title": "Talk to a person", "payload": "/ask_human"},
]


async def test_a_talk_by_keys_alone(chat: Chat, door: StandIn) -> None:
    page = await chat(opened=False)
    await page.keyboard.press("Shift+Tab")  # the button is the page's last stop
    await expect(page.locator(".launch")).to_be_focused()
    await page.keyboard.press("Enter")
    box = page.locator("#box")
    await expect(box).to_be_focused()
    await page.keyboard.type("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    await expect(page.locator(".line.person .bubble")).to_have_text("one\ntwo", use_inner_text=True)
    await expect(box).to_have_value("")
    door.talk.add("bot", "Please choose", buttons=TAPS)
    await expect(page.locator(".tap")).to_have_count(2)
    for _ in range(2):
        await page.keyboard.press("Shift+Tab")  # the last tap, then the first
    await expect(page.locator(".tap").first).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(box).to_be_focused()
    await expect(page.locator(".line.person .bubble").last).to_have_text("I am in danger now")
    assert door.talk.arrived[-1]["payload"] == "/in_danger_now"
    await answered(page, "I am in danger now")
    await page.keyboard.press("Escape")
    await expect(page.locator(".panel")).to_be_hidden()
    await expect(page.locator(".launch")).to_be_focused()
    door.talk.add("agent", "I am here", name="Mariam")
    await expect(page.locator(".launch")).to_have_text("New messages: 1")
    await page.keyboard.press("Enter")
    await expect(page.locator(".line.agent .bubble")).to_be_visible()
    assert len(door.talks) == 1


async def test_exit_is_the_first_stop(chat: Chat) -> None:
    page = await chat()
    await page.focus("bab-chat .exit")
    await page.keyboard.press("Tab")
    await expect(page.locator(".language").last).to_be_focused()


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
async def test_directions(chat: Chat, door: StandIn, language: str, direction: str) -> None:
    page = await chat(language)
    await write(page, "مرحبا")
    await write(page, "hello")
    await expect(page.locator(".line.bot .bubble")).to_have_count(2)
    await expect(page.locator(".panel")).to_have_css("direction", direction)
    bubbles = page.locator(".line.person .bubble")
    await expect(bubbles.nth(0)).to_have_css("direction", "rtl")
    await expect(bubbles.nth(1)).to_have_css("direction", "ltr")
    mine, panel = await bubbles.nth(1).bounding_box(), await page.locator(".panel").bounding_box()
    assert mine is not None
    assert panel is not None
    on_the_left_half = mine["x"] + mine["width"] / 2 < panel["x"] + panel["width"] / 2
    assert on_the_left_half is (direction == "rtl")
    assert (panel["x"] < 640) is (direction == "rtl"), "the panel is on the page's inline end"
    assert [hello["language"] for hello in door.hellos] == [language]


async def test_the_language_can_be_switched_and_is_kept(chat: Chat, door: StandIn) -> None:
    page = await chat("ar", reduced_motion="reduce")
    await expect(page.locator(".welcome")).to_contain_text("مساعد آلي")
    await write(page, "مرحبا")
    before = await page.locator(".panel").bounding_box()
    await page.click("bab-chat .language")
    await expect(page.locator(".welcome")).to_contain_text("automated assistant")
    await expect(page.locator(".who").last).to_have_text("Automated assistant")
    await expect(page.locator(".line.person .bubble")).to_have_text("مرحبا")
    assert await page.locator(".panel").bounding_box() == before, "the panel does not jump"
    await page.reload()
    await expect(page.locator(".panel")).to_have_attribute("lang", "en")


async def test_the_page_leads_until_the_person_chooses(chat: Chat) -> None:
    page = await chat("ar", opened=False)
    await expect(page.locator(".launch")).to_have_text("تحدث معنا")
    await page.click("#language")
    await expect(page.locator(".launch")).to_have_text("Chat with us")
    await page.click(".launch")
    await expect(page.locator(".panel")).to_have_attribute("lang", "en")
    await page.keyboard.press("Escape")
    await page.click("#language")
    await expect(page.locator(".panel")).to_have_attribute("lang", "ar")


async def test_taps_end_with_the_next_message(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, "hm")
    await answered(page, "hm")
    door.talk.add("bot", "Please choose", buttons=TAPS)
    taps = page.get_by_role("button", name="Talk to a person")
    await expect(taps).to_be_enabled()
    door.talk.add("bot", "Or just write")
    await expect(taps).to_be_disabled()


async def test_a_person_joins_and_leaves(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await expect(page.locator(".status")).to_have_text("Automated until a person joins")
    await write(page, "agent please")
    await answered(page, "agent please")
    door.talk.add("agent", "Hello, how can I help?", name="مريم الشامسي")
    await expect(page.locator(".line.agent .who")).to_have_text("مريم الشامسي")
    await expect(page.locator(".status")).to_have_text("مريم الشامسي from our team is with you")
    await write(page, "thank you")
    await expect(page.locator(".line[data-state=waiting]")).to_have_count(0)
    await answered(page, "thank you")
    await expect(page.locator(".status")).to_have_text("Automated until a person joins")


async def test_what_is_shown_is_told_as_seen(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, "hello")
    await answered(page, "hello")
    await page.keyboard.press("Escape")
    door.talk.add("bot", "behind the button")
    await expect(page.locator(".launch")).to_have_text("New messages: 1")
    assert max(door.seen) == 2
    await page.click(".launch")
    await write(page, "back")
    await answered(page, "back")
    assert max(door.seen) >= 3


async def test_dots_until_an_answer_and_not_for_long(chat: Chat, door: StandIn) -> None:
    page = await chat()
    door.answers = False
    dots = page.locator(".typing")
    await write(page, "hello")
    await expect(dots).to_be_visible()
    door.talk.add("bot", "hi")
    await expect(dots).to_be_hidden(timeout=1000)
    await write(page, "anyone?")
    await expect(dots).to_be_visible()
    await expect(dots).to_be_hidden(timeout=4500)


async def test_too_long_is_said_before_sending(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await page.evaluate(
        "text => document.querySelector('bab-chat').shadowRoot.querySelector('#box').value = text",
        "ب" * 33_000,
    )
    await page.click(".send")
    await expect(page.locator(".notice")).to_contain_text("longer than can be sent")
    assert len(await page.input_value("#box")) == 33_000, "the words are not lost"
    assert door.talk.arrived == []


async def test_a_refused_message_can_be_mended(chat: Chat, door: StandIn) -> None:
    page = await chat()
    door.refuse_next = ["too_long"]
    await write(page, "far too long")
    note = page.locator(".line[data-state=refused] .note")
    await expect(note).to_contain_text("longer than can be sent")
    await note.get_by_role("button", name="Edit").click()
    await expect(page.locator("#box")).to_have_value("far too long")
    await expect(page.locator(".line.person")).to_have_count(0)
    await write(page, "short")
    await answered(page, "short")


@pytest.mark.parametrize("sockets", [True, False])
async def test_slow_down_means_a_little_later(chat: Chat, door: StandIn, sockets: bool) -> None:
    door.refuse_sockets = not sockets
    page = await chat()
    door.refuse_next = ["slow_down"]
    await write(page, "one")
    await expect(page.locator(".notice")).to_contain_text("The rest will be sent in a moment")
    await write(page, "two")
    await answered(page, "two")
    await expect(page.locator(".notice")).to_be_hidden()
    assert door.texts == ["one", "two"]


async def test_another_version_asks_for_a_reload(chat: Chat, door: StandIn) -> None:
    door.refuse_next = ["bad_version"]
    page = await chat()
    await expect(page.locator(".notice")).to_contain_text("This page has changed")
    door.refuse_next = []
    await page.get_by_role("button", name="Reload the page").click()
    await write(page, "hello")
    await answered(page, "hello")


async def test_words_are_never_markup(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, "hello")
    await answered(page, "hello")
    door.talk.add(
        "agent",
        "<b onclick=x>see</b> https://example.org/a?b=1. Or call 800700, not 18007001",
        name="<i>Omar</i>",
    )
    bubble = page.locator(".line.agent .bubble")
    await expect(bubble).to_have_text(
        "<b onclick=x>see</b> https://example.org/a?b=1. Or call 800700, not 18007001"
    )
    links = await bubble.locator("a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert links == ["https://example.org/a?b=1", "tel:800700"]
    assert await bubble.locator("b").count() == 0
