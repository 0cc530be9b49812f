"""A headless browser: the one BAB_TEST_CHROMIUM names, the machine's own, or the one Playwright brought."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without these a machine without a network is asked for addresses at every start.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    names = (os.environ.get("BAB_TEST_CHROMIUM", ""), *NAMES)
    own = next((path for name in names if name and (path := shutil.which(name))), None)
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=own, args=ARGUMENTS)
        yield opened
        await opened.close()
