"""A door as a real process, so that it can be killed, started again, and looked at from outside."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.support.brain import TOKEN

ROOT = Path(__file__).parents[2]
START_SECONDS = 20.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class DoorProcess:
    """`bab serve` with a home of its own. `brain_url` names the brain it asks."""

    home: Path
    brain_url: str
    port: int = field(default_factory=free_port)
    database_url: str = ""
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.home / "door.log"

    def environment(self, **changes: str) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("BAB_")}
        settings = {
            "BAB_HOME": str(self.home),
            "BAB_PORT": str(self.port),
            "BAB_DATABASE_URL": self.database_url,
            "BAB_BRAIN_URLS": self.brain_url,
            "BAB_BRAIN_TOKEN": TOKEN,
            "BAB_BRAIN_SECONDS": "1",
            "BAB_LOG_LEVEL": "DEBUG",
        }
        return clean | settings | changes

    async def start(self, **changes: str) -> float:
        """Start it and wait until it takes messages; the seconds that took."""
        self.home.mkdir(parents=True, exist_ok=True)
        loop = asyncio.get_running_loop()
        began = loop.time()
        with self.log.open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "serve",
                cwd=ROOT,
                env=self.environment(**changes),
                stdout=output,
                stderr=output,
            )
        async with aiohttp.ClientSession() as session, asyncio.timeout(START_SECONDS):
            while True:
                with suppress(aiohttp.ClientError):
                    async with session.get(f"{self.url}/readyz") as response:
                        if response.status == 200:
                            return loop.time() - began
                if self.process.returncode is not None:
                    raise AssertionError(f"the door ended: {self.log.read_text()[-2000:]}")
                await asyncio.sleep(0.02)

    async def wait(self, seconds: float = 15.0) -> int:
        """Until it ends by itself; its exit code."""
        assert self.process is not None
        async with asyncio.timeout(seconds):
            return await self.process.wait()

    async def kill(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()
