"""For everyone: no axe errors in either direction, no sideways scrolling at 320 px, targets one can hit, and a page that
asks nobody but the door (which the fixture holds every test to)."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.widget.conftest import Chat, answered, write
from tests.e2e.widget.stand_in import StandIn

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def axe(page: Page) -> list[str]:
    await page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate("axe.run(document)")
    assert found["passes"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


async def full_talk(page: Page, door: StandIn) -> None:
    """Something of everything on the screen."""
    await write(page, "مرحبا")
    await answered(page, "مرحبا")
    door.talk.add("agent", "I am here. Call 800700.", name="Mariam")
    door.talk.add("bot", "اختر", buttons=[{"title": "موظف", "payload": "/ask_human"}])
    await expect(page.locator(".tap")).to_be_visible()
    door.refuse_next = ["bad_frame"]
    await write(page, "no")
    await expect(page.locator(".line[data-state=refused]")).to_be_visible()
    await page.click("summary")
    await page.context.set_offline(True)
    await write(page, "later")
    await expect(page.locator(".notice")).to_be_visible()
    await page.locator(".scroller").evaluate(
        "each => each.getAnimations({subtree: true}).forEach(one => one.finish?.())"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_axe_finds_nothing(chat: Chat, door: StandIn, language: str, scheme: str) -> None:
    page = await chat(language, opened=False, color_scheme=scheme, reduced_motion="reduce")
    assert await axe(page) == []
    await page.click(".launch")
    await full_talk(page, door)
    assert await axe(page) == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("opened", [True, False])
async def test_320_pixels_are_enough(chat: Chat, door: StandIn, language: str, opened: bool) -> None:
    page = await chat(language, width=320, height=568, opened=opened)
    if opened:
        await full_talk(page, door)
        await write(page, "w" * 300)
        box = await page.locator(".panel").bounding_box()
        assert box == {"x": 0, "y": 0, "width": 320, "height": 568}, "the whole screen of a phone"
    wide = """() => {
        const all = [...document.querySelectorAll("*"), ...document.querySelector("bab-chat").shadowRoot.querySelectorAll("*")];
        return all.filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1
            && getComputedStyle(each).display !== "inline").map((each) => each.outerHTML.slice(0, 80));
    }"""
    assert await page.evaluate(wide) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_targets_are_44_pixels(chat: Chat, door: StandIn, language: str) -> None:
    page = await chat(language, width=360, height=740)
    await full_talk(page, door)
    small = """() => [...document.querySelector("bab-chat").shadowRoot.querySelectorAll("button, textarea, summary, .calls a")]
        .map((each) => [each.className || each.localName, each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 44 || box.height < 44))
        .map(([name, box]) => `${name} ${box.width} × ${box.height}`)"""
    assert await page.evaluate(small) == []


async def test_room_for_the_keyboard(chat: Chat, door: StandIn) -> None:
    """What an on-screen keyboard leaves of a phone still holds exit, the last words and the box."""
    page = await chat(width=360, height=330)
    await write(page, "hello")
    await answered(page, "hello")
    for part in (".exit", ".line.bot .bubble", "#box", ".send"):
        await expect(page.locator(part)).to_be_in_viewport(ratio=1)


async def test_moving_less(chat: Chat) -> None:
    page = await chat(reduced_motion="reduce")
    await expect(page.locator(".panel")).to_have_css("animation-name", "none")


async def test_what_a_screen_reader_is_told(chat: Chat, door: StandIn) -> None:
    page = await chat("en")
    log = page.get_by_role("log", name="Messages")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(page.get_by_role("textbox", name="Write your message here")).to_be_focused()
    await expect(page.get_by_role("dialog", name="Sharjah Social Services Department")).to_be_visible()
    await write(page, "hello")
    await answered(page, "hello")
    await expect(log.locator(".line.person .who")).to_have_text("You")


async def test_without_scripts_there_is_a_way_out(chat: Chat, door: StandIn) -> None:
    page = await chat(opened=False)
    context = await page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = await context.new_page()
    await plain.goto(f"{door.url}/")
    link = plain.get_by_role("link", name="Quick exit")
    await expect(link).to_be_in_viewport()
    assert await link.get_attribute("href") == "/widget/exit", "the door redirects to its exit address"
    await context.close()
