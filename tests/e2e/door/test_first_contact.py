"""A person in trouble reaches a human, the whole way, in a real browser, with the brain well, dead and hung."""

from __future__ import annotations

import asyncio
import time

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.door.conftest import Open
from tests.support.pace import start_limit
from tests.support.whole import WholeDoor

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

REPORTS = {
    "ar": "ريلي يضربني ومب قادرة اطلع من البيت",
    "en": "my husband beats me and I cannot leave the house",
}
WORDS = {
    "ar": ("انا معك، وين انتي الحين؟", "في بيت اختي"),
    "en": ("I am with you. Where are you?", "at my sister's"),
}
AT_ONCE = 1.0


async def say(page: Page, text: str) -> float:
    """Write in the chat and press Enter; when that was."""
    await page.fill("bab-chat #box", text)
    began = time.monotonic()
    await page.press("bab-chat #box", "Enter")
    return began


def heard(page: Page) -> Locator:
    """What others said to the person."""
    return page.locator("bab-chat .line:not(.person) .bubble")


async def the_case(desk: Page) -> Locator:
    row = desk.locator(".cases .case").first
    await expect(row).to_be_visible()
    return row


async def report_and_meet(door: WholeDoor, chat: Page, desk: Page, language: str, *, brain: bool) -> None:
    """Report, be answered at once, be taken over by an agent, talk, and end."""
    waiting = desk.locator(".cases .case")
    before = await waiting.count()
    began = await say(chat, REPORTS[language])
    await expect(heard(chat).filter(has_text="999").first).to_be_visible(timeout=5000)
    carded = time.monotonic() - began
    await expect(waiting).to_have_count(before + 1, timeout=5000)
    shown = time.monotonic() - began
    print(f"{language}: card after {carded:.2f} s, on the agent's screen after {shown:.2f} s")
    assert carded <= AT_ONCE
    assert shown <= AT_ONCE
    if brain:
        await expect(chat.locator("bab-chat .taps").last).to_be_visible()
    row = waiting.filter(has_not=desk.locator("[data-claimed]")).first
    await row.click()
    await expect(desk.locator(".by-person .bubble").first).to_contain_text(REPORTS[language][:8])
    await expect(desk.locator(".bubble mark").first).to_be_visible()
    await desk.keyboard.press("c")
    await expect(desk.locator("#reply")).to_be_focused()
    count = await heard(chat).count()
    from_agent, from_person = WORDS[language]
    await desk.fill("#reply", from_agent)
    await desk.keyboard.press("Enter")
    await expect(chat.locator("bab-chat .line.agent .bubble").last).to_have_text(from_agent)
    await say(chat, from_person)
    await expect(desk.locator(".by-person .bubble").last).to_contain_text(from_person)
    await say(chat, REPORTS[language])
    await expect(desk.locator(".by-person .bubble").last).to_contain_text(REPORTS[language][-8:])
    await chat.wait_for_timeout(1500)
    assert await heard(chat).count() <= count + 2, "under a human only the human speaks"
    assert await chat.locator("bab-chat .line.bot").last.inner_text() != ""
    await desk.keyboard.press("Escape")
    await desk.locator("[data-focus=resolve]").click()
    await desk.locator("dialog input[value=helped]").check()
    await desk.locator("dialog button[type=submit]").click()
    await expect(desk.locator(".composer .standing")).to_be_visible()
    await expect(heard(chat).last).to_contain_text("800700")


async def test_the_door_takes_messages_while_the_brain_is_loading(door: WholeDoor) -> None:
    print(f"first message accepted {door.seconds_to_first_message:.2f} s after the start")
    assert door.seconds_to_first_message <= await asyncio.to_thread(start_limit)


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_from_a_report_to_the_end_of_the_case(
    door: WholeDoor, person: Open, agent: Open, language: str
) -> None:
    await door.until_brain()
    await report_and_meet(door, await person(language), await agent(language), language, brain=True)


async def test_the_same_with_the_brain_killed(door: WholeDoor, person: Open, agent: Open) -> None:
    await door.until_brain()
    chat, desk = await person("ar"), await agent("ar")
    door.brain().kill()
    await report_and_meet(door, chat, desk, "ar", brain=False)
    await door.until_brain()
    await say(chat, "شو الخدمات اللي عندكم؟")
    await expect(chat.locator("bab-chat .line.bot .bubble").last).not_to_contain_text("انتهت المحادثة")


async def test_the_same_with_the_brain_hung(door: WholeDoor, person: Open, agent: Open) -> None:
    await door.until_brain()
    chat, desk = await person("en"), await agent("en")
    door.brain().suspend()
    try:
        await report_and_meet(door, chat, desk, "en", brain=False)
    finally:
        door.brain().resume()
    await door.until_brain()
    await say(chat, "what services do you have?")
    await expect(chat.locator("bab-chat .line.bot .bubble").last).not_to_contain_text("has ended")
