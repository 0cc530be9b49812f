"""Runs the door's server, and beside it, when asked, a brain that is started again whenever it dies."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import web

ROOT = Path(__file__).parent.parent
BRAIN_PYTHON = ROOT / ".venv" / "brain" / "bin" / "python"
RESTART_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0)
STEADY_SECONDS = 60.0
STOP_SECONDS = 10.0

log = logging.getLogger(__name__)


class PortInUse(Exception):
    """Another program listens on this address."""


class BrainMissing(Exception):
    """The brain's environment or model is not there; the text says what to run."""


def brain_command(port: int, model: Path | None = None) -> list[str]:
    """For the model of the present data unless another archive is named. Raises BrainMissing."""
    if not BRAIN_PYTHON.exists():
        raise BrainMissing("the brain's environment is missing (Python 3.10 with Rasa); run: make setup")
    named = [] if model is None else ["--model", str(model.resolve())]
    return [str(BRAIN_PYTHON), "-m", "brain.serve", "--port", str(port), *named]


def brain_environment(token: str) -> dict[str, str]:
    return os.environ | {
        "BAB_BRAIN_TOKEN": token,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
    }


def new_token() -> str:
    return secrets.token_urlsafe(32)


async def serve(
    app: web.Application,
    host: str,
    port: int,
    started: Callable[[], Awaitable[None]],
    work: Callable[[], asyncio.Task[None]],
) -> None:
    """Until SIGINT or SIGTERM. Raises PortInUse, and whatever ended the door's work, which it does not outlive."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=3.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise PortInUse(
                f"{host}:{port}: {error.strerror or 'cannot listen'}; is another door running? (BAB_PORT)"
            ) from None
        await started()
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(signal_number, stop.set)
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({stopped, work()}, return_when=asyncio.FIRST_COMPLETED)
        if not stop.is_set():
            stopped.cancel()
            work().result()
    finally:
        await runner.cleanup()


async def keep_brain(command: list[str], environment: dict[str, str], log_file: Path) -> None:
    """Start the brain and start it again whenever it ends, a little later each time it dies young."""
    attempt = 0
    loop = asyncio.get_running_loop()
    while True:
        began = loop.time()
        try:
            ended = str(await one_life(command, environment, log_file))
        except OSError as error:
            # A machine short of memory or files refuses for a moment; the brain must come back afterwards.
            ended = f"not started: {error.strerror or type(error).__name__}"
        attempt = 0 if loop.time() - began > STEADY_SECONDS else attempt + 1
        pause = RESTART_SECONDS[min(attempt, len(RESTART_SECONDS) - 1)]
        log.error(
            "the brain ended (%s); starting it again in %s s; people are answered without it", ended, pause
        )
        await asyncio.sleep(pause)


async def one_life(command: list[str], environment: dict[str, str], log_file: Path) -> int:
    """One life of the brain; its exit code. Raises OSError when it cannot be started."""
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with log_file.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *command,
            "--with-parent",
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
        )
    log.info("the brain is starting (process %s, log %s)", process.pid, log_file)
    try:
        return await process.wait()
    except asyncio.CancelledError:
        await _stop(process)
        raise


async def _stop(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def run_brain(port: int, token: str) -> int:
    """The brain alone, in the foreground. Raises BrainMissing."""
    return subprocess.call(brain_command(port), cwd=ROOT, env=brain_environment(token), stdout=sys.stdout)
