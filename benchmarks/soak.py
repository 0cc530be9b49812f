"""`python -m benchmarks.soak`: many people on both platforms, through stand-ins that fail in every way a platform may.

Each person writes some messages, each posted one to three times; the platform answers some calls with errors, asks for
time, takes some and loses the answer, and tells receipts in any order, twice, or before its answer. Prints what was
lost, doubled or out of order, and whether the platform ever had to refuse us for writing too fast.

    --people N      on each platform (default 200)
    --messages N    of each person (default 5)
    --database URL  PostgreSQL; SQLite in a folder of its own otherwise
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

from aiohttp import web

from benchmarks.machine import describe
from bot.app import make_app, open_house
from bot.brain import Brain
from bot.settings import Settings
from tests.support import bot_api, cloud_api
from tests.support.brain import TOKEN, address
from tests.support.brain import running as running_brain
from tests.support.cloud_api import Fault

SEED = 20
# New messages a second, both platforms together: below what they let us answer.
INTAKE = 40
PATIENCE = 180.0


def faults(chance: Random, *, echoes: bool) -> Callable[[object], Fault | None]:
    """One call in ten meets something. Without receipts a lost answer cannot be told from a lost call."""
    kinds = [
        Fault(status=500, code=131000),
        Fault(status=503),
        Fault(status=429, code=130429, retry_after=1),
    ]
    if echoes:
        kinds += [Fault(reset=True, taken=True), Fault(status=504, taken=True), Fault(reset=True)]
    return lambda body: chance.choice(kinds) if chance.random() < 0.1 else None


def receipts(chance: Random) -> Callable[[object], list[str]]:
    def told(body: object) -> list[str]:
        states = ["sent", "delivered", "read", chance.choice(["sent", "delivered"])]
        chance.shuffle(states)
        return states

    return told


async def soak(people: int, messages: int, url: str) -> int:
    chance = Random(SEED)
    async with AsyncExitStack() as stack:
        meta = await stack.enter_async_context(cloud_api.running())
        telegram = await stack.enter_async_context(bot_api.running())
        brain = await stack.enter_async_context(running_brain())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        chosen = cloud_api.settings(meta) | bot_api.settings(telegram)
        parts = await open_house(Settings(_env_file=None, home=folder, database_url=url, **chosen))
        runner = web.AppRunner(make_app(parts, Brain([brain.url], TOKEN, 3.0)), access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        meta.webhook = f"{address(runner)}/channels/whatsapp"
        telegram.webhook = f"{address(runner)}/channels/telegram"
        meta.fault, telegram.fault = faults(chance, echoes=True), faults(chance, echoes=False)
        meta.receipts = receipts(chance)
        phones = [f"9715{number:08}" for number in range(people)]
        chats = [500_000 + number for number in range(people)]
        began = time.monotonic()
        writing = []
        for number in range(messages):
            for phone, chat in zip(phones, chats, strict=True):
                writing.append(
                    asyncio.create_task(meta.says(phone, f"m{number}", times=chance.randint(1, 3)))
                )
                writing.append(
                    asyncio.create_task(telegram.says(chat, f"m{number}", times=chance.randint(1, 3)))
                )
                await asyncio.sleep(2 / INTAKE)
        await asyncio.gather(*writing)
        wanted = [f"heard m{number}" for number in range(messages)]

        def heard() -> dict[object, list[str]]:
            found: dict[object, list[str]] = {p: [cloud_api.words(m) for m in meta.phones[p]] for p in phones}
            return found | {chat: [m["text"] for m in telegram.phones[chat]] for chat in chats}

        until = time.monotonic() + PATIENCE
        while any(set(said) != set(wanted) for said in heard().values()) and time.monotonic() < until:
            await asyncio.sleep(0.5)
        await asyncio.sleep(5)
        took = time.monotonic() - began
        lost = sum(len(set(wanted) - set(said)) for said in heard().values())
        doubled = sum(sum(Counter(said).values()) - len(set(said)) for said in heard().values())
        disordered = sum(list(dict.fromkeys(said)) != wanted for said in heard().values())
        too_fast = {
            "WhatsApp": sum(code in (130429, 131056) for code in meta.refused) - meta.injected_too_fast,
            "Telegram": telegram.refused.count(429) - telegram.injected_too_fast,
        }
    print(f"{describe()}; {'PostgreSQL' if url else 'SQLite'}")
    print(f"{2 * people} people, {2 * people * messages} messages, {took:.0f} s")
    refused = ", ".join(f"{count} by {name}" for name, count in too_fast.items())
    print(f"lost {lost}, doubled {doubled}, conversations out of order {disordered}")
    print(f"refused for pace: {refused}")
    return int(bool(lost or doubled or disordered or any(too_fast.values())))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--people", type=int, default=200, help="on each platform (default %(default)s)")
    parser.add_argument("--messages", type=int, default=5, help="of each person (default %(default)s)")
    parser.add_argument("--database", default="", help="postgresql://…; SQLite otherwise")
    asked = parser.parse_args()
    return asyncio.run(soak(asked.people, asked.messages, asked.database))


if __name__ == "__main__":
    raise SystemExit(main())
