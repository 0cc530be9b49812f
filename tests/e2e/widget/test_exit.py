"""The quick exit: hidden within 100 ms, nothing left behind, the door told, no way back, and nothing can stop it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from tests.e2e.widget.conftest import Chat, answered, write
from tests.e2e.widget.stand_in import StandIn

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

Press = Callable[[Page], Awaitable[None]]
SECRET = "nobody may read this"
# Reports the time from the press to the first painted frame in which every corner of the page is covered.
WATCH = """
for (const press of ["click", "keyup"]) addEventListener(press, (event) => {
  const began = event.timeStamp;
  const corners = () => [[1, 1], [innerWidth - 2, 1], [1, innerHeight - 2], [innerWidth - 2, innerHeight - 2],
    [innerWidth / 2, innerHeight / 2]].map(([x, y]) => document.elementFromPoint(x, y));
  const look = (tries) => {
    const covered = corners().every((each) => {
      if (each?.localName !== "dialog" || !each.matches(":modal")) return false;
      const { backgroundColor, opacity } = getComputedStyle(each);
      return backgroundColor === "rgb(255, 255, 255)" && opacity === "1";
    });
    if (covered) requestAnimationFrame(() => hidden(performance.now() - began));
    else if (tries) requestAnimationFrame(() => look(tries - 1));
  };
  requestAnimationFrame(() => look(30));
}, true);
"""


async def press_button(page: Page) -> None:
    await page.click("bab-chat .exit", no_wait_after=True)


async def press_shift(page: Page) -> None:
    for _ in range(3):
        await page.keyboard.press("Shift")


async def until(true: Callable[[], object], seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "not in time"
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("press", [press_button, press_shift])
async def test_hidden_within_100_ms(chat: Chat, door: StandIn, press: Press) -> None:
    """Of a long talk, too. The best of three: a machine busy with other tests owes us some frames."""
    door.elsewhere_seconds = 0.6  # long enough to see the cover
    page = await chat()
    times: list[float] = []
    await page.expose_function("hidden", lambda ms: times.append(ms))  # noqa: PLW0108 - Playwright marks what it calls
    best: list[float] = []
    for _ in range(3):
        await write(page, SECRET)
        await answered(page, SECRET)
        talk = list(door.talks.values())[-1]
        for number in range(200):
            talk.add("bot", f"{number} {SECRET}")
        await expect(page.locator(".line.bot")).to_have_count(201)
        await page.evaluate(WATCH)
        await press(page)
        await page.wait_for_url("**/elsewhere")
        assert times, "the cover was never seen"
        best.append(times[-1])  # each Shift is watched; the last one is it
        if best[-1] <= 100:
            break
        times.clear()
        await page.goto(f"{door.url}/?lang=en")
        await page.click(".launch")
    print("hidden after", *(f"{each:.0f} ms" for each in best))
    assert min(best) <= 100


@pytest.mark.parametrize("press", [press_button, press_shift])
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_told_wiped_and_gone(chat: Chat, door: StandIn, press: Press, language: str) -> None:
    page = await chat(language)
    await write(page, SECRET)
    await answered(page, SECRET)
    await press(page)
    await page.wait_for_url("**/elsewhere")
    assert await page.evaluate("sessionStorage.length + localStorage.length") == 0
    await until(lambda: door.exits)
    assert SECRET in door.texts, "the report stays"
    await page.go_back()
    await expect(page.locator("h1")).to_have_text("Before")
    await page.go_forward()
    await expect(page.locator("h1")).to_have_text("Weather")


@pytest.mark.parametrize("sockets", [True, False])
async def test_told_by_socket_and_by_beacon(chat: Chat, door: StandIn, sockets: bool) -> None:
    door.refuse_sockets = not sockets
    page = await chat()
    await write(page, "hello")
    await answered(page, "hello")
    await press_button(page)
    await page.wait_for_url("**/elsewhere")
    await until(lambda: len(door.exits) == 1 + sockets)
    assert "http" in door.exits
    assert len(door.left) == 1


@pytest.mark.parametrize("press", [press_button, press_shift])
async def test_offline(chat: Chat, door: StandIn, press: Press) -> None:
    page = await chat()
    await write(page, SECRET)
    await answered(page, SECRET)
    await page.context.set_offline(True)
    await write(page, f"{SECRET} either")
    await press(page)
    await until(lambda: not page.url.startswith(f"{door.url}/?"))
    assert SECRET not in await page.content()
    await page.context.set_offline(False)
    await page.goto(f"{door.url}/?lang=en")
    assert await page.evaluate("sessionStorage.length") == 0
    await page.click(".launch")
    await expect(page.locator("#box")).to_be_focused()
    await expect(page.locator(".bubble")).to_have_count(0)


async def test_what_was_not_accepted_yet_is_handed_over(chat: Chat, door: StandIn) -> None:
    page = await chat()
    door.answers = False
    await write(page, "one")
    await expect(page.locator(".line[data-state=kept]")).to_have_count(1)
    door.accept_seconds = 0.2
    for word in ("two", "three", "four"):
        await write(page, word)
    await press_button(page)
    await page.wait_for_url("**/elsewhere")
    await until(lambda: door.texts == ["one", "two", "three", "four"])
    await until(lambda: "socket" in door.exits)


async def test_handed_over_by_plain_requests_too(chat: Chat, door: StandIn) -> None:
    door.refuse_sockets = True
    page = await chat()
    door.answers = False
    await write(page, "one")
    await expect(page.locator(".line[data-state=kept]")).to_have_count(1)
    door.refuse_next = ["not_now"]
    await write(page, "two")
    await until(lambda: not door.refuse_next)
    await press_button(page)
    await page.wait_for_url("**/elsewhere")
    await until(lambda: door.texts == ["one", "two"])
    await until(lambda: door.exits)


async def test_before_there_is_a_line(chat: Chat, door: StandIn) -> None:
    door.refuse_sockets = True
    page = await chat(opened=False)
    await page.route("**/widget/hello", lambda route: route.abort())
    await page.click(".launch")
    await page.fill("#box", SECRET)
    await press_shift(page)
    await page.wait_for_url("**/elsewhere")
    assert await page.evaluate("sessionStorage.length") == 0
    assert door.talks == {}


async def test_behind_the_button_too(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, "hello")
    await answered(page, "hello")
    await page.keyboard.press("Escape")
    await press_shift(page)
    await page.wait_for_url("**/elsewhere")
    await until(lambda: door.exits)


async def test_a_page_kept_by_the_browser_stays_empty(chat: Chat, door: StandIn) -> None:
    page = await chat()
    await write(page, SECRET)
    await answered(page, SECRET)
    door.elsewhere_seconds = 1
    left = await page.evaluate("""() => {
        document.querySelector("bab-chat").shadowRoot.querySelector(".exit").click();
        dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        return [document.documentElement.outerHTML, document.body.childElementCount,
            document.querySelector("dialog").matches(":modal"), document.title];
    }""")
    assert SECRET not in left[0]
    assert left[1:] == [0, True, "127.0.0.1"], "and the title no longer speaks of a helpline"
    await until(lambda: page.url == f"{door.url}/elsewhere")


async def test_typing_with_shift_is_no_exit(chat: Chat, door: StandIn) -> None:
    page = await chat()
    for letter in "ABCD":
        await page.keyboard.press(f"Shift+{letter}")
    for _ in range(4):  # changes the keyboard's language
        await page.keyboard.press("Alt+Shift")
    for _ in range(2):
        await page.keyboard.press("Shift")
    await page.keyboard.press("x")
    await page.keyboard.press("Shift")
    await expect(page.locator("#box")).to_have_value("ABCDx")
    assert page.url.startswith(f"{door.url}/?")
    await page.clock.install()
    await page.keyboard.press("x")
    for _ in range(3):
        await page.keyboard.press("Shift")
        await page.clock.fast_forward(5_100)
    assert page.url.startswith(f"{door.url}/?")
    assert door.exits == []
