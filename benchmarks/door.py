"""A whole door for benchmarks: `bab up` in a process of its own, with the real brain, ready to answer."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from tests.support.processes import ROOT, free_port

READY_SECONDS = 120.0


@asynccontextmanager
async def running_door(home: Path, **changes: str) -> AsyncIterator[str]:
    """The door's address, once door and brain are ready."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BAB_")}
    environment = clean | {"BAB_HOME": str(home), "BAB_PORT": str(port), "BAB_LOG_LEVEL": "WARNING"} | changes
    with (home / "door.log").open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "up", cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    url = f"http://127.0.0.1:{port}"
    try:
        await until_ready(url)
        yield url
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def until_ready(url: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(READY_SECONDS):
        while True:
            with suppress(aiohttp.ClientError):
                async with session.get(f"{url}/readyz") as response:
                    if json.loads(await response.text()).get("parts", {}).get("brain"):
                        return
            await asyncio.sleep(0.2)
