"""Databases for tests: a fresh SQLite file, and a fresh PostgreSQL database that is dropped afterwards."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

# `.ci/run` names the server; a developer's own is usually reached like this.
POSTGRES = os.environ.get("BAB_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def sqlite_url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'bab.db'}"


@asynccontextmanager
async def postgresql_url() -> AsyncIterator[str]:
    """A database of its own, without a driver named: postgresql://…"""
    name = f"bab_test_{secrets.token_hex(6)}"
    await _command(f"CREATE DATABASE {name}")
    try:
        yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    finally:
        await _command(f"DROP DATABASE {name} WITH (FORCE)")


async def _command(sql: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()
