"""The conversation: reading, claiming, writing, closing; and the guard of those who left suddenly."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.desk.conftest import Desk
from tests.e2e.desk.stand_in import Json, StandIn, ago

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

SCRIPT = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"


async def opened(page: Page, case: Json) -> Page:
    await page.click(f"[data-focus={case['id']}]")
    await expect(page.locator(".talk-head")).to_contain_text(case["reference"])
    return page


async def test_a_script_in_a_message_stays_text(desk: Desk, door: StandIn) -> None:
    case = door.add_case(reference=SCRIPT, line=SCRIPT, details={"place": SCRIPT, SCRIPT: SCRIPT})
    message = door.add_message(case, SCRIPT)
    door.flag(case, message, "<script>")
    case["flags"].append(
        {"source": "brain", "text": SCRIPT, "urgency": "urgent", "message": None, "start": None, "end": None}
    )
    door.add_message(case, SCRIPT, "bot", buttons=[SCRIPT])
    page = await opened(await desk(), case)
    await expect(page.locator(".message")).to_have_count(2)
    await expect(page.locator(".by-bot .bubble")).to_have_text(SCRIPT)
    assert await page.locator("#app img, #app script").count() == 0
    assert "taken" not in await page.title()


async def test_flagged_words_are_marked_and_say_why(desk: Desk, door: StandIn) -> None:
    case = door.add_case(urgency="emergency")
    message = door.add_message(case, "😭😭 ريلي يضربني ومب قادرة اطلع")
    door.flag(case, message, "يضربني", "emergency")
    page = await opened(await desk(), case)
    mark = page.locator(".bubble mark")
    assert await mark.evaluate("each => each.firstChild.data") == "يضربني"
    await mark.focus()
    await expect(page.locator(".tooltip")).to_contain_text(
        "“يضربني” is one of the phrases that mean Emergency"
    )
    await page.keyboard.press("Escape")
    await expect(page.locator(".tooltip")).to_be_hidden()
    await expect(page.locator(".card")).to_contain_text("يضربني")
    assert (
        await page.locator(".by-person .bubble").evaluate("each => getComputedStyle(each).direction") == "rtl"
    )


async def test_a_lost_race_says_who_was_faster(desk: Desk, door: StandIn) -> None:
    case = door.add_case(urgency="urgent")
    page = await opened(await desk(), case)
    # Omar's claim reaches the door, and not yet this screen.
    case |= {
        "state": "claimed",
        "owner": {"id": "omar", "name": "Omar Saeed"},
        "claimed_at": ago(0),
        "version": 1,
    }
    await page.keyboard.press("c")
    await expect(page.locator(".notice")).to_have_text("Omar Saeed took this case before you.")
    await expect(page.locator(".composer")).to_contain_text("Omar Saeed is talking with this person")
    await expect(page.locator("#reply")).to_be_hidden()


async def test_a_case_taken_away_while_writing_keeps_the_text(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    page = await opened(await desk(), case)
    await page.keyboard.press("c")
    await expect(page.locator("#reply")).to_be_focused()
    await page.fill("#reply", "I am here.")
    case |= {"owner": {"id": "omar", "name": "Omar Saeed"}, "version": 7}
    await page.keyboard.press("Enter")
    await expect(page.locator(".notice")).to_have_text("This case is with Omar Saeed now.")
    await expect(page.locator(".pending.failed")).to_contain_text("I am here.")
    await expect(page.locator(".pending.failed")).to_contain_text("Not sent")


async def test_delivery_is_told_truly_and_trying_again_is_one_message(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    page = await opened(await desk(), case)
    await page.keyboard.press("c")
    await expect(page.locator("#reply")).to_be_focused()
    door.fail_next = [503]
    await page.locator("#reply").press_sequentially("Good evening")
    await page.keyboard.press("Enter")
    await expect(page.locator(".pending.failed")).to_contain_text("Not sent")
    assert door.talks[case["conversation"]] == []
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".pending")).to_have_count(0)
    await expect(page.locator(".by-agent .delivery")).to_have_text("On its way")
    (said,) = door.talks[case["conversation"]]
    for state, words in (
        ("sent", "Sent"),
        ("delivered", "Delivered"),
        ("read", "Read"),
        ("failed", "Not delivered"),
    ):
        await door.tell_message(said, state=state)
        await expect(page.locator(".by-agent .delivery")).to_have_text(words)
    await door.tell_message(said, state="failed", fault="window_closed")
    await expect(page.locator(".by-agent .delivery")).to_have_text(
        "Not delivered · goes out when they write again"
    )
    assert re.fullmatch(r"[A-Za-z0-9_-]{8,64}", door.posted[-1]["id"])


async def test_nothing_is_written_to_somebody_who_left_but_on_purpose(desk: Desk, door: StandIn) -> None:
    case = door.add_case(urgency="urgent")
    page = await opened(await desk(), case)
    await page.keyboard.press("c")
    await page.fill("#reply", "Are you safe?")
    await door.tell_case(case, left=ago(0))
    await expect(page.locator(".left-guard")).to_contain_text("do not write back")
    await expect(page.locator("#reply")).to_be_disabled()
    await expect(page.locator("#reply")).to_have_value("Are you safe?")
    await page.get_by_role("button", name="Write although they left").click()
    await expect(page.locator("#reply")).to_be_disabled()
    await expect(page.get_by_role("button", name="Keep it locked")).to_be_focused()
    await page.get_by_role("button", name="Yes, unlock writing").click()
    await expect(page.locator("#reply")).to_be_focused()
    assert door.posted == []
    await page.keyboard.press("Enter")
    await expect(page.locator(".by-agent .delivery")).to_have_text("On its way")
    assert [each["although_left"] for each in door.posted] == [True]


async def test_hand_back_asks_first(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    page = await opened(await desk(), case)
    await page.keyboard.press("c")
    await expect(page.locator("#reply")).to_be_focused()
    await page.keyboard.press("Escape")
    await page.keyboard.press("h")
    await page.get_by_role("button", name="Keep the case").click()
    assert case["state"] == "claimed"
    await page.keyboard.press("h")
    await page.get_by_role("dialog").get_by_role("button", name="Hand back").click()
    await expect(page.get_by_role("button", name="Take this case")).to_be_visible()
    assert case["state"] == "waiting"


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_from_alarm_to_resolution_by_keyboard_only(desk: Desk, door: StandIn, language: str) -> None:
    door.add_case(urgency="attention")
    page = await desk(language=language)
    case = door.add_case(urgency="emergency", waiting=0)
    door.add_message(case, "help me")
    await door.tell_case(case)
    await expect(page.locator(".alarm.loud")).to_be_visible()
    for key in ("j", "Enter", "c"):
        await page.keyboard.press(key)
    await expect(page.locator("#reply")).to_be_focused()
    await expect(page.locator(".alarm")).to_be_hidden()
    await page.keyboard.type("j k c e h")
    await page.keyboard.press("Enter")
    # Not the copy on its way: `seen` below counts what has arrived.
    await expect(page.locator(".by-agent:not(.pending) .bubble")).to_have_text("j k c e h")
    for key in ("Escape", "e"):
        await page.keyboard.press(key)
    await expect(page.locator("dialog")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.locator(".dialog-error")).not_to_be_empty()
    for key in ("Space", "ArrowDown", "Tab"):
        await page.keyboard.press(key)
    await page.keyboard.type("الشرطة معها")
    for key in ("Tab", "Tab", "Enter"):
        await page.keyboard.press(key)
    await expect(page.locator("dialog")).to_have_count(0)
    await expect(page.locator(f"[data-focus={case['id']}]")).to_have_count(0)
    assert (case["state"], case["disposition"]) == ("resolved", "referred")
    assert door.posted[-1] == {"disposition": "referred", "note": "الشرطة معها", "seen": 2}


async def test_shortcuts_work_on_an_arabic_keyboard(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    page = await opened(await desk(language="ar"), case)
    await page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ؤ', code: 'KeyC', bubbles: true}))"
    )
    await expect(page.locator("#reply")).to_be_focused()
    assert case["owner"]["id"] == "mariam"


async def test_reading_back_is_not_disturbed(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    for count in range(60):
        door.add_message(case, f"message {count}")
    page = await opened(await desk(), case)
    scroll = page.locator(".talk-scroll")
    await expect(page.locator(".message").last).to_be_in_viewport()
    await scroll.evaluate("each => { each.scrollTop = 0 }")
    await expect(page.locator(".pill")).to_be_visible()
    await expect(page.locator(".pill")).to_have_text("To the end")
    await door.tell_message(door.add_message(case, "and one more"))
    await expect(page.locator(".pill")).to_have_text("New messages: 1")
    assert await scroll.evaluate("each => each.scrollTop") == 0
    await expect(page.locator(".case")).to_contain_text("Unread: 1")
    await page.locator(".pill").click()
    await expect(page.locator(".message").last).to_be_in_viewport()
    await expect(page.locator(".case")).not_to_contain_text("Unread")
    await door.tell_message(door.add_message(case, "the last"))
    await expect(page.locator(".message").last).to_have_text(re.compile("the last"))
    await expect(page.locator(".message").last).to_be_in_viewport()
