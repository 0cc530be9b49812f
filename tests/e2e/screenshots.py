"""`make screenshots`: pictures of widget and desk in both directions, from a real door, into docs/pictures.

The people and words in them are made up here.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.browser import browser
from tests.support.whole import WholeDoor, whole_door

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TALKS = {
    "ar": [
        ("ريلي يضربني ومب قادرة اطلع من البيت", "انا وعيالي", "معاج مريم من الدائرة، انتي بأمان الحين؟"),
        ("ابا ممرضة تيي البيت حق امي، ما تمشي", None, None),
        ("اقترح تفتحون فرع في خورفكان", None, None),
    ],
    "en": [
        (
            "my husband beats me and I cannot leave the house",
            "me and my children",
            "This is Mariam. Are you safe right now?",
        ),
        ("my neighbour's boy cries every night and has bruises", None, None),
        ("I want to volunteer with older people", None, None),
    ],
}


async def chat(opened: Browser, door: WholeDoor, language: str, *, phone: bool) -> Page:
    size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 860}
    context = await opened.new_context(
        locale="ar-AE" if language == "ar" else "en-GB", viewport=size, device_scale_factor=2 if phone else 1
    )
    page = await context.new_page()
    await page.goto(f"{door.url}/?lang={language}")
    await page.locator("bab-chat .launch").click()
    return page


async def say(page: Page, text: str) -> None:
    heard = page.locator("bab-chat .line:not(.person)")
    before = await heard.count()
    await page.fill("bab-chat #box", text)
    await page.press("bab-chat #box", "Enter")
    await expect(heard).not_to_have_count(before)
    await page.wait_for_timeout(800)


async def desk(opened: Browser, door: WholeDoor, language: str) -> Page:
    context = await opened.new_context(
        locale="ar-AE" if language == "ar" else "en-GB", viewport={"width": 1360, "height": 860}
    )
    page = await context.new_page()
    await page.goto(f"{door.url}/desk")
    await page.fill("#login", "admin")
    await page.fill("#password", door.password)
    await page.keyboard.press("Enter")
    await expect(page.locator(".live")).to_have_attribute("data-state", "live")
    return page


async def picture(page: Page, name: str) -> None:
    await page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


async def both_sides(opened: Browser, door: WholeDoor, language: str) -> None:
    agent = await desk(opened, door, language)
    people = []
    for text, answer, _ in TALKS[language]:
        page = await chat(opened, door, language, phone=answer is not None)
        await say(page, text)
        if answer is not None:
            await page.locator("bab-chat .tap").first.click()
            await page.wait_for_timeout(800)
            await say(page, answer)
        people.append(page)
    await picture(people[0], f"widget-{language}")
    await picture(people[2], f"page-{language}")
    await agent.locator(".cases .case").first.click()
    await expect(agent.locator(".by-person .bubble").first).to_be_visible()
    await picture(agent, f"desk-alarm-{language}")
    await agent.keyboard.press("c")
    await expect(agent.locator("#reply")).to_be_focused()
    await agent.fill("#reply", TALKS[language][0][2] or "")
    await agent.keyboard.press("Enter")
    await expect(people[0].locator("bab-chat .line.agent .bubble")).to_be_visible()
    await agent.wait_for_timeout(800)
    await picture(agent, f"desk-{language}")


async def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for language in TALKS:
            async with whole_door(Path(folder) / language) as door, browser() as opened:
                await door.until_brain()
                await both_sides(opened, door, language)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
