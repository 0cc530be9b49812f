"""A house (store, texts, facts) for tests, on either database, as the app opens it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import Parts, open_house
from bot.settings import Settings
from tests.support.stores import postgresql_url


@asynccontextmanager
async def open_parts(kind: str, folder: Path, **changes: object) -> AsyncIterator[Parts]:
    """`kind`: "sqlite" or "postgresql"."""
    if kind == "sqlite":
        async with _opened(Settings(_env_file=None, home=folder, **changes)) as parts:
            yield parts
    else:
        async with (
            postgresql_url() as url,
            _opened(Settings(_env_file=None, home=folder, database_url=url, **changes)) as parts,
        ):
            yield parts


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Parts]:
    parts = await open_house(settings)
    try:
        yield parts
    finally:
        await parts.house.database.close()
