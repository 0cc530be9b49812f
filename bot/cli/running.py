"""What every command does first and last: settings, the store, one clear line for a known mistake."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import click

from bot import logs, settings
from bot.app import Parts, open_house
from bot.lexicon import LexiconError
from bot.serve import BrainMissing, PortInUse
from bot.settings import Settings, SettingsError
from bot.store.database import StoreError
from bot.store.keys import KeysError

KNOWN = (SettingsError, KeysError, StoreError, PortInUse, BrainMissing, LexiconError)
T = TypeVar("T")


def load_settings() -> Settings:
    """Raises click's error with every wrong setting in it."""
    try:
        loaded = settings.load()
    except SettingsError as error:
        raise click.ClickException(str(error)) from None
    logs.start(loaded.log_level)
    return loaded


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's work; known mistakes end as one line and exit code 1."""
    try:
        return asyncio.run(work)
    except KNOWN as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        raise click.exceptions.Exit(130) from None


@asynccontextmanager
async def opened(loaded: Settings, *, make_keys: bool = True) -> AsyncIterator[Parts]:
    parts = await open_house(loaded, make_keys=make_keys)
    try:
        yield parts
    finally:
        await parts.house.database.close()
