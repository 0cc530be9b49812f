"""The whole thing as a user runs it: `bab up` with door and real brain."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psutil

from tests.support.processes import ROOT, free_port

READY_SECONDS = 120.0


@dataclass
class WholeDoor:
    home: Path
    port: int = field(default_factory=free_port)
    seconds_to_first_message: float = 0.0
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.home / "up.log").read_text()

    @property
    def password(self) -> str:
        """The first agent's, as printed at the first start."""
        found = re.search(r"login admin +password (\S+)", self.log)
        assert found is not None, self.log
        return found[1]

    async def start(self) -> None:
        """Start it, and time how long it takes until a message is accepted."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("BAB_")}
        settings = {"BAB_HOME": str(self.home), "BAB_PORT": str(self.port)}
        self.home.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        with (self.home / "up.log").open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "up",
                cwd=ROOT,
                env=clean | settings,
                stdout=output,
                stderr=output,
            )
        async with aiohttp.ClientSession() as session, asyncio.timeout(READY_SECONDS):
            while not await self._accepts(session):
                assert self.process.returncode is None, self.log
                await asyncio.sleep(0.02)
        self.seconds_to_first_message = time.monotonic() - began

    async def _accepts(self, session: aiohttp.ClientSession) -> bool:
        with suppress(aiohttp.ClientConnectionError):
            async with session.post(f"{self.url}/widget/hello", json={"version": 1}) as response:
                bearer = {"Authorization": f"Bearer {(await response.json())['token']}"}
            body = {"id": "first-message", "text": "hello", "payload": None}
            async with session.post(f"{self.url}/widget/send", json=body, headers=bearer) as response:
                return response.status == 200
        return False

    async def until_brain(self, ready: bool = True) -> None:
        async with aiohttp.ClientSession() as session, asyncio.timeout(READY_SECONDS):
            while True:
                async with session.get(f"{self.url}/readyz") as response:
                    if (await response.json())["parts"]["brain"] is ready:
                        return
                await asyncio.sleep(0.2)

    def brain(self) -> psutil.Process:
        assert self.process is not None
        return psutil.Process(self.process.pid).children()[0]

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            for child in psutil.Process(self.process.pid).children():
                with suppress(psutil.NoSuchProcess):
                    child.resume()
            self.process.send_signal(signal.SIGTERM)
            await self.process.wait()


@asynccontextmanager
async def whole_door(home: Path) -> AsyncIterator[WholeDoor]:
    door = WholeDoor(home=home)
    try:
        await door.start()
        yield door
    finally:
        await door.stop()
