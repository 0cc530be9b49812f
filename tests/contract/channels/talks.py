"""A person who has just written, what is said to them, and the workers that send it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.app import Parts
from bot.domain.case import CaseNotes
from bot.domain.delivery import Delivery
from bot.domain.words import Kind, Line, Urgency
from bot.services.courier import Courier
from bot.services.deliver import Deliver
from bot.services.receive import receive
from bot.services.say import say
from bot.services.take import take
from bot.store import cases, conversations, outbox
from bot.store.outbox import Author, Said
from channels.message import Button, Inbound, Posted, Receipt, ReceiptState
from tests.support.providers import ScriptedProvider


@asynccontextmanager
async def couriers(parts: Parts, provider: ScriptedProvider, number: int = 1) -> AsyncIterator[None]:
    tasks = [
        asyncio.create_task(
            Courier(
                Deliver(
                    house=parts.house, providers={provider.name: provider}, holder=f"h{n}", chance=lambda: 0.0
                )
            ).run()
        )
        for n in range(number)
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def person(parts: Parts, address: str = "971500000001", id: str = "in1") -> Any:
    """Somebody who has just written."""
    return (
        await receive(parts.house, Inbound(channel="whatsapp", id=id, address=address, text="hello"))
    ).conversation_id


async def speak(parts: Parts, talk: Any, *texts: str, buttons: tuple[Button, ...] = ()) -> None:
    for text in texts:
        async with parts.house.database.write() as tx:
            await conversations.lock(tx, talk)
            now = parts.house.now()
            await say(
                tx, talk, cause=f"{talk}:{text[:80]}", author=Author.BOT, text=text, now=now, buttons=buttons
            )


async def said(parts: Parts, talk: Any) -> list[Said]:
    async with parts.house.database.read() as tx:
        return await outbox.after(tx, talk, 0)


async def until(
    parts: Parts, talk: Any, good: Callable[[list[Said]], bool], seconds: float = 10
) -> list[Said]:
    async with asyncio.timeout(seconds):
        while not good(found := await said(parts, talk)):
            await asyncio.sleep(0.02)
    return found


def all_are(state: Delivery) -> Callable[[list[Said]], bool]:
    return lambda found: all(each.state is state for each in found)


async def told(parts: Parts, state: ReceiptState, **more: Any) -> None:
    receipt = Receipt(state=state, **({"provider_id": None} | more))
    await take(parts.house, "whatsapp", Posted(receipts=(receipt,)), b"")


async def emergency(parts: Parts, talk: Any) -> None:
    async with parts.house.database.write() as tx:
        await conversations.lock(tx, talk)
        await cases.open_new(
            tx,
            talk,
            prefix="SH",
            urgency=Urgency.EMERGENCY,
            line=Line.GENERAL,
            kind=Kind.REPORT,
            notes=CaseNotes(),
            now=parts.house.now(),
        )
