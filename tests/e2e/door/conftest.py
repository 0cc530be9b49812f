"""One whole door and one browser for all tests here; each test brings people of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.support.browser import browser
from tests.support.whole import WholeDoor, whole_door

Open = Callable[[str], Awaitable[Page]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as opened:
        yield opened


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def door(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[WholeDoor]:
    """Started a second time: the first start also makes keys, schema and the first agent."""
    home = tmp_path_factory.mktemp("whole")
    async with whole_door(home) as first:
        print(f"the very first start took its first message after {first.seconds_to_first_message:.2f} s")
    async with whole_door(home) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def person(chromium: Browser, door: WholeDoor) -> AsyncIterator[Open]:
    """Opens the demo page and its chat, in a browser of its own."""
    async with AsyncExitStack() as stack:

        async def open_chat(language: str) -> Page:
            context = await chromium.new_context(locale="ar-AE" if language == "ar" else "en-GB")
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(10_000)
            await page.goto(f"{door.url}/?lang={language}")
            await page.locator("bab-chat .launch").click()
            await expect(page.locator("bab-chat #box")).to_be_focused()
            return page

        yield open_chat


@pytest_asyncio.fixture(loop_scope="session")
async def agent(chromium: Browser, door: WholeDoor) -> AsyncIterator[Open]:
    """Opens the desk, signed in and live, in a browser of its own."""
    async with AsyncExitStack() as stack:

        async def open_desk(language: str) -> Page:
            context = await chromium.new_context(
                locale="ar-AE" if language == "ar" else "en-GB", viewport={"width": 1280, "height": 800}
            )
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(10_000)
            await page.goto(f"{door.url}/desk")
            await page.fill("#login", "admin")
            await page.fill("#password", door.password)
            await page.keyboard.press("Enter")
            await expect(page.locator(".live")).to_have_attribute("data-state", "live")
            return page

        yield open_desk
