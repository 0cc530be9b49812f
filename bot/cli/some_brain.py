"""A brain for the commands that read messages without a door: one that runs already, or one of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click

from bot.brain import Brain
from bot.cli.up import free_port
from bot.serve import BrainMissing, brain_command, brain_environment, new_token, one_life
from bot.settings import Settings

READY_SECONDS = 180


def facts(settings: Settings) -> dict[str, str]:
    """What replies may name."""
    return {
        "hotline": settings.hotline,
        "emergency": settings.emergency_number,
        "organisation_ar": settings.organisation_ar,
        "organisation_en": settings.organisation_en,
    }


@asynccontextmanager
async def some_brain(settings: Settings, model: Path | None = None) -> AsyncIterator[Brain]:
    """The brains of BAB_BRAIN_URLS, or one of our own for as long as it takes; always our own for a `model`.

    Raises BrainMissing.
    """
    urls, token = settings.brains, settings.brain_token.get_secret_value()
    life: asyncio.Task[int] | None = None
    log_file = settings.home / "log" / "evaluate.log"
    if not urls or model is not None:
        port, token = free_port(), new_token()
        urls = (f"http://127.0.0.1:{port}",)
        life = asyncio.create_task(one_life(brain_command(port, model), brain_environment(token), log_file))
    # A first message may wait for a cold model; the deadline of live traffic is not what is measured.
    brain = Brain(urls, token, seconds=30)
    try:
        await _until_ready(brain, life, log_file)
        yield brain
    finally:
        await brain.close()
        if life is not None:
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)


async def _until_ready(brain: Brain, life: asyncio.Task[int] | None, log_file: Path) -> None:
    click.echo("Waiting for the brain …", err=True)
    try:
        async with asyncio.timeout(READY_SECONDS):
            while not await brain.ready():
                if life is not None and life.done():
                    raise BrainMissing(_last_words(life, log_file))
                await asyncio.sleep(0.5)
    except TimeoutError:
        raise BrainMissing("the brain did not get ready; see the log folder, and try: bab doctor") from None


def _last_words(life: asyncio.Task[int], log_file: Path) -> str:
    """Why a brain of our own ended: nobody starts it again, so waiting for it would be in vain."""
    if (error := life.exception()) is not None:
        return f"the brain could not be started: {error}"
    lines = log_file.read_text("utf-8", "replace").split("\n")
    said = next((line for line in reversed(lines) if line.strip()), "it said nothing")
    return f"the brain ended ({life.result()}): {said}"
