"""On a page of another site, with a strict policy of its own, put in twice."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.widget.conftest import answered, write
from tests.e2e.widget.stand_in import StandIn

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("sockets", [True, False])
async def test_on_another_site(browser: Browser, door: StandIn, sockets: bool) -> None:
    guest = StandIn()
    await guest.start()
    door.origins = {guest.url}
    door.refuse_sockets = not sockets
    faults: list[str] = []
    async with await browser.new_context() as context:
        page = await context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
        await page.goto(f"{guest.url}/guest?door={door.url}")
        await expect(page.locator("bab-chat")).to_have_count(1)
        await page.click(".launch")
        await write(page, "hello from afar")
        await answered(page, "hello from afar")
        await expect(page.locator("h2")).to_have_text("Sharjah Social Services Department")
        await page.click("bab-chat .exit", no_wait_after=True)
        await page.wait_for_url("**/elsewhere")
        await page.goto(f"{guest.url}/before")
        assert await page.evaluate("sessionStorage.length") == 0
    assert len(door.left) == 1
    assert guest.talks == {}
    assert not faults
    await guest.stop()
