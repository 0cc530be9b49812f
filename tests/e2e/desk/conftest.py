"""The desk's pages in a real browser, against the stand-in of their API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Page, expect

from tests.e2e.desk.stand_in import PASSWORD, StandIn
from tests.support.browser import browser as own_browser

Desk = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with own_browser() as opened:
        yield opened


@pytest.fixture
def door() -> StandIn:
    return StandIn()


@pytest_asyncio.fixture(loop_scope="session")
async def address(door: StandIn) -> AsyncIterator[str]:
    runner = web.AppRunner(door.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/desk"
    await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, address: str) -> AsyncIterator[Desk]:
    """Opens the desk in a browser of its own, signed in unless told otherwise. No page may have faults."""
    faults: list[str] = []
    async with AsyncExitStack() as stack:

        async def open_desk(
            login: str | None = "mariam", language: str = "en", width: int = 1280, **options: Any
        ) -> Page:
            locale = "ar-AE" if language == "ar" else "en-GB"
            viewport = {"width": width, "height": 800}
            context = await browser.new_context(locale=locale, viewport=viewport, **options)
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(8000)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda said: faults.append(said.text) if is_fault(said.text) else None)
            await page.goto(address)
            await expect(page.locator("#login")).to_be_focused()
            if login is not None:
                await sign_in(page, login)
            return page

        yield open_desk
    assert not faults


def is_fault(said: str) -> bool:
    """What the browser itself notes of refused requests and torn lines is part of the tests."""
    return "Content Security Policy" in said or (
        "Failed to load" not in said and "WebSocket connection" not in said
    )


async def sign_in(page: Page, login: str = "mariam", password: str = PASSWORD) -> None:
    await page.fill("#login", login)
    await page.fill("#password", password)
    await page.keyboard.press("Enter")
    await expect(page.locator(".live")).to_have_attribute("data-state", "live")
