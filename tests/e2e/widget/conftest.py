"""The chat in a real browser, on the demo page, against the stand-in of the door's side."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.e2e.widget.stand_in import StandIn
from tests.support.browser import browser as own_browser

Chat = Callable[..., Awaitable[Page]]
# What the browser itself notes of refused requests and torn lines is part of the tests.
EXPECTED = ("Failed to load", "WebSocket connection")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with own_browser() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def door() -> AsyncIterator[StandIn]:
    door = StandIn()
    await door.start()
    yield door
    await door.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def chat(browser: Browser, door: StandIn) -> AsyncIterator[Chat]:
    """Opens the demo page in a browser of its own, and the chat on it unless told otherwise. No page may have faults,
    and no page may ask anyone but the door."""
    faults: list[str] = []
    asked: list[str] = []
    async with AsyncExitStack() as stack:

        async def open_chat(
            language: str = "en", *, width: int = 1280, height: int = 800, opened: bool = True, **options: Any
        ) -> Page:
            locale = "ar-AE" if language == "ar" else "en-GB"
            viewport = {"width": width, "height": height}
            context = await browser.new_context(locale=locale, viewport=viewport, **options)
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(8000)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda said: faults.append(said.text) if is_fault(said.text) else None)
            page.on("request", lambda request: asked.append(request.url))
            await page.goto(f"{door.url}/before")
            await page.goto(f"{door.url}/?lang={language}")
            await expect(page.locator(".launch")).to_be_visible()
            if opened:
                await page.click(".launch")
                await expect(page.locator("#box")).to_be_focused()
            return page

        yield open_chat
    assert not faults
    assert not [url for url in asked if not url.startswith((f"{door.url}/", "data:"))]


def is_fault(said: str) -> bool:
    return "Content Security Policy" in said or not said.startswith(EXPECTED)


async def write(page: Page, text: str) -> None:
    await page.fill("#box", text)
    await page.press("#box", "Enter")


async def answered(page: Page, text: str) -> None:
    """The door has the message, and its answer is on the screen."""
    await expect(page.locator(".line.bot .bubble", has_text=f"{text} ✓")).to_be_visible()
