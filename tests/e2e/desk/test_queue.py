"""The queue: order, live cases, filters, the alarm."""

from __future__ import annotations

import asyncio
import re
import time

import pytest
from playwright.async_api import Page, expect

from tests.e2e.desk.conftest import Desk
from tests.e2e.desk.stand_in import Json, StandIn, ago, references

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def shows(page: Page, *cases: Json) -> None:
    await expect(page.locator(".case .reference")).to_have_text(references(cases))


async def becomes_true(page: Page, expression: str) -> None:
    """Polls from here: the content policy forbids the page to evaluate a string by itself."""
    async with asyncio.timeout(8):
        while not await page.evaluate(expression):
            await asyncio.sleep(0.02)


async def test_the_gravest_and_longest_waiting_come_first(desk: Desk, door: StandIn) -> None:
    routine = door.add_case(urgency="routine", waiting=9000)
    urgent = door.add_case(urgency="urgent", waiting=600)
    new = door.add_case(urgency="emergency", waiting=5)
    old = door.add_case(urgency="emergency", waiting=65)
    taken = door.add_case(urgency="emergency", state="claimed", owner={"id": "omar", "name": "Omar Saeed"})
    page = await desk()
    await expect(page.locator(".case")).to_have_count(5)
    await shows(page, old, new, urgent, routine, taken)
    first = page.locator(".case").first
    await expect(first).to_contain_text("Emergency")
    await expect(first.locator(".urgency svg")).to_have_count(1)
    await expect(first.locator("time")).to_have_text(re.compile(r"^1:\d\d$"))
    before = await first.locator("time").inner_text()
    await expect(first.locator("time")).not_to_have_text(before)
    await expect(page.locator(".case").last).to_contain_text("With Omar Saeed")


async def test_a_new_case_is_on_the_screen_within_a_second(desk: Desk, door: StandIn) -> None:
    page = await desk()
    await expect(page.locator(".queue-note")).to_contain_text("Nobody is waiting")
    case = door.add_case(urgency="urgent", line="child_protection")
    started = time.monotonic()
    await door.tell_case(case)
    await page.wait_for_selector(".case", timeout=1000)
    print(f"on the screen after {1000 * (time.monotonic() - started):.0f} ms")
    await door.tell_case(case, urgency="emergency")
    await expect(page.locator(".case .urgency")).to_have_text("Emergency")
    await door.tell_case(case, state="resolved")
    await expect(page.locator(".case")).to_have_count(0)


async def test_filters_never_hide_that_something_grave_waits(desk: Desk, door: StandIn) -> None:
    door.add_case(urgency="emergency", line="women_protection")
    home = door.add_case(urgency="attention", line="home_care")
    page = await desk()
    await page.get_by_label("Line").select_option("home_care")
    await shows(page, home)
    await expect(page.locator(".queue-hidden")).to_contain_text("escalated: 1")
    await expect(page.locator(".alarm")).to_be_visible()
    await page.get_by_role("button", name="Show all").click()
    await expect(page.locator(".case")).to_have_count(2)
    await page.get_by_label("Find a reference").fill("sh7k2m02")
    await shows(page, home)


async def test_the_alarm_calls_until_somebody_claims(desk: Desk, door: StandIn) -> None:
    page = await desk()
    quiet = await page.title()
    icon = await page.get_attribute("link[rel=icon]", "href")
    case = door.add_case(urgency="emergency", waiting=1)
    await door.tell_case(case)
    await expect(page.locator(".alarm.emergency.loud")).to_contain_text("Emergencies waiting: 1")
    await expect(page).to_have_title(re.compile(r"EMERGENCY"))
    await expect(page).to_have_title(re.compile(r"^▲"))
    await expect(page).to_have_title(re.compile(r"^\(1\)"))
    assert await page.get_attribute("link[rel=icon]", "href") != icon
    await expect(page.locator("#said-at-once")).to_contain_text(case["reference"])
    await page.get_by_role("button", name="I heard it").click()
    await expect(page.locator(".alarm.heard")).to_contain_text("Silent for")
    another = door.add_case(urgency="emergency", waiting=0)
    await door.tell_case(another)
    await expect(page.locator(".alarm.loud")).to_contain_text("Emergencies waiting: 2")
    await door.claim_as("omar", case)
    await door.claim_as("omar", another)
    await expect(page.locator(".alarm")).to_be_hidden()
    await expect(page).to_have_title(quiet)


async def test_a_sound_is_made_and_ends(desk: Desk, door: StandIn) -> None:
    """The sound itself cannot be heard here; that tones are laid out and cut off can be seen."""
    page = await desk(login=None)
    await page.evaluate(
        """() => {
            window.tones = 0; window.cut = 0;
            const start = OscillatorNode.prototype.start, cut = GainNode.prototype.disconnect;
            OscillatorNode.prototype.start = function (...when) { window.tones += 1; return start.apply(this, when); };
            GainNode.prototype.disconnect = function () { window.cut += 1; return cut.call(this); };
        }"""
    )
    await page.fill("#login", "mariam")
    await page.fill("#password", "right horse")
    await page.click("[type=submit]")
    await expect(page.locator(".live")).to_have_attribute("data-state", "live")
    await expect(page.locator(".sound-on")).to_be_visible()
    assert await page.evaluate("window.tones") == 0
    case = door.add_case(urgency="emergency")
    await door.tell_case(case)
    await becomes_true(page, "window.tones > 20")
    await door.claim_as("omar", case)
    await becomes_true(page, "window.cut > 0")


async def test_left_suddenly_and_other_marks_are_words(desk: Desk, door: StandIn) -> None:
    door.add_case(left=ago(5), wants_human=True, misunderstood=True, bot_is_asking=True, language="both")
    page = await desk()
    row = page.locator(".case")
    for words in (
        "Left suddenly",
        "Wants a person",
        "Felt misunderstood",
        "Bot is asking",
        "Other language",
        "Website",
    ):
        await expect(row).to_contain_text(words)


async def test_a_page_that_may_not_sound_says_so(desk: Desk, door: StandIn) -> None:
    door.add_case(urgency="emergency")
    page = await desk()
    await page.reload()
    await expect(page.locator(".alarm")).to_contain_text("keeps this page silent")
    await page.get_by_role("button", name="Turn on sound").click()
    await expect(page.locator(".sound-on")).to_be_visible()
    await expect(page.locator(".alarm")).not_to_contain_text("silent")
