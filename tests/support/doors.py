"""A whole door in the test's own process, on a loopback port, with a brain of the test's choosing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.app import Parts, make_app
from bot.brain import Brain
from bot.desk import passwords
from bot.store import agents
from bot.store.agents import Agent, Role
from tests.support.brain import TOKEN, StandInBrain, address
from tests.support.brain import running as running_brain
from tests.support.houses import open_parts

PASSWORD = "a long enough password"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningDoor:
    url: str
    parts: Parts
    brain: StandInBrain

    async def agent(self, login: str, role: Role = Role.AGENT) -> Agent:
        """An agent who may sign in with PASSWORD."""
        async with self.parts.house.database.write() as tx:
            return await agents.add(
                tx,
                login=login,
                name=login.title(),
                role=role,
                password_hash=passwords.make(PASSWORD),
                now=self.parts.house.now(),
            )


@asynccontextmanager
async def running_door(
    kind: str, folder: Path, *, brain_seconds: float = 1.0, **changes: object
) -> AsyncIterator[RunningDoor]:
    async with running_brain() as stand_in, open_parts(kind, folder, **changes) as parts:
        app = make_app(parts, Brain([stand_in.url], TOKEN, brain_seconds))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield RunningDoor(url=address(runner), parts=parts, brain=stand_in)
        finally:
            await runner.cleanup()
