"""A brain for the commands that read messages without a door: one that runs already, or one of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click

from bot.brain import Brain
from bot.cli.up import free_port
from bot.serve import BrainMissing, brain_command, brain_environment, keep_brain, new_token
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
    keeper: asyncio.Task[None] | None = None
    if not urls or model is not None:
        port, token = free_port(), new_token()
        urls = (f"http://127.0.0.1:{port}",)
        log_file = settings.home / "log" / "evaluate.log"
        keeper = asyncio.create_task(
            keep_brain(brain_command(port, model), brain_environment(token), log_file)
        )
    # A first message may wait for a cold model; the deadline of live traffic is not what is measured.
    brain = Brain(urls, token, seconds=30)
    try:
        await _until_ready(brain)
        yield brain
    finally:
        await brain.close()
        if keeper is not None:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)


async def _until_ready(brain: Brain) -> None:
    click.echo("Waiting for the brain …", err=True)
    try:
        async with asyncio.timeout(READY_SECONDS):
            while not await brain.ready():
                await asyncio.sleep(0.5)
    except TimeoutError:
        raise BrainMissing("the brain did not get ready; see the log folder, and try: bab doctor") from None
