"""Sign-in, lost lines and ended sessions: what the agent sees, and that no typed word is lost."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.desk.conftest import Desk, sign_in
from tests.e2e.desk.stand_in import Json, StandIn

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

DRAFT = "I am typing this to you"


async def writing(page: Page, case: Json) -> None:
    await page.click(f"[data-focus={case['id']}]")
    await page.keyboard.press("c")
    await expect(page.locator("#reply")).to_be_focused()
    await page.fill("#reply", DRAFT)


async def test_sign_in_says_what_is_wrong(desk: Desk, door: StandIn, address: str) -> None:
    page = await desk(login=None)
    said = page.locator("#sign-in-error")
    await page.keyboard.press("Enter")
    await expect(said).to_have_text("Write your login name and your password.")
    await page.fill("#login", "mariam")
    await page.fill("#password", "wrong")
    await page.keyboard.press("Enter")
    await expect(said).to_have_text("The login name or the password is not right.")
    await expect(page.locator("#password")).to_have_value("")
    door.locked_seconds = 3
    await page.fill("#password", "wrong")
    await page.keyboard.press("Enter")
    await expect(said).to_contain_text("Try again in")
    await expect(page.locator("[type=submit]")).to_be_disabled()
    door.locked_seconds = 0
    await expect(said).to_have_text("You can try again now.")
    await page.context.set_offline(True)
    await page.fill("#password", "any")
    await page.keyboard.press("Enter")
    await expect(said).to_contain_text("cannot be reached")
    await page.context.set_offline(False)
    await sign_in(page)
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.locator("#login")).to_be_focused()
    assert door.sessions == {}


async def test_a_torn_line_is_shown_and_resumed(desk: Desk, door: StandIn) -> None:
    case = door.add_case(urgency="urgent")
    page = await desk()
    await writing(page, case)
    door.refuse_sockets = True
    await door.tear()
    await expect(page.locator(".lost")).to_contain_text("What you see may be old")
    await expect(page.locator(".live")).to_have_text("Not live")
    await page.get_by_role("button", name="Try now").click()
    await expect(page.locator("#reply")).to_have_value(DRAFT)
    await door.tell_message(door.add_message(case, "are you there"))
    missed = door.add_case(urgency="emergency")
    await door.tell_case(missed)
    door.refuse_sockets = False
    await expect(page.locator(".live")).to_have_attribute("data-state", "live", timeout=12_000)
    await expect(page.locator(".lost")).to_be_hidden()
    await expect(page.locator(".by-person .bubble")).to_have_text("are you there")
    await expect(page.locator(".alarm.emergency")).to_be_visible()
    await expect(page.locator("#reply")).to_have_value(DRAFT)


async def test_a_line_torn_for_too_long_begins_again_from_a_snapshot(desk: Desk, door: StandIn) -> None:
    gone, kept = door.add_case(), door.add_case()
    page = await desk()
    await writing(page, kept)
    door.refuse_sockets = True
    await door.tear()
    await expect(page.locator(".lost")).to_be_visible()
    await door.tell_case(gone, state="resolved")
    await door.tell_message(door.add_message(kept, "said meanwhile"))
    await door.forget_events()
    door.refuse_sockets = False
    await expect(page.locator(".live")).to_have_attribute("data-state", "live", timeout=12_000)
    await expect(page.locator(".case")).to_have_count(1)
    await expect(page.locator(".by-person .bubble")).to_have_text("said meanwhile")
    await expect(page.locator("#reply")).to_have_value(DRAFT)


async def test_a_silent_line_is_taken_for_dead(desk: Desk, door: StandIn) -> None:
    page = await desk(login=None)
    await page.clock.install()
    await sign_in(page)
    door.refuse_sockets = True
    # The machine slept: no frame for half a minute, and the socket does not know.
    await page.clock.fast_forward(30_000)
    await expect(page.locator(".lost")).to_be_visible()


async def test_an_ended_session_keeps_the_draft_and_hides_the_rest(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    door.add_message(case, "a secret")
    page = await desk()
    await writing(page, case)
    await door.end_sessions()
    await expect(page.locator("#sign-in-error")).to_contain_text("Your session has ended")
    assert "a secret" not in await page.content()
    await sign_in(page)
    await expect(page.locator("#reply")).to_have_value(DRAFT)


async def test_an_answer_that_the_session_ended_is_enough(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    page = await desk()
    await writing(page, case)
    door.sessions.clear()
    await page.keyboard.press("Enter")
    await expect(page.locator("#sign-in-error")).to_contain_text("what you had typed is kept")
    await sign_in(page)
    await expect(page.locator(".pending.failed")).to_contain_text(DRAFT)
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".pending")).to_have_count(0)
    assert [each["text"] for each in door.talks[case["conversation"]]] == [DRAFT]


async def test_nobody_else_gets_a_draft(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    page = await desk()
    await writing(page, case)
    await door.end_sessions()
    await sign_in(page, "omar")
    assert DRAFT not in str(await page.evaluate("JSON.stringify(sessionStorage)"))


async def test_signing_out_wipes_what_was_typed_but_asks(desk: Desk, door: StandIn) -> None:
    case = door.add_case()
    page = await desk()
    await writing(page, case)
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    await expect(page.locator("#login")).to_be_focused()
    assert DRAFT not in str(await page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})"))
    assert door.sessions == {}


@pytest.mark.parametrize(
    ("language", "direction", "heading"), [("en", "ltr", "Queue"), ("ar", "rtl", "قائمة الانتظار")]
)
@pytest.mark.parametrize("width", [1280, 820])
async def test_both_directions(
    desk: Desk, door: StandIn, language: str, direction: str, heading: str, width: int
) -> None:
    case = door.add_case(urgency="emergency")
    door.add_message(case, "السلام عليكم hello")
    page = await desk(language=language, width=width)
    assert await page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        language,
        direction,
    ]
    await expect(page.locator("h2").first).to_contain_text(heading)
    await page.keyboard.press("a")
    await expect(page.locator(".message")).to_have_count(1)
    queue, talk = await page.locator(".queue").bounding_box(), await page.locator(".talk").bounding_box()
    assert queue is not None
    assert talk is not None
    assert (queue["x"] < talk["x"]) == (direction == "ltr")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"
    if width == 820:
        await page.locator(".card-button").click()
    await expect(page.locator(".card")).to_be_visible()
    await page.locator("[data-focus=language]").click()
    await expect(page.locator("html")).to_have_attribute("dir", "rtl" if direction == "ltr" else "ltr")
    await expect(page.locator("[data-focus=language]")).to_be_focused()
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("lang", "ar" if language == "en" else "en")
    await expect(page.locator(".message")).to_have_count(1)


async def test_arabic_shows_no_english(desk: Desk, door: StandIn) -> None:
    case = door.add_case(
        urgency="urgent", kind="report", details={"safe_now": "no", "place": "الشارقة"}, wants_human=True
    )
    message = door.add_message(case, "ريلي يضربني")
    door.flag(case, message, "يضربني")
    for reason in (
        "urgent: danger or harm 93% likely, right now 12%",
        "nearest kind of example: report_woman_abuse",
    ):
        flag = {
            "source": "brain",
            "text": reason,
            "urgency": "urgent",
            "message": message["id"],
            "start": None,
            "end": None,
        }
        case["flags"].append(flag)
    page = await desk(language="ar")
    await page.keyboard.press("a")
    await page.keyboard.press("c")
    await expect(page.locator("#reply")).to_be_visible()
    seen = await page.locator("#app").inner_text()
    leaked = set(re.findall(r"[A-Za-z]{2,}", seen)) - {"SH", "English", "Enter", "Shift", "M"}
    assert leaked <= {"K2M"}, leaked
